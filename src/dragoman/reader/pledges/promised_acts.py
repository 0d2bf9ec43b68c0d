"""The acts that are promised, as verbs: whether one can undertake them, whether they do harm, and which go together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.syntax import children, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

MODALS = {"will": "will", "'ll": "will", "’ll": "will", "shall": "will", "would": "would", "'d": "would", "wo": "will"}
NEEDS_OBJECT = frozenset(
    ["continue", "start", "begin", "resume", "stop", "cease", "halt", "end", "open", "raise", "set", "return"]
)
ACTS_ON = frozenset({"continue", "help", "start", "begin", "seek", "try", "resume", "stop", "cease", "halt", "work"})


def is_action(act: Token) -> bool:
    """Whether a verb is something a government or organisation can undertake to do, and no harm to another."""
    lemma = lemma_of(act)
    words = promise_words()
    if is_harm(act) or any(is_harm(c) for c in carried_by(act)):
        return False
    if lemma in words["light"]:
        wanted = words["light"][lemma].frames
        return any(lemma_of(c) in wanted or c.lower_ in wanted for c in act.children)
    if lemma not in words["action"]:
        return False
    if lemma in ACTS_ON and (carried := carried_by(act)):
        return all(is_action(c) for c in carried)
    return lemma not in NEEDS_OBJECT or any(o.pos_ != "PRON" for o in children(act, "dobj", "nsubjpass"))


def is_harm(act: Token) -> bool:
    """Whether an act does harm, so that announcing it is a threat."""
    words = promise_words()
    lemma = lemma_of(act)
    if lemma in words["harm"]:
        return True
    if lemma in words["undo"] and any(lemma_of(o) in words["good"] for o in children(act, "dobj", "nsubjpass")):
        return True
    if lemma not in words["harm_to"]:
        return False
    objects = [*children(act, "dobj", "nsubjpass"), *prep_objects(act, "against", "on", "at", "to")]
    return any(
        o.pos_ == "PROPN"
        or o.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")
        or lemma_of(o) in words["harm_noun"]
        or "back" in {c.lower_ for c in act.children}
        for o in objects
    )


def is_abstention(act: Token) -> bool:
    return lemma_of(act) in promise_words()["abstain"]


def carried_by(act: Token) -> list[Token]:
    return [c for c in children(act, "xcomp", "ccomp") if is_infinitive(c) or c.tag_ == "VBG"]


def with_verbs(act: Token) -> Iterator[Token]:
    """A verb and those coordinated with it that have no subject and no modal of their own."""
    yield act
    for c in act.conjuncts:
        of_one_form = c.i > act.i and c.pos_ in ("VERB", "AUX") and c.tag_ in (act.tag_, "VB")
        if of_one_form and not children(c, "nsubj", "nsubjpass") and not has_modal(c):
            yield c


def gerunds_after(t: Token, *prepositions: str) -> list[Token]:
    """What follows "to" or "of" as a verb in -ing: "committed to sending", "the idea of sending"."""
    below = [c for p in children(t, "prep") if p.lower_ in prepositions for c in children(p, "pcomp", "pobj")]
    return [c for c in below if c.tag_ == "VBG" and not children(c, "det")]


def is_infinitive(c: Token) -> bool:
    return any(d.tag_ == "TO" for d in children(c, "aux"))


def has_modal(c: Token) -> bool:
    return any(d.tag_ == "MD" and d.lower_ in MODALS for d in children(c, "aux"))


def of_none(act: Token) -> bool:
    """ "no soldiers would be sent", "will send no soldiers"."""
    return any(c.lower_ == "no" for o in children(act, "nsubj", "nsubjpass", "dobj") for c in children(o, "det"))
