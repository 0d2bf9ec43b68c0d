"""How much of what: numbers with their nouns, and sums of money in the currency's ISO 4217 code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from dragoman.reader.syntax import children

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Token

SCALES = {
    "hundred": 1e2, "thousand": 1e3, "k": 1e3, "million": 1e6, "m": 1e6, "mn": 1e6, "mln": 1e6, "billion": 1e9, "bn": 1e9,
    "b": 1e9, "trillion": 1e12, "tn": 1e12, "dozen": 12.0, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9,
}  # fmt: skip
ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
WORDS = {w: float(n) for n, w in enumerate(ONES)} | {w: float(n) for n, w in enumerate(TENS, start=2) for n in [n * 10]}
TIME_UNITS = frozenset(
    [
        "second",
        "minute",
        "hour",
        "day",
        "week",
        "month",
        "year",
        "decade",
        "century",
        "night",
        "weekend",
        "o'clock",
        "p.m.",
        "a.m.",
        "percent",
        "%",
        "per",
    ]
)
_DIGITS = re.compile(r"^([^\d\s]{0,3}?)(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(k|m|mn|mln|bn|b|tn)?$", re.I)


@dataclass(frozen=True, slots=True)
class Amount:
    """``unit``: an ISO 4217 code for money, "percent", or the counted noun as the text writes it. ``noun``: that noun, or
    the number itself."""

    value: float
    unit: str
    start: int
    noun: Token | None = None


def find_amount(tokens: Sequence[Token], timed: set[int]) -> Amount | None:
    """The first quantity among tokens in text order, or ``None``. ``timed``: numbers of tokens that belong to a time
    expression and count nothing."""
    return next(find_amounts(tokens, timed), None)


def find_amounts(tokens: Sequence[Token], timed: set[int]) -> Iterator[Amount]:
    """As :func:`find_amount`, every quantity."""
    i = 0
    while i < len(tokens):
        number = _number(tokens, i) if tokens[i].i not in timed else None
        if number is None:
            i += 1
            continue
        value, first, i = number
        unit = _unit(tokens, first, i)
        if unit is not None:
            yield Amount(value, unit, tokens[first].i, counted_noun(tokens[i - 1]) or tokens[i - 1])


def elided_money(tokens: Sequence[Token], timed: set[int]) -> Amount | None:
    """A bare sum in the currency of the sum named last before it: "gave 300 million euros and pledged a further 200
    million"."""
    for i, t in enumerate(tokens):
        number = _number(tokens, i) if t.i not in timed else None
        if number is not None and tokens[number[2] - 1].lower_ in SCALES:
            before = find_last_amount(list(t.doc[t.sent.start : t.i]))
            money = before is not None and before.unit in currencies().values()
            return Amount(number[0], before.unit, t.i) if before is not None and money else None
    return None


def elided_count(tokens: Sequence[Token], timed: set[int]) -> Amount | None:
    """A bare number of what was counted last before it: "has 140 nurses in Mali and will send a further 210"."""
    for i, t in enumerate(tokens):
        number = _number(tokens, i) if t.i not in timed and t.dep_ == "dobj" else None
        before = find_last_amount(list(t.doc[t.sent.start : t.i])) if number is not None else None
        if number is not None and before is not None and before.unit not in currencies().values():
            return Amount(number[0], before.unit, t.i, t)
    return None


def find_last_amount(tokens: Sequence[Token]) -> Amount | None:
    last, at = None, 0
    while (found := find_amount(tokens[at:], set())) is not None:
        last = found
        at = next(i for i, t in enumerate(tokens) if t.i == found.start) + 1
    return last


def _number(tokens: Sequence[Token], i: int) -> tuple[float, int, int] | None:
    """Value, and the positions of the first word and after the last word of a number that starts at ``i``: "1,500",
    "twenty-five", "two hundred and fifty", "half a million", "a hundred"."""
    led = _led_by(tokens, i)
    value = 1.0 if led else word_value(tokens[i].text)
    if value is None:
        return None
    after = i + led if led else i + 1
    while after < len(tokens):
        word, before = tokens[after].lower_, tokens[after - 1].lower_
        follows = word_value(tokens[after + 1].text) if after + 1 < len(tokens) else None
        if word in SCALES:
            value *= SCALES[word]
        elif (
            word == "-"
            and follows is not None
            and before in TENS
            or word == "and"
            and follows is not None
            and before in SCALES
            and follows < SCALES[before]
            and tokens[after + 1].lower_ in WORDS
        ):
            value, after = value + follows, after + 1
        elif before in SCALES and word in WORDS and WORDS[word] < SCALES[before]:
            value += WORDS[word]
        else:
            break
        after += 1
    return (value / 2 if tokens[i].lower_ == "half" else value), i, after


def _led_by(tokens: Sequence[Token], i: int) -> int:
    """How many words before the scale stand for its number: "a hundred" 1, "half a million" 2, else 0."""
    words = [t.lower_ for t in tokens[i : i + 3]]
    if len(words) == 3 and words[:2] == ["half", "a"] and words[2] in SCALES:
        return 2
    return int(
        len(words) > 1 and words[0] == "a" and words[1] in ("hundred", "thousand", "million", "billion", "dozen")
    )


def word_value(word: str) -> float | None:
    """The value of one written number ("1,500", "2.5bn", "twelve"), or ``None``.

    >>> word_value("1,500"), word_value("€50m"), word_value("twelve"), word_value("F-16")
    (1500.0, 50000000.0, 12.0, None)
    """
    if word.lower() in WORDS:
        return WORDS[word.lower()]
    match = _DIGITS.match(word)
    if match is None or (match[1] and match[1].lower() not in currencies()):
        return None
    return float(match[2].replace(",", "")) * SCALES.get((match[3] or "").lower(), 1.0)


def _unit(tokens: Sequence[Token], first: int, after: int) -> str | None:
    money = _currency_before(tokens, first) or _currency_of(tokens, first) or _currency_after(tokens, after)
    if money:
        return money
    if after < len(tokens) and tokens[after].lower_ in ("percent", "%", "per"):
        return "percent"
    last = tokens[after - 1]
    if first > 0 and tokens[first - 1].text == "-" or (after < len(tokens) and tokens[after].text == "-"):
        return None
    noun = counted_noun(last)
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.i <= last.i or noun.lemma_.lower() in TIME_UNITS:
        return None
    if noun.head.lower_ in ("between", "among", "amid"):
        return None
    parts = [c for c in children(noun, "compound") if c.i > last.i and c.pos_ == "NOUN" and c.i == noun.i - 1]
    return " ".join(t.lower_ for t in (*parts, noun))


def counted_noun(number: Token) -> Token | None:
    """The noun that a number stands before: "40 vehicles", "half a million tonnes", "two hundred and fifty soldiers"."""
    over = (
        number.head if number.dep_ in ("nummod", "quantmod", "compound", "nmod", "amod", "npadvmod", "conj") else None
    )
    while over is not None and over.dep_ in ("nummod", "quantmod", "compound") and over.head.i != over.i:
        if over.pos_ == "NOUN" and over.lower_ not in SCALES:
            break
        over = over.head
    return over


def _currency_before(tokens: Sequence[Token], first: int) -> str | None:
    t = tokens[first]
    before = t.doc[t.i - 1].lower_ if t.i else ""
    joined = t.i > 1 and not t.doc[t.i - 2].whitespace_
    further = (t.doc[t.i - 2].lower_ if joined else "") + before
    return currencies().get(further) or currencies().get(before)


def _currency_of(tokens: Sequence[Token], first: int) -> str | None:
    match = _DIGITS.match(tokens[first].text)
    return currencies().get(match[1].lower()) if match and match[1] else None


def _currency_after(tokens: Sequence[Token], after: int) -> str | None:
    for width in (2, 1):
        words = " ".join(t.lower_ for t in tokens[after : after + width])
        if words in currencies():
            return currencies()[words]
    return None


@lru_cache(maxsize=1)
def currencies() -> dict[str, str]:
    """Names and signs of currencies to their ISO 4217 code. A bare "dollar" is the United States dollar, a bare "franc"
    the Swiss one: the reading agencies give them."""
    lines = (
        resources.files("dragoman.knowledge.words").joinpath("currencies.tsv").read_text(encoding="utf-8").splitlines()
    )
    return {word: code for line in lines[1:] for words, code in [line.split("\t")] for word in words.split("|")}
