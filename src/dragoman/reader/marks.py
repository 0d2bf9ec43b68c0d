"""What tells a dispatch from others: its words, names, numbers and days, hashed. Needs neither parser nor model.

Words in capitals and numbers are told apart from the rest, and pairs of them ("Clay Streets", "Doyle 35") count beside the
words alone: happenings are known by the names in them. Runs of four words are for finding copies; with every number alike,
and none reaching over the end of a sentence, they survive a new headline, a cut, another order and an updated figure.
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from dragoman.ids import fold
from dragoman.linkage import DAY, NAME, PAIR, WORD, Line, Marks, term_key
from dragoman.records import Dispatch

VERSION = "1"

RUN = 4
MOST_LINES = 400

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?|\d+(?:[.,:]\d+)*")
_SENTENCE = re.compile(r"(?<=[.!?])[\"”]?\s+(?=[A-Z\"“])|\n+")
_JOINTS = (" ", "-", ", ")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_MONTH = r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = re.compile(rf"\b{_MONTH} (\d{{1,2}})(?:st|nd|rd|th)?\b(?:,? (\d{{4}}))?|\b(\d{{1,2}}) {_MONTH}(?: (\d{{4}}))?")
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def marks(dispatch: Dispatch) -> Marks:
    """The marks of a dispatch, from its headline, text and day of publication."""
    head, body = dispatch.headline or "", dispatch.text
    text = _plain(body if body.startswith(head) else f"{head}\n{body}")
    published = dispatch.published
    sentences = [s for s in _SENTENCE.split(text) if s and _WORD.search(s)][:MOST_LINES]
    return Marks(
        dispatch=dispatch.id,
        day=published.end,
        source=fold(dispatch.credited_source or dispatch.publisher or "") or None,
        lines=tuple(_line(s, published.day) for s in sentences),
    )


def days_told(text: str, published: date) -> Iterator[date]:
    """The days that a text names, by date or by a day of the week, which is the last before it appeared."""
    for m in _DATE.finditer(text):
        month, number, year = (m[1], m[2], m[3]) if m[1] else (m[5], m[4], m[6])
        try:
            day = date(int(year or published.year), _MONTHS.index(month.lower()) + 1, int(number))
            if not year and (day - published).days > 30:
                day = day.replace(year=day.year - 1)
        except ValueError:  # 30 February, or a year that has no 29th
            continue
        yield day
    for m in _WEEKDAY.finditer(text):
        yield published - timedelta(days=(published.weekday() - _DAYS.index(m[0][:3].lower())) % 7)


def _line(sentence: str, published: date | None) -> Line:
    terms = Counter(_terms(sentence))
    if published:
        terms.update(term_key(DAY, day.isoformat()) for day in days_told(sentence, published))
    return Line(zlib.crc32(sentence.strip().encode()) | 4 << 32, terms, frozenset(_runs(sentence)))


def _plain(text: str) -> str:
    """Without diacritics, so that Vučić and Vucic are one; case is kept."""
    split = unicodedata.normalize("NFKD", text)
    return "".join(c for c in split if not unicodedata.combining(c)).replace("’", "'")


def _terms(sentence: str) -> Iterator[int]:
    """Words, and pairs of neighbours that are both in capitals or numbers."""
    before, end = "", -1
    for m in _WORD.finditer(sentence):
        word = m[0].lower().removesuffix("'s")
        told = not m[0][0].islower()
        yield term_key(NAME if told else WORD, word)
        joint = sentence[end : m.start()]
        if told and before and (joint in _JOINTS or (joint == ". " and len(before) <= 3)):
            yield term_key(PAIR, f"{before} {word}")
        before, end = (word if told else ""), m.end()


def _runs(sentence: str) -> Iterator[int]:
    words = ["0" if m[0][0].isdigit() else m[0].lower() for m in _WORD.finditer(sentence)]
    for i in range(max(1, len(words) - RUN + 1)):
        yield zlib.crc32(" ".join(words[i : i + RUN]).encode())
