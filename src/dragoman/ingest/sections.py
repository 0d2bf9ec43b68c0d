"""Breadcrumbs and lines of section names, as they are left when a page is copied as text."""

from __future__ import annotations

import re

from dragoman.ids import fold
from dragoman.ingest.words import page_words

_CRUMB = re.compile(r"\s*[»›>→]\s+|\s+[»›>→]\s*")
_YOU_ARE_HERE = re.compile(r"\s*you are (?:here|in)\s*:?\s*", re.IGNORECASE)
_SLASHES = re.compile(r"\s+/\s+|\s+\|\s+|\s*[·•]\s*|\s*,\s+")
_LABEL = re.compile(r"(?:sections?|categor(?:y|ies)|posted in|filed under|in|topics?)\s*:\s*", re.IGNORECASE)
_COMMA = re.compile(r",\s")
_AND = re.compile(r"\s*(?:&|\band\b)\s*")
_WORD = re.compile(r"[^\s,;|/·•]+")
_SMALL = ("&", "and", "of", "the")
_MOST_WORDS = 20
_LONGEST_NAME = 5


def breadcrumb(line: str) -> list[str] | None:
    """The parts of a line like "Home » World » A title", or ``None``. The last may be the title."""
    line = _YOU_ARE_HERE.sub("", line)
    parts = [p for p in _CRUMB.split(line) if p]
    if len(parts) < 2:  # "Home / Asia / A title": slashes are common inside titles, so a known beginning is asked for
        parts = line.split(" / ") if line.count(" / ") > 1 else []
    if len(parts) < 2 or len(line) > 300 or any(len(p.split()) > 4 for p in parts[:-1]):
        return None
    return parts if all(p[0].isupper() or p[0].isdigit() for p in parts) and is_known(parts[0]) else None


def section_line(line: str, between: bool = False) -> list[str] | None:
    """The names on a line like "Balkans Europe European Union News", or ``None`` if it is no such line.

    ``between``: the line stands between a breadcrumb and the title, where one known name is evidence enough.
    """
    labelled = _LABEL.match(line)
    line = line[labelled.end() :] if labelled else line
    words = line.split()
    if not words or len(words) > _MOST_WORDS or line[-1] in '.!?:;,”"':
        return None
    parts = [p for p in _SLASHES.split(line) if p]
    if not all(w[0].isupper() or w[0].isdigit() or w in _SMALL for w in _WORD.findall(line)):
        return None
    if len(parts) > 1:
        fits = all(len(p.split()) <= _LONGEST_NAME for p in parts) and any(_is_section(p) for p in parts)
        some = between or labelled is not None or not _COMMA.search(line)
        return parts if fits and (some or all(map(is_known, parts))) else None
    names = _split(words)
    known_words = sum(len(n.split()) for n in names if is_known(n))
    if known_words < len(words) * (0.2 if between or labelled else 0.8) or not any(map(_is_section, names)):
        return None
    return names if len(names) > 1 or known_words == len(words) else None


def _is_section(name: str) -> bool:
    sections = page_words().sections
    return fold(name) in sections or all(fold(p) in sections for p in _AND.split(name))


def is_known(name: str) -> bool:
    """Whether a name is one that sites give to sections, or a country's."""
    return _is_section(name) or fold(name) in page_words().countries


def _split(words: list[str]) -> list[str]:
    """The longest known names from left to right; what is between two of them stays one name."""
    names: list[str] = []
    unknown: list[str] = []
    at = 0
    while at < len(words):
        size = next(
            (n for n in range(_LONGEST_NAME, 0, -1) if is_known(" ".join(words[at : at + n])) and at + n <= len(words)),
            0,
        )
        if size == 0:
            unknown.append(words[at])
            at += 1
            continue
        if unknown:
            names.append(" ".join(unknown))
            unknown = []
        names.append(" ".join(words[at : at + size]))
        at += size
    return names + ([" ".join(unknown)] if unknown else [])
