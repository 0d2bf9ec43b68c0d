"""The lists of common words by which actors are told from places and each other (``actors.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError

FILE = Path(__file__).with_name("actors.tsv")


def words(name: str) -> frozenset[str]:
    """The lower-case words of a list. Raises ``KnowledgeError`` for a list that ``actors.tsv`` does not have."""
    try:
        return _lists()[name]
    except KeyError:
        raise KnowledgeError(f"{FILE.name} has no list {name!r}; it has {', '.join(sorted(_lists()))}.") from None


@lru_cache(maxsize=1)
def _lists() -> dict[str, frozenset[str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines[1:]]
    return {name: frozenset(listed.split("|")) for name, listed, _ in cells}
