"""What was linked before, kept in memory: the twin of the tables of a store, for a run that stores nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from dragoman.linkage import Count, Extent, LinkKind, Membership, Merge, Neighbour, Profile


class Memory:
    """Answers as a store does. ``groups``: dispatch and kind to the group that it belongs to by now."""

    def __init__(self) -> None:
        self.groups: dict[tuple[str, LinkKind], str] = {}
        self._counts: dict[int, Count] = {}
        self._postings: defaultdict[int, list[tuple[str, float]]] = defaultdict(list)
        self._runs: dict[str, frozenset[int]] = {}
        self._members: defaultdict[str, list[Membership]] = defaultdict(list)

    def counts(self, keys: Iterable[int]) -> dict[int, Count]:
        return {k: self._counts[k] for k in keys if k in self._counts}

    def postings(self, keys: Iterable[int]) -> dict[int, list[tuple[str, float]]]:
        return {k: list(self._postings[k]) for k in keys if k in self._postings}

    def neighbours(self, dispatches: Iterable[str]) -> tuple[dict[str, Neighbour], dict[str, Extent]]:
        found = {
            d: Neighbour(
                dispatch=d, runs=self._runs[d], story=self.groups[d, "story"], incident=self.groups[d, "incident"]
            )
            for d in dispatches
            if d in self._runs
        }
        wanted = {g for n in found.values() for g in (n.story, n.incident)}
        return found, {g: self._extent(g) for g in wanted}

    def add(
        self,
        profiles: Sequence[Profile],
        counts: Mapping[int, Count],
        memberships: Sequence[Membership],
        merges: Sequence[Merge],
        version: str,
    ) -> None:
        """As of a store; ``version`` means nothing here."""
        self._counts.update(counts)
        for p in profiles:
            self._runs[p.dispatch] = p.runs
            for key, weight in (*((band, 0.0) for band in p.bands), *p.weights.items()):
                self._postings[key].append((p.dispatch, weight))
        for m in memberships:
            self.groups[m.dispatch, m.kind] = m.group
            self._members[m.group].append(m)
        for merge in merges:
            for m in self._members[merge.old]:
                self.groups[m.dispatch, merge.kind] = merge.new
            self._members[merge.new] += self._members.pop(merge.old, [])

    def _extent(self, group: str) -> Extent:
        members = self._members[group]
        days: list[date] = [m.day for m in members if m.day]
        source = next((m.source for m in members if m.why == "first" and m.group == group), members[0].source)
        return Extent(len(members), min(days, default=None), max(days, default=None), source)
