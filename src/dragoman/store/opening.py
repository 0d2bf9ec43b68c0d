"""Opening a DuckDB file: made whole or not at all, brought up to the newest schema, and every failure explained."""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from dragoman import __version__
from dragoman.errors import StoreError
from dragoman.store.migrations import RECORDS, Migration, migrations, newest
from dragoman.store.protocol import Applied

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "index_scan_max_count": 50_000,
}
"""DuckDB must not fetch anything from the network by itself, whatever file it is given; and it must look up by the index the few
thousand rows that linking asks for, where it would else read a table of millions."""

_MAGIC = slice(8, 12), b"DUCK"
_LEFTOVER_SECONDS = 60.0


def open_file(path: Path, read_only: bool) -> duckdb.DuckDBPyConnection:
    """A connection to the file. Raises ``StoreError`` where there can be none."""
    if not path.exists() or (path.is_file() and path.stat().st_size == 0):
        if read_only:
            raise StoreError(f"There is no store at {str(path)!r}. 'dragoman read SOURCE --into {path}' makes one.")
        _create(path)
    _check_magic(path)
    connection = connect(path, read_only)
    try:
        if not read_only:
            migrate(connection, path)
    except BaseException:
        connection.close()
        raise
    return connection


def connect(path: Path, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    with explained(path):
        return duckdb.connect(str(path), read_only=read_only, config=_CONFIG)


@contextlib.contextmanager
def explained(path: Path) -> Iterator[None]:
    """What DuckDB raises within becomes a ``StoreError`` that says what to do; so does a text that is no Unicode."""
    try:
        yield
    except duckdb.Error as e:
        raise StoreError(_explain(path, str(e))) from e
    except UnicodeEncodeError as e:
        raise StoreError(
            f"A text for the store {str(path)!r} has half a character in it ({e.object[e.start : e.end]!r}), which no "
            "database keeps. Clean the text first."
        ) from e


def applied(connection: duckdb.DuckDBPyConnection, path: Path) -> tuple[Applied, ...]:
    """The migrations that the file has. Raises ``StoreError`` for a database of something else than Dragoman."""
    with explained(path):
        tables = {name for (name,) in connection.execute("SELECT table_name FROM information_schema.tables").fetchall()}
        if tables and "migrations" not in tables:
            raise StoreError(f"{str(path)!r} is a DuckDB database, but not a store of Dragoman's. Name another file.")
        if not tables:
            return ()
        rows = connection.execute("SELECT number, name, applied_at, program FROM migrations ORDER BY number").fetchall()
    return tuple(Applied(number=n, name=name, applied_at=at, program=program) for n, name, at, program in rows)


def pending(done: tuple[Applied, ...], path: Path) -> list[Migration]:
    """The migrations still to come. Raises ``StoreError`` where the file has some that this program does not know."""
    last = done[-1] if done else None
    if last and last.number > newest():
        raise StoreError(
            f"The store {str(path)!r} has schema {last.number}, written by Dragoman {last.program}; this is Dragoman "
            f"{__version__}, which knows schema {newest()}. Install Dragoman {last.program} or later to open it."
        )
    return [m for m in migrations() if last is None or m.number > last.number]


def migrate(connection: duckdb.DuckDBPyConnection, path: Path) -> None:
    """Apply what is pending, each migration in one transaction together with its own record."""
    for migration in pending(applied(connection, path), path):
        with explained(path):
            connection.execute("BEGIN")
            try:
                connection.execute(RECORDS)
                connection.execute(migration.sql)
                now = datetime.now(UTC).replace(tzinfo=None)
                connection.execute(
                    "INSERT INTO migrations VALUES ($1, $2, $3, $4)",
                    [migration.number, migration.name, now, __version__],
                )
                connection.execute("COMMIT")
            except BaseException:
                connection.execute("ROLLBACK")
                raise


def _create(path: Path) -> None:
    """Make the store beside its place and move it there, so that a kill leaves no half-made file under its name."""
    if not path.parent.is_dir():
        what = "is not a folder" if path.parent.exists() else "does not exist"
        raise StoreError(f"The folder of the store {str(path)!r} {what}. Make the folder first, or name another place.")
    _clear_leftovers(path)
    wal = path.with_name(path.name + ".wal")
    if wal.exists():
        raise StoreError(f"{str(wal)!r} is left of a store whose file is gone. Restore the file, or remove this one.")
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with connect(new) as connection:
            migrate(connection, new)
        if path.exists():
            os.replace(new, path)
        else:
            _move(new, path)
    finally:
        new.unlink(missing_ok=True)


def _move(new: Path, path: Path) -> None:
    """A rename that never overwrites a store which another process made meanwhile, where the file system allows it."""
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    except OSError:
        os.replace(new, path)


def _clear_leftovers(path: Path) -> None:
    """Remove what a process that was killed while it made this store left behind."""
    for old in path.parent.iterdir():
        with contextlib.suppress(OSError):
            if re.fullmatch(rf"{re.escape(path.name)}\.\d+\.new(\.wal)?", old.name) and _age(old) > _LEFTOVER_SECONDS:
                old.unlink()


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime


def _check_magic(path: Path) -> None:
    where, magic = _MAGIC
    try:
        with path.open("rb") as file:
            head = file.read(where.stop)
    except OSError as e:
        raise StoreError(f"Cannot open {str(path)!r}: {e.strerror}. Name a file that can be read.") from e
    if head[where] != magic:
        raise StoreError(f"{str(path)!r} is not a DuckDB file. Name another file; this one is left as it is.")


def _explain(path: Path, error: str) -> str:
    """The first explanation whose words are in DuckDB's message, and the message."""
    for words, explanation in _EXPLANATIONS.items():
        if words in error:
            pid = re.search(r"\(PID (\d+)\)", error)
            who = f"process {pid[1]}" if pid else "another process"
            return explanation.format(path=repr(str(path)), who=who, duckdb=duckdb.__version__, error=error)
    return f"The store {str(path)!r} failed: {error}"


_EXPLANATIONS = {
    "Could not set lock": (
        "The store {path} is open in {who}, and DuckDB lets no one else in meanwhile. "
        "Wait until it has finished, or stop it, and try again."
    ),
    "different configuration": (
        "The store {path} is open in this program already, for reading if this call would write or the reverse. "
        "Close that one first."
    ),
    "database file with version number": (
        "The store {path} was written by another version of DuckDB than the one installed ({duckdb}). "
        "Install a newer one with 'pip install --upgrade duckdb'. DuckDB says: {error}"
    ),
    "Permission denied": "The store {path} cannot be written there. Name a file in a folder of yours. ({error})",
    "Read-only file system": "The store {path} cannot be written there. Name a file in a folder of yours. ({error})",
    "No space left": "The disk is full; the store {path} keeps what it had before this step. Make room. ({error})",
    "read-only mode": "The store {path} is open for reading only. ({error})",
    "Corrupt database file": (
        "The store {path} is damaged. Restore it from a copy, or read the sources again into a new file. ({error})"
    ),
    "Could not read enough bytes": (
        "The store {path} is cut short. Restore it from a copy, or read the sources again into a new file. ({error})"
    ),
    "has been invalidated": "The store {path} failed and must be opened again. ({error})",
}
