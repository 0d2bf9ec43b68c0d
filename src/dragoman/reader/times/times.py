"""The part ``times``: every time expression of a dispatch, resolved against its publication day and its own dates.

The words are found by the grammar (``time_rules``); spaCy's parse only tells months from verbs and gives the tense that
decides between the last and the next Thursday. ``docs/times.md`` says what each kind of expression gives.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.knowledge.words.times import time_set
from dragoman.reader.sheet import Sheet
from dragoman.reader.times import values as time_values
from dragoman.reader.times.grammar import Found, Frame, Meaning, search, without_overlaps
from dragoman.reader.times.lexer import words
from dragoman.reader.times.rules import ends_of, rules
from dragoman.reader.times.tense import direction
from dragoman.reader.times.traps import is_trap
from dragoman.reader.times.values import Value
from dragoman.records import Span, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERSION = "times.v1"

TOLD_WITHIN = 8  # expressions back that a year may carry over
LINE_OF_ITS_OWN = ("day_month", "numeric")


@dataclass(slots=True)
class Resolved:
    """An expression with its place in the text and, once it is resolved, its value."""

    found: Found
    span: Span
    root: Token
    names_year: bool
    value: Value | None = None
    absurd: bool = False


def read_times(sheet: Sheet) -> None:
    """Sets ``sheet.times``, in text order; dates that no calendar has become undecided, with reason ``absurd_date``."""
    doc = sheet.doc
    expressions = find(doc)
    anchors = anchors_of(sheet, expressions)
    resolve_all(expressions, anchors, sheet.dispatch.text)
    for e in expressions:
        if e.absurd:
            sheet.leave_undecided(e.span, "absurd_date", "times")
        elif e.value is None and e.found.meaning.candidates:
            sheet.leave_undecided(e.span, "ambiguous_date", "times", e.found.meaning.candidates)
    mentions = [mention(e.span, e.found.meaning, e.value) for e in expressions if not e.absurd]
    mentions += eves(doc, mentions, anchors)
    sheet.times = tuple(sorted(mentions, key=lambda t: (t.span.start, -t.span.end)))


def find(doc: Doc) -> list[Resolved]:
    """The expressions of a text, unresolved, in order; the ends of an interval follow it."""
    lexed = words(doc.text)
    tokens = {t.idx: t for t in doc}
    fitting = [f for f in search(lexed, rules()) if not is_trap(f, lexed, tokens)]
    expressions = []
    for whole in without_overlaps(fitting):
        for f in (whole, *ends_of(whole, lexed)):
            span = Span(lexed[f.first].start, lexed[f.last - 1].end)
            found = doc.char_span(*span, alignment_mode="expand")
            if found is not None:
                named = any(w.kind in ("year", "iso") for w in lexed[f.first : f.last])
                expressions.append(Resolved(f, span, found.root, named))
    return expressions


def anchors_of(sheet: Sheet, expressions: Iterable[Resolved]) -> tuple[date, ...]:
    """The days that relative expressions count from: the day of publication, both ends of a given interval, or the date
    that stands on a line of its own in an undated text. Empty where none is known."""
    published = sheet.published
    if published.day is not None:
        return (published.day,)
    if published.how in ("given", "stated") and published.start is not None and published.end is not None:
        return (published.start, published.end)
    line = date_line(sheet.dispatch.text, expressions)
    return (line,) if line is not None else ()


def date_line(text: str, expressions: Iterable[Resolved]) -> date | None:
    """The full date that stands on a line of its own, where there is exactly one such date."""
    days = set()
    for e in expressions:
        start = text.rfind("\n", 0, e.span.start) + 1
        end = text.find("\n", e.span.end)
        line = text[start : end if end >= 0 else len(text)]
        if e.found.rule in LINE_OF_ITS_OWN and line.strip(" .:") == e.span.of(text) and "\n" in text:
            try:
                value = e.found.meaning.resolve(Frame())
            except (ValueError, OverflowError):
                continue
            if value is not None and value.start is not None:
                days.add(value.start)
    return days.pop() if len(days) == 1 else None


def resolve_all(expressions: list[Resolved], anchors: tuple[date, ...], text: str) -> None:
    """Sets the values; times of the clock last, since the date they belong to may stand behind them."""
    before: Value | None = None
    for i, e in enumerate(expressions):
        if not e.found.meaning.needs_day:
            settle(e, Frame(before=before, told=told_before(i, expressions, text)), anchors)
            if e.found.meaning.speaks_of and e.value is not None and e.value.start is not None:
                before = e.value
    dated = [(e.span.start, e) for e in expressions if e.value is not None and e.value.precision in ("day", "time")]
    for e in expressions:
        if e.found.meaning.needs_day:
            settle(e, Frame(day=day_for_clock(e, dated, anchors)), anchors)


def settle(e: Resolved, frame: Frame, anchors: tuple[date, ...]) -> None:
    """Sets the value that holds whichever day of the interval of publication the text appeared on; none where that
    differs. Values never run backwards as the anchor moves on, so both ends agreeing means that all days do."""
    points, direct = direction(e.root)
    frame = replace(frame, direction=points, direct=direct)
    try:
        answers = {e.found.meaning.resolve(replace(frame, anchor=a)) for a in anchors or (None,)}
    except (ValueError, OverflowError):
        e.absurd = True
        return
    e.value = answers.pop() if len(answers) == 1 else None


def told_before(i: int, expressions: list[Resolved], text: str) -> date | None:
    """The beginning of the last date with a year and a month that stands before an expression in its sentence."""
    e = expressions[i]
    first = max(e.root.sent.start_char, text.rfind("\n", 0, e.span.start) + 1)
    for x in reversed(expressions[max(0, i - TOLD_WITHIN) : i]):
        if x.span.start < first:
            break
        if x.names_year and x.value is not None and x.value.precision in ("day", "month"):
            return x.value.start
    return None


def day_for_clock(e: Resolved, dated: list[tuple[int, Resolved]], anchors: tuple[date, ...]) -> date | None:
    """The day that "at 6 pm" belongs to: the nearest date of its sentence, else the last one spoken of before it, else
    the day of publication."""
    sentence = e.root.sent
    at = bisect_left(dated, e.span.start, key=lambda pair: pair[0])
    beside = [x for _, x in dated[max(0, at - 1) : at + 1]]
    here = [x for x in beside if sentence.start_char <= x.span.start < sentence.end_char and x.value is not None]
    chosen = min(here, key=lambda x: abs(x.span.start - e.span.start)) if here else dated[at - 1][1] if at else None
    if chosen is not None and chosen.value is not None:
        return chosen.value.start
    return anchors[0] if len(anchors) == 1 else None


def mention(span: Span, meaning: Meaning, value: Value | None) -> TimeMention:
    precision = meaning.precision if value is None or value.precision is None else value.precision
    return TimeMention(
        span=span,
        value=value.value if value else None,
        start=value.start if value else None,
        end=value.end if value else None,
        kind=meaning.kind,
        precision=precision,
    )


def eves(doc: Doc, mentions: list[TimeMention], anchors: tuple[date, ...]) -> list[TimeMention]:
    """ "the eve of the meeting": the day before the date that the meeting is given, where one is given."""
    found = []
    for token in doc:
        if token.lower_ != "eve" or token.i + 1 >= len(doc) or doc[token.i + 1].lower_ != "of":
            continue
        span, reach = eve_span(doc, token)
        day = day_before(mentions, reach)
        points, _ = direction(token)
        if day is not None and points == "past" and any(day > a for a in anchors):
            day = None
        value = time_values.day(day) if day is not None else None
        found.append(
            TimeMention(
                span=span, value=value.value if value else None, start=day, end=day, kind="date", precision="day"
            )
        )
    return found


def eve_span(doc: Doc, eve: Token) -> tuple[Span, Span]:
    """The words from "the eve of" to the noun it is the eve of, and all that hangs on that noun."""
    first = eve.i - 1 if eve.i and doc[eve.i - 1].lower_ in ("the", "this") else eve.i
    noun = eve
    while noun.lower_ == "eve" or noun.lemma_ in time_set("beginnings"):
        below = next((o for p in noun.children if p.lower_ == "of" for o in p.children if o.dep_ == "pobj"), None)
        if below is None:
            break
        noun = below
    last = max(noun.i, eve.i + 1)
    end = max(last, noun.right_edge.i)
    return Span(doc[first].idx, doc[last].idx + len(doc[last])), Span(doc[first].idx, doc[end].idx + len(doc[end]))


def day_before(mentions: Iterable[TimeMention], reach: Span) -> date | None:
    for t in mentions:
        if t.precision == "day" and t.start is not None and reach.covers(t.span):
            return t.start - timedelta(days=1)
    return None
