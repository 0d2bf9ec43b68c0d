"""What linking one new dispatch costs, into a small store and into a large one, in one run.

    .venv/bin/python benchmarks/linking.py [--small 1000] [--large 100000] [--news 40]

Stores are filled with dispatches made of invented words, names and days (nothing is read in them), then as many new ones are
linked one by one. The figure that counts is the ratio of the two medians; milliseconds depend on the machine.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.pipeline import as_dispatch, link_dispatches
from dragoman.records import Dispatch, Reading
from dragoman.store import Store, open_store

WORDS = 30_000
FIRST = date(2015, 1, 1)
BATCH = 4_000
A_DAY = 50
"""Dispatches a day, so that a larger store reaches over more time, as stores do."""


def dispatches(number: int, seed: int) -> Iterator[Dispatch]:
    """Texts of 200 words with Zipf's distribution, of which every third tells again what one before it told, and every tenth is
    a copy of it."""
    chance, letters = random.Random(seed), random.Random(0)
    vocabulary = ["".join(letters.choices("abcdefghiklmnoprstuvz", k=letters.randint(3, 11))) for _ in range(WORDS)]
    weights = [1 / (rank + 10) for rank in range(len(vocabulary))]
    names = [w.capitalize() for w in vocabulary[200:]]
    told: list[list[str]] = []
    for n in range(number):
        words = chance.choices(vocabulary, weights, k=170)
        own = chance.sample(names, 12)
        if told and n % 10 == 0:
            words = list(told[-chance.randint(1, min(60, len(told)))])
        elif told and n % 3 == 0:
            own = [w for w in told[-chance.randint(1, min(60, len(told)))] if w[0].isupper()][:12] or own
        for name in own:
            words.insert(chance.randrange(len(words)), name)
        told.append(words)
        del told[:-60]
        text = ". ".join(" ".join(words[i : i + 18]).capitalize() for i in range(0, len(words), 18)) + "."
        yield replace(as_dispatch(text, FIRST + timedelta(days=n // A_DAY)), id=f"d-{seed}-{n:07}")


def fill(store: Store, number: int) -> float:
    """Stores and links so many dispatches; gives the seconds that linking took."""
    spent, batch = 0.0, []
    for d in dispatches(number, 1):
        batch.append(d)
        if len(batch) == BATCH or d.id.endswith(f"{number - 1:07}"):
            store.add([Reading(dispatch=x) for x in batch])
            start = time.perf_counter()
            link_dispatches(store, batch)
            spent += time.perf_counter() - start
            batch = []
    return spent


def one_by_one(store: Store, number: int, size: int) -> list[float]:
    """The seconds that each of so many new dispatches takes to be linked."""
    seconds = []
    for d in dispatches(number, 2):
        day = FIRST + timedelta(days=size // A_DAY)
        new = replace(d, published=replace(d.published, start=day, end=day))
        store.add([Reading(dispatch=new)])
        start = time.perf_counter()
        link_dispatches(store, [new])
        seconds.append(time.perf_counter() - start)
    return seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", type=int, default=1_000)
    parser.add_argument("--large", type=int, default=100_000)
    parser.add_argument("--news", type=int, default=40)
    given = parser.parse_args()
    medians = []
    with tempfile.TemporaryDirectory() as folder:
        for size in (given.small, given.large):
            with open_store(Path(folder) / f"{size}.duckdb") as store:
                filling = fill(store, size)
                medians.append(statistics.median(one_by_one(store, given.news, size)))
                file = store.status().size / size
            sys.stdout.write(
                f"{size:,} dispatches: {1000 * filling / size:.1f} ms each in batches; one more {1000 * medians[-1]:.1f} ms; "
                f"{file:,.0f} bytes each\n"
            )
            sys.stdout.flush()
    sys.stdout.write(f"ratio {medians[1] / medians[0]:.2f}\n")


if __name__ == "__main__":
    main()
