"""The named queries of ``queries.sql``."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files


def query(name: str) -> str:
    """The SQL of a named query. Raises ``KeyError`` for a name that the file does not have."""
    return _queries()[name]


@lru_cache(maxsize=1)
def _queries() -> dict[str, str]:
    text = files(__package__).joinpath("queries.sql").read_text(encoding="utf-8")
    _, *pieces = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)
    return {name: sql.strip() for name, sql in zip(pieces[::2], pieces[1::2], strict=True)}
