"""docs/store.md names every table and every column that a store has, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest

from dragoman.store import open_store
from tests.conftest import ROOT
from tests.store.factory import full_reading
from tests.store.tables import schema

PAGE = ROOT / "docs" / "store.md"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with open_store(tmp_path / "dragoman.duckdb") as store:
        store.add([full_reading(n) for n in range(3)])
    return tmp_path / "dragoman.duckdb"


def _sections() -> dict[str, str]:
    """The text under each heading of a table: ``### events``."""
    _, *pieces = re.split(r"^### (.+)\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(pieces[::2], pieces[1::2], strict=True))


def test_every_table_has_its_heading_and_every_column_its_row(path: Path) -> None:
    sections = _sections()
    tables = schema(path)
    assert set(sections) == set(tables)
    for table, columns in tables.items():
        named = re.findall(r"`(\w+)`", "\n".join(re.findall(r"^\| (`.*?) \|", sections[table], re.MULTILINE)))
        assert named == columns, table


def test_every_query_of_the_page_runs_and_finds_something(path: Path) -> None:
    queries = re.findall(r"```sql\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(queries) >= 5
    with duckdb.connect(str(path), read_only=True) as connection:
        for sql in queries:
            assert connection.execute(sql).fetchall(), sql


def test_every_python_example_of_the_page_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(path.parent)
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) >= 2
    for code in examples:
        exec(compile(code, str(PAGE), "exec"), {})
    assert (path.parent / "events.parquet").exists()
