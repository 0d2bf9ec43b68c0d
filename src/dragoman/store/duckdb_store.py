"""The store in a DuckDB file."""

from __future__ import annotations

import contextlib
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from dragoman.errors import INPUT_REASONS, StoreError, UnknownName, UsageError
from dragoman.ids import content_id, fold
from dragoman.ledgers import PledgeEntry, PledgeTelling
from dragoman.records import (
    Actor,
    Correction,
    Dispatch,
    Event,
    Force,
    Move,
    Place,
    Pledge,
    PledgeNews,
    Raw,
    Reading,
    SetAside,
    Statement,
    TimeMention,
    Toll,
    Undecided,
    from_json,
)
from dragoman.store import history_rows, opening
from dragoman.store.cells import Row, versions
from dragoman.store.conditions import is_in_store, listing
from dragoman.store.filters import Filters, process_meant, split_dyad, whom
from dragoman.store.links import LinkTables
from dragoman.store.protocol import Added, Found, Kept, Status
from dragoman.store.queries import query
from dragoman.store.shred import shred, writable
from dragoman.store.table import Table, check_format, write_relation

OF_A_DISPATCH = (
    *("actors", "places", "times", "events", "statements", "pledges", "pledge_news", "forces", "moves"),
    *("tolls", "corrections", "parties", "spans", "undecided", "pledge_steps", "pledge_hooks", "pledges_linked"),
)
"""The tables whose rows belong to one dispatch and go when it is replaced."""

_RAW_BYTES_AT_ONCE = 32_000_000
_Record = TypeVar("_Record")


class DuckDBStore:
    """See :class:`dragoman.store.protocol.Store`. One thread at a time."""

    def __init__(self, path: str | Path, read_only: bool = False) -> None:
        self.path = Path(path).absolute()
        self.read_only = read_only
        self._connection = opening.open_file(self.path, read_only)
        self.links = LinkTables(self)

    def add(
        self, readings: Sequence[Reading], raws: Iterable[Raw] = (), sources: Mapping[str, str] | None = None
    ) -> Added:
        by_id: dict[str, Reading] = {}
        for reading in readings:
            by_id.setdefault(reading.dispatch.id, reading)
        with self._transaction():
            self._add_raws(raws)
            there = dict(self._run(query("versions"), [list(by_id)]))
            unchanged = {i for i, made_by in there.items() if made_by == versions(by_id[i].made_by)}
            replaced = there.keys() - unchanged
            if replaced:
                self._remove(replaced)
            written = [r for i, r in by_id.items() if i not in unchanged]
            with opening.explained(self.path):
                rows = shred(written, sources or {}, _now())
            for table, table_rows in rows.items():
                self._insert(table, table_rows)
        counts = {
            name: len(rows.get(name, ()))
            for name in ("actors", "places", "events", "statements", "pledges", "forces", "moves", "undecided")
        }
        new = len(written) - len(replaced)
        return Added(dispatches=new, replaced=len(replaced), unchanged=len(unchanged), **counts)

    def known(self, dispatch_ids: Iterable[str], made_by: Mapping[str, str]) -> set[str]:
        return {i for (i,) in self._run(query("known"), [list(dispatch_ids), versions(made_by)])}

    def raw(self, hash: str) -> bytes:
        rows = self._run(query("raw"), [hash])
        if not rows:
            raise UnknownName("hash of an input", hash, [], "The store keeps no bytes under it.")
        return zlib.decompress(rows[0][0])

    def set_aside(self, items: Sequence[SetAside], raws: Iterable[Raw] = ()) -> None:
        kept = {content_id("x", writable(i.source), i.raw_hash, i.reason): i for i in items}
        rows = [(i, writable(s.source), s.reason, writable(s.detail), s.raw_hash) for i, s in kept.items()]
        with self._transaction():
            self._add_raws(raws)
            if kept:
                self._run(query("put_set_asides"), [*(list(column) for column in zip(*rows, strict=True)), _now()])

    def set_asides(self, reason: str | None = None) -> list[Kept]:
        if reason is not None and reason not in INPUT_REASONS:
            raise UnknownName("reason", reason, INPUT_REASONS)
        return [
            Kept(
                id=i,
                item=SetAside(source=source, reason=why, detail=detail, raw_hash=raw_hash),
                times=times,
                first_seen=first,
                last_seen=last,
            )
            for i, source, why, detail, raw_hash, times, first, last in self._run(query("set_asides"), [reason])
        ]

    def clear_set_aside(self, ids: Iterable[str]) -> int:
        with self._transaction():
            return len(self._run(query("clear_set_asides"), [list(ids)]))

    def rows(self, kind: str, filters: Filters | None = None, limit: int | None = None) -> Table:
        filters = self._resolved(filters or Filters())
        relation = self._run_listing(kind, filters, limit)
        with opening.explained(self.path):
            rows = relation.fetchall()
        if not rows:
            self._check_names(filters)
        return Table(tuple(relation.columns), tuple(str(t) for t in relation.types), tuple(rows))

    def count(self, kind: str, filters: Filters | None = None) -> int:
        relation = self._run_listing(kind, self._resolved(filters or Filters()), None)
        with opening.explained(self.path):
            return int(relation.aggregate("count(*)").fetchall()[0][0])

    def write(
        self, kind: str, path: str | Path, format: str, filters: Filters | None = None, limit: int | None = None
    ) -> int:
        check_format(format)
        filters = self._resolved(filters or Filters())
        relation = self._run_listing(kind, filters, limit)
        with opening.explained(self.path):
            count: int = relation.aggregate("count(*)").fetchall()[0][0]
            if not count:
                self._check_names(filters)
            write_relation(relation, path, format)
        return count

    def reading(self, id: str) -> Reading:
        found = id
        if not (rows := self._run(query("dispatch_record"), [id])):
            found = self._owner(id)
            rows = self._run(query("dispatch_record"), [found])
        record, made_by = rows[0]
        return Reading(
            dispatch=from_json(record, Dispatch),
            actors=self._records("actors", found, Actor),
            places=self._records("places", found, Place),
            times=self._records("times", found, TimeMention),
            events=self._records("events", found, Event),
            statements=self._records("statements", found, Statement),
            pledges=self._records("pledges", found, Pledge),
            pledge_news=self._records("pledge_news", found, PledgeNews),
            forces=self._records("forces", found, Force),
            moves=self._records("moves", found, Move),
            tolls=self._records("tolls", found, Toll),
            corrections=self._records("corrections", found, Correction),
            undecided=self._records("undecided", found, Undecided),
            made_by=from_json(made_by, dict[str, str]),
        )

    def not_linked(self) -> list[str]:
        return [i for (i,) in self._run(query("not_linked"))]

    def told_before(
        self, asks: Iterable[tuple[str, str]], hooks: Iterable[tuple[str, str]]
    ) -> tuple[history_rows.Told, list[PledgeTelling]]:
        found = [i for (i,) in self._run(query("told_before"), history_rows.columns(asks))]
        told, _ = history_rows.by_history(self._run(query("told_in"), [found]) if found else [])
        _, loose = history_rows.by_history(self._run(query("told_without_history"), history_rows.columns(hooks)))
        return told, loose

    def torn_histories(self) -> history_rows.Told:
        found = [i for (i,) in self._run(query("torn_histories"))]
        return history_rows.by_history(self._run(query("told_in"), [found]))[0] if found else {}

    def keep_told(self, entries: Sequence[PledgeEntry], dispatch_ids: Iterable[str], histories: Iterable[str]) -> None:
        ids, dispatches = [e.telling.id for e in entries], [e.telling.dispatch for e in entries]
        members = Counter(e.history for e in entries)
        rows = {
            "pledge_steps": [history_rows.step_row(e) | {"members": members[e.history]} for e in entries],
            "pledge_hooks": history_rows.hook_rows(entries),
            "pledges_linked": [{"dispatch_id": i} for i in dict.fromkeys(dispatch_ids)],
        }
        with self._transaction():
            self._run(query("forget_histories"), [[h for h in {*members, *histories} if h is not None]])
            self._run(query("forget_tellings"), [ids, dispatches])
            self._run(query("forget_hooks"), [ids, dispatches])
            self._run(query("forget_linked"), [[row["dispatch_id"] for row in rows["pledges_linked"]]])
            for table, table_rows in rows.items():
                if table_rows:
                    self._insert(table, table_rows)

    def told_of(self, id: str) -> tuple[str, list[PledgeTelling]]:
        found = self.find(id)
        of_record = self._run(query("history_of"), [found.id])
        history = found.id if found.kind == "history" else of_record[0][0] if of_record else None
        if history is None:
            raise UnknownName(
                "pledge", id, [], f"It is a {found.kind} without a history. List them with 'dragoman pledges'."
            )
        return history, history_rows.by_history(self._run(query("told_in"), [[history]]))[0][history]

    def find(self, id: str) -> Found:
        rows = self._run(query("found"), [id]) if id else []
        exact = [r for r in rows if r[1] == id]
        kind, found, dispatch = _the_only([*exact[:1]] or rows, "id", id)
        return Found(kind=kind, id=found, dispatch_id=dispatch)

    def status(self) -> Status:
        done = opening.applied(self._connection, self.path)
        with opening.explained(self.path):
            counts = {t: self._connection.execute(f"SELECT count(*) FROM {t}").fetchall()[0][0] for t in self._columns}
        files = (self.path, self.path.with_name(self.path.name + ".wal"))
        return Status(
            path=self.path,
            schema=done[-1].number if done else 0,
            applied=done,
            pending=tuple(f"{m.number:04}_{m.name}" for m in opening.pending(done, self.path)),
            counts=counts,
            size=sum(f.stat().st_size for f in files if f.exists()),
            read_only=self.read_only,
        )

    def close(self) -> None:
        with opening.explained(self.path):
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @cached_property
    def _columns(self) -> dict[str, dict[str, str]]:
        """Table to column to SQL type, as the file has them."""
        found: dict[str, dict[str, str]] = {}
        with opening.explained(self.path):
            for table, column, kind in self._connection.execute(query("columns")).fetchall():
                found.setdefault(table, {})[column] = kind
        return found

    @cached_property
    def _ready(self) -> bool:
        """Raises ``StoreError`` for a file opened for reading whose schema is older than the queries expect."""
        if waiting := opening.pending(opening.applied(self._connection, self.path), self.path):
            names = ", ".join(f"{m.number:04}_{m.name}" for m in waiting)
            raise StoreError(f"The store {str(self.path)!r} lacks the migrations {names}. Open it once for writing.")
        return True

    def _run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        assert self._ready
        with opening.explained(self.path):
            return self._connection.execute(sql, list(values)).fetchall()

    def _run_listing(self, kind: str, filters: Filters, limit: int | None) -> Any:
        assert self._ready
        if limit is not None and limit < 0:
            raise UsageError(f"The limit is {limit}; it must be 0 or more.")
        sql, values = listing(kind, filters, limit)
        with opening.explained(self.path):
            return self._connection.sql(sql, params=values)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        self._run("BEGIN")
        try:
            yield
            self._run("COMMIT")
        except BaseException:
            with contextlib.suppress(StoreError):
                self._run("ROLLBACK")
            raise

    def _insert(self, table: str, rows: Sequence[Row]) -> None:
        """All rows in one statement, as one list a column."""
        names = list(rows[0])
        kinds = self._columns[table]
        values = ", ".join(f"unnest(${n}::{kinds[name]}[])" for n, name in enumerate(names, 1))
        self._run(
            f"INSERT INTO {table} ({', '.join(names)}) SELECT {values}", [[row[name] for row in rows] for name in names]
        )

    def _add_raws(self, raws: Iterable[Raw]) -> None:
        """Keep bytes that are not there yet, a few at a time: an input may be large."""
        given = {r.hash: r.data for r in raws}
        there = {h for (h,) in self._run(query("known_raws"), [list(given)])} if given else set()
        batch: list[Row] = []
        size = 0
        for key, data in given.items():
            if key not in there:
                batch.append({"hash": key, "size": len(data), "data": zlib.compress(data)})
                size += len(data)
            if size > _RAW_BYTES_AT_ONCE:
                self._insert("raws", batch)
                batch, size = [], 0
        if batch:
            self._insert("raws", batch)

    def _remove(self, dispatch_ids: Iterable[str]) -> None:
        ids = list(dispatch_ids)
        for table in OF_A_DISPATCH:
            self._run(f"DELETE FROM {table} WHERE dispatch_id = ANY($1::TEXT[])", [ids])
        self._run("DELETE FROM dispatches WHERE id = ANY($1::TEXT[])", [ids])

    def _records(self, table: str, dispatch_id: str, kind: type[_Record]) -> tuple[_Record, ...]:
        rows = self._run(f"SELECT record FROM {table} WHERE dispatch_id = $1::TEXT ORDER BY position", [dispatch_id])
        return tuple(from_json(record, kind) for (record,) in rows)

    def _owner(self, id: str) -> str:
        """The dispatch that an id, or the beginning of one, belongs to."""
        found = self.find(id)
        if found.dispatch_id is None:
            raise UnknownName("dispatch", id, [], f"It is the id of an input, actor or place: {found.kind} {found.id}.")
        return found.dispatch_id

    def _dispatch_id(self, beginning: str) -> str:
        rows = self._run(query("dispatch_prefix"), [beginning]) if beginning else []
        exact = [r for r in rows if r[0] == beginning]
        return str(_the_only(exact or rows, "dispatch", beginning, column=0)[0])

    def _resolved(self, filters: Filters) -> Filters:
        """The filters with the dispatch's id written out."""
        return filters if filters.dispatch is None else replace(filters, dispatch=self._dispatch_id(filters.dispatch))

    def _check_names(self, filters: Filters) -> None:
        """After an empty answer: raises ``UnknownName`` for a publisher or an actor that the store has not at all."""
        if filters.publisher is not None:
            publishers = [p for (p,) in self._run(query("publishers"))]
            if filters.publisher.lower() not in (p.lower() for p in publishers):
                raise UnknownName("publisher", filters.publisher, publishers)
        asked = [filters.actor] if filters.actor else []
        asked += split_dyad(filters.dyad)[:2] if filters.dyad else []
        self._check_process(filters)
        if filters.mission is not None and self._lacks(filters.mission):
            raise UnknownName("mission", filters.mission, [m for (m,) in self._run(query("mission_names"))])
        for name in asked:
            if self._lacks(name):
                names = Counter(n for (full,) in self._run(query("actor_names")) for n in (full, full.split()[-1]))
                raise UnknownName("actor", name, names, "List them with 'dragoman actors'.")

    def _lacks(self, name: str) -> bool:
        sql, values = is_in_store(whom(name))
        return bool(sql) and not self._run(sql, values)

    def _check_process(self, filters: Filters) -> None:
        if filters.process is None:
            return
        known = [(id, name) for id, name in self._run(query("process_names"))]
        wanted = process_meant(filters.process)
        if not any(id in wanted.ids or (wanted.words and wanted.words in fold(name)) for id, name in known):
            raise UnknownName("negotiation", filters.process, [n for _, n in known], "See 'dragoman negotiations'.")


def _the_only(rows: Sequence[tuple[Any, ...]], what: str, id: str, column: int = 1) -> tuple[Any, ...]:
    if len(rows) == 1:
        return rows[0]
    if not rows:
        raise UnknownName(what, id, [], "Nothing in the store has an id that begins so.")
    several = ", ".join(str(r[column]) for r in rows[:10])
    raise UnknownName(what, id, [], f"Several begin so: {several}{', ...' if len(rows) > 10 else ''}. Give more of it.")


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)
