"""The rules of English time expressions: one line each, in the notation of ``time_grammar``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from dragoman.reader.times import eras as e
from dragoman.reader.times import hours as h
from dragoman.reader.times import meanings as m
from dragoman.reader.times import spans as s
from dragoman.reader.times.grammar import Found, Meaning, Rule, Words, rule, search
from dragoman.reader.times.lexer import Word

DAY_AND_MONTH = "(DAY of? MONTH | MONTH DAY)"


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """All rules. Where two match the same words, the earlier rule is taken."""
    return (*_days(), *_longer(), *_quantities(), *_intervals(), *_hours(), *_vague())


def ends_of(found: Found, words: Sequence[Word]) -> list[Found]:
    """The two ends of an interval that are time expressions by themselves: "2010" and "2014", but not the 3 of
    "3 to 5 May"."""
    if found.rule not in ("interval", "between"):
        return []
    first = found.first
    while words[first].kind in ("from", "between", "the"):
        first += 1
    middle = next(i for i in range(first + 1, found.last) if words[i].kind in ("dash", "long_dash", "to", "and"))
    ends = []
    meanings = s.ends(Words(words[first : found.last]))
    for (start, end), meaning in zip(((first, middle), (middle + 1, found.last)), meanings, strict=False):
        whole = [f for f in search(words[start:end], rules()) if f.first == 0 and f.last == end - start]
        ends += [replace(f, first=start, last=end, meaning=meaning) for f in whole[:1] if f.meaning.kind == "date"]
    return ends if len(ends) == 2 else []


def _days() -> tuple[Rule, ...]:
    return (
        rule("numeric", "iso | slash | dotted", m.numeric_day),
        rule(
            "day_month",
            "((EARLY on?)? WEEKDAY comma? the?)? ((EARLY on? | the)? DAY of? MONTH | (EARLY on?)? MONTH DAY)"
            " (comma? YEAR)?",
            m.day_of_month,
        ),
        rule("day_month_shift", f"the? {DAY_AND_MONTH} of? SHIFT unit", m.day_of_month),
        rule("day_of_shifted_month", "the? ordinal of SHIFT unit", m.day_of_shifted_month),
        rule("feast", "(last | next | this)? feast (comma? year | of? SHIFT unit)?", e.feast),
        rule("weekday", "(EARLY on?)? the? SHIFT? weekday", m.weekday),
        rule("weekday_of_week", "weekday (of | comma)? SHIFT unit", m.weekday),
        rule("week_of", "the? unit (of | edge) (DAY of? MONTH | MONTH DAY) (comma? YEAR)?", m.week_of),
        rule("beside_deictic", "the? unit (before | after) deictic", m.beside_deictic),
        rule("numbered_day", "(?<=on) the ordinal (?=[stop comma gap])", m.numbered_day),
        rule("deictic", "EARLY? deictic", m.deictic),
        rule(
            "nth",
            "the? (ordinal | last) (unit | weekday | weekend) (of | in)"
            " (MONTH (of? YEAR | of? SHIFT unit)? | SHIFT unit)",
            m.nth_of_month,
        ),
    )


def _longer() -> tuple[Rule, ...]:
    return (
        rule("month_year", "(the? EARLY)? MONTH (of | comma)? YEAR", m.month),
        rule("month_shift", "(the? EARLY)? MONTH of? SHIFT unit", m.month),
        rule("month", "(the? EARLY)? (last | next | this)? month", m.month),
        rule("quarter", "(the? EARLY)? the? (ordinal | last) dash? quarter (of? YEAR | of? SHIFT unit)?", m.quarter),
        rule("half", "the? (ordinal | last) half of (YEAR | SHIFT unit)", m.quarter),
        rule("isoquarter", "isoquarter (of? YEAR | of? SHIFT unit)?", m.quarter),
        rule("season", "(the? EARLY)? the? SHIFT? season (of? YEAR | of? SHIFT unit)?", m.season),
        rule("edge", "the edge of the (unit | weekend)", m.this_unit),
        rule("weekend", "the weekend", m.this_unit),
        rule("shift", "(the? EARLY)? the? SHIFT (unit | weekend | quarter)", m.shifted_unit),
        rule("fiscal", "the? SHIFT? fiscal unit? (YEAR | day | odd)? | the? YEAR fiscal unit", e.fiscal_year),
        rule("year", "(the? EARLY)? (the unit)? YEAR", m.year),
        rule("decade", "(the? EARLY)? the? (decade | shortdecade)", e.decade),
        rule("century", "(the? EARLY)? the? ordinal dash? unit (?!era)", _century),
    )


def _century(w: Words) -> Meaning | None:
    unit = w.get("unit")
    return e.century(w) if unit is not None and unit.value == "CE" else None


def _quantities() -> tuple[Rule, ...]:
    bare = "(?<=[for in after approx since]) (units | weekends) | (units) (?=of)"
    return (
        rule("ago", "QTY (UNIT | clockunit) ago | QTY (UNIT) (from now | hence)", s.ago),
        rule(
            "from_there",
            "QTY (UNIT | clockunit) (earlier | later | (before | after | previous) (?=[stop comma gap]))",
            s.from_there,
        ),
        rule("day_before", "the unit (previous | (before | after) (?=[stop comma gap]))", s.from_there),
        rule(
            "beside", "the? (last | previous | next | following) QTY (units | clockunit | weekends)", s.duration_beside
        ),
        rule("compound", "QTY UNIT and? QTY (UNIT | clockunit)", s.compound_duration),
        rule("and_a_half", "a (unit | clockunit) and a? half", s.duration),
        rule("ahead", "(?<=in) QTY (UNIT | clockunit)", s.duration_ahead),
        rule("number_per", "(?<=[number day odd word]) a (unit | clockunit)", s.per_unit),
        rule("recent", "recent units", s.recent),
        rule("same_ago", "the? same (unit | period) (of | in)? (last unit | a unit (ago | earlier))", s.same_ago),
        rule("duration", "QTY dash? (UNIT | clockunit | weekends) (dash? long)? (?!dash? old)", s.duration),
        rule("bare", bare, s.duration),
        rule(
            "every",
            "each (other_one | word | day | ordinal)?"
            " (UNIT | clockunit | weekday part? | month | part | season | weekend)",
            s.every,
        ),
        rule("weekdays", "weekdays", s.every),
        rule("rate", "rate", s.rate),
        rule("per", "(times | per)? (a | per) (unit | clockunit) | per (unit | clockunit)", _rate_only),
    )


def _rate_only(w: Words) -> Meaning | None:
    return s.per_unit(w) if w.has("times", "per") else None


def _intervals() -> tuple[Rule, ...]:
    day = "((WEEKDAY comma?)? DAY of? MONTH | (WEEKDAY comma?)? MONTH DAY)"
    any_end = f"({day} (comma? YEAR)? | MONTH (comma? YEAR)? | YEAR | weekday | deictic | the? season of? YEAR)"
    ends = (
        "DAY THROUGH the? DAY of? MONTH (comma? YEAR)?",
        "MONTH DAY THROUGH the? DAY (comma? YEAR)?",
        f"{day} (comma? YEAR)? THROUGH the? {day} (comma? YEAR)?",
        "MONTH (comma? YEAR)? THROUGH MONTH (comma? YEAR)?",
        "year THROUGH year",
        "weekday THROUGH (weekday | deictic)",
        "the? (decade | shortdecade) THROUGH the? (decade | shortdecade)",
    )
    framed = f"{any_end} THROUGH the? {any_end}"
    joined = " | ".join(f"({end.replace('THROUGH', 'and')})" for end in (*ends, framed))
    either = " | ".join(f"({end})" for end in ends)
    return (
        rule("interval", f"from the? ({framed} | {either}) | {either}", s.interval),
        rule("between", f"between the? ({joined})", s.interval),
        rule(
            "day_pair", "DAY and the? DAY of? MONTH (comma? YEAR)? | MONTH DAY and the? DAY (comma? YEAR)?", s.interval
        ),
        rule("open_years", "(from)? year dash (day | odd)", s.interval),
    )


def _hours() -> tuple[Rule, ...]:
    return (
        rule(
            "part",
            "(EARLY on?)? (the? SHIFT? weekday | deictic | DAY of? MONTH | MONTH DAY) (part | noon)",
            h.part_of_day,
        ),
        rule("part_shift", "EARLY? SHIFT (part) | tonight | overnight", h.part_of_day),
        rule("part_alone", "(?<=[in at]) the? modifier? (part | noon)", h.part_of_day),
        rule(
            "part_of",
            "the? modifier? part of (weekday | deictic | DAY of? MONTH (comma? YEAR)? | MONTH DAY (comma? YEAR)?)",
            h.part_of_day,
        ),
        rule("clock", "CLOCK (weekday | deictic)?", h.clock),
        rule("weekday_clock", "(weekday | deictic) at CLOCK", h.clock),
    )


def _vague() -> tuple[Rule, ...]:
    return (
        rule("vague", "vague", e.vague_word),
        rule("future", "the future | the (long | short) dash? term", e.vague("FUTURE_REF")),
        rule("past", "(?<=in) the last (?=[stop comma gap other])", e.vague("PAST_REF")),
    )
