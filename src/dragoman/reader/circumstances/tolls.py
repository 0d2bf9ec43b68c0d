"""How many were killed, hurt, arrested or taken, sentence by sentence, and who says so, whether or not an event tells of it.

An explosion or an earthquake has no actor and is no event, yet its toll is what the reports of it differ in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.ids import content_id
from dragoman.reader.circumstances.circumstances import timed_tokens
from dragoman.reader.circumstances.magnitudes import VICTIMS, Measured, measures_in
from dragoman.reader.sheet import Sheet
from dragoman.records import Span, Statement, Toll, When, plain

if TYPE_CHECKING:
    from spacy.tokens import Span as Words

VERSION = "1"


def read_tolls(sheet: Sheet) -> None:
    """Sets ``sheet.tolls``, in the order of the text; needs the times and statements."""
    timed = timed_tokens(sheet)
    sheet.tolls = tuple(
        _toll(sheet, sentence, measured)
        for sentence in sheet.doc.sents
        for measured in measures_in(sentence, timed)
        if measured.kind in VICTIMS
    )


def _toll(sheet: Sheet, sentence: Words, measured: Measured) -> Toll:
    doc, count = sheet.doc, measured.count
    number = Span(doc[count.start].idx, doc[count.end - 1].idx + len(doc[count.end - 1]))
    low, high = count.low, count.high
    said = _saying(sheet, number)
    return Toll(
        id=content_id("t", sheet.dispatch.id, measured.kind, *number, VERSION),
        what=measured.kind,
        low=None if low is None else plain(low),
        high=None if high is None else plain(high),
        said=said is not None,
        claimant=said.speaker if said else None,
        when=next(_days(sheet, Span(sentence.start_char, sentence.end_char)), None),
        number=number,
        evidence=(Span(sentence.start_char, sentence.end_char),),
        made_by={"tolls": VERSION},
    )


def _saying(sheet: Sheet, number: Span) -> Statement | None:
    """The shortest statement that the number stands in; ``None`` where the dispatch gives it in its own voice."""
    saying = (s for s in sheet.statements if any(piece.covers(number) for piece in s.content))
    return min(saying, key=lambda s: sum(piece.end - piece.start for piece in s.content), default=None)


def _days(sheet: Sheet, sentence: Span) -> Iterator[When]:
    """The days that the sentence names."""
    for time in sheet.times:
        if time.kind in ("date", "time") and time.start is not None and sentence.covers(time.span):
            yield When(
                start=time.start,
                end=time.end,
                precision=time.precision,
                words=time.span.of(sheet.dispatch.text),
                span=time.span,
            )
