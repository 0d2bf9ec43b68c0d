"""Whether an adjective before a noun means the state: "Russian troops" and "Serbian elections", but no "Turkish bath".

An adjective before a noun that is nobody is a mention of the country only where the noun is one of acting, people, state
bodies, territory or policy. Before things (lists ``thing``, ``weapon``, ``vehicle`` of ``namesakes.tsv``) and before what no list
has, it only says how or where they are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.words import actor_words
from dragoman.knowledge.words.events import entries_of
from dragoman.knowledge.words.namesake_words import words
from dragoman.reader.actors.acting import is_attacked

if TYPE_CHECKING:
    from collections.abc import Mapping

    from spacy.tokens import Token

BEARERS = frozenset({"body", "title", "organisation", "armed_group"})
BEFORE_NOUN = frozenset({"compound", "amod", "nmod"})
ACTING_LISTS = (
    "group_noun",
    "pair_noun",
    "back_group",
    "back_country",
    "belonging_noun",
    "partitive",
    "people_noun",
    "place_noun",
    "place_of",
    "harm_noun",
    "reporting_noun",
    "business_noun",
    "member_noun",
    "travel_noun",
    "abroad_noun",
    "lower_org_word",
    "talks_word",
    "human",
)


def means_state(token: Token, end: int, is_adjective: bool, known: Mapping[int, frozenset[str]]) -> bool:
    """Whether an adjective before a noun means those who rule or live there; ``True`` where it stands before none. The bare
    name of a country ("a Nepal festival", "Panama hats") says less only before a listed thing. ``token``, ``end``: its head word
    and the number of the token behind it; ``known``: the roles in the actor tables of the words that they know, by token."""
    noun = noun_after(token, end, is_adjective)
    if noun is None:
        return True
    if noun.i in known or any(known.get(i, frozenset()) & BEARERS for i in range(end, noun.i)):
        return True
    lemma = noun.lemma_.lower()
    if not is_adjective or lemma in words("thing") | words("vehicle") | words("weapon"):
        return not is_thing(noun)
    return noun.pos_ == "PROPN" or _is_of_acting(noun, lemma) or is_person(noun) or is_traded(noun)


def is_thing(noun: Token) -> bool:
    """Whether a noun means a thing that no state stands behind here: it neither strikes, nor is struck, nor traded in."""
    lemma = noun.lemma_.lower()
    if lemma in words("thing"):
        return not is_traded(noun)
    if lemma in words("vehicle"):
        return not is_attacked(noun)
    return lemma in words("weapon") and _is_held(noun) and not is_traded(noun)


def noun_after(token: Token, end: int, is_adjective: bool = True) -> Token | None:
    """The noun that an adjective or name before it belongs to, by the parse or because it stands right behind."""
    if not is_adjective and token.dep_ not in BEFORE_NOUN:
        return None
    climbed = _climb(token)
    if climbed.i != token.i:
        return climbed
    after = token.doc[end] if end < len(token.doc) else None
    if after is None or not is_adjective or token.tag_ in ("NNS", "NNPS"):
        return None
    return _climb(after) if after.tag_ in ("NN", "NNS") and after.text.islower() else None


def _climb(token: Token) -> Token:
    while token.dep_ in BEFORE_NOUN and token.head.i > token.i and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    return token


def _is_of_acting(noun: Token, lemma: str) -> bool:
    if lemma in words("state_noun") or noun.lower_ in words("state_noun") or not noun.text.isalpha():
        return True
    if any(noun.lower_ in actor_words.words(name) for name in ACTING_LISTS):
        return True
    return bool(entries_of(lemma, "N")) or lemma.endswith(tuple(words("abstract_ending")))


def is_person(noun: Token) -> bool:
    """Whether a noun that the actor tables lack means a person: "diver", by its ending "vulcanologist"."""
    lemma = noun.lemma_.lower()
    if noun.tag_ not in ("NN", "NNS") or lemma in words("thing") | words("vehicle") | words("weapon") | words(
        "state_noun"
    ):
        return False
    return lemma in words("person_noun") or lemma.endswith(tuple(words("person_ending")))


def _is_held(noun: Token) -> bool:
    """Whether arms are in somebody's hands: "sold their Belgian rifles", "armed with Czech pistols"."""
    if any(c.dep_ == "poss" for c in noun.children):
        return True
    over = noun.head
    if noun.dep_ in ("dobj", "conj", "nsubjpass"):
        return over.lemma_ in words("hold_verb")
    return noun.dep_ == "pobj" and over.lower_ in ("with", "of")


def is_traded(noun: Token) -> bool:
    """Whether a state trades in it or bars it: "banned Moldovan wine", "tariffs on Chinese toys"."""
    over = noun.head
    if noun.dep_ in ("dobj", "nsubjpass"):
        return over.lemma_ in words("trade_verb") and not any(c.dep_ == "poss" for c in noun.children)
    if noun.dep_ != "pobj":
        return False
    return over.head.lemma_.lower() in words("trade_noun")
