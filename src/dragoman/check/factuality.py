"""``check factuality``: event words are given, how factual they are told to be is predicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.check.gold import GoldItem
from dragoman.check.score import by_class, class_figures, macro_f1, rounded
from dragoman.records import Spans
from dragoman.settings import Settings

FACTS = "certain positive non-future"

TOLD = {
    "happened": FACTS,
    "ongoing": FACTS,
    "recalled": FACTS,
    "planned": "certain positive future",
    "considered": "uncertain positive future",
    "conditional": "uncertain positive future",
    "possible": "uncertain positive future",
    "feared": "uncertain positive future",
    "alleged": "uncertain positive non-future",
    "denied": "certain negative non-future",
    "negated": "certain negative non-future",
}
"""What our values mean in the terms of MEANTIME (NewsReader guidelines, Minard et al. 2016): certainty, polarity, time."""


def score(items: Sequence[GoldItem], settings: Settings) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Macro-F1 over the classes of the gold. Labels of MEANTIME's kind are scored by the eight combinations of certain or not,
    positive or negative, future or not; labels of our own kind, at the events' triggers, by our eleven values. ``baseline_macro_f1``: always fact."""
    rows = [row for item in items for row in _rows(item, settings)]
    classes = by_class((r["gold"], r["predicted"]) for r in rows)
    plain = by_class((r["gold"], r["baseline"]) for r in rows)
    right = sum(r["gold"] == r["predicted"] for r in rows)
    result = {
        "items": len(rows),
        "accuracy": rounded(right / len(rows)) if rows else 0.0,
        "macro_f1": rounded(macro_f1(classes)),
        "baseline_macro_f1": rounded(macro_f1(plain)),
        "classes": class_figures(classes),
    }
    return result, rows


def _rows(item: GoldItem, settings: Settings) -> Iterator[dict[str, Any]]:
    from dragoman.pipeline import factualities

    events = [e for e in item.events or () if e.trigger and e.factuality]
    labels = [f for f in item.factuality or () if f.certainty and f.polarity and f.time]
    asked: list[tuple[Spans, Spans, Spans]] = [(e.source, e.target, e.trigger) for e in events]
    asked += [((), (), (f.span,)) for f in labels]
    found = factualities(item.text, asked, settings)
    for event, value in zip(events, found, strict=False):
        yield {"id": item.id, "gold": event.factuality, "predicted": value, "baseline": "happened"}
    for label, value in zip(labels, found[len(events) :], strict=True):
        gold = " ".join(
            (
                "certain" if label.certainty == "CERTAIN" else "uncertain",
                "negative" if label.polarity == "NEG" else "positive",
                "future" if label.time == "FUTURE" else "non-future",
            )
        )
        yield {"id": item.id, "gold": gold, "predicted": TOLD.get(value or "", value), "baseline": FACTS}
