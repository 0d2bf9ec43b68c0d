"""Durations, sets, times counted from another time, and intervals: the builders for expressions with a quantity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dragoman.reader.times import eras, meanings, values
from dragoman.reader.times.grammar import Frame, Meaning, Words
from dragoman.reader.times.values import Value

UNITS = ("unit", "units", "clockunit", "weekend", "weekends")
NUMBERS = ("word", "number", "day", "odd", "year")
UNIT_OF = {"day": "D", "week": "W", "month": "M", "quarter": "Q", "season": "S", "year": "Y", "decade": "DE"}
THROUGH = ("dash", "long_dash", "to", "and")
LONGEST = 100_000  # a count of units beyond this is no date in any calendar


@dataclass(frozen=True, slots=True)
class Quantity:
    """So many units; ``count`` is ``None`` for "several"."""

    count: float | None
    unit: str
    clock: bool

    @property
    def value(self) -> str:
        """As an ISO 8601 duration, with TIMEX3's DE and CE for decades and centuries, X for an unknown number."""
        factor, unit = (2, "W") if self.unit == "2W" else (1, self.unit)
        number = "X" if self.count is None else f"{self.count * factor:g}"
        return f"P{'T' if self.clock else ''}{number}{unit}"

    def whole(self) -> tuple[int, str] | None:
        """The count as a whole number of units to step by: months for half years; ``None`` for hours and "several"."""
        if self.clock or self.count is None or self.count > LONGEST:
            return None
        if self.count == int(self.count):
            return int(self.count), self.unit
        finer = {"Y": (12, "M"), "M": (30, "D"), "W": (7, "D"), "DE": (10, "Y"), "CE": (100, "Y")}
        if self.unit not in finer:
            return None
        factor, unit = finer[self.unit]
        return round(self.count * factor), unit


def quantity(w: Words) -> Quantity | None:
    unit = w.last(*UNITS)
    if unit is None:
        return None
    code = "W" if unit.kind in ("weekend", "weekends") else unit.value
    return Quantity(count(w, plural=unit.kind in ("units", "weekends")), code, unit.kind == "clockunit")


def count(w: Words, plural: bool) -> float | None:
    """The number that words spell: "twenty-five", "two and a half", "a", "a hundred"."""
    if w.has("several"):
        return None
    numbers = w.of(*NUMBERS)
    half = 0.5 if w.has("half") else 0.0
    total = 0.0
    for n in numbers:
        number = float(n.value)
        total = max(total, 1) * number if number in (100, 1000) and n.kind == "word" else total + number
    if total:
        return total + half
    if half and not (w.has("and")):
        return half
    return None if plural else 1 + half


def duration(w: Words) -> Meaning | None:
    """ "three days", "a five-year", "almost two and a half years"."""
    q = quantity(w)
    if q is None or too_long(q):
        return None
    return Meaning("duration", None, lambda frame: Value(q.value, None, None, None), speaks_of=False)


def compound_duration(w: Words) -> Meaning | None:
    """ "12 years and six months" P12Y6M."""
    units = w.of(*UNITS)
    if len(units) != 2:
        return None
    whole = quantity(Words([x for x in w.all if x.start <= units[0].start]))
    rest = quantity(Words([x for x in w.all if x.start > units[0].start]))
    if whole is None or rest is None or too_long(whole) or too_long(rest) or whole.unit == rest.unit:
        return None
    tail = rest.value.removeprefix("P")
    return Meaning("duration", None, lambda frame: Value(whole.value + tail, None, None, None), speaks_of=False)


def too_long(q: Quantity) -> bool:
    return q.count is not None and q.count > LONGEST


def duration_ahead(w: Words) -> Meaning | None:
    """ "within two weeks", where the verb points to the future: the days from publication on."""
    q = quantity(w)
    if q is None or too_long(q):
        return None

    def resolve(frame: Frame) -> Value | None:
        steps = q.whole()
        if frame.direction != "future" or frame.anchor is None or steps is None:
            return Value(q.value, None, None, None)
        return Value(q.value, frame.anchor, values.shift(steps[1], frame.anchor, steps[0]), None)

    return Meaning("duration", None, resolve, speaks_of=False)


def duration_beside(w: Words) -> Meaning | None:
    """ "the past two weeks", "the next four years": a duration that touches the day of publication."""
    q, shift = quantity(w), w.get("last", "previous", "next", "following")
    if q is None or shift is None or too_long(q):
        return None

    def resolve(frame: Frame) -> Value | None:
        steps = q.whole()
        if frame.anchor is None or steps is None or shift.kind in ("previous", "following"):
            return Value(q.value, None, None, None)
        far = values.shift(steps[1], frame.anchor, steps[0] * int(shift.value))
        return Value(q.value, min(far, frame.anchor), max(far, frame.anchor), None)

    return Meaning("duration", None, resolve, speaks_of=False)


def ago(w: Words) -> Meaning | None:
    """ "two weeks ago", "10 years from now": as coarse as its unit."""
    q, sign = quantity(w), -1 if w.has("ago") else 1
    return counted(q, sign, lambda frame: frame.anchor) if q is not None else None


def from_there(w: Words) -> Meaning | None:
    """ "two days later", "a year earlier", "the day before": counted from the date spoken of before."""
    q, step = quantity(w), w.last("earlier", "later", "before", "after", "previous")
    if q is None or step is None:
        return None
    sign = int(step.value)

    def base(frame: Frame) -> date | None:
        if frame.before is None:
            return None
        return meanings.spoken_of(frame.before, q.unit, late=sign > 0)

    return counted(q, sign, base)


def counted(q: Quantity, sign: int, base: Callable[[Frame], date | None]) -> Meaning:
    """So many units before or after a day."""
    precision = meanings.PRECISIONS[q.unit] if not q.clock else "time"

    def resolve(frame: Frame) -> Value | None:
        start, steps = base(frame), q.whole()
        if start is None:
            return None
        if steps is None:
            return None if q.clock or sign > 0 else Value("PAST_REF", None, None, None)
        return values.containing(steps[1], values.shift(steps[1], start, sign * steps[0]))

    return Meaning("date", precision, resolve)


def every(w: Words) -> Meaning | None:
    """ "every Monday" XXXX-WXX-1, "every two years" P2Y, "every May" XXXX-05."""
    day, part, month = w.get("weekday", "weekdays"), w.get("part"), w.get("month")
    number = w.get("word", "day", "ordinal", "other_one", "number")
    if day is not None:
        value = f"XXXX-WXX-{day.value}" + (part.value if part is not None else "")
    elif month is not None:
        value = f"XXXX-{int(month.value):02d}"
    elif part is not None:
        value = f"XXXX-XX-XX{part.value}"
    elif w.has("season"):
        value = f"XXXX-{w.all[-1].value}"
    elif w.has("weekend", "weekends"):
        value = "XXXX-WXX-WE"
    else:
        q = quantity(w)
        if q is None:
            return None
        value = Quantity(float(number.value) if number is not None else 1.0, q.unit, q.clock).value
    return repeated(value)


def repeated(value: str) -> Meaning:
    return Meaning("set", None, lambda frame: Value(value, None, None, None), speaks_of=False)


def rate(w: Words) -> Meaning | None:
    word = w.get("rate")
    return repeated(word.value) if word is not None else None


def per_unit(w: Words) -> Meaning | None:
    """ "15 a year", "twice a week"."""
    unit = w.get(*UNITS)
    return repeated(Quantity(1.0, unit.value, unit.kind == "clockunit").value) if unit is not None else None


def ends(w: Words) -> list[Meaning]:
    """What the two ends of an interval mean."""
    left, right = complete(*Words([x for x in w.all if x.kind not in ("from", "between", "the")]).split(*THROUGH))
    return [m for m in (simple(left), simple(right)) if m is not None]


def interval(w: Words) -> Meaning | None:
    """ "from 3 to 5 May", "between 2010 and 2014", "September 21-22"; one end takes from the other what it lacks."""
    both = ends(w)
    if len(both) < 2:
        return None
    first, second = both
    from_now = w.all[0].kind == "deictic" or (w.all[0].kind == "from" and w.all[1].kind == "deictic")

    def resolve(frame: Frame) -> Value | None:
        if from_now:
            return from_today(first, second, frame)
        end = second.resolve(frame)
        if end is None or end.start is None:
            return None
        start = first.resolve(Frame(anchor=end.start, direction="past", direct=True))
        return values.interval(start, end) if start is not None else None

    return Meaning("date", "interval", resolve)


def from_today(first: Meaning, second: Meaning, frame: Frame) -> Value | None:
    """ "from today to Friday"."""
    start = first.resolve(frame)
    if start is None or start.start is None:
        return None
    end = second.resolve(Frame(anchor=start.start, direction="future", direct=True))
    return values.interval(start, end) if end is not None else None


def complete(left: Words, right: Words) -> tuple[Words, Words]:
    """Both ends of an interval as full expressions: "3 to 5 May" is 3 May to 5 May, "2010-14" 2010 to 2014."""
    months, years = ("month", "shortmonth"), ("year", "bad_year")
    days = ("day", "odd", "ordinal")
    first, second = list(left.all), list(right.all)
    if left.has(*days) and not left.has(*months):
        first += right.of(*months)
    if right.has(*days) and not right.has(*months) and left.has(*months):
        second += left.of(*months)
    if right.has(*years) and not left.has(*years):
        first += right.of(*years)
    if left.has("year") and not left.has(*months) and len(second) == 1 and second[0].kind in ("day", "odd"):
        century = int(first[-1].value) // 100
        second = [second[0]._replace(kind="year", value=f"{century}{int(second[0].value):02d}")]
    return Words(first), Words(second)


def simple(w: Words) -> Meaning | None:
    """One end of an interval."""
    if w.has("day", "odd", "ordinal"):
        return meanings.day_of_month(w)
    for kinds, build in (
        (("month", "shortmonth"), meanings.month),
        (("weekday", "shortweekday"), meanings.weekday),
        (("deictic",), meanings.deictic),
        (("decade", "shortdecade"), eras.decade),
        (("season",), meanings.season),
        (("year", "bad_year"), meanings.year),
    ):
        if w.has(*kinds):
            return build(w)
    return None


def recent(w: Words) -> Meaning | None:
    """ "recent years": an unknown number of them."""
    unit = w.get("units")
    if unit is None:
        return None
    return Meaning("duration", None, lambda frame: Value(f"PX{unit.value}", None, None, None), speaks_of=False)


def same_ago(w: Words) -> Meaning | None:
    """ "the same month a year ago", "the same period last year": the date spoken of before, a unit earlier."""
    units = w.of("unit")
    if not units:
        return None
    back = units[-1].value

    def resolve(frame: Frame) -> Value | None:
        before = frame.before
        if before is None or before.start is None or before.precision not in UNIT_OF:
            return None
        return values.containing(UNIT_OF[before.precision], values.shift(back, before.start, -1))

    return Meaning("date", None, resolve)
