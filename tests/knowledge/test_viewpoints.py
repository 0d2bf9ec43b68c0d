"""Positions on disputed states: the table is sound, and each holds for its days and its places alone."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.knowledge.actors import tables
from dragoman.knowledge.places import region
from dragoman.knowledge.viewpoints import ORGANISATIONS, positions, seen


def test_every_row_names_what_there_is() -> None:
    codes = tables().countries
    for p in positions():
        assert p.country in codes
        assert set(p.viewpoints) <= {*codes, *ORGANISATIONS}
        assert p.entity in codes if not p.box else region(p.entity) is not None and p.of in codes


def test_no_viewpoint_has_two_positions_on_one_day() -> None:
    known = [(v, p.entity, p.term) for p in positions() for v in p.viewpoints]
    for n, (viewpoint, entity, term) in enumerate(known):
        others = [t for v, e, t in known[:n] if (v, e) == (viewpoint, entity)]
        assert not any(t.overlaps(term.start, term.end) for t in others), (viewpoint, entity)


@pytest.mark.parametrize(
    ("country", "name", "viewpoint", "on", "at", "shown"),
    [
        ("SYR", "Golan Heights", "ISR", date(2020, 1, 1), (33.0, 35.75), ("ISR", "Golan Heights (Israel)")),
        ("SYR", "Golan Heights", "USA", date(2018, 1, 1), (33.0, 35.75), ("SYR", "Golan Heights")),
        ("LBN", "Marjayoun", "ISR", date(2020, 1, 1), (33.36, 35.59), ("LBN", "Marjayoun")),
        ("UKR", "Henichesk", "RUS", date(2020, 1, 1), (46.17, 34.8), ("UKR", "Henichesk")),
        ("RUS", "Taman", "RUS", date(2020, 1, 1), (45.2, 36.7), ("RUS", "Taman")),
        ("PSE", "Palestine", "GBR", date(2024, 1, 1), (None, None), ("PSE", "Palestinian Territories")),
        ("PSE", "Palestine", "GBR", date(2026, 1, 1), (None, None), ("PSE", "Palestine")),
        ("XAB", "Abkhazia", "SYR", date(2017, 1, 1), (None, None), ("XAB", "Abkhazia")),
        ("XAB", "Abkhazia", "SYR", date(2019, 1, 1), (None, None), ("XAB", "Republic of Abkhazia")),
    ],
)
def test_a_position_holds_for_its_days_and_places(
    country: str, name: str, viewpoint: str, on: date, at: tuple[float | None, float | None], shown: tuple[str, str]
) -> None:
    assert seen(country, name, viewpoint, on, *at) == shown
