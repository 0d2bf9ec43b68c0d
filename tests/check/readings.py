"""Readings made by hand for the scorers."""

from __future__ import annotations

from datetime import date

from dragoman.pipeline import as_dispatch
from dragoman.records import Actor, Event, Party, Place, Reading, Span, Statement, TimeMention


def at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def party(text: str, words: str) -> Party:
    return Party(id=words, name=words, country=None, sectors=(), span=at(text, words))


def event(text: str, type: str, sources: list[str], targets: list[str]) -> Event:
    return Event(
        id="e",
        type=type,
        mode=None,
        contexts=(),
        quad=1,
        cameo=None,
        intensity=0.0,
        actors=tuple(party(text, s) for s in sources),
        recipients=tuple(party(text, t) for t in targets),
        place=None,
        when=None,
        magnitudes={},
        factuality="happened",
        holder=None,
        trigger=(Span(0, 1),),
        evidence=(),
        confidence=1.0,
        why="test",
        made_by={},
    )


def statement(text: str, speaker: str | None, cue: str, *content: str) -> Statement:
    return Statement(
        id="s",
        speaker=party(text, speaker) if speaker else None,
        office=None,
        form="indirect",
        cue=(at(text, cue),),
        content=tuple(at(text, c) for c in content),
        addressee=None,
        about=(),
        evidence=(),
        confidence=1.0,
        made_by={},
    )


def time(text: str, words: str, value: str | None) -> TimeMention:
    return TimeMention(span=at(text, words), value=value, start=None, end=None, kind="date", precision=None)


def place(text: str, words: str, lat: float | None, lon: float | None, country: str | None) -> Place:
    return Place(
        id=words,
        name=words,
        country=country,
        lat=lat,
        lon=lon,
        precision="country" if words == country else "town",
        how="test",
        confidence=1.0,
        mentions=(at(text, words),),
    )


def actor(text: str, words: str, country: str | None, sectors: tuple[str, ...], kind: str = "body") -> Actor:
    return Actor(
        id=words,
        name=words,
        kind=kind,  # type: ignore[arg-type]
        country=country,
        sectors=sectors,
        office=None,
        how="test",
        confidence=1.0,
        mentions=(at(text, words),),
    )


def reading(text: str, **records: object) -> Reading:
    return Reading(dispatch=as_dispatch(text, date(2024, 1, 1)), **records)  # type: ignore[arg-type]
