"""``python -m dragoman.train``: the shipped weights from the corpus. With an extra: ``pip install 'dragoman[train]'``."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path

from dragoman.errors import DragomanError
from dragoman.reader.events.coder import SHIPPED


def main() -> int:
    from dragoman.train.fit import Plan
    from dragoman.train.training import train

    options = argparse.ArgumentParser(prog="python -m dragoman.train", description=__doc__)
    options.add_argument("--corpus", type=Path, default=Path("corpus"), help="folder of passages (default: corpus)")
    options.add_argument("--out", type=Path, default=SHIPPED, help="file to write (default: the shipped one)")
    options.add_argument("--epochs", type=int, default=Plan().epochs)
    options.add_argument("--seed", type=int, default=Plan().seed)
    options.add_argument("--limit", type=int, help="only so many passages of the corpus, drawn by chance")
    given = options.parse_args()
    start = time.monotonic()

    def told(line: str) -> None:
        sys.stderr.write(f"{time.monotonic() - start:6.0f} s  {line}\n")

    try:
        found = train(given.corpus, given.out, Plan(epochs=given.epochs, seed=given.seed), told, given.limit)
    except DragomanError as e:
        sys.stderr.write(f"{e}\n")
        return e.exit_code
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
