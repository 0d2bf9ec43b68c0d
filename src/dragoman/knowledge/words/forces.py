"""The words of forces (``forces.tsv``): who and what is counted, and the verbs and nouns of having, sending and withdrawing.

Written by hand by the project. Columns: ``list``, ``words`` (lemmas separated by ``|``), ``meaning``.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.knowledge.words.actor_words import words

FILE = Path(__file__).with_name("forces.tsv")


def force_words(name: str) -> frozenset[str]:
    """The lemmas of a list. Raises ``KnowledgeError`` for a list that the file does not have."""
    return words(name, FILE)
