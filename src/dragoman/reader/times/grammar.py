"""The notation that time expressions are written in, and the search for them.

A rule is a line of word classes: ``"the? modifier? month comma? year"``. Each class becomes one letter, each rule one
regular expression over the text's letters, so matching is linear and independent of the length of words. Names in
capitals are shorthands (:data:`SHORTHANDS`). Of matches that overlap, the leftmost wins, then the longest.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from dragoman.reader.times.lexer import OTHER, SHAPES, Word
from dragoman.reader.times.values import Value
from dragoman.records import TimeKind, TimePrecision

Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Frame:
    """What an expression is resolved against.

    ``anchor``: the day of publication. ``before``: the date spoken of before this one in the text. ``day``: the day
    that a time of the clock belongs to. ``told``: the beginning of the full date named before it in its sentence ("in
    March 2021 and again in May"). ``direction``: where the tense of its verb points. ``direct``: whether it hangs
    on that verb itself rather than on a noun beneath it. Each is ``None`` where it is not known.
    """

    anchor: date | None = None
    before: Value | None = None
    day: date | None = None
    told: date | None = None
    direction: Direction | None = None
    direct: bool = False


Resolve = Callable[[Frame], Value | None]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression means: its kind and precision at once, its value once a frame is there to resolve it against.

    ``needs_day``: it names a part of a day and takes the day from a date nearby. ``candidates``: the values
    between which only a frame can decide. ``speaks_of``: whether later
    expressions ("the following day") may refer to it.
    """

    kind: TimeKind
    precision: TimePrecision | None
    resolve: Resolve
    needs_day: bool = False
    candidates: tuple[str, ...] = ()
    speaks_of: bool = True


@dataclass(frozen=True, slots=True)
class Found:
    """An expression in the text: ``first`` to ``last`` are word numbers, half open. ``rule``: name of its rule."""

    first: int
    last: int
    rule: str
    meaning: Meaning


class Words:
    """The words of one match, asked for by class."""

    def __init__(self, words: Sequence[Word]) -> None:
        self.all = words

    def get(self, *kinds: str) -> Word | None:
        """The first word of one of the classes."""
        return next((w for w in self.all if w.kind in kinds), None)

    def last(self, *kinds: str) -> Word | None:
        return next((w for w in reversed(self.all) if w.kind in kinds), None)

    def has(self, *kinds: str) -> bool:
        return any(w.kind in kinds for w in self.all)

    def of(self, *kinds: str) -> list[Word]:
        return [w for w in self.all if w.kind in kinds]

    def split(self, *kinds: str) -> tuple[Words, Words]:
        """What stands before and behind the first word of one of the classes."""
        at = next(i for i, w in enumerate(self.all) if w.kind in kinds and i > 0)
        return Words(self.all[:at]), Words(self.all[at + 1 :])


Build = Callable[[Words], Meaning | None]


@dataclass(frozen=True, slots=True)
class Rule:
    name: str
    pattern: re.Pattern[str]
    build: Build


SHORTHANDS = {
    "MONTH": "(month | shortmonth stop?)",
    "WEEKDAY": "(weekday | shortweekday stop?)",
    "DAY": "(day | odd | ordinal)",
    "YEAR": "(year | bad_year)",
    "EARLY": "(modifier dash? | the? edge of | earlier | later)",
    "SHIFT": "(last | previous | next | following | this | current | that | the? same)",
    "QTY": "((more than | at least | up to | approx)? (the? word (dash? word)? (and a half)? | number | day | odd"
    " | year | a? several of? | a half? a? | half a?))",
    "UNIT": "(unit | units)",
    "CLOCK": "(clock | noon | (day | word) oclock) (local time | zone)?",
    "THROUGH": "(dash | long_dash | to)",
}
CLASSES = (
    OTHER,
    *(kind for kind, _ in SHAPES if kind not in ("digits", "numeral")),
    *("gap", "comma", "dash", "long_dash", "stop", "possessive", "day", "odd", "year", "bad_year", "number"),
    *("ordinal", "month", "shortmonth", "weekday", "weekdays", "shortweekday", "season", "part", "noon", "deictic"),
    *("tonight", "overnight", "unit", "units", "weekend", "weekends", "clockunit", "quarter", "half", "word"),
    *("last", "previous", "next", "following", "this", "current", "that", "same", "each", "other_one", "ago"),
    *("earlier", "later", "before", "after", "hence", "several", "approx", "more", "than", "at", "least", "up"),
    *("modifier", "edge", "long", "old", "of", "the", "to", "a", "and", "between", "in", "from", "on", "for", "or"),
    *("per", "times", "zone", "oclock", "local", "time", "rate", "vague", "tail", "herald", "era", "period"),
    *("term", "future", "short", "feast", "since", "numbered", "recent", "now"),
)
LETTERS = {kind: chr(0x100 + i) for i, kind in enumerate(dict.fromkeys(CLASSES))}


def rule(name: str, line: str, build: Build) -> Rule:
    """A rule from its line. Raises ``KeyError`` for a class that does not exist."""
    for short, long in SHORTHANDS.items():
        line = re.sub(rf"\b{short}\b", long, line)
    letters = re.sub(r"[a-z_]+", lambda m: LETTERS[m.group()], line)
    return Rule(name, re.compile(re.sub(r"\((?!\?)", "(?:", letters.replace(" ", ""))), build)


def letters(words: Iterable[Word]) -> str:
    """The classes of the words, a letter each."""
    return "".join(LETTERS[w.kind] for w in words)


def search(words: Sequence[Word], rules: Iterable[Rule]) -> list[Found]:
    """Everything that any rule finds, overlaps included, leftmost and longest first."""
    line = letters(words)
    found = []
    for r in rules:
        for m in r.pattern.finditer(line):
            meaning = r.build(Words(words[m.start() : m.end()]))
            if meaning is not None:
                found.append(Found(m.start(), m.end(), r.name, meaning))
    return sorted(found, key=lambda f: (f.first, -f.last))


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """The leftmost and longest of expressions that come in the order of :func:`search`."""
    kept: list[Found] = []
    for f in found:
        if not kept or f.first >= kept[-1].last:
            kept.append(f)
    return kept
