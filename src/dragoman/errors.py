"""Every way of failing, drawn as a tree. Each class carries its exit code and its HTTP status.

    DragomanError            exit 1   HTTP 500   anything Dragoman raises on purpose
    ├── UsageError           exit 2   HTTP 400   the call is wrong: an option, a date, a missing column
    │   └── UnknownName      exit 2   HTTP 400   a name that is not in its list; says the nearest one that is
    ├── InputError           exit 3   HTTP 422   an input cannot be read; carries a reason of INPUT_REASONS
    ├── PartError            exit 1   HTTP 500   a part of the reader is out of order or failed
    ├── KnowledgeError       exit 1   HTTP 500   a knowledge table is defective
    └── StoreError           exit 1   HTTP 503   the store cannot be opened, read or written

A message names the bad value, the valid ones, and the next step.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

INPUT_REASONS: dict[str, str] = {
    "empty": "nothing in it but white space",
    "binary": "not text in any encoding (a picture, a program, a PDF)",
    "encoding": "text whose encoding could not be made out",
    "truncated": "an archive or compressed file that ends before its end",
    "too_large": "over the size limit (setting ingest_max_bytes)",
    "no_article": "a page without an article in it",
    "not_english": "an article in a language Dragoman does not read yet",
    "unknown_format": "a kind of file Dragoman does not read",
    "bad_row": "a row or line that does not parse, or lacks a text",
    "unreadable": "the file could not be opened",
    "failed": "a part of the reader failed on it",
}


class DragomanError(Exception):
    """Anything that Dragoman raises on purpose."""

    exit_code: ClassVar[int] = 1
    http_status: ClassVar[int] = 500


class UsageError(DragomanError):
    """The call is wrong."""

    exit_code = 2
    http_status = 400


class UnknownName(UsageError):
    """A name that is not in its list.

    >>> str(UnknownName("event type", "PROTESTS", ["PROTEST", "AID"], "List them with 'dragoman codes'."))
    "Unknown event type 'PROTESTS'. Did you mean 'PROTEST'? List them with 'dragoman codes'."
    """

    def __init__(self, what: str, name: str, valid: Iterable[str], next_step: str = "") -> None:
        import difflib

        names = list(valid)
        folded = {n.casefold(): n for n in names}
        near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
        hint = f"Did you mean {folded[near[0]]!r}?" if near else _choices(names)
        super().__init__(" ".join(filter(None, [f"Unknown {what} {name!r}.", hint, next_step])))
        self.name = name


class InputError(DragomanError):
    """An input cannot be read. ``reason`` is a key of ``INPUT_REASONS``."""

    exit_code = 3
    http_status = 422

    def __init__(self, reason: str, detail: str = "") -> None:
        assert reason in INPUT_REASONS, reason
        super().__init__(f"{reason}: {detail or INPUT_REASONS[reason]}")
        self.reason = reason
        self.detail = detail or INPUT_REASONS[reason]


class PartError(DragomanError):
    """A part of the reader is out of order or failed."""


class KnowledgeError(DragomanError):
    """A knowledge table is defective."""


class StoreError(DragomanError):
    """The store cannot be opened, read or written."""

    http_status = 503


def _choices(names: list[str]) -> str:
    if not names:
        return ""
    shown = ", ".join(names[:12])
    return f"Valid: {shown}{', ...' if len(names) > 12 else ''}."
