"""A sheet of one text, parsed, with the parts run that times need."""

from __future__ import annotations

from datetime import date

from dragoman.reader.parse import parse
from dragoman.reader.sheet import Sheet
from dragoman.reader.times.times import read_times
from dragoman.records import Published, TimeMention
from dragoman.settings import Settings
from tests.dispatches import a_dispatch

TUESDAY = date(2023, 11, 28)


def sheet_of(text: str, published: Published) -> Sheet:
    dispatch = a_dispatch(text, published)
    return Sheet(dispatch=dispatch, settings=Settings(), doc=parse(text), published=published)


def on(day: date | None) -> Published:
    return Published(start=day, end=day, how="given" if day else "unknown")


def timed(text: str, published: date | Published | None = TUESDAY) -> Sheet:
    """The sheet after the part ``times``."""
    sheet = sheet_of(text, published if isinstance(published, Published) else on(published))
    read_times(sheet)
    return sheet


def times_in(text: str, published: date | Published | None = TUESDAY) -> dict[str, str | None]:
    """The words of each time expression with its value."""
    return {t.span.of(text): t.value for t in timed(text, published).times}


def the_time(text: str, published: date | Published | None = TUESDAY) -> TimeMention:
    """The only time expression of a text."""
    (found,) = timed(text, published).times
    return found
