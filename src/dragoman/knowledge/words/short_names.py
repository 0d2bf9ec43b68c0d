"""Names of companies and groups that are also other words, with their ids (``short_names.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("short_names.tsv")


@lru_cache(maxsize=1)
def short_names() -> dict[str, str]:
    """Each short name, as it is written, with the id of its row. It counts only where the grammar makes it a name: in "Apple
    appealed" but not in "an apple", so it cannot stand in the actor tables."""
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return {name: id for id, names in rows for name in names.split("|")}
