"""Listings from a viewpoint: names and countries change, ids and codes do not."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.errors import UnknownName
from dragoman.resolving import resolve_actors, resolve_places
from dragoman.settings import Settings
from dragoman.store.seen import as_seen
from dragoman.store.table import Table

EVENTS = Table(
    ("actors", "actor_codes", "recipients", "recipient_codes", "place", "country", "lat", "lon", "date_start"),
    ("VARCHAR",) * 5 + ("VARCHAR", "DOUBLE", "DOUBLE", "DATE"),
    (
        ("Kosovo; Albania", "XKX; ALB", "Serbia", "SRB", "Pristina", "XKX", 42.66, 21.16, date(2023, 5, 1)),
        ("Government of Kosovo", "XKX GOV", None, None, "Kosovo", "XKX", None, None, date(2007, 5, 1)),
        ("Russia", "RUS", "Ukraine", "UKR", "Sevastopol", "UKR", 44.6, 33.5, date(2023, 5, 1)),
        ("Russia", "RUS", "Ukraine", "UKR", "Sevastopol", "UKR", 44.6, 33.5, date(2013, 5, 1)),
    ),
)


def shown(viewpoint: str) -> list[tuple[str, str, str]]:
    return [(r["actors"], r["place"], r["country"]) for r in as_seen(EVENTS, viewpoint).dicts()]


def test_the_neutral_view_changes_nothing() -> None:
    assert as_seen(EVENTS, "neutral") == EVENTS


def test_a_state_shows_what_it_does_not_recognise_as_its_own() -> None:
    assert shown("SRB") == [
        ("Kosovo and Metohija; Albania", "Pristina", "SRB"),
        ("Government of Kosovo", "Kosovo and Metohija", "SRB"),
        ("Russia", "Sevastopol", "UKR"),
        ("Russia", "Sevastopol", "UKR"),
    ]
    assert [country for _, _, country in shown("RUS")] == ["SRB", "SRB", "RUS", "UKR"]
    assert [country for _, _, country in shown("NOR")] == ["XKX", "XKX", "UKR", "UKR"]
    assert as_seen(EVENTS, "SRB").dicts()[0]["actor_codes"] == "XKX; ALB"


def test_an_unknown_viewpoint_is_named() -> None:
    with pytest.raises(UnknownName, match="Unknown viewpoint 'Serbia'"):
        as_seen(EVENTS, "Serbia")


def test_resolving_by_itself_has_the_viewpoint_too() -> None:
    settings = Settings(viewpoint="CHN")
    (taiwan, japan) = resolve_actors("Taiwan thanked Japan.", on="2022-08-01", settings=settings)
    assert (taiwan.id, taiwan.name, taiwan.country, japan.country) == ("TWN", "Taiwan Province of China", "CHN", "JPN")
    assert resolve_actors("Taiwan thanked Japan.", on="2022-08-01")[0].country == "TWN"
    (town,) = resolve_places("The talks took place in Simferopol.", on="2022-08-01", settings=Settings(viewpoint="RUS"))
    assert (town.name, town.country) == ("Simferopol", "RUS")
