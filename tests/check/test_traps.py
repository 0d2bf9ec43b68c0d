"""What ``check traps`` counts as a fault."""

from __future__ import annotations

from dataclasses import replace

from dragoman.check.gold import GoldTrap
from dragoman.check.traps import fault_of
from dragoman.reader import read_dispatch
from dragoman.records import Span
from tests.dispatches import a_dispatch

TEXT = "A ferry crossed the Gulf of Finland to Tallinn."
READING = read_dispatch(a_dispatch(TEXT))


def trap(words: str, kind: str, country: str | None = None) -> GoldTrap:
    start = TEXT.index(words)
    return GoldTrap(span=Span(start, start + len(words)), is_=kind, country=country)


def test_a_sea_may_be_a_place_but_the_country_in_its_name_may_not() -> None:
    assert fault_of(trap("Finland", "none"), READING) is None
    (gulf,) = (p for p in READING.places if p.country is None)
    start = TEXT.index("Finland")
    alone = replace(gulf, mentions=(Span(start, start + len("Finland")),))
    assert fault_of(trap("Finland", "none"), replace(READING, places=(alone,))) == "a place: ['Gulf of Finland']"
    owned = replace(gulf, country="FIN")
    assert fault_of(trap("Finland", "none"), replace(READING, places=(owned,))) == "a place: ['Gulf of Finland']"


def test_a_place_must_be_one_in_its_country() -> None:
    assert fault_of(trap("Tallinn", "place", "EST"), READING) is None
    assert fault_of(trap("Tallinn", "place", "LVA"), READING) == "places: ['EST']"
    assert fault_of(trap("Tallinn", "none"), READING) == "a place: ['Tallinn']"
