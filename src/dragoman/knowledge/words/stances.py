"""Words that take a side for or against whoever stands with them in the grammar (``stances.tsv``).

Written by hand by the project. Columns: ``words`` (lemmas separated by ``|``, each with a particle where it needs one),
``pos`` (verb, noun, adj), ``roles`` (how the one taken a side on hangs on the word: ``obj``, ``subj``, a preposition, ``poss``,
``beside`` (Russian aggression), ``is`` (is a coward), ``mod`` (the cowardly regime), ``must`` (must stop)), ``side`` (``supports``,
``opposes``, or ``against``: what is done to them is turned against them, so that whoever opposes it supports them) and
``holder`` (``own`` where only the word's own subject takes the side, ``any`` where whoever uses the word does).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError

FILE = "stances.tsv"
HEADER = ["words", "pos", "roles", "side", "holder"]
POS = frozenset({"verb", "noun", "adj"})
SIDES = {"supports": 1, "opposes": -1, "against": -1}


@dataclass(frozen=True, slots=True)
class Side:
    """``sign``: +1 for, -1 against. ``turns``: what is said of the word is turned round for whom it is done to.
    ``own``: only the word's own subject takes the side."""

    sign: int
    turns: bool
    own: bool


def side_of(lemma: str, pos: str, role: str, particle: str = "") -> Side | None:
    """The side that a word takes on whoever hangs on it in that role; ``None`` for most words."""
    return _table().get((f"{lemma} {particle}".strip(), pos, role))


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str, str], Side]:
    """Raises ``KnowledgeError`` for a defective table."""
    found: dict[tuple[str, str, str], Side] = {}
    lines = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"{FILE}, line 1: columns must be {', '.join(HEADER)}.")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or cells[1] not in POS or cells[3] not in SIDES or cells[4] not in ("own", "any"):
            raise KnowledgeError(f"{FILE}, line {number}: needs words, a pos, roles, a side, and own or any.")
        words, pos, roles, side, holder = cells
        for word in words.split("|"):
            for role in roles.split("|"):
                found.setdefault((word, pos, role), Side(SIDES[side], side == "against", holder == "own"))
    return found
