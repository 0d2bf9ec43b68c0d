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
from dragoman.records import Factuality, PledgeKind, Span, Spans, StanceKind, Strength

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
class GoldWho:
    """The actor meant: the fullest name known, or the words for the unnamed; PLOVER sectors, the main one first."""

    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldAbout:
    """An actor or place spoken of, and how the speaker stands to it."""

    span: Span
    stance: StanceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStatement:
    """``within``: number of the statement of the same item that reports this one."""

    speaker: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    who: GoldWho | None = None
    addressee: Spans | None = None
    about: tuple[GoldAbout, ...] | None = None
    within: int | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldInterval:
    """A closed interval of days, ISO dates; ``start`` is ``None`` where it is open."""

    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldPledge:
    """Who undertakes what, or asks ``to`` for it (``kind`` ``demand``). ``what``: from the verb or noun of the act to its end.
    ``unit``: the counted noun; ``currency``: ISO 4217."""

    who: Spans
    what: Spans
    to: Spans | None = None
    quantity: float | None = None
    unit: str | None = None
    money: float | None = None
    currency: str | None = None
    deadline: GoldInterval | None = None
    condition: Spans | None = None
    strength: Strength = "firm"
    kind: PledgeKind = "pledge"
    factuality: Factuality = "happened"


class GoldTrap(msgspec.Struct, frozen=True, kw_only=True, rename={"is_": "is"}):
    """A name that misleads, and what it is: ``place``, ``actor`` (of a state), ``person`` or ``none``, with its country."""

    span: Span
    is_: Literal["place", "actor", "person", "none"]
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldForce:
    """``words``: the figure. Contributor, mission, place and speaker by name; ``as_of``: first and last day."""

    words: Spans
    contributor: str
    mission: str | None = None
    place: str | None = None
    change: str
    strength: int | None = None
    strength_max: int | None = None
    unit: str
    as_of: tuple[date, date] | None = None
    factuality: str
    says: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldMove:
    """``words``: those that tell of the move. ``process``: its name in the table of processes, ``None`` for one that it lacks."""

    words: Spans
    move: str
    process: str | None = None
    parties: tuple[str, ...] = ()
    to: tuple[str, ...] = ()
    mediators: tuple[str, ...] = ()
    what: str | None = None
    round: str | None = None
    when: tuple[date, date] | None = None
    place: str | None = None
    factuality: str
    says: str | None = None


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
    forces: tuple[GoldForce, ...] | None = None
    negotiations: tuple[GoldMove, ...] | None = None
    pledges: tuple[GoldPledge, ...] | None = None

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
        yield from (*statement.speaker, *statement.cue, *statement.content, *(statement.addressee or ()))
        yield from (about.span for about in statement.about or ())
    for words in (*(f.words for f in item.forces or ()), *(m.words for m in item.negotiations or ())):
        yield from words
    for pledge in item.pledges or ():
        yield from (*pledge.who, *pledge.what, *(pledge.to or ()), *(pledge.condition or ()))
    for spots in (item.times, item.places, item.actors, item.factuality, item.traps):
        yield from (spot.span for spot in spots or ())
