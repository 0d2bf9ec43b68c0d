"""Which act relates two given actors of a sentence. ``dragoman check relations`` asks this of spans that gold names.

The lexicon answers by the frames of the sentence: the event word whose roles the two fill; failing that, the one that governs
either of them. The model answers twice, shown that word and not. The actors themselves play no part, so this measures the coding of acts
apart from that of actors.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.ontology import in_time
from dragoman.models.labels import NONE
from dragoman.reader.events.coder import Asked, Model
from dragoman.reader.events.frames import Filled, Frame, find_frames
from dragoman.reader.events.reach import reach
from dragoman.reader.events.verdict import decided, verdict
from dragoman.reader.syntax import ancestors, children, span_of
from dragoman.records import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

INTENDING = frozenset(
    {"plan", "intend", "prepare", "hope", "aim", "want", "set", "schedule", "expect", "consider", "go"}
)
BOTH_ROLES = 0.5
GOVERNED = 0.6
FLOOR = 0.05


@dataclass(frozen=True, slots=True)
class Relation:
    """``type`` (``None``: nothing that is coded) and ``mode`` of PLOVER, ``confidence`` 0 to 1, ``shares``: the probability of each type and of
    ``NONE``, ``why``: the lexicon entry that decided, or the model."""

    type: str | None
    mode: str | None
    confidence: float
    shares: dict[str, float]
    why: str


@dataclass(frozen=True, slots=True)
class Told:
    """What lexicon and grammar say of two actors: the type, how surely the word relates the two, and its words."""

    type: str
    mode: str | None
    confidence: float
    trigger: Spans
    why: str


def relate(doc: Doc, source: Spans, target: Spans, judge: Model) -> Relation:
    """What the source does to the target, as lexicon and model have it together.

    ``source``, ``target``: spans of characters into the text of ``doc``.
    """
    told = told_between(doc, source, target)
    first, last = _sentence(doc, source, target)
    window = Span(first.start_char, last.end_char)
    asked = [Asked(source, target)]
    if told is not None:
        asked.append(Asked(source, target, told.trigger))
    answers = judge.answer(window.of(doc.text), [a.within(window) for a in asked])
    word = answers[1].types if told else None
    shares = verdict(
        judge.weights["pair"], answers[0].types, word, told.type if told else None, told.confidence if told else 0.0
    )
    type = decided(shares)
    if type == NONE:
        return Relation(None, None, round(shares[type], 3), shares, "model")
    mode, _ = judge.mode(answers[-1], type)
    if told is not None and type == told.type:
        return Relation(type, told.mode or mode, round(shares[type], 3), shares, told.why)
    return Relation(type, mode, round(shares[type], 3), shares, "model")


def told_between(doc: Doc, source: Spans, target: Spans) -> Told | None:
    """What lexicon and grammar alone say, or ``None`` where no event word relates the two in that direction."""
    sources, targets = _tokens(doc, source), _tokens(doc, target)
    if not sources or not targets:
        return None
    first, last = _sentence(doc, source, target)
    sentence = doc[first.start : last.end]
    ranked = sorted(
        ((_score(f, sources, targets), f) for f in find_frames(sentence)), key=lambda x: (-x[0], x[1].trigger.i)
    )
    if not ranked or ranked[0][0] < FLOOR:
        return None
    score, frame = ranked[0]
    type, mode = _future(frame)
    words = tuple(span_of([t]) for t in sorted(frame.words, key=lambda t: t.i))
    return Told(type, mode, round(score * frame.entry.confidence, 3), words, frame.why)


def _sentence(doc: Doc, source: Spans, target: Spans) -> tuple[Sentence, Sentence]:
    """The first and the last sentence in which the two stand; mostly the same."""
    spans = (*source, *target)
    start, end = min((s.start for s in spans), default=0), max((s.end for s in spans), default=0)
    inside = [t for t in doc if t.idx < end and start < t.idx + len(t)] or [doc[0]]
    return inside[0].sent, inside[-1].sent


def _tokens(doc: Doc, spans: Iterable[Span]) -> set[int]:
    return {t.i for t in doc for s in spans if t.idx < s.end and s.start < t.idx + len(t.text)}


def _score(frame: Frame, sources: set[int], targets: set[int]) -> float:
    """How well a frame relates the two: both roles filled as asked, one of them, or merely standing above them."""
    if frame.trigger.i in sources:
        return 0.0
    does, undergoes = _filled(frame.sources, sources), _filled(frame.targets, targets)
    backwards = min(_filled(frame.sources, targets), _filled(frame.targets, sources))
    if frame.entry.mutual or (not undergoes and does and _filled(frame.sources, targets)):
        undergoes = max(undergoes, _filled(frame.sources, targets))
    base = GOVERNED if frame.governed else 1.0
    if does and undergoes:
        return base * (BOTH_ROLES + does * undergoes * (1 - BOTH_ROLES))
    if backwards:
        return 0.0
    one = max(0.45 * does, 0.4 * undergoes)
    above = 0.1 * (_stands_above(frame.trigger, sources) + _stands_above(frame.trigger, targets))
    return base * (one + above + 0.04 * (_height(frame.trigger) == 0))


def _filled(alternatives: Filled, wanted: set[int]) -> float:
    """How surely the wanted tokens fill a role: 1 where a filler is among them, less where one only leads there."""
    best = 0.0
    for place, tokens in enumerate(alternatives):
        for token in tokens:
            for group in reach(token, far=True):
                for r in group:
                    if r.token.i in wanted or (r.token.i == token.i and _contains(token, wanted)):
                        best = max(best, r.weight * (0.9**place))
    return best


def _contains(token: Token, wanted: set[int]) -> bool:
    """Whether the wanted words lie inside the noun phrase of a filler: "a base of the army in Mali"."""
    if token.pos_ in ("VERB", "AUX"):
        return False
    inner = {t.i for t in token.subtree}
    return wanted <= inner and len(inner) < 25


def _stands_above(trigger: Token, wanted: set[int]) -> bool:
    return any(a.i == trigger.i for i in wanted for a in ancestors(trigger.doc[i])) and trigger.i not in wanted


def _height(token: Token) -> int:
    return sum(1 for _ in ancestors(token))


def _future(frame: Frame) -> tuple[str, str | None]:
    """The type with what PLOVER makes of the future: a meeting that will be held is AGREE."""
    trigger = frame.trigger
    future = any(c.dep_ == "aux" and c.lower_ in ("will", "shall", "'ll", "’ll") for c in trigger.children)
    future = future or (trigger.dep_ == "xcomp" and trigger.head.lemma_ in INTENDING and bool(children(trigger, "aux")))
    type = in_time(frame.type, "planned") if future else frame.type
    return type, frame.mode if type == frame.type else None
