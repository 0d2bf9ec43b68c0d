"""``resolve_actors``, ``resolve_places``, ``resolve_times`` by themselves, on good and on bad input."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.errors import UsageError
from dragoman.settings import Settings

RESOLVERS = (dragoman.resolve_actors, dragoman.resolve_places, dragoman.resolve_times)


def test_a_title_is_resolved_by_the_day_and_a_former_holder_told_as_such() -> None:
    text = "The Norwegian prime minister spoke to Erna Solberg."
    (then, _) = dragoman.resolve_actors(text, on="2024-02-01")
    assert (then.id, then.how, then.country, then.sectors) == ("P.jonas-gahr-store", "title_on_date", "NOR", ("GOV",))
    solberg = dragoman.resolve_actors(text, on=date(2024, 2, 1))[1]
    assert (solberg.id, solberg.sectors, solberg.office) == ("P.erna-solberg", ("ELI",), None)


def test_a_surname_alone_is_that_of_its_only_bearer_in_office() -> None:
    (pm,) = dragoman.resolve_actors("Haradinaj resigned on Friday.", on="2019-07-21")
    assert (pm.id, pm.country, pm.how) == ("P.ramush-haradinaj", "XKX", "surname")
    assert not any(a.country for a in dragoman.resolve_actors("Haradinaj resigned on Friday."))


def test_without_a_day_a_title_stays_a_title() -> None:
    (minister, *_) = dragoman.resolve_actors("The Norwegian prime minister resigned.")
    assert (minister.id, minister.how) == ("NOR.GOV.head-of-government", "title")


def test_who_will_hold_an_office_later_is_no_former_holder() -> None:
    (found,) = dragoman.resolve_actors("Javier Milei shouted at the cameras.", on="2019-05-01")
    assert (found.id, found.sectors) == ("P.javier-milei", ())


@pytest.mark.parametrize("bad", ["31 February", "2023-13-45", "yesterday", ""])
def test_an_absurd_day_is_named(bad: str) -> None:
    with pytest.raises(UsageError, match=repr(bad)):
        dragoman.resolve_actors("Peru thanked Chile.", on=bad)


def test_absurd_dates_in_the_text_get_no_days() -> None:
    found = dragoman.resolve_times("It happened on 31 February 2023, or on 99/99/9999, he said.", on="2023-05-01")
    assert all(t.start is None or t.start.year in (2023,) for t in found)
    assert not any(t.value == "2023-02-31" for t in found)


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(UsageError, match="more than 1,000"):
        dragoman.resolve_places("a" * 1001, settings=Settings(max_text_chars=1000))


def test_a_list_of_three_thousand_names_is_read() -> None:
    names = ", ".join(
        f"{a} {b}" for a in ("Ana", "Ivo", "Noor", "Kofi", "Mei") for b in (f"Tarvan{n}o" for n in range(600))
    )
    found = dragoman.resolve_actors(f"The petition was signed by {names}.", on="2023-05-01")
    assert all(text.strip() for text in (a.name for a in found))


@pytest.mark.parametrize(
    "text",
    [
        "وزير الخارجية الروسي سيرغي لافروف التقى في بلغراد",
        "\u202eRussia\u202c attacked\u200f Ukraine\x00 on\x07 Monday.",
        "\ufeff\u2028Serbia\u2029\u0085and\u00a0Kosovo\tmet.",
        "🇷🇸" * 50 + " Kosovo",
        "",
        " \n\n ",
    ],
)
def test_odd_scripts_and_controls_are_no_reason_to_fall(text: str) -> None:
    for resolve in RESOLVERS:
        for found in resolve(text, on="2023-05-01"):
            spans = found.mentions if hasattr(found, "mentions") else (found.span,)
            assert all(0 <= s.start < s.end <= len(text) for s in spans)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_resolved_with_spans_inside_it(text: str) -> None:
    for resolve in RESOLVERS:
        for found in resolve(text, on="2023-05-01"):
            spans = found.mentions if hasattr(found, "mentions") else (found.span,)
            assert all(0 <= s.start < s.end <= len(text) for s in spans)
