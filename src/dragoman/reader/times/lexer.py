"""The words of a text as the time grammar sees them: each with a class ("month", "day", "of") and a value.

One pass of one regular expression without nested repetition, so the cost is linear in the text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from dragoman.knowledge.words.times import time_words

OTHER = "other"
# What the shape alone decides. The order matters: the first that fits wins.
SHAPES = (
    ("iso", r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{4}/[0-9]{2}/[0-9]{2})(?![0-9/-])"),
    ("slash", r"(?:[0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9]{2})|[0-9]{1,2}-[0-9]{1,2}-[0-9]{4})(?![0-9/-])"),
    ("dotted", r"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}(?![0-9])"),
    (
        "clock",
        r"[0-9]{1,2}(?:[:.][0-9]{2})?\s?(?:[ap]\.m\.|[ap]m\b|[AP]\.M\.|[AP]M\b)"
        r"|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![0-9:])",
    ),
    ("decade", r"[0-9]{3}0['’]?s\b"),
    ("shortdecade", r"['’‘]?[0-9]0['’]?s\b"),
    ("numeral", r"[0-9]{1,3}(?:st|nd|rd|th)\b"),
    ("isoquarter", r"Q[1-4]\b"),
    ("fiscal", r"FY(?=\s?[0-9]{2})"),
    ("digits", r"[0-9]+(?:[.,][0-9]+)*"),
)
PUNCTUATION = {",": "comma", "-": "dash", "–": "dash", "—": "long_dash", "‑": "dash", ".": "stop", ";": "stop"}
STOPS = {"!": "stop", "?": "stop", ":": "stop", ")": "stop", '"': "stop", "”": "stop"}
NAMES_OF_DAYS = frozenset({"month", "shortmonth", "weekday", "shortweekday", "weekdays"})


class Word(NamedTuple):
    """``start``, ``end``: offsets into the text; ``kind``: class in the grammar; ``value``: what it stands for."""

    text: str
    start: int
    end: int
    kind: str
    value: str


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    feasts = sorted((w for w in time_words() if time_words()[w].kind == "feast"), key=len, reverse=True)
    shapes = [f"(?P<{kind}>{shape})" for kind, shape in SHAPES]
    named = "|".join(re.escape(f).replace("'", "['’]") for f in feasts)
    parts = [
        r"(?P<gap>\n\s*\n)",
        rf"(?P<feast>\b(?i:{named})(?!\w))",
        *shapes,
        r"(?P<oclock>o['’]clock\b)",
        r"(?P<possessive>['’](?:[sS]\b|(?=\s)))",
        r"(?P<word>[^\W\d_]+)",
        r"(?P<mark>[^\w\s]|_)",
    ]
    return re.compile("|".join(parts))


def words(text: str) -> list[Word]:
    """All words and marks of a text, in order."""
    found = []
    for match in _pattern().finditer(text):
        kind, value = _classify(match.lastgroup or OTHER, match.group())
        found.append(Word(match.group(), match.start(), match.end(), kind, value))
    return found


def _classify(shape: str, text: str) -> tuple[str, str]:
    if shape == "word":
        return _word(text)
    if shape == "digits":
        return _digits(text)
    if shape == "numeral":
        return "ordinal", re.sub(r"\D", "", text)
    if shape == "mark":
        return PUNCTUATION.get(text) or STOPS.get(text) or OTHER, text
    if shape == "feast":
        return "feast", time_words()[text.lower().replace("’", "'")].value
    return shape, text


def _word(text: str) -> tuple[str, str]:
    known = time_words().get(text.lower())
    if known is None or (known.kind in NAMES_OF_DAYS and not text[0].isupper()):
        return OTHER, text
    return known.kind, known.value


def _digits(text: str) -> tuple[str, str]:
    """A day of the month, a year, a number that could only be meant for one of these (``odd``), or any number."""
    if not text.isdecimal():
        return ("number", text.replace(",", "")) if _NUMBER.fullmatch(text) else (OTHER, text)
    if len(text) > 4:
        return "number", text
    number = int(text)
    if len(text) == 4:
        return ("bad_year" if number < 1000 else "year" if number < 2200 else "number"), text
    if len(text) <= 2:
        return ("day" if 1 <= number <= 31 else "odd"), text
    return "number", text


_NUMBER = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})*(?:\.[0-9]+)?|[0-9]+\.[0-9]+")
