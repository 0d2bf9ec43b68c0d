"""The SQL that filters become, stored beside this test, so that a change of it is seen in review.

``DRAGOMAN_WRITE_SQL=1 pytest tests/store/test_sql.py`` writes the files anew.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.store.conditions import listing
from dragoman.store.filters import APPLIES, Filters
from dragoman.store.queries import query

FOLDER = Path(__file__).with_name("sql")
VALUES: dict[str, Any] = {
    "actor": "UGA MIL",
    "dyad": "KEN>Ruta Okello",
    "region": ("KEN", "UGA"),
    "type": ("ASSAULT", "1"),
    "mode": ("aerial",),
    "since": date(2024, 1, 1),
    "until": date(2024, 12, 31),
    "factuality": ("happened", "alleged"),
    "min_confidence": 0.5,
    "publisher": "The Nile Post",
    "text": "lake",
    "dispatch": "d-0123",
    "mission": "EUFOR",
    "process": "Brussels",
    "state": ("overdue", "broken"),
    "as_of": date(2024, 6, 30),
    "ahead": 14,
    "group": "i-0123",
}


@pytest.mark.parametrize("kind", APPLIES)
def test_the_sql_of_a_listing_with_every_filter(kind: str) -> None:
    sql, values = listing(kind, Filters(**{name: VALUES[name] for name in APPLIES[kind]}), limit=10)
    written = f"{sql}\n\n" + "".join(f"-- ${n} = {value!r}\n" for n, value in enumerate(values, 1))
    file = FOLDER / f"{kind}.sql"
    if os.environ.get("DRAGOMAN_WRITE_SQL"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(written, encoding="utf-8")
    assert written == file.read_text(encoding="utf-8")
    assert {int(n) for n in re.findall(r"\$(\d+)", sql)} == set(range(1, len(values) + 1))


@pytest.mark.parametrize("kind", APPLIES)
def test_no_value_ever_stands_in_the_sql(kind: str) -> None:
    hostile = {
        "actor": "Zebra'; --",
        "dyad": "Zebra'>ZEB'",
        "publisher": "Zebra'",
        "text": "Zebra'",
        "dispatch": "Zebra'",
    }
    given = {name: value for name, value in hostile.items() if name in APPLIES[kind]}
    sql, values = listing(kind, Filters(**given))  # type: ignore[arg-type]
    assert "zeb" not in sql.lower()
    assert sum("zeb" in str(v).lower() for v in values) >= len(given)


def test_queries_are_named() -> None:
    assert query("raw").startswith("SELECT data FROM raws")
    with pytest.raises(KeyError):
        query("none")
