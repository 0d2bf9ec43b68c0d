"""The lists of common words by which a place is told from what only bears its name (``namesakes.tsv``)."""

from __future__ import annotations

from pathlib import Path

from dragoman.knowledge.words import actor_words

FILE = Path(__file__).with_name("namesakes.tsv")


def words(name: str) -> frozenset[str]:
    """The lower-case words of a list. Raises ``KnowledgeError`` for a list that ``namesakes.tsv`` does not have."""
    return actor_words.words(name, FILE)
