"""How sure an event is told to be, whether it is or is not, and whether it is yet to come: what the eleven values of
factuality run together, taken apart. ``dragoman check factuality`` asks this for labels of MEANTIME's kind.

One walk up the tree from the event word: its own form first, then what each word above makes of what hangs below it. A word
that has no time of its own takes that of the word above; doubt, once there, stays; each "not" turns the polarity around.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.knowledge.words.factuality import FACT, SAME, governors
from dragoman.knowledge.words.outlook import NOT, OUTLOOKS, Shift, shifts
from dragoman.reader.circumstances.factuality import POS, above, governor_of, is_first_of_its_kind, is_known
from dragoman.reader.circumstances.mood import (
    MAY,
    VERBS,
    WILL,
    WOULD,
    is_condition,
    is_negated,
    is_present_time_clause,
    is_question,
    is_reported,
    lacks,
)
from dragoman.reader.events.roles import light_verb
from dragoman.reader.syntax import children, in_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

STEPS = 25
INHERITS = ("xcomp", "ing", "conj", "compound", "acomp", "attr", "of", "ccomp", "clause", "poss")
MODIFIERS = ("amod", "compound", "advmod", "nmod")
PERFECT = frozenset({"have", "'ve", "’ve"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """How an event is told. ``future``: yet to come, seen from the day of the dispatch; ``None`` only while it is open."""

    certain: bool = True
    negative: bool = False
    future: bool | None = None

    def under(self, shift: Shift | Outlook) -> Outlook:
        """The same event below a word: doubts and negations add up, the time nearest to the event stands."""
        return Outlook(
            self.certain and shift.certain,
            self.negative != shift.negative,
            shift.future if self.future is None else self.future,
        )


def outlook(event: Token) -> Outlook:
    """How the sentence presents the event of a word, from its syntax alone; ``future`` is never ``None`` in the answer."""
    found = _seen_from(event, STEPS)
    return replace(found, certain=found.certain and not is_question(event), future=bool(found.future))


def _seen_from(at: Token, steps: int) -> Outlook:
    own = form(at) if at.pos_ in VERBS else _as_noun(at)
    step = above(at) if steps else None
    if step is None:
        return own
    head, role = step
    shift = _shift(at, head, role)
    if shift is None:
        return _without_governor(own, at, head, role, steps)
    if shift.kind == FACT:
        return own.under(Shift(future=False))
    if shift.kind == SAME:
        return own.under(_seen_from(head, steps - 1))
    if role == "inf" and shift.future and _was_to_be(head):
        return replace(own, certain=False, future=False)
    return _governed(own.under(shift), head, shift, steps)


def _governed(below: Outlook, head: Token, shift: Shift, steps: int) -> Outlook:
    """What is above the word that governs an event: "did not agree to", "may order", "was to take"."""
    up = _seen_from(head, steps - 1)
    if up.negative and not shift.certain and not shift.future:
        return replace(below, certain=False)
    found = replace(below, certain=below.certain and up.certain, negative=below.negative != up.negative)
    return found if found.future is not None else replace(found, future=up.future)


def _was_to_be(head: Token) -> bool:
    """A plan of the past, of which nobody says what became: "were to land", "was due to fly", "had hoped to"."""
    at = head.head if head.pos_ == "ADJ" else head
    be = [at] if at.lemma_ == "be" else children(at, "auxpass")
    had = any(c.lower_ == "had" for c in children(at, "aux"))
    return had or any(b.lower_ in ("was", "were") for b in be)


def _shift(at: Token, head: Token, role: str) -> Shift | None:
    """What the tables say that a word does to what hangs below it in a role."""
    for particle, shift in shifts(head.lemma_.lower(), POS.get(head.pos_, ""), role):
        if not particle or any(c.lower_ == particle for c in head.children):
            return shift
    if head.tag_ == "VBN" and (found := next((s for p, s in shifts(head.lower_, "adj", role) if not p), None)):
        return found
    asks = role == "clause" and any(c.lower_ in ("whether", "if") for c in at.children)
    if (governor := governor_of(head, role) or (governor_of(head, "whether") if asks else None)) is not None:
        return OUTLOOKS[governor.value]
    if at.dep_ in ("pcomp", "pobj"):
        for _, shift in shifts(role, "prep", "obj"):
            return shift
        return next(
            (OUTLOOKS[g.value] for _, g in governors(role, "prep", "obj") if at.pos_ in VERBS or g.value != SAME), None
        )
    return None


def _without_governor(own: Outlook, at: Token, head: Token, role: str, steps: int) -> Outlook:
    """A step past a word that the tables do not know in that role."""
    if is_condition(at) and role in ("advcl", "ccomp", "acl") and at.pos_ in VERBS:
        return Outlook(False, own.negative, not any(c.lower_ == "had" for c in children(at, "aux")))
    if at.pos_ not in VERBS and at.pos_ != "ADJ" and role not in ("conj", "compound"):
        return _noun(own, at, head, role, steps)
    if role == "inf" and is_first_of_its_kind(head):
        return own.under(_seen_from(head.head, steps - 1))
    if role == "inf":
        return replace(own, future=True, certain=own.certain and _seen_from(head, steps - 1).certain)
    if role in ("relcl", "acl", "advcl"):
        return _clause(own, at, head, role, steps)
    if role in INHERITS and own.future is None:
        return own.under(_seen_from(head, steps - 1))
    return own


def _clause(own: Outlook, at: Token, head: Token, role: str, steps: int) -> Outlook:
    """A clause beside or within another. One without a tense shares that of the other; so does one of time beside what is
    to come: "will go when it arrives"."""
    if own.future is None and at.tag_ == "VBG":
        return own.under(_seen_from(head, steps - 1))
    if role == "advcl" and is_present_time_clause(at):
        return replace(own, future=_seen_from(head, steps - 1).future)
    return own


def _noun(own: Outlook, noun: Token, head: Token, role: str, steps: int) -> Outlook:
    """A noun under a word that the tables do not know shares how that is told, unless it is spoken of as known."""
    carrier = light_verb(noun)
    takes_place = head.pos_ in VERBS and (in_passive(head) or (carrier is not None and carrier.i == head.i))
    if role in ("subj", "obj") and (raised := _raised(head)) is not None:
        return own.under(_seen_from(raised, steps - 1))
    if is_known(noun) and not takes_place:
        return replace(own, future=False if own.future is None else own.future)
    return own.under(_seen_from(head, steps - 1))


def _raised(head: Token) -> Token | None:
    """The verb whose subject a noun is as well: "the cuts are going to *take* place", "talks are expected to *resume*"."""
    words = (head, *children(head, "acomp"))
    return next((v for w in words for v in children(w, "xcomp") if (s := _shift(v, w, "inf")) and s.future), None)


def _as_noun(noun: Token) -> Outlook:
    """What a noun or adjective says itself, by its modifiers and the participles that hang on it."""
    found = Outlook(future=False if _is_stance(noun) else None)
    if lacks(noun):
        found = found.under(NOT)
    for c in noun.children:
        if c.dep_ in MODIFIERS:
            entry = [s for _, s in shifts(c.lower_, "mod", "mod")]
            entry = entry or [OUTLOOKS[g.value] for _, g in governors(c.lower_, "mod", "mod")]
            found = found.under(entry[0]) if entry else found
        elif c.dep_ in ("acl", "relcl") and c.tag_ == "VBN" and not children(c, "aux", "auxpass"):
            shift = _shift(noun, c, "obj")
            found = found.under(shift) if shift is not None and not shift.kind else found
    return found


def _is_stance(noun: Token) -> bool:
    """Whether a noun is itself the plan, effort or hope of what follows: that is there already."""
    return any(
        shifts(noun.lemma_.lower(), "noun", r) or governors(noun.lemma_.lower(), "noun", r) for r in ("inf",)
    ) and (any(c.tag_ == "VB" for c in children(noun, "acl", "relcl", "xcomp")))


def form(verb: Token) -> Outlook:
    """What a verb's own form says: its modals, tense, and negation."""
    auxiliaries = children(verb, "aux", "auxpass")
    helpers = {c.lower_ for a in auxiliaries for c in (a, *children(a, "aux"))}
    no = is_negated(verb)
    found = _by_modal(verb, helpers, no)
    for c in verb.children:
        if c.dep_ in MODIFIERS and (entry := [OUTLOOKS[g.value] for _, g in governors(c.lower_, "mod", "mod")]):
            found = replace(found, certain=found.certain and entry[0].certain)
    return found


def _by_modal(verb: Token, helpers: set[str], no: bool) -> Outlook:
    if helpers & WILL:
        return Outlook(True, no, True)
    if helpers & WOULD:
        past = bool(helpers & PERFECT)
        return Outlook(not past and is_reported(verb) or no, no, not past)
    if helpers & {"can", "ca"}:
        return Outlook(no, no, False)
    if no and helpers & {"could"}:
        return Outlook(True, True, False)
    if helpers & MAY:
        return Outlook(no and bool(helpers & {"should", "must", "need"}), no, not helpers & PERFECT)
    if verb.lemma_ == "go" and any(c.tag_ == "VB" for c in children(verb, "xcomp")):
        return Outlook(True, no, True)
    if "to" in helpers:
        return Outlook(True, no, None if verb.dep_ != "ROOT" else True)
    if verb.tag_ in ("VBG", "VBN") and not helpers:
        return Outlook(True, no, None)
    if verb.tag_ == "VB" and not helpers & {"did"} and not children(verb, "nsubj", "nsubjpass"):
        return Outlook(True, no, True if verb.dep_ == "ROOT" else None)
    return Outlook(True, no, False)
