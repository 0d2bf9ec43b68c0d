"""The frozen records of linking: what tells dispatches apart, and which of them belong together.

They follow the rules of ``records.py``, which holds those of a single dispatch.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

LinkKind = Literal["story", "incident"]
WORD, NAME, PAIR, DAY = range(4)
"""The kinds of terms: plain words; words in capitals and numbers; neighbours of these; days."""


def term_key(kind: int, term: str) -> int:
    """The number that stands for a term: its CRC-32, and its kind in the bits above."""
    return zlib.crc32(term.encode()) | kind << 32


class Line(NamedTuple):
    """A sentence as numbers. ``key``: its hash; ``terms``: how often each word, name, number or day is told in it, the kind of
    term standing in the bits above the lowest 32; ``runs``: hashes of its runs of four words."""

    key: int
    terms: Mapping[int, int]
    runs: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What tells a dispatch from others: all that linking looks at. ``day``: the last day on which it may have appeared.
    ``source``: whose words these are (the source it credits, else its publisher), folded; ``None`` where it names neither."""

    dispatch: str
    day: date | None
    source: str | None
    lines: tuple[Line, ...]


class Count(NamedTuple):
    """In how many dispatches a term or sentence stood, and the first day of one."""

    dispatches: int
    since: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """Marks weighed against all that was read before. ``weights``: the heaviest terms, the squares of all adding up to less
    than 1; ``runs``: those of sentences that are new; ``bands``: keys that likely agree where runs do."""

    dispatch: str
    day: date | None
    source: str | None
    weights: Mapping[int, float]
    runs: frozenset[int]
    bands: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A dispatch linked before: its runs, and the story and the incident that it belongs to."""

    dispatch: str
    runs: frozenset[int]
    story: str
    incident: str


class Extent(NamedTuple):
    """How many dispatches a group has, from which day to which, and the source that the first of them counts under."""

    size: int
    first: date | None
    last: date | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """That a dispatch belongs to a story or incident. ``day``: from when it counts, that of the dispatch, ``None`` where it has
    none. ``source``: the independent source it counts under. ``score``: 0 to 1. ``why``: ``first``, ``copy`` or ``evidence``."""

    kind: LinkKind
    dispatch: str
    group: str
    day: date | None
    source: str
    score: float
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """That two groups turned out to be one, ``old`` being part of ``new`` from then on, and the dispatch that showed it."""

    kind: LinkKind
    old: str
    new: str
    day: date | None
    dispatch: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Superseded:
    """That a record of an earlier dispatch no longer holds: which, since when, and the dispatch that says so."""

    kind: str
    record: str
    dispatch: str
    day: date | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The toll that a dispatch gives of an incident: ``what``, ``low``, ``high``, ``said`` and ``claimant`` as of a ``Toll``, by name.
    ``at``: when the dispatch appeared, to the hour where its source printed it. ``words``: the sentence."""

    what: str
    low: int | float | None
    high: int | float | None
    said: bool
    claimant: str | None
    dispatch: str
    publisher: str | None
    published: date | None
    at: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A dispatch as a member of a group: ``score`` and ``why`` as of its :class:`Membership`; ``lead``: its first words."""

    dispatch: str
    headline: str | None
    publisher: str | None
    source: str
    published: date | None
    score: float
    why: str
    lead: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One text in several outlets. ``reports``: the dispatches that carry it, first to last."""

    id: str
    headline: str | None
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One happening that dispatches report. ``start``, ``end``: the days it may have lasted, by those that date it; ``place`` and
    ``country``: where most place it; ``types``: the event types told of it, most told first; ``tolls``: every claim, oldest
    first; ``publishers``: how many report it in words of their own, so that copies of one text count once."""

    id: str
    headline: str | None
    start: date | None
    end: date | None
    place: str | None
    country: str | None
    parties: tuple[str, ...]
    types: tuple[str, ...]
    tolls: tuple[Claim, ...]
    publishers: int
    reports: tuple[Report, ...]
