"""How a clause presents what it tells: by its modals, tense and aspect, negation, and conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.words.cues import cue_verbs
from dragoman.reader.syntax import ancestors, children
from dragoman.records import Factuality

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
WILL = frozenset({"will", "wo", "shall", "sha", "'ll", "’ll", "ll"})
WOULD = frozenset({"would", "'d", "’d"})
MAY = frozenset({"may", "might", "could", "can", "ca", "must", "should", "ought", "need"})
PRESENT_BE = frozenset({"is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m", "been", "being"})
NO = frozenset({"no", "neither", "nor", "none", "nobody", "nothing"})
NEVER = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "scarcely", "nowhere"})
CONDITIONS = frozenset({"if", "unless", "provided", "providing", "assuming", "once"})
HABITS = frozenset({"still", "now", "currently", "daily", "regularly", "routinely", "constantly", "presently", "often"})
TIME_CLAUSE = frozenset({"when", "before", "until", "once", "after"})
LASTING = frozenset({"year", "month", "week", "decade", "day"})
GOING_ON = frozenset({"continue", "persist", "rage", "linger"})


def mood(verb: Token) -> Factuality | None:
    """What the verb's own form says; ``None`` for infinitives, gerunds and participles, which follow what they hang on."""
    auxiliaries = children(verb, "aux", "auxpass")
    # The parser hangs the modal of "could be urging" on "be" where "be" has the subject.
    helpers = {c.lower_ for a in auxiliaries for c in (a, *children(a, "aux"))}
    negated = is_negated(verb)
    if helpers & WILL:
        return _or_conditional(verb, "negated" if negated else "planned")
    if helpers & WOULD:
        if negated:
            return "negated"
        return "planned" if "have" not in helpers and is_reported(verb) and not has_condition(verb) else "conditional"
    if helpers & MAY:
        return "negated" if negated and helpers & {"could", "can", "ca"} else _or_conditional(verb, "possible")
    if "to" in helpers or (verb.tag_ == "VB" and not helpers & {"do", "does", "did"}):
        return "negated" if negated else _bare(verb)
    if negated:
        return "negated"
    if verb.tag_ == "VBG" or ("being" in helpers and not helpers & {*PRESENT_BE, "was", "were"} - {"being"}):
        return _progressive(verb, helpers)
    if verb.tag_ == "VBN" and not helpers and verb.dep_ in ("conj", "advcl") and verb.head.pos_ in VERBS:
        return None if verb.dep_ == "conj" else "happened"
    if should_first(verb):
        return "conditional"
    return "ongoing" if _goes_on(verb, helpers) else "happened"


def is_negated(verb: Token) -> bool:
    """Whether a clause says that something is not so: "not", "never", "no troops were", "gave no pledge", "has yet to"."""
    for c in verb.children:
        if c.dep_ == "neg" or (c.lower_ in NEVER and c.dep_ in ("advmod", "preconj", "cc") and c.i < verb.i):
            return True
        if c.lower_ == "yet" and verb.lemma_ in ("have", "be", "remain") and children(verb, "xcomp"):
            return True
        if c.dep_ == "advmod" and c.i < verb.i and any(k.lower_ == "not" for k in c.children):
            return True
        if c.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (c.lower_ in NO or lacks(c)):
            return True
        if c.dep_ == "prep" and any(lacks(o) for o in children(c, "pobj")) and c.lower_ in ("at", "in", "under", "on"):
            return any(o.lemma_ in ("time", "point", "stage", "circumstance") for o in children(c, "pobj"))
    return False


def lacks(noun: Token) -> bool:
    """Whether there is none of a noun: "no pledge", "not a single battalion", "neither side"."""
    return any(c.lower_ in NO and c.dep_ in ("det", "neg", "nummod") for c in noun.children) or any(
        c.dep_ == "neg" for c in noun.children
    )


def has_condition(verb: Token) -> bool:
    """Whether an "if", "unless", "provided that" or "in case of" hangs on a verb, or it is led by "should X ..."."""
    for c in verb.children:
        if c.dep_ in ("advcl", "prep", "ccomp", "acl") and c.pos_ in (*VERBS, "ADJ") and is_condition(c):
            return True
        if c.dep_ == "prep" and c.lower_ in ("in", "on", "under") and _is_proviso(c):
            return True
    return False


def _is_proviso(prep: Token) -> bool:
    """ "On condition that it", "in case of", "in the event of"; not "on condition of anonymity"."""
    for o in children(prep, "pobj"):
        if o.lemma_ == "condition" and children(o, "acl", "ccomp", "relcl"):
            return True
        if o.lemma_ in ("case", "event") and children(o, "acl", "prep", "relcl"):
            return True
    return False


def is_condition(clause: Token) -> bool:
    """Whether a clause is the condition of another: "if the vote fails", "should talks resume", "were it to leave"."""
    if any(c.lower_ in CONDITIONS and c.dep_ in ("mark", "advmod", "prep") for c in clause.children):
        return True
    return clause.lower_ in ("provided", "providing") or should_first(clause)


def is_present_time_clause(clause: Token) -> bool:
    """ "When the convoy arrives", "once the ban is lifted": beside a clause that tells of what is to come, so does it."""
    words = (clause, *children(clause, "auxpass"))
    present = not children(clause, "aux") and any(w.tag_ in ("VBZ", "VBP") for w in words)
    return present and any(c.lower_ in TIME_CLAUSE and c.dep_ in ("mark", "advmod") for c in clause.children)


def should_first(verb: Token) -> bool:
    """Whether a clause begins with "should", "were" or "had" before its subject."""
    subject = next(iter(children(verb, "nsubj", "nsubjpass")), None)
    if subject is None or any(c.tag_ in ("WP", "WDT", "WRB") for c in verb.subtree if c.i < subject.i):
        return False
    leading = [c for c in (verb, *children(verb, "aux", "auxpass")) if c.lower_ in ("should", "were", "had")]
    return any(c.i < subject.i and (c.is_sent_start or not c.nbor(-1).is_alpha or c.dep_ != "ROOT") for c in leading)


def is_question(token: Token) -> bool:
    """Whether a word stands in a sentence that asks."""
    sentence = token.sent
    mark = next((t for t in reversed(sentence[-2:]) if t.text == "?"), None)
    return mark is not None and not any(t.is_quote for t in token.doc[token.i + 1 : mark.i])


def _or_conditional(verb: Token, value: Factuality) -> Factuality:
    return "conditional" if value in ("planned", "negated") and has_condition(verb) else value


def is_reported(verb: Token) -> bool:
    """Whether a "would" is the "will" of what somebody said: "said that it would send"."""
    if any(c.dep_ in ("parataxis", "ccomp") and c.lemma_ in cue_verbs() for c in verb.children):
        return True
    for at in (verb, *ancestors(verb)):
        if any(c.lemma_ == "accord" for c in children(at, "prep")):
            return True
        if at.dep_ in ("ccomp", "acl") and at.head.i != at.i:
            return at.head.lemma_ in cue_verbs() or at.head.pos_ == "NOUN"
        if at.dep_ in ("advcl", "relcl"):
            return False
    return False


def _bare(verb: Token) -> Factuality | None:
    """A headline's infinitive is a plan ("Chile to reopen embassy"), a bare form with a subject a present tense that
    the tagger missed ("police arrest"); any other follows what it hangs on."""
    if not children(verb, "nsubj", "nsubjpass"):
        return None
    if any(c.lower_ == "to" for c in children(verb, "aux")):
        return "planned" if verb.dep_ == "ROOT" else None
    return "happened" if verb.dep_ in ("ROOT", "conj", "parataxis") and not children(verb, "aux") else None


def _progressive(verb: Token, helpers: set[str]) -> Factuality | None:
    if helpers & PRESENT_BE - {"being"} or helpers & {"was", "were"}:
        return "ongoing"
    return None


def _goes_on(verb: Token, helpers: set[str]) -> bool:
    """Whether an act in the present or perfect lasts: "has been at war since", "still pays", "talks continue"."""
    if "being" in helpers or (verb.lemma_ in GOING_ON and verb.tag_ != "VBN"):
        return True
    present = verb.tag_ in ("VBZ", "VBP")
    perfect = verb.tag_ in ("VBN", "VBD") and bool(helpers & {"has", "have", "'ve", "’ve"})
    if not (present or perfect or helpers & {"is", "are"}):
        return False
    if any(c.lower_ in HABITS and c.dep_ == "advmod" for c in verb.children):
        return True
    return any(
        c.dep_ == "prep"
        and c.lower_ == "for"
        and any(o.lemma_ in LASTING and not _is_counted_off(o) for o in children(c, "pobj"))
        for c in verb.children
    )


def _is_counted_off(time: Token) -> bool:
    """ "For a fourth day": one more time, not all that while."""
    return any(
        c.ent_type_ == "ORDINAL" or c.tag_ == "JJ" and c.lower_[-2:] in ("th", "rd", "nd") for c in time.children
    )
