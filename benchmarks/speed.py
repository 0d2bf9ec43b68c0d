"""How fast reading is: whole ``read``, with the model, beside spaCy's full small pipeline alone on the same text, one core.

    .venv/bin/python benchmarks/speed.py FILE [--limit 300] [--rounds 3]

Both are given the same batches of texts; they take turns, so that a busy machine slows both. The ratio is what counts: words a second of
reading over those of the pipeline.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

ONE_CORE = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
BATCH = 64


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("file")
    options.add_argument("--limit", type=int, default=300)
    options.add_argument("--rounds", type=int, default=3)
    given = options.parse_args()
    if any(os.environ.get(name) != "1" for name in ONE_CORE):
        os.execve(sys.executable, [sys.executable, *sys.argv], {**os.environ, **dict.fromkeys(ONE_CORE, "1")})
    import spacy

    from dragoman.ingest import IngestOptions, take
    from dragoman.reader import read_dispatches
    from dragoman.reader.parse import MODEL

    dispatches = [t.dispatch for t in take([given.file], IngestOptions()) if t.dispatch][: given.limit]
    words = sum(len(d.text.split()) for d in dispatches)
    batches = [dispatches[i : i + BATCH] for i in range(0, len(dispatches), BATCH)]
    alone = spacy.load(MODEL)
    list(read_dispatches(dispatches[:5])), list(alone.pipe(d.text for d in dispatches[:5]))
    parsing = reading = 0.0
    for _ in range(given.rounds):
        for batch in batches:
            start = time.perf_counter()
            for _ in alone.pipe(d.text for d in batch):
                pass
            between = time.perf_counter()
            for _ in read_dispatches(batch):
                pass
            parsing, reading = parsing + between - start, reading + time.perf_counter() - between
    rate = given.rounds * words
    sys.stdout.write(
        f"{words:,} words; reading {rate / reading:,.0f} a second, spaCy alone {rate / parsing:,.0f}; ratio {parsing / reading:.2f}\n"
    )


if __name__ == "__main__":
    main()
