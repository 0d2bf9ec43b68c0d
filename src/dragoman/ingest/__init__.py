"""Bytes to dispatches: pages, texts, feeds, tables and archives, each cleaned of what is not the article.

``take`` reads what the user names, ``take_bytes`` bytes that are at hand; both give :class:`Taken` records one at a time.
"""

from __future__ import annotations

from dragoman.ingest.intake import take, take_bytes
from dragoman.ingest.options import ROLES, IngestOptions, Taken, parse_date_option
from dragoman.ingest.sources import Input, expand

__all__ = ["ROLES", "IngestOptions", "Input", "Taken", "expand", "parse_date_option", "take", "take_bytes"]
