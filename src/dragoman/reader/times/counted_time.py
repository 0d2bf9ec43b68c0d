"""The time of what happened so many days before or after something else: "two days after rebels attacked", "hours before
the ministers met". Counted from the time of the other event, where that is one day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from dragoman.reader.circumstances.amounts import word_value
from dragoman.reader.sheet import Sheet
from dragoman.records import Span, When

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
DAYS = {"hour": 0, "minute": 0, "moment": 0, "day": 1}
FARTHEST = 25  # words from "after" to the trigger


@dataclass(frozen=True, slots=True)
class Lag:
    """How many days an event lies before (negative) or after the one it is counted from; ``start`` and ``mark`` are the
    numbers of the first token and of "after" or "before"."""

    days: int
    start: int
    mark: int


def counted_from(sheet: Sheet, trigger: Token, time_of: Callable[[Sheet, Token], When | None]) -> When | None:
    """The day of a trigger that is told by its distance from another event, whose time ``time_of`` gives. ``None``
    where it is not told so, or the other time is not one known day."""
    lag = _lag(trigger)
    if lag is None:
        return None
    other = _other_event(trigger, lag)
    when = time_of(sheet, other) if other is not None else None
    if when is None or when.start is None or when.start != when.end:
        return None
    day = when.start + timedelta(days=lag.days)
    mark = sheet.doc[lag.mark]
    span = Span(sheet.doc[lag.start].idx, mark.idx + len(mark.text))
    return When(start=day, end=day, precision="day", words=span.of(sheet.dispatch.text), span=span)


def _lag(trigger: Token) -> Lag | None:
    """The distance that leads the clause or phrase of a trigger, with no other verb between."""
    doc = trigger.doc
    for i in range(trigger.i - 1, max(trigger.sent.start, trigger.i - FARTHEST), -1):
        mark = doc[i]
        if mark.lower_ in ("after", "before"):
            return _counted(mark)
        if mark.pos_ in VERBS and not (mark.head.i == trigger.i and mark.dep_ in ("aux", "auxpass")):
            return None
    return None


def _counted(mark: Token) -> Lag | None:
    doc, unit = mark.doc, mark.nbor(-1) if mark.i > mark.sent.start else None
    if unit is None or unit.lemma_.lower() not in DAYS:
        return None
    start, count = unit.i, 1.0
    if unit.i > mark.sent.start:
        number = doc[unit.i - 1]
        value = 1.0 if number.lower_ in ("a", "an", "one", "the") else word_value(number.lower_)
        if value is not None:
            start, count = number.i, value
        elif unit.tag_ == "NNS" and DAYS[unit.lemma_.lower()]:
            return None
    days = round(count) * DAYS[unit.lemma_.lower()]
    return Lag(-days if mark.lower_ == "after" else days, start, mark.i)


def _other_event(trigger: Token, lag: Lag) -> Token | None:
    """The verb that the distance is counted from: above the trigger and before the distance, or the main verb after."""
    for above in trigger.ancestors:
        if above.pos_ in VERBS and not lag.start <= above.i <= trigger.i:
            return above
    return None
