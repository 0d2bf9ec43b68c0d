"""Reading gold files, good and bad."""

from __future__ import annotations

import gzip
import json
import lzma
from datetime import date
from pathlib import Path

import pytest

from dragoman.check import check
from dragoman.check.gold import fingerprint, read_gold
from dragoman.errors import UnknownName, UsageError
from dragoman.records import Span

LINE = {
    "id": "1",
    "text": "Peru thanked Chile.",
    "published": "2023-11-28",
    "relations": [{"source": [[0, 4]], "target": [[13, 18]], "type": "SUPPORT", "quad": 1}],
    "unknown": 1,
}


def test_gold_is_read_from_plain_and_compressed_files(tmp_path: Path) -> None:
    data = (json.dumps(LINE) + "\n\n").encode()
    for name, packed in (("g.jsonl", data), ("g.jsonl.xz", lzma.compress(data)), ("g.jsonl.gz", gzip.compress(data))):
        path = tmp_path / name
        path.write_bytes(packed)
        (item,) = read_gold(path)
        assert item.day == date(2023, 11, 28)
        assert item.relations is not None
        assert item.relations[0].target == (Span(13, 18),)
        assert item.times is None
    assert fingerprint(tmp_path / "g.jsonl") != fingerprint(tmp_path / "g.jsonl.xz")


def test_a_day_that_is_no_iso_date_is_taken_as_not_given(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text("".join(json.dumps(LINE | {"published": p}) + "\n" for p in ("03-02-2009", None, "2009-02-03")))
    assert [i.day for i in read_gold(path)] == [None, None, date(2009, 2, 3)]


def test_limit_takes_the_first_items(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text("".join(json.dumps(LINE | {"id": str(i)}) + "\n" for i in range(5)))
    assert [i.id for i in read_gold(path, 2)] == ["0", "1"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ('{"id": "1"}\n', "line 1: Object missing required field `text`"),
        ("not json\n", "line 1: JSON is malformed"),
        (json.dumps(LINE | {"relations": [{"source": [[0, 99]], "type": "AID"}]}), r"span \[0, 99\] lies outside"),
        (json.dumps(LINE | {"times": [{"span": [5, 2]}]}), r"span \[5, 2\] lies outside"),
        (json.dumps(LINE | {"statements": [{"cue": [[-1, 2]]}]}), r"span \[-1, 2\] lies outside"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(content)
    with pytest.raises(UsageError, match=message):
        read_gold(path)


def test_a_truncated_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"id": "1", "text": "x"}' * 50)[:30])
    with pytest.raises(UsageError, match=r"Cannot read the gold file"):
        read_gold(path)


def test_an_unknown_task_and_a_file_without_its_key_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "g.jsonl"
    path.write_text(json.dumps(LINE) + "\n")
    with pytest.raises(UnknownName, match="Did you mean 'relations'"):
        check("relation", path)
    with pytest.raises(UsageError, match="has no key 'times'"):
        check("times", path)
