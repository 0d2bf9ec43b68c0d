"""Feasts, fiscal years, decades, centuries, and words as vague as "recently"."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from dragoman.reader.times import values
from dragoman.reader.times.grammar import Frame, Meaning, Words
from dragoman.reader.times.meanings import SHIFTS, fixed, in_year
from dragoman.reader.times.values import Value


def fiscal_year(w: Words) -> Meaning | None:
    """ "fiscal 2023": which days it covers depends on the country, so it has a value but no days."""
    number = w.last("year", "day", "odd")
    if number is None:
        shift = w.get(*SHIFTS)
        return Meaning("date", "year", lambda frame: None) if shift is not None else None
    full = int(number.value) if number.kind == "year" else 2000 + int(number.value)
    return fixed(lambda: Value(f"FY{full}", None, None, "year"), "year")


def decade(w: Words) -> Meaning | None:
    """ "the 1990s", "the '70s": of the latter the last that has begun by publication, without it the 20th century's."""
    name = w.get("decade", "shortdecade")
    if name is None:
        return None
    digits = "".join(c for c in name.text if c.isdigit())
    if name.kind == "decade":
        return fixed(lambda: values.decade(int(digits)), "decade")
    if not w.has("the", "modifier", "earlier", "later", "and") and name.text[0].isdigit() and int(digits) < 30:
        return None

    def resolve(frame: Frame) -> Value | None:
        if frame.anchor is None:
            return values.decade(1900 + int(digits)) if int(digits) >= 30 else None
        first = frame.anchor.year - frame.anchor.year % 100 + int(digits)
        return values.decade(first if first <= frame.anchor.year else first - 100)

    return Meaning("date", "decade", resolve)


def century(w: Words) -> Meaning | None:
    which = w.get("ordinal")
    if which is None or int(which.value) < 2:
        return None
    return fixed(lambda: values.century((int(which.value) - 1) * 100), "interval")


def feast(w: Words) -> Meaning | None:
    """ "Christmas", "Good Friday 2021"; ``times.tsv`` says when each is."""
    name = w.get("feast")
    if name is None:
        return None
    rule = name.value
    if rule.count("-") == 2:
        return fixed(lambda: values.day(date.fromisoformat(rule)), "day")

    def make(year: int) -> Value:
        if rule.startswith("easter"):
            return values.day(values.easter(year) + timedelta(days=int(rule.removeprefix("easter"))))
        month_number, day_number = rule.split("-")
        return values.day(date(year, int(month_number), int(day_number)))

    return in_year(w, make, "day")


def vague(value: str) -> Callable[[Words], Meaning | None]:
    """ "recently", "the future": before, at or after publication, no more than that."""
    return lambda w: Meaning("date", None, lambda frame: Value(value, None, None, None), speaks_of=False)


def vague_word(w: Words) -> Meaning | None:
    word = w.get("vague")
    return vague(word.value)(w) if word is not None else None
