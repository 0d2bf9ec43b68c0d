"""Figures on the development data and on our own sets do not fall. Each floor is tied to the very file it was measured on.

``floors.json``: task, file (in ``tests/gold`` where it is our ``own``, else beside the repository in ``../shared/data``), its SHA-256, and for each figure (a path into the JSON
that ``dragoman check`` prints) the floor, a little below what was measured, with the day. Lower one only on purpose.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.check import check
from dragoman.check.gold import fingerprint
from tests.conftest import ROOT, SHARED

FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
ROWS = [pytest.param(row, marks=[] if row.get("own") else [pytest.mark.shared, pytest.mark.slow]) for row in FLOORS]


def figure(result: dict[str, Any], path: str) -> float:
    value: Any = result
    for key in path.split("."):
        value = value[key]
    return float(value)


@pytest.mark.parametrize("row", ROWS, ids=lambda r: f"{r['task']} {r['file']}")
def test_a_figure_does_not_fall(row: dict[str, Any]) -> None:
    path = ROOT / "tests" / "gold" / row["file"] if row.get("own") else SHARED / "data" / row["file"]
    assert fingerprint(path) == row["sha256"], "the gold file has changed: measure again and pin the floors anew"
    result = check(row["task"], path, swap=row["task"] == "relations")
    found = {name: figure(result, name) for name in row["floors"]}
    assert all(found[name] >= floor for name, floor in row["floors"].items()), found


def test_a_figure_below_its_floor_is_seen() -> None:
    assert figure({"triple": {"f1": 0.4}}, "triple.f1") == 0.4
    with pytest.raises(KeyError):
        figure({"triple": {}}, "triple.f1")
