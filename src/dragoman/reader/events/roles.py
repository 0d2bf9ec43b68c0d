"""Which words stand in which role to an event word. A role is a name out of the lexicon: "subj", "obj", "by", "with"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.words.events import words_of
from dragoman.reader.syntax import (
    ancestors,
    children,
    doers,
    grammatical_subjects,
    in_passive,
    prep_objects,
    undergoers,
    with_conjuncts,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

COMPLEMENTS = ("xcomp", "ccomp")


def fillers(trigger: Token, role: str) -> list[Token]:
    """The tokens in a role of an event word, coordinated ones included, in text order.

    For verbs: ``subj`` who does it and ``obj`` whom it is done to, active or passive alike; ``comp.subj`` and
    ``comp.obj`` the same of the clause that completes it; ``dative`` who is given something; ``obj.clause`` what a clause about the object names; ``purpose`` whom an infinitive of purpose names; ``comp.with`` a preposition of the completing clause; any other name is a preposition. For nouns: ``light`` who
    holds, launches or stages it; ``poss``, ``by``, ``mod`` ("Russian attack"); ``between``; any other preposition.
    """
    special = _VERB_ROLES if trigger.pos_ in ("VERB", "AUX") else _NOUN_ROLES
    if role in special:
        return special[role](trigger)
    if role.startswith("comp."):
        clause = complement(trigger)
        return _by_preposition(clause, role.removeprefix("comp.")) if clause is not None else []
    return _by_preposition(trigger, role)


def complement(trigger: Token) -> Token | None:
    """The clause or gerund that completes a verb or noun: "agreed to send", "a call to disarm", "accused of spying"."""
    for c in trigger.children:
        is_clause = c.pos_ in ("VERB", "AUX") or bool(children(c, "nsubj", "nsubjpass"))
        if c.dep_ in COMPLEMENTS and is_clause and not _is_quoting(trigger, c):
            return _past_copula(c)
    for c in children(trigger, "acomp", "oprd"):
        if clauses := children(c, *COMPLEMENTS):
            return clauses[0]
    for c in trigger.children:
        if c.dep_ == "acl" and (c.tag_ == "VB" or (children(c, "nsubj") and _is_that_clause(c))):
            return c
        if c.dep_ == "advcl" and c.tag_ == "VB" and any(k.lower_ == "to" for k in c.children):
            return c
    for c in trigger.children:
        if c.dep_ == "prep" and (gerunds := children(c, "pcomp")):
            return gerunds[0]
    for o in children(trigger, "dobj"):
        for c in children(o, "acl", "relcl"):
            if c.tag_ == "VB" and any(k.lower_ == "to" for k in c.children):
                return c
    return None


def _is_that_clause(clause: Token) -> bool:
    return any(k.lower_ == "that" for k in children(clause, "mark"))


def light_verb(noun: Token) -> Token | None:
    """The verb that merely lets a noun take place: "held talks", "the talks they held", "a raid was launched"."""
    light = words_of("light")
    if noun.dep_ in ("dobj", "nsubjpass", "attr") and noun.head.lemma_ in light:
        return noun.head
    if noun.dep_ == "pobj" and noun.head.lower_ in ("in", "into", "on", "to", "under", "for"):
        verb = noun.head.head
        if verb.lemma_ in words_of("light_in"):
            return verb
    if noun.dep_ == "conj":
        return light_verb(noun.head)
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.lemma_ in words_of("portion"):
        return light_verb(noun.head.head)
    for c in noun.children:
        if c.dep_ in ("relcl", "acl") and c.lemma_ in light and c.pos_ == "VERB":
            return None if any(k.tag_ != "WDT" for k in children(c, "dobj", "xcomp", "ccomp")) else c
    return _misparsed_relative(noun)


def _misparsed_relative(noun: Token) -> Token | None:
    """The light verb of "the talks that X, ..., held with Y", which the parser often fails to hang under "talks"."""
    if noun.i + 1 >= noun.sent.end or noun.nbor().tag_ != "WDT" or noun.nbor().lower_ not in ("that", "which"):
        return None
    for t in noun.doc[noun.i + 2 : min(noun.sent.end, noun.i + 25)]:
        if t.pos_ == "VERB" and t.tag_ in ("VBD", "VBN", "VBZ", "VBP") and t.lemma_ in words_of("light"):
            return None if children(t, "dobj") else t
    return None


def _is_quoting(trigger: Token, clause: Token) -> bool:
    """Whether a "complement" stands before its verb, as quotes do: "..., he said"; only verbs of saying have those."""
    return clause.i < trigger.i and trigger.lemma_ not in words_of("say")


def _past_copula(clause: Token) -> Token:
    if clause.lemma_ == "be":
        for c in children(clause, "attr", "acomp", "xcomp"):
            if c.pos_ == "VERB":
                return c
    return clause


def _comp_subject(trigger: Token) -> list[Token]:
    clause = complement(trigger)
    if clause is None:
        return []
    own = children(clause, "nsubj", "nsubjpass")
    return with_conjuncts(own)


def _comp_object(trigger: Token) -> list[Token]:
    clause = complement(trigger)
    if clause is None or in_passive(clause):
        return []
    return _given_to(clause) if clause.lemma_ in words_of("transfer") else undergoers(clause)


def _given_to(verb: Token) -> list[Token]:
    """The receiver that stands before what is given: "lent Ghana 2 million"; the parser may hang it on the thing."""
    found = [c for c in children(verb, "dative") if c.pos_ != "ADP"]
    for thing in children(verb, "dobj"):
        if not children(thing, "nummod") and thing.lemma_ not in words_of("aid"):
            continue
        found += [c for c in children(thing, "nmod", "compound") if c.ent_type_ in ("GPE", "ORG", "PERSON")]
    return with_conjuncts(found)


def _object_clause(trigger: Token) -> list[Token]:
    """Whom what is sent will serve: "troops who will serve in KFOR", "who will join the mission"."""
    found = []
    for o in undergoers(trigger):
        times = children(trigger, "npadvmod")
        for clause in [c for holder in (o, trigger, *times) for c in children(holder, "relcl", "acl")]:
            if clause.lemma_ in words_of("serve"):
                found += children(clause, "dobj")
            found += prep_objects(clause, "as", "for", "with", "under", "to", "in", "at")
    return with_conjuncts(found)


def _purpose(trigger: Token) -> list[Token]:
    """Whom an infinitive of purpose names: "gave 5 million to fight hunger in Chad", "to help farmers"."""
    for holder in (trigger, *children(trigger, "dobj")):
        for clause in children(holder, "advcl", "xcomp", "acl", "relcl"):
            if clause.tag_ == "VB" and (found := undergoers(clause) + prep_objects(clause, "in", "for", "with")):
                objects = [o for u in found for o in prep_objects(u, "in", "of", "for")]
                return with_conjuncts([*found, *objects])
    return []


def _light_doers(noun: Token) -> list[Token]:
    verb = light_verb(noun)
    if verb is None or (noun.dep_ == "pobj" and noun.head.lower_ == "under"):
        return []
    found = doers(verb)
    if not found and verb.dep_ == "acl" and verb.head.i != noun.i:
        return with_conjuncts([verb.head])
    return found


def _modifiers(noun: Token) -> list[Token]:
    return with_conjuncts(
        c
        for c in children(noun, "amod", "compound", "nmod")
        if c.ent_type_ != "GPE" or c.text.isupper() or "." in c.text
    )


def _possessors(noun: Token) -> list[Token]:
    return with_conjuncts(children(noun, "poss"))


def _clause_subject(noun: Token) -> list[Token]:
    """The subject of the clause a noun hangs in: "arrived on a visit"; not that of "the prizes included a visit"."""
    if noun.dep_ == "dobj" and noun.head.lemma_ not in words_of("light"):
        return []
    for a in ancestors(noun):
        if a.pos_ in ("VERB", "AUX"):
            return [t for t in grammatical_subjects(a) if t.i != noun.i]
    return []


def _by_preposition(trigger: Token, role: str) -> list[Token]:
    """Objects of a preposition of the trigger; for verbs also of one that the parser hung on the object."""
    found = _no_times(prep_objects(trigger, role))
    holders: list[Token] = []
    if trigger.pos_ in ("VERB", "AUX"):
        holders = with_conjuncts([*undergoers(trigger), *children(trigger, "attr")])
        holders += children(trigger, "prt", "acomp", "advmod", "xcomp", "prep")
        holders += [o for p in children(trigger, "prep") for o in children(p, "pobj")]
        holders += [o for u in children(trigger, "dobj") for o in prep_objects(u, "of")]
        holders += [c for c in trigger.conjuncts if c.head.i == trigger.i and not children(c, "dobj")]
    else:
        verb = light_verb(trigger)
        holders = [verb] if verb is not None else []
        preps = children(trigger, "prep")
        holders += preps + [o for p in preps for o in children(p, "pobj")]
        if not found and trigger.dep_ == "dobj":
            next_to = [c for c in trigger.head.children if c.i == trigger.right_edge.i + 1 and c.lower_ == role]
            found = _no_times([o for c in next_to for o in children(c, "pobj")])
    for holder in holders:
        if found:
            break
        found = _no_times(prep_objects(holder, role))
    return with_conjuncts(found)


def _no_times(tokens: list[Token]) -> list[Token]:
    """Without "on Tuesday", "in 2014", "by noon"."""
    return [t for t in tokens if t.ent_type_ not in ("DATE", "TIME", "CARDINAL", "PERCENT")]


_VERB_ROLES = {
    "subj": doers,
    "obj": undergoers,
    "surface": grammatical_subjects,
    "dative": _given_to,
    "comp.subj": _comp_subject,
    "comp.obj": _comp_object,
    "obj.clause": _object_clause,
    "purpose": _purpose,
}
_NOUN_ROLES = {
    "light": _light_doers,
    "poss": _possessors,
    "mod": _modifiers,
    "clause": _clause_subject,
    "comp.subj": _comp_subject,
    "comp.obj": _comp_object,
}
