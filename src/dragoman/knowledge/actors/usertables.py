"""Reads a table that a user made, TSV or CSV, into rows of one of the actor tables.

The table is known by its columns, in any order; those that a row can do without may be left out. What the file says is
checked here as far as the loader takes it on trust: cells that would break a table, ids, sector codes, days.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from dragoman.errors import KnowledgeError, UsageError
from dragoman.knowledge.actors.loader import COLUMNS, Row, shown
from dragoman.knowledge.actors.own import ADDABLE
from dragoman.knowledge.ontology import SECTORS

MAX_BYTES = 50_000_000
MAX_CELL = 4_000
NEEDED = {
    "holders": "office of name",
    "organisations": "id name kind",
    "armed_groups": "id name sectors",
    "offices": "id titles scope",
    "bodies": "id nouns kind",
}
LISTS = {"names", "acronyms", "nouns", "codes", "members", "countries", "sectors", "titles"}
IN_LOWER_CASE = {("offices", "titles"), ("bodies", "nouns")}
_CAPITAL_ID = re.compile(r"[A-Z0-9]+(?:[.-][A-Z0-9]+)*")
_SMALL_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
# Besides control characters: the ends of lines and paragraphs, halves of characters, and marks that turn the direction.
_HARMFUL = {"Cc", "Cs", "Zl", "Zp"}
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def read_table(file: Path) -> tuple[str, list[Row]]:
    """The name of the table that a file belongs to, and its rows with all columns of that table.

    Raises ``UsageError`` for a file that cannot be read, ``KnowledgeError`` naming file, line and column of a defect.
    """
    text = read_text(file)
    header, _, _ = text.partition("\n")
    sign = max("\t;,", key=header.count)  # the house's sign first, where none stands in the header
    columns = [c.strip().lower() for c in next(csv.reader([header.rstrip("\r")], delimiter=sign), [])]
    table = _table_of(columns, file)
    rows = []
    for number, cells in _lines(text, sign, file):
        if len(cells) != len(columns):
            what = f"{len(cells)} cells instead of {len(columns)}"
            raise KnowledgeError(f"{shown(file)}, line {number}: {what}.")
        given = dict(zip(columns, (c.strip() for c in cells), strict=True))
        rows.append(complete(table, given, file, f"line {number}", source="user"))
    return table, rows


def read_text(file: Path) -> str:
    """A user's file as text. Raises ``UsageError`` where it is too large, not there, or not UTF-8."""
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_BYTES + 1)
    except (OSError, ValueError) as e:
        raise UsageError(f"Cannot read {str(file)!r}: {e}.") from e
    if len(data) > MAX_BYTES:
        raise UsageError(f"{file} is larger than {MAX_BYTES:,} bytes. Add it in parts.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        raise UsageError(f"{file} is not UTF-8 ({e.reason} at byte {e.start}). Save it as UTF-8.") from e


def complete(table: str, given: dict[str, str], file: Path, place: str, source: str) -> Row:
    """A row with every column of its table, its cells checked. Raises ``KnowledgeError`` naming place and column."""
    cells = {c: given.get(c, "") for c in COLUMNS[table].split()}
    cells["source"] = cells["source"] or source
    cells["checked"] = cells["checked"] or date.today().isoformat()
    row = Row(cells, file, place)
    for column, cell in cells.items():
        _check_cell(row, column, cell)
        if column in LISTS:
            cell = "|".join(dict.fromkeys(part.strip() for part in cell.split("|")))
            cells[column] = cell.lower() if (table, column) in IN_LOWER_CASE else cell
    _check_codes(table, row)
    return row


def _check_cell(row: Row, column: str, cell: str) -> None:
    bad = next((c for c in cell if unicodedata.category(c) in _HARMFUL or c in _TURNING), None)
    if bad is not None:
        raise row.wrong(column, f"the character U+{ord(bad):04X} may not stand in a cell")
    if len(cell) > MAX_CELL:
        raise row.wrong(column, f"{len(cell)} characters are more than {MAX_CELL}")
    if column in LISTS and cell and not all(part.strip() for part in cell.split("|")):
        raise row.wrong(column, f"{cell!r} has an empty part between its '|'")
    if column not in LISTS and column != "source" and "|" in cell:
        raise row.wrong(column, f"{cell!r} is a list; this column takes one value")
    if column == "checked" and not _DAY.fullmatch(cell):
        raise row.wrong(column, f"{cell!r} is no day (YYYY-MM-DD)")


def _check_codes(table: str, row: Row) -> None:
    if table != "holders":
        capital = table in ("organisations", "armed_groups")
        if not (_CAPITAL_ID if capital else _SMALL_ID).fullmatch(row.text("id")):
            like = (
                "capital letters, digits, '.' and '-': IGO.NATO" if capital else "small letters and '-': prime-minister"
            )
            raise row.wrong("id", f"{row.cells['id']!r} is no id ({like})")
    for column in ("codes", "sectors"):
        for code in row.listed(column) if column in row.cells else ():
            if code not in SECTORS:
                raise row.wrong(column, f"{code!r} is none of {', '.join(SECTORS)}")


def _table_of(columns: list[str], file: Path) -> str:
    given = set(columns)
    if not given:
        raise KnowledgeError(f"{shown(file)}, line 1: the header with the names of the columns is missing.")
    if len(given) != len(columns) or "" in given:
        raise KnowledgeError(
            f"{shown(file)}, line 1: a column has no name, or stands there twice: {', '.join(columns)}."
        )
    fits = [t for t in ADDABLE if set(NEEDED[t].split()) <= given <= set(COLUMNS[t].split())]
    if fits:
        return fits[0]
    nearest = max(ADDABLE, key=lambda t: (len(given & set(COLUMNS[t].split())), -len(NEEDED[t])))
    lacking = [c for c in NEEDED[nearest].split() if c not in given]
    unknown = [c for c in columns if c not in COLUMNS[nearest].split()]
    what = "; ".join(
        f"{said} {', '.join(names)}" for said, names in (("it lacks", lacking), ("it does not know", unknown)) if names
    )
    raise KnowledgeError(
        f"{shown(file)}, line 1: these columns are of no table that can be added to. "
        f"Nearest is {nearest} ({COLUMNS[nearest]}): {what}. Tables: {', '.join(ADDABLE)}."
    )


def _lines(text: str, sign: str, file: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows after the header with the number of their first line; a TSV has no quoting, a CSV may."""
    quoting: Literal[0, 3] = csv.QUOTE_NONE if sign == "\t" else csv.QUOTE_MINIMAL
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign, quoting=quoting, strict=True)
    last = 0
    try:
        for cells in reader:
            first, last = last + 1, reader.line_num
            if first > 1 and any(c.strip() for c in cells):
                yield first, cells
    except csv.Error as e:
        raise KnowledgeError(f"{shown(file)}, line {reader.line_num}: {e}.") from e
