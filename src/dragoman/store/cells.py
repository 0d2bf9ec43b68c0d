"""The cells of a row: words, names, codes and versions as one text each."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.records import Party, Span, When, to_json

Row = dict[str, Any]

GAP = " ... "
"""Stands between the pieces of evidence that lie apart in the text."""

LIST = "; "
"""Stands between the names in one cell."""


def versions(made_by: Mapping[str, str]) -> str:
    """Part names and versions as canonical JSON, so that equal ones are equal text."""
    return json.dumps(dict(made_by), sort_keys=True, separators=(",", ":"))


def span_cells(span: Span, text: str) -> Row:
    return {"span_start": span.start, "span_end": span.end, "words": span.of(text)}


def when_cells(when: When | None, prefix: str = "date") -> Row:
    """The closed interval of days under ``prefix_start`` and ``prefix_end``."""
    return {f"{prefix}_start": when.start if when else None, f"{prefix}_end": when.end if when else None}


def name(party: Party | None) -> str | None:
    return party.name if party else None


def words(spans: Sequence[Span], text: str) -> str:
    return GAP.join(s.of(text) for s in spans)


def names(parties: Sequence[Party]) -> str:
    return LIST.join(p.name for p in parties)


def codes(parties: Sequence[Party]) -> str:
    """Country and sectors of each party: ``DEU GOV; XKX``."""
    return LIST.join(" ".join(filter(None, (p.country, *p.sectors))) for p in parties)


def json_of(record: Any) -> str:
    return to_json(record).decode()
