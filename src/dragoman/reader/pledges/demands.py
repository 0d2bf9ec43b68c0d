"""Demands, by grammar: who asks whom to do what ("urged Serbia to withdraw", "demanded that", "must" in someone's mouth)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.knowledge.words.pledges import PromiseWord, promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.promised_acts import is_infinitive, with_verbs
from dragoman.reader.pledges.promises import Promise, owners_of, promisors_of
from dragoman.reader.pledges.reservations import is_asked, is_hypothetical, is_old, is_question
from dragoman.reader.syntax import ancestors, children, grammatical_subjects, in_passive, is_negated, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

MUST = frozenset({"must"})
TIMES = frozenset({"hour", "day", "week", "month", "minute", "deadline", "ultimatum"})


def find_demands(tokens: Iterable[Token]) -> list[Promise]:
    """The demands in text order, one for each act asked."""
    found: dict[int, Promise] = {}
    for t in tokens:
        for p in _read(t):
            found.setdefault(p.act.i, p)
    return [found[i] for i in sorted(found)]


def _read(t: Token) -> Iterator[Promise]:
    words = promise_words()
    lemma = lemma_of(t)
    if t.pos_ == "VERB" and lemma in words["demand"]:
        if not (_is_unreal(t) or is_old(t)):
            yield from _by_verb(t, words["demand"][lemma])
    elif lemma == "give" and t.pos_ == "VERB":
        yield from _given_time(t)
    elif t.pos_ == "NOUN" and lemma in words["demand_noun"]:
        yield from _by_noun(t)
    elif t.tag_ == "MD" and t.lower_ in MUST and t.dep_ == "aux" and t.head.pos_ in ("VERB", "AUX"):
        yield from _by_must(t, t.head)
    elif lemma == "have" and t.tag_ in ("VBZ", "VBP", "VBD"):
        for act in (c for c in children(t, "xcomp") if is_infinitive(c)):
            yield from _by_must(t, act)
    elif t.pos_ == "VERB":
        yield from _by_imperative(t)


def _is_unreal(t: Token) -> bool:
    """Whether the asking itself is only thought of, refused or to come."""
    hedged = any(c.tag_ == "MD" for c in children(t, "aux")) or is_infinitive(t)
    return hedged or is_negated(t) or is_asked(t) or is_hypothetical(t) or is_question(t) or t.dep_ == "amod"


def _by_verb(t: Token, word: PromiseWord) -> Iterator[Promise]:
    passive = in_passive(t) and not (t.dep_ == "acl" and "on" in word.frames)
    subjects = tuple(promisors_of(t)) if passive or t.dep_ != "acl" else (t.head,)
    for act, to in _asked(t, word, passive):
        for a in with_verbs(act):
            yield Promise(a, t, "asked", subjects, to, "firm", 0.75, kind="demand")
    if "for" in word.frames:
        yield from _called_for(t, subjects)
    if "from" in word.frames and not passive:
        for o in children(t, "dobj"):
            whom = [*prep_objects(t, "from", "of"), *prep_objects(o, "from", "by"), *children(o, "poss")]
            deed = lemma_of(o) in promise_words()["deed"]
            whom += [
                h for n in prep_objects(o, "of") for h in prep_objects(n, "from", "by") if deed and h.pos_ == "PROPN"
            ]
            whom = [w for w in whom if w.pos_ in ("PROPN", "NOUN")]
            if whom and o.pos_ == "NOUN":
                yield Promise(o, t, "asked", subjects, whom[0], "firm", 0.65, kind="demand")
            elif o.pos_ in ("NOUN", "PROPN"):
                yield from _things_asked(t, o, subjects)


def _called_for(t: Token, subjects: tuple[Token, ...]) -> Iterator[Promise]:
    """ "called for the return of the marbles from Britain", "for Iran's release of the crew"."""
    for thing in prep_objects(t, "for"):
        whom = [*prep_objects(thing, "by", "from"), *prep_objects(t, "from"), *children(thing, "poss")]
        whom += [h for o in prep_objects(thing, "of") for h in prep_objects(o, "by", "from")]
        whom = [w for w in whom if w.pos_ == "PROPN"]
        if whom and lemma_of(thing) in promise_words()["deed"] | {"return": None, "end": None, "handover": None}:
            yield Promise(thing, t, "asked", subjects, whom[0], "firm", 0.55, kind="demand")


def _given_time(t: Token) -> Iterator[Promise]:
    """ "gave the rebels 48 hours to leave"."""
    whom = children(t, "dative") or [o for o in children(t, "dobj") if lemma_of(o) not in TIMES]
    times = [o for o in children(t, "dobj") if lemma_of(o) in TIMES]
    times += [c for n in (t, *whom) for c in children(n, "prep") if c.lower_ == "until"]
    acts = [
        c
        for n in (t, *whom, *times)
        for c in children(n, "acl", "relcl", "xcomp", "advcl")
        if is_infinitive(c) and c.i > t.i
    ]
    if whom and times and acts and not _is_unreal(t):
        yield Promise(acts[0], t, "asked", tuple(promisors_of(t)), whom[0], "firm", 0.65, kind="demand")


def _things_asked(t: Token, whom: Token, subjects: tuple[Token, ...]) -> Iterator[Promise]:
    """ "asked the agency for two thousand blankets"."""
    for thing in prep_objects(t, "for"):
        given = lemma_of(thing) in promise_words()["thing"] | promise_words()["deed"]
        if given or any(c.pos_ == "NUM" for c in thing.children):
            yield Promise(thing, t, "asked", subjects, whom, "firm", 0.6, kind="demand")


def _asked(t: Token, word: PromiseWord, passive: bool) -> Iterator[tuple[Token, Token]]:
    """The acts asked, each with the head of the one asked to do it."""
    below = [*t.children, *(d for c in t.children for d in c.children if c.dep_ in ("dobj", "prep", "dative"))]
    below += [d for p in children(t, "prep") for o in children(p, "pobj") for d in o.children]
    acts = [c for c in below if c.dep_ in ("xcomp", "ccomp", "advcl", "acl", "relcl") and c.i > t.i]
    for act in acts:
        own = children(act, "nsubj", "nsubjpass")
        if is_infinitive(act):
            to = _whom(t, word, act, own, passive)
            if to is not None:
                yield act, to
                return
        elif "clause" in word.frames and own and act.dep_ == "ccomp" and _is_wished(act):
            yield act, own[0]
            return


def _whom(t: Token, word: PromiseWord, act: Token, own: list[Token], passive: bool) -> Token | None:
    """The one asked: the object, what "on" or "to" governs, or the subject of "for Mali to open"."""
    if passive and "obj_inf" in word.frames:
        return next(iter(grammatical_subjects(t)), None)
    if own and "obj_inf" in word.frames | _for_frame(word, act):
        return own[0]
    objects = [o for o in children(t, "dobj", "dative") if o.i < act.i] if "obj_inf" in word.frames else []
    if "on" in word.frames:
        objects += prep_objects(t, "on", "upon", "to", "with")
    if "for" in word.frames:
        objects += prep_objects(t, "for")
    return next((o for o in objects if o.i < act.i and o.pos_ in ("NOUN", "PROPN", "PRON")), None)


def _for_frame(word: PromiseWord, act: Token) -> frozenset[str]:
    """Whether "for" leads a clause with a subject of its own, which counts as an object."""
    led = any(c.lower_ == "for" for c in children(act, "mark"))
    return frozenset({"obj_inf"}) if "for" in word.frames and led else frozenset()


def _is_wished(act: Token) -> bool:
    """Whether a that-clause says what is to be: "demanded that Peru open", "insisted that it must go"."""
    modals = {c.lower_ for c in children(act, "aux") if c.tag_ == "MD"}
    if modals:
        return bool(modals & {"must", "should"})
    return (
        act.tag_ in ("VB", "VBP") or act.lower_ == act.lemma_ or any(c.lower_ == "be" for c in children(act, "auxpass"))
    )


def _by_noun(t: Token) -> Iterator[Promise]:
    """ "its appeal to donors to pay", "Kyiv's request that Poland send"."""
    if any(c.lower_ in ("no", "any") for c in t.children) or is_hypothetical(t) or is_asked(t):
        return
    owners, weak = owners_of(t)
    asked = prep_objects(t, "on", "to", "for", "with")
    asked = asked or [o for o in prep_objects(t.head, "to", "on", "with") if t.dep_ == "dobj"]
    below = [c for n in (t, *asked) for c in children(n, "acl", "ccomp", "relcl", "xcomp")]
    below += [c for c in children(t.head, "advcl", "xcomp", "ccomp") if asked and t.dep_ == "dobj" and c.i > t.i]
    if owners and asked and not below:
        wanted = [
            o
            for o in (*prep_objects(t, "for"), *prep_objects(t.head, "for"))
            if lemma_of(o) not in promise_words()["bystander"]
        ]
        yield from (
            Promise(o, t, "asked", tuple(owners), asked[0], "firm", 0.5, kind="demand")
            for o in wanted[:1]
            if o.i != asked[0].i
        )
    again = lemma_of(t.head) in promise_words()["reaffirm"]
    for act in below:
        whom = children(act, "nsubj") or [o for o in asked if o.i < act.i]
        if whom and owners and (is_infinitive(act) or _is_wished(act)) and act.i > t.i:
            for a in with_verbs(act):
                sure = 0.5 if weak else 0.6
                made = Promise(a, t, "asked", tuple(owners), whom[0], "firm", sure, kind="demand")
                yield replace(made, strength="reaffirmed" if again else "firm")


def _by_imperative(t: Token) -> Iterator[Promise]:
    """ "Let the lorries through," told to somebody: the first word of a quote, without a subject."""
    before = t.doc[t.i - 1].text if t.i else ""
    bare = t.tag_ in ("VB", "VBP") and not children(t, "nsubj", "nsubjpass", "aux", "mark")
    if before in ('"', "“", "‘") and bare and _commands(t):
        yield Promise(t, t, "must", (), None, "firm", 0.55, kind="demand")


def _commands(t: Token) -> bool:
    """Whether a bare verb asks somebody else to act: no "let us", no "look"."""
    ours = lemma_of(t) == "let" and t.nbor().lower_ in ("us", "me", "'s", "’s")
    return not ours and lemma_of(t) not in ("thank", "look", "listen", "suppose", "welcome", "congratulations", "be")


def _by_must(t: Token, act: Token) -> Iterator[Promise]:
    """ "Serbia must withdraw its police", in the mouth of another."""
    subjects = children(act, "nsubj") or children(t, "nsubj")
    only_seen = any(lemma_of(a) in promise_words()["ask"] for a in ancestors(act))
    if not subjects or is_hypothetical(act) or is_question(act) or only_seen or is_negated(act):
        return
    for a in with_verbs(act):
        if lemma_of(a) not in ("be", "have", "remain"):
            yield Promise(a, t, "must", (), subjects[0], "firm", 0.6, kind="demand")
