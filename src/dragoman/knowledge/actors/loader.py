"""Reads the actor tables. A defective row stops the program and names its file, line and column."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeVar

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors.records import ArmedGroup, Body, Country, Holder, Office, Organisation, Tables, Term

FOLDER = Path(__file__).parent

STATUSES = ("un_member", "observer", "partly_recognised", "territory", "historical")
ORGANISATION_KINDS = ("organisation", "mission", "institution", "court", "ngo", "party", "media", "company")
SCOPES = ("country", "organisation", "both")
BODY_KINDS = ("government", "body", "people", "group")

_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
Parsed = TypeVar("Parsed")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: cells by column, and where it stands."""

    cells: dict[str, str]
    file: Path
    line: int

    def wrong(self, column: str, what: str) -> KnowledgeError:
        return KnowledgeError(f"{self.file.name}, line {self.line}, column {column!r}: {what}.")

    def text(self, column: str) -> str:
        if not self.cells[column]:
            raise self.wrong(column, "must not be empty")
        return self.cells[column]

    def optional(self, column: str) -> str | None:
        return self.cells[column] or None

    def listed(self, column: str) -> tuple[str, ...]:
        cell = self.cells[column]
        return tuple(cell.split("|")) if cell else ()

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


COUNTRY_COLUMNS = "code name names adjectives peoples capital seats status valid_from valid_to source checked"
ORGANISATION_COLUMNS = (
    "id name names acronyms nouns kind codes parent country members valid_from valid_to source checked"
)
ARMED_COLUMNS = "id name names acronyms nouns countries sectors valid_from valid_to source checked"
OFFICE_COLUMNS = "id titles scope sectors source checked"
HOLDER_COLUMNS = "office of name names from to source checked"
BODY_COLUMNS = "id nouns sectors kind source checked"


def rows(file: Path, columns: str) -> Iterator[Row]:
    """The rows of a table. Raises ``KnowledgeError`` where the header or the number of cells is not as expected."""
    wanted = columns.split()
    try:
        lines = file.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as e:
        raise KnowledgeError(f"{file.name} cannot be read: {e}.") from e
    if lines[0].split("\t") != wanted:
        raise KnowledgeError(f"{file.name}, line 1: the columns must be {columns}, separated by tabs.")
    for number, line in enumerate(lines[1:], start=2):
        if not line:
            continue
        cells = line.split("\t")
        if len(cells) != len(wanted):
            raise KnowledgeError(f"{file.name}, line {number}: {len(cells)} cells instead of {len(wanted)}.")
        yield Row(dict(zip(wanted, cells, strict=True)), file, number)


def _by_id(file: Path, columns: str, read: Callable[[Row], Parsed]) -> dict[str, Parsed]:
    key = columns.split()[0]
    found: dict[str, Parsed] = {}
    for row in rows(file, columns):
        if row.text(key) in found:
            raise row.wrong(key, f"{row.text(key)!r} stands in the table twice")
        found[row.text(key)] = read(row)
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


def load(folder: Path = FOLDER) -> Tables:
    """The tables of a folder, with what they say of each other checked: countries, parents, offices exist.

    Raises ``KnowledgeError`` naming file, line and column of the first defect.
    """
    countries = _by_id(folder / "countries.tsv", COUNTRY_COLUMNS, _country)
    organisations = _by_id(folder / "organisations.tsv", ORGANISATION_COLUMNS, _organisation)
    armed_groups = _by_id(folder / "armed_groups.tsv", ARMED_COLUMNS, _armed_group)
    offices = _by_id(folder / "offices.tsv", OFFICE_COLUMNS, _office)
    bodies = _by_id(folder / "bodies.tsv", BODY_COLUMNS, _body)
    holders = []
    for row in rows(folder / "holders.tsv", HOLDER_COLUMNS):
        if row.text("office") not in offices:
            raise row.wrong("office", f"{row.text('office')!r} is no id of offices.tsv")
        if not any(row.text("of") in known for known in (countries, organisations, armed_groups)):
            raise row.wrong("of", f"{row.text('of')!r} is neither a country nor an organisation nor an armed group")
        holders.append(
            Holder(
                office=row.text("office"),
                of=row.text("of"),
                name=row.text("name"),
                names=row.listed("names"),
                term=row.term("from", "to"),
            )
        )
    tables = Tables(countries, organisations, armed_groups, offices, tuple(holders), bodies)
    _check_references(tables)
    return tables


def _check_references(tables: Tables) -> None:
    for o in tables.organisations.values():
        if o.parent is not None and o.parent not in tables.organisations:
            raise KnowledgeError(f"organisations.tsv, {o.id}, column 'parent': {o.parent!r} is no id of the table.")
        for code in (*o.members, *filter(None, [o.country])):
            if code not in tables.countries:
                raise KnowledgeError(f"organisations.tsv, {o.id}: {code!r} is no country of countries.tsv.")
    for g in tables.armed_groups.values():
        for code in g.countries:
            if code not in tables.countries:
                raise KnowledgeError(f"armed_groups.tsv, {g.id}, column 'countries': {code!r} is no country.")
