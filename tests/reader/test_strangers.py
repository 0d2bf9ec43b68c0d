"""What is said beside a stranger's name gives sector and country; what only concerns them does not."""

from __future__ import annotations

import pytest

import dragoman


@pytest.mark.parametrize(
    ("text", "name", "country", "sectors"),
    [
        ("The clinic was closed, said Ana Duarte, a midwife from Maputo.", "Ana Duarte", "MOZ", ("MED",)),
        ("Teodor Ruse, a Romanian trader, lost his shop.", "Teodor Ruse", "ROU", ("BUS",)),
        ("Lena Okoro, who teaches physics in Lagos, was arrested.", "Lena Okoro", "NGA", ("EDU",)),
        ("Lena Okoro, who has criticised Russia for years, was arrested.", "Lena Okoro", None, ()),
        ("Ivo Marin, a painter who fled Syria, wrote the letter.", "Ivo Marin", None, ("CVL",)),
    ],
)
def test_a_stranger_is_described(text: str, name: str, country: str | None, sectors: tuple[str, ...]) -> None:
    (found,) = [a for a in dragoman.resolve_actors(text, on="2022-03-01") if name in a.name]
    assert (found.country, found.sectors) == (country, sectors)


def test_people_before_whom_a_town_stands_are_of_its_country() -> None:
    (judge,) = dragoman.resolve_actors("A Marseille judge refused bail.", on="2022-03-01")
    assert (judge.country, judge.sectors) == ("FRA", ("JUD",))
