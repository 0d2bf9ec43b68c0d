"""The frozen records that several dispatches make together: the histories of pledges. As in ``records.py``, nothing edits one, and
what is not known is ``None``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.records import Party, PledgeKind, Spans, Strength, When

PledgeState = Literal[
    "announced",
    "reaffirmed",
    "raised",
    "cut",
    "in_progress",
    "kept",
    "broken",
    "withdrawn",
    "contested",
    "overdue",
    "agreed",
    "refused",
    "carried_out",
    "lifted",
    "recalled",
]
PLEDGE_STATES: tuple[str, ...] = PledgeState.__args__  # type: ignore[attr-defined]
"""``overdue`` is by the calendar alone. ``agreed``, ``refused``: of a demand; ``carried_out``, ``lifted``: of a threat. ``recalled`` is a
step that only speaks of the pledge again; it never is the state of one."""
PledgeSide = Literal["promisor", "recipient", "third_party"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeTelling:
    """What one record tells of a pledge, in the shape in which tellings are compared: the figures apart from the sums, the words
    written out. ``id``: of the record; ``record``: ``answer`` for an act or pledge that answers a demand. ``at``: where in the text
    it begins. ``says``: who tells it, ``None`` for the dispatch; ``side``: whose side that is, ``None`` with ``says``. ``story``: of the
    dispatch, where copies are known. ``score``, ``why``: how well it fits the history it was put to."""

    id: str
    record: Literal["pledge", "news", "answer"]
    dispatch: str
    publisher: str | None
    day: date | None
    at: int
    told: PledgeState
    who: Party | None
    to: Party | None
    what: str
    evidence: Spans
    words: tuple[str, ...]
    kind: PledgeKind | None = None
    serves: tuple[Party, ...] = ()
    quantity: int | float | None = None
    of: int | float | None = None
    unit: str | None = None
    money: float | None = None
    currency: str | None = None
    deadline: When | None = None
    promised: When | None = None
    strength: Strength | None = None
    says: Party | None = None
    side: PledgeSide | None = None
    story: str | None = None
    score: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeStep:
    """One step of a pledge's history: what one dispatch says of it, with the words that show it. ``quantity``, ``money``: as told here;
    ``of``: the figure promised, where it is repeated. ``records``: ids of what was read; ``copies``: dispatches with the same text."""

    dispatch: str
    publisher: str | None
    day: date | None
    state: PledgeState
    says: Party | None
    side: PledgeSide | None
    quantity: int | float | None
    of: int | float | None
    unit: str | None
    money: float | None
    currency: str | None
    deadline: When | None
    evidence: Spans
    words: tuple[str, ...]
    records: tuple[str, ...]
    copies: tuple[str, ...]
    score: float | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeHistory:
    """A pledge through time, as of a day. ``quantity``, ``money``, ``deadline``: as they stand then; ``delivered``: how much of it has come
    about, by what was told. ``due``: the last day of the deadline while the pledge is open. ``since``: the first day of ``state``.
    ``says``, ``side``: who says that it is so. ``doubters``: those who doubt it, and have not taken it back."""

    id: str
    kind: PledgeKind
    who: Party
    to: Party | None
    what: str
    serves: tuple[Party, ...]
    strength: Strength | None
    quantity: int | float | None
    unit: str | None
    money: float | None
    currency: str | None
    delivered: int | float | None
    deadline: When | None
    due: date | None
    state: PledgeState
    since: date | None
    says: Party | None
    side: PledgeSide | None
    doubters: tuple[Party, ...]
    steps: tuple[PledgeStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeEntry:
    """A telling in its place: the number of its step in a history, and how the pledge stands after it. ``history``: ``None`` for a
    telling that belongs to none. ``hooks``: promisors and words under which later tellings find it."""

    telling: PledgeTelling
    history: str | None
    step: int
    told: PledgeState
    state: PledgeState | None
    quantity: int | float | None
    delivered: int | float | None
    due: date | None
    hooks: tuple[tuple[str, str], ...]
