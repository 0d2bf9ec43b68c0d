"""Words for what goes with an event: ``magnitudes.tsv`` (what numbers count) and ``contexts.tsv`` (words that are sure
signs of a PLOVER context).

Both written by hand by the project; columns ``class`` or ``context``, and ``words``: lemmas, or phrases of several words
as they stand in a text, separated by ``|``.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError
from dragoman.knowledge import ontology


def counted(name: str) -> frozenset[str]:
    """The words of one class of ``magnitudes.tsv``; empty for a kind of magnitude without such words."""
    return _table("magnitudes.tsv", "class").get(name, frozenset())


@lru_cache(maxsize=1)
def context_words() -> dict[str, tuple[str, ...]]:
    """Word or phrase to its contexts. Raises ``KnowledgeError`` for a context that PLOVER does not have."""
    found: dict[str, list[str]] = {}
    for context, words in _table("contexts.tsv", "context").items():
        if context not in ontology.CONTEXTS:
            raise KnowledgeError(f"contexts.tsv: {context!r} is no context of PLOVER.")
        for word in words:
            found.setdefault(word, []).append(context)
    return {word: tuple(sorted(contexts)) for word, contexts in found.items()}


@lru_cache(maxsize=1)
def first_words() -> frozenset[str]:
    """The words that those phrases begin with; of one split at its hyphen, the first part."""
    return frozenset(
        part for phrase in context_words() for part in (phrase.split()[0], phrase.split()[0].split("-")[0])
    )


@lru_cache(maxsize=2)
def _table(name: str, first: str) -> dict[str, frozenset[str]]:
    lines = resources.files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != [first, "words"]:
        raise KnowledgeError(f"{name}, line 1: the columns must be {first}, words.")
    table: dict[str, frozenset[str]] = {}
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != 2 or cells[0] in table or not cells[1]:
            raise KnowledgeError(f"{name}, line {number}: needs a {first} that is new, and its words.")
        table[cells[0]] = frozenset(cells[1].split("|"))
    return table
