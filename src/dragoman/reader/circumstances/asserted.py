"""How factual an event is told to be whose words are given. ``dragoman check factuality`` and the calibration ask this."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from dragoman.models.labels import NONE
from dragoman.reader.circumstances.factuality import together, weigh
from dragoman.reader.circumstances.outlook import Outlook, outlook
from dragoman.reader.events.coder import Asked, Model, model_of
from dragoman.reader.events.verdict import decided
from dragoman.reader.syntax import span_of
from dragoman.records import Factuality, Spans
from dragoman.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


class Opinions(NamedTuple):
    """What the rules say of the event at a trigger, how likely the model takes each value to be, and what act it sees."""

    trigger: Token
    rule: Factuality
    shares: dict[str, float]
    type: str


def asserted(doc: Doc, asked: Asked, settings: Settings) -> Factuality | None:
    """The factuality of the event at ``asked.trigger``, by rules and model together as in reading, but for what the dates
    of the dispatch add; ``None`` where no word stands there.

    The spans of ``asked`` are offsets into the text of ``doc``; actors in other sentences count as absent.
    """
    found = opinions(doc, asked, model_of(settings))
    return together(found.rule, found.shares, found.trigger, found.type, settings) if found else None


def opinions(doc: Doc, asked: Asked, model: Model) -> Opinions | None:
    """What rules and model say, each for itself; ``None`` where no word stands at ``asked.trigger``."""
    trigger = next(iter(_words_at(doc, asked.trigger)), None)
    if trigger is None:
        return None
    (answer,) = model.answer(trigger.sent.text, [asked.within(span_of(trigger.sent))])
    type = decided(answer.types) if answer.types else NONE
    return Opinions(trigger, weigh(trigger).value or "happened", answer.factualities, type)


def outlook_at(doc: Doc, spans: Spans) -> Outlook | None:
    """How the event whose words stand at ``spans`` is presented: a word of any kind, seen from the highest in the tree;
    ``None`` where no word stands."""
    words = _words_at(doc, spans)
    return outlook(doc[words[0].i : words[-1].i + 1].root) if words else None


def _words_at(doc: Doc, spans: Spans) -> list[Token]:
    return [t for t in doc if any(span_of([t]).overlaps(s) for s in spans)]
