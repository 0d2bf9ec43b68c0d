"""What else the words beside people tell of them: the place they are put in, their descent, their violence, their leader."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.actors import tables
from dragoman.knowledge.words.actor_words import words
from dragoman.knowledge.words.peoples import peoples

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.reader.actors.namings import Phrases
    from dragoman.reader.actors.units import Unit

BESIDE = frozenset({"amod", "compound", "nmod", "poss"})
LANDS = ("country", "adjective", "capital", "people")
# Offices whose "to" names where somebody is sent, not whom they serve; and those whose "of" names what somebody studies.
SENT, STUDIES = frozenset({"ambassador", "envoy"}), frozenset({"analyst"})


def country_of_place(doc: Doc, phrases: Phrases, head: Token, skip: Collection[str] = ()) -> str | None:
    """The country of the place where a noun says that people are: "workers at the Minsk tractor plant", "a priest in Bamenda",
    "surgeons at Shifa hospital". ``skip``: prepositions that tell nothing here."""
    if head.lower_ in words("abroad_noun"):
        skip = ("in", "at", "on", "along", "near", "outside")
    for preposition in head.children:
        word = preposition.lower_
        if preposition.dep_ != "prep" or word not in words("body_place") or word in skip:
            continue
        for o in preposition.children:
            if o.dep_ == "pobj":
                for token in (o, *(c for c in o.lefts if c.dep_ in BESIDE)):
                    country = _country_of_name(doc, phrases, token)
                    if country is not None:
                        return country
    return None


def _country_of_name(doc: Doc, phrases: Phrases, token: Token) -> str | None:
    """The country that a name is, lies in or is at home in, where that is one alone."""
    unit = phrases.unit_at.get(token.i)
    if unit is not None and unit.entries:
        codes = {*unit.ids(*LANDS)}
        known = tables().organisations
        bodies = [known[i] for i in unit.ids("organisation") if i in known and "MNC" not in known[i].codes]
        codes |= {b.country for b in bodies if b.country}
        return codes.pop() if len(codes) == 1 else None
    if token.pos_ != "PROPN" or not token.text[:1].isupper() or (unit is not None and unit.label == "PERSON"):
        return None
    if unit is not None:
        return phrases.towns.country(doc[unit.start : unit.end].text)
    ent = next((e for e in doc[token.sent.start : token.sent.end].ents if e.start <= token.i < e.end), None)
    return phrases.towns.country(ent.text if ent is not None and ent.label_ in ("GPE", "LOC", "FAC") else token.text)


def country_of_descent(doc: Doc, start: int, end: int) -> str | None:
    """The country of a people without a state of its own that a phrase names: "Rohingya refugees"."""
    named = (peoples().get(t.text) for t in doc[start:end])
    return next((code for code in named if code is not None), None)


def is_descent(doc: Doc, unit: Unit) -> bool:
    """Whether an adjective tells the descent of people and not their state: "ethnic Albanian gunmen"."""
    return unit.start > 0 and doc[unit.start - 1].lower_ == "ethnic"


def is_subject_matter(title: Unit, preposition: Token) -> bool:
    """Whether a preposition after a title leads to what somebody deals with: "ambassador to Peru", "historian of Turkey"."""
    offices = set(title.ids("title"))
    return bool(offices & SENT) and preposition.lower_ == "to" or bool(offices & STUDIES) and preposition.lower_ == "of"


def is_violent(noun: Token) -> bool:
    """Whether people are known only by a violence of theirs: "the men who had fired on the patrol"."""
    if noun.lower_ not in words("someone_noun"):
        return False
    for verb in noun.children:
        if verb.dep_ == "relcl" and verb.lemma_ in words("violent_verb"):
            return any(c.dep_ == "nsubj" and c.lower_ in ("who", "that") for c in verb.children)
    return False


def leaders(noun: Token) -> Iterator[Token]:
    """Whom fighters are said to be loyal to: "gunmen loyal to the former warlord"."""
    for loyal in noun.children:
        if loyal.lower_ in ("loyal", "allied"):
            for preposition in loyal.children:
                if preposition.lower_ in ("to", "with"):
                    yield from (o for o in preposition.children if o.dep_ == "pobj")
