"""The tables of links: what linking asks of a store, and what it adds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol

import numpy as np

from dragoman.linkage import Claim, Count, Extent, Membership, Merge, Neighbour, Profile, Report, Superseded
from dragoman.records import Dispatch, Toll, from_json
from dragoman.store.cells import Row, words
from dragoman.store.queries import query

TABLES = ("linked", "marks", "mark_counts", "memberships", "merges", "superseded")
FEW = 1000
"""Up to so many values are looked up by the index, one placeholder each."""
_REPORT = ("dispatch", "headline", "publisher", "source", "published", "score", "why", "lead")


class Tables(Protocol):
    """What is needed of a store: to run SQL, all in one transaction, and to insert rows."""

    def _run(self, sql: str, values: Sequence[Any] = ()) -> list[tuple[Any, ...]]: ...
    def _transaction(self) -> AbstractContextManager[None]: ...
    def _insert(self, table: str, rows: Sequence[Row]) -> None: ...


class LinkTables:
    """See :class:`dragoman.store.protocol.LinkStore`."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables

    def unlinked(self, version: str) -> list[str]:
        stored, linked, other = self._tables._run(query("links_missing"), [version])[0]
        if other:
            self._forget()
        elif stored == linked:
            return []
        return [i for (i,) in self._tables._run(query("unlinked"))]

    def counts(self, keys: Iterable[int]) -> dict[int, Count]:
        return {key: Count(n, since) for key, n, since in self._among("mark_counts", keys, "BIGINT")}

    def postings(self, keys: Iterable[int]) -> dict[int, list[tuple[str, float]]]:
        found: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
        for key, dispatch, weight in self._among("marks", keys, "BIGINT"):
            found[key].append((dispatch, weight))
        return found

    def neighbours(self, dispatches: Iterable[str]) -> tuple[dict[str, Neighbour], dict[str, Extent]]:
        ids = list(dispatches)
        groups = {(d, kind): g for d, kind, g in self._among("groups_of_dispatches", ids)}
        near = {
            i: Neighbour(
                dispatch=i,
                runs=frozenset(np.frombuffer(runs, dtype="<u4").tolist()),
                story=groups[i, "story"],
                incident=groups[i, "incident"],
            )
            for i, runs in self._among("runs", ids)
        }
        return near, self._extents(sorted(set(groups.values())))

    def _extents(self, groups: list[str]) -> dict[str, Extent]:
        merged = dict(self._among("merged_into", groups))
        parts = [*groups, *merged]
        found: dict[str, Extent] = {}
        for part, size, first, last, source in self._among("extents", parts):
            group = merged.get(part, part)
            known = found.get(group, Extent(0, None, None, source))
            found[group] = Extent(
                known.size + size,
                min((d for d in (known.first, first) if d), default=None),
                max((d for d in (known.last, last) if d), default=None),
                source if part == group else known.source,
            )
        return found

    def add(
        self,
        profiles: Sequence[Profile],
        counts: Mapping[int, Count],
        memberships: Sequence[Membership],
        merges: Sequence[Merge],
        version: str,
    ) -> None:
        tables = self._tables
        with tables._transaction():
            position = tables._run(query("merges_so_far"))[0][0]
            rows: dict[str, list[Row]] = {
                "linked": [{"dispatch_id": p.dispatch, "linked_by": version, "runs": _packed(p)} for p in profiles],
                "marks": [row for p in profiles for row in _marks(p)],
                "memberships": [_membership(m) for m in memberships],
            }
            for table, found in rows.items():
                if found:
                    tables._insert(table, found)
            for merge in merges:
                position += 1
                tables._run(query("put_merge"), [merge.kind, merge.old, merge.new, merge.day, merge.dispatch, position])
            columns = [[*counts], [c.dispatches for c in counts.values()], [c.since for c in counts.values()]]
            tables._run(query("put_mark_counts"), columns)

    def linked(self, dispatches: Sequence[str]) -> set[str]:
        return {i for (i,) in self._among("linked", dispatches)}

    def correctors(self, dispatches: Sequence[str]) -> list[str]:
        return [i for (i,) in self._tables._run(query("correctors"), [list(dispatches)])]

    def earlier_versions(self, dispatch: str) -> list[str]:
        return [i for (i,) in self._tables._run(query("earlier_versions"), [dispatch])]

    def supersede(self, by: str, rows: Sequence[Superseded]) -> None:
        with self._tables._transaction():
            self._tables._run("DELETE FROM superseded WHERE by_dispatch = $1::TEXT", [by])
            if rows:
                self._tables._insert("superseded", [_superseded(s) for s in dict.fromkeys(rows)])

    def reports(self, group: str, as_of: date | None = None) -> tuple[Report, ...]:
        rows = self._tables._run(query("reports"), [self.current(group), as_of])
        return tuple(Report(**dict(zip(_REPORT, row, strict=True))) for row in rows)

    def claims(self, reports: Sequence[Report], as_of: date | None = None) -> tuple[Claim, ...]:
        first = min((r.published for r in reports if r.published), default=None)
        rows = self._tables._run(query("claims"), [[r.dispatch for r in reports], first, as_of])
        return tuple(_claim(from_json(toll, Toll), from_json(dispatch, Dispatch)) for toll, dispatch in rows)

    def current(self, group: str) -> str:
        return str(self._tables._run(query("current_group"), [group])[0][0])

    def _forget(self) -> None:
        with self._tables._transaction():
            for table in TABLES:
                self._tables._run(f"DELETE FROM {table}")

    def _among(self, name: str, values: Iterable[Any], kind: str = "TEXT") -> list[tuple[Any, ...]]:
        """The rows of a named query whose ``{among}`` stands for these values: a placeholder each, since an index is used for
        ``IN ($1, $2)`` and not for a list; or, where they are many, the list, which reads the table once."""
        asked = sorted(values)
        if not asked:
            return []
        few = len(asked) <= FEW
        places = ", ".join(f"${n}::{kind}" for n in range(1, len(asked) + 1)) if few else f"SELECT unnest($1::{kind}[])"
        return self._tables._run(query(name).replace("{among}", places), asked if few else [asked])


def _packed(profile: Profile) -> bytes:
    return np.array(sorted(profile.runs), dtype="<u4").tobytes()


def _marks(profile: Profile) -> list[Row]:
    weights = {**dict.fromkeys(profile.bands, 0.0), **profile.weights}
    return [{"key": key, "dispatch_id": profile.dispatch, "weight": weight} for key, weight in weights.items()]


def _claim(toll: Toll, dispatch: Dispatch) -> Claim:
    return Claim(
        what=toll.what,
        low=toll.low,
        high=toll.high,
        said=toll.said,
        claimant=toll.claimant.name if toll.claimant else None,
        dispatch=dispatch.id,
        publisher=dispatch.publisher,
        published=dispatch.published.end,
        at=dispatch.published.at,
        words=words(toll.evidence, dispatch.text),
    )


def _membership(m: Membership) -> Row:
    return {
        "kind": m.kind,
        "dispatch_id": m.dispatch,
        "group_id": m.group,
        "day": m.day,
        "source": m.source,
        "score": m.score,
        "why": m.why,
    }


def _superseded(s: Superseded) -> Row:
    return {
        "record_kind": s.kind,
        "record_id": s.record,
        "dispatch_id": s.dispatch,
        "day": s.day,
        "by_dispatch": s.by,
    }
