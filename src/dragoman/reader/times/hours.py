"""Parts of a day and times of the clock: "Sunday night", "this morning", "6 p.m.", "16:15 UTC"."""

from __future__ import annotations

from datetime import timedelta

from dragoman.reader.times import values
from dragoman.reader.times.grammar import Frame, Meaning, Words
from dragoman.reader.times.lexer import Word
from dragoman.reader.times.meanings import SHIFTS, base_of, day_of_month, deictic, weekday
from dragoman.reader.times.values import Value


def part_of_day(w: Words) -> Meaning | None:
    """ "Sunday night", "this morning", "the evening of 3 May", "overnight"."""
    part = w.get("part", "tonight", "overnight", "noon")
    if part is None:
        return None
    date_words = Words([x for x in w.all if x is not part])
    inner = day_of_month(date_words) or weekday(date_words) or deictic(date_words)
    if inner is not None:
        return at_time(inner, part.value)
    shift = w.get(*SHIFTS)
    if part.kind == "tonight":
        shift = part._replace(kind="this", value="0")
    if shift is None:
        return Meaning(
            "time",
            "time",
            lambda frame: values.part_of_day(frame.day, part.value) if frame.day else None,
            needs_day=True,
        )
    by = 0 if shift.kind in ("this", "current", "that", "same") else int(shift.value)

    def resolve(frame: Frame) -> Value | None:
        base = base_of(shift, frame, "D")
        return values.part_of_day(base + timedelta(days=by), part.value) if base else None

    return Meaning("time", "time", resolve)


def at_time(inner: Meaning, code: str) -> Meaning:
    def resolve(frame: Frame) -> Value | None:
        found = inner.resolve(frame)
        return values.part_of_day(found.start, code) if found and found.start else None

    return Meaning("time", "time", resolve)


def clock(w: Words) -> Meaning | None:
    """ "at 6 pm", "16:15 UTC", "12:00 UTC Monday"."""
    word = w.get("clock", "noon") or w.get("day", "word")
    if word is None:
        return None
    code = clock_code(word)
    zone = w.get("zone")
    if code is None:
        return None
    code += zone.value if zone is not None else ""
    others = Words([x for x in w.all if x is not word])
    inner = weekday(others) or deictic(others)
    if inner is not None:
        return at_time(inner, code)
    return Meaning(
        "time", "time", lambda frame: values.part_of_day(frame.day, code) if frame.day else None, needs_day=True
    )


def clock_code(word: Word) -> str | None:
    """``T18:00`` for "6 p.m."; ``None`` for what no clock shows."""
    if word.kind == "noon":
        return word.value
    if word.kind in ("day", "word"):
        hour = int(word.value)
        return f"T{hour:02d}:00" if 1 <= hour <= 12 else None
    letters = word.text.lower().replace(" ", "").replace("\n", "")
    half = (
        "pm" if letters.replace(".", "").endswith("pm") else "am" if letters.replace(".", "").endswith("am") else None
    )
    numbers = [int(n) for n in letters.rstrip("apm.").replace(".", ":").split(":")]
    hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    if minute > 59 or hour > (12 if half else 24) or (half and hour == 0):
        return None
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"T{hour:02d}:{minute:02d}"
