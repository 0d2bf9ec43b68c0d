"""Calendar arithmetic: what a week, a season, a decade covers, and how days are moved."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.times import values

DAYS = st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31))
UNITS = st.sampled_from(["D", "W", "WE", "M", "Q", "H", "S", "Y", "DE", "CE"])


@pytest.mark.parametrize(
    ("year", "easter"),
    [(1818, (3, 22)), (1943, (4, 25)), (2000, (4, 23)), (2019, (4, 21)), (2024, (3, 31)), (2038, (4, 25))],
)
def test_easter(year: int, easter: tuple[int, int]) -> None:
    assert values.easter(year) == date(year, *easter)


@pytest.mark.parametrize(
    ("unit", "day", "value", "start", "end"),
    [
        ("W", date(2021, 1, 3), "2020-W53", date(2020, 12, 28), date(2021, 1, 3)),
        ("W", date(2024, 12, 30), "2025-W01", date(2024, 12, 30), date(2025, 1, 5)),
        ("S", date(2024, 1, 15), "2023-WI", date(2023, 12, 1), date(2024, 2, 29)),
        ("Q", date(2023, 11, 28), "2023-Q4", date(2023, 10, 1), date(2023, 12, 31)),
        ("H", date(2023, 6, 30), "2023-H1", date(2023, 1, 1), date(2023, 6, 30)),
        ("DE", date(1999, 5, 5), "199", date(1990, 1, 1), date(1999, 12, 31)),
        ("CE", date(2000, 5, 5), "20", date(2000, 1, 1), date(2099, 12, 31)),
        ("WE", date(2023, 11, 28), "2023-W48-WE", date(2023, 12, 2), date(2023, 12, 3)),
    ],
)
def test_containing(unit: str, day: date, value: str, start: date, end: date) -> None:
    found = values.containing(unit, day)
    assert (found.value, found.start, found.end) == (value, start, end)


@given(UNITS, DAYS)
def test_a_unit_contains_the_day_it_is_asked_for(unit: str, day: date) -> None:
    found = values.containing(unit, day)
    assert found.start is not None
    assert found.end is not None
    if unit != "WE":
        assert found.start <= day <= found.end
    assert values.containing(unit, found.start) == found


@given(UNITS, DAYS, st.integers(-15, 15))
def test_neighbouring_units_adjoin(unit: str, day: date, by: int) -> None:
    here = values.containing(unit, values.shift(unit, day.replace(day=1), by))
    following = values.containing(unit, values.shift(unit, day.replace(day=1), by + 1))
    assert here.end is not None
    assert following.start is not None
    gap = following.start - here.end
    assert gap == timedelta(days=6 if unit == "WE" else 1)


def test_the_31st_becomes_the_last_day_of_a_shorter_month() -> None:
    assert values.shift("M", date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert values.shift("Y", date(2024, 2, 29), -1) == date(2023, 2, 28)


@pytest.mark.parametrize(
    "make",
    [
        lambda: values.shift("CE", date(2023, 1, 1), 90),
        lambda: values.shift("W", date(2, 1, 1), -200),
        lambda: values.quarter(2023, 5),
        lambda: values.half(2023, 3),
        lambda: values.month(2023, 13),
        lambda: values.season(9999, "WI"),
        lambda: values.interval(values.year(2014), values.year(2010)),
    ],
)
def test_what_the_calendar_lacks_raises(make: object) -> None:
    assert callable(make)
    with pytest.raises((ValueError, OverflowError)):
        make()
