"""What keeps words of promising from being a promise, or from being an outright one: conditions, questions, requests, hopes,
and promises that are old or broken."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.promised_acts import is_infinitive
from dragoman.reader.syntax import ancestors, children, is_negated

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reader.pledges.promises import Promise
    from dragoman.records import Factuality

CONDITION_PHRASES = re.compile(r"(?:as|so) long as\b|on (?:the )?condition that\b|only (?:if|after|when|once)\b")
CLAUSE_STARTS = frozenset(
    ["that", "the", "a", "an", "it", "they", "its", "their", "both", "all", "there", "he", "she", "no"]
)
YEAR = re.compile(r"1[5-9]\d\d$")
EARLIER = frozenset({"previously", "earlier", "originally", "initially", "once", "formerly"})
HEARSAY = frozenset({"allegedly", "reportedly", "supposedly", "purportedly"})
DENIES = frozenset({"deny"})
ALLEGES = frozenset({"allege", "claim", "accuse"})
TELLS = frozenset({"tell", "remind", "advise"})


def condition_of(p: Promise) -> list[Token]:
    """The words of the clause of "if", "unless", "provided" or "as long as" on the promise, in text order."""
    over = {p.act.i, p.word.i} | {a.i for a in ancestors(p.act)} | {c.i for c in p.act.conjuncts}
    for clause in p.act.sent:
        if clause.dep_ not in ("advcl", "prep") or clause.head.i not in over or clause.i in over:
            continue
        marks = [c for c in clause.children if c.dep_ in ("mark", "advmod", "prep")]
        inverted = any(
            c.lower_ in ("should", "were", "had") and c.i == clause.left_edge.i for c in children(clause, "aux")
        )
        until = p.withheld and any(m.lower_ == "until" for m in marks)
        if inverted or until or any(m.lower_ in ("if", "unless") for m in marks):
            return sorted(clause.subtree, key=lambda t: t.i)
    return _condition_by_words(p)


def is_hostile(condition: tuple[Token, ...]) -> bool:
    """Whether a condition presses another: "unless", "if it does not", "if it fails to", "if it attacks"."""
    harm = promise_words()["harm"].keys() | promise_words()["harm_to"].keys()
    for t in condition:
        if t.lower_ == "unless" or t.dep_ == "neg" or lemma_of(t) in ("fail", "refuse", "violate", "breach", "provoke"):
            return True
        if t.pos_ == "VERB" and lemma_of(t) in harm:
            return True
    return False


def _condition_by_words(p: Promise) -> list[Token]:
    """Conditions that the parser seldom gets right, from the marker to the next comma or stop."""
    doc, sent = p.act.doc, p.act.sent
    for t in doc[p.act.i + 1 : sent.end]:
        ahead = doc[t.i : min(t.i + 5, sent.end)].text.lower()
        opens = t.lower_ in ("provided", "providing") and t.i + 1 < len(doc) and _starts_clause(doc[t.i + 1])
        inverted = t.lower_ == "should" and any(s.i > t.i for s in children(t.head, "nsubj", "nsubjpass"))
        if inverted or opens or CONDITION_PHRASES.match(ahead):
            stop = next(
                (x.i for x in doc[t.i : sent.end] if x.text in (",", ".", ";", "!", "?") or x.is_quote), sent.end
            )
            return list(doc[t.i : stop])
    return []


def _starts_clause(t: Token) -> bool:
    return t.lower_ in CLAUSE_STARTS or t.pos_ == "PROPN"


def is_old(t: Token) -> bool:
    """An old promise: "had pledged", "was planning", unless it is reported speech moved back in time."""
    past = t.tag_ in ("VBD", "VBN") and _is_years_ago(t)
    had = any(c.lower_ in ("had", "'d", "’d") for c in children(t, "aux"))
    was = t.tag_ == "VBG" and any(c.lower_ in ("was", "were") for c in children(t, "aux"))
    return (
        past or (had or was) and not any(a.lemma_ in ("say", "tell", "announce", "add", "state") for a in ancestors(t))
    )


def _is_years_ago(t: Token) -> bool:
    """Whether a year of another century stands in its sentence: what was promised then is history."""
    return any(YEAR.match(w.text) for w in t.sent if w.dep_ in ("pobj", "npadvmod", "nummod"))


def is_only_named(t: Token, told: Factuality) -> bool:
    """A promise that is spoken of and not made: "favours offering aid", "thanked it for promising aid"."""
    if told != "happened":
        return False
    return (
        t.tag_ == "VBG"
        and t.dep_ in ("pcomp", "pobj", "csubj", "dobj")
        or (t.tag_ == "VBG" and t.dep_ in ("xcomp", "ccomp") and not children(t, "aux"))
    )


def is_warned_of(act: Token) -> bool:
    """Whether an act is what one warns that one will do."""
    return act.dep_ == "ccomp" and lemma_of(act.head) == "warn" and any(c.tag_ == "MD" for c in children(act, "aux"))


def told_as(t: Token) -> tuple[Factuality, Token | None]:
    """Whether a promise is told as made, denied or only alleged, and who denies or alleges it: "denied that it had
    promised", "reportedly pledged", "accused the minister of promising"."""
    if any(c.lower_ in HEARSAY for c in t.children):
        return "alleged", None
    for above in ancestors(t):
        lemma = lemma_of(above)
        if lemma in DENIES or lemma in ALLEGES:
            who = next(iter(children(above, "nsubj")), None)
            return "denied" if lemma in DENIES else "alleged", who
        if above.pos_ == "VERB" and above.dep_ not in ("xcomp", "ccomp", "pcomp"):
            break
    return "happened", None


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


def _is_past(t: Token) -> bool:
    """Whether a promise is told as one that was made, which one may deny: "denied that it had promised"."""
    return t.tag_ in ("VBD", "VBN", "VBG") and not any(c.tag_ in ("MD", "TO") for c in children(t, "aux"))


def is_question(t: Token) -> bool:
    last = t.sent[-1]
    return any(x.text == "?" for x in t.doc[max(last.i - 2, 0) : last.i + 1])


def is_asked(t: Token) -> bool:
    """Whether another word makes it a request, a hope, a forecast or a refusal."""
    asking = promise_words()["ask"].keys() - (DENIES | ALLEGES if _is_past(t) else frozenset())
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
