"""What each kind of time expression means: builders that the rules of ``time_rules`` name.

A builder is handed the words of a match. It answers ``None`` where they mean no time after all, and otherwise a
:class:`Meaning` whose ``resolve`` raises ``ValueError`` or ``OverflowError`` for a date the calendar does not have.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from dragoman.reader.times import values
from dragoman.reader.times.grammar import Frame, Meaning, Resolve, Words
from dragoman.reader.times.lexer import Word
from dragoman.reader.times.values import Value
from dragoman.records import TimePrecision

PRECISIONS: dict[str, TimePrecision] = {
    "D": "day",
    "W": "week",
    "2W": "week",
    "WE": "interval",
    "M": "month",
    "Q": "quarter",
    "H": "interval",
    "Y": "year",
    "DE": "decade",
    "CE": "interval",
}
SIZES = ["time", "day", "week", "month", "quarter", "season", "year", "decade"]
LEAP_REACH = 8  # from 1897 to 1904 the calendar had no 29 February
WEEK = 7
CLOSE = 31  # days from publication within which one of two readings of 7/8/2023 is the likelier
SOON, FAR = 90, 3  # days to the next such date, and how many times as long ago the last must be
SATURDAY = 5  # as date.weekday() counts
THURSDAY = 4  # as date.isoweekday() counts
SHIFTS = ("last", "previous", "next", "following", "this", "current", "that", "same")


def nearest(candidates: Iterable[Value], frame: Frame) -> Value | None:
    """Of dates that recur, the one that is meant: where the tense of the verb that it hangs on points; without one, the
    last before publication, unless the next is close and much closer ("a June 3 hearing" in a text of May).
    ``candidates`` come in order of time."""
    anchor = frame.anchor
    spans = [(c, c.start, c.end) for c in candidates if c.start is not None and c.end is not None]
    if anchor is None or not spans:
        return None
    past = [(c, (anchor - end).days) for c, start, end in spans if start <= anchor]
    future = [(c, (start - anchor).days) for c, start, end in spans if end >= anchor]
    direction = frame.direction if frame.direct else None
    if not future or (past and direction == "past"):
        return past[-1][0]
    if not past or direction == "future":
        return future[0][0]
    ahead, back = future[0][1], past[-1][1]
    return future[0][0] if ahead <= SOON and back > FAR * ahead else past[-1][0]


def yearly(make: Callable[[int], Value], frame: Frame, reach: int = 1) -> list[Value]:
    """What ``make`` gives for the years around publication; years that lack it are left out."""
    if frame.anchor is None:
        return []
    found = []
    for y in range(frame.anchor.year - reach, frame.anchor.year + reach + 1):
        try:
            found.append(make(y))
        except ValueError:
            continue
    if not found:
        raise ValueError("no year has such a date")
    return found


def fixed(make: Callable[[], Value], precision: TimePrecision) -> Meaning:
    """A time that needs nothing to be resolved against."""
    return Meaning("date", precision, lambda frame: make())


def year_number(word: Word) -> int:
    if word.kind == "bad_year":
        raise ValueError(f"the year {word.text}")
    return int(word.value)


def base_of(shift: Word | None, frame: Frame, unit: str) -> date | None:
    """The day that "next", "that" or "following" counts from: publication, or the date spoken of before."""
    if shift is not None and shift.kind in ("previous", "following", "that", "same"):
        if frame.before is None:
            return frame.anchor if shift.kind == "previous" else None
        return spoken_of(frame.before, unit, late=shift.kind == "following")
    return frame.anchor


def spoken_of(before: Value, unit: str, late: bool = False) -> date | None:
    """A day of the date spoken of before, unless that is too coarse to count days or weeks from it."""
    wanted = PRECISIONS.get(unit, "year")
    if before.precision in SIZES and wanted in SIZES and SIZES.index(before.precision) > max(1, SIZES.index(wanted)):
        return None
    return before.end if late else before.start


def shifted(shift: Word, unit: str) -> Resolve:
    """ "Last", "this" or "next" with a unit."""
    by = int(shift.value or 0)

    def resolve(frame: Frame) -> Value | None:
        base = base_of(shift, frame, unit)
        if base is None:
            return None
        behind = frame.direction == "past" or (frame.direction is None and shift.kind == "weekend")
        if unit == "WE" and by == 0 and behind and base.weekday() < SATURDAY:
            return values.containing(unit, values.shift(unit, base, -1))
        return values.containing(unit, values.shift(unit, base, by))

    return resolve


def shifted_unit(w: Words) -> Meaning | None:
    """ "last week", "earlier this year", "the following day"."""
    shift = w.get(*SHIFTS)
    unit = w.last("unit", "weekend", "quarter", "half")
    if shift is None or unit is None:
        return None
    if unit.value == "D" and (shift.kind in ("this", "current", "last") or (shift.kind == "next" and not w.has("the"))):
        return None
    if unit.value == "D" and shift.kind == "next":
        shift = shift._replace(kind="following")
    return Meaning("date", PRECISIONS[unit.value], shifted(shift, unit.value))


def this_unit(w: Words) -> Meaning | None:
    """ "the end of the year", "the weekend": that of the day of publication."""
    unit = w.last("unit", "weekend")
    if unit is None or unit.value == "D":
        return None
    return Meaning("date", PRECISIONS[unit.value], shifted(unit._replace(value="0"), unit.value))


def year_of(w: Words) -> Callable[[Frame], int | None] | None:
    """The year that an expression names ("2019") or points to ("of last year"); ``None`` where it does neither."""
    named = w.last("year", "bad_year")
    if named is not None:
        return lambda frame: year_number(named)
    shift = w.last(*SHIFTS)
    unit = w.last("unit")
    if shift is None or unit is None or unit.value != "Y":
        return None
    point = shifted(shift, "Y")

    def resolve(frame: Frame) -> int | None:
        found = point(frame)
        return found.start.year if found is not None and found.start is not None else None

    return resolve


def in_year(w: Words, make: Callable[[int], Value], precision: TimePrecision, reach: int = 1) -> Meaning:
    """Something that recurs every year: in the year that the words name, else in the one that is meant."""
    named = year_of(w)
    shift = w.get("last", "next", "this") if named is None else None

    def resolve(frame: Frame) -> Value | None:
        if named is not None:
            number = named(frame)
            return make(number) if number is not None else None
        if frame.told is not None and shift is None:
            following = yearly(make, Frame(anchor=frame.told), reach)
            return next((v for v in following if v.start is not None and v.start >= frame.told), None)
        candidates = yearly(make, frame, reach)
        if shift is not None:
            return stepped(candidates, shift, frame)
        return nearest(candidates, frame)

    return Meaning("date", precision, resolve)


def stepped(candidates: list[Value], shift: Word, frame: Frame) -> Value | None:
    """ "last May", "next winter", "this summer": the nearest that is wholly past, wholly to come, or of this year."""
    anchor = frame.anchor
    spans = [(c, c.start, c.end) for c in candidates if c.start is not None and c.end is not None]
    if anchor is None:
        return None
    if shift.kind == "last":
        return next((c for c, _, end in reversed(spans) if end < anchor), None)
    if shift.kind == "next":
        return next((c for c, start, _ in spans if start > anchor), None)
    around = [c for c, start, end in spans if start <= anchor <= end]
    return around[0] if around else next((c for c, start, _ in spans if start.year == anchor.year), None)


def day_of_month(w: Words) -> Meaning | None:
    """ "24 September", "September 24, 2023", "Tuesday, 26 September", "the 20th of next month"."""
    number, month = w.get("day", "odd", "ordinal"), w.get("month", "shortmonth")
    if number is None or month is None:
        return None
    if number.kind == "ordinal" and number.text.isalpha() and not w.has("of"):
        return None
    weekday = w.get("weekday", "shortweekday")
    if weekday is not None and weekday.start > month.start:
        weekday = None

    def make(year: int) -> Value:
        return values.day(date(year, int(month.value), int(number.value)))

    plain = in_year(w, make, "day", LEAP_REACH if month.value == "2" and number.value == "29" else 1)
    if weekday is None or w.has("year", "bad_year"):
        return plain

    def resolve(frame: Frame) -> Value | None:
        agreeing = [v for v in yearly(make, frame) if v.start and v.start.isoweekday() == int(weekday.value)]
        return nearest(agreeing, frame) if agreeing else plain.resolve(frame)

    return Meaning("date", "day", resolve)


def day_of_shifted_month(w: Words) -> Meaning | None:
    """ "the 20th of next month"."""
    number, shift = w.get("ordinal"), w.get(*SHIFTS)
    unit = w.get("unit")
    if number is None or shift is None or unit is None or unit.value != "M":
        return None
    point = shifted(shift, "M")

    def resolve(frame: Frame) -> Value | None:
        found = point(frame)
        return values.day(found.start.replace(day=int(number.value))) if found and found.start else None

    return Meaning("date", "day", resolve)


def numeric_day(w: Words) -> Meaning:
    """ "2023-11-30", "30.11.2023", "11/30/2023". With slashes the month comes first unless only the other order fits;
    where both fit, the one is meant that was spoken of before or lies close to publication, and much
    closer than the other; else nothing can be told."""
    word = w.all[0]
    if word.kind == "iso":
        return fixed(lambda: values.day(date.fromisoformat(word.text.replace("/", "-"))), "day")
    first, second, year = (int(n) for n in word.text.replace(".", "/").replace("-", "/").split("/"))
    year += 0 if year > 99 else 1900 if year > 68 else 2000
    if word.kind == "dotted":
        return fixed(lambda: values.day(date(year, second, first)), "day")
    if first > 12 or second > 12 or first == second:
        month, number = (second, first) if first > 12 else (first, second)
        return fixed(lambda: values.day(date(year, month, number)), "day")

    both = [date(year, first, second), date(year, second, first)] if first and second and year else []

    def resolve(frame: Frame) -> Value | None:
        if not both:
            raise ValueError(f"no day {word.text}")
        near = frame.before.start if frame.before is not None and frame.before.start in both else frame.anchor
        if near is None:
            return None
        first_choice, other = sorted(both, key=lambda d: abs((d - near).days))
        gap = abs((first_choice - near).days)
        return values.day(first_choice) if gap <= CLOSE and FAR * gap < abs((other - near).days) else None

    return Meaning("date", "day", resolve, candidates=tuple(d.isoformat() for d in both))


def weekday(w: Words) -> Meaning | None:
    """ "Thursday", "last Friday", "Monday of next week"."""
    name = w.get("weekday", "shortweekday")
    shift = w.get(*SHIFTS)
    if name is None:
        return None
    number = int(name.value)
    unit = w.get("unit")
    if unit is not None:
        return weekday_of_week(number, shift, unit)

    def resolve(frame: Frame) -> Value | None:
        return weekday_near(number, shift, frame)

    return Meaning("date", "day", resolve)


def weekday_of_week(number: int, shift: Word | None, unit: Word) -> Meaning | None:
    if shift is None or unit.value != "W":
        return None
    point = shifted(shift, "W")

    def resolve(frame: Frame) -> Value | None:
        found = point(frame)
        return values.day(found.start + timedelta(days=number - 1)) if found and found.start else None

    return Meaning("date", "day", resolve)


def weekday_near(number: int, shift: Word | None, frame: Frame) -> Value | None:
    """Without "last" or "next", the tense decides; the day of publication itself counts both ways. A "next Friday"
    said on a Tuesday is the Friday of the week after, since the other is just "Friday"."""
    kind = shift.kind if shift is not None else None
    base = base_of(shift, frame, "D")
    if base is None:
        return None
    ahead = (number - base.isoweekday()) % WEEK
    back = ahead - WEEK if ahead else 0
    if kind in ("last", "previous"):
        step = back or -WEEK
    elif kind == "next":
        step = WEEK - base.isoweekday() + number
    elif kind == "following":
        step = ahead or WEEK
    elif kind in ("this", "current"):
        step = back if frame.direction == "past" else ahead
    elif kind in ("that", "same"):
        step = ahead
    else:
        step = ahead if frame.direction == "future" else back
    return values.day(base + timedelta(days=step))


def deictic(w: Words) -> Meaning | None:
    """ "today", "yesterday", "earlier today"."""
    word = w.get("deictic")
    if word is None:
        return None
    by = int(word.value)
    return Meaning("date", "day", lambda frame: values.day(frame.anchor + timedelta(days=by)) if frame.anchor else None)


def month(w: Words) -> Meaning | None:
    """ "May 2019", "early June", "October of next year", "last March"."""
    name = w.get("month", "shortmonth")
    if name is None:
        return None
    return in_year(w, lambda year: values.month(year, int(name.value)), "month")


def nth_of_month(w: Words) -> Meaning | None:
    """ "the last week of March", "the first Monday of May 2024", "the second Friday of next month"."""
    which, name = w.get("ordinal", "last"), w.get("month", "shortmonth")
    what = w.get("unit", "weekday", "weekend")
    if which is None or what is None or what.value in ("M", "Y", "DE", "CE", "2W"):
        return None
    precision: TimePrecision = "day" if what.kind == "weekday" or what.value == "D" else PRECISIONS[what.value]
    if name is None:
        return nth_of_shifted(w, what, int(which.value), precision)
    rest = Words([x for x in w.all if x.start > name.start])
    return in_year(rest, lambda year: nth(year, int(name.value), what, int(which.value)), precision)


def nth_of_shifted(w: Words, what: Word, number: int, precision: TimePrecision) -> Meaning | None:
    shift, unit = w.last(*SHIFTS), w.last("unit")
    if shift is None or unit is None or unit.value != "M" or shift.start < what.start:
        return None
    point = shifted(shift, "M")

    def resolve(frame: Frame) -> Value | None:
        found = point(frame)
        return nth(found.start.year, found.start.month, what, number) if found and found.start else None

    return Meaning("date", precision, resolve)


def nth(year: int, month: int, what: Word, number: int) -> Value:
    """The first, second or (-1) last day, weekday, weekend or week of a month; a week belongs to the month of its
    Thursday."""
    days = [date(year, month, i) for i in range(1, monthrange(year, month)[1] + 1)]
    if what.kind == "weekday":
        return values.day(pick([d for d in days if d.isoweekday() == int(what.value)], number))
    if what.value == "D":
        return values.day(pick(days, number))
    if what.kind == "weekend":
        return values.weekend(pick([d for d in days if d.isoweekday() == SATURDAY + 1], number))
    return values.week(pick([d for d in days if d.isoweekday() == THURSDAY], number))


def week_of(w: Words) -> Meaning | None:
    """ "the week of 18 May", "the week starting September 4"."""
    unit = w.get("unit")
    inner = day_of_month(Words([x for x in w.all if unit is not None and x.start > unit.start]))
    if unit is None or unit.value != "W" or inner is None:
        return None

    def resolve(frame: Frame) -> Value | None:
        found = inner.resolve(frame)
        return values.week(found.start) if found is not None and found.start is not None else None

    return Meaning("date", "week", resolve)


def beside_deictic(w: Words) -> Meaning | None:
    """ "the day after tomorrow", "the day before yesterday"."""
    unit, step, word = w.get("unit"), w.get("before", "after"), w.get("deictic")
    if unit is None or unit.value != "D" or step is None or word is None:
        return None
    by = int(word.value) + int(step.value)

    def resolve(frame: Frame) -> Value | None:
        return values.day(frame.anchor + timedelta(days=by)) if frame.anchor else None

    return Meaning("date", "day", resolve)


def numbered_day(w: Words) -> Meaning | None:
    """ "on the 24th": of the month spoken of before, else of the one that is meant."""
    number = w.get("ordinal")
    if number is None or number.text.isalpha():
        return None

    def resolve(frame: Frame) -> Value | None:
        if frame.before is not None and frame.before.start is not None and frame.before.precision in ("day", "month"):
            return values.day(frame.before.start.replace(day=int(number.value)))
        if frame.anchor is None:
            return None
        months = [values.shift("M", frame.anchor.replace(day=1), by) for by in (-1, 0, 1)]
        return nearest([values.day(d.replace(day=int(number.value))) for d in months if _has_day(d, number)], frame)

    return Meaning("date", "day", resolve)


def _has_day(month: date, number: Word) -> bool:
    return 1 <= int(number.value) <= monthrange(month.year, month.month)[1]


def pick(days: list[date], number: int) -> date:
    """The first, second or (-1) last of some days."""
    if number == 0 or number > len(days):
        raise ValueError(f"there are {len(days)} such days, not {number}")
    return days[number - 1 if number > 0 else number]


def quarter(w: Words) -> Meaning | None:
    """ "the third quarter of this year", "Q3 2023", "the first half of 2020"."""
    short, which = w.get("isoquarter"), w.get("ordinal", "word")
    last = w.get("last") if which is None else None
    part = w.get("quarter", "half")
    halves = part is not None and part.kind == "half"
    if short is None and which is None and last is None:
        return None
    number = int(short.text[1]) if short else int(which.value) if which else -1
    number = (2 if halves else 4) if number == -1 else number

    def make(year: int) -> Value:
        return values.half(year, number) if halves else values.quarter(year, number)

    rest = [x for x in w.all if x is not last]
    return in_year(Words(rest), make, "interval" if halves else "quarter")


def season(w: Words) -> Meaning | None:
    name = w.get("season")
    if name is None:
        return None
    return in_year(w, lambda year: values.season(year, name.value), "season")


def year(w: Words) -> Meaning | None:
    number = w.get("year", "bad_year")
    if number is None:
        return None
    return fixed(lambda: values.year(year_number(number)), "year")
