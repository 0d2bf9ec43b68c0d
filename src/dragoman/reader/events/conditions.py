"""The conditions of lexicon entries: does this word stand in the surroundings that an entry asks for?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dragoman.knowledge.words.events import Condition, words_of
from dragoman.reader.events.roles import complement, fillers, light_verb
from dragoman.reader.syntax import children, hyphenated, in_passive, is_negated, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

WILL = frozenset({"will", "would", "shall", "'ll", "’ll", "wo", "d"})
SELF = frozenset({"it", "they", "he", "she", "we", "i", "who"})
MUST = frozenset({"must", "should", "ought"})

Typed = Callable[["Token"], str | None]


def holds(condition: Condition, trigger: Token, typed: Typed) -> bool:
    """``typed`` gives the event type of a word, or ``None``."""
    return _meets(condition, trigger, typed) != condition.negated


def phrase_words(token: Token) -> set[str]:
    """The words that say what a noun phrase is about: its head, compounds, and the things a "series of" is made of."""
    words = {token.lemma_.lower(), token.lower_, hyphenated(token) or token.lower_}
    for c in children(token, "compound", "nmod"):
        words |= {c.lemma_.lower(), c.lower_}
    if token.lemma_.lower() in words_of("partitive") or token.pos_ in ("NUM", "SYM"):
        for o in prep_objects(token, "of", "in"):
            words |= phrase_words(o)
    return words


def refuses(verb: Token) -> bool:
    """Whether a verb says what its subject will not do: "will not lift", "would never meet"."""
    return verb.pos_ == "VERB" and is_negated(verb) and _has_aux(verb, WILL) and not in_passive(verb)


def _meets(condition: Condition, trigger: Token, typed: Typed) -> bool:
    words = condition.words
    special = _SPECIAL.get(condition.place)
    if special is not None:
        return special(trigger, words, typed)
    found = fillers(trigger, condition.place)
    return any(phrase_words(t) & words for t in found) if words else bool(found)


def _passive(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    return in_passive(trigger)


def _light(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """Somebody is said to hold, launch, suffer it, or it is somebody's; with words, one of those holds it."""
    if words:
        return any(phrase_words(t) & words for t in fillers(trigger, "light"))
    return light_verb(trigger) is not None or any(fillers(trigger, r) for r in ("poss", "by", "between"))


def _any(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    return any(t.lemma_.lower() in words or t.lower_ in words for t in trigger.subtree)


def _sentence(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    return any(t.lemma_.lower() in words or t.lower_ in words for t in trigger.sent)


def _modifier(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    modifiers = {m.lemma_.lower() for m in children(trigger, "amod", "compound", "nmod")}
    return bool(modifiers & words) if words else bool(modifiers)


def _completed(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    clause = complement(trigger)
    if clause is None or not words:
        return clause is not None
    return clause.lemma_.lower() in words or typed(clause) in words


def _negated_complement(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """Somebody chooses not to do it: "decided not to send"."""
    clause = complement(trigger)
    if clause is None or not is_negated(clause):
        return False
    return typed(clause) in words if words else True


def _intent(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """Somebody says of himself that he will do it: "said it would release the men"."""
    clause = complement(trigger)
    if clause is None or not _is_own(trigger, clause) or not _has_aux(clause, WILL) or is_negated(clause):
        return False
    return typed(clause) in words if words else True


def _refusal(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """Somebody says of himself that he will not do it."""
    clause = complement(trigger)
    if clause is None or not refuses(clause) or not _is_own(trigger, clause):
        return False
    return typed(clause) == "REJECT"


def _must(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """Somebody says what another must do."""
    clause = complement(trigger)
    return clause is not None and not _is_own(trigger, clause) and _has_aux(clause, MUST) and not is_negated(clause)


def _person(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """The object is a person, and nothing is predicated of him: "called the king", not "called him a liar"."""
    if children(trigger, "oprd", "acomp"):
        return False
    return any(t.ent_type_ == "PERSON" or t.lemma_.lower() in words_of("officials") for t in fillers(trigger, "obj"))


def _several(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """More than one do it together."""
    doers = [t for r in ("subj", "light", "between", "with") for t in fillers(trigger, r)]
    return len(doers) > 1 or any(_is_a_pair(t) for t in doers)


def _is_a_pair(noun: Token) -> bool:
    """Several countries or bodies in one noun: "the two navies", "the two countries' coast guards"."""
    if any(_is_a_pair(p) for p in children(noun, "poss")):
        return True
    counted = any(c.lower_ in ("two", "both", "three", "four") for c in children(noun, "nummod", "det", "predet"))
    return counted and noun.tag_ in ("NNS", "NNPS") and noun.lemma_.lower() not in words_of("troops")


def _infinitive(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """An infinitive completes it: "told them to leave"."""
    clause = complement(trigger)
    return clause is not None and clause.tag_ == "VB" and any(c.lower_ == "to" for c in clause.children)


def _singular(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    return trigger.tag_ in ("NN", "NNP")


def _state(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """A country, its capital, or its government does it."""
    return any(_is_state(t) for t in fillers(trigger, "subj"))


def _is_state(token: Token) -> bool:
    return token.ent_type_ in ("GPE", "LOC") or token.lemma_.lower() in words_of("state_bodies")


def _on_terms(trigger: Token, words: frozenset[str], typed: Typed) -> bool:
    """What completes it hangs on an "if" or "unless", and is an act of one of the types: "warned it would shut the
    port if ships came"."""
    clause = complement(trigger)
    if clause is None or typed(clause) not in words or not _has_aux(clause, WILL):
        return False
    return any(c.lower_ in ("if", "unless", "until") for a in children(clause, "advcl") for c in children(a, "mark"))


def _is_own(trigger: Token, clause: Token) -> bool:
    subjects = children(clause, "nsubj", "nsubjpass")
    if not subjects:
        return True
    speakers = {t.lemma_.lower() for t in fillers(trigger, "subj")}
    return subjects[0].lower_ in SELF or subjects[0].lemma_.lower() in speakers


def _has_aux(verb: Token, words: frozenset[str]) -> bool:
    return any(c.lower_ in words for c in children(verb, "aux"))


_SPECIAL: dict[str, Callable[[Token, frozenset[str], Typed], bool]] = {
    "passive": _passive,
    "light": _light,
    "any": _any,
    "sent": _sentence,
    "mod": _modifier,
    "comp": _completed,
    "comp.not": _negated_complement,
    "intent": _intent,
    "refusal": _refusal,
    "must": _must,
    "person": _person,
    "several": _several,
    "singular": _singular,
    "inf": _infinitive,
    "state": _state,
    "terms": _on_terms,
}
