"""The part ``dating``: between which days an undated dispatch appeared, from what it mentions, with the reasons.

Four kinds of facts bound it: a person named with an office held it; an organisation existed; a dated event told in the
past tense had begun; a weekday that goes with a date without a year fixes the year. Each allows certain days; the days
that all of them allow are the answer. What is told as former, as planned, or of another time bounds nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from dragoman.ids import fold
from dragoman.knowledge.words.times import time_set
from dragoman.reader.sheet import Sheet
from dragoman.reader.times.lexer import words
from dragoman.reader.times.tense import direction
from dragoman.reader.times.times import date_line, find
from dragoman.records import Actor, Published, Span, TimeMention

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.knowledge.actors import Holder

VERSION = "dating.v1"

Days = tuple[tuple[date, date], ...]
LONG_AGO, FAR_AHEAD = date.min, date.max
ALWAYS: Days = ((LONG_AGO, FAR_AHEAD),)
REACH_OF_FORMER = 24  # characters before a title in which "former" still speaks of it
YEAR_AROUND = 365  # a date without a year is told within a year of it
LONGEST_SEARCH = 12  # years between the other bounds beyond which a weekday settles nothing


@dataclass(frozen=True, slots=True)
class Fact:
    """The days a fact allows, closed intervals in order of time, and the sentence that says why."""

    days: Days
    reason: str
    span: Span


def bound_publication(sheet: Sheet) -> None:
    """Sets ``sheet.published`` of an undated dispatch to the days that its contents allow, ``how="bounded"``, where
    they do not allow all; facts that contradict each other leave it unknown, with an undecided ``dating_conflict``."""
    if sheet.published.how != "unknown":
        return
    facts = [*own_line(sheet), *offices(sheet), *existence(sheet), *past_events(sheet)]
    allowed = intersection(f.days for f in facts)
    facts += [f for f in weekdays(sheet, allowed) if intersection((allowed, f.days))]
    allowed = intersection(f.days for f in facts)
    if not allowed:
        conflict = min((f.span for f in facts), default=Span(0, 0))
        sheet.leave_undecided(conflict, "dating_conflict", "dating", tuple(f.reason for f in facts))
        return
    start, end = allowed[0][0], allowed[-1][1]
    if (start, end) == (LONG_AGO, FAR_AHEAD):
        return
    sheet.published = Published(
        start=None if start == LONG_AGO else start,
        end=None if end == FAR_AHEAD else end,
        how="bounded",
        reasons=tuple(dict.fromkeys(f.reason for f in facts)),
    )


def intersection(sets: Iterable[Days]) -> Days:
    """The days that lie in all of several sets of closed intervals."""
    common = ALWAYS
    for days in sets:
        pairs = ((max(a, c), min(b, d)) for a, b in common for c, d in days)
        common = tuple(sorted({(start, end) for start, end in pairs if start <= end}))
    return common


def own_line(sheet: Sheet) -> Iterator[Fact]:
    """A full date on a line of its own is the date of the dispatch."""
    expressions = find(sheet.doc)
    day = date_line(sheet.dispatch.text, expressions)
    if day is not None:
        yield Fact(((day, day),), f"A line of its own gives the date {day}.", expressions[0].span)


def offices(sheet: Sheet) -> Iterator[Fact]:
    """One fact for each person who is named with an office that the tables know them to have held."""
    from dragoman.knowledge.actors import offices_of

    for actor in sheet.actors:
        terms = offices_of(actor.name) if actor.kind == "person" else []
        if not terms:
            continue
        naming = list(namings(sheet, actor))
        held = named_offices([n.of(sheet.dispatch.text) for n in naming], actor, terms)
        if held:
            days = tuple(sorted((h.term.start or LONG_AGO, h.term.end or FAR_AHEAD) for h in held))
            yield Fact(days, "; ".join(term_sentence(h) for h in held) + ".", naming[0])


def named_offices(naming: list[str], actor: Actor, terms: list[Holder]) -> list[Holder]:
    """The terms that the mentions of a person speak of: where both office and country or organisation are said, those;
    else those of whose office a title is said; for a mention without the name, the country or organisation will do."""
    from dragoman.knowledge.actors import tables

    titles = {h.office: [fold(t) for t in tables().offices[h.office].titles] for h in terms}
    scopes = {h.of: [fold(n) for n in names_of(h.of)] for h in terms}
    exact = [h for h in terms if any(says(n, titles[h.office]) and says(n, scopes[h.of]) for n in naming)]
    described = [h for h in terms if any(describes(n, actor) and says(n, scopes[h.of]) for n in naming)]
    return exact or described or [h for h in terms if any(says(n, titles[h.office]) for n in naming)]


def names_of(scope: str) -> tuple[str, ...]:
    """What a country or organisation is called."""
    from dragoman.knowledge.actors import tables

    country, organisation = tables().countries.get(scope), tables().organisations.get(scope)
    if country is not None:
        return (country.name, *country.names, *country.adjectives)
    return (organisation.name, *organisation.names, *organisation.acronyms) if organisation is not None else ()


def namings(sheet: Sheet, actor: Actor) -> Iterator[Span]:
    """The mentions of a person that may carry an office of the time of writing: not "the former president", not in a
    sentence about another year."""
    text = sheet.dispatch.text
    for m in actor.mentions:
        before = fold(text[max(0, m.start - REACH_OF_FORMER) : m.start]).split()[-2:]
        after = fold(text[m.end : m.end + REACH_OF_FORMER]).split()[:1]
        said = {*before, *after, *fold(m.of(text)).split()}
        if not said & time_set("not_in_office") and not speaks_of_year(sheet, m):
            yield m


def speaks_of_year(sheet: Sheet, span: Span) -> bool:
    """Whether the sentence of a span names a year."""
    found = sheet.doc.char_span(*span, alignment_mode="expand")
    if found is None:
        return False
    sentence = Span(found.sent.start_char, found.sent.end_char)
    return any(sentence.covers(t.span) and names_year(t.span.of(sheet.dispatch.text)) for t in sheet.times)


def names_year(expression: str) -> bool:
    return any(w.kind in ("year", "iso", "decade", "slash", "dotted") for w in words(expression))


def says(mention: str, titles: Iterable[str]) -> bool:
    """Whether the words of a mention contain one of the titles."""
    padded = f" {fold(mention)} "
    return any(f" {t} " in padded for t in titles)


def describes(mention: str, actor: Actor) -> bool:
    """Whether a mention describes the person without the name: "the head of the bloc's foreign policy"."""
    said = fold(mention).split()
    return len(said) > 2 and not set(said) & set(fold(actor.name).split())


def term_sentence(holder: Holder) -> str:
    """ "Jens Stoltenberg was secretary general of NATO from 2014-10-01 to 2024-10-01"."""
    from dragoman.knowledge.actors import tables

    known = tables()
    country, organisation = known.countries.get(holder.of), known.organisations.get(holder.of)
    of = country.name if country else holder.of
    if organisation is not None:
        of = organisation.acronyms[0] if organisation.acronyms else organisation.name
    since = f" from {holder.term.start}" if holder.term.start else ""
    until = f" to {holder.term.end}" if holder.term.end else ""
    verb = "was" if holder.term.end else "is"
    return f"{holder.name} {verb} {known.offices[holder.office].titles[0]} of {of}{since}{until}"


def existence(sheet: Sheet) -> Iterator[Fact]:
    """Nothing is written of an organisation before it exists: the youngest of those named counts."""
    from dragoman.knowledge.actors import tables

    known = tables().organisations
    founded = [
        (known[a.id].term.start, a)
        for a in sheet.actors
        if a.id in known and known[a.id].term.start is not None and a.mentions
    ]
    if founded:
        start, actor = max(((s, a) for s, a in founded if s is not None), key=lambda pair: pair[0])
        yield Fact(((start, FAR_AHEAD),), f"{actor.name} has existed since {start}.", actor.mentions[0])


def past_events(sheet: Sheet) -> Iterator[Fact]:
    """What is told in the past tense with a full date had begun: the latest such date counts."""
    begun = []
    for t in sheet.times:
        if t.start is None or t.kind not in ("date", "time") or not names_year(t.span.of(sheet.dispatch.text)):
            continue
        found = sheet.doc.char_span(*t.span, alignment_mode="expand")
        if found is not None and tells_when(found.root) and direction(found.root) == ("past", True):
            begun.append((t.start, t.span))
    if begun:
        start, span = max(begun)
        yield Fact(((start, FAR_AHEAD),), f"It tells in the past tense of {span.of(sheet.dispatch.text)!r}.", span)


def tells_when(time: Token) -> bool:
    """Whether a time says when: "in 2019", "last May", not "the 2020 primaries" or "a plan for 2030"."""
    return time.dep_ in ("npadvmod", "tmod") or (
        time.dep_ == "pobj" and time.head.lower_ in ("in", "on", "since", "during")
    )


def weekdays(sheet: Sheet, allowed: Days) -> Iterator[Fact]:
    """ "Tuesday, 26 September" without a year: the years in which that date is a Tuesday, among those still allowed."""
    if not allowed:
        return
    first, last = allowed[0][0].year, allowed[-1][1].year
    if last - first > LONGEST_SEARCH:
        return
    for t in sheet.times:
        agreement = weekday_and_date(t, sheet.dispatch.text)
        if agreement is None:
            continue
        found = sheet.doc.char_span(*t.span, alignment_mode="expand")
        points = direction(found.root)[0] if found is not None else None
        ahead, back = int(points != "past") * YEAR_AROUND, int(points != "future") * YEAR_AROUND
        fitting = [d for y in range(first - 1, last + 2) for d in _in_year(y, agreement)]
        days = tuple((d - timedelta(days=ahead), d + timedelta(days=back)) for d in fitting)
        if days:
            years = ", ".join(str(d.year) for d in fitting)
            yield Fact(days, f"{t.span.of(sheet.dispatch.text)!r} agrees with the calendar in {years}.", t.span)


def weekday_and_date(t: TimeMention, text: str) -> tuple[int, int, int] | None:
    """ISO weekday, month and day of an expression that has all three and no year."""
    by_kind = {w.kind: w for w in words(t.span.of(text))}
    weekday = by_kind.get("weekday") or by_kind.get("shortweekday")
    month = by_kind.get("month") or by_kind.get("shortmonth")
    day = by_kind.get("day") or by_kind.get("ordinal")
    if weekday is None or month is None or day is None or "year" in by_kind:
        return None
    return int(weekday.value), int(month.value), int(day.value)


def _in_year(year: int, agreement: tuple[int, int, int]) -> Iterator[date]:
    weekday, month, day = agreement
    try:
        found = date(year, month, day)
    except ValueError:
        return
    if found.isoweekday() == weekday:
        yield found
