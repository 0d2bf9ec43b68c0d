"""Words that decide whether what stands below them in the grammar is told as a fact (``factuality.tsv``).

Written by hand by the project. Columns: ``words`` (lemmas separated by ``|``, each with a particle where it needs one:
"rule out"), ``pos`` (``verb``, ``noun``, ``adj``; ``prep`` for prepositions; ``mod`` for adjectives and adverbs that
modify the event word), ``roles`` (how the event hangs below the word: ``clause``, ``inf``, ``ing``, ``obj``, ``subj`` or
a preposition), ``value`` and ``holder`` (``subj`` where whoever the word belongs to vouches for it, else empty).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError
from dragoman.records import FACTUALITIES

FILE = "factuality.tsv"
HEADER = ["words", "pos", "roles", "value", "holder"]
POS = frozenset({"verb", "noun", "adj", "prep", "mod"})
SAME = "same"
FACT = "fact"
VALUES = frozenset(FACTUALITIES) | {SAME, FACT}


@dataclass(frozen=True, slots=True)
class Governor:
    """What a word makes of an event below it. ``value``: a factuality, ``same`` (as the word itself stands: "managed
    to") or ``fact`` (taken for granted: "condemned the attack"). ``held``: whoever the word belongs to is the holder."""

    value: str
    held: bool


def governors(lemma: str, pos: str, role: str) -> tuple[tuple[str, Governor], ...]:
    """The entries of a word for one role, as pairs of the particle it needs ("" for none) and what it does; those with
    a particle first."""
    return _table().get((lemma, pos, role), ())


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str, str], tuple[tuple[str, Governor], ...]]:
    """Raises ``KnowledgeError`` for a defective table."""
    found: dict[tuple[str, str, str], dict[str, Governor]] = {}
    lines = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"{FILE}, line 1: the columns must be {', '.join(HEADER)}.")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or cells[1] not in POS or cells[3] not in VALUES or cells[4] not in ("", "subj"):
            raise KnowledgeError(f"{FILE}, line {number}: needs words, pos, roles, a known value, and subj or nothing.")
        words, pos, roles, value, holder = cells
        for word in words.split("|"):
            lemma, _, particle = word.partition(" ")
            for role in roles.split("|"):
                entry = found.setdefault((lemma, pos, role), {})
                if particle in entry:
                    raise KnowledgeError(f"{FILE}, line {number}: {word!r} as {pos} with {role!r} stands twice.")
                entry[particle] = Governor(value, holder == "subj")
    return {key: tuple(sorted(entry.items(), key=lambda e: -len(e[0]))) for key, entry in found.items()}
