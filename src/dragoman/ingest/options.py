"""What a caller says about the inputs, and what comes back for each of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from dragoman.errors import UnknownName, UsageError
from dragoman.ingest.dates import interval
from dragoman.records import Dispatch, Published, Raw, SetAside
from dragoman.settings import Settings

ROLES = ("text", "headline", "published", "publisher", "url", "byline", "section", "language", "id", "tags")


@dataclass(frozen=True, slots=True, kw_only=True)
class IngestOptions:
    """``published``: the date that the user gives for every input; it wins over a date that a page states.

    ``columns``: for tables, role to name of the column (``{"text": "story"}``); roles are in ``ROLES``, the others are
    guessed. ``follow``: read the folders inside folders too. Raises ``UnknownName`` for a role that does not exist.
    """

    published: Published | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    follow: bool = True

    def __post_init__(self) -> None:
        for role in self.columns:
            if role not in ROLES:
                raise UnknownName("column role", role, ROLES, "Write it as role=column, for example text=body.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One dispatch, or one input set aside: exactly one of ``dispatch`` and ``set_aside`` is not ``None``.

    ``source``: what the user named, with ``!member`` for a file of an archive and ``#row`` for a row or item.
    ``raw``: the bytes it was read from (a row's own bytes, a member's own bytes); ``None`` where they could not be had
    or are over the size limit. ``notes``: what was guessed, to be said aloud.
    """

    source: str
    raw: Raw | None
    dispatch: Dispatch | None = None
    set_aside: SetAside | None = None
    notes: tuple[str, ...] = ()


def parse_date_option(given: str | date) -> Published:
    """The publication date that a user gives: a day, month or year, or two of them with a slash between; or a ``date``.

    Raises ``UsageError`` for anything else.

    >>> p = parse_date_option("2023-11")
    >>> str(p.start), str(p.end), p.how
    ('2023-11-01', '2023-11-30', 'given')
    """
    text = given.isoformat()[:10] if isinstance(given, date) else given
    parts = [interval(part) if re.fullmatch(r"\d{4}(-\d\d){0,2}", part) else None for part in text.strip().split("/")]
    first, last = parts[0], parts[-1]
    if len(parts) > 2 or first is None or last is None or first[0] > last[1]:
        raise UsageError(
            f"Cannot read {text!r} as a date of publication. "
            "Write a day (2023-11-28), a month (2023-11), a year (2023) or an interval (2023-11-01/2023-11-30)."
        )
    return Published(start=first[0], end=last[1], how="given")
