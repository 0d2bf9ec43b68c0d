"""Figures on the development data do not fall. Each floor is tied to the very file it was measured on.

``floors.json``: task, file of ``tests/gold`` or beside the repository in ``../shared/data``, its SHA-256, and for each figure (a path into the JSON
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

OURS = ROOT / "tests" / "gold"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))


def figure(result: dict[str, Any], path: str) -> float:
    value: Any = result
    for key in path.split("."):
        value = value[key]
    return float(value)


def _marked(row: dict[str, Any]) -> Any:
    marks = (pytest.mark.slow,) if (OURS / row["file"]).is_file() else (pytest.mark.slow, pytest.mark.shared)
    return pytest.param(row, marks=marks, id=row["task"])


@pytest.mark.parametrize("row", [_marked(row) for row in FLOORS])
def test_a_figure_does_not_fall(row: dict[str, Any]) -> None:
    ours = OURS / row["file"]
    path = ours if ours.is_file() else SHARED / "data" / row["file"]
    assert fingerprint(path) == row["sha256"], "the gold file has changed: measure again and pin the floors anew"
    result = check(row["task"], path, swap=row["task"] == "relations")
    found = {name: figure(result, name) for name in row["floors"]}
    assert all(found[name] >= floor for name, floor in row["floors"].items()), found


def test_a_figure_below_its_floor_is_seen() -> None:
    assert figure({"triple": {"f1": 0.4}}, "triple.f1") == 0.4
    with pytest.raises(KeyError):
        figure({"triple": {}}, "triple.f1")
