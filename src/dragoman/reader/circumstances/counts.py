"""Numbers as the text gives them, with their bounds: "at least 18", "between 30 and 40", "two dozen", "a couple of"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reader.circumstances.amounts import ONES, SCALES, TENS, WORDS, word_value

if TYPE_CHECKING:
    from spacy.tokens import Doc

SINGULAR_SCALES = {w: v for w, v in SCALES.items() if not w.endswith("s") and len(w) > 3}
AT_MOST = (
    ("up", "to"),
    ("as", "many", "as"),
    ("fewer", "than"),
    ("less", "than"),
    ("at", "most"),
    ("no", "more", "than"),
)
DASHES = frozenset({"-", "–", "—", "to"})


@dataclass(frozen=True, slots=True)
class Count:
    """Tokens ``start`` to ``end`` (half open) say a number. ``low`` is ``None`` for "up to 40"; ``high`` is ``None``
    unless the text gives an upper bound of its own."""

    low: float | None
    high: float | None
    start: int
    end: int


def counts_in(doc: Doc, start: int, end: int) -> list[Count]:
    """The numbers among the tokens ``start`` to ``end``, in text order. "Dozens" and "hundreds of" are none."""
    found = []
    i = start
    while i < end:
        number = _number(doc, i, end)
        if number is None:
            i += 1
            continue
        value, after = number
        count = _bounded(doc, start, i, value, after, end)
        if count is not None:
            found.append(count)
        i = max(after, count.end if count else after)
    return found


def _number(doc: Doc, i: int, end: int) -> tuple[float, int] | None:
    """The value of the number that starts at a token, and the token after it."""
    word = doc[i].lower_
    if word in ("a", "an") and i + 1 < end:
        following = doc[i + 1].lower_
        if following == "couple":
            return 2.0, i + 2
        if following in SINGULAR_SCALES:
            return _scaled(doc, 1.0, i + 1, end)
        return None
    value = word_value(word)
    if value is None:
        return None
    return _scaled(doc, value, i + 1, end)


def _scaled(doc: Doc, value: float, i: int, end: int) -> tuple[float, int]:
    """A number with what multiplies or adds to it: "three thousand", "twenty-four", "two hundred and ten"."""
    whole = value
    while i < end:
        word = doc[i].lower_
        if word in SINGULAR_SCALES:
            whole *= SINGULAR_SCALES[word]
            i += 1
        elif (
            word == "-"
            and i + 1 < end
            and doc[i - 1].lower_ in TENS
            and doc[i + 1].lower_ in ONES[1:10]
            or word == "and"
            and i + 1 < end
            and doc[i - 1].lower_ == "hundred"
            and doc[i + 1].lower_ in WORDS
        ):
            whole += WORDS[doc[i + 1].lower_]
            i += 2
        else:
            break
    return whole, i


def _bounded(doc: Doc, floor: int, i: int, value: float, after: int, end: int) -> Count | None:
    if after < end and doc[after].lower_ in ("hundreds", "thousands", "millions", "dozens", "scores", "percent", "%"):
        return None
    joined = doc[after].lower_ if after < end else ""
    between = i > floor and doc[i - 1].lower_ == "between" and joined == "and"
    if (joined in DASHES or between) and after + 1 < end:
        second = _number(doc, after + 1, end)
        if second is not None and second[0] > value:
            return Count(value, second[0], i, second[1])
    before = tuple(t.lower_ for t in doc[max(floor, i - 3) : i])
    if any(before[-len(words) :] == words for words in AT_MOST):
        return Count(None, value, i, after)
    return Count(value, None, i, after)
