"""Adds readings until all are there: the process that test_kill.py kills. ``python -m tests.store.adder FILE``."""

from __future__ import annotations

import sys
from pathlib import Path

from dragoman.records import Reading
from dragoman.store import open_store
from tests.store.factory import MADE_BY, full_reading, raw_of

BATCH = 8
BATCHES = 40


def batches() -> list[list[Reading]]:
    return [[full_reading(b * BATCH + n, events=1 + b % 4) for n in range(BATCH)] for b in range(BATCHES)]


def add_all(path: Path, say: bool = False) -> None:
    """One transaction a batch; closes and opens again every ten, so that a kill may fall into a checkpoint too."""
    todo = batches()
    for at in range(0, BATCHES, 10):
        with open_store(path) as store:
            for batch in todo[at : at + 10]:
                known = store.known([r.dispatch.id for r in batch], MADE_BY)
                assert len(known) in (0, BATCH), f"half a transaction: {len(known)} of {BATCH}"
                store.add(batch, [raw_of(r) for r in batch], {r.dispatch.id: f"file-{at}" for r in batch})
                if say:
                    sys.stdout.write(".")
                    sys.stdout.flush()


def main() -> None:
    add_all(Path(sys.argv[1]), say=True)


if __name__ == "__main__":
    main()
