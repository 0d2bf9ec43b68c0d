"""Counts and the figures made of them. All figures are shares between 0 and 1."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

A = TypeVar("A")
B = TypeVar("B")

EARTH_RADIUS_KM = 6371.0088


@dataclass(slots=True)
class Counts:
    """How many were right, how many predicted, how many in the gold."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    def add(self, right: int, predicted: int, gold: int) -> None:
        self.right += right
        self.predicted += predicted
        self.gold += gold

    @property
    def precision(self) -> float:
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, written so that 0 / 0 is 0."""
        both = self.predicted + self.gold
        return 2 * self.right / both if both else 0.0

    def figures(self) -> dict[str, Any]:
        return {
            "precision": rounded(self.precision),
            "recall": rounded(self.recall),
            "f1": rounded(self.f1),
            "right": self.right,
            "predicted": self.predicted,
            "gold": self.gold,
        }


def rounded(value: float) -> float:
    return round(value, 4)


def by_class(pairs: Iterable[tuple[Hashable, Hashable]]) -> dict[Hashable, Counts]:
    """Counts for each class of the gold, from pairs of gold and predicted class."""
    known = list(pairs)
    counts: dict[Hashable, Counts] = {gold: Counts() for gold, _ in known}
    for gold, predicted in known:
        counts[gold].gold += 1
        if predicted in counts:
            counts[predicted].predicted += 1
        if gold == predicted:
            counts[gold].right += 1
    return counts


def macro_f1(counts: dict[Hashable, Counts]) -> float:
    """The mean F1 over the classes that the gold holds (Sokolova and Lapalme 2009, macro-averaged F-score)."""
    return sum(c.f1 for c in counts.values()) / len(counts) if counts else 0.0


def class_figures(counts: dict[Hashable, Counts]) -> dict[str, Any]:
    return {
        str(name): {
            "precision": rounded(c.precision),
            "recall": rounded(c.recall),
            "f1": rounded(c.f1),
            "support": c.gold,
        }
        for name, c in sorted(counts.items(), key=lambda kv: str(kv[0]))
    }


def matched(left: Sequence[A], right: Sequence[B], same: Callable[[A, B], bool]) -> list[tuple[A, B]]:
    """A largest one-to-one matching of two lists (augmenting paths, Kuhn 1955)."""
    partner: dict[int, int] = {}

    def place(i: int, tried: set[int]) -> bool:
        for j, other in enumerate(right):
            if j not in tried and same(left[i], other):
                tried.add(j)
                if j not in partner or place(partner[j], tried):
                    partner[j] = i
                    return True
        return False

    for i in range(len(left)):
        place(i, set())
    return [(left[i], right[j]) for j, i in sorted(partner.items())]


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """The great-circle distance of two points in degrees, in kilometres (haversine)."""
    p1, p2 = math.radians(lat1), math.radians(lat2)
    h = math.sin((p2 - p1) / 2) ** 2
    h += math.cos(p1) * math.cos(p2) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, h)))


def interval(rows: Sequence[A], figure: Callable[[Sequence[A]], float], times: int = 1000) -> list[float]:
    """The 95 % interval of a figure by the bootstrap (Efron 1979): the figure of as many rows, drawn with replacement,
    ``times`` times. The same for the same rows. Empty for no rows."""
    chance = random.Random(times)
    found = sorted(figure(chance.choices(rows, k=len(rows))) for _ in range(times)) if rows else []
    return [rounded(found[int(times * 0.025)]), rounded(found[int(times * 0.975)])] if found else []


def calibration_error(answers: Iterable[tuple[float, bool]], bins: int = 10) -> float:
    """The expected calibration error: how far confidence and share of right answers lie apart, on average over the
    answers, in ``bins`` bins of equal width (Naeini et al. 2015, Guo et al. 2017). 0 for no answers."""
    binned: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in answers:
        binned.setdefault(min(bins - 1, int(confidence * bins)), []).append((confidence, right))
    total = sum(len(b) for b in binned.values())
    return sum(abs(sum(c for c, _ in b) - sum(r for _, r in b)) for b in binned.values()) / total if total else 0.0
