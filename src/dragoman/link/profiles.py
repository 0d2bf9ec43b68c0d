"""Marks weighed against all that was read before: what is rare tells much, what is common or repeated little."""

from __future__ import annotations

import math
import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache

import numpy as np

from dragoman.knowledge.words.common import common_words
from dragoman.linkage import NAME, WORD, Count, Marks, Profile, term_key

ALL = 0
"""The key under which the number of all dispatches is counted."""

HEAVIEST = 80
"""Terms that are kept of a dispatch: those that say most of what it tells."""
LONGEST = 500
"""Terms of a dispatch that count for what it tells; further down stand the background and the foot of the page."""
WORN_DAYS = 10
"""A sentence met so many days before is no news, but background or furniture of the page."""
USUAL = 300
"""As many dispatches of usual news stand in for those that a new store has not read yet."""
KINDS = np.array([0.7, 1.2, 0.7, 1.0])
"""What words, names and numbers, pairs of them, and days weigh."""
RARE = 1.25
LITTLE = 200.0
"""Added to the sum of squares, so that a few words do not make a whole likeness."""
BANDS, ROWS = 16, 2

_CHANCE = np.random.default_rng(20231128)
_PRIME = np.uint64((1 << 31) - 1)
_FACTORS = _CHANCE.integers(1, 1 << 31, BANDS * ROWS, dtype=np.uint64)[:, None]
_OFFSETS = _CHANCE.integers(0, 1 << 31, BANDS * ROWS, dtype=np.uint64)[:, None]


def counted(marks: Iterable[Marks]) -> set[int]:
    """The keys whose counts are asked for."""
    return {ALL} | {key for m in marks for line in m.lines for key in (line.key, *line.terms)}


def profiles(marks: Sequence[Marks], known: Mapping[int, Count]) -> tuple[list[Profile], dict[int, Count]]:
    """The profile of each, one after the other, and the counts as they are after the last."""
    counts = dict(known)
    found = []
    for m in marks:
        found.append(_profile(m, counts))
        for key in counted([m]):
            before = counts.get(key, Count(0, m.day))
            days = [d for d in (before.since, m.day) if d is not None]
            counts[key] = Count(before.dispatches + 1, min(days, default=None))
    return found, counts


def _profile(marks: Marks, counts: Mapping[int, Count]) -> Profile:
    fresh = [line for line in marks.lines if not _worn(counts.get(line.key), marks.day)]
    terms: Counter[int] = Counter()
    for line in fresh:
        if terms.total() > LONGEST:
            break
        terms.update(line.terms)
    runs = frozenset(run for line in fresh for run in line.runs)
    return Profile(
        dispatch=marks.dispatch,
        day=marks.day,
        source=marks.source,
        weights=_weights(terms, counts),
        runs=runs,
        bands=_bands(runs),
    )


def _worn(met: Count | None, day: date | None) -> bool:
    return bool(met and met.since and day and abs((day - met.since).days) > WORN_DAYS)


def _weights(terms: Mapping[int, int], counts: Mapping[int, Count]) -> dict[int, float]:
    """Frequency in the dispatch times rarity in all, as shares of the length of the whole vector; the heaviest of them."""
    if not terms:
        return {}
    keys = np.array(list(terms), dtype=np.int64)
    usual = _usual()
    met = np.array([usual.get(k, 0.0) + (counts[k].dispatches if k in counts else 0) for k in terms])
    often = 1 + 0.7 * np.log(np.array(list(terms.values())))
    total = counts[ALL].dispatches if ALL in counts else 0
    rarity = np.maximum(np.log((total + USUAL) / (met + 0.5)), 0.02) ** RARE
    weights = KINDS[keys >> 32] * often * rarity
    weights /= math.sqrt(float(weights @ weights) + LITTLE)
    order = np.lexsort((keys, -weights))[:HEAVIEST]
    return dict(zip(keys[order].tolist(), weights[order].tolist(), strict=True))


@lru_cache(maxsize=1)
def _usual() -> dict[int, float]:
    """In how many of the usual dispatches a term stands."""
    return {term_key(kind, w): USUAL * share for w, share in common_words().items() for kind in (WORD, NAME)}


def _bands(runs: frozenset[int]) -> tuple[int, ...]:
    """MinHash (Broder 1997) in bands (Leskovec, Rajaraman and Ullman, Mining of Massive Datasets, 3.4): two dispatches agree in one
    of 16 pairs of minima with a chance of 98 % where they share half of their runs, of 0.4 % where they share a sixtieth."""
    if not runs:
        return ()
    least = ((_FACTORS * (np.array(sorted(runs), dtype=np.uint64) % _PRIME) + _OFFSETS) % _PRIME).min(axis=1)
    return tuple(
        (band + 8 << 32) | zlib.crc32(least[band * ROWS : (band + 1) * ROWS].tobytes()) for band in range(BANDS)
    )
