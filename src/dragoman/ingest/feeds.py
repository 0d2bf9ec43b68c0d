"""RSS and Atom files: one draft for each item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from urllib.parse import urljoin

from dragoman.errors import InputError
from dragoman.ingest.clean import clean_line, unescape
from dragoman.ingest.dates import stated
from dragoman.ingest.draft import Draft
from dragoman.ingest.fragments import looks_like_markup, paragraphs_of

_APPEARED_FIRST = re.compile(r"\s*The post .{0,300} appeared first on .{0,200}$", re.DOTALL)
_CUT_OFF = re.compile(
    r"\s*(?:\[(?:…|\.\.\.|&#8230;)\]|(?:…|\.\.\.)?\s*(?:Continue reading|Read more|Read full article)\b.{0,200})\s*[→»>]*\s*$",
    re.I | re.S,
)


def read_feed(data: bytes) -> Iterator[Draft]:
    """The items of a feed, in its order. Raises ``InputError`` (``no_article``) for a feed without any."""
    import feedparser

    # Bytes in a buffer: given a string, feedparser would take it for an address or a file name.
    parsed = feedparser.parse(BytesIO(_without_entities(data)), resolve_relative_uris=True, sanitize_html=True)
    if not parsed.entries:
        raise InputError("no_article", "a feed without items")
    for entry in parsed.entries:
        yield _draft(entry, parsed.feed)


def _without_entities(data: bytes) -> bytes:
    """A feed without a document type: entities declared in it are never needed, and can grow without end."""
    return re.sub(rb"<!DOCTYPE[^\[<>]*(?:\[.*?\]\s*)?>", b"", data, count=1, flags=re.DOTALL | re.IGNORECASE)


def _draft(entry: Any, feed: Any) -> Draft:
    draft = Draft(
        item=True,
        headline=_plain(entry.get("title")),
        publisher=_plain(feed.get("title")),
        credited_source=_plain((entry.get("source") or {}).get("title")),
        byline=_plain(entry.get("author")),
        language=feed.get("language") or None,
        published=stated(entry.get("published") or entry.get("updated")),
    )
    draft.tags = [t for tag in entry.get("tags", []) if (t := _plain(tag.get("term")))]
    link = entry.get("link") or entry.get("id")
    if link and (address := urljoin(feed.get("link") or "", link)).startswith(("http://", "https://")):
        draft.url = address
    contents = [c.value for c in entry.get("content", []) if c.get("value")]
    body = max([*contents, entry.get("summary") or ""], key=len) if contents else entry.get("summary") or ""
    paragraphs = paragraphs_of(body)
    draft.paragraphs = [p for p in (_APPEARED_FIRST.sub("", _CUT_OFF.sub("", p)) for p in paragraphs) if p]
    return draft


def _plain(text: str | None) -> str | None:
    if not text:
        return None
    return clean_line(" ".join(paragraphs_of(text)) if looks_like_markup(text) else unescape(text))
