"""Words that promise, by grammar: the act that is promised, what makes it a promise, and whose it is.

Knows nothing of actors or statements; ``pledges`` decides who the promisor is and whether the wording binds that one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from dragoman.knowledge.words.pledges import PromiseWord, promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.promised_acts import (
    MODALS,
    does_harm,
    gerunds_after,
    has_modal,
    is_abstention,
    is_action,
    is_harm_noun,
    is_hit_by,
    is_infinitive,
    is_shield,
    is_undertaking,
    kind_of,
    of_none,
    with_verbs,
)
from dragoman.reader.pledges.reservations import (
    condition_of,
    is_asked,
    is_hostile,
    is_hypothetical,
    is_old,
    is_only_named,
    is_question,
    is_void,
    is_warned_of,
    told_as,
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

    from dragoman.records import Factuality, PledgeKind, Strength

How = Literal["verb", "noun", "adjective", "will", "may", "amount", "thing", "asked", "must"]
MAYBE = frozenset({"may", "might"})
OUTRIGHT = frozenset({"promise", "pledge", "vow", "commit", "undertake", "guarantee", "swear", "assure", "threaten"})
BINDING_NOUNS = frozenset(
    ["commitment", "pledge", "promise", "vow", "guarantee", "undertaking", "assurance", "threat", "word"]
)
WEIGHING = frozenset({"discuss", "consider", "examine", "explore", "study", "negotiate", "contemplate", "talk"})
TELLING = frozenset({"tell", "warn", "inform", "notify", "assure", "promise", "remind", "advise"})
REFLEXIVE = frozenset({"bind"})
THREATENS = frozenset({"threaten", "threat", "ultimatum"})
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
    the one who promises ("the minister vowed that Ghana would repay"); ``thing``: the same of no actor ("that the camp would
    open"). ``dated``: told in the present, so that only a day to come
    makes it a promise ("is sending 14 tanks in March"). ``own``: an act so ordinary that it is promised only where one speaks for oneself. ``withheld``: what one will not do,
    which threatens where a condition stands beside it. ``told``: whether the promise was made, is denied or
    only alleged to have been, and ``teller`` who denies or alleges it."""

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
    kind: PledgeKind = "pledge"
    thing: tuple[Token, ...] = ()
    own: bool = False
    dated: bool = False
    withheld: bool = False
    told: Factuality = "happened"
    teller: Token | None = None

    @property
    def bare(self) -> bool:
        return self.how in ("will", "may")


def find_promises(tokens: Iterator[Token] | list[Token]) -> list[Promise]:
    """The promises in text order, one for each act: the more explicit wording wins."""
    found: dict[int, Promise] = {}
    for t in tokens:
        for p in _read(t):
            weighed = _reconsider(p)
            if weighed is not None and (weighed.act.i not in found or (found[weighed.act.i].bare and not weighed.bare)):
                found[weighed.act.i] = weighed
    return [found[i] for i in sorted(found)]


def _read(t: Token) -> Iterator[Promise]:
    words = promise_words()
    lemma = lemma_of(t)
    if t.lower_ in words["adjective"] and (t.pos_ == "ADJ" or (t.pos_ == "VERB" and _is_state(t))):
        yield from _by_adjective(t, words["adjective"][t.lower_])
    elif t.pos_ in ("VERB", "AUX") and (word := promise_word(t)) is not None and not is_negated(t):
        yield from _by_verb(t, word)
    elif t.pos_ == "NOUN" and lemma in words["noun"]:
        yield from _by_noun(t)
    if t.tag_ == "MD" and (t.lower_ in MODALS or t.lower_ in MAYBE):
        yield from _by_modal(t)
        yield from _by_doom(t)
    elif t.tag_ == "VBG" and t.pos_ == "VERB" and lemma != "go" and _is_under_way(t):
        yield replace(_bare(t, t, "will", t), own=not is_action(t), dated=True)
    elif lemma == "go" and t.tag_ == "VBG" and children(t, "aux"):
        yield from (
            _bare(c, t, "will", t) for c in children(t, "xcomp") if (is_action(c) or does_harm(c)) and not is_asked(t)
        )
    elif lemma == "be" and t.tag_ in ("VBZ", "VBP") and not children(t, "attr", "acomp"):
        for c in children(t, "xcomp"):
            if is_infinitive(c) and (is_undertaking(c) or does_harm(c)) and not is_asked(t) and not is_hypothetical(t):
                made = _bare(c, t, "will", c if in_passive(c) else t)
                yield replace(made, own=not (is_action(c) or does_harm(c)))


def _is_under_way(t: Token) -> bool:
    """Whether a verb stands in the present progressive: "is sending"."""
    now = any(c.lower_ in ("is", "are", "am", "'s", "’s", "'re", "’re") for c in children(t, "aux"))
    return now and (is_action(t) or does_harm(t)) and not is_negated(t) and not is_asked(t) and not is_hypothetical(t)


def promise_word(t: Token) -> PromiseWord | None:
    """The entry of a verb that promises, with its particle where it has one: "pledge", "set aside"."""
    known = promise_words()["promise"]
    phrases = (known.get(f"{lemma_of(t)} {c.lower_}") for c in children(t, "prt", "advmod"))
    return next((w for w in phrases if w is not None), known.get(lemma_of(t)))


def _by_verb(t: Token, word: PromiseWord) -> Iterator[Promise]:
    hedged = any(c.lower_ in ("might", "could", "may", "would") for c in children(t, "aux"))
    told, teller = told_as(t)
    old = is_old(t) and told == "happened"
    if t.dep_ == "amod" or hedged or is_asked(t) or old or is_hypothetical(t) or is_only_named(t, told):
        return
    strength = strength_of(word.strength)
    if strength == "considering" and t.tag_ == "VBD":
        return
    made = Promise(t, t, "verb", tuple(promisors_of(t)), _promisee(t, word), strength, 0.65, told=told, teller=teller)
    if lemma_of(t) in OUTRIGHT:
        made = replace(made, confidence=0.85)
    if lemma_of(t) in THREATENS:
        for noun in prep_objects(t, "with"):
            yield replace(made, act=noun, to=next(iter(children(t, "dobj")), None), how="amount", kind="threat")
    if lemma_of(t) in REFLEXIVE and not any(o.lower_.endswith(("self", "selves")) for o in children(t, "dobj")):
        return
    yield from (p for act in _complements(t, word) for p in _of_act(made, word, act))
    for noun in _objects(t, word):
        kind: PledgeKind = "threat" if is_harm_noun(noun) or lemma_of(t) in THREATENS else "pledge"
        yield replace(made, act=noun, how="amount", kind=kind)


def _of_act(made: Promise, word: PromiseWord, act: Token) -> Iterator[Promise]:
    """The promise of an act that a verb of promising governs, where it is one that can be undertaken."""
    verb = made.word
    harmful = does_harm(act) or lemma_of(verb) in THREATENS
    firm, weighed = lemma_of(verb) in OUTRIGHT, made.strength == "considering"
    hosted = lemma_of(verb) in OFFERS and lemma_of(act) == "host"
    if is_negated(act) and not (does_harm(act) or is_abstention(act) or firm):
        return
    if not (firm or is_undertaking(act) or harmful or weighed or hosted):
        return
    named = has_modal(act) and not in_passive(act)
    own = tuple(c for c in grammatical_subjects(act) if c.pos_ != "PRON") if named else ()
    made = replace(made, act=act, kind="threat" if harmful and not is_negated(act) else "pledge")
    if own and word.strength == "reaffirmed":
        yield replace(made, how="will", subjects=own, confidence=0.7)
    else:
        yield replace(made, subjects=made.subjects or own, doers=own if made.subjects else ())


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
        for c in gerunds_after(t, "to", *(("of", "about", "with") if word.strength == "considering" else ())):
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
        if o.pos_ not in ("NOUN", "PROPN", "NUM", "SYM") or lemma_of(o) in promise_words()["no_promise"]:
            continue
        promisee = o.dep_ == "nsubjpass" and (not in_passive(t) or children(t, "dobj"))
        if promisee or (o.dep_ != "nsubjpass" and o.i < t.i):
            continue
        counted = any(c.like_num or c.pos_ == "NUM" or c.tag_ == "$" for c in o.subtree)
        given = lemma_of(t) == "offer" and children(t, "dative")
        freely = lemma_of(t) in ("promise", "pledge", "threaten") or is_harm_noun(o) or given
        if counted or ("topic" in word.frames and freely and o.pos_ == "NOUN"):
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
            if word.strength == "considering" and lemma_of(a) in WEIGHING:
                things = [
                    *children(a, "dobj"),
                    *gerunds_after(a, "about"),
                    *(c for c in children(a, "xcomp") if c.tag_ == "VBG"),
                ]
                yield from (
                    Promise(o, t, "thing", subjects, None, "considering", 0.55, kind=kind_of(o)) for o in things[:1]
                )
                continue
            being = (t.pos_ == "VERB" or t.lower_ in ("determined", "bound")) and lemma_of(a) in ("be", "have")
            if lemma_of(a) not in promise_words()["event"] and not being:
                yield Promise(a, t, "adjective", subjects, None, strength, 0.65, kind=kind_of(a))


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
    acts += [c for c in children(t, "acl", "ccomp", "relcl") if has_modal(c) and _is_its_content(c)]
    acts += [c for c in _after_word(t) if has_modal(c)]
    loose = lemma_of(t) not in BINDING_NOUNS
    if lemma_of(t) == "word" and not children(t, "poss"):
        return
    for act in acts:
        for a in with_verbs(act):
            if loose and (not (is_undertaking(a) or does_harm(a)) or (weak and lemma_of(t.head) not in VOICES)):
                continue
            if lemma_of(a) not in promise_words()["event"]:
                kind: PledgeKind = "threat" if lemma_of(t) in THREATENS else kind_of(a)
                own = tuple(c for c in grammatical_subjects(a) if c.pos_ != "PRON") if has_modal(a) else ()
                sure = 0.6 if weak else 0.75
                yield Promise(a, t, "noun", tuple(owners), None, strength, sure, kind=kind, doers=own)
    if lemma_of(t) in ("pledge", "promise", "commitment", "offer"):
        for o in prep_objects(t, "of"):
            if any(c.like_num for c in o.subtree):
                yield Promise(o, t, "amount", tuple(owners), None, strength, 0.7)


def _is_its_content(clause: Token) -> bool:
    """Whether a clause says what a promise is: "its promise that the camp would open", not "a promise that nobody kept"."""
    return any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)


def _after_word(t: Token) -> list[Token]:
    """The clause that the parser hangs to the verb in "gave the agency its word that the camp would open"."""
    verb = t.head
    return [c for c in children(verb, "ccomp") if c.i > t.i and t.dep_ == "dobj" and lemma_of(verb) in ("give", "have")]


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


def _by_modal(t: Token) -> Iterator[Promise]:
    act = t.head
    if act.pos_ not in ("VERB", "AUX") or t.dep_ != "aux" or is_asked(act) or is_hypothetical(act) or is_question(act):
        return
    only = any(
        c.lower_ == "only" for s in children(act, "nsubj") for c in (*s.children, s.doc[max(s.left_edge.i - 1, 0)])
    )
    done = any(c.lower_ in ("have", "'ve", "’ve") for c in children(act, "aux"))
    had = act.tag_ in ("VBN", "VBD") and not children(act, "auxpass")  # "he 'd ordered" is "had"
    if only or done or had or any(c.tag_ == "WRB" for c in act.children):
        return
    how: How = "may" if t.lower_ in MAYBE else "will"
    for a in with_verbs(act):
        if a.i == act.i or a.tag_ in ("VB", "VBN"):
            p = replace(_bare(a, t, how, act), reported=MODALS.get(t.lower_) == "would")
            negated = a.i == act.i and (is_negated(act) or any(c.lower_ == "longer" for c in act.children))
            if negated or of_none(a):
                yield from _not_done(p, t)
            elif is_undertaking(a) or does_harm(a) or _is_considering(a):
                yield replace(p, own=not (is_action(a) or does_harm(a) or _is_considering(a)))


def _by_doom(t: Token) -> Iterator[Promise]:
    """ "Whoever crosses the line will face consequences", in the mouth of one who can see to it."""
    act = t.head
    subjects = children(act, "nsubj")
    doom = any(is_harm_noun(o) or lemma_of(o) in ("consequence", "price") for o in children(act, "dobj"))
    if (
        doom
        and lemma_of(act) in ("face", "pay", "suffer", "meet")
        and subjects
        and not is_asked(act)
        and not is_negated(act)
    ):
        yield Promise(act, t, "must", (), subjects[0], "firm", 0.55, kind="threat")


def _not_done(p: Promise, modal: Token) -> Iterator[Promise]:
    """What "will not" be done: harm, or what is worth a promise not to do it, or "never again"; all else is only withheld."""
    if p.how == "may" or modal.lower_ not in ("will", "wo", "'ll", "’ll", "shall", "would"):
        return
    again = {"never", "again"} <= {c.lower_ for c in p.act.children}
    if does_harm(p.act) or is_abstention(p.act) or again:
        yield replace(p, kind="pledge", withheld=is_abstention(p.act))
    elif is_undertaking(p.act):
        yield replace(p, kind="threat", own=True, withheld=True)


def _bare(act: Token, word: Token, how: How, verb: Token) -> Promise:
    subjects = promisors_of(verb)
    strength: Strength = "considering" if how == "may" else "firm"
    confidence = 0.7 if how == "will" else 0.5
    return Promise(act, word, how, tuple(subjects), None, strength, confidence, kind=kind_of(act))


def _reconsider(p: Promise) -> Promise | None:
    """A promise to consider is weighed, one with an "if" is conditional."""
    if _is_considering(p.act):
        below = [c for c in children(p.act, "xcomp", "ccomp") if c.tag_ == "VBG"]
        if not below:
            return None
        p = replace(p, act=below[0], strength="considering", kind=kind_of(below[0]))
    condition = tuple(condition_of(p))
    hostile = condition and (is_hit_by(p.act) or (is_hostile(condition) and not is_shield(p.act)))
    if (hostile or is_warned_of(p.act)) and p.kind == "pledge" and not is_negated(p.act):
        p = replace(p, kind="threat")
    if p.withheld and condition:
        p = replace(p, kind="threat")
    elif p.withheld and p.kind == "threat":
        return None
    if condition and (p.strength != "considering" or p.how == "adjective"):
        return replace(p, strength="conditional", condition=condition)
    return replace(p, condition=condition)


def _is_considering(act: Token) -> bool:
    word = promise_words()["promise"].get(lemma_of(act))
    return (
        word is not None
        and word.strength == "considering"
        and "gerund" in word.frames
        and act.lemma_ != "propose"
        and bool(children(act, "xcomp", "ccomp"))
    )


def promisors_of(t: Token) -> list[Token]:
    if in_passive(t):
        agent = by_agent(t)
        return with_conjuncts([agent]) if agent is not None else []
    own = children(t, "nsubj")
    if (
        own
        and own[0].lower_ == "it"
        and t.dep_ == "ccomp"
        and lemma_of(t.head) in TELLING
        and children(t.head, "dobj", "dative")
    ):
        return grammatical_subjects(t.head)
    return with_conjuncts(own[:1]) if len(own) > 1 and own[0].pos_ == "PROPN" else grammatical_subjects(t)


def _promisee(t: Token, word: PromiseWord) -> Token | None:
    if "addressee" in word.frames and not in_passive(t):
        for c in children(t, "dative"):
            return next(iter(children(c, "pobj")), c) if c.pos_ == "ADP" else c
        if any(is_infinitive(c) or has_modal(c) for c in children(t, "ccomp", "xcomp")):
            return next((c for c in children(t, "dobj") if c.pos_ in ("PROPN", "NOUN", "PRON")), None)
    return None


def strength_of(word: str) -> Strength:
    for s in ("firm", "reaffirmed", "conditional", "considering"):
        if s == word:
            return s
    raise AssertionError(word)
