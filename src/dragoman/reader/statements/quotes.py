"""Where direct speech stands: every style of quotation mark, over sentences and paragraphs.

Knows nothing of grammar or of who speaks; it gives spans of characters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.records import Span

CLOSERS = {"“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "‹": "›", "``": "''"}
OPENERS = "“„«‘‹"
MARKS = "\"“”„«»‹›‘’`'"
LONGEST_WITHOUT_CLOSE = 1500

_MARK = re.compile(r"``|''|[\"“”„«»‹›‘’']")
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between marks: one piece, or several where the quote runs over paragraphs.

    ``outer``: with the marks; ``inner``: without them. ``closed`` is false where the closing mark is missing.
    """

    outer: Span
    inner: Span
    closed: bool


def paragraphs(text: str) -> list[Span]:
    """The paragraphs of a text, in order: parted by blank lines, or, where a text has none, by line breaks."""
    parter = _PARAGRAPH if _PARAGRAPH.search(text) else re.compile(r"\s*\n\s*")
    found, start = [], 0
    for gap in parter.finditer(text):
        found.append(Span(start, gap.start()))
        start = gap.end()
    found.append(Span(start, len(text)))
    return [p for p in found if p.of(text).strip()]


def find_quotes(text: str) -> list[Quote]:
    """The outermost quotes of a text, in order; those inside others are part of them."""
    found: list[Quote] = []
    for paragraph in paragraphs(text):
        found += _quotes_of(text, paragraph)
    return found


def quotes_inside(text: str, outer: Quote) -> list[Quote]:
    """The quotes inside a quote, in order."""
    return list(_quotes_of(text, outer.inner))


def _quotes_of(text: str, paragraph: Span) -> Iterator[Quote]:
    at = paragraph.start
    while opening := _next_opening(text, at, paragraph):
        start, mark = opening
        inner = start + len(mark)
        end = _closing(text, inner, mark, paragraph)
        if end is None:
            if mark in ("'", "‘") or not _may_run_on(text, paragraph, start):
                at = inner
                continue
            if text[inner : paragraph.end].strip():
                yield Quote(Span(start, paragraph.end), Span(inner, paragraph.end), False)
            return
        stop, width = end
        if text[inner:stop].strip():
            yield Quote(Span(start, stop + width), Span(inner, stop), True)
        at = stop + width


def _may_run_on(text: str, paragraph: Span, start: int) -> bool:
    """A quote without an end is one only at the start of a paragraph, of the sentence or after a colon or comma."""
    before = text[paragraph.start : start].rstrip()
    return paragraph.end - start <= LONGEST_WITHOUT_CLOSE and (not before or before[-1] in ",:.!?")


def _next_opening(text: str, at: int, paragraph: Span) -> tuple[int, str] | None:
    for m in _MARK.finditer(text, at, paragraph.end):
        mark = m.group()
        before = text[m.start() - 1] if m.start() > paragraph.start else " "
        after = text[m.end()] if m.end() < paragraph.end else " "
        if after.isspace() and mark not in ("«", "»"):
            continue
        free = before.isspace() or before in "([{—–-―/\u00a0,:" or before in MARKS
        if mark in "“„«‹``" or (mark == "''" and free) or (mark == "»" and free and not after.isspace()):
            return m.start(), mark
        if mark == '"' and not before.isdigit():
            return m.start(), mark
        if mark in "'‘" and free and _single_is_quote(text, m.end(), mark, paragraph):
            return m.start(), mark
    return None


def _single_is_quote(text: str, inner: int, mark: str, paragraph: Span) -> bool:
    """Whether a single mark opens a quote rather than an elision ('90s, 'em): a closing one must follow."""
    return not re.match(r"(?:\d0s|em\b|til\b|tis\b|twas\b|cause\b|n\b)", text[inner : paragraph.end], re.I) and (
        _closing(text, inner, mark, paragraph) is not None
    )


def _closing(text: str, inner: int, mark: str, paragraph: Span) -> tuple[int, int] | None:
    """Where the closing mark stands and how wide it is; inner quotes of the same style are stepped over."""
    wanted = CLOSERS.get(mark, mark)
    depth = 0
    for m in _MARK.finditer(text, inner, paragraph.end):
        found = m.group()
        if mark in "'‘":
            if found in "'’" and _ends_word(text, m.start(), m.end(), paragraph):
                return m.start(), 1
        elif found == mark and mark in "“«‹":
            depth += 1
        elif found == wanted or (len(found) == 1 and found in wanted):
            if depth == 0:
                return m.start(), len(found)
            depth -= 1
    return None


def _ends_word(text: str, start: int, end: int, paragraph: Span) -> bool:
    """Whether a single mark closes a quote: after a word or stop, before a space or stop, and not a possessive plural
    ("the ministers' meeting")."""
    before = text[start - 1]
    after = text[end] if end < paragraph.end else " "
    if before.isspace() or after.isalnum():
        return False
    return not (before == "s" and re.match(r"\s[a-z]", text[end : end + 2]) is not None)


def strip_marks(text: str, span: Span) -> Span:
    """The span without quotation marks, white space and trailing commas at its ends."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in MARKS + ",;:—–―-"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in MARKS + ",;:—–―"):
        end -= 1
    return Span(start, end)
