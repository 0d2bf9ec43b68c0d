"""The closed vocabulary of English time expressions (``times.tsv``): months, units, feasts, and the small words between.

Written by hand by the project. Columns: ``word`` (lower case; an entry of several words is a ``feast``), ``class`` (what
the rules of ``dragoman.reader.times.rules`` call it), ``value`` (a month's number, a unit's ISO letter, a shift by so many
units, a feast's month and day or its distance from Easter).

``time_sets.tsv``: words that decide about tense, holder and trap, in named sets (columns ``set``, ``words`` separated by
``|``, ``meaning``).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError

FOLDER = resources.files("dragoman.knowledge.words")
HEADER = ["word", "class", "value"]
SETS_HEADER = ["set", "words", "meaning"]


@dataclass(frozen=True, slots=True)
class TimeWord:
    """``kind``: the class of the word in the grammar; ``value``: its meaning, as written in the table."""

    word: str
    kind: str
    value: str


@lru_cache(maxsize=1)
def time_words() -> dict[str, TimeWord]:
    """All entries by their word. Raises ``KnowledgeError`` for a defective table."""
    table: dict[str, TimeWord] = {}
    lines = FOLDER.joinpath("times.tsv").read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"times.tsv, line 1: columns must be {', '.join(HEADER)}.")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or not cells[0] or not cells[1]:
            raise KnowledgeError(f"times.tsv, line {number}: needs a word, a class and a value (which may be empty).")
        word, kind, value = cells
        if word != word.lower() or word in table:
            raise KnowledgeError(f"times.tsv, line {number}, column word: {word!r} is not lower case, or stands twice.")
        table[word] = TimeWord(word, kind, value)
    return table


def time_set(name: str) -> frozenset[str]:
    """The words of one set of ``time_sets.tsv``. Raises ``KeyError`` for a set that does not exist."""
    return _time_sets()[name]


@lru_cache(maxsize=1)
def _time_sets() -> dict[str, frozenset[str]]:
    lines = FOLDER.joinpath("time_sets.tsv").read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != SETS_HEADER:
        raise KnowledgeError(f"time_sets.tsv, line 1: the columns must be {', '.join(SETS_HEADER)}.")
    sets: dict[str, frozenset[str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(SETS_HEADER) or cells[0] in sets or not cells[1]:
            raise KnowledgeError(f"time_sets.tsv, line {number}: needs a set that is new, its words and a meaning.")
        sets[cells[0]] = frozenset(cells[1].split("|"))
    return sets
