"""How factual an event is told to be whose words are given. ``dragoman check factuality`` and the calibration ask this."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.reader.circumstances.factuality import together, weigh
from dragoman.reader.events.coder import Asked, Model, model_of
from dragoman.reader.syntax import span_of
from dragoman.records import Factuality
from dragoman.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Opinions(NamedTuple):
    """What the rules say of the event at a trigger, and how likely the model takes each value to be."""

    trigger: Token
    rule: Factuality
    shares: dict[str, float]


def asserted(doc: Doc, asked: Asked, settings: Settings) -> Factuality | None:
    """The factuality of the event at ``asked.trigger``, by rules and model together as in reading, but for what the dates
    of the dispatch add; ``None`` where no word stands there.

    The spans of ``asked`` are offsets into the text of ``doc``; actors in other sentences count as absent.
    """
    found = opinions(doc, asked, model_of(settings))
    return together(found.rule, found.shares, found.trigger, settings) if found else None


def opinions(doc: Doc, asked: Asked, model: Model) -> Opinions | None:
    """What rules and model say, each for itself; ``None`` where no word stands at ``asked.trigger``."""
    trigger = next((t for t in doc if any(span_of([t]).overlaps(s) for s in asked.trigger)), None)
    if trigger is None:
        return None
    (answer,) = model.answer(trigger.sent.text, [asked.within(span_of(trigger.sent))])
    return Opinions(trigger, weigh(trigger).value or "happened", answer.factualities)
