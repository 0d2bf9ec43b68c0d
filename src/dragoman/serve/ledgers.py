"""The ledgers as views: figures of forces beside those that contradict them, and positions in a negotiation over time.

Pure functions: they are given the rows of a listing (``Desk.forces``, ``Desk.negotiations``) and give rows to print.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from dragoman.ids import fold
from dragoman.knowledge.actors import country

Row = Mapping[str, Any]

AT_ONCE = timedelta(days=60)
"""Two figures of one force are taken to contradict each other where no more days lie between them."""
THERE = ("happened", "ongoing")
LIST = "; "
PEOPLE = frozenset({"troops", "soldiers", "personnel", "peacekeepers", "men", "forces", "servicemen"})
BODIES = re.compile(r"^(?:the )?(?:government|armed forces|parliament) of (?:the )?", re.IGNORECASE)
JOINT = ("met", "stalled")


@dataclass(frozen=True, slots=True)
class Claim:
    """One figure with who gives it, and the day of the dispatch, ``None`` where it is not known. ``against``: the figures of others for the same force at about the same time."""

    row: Row
    day: date | None
    claimant: str
    against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One round or day of a negotiation: what was done together, and the position of each party, in its own words."""

    day: date | None
    round: str | None
    place: str | None
    together: tuple[str, ...]
    positions: Mapping[str, tuple[str, ...]]


def side_by_side(rows: Sequence[Row]) -> list[Claim]:
    """The figures of forces, those of one force together: the force told of last first, its figures newest first.

    ``rows``: of the listing ``forces``. One force is one contributor in one mission (or place), by what is counted and whether
    it is there, planned or withdrawn; "troops" and "soldiers" count the same.
    """
    lines: dict[tuple[str, ...], list[Row]] = {}
    for row in rows:
        lines.setdefault(_force(row), []).append(row)
    ordered = [sorted(line, key=lambda r: _ordinal(_told_on(r)), reverse=True) for line in lines.values()]
    ordered.sort(key=lambda line: _ordinal(_told_on(line[0])), reverse=True)
    return [Claim(r, _told_on(r), claimant(r), _against(r, line)) for line in ordered for r in line]


def claim_rows(claims: Iterable[Claim]) -> tuple[list[str], list[list[Any]]]:
    """The columns and cells of the view that ``dragoman forces --mission`` prints."""
    columns = [
        "told_on",
        "contributor",
        "change",
        "figure",
        "status",
        "as_of",
        "says",
        "against",
        "place",
        "dispatch_id",
    ]
    cells = [
        [
            c.day,
            c.row["contributor"],
            c.row["change"],
            figure_of(c.row),
            c.row["factuality"],
            c.row["date_end"] or c.row["date_start"],
            c.claimant,
            LIST.join(c.against),
            c.row["place"],
            c.row["dispatch_id"],
        ]
        for c in claims
    ]
    return columns, cells


def figure_of(row: Row) -> str:
    """A figure in words.

    >>> figure_of({"strength": 1200, "strength_max": 1500, "unit": "soldiers"})
    '1,200 to 1,500 soldiers'
    >>> figure_of({"strength": None, "strength_max": None, "unit": "battalion"})
    'battalion'
    """
    low, high, unit = row["strength"], row["strength_max"], row["unit"]
    if low is None and high is None:
        return str(unit)
    if low is None:
        return f"up to {high:,} {unit}"
    return f"{low:,} {unit}" if high is None else f"{low:,} to {high:,} {unit}"


def claimant(row: Row) -> str:
    """Who gives a figure: the one who says it, else the publisher of the dispatch."""
    return row["says"] or row["publisher"] or "the dispatch"


def _force(row: Row) -> tuple[str, ...]:
    unit = "people" if row["unit"] in PEOPLE else str(row["unit"]).split()[-1]
    where = row["mission"] or row["place"] or ""
    return str(row["contributor"]), str(where), unit, str(row["change"]), _standing(row)


def _standing(row: Row) -> str:
    return "there" if row["factuality"] in THERE else str(row["factuality"])


def _against(row: Row, line: Sequence[Row]) -> tuple[str, ...]:
    """The other figures for a strength that others give at about the same time. Changes add up: they contradict nobody."""
    day = _told_on(row)
    if row["change"] != "has" or day is None or _standing(row) != "there":
        return ()
    own = (row["strength"], row["strength_max"])
    return tuple(
        f"{figure_of(r)}, says {claimant(r)}"
        for r in line
        if (r["strength"], r["strength_max"]) != own
        and claimant(r) != claimant(row)
        and (other := _told_on(r)) is not None
        and abs(other - day) <= AT_ONCE
    )


def positions(rows: Sequence[Row]) -> tuple[list[str], list[Step]]:
    """The parties of a process, and its rounds and days in the order of time, with what each party asked, offered, agreed to
    and refused.

    ``rows``: of the listing ``negotiations``, of one process. Moves of one round, or of one day, stand together.
    """
    rows = sorted(rows, key=lambda r: _ordinal(_day(r)))
    columns = _Columns(rows)
    steps: dict[tuple[date | None, str | None], list[Row]] = {}
    rounds: dict[tuple[str, date | None], str] = {}
    for row in rows:
        if row["round"]:
            rounds.setdefault((row["dispatch_id"], _day(row)), row["round"])
    for row in rows:
        day = _day(row)
        steps.setdefault((day, row["round"] or rounds.get((row["dispatch_id"], day))), []).append(row)
    ordered = sorted(steps.items(), key=lambda item: (_ordinal(item[0][0]), str(item[0][1] or "")))
    found = [_step(day, round, moves, columns) for (day, round), moves in ordered]
    return columns.names, found


def position_rows(names: Sequence[str], steps: Iterable[Step]) -> tuple[list[str], list[list[Any]]]:
    """The columns and cells of the table that ``dragoman negotiations --process`` prints: a row a step, a column a party."""
    cells = [
        [
            s.day,
            s.round or "",
            s.place or "",
            LIST.join(s.together),
            *(LIST.join(s.positions.get(n, ())) for n in names),
        ]
        for s in steps
    ]
    return ["date", "round", "place", "together", *names], cells


def _step(day: date | None, round: str | None, moves: Sequence[Row], columns: _Columns) -> Step:
    together: list[str] = []
    cells: dict[str, list[str]] = {}
    for row in moves:
        words = _words(row, columns)
        parties = columns.of(row)
        if row["move"] in JOINT and len(parties) != 1 or row["move"] == "mediated":
            together.append(words if row["move"] != "mediated" else f"{row['parties']} mediated")
            continue
        for name in parties:
            cells.setdefault(name, []).append(words)
    place = next((row["place"] for row in moves if row["place"]), None)
    unique = {name: tuple(dict.fromkeys(said)) for name, said in cells.items()}
    return Step(day, round, place, tuple(dict.fromkeys(together)), unique)


def _words(row: Row, columns: _Columns) -> str:
    """A move in words: "asked Kosovo: “form the association” (planned)"."""
    to = [columns.name(n, "") for n in _listed(row["made_to"])]
    whom = f" {', '.join(to)}" if to and row["move"] in ("asked", "offered") else ""
    what = f": “{row['what']}”" if row["what"] else ""
    told = "" if row["factuality"] in THERE else f" ({row['factuality']})"
    return f"{row['move']}{whom}{what}{told}"


class _Columns:
    """The parties of a process, each under one name: a state for its government, envoys and ministers."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._own: dict[str, str] = {}
        moves = [r for r in rows if r["move"] != "mediated"]
        pairs = [pair for r in moves for pair in _pairs(r)]
        for name, code in pairs:
            if BODIES.match(name) or name == _country(code):
                self._own.setdefault(fold(BODIES.sub("", name)), BODIES.sub("", name))
        self.names = list(dict.fromkeys(self.name(name, code) for name, code in pairs))

    def name(self, name: str, code: str) -> str:
        base = BODIES.sub("", name)
        known = self._own.get(fold(base))
        if known is not None:
            return known
        state = _country(code)
        official = not {"REB", "OPP", "PTY", "IGO"} & set(code.split())
        return state if state is not None and official else base

    def of(self, row: Row) -> list[str]:
        return list(dict.fromkeys(self.name(name, code) for name, code in _pairs(row)))


def _country(code: str) -> str | None:
    found = country(code.split(" ")[0]) if code else None
    return found.name if found is not None else None


def _pairs(row: Row) -> list[tuple[str, str]]:
    names, codes = _listed(row["parties"]), str(row["party_codes"] or "").split(LIST)
    codes += [""] * (len(names) - len(codes))
    return list(zip(names, codes, strict=False))


def _listed(cell: str | None) -> list[str]:
    return cell.split(LIST) if cell else []


def _day(row: Row) -> date | None:
    """The day of a move, else that of its dispatch."""
    return _as_day(row["date_end"] or row["date_start"]) or _told_on(row)


def _told_on(row: Row) -> date | None:
    """The day of the dispatch; ``None`` where it is not known to the day or the month."""
    start, end = _as_day(row["published_start"]), _as_day(row["published_end"])
    return end if start is not None and end is not None and end - start <= AT_ONCE else None


def _as_day(value: object) -> date | None:
    return value if isinstance(value, date) else None


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day is not None else 0
