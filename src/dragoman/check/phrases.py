"""When two actor phrases are the same: by the head word of each, as the independent scorer of the field sets counts it.

The head is the last word before the first preposition, relative pronoun, comma, semicolon or bracket. A predicted
phrase meets a gold phrase where one of them covers the head word of the other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.records import Span

_WORD = re.compile(r"[^\W_]+(?:[.'’\-&][^\W_]+)*\.?")
_BREAK = re.compile(r"[,;(]")
_CUT = frozenset(
    [
        "of",
        "in",
        "from",
        "at",
        "for",
        "to",
        "on",
        "with",
        "by",
        "against",
        "near",
        "under",
        "over",
        "who",
        "which",
        "that",
        "whose",
        "where",
        "between",
        "during",
        "after",
        "before",
        "into",
        "among",
        "including",
        "towards",
        "toward",
    ]
)
_DETERMINERS = frozenset(
    [
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
        "some",
        "this",
        "these",
        "those",
        "two",
        "three",
        "several",
        "many",
        "all",
    ]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor phrase of a text: its span and the span of its head word."""

    words: str
    span: Span
    head: Span


def phrase(text: str, span: Span) -> Phrase:
    words = span.of(text)
    return Phrase(words, span, _head(words, span))


def same_actor(predicted: Phrase, gold: Phrase) -> bool:
    """Whether one of two overlapping phrases covers the head word of the other."""
    if not predicted.span.overlaps(gold.span):
        return False
    return predicted.span.overlaps(gold.head) or gold.span.overlaps(predicted.head)


def _head(words: str, span: Span) -> Span:
    found = [(_normal(m.group()), m.start(), m.end()) for m in _WORD.finditer(words)]
    if not found:
        return span
    first = 0
    while first < len(found) - 1 and found[first][0] in _DETERMINERS:
        first += 1
    if found[first][0] in _CUT and first < len(found) - 1:
        first += 1
    head = found[first]
    for before, word in zip(found[first:], found[first + 1 :], strict=False):
        if word[0] in _CUT or _BREAK.search(words[before[2] : word[1]]):
            break
        head = word
    return Span(span.start + head[1], span.start + head[2])


def _normal(word: str) -> str:
    return word.lower().replace("’", "'").replace(".", "").removesuffix("'s")
