"""``check incidents`` and ``check copies``: the figures by hand, and the files they take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dragoman.check import check
from dragoman.check.links import b_cubed
from dragoman.errors import UsageError
from tests.conftest import ROOT, SHARED
from tests.link.test_groups import ANOTHER_BUS, BODY, OTHER_WORDS, WIRE


def test_b_cubed_by_hand() -> None:
    pairs = [("a", "1"), ("a", "1"), ("a", "2"), ("b", "2")]
    assert b_cubed(pairs) == ((1 + 1 + 0.5 + 0.5) / 4, (2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert b_cubed([]) == (0.0, 0.0)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    rows: list[dict[str, Any]] = [
        {"id": "w", "text": WIRE, "published": "2024-03-08", "incident": "1"},
        {"id": "c", "text": "\n\n".join(BODY[:6]), "published": "2024-03-08", "incident": "1"},
        {"id": "o", "text": OTHER_WORDS, "published": "2024-03-09", "incident": "1"},
        {"id": "x", "text": ANOTHER_BUS, "published": "2024-03-09", "incident": "2"},
    ]
    file = tmp_path / "texts.jsonl"
    file.write_text("".join(json.dumps(r) + "\n" for r in rows))
    return file


def test_incidents_of_a_file(texts: Path) -> None:
    rows: list[dict[str, Any]] = []
    result = check("incidents", texts, rows=rows)
    assert result["b_cubed"] == {"precision": 1.0, "recall": 1.0, "f1": 1.0}
    assert (result["items"], result["incidents"], result["predicted"]) == (4, 2, 2)
    assert [r["gold"] for r in rows] == ["1", "1", "1", "2"]


def test_copies_of_a_file(texts: Path, tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("# a comment\nid_a\tid_b\tlabel\nw\tc\tcopy\nw\to\tnot\no\tx\tcopy\n")
    assert check("copies", pairs, texts=texts)["copies"] == {
        "precision": 1.0, "recall": 0.5, "f1": 0.6667, "right": 1, "predicted": 1, "gold": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("a\tb\nw\tc\n", "must be id_a, id_b, label"),
        ("id_a\tid_b\tlabel\nw\tc\tperhaps\n", "one of copy, not"),
        ("id_a\tid_b\tlabel\nw\tq\tcopy\n", "no text has the id 'q'"),
    ],
)
def test_tables_that_cannot_be_scored(texts: Path, tmp_path: Path, table: str, why: str) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text(table)
    with pytest.raises(UsageError, match=why):
        check("copies", pairs, texts=texts)


def test_copies_need_their_texts(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="--texts"):
        check("copies", tmp_path / "pairs.tsv")


@pytest.mark.shared
@pytest.mark.slow
def test_the_labelled_pairs_of_the_development_data() -> None:
    result = check("copies", ROOT / "tests" / "gold" / "copies.tsv", texts=SHARED / "data" / "incidents_dev.jsonl.xz")
    assert result["pairs"] == 300
    assert result["copies"]["f1"] >= 0.9
