"""The acts that are promised, as verbs: whether one can undertake them, whether they do harm, and which go together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.syntax import children, is_negated, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.records import PledgeKind

MODALS = {"will": "will", "'ll": "will", "’ll": "will", "shall": "will", "would": "would", "'d": "would", "wo": "will"}
NEEDS_OBJECT = frozenset(
    ["continue", "start", "begin", "resume", "stop", "cease", "halt", "end", "open", "raise", "set", "return"]
)
STARTS = frozenset(
    {
        "launch",
        "begin",
        "start",
        "resume",
        "reinstate",
        "restore",
        "continue",
        "introduce",
        "take",
        "apply",
        "call",
        "stage",
        "organise",
        "organize",
        "hold",
        "declare",
        "wage",
        "bring",
        "unleash",
    }
)
BLOWS = frozenset({"hit", "strike", "fight", "fire", "push", "shoot"})
ANSWERS = frozenset({"answer", "respond", "meet", "react", "reply", "counter", "hit", "greet"})
REVENGE = frozenset({"retaliation", "reprisal", "revenge", "response", "punishment"})
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


def is_undertaking(act: Token) -> bool:
    """As :func:`is_action`, of whatever one who speaks for oneself may announce: any act but scheduled business and what only
    befalls one."""
    words, lemma = promise_words(), lemma_of(act)
    if is_action(act):
        return True
    if lemma in words["idle"] or lemma in words["event"]:
        return False
    if lemma in ACTS_ON and any(lemma_of(c) in words["idle"] for c in carried_by(act)):
        return False
    objects = [*children(act, "dobj", "nsubjpass"), *carried_by(act)]
    if lemma != "host" and any(lemma_of(o) in words["unpromised"] for o in objects):
        return False
    return bool(objects) or not (lemma in words["needs_object"] or lemma in words["light"])


def is_harm(act: Token) -> bool:
    """Whether an act does harm, so that announcing it is a threat."""
    words = promise_words()
    lemma = lemma_of(act)
    objects = children(act, "dobj", "nsubjpass")
    if lemma in words["harm"] or any(lemma_of(o) in REVENGE for o in prep_objects(act, "in", "as")):
        return True
    if lemma in BLOWS and any(c.lower_ == "back" for c in act.children):
        return True
    if lemma in ANSWERS and any(lemma_of(o) in words["arms"] | words["harm_noun"] for o in prep_objects(act, "with")):
        return True
    left = [*objects, *prep_objects(act, "from")]
    left += [o for c in children(act, "prep", "prt", "advmod") for o in prep_objects(c, "of")]
    if lemma in words["undo"] and any(lemma_of(o) in words["good"] or o.ent_type_ == "ORG" for o in left):
        return True
    if lemma in STARTS and any(lemma_of(o) in words["harm_noun"] for o in objects):
        return True
    if lemma not in words["harm_to"]:
        return False
    objects += prep_objects(act, "against", "on") if objects else prep_objects(act, "against", "on", "at", "to")
    return any(
        o.pos_ == "PROPN"
        or o.ent_type_ in ("GPE", "NORP", "ORG", "PERSON")
        or lemma_of(o) in words["harm_noun"] | words["victim"]
        or "back" in {c.lower_ for c in act.children}
        for o in objects
    )


def does_harm(act: Token) -> bool:
    """As :func:`is_harm`, and for what an act carries: "will begin to bomb"."""
    return is_harm(act) or any(is_harm(c) for c in carried_by(act))


def is_hit_by(act: Token) -> bool:
    """Whether a verb would do harm to whatever its object is, so that with a condition it threatens."""
    objects = children(act, "dobj", "nsubjpass")
    if any(lemma_of(o) in promise_words()["arms"] or o.lower_ in ("them", "him", "her", "you") for o in objects):
        return not is_shield(act)
    return lemma_of(act) in promise_words()["harm_to"] and bool(objects or children(act, "prep"))


def is_shield(act: Token) -> bool:
    """Whether an act is a good one whatever brings it about: "will defend it if it is attacked"."""
    return lemma_of(act) in promise_words()["shield"]


def is_harm_noun(noun: Token) -> bool:
    return lemma_of(noun) in promise_words()["harm_noun"]


def kind_of(act: Token) -> PledgeKind:
    """A threat where the act does harm to another, a pledge where it does not, or is what one will not do."""
    return "threat" if does_harm(act) and not is_negated(act) and not of_none(act) else "pledge"


def is_abstention(act: Token) -> bool:
    return lemma_of(act) in promise_words()["abstain"]


def carried_by(act: Token) -> list[Token]:
    return [c for c in children(act, "xcomp", "ccomp") if is_infinitive(c) or c.tag_ == "VBG"]


def with_verbs(act: Token) -> Iterator[Token]:
    """A verb and those coordinated with it that have no subject and no modal of their own; also the second infinitive where
    the parser hung it to a clause between: "to vote before the year is out and to let"."""
    yield act
    if is_infinitive(act):
        for c in act.subtree:
            if c.dep_ == "conj" and c.tag_ == "VB" and is_infinitive(c) and c.head.tag_ in ("VBZ", "VBP", "VBD"):
                yield c
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
