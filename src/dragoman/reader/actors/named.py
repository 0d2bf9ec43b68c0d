"""Names that no table has: which words of a phrase are the name, and what its words tell of its bearer."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from dragoman.ids import fold
from dragoman.knowledge.words.actor_words import words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.reader.actors.units import Unit

# Sectors that a word of a name may tell, the surest first: a Nurses' Association is a union before it is medical.
SECTORS = ("LAB", "JRN", "EDU", "REL", "COP", "JUD", "LEG", "SPY", "PTY", "MED", "NGO", "BUS", "MIL", "GOV")


def name_sectors(name: str) -> tuple[str, ...]:
    """The PLOVER sector that the words of a name tell; ``()`` for none.

    >>> name_sectors("National Federation of Teachers"), name_sectors("Blue Meadow")
    (('LAB',), ())
    """
    said = fold(name).split()
    said += [f"{a} {b}" for a, b in pairwise(said)]
    return next(((code,) for code in SECTORS if {*said} & words(f"name_{code.lower()}")), ())


def own_name(doc: Doc, start: int, end: int) -> str:
    """The words of a phrase from its first capital on: of "the opposition New Dawn Movement" without "opposition"."""
    first = next((i for i in range(start, end) if doc[i].text[0].isupper() or doc[i].text[0].isdigit()), start)
    return doc[first:end].text


def ends_name(doc: Doc, token: Token, members: list[int], unit_at: dict[int, Unit]) -> bool:
    """Whether a common noun ends a name of its own: "the Supreme Judicial Council", "the Free Land party"."""
    before = [doc[i] for i in members if i < token.i and i not in unit_at]
    capitals = [t for t in before if t.pos_ == "PROPN" and t.text[0].isupper()]
    if token.text[0].isupper():
        return bool(capitals)
    beside = doc[token.i - 1]
    unit = unit_at.get(beside.i)
    unknown = unit is None or (not unit.entries and unit.label in ("ORG", "PERSON"))
    named = beside.i in members and unknown and beside.pos_ in ("PROPN", "NOUN", "ADJ")
    return token.lower_ in words("lower_org_word") and named and beside.text[0].isupper() and not beside.is_sent_start
