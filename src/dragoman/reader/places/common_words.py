"""Towns whose names are common words: Most, Same, Of, Split. What stands around the word says whether a town is meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.places import candidates, words
from dragoman.knowledge.words.namesake_words import words as namesakes
from dragoman.reader.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

CALENDAR = frozenset(
    {"may", "march", "june", "july", "august", "sun", "sat", "mon", "wed", "jan", "mar", "dec", "jun", "sep"}
)


def is_called_a_town(token: Token) -> bool:
    """ "The town of Most", "in Same, south of Dili", "shelled Of": a common or very short word that the words before it say
    is a place."""
    if token.i < 1 or not token.text.istitle() or token.is_sent_start or token.nbor(-1).is_upper:
        return False
    before = token.nbor(-1)
    if (
        before.lower_ == "of"
        and token.i > 1
        and token.nbor(-2).is_lower
        and token.nbor(-2).lemma_ in words()["town_noun"]
    ):
        return True
    if token.i + 1 < len(token.doc) and token.nbor().text[:1].isupper() or token.lower_ in CALENDAR:
        return False
    led = before.lower_ in ("in", "at", "near", "outside", "between") or before.lemma_ in words()["taken_verb"]
    if before.lower_ == "of" and token.i > 1:
        whose = token.nbor(-2)
        led = whose.lemma_ in words()["dweller"] or (token.lower_ in namesakes("common_word") and whose.tag_ == "NNS")
    return led and before.is_lower and not token.sent.text.istitle() and any(e.own_name for e in candidates(token.text))


def has_townsfolk(first: Token, after: Token | None) -> bool:
    """ "Reading police", "Split residents"; not "Nice residents", "Most police": an adjective that opens a sentence is one."""
    plural = namesakes("adjective_town")
    return first.lower_ not in plural and after is not None and after.lower_ in words()["townsfolk"]


def stands_with_article(name: Span) -> bool:
    """Whether a name heads a phrase with "the" that nothing narrows down: "the Chihuahua was", not "the Aleppo of today"."""
    doc = name.doc
    if not name.start or doc[name.start - 1].lower_ != "the" or not doc[name.start - 1].whitespace_:
        return False
    after = doc[name.end] if name.end < len(doc) else None
    heads = name.root.i == name.end - 1 and name.root.dep_ in (*SUBJECTS, "dobj")
    return heads and (after is None or after.is_punct or after.pos_ in ("VERB", "AUX", "CCONJ"))
