"""What a store can do, whichever database is behind it, and the records it answers with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self

from dragoman.ledgers import PledgeEntry, PledgeTelling
from dragoman.linkage import Claim, Count, Extent, Membership, Merge, Neighbour, Profile, Report, Superseded
from dragoman.records import Raw, Reading, SetAside
from dragoman.store.filters import Filters
from dragoman.store.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one ``add`` wrote. ``dispatches``: new ones; ``replaced``: read before by other versions of the parts;
    ``unchanged``: there already, nothing written. The other counts are of the records written with the first two."""

    dispatches: int = 0
    replaced: int = 0
    unchanged: int = 0
    actors: int = 0
    places: int = 0
    events: int = 0
    statements: int = 0
    pledges: int = 0
    forces: int = 0
    moves: int = 0
    undecided: int = 0

    def __add__(self, other: Added) -> Added:
        """The two together, for running totals."""
        return Added(**{name: getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__})


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An input set aside, as the store keeps it. ``times``: how often it came; timestamps are UTC, without a zone."""

    id: str
    item: SetAside
    times: int
    first_seen: datetime
    last_seen: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What an id is: ``kind`` is dispatch, event, statement, pledge, news, force, move, history, story, incident, set_aside, actor or place.
    ``dispatch_id``: the dispatch it belongs to, ``None`` for the last six, which belong to none or to many."""

    kind: str
    id: str
    dispatch_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applied:
    """A migration that the file has. ``applied_at`` is UTC, without a zone."""

    number: int
    name: str
    applied_at: datetime
    program: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The state of a store. ``schema``: number of the last migration it has, 0 for none; ``pending``: names of those
    still to come; ``counts``: rows by table; ``size``: bytes on disk, with the write-ahead log."""

    path: Path
    schema: int
    applied: tuple[Applied, ...]
    pending: tuple[str, ...]
    counts: Mapping[str, int]
    size: int
    read_only: bool


class LinkStore(Protocol):
    """The stories and incidents of a store. Writing methods are one transaction each; all raise ``StoreError``.

    What one asks by key or dispatch is found by an index: the time it takes grows with what is found, not with the store.
    """

    def unlinked(self, version: str) -> list[str]:
        """The dispatches that are not linked yet, oldest first. Links made by another version are dropped before."""

    def linked(self, dispatches: Sequence[str]) -> set[str]:
        """Those of the dispatches that are linked."""

    def counts(self, keys: Iterable[int]) -> dict[int, Count]:
        """In how many dispatches each term or sentence stood; without those never met."""

    def postings(self, keys: Iterable[int]) -> dict[int, list[tuple[str, float]]]:
        """The dispatches that have a term or band, and what the term weighs there."""

    def neighbours(self, dispatches: Iterable[str]) -> tuple[dict[str, Neighbour], dict[str, Extent]]:
        """The dispatches with their groups, and the extents of these groups."""

    def add(
        self,
        profiles: Sequence[Profile],
        counts: Mapping[int, Count],
        memberships: Sequence[Membership],
        merges: Sequence[Merge],
        version: str,
    ) -> None:
        """Write the links of dispatches that were not linked. ``counts``: as they are with these dispatches."""

    def correctors(self, dispatches: Sequence[str]) -> list[str]:
        """The dispatches with a correction that are among these, or in a story or incident with one of them."""

    def earlier_versions(self, dispatch: str) -> list[str]:
        """What a dispatch may correct: earlier ones of its story, and of its incident by the same publisher."""

    def supersede(self, by: str, rows: Sequence[Superseded]) -> None:
        """Write what a dispatch withdraws, in place of what was written of it before."""

    def current(self, group: str) -> str:
        """The group that a story or incident is part of by now; itself where it never was merged."""

    def reports(self, group: str, as_of: date | None = None) -> tuple[Report, ...]:
        """The dispatches of a story or incident, first to last."""

    def claims(self, reports: Sequence[Report], as_of: date | None = None) -> tuple[Claim, ...]:
        """Every claim of how many were killed, injured, arrested or abducted that the reports of an incident make, first to last,
        of what was within a week of the first report."""


class Store(Protocol):
    """Readings, kept in tables. Every writing method is one transaction: it happens wholly or not at all.

    All methods raise ``StoreError`` where the database fails. ``links``: its stories and incidents.
    """

    @property
    def links(self) -> LinkStore: ...

    def add(
        self, readings: Sequence[Reading], raws: Iterable[Raw] = (), sources: Mapping[str, str] | None = None
    ) -> Added:
        """Write readings, and the bytes they came from. ``sources``: dispatch id to what the user named.

        A dispatch that is there with the same ``made_by`` stays as it is; one with other versions is replaced.
        """

    def known(self, dispatch_ids: Iterable[str], made_by: Mapping[str, str]) -> set[str]:
        """Those of the dispatches that are there, read by these versions of the parts."""

    def raw(self, hash: str) -> bytes:
        """The bytes of an input. Raises ``UnknownName`` for a hash under which none are kept."""

    def set_aside(self, items: Sequence[SetAside], raws: Iterable[Raw] = ()) -> None:
        """Keep inputs that could not be read. The same source, bytes and reason again is counted, not repeated."""

    def set_asides(self, reason: str | None = None) -> list[Kept]:
        """The inputs set aside, all or those with one reason.

        Raises ``UnknownName`` for a reason that is not in ``INPUT_REASONS``.
        """

    def clear_set_aside(self, ids: Iterable[str]) -> int:
        """Forget inputs set aside, once they are read; gives how many were there. Their bytes stay."""

    def rows(self, kind: str, filters: Filters | None = None, limit: int | None = None) -> Table:
        """A listing: ``events``, ``statements``, ``pledges``, ``alerts``, ``forces``, ``negotiations`` and ``dispatches`` newest first, ``actors`` and ``places``
        by the number of dispatches, ``gaps`` (what was left undecided, dispatches without an event, inputs set aside)
        by kind and reason; ``incidents`` and ``stories`` by their latest report. ``limit``: at most so many rows.

        Raises ``UnknownName`` for a name that nothing in the store bears, ``UsageError`` for a filter that means
        nothing for this kind.
        """

    def count(self, kind: str, filters: Filters | None = None) -> int:
        """How many rows a listing has. Raises ``UsageError`` for a filter that means nothing for this kind."""

    def write(
        self, kind: str, path: str | Path, format: str, filters: Filters | None = None, limit: int | None = None
    ) -> int:
        """The same listing straight into a Parquet or CSV file; gives the number of rows."""

    def reading(self, id: str) -> Reading:
        """A reading, equal to what was added, by the id of its dispatch or of an event, statement or pledge in it.

        The beginning of an id is enough where no other begins so. Raises ``UnknownName`` where none does, or several.
        """

    def not_linked(self) -> list[str]:
        """The dispatches whose tellings have not been put to histories yet, oldest first."""

    def told_before(
        self, asks: Iterable[tuple[str, str]], hooks: Iterable[tuple[str, str]]
    ) -> tuple[dict[str, list[PledgeTelling]], list[PledgeTelling]]:
        """The histories, each whole, that are filed under any of the promisors and words of ``asks``, and the tellings without one that
        are filed under any of ``hooks``."""

    def torn_histories(self) -> dict[str, list[PledgeTelling]]:
        """What is left of the histories from which a replaced dispatch was taken away."""

    def keep_told(self, entries: Sequence[PledgeEntry], dispatch_ids: Iterable[str], histories: Iterable[str]) -> None:
        """Keep tellings in their places, in place of all that these ``histories`` and those of the entries had before, and
        note that the dispatches are linked."""

    def told_of(self, id: str) -> tuple[str, list[PledgeTelling]]:
        """The history, and its tellings, by its own id, by that of a pledge or news in it, or by the beginning of one.

        Raises ``UnknownName`` where nothing, or more than one thing, has such an id, or where it belongs to no history.
        """

    def find(self, id: str) -> Found:
        """What an id, or the beginning of one, belongs to. Raises ``UnknownName`` like :meth:`reading`."""

    def status(self) -> Status:
        """Schema, migrations, counts and size, without writing anything."""

    def close(self) -> None:
        """Close the database; other processes may open it then."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
