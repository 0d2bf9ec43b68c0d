"""How factual an event is told to be whose words are given. ``dragoman check factuality`` and the calibration ask this."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reader.circumstances.factuality import weigh
from dragoman.reader.events.coder import Asked, Model
from dragoman.reader.events.verdict import verdict
from dragoman.records import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def asserted(doc: Doc, asked: Asked, model: Model) -> str | None:
    """The factuality of the event at ``asked.trigger``, by rules and model together; ``None`` where no word stands there.

    The spans of ``asked`` are offsets into the text of ``doc``; actors in other sentences count as absent.
    """
    found = opinions(doc, asked, model)
    if found is None:
        return None
    rule, shares = found
    together = verdict(model.weights["factuality"], None, shares, rule, 1.0)
    return max(together, key=lambda v: together[v])


def opinions(doc: Doc, asked: Asked, model: Model) -> tuple[str, dict[str, float]] | None:
    """What the rules say, and how likely the model takes each value to be."""
    trigger = next((t for t in doc if any(_span(t).overlaps(s) for s in asked.trigger)), None)
    if trigger is None:
        return None
    sentence = Span(trigger.sent.start_char, trigger.sent.end_char)

    def inside(spans: Spans) -> Spans:
        return tuple(Span(s.start - sentence.start, s.end - sentence.start) for s in spans if sentence.covers(s))

    here = Asked(inside(asked.source), inside(asked.target), inside(asked.trigger))
    (answer,) = model.answer(trigger.sent.text, [here])
    return weigh(trigger).value or "happened", answer.factualities


def _span(token: Token) -> Span:
    return Span(token.idx, token.idx + len(token))
