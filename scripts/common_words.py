#!/usr/bin/env python3
"""Writes knowledge/words/common.tsv: how many of a thousand dispatches hold a word, estimated from the project's own corpus.

A passage of the corpus is about one sentence; a dispatch is taken for eight of them.
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parents[1]
TABLE = ROOT / "src" / "dragoman" / "knowledge" / "words" / "common.tsv"
SENTENCES = 8
FEWEST = 10


def main() -> None:
    passages = [
        json.loads(line)["text"]
        for file in sorted((ROOT / "corpus").glob("*.jsonl"))
        for line in file.open(encoding="utf-8")
    ]
    held: Counter[str] = Counter()
    for text in passages:
        plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
        held.update(
            {w.removesuffix("'s") for w in re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", plain.replace("’", "'").lower())}
        )
    rows = [(w, 1000 * (1 - (1 - n / len(passages)) ** SENTENCES)) for w, n in sorted(held.items()) if n >= FEWEST]
    TABLE.write_text(
        f"# Written by scripts/common_words.py from {len(passages)} passages of the corpus (CC0).\nword\tper_mille\n"
        + "".join(f"{word}\t{share:.0f}\n" for word, share in rows),
        encoding="utf-8",
    )
    sys.stdout.write(f"{len(rows)} words\n")


if __name__ == "__main__":
    main()
