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
    text = "The Norwegian prime minister spoke to Kjell Magne Bondevik."
    (then, _) = dragoman.resolve_actors(text, on="2024-02-01")
    assert (then.id, then.how, then.country, then.sectors) == ("P.jonas-gahr-store", "title_on_date", "NOR", ("GOV",))
    bondevik = dragoman.resolve_actors(text, on=date(2024, 2, 1))[1]
    assert (bondevik.id, bondevik.sectors, bondevik.office) == ("P.kjell-magne-bondevik", ("ELI",), None)


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
    assert [t for t in found if t.value is not None] == []


def test_a_text_that_is_too_long_is_refused_with_the_limit() -> None:
    with pytest.raises(UsageError, match="more than 1,000"):
        dragoman.resolve_places("a" * 1001, settings=Settings(max_text_chars=1000))


def test_a_list_of_three_thousand_names_is_read() -> None:
    ends = [
        f"{a}{b}" for a in "aeiou" for b in ("rov", "din", "nat", "lek", "gos", "mir", "tan", "ski", "wood", "berg")
    ]
    starts = ("Mar", "Tol", "Ben", "Ker", "Vas", "Ok", "Din", "Sal", "Rud", "Pel", "Zan", "Hof")
    forenames = ("Ana", "Ivo", "Noor", "Kofi", "Mei")
    names = ", ".join(f"{first} {start}{end}" for first in forenames for start in starts for end in ends)
    found = dragoman.resolve_actors(f"The petition was signed by {names}.", on="2023-05-01")
    assert sum(a.kind == "person" for a in found) > 2000


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
