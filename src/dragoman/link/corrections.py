"""Which records no longer hold once a dispatch has corrected or retracted what an earlier one said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from dragoman.ids import fold
from dragoman.linkage import Superseded
from dragoman.records import Correction, Event, Pledge, Reading, Span, Spans, Statement, Toll

Told = Event | Statement | Pledge | Toll

ALIKE = 0.5
"""The share of the words of what was wrong that a record must tell, besides all of its numbers."""
_NUMBERS = [
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
    "twenty",
]
_SAME = {"dead": "kill", "death": "kill", "deaths": "kill", "died": "kill", "dies": "kill", "killed": "kill", "kills": "kill",
         "wounded": "injure", "hurt": "injure", "injured": "injure", "injuries": "injure", "soldiers": "soldier"}  # fmt: skip
_EMPTY = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "been",
        "by",
        "for",
        "from",
        "had",
        "has",
        "have",
        "in",
        "is",
        "of",
        "on",
        "or",
        "people",
        "that",
        "the",
        "their",
        "to",
        "was",
        "were",
        "with",
    ]
)


def supersede(reading: Reading, earlier: Iterable[Reading]) -> Iterator[Superseded]:
    """The records that a dispatch withdraws: what it quotes as wrong, in itself and in ``earlier``, the versions before it.

    Without words of what was wrong nothing is withdrawn, but by a retraction, which takes back all of the earlier report.
    """
    dispatch = reading.dispatch
    day = dispatch.published.end
    for correction in reading.corrections:
        for kind, record in _records(reading):
            if correction.old and any(correction.old.covers(s) or s == correction.old for s in _trigger(record)):
                yield Superseded(kind=kind, record=record.id, dispatch=dispatch.id, day=day, by=dispatch.id)
        for version in earlier:
            for kind, record in _records(version):
                if _withdraws(correction, dispatch.text, record, version.dispatch.text):
                    yield Superseded(kind=kind, record=record.id, dispatch=version.dispatch.id, day=day, by=dispatch.id)


def _records(reading: Reading) -> Iterator[tuple[str, Told]]:
    yield from (("event", e) for e in reading.events)
    yield from (("statement", s) for s in reading.statements)
    yield from (("pledge", p) for p in reading.pledges)
    yield from (("toll", t) for t in reading.tolls)


def _trigger(record: Told) -> Spans:
    if isinstance(record, Event):
        return record.trigger
    if isinstance(record, Toll):
        return (record.number,)
    return record.content if isinstance(record, Statement) else record.what


def _withdraws(correction: Correction, text: str, record: Told, told: str) -> bool:
    if correction.kind == "retracted":
        return True
    if correction.old is None:
        return False
    wrong, said = _words(text, [correction.old]), _words(told, record.evidence)
    numbers = {w for w in wrong if w.isdigit()}
    if figures := _figures(record):  # of a sentence that gives two figures, the record with the wrong one
        if numbers and not numbers & figures:
            return False
        said |= figures
    return numbers <= said and len(wrong & said) >= ALIKE * len(wrong)


def _figures(record: Told) -> set[str]:
    if isinstance(record, Toll):
        return {str(n) for n in (record.low, record.high) if n is not None}
    return {str(v) for v in record.magnitudes.values()} if isinstance(record, Event) else set()


def _words(text: str, spans: Sequence[Span]) -> set[str]:
    """Words as they can be compared: folded, numbers in figures, the many words for the dead and the hurt as one."""
    found = re.findall(r"\w+", " ".join(fold(s.of(text)) for s in spans))
    words = {str(_NUMBERS.index(w)) if w in _NUMBERS else _SAME.get(w, w) for w in found}
    return words - _EMPTY
