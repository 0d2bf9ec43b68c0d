"""Figures on the development data do not fall. Each floor is tied to the very file it was measured on.

``floors.json``: task, file beside the repository in ``../shared/data`` or of our own under ``tests/gold``, its SHA-256, and for each figure (a path into the JSON
that ``dragoman check`` prints) the floor, a little below what was measured, with the day. Lower one only on purpose.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.check import check
from dragoman.check.gold import fingerprint
from tests.conftest import SHARED

ROOT = Path(__file__).parents[2]
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
OWN = [row for row in FLOORS if row["file"].startswith("tests/")]


def figure(result: dict[str, Any], path: str) -> float:
    value: Any = result
    for key in path.split("."):
        value = value[key]
    return float(value)


@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.parametrize("row", [row for row in FLOORS if row not in OWN], ids=lambda r: r["task"])
def test_a_figure_does_not_fall(row: dict[str, Any]) -> None:
    holds(row, SHARED / "data" / row["file"])


@pytest.mark.slow
@pytest.mark.parametrize("row", OWN, ids=lambda r: r["file"])
def test_a_figure_of_our_own_sets_does_not_fall(row: dict[str, Any]) -> None:
    holds(row, ROOT / row["file"])


def holds(row: dict[str, Any], path: Path) -> None:
    assert fingerprint(path) == row["sha256"], "the gold file has changed: measure again and pin the floors anew"
    result = check(row["task"], path, swap=row["task"] == "relations")
    found = {name: figure(result, name) for name in row["floors"]}
    assert all(found[name] >= floor for name, floor in row["floors"].items()), found


def test_a_figure_below_its_floor_is_seen() -> None:
    assert figure({"triple": {"f1": 0.4}}, "triple.f1") == 0.4
    with pytest.raises(KeyError):
        figure({"triple": {}}, "triple.f1")
