"""Reads a text as far as its actors."""

from __future__ import annotations

from datetime import date

from dragoman.reader.actors.actors import read_actors
from dragoman.reader.parse import parse
from dragoman.reader.parties import Mention
from dragoman.reader.sheet import Sheet
from dragoman.records import Actor, Published
from dragoman.settings import Settings
from tests.dispatches import a_dispatch


def read(text: str, on: str | None = None, until: str | None = None) -> Sheet:
    start = date.fromisoformat(on) if on else None
    end = date.fromisoformat(until) if until else start
    published = Published(start=start, end=end, how="given" if start else "unknown")
    dispatch = a_dispatch(text, published)
    sheet = Sheet(dispatch, Settings(), parse(text), published)
    read_actors(sheet)
    return sheet


def mentions(sheet: Sheet) -> dict[str, str]:
    """The words of each mention to the id of their actor."""
    return {m.span.of(sheet.dispatch.text): m.actor for m in sheet.parties.mentions}


def mention(sheet: Sheet, words: str, nth: int = 0) -> Mention:
    """The mention with exactly these words."""
    found = [m for m in sheet.parties.mentions if m.span.of(sheet.dispatch.text) == words]
    assert len(found) > nth, f"{words!r} is none of {list(mentions(sheet))}"
    return found[nth]


def actor(sheet: Sheet, words: str, nth: int = 0) -> Actor:
    """The actor that the words mean."""
    return sheet.parties.actors[mention(sheet, words, nth).actor]
