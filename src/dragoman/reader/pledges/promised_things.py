"""Promises whose content is a thing, not a verb: "is considering a loan", "reaffirmed its commitment to the truce".

As ``promises``, by grammar alone; ``pledges`` decides who the promisor is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.promised_acts import gerunds_after, is_harm
from dragoman.reader.pledges.promises import Promise, owners_of, promisors_of
from dragoman.reader.pledges.reservations import is_asked, is_hypothetical, is_void
from dragoman.reader.syntax import children, grammatical_subjects, is_negated, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

AGREES = frozenset({"agree", "consent", "accede", "assent", "commit"})
IDEAS = frozenset({"idea", "possibility", "option", "prospect"})
COMMITMENTS = frozenset({"commitment", "dedication", "adherence"})
SUPPORT = frozenset({"support", "backing", "solidarity"})
ALREADY_THERE = frozenset({"the", "this", "that", "these", "those"})


def find_promised_things(tokens: Iterable[Token]) -> list[Promise]:
    """The things weighed, and the commitments and support reaffirmed, in text order."""
    found: dict[int, Promise] = {}
    for t in tokens:
        for p in _read(t):
            found.setdefault(p.act.i, p)
    return [found[i] for i in sorted(found)]


def _read(t: Token) -> Iterator[Promise]:
    lemma = lemma_of(t)
    if is_negated(t) or is_hypothetical(t) or is_asked(t):
        return
    word = promise_words()["promise"].get(lemma) if t.pos_ == "VERB" else None
    if word is not None and word.strength == "considering":
        yield from _weighed(t)
    elif word is not None and word.strength == "reaffirmed" and "topic" in word.frames:
        yield from _committed_again(t, t, tuple(promisors_of(t)))
    elif lemma == "committed" and t.pos_ in ("ADJ", "VERB") and t.head.lemma_ in ("remain", "stay", "stand"):
        yield from _committed_again(t, t, tuple(grammatical_subjects(t.head)))
    elif lemma in AGREES and t.pos_ == "VERB":
        yield from _agreed_to(t)
    elif t.pos_ == "NOUN" and lemma in COMMITMENTS | SUPPORT and _is_reaffirmed(t) and not is_void(t):
        owners = tuple(owners_of(t)[0])
        if lemma in COMMITMENTS:
            yield from _committed_again(t, t, owners)
        elif prep_objects(t, "for", "with"):
            yield Promise(t, t.head, "thing", owners, None, "reaffirmed", 0.6)


def _agreed_to(t: Token) -> Iterator[Promise]:
    """ "agreed to the opening of a second crossing"."""
    for o in prep_objects(t, "to"):
        new = lemma_of(o) in promise_words()["thing"] and not any(c.lower_ in ALREADY_THERE for c in children(o, "det"))
        if lemma_of(o) in promise_words()["deed"] or new or any(c.pos_ == "NUM" for c in o.children):
            yield Promise(o, t, "thing", tuple(promisors_of(t)), None, "firm", 0.6)


def _weighed(t: Token) -> Iterator[Promise]:
    """ "is considering a loan", "explored the idea of a loan"; a past "considered the loan" judged it."""
    subjects = tuple(promisors_of(t))
    open_still = t.tag_ in ("VBG", "VBZ", "VBP") or bool(children(t, "aux"))
    for o in children(t, "dobj"):
        if lemma_of(o) in IDEAS:
            things = [*(p for p in prep_objects(o, "of") if _is_new_thing(p)), *gerunds_after(o, "of")]
            things = [a for a in things if a.pos_ != "VERB" or not is_harm(a)]
        else:
            things = [o] if open_still and _is_new_thing(o) else []
        for thing in things:
            yield Promise(thing, t, "thing", subjects, None, "considering", 0.6)


def _is_new_thing(o: Token) -> bool:
    """Whether a noun names something that is given or set up, and that is not there yet: "a loan", "the sale of"."""
    words, lemma = promise_words(), lemma_of(o)
    if lemma in words["deed"]:
        return bool(prep_objects(o, "of", "to")) or not any(c.lower_ in ALREADY_THERE for c in children(o, "det"))
    return lemma in words["thing"] and not any(
        c.lower_ in ALREADY_THERE or c.dep_ == "poss" for c in children(o, "det", "poss")
    )


def _committed_again(t: Token, word: Token, subjects: tuple[Token, ...]) -> Iterator[Promise]:
    for o in prep_objects(t, "to"):
        if o.pos_ in ("NOUN", "PROPN") and o.tag_ != "VBG" and lemma_of(o) not in promise_words()["harm_noun"]:
            yield Promise(o, word, "thing", subjects, None, "reaffirmed", 0.6)


def _is_reaffirmed(t: Token) -> bool:
    """Whether it is said of a noun that it still stands: as the object of "reaffirm", or as what "remains"."""
    verb = t.head
    if t.dep_ == "dobj":
        word = promise_words()["promise"].get(lemma_of(verb))
        return word is not None and word.strength == "reaffirmed"
    if t.dep_ != "nsubj":
        return False
    adjectives = [c.lower_ for c in children(verb, "acomp")]
    return any(a in promise_words()["reaffirm"] for a in adjectives) or lemma_of(verb) == "endure"
