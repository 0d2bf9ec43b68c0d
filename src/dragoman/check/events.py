"""``check events``: the text alone is given; actor pairs and types are predicted.

Counted as the independent scorer of the field's sets does it: a triple is right where source and target meet the gold
ones by head word (``phrases.py``) and the class is the same, one to one inside a text. Where a set marks one pair in a
sentence, precision is a lower bound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import Any

from dragoman.check.gold import GoldItem, GoldRelation
from dragoman.check.phrases import Phrase, phrase, same_actor
from dragoman.check.relations import quad_of, root
from dragoman.check.score import Counts, matched
from dragoman.records import Event, Reading


@dataclass(frozen=True, slots=True)
class Coded:
    """One predicted source-act-target; either side may be missing."""

    source: Phrase | None
    target: Phrase | None
    root: str


def coded_events(reading: Reading) -> list[Coded]:
    """The predictions of a reading: each source with each target, reciprocal parties with one another, each once."""
    text = reading.dispatch.text
    found: dict[tuple[str | None, str | None, str], Coded] = {}
    for event in reading.events:
        for source, target in _sides(event, text):
            key = (source.words if source else None, target.words if target else None, root(event.type))
            found.setdefault(key, Coded(source, target, root(event.type)))
    return list(found.values())


def score(items: Sequence[GoldItem], readings: Iterable[Reading]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Triples by type and by quad class, pairs whatever the type, sources and targets: precision, recall and F1 of each.

    The gold is the key ``events`` of an item, or ``relations`` where it has no ``events``.
    """
    counts = {k: Counts() for k in ("triple", "triple_quad", "pair", "source", "target")}
    rows = []
    for item, reading in zip(items, readings, strict=True):
        gold = [_Gold(item.text, g) for g in (item.events if item.events is not None else item.relations or ())]
        predicted = coded_events(reading)
        _count_triples(counts, gold, predicted)
        for side in ("source", "target"):
            _count_side(
                counts[side], [p for g in gold for p in getattr(g, side)], [getattr(c, side) for c in predicted]
            )
        rows.append({"id": item.id, "predicted": [_row(c) for c in predicted]})
    result: dict[str, Any] = {"items": len(items), **{k: c.figures() for k, c in counts.items()}}
    return result | {k: result["triple"][k] for k in ("precision", "recall", "f1")}, rows


class _Gold:
    """A gold relation with its phrases."""

    def __init__(self, text: str, relation: GoldRelation) -> None:
        self.source = [phrase(text, s) for s in relation.source]
        self.target = [phrase(text, t) for t in relation.target]
        self.root = root(relation.type)

    @property
    def both_sides(self) -> bool:
        return bool(self.source and self.target)

    def met_by(self, coded: Coded) -> bool:
        if coded.source is None or coded.target is None:
            return False
        return any(
            same_actor(coded.source, s) and same_actor(coded.target, t) for s, t in product(self.source, self.target)
        )


def _sides(event: Event, text: str) -> list[tuple[Phrase | None, Phrase | None]]:
    actors = [phrase(text, p.span) for p in event.actors if p.span]
    recipients = [phrase(text, p.span) for p in event.recipients if p.span]
    if actors and recipients:
        return list(product(actors, recipients))
    if len(actors) > 1:
        return list(combinations(actors, 2))
    return [(a, None) for a in actors] + [(None, r) for r in recipients]


def _count_triples(counts: dict[str, Counts], gold: list[_Gold], predicted: list[Coded]) -> None:
    pairs = [g for g in gold if g.both_sides]
    full = [c for c in predicted if c.source and c.target]
    same_class: dict[str, Callable[[Coded, _Gold], bool]] = {
        "triple": lambda c, g: c.root == g.root,
        "triple_quad": lambda c, g: quad_of(c.root) == quad_of(g.root),
        "pair": lambda c, g: True,
    }
    for name, same in same_class.items():
        right = len(matched(full, pairs, lambda c, g, same=same: same(c, g) and g.met_by(c)))  # type: ignore[misc]
        counts[name].add(right, len(full), len(pairs))


def _count_side(counts: Counts, gold: Iterable[Phrase], predicted: Iterable[Phrase | None]) -> None:
    golds = list({(g.words.lower(), g.span.start): g for g in gold}.values())
    found = list({(p.words.lower(), p.span.start): p for p in predicted if p is not None}.values())
    counts.add(len(matched(found, golds, same_actor)), len(found), len(golds))


def _row(coded: Coded) -> dict[str, Any]:
    row: dict[str, Any] = {"event_type": coded.root}
    for side in ("source", "target"):
        found: Phrase | None = getattr(coded, side)
        row[f"{side}_text"] = found.words if found else None
        row[f"{side}_start"] = found.span.start if found else None
        row[f"{side}_end"] = found.span.end if found else None
    return row
