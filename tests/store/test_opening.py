"""Opening: what is made, what is refused and with what advice, and how the schema moves on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from dragoman import __version__
from dragoman.errors import StoreError
from dragoman.store import open_store, opening
from dragoman.store.migrations import RECORDS, Migration, migrations
from tests.store.factory import full_reading
from tests.store.tables import dump, schema


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one reading in it."""
    path = tmp_path / "made" / "s.duckdb"
    path.parent.mkdir()
    with open_store(path) as store:
        store.add([full_reading(1)])
    return path


def test_migrations_are_numbered_without_gaps() -> None:
    assert [m.number for m in migrations()] == list(range(1, len(migrations()) + 1))
    assert migrations()[0].name == "first"


def test_a_new_store_stands_alone_in_its_folder_and_says_what_it_has(path: Path) -> None:
    assert [p.name for p in path.parent.iterdir()] == ["s.duckdb"]
    with open_store(path, read_only=True) as store:
        status = store.status()
    assert (status.path, status.schema, status.pending, status.read_only) == (path, len(migrations()), (), True)
    assert [(a.number, a.name, a.program) for a in status.applied] == [
        (m.number, m.name, __version__) for m in migrations()
    ]
    assert status.counts["events"] == 5


def test_opening_again_applies_nothing_again(path: Path) -> None:
    before = dump(path, everything=True)
    open_store(path).close()
    assert dump(path, everything=True) == before


def test_a_file_of_no_bytes_becomes_a_store(tmp_path: Path) -> None:
    empty = tmp_path / "empty.duckdb"
    empty.touch()
    with open_store(empty) as store:
        assert store.add([full_reading(1)]).dispatches == 1


def _text(path: Path) -> None:
    path.write_text("not a database\n" * 1000)


def _sqlite(path: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (a)")
    connection.close()


def _foreign(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE prices (a INTEGER)")


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


def _scribbled(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[8192:] = bytes(len(data) - 8192)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "message"),
    [
        (_text, r"is not a DuckDB file. Name another file; this one is left as it is"),
        (_sqlite, r"is not a DuckDB file"),
        (_foreign, r"is a DuckDB database, but not a store of Dragoman's. Name another file"),
        (_cut, r"is cut short. Restore it from a copy, or read the sources again"),
        (_scribbled, r"is damaged. Restore it from a copy, or read the sources again"),
        (lambda p: p.mkdir(), r"Cannot open '.*': Is a directory"),
    ],
    ids=["text", "sqlite", "foreign", "cut", "scribbled", "folder"],
)
@pytest.mark.parametrize("read_only", [False, True])
def test_what_is_no_store_is_refused_and_left_alone(
    path: Path, spoil: Callable[[Path], None], message: str, read_only: bool
) -> None:
    if spoil not in (_cut, _scribbled):
        path.unlink()
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError, match=message), open_store(path, read_only) as store:
        store.rows("events")
    assert (path.read_bytes() if path.is_file() else None) == before


def test_a_store_that_is_not_there_is_not_made_for_reading(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store at .* makes one"):
        open_store(tmp_path / "none.duckdb", read_only=True)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_and_one_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="The folder of the store .* does not exist. Make the folder first"):
        open_store(tmp_path / "none" / "s.duckdb")
    with pytest.raises(StoreError, match="is not a folder"):
        open_store(tmp_path / "file" / "s.duckdb")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written(tmp_path: Path, path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="cannot be written there. Name a file in a folder of yours"):
        open_store(tmp_path / "s.duckdb")
    tmp_path.chmod(0o700)
    path.chmod(0o400)
    with pytest.raises(StoreError, match="cannot be written there"):
        open_store(path)
    with open_store(path, read_only=True) as store:
        assert len(store.rows("dispatches")) == 1


@pytest.mark.parametrize(
    ("error", "message"),
    [
        ("IO Error: Cannot open file \"/x\": Permission denied", "cannot be written there. Name a file in a folder of yours"),
        ("IO Error: Could not write file: No space left on device", "The disk is full; .* keeps what it had before"),
        ("Trying to read a database file with version number 999", "Install a newer one with 'pip install --upgrade duckdb'"),
        ("Something new", "failed: Something new"),
    ],
)  # fmt: skip
def test_what_duckdb_says_is_explained(error: str, message: str) -> None:
    with pytest.raises(StoreError, match=message), opening.explained(Path("s.duckdb")):
        raise duckdb.IOException(error)


def test_a_file_open_elsewhere_names_the_process(path: Path) -> None:
    code = "import sys, duckdb; c = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "open\n"
        for read_only in (False, True):
            with pytest.raises(StoreError, match=rf"is open in process {other.pid}, .* Wait until it has finished"):
                open_store(path, read_only)
    with open_store(path) as store:
        assert len(store.rows("dispatches")) == 1


def test_many_may_read_but_not_beside_a_writer_of_the_same_program(path: Path) -> None:
    with open_store(path, read_only=True) as one, open_store(path, read_only=True) as two:
        assert len(one.rows("events")) == len(two.rows("events")) == 5
        with pytest.raises(StoreError, match="open in this program already"):
            open_store(path)


def test_a_newer_schema_says_which_version_to_install(path: Path) -> None:
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO migrations VALUES (99, 'later', TIMESTAMP '2030-01-01', '7.4.1')")
    for read_only in (False, True):
        message = r"has schema 99.*knows schema \d+. Install Dragoman 7.4.1 or later"
        with pytest.raises(StoreError, match=message), open_store(path, read_only) as store:
            store.rows("events")


def test_reading_only_shows_what_is_pending_and_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _pretend(monkeypatch, Migration(len(migrations()) + 1, "stories", "CREATE TABLE stories (id TEXT)"))
    before = path.read_bytes()
    with open_store(path, read_only=True) as store:
        (pending,) = store.status().pending
        assert pending.endswith("_stories")
        with pytest.raises(StoreError, match=r"lacks the migrations \d+_stories. Open it once for writing"):
            store.rows("events")
    assert path.read_bytes() == before
    with open_store(path) as store:
        assert [a.name for a in store.status().applied] == [*(m.name for m in migrations()), "stories"]
        assert store.status().counts["stories"] == 0
        assert len(store.rows("events")) == 5


def test_a_store_of_the_first_schema_keeps_its_records_and_gets_what_is_new(path: Path, tmp_path: Path) -> None:
    with open_store(path) as store:
        made = store.reading(store.rows("dispatches").dicts()[0]["id"])
    old = tmp_path / "old.duckdb"
    with duckdb.connect(str(old)) as connection:
        connection.execute(migrations()[0].sql)
        tables = connection.execute(
            "SELECT table_name, string_agg(column_name, ', ') FROM information_schema.columns GROUP BY 1"
        ).fetchall()
        connection.execute(f"{RECORDS}; ATTACH '{path}' AS new (READ_ONLY)")
        for table, columns in tables:
            connection.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM new.{table}")
        connection.execute("INSERT INTO migrations SELECT * FROM new.migrations WHERE number = 1")
    with open_store(old) as store:
        again = store.reading(made.dispatch.id)
        assert (again.statements, again.pledges, again.moves) == (made.statements, made.pledges, ())
        assert [r["factuality"] for r in store.rows("statements").dicts()] == ["happened"] * 2
        assert [r["kind"] for r in store.rows("pledges").dicts()] == ["pledge"]


def test_a_migration_that_fails_leaves_nothing_of_itself(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = schema(path)
    _pretend(
        monkeypatch,
        Migration(len(migrations()) + 1, "half", "CREATE TABLE half (id TEXT); INSERT INTO nowhere VALUES (1)"),
    )
    with pytest.raises(StoreError, match="nowhere"):
        open_store(path)
    assert schema(path) == before
    monkeypatch.undo()
    with open_store(path) as store:
        assert store.status().schema == len(migrations())


def test_an_empty_database_of_duckdb_is_taken_over(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / "s.duckdb")).close()
    with open_store(tmp_path / "s.duckdb", read_only=True) as store:
        assert (store.status().schema, store.status().pending) == (
            0,
            tuple(f"{m.number:04}_{m.name}" for m in migrations()),
        )
    with open_store(tmp_path / "s.duckdb") as store:
        assert store.status().schema == len(migrations())


def test_leftovers_of_a_killed_making_are_cleared_and_others_kept(tmp_path: Path) -> None:
    old = [tmp_path / name for name in ("s.duckdb.4711.new", "s.duckdb.4711.new.wal")]
    young, foreign = tmp_path / "s.duckdb.4712.new", tmp_path / "s.duckdb.news"
    for file in (*old, young, foreign):
        file.touch()
    for file in (*old, foreign):
        os.utime(file, (time.time() - 3600,) * 2)
    open_store(tmp_path / "s.duckdb").close()
    assert {p.name for p in tmp_path.iterdir()} == {"s.duckdb", young.name, foreign.name}


def test_the_log_of_a_lost_file_is_not_mixed_into_a_new_one(tmp_path: Path) -> None:
    (tmp_path / "s.duckdb.wal").write_bytes(b"log")
    with pytest.raises(StoreError, match=r"s.duckdb.wal' is left of a store whose file is gone"):
        open_store(tmp_path / "s.duckdb")


def test_making_never_overwrites_what_another_process_made_meanwhile(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = path.with_name("late.duckdb")
    link = os.link

    def late(new: Path, place: Path) -> None:
        shutil.copy(path, place)
        link(new, place)

    monkeypatch.setattr(os, "link", late)
    with open_store(target) as store:
        assert len(store.rows("dispatches")) == 1
    assert not [p for p in path.parent.iterdir() if re.search("new", p.name)]


def test_file_systems_without_links_are_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(new: Path, place: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    open_store(tmp_path / "s.duckdb").close()
    assert [p.name for p in tmp_path.iterdir()] == ["s.duckdb"]


def _pretend(monkeypatch: pytest.MonkeyPatch, migration: Migration) -> None:
    """As if the program had one more migration."""
    monkeypatch.setattr(opening, "migrations", lambda: (*migrations(), migration))
    monkeypatch.setattr(opening, "newest", lambda: migration.number)
