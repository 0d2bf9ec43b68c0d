"""What the words tell of promises made before, by grammar: kept, broken, raised, doubted... ``pledge_news`` makes records of it.

A promise shows as a noun ("withdrew its pledge"), beside a thing ("the soldiers it had promised"), or not at all, where words
like "the first 100" hint that more was promised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.promised_acts import gerunds_after, has_modal, is_infinitive
from dragoman.reader.pledges.promises import owners_of, promisors_of
from dragoman.reader.pledges.reservations import is_asked, is_hypothetical, is_old, is_question, told_as
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

    from dragoman.records import PledgeNewsKind

NOUNS = frozenset(
    ["pledge", "promise", "commitment", "offer", "vow", "undertaking", "guarantee", "assurance", "word", "threat"]
)
PROMISED = frozenset(
    ["promise", "pledge", "offer", "commit", "announce", "vow", "agree", "undertake", "guarantee", "plan", "earmark"]
)
GIVEN_WORD = frozenset({"promise", "pledge", "offer", "commit", "vow", "guarantee", "earmark"})
FATES: dict[str, PledgeNewsKind] = {
    "withdrawn": "withdrawn", "broken": "broken", "kept": "kept", "raised": "raised", "cut": "cut", "doubted": "contested",
    "stands": "reaffirmed", "recalled": "recalled",
}  # fmt: skip
PARTS = frozenset(
    {"first", "initial", "half", "part", "another", "second", "third", "some", "most", "quarter", "latest", "next"}
)
WHOLES = frozenset(
    {"last", "remaining", "final", "full", "all", "whole", "entire", "rest", "remainder", "entirety", "both"}
)
GIVEN = frozenset(
    {"contribution", "donation", "contingent", "force", "presence", "aid", "share", "deployment", "support"}
)
PORTIONS = frozenset(
    [
        "half",
        "part",
        "rest",
        "remainder",
        "batch",
        "group",
        "number",
        "majority",
        "tranche",
        "quarter",
        "third",
        "bulk",
        "all",
    ]
    + ["shipment", "consignment", "contingent", "instalment", "installment", "most", "some", "dozen", "total"]
)
ROLES = frozenset({"dobj", "nsubjpass", "pobj", "nsubj", "dative"})
OWN_MIND = frozenset({"decide", "plan", "intend", "resolve", "threaten", "approve", "announce", "unveil", "allocate"})
INSTEAD = frozenset({"instead", "rather"})
SPEAKING = frozenset({"say", "announce", "declare", "confirm", "state", "reveal", "indicate"})
HINTS = frozenset({"first", "initial", "last", "remaining", "final", "full", "rest", "remainder"})
MAYBE = frozenset({"may", "might", "could", "should", "must", "would"})


@dataclass(frozen=True, slots=True)
class Outcome:
    """``core``: head of what was promised, verb or noun. ``verb``: what tells its fate. ``word``: what names the promise, ``None``
    where nothing does. ``who``: heads of those who promised. ``doubter``: head of who doubts it. ``if_dated``: news only where a day well past hangs on
    ``word``, ``if_told`` only where another than the promisor tells it; else it is a promise of now."""

    news: PledgeNewsKind
    core: Token
    verb: Token
    word: Token | None
    who: tuple[Token, ...]
    confidence: float
    doubter: Token | None = None
    if_dated: bool = False
    if_told: bool = False


def find_outcomes(tokens: Iterable[Token]) -> list[Outcome]:
    """In text order, one for each thing promised: the more explicit wording wins."""
    found: dict[int, Outcome] = {}
    for t in tokens:
        for o in _read(t):
            known = found.get(o.core.i)
            if known is None or known.confidence < o.confidence:
                found[o.core.i] = o
    return [found[i] for i in sorted(found)]


def _read(t: Token) -> Iterator[Outcome]:
    if is_question(t):
        return
    if t.pos_ == "NOUN" and lemma_of(t) in NOUNS:
        yield from _of_noun(t)
    elif t.pos_ == "NOUN" and lemma_of(t) in GIVEN and any(c.dep_ == "poss" for c in t.children):
        yield from (replace(o, confidence=0.6) for o in _of_noun(t) if o.news in ("raised", "cut") and _has_figures(o))
    elif t.pos_ in ("VERB", "ADJ") and lemma_of(t) in GIVEN_WORD and (thing := _promised_thing(t)) is not None:
        yield from _of_thing(thing, t)
    elif t.pos_ == "VERB" and told_class(t, ("arrive", "deliver")) is not None:
        yield from _hinted(t)
    if t.lower_ in INSTEAD:
        yield from _exceeded(t)
    if t.pos_ in ("VERB", "ADJ"):
        yield from _doubted(t)
    if t.pos_ == "VERB":
        yield from _of_old(t)


def _of_old(t: Token) -> Iterator[Outcome]:
    """ "had pledged to send", "agreed in March to let", "said last year that it would": only told again."""
    words = promise_words()["promise"].get(lemma_of(t))
    promises = words is not None and words.strength == "firm" and lemma_of(t) not in OWN_MIND
    if not (promises or lemma_of(t) in SPEAKING) or t.tag_ not in ("VBD", "VBN") or is_asked(t) or is_negated(t):
        return
    if t.dep_ in ("relcl", "amod") or is_hypothetical(t) or told_as(t)[0] != "happened":
        return
    acts = [
        c
        for c in children(t, "xcomp", "ccomp")
        if (has_modal(c) or (promises and is_infinitive(c))) and not is_negated(c)
    ]
    if words is not None and words.frames & {"topic", "amount"}:
        freely = lemma_of(t) in ("promise", "pledge")
        acts += [o for o in children(t, "dobj") if freely or any(c.pos_ == "NUM" for c in o.subtree)]
    for act in acts:
        who = tuple(promisors_of(t)) if promises else tuple(grammatical_subjects(act))
        old = promises and is_old(t)
        told = promises and not old and bool({"has", "have", "had"} & {c.lower_ for c in children(t, "aux")})
        yield Outcome("recalled", act, t, t, who, 0.55, if_dated=not (old or told), if_told=told)


def told_class(verb: Token, classes: Iterable[str] = FATES) -> str | None:
    """Which of some classes of ``pledges.tsv`` a verb belongs to, with its particle where it needs one."""
    words, lemma = promise_words(), lemma_of(verb)
    for name in classes:
        entry = words[name].get(lemma)
        if entry is not None and (not entry.frames or any(c.lower_ in entry.frames for c in verb.children)):
            return name
    return None


def _of_noun(noun: Token) -> Iterator[Outcome]:
    """ "withdrew its pledge of", "has kept its promise to", "doubted the pledge"."""
    verb = _governor(noun)
    fate = told_class(verb) if verb is not None else None
    owners = tuple(owners_of(noun)[0])
    core = next(iter([*_acts_of(noun), *prep_objects(noun, "of")]), noun)
    if verb is None or fate is None or is_hypothetical(verb):
        if lemma_of(noun) in NOUNS:
            yield Outcome("recalled", core, noun, noun, owners, 0.5, if_dated=True)
        return
    if fate == "recalled":
        yield Outcome("recalled", core, verb, noun, owners, 0.6, if_dated=not _is_called_old(noun))
        return
    news = _with_mood(FATES[fate], verb)
    if news is None or (fate == "stands" and lemma_of(noun) == "threat"):
        return
    accuser = next((a for a in ancestors(verb) if lemma_of(a) == "accuse"), None)
    told = accuser if accuser is not None else verb if news == "contested" else None
    doubter = next(iter(children(told, "nsubj") or grammatical_subjects(told)), None) if told is not None else None
    who = owners or (tuple(promisors_of(verb)) if news != "contested" else ())
    yield Outcome(news, core, verb, noun, who, 0.8, doubter)


def _has_figures(o: Outcome) -> bool:
    """Whether a change is told in figures: "from 150 to 220", "to 220 soldiers"."""
    return any(c.lower_ in ("from", "to") and any(d.pos_ == "NUM" for d in c.subtree) for c in o.verb.children)


def _governor(noun: Token) -> Token | None:
    """The verb that a noun is object or subject of, also through a preposition: "reneged on its promise"."""
    at = noun
    for head in ancestors(noun):
        if head.pos_ in ("VERB", "AUX"):
            return head if at.pos_ in ("ADP", "ADV") or at.dep_ in ROLES else None
        if head.pos_ not in ("ADP", "ADV") and at.dep_ not in ("conj", "prep"):
            return None
        at = head
    return None


def _acts_of(noun: Token) -> list[Token]:
    return [c for c in children(noun, "acl", "relcl") if is_infinitive(c)] + gerunds_after(noun, "of", "to")


def _is_called_old(noun: Token) -> bool:
    old = ("earlier", "previous", "old", "past", "original", "former", "longstanding", "repeated")
    return any(c.lower_ in old for c in noun.children)


def _with_mood(news: PledgeNewsKind, verb: Token) -> PledgeNewsKind | None:
    """What tense, negation and the verb above make of a fate: "failed to keep", "will honour", "may withdraw"."""
    helpers = {c.lower_ for c in children(verb, "aux", "auxpass")}
    above = verb.head if verb.dep_ in ("xcomp", "pcomp", "advcl") else None
    over = lemma_of(above) if above is not None else ""
    if over in ("fail", "refuse", "decline") and news == "kept":
        return "broken"
    if is_asked(verb) or helpers & MAYBE - {"would"} or over in ("threaten", "consider"):
        return None
    if is_negated(verb):
        if news != "kept":
            return None
        return "recalled" if {"has", "have"} & helpers or "yet" in {c.lower_ for c in verb.children} else "broken"
    if over == "have" and above is not None and any(c.lower_ == "yet" for c in above.children):
        return "recalled"
    if news == "kept":
        if helpers & {"will", "would", "'ll", "’ll"} or is_infinitive(verb):
            return "reaffirmed"
        if verb.tag_ == "VBG" and helpers & {"is", "are", "'s", "’s", "'re", "’re"}:
            return "in_progress"
    return news


def _promised_thing(word: Token) -> Token | None:
    """The noun that a promise is told of beside it: "the aid it had pledged", "the promised aid", "aid pledged in May"."""
    noun = word.head
    if noun.pos_ not in ("NOUN", "PROPN", "NUM", "SYM"):
        return None
    if lemma_of(noun) in ("delegate", "elector", "voter"):
        return None
    if word.dep_ == "amod" and lemma_of(word) != "guarantee" and word.tag_ in ("VBN", "JJ", "VBD"):
        return noun
    if word.dep_ == "acl" and word.tag_ in ("VBN", "VBD"):
        return noun
    told = word.tag_ in ("VBD", "VBN") and not any(c.lower_ in MAYBE | {"will"} for c in children(word, "aux"))
    gap = any(o.tag_ in ("WDT", "WP") or o.lower_ == "that" for o in children(word, "dobj", "nsubjpass"))
    gap = gap or not any(c.pos_ != "PROPN" for c in children(word, "dobj", "ccomp"))
    return noun if word.dep_ == "relcl" and told and gap and children(word, "nsubj", "nsubjpass") else None


def _of_thing(thing: Token, word: Token) -> Iterator[Outcome]:
    """What became of a thing that is named as promised."""
    top = whole_of(thing)
    verb = next((a for a in ancestors(top) if a.pos_ in ("VERB", "AUX") and a.i != word.i), None)
    if verb is None or is_hypothetical(verb):
        return
    who = _promisors(thing, word, verb)
    fate = told_class(verb, ("arrive", "deliver", "withdrawn", "raised", "cut", "doubted", "kept"))
    if top.dep_ not in ("nsubj", "nsubjpass", "dobj", "pobj", "attr", "conj", "dative"):
        fate = None
    if fate in ("arrive", "deliver", "kept"):
        yield from _come_about(Outcome("kept", thing, verb, word, who, 0.75), top)
    elif fate is not None and (news := _with_mood(FATES[fate], verb)) is not None:
        yield Outcome(news, thing, verb, word, who, 0.7)
    else:
        yield Outcome("recalled", thing, verb, word, who, 0.5)


def _promisors(thing: Token, word: Token, verb: Token) -> tuple[Token, ...]:
    """Who promised: the subject of the relative clause, the agent, whose it is, or who delivers."""
    if word.dep_ == "relcl":
        own = [s for s in children(word, "nsubj") if s.tag_ not in ("WDT", "WP")]
        if own:
            return tuple(with_conjuncts(own))
    agent = by_agent(word)
    if agent is not None:
        return tuple(with_conjuncts([agent]))
    return owners_of_thing(thing) or (
        () if in_passive(verb) else tuple(s for s in promisors_of(verb) if s.i != whole_of(thing).i)
    )


def owners_of_thing(thing: Token) -> tuple[Token, ...]:
    """Whose soldiers they are: "Portuguese soldiers", "soldiers from Portugal", "Portugal's soldiers"."""
    named = children(thing, "poss") + prep_objects(thing, "from", "by")
    return tuple(
        named or [c for c in children(thing, "amod", "compound", "nmod") if c.ent_type_ in ("NORP", "GPE", "ORG")]
    )


def whole_of(thing: Token) -> Token:
    """The word that stands for a thing in its clause: "all" of "all of the 4 million", "100" of "the first 100 of 200 soldiers"."""
    top = thing
    while top.dep_ == "pobj" and top.head.lower_ == "of":
        over = top.head.head
        if over.pos_ not in ("NUM", "PRON", "DET") and lemma_of(over) not in PORTIONS:
            break
        top = over
    return top


def _come_about(o: Outcome, top: Token) -> Iterator[Outcome]:
    """Whether what was promised came, is coming, came in part, did not come, or will not come."""
    verb, helpers = o.verb, {c.lower_ for c in children(o.verb, "aux", "auxpass")}
    above = verb.head if verb.dep_ in ("xcomp", "pcomp") else None
    over = lemma_of(above) if above is not None else ""
    signs = {c.lower_ for c in verb.children}
    if is_asked(verb) and over not in ("fail", "refuse"):
        return
    if over in ("fail", "refuse", "decline"):
        yield replace(o, news="broken")
    elif "longer" in signs or (is_negated(verb) and helpers & {"will", "wo", "can", "could", "would", "ca"}):
        yield replace(o, news="withdrawn")
    elif is_negated(verb) or "never" in signs:
        pending = bool(helpers & {"has", "have"}) and "never" not in signs
        yield replace(o, news="recalled" if pending else "broken")
    elif over == "have" or (above is not None and "yet" in {c.lower_ for c in above.children}):
        yield replace(o, news="recalled")
    elif helpers & {"will", "'ll", "’ll", "would"} or is_infinitive(verb):
        going = over in ("begin", "start")
        yield replace(o, news="in_progress" if going else "reaffirmed", confidence=0.55)
    elif not helpers & MAYBE:
        going = verb.tag_ == "VBG" and not helpers & {"was", "were"} or "being" in helpers or over in ("begin", "start")
        yield replace(o, news="in_progress" if going or is_part(top) else "kept")


def is_part(top: Token) -> bool:
    """Whether words say that only a part of something came: "the first 100", "half of the", "40 of the 60"."""
    words = {c.lower_ for c in top.subtree if abs(c.i - top.i) <= 3} | {top.lower_}
    if words & WHOLES:
        return False
    counted = top.pos_ == "NUM" and any(c.lower_ == "of" for c in top.children)
    return bool(words & PARTS) or counted


def _hinted(verb: Token) -> Iterator[Outcome]:
    """Something that came in parts or as announced, without a word of promise: "the first 100 soldiers arrived"."""
    if verb.tag_ not in ("VBD", "VBN") or is_negated(verb) or is_hypothetical(verb) or is_asked(verb):
        return
    if verb.dep_ in ("amod", "acl") or {c.lower_ for c in children(verb, "aux")} & (MAYBE | {"will"}):
        return
    passive = in_passive(verb)
    subjects = children(verb, "nsubj", "nsubjpass")
    objects = children(verb, "dobj") if told_class(verb, ("deliver",)) and not passive else []
    as_said = _as_promised(verb)
    for first in objects or subjects:
        # The parser takes the article for the subject in "The first 100 of 200 soldiers arrived".
        top = next((c for c in first.children if c.pos_ == "NUM"), first) if first.lower_ == "the" else first
        thing = next((o for o in prep_objects(top, "of") if lemma_of(o) in promise_words()["cargo"]), top)
        near = {c.lower_ for c in (*top.children, *thing.children, top)}
        counted = top.pos_ == "NUM" and thing.i != top.i and any(c.pos_ == "NUM" for c in thing.children)
        if lemma_of(thing) not in promise_words()["cargo"] and top.pos_ != "NUM" and as_said is None:
            continue
        who = owners_of_thing(thing) or (tuple(promisors_of(verb)) if objects else ())
        who = tuple(w for w in who if w.i != top.i)
        if as_said is not None:
            news: PledgeNewsKind = "kept" if lemma_of(as_said) in PROMISED - {"plan"} else "in_progress"
            yield Outcome(news, thing, verb, as_said, who, 0.6)
        elif near & HINTS or counted:
            yield Outcome("in_progress", thing, verb, None, who, 0.5)


def _exceeded(t: Token) -> Iterator[Outcome]:
    """ "will send 200 soldiers instead of 150", "up from 150"."""
    for act in (t, *ancestors(t)):
        if act.pos_ == "VERB":
            things = [o for o in children(act, "dobj", "nsubjpass") if any(c.pos_ == "NUM" for c in o.children)]
            if things and has_modal(act) and t.i > things[0].i:
                yield Outcome("raised", things[0], act, t, tuple(promisors_of(act)), 0.65)
            return


def _as_promised(verb: Token) -> Token | None:
    """ "as promised", "as planned" on a verb."""
    for c in children(verb, "advcl"):
        if lemma_of(c) in PROMISED and any(m.lower_ == "as" for m in c.children) and c.tag_ in ("VBN", "VBD"):
            return c
    return None


def _doubted(t: Token) -> Iterator[Outcome]:
    """ "doubts that they will come", "does not believe", "would be surprised if the soldiers came by September"."""
    lemma = lemma_of(t)
    unbelieving = lemma in ("believe", "expect", "think") and is_negated(t)
    clauses = children(t, "ccomp") if lemma == "doubt" or unbelieving else []
    if lemma == "surprised" or lemma in ("sceptical", "skeptical", "doubtful"):
        clauses = [c for c in (*children(t, "ccomp", "advcl"), *children(t.head, "advcl")) if c.i > t.i]
    for act in clauses:
        if not _is_delivery(act):
            continue
        subject = next(iter(children(act, "nsubj", "nsubjpass")), None)
        holder = t if t.pos_ == "VERB" else t.head
        doubter = next(iter(grammatical_subjects(holder)), None)
        nameless = subject is None or lemma_of(subject) in promise_words()["cargo"] and not owners_of_thing(subject)
        who = (subject,) if subject is not None and not nameless and not in_passive(act) else ()
        yield Outcome("contested", act, t, None, who, 0.6, doubter)


def _is_delivery(act: Token) -> bool:
    """Whether a clause tells of something promised coming about: the act is one of delivering, and a limit, a portion or a
    thing that one waits for shows that it is awaited."""
    if act.lemma_ != "be" and told_class(act, ("arrive", "deliver", "kept")) is None:
        return False
    limits = any(c.lower_ in ("by", "before", "on", "in", "within") for c in act.subtree if c.dep_ == "prep")
    things = [*children(act, "nsubj", "nsubjpass", "dobj")]
    awaited = any(lemma_of(o) in promise_words()["cargo"] or lemma_of(o) in NOUNS for o in things)
    return awaited or (limits and any(o.pos_ == "PRON" for o in things)) or told_class(act, ("kept",)) is not None
