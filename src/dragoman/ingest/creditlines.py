"""Lines over the first sentence that say who wrote a piece, when, and for whom."""

from __future__ import annotations

import re

from dragoman.ingest import credits, mastheads
from dragoman.ingest.dates import date_line, undecided_date_line
from dragoman.ingest.draft import Draft
from dragoman.ingest.words import is_furniture

_UPDATE = re.compile(r"^(?!.*(?:publi|posted)).*(?:updat|modif)", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|•·–—/-]+\s+|\s*[|•·]\s*")


def take_credit_line(line: str, draft: Draft) -> bool:
    """Puts a line like "21 May 2024 — by Esi Quaye" or "Share this article" where it belongs; ``False`` for other lines."""
    if len(line) > 200:
        return is_furniture(line)
    if _take_signature(line, draft):
        return True
    parts = [p.strip("*_ ") for p in _PARTS.split(line)]
    if len(parts) < 2 or not all(_take(p, Draft()) for p in parts if p):
        return _take(line, draft)
    for part in parts:
        if part:
            _take(part, draft)
    return True


def _take(line: str, draft: Draft) -> bool:
    if (dated := date_line(line)) is not None:
        if _UPDATE.search(line):  # "4 June 2021 | Updated an hour ago": the first part still dates the piece
            dates = (date_line(part) for part in _PARTS.split(line)[:-1] if not _UPDATE.search(part))
            dated = next(filter(None, dates), None)
        draft.published = draft.published or dated
    elif undecided_date_line(line):
        draft.notes.append(f"the date {line} can be read in two ways and is left open")
    elif (names := credits.byline(line)) is not None:
        draft.byline = draft.byline or names
    elif (source := credits.source_line(line)) is not None:
        draft.credited_source = draft.credited_source or source
    else:
        return is_furniture(line)
    return True


def _take_signature(line: str, draft: Draft) -> bool:
    """Takes a line like "By Esi Quaye, Volta Herald, 21 May 2024": who wrote it, for whom, and when."""
    name, *rest = line.strip("*_ ").split(", ", maxsplit=2)
    if len(rest) < 2 or mastheads.outlet(rest[0]) is None or (dated := date_line(rest[1])) is None:
        return False
    if (names := credits.byline(name)) is None:
        return False
    draft.byline, draft.published = draft.byline or names, draft.published or dated
    draft.publisher = draft.publisher or rest[0]
    return True
