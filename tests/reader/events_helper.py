"""A reading of events alone: the actors are given by name, so that these tests stand on no other part."""

from __future__ import annotations

from dragoman.ids import slug
from dragoman.reader.events.candidates import find_candidates
from dragoman.reader.events.events import record_events
from dragoman.reader.parse import parse
from dragoman.reader.parties import Mention, Parties
from dragoman.reader.sheet import Sheet
from dragoman.records import Actor, Event, Published, Span
from dragoman.settings import Settings
from tests.dispatches import a_dispatch

UNDATED = Published(start=None, end=None, how="unknown")


def sheet_of(text: str, *names: str) -> Sheet:
    """The sheet of a text in which just these names are actors, wherever they stand."""
    dispatch = a_dispatch(text, UNDATED)
    sheet = Sheet(dispatch, Settings(), parse(text), UNDATED)
    mentions = []
    for name in names:
        at = text.find(name)
        assert at >= 0, f"{name!r} is not in {text!r}"
        while at >= 0:
            span = sheet.doc.char_span(at, at + len(name))
            if span is not None:
                words = Span(at, at + len(name))
                mentions.append(Mention(words, span.start, span.end, span.root.i, slug(name), "given", 1.0))
            at = text.find(name, at + 1)
    sheet.actors = tuple(
        Actor(
            id=slug(n),
            name=n,
            kind="country",
            country=None,
            sectors=(),
            office=None,
            how="given",
            confidence=1.0,
            mentions=(),
        )
        for n in names
    )
    sheet.parties = Parties(sheet.actors, mentions)
    return sheet


def events_of(text: str, *names: str) -> tuple[Event, ...]:
    sheet = sheet_of(text, *names)
    find_candidates(sheet)
    for candidate in sheet.candidates:
        candidate.factuality = candidate.factuality or "happened"
    record_events(sheet)
    return sheet.events


def acts_of(text: str, *names: str) -> list[str]:
    """One line an event: ``TYPE mode: sources > targets``."""
    return [
        f"{e.type} {e.mode or '-'}: {' + '.join(p.name for p in e.actors)} > {' + '.join(p.name for p in e.recipients)}"
        for e in events_of(text, *names)
    ]
