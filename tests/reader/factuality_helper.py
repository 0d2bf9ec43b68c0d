"""One event of an invented sentence, read by the whole reader."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dragoman.reader import read_dispatch
from dragoman.records import Event, Published
from tests.dispatches import a_dispatch

DAY = date(2021, 6, 16)


@lru_cache(maxsize=256)
def events_in(text: str, day: date | None = DAY) -> tuple[Event, ...]:
    published = Published(start=day, end=day, how="given" if day else "unknown")
    dispatch = a_dispatch(text, published)
    return read_dispatch(dispatch).events


def event_at(text: str, trigger: str, day: date | None = DAY) -> Event:
    """The event whose trigger is that word."""
    found = [e for e in events_in(text, day) if any(s.of(text) == trigger for s in e.trigger)]
    assert found, (
        f"no event at {trigger!r}: {[(e.type, [s.of(text) for s in e.trigger]) for e in events_in(text, day)]}"
    )
    return found[0]
