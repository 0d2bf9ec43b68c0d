"""``check relations``: source and target are given, the type of what the one does to the other is predicted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dragoman.check.gold import GoldItem, GoldRelation
from dragoman.check.score import by_class, calibration_error, class_figures, interval, macro_f1, rounded
from dragoman.knowledge.ontology import QUADS
from dragoman.settings import Settings

NONE = "NONE"
Rows = Sequence[dict[str, Any]]


def root(type: str | None) -> str:
    """The class that is scored: CONCEDE and RETREAT are one, as the field's sets have them."""
    if type is None:
        return NONE
    return "YIELD" if type in ("CONCEDE", "RETREAT") else type


def quad_of(type: str | None) -> int | None:
    """The quad class of a type as it is scored: YIELD, whose halves differ, counts as 2 whichever half was meant."""
    return 2 if root(type) == "YIELD" else QUADS.get(type or "")


def score(
    items: Sequence[GoldItem], settings: Settings, *, swap: bool = False, intervals: bool = False
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Type, quad and cooperation/conflict macro-F1 over all gold pairs; an answer "none" is wrong for each of them.

    ``swap``: asks once more with source and target exchanged, and gives the share of the pairs answered first whose
    answer then is none or another type. ``intervals``: gives the 95 % intervals of the macro-F1 (bootstrap over the pairs).
    """
    rows = [_answer(item, relation, settings, swap) for item, relation in _pairs(items)]
    answered = [r for r in rows if r["predicted"] != NONE]
    right = sum(r["gold"] == r["predicted"] for r in rows)
    result: dict[str, Any] = {
        "items": len(rows),
        "answered": len(answered),
        "precision": rounded(right / len(answered)) if answered else 0.0,
        "recall": rounded(right / len(rows)) if rows else 0.0,
        "f1": rounded(2 * right / (len(answered) + len(rows))) if rows else 0.0,
        **{name: rounded(figure(rows)) for name, figure in FIGURES.items()},
        "calibration_error": rounded(calibration_error([(r["confidence"], r["gold"] == r["predicted"]) for r in rows])),
        "classes": class_figures(by_class(_types(rows))),
        "quads": class_figures(by_class(_quads(rows))),
        "confusion": _confusion(rows),
    }
    if intervals:
        result["intervals"] = {name: interval(rows, figure) for name, figure in FIGURES.items()}
    if swap:
        changed = sum(r["swapped"] != r["predicted"] for r in answered)
        result["swap_changes"] = rounded(changed / len(answered)) if answered else 0.0
    return result, rows


def _types(rows: Rows) -> list[tuple[str, str]]:
    return [(r["gold"], r["predicted"]) for r in rows]


def _quads(rows: Rows) -> list[tuple[int | None, int | None]]:
    return [(r["gold_quad"], r["predicted_quad"]) for r in rows]


def _sides(rows: Rows) -> list[tuple[str | None, str | None]]:
    return [(_side(g), _side(p)) for g, p in _quads(rows)]


FIGURES: dict[str, Callable[[Rows], float]] = {
    "macro_f1": lambda rows: macro_f1(by_class(_types(rows))),
    "quad_macro_f1": lambda rows: macro_f1(by_class(_quads(rows))),
    "binary_macro_f1": lambda rows: macro_f1(by_class(_sides(rows))),
}


def _confusion(rows: Rows) -> dict[str, dict[str, int]]:
    """For each type of the gold, how often it was taken for which."""
    found: dict[str, dict[str, int]] = {}
    for gold, predicted in sorted(_types(rows)):
        found.setdefault(gold, {}).setdefault(predicted, 0)
        found[gold][predicted] += 1
    return found


def _pairs(items: Sequence[GoldItem]) -> Iterator[tuple[GoldItem, GoldRelation]]:
    for item in items:
        for relation in item.relations or ():
            yield item, relation


def _answer(item: GoldItem, relation: GoldRelation, settings: Settings, swap: bool) -> dict[str, Any]:
    from dragoman.pipeline import relate

    shares, mode = relate(item.text, relation.source, relation.target, settings)
    type, confidence = likeliest(shares)
    row = {
        "id": item.id,
        "gold": root(relation.type),
        "predicted": type,
        "gold_quad": quad_of(relation.type),
        "predicted_quad": quad_of(type),
        "mode": mode,
        "confidence": rounded(confidence),
    }
    if swap:
        turned, _ = relate(item.text, relation.target, relation.source, settings)
        row["swapped"], _ = likeliest(turned)
    return row


def likeliest(shares: Mapping[str, float]) -> tuple[str, float]:
    """The scored class that is answered, and its share: CONCEDE and RETREAT count together, and "none" is the answer
    where it is likelier than all acts together."""
    roots: dict[str, float] = {}
    for type, share in shares.items():
        roots[root(type)] = roots.get(root(type), 0.0) + share
    none = roots.pop(NONE, 0.0)
    best = max(roots, key=lambda r: roots[r], default=NONE)
    return (NONE, none) if none >= 0.5 or best == NONE else (best, roots[best])


def _side(quad: int | None) -> str | None:
    return None if quad is None else "cooperation" if quad <= 2 else "conflict"
