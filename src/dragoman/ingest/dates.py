"""Dates as pages, feeds and tables state them. Only full dates count: a month and a day without a year date nothing."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime

from dragoman.records import Published

YEARS = range(1800, 2101)
_MONTH_STEMS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTHS = {stem: number for number, stem in enumerate(_MONTH_STEMS, 1)}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DAY = r"(?P<d>\d{1,2})(?:st|nd|rd|th)?"
_FORMS = [
    re.compile(p, re.IGNORECASE)
    for p in (
        r"(?<![\d/.-])(?P<y>\d{4})-(?P<n>\d{1,2})-(?P<d>\d{1,2})(?!\d)",
        r"(?<![\d/.-])(?P<y>\d{4})[/.](?P<n>\d{1,2})[/.](?P<d>\d{1,2})(?!\d)",
        rf"(?<!\d){_DAY}[\s/-]+(?:of\s+)?(?P<m>{_MONTH})[\s,/-]+(?P<y>\d{{4}})(?!\d)",
        rf"\b(?P<m>{_MONTH})[\s-]+{_DAY}\s*,?[\s-]+(?P<y>\d{{4}})(?!\d)",
        r"(?<![\d/.-])(?P<d>\d{1,2})\.(?P<n>\d{1,2})\.(?P<y>\d{4})(?![\d.])",
        r"(?<![\d/.-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4})(?![\d/])",
    )
]
_COMPACT = re.compile(r"(?P<y>\d{4})(?P<n>\d\d)(?P<d>\d\d)(?:T?\d{4,6}Z?)?")
_MONTH_YEAR = re.compile(rf"(?P<m>{_MONTH})\s+(?P<y>\d{{4}})", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\bT\d\d|\d\s*[ap]\.?m\b", re.IGNORECASE)
_AROUND_A_DATE = re.compile(
    r"(?:publi(?:shed|cation date)|posted|updated|modified|last|first|date(?:line)?|issued|created|added|on|at|by|and|the|in|of|from"
    r"|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|[ap]\.?m\.?|noon|midnight|\d{1,2} (?:minutes?|hours?|days?) ago|hours?|hrs|local time|gmt|utc|bst|cet|cest|est|edt"
    r"|pst|pdt|cst|cdt|msk|ist|jst|eet|eest|et|pt|z|[+-]?\d{1,2}[:.]?\d{0,2}(?:[:.]\d\d)?(?:h|am|pm)?|[\s,;:|•·()/.–—-]+)",
    re.IGNORECASE,
)


_TWO_WAYS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-](?:\d{2}|\d{4})")
_PLACE_BEFORE = re.compile(
    rf"[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){{0,2}},\s(?i:{_MONTH}\s\d{{1,2}}|\d{{1,2}}\s{_MONTH}),?\s\d{{4}}$"
)
_PLACE_BEHIND = re.compile(r"\s*[-–—|,]\s+[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)?")


def find_day(text: str) -> tuple[date, int, int] | None:
    """The first full date in ``text``, with its character offsets; ``None`` without one.

    A date in figures with slashes counts only where it can be read in one way (13/2/2024, not 3/2/2024).
    """
    hits = [(m.start(), m, day) for p in _FORMS if (m := p.search(text)) and (day := _day_of(m)) is not None]
    if not hits:
        return None
    _, match, day = min(hits, key=lambda h: h[0])
    return day, match.start(), match.end()


def interval(text: str) -> tuple[date, date] | None:
    """The closed interval of days that a cell or an attribute names: a day, a month, a year, or seconds since 1970."""
    text = " ".join(text.split())[:200]
    if re.fullmatch(r"\d{4}", text):
        return _span(int(text), None)
    if match := re.fullmatch(r"(\d{4})-(\d\d)", text):
        return _span(int(match[1]), int(match[2]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _span(int(match["y"]), MONTHS[match["m"][:3].lower()])
    if (match := _COMPACT.fullmatch(text)) and (day := _day_of(match)):
        return day, day
    if re.fullmatch(r"\d{9,10}(\.\d+)?|\d{12,13}", text):
        seconds = float(text) / (1000 if len(text.split(".")[0]) > 10 else 1)
        day = datetime.fromtimestamp(seconds, tz=UTC).date()
        return day, day
    found = find_day(text)
    return (found[0], found[0]) if found else None


def stated(text: str | None) -> Published | None:
    """A date as the source states it, in the source's own time zone; ``None`` where ``text`` holds no full date."""
    days = interval(text) if text else None
    if text is None or days is None:
        return None
    printed = " ".join(text.split())[:200]
    return Published(start=days[0], end=days[1], how="stated", at=printed if _CLOCK.search(printed) else None)


def date_line(line: str) -> Published | None:
    """The date of a line that holds nothing but a date, its clock time, words like "Published on", or a place in front
    or behind ("Lusaka, 12 April 2022", "12 April 2022 - Lusaka"); else ``None``."""
    if len(line) > 120 or (found := find_day(line)) is None:
        return None
    rest = line[: found[1]] + " " + line[found[2] :]
    for _ in range(2):
        again = find_day(rest)
        rest = rest[: again[1]] + " " + rest[again[2] :] if again else rest
    placed = _PLACE_BEFORE.match(line) or (found[1] == 0 and _PLACE_BEHIND.fullmatch(line[found[2] :]))
    if not placed and _AROUND_A_DATE.sub("", rest).strip():
        return None
    published = re.search(r"publi|posted", line, re.IGNORECASE)
    return (stated(line[published.start() :]) if published else None) or stated(line)


def undecided_date_line(line: str) -> bool:
    """Whether a line holds nothing but a date in figures that can be read in two ways ("03/02/2024 14:00 GMT")."""
    if len(line) > 60 or find_day(line) is not None or (match := _TWO_WAYS.search(line)) is None:
        return False
    return not _AROUND_A_DATE.sub("", line[: match.start()] + " " + line[match.end() :]).strip()


def _day_of(match: re.Match[str]) -> date | None:
    parts = match.groupdict()
    if "a" in parts:
        a, b = int(parts["a"]), int(parts["b"])
        if a <= 12 and b <= 12 and a != b:
            return None
        month, day = (b, a) if a > 12 else (a, b)
    else:
        month = int(parts["n"]) if parts.get("n") else MONTHS[parts["m"][:3].lower()]
        day = int(parts["d"])
    try:
        return date(int(parts["y"]), month, day) if int(parts["y"]) in YEARS else None
    except ValueError:
        return None


def _span(year: int, month: int | None) -> tuple[date, date] | None:
    if year not in YEARS or (month is not None and not 1 <= month <= 12):
        return None
    last = month or 12
    return date(year, month or 1, 1), date(year, last, calendar.monthrange(year, last)[1])
