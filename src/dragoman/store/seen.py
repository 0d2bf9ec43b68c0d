"""A listing as it is shown from a viewpoint: disputed states and regions by the names and countries that it gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.knowledge.viewpoints import NEUTRAL, check, seen
from dragoman.store.cells import LIST
from dragoman.store.table import Table

PARTIES = {
    "actors": "actor_codes",
    "recipients": "recipient_codes",
    "speaker": "speaker_codes",
    "who": "who_codes",
    "contributor": "contributor_codes",
    "parties": "party_codes",
}
DAYS = ("date_start", "published_start")


def as_seen(table: Table, viewpoint: str) -> Table:
    """The same rows with countries and names as the viewpoint has them on the day of each row. Ids and actor codes stay neutral.

    Raises ``UnknownName`` for an unknown viewpoint.
    """
    check(viewpoint)
    if viewpoint == NEUTRAL:
        return table
    rows = (_row(dict(zip(table.columns, row, strict=True)), viewpoint) for row in table.rows)
    return replace(table, rows=tuple(tuple(r[c] for c in table.columns) for r in rows))


def _row(row: dict[str, Any], viewpoint: str) -> dict[str, Any]:
    on = next((row[d] for d in DAYS if row.get(d)), None)
    name = "name" if "name" in row else "place"
    if row.get("country"):
        at = (row.get("lat"), row.get("lon"))
        row["country"], shown = seen(row["country"], row.get(name) or "", viewpoint, on, *at)
        if row.get(name):
            row[name] = shown
    for names, codes in PARTIES.items():
        if row.get(names) and row.get(codes):
            row[names] = _parties(row, names, codes, viewpoint, on)
    return row


def _parties(row: Mapping[str, str], names: str, codes: str, viewpoint: str, on: date | None) -> str:
    pairs = list(zip(row[names].split(LIST), row[codes].split(LIST), strict=False))
    if len(pairs) < row[names].count(LIST) + 1:
        return row[names]
    return LIST.join(seen(code.split(" ")[0], name, viewpoint, on)[1] if code else name for name, code in pairs)
