"""How well a model does on passages: with the actors and event words given, so that it is the model that is measured."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import permutations
from typing import Any

from dragoman.check.score import by_class, macro_f1, rounded
from dragoman.models.labels import NONE
from dragoman.reader.events.coder import Asked, Model
from dragoman.records import Span, Spans
from dragoman.train.corpus import CorpusEvent, Passage
from dragoman.train.own import YIELD

HALVES = ("CONCEDE", "RETREAT")


def figures(passages: Iterable[Passage], model: Model) -> dict[str, Any]:
    """Of so many ``events``: ``type_macro_f1`` over the types there are, ``type_accuracy``, ``mode_accuracy`` (of those with the right type), ``factuality_macro_f1``;
    of pairs of marked actors that nothing relates: ``none_kept``, the share that is left alone. Shares from 0 to 1; ``None``: nothing to measure."""
    types: list[tuple[str, str]] = []
    modes: list[bool] = []
    factualities: list[tuple[str, str]] = []
    unrelated: list[bool] = []
    for passage in passages:
        pairs = _unrelated(passage)
        asked = [Asked(e.source, e.target, e.trigger) for e in passage.events]
        answers = model.answer(passage.text, asked + [Asked((a,), (b,)) for a, b in pairs])
        for event, answer in zip(passage.events, answers, strict=False):
            best = _likeliest(answer.types)
            if event.type == YIELD and best in HALVES:
                best = YIELD
            types.append((event.type, best))
            if best == event.type != NONE and event.type != YIELD and (event.trigger or event.mode):
                modes.append(model.mode(answer, best)[0] == event.mode)
            if event.factuality:
                factualities.append((event.factuality, _likeliest(answer.factualities)))
        unrelated += [_likeliest(a.types) == NONE for a in answers[len(passage.events) :]]
    return {
        "events": len(types),
        "type_macro_f1": _macro_f1(types),
        "type_accuracy": _share([g == p for g, p in types]),
        "mode_accuracy": _share(modes),
        "factuality_macro_f1": _macro_f1(factualities),
        "none_kept": _share(unrelated),
    }


def _unrelated(passage: Passage) -> list[tuple[Span, Span]]:
    related = {frozenset((s, t)) for e in passage.events for s, t in _sides(e)}
    pairs = permutations([a.span for a in passage.actors], 2)
    return [(a, b) for a, b in pairs if frozenset((a, b)) not in related]


def _sides(event: CorpusEvent) -> list[tuple[Span, Span]]:
    targets: Spans = event.target or event.source
    return [(s, t) for s in event.source for t in targets]


def _likeliest(shares: dict[str, float]) -> str:
    return max(shares, key=lambda s: shares[s])


def _share(rights: Sequence[bool]) -> float | None:
    return round(sum(rights) / len(rights), 4) if rights else None


def _macro_f1(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Over pairs of gold and predicted class; ``None`` for no pairs."""
    return rounded(macro_f1(by_class(pairs))) if pairs else None
