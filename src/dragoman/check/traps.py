"""``check traps``: names that mislead finders of actors and places. Each marked name must be taken for what it is, and for nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.check.gold import GoldItem, GoldTrap
from dragoman.check.score import rounded
from dragoman.records import Actor, Place, Reading, Span

STATES = frozenset({"country", "government", "body"})


def score(items: Sequence[GoldItem], readings: Iterable[Reading]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """``right``: the share of texts in which every marked name is read right; ``names_right``: of the names themselves, and by what they are."""
    rows: list[dict[str, Any]] = []
    by_kind: dict[str, list[bool]] = {}
    for item, reading in zip(items, readings, strict=True):
        wrong = []
        for trap in item.traps or ():
            fault = fault_of(trap, reading)
            by_kind.setdefault(trap.is_, []).append(fault is None)
            if fault is not None:
                wrong.append([trap.span.of(item.text), trap.is_, trap.country, fault])
        rows.append({"id": item.id, "wrong": wrong})
    names = [ok for kind in by_kind.values() for ok in kind]
    return {
        "items": len(items),
        "right": rounded(sum(not r["wrong"] for r in rows) / len(rows)),
        "names_right": rounded(sum(names) / len(names)),
        "by_kind": {kind: rounded(sum(ok) / len(ok)) for kind, ok in sorted(by_kind.items())},
    }, rows


def fault_of(trap: GoldTrap, reading: Reading) -> str | None:
    """What is wrong with the reading of one name, or ``None``.

    A ``place`` must be one in its country. An ``actor`` must be one of its country. A ``person`` must be no place and no state; where the country
    is known, it must not be another. ``none`` must be no place and no state; a body that bears the whole name (a newspaper, a hotel) may be found,
    and so may a sea of several countries or of none (of "Gulf of Guinea", with Guinea marked).
    """
    places = [p for p in reading.places if any(m.overlaps(trap.span) for m in p.mentions)]
    actors = [(a, m) for a in reading.actors for m in a.mentions if m.overlaps(trap.span)]
    if trap.is_ == "place":
        at = [p.country for p in places] or [a.country for a, _ in actors if a.kind == "country"]
        return None if trap.country in at else f"places: {at}"
    if trap.is_ == "actor":
        acting = [a.country for a, _ in actors if a.kind != "person" or trap.country == a.country]
        return None if trap.country in acting else f"actors: {acting}"
    lands = [p for p in places if not _is_water(p, trap.span)]
    if lands:
        return f"a place: {[p.name for p in lands]}"
    states = [a.id for a, m in actors if _is_state(a, m, trap.span)]
    if states:
        return f"a state: {states}"
    foreign = [a.country for a, _ in actors if trap.country and a.country not in (trap.country, None)]
    return f"of {foreign}" if foreign else None


def _is_water(place: Place, marked: Span) -> bool:
    """Whether a place is a region of no one country whose longer name the marked one is part of."""
    longer = any(m.covers(marked) and m != marked for m in place.mentions)
    return longer and place.country is None and place.precision == "region" and place.how != "unlocated"


def _is_state(actor: Actor, mention: Span, marked: Span) -> bool:
    return actor.kind in STATES and (marked.covers(mention) or actor.kind != "body")
