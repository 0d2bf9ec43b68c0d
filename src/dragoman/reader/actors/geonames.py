"""Where the name of a country means no country: the South China Sea, New Mexico, Georgia in America; and "the South",
which may mean one. Also the credits at the end of a paragraph, whose names do nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.knowledge.actors.names import Entry
from dragoman.knowledge.words.actor_words import words
from dragoman.reader.actors.towns import is_foremost_within, is_on_the_map, is_region, is_within
from dragoman.reader.syntax import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Doc, Token

    from dragoman.reader.actors.units import Unit

_CREDITS = re.compile(r"(?<=[.!?\"”’])\s?((?:\([A-Z@][^()\n]{1,60}\)[ ,.]?)+)\s*(?=\n|$)")
LANDS = ("country", "adjective", "people", "capital")


def is_geography(doc: Doc, unit: Unit) -> bool:
    """Whether the name is part of the name of a sea, delta or region: "Persian Gulf", "Gulf of Mexico", "Latin America"."""
    if not unit.has(*LANDS) or unit.has("organisation"):
        return False
    if unit.end < len(doc) and doc[unit.end].lower_ in words("geo_word") and doc[unit.end].text[0].isupper():
        return True
    before = doc[unit.start - 1] if unit.start else None
    if before is None:
        return False
    if before.lower_ == "of" and unit.start > 1 and doc[unit.start - 2].text[0].isupper():
        return doc[unit.start - 2].lower_ in words("geo_word")
    if not before.text[0].isupper() or before.lower_ not in words("region_word"):
        return False
    whole = doc[before.i : unit.end].text
    return is_region(whole) or is_on_the_map(whole)


def without_namesakes(doc: Doc, units: list[Unit]) -> list[Unit]:
    """The units with Georgia in America told from Georgia, and without those of closing credits."""
    said = {i for u in units for i in u.ids(*LANDS)}
    credits = [range(m.start(1), m.end(1)) for m in _CREDITS.finditer(doc.text)]
    found = []
    for u in units:
        if any(doc[u.start].idx in c for c in credits):
            continue
        if doc[u.start : u.end].text == "Georgia" and _is_state(doc, u, said):
            u = replace(u, entries=(), label="GPE")
        found.append(u)
    return found


def _is_state(doc: Doc, unit: Unit, said: set[str]) -> bool:
    """Whether Georgia is the state: after a town of it, or in a text of America or of its towns that names no neighbour."""
    if _follows_town(doc, unit.start):
        return True
    neighbours = {code.upper() for code in words("georgia_near")}
    there = said & neighbours or any(t.text in ("Georgian", "Georgians", "Tbilisi") for t in doc)
    governed = any(t.lower_ in ("governor", "republicans", "democrats", "sheriff") for t in doc)
    towns = any(t.text == "Georgia" and _follows_town(doc, t.i) for t in doc)
    named = {t.text for t in doc if t.pos_ == "PROPN" and t.text != "Georgia"}
    towns = towns or any(is_foremost_within(name, "USA", "GA") for name in named)
    return not there and ("USA" in said or governed or towns)


def _follows_town(doc: Doc, i: int) -> bool:
    return i > 1 and doc[i - 1].text == "," and is_within(doc[i - 2].text, "USA", "GA")


def halves(doc: Doc, units: list[Unit], make: type[Unit]) -> Iterable[Unit]:
    """ "The North" and "the South", where the text speaks of one of the countries that are so called."""
    said = {i for u in units for i in u.ids("country", "adjective")}
    for token in doc:
        if token.text in ("North", "South") and _stands_alone(doc, token):
            codes = [c.upper() for c in sorted(words(f"half_{token.lower_}"))]
            meant = [c for c in codes if c in said] or [
                c for c in codes if said & {"KOR", "PRK"} and c in ("KOR", "PRK")
            ]
            if len(meant) == 1:
                yield make(token.i, token.i + 1, token.i, (Entry("country", meant[0]),))


def _stands_alone(doc: Doc, token: Token) -> bool:
    after = doc[token.i + 1] if token.i + 1 < len(doc) else None
    named = token.i > 0 and doc[token.i - 1].lower_ == "the" and token.pos_ in ("PROPN", "NOUN")
    loose = after is None or (after.pos_ != "PROPN" and after.lower_ not in ("-", "and"))
    charged = token.dep_ == "dobj" and token.head.lemma_ in ("accuse", "suspect")
    loose = loose and (charged or not (after is not None and after.lower_ == "of" and after.head.i == token.i))
    acts = token.dep_ in SUBJECTS or token.dep_ in ("poss", "dobj", "dative")
    by = token.dep_ == "pobj" and token.head.lower_ in ("by", "with", "against", "from", "to", "between")
    return named and loose and (acts or by)
