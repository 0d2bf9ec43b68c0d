"""Whether the name of a city or building stands for those who govern in it, for the spot on the map, or for a victim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.places import words as place_words
from dragoman.knowledge.words.actor_words import words
from dragoman.reader.syntax import SUBJECTS

PERSON_ENDINGS = (
    "er",
    "or",
    "ist",
    "ian",
    "ee",
    "ant",
    "man",
    "woman",
    "ers",
    "ors",
    "ists",
    "ians",
    "ees",
    "ants",
    "men",
)
PERSON_PLURALS = ("ers", "ors", "ists", "ians", "ees", "men", "women")
ROLES = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "conj", "appos"})

if TYPE_CHECKING:
    from spacy.tokens import Token


def acts_as_government(token: Token) -> bool:
    """Whether a capital, town or seat of power acts or is dealt with: "Belgrade rejected", "asked Pristina".

    ``False`` for a place: "in Belgrade", "visited Belgrade", "the Belgrade talks".
    """
    if _opens_with_verb(token):
        return token.head.lemma_ not in ("be", "lie")
    while token.dep_ == "conj":
        token = token.head
    head = token.head
    if token.dep_ in SUBJECTS:
        if token.dep_ == "nsubjpass":
            return head.lemma_ in words("reported_verb")
        said = [c.lower_ for c in head.children if c.dep_ in ("acomp", "attr")]
        return head.lemma_ not in ("be", "lie") or (bool(said) and not place_words()["town_state"] & {*said})
    if token.dep_ in ("dobj", "dative", "iobj"):
        return head.pos_ == "VERB" and head.lemma_ not in words("motion_verb") and head.lemma_ not in words("harm_verb")
    if token.dep_ == "poss":
        return head.lower_ not in words("place_noun") and head.pos_ != "PROPN"
    if token.dep_ == "pobj":
        return _after_preposition(token, head)
    return token.dep_ == "agent"


def _opens_with_verb(token: Token) -> bool:
    """Whether a name opens a sentence right before its verb, though the parser took it for no subject: "Windhoek accepted"."""
    verb = token.nbor() if token.i + 1 < len(token.doc) else None
    if verb is None or not token.is_sent_start or token.dep_ in SUBJECTS or token.head.i != verb.i:
        return False
    return verb.tag_ in ("VBD", "VBZ") and not any(c.dep_ in SUBJECTS for c in verb.children)


def _after_preposition(token: Token, preposition: Token) -> bool:
    word = preposition.lower_
    governor = preposition.head
    if word in ("at", "in", "inside") and governor.dep_ in SUBJECTS:
        in_building = word != "in" or any(c.lower_ == "the" for c in token.children)
        if governor.lower_ in words("insider_noun") or (in_building and governor.lower_ in words("anyone_noun")):
            return True
    if word in words("place_preposition"):
        return False
    if word == "from" and any(c.dep_ in SUBJECTS and c.lemma_ in words("message_noun") for c in governor.children):
        return True
    if word in ("to", "from", "for"):
        return governor.lemma_.lower() not in words("motion_verb") and governor.lower_ not in words("travel_noun")
    if word == "of":
        return governor.lower_ not in words("place_noun") and governor.pos_ != "PROPN"
    return word in ("by", "between", "with", "against", "on", "towards", "among", "than", "like", "as", "amid")


def is_attacked(token: Token) -> bool:
    """Whether a city is the object of violence: "shelled Kharkiv", "Kyiv was bombed", "attack on Mariupol"."""
    while token.dep_ == "conj":
        token = token.head
    head = token.head
    if token.dep_ in ("dobj", "npadvmod", "nsubjpass"):
        return head.lemma_ in words("harm_verb")
    if token.dep_ == "pobj" and head.lower_ in ("on", "against"):
        return head.head.lemma_ in words("harm_noun")
    return False


def is_somebody(token: Token) -> bool:
    """Whether a common noun stands where only persons or bodies stand: it speaks, is spoken to, or is a "who"."""
    noun = token.lemma_.lower()
    if noun in words("reporting_noun") or token.lower_ in words("thing_noun"):
        return False
    if any(c.dep_ == "relcl" and any(w.lower_ == "who" and w.i > token.i for w in c.children) for c in token.children):
        return True
    verb = token.head
    if noun in words("back_group"):
        return token.dep_ in ("nsubj", "dobj", "nsubjpass") and token.tag_ in ("NN", "NNS")
    if token.dep_ == "nsubj" and verb.lemma_ in words("speech_verb"):
        return True
    if token.dep_ in ("dobj", "dative") and verb.lemma_ in words("reported_verb"):
        return token.tag_ == "NNS" or token.lower_.endswith(PERSON_ENDINGS)
    return token.dep_ in ROLES and token.tag_ == "NNS" and token.lower_.endswith(PERSON_PLURALS)
