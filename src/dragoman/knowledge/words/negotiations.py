"""The words of negotiating (``negotiations.tsv``): talks, moves, mediators and rounds.

Written by hand by the project. Columns: ``list``, ``words`` (lemmas, verbs with their particle, separated by ``|``), ``meaning``.
"""

from __future__ import annotations

from pathlib import Path

from dragoman.knowledge.words.actor_words import words

FILE = Path(__file__).with_name("negotiations.tsv")


def talk_words(name: str) -> frozenset[str]:
    """The words of a list. Raises ``KnowledgeError`` for a list that the file does not have."""
    return words(name, FILE)
