#!/usr/bin/env python3
"""Writes tests/examples/known_misses.json: the expected rows that the reader misses now. Look at the difference it makes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.examples.expectations import load, rows
from tests.examples.test_expected import FILES, KNOWN, SEEN, UNSEEN, missed_rows

missed = {path.stem: missed_rows(path) for path in FILES}
KNOWN.write_text(
    json.dumps({k: v for k, v in missed.items() if v}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
)
for name, files in (("seen", SEEN), ("unseen", UNSEEN)):
    wanted = sum(rows(load(p), must=True) for p in files)
    print(f"{name}: {1 - sum(len(missed[p.stem]) for p in files) / wanted:.3f} of {wanted} rows met")
