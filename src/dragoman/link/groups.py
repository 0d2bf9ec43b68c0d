"""Which story and which incident a dispatch belongs to, decided one after the other in the order they appeared.

A story is one text: a dispatch joins the story of another where most runs of words of the shorter stand in the longer too. An incident is
one happening: a dispatch joins the incident whose dispatches tell the same rare names, numbers, days and words, the less
the longer ago it was last reported. Both only grow; where a dispatch shows that two are one, they are merged from that day on.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dragoman.ids import content_id
from dragoman.linkage import Count, Extent, LinkKind, Membership, Merge, Neighbour, Profile

COMMON = 60
"""A term met in more dispatches than this finds no candidates: the number bounds the work for a dispatch."""
NEAREST = 60
"""Candidates that are compared in full."""
FEWEST_RUNS = 30
"""Runs of words below which a text is too short to be known again in part; it must be the same to the last word then."""
COPY_FADING = 0.05
"""What the likeness of two texts loses with the logarithm of the days between them: copies come at once, and what comes later
is a new report that repeats the background of the old."""
AT_MOST = 10
"""Members of an incident that count for its average."""
FADING = 0.045
"""What the likeness to an incident loses with the logarithm of the days since its last report."""


class Rule(NamedTuple):
    """From what score a dispatch joins a group, and from what score to two of them these are one."""

    join: float
    merge: float
    prefix: str
    why: str


RULES: dict[LinkKind, Rule] = {
    "story": Rule(join=0.56, merge=0.8, prefix="y", why="copy"),
    "incident": Rule(join=0.1, merge=0.4, prefix="i", why="evidence"),
}
"""``join`` of incidents and ``FADING`` were tuned on 5,043 reports of 2,900 shootings, ``join`` of stories on 300 labelled pairs of them."""


Postings = Mapping[int, Sequence[tuple[str, float]]]
"""Term or band to the dispatches that have it, and what the term weighs there."""


@dataclass(slots=True)
class Links:
    """What linking decided: where each dispatch belongs, and which groups are one."""

    memberships: list[Membership] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)


def asked(profiles: Iterable[Profile], counts: Mapping[int, Count]) -> set[int]:
    """The terms and bands by which candidates are looked for."""
    return {k for p in profiles for k in (*p.bands, *(k for k in p.weights if _is_rare(k, counts)))}


def nearest(profile: Profile, postings: Postings) -> dict[str, float]:
    """The dispatches likest to a profile, and the cosine of their rare terms; those that share a band come first."""
    found: defaultdict[str, float] = defaultdict(float)
    for key, weight in profile.weights.items():
        for dispatch, other in postings.get(key, ()):
            found[dispatch] += weight * other
    banded = {dispatch for key in profile.bands for dispatch, _ in postings.get(key, ())}
    ranked = sorted(found.keys() | banded, key=lambda d: (d not in banded, -found.get(d, 0.0), d))
    return {d: found.get(d, 0.0) for d in ranked[:NEAREST]}


def link(
    profiles: Sequence[Profile],
    postings: Postings,
    neighbours: Mapping[str, Neighbour],
    extents: Mapping[str, Extent],
) -> Links:
    """The links of a batch, each dispatch against the ``neighbours`` in the store and those before it in the batch.

    ``postings``: where the terms and bands that were :func:`asked` stand; ``extents``: those of the neighbours' groups.
    """
    linker = _Linker(postings, neighbours, extents)
    for profile in profiles:
        linker.add(profile)
    return linker.links


class _Linker:
    def __init__(self, postings: Postings, neighbours: Mapping[str, Neighbour], extents: Mapping[str, Extent]) -> None:
        self.postings = defaultdict(list, {key: list(found) for key, found in postings.items()})
        self.neighbours = dict(neighbours)
        self.extents = dict(extents)
        self.now: dict[str, str] = {}
        self.links = Links()

    def add(self, profile: Profile) -> None:
        near = {d: cosine for d, cosine in nearest(profile, self.postings).items() if d in self.neighbours}
        stories = self._stories(profile, near)
        story = self._join("story", profile, stories, profile.source or profile.dispatch)
        incidents = self._incidents(profile, near)
        for dispatch in near:  # one text tells one happening, however its words weigh
            if (share := stories.get(self._current(self.neighbours[dispatch].story), 0.0)) >= RULES["story"].join:
                told = self._current(self.neighbours[dispatch].incident)
                incidents[told] = max(share, incidents.get(told, 0.0))
        incident = self._join("incident", profile, incidents, self.extents[story].source)
        self.neighbours[profile.dispatch] = Neighbour(
            dispatch=profile.dispatch, runs=profile.runs, story=story, incident=incident
        )
        for key, weight in (*((band, 0.0) for band in profile.bands), *profile.weights.items()):
            self.postings[key].append((profile.dispatch, weight))

    def _stories(self, profile: Profile, near: Iterable[str]) -> dict[str, float]:
        """The greatest share of the runs of the shorter text that stand in the longer too, by story."""
        found: dict[str, float] = {}
        for dispatch in near:
            other = self.neighbours[dispatch]
            fewer = min(len(profile.runs), len(other.runs))
            if fewer >= FEWEST_RUNS or (fewer and profile.runs == other.runs):
                share = len(profile.runs & other.runs) / fewer
                story = self._current(other.story)
                fading = COPY_FADING * math.log1p(_days_from(profile.day, self.extents[story]))
                found[story] = max(found.get(story, 0.0), share - fading)
        return found

    def _incidents(self, profile: Profile, near: Mapping[str, float]) -> dict[str, float]:
        """The likeness to each incident: midway between that to the likest of its dispatches and the average, less what time
        takes."""
        by_incident: defaultdict[str, list[float]] = defaultdict(list)
        for dispatch, cosine in near.items():
            by_incident[self._current(self.neighbours[dispatch].incident)].append(cosine)
        found = {}
        for incident, cosines in by_incident.items():
            extent = self.extents[incident]
            likest = sorted(cosines, reverse=True)[:AT_MOST]
            average = sum(likest) / min(extent.size, AT_MOST)
            found[incident] = (likest[0] + average) / 2 - FADING * math.log1p(_days_from(profile.day, extent))
        return found

    def _join(self, kind: LinkKind, profile: Profile, scores: Mapping[str, float], source: str) -> str:
        """Puts the dispatch into the group with the best score, or into one of its own; merges those it shows to be one."""
        rule = RULES[kind]
        ranked = sorted(
            ((score, group) for group, score in scores.items() if score >= rule.join), key=lambda r: (-r[0], r[1])
        )
        if not ranked:
            group = content_id(rule.prefix, profile.dispatch)
            self.extents[group] = Extent(0, profile.day, profile.day, source)
            score, why = 1.0, "first"
        else:
            score, group = ranked[0]
            why = rule.why
        extent = self.extents[group]
        days = [d for d in (extent.first, extent.last, profile.day) if d]
        self.extents[group] = Extent(extent.size + 1, min(days, default=None), max(days, default=None), extent.source)
        if kind == "story":
            source = extent.source
        self.links.memberships.append(
            Membership(
                kind=kind,
                dispatch=profile.dispatch,
                group=group,
                day=profile.day,
                source=source,
                score=min(1.0, round(score, 4)),
                why=why,
            )
        )
        for other, old in ranked[1:]:
            if other >= rule.merge and score >= rule.merge:
                group = self._merge(kind, profile, group, old)
        return group

    def _merge(self, kind: LinkKind, profile: Profile, one: str, other: str) -> str:
        """Makes the later of two groups part of the earlier; gives the earlier."""
        new, old = sorted((one, other), key=lambda g: (self.extents[g].first or date.max, g))
        ours, theirs = self.extents[new], self.extents.pop(old)
        days = [d for d in (ours.first, ours.last, theirs.first, theirs.last) if d]
        self.extents[new] = Extent(
            ours.size + theirs.size, min(days, default=None), max(days, default=None), ours.source
        )
        self.now = {g: new if to == old else to for g, to in self.now.items()} | {old: new}
        self.links.merges.append(Merge(kind=kind, old=old, new=new, day=profile.day, dispatch=profile.dispatch))
        return new

    def _current(self, group: str) -> str:
        return self.now.get(group, group)


def _days_from(day: date | None, extent: Extent) -> int:
    """Days between a day and the nearest of those that a group spans; 0 where one is not known."""
    if day is None or extent.first is None or extent.last is None:
        return 0
    return max(0, (extent.first - day).days, (day - extent.last).days)


def _is_rare(key: int, counts: Mapping[int, Count]) -> bool:
    return key not in counts or counts[key].dispatches <= COMMON
