"""Words that mean the same thing in a promise ("150 troops", "the soldiers"), and words that say nothing of what is promised.

``likenesses.tsv``, written by hand by the project. Columns: ``class``, which stands for all its ``words`` (stems, separated by spaces);
``weight``: ``generic`` for classes that go with any promise ("send", "pay"), so that they join nothing by themselves, ``none`` for
words that say nothing of it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError
from dragoman.ids import fold

HEADER = ["class", "weight", "words"]
WEIGHTS = ("", "generic", "none")
_ENDINGS = re.compile(r"(?<=\w{3})(?:ings?|ed|es|s)$")
_VOWEL = re.compile(r"(?<=\w{3})(?:e|y|i)$")


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """A word without its ending, so that "troops" and "troop", "sending" and "send" are the same.

    >>> stem("troops"), stem("clearing"), stem("countries")
    ('troop', 'clear', 'countr')
    """
    return _VOWEL.sub("", _ENDINGS.sub("", word))


@lru_cache(maxsize=20_000)
def senses(text: str) -> dict[str, bool]:
    """The content words of a text, each as its class or stem, and whether it is generic. Numbers, dates and names of days are none.
    The answer is shared: do not change it.

    >>> senses("send 150 soldiers to the mission by 1 September")
    {'send': True, 'troops': False, 'mission': False}
    """
    found = {}
    for word in fold(text).split():
        name, weight = _classes().get(stem(word), (stem(word), ""))
        if weight != "none" and len(word) > 2 and not any(c.isdigit() for c in word):
            found[name] = weight == "generic"
    return found


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, str]]:
    """Stem to its class and weight. Raises ``KnowledgeError`` for a defective table."""
    file = resources.files("dragoman.knowledge.words").joinpath("likenesses.tsv")
    lines = file.read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"likenesses.tsv, line 1: columns must be {', '.join(HEADER)}.")
    found: dict[str, tuple[str, str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or cells[1] not in WEIGHTS:
            raise KnowledgeError(f"likenesses.tsv, line {number}: {line!r} is not a class, a weight and its words.")
        for word in {cells[0], *cells[2].split()}:
            if found.setdefault(stem(word), (cells[0], cells[1]))[0] != cells[0]:
                raise KnowledgeError(f"likenesses.tsv, line {number}: {word!r} stands in two classes.")
    return found
