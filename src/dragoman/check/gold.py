"""Gold files: JSON lines in the format of DESIGN.md. A key that a file lacks is not scored."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO, Any, Literal

import msgspec

from dragoman.errors import UsageError
from dragoman.records import Span, Spans

_OPENERS: dict[str, Any] = {".xz": lzma.open, ".gz": gzip.open, ".bz2": bz2.open}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A source and a target, each one or more alternative or coordinated actors, and the type that relates them.
    Type YIELD is met by CONCEDE and RETREAT."""

    source: Spans = ()
    target: Spans = ()
    type: str
    quad: int | None = None
    mode: str | None = None
    factuality: str | None = None
    trigger: Spans = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    speaker: Spans = ()
    cue: Spans = ()
    content: Spans = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldTime:
    span: Span
    value: str | None = None
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPlace:
    span: Span
    lat: float | None = None
    lon: float | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldActor:
    span: Span
    id: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFactuality:
    """How an event word is told, as MEANTIME labels it: CERTAIN or not, POS or NEG, FUTURE or not."""

    span: Span
    certainty: str | None = None
    polarity: str | None = None
    time: str | None = None


class GoldTrap(msgspec.Struct, frozen=True, kw_only=True, rename={"is_": "is"}):
    """A name that misleads, and what it is: ``place``, ``actor`` (of a state), ``person`` or ``none``, with its country."""

    span: Span
    is_: Literal["place", "actor", "person", "none"]
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldItem:
    """One text with its gold answers; ``None`` where the file does not annotate that kind."""

    id: str
    text: str
    published: str | None = None
    incident: str | None = None
    relations: tuple[GoldRelation, ...] | None = None
    events: tuple[GoldRelation, ...] | None = None
    statements: tuple[GoldStatement, ...] | None = None
    times: tuple[GoldTime, ...] | None = None
    places: tuple[GoldPlace, ...] | None = None
    actors: tuple[GoldActor, ...] | None = None
    factuality: tuple[GoldFactuality, ...] | None = None
    traps: tuple[GoldTrap, ...] | None = None

    @property
    def day(self) -> date | None:
        """The day of publication; ``None`` where the file gives none, or one that is not an ISO date."""
        try:
            return date.fromisoformat(self.published or "")
        except ValueError:
            return None


def read_gold(path: Path, limit: int | None = None) -> list[GoldItem]:
    """The items of a gold file (plain, .xz, .gz or .bz2), the first ``limit`` of them.

    Raises ``UsageError`` naming the line for one that is not JSON, not of the format, or has a span outside its text.
    """
    try:
        with opened(path) as file:
            return list(islice(_items(file, path), limit))
    except (OSError, EOFError, lzma.LZMAError, UnicodeDecodeError) as e:
        raise UsageError(f"Cannot read the gold file {str(path)!r}: {e}.") from e


def fingerprint(path: Path) -> str:
    """The SHA-256 of a gold file: a floor is tied to the very data it was measured on."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def opened(path: Path) -> IO[str]:
    """A gold file, plain or compressed, as text."""
    opener = _OPENERS.get(path.suffix, open)
    file: IO[str] = opener(path, "rt", encoding="utf-8")
    return file


def _items(file: IO[str], path: Path) -> Iterator[GoldItem]:
    for number, line in enumerate(file, 1):
        if not line.strip():
            continue
        try:
            item = msgspec.json.decode(line, type=GoldItem)
        except msgspec.MsgspecError as e:
            raise UsageError(f"{path.name}, line {number}: {e}. The gold format is described in docs/check.md.") from e
        for span in _spans(item):
            if not 0 <= span.start <= span.end <= len(item.text):
                raise UsageError(
                    f"{path.name}, line {number}: span {list(span)} lies outside the text of {len(item.text)} characters."
                )
        yield item


def _spans(item: GoldItem) -> Iterator[Span]:
    for relation in (*(item.relations or ()), *(item.events or ())):
        yield from (*relation.source, *relation.target, *relation.trigger)
    for statement in item.statements or ():
        yield from (*statement.speaker, *statement.cue, *statement.content)
    for spots in (item.times, item.places, item.actors, item.factuality, item.traps):
        yield from (spot.span for spot in spots or ())
