"""Histories of pledges as rows, and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.ledgers import PledgeEntry, PledgeTelling
from dragoman.records import from_json
from dragoman.store.cells import GAP, Row, json_of

Told = dict[str, list[PledgeTelling]]


def step_row(entry: PledgeEntry) -> Row:
    t = entry.telling
    return {
        "history_id": entry.history,
        "step": entry.step,
        "record_kind": t.record,
        "record_id": t.id,
        "dispatch_id": t.dispatch,
        "day": t.day,
        "told": entry.told,
        "state": entry.state,
        "quantity": entry.quantity,
        "delivered": entry.delivered,
        "due": entry.due,
        "says": t.says.name if t.says else None,
        "words": GAP.join(t.words),
        "score": t.score,
        "why": t.why,
        "record": json_of(t),
    }


def hook_rows(entries: Iterable[PledgeEntry]) -> list[Row]:
    """One row for each hook of each record, also where it stands in two histories."""
    found = {(whose, hook, e.telling.id, e.telling.dispatch): None for e in entries for whose, hook in e.hooks}
    return [dict(zip(("promisor", "hook", "record_id", "dispatch_id"), row, strict=True)) for row in found]


def by_history(rows: Sequence[tuple[str | None, str]]) -> tuple[Told, list[PledgeTelling]]:
    """Tellings by their history, and those without one, from rows of ``history_id`` and ``record``."""
    told: Told = {}
    loose = []
    for history, record in rows:
        telling = from_json(record, PledgeTelling)
        if history is None:
            loose.append(telling)
        else:
            told.setdefault(history, []).append(telling)
    return told, loose


def columns(pairs: Iterable[tuple[str, str]]) -> list[list[str]]:
    """Pairs, each once, as two columns."""
    each = sorted(set(pairs))
    return [[a for a, _ in each], [b for _, b in each]]
