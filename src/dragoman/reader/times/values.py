"""Calendar arithmetic for time expressions: TIMEX3-style values with the closed interval of days that each covers.

Values are written as TIMEX3 writes them (TimeML annotation guidelines 1.2.1): ``2023-11-30``, ``2023-W48``,
``2023-W48-WE``, ``2023-11``, ``2023-Q3``, ``2023-H1``, ``2023-SP``, ``2023``, ``199`` (a decade), ``19`` (a century).
Weeks are ISO 8601 weeks. Seasons are the meteorological ones of the northern hemisphere; a winter carries the year it
begins in. Every function raises ``ValueError`` or ``OverflowError`` for what the calendar does not have.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.records import TimePrecision

SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
MONTHS_OF = {"M": 1, "Q": 3, "S": 3, "H": 6, "Y": 12, "DE": 120, "CE": 1200}
DAYS_OF = {"D": 1, "W": 7, "2W": 14}


@dataclass(frozen=True, slots=True)
class Value:
    """A resolved time: its value, the days it covers, and its precision (``None`` for durations and sets)."""

    value: str
    start: date | None
    end: date | None
    precision: TimePrecision | None


def day(d: date) -> Value:
    return Value(d.isoformat(), d, d, "day")


def week(d: date) -> Value:
    """The ISO week that a day lies in."""
    monday = d - timedelta(days=d.weekday())
    year, number, _ = d.isocalendar()
    return Value(f"{year:04d}-W{number:02d}", monday, monday + timedelta(days=6), "week")


def weekend(d: date) -> Value:
    """The Saturday and Sunday of the ISO week that a day lies in."""
    whole = week(d)
    monday = d - timedelta(days=d.weekday())
    return Value(f"{whole.value}-WE", monday + timedelta(days=5), monday + timedelta(days=6), "interval")


def month(year: int, number: int) -> Value:
    last = monthrange(year, number)[1]
    return Value(f"{year:04d}-{number:02d}", date(year, number, 1), date(year, number, last), "month")


def quarter(year: int, number: int) -> Value:
    if not 1 <= number <= 4:
        raise ValueError(f"a year has no quarter {number}")
    end = month(year, number * 3).end
    return Value(f"{year:04d}-Q{number}", date(year, number * 3 - 2, 1), end, "quarter")


def half(year: int, number: int) -> Value:
    if number not in (1, 2):
        raise ValueError(f"a year has no half {number}")
    end = month(year, number * 6).end
    return Value(f"{year:04d}-H{number}", date(year, number * 6 - 5, 1), end, "interval")


def season(year: int, code: str) -> Value:
    first = SEASON_MONTHS[code]
    last = month(year, first + 2) if code != "WI" else month(year + 1, 2)
    return Value(f"{year:04d}-{code}", date(year, first, 1), last.end, "season")


def year(number: int) -> Value:
    return Value(f"{number:04d}", date(number, 1, 1), date(number, 12, 31), "year")


def decade(first_year: int) -> Value:
    first_year -= first_year % 10
    return Value(f"{first_year // 10:03d}", date(first_year, 1, 1), date(first_year + 9, 12, 31), "decade")


def century(first_year: int) -> Value:
    """The hundred years that share their first two digits: ``19`` for 1900 to 1999."""
    first_year -= first_year % 100
    return Value(f"{first_year // 100:02d}", date(first_year, 1, 1), date(first_year + 99, 12, 31), "interval")


def part_of_day(d: date, code: str) -> Value:
    """A morning (``TMO``), afternoon, evening or night, or a time of the clock (``T18:00``)."""
    return Value(d.isoformat() + code, d, d, "time")


def interval(start: Value, end: Value) -> Value:
    """From the beginning of one to the end of another, as an ISO 8601 interval."""
    if start.start is None or end.end is None or start.start > end.end:
        raise ValueError("an interval that ends before it begins")
    return Value(f"{start.value}/{end.value}", start.start, end.end, "interval")


def containing(unit: str, d: date) -> Value:
    """The day, week, month, quarter, half, season, year, decade, century or weekend that a day lies in."""
    if unit in ("W", "2W"):
        return week(d)
    if unit == "S":
        return season_of(d)
    simple = {
        "D": lambda: day(d),
        "WE": lambda: weekend(d),
        "M": lambda: month(d.year, d.month),
        "Q": lambda: quarter(d.year, (d.month + 2) // 3),
        "H": lambda: half(d.year, 1 if d.month < 7 else 2),
        "Y": lambda: year(d.year),
        "DE": lambda: decade(d.year),
        "CE": lambda: century(d.year),
    }
    return simple[unit]()


def season_of(d: date) -> Value:
    for code in ("SP", "SU", "FA", "WI"):
        for y in (d.year - 1, d.year):
            found = season(y, code)
            if found.start is not None and found.end is not None and found.start <= d <= found.end:
                return found
    raise AssertionError(d)


def shift(unit: str, d: date, by: int) -> date:
    """A day moved by so many units; the 31st becomes the last day of a shorter month."""
    if unit in DAYS_OF:
        return d + timedelta(days=DAYS_OF[unit] * by)
    if unit == "WE":
        return d + timedelta(days=7 * by)
    months = d.year * 12 + d.month - 1 + by * MONTHS_OF[unit]
    y, m = divmod(months, 12)
    if not 1 <= y <= 9999:
        raise ValueError(f"the year {y} is outside the calendar")
    return date(y, m + 1, min(d.day, monthrange(y, m + 1)[1]))


def easter(year: int) -> date:
    """Easter Sunday of the Western churches (Gauss's rule in the form of Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    number, day_less_one = divmod(h + m - 7 * n + 114, 31)
    return date(year, number, day_less_one + 1)
