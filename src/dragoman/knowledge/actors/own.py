"""The user's own rows of the actor tables: where they lie, how they get there, and what they change.

They lie in a folder of their own as tables like the shipped ones: ``$DRAGOMAN_KNOWLEDGE`` or, where that is not set,
``dragoman/knowledge`` in the user's data folder (``$XDG_DATA_HOME``, by default ``~/.local/share``). A process reads them
once, when it first asks the tables; what is added later counts from the next process on.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import KnowledgeError, UnknownName, UsageError
from dragoman.ids import fold
from dragoman.knowledge.actors import loader
from dragoman.knowledge.actors.effects import Effects
from dragoman.knowledge.actors.loader import COLUMNS, READERS, Record, Row, layer, same_term, spellings
from dragoman.knowledge.actors.records import Holder

VARIABLE = "DRAGOMAN_KNOWLEDGE"
ADDABLE = ("holders", "organisations", "armed_groups", "offices", "bodies")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: ``done`` is added, replaced or known; ``effect`` says what that changes."""

    place: str
    row: str
    done: str
    effect: str


@dataclass(frozen=True, slots=True)
class Aside:
    """Something in a file that made no row, and why."""

    place: str
    what: str
    reason: str


@dataclass(frozen=True, slots=True)
class Addition:
    """What adding a file did, or with ``dry_run`` would do. ``file``: the table of own rows that it went to."""

    table: str
    file: Path
    outcomes: tuple[Outcome, ...]
    aside: tuple[Aside, ...]
    dry_run: bool

    def count(self, done: str) -> int:
        return sum(o.done == done for o in self.outcomes)


def folder() -> Path | None:
    """The folder of own rows, whether it is there or not; ``None`` where nothing says which it is."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named).expanduser()
    data = os.environ.get("XDG_DATA_HOME", "")
    try:
        base = Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share"
    except RuntimeError:  # a user without a home
        return None
    return base / "dragoman" / "knowledge"


def own_rows() -> dict[str, list[Row]]:
    """The user's own rows by table; ``{}`` where there are none. Raises ``KnowledgeError`` for a table that is no table."""
    found = folder()
    if found is None:
        return {}
    there = layer(found, [t for t in ADDABLE if os.path.isfile(found / f"{t}.tsv")])
    return {table: rows for table, rows in there.items() if rows}


def add(table: str, rows: Sequence[Row], aside: Iterable[Aside] = (), *, dry_run: bool = False) -> Addition:
    """Puts rows into the user's own table, or only tells what that would do.

    A row that says nothing new is left out; one of an id, or of a term of office, that is there already takes its place.
    Raises ``KnowledgeError`` naming file, place and column of the first defect; nothing is added then.
    """
    file = _folder_to_write() / f"{table}.tsv"
    shipped, own = layer(loader.FOLDER), own_rows()
    index = _Index(table, shipped[table], own.get(table, ()))
    met = [(row, *index.take(row)) for row in rows]
    kept = index.own()
    effects = Effects(table, loader.build(shipped, {**own, table: kept}))
    outcomes = tuple(
        Outcome(row.place, words_of(table, row), done, effects.of(row, done, old)) for row, done, old in met
    )
    if not dry_run and any(o.done != "known" for o in outcomes):
        _write(file, table, kept)
    return Addition(table, file, outcomes, tuple(aside), dry_run)


def remove(table: str, line: int) -> str:
    """Takes a line out of the user's own table, and gives it in words.

    Raises ``UnknownName`` for a table or line that is not there, ``KnowledgeError`` where another own row needs it.
    """
    own = own_rows()
    if table not in own:
        raise UnknownName("table of own rows", table, own, "List the rows with 'dragoman knowledge list'.")
    found = [r for r in own[table] if r.place == f"line {line}"]
    if not found:
        places = [r.place.removeprefix("line ") for r in own[table]]
        raise UnknownName(f"line of {table}", str(line), places, "List the rows with 'dragoman knowledge list'.")
    left = [r for r in own[table] if r not in found]
    shipped = layer(loader.FOLDER)
    if _defect(shipped, own) is None and (defect := _defect(shipped, {**own, table: left})) is not None:
        raise KnowledgeError(f"Line {line} of {table} is needed: {defect} Remove that row first.")
    _write(_folder_to_write() / f"{table}.tsv", table, left)
    return words_of(table, found[0])


def words_of(table: str, row: Row) -> str:
    """A row in a few words: "mayor of XKX: Erden Atiq, 2023-04 to now", "IGO.SEA: Sea League"."""
    c = row.cells
    if table == "holders":
        return f"{c['office']} of {c['of']}: {c['name']}, {c['from'] or '?'} to {c['to'] or 'now'}"
    return f"{c['id']}: {c.get('name') or (c.get('titles') or c.get('nouns', '')).partition('|')[0]}"


class _Index:
    """The rows of one table, found by what makes them the same: their id, or office and person."""

    def __init__(self, table: str, shipped: Iterable[Row], own: Iterable[Row]) -> None:
        self.table = table
        self._found: dict[tuple[str, ...], list[tuple[Row, Record]]] = {}
        self._own: dict[int, Row] = {}
        self._replaced: set[int] = set()
        for row in shipped:
            self._enter(row)
        for row in own:
            self._enter(row)
            self._own[id(row)] = row

    def take(self, row: Row) -> tuple[str, Row | None]:
        """Takes a row in; gives added, replaced or known, and the row that stood there."""
        record = READERS[self.table](row)
        there = {id(old): (old, r) for key in self._keys(row) for old, r in self._found.get(key, ())}
        same = [(old, r) for i, (old, r) in there.items() if i not in self._replaced and _is_same(record, r)]
        same.sort(key=lambda found: id(found[0]) not in self._own)
        if same and _says_no_more(record, same[0][1]):
            return "known", same[0][0]
        for old, _ in same:
            if self._own.pop(id(old), None):
                self._replaced.add(id(old))
        self._enter(row)
        self._own[id(row)] = row
        return ("replaced", same[0][0]) if same else ("added", None)

    def own(self) -> list[Row]:
        """The user's rows in the order of the table."""
        columns = ("office", "of", "from", "name") if self.table == "holders" else ("id",)
        return sorted(self._own.values(), key=lambda r: [r.cells[c] for c in columns])

    def _enter(self, row: Row) -> None:
        entry = (row, READERS[self.table](row))
        for key in self._keys(row):
            self._found.setdefault(key, []).append(entry)

    def _keys(self, row: Row) -> list[tuple[str, ...]]:
        if self.table != "holders":
            return [(row.text("id"),)]
        names = dict.fromkeys(fold(n) for n in (row.text("name"), *row.listed("names")))
        return [(row.text("office"), row.text("of"), name) for name in names]


def _is_same(a: Record, b: Record) -> bool:
    """Whether two rows under one key tell of one thing."""
    return not isinstance(a, Holder) or not isinstance(b, Holder) or same_term(a, b)


def _says_no_more(new: Record, old: Record) -> bool:
    """Whether a row adds nothing to another: it is equal or, of a term of office, no more exact and spells nothing new."""
    if not isinstance(new, Holder) or not isinstance(old, Holder):
        return new == old
    return spellings(new) <= spellings(old) and new.term.sharpened(old.term) == old.term


def _defect(shipped: loader.Layer, own: loader.Layer) -> str | None:
    try:
        loader.build(shipped, own)
    except KnowledgeError as e:
        return str(e)
    return None


def _folder_to_write() -> Path:
    found = folder()
    if found is None:
        raise UsageError(f"This user has no home folder for own rows. Name a folder with {VARIABLE}=FOLDER.")
    return found


def _write(file: Path, table: str, rows: Iterable[Row]) -> None:
    """Writes a table whole or not at all."""
    lines = [COLUMNS[table].split(), *([r.cells[c] for c in COLUMNS[table].split()] for r in rows)]
    target = Path(os.path.realpath(file))
    passing = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with passing.open("w", encoding="utf-8", newline="\n") as out:
            out.write("".join("\t".join(cells) + "\n" for cells in lines))
            out.flush()
            os.fsync(out.fileno())
        passing.replace(target)
    except OSError as e:
        with suppress(OSError):
            passing.unlink(missing_ok=True)
        raise KnowledgeError(f"Cannot write {file}: {e}. Name another folder with {VARIABLE}=FOLDER.") from e
