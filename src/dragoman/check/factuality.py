"""``check factuality``: event words are given, how factual they are told to be is predicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.check.gold import GoldItem
from dragoman.check.score import by_class, class_figures, macro_f1, rounded
from dragoman.records import TOOK_PLACE, Spans
from dragoman.settings import Settings

FACTS = "certain positive non-future"
NOT_SO = ("planned", "considered", "conditional", "possible", "feared", "denied", "negated")


def score(items: Sequence[GoldItem], settings: Settings) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Macro-F1 over the classes of the gold. Labels of MEANTIME's kind are scored by the eight combinations of certain or not,
    positive or negative, future or not; labels of our own kind, at the events' triggers, by our eleven values.

    ``baseline_macro_f1``: always fact. ``counted_as_happened``: how many of our own events that are planned, denied, negated
    or only thought of a default listing would show; ``None`` where there are none.
    """
    rows = [row for item in items for row in _rows(item, settings)]
    classes = by_class((r["gold"], r["predicted"]) for r in rows)
    plain = by_class((r["gold"], r["baseline"]) for r in rows)
    right = sum(r["gold"] == r["predicted"] for r in rows)
    not_so = [r["predicted"] in TOOK_PLACE for r in rows if r["gold"] in NOT_SO]
    result = {
        "items": len(rows),
        "accuracy": rounded(right / len(rows)) if rows else 0.0,
        "macro_f1": rounded(macro_f1(classes)),
        "baseline_macro_f1": rounded(macro_f1(plain)),
        "counted_as_happened": rounded(sum(not_so) / len(not_so)) if not_so else None,
        "classes": class_figures(classes),
    }
    return result, rows


def _rows(item: GoldItem, settings: Settings) -> Iterator[dict[str, Any]]:
    yield from _own_rows(item, settings)
    yield from _meantime_rows(item)


def _own_rows(item: GoldItem, settings: Settings) -> Iterator[dict[str, Any]]:
    from dragoman.pipeline import factualities

    events = [e for e in item.events or () if e.trigger and e.factuality]
    asked: list[tuple[Spans, Spans, Spans]] = [(e.source, e.target, e.trigger) for e in events]
    for event, value in zip(events, factualities(item.text, asked, settings) if asked else (), strict=True):
        yield {"id": item.id, "gold": event.factuality, "predicted": value, "baseline": "happened"}


def _meantime_rows(item: GoldItem) -> Iterator[dict[str, Any]]:
    """MEANTIME (NewsReader guidelines, Minard et al. 2016) labels words of any kind, which may not be events of ours."""
    from dragoman.pipeline import outlooks

    labels = [f for f in item.factuality or () if f.certainty and f.polarity and f.time]
    for label, found in zip(labels, outlooks(item.text, [(f.span,) for f in labels]) if labels else (), strict=True):
        gold = _class(label.certainty == "CERTAIN", label.polarity == "NEG", label.time == "FUTURE")
        yield {"id": item.id, "gold": gold, "predicted": _class(*found) if found else None, "baseline": FACTS}


def _class(certain: bool, negative: bool, future: bool) -> str:
    return " ".join(
        (
            "certain" if certain else "uncertain",
            "negative" if negative else "positive",
            "future" if future else "non-future",
        )
    )
