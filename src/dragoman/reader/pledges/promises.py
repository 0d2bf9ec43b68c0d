"""Words that promise, by grammar: the act that is promised, what makes it a promise, and whose it is.

Knows nothing of actors or statements; ``pledges`` decides who the promisor is and whether the wording binds that one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dragoman.knowledge.words.pledges import PromiseWord, promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.promised_acts import (
    MODALS,
    carried_by,
    gerunds_after,
    has_modal,
    is_abstention,
    is_action,
    is_harm,
    is_infinitive,
    of_none,
    with_verbs,
)
from dragoman.reader.syntax import (
    ancestors,
    by_agent,
    children,
    grammatical_subjects,
    in_passive,
    is_negated,
    prep_objects,
    with_conjuncts,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.records import Strength

How = Literal["verb", "noun", "adjective", "will", "may", "amount", "thing"]
MAYBE = frozenset({"may", "might"})
CONDITION_PHRASES = re.compile(r"(?:as|so) long as\b|on (?:the )?condition that\b|only (?:if|after|when|once)\b")
CLAUSE_STARTS = frozenset(
    ["that", "the", "a", "an", "it", "they", "its", "their", "both", "all", "there", "he", "she", "no"]
)
OUTRIGHT = frozenset({"promise", "pledge", "vow", "commit", "undertake", "guarantee", "swear", "assure"})
TELLS = frozenset({"tell", "remind", "advise"})
OFFERS = frozenset({"offer", "volunteer", "propose"})
VOICES = frozenset(
    ["announce", "affirm", "confirm", "declare", "express", "have", "make", "outline", "reveal", "signal", "state"]
    + ["stress", "unveil", "voice", "show", "submit", "accept", "welcome", "repeat", "extend", "present", "publish"]
)


@dataclass(frozen=True, slots=True)
class Promise:
    """``act``: head word of what is promised. ``word``: what makes it a promise. ``subjects``: heads of the noun phrases
    that promise, empty where the grammar names none. ``to``: head of the promisee. ``reported``: only "would", which
    promises nothing but in reported speech. ``bare``: only "will" or "may", which promises only for oneself.
    ``condition``: the words of the clause it hangs on. ``doers``: who is to do it, where the promise names that one beside
    the one who promises ("the minister vowed that Ghana would repay")."""

    act: Token
    word: Token
    how: How
    subjects: tuple[Token, ...]
    to: Token | None
    strength: Strength
    confidence: float
    reported: bool = False
    condition: tuple[Token, ...] = ()
    doers: tuple[Token, ...] = ()

    @property
    def bare(self) -> bool:
        return self.how in ("will", "may")


def find_promises(tokens: Iterator[Token] | list[Token]) -> list[Promise]:
    """The promises in text order, one for each act: the more explicit wording wins."""
    found: dict[int, Promise] = {}
    for t in tokens:
        for p in _read(t):
            weighed = _reconsider(p)
            if weighed is not None and (weighed.act.i not in found or found[weighed.act.i].bare):
                found[weighed.act.i] = weighed
    return [found[i] for i in sorted(found)]


def _read(t: Token) -> Iterator[Promise]:
    words = promise_words()
    lemma = lemma_of(t)
    if t.lower_ in words["adjective"] and (t.pos_ == "ADJ" or (t.pos_ == "VERB" and _is_state(t))):
        yield from _by_adjective(t, words["adjective"][t.lower_])
    elif t.pos_ in ("VERB", "AUX") and lemma in words["promise"] and not is_negated(t):
        yield from _by_verb(t, words["promise"][lemma])
    elif t.pos_ == "NOUN" and lemma in words["noun"]:
        yield from _by_noun(t)
    if t.tag_ == "MD" and (t.lower_ in MODALS or t.lower_ in MAYBE):
        yield from _by_modal(t)
    elif lemma == "go" and t.tag_ == "VBG" and children(t, "aux"):
        yield from (_bare(c, t, "will", t) for c in children(t, "xcomp") if is_action(c) and not is_asked(t))
    elif lemma == "be" and t.tag_ in ("VBZ", "VBP") and not children(t, "attr", "acomp"):
        yield from (_bare(c, t, "will", t) for c in children(t, "xcomp") if is_infinitive(c) and is_action(c))


def _by_verb(t: Token, word: PromiseWord) -> Iterator[Promise]:
    hedged = any(c.lower_ in ("might", "could", "may", "would") for c in children(t, "aux"))
    if t.dep_ == "amod" or hedged or is_asked(t) or _is_old(t) or is_hypothetical(t) or _is_only_named(t):
        return
    strength = strength_of(word.strength)
    if strength == "considering" and t.tag_ == "VBD":
        return
    subjects = tuple(promisors_of(t))
    to = _promisee(t, word)
    firm = lemma_of(t) in OUTRIGHT
    confidence = 0.85 if firm else 0.65
    for act in _complements(t, word):
        harmful = any(is_harm(a) for a in (act, *carried_by(act)))
        if harmful != is_negated(act) and (harmful or not is_abstention(act)):
            continue
        hosted = lemma_of(t) in OFFERS and lemma_of(act) == "host"
        if not (firm or is_action(act) or harmful or word.strength == "considering" or hosted):
            continue
        named = has_modal(act) and not in_passive(act)
        own = tuple(c for c in grammatical_subjects(act) if c.pos_ != "PRON") if named else ()
        if own and word.strength == "reaffirmed":
            yield Promise(act, t, "will", own, to, strength, 0.7)
        else:
            yield Promise(act, t, "verb", subjects or own, to, strength, confidence, doers=own if subjects else ())
    for noun in _objects(t, word):
        yield Promise(noun, t, "amount", subjects, to, strength, confidence)


def _complements(t: Token, word: PromiseWord) -> Iterator[Token]:
    """The heads of what a verb of promising governs, coordinated ones included."""
    for c in children(t, "xcomp", "ccomp", "advcl", "acl"):
        if c.i < t.i and c.dep_ != "ccomp":
            continue
        whether = word.strength == "considering" and any(d.lower_ == "whether" for d in children(c, "mark", "advmod"))
        if is_infinitive(c) and ("inf" in word.frames or whether):
            if c.dep_ not in ("advcl", "acl") or (c.dep_ == "advcl" and not children(t, "dobj")):
                yield from with_verbs(c)
        elif (
            c.tag_ == "VBG"
            and "gerund" in word.frames
            and c.dep_ in ("xcomp", "ccomp")
            or "clause" in word.frames
            and c.dep_ == "ccomp"
            and has_modal(c)
        ):
            yield from with_verbs(c)
    if "gerund" in word.frames:
        for c in gerunds_after(t, "to"):
            yield from with_verbs(c)
    if "inf" in word.frames:
        for o in children(t, "dobj", "dative"):
            yield from (
                c
                for c in children(o, "acl", "relcl")
                if is_infinitive(c)
                and lemma_of(o) in ("itself", "themselves", "themself", "himself", "herself", "ourselves")
            )


def _objects(t: Token, word: PromiseWord) -> Iterator[Token]:
    """Noun phrases that are promised: "pledged $2 billion", "promised military support"."""
    if not word.frames & {"amount", "topic"} or word.strength == "considering":
        return
    for o in children(t, "dobj", "nsubjpass", "attr"):
        if o.pos_ not in ("NOUN", "PROPN", "NUM", "SYM") or lemma_of(o) in promise_words()["harm_noun"]:
            continue
        if o.dep_ == "nsubjpass" and not in_passive(t) or (o.dep_ != "nsubjpass" and o.i < t.i):
            continue
        counted = any(c.like_num or c.pos_ == "NUM" or c.tag_ == "$" for c in o.subtree)
        if counted or ("topic" in word.frames and lemma_of(t) in ("promise", "pledge") and o.pos_ == "NOUN"):
            yield o


def _is_state(t: Token) -> bool:
    """Whether a participle is a state: "is committed to", not "was pledged by"."""
    governs = any(is_infinitive(c) for c in children(t, "xcomp")) or any(c.lower_ == "to" for c in children(t, "prep"))
    return (
        t.tag_ == "VBN" and governs and bool(children(t, "auxpass")) and by_agent(t) is None and not children(t, "dobj")
    )


def _by_adjective(t: Token, word: PromiseWord) -> Iterator[Promise]:
    """ "is ready to send", "remains committed to sending" ."""
    verb = t if t.pos_ == "VERB" else t.head
    if is_asked(t) or is_negated(verb) or is_negated(t) or is_hypothetical(t):
        return
    subjects = tuple(grammatical_subjects(verb))
    again = lemma_of(verb) in promise_words()["reaffirm"] or any(c.lower_ in ("still", "fully") for c in t.children)
    strength: Strength = "reaffirmed" if again and word.strength == "firm" else strength_of(word.strength)
    acts = [c for c in children(t, "xcomp", "ccomp", "advcl") if is_infinitive(c)]
    acts += gerunds_after(t, "to")
    for act in acts:
        for a in with_verbs(act):
            if (
                not is_harm(a)
                and not any(is_harm(c) for c in carried_by(a))
                and lemma_of(a) not in promise_words()["event"]
                and not (t.pos_ == "VERB" and lemma_of(a) in ("be", "have"))
            ):
                yield Promise(a, t, "adjective", subjects, None, strength, 0.65)


def _by_noun(t: Token) -> Iterator[Promise]:
    """ "its commitment to ensure", "a pledge of 50 million euros by Norway"."""
    governor = t.head
    over = [governor, *ancestors(governor)]
    if is_void(t) or is_asked(t):
        return
    owners, weak = owners_of(t)
    again = any(lemma_of(g) in promise_words()["reaffirm"] for g in over[:2]) or any(
        c.lower_ in promise_words()["reaffirm"] for c in (*governor.children, *t.children)
    )
    strength: Strength = "reaffirmed" if again else "firm"
    acts = [c for c in children(t, "acl", "relcl") if is_infinitive(c)]
    acts += gerunds_after(t, "to", "of")
    loose = lemma_of(t) not in ("commitment", "pledge", "promise", "vow", "guarantee", "undertaking", "assurance")
    for act in acts:
        for a in with_verbs(act):
            if loose and (not is_action(a) or (weak and lemma_of(t.head) not in VOICES)):
                continue
            if (
                not is_harm(a)
                and not any(is_harm(c) for c in carried_by(a))
                and lemma_of(a) not in promise_words()["event"]
            ):
                yield Promise(a, t, "noun", tuple(owners), None, strength, 0.6 if weak else 0.75)
    if lemma_of(t) in ("pledge", "promise", "commitment", "offer"):
        for o in prep_objects(t, "of"):
            if any(c.like_num for c in o.subtree):
                yield Promise(o, t, "amount", tuple(owners), None, strength, 0.7)


def owners_of(t: Token) -> tuple[list[Token], bool]:
    """Whose promise a noun names; whether that is only read from the verb that governs it."""
    owners = children(t, "poss")
    if t.dep_ == "conj" and any(c.dep_ == "case" for c in t.head.children):
        return [t.head, *owners], False
    named = [o for o in owners if o.pos_ != "PRON"]
    if named:
        return with_conjuncts(named), False
    by = prep_objects(t, "by", "from")
    if by:
        return by, False
    for verb in ancestors(t):
        if verb.pos_ in ("VERB", "AUX"):
            subjects = [s for s in promisors_of(verb) if s.i != t.i and t.i not in {d.i for d in s.subtree}]
            theirs = any(o.lower_ in ("its", "their", "his", "her") for o in owners) and not any(
                s.pos_ == "PRON" for s in subjects
            )
            return (subjects if theirs and subjects else owners or subjects), not owners
    return owners, False


def is_void(t: Token) -> bool:
    """Whether what is said of a promise is that there is none, or no longer: "broke its pledge", "has no plans"."""
    if any(c.lower_ in ("no", "broken", "failed", "earlier", "previous", "old", "past", "any") for c in t.children):
        return True
    for g in ancestors(t):
        if lemma_of(g) in promise_words()["void"] or is_negated(g) or g.lower_ == "no":
            return True
        if g.pos_ in ("VERB", "AUX"):
            return False
    return False


def _by_modal(t: Token) -> Iterator[Promise]:
    act = t.head
    if act.pos_ not in ("VERB", "AUX") or t.dep_ != "aux" or is_asked(act) or is_hypothetical(act) or _is_question(act):
        return
    only = any(
        c.lower_ == "only" for s in children(act, "nsubj") for c in (*s.children, s.doc[max(s.left_edge.i - 1, 0)])
    )
    if only or any(c.tag_ == "WRB" for c in act.children):
        return
    for a in with_verbs(act):
        if a.i != act.i and a.tag_ not in ("VB", "VBN"):
            continue
        negated = (a.i == act.i and (is_negated(act) or any(c.lower_ == "longer" for c in act.children))) or of_none(a)
        if negated:
            if (
                not is_abstention(a)
                or t.lower_ in MAYBE
                or t.lower_ not in ("will", "wo", "'ll", "’ll", "shall", "would")
            ):
                continue
        elif not is_action(a) and not _is_considering(a):
            continue
        how: How = "may" if t.lower_ in MAYBE else "will"
        p = _bare(a, t, how, act)
        yield replace(p, reported=MODALS.get(t.lower_) == "would")


def _bare(act: Token, word: Token, how: How, verb: Token) -> Promise:
    subjects = promisors_of(verb)
    strength: Strength = "considering" if how == "may" else "firm"
    return Promise(act, word, how, tuple(subjects), None, strength, 0.7 if how == "will" else 0.5)


def _reconsider(p: Promise) -> Promise | None:
    """A promise to consider is weighed, one with an "if" is conditional."""
    if _is_considering(p.act):
        below = [c for c in children(p.act, "xcomp", "ccomp") if c.tag_ == "VBG"]
        if not below or is_harm(below[0]):
            return None
        p = replace(p, act=below[0], strength="considering")
    condition = tuple(condition_of(p))
    if condition and (p.strength != "considering" or p.how == "adjective"):
        return replace(p, strength="conditional", condition=condition)
    return replace(p, condition=condition)


def condition_of(p: Promise) -> list[Token]:
    """The words of the clause of "if", "unless", "provided" or "as long as" on the promise, in text order."""
    over = {p.act.i, p.word.i} | {a.i for a in ancestors(p.act)} | {c.i for c in p.act.conjuncts}
    for clause in p.act.sent:
        if clause.dep_ not in ("advcl", "prep") or clause.head.i not in over or clause.i in over:
            continue
        marks = [c for c in clause.children if c.dep_ in ("mark", "advmod", "prep")]
        if any(m.lower_ in ("if", "unless") for m in marks):
            return sorted(clause.subtree, key=lambda t: t.i)
    return _condition_by_words(p)


def _condition_by_words(p: Promise) -> list[Token]:
    """Conditions that the parser seldom gets right, from the marker to the next comma or stop."""
    doc, sent = p.act.doc, p.act.sent
    for t in doc[p.act.i + 1 : sent.end]:
        ahead = doc[t.i : min(t.i + 5, sent.end)].text.lower()
        opens = t.lower_ in ("provided", "providing") and t.i + 1 < len(doc) and doc[t.i + 1].lower_ in CLAUSE_STARTS
        if opens or CONDITION_PHRASES.match(ahead):
            stop = next(
                (x.i for x in doc[t.i : sent.end] if x.text in (",", ".", ";", "!", "?") or x.is_quote), sent.end
            )
            return list(doc[t.i : stop])
    return []


def _is_considering(act: Token) -> bool:
    word = promise_words()["promise"].get(lemma_of(act))
    return (
        word is not None
        and word.strength == "considering"
        and "gerund" in word.frames
        and act.lemma_ != "propose"
        and bool(children(act, "xcomp", "ccomp"))
    )


def _is_old(t: Token) -> bool:
    """An old promise: "had pledged", "was planning", unless it is reported speech moved back in time."""
    had = any(c.lower_ in ("had", "'d", "’d") for c in children(t, "aux"))
    was = t.tag_ == "VBG" and any(c.lower_ in ("was", "were") for c in children(t, "aux"))
    return (had or was) and not any(a.lemma_ in ("say", "tell", "announce", "add", "state") for a in ancestors(t))


def _is_only_named(t: Token) -> bool:
    """A promise that is spoken of and not made: "favours offering aid", "thanked it for promising aid"."""
    return (
        t.tag_ == "VBG"
        and t.dep_ in ("pcomp", "pobj", "csubj", "dobj")
        or (t.tag_ == "VBG" and t.dep_ in ("xcomp", "ccomp") and not children(t, "aux"))
    )


def is_hypothetical(t: Token) -> bool:
    """Whether it stands inside an "if", "whether" or a hope: not promised, only imagined."""
    for v in (t, *ancestors(t)):
        if any(
            c.dep_ in ("mark", "advmod") and c.lower_ in ("if", "unless", "whether", "until", "before", "once")
            for c in v.children
        ):
            return True
        if v.dep_ not in ("xcomp", "conj", "aux", "acomp"):
            return False
    return False


def _is_question(t: Token) -> bool:
    last = t.sent[-1]
    return any(x.text == "?" for x in t.doc[max(last.i - 2, 0) : last.i + 1])


def is_asked(t: Token) -> bool:
    """Whether another word makes it a request, a hope, a forecast or a refusal."""
    asking = promise_words()["ask"]
    step = t
    for v in ancestors(t):
        if (
            step.dep_ in ("xcomp", "ccomp", "acl", "advcl", "pcomp", "prep", "pobj", "acomp", "oprd")
            and step.i > v.i
            and lemma_of(v) in asking
            and not (lemma_of(v) in TELLS and step.dep_ == "ccomp" and not is_infinitive(step))
        ):
            return step.dep_ != "advcl" or bool(children(step, "aux"))
        if step.dep_ in ("relcl", "parataxis", "nsubj") or v.dep_ == "ROOT" and step.dep_ == "advcl":
            return False
        step = v
    return any(c.lower_ in ("should", "must", "ought") for c in children(t, "aux"))


def promisors_of(t: Token) -> list[Token]:
    if in_passive(t):
        agent = by_agent(t)
        return with_conjuncts([agent]) if agent is not None else []
    own = children(t, "nsubj")
    return with_conjuncts(own[:1]) if len(own) > 1 and own[0].pos_ == "PROPN" else grammatical_subjects(t)


def _promisee(t: Token, word: PromiseWord) -> Token | None:
    if "addressee" in word.frames and not in_passive(t):
        for c in children(t, "dative"):
            return next(iter(children(c, "pobj")), c) if c.pos_ == "ADP" else c
        if children(t, "ccomp", "xcomp"):
            return next((c for c in children(t, "dobj") if c.pos_ in ("PROPN", "NOUN", "PRON")), None)
    return None


def strength_of(word: str) -> Strength:
    for s in ("firm", "reaffirmed", "conditional", "considering"):
        if s == word:
            return s
    raise AssertionError(word)
