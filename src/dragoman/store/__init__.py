"""The store: readings as tables in one file.

>>> from dragoman.store import Filters, open_store
>>> with open_store(folder / "desk.duckdb") as store:
...     len(store.rows("events", Filters(factuality=("happened",))))
0
"""

from __future__ import annotations

from pathlib import Path

from dragoman.store.filters import KINDS, QUAD_NAMES, Filters
from dragoman.store.protocol import Added, Applied, Found, Kept, LinkStore, Status, Store
from dragoman.store.table import FORMATS, Table

__all__ = [
    "FORMATS",
    "KINDS",
    "QUAD_NAMES",
    "Added",
    "Applied",
    "Filters",
    "Found",
    "Kept",
    "LinkStore",
    "Status",
    "Store",
    "Table",
    "open_store",
]


def open_store(path: str | Path, read_only: bool = False) -> Store:
    """The store in a DuckDB file, made where there is none (unless ``read_only``), brought up to the newest schema.

    One process may write, and then no other can open the file; many may read together.

    Raises ``StoreError`` where the file cannot be opened, saying why and what to do: it is no store, it is locked by
    another process, it is damaged, or a newer Dragoman made it.
    """
    from dragoman.store.duckdb_store import DuckDBStore

    return DuckDBStore(path, read_only)
