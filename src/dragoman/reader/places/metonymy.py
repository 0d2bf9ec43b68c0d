"""Whether the name of a place stands for those who rule it: "Washington said" is not about a town.

``RULES`` are asked in order; the first that does not answer ``None`` decides. They look at the preposition before the
name, then at its role in the sentence.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.places import Entry, words
from dragoman.reader.places.scenes import BEING, is_in_state
from dragoman.reader.places.toponyms import Toponym
from dragoman.reader.syntax import ancestors

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

RULING = frozenset({"country", "capital", "region", "admin1", "site"})
PLACE, RULERS = False, True


@dataclass(frozen=True, slots=True)
class _Use:
    """One use of a name: ``head`` is its head word, or the first of those it is coordinated with."""

    doc: Doc
    name: Toponym
    entry: Entry
    head: Token

    @property
    def preposition(self) -> Token | None:
        """The preposition that governs the name: by the parse, or right before it (articles and directions
        skipped); none of "the Florida coast", whose preposition is the coast's."""
        if self.head.dep_ == "pobj":
            return self.head.head
        if self.head.dep_ in ("compound", "nmod", "amod") and self.head.head.lemma_.lower() in words()["place_noun"]:
            return None
        i = self.name.start - 1
        while i > 0 and (self.doc[i].lower_ == "the" or self.doc[i].lower_ in words()["direction"]):
            i -= 1
        return self.doc[i] if i >= 0 and self.doc[i].pos_ == "ADP" else None


def stands_for_those_who_rule(doc: Doc, name: Toponym, entry: Entry) -> bool:
    """Whether a name of a country, capital or region is used for its government or people rather than the place."""
    if entry.feature not in RULING:
        return False
    head = doc[name.head]
    while head.dep_ == "conj" and head.head.pos_ in ("PROPN", "NOUN"):
        head = head.head
    use = _Use(doc, name, entry, head)
    return next(answer for rule in RULES if (answer := rule(use)) is not None)


def _by_direction(use: _Use) -> bool | None:
    before = use.doc[use.name.start - 1] if use.name.start else None
    return (
        PLACE
        if before is not None and before.lower_ in words()["direction"] and before.dep_ in ("amod", "compound")
        else None
    )


def _by_preposition(use: _Use) -> bool | None:
    preposition = use.preposition
    if preposition is None:
        return None
    word, governor = preposition.lower_, preposition.head
    if word in words()["locative"] or (preposition.i and preposition.nbor(-1).lower_ == "out"):
        return PLACE
    if word == "of":
        return _after_of(governor, use)
    if word in ("on", "over") and governor.lemma_.lower() in words()["attack_noun"]:
        return PLACE
    if word == "over" and governor.lemma_ in words()["sky_verb"]:
        return PLACE
    if word in words()["source_or_goal"]:
        moves = _is_motion(governor) or (use.entry.feature != "country" and word in ("from", "to"))
        return PLACE if moves else RULERS
    if word == "with" and governor.lemma_ in ("border", "frontier"):
        return PLACE
    return RULERS


def _after_of(governor: Token, use: _Use) -> bool:
    noun = governor.lemma_.lower()
    nouns = words()["place_noun"] | words()["part_noun"] | words()["attack_noun"] | words()["direction"]
    return (
        PLACE
        if noun in nouns or (use.entry.feature != "country" and noun not in words()["government_noun"])
        else RULERS
    )


def _is_motion(governor: Token) -> bool:
    """Whether a preposition hangs on a word of motion, or on the object of one: "sent troops to Mali"."""
    chain = [governor, *([governor.head] if governor.dep_ in ("dobj", "nsubjpass", "prep") else [])]
    return any(w.lemma_.lower() in words()["motion"] for w in chain)


def _by_verb(use: _Use) -> bool | None:
    """ "visited Kosovo", "Kyiv was shelled", "Conakry was quiet": the verb needs a place."""
    role, verb = use.head.dep_, use.head.head
    if role in ("dobj", "nsubjpass") and verb.lemma_.lower() in words()["located_verb"]:
        return PLACE
    return PLACE if role == "nsubj" and verb.lemma_ in BEING and is_in_state(verb) else None


def _by_owned_or_named_thing(use: _Use) -> bool | None:
    """ "Kosovo's north", "the Gaza border", "the Geneva talks" against "Serbia's president", "the Paris government"."""
    if use.head.dep_ not in ("poss", "compound", "nmod", "amod"):
        return None
    thing = use.head.head.lemma_.lower()
    if thing in words()["place_noun"]:
        return PLACE
    if use.entry.feature == "country" or thing in words()["government_noun"]:
        return RULERS
    return RULERS if use.head.dep_ == "poss" and use.entry.feature == "capital" else PLACE


def _by_apposition(use: _Use) -> bool | None:
    """ "Goma, Congo", "the capital, Kabul": beside a place, or in the phrase of one."""
    if use.head.dep_ not in ("appos", "npadvmod", "dep"):
        return None
    above = next(ancestors(use.head), None)
    qualifies = use.name.start > 0 and use.doc[use.name.start - 1].text in (",", "(")
    return PLACE if qualifies and above is not None else None


def _by_default(use: _Use) -> bool:
    """A subject, an object, a name by itself: a country or capital acts; a region mostly is where it is."""
    if use.entry.feature in ("country", "capital"):
        return RULERS
    acts = use.head.head.lemma_ in words()["saying"] | words()["acting"]
    return RULERS if use.head.dep_ == "nsubj" and acts else PLACE


RULES: tuple[Callable[[_Use], bool | None], ...] = (
    _by_direction,
    _by_preposition,
    _by_verb,
    _by_owned_or_named_thing,
    _by_apposition,
    _by_default,
)
