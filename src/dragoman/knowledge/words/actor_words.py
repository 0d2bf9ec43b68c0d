"""The lists of common words by which actors are told from places and each other (``actors.tsv``)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError

FILE = Path(__file__).with_name("actors.tsv")


def words(name: str, file: Path = FILE) -> frozenset[str]:
    """The lower-case words of a list. Raises ``KnowledgeError`` for a list that the file does not have."""
    try:
        return read_lists(file)[name]
    except KeyError:
        raise KnowledgeError(
            f"{file.name} has no list {name!r}; it has {', '.join(sorted(read_lists(file)))}."
        ) from None


@lru_cache(maxsize=4)
def read_lists(file: Path) -> dict[str, frozenset[str]]:
    """Name of each list of a table (``list``, ``words``, ``meaning``) to its words."""
    lines = file.read_text(encoding="utf-8").splitlines()
    cells = [line.split("\t") for line in lines[1:]]
    return {name: frozenset(listed.split("|")) for name, listed, _ in cells}
