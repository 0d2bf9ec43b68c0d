"""How a speaker stands to those spoken of: for, against, or neither, by the words between them. See ``docs/statements.md``.

From each naming phrase a walk leads up the tree. A word of ``stances.tsv`` takes a side: the cue itself ("condemned the raid by
Mali"), a verb of the speaker's own ("we thank Mali"), or a word that judges whoever uses it ("Mali violated the truce",
"its brutal army"). "Not" turns it round, and so does harm done to somebody that is itself condemned.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.words.stances import Side, side_of
from dragoman.reader.circumstances.mood import MAY, NEVER, VERBS, is_negated
from dragoman.reader.phrases import lemma_of
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import ancestors, children, conjuncts, grammatical_subjects, in_passive
from dragoman.records import Actor, Party, Place, Span, Spans, Stance, StanceKind

if TYPE_CHECKING:
    from spacy.tokens import Token

BY_CUE, BY_OWN_VERB, BY_JUDGEMENT, NEUTRAL = 0.9, 0.85, 0.65, 0.5
LONGEST_WAY = 8
AUTHORS = frozenset({"i", "we"})
STATE = frozenset({"country", "government"})
LOWERED = frozenset({"fail", "refuse", "decline", "cease", "stop", "neglect"})
"""Verbs that turn round what hangs on them: "failed to protect", "stopped bombing"."""
POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj"}
COPULAS = frozenset({"be", "become", "remain", "seem", "look", "appear"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A side taken: ``sign`` +1 or -1, by ``word``."""

    sign: int
    word: Token
    confidence: float


@dataclass(frozen=True, slots=True)
class Stances:
    """The stances of one statement."""

    sheet: Sheet
    speaker: Party | None
    cue_words: Spans
    content: Spans

    def towards(self, targets: Iterable[str]) -> tuple[Stance, ...]:
        """One stance for each target, and for others named in the content that the words take a side on."""
        asked = tuple(targets)
        sides: dict[str, Taken] = {}
        for target, word in self._mentioned():
            taken = self._taken(word)
            if taken is not None and (target not in sides or taken.confidence > sides[target].confidence):
                sides[target] = taken
        others = (t for t in sides if t not in asked and (self.speaker is None or t != self.speaker.id))
        return tuple(_stance(t, sides.get(t)) for t in (*asked, *others))

    def _mentioned(self) -> Iterable[tuple[str, Token]]:
        doc = self.sheet.doc
        things: tuple[Actor | Place, ...] = (*self.sheet.actors, *self.sheet.places)
        first, last = min(p.start for p in self.content), max(p.end for p in self.content)
        for thing in things:
            for m in thing.mentions:
                if first <= m.start and m.end <= last and any(p.covers(m) for p in self.content):
                    words = doc.char_span(m.start, m.end, alignment_mode="expand")
                    if words is not None:
                        yield thing.id, words.root

    def _taken(self, word: Token) -> Taken | None:
        """The side that the first word on the way up takes, turned round by what stands between."""
        if (judged := self._by_modifier(word)) is not None:
            return judged
        at, sign = word, 1
        for head in list(ancestors(word))[:LONGEST_WAY]:
            role = _role(at, head)
            if role is None:
                return None
            side = _side(head, role)
            if side is not None and side.turns:
                sign, at = -sign, head
                continue
            if side is not None and (not side.own or self._is_holder(head)):
                if head.pos_ in VERBS and role == "subj" and _is_demand(head):
                    return None
                sign *= side.sign * (-1 if _is_undone(head) else 1)
                return Taken(sign, head, self._confidence(head, side))
            if side is None and (found := self._by_predicate(at, head, role)) is not None:
                return found
            if not _passes_on(head, role) or self._is_cue(head):
                return None
            at = head
        return None

    def _by_modifier(self, word: Token) -> Taken | None:
        """ "The cowardly regime in Harar": what is said right beside the noun."""
        for c in word.children:
            side = side_of(lemma_of(c), POS.get(c.pos_, ""), "mod") if c.dep_ in ("amod", "compound") else None
            if side is not None:
                return Taken(side.sign, c, BY_JUDGEMENT)
        own = side_of(lemma_of(word), "noun", "mod") if word.pos_ == "NOUN" else None
        return Taken(own.sign, word, BY_JUDGEMENT) if own is not None else None

    def _by_predicate(self, at: Token, head: Token, role: str) -> Taken | None:
        """What the subject is said to be, and what it must stop."""
        if role != "subj":
            return None
        if lemma_of(head) in COPULAS:
            for p in (c for d in children(head, "attr", "acomp", "oprd") for c in conjuncts(d)):
                side = side_of(lemma_of(p), POS.get(p.pos_, ""), "is")
                if side is not None:
                    return Taken(side.sign * (-1 if _is_undone(head) or _lacks(p) else 1), p, BY_JUDGEMENT)
        side = side_of(lemma_of(head), "verb", "must")
        if side is not None and _is_demand(head):
            return Taken(side.sign, head, BY_JUDGEMENT)
        return None

    def _is_cue(self, word: Token) -> bool:
        return any(s.start <= word.idx < s.end for s in self.cue_words)

    def _confidence(self, word: Token, side: Side) -> float:
        if self._is_cue(word):
            return BY_CUE
        return BY_OWN_VERB if side.own else BY_JUDGEMENT

    def _is_holder(self, word: Token) -> bool:
        """Whether the speaker is the subject of a word: of the cue, of "we thank", of "the ministry condemned"."""
        if self._is_cue(word):
            return True
        verb = word if word.pos_ in VERBS else word.head
        subjects = grammatical_subjects(verb) if verb.pos_ in VERBS and not in_passive(verb) else []
        return any(self._is_speaker(s) for s in subjects)

    def _is_speaker(self, subject: Token) -> bool:
        if subject.lower_ in AUTHORS:
            return True
        party = self.sheet.parties.of(subject)
        if party is None or self.speaker is None:
            return False
        actor = self.sheet.parties.actors.get(party.id)
        own_state = actor is not None and actor.kind in STATE and party.country == self.speaker.country
        return party.id == self.speaker.id or (own_state and party.country is not None)


def _stance(target: str, taken: Taken | None) -> Stance:
    if taken is None:
        return Stance(target=target, stance="neutral", confidence=NEUTRAL, evidence=())
    kind: StanceKind = "supports" if taken.sign > 0 else "opposes"
    at = Span(taken.word.idx, taken.word.idx + len(taken.word.text))
    return Stance(target=target, stance=kind, confidence=taken.confidence, evidence=(at,))


def _side(head: Token, role: str) -> Side | None:
    pos, lemma = POS.get(head.pos_, ""), lemma_of(head)
    particle = next((c.lower_ for c in children(head, "prt")), "")
    return (side_of(lemma, pos, role, particle) if particle else None) or side_of(lemma, pos, role)


def _role(at: Token, head: Token) -> str | None:
    """How a word hangs on the one above it, as the table names it; ``None`` where the walk ends; "" to go on."""
    if at.dep_ in ("nsubj", "nsubjpass"):
        return "obj" if in_passive(head) else "subj"
    if at.dep_ in ("dobj", "dative", "oprd"):
        return "obj"
    if at.dep_ == "pobj":
        return ""
    if at.dep_ == "agent":
        return "subj" if head.pos_ in VERBS else "by"
    if at.dep_ in ("prep", "dative"):
        return at.lower_
    if at.dep_ == "poss":
        return "poss"
    if at.dep_ in ("amod", "compound", "nmod"):
        return "beside"
    return "" if at.dep_ in ("conj", "appos", "pcomp", "xcomp", "acomp", "attr") else None


def _passes_on(head: Token, role: str) -> bool:
    """Whether what is said of a word is said of whoever hangs on it: of "the army of Mali", not of "talks in Mali"."""
    if head.pos_ in VERBS:
        return role in ("subj", "") and head.dep_ in ("xcomp", "conj", "pcomp")
    return role in ("", "of", "by", "poss", "beside", "from", "for")


def _is_undone(verb: Token) -> bool:
    """Whether a verb is denied, or hangs on "failed to", "stopped", so that the opposite is said."""
    if verb.pos_ not in VERBS:
        return any(c.lower_ in ("no", *NEVER) for c in verb.children)
    above = verb.head
    return is_negated(verb) != (verb.dep_ == "xcomp" and above.pos_ in VERBS and lemma_of(above) in LOWERED)


def _is_demand(verb: Token) -> bool:
    """Whether a verb says what must or should be, not what is."""
    return any(c.lower_ in MAY and c.lower_ not in ("can", "could", "may", "might") for c in children(verb, "aux"))


def _lacks(noun: Token) -> bool:
    return any(c.lower_ in ("no", "not", "neither") for c in noun.children)
