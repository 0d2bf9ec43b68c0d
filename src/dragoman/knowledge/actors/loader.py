"""Reads the actor tables: those that are shipped, and over them the rows of the user's own (``own.py``).

A defective row stops the program and names its file, line and column.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeAlias, TypeVar

from dragoman.errors import KnowledgeError
from dragoman.ids import content_id, fold
from dragoman.knowledge.actors.records import ArmedGroup, Body, Country, Holder, Office, Organisation, Tables, Term

FOLDER = Path(__file__).parent

STATUSES = ("un_member", "observer", "partly_recognised", "territory", "historical")
ORGANISATION_KINDS = ("organisation", "mission", "institution", "court", "ngo", "party", "media", "company")
SCOPES = ("country", "organisation", "both")
BODY_KINDS = ("government", "body", "people", "group")

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
Parsed = TypeVar("Parsed", Country, Organisation, ArmedGroup, Office, Body)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: cells by column, and where it stands (``place``: "line 3", or where in a JSON file)."""

    cells: dict[str, str]
    file: Path
    place: str

    def wrong(self, column: str, what: str) -> KnowledgeError:
        return KnowledgeError(f"{shown(self.file)}, {self.place}, column {column!r}: {what}.")

    def text(self, column: str) -> str:
        if not self.cells[column]:
            raise self.wrong(column, "must not be empty")
        return self.cells[column]

    def optional(self, column: str) -> str | None:
        return self.cells[column] or None

    def listed(self, column: str) -> tuple[str, ...]:
        cell = self.cells[column]
        return tuple(cell.split("|")) if cell else ()

    def known(self, column: str, ids: Iterable[str], where: str, *more: Mapping[str, object]) -> None:
        """Raises ``KnowledgeError`` where one of ``ids``, which the column names, is in none of the tables ``more``."""
        for id in ids:
            if not any(id in table for table in more):
                raise self.wrong(column, f"{id!r} {where}")

    def one_of(self, column: str, valid: tuple[str, ...]) -> str:
        value = self.cells[column]
        if value not in valid:
            raise self.wrong(column, f"{value!r} is none of {', '.join(valid)}")
        return value

    def term(self, start: str, end: str) -> Term:
        first, sure_start = self.days(start)
        sure_end, last = self.days(end)
        if first and last and first > last:
            raise self.wrong(end, f"{self.cells[end]} is before {self.cells[start]}")
        return Term(first, sure_start, sure_end, last)

    def days(self, column: str) -> tuple[date | None, date | None]:
        """The first and the last day that a date of day, month or year precision may mean."""
        if not self.cells[column]:
            return None, None
        found = _DATE.fullmatch(self.cells[column])
        try:
            if found is None:
                raise ValueError
            year, month, day = (int(g) if g else None for g in found.groups())
            assert year is not None
            last_month = month or 12
            last_day = day or calendar.monthrange(year, last_month)[1]
            return date(year, month or 1, day or 1), date(year, last_month, last_day)
        except (ValueError, calendar.IllegalMonthError):
            raise self.wrong(column, f"{self.cells[column]!r} is no date (YYYY-MM-DD, YYYY-MM or YYYY)") from None


COLUMNS = {
    "countries": "code name names adjectives peoples capital seats status valid_from valid_to source checked",
    "organisations": "id name names acronyms nouns kind codes parent country members valid_from valid_to source checked",
    "armed_groups": "id name names acronyms nouns countries sectors valid_from valid_to source checked",
    "offices": "id titles scope sectors source checked",
    "bodies": "id nouns sectors kind source checked",
    "holders": "office of name names from to source checked",
}
Layer: TypeAlias = Mapping[str, Sequence[Row]]


def shown(file: Path) -> str:
    """A file as messages name it: a shipped table by its name, any other with its folder."""
    return file.name if file.parent == FOLDER else str(file)


def rows(file: Path, columns: str) -> Iterator[Row]:
    """The rows of a table. Raises ``KnowledgeError`` where the header or the number of cells is not as expected."""
    wanted = columns.split()
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as e:
        raise KnowledgeError(f"{shown(file)} cannot be read: {e}.") from e
    if lines[0].split("\t") != wanted:
        raise KnowledgeError(f"{shown(file)}, line 1: the columns must be {columns}, separated by tabs.")
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(wanted):
            raise KnowledgeError(f"{shown(file)}, line {number}: {len(cells)} cells instead of {len(wanted)}.")
        yield Row(dict(zip(wanted, cells, strict=True)), file, f"line {number}")


def layer(folder: Path, files: Iterable[str] = COLUMNS) -> dict[str, list[Row]]:
    """The rows of the tables of a folder, by table."""
    return {name: list(rows(folder / f"{name}.tsv", COLUMNS[name])) for name in files}


def _by_id(table: str, layers: Sequence[Layer], read: Callable[[Row], Parsed]) -> dict[str, tuple[Row, Parsed]]:
    """Row and record by id; the row of a later layer replaces that of an earlier one."""
    key = COLUMNS[table].split()[0]
    found: dict[str, tuple[Row, Parsed]] = {}
    for one in layers:
        here: dict[str, tuple[Row, Parsed]] = {}
        for row in one.get(table, ()):
            if row.text(key) in here:
                raise row.wrong(key, f"{row.text(key)!r} stands in the table twice")
            here[row.text(key)] = (row, read(row))
        found |= here
    return found


def _country(row: Row) -> Country:
    return Country(
        code=row.text("code"),
        name=row.text("name"),
        names=row.listed("names"),
        adjectives=row.listed("adjectives"),
        peoples=row.listed("peoples"),
        capital=row.listed("capital"),
        seats=row.listed("seats"),
        status=row.one_of("status", STATUSES),
        term=row.term("valid_from", "valid_to"),
    )


def _organisation(row: Row) -> Organisation:
    return Organisation(
        id=row.text("id"),
        name=row.text("name"),
        names=row.listed("names"),
        acronyms=row.listed("acronyms"),
        nouns=row.listed("nouns"),
        kind=row.one_of("kind", ORGANISATION_KINDS),
        codes=row.listed("codes"),
        parent=row.optional("parent"),
        country=row.optional("country"),
        members=row.listed("members"),
        term=row.term("valid_from", "valid_to"),
    )


def _armed_group(row: Row) -> ArmedGroup:
    return ArmedGroup(
        id=row.text("id"),
        name=row.text("name"),
        names=row.listed("names"),
        acronyms=row.listed("acronyms"),
        nouns=row.listed("nouns"),
        countries=row.listed("countries"),
        sectors=row.listed("sectors"),
        term=row.term("valid_from", "valid_to"),
    )


def _office(row: Row) -> Office:
    return Office(
        id=row.text("id"),
        titles=row.listed("titles"),
        scope=row.one_of("scope", SCOPES),
        sectors=row.listed("sectors"),
    )


def _body(row: Row) -> Body:
    return Body(
        id=row.text("id"),
        nouns=row.listed("nouns"),
        sectors=row.listed("sectors"),
        kind=row.one_of("kind", BODY_KINDS),
    )


def _holder(row: Row) -> Holder:
    return Holder(
        office=row.text("office"),
        of=row.text("of"),
        name=row.text("name"),
        names=row.listed("names"),
        term=row.term("from", "to"),
        source=row.cells["source"],
    )


Record: TypeAlias = Country | Organisation | ArmedGroup | Office | Body | Holder
READERS: dict[str, Callable[[Row], Record]] = {
    "countries": _country,
    "organisations": _organisation,
    "armed_groups": _armed_group,
    "offices": _office,
    "bodies": _body,
    "holders": _holder,
}


def load(folder: Path = FOLDER, own: Layer | None = None) -> Tables:
    """The tables of a folder and the user's own rows over them, with what they say of each other checked.

    Raises ``KnowledgeError`` naming file, line and column of the first defect.
    """
    return build(layer(folder), own or {})


def build(shipped: Layer, own: Layer) -> Tables:
    """The tables that rows make; an own row replaces the shipped one of its id (a holder: of the same term of office).

    Raises ``KnowledgeError`` naming file, line and column of the first defect.
    """
    layers = (shipped, own)
    countries = _by_id("countries", layers, _country)
    organisations = _by_id("organisations", layers, _organisation)
    armed_groups = _by_id("armed_groups", layers, _armed_group)
    offices = _by_id("offices", layers, _office)
    holders = []
    for one in layers:
        for row in one.get("holders", ()):
            row.known("office", [row.text("office")], "is no id of offices.tsv", offices)
            where = "is neither a country nor an organisation nor an armed group"
            row.known("of", [row.text("of")], where, countries, organisations, armed_groups)
            holders.append(_holder(row))
    split = len(shipped.get("holders", ()))
    for row, o in organisations.values():
        if o.id in countries or o.id in armed_groups:
            raise row.wrong("id", f"{o.id!r} is also the id of a country or an armed group")
        row.known("parent", filter(None, [o.parent]), "is no id of the table", organisations)
        row.known("country", filter(None, [o.country]), "is no country of countries.tsv", countries)
        row.known("members", o.members, "is no country of countries.tsv", countries)
    for row, g in armed_groups.values():
        row.known("countries", g.countries, "is no country of countries.tsv", countries)
    return Tables(
        _records(countries),
        _records(organisations),
        _records(armed_groups),
        _records(offices),
        merged(holders[:split], holders[split:]),
        _records(_by_id("bodies", layers, _body)),
        content_of(own),
    )


def _records(found: Mapping[str, tuple[Row, Parsed]]) -> dict[str, Parsed]:
    return {id: record for id, (_, record) in found.items()}


def merged(shipped: Sequence[Holder], own: Sequence[Holder]) -> tuple[Holder, ...]:
    """The shipped terms of office with the own ones after them, those that an own row replaces taken out.

    An own row about somebody whom the shipped table spells otherwise takes over that spelling, so that one person
    stays one person. A row that replaces another keeps its spellings, and its dates where they are more exact.
    """
    if not own:
        return tuple(shipped)
    left: dict[tuple[str, str], list[Holder]] = {}
    spelt: dict[tuple[str, str], Holder] = {}
    for h in shipped:
        left.setdefault((h.office, h.of), []).append(h)
        for name in (h.name, *h.names):
            spelt.setdefault((h.of, fold(name)), h)
    gone: set[int] = set()
    added = []
    for h in own:
        there = [s for s in left.get((h.office, h.of), ()) if same_term(h, s)]
        gone |= {id(s) for s in there}
        known = spelt.get((h.of, fold(h.name)))
        name = known.name if known else h.name
        spelt_so = dict.fromkeys((h.name, *h.names, *(n for s in there for n in s.names)))
        term = h.term
        for s in there:
            term = term.sharpened(s.term)
        added.append(replace(h, name=name, names=tuple(n for n in spelt_so if n != name), term=term))
    return (*(h for h in shipped if id(h) not in gone), *added)


def same_term(a: Holder, b: Holder) -> bool:
    """Whether two rows tell of one term of office: one office, one person, and a beginning that may be the same day."""
    if (a.office, a.of) != (b.office, b.of) or not spellings(a) & spellings(b):
        return False
    if a.term.start is None or b.term.start is None:
        return a.term.start is b.term.start
    assert a.term.sure_start is not None
    assert b.term.sure_start is not None
    return a.term.start <= b.term.sure_start and b.term.start <= a.term.sure_start


def spellings(h: Holder) -> set[str]:
    """The names of a holder, folded."""
    return {fold(n) for n in (h.name, *h.names)}


def content_of(own: Layer) -> str:
    """Twelve hexadecimal digits for what own rows say, whoever wrote them when; ``""`` where there are none."""
    said = sorted(
        [table, *(cell for column, cell in row.cells.items() if column not in ("source", "checked"))]
        for table, found in own.items()
        for row in found
    )
    return content_id("own", said)[4:16] if said else ""
