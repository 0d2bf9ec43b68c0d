"""Tables of dispatches: JSONL, JSON, CSV and TSV, read row by row."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TextIO

from dragoman.errors import InputError, UsageError
from dragoman.ids import fold
from dragoman.ingest import encodings
from dragoman.ingest.dates import stated
from dragoman.ingest.draft import Draft
from dragoman.ingest.fragments import looks_like_markup, paragraphs_of
from dragoman.ingest.options import IngestOptions
from dragoman.ingest.text import read_text
from dragoman.ingest.words import page_words

_LISTS = (
    "articles",
    "items",
    "documents",
    "docs",
    "results",
    "data",
    "entries",
    "stories",
    "news",
    "rows",
    "records",
    "hits",
)
_SAID_OF = {"text": "the text", "headline": "the headline", "published": "the date of publication"}
_LONG = 60
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_UNDECODED = re.compile("[\udc80-\udcff]")


class Row(NamedTuple):
    """One row: its number from 1, its own bytes, and its cells or, where it does not parse, the reason."""

    number: int
    data: bytes
    cells: Mapping[str, Any] | InputError


@dataclass(slots=True)
class Columns:
    """Which column holds what: given by the user, or guessed from its name once for each set of names."""

    options: IngestOptions
    roles: dict[str, str] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)

    def draft(self, cells: Mapping[str, Any]) -> Draft:
        """The draft of one row. Raises ``InputError`` (``bad_row``) for a row without a text."""
        draft = Draft(item=True)
        if not self.seen.issuperset(cells):
            self.seen.update(cells)
            draft.notes = self._guess(cells)
        values = {role: _plain(cells.get(column)) for role, column in self.roles.items()}
        draft.headline, draft.publisher, draft.url = values.get("headline"), values.get("publisher"), values.get("url")
        draft.byline, draft.language = values.get("byline"), values.get("language")
        draft.sections, draft.tags = (
            _parts(cells.get(self.roles.get("section", ""))),
            _parts(cells.get(self.roles.get("tags", ""))),
        )
        draft.published = stated(values.get("published"))
        if values.get("published") and draft.published is None:
            draft.notes.append(f"no date could be read from {values['published']!r}")
        text = values.get("text") or ""
        if looks_like_markup(text):
            text = "\n\n".join(paragraphs_of(text))
        read_text(text, draft, entitled="headline" not in self.roles)
        if not draft.paragraphs and not draft.headline:
            if not self.has_text:
                raise InputError("bad_row", f"no column for the text was found; the columns are {_names(cells)}")
            raise InputError("bad_row", "the column for the text is empty")
        return draft

    @property
    def has_text(self) -> bool:
        return "text" in self.roles or "headline" in self.roles

    def refuse_without_text(self, cells: Mapping[str, Any]) -> None:
        """Raises ``InputError`` (``unknown_format``) if no column of a table can be its text."""
        if not self.has_text:
            hint = "name it with a column option"
            raise InputError(
                "unknown_format", f"a table without a column for the text ({hint}); it has {_names(cells)}"
            )

    def _guess(self, cells: Mapping[str, Any]) -> list[str]:
        """Fills in the roles that are open, and says which were guessed."""
        names = {fold(c).replace(" ", "_"): c for c in cells}
        notes = []
        self.roles.update((role, column) for role, column in self.options.columns.items() if column in cells)
        for role, candidates in page_words().columns.items():
            if role in self.roles or role in self.options.columns:
                continue
            found = next((names[n] for n in candidates if n in names and names[n] not in self.roles.values()), None)
            found = found or self._by_word(role, cells)
            if found is None and role == "text" and "headline" not in self.options.columns:
                found = self._longest(cells)
            if found is not None:
                self.roles[role] = found
                notes.append(f"column {found!r} taken for {_SAID_OF.get(role, 'the ' + role)}")
        return notes

    def _by_word(self, role: str, cells: Mapping[str, Any]) -> str | None:
        """A column with a word of the role in its name, and a cell that fits: "Run_Date" with a date in it."""
        words = page_words().column_words.get(role, frozenset())
        for column, value in cells.items():
            named = words & set(fold(_CAMEL.sub(" ", column).replace("_", " ")).split())
            cell = _plain(value)
            fits = cell is None or (stated(cell) is not None if role == "published" else len(cell) < 300)
            if named and fits and column not in self.roles.values():
                return column
        return None

    def _longest(self, cells: Mapping[str, Any]) -> str | None:
        """The column with the longest prose, for tables whose columns have names of their own."""
        known = {n for role in page_words().columns.values() for n in role}
        prose = {
            c: v
            for c, v in cells.items()
            if isinstance(v, str) and len(v) >= _LONG and v.count(" ") > 6 and fold(c).replace(" ", "_") not in known
        }
        return max(prose, key=lambda c: len(prose[c])) if prose else None


def jsonl_rows(stream: TextIO, most: int) -> Iterator[Row]:
    """The rows of a JSONL stream; ``most``: characters in one line."""
    for number, line in enumerate(_lines(stream, most), 1):
        data = line.encode("utf-8", "surrogateescape")
        if not line.strip():
            continue
        yield Row(number, data, _object(line, most))


def csv_rows(stream: TextIO, delimiter: str, most: int, options: IngestOptions) -> Iterator[Row]:
    """The rows of a CSV or TSV stream, whose first line names the columns.

    A row's bytes are the header and its own lines, in UTF-8: a table that can be read again. Raises ``UsageError`` where
    a column that the user named is not among them.
    """
    # A process-wide limit of the csv module; the limit that counts is ``most``, kept by _lines and _Recorder.
    csv.field_size_limit(max(most, csv.field_size_limit()))
    recorder = _Recorder(_lines(stream, most), most)
    reader = csv.reader(recorder, delimiter=delimiter)
    try:
        header = [c.strip().lstrip("\ufeff") for c in next(reader, [])]
    except csv.Error as e:
        raise InputError("unknown_format", f"its first line does not parse as names of columns: {e}") from e
    head = recorder.taken()
    for column in options.columns.values():
        if column not in header:
            raise UsageError(f"There is no column {column!r} in the table. It has: {', '.join(header)}.")
    number = 0
    while True:
        try:
            values = next(reader)
        except StopIteration:
            return
        except (csv.Error, InputError) as e:
            number += 1
            yield Row(
                number, (head + recorder.taken()).encode("utf-8", "surrogateescape"), InputError("bad_row", str(e))
            )
            continue
        lines = recorder.taken()
        if not any(v.strip() for v in values):
            continue
        number += 1
        yield Row(number, (head + lines).encode("utf-8", "surrogateescape"), _cells(header, values))


def json_rows(text: str) -> Iterator[Row]:
    """The rows of a JSON array, of an object with one list of objects in it, or one object as the only row.

    Raises ``InputError`` (``unknown_format``) for JSON that is none of these.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise InputError("unknown_format", f"it does not parse as JSON: {_short(e)}") from e
    if isinstance(value, dict):
        lists = [
            value[k] for k in _LISTS if isinstance(value.get(k), list) and any(isinstance(i, dict) for i in value[k])
        ]
        value = lists[0] if lists else [value]
    if not isinstance(value, list) or not value:
        raise InputError("unknown_format" if not isinstance(value, list) else "empty", "JSON without an object in it")
    for number, item in enumerate(value, 1):
        data = json.dumps(item, ensure_ascii=False).encode("utf-8", "surrogatepass")
        yield Row(number, data, item if isinstance(item, dict) else InputError("bad_row", "not a JSON object"))


class _Recorder:
    """Hands lines to the CSV reader and keeps those of the present row."""

    def __init__(self, lines: Iterable[str], most: int) -> None:
        self._lines = iter(lines)
        self._kept: list[str] = []
        self._size = 0
        self._most = most

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._size += len(line)
        if self._size > self._most:
            self._size = 0
            raise InputError(
                "bad_row", f"a row of more than {self._most:,} characters: a quotation mark may not be closed"
            )
        self._kept.append(line)
        return line

    def taken(self) -> str:
        lines, self._kept, self._size = "".join(self._kept), [], 0
        return lines


def _lines(stream: TextIO, most: int) -> Iterator[str]:
    """Lines with their ends; one longer than ``most`` is cut there, and its rest skipped."""
    while line := stream.readline(most + 1):
        if len(line) > most and not line.endswith("\n"):
            while (more := stream.readline(most)) and not more.endswith("\n"):
                pass
        yield line


def _object(line: str, most: int) -> Mapping[str, Any] | InputError:
    if len(line) > most:
        return InputError("too_large", f"a line of more than {most:,} characters")
    try:
        value = json.loads(_mended(line).lstrip("\ufeff"))
    except InputError as e:
        return e
    except (ValueError, RecursionError) as e:
        return InputError("bad_row", f"it does not parse as JSON: {_short(e)}")
    return value if isinstance(value, dict) else InputError("bad_row", "not a JSON object")


def _mended(text: str) -> str:
    """``text`` with the bytes that are not of the file's encoding read for themselves. Raises ``InputError``."""
    return encodings.decode(text.encode("utf-8", "surrogateescape")).text if _UNDECODED.search(text) else text


def _cells(header: list[str], values: list[str]) -> Mapping[str, Any] | InputError:
    if len(values) != len(header):
        return InputError("bad_row", f"{len(values)} cells under {len(header)} columns")
    try:
        return dict(zip(header, map(_mended, values), strict=True))
    except InputError as e:
        return e


def _plain(value: Any) -> str | None:
    """A cell as text: of a list its parts, of an object its name."""
    if isinstance(value, list):
        return "; ".join(p for v in value if (p := _plain(v))) or None
    if isinstance(value, dict):
        return next(
            (
                p
                for k in ("name", "title", "text", "value")
                if isinstance(value.get(k), str) and (p := _plain(value[k]))
            ),
            None,
        )
    if value is None or isinstance(value, bool):
        return None
    text = str(value)
    return None if text.strip().lower() in ("", "nan", "null", "none", "n/a") else text


def _parts(value: Any) -> list[str]:
    if isinstance(value, list):
        return [p for v in value if (p := _plain(v))]
    text = _plain(value)
    return [p.strip(" #[]'\"") for p in re.split(r"[;|]", text)] if text else []


def _names(cells: Mapping[str, Any]) -> str:
    shown = [repr(str(c)[:40]) for c in list(cells)[:12]]
    return ", ".join(shown) + (", ..." if len(cells) > 12 else "")


def _short(error: BaseException) -> str:
    return str(error)[:200] or type(error).__name__
