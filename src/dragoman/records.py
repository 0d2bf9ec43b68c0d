"""The frozen records that rooms exchange. Nothing edits a record: a later room adds one that points back.

Two rules hold throughout. Offsets are character offsets into ``Dispatch.text``, half open. A field never holds a
default that stands for "don't know": what is not known is ``None`` (the field says what ``None`` means), and what
could not be decided becomes an :class:`Undecided` with a reason.

The field names are the keys of the JSON that ``dragoman read --format json`` prints; ``to_json`` and ``from_json``
are exact inverses.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple, TypeVar

Published_how = Literal["stated", "given", "bounded", "unknown"]
Factuality = Literal[
    "happened",
    "ongoing",
    "planned",
    "considered",
    "conditional",
    "possible",
    "alleged",
    "denied",
    "feared",
    "negated",
    "recalled",
]
FACTUALITIES: tuple[str, ...] = Factuality.__args__  # type: ignore[attr-defined]
TOOK_PLACE: tuple[str, ...] = ("happened", "ongoing")
"""What listings and counts take unless told otherwise."""

ActorKind = Literal[
    "country", "government", "organisation", "armed_group", "body", "person", "people", "group", "thing"
]
Form = Literal["direct", "indirect", "mixed"]
Strength = Literal["firm", "reaffirmed", "conditional", "considering"]
PledgeKind = Literal["pledge", "threat", "demand"]
PledgeNewsKind = Literal[
    "reaffirmed", "raised", "cut", "in_progress", "kept", "broken", "withdrawn", "contested", "recalled"
]
StanceKind = Literal["supports", "opposes", "neutral"]
ForceChange = Literal["has", "sends", "adds", "withdraws", "replaces"]
CorrectionKind = Literal["corrected", "retracted"]
MoveKind = Literal["met", "asked", "offered", "agreed", "refused", "stalled", "mediated"]
TimeKind = Literal["date", "time", "duration", "set"]
TimePrecision = Literal["day", "week", "month", "season", "quarter", "year", "decade", "interval", "time"]
PlacePrecision = Literal["country", "region", "town", "site"]


class Span(NamedTuple):
    """Half-open character offsets into ``Dispatch.text``."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span points at."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """When a dispatch appeared: a closed interval of days, and how it is known.

    ``how``: ``stated`` by the page, ``given`` by the user, ``bounded`` from what the text mentions, ``unknown``
    (``start`` and ``end`` are then ``None``). One open end of a bounded interval is ``None`` too.
    ``at``: the full timestamp as the source printed it, where it did.
    ``reasons``: for a bounded interval, one line for each fact that bounds it.
    """

    start: date | None
    end: date | None
    how: Published_how
    reasons: tuple[str, ...] = ()
    at: str | None = None

    @property
    def day(self) -> date | None:
        """The one day of publication, or ``None`` where only an interval is known."""
        return self.start if self.start is not None and self.start == self.end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispatch:
    """One news text, cleaned of its page. ``text`` is the body; ``headline`` is kept beside it, never inside it,
    except that an item with nothing but a headline has it as its text too."""

    id: str
    headline: str | None
    publisher: str | None
    credited_source: str | None
    byline: str | None
    sections: tuple[str, ...]
    tags: tuple[str, ...]
    language: str | None
    url: str | None
    text: str
    published: Published
    raw_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone or something that acts or is acted on, with every place in the text that means it.

    ``country``: ISO 3166-1 alpha-3 (Kosovo is XKX) or ``None`` for those that belong to none.
    ``sectors``: PLOVER sector and organisation codes, most telling first (PLOVER manual, entities).
    ``office``: for a person, the office held on the date of the dispatch, as words.
    ``how``: reason code of the resolution (``reader/actors/cast.py`` lists them). ``confidence``: 0 to 1.
    """

    id: str
    name: str
    kind: ActorKind
    country: str | None
    sectors: tuple[str, ...]
    office: str | None
    how: str
    confidence: float
    mentions: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor in one role of one record: which actor, and the words that name it there."""

    id: str
    name: str
    country: str | None
    sectors: tuple[str, ...]
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place on the map. ``lat``, ``lon``: degrees, WGS 84; ``None`` for a region without a representative point."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    how: str
    confidence: float
    mentions: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRef:
    """Where an event happened: a place of the reading and the words that say so there."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """A time expression. ``value``: TIMEX3-style ISO value (``2023-11-30``, ``2023-W48``, ``2024``, ``P2D``), or
    ``None`` where it is relative to a date that is not known. ``start``, ``end``: closed interval of days."""

    span: Span
    value: str | None
    start: date | None
    end: date | None
    kind: TimeKind
    precision: TimePrecision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """When an event took place: a closed interval of days, ``None`` where it stays relative, with the words."""

    start: date | None
    end: date | None
    precision: TimePrecision | None
    words: str | None
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom (PLOVER). Reciprocal acts have every party in ``actors`` and no ``recipients``.

    ``quad``: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    ``intensity``: PLOVER conflict-cooperation score, -10 to +10. ``magnitudes``: killed, injured, arrested, abducted, crowd,
    troops (people), each with ``_max`` where a range is given; money (units of the ``currency``).
    ``holder``: who says that it is so; ``None`` means the dispatch in its own voice.
    ``why``: reason code of the rule that coded it. ``made_by``: part name to version.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    quad: int
    cameo: str | None
    intensity: float
    actors: tuple[Party, ...]
    recipients: tuple[Party, ...]
    place: PlaceRef | None
    when: When | None
    magnitudes: Mapping[str, int | float | str]
    factuality: Factuality
    holder: Party | None
    trigger: Spans
    evidence: Spans
    confidence: float
    why: str
    made_by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stance:
    """How a speaker stands to an actor or place spoken of. ``target``: its id in the reading."""

    target: str
    stance: StanceKind
    confidence: float
    evidence: Spans


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Who said what. ``content`` may be in several pieces (a quote split by its cue). ``about``: ids of actors and
    places spoken of. ``speaker``: ``None`` where nobody can be made out. ``stances``: one for each of ``about`` that the
    words take a side on. ``topics``: PLOVER contexts of the content. ``factuality``: whether it was said (``happened``),
    will be, is denied or only alleged to have been. ``within``: id of the statement that reports this one."""

    id: str
    speaker: Party | None
    office: str | None
    form: Form
    cue: Spans
    content: Spans
    addressee: Party | None
    about: tuple[str, ...]
    evidence: Spans
    confidence: float
    made_by: Mapping[str, str]
    stances: tuple[Stance, ...] = ()
    topics: tuple[str, ...] = ()
    factuality: Factuality = "happened"
    within: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """Who undertook to do what. ``to``: the promisee, if named. ``serves``: missions, processes and places it is for.
    ``condition``: the words of an "if" or "unless". ``kind``: a ``threat`` promises harm; a ``demand`` asks of ``to`` what only
    ``to`` can fulfil. ``money``: units of the ``currency`` (ISO 4217). ``factuality``: whether the promise was made
    (``happened``), is denied or only alleged to have been made; ``holder``: who says so, ``None`` for the dispatch."""

    id: str
    who: Party
    to: Party | None
    what: Spans
    quantity: int | float | None
    unit: str | None
    deadline: When | None
    strength: Strength
    condition: Span | None
    serves: tuple[Party, ...]
    evidence: Spans
    confidence: float
    made_by: Mapping[str, str]
    kind: PledgeKind = "pledge"
    money: float | None = None
    currency: str | None = None
    factuality: Factuality = "happened"
    holder: Party | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeNews:
    """What a dispatch tells of a promise made before: that it is being kept, was raised, was broken...

    ``who``: the promisor, ``None`` where only the thing promised is named. ``to``, ``what``, ``serves``: as of a
    :class:`Pledge`, in the words of this dispatch. ``quantity``: how much has come about, or the new figure of one
    that was raised or cut; ``of``: the figure promised, where the words repeat it. ``says``: who tells it, ``None`` for the
    dispatch in its own voice. ``promised``: when the promise was made, by these words."""

    id: str
    news: PledgeNewsKind
    who: Party | None
    to: Party | None
    what: Spans
    quantity: int | float | None
    of: int | float | None
    unit: str | None
    money: float | None
    currency: str | None
    serves: tuple[Party, ...]
    says: Party | None
    when: When | None
    promised: When | None
    evidence: Spans
    confidence: float
    made_by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Force:
    """Troops, police, ships or arms of someone, somewhere. ``strength``: their number, or the size of the change;
    ``strength_max``: the upper end of a range. ``unit``: what is counted ("troops", "tanks"). ``mission``: what they serve
    in. ``as_of``: the day the figure holds for, or of the change. ``factuality``: ``happened`` or ``ongoing`` for those that are
    there, ``planned`` and the others for those that are not. ``says``: who gives the figure, ``None`` for the dispatch."""

    id: str
    contributor: Party
    mission: Party | None
    place: PlaceRef | None
    change: ForceChange
    strength: int | None
    strength_max: int | None
    unit: str
    as_of: When | None
    factuality: Factuality
    says: Party | None
    evidence: Spans
    confidence: float
    made_by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A move in a negotiation: who asked, offered, agreed to, refused what, of whom, in which process.

    ``process``: stable id and name of the process (``Kosovo-Serbia dialogue``), its ``country`` always ``None``. ``parties``: those
    that make the move; ``to``: those it is made to. ``mediators``: who brings them together. ``what``: the words of the thing asked,
    offered, agreed or refused. ``round``: the words that number or name the round."""

    id: str
    process: Party
    move: MoveKind
    parties: tuple[Party, ...]
    to: tuple[Party, ...]
    mediators: tuple[Party, ...]
    what: Spans
    round: Span | None
    when: When | None
    place: PlaceRef | None
    factuality: Factuality
    says: Party | None
    evidence: Spans
    confidence: float
    made_by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many were ``killed``, ``injured``, ``arrested`` or ``abducted``, as one says it. ``low``: the number, or the least of a range,
    ``None`` for "up to 40"; ``high``: the most, ``None`` where the words set no bound. ``said``: whether the
    dispatch reports it as somebody's words; ``claimant``: whose, ``None`` where nobody can be made out. ``when``: a day that the sentence names. ``number``: the words of the number."""

    id: str
    what: str
    low: int | float | None
    high: int | float | None
    said: bool
    claimant: Party | None
    when: When | None
    number: Span
    evidence: Spans
    made_by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a dispatch says was wrong in an earlier one: ``old`` are the words that no longer hold, ``new`` those that replace
    them, each ``None`` where they are not given. ``kind``: ``retracted`` where all of the earlier report is withdrawn."""

    id: str
    kind: CorrectionKind
    old: Span | None
    new: Span | None
    evidence: Spans
    made_by: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Undecided:
    """Words that could not be decided: why (a reason code), by which part, and between what."""

    span: Span
    reason: str
    part: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was read in one dispatch, and the versions of the parts that read it."""

    dispatch: Dispatch
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    times: tuple[TimeMention, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    pledge_news: tuple[PledgeNews, ...] = ()
    forces: tuple[Force, ...] = ()
    moves: tuple[Move, ...] = ()
    tolls: tuple[Toll, ...] = ()
    corrections: tuple[Correction, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    made_by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An input that could not be read: kept with its reason, so that ``dragoman retry`` can take it up again.

    ``source``: what the user named, with the member of an archive or the row of a table behind a ``#`` or ``!``.
    ``reason``: one of ``errors.INPUT_REASONS``. ``raw_hash``: where its bytes are kept; ``None`` where there are none.
    """

    source: str
    reason: str
    detail: str
    raw_hash: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """The bytes of an input as they came, under the SHA-256 of their content."""

    hash: str
    data: bytes


def plain(number: float) -> int | float:
    """A number of people or things without a needless ".0": ``4.0`` is ``4``, ``2.5`` stays."""
    return int(number) if float(number).is_integer() else number


Record = TypeVar("Record")


def to_json(record: Any) -> bytes:
    """A record, or a list of records, as compact JSON (UTF-8)."""
    import msgspec

    return msgspec.json.encode(record)


def from_json(data: bytes | str, kind: type[Record]) -> Record:
    """The inverse of :func:`to_json`.

    Raises ``msgspec.ValidationError`` where the JSON is not of that kind of record.
    """
    import msgspec

    return msgspec.json.decode(data, type=kind)
