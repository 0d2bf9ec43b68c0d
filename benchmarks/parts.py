"""Where the time of reading goes: each part beside the parser, on the same texts, in one run.

    .venv/bin/python benchmarks/parts.py FILE [--limit 300]

Words a second, and each part's share. Timings are ratios of one run; single figures depend on the machine.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import defaultdict

from dragoman.ingest import IngestOptions, take
from dragoman.reader.parse import parse
from dragoman.reader.parts import PARTS
from dragoman.reader.sheet import Sheet
from dragoman.settings import Settings


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file")
    options.add_argument("--limit", type=int, default=300)
    given = options.parse_args()
    dispatches = [t.dispatch for t in take([given.file], IngestOptions()) if t.dispatch][: given.limit]
    words = sum(len(d.text.split()) for d in dispatches)
    parse("The models and tables are loaded before the clock starts.")
    spent: dict[str, float] = defaultdict(float)
    for dispatch in dispatches:
        start = time.perf_counter()
        sheet = Sheet(dispatch, Settings(), parse(dispatch.text), dispatch.published)
        spent["parser"] += time.perf_counter() - start
        for part in PARTS:
            start = time.perf_counter()
            part.run(sheet)
            spent[part.name] += time.perf_counter() - start
    total = sum(spent.values())
    for name, seconds in spent.items():
        sys.stdout.write(f"{name:14} {seconds / total:6.1%}\n")
    sys.stdout.write(f"{words:,} words, {words / total:,.0f} a second; parser alone {words / spent['parser']:,.0f}; ")
    sys.stdout.write(f"ratio {spent['parser'] / total:.2f}\n")


if __name__ == "__main__":
    main()
