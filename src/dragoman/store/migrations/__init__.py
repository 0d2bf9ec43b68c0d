"""Numbered changes of the schema: each file runs once, in one transaction together with its own record."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

RECORDS = """CREATE TABLE IF NOT EXISTS migrations (
    number INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    applied_at TIMESTAMP NOT NULL,
    program TEXT NOT NULL
)"""


@dataclass(frozen=True, slots=True)
class Migration:
    """One file ``0001_first.sql``: its number, its name, its statements."""

    number: int
    name: str
    sql: str


@lru_cache(maxsize=1)
def migrations() -> tuple[Migration, ...]:
    """All migrations that this program knows, in order; their numbers are 1, 2, 3 without gaps."""
    found = []
    for file in files(__name__).iterdir():
        if parts := re.fullmatch(r"(\d{4})_(\w+)\.sql", file.name):
            found.append(Migration(int(parts[1]), parts[2], file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda m: m.number))


def newest() -> int:
    """The schema that this program knows."""
    return migrations()[-1].number
