"""``check relations``: source and target are given, the type of what the one does to the other is predicted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.check.gold import GoldItem, GoldRelation
from dragoman.check.score import by_class, class_figures, macro_f1, rounded
from dragoman.knowledge.ontology import QUADS

NONE = "NONE"


def root(type: str | None) -> str:
    """The class that is scored: CONCEDE and RETREAT are one, as the field's sets have them."""
    if type is None:
        return NONE
    return "YIELD" if type in ("CONCEDE", "RETREAT") else type


def quad_of(type: str | None) -> int | None:
    """The quad class of a type as it is scored: YIELD, whose halves differ, counts as 2 whichever half was meant."""
    return 2 if root(type) == "YIELD" else QUADS.get(type or "")


def score(items: Sequence[GoldItem], *, swap: bool = False) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Type, quad and cooperation/conflict macro-F1 over all gold pairs; an answer "none" is wrong for each of them.

    ``swap``: asks once more with source and target exchanged, and gives the share of the pairs answered first whose
    answer then is none or another type.
    """
    rows = [_answer(item, relation, swap) for item, relation in _pairs(items)]
    types = by_class((r["gold"], r["predicted"]) for r in rows)
    quads = by_class((r["gold_quad"], r["predicted_quad"]) for r in rows)
    sides = by_class((_side(r["gold_quad"]), _side(r["predicted_quad"])) for r in rows)
    answered = [r for r in rows if r["predicted"] != NONE]
    right = sum(r["gold"] == r["predicted"] for r in rows)
    result: dict[str, Any] = {
        "items": len(rows),
        "answered": len(answered),
        "precision": rounded(right / len(answered)) if answered else 0.0,
        "recall": rounded(right / len(rows)) if rows else 0.0,
        "f1": rounded(2 * right / (len(answered) + len(rows))) if rows else 0.0,
        "macro_f1": rounded(macro_f1(types)),
        "quad_macro_f1": rounded(macro_f1(quads)),
        "binary_macro_f1": rounded(macro_f1(sides)),
        "classes": class_figures(types),
        "quads": class_figures(quads),
    }
    if swap:
        changed = sum(r["swapped"] != r["predicted"] for r in answered)
        result["swap_changes"] = rounded(changed / len(answered)) if answered else 0.0
    return result, rows


def _pairs(items: Sequence[GoldItem]) -> Iterator[tuple[GoldItem, GoldRelation]]:
    for item in items:
        for relation in item.relations or ():
            yield item, relation


def _answer(item: GoldItem, relation: GoldRelation, swap: bool) -> dict[str, Any]:
    from dragoman.pipeline import relate

    found = relate(item.text, relation.source, relation.target)
    type = found[0] if found else None
    row = {
        "id": item.id,
        "gold": root(relation.type),
        "predicted": root(type),
        "gold_quad": quad_of(relation.type),
        "predicted_quad": quad_of(type),
        "type": type,
        "mode": found[1] if found else None,
        "confidence": rounded(found[2]) if found else None,
    }
    if swap:
        turned = relate(item.text, relation.target, relation.source)
        row["swapped"] = root(turned[0] if turned else None)
    return row


def _side(quad: int | None) -> str | None:
    return None if quad is None else "cooperation" if quad <= 2 else "conflict"
