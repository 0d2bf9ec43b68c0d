"""What people do, and the PLOVER sector that follows from it (``occupations.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("occupations.tsv")


@lru_cache(maxsize=1)
def occupations() -> dict[str, str]:
    """Each word for somebody's work, in lower case, with its sector."""
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return {word: sector for sector, words, _ in rows for word in words.split("|")}
