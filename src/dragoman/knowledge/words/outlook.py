"""Words that decide how sure, whether so or not, and whether yet to come an event below them is told to be (``outlook.tsv``).

Written by hand by the project. Columns: ``words``, ``pos`` and ``roles`` as in ``factuality.tsv``, and ``outlook``: ``same``
(as the word itself stands), ``fact`` (taken for granted), or up to one word each for certainty (``certain``, ``uncertain``),
polarity (``not``) and time (``ahead``, ``now``). A word that stands here is not asked for in ``factuality.tsv``, whose values
have a default outlook each: whoever *claims* is certain, though his claim is alleged; whoever *wants* is not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError
from dragoman.knowledge.words.factuality import FACT, POS, SAME

FILE = "outlook.tsv"
HEADER = ["words", "pos", "roles", "outlook"]
MARKS = frozenset({"certain", "uncertain", "not", "ahead", "now"})


@dataclass(frozen=True, slots=True)
class Shift:
    """What a word does to the event below it. ``certain`` ``False``: it becomes uncertain; ``negative``: it turns into its
    opposite; ``future``: whether it is yet to come, ``None`` where that is left to the words below and above. ``kind``:
    ``same``, ``fact`` or empty."""

    certain: bool = True
    negative: bool = False
    future: bool | None = None
    kind: str = ""


AHEAD = Shift(certain=False, future=True)
NOT = Shift(negative=True)
OUTLOOKS = {
    SAME: Shift(kind=SAME),
    FACT: Shift(kind=FACT, future=False),
    "happened": Shift(future=False),
    "ongoing": Shift(future=False),
    "recalled": Shift(future=False),
    "planned": AHEAD,
    "considered": AHEAD,
    "conditional": AHEAD,
    "possible": AHEAD,
    "feared": AHEAD,
    "alleged": Shift(certain=False),
    "denied": NOT,
    "negated": NOT,
}
"""What the values of ``factuality.tsv`` do where ``outlook.tsv`` does not say otherwise."""


def shifts(lemma: str, pos: str, role: str) -> tuple[tuple[str, Shift], ...]:
    """The entries of a word for one role, as pairs of the particle it needs ("" for none) and what it does; those with a
    particle first."""
    return _table().get((lemma, pos, role), ())


@lru_cache(maxsize=1)
def _table() -> dict[tuple[str, str, str], tuple[tuple[str, Shift], ...]]:
    """Raises ``KnowledgeError`` for a defective table."""
    found: dict[tuple[str, str, str], dict[str, Shift]] = {}
    lines = resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"{FILE}, line 1: the columns must be {', '.join(HEADER)}.")
    for number, line in enumerate(lines[1:], start=2):
        cells = line.split("\t")
        if len(cells) != len(HEADER) or cells[1] not in POS or (shift := _shift(cells[3])) is None:
            raise KnowledgeError(f"{FILE}, line {number}: needs words, pos, roles and a known outlook.")
        for word in cells[0].split("|"):
            lemma, _, particle = word.partition(" ")
            for role in cells[2].split("|"):
                entry = found.setdefault((lemma, cells[1], role), {})
                if particle in entry:
                    raise KnowledgeError(f"{FILE}, line {number}: {word!r} as {cells[1]} with {role!r} stands twice.")
                entry[particle] = shift
    return {key: tuple(sorted(entry.items(), key=lambda e: -len(e[0]))) for key, entry in found.items()}


def _shift(words: str) -> Shift | None:
    if words in (SAME, FACT):
        return OUTLOOKS[words]
    marks = set(words.split())
    if not marks or marks - MARKS or {"certain", "uncertain"} <= marks or {"ahead", "now"} <= marks:
        return None
    future = True if "ahead" in marks else False if "now" in marks else None
    return Shift("uncertain" not in marks, "not" in marks, future)
