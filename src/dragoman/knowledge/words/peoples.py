"""Peoples without a state of their own, and the country that is theirs (``peoples.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("peoples.tsv")


@lru_cache(maxsize=1)
def peoples() -> dict[str, str]:
    """Each name of a people, as it is written, to the code of its country. A people of several states is not among them."""
    rows = [line.split("\t") for line in FILE.read_text(encoding="utf-8").splitlines()[1:]]
    return {word: code for code, words in rows for word in words.split("|")}
