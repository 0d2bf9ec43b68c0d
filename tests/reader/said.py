"""Sheets for the tests of statements and pledges: actors are given by name, so that only the part under test decides."""

from __future__ import annotations

from dragoman.ids import slug
from dragoman.reader.parse import parse
from dragoman.reader.parties import Mention, Parties
from dragoman.reader.pledges.pledges import read_pledges
from dragoman.reader.sheet import Sheet
from dragoman.reader.statements.statements import read_statements
from dragoman.records import Actor, ActorKind, Pledge, Published, Span, Statement, TimeMention
from dragoman.settings import Settings
from tests.dispatches import a_dispatch

UNKNOWN = Published(start=None, end=None, how="unknown")


def person(name: str, country: str | None = None, office: str | None = None) -> Actor:
    return _actor(name, "person", country, office)


def country(name: str, code: str) -> Actor:
    return _actor(name, "country", code, None)


def organisation(name: str) -> Actor:
    return _actor(name, "organisation", None, None)


def _actor(name: str, kind: ActorKind, country: str | None, office: str | None) -> Actor:
    return Actor(
        id=slug(name),
        name=name,
        kind=kind,
        country=country,
        sectors=(),
        office=office,
        how="given",
        confidence=1.0,
        mentions=(),
    )


def sheet(text: str, *actors: Actor, times: tuple[TimeMention, ...] = ()) -> Sheet:
    """A sheet whose actors are mentioned wherever their names stand."""
    from dataclasses import replace

    doc = parse(text)
    mentions, placed = [], []
    for actor in actors:
        found = _places(text, actor.name)
        placed.append(replace(actor, mentions=tuple(found)))
        for span in found:
            words = doc.char_span(*span, alignment_mode="expand")
            mentions.append(Mention(span, words.start, words.end, words.root.i, actor.id, "given", 1.0))
    dispatch = a_dispatch(text, UNKNOWN)
    made = Sheet(dispatch, Settings(), doc, UNKNOWN, times=times, actors=tuple(placed))
    made.parties = Parties(placed, mentions)
    return made


def statements(text: str, *actors: Actor) -> tuple[Statement, ...]:
    made = sheet(text, *actors)
    read_statements(made)
    return made.statements


def pledges(text: str, *actors: Actor, times: tuple[TimeMention, ...] = ()) -> tuple[Pledge, ...]:
    made = sheet(text, *actors, times=times)
    read_statements(made)
    read_pledges(made)
    return made.pledges


def content(text: str, statement: Statement) -> list[str]:
    return [c.of(text) for c in statement.content]


def _places(text: str, name: str) -> list[Span]:
    found, at = [], text.find(name)
    while at >= 0:
        found.append(Span(at, at + len(name)))
        at = text.find(name, at + len(name))
    return found
