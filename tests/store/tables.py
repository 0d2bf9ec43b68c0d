"""The tables of a store, read past the store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb

TIMES_OF_DAY = {"added_at", "applied_at", "first_seen", "last_seen"}


def schema(path: Path) -> dict[str, list[str]]:
    """Table to columns."""
    found: dict[str, list[str]] = {}
    with duckdb.connect(str(path), read_only=True) as connection:
        for table, column in connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns ORDER BY table_name, ordinal_position"
        ).fetchall():
            found.setdefault(table, []).append(column)
    return found


def dump(path: Path, everything: bool = False) -> dict[str, list[tuple[Any, ...]]]:
    """All rows of all tables, sorted; without the timestamps of writing, unless ``everything``."""
    tables = {}
    for table, columns in schema(path).items():
        shown = ", ".join(c for c in columns if everything or c not in TIMES_OF_DAY)
        with duckdb.connect(str(path), read_only=True) as connection:
            tables[table] = connection.execute(f"SELECT {shown} FROM {table} ORDER BY ALL").fetchall()
    return tables
