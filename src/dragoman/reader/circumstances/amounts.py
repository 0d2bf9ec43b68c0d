"""How much of what: numbers with their nouns, and sums of money in the currency's ISO 4217 code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from dragoman.reader.syntax import children

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """``unit``: an ISO 4217 code for money, "percent", or the counted noun as the text writes it."""

    value: float
    unit: str
    start: int


def find_amount(tokens: Sequence[Token], timed: set[int]) -> Amount | None:
    """The first quantity among tokens in text order, or ``None``. ``timed``: numbers of tokens that belong to a time
    expression and count nothing."""
    i = 0
    while i < len(tokens):
        if tokens[i].i in timed:
            i += 1
            continue
        number = _number(tokens, i)
        if number is None:
            i += 1
            continue
        value, first, after = number
        unit = _unit(tokens, first, after)
        if unit is not None:
            return Amount(value, unit, tokens[first].i)
        i = after
    return None


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


def find_last_amount(tokens: Sequence[Token]) -> Amount | None:
    last, at = None, 0
    while (found := find_amount(tokens[at:], set())) is not None:
        last = found
        at = next(i for i, t in enumerate(tokens) if t.i == found.start) + 1
    return last


def _number(tokens: Sequence[Token], i: int) -> tuple[float, int, int] | None:
    """Value, and the positions of the first word and after the last word of a number that starts at ``i``."""
    value = word_value(tokens[i].text)
    if value is None:
        return None
    after = i + 1
    while after < len(tokens):
        word = tokens[after].lower_
        if word in SCALES:
            value *= SCALES[word]
        elif (
            word == "-"
            and after + 1 < len(tokens)
            and tokens[after + 1].lower_ in WORDS
            and tokens[after - 1].lower_ in TENS
        ):
            value += WORDS[tokens[after + 1].lower_]
            after += 1
        else:
            break
        after += 1
    return value, i, after


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
    noun = last.head if last.dep_ in ("nummod", "quantmod", "compound", "nmod", "amod", "npadvmod") else None
    while noun is not None and noun.dep_ in ("nummod", "quantmod") and noun.head.i != noun.i:
        noun = noun.head
    if noun is None or noun.pos_ not in ("NOUN", "PROPN") or noun.i <= last.i or noun.lemma_.lower() in TIME_UNITS:
        return None
    if noun.head.lower_ in ("between", "among", "amid"):
        return None
    parts = [c for c in children(noun, "compound") if c.i > last.i and c.pos_ == "NOUN" and c.i == noun.i - 1]
    return " ".join(t.lower_ for t in (*parts, noun))


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
