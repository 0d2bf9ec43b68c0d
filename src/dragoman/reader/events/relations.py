"""Which act relates two given actors of a sentence. ``dragoman check relations`` asks this of spans that gold names.

By the frames of the sentence: the event word whose roles the two fill. Failing that, the event word that governs
either of them. The actors themselves play no part, so this measures the coding of acts apart from that of actors.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.ontology import in_time
from dragoman.reader.events.frames import Filled, Frame, find_frames
from dragoman.reader.events.reach import reach
from dragoman.reader.syntax import ancestors, children
from dragoman.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

INTENDING = frozenset(
    {"plan", "intend", "prepare", "hope", "aim", "want", "set", "schedule", "expect", "consider", "go"}
)
BOTH_ROLES = 0.5
GOVERNED = 0.6
FLOOR = 0.05


@dataclass(frozen=True, slots=True)
class Relation:
    """``type`` and ``mode`` of PLOVER, ``confidence`` 0 to 1, ``why``: the lexicon entry that decided."""

    type: str
    mode: str | None
    confidence: float
    why: str


def relate(doc: Doc, source: Sequence[Span], target: Sequence[Span]) -> Relation | None:
    """What the source does to the target, or ``None`` where no event word relates them in that direction.

    ``source``, ``target``: spans of characters into the text of ``doc``.
    """
    sources, targets = _tokens(doc, source), _tokens(doc, target)
    if not sources or not targets:
        return None
    start, end = min(*sources, *targets), max(*sources, *targets)
    sentence = doc[doc[start].sent.start : max(doc[end].sent.end, end + 1)]
    ranked = sorted(
        ((_score(f, sources, targets), f) for f in find_frames(sentence)), key=lambda x: (-x[0], x[1].trigger.i)
    )
    if not ranked or ranked[0][0] < FLOOR:
        return None
    score, frame = ranked[0]
    type, mode = _future(frame)
    return Relation(type, mode, round(score * frame.entry.confidence, 3), frame.why)


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
