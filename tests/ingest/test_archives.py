"""Compressed files and zip archives, whole and damaged, harmless and hostile."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.ingest import take
from dragoman.settings import Settings
from tests.ingest.helpers import all_of, read, refused

STORY = "Oman freed three Yemeni fishermen on Sunday, the coast guard in Muscat said. They had been held for a month."


def zipped(*members: tuple[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_compressed_text(pack: Callable[[bytes], bytes]) -> None:
    assert read(pack(STORY.encode()), "story.txt.packed").text == STORY


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress, bz2.compress])
def test_a_truncated_file_is_set_aside_with_its_bytes(pack: Callable[[bytes], bytes]) -> None:
    packed = pack((STORY * 50).encode())
    cut = packed[: len(packed) // 2]
    taken = all_of(cut, "story.txt.gz")
    assert [t.set_aside.reason for t in taken if t.set_aside] == ["truncated"]
    assert taken[0].raw is not None
    assert taken[0].raw.data == cut


def test_the_rows_before_a_cut_are_read() -> None:
    lines = "".join(json.dumps({"text": f"{STORY} Number {i * 7919}.", "n": i**5}) + "\n" for i in range(3000))
    packed = gzip.compress(lines.encode())
    taken = all_of(packed[: len(packed) // 2], "rows.jsonl.gz")
    assert sum(t.dispatch is not None for t in taken) > 500
    assert taken[-1].set_aside is not None
    assert (taken[-1].set_aside.reason, taken[-1].set_aside.source) == ("truncated", "rows.jsonl.gz")


def test_members_of_a_zip_and_a_bad_one_among_them() -> None:
    data = zipped(
        ("a.txt", STORY),
        ("pics/b.png", b"\x89PNG\r\n\x1a\n" + bytes(50)),
        ("empty.txt", ""),
        ("c.txt", STORY + " All are well."),
    )
    taken = all_of(data, "x.zip")
    assert [t.source for t in taken] == ["x.zip!a.txt", "x.zip!pics/b.png", "x.zip!empty.txt", "x.zip!c.txt"]
    assert [t.set_aside.reason if t.set_aside else None for t in taken] == [None, "binary", "empty", None]
    assert taken[0].raw is not None
    assert taken[0].raw.data == STORY.encode()


def test_an_archive_is_opened_in_an_archive_but_not_deeper() -> None:
    one = zipped(("a.txt", STORY))
    assert read(zipped(("one.zip", one)), "two.zip").text == STORY
    assert read(zipped(("a.txt.gz", gzip.compress(STORY.encode()))), "x.zip").text == STORY
    assert refused(zipped(("two.zip", zipped(("one.zip", one)))), "three.zip").reason == "unknown_format"


def test_names_that_climb_out_write_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inside = tmp_path / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    (inside / "evil.zip").write_bytes(zipped(("../../evil.txt", STORY), ("/abs.txt", STORY)))
    assert [t.dispatch.text for t in take(["evil.zip"]) if t.dispatch] == [STORY, STORY]
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["evil.zip", "inside"]


def test_bombs_stop_at_the_limits() -> None:
    small = Settings(ingest_max_bytes=100_000, ingest_max_unpacked=500_000, ingest_max_members=3)
    assert refused(gzip.compress(b"a" * 300_000), "b.gz", settings=small).reason == "too_large"
    endless = gzip.compress(b"\n" * 3_000_000)
    assert refused(endless + b"", "rows.jsonl.gz", settings=small).reason == "too_large"
    many = zipped(*((f"{i}.txt", f"{STORY} {i}.") for i in range(5)))
    taken = all_of(many, "many.zip", settings=small)
    assert [t.set_aside.reason if t.set_aside else None for t in taken] == [None, None, None, "too_large"]


def test_a_damaged_member_does_not_stop_the_others() -> None:
    data = bytearray(zipped(("a.txt", STORY * 20), ("b.txt", STORY)))
    at = data.index(b"a.txt") + 8
    data[at : at + 20] = bytes(20)
    taken = all_of(bytes(data), "x.zip")
    assert [t.set_aside.reason if t.set_aside else None for t in taken] == ["truncated", None]


def test_a_zip_without_its_end_and_office_files() -> None:
    whole = zipped(("a.txt", STORY))
    assert refused(whole[:-30], "x.zip").reason == "truncated"
    assert (
        refused(zipped(("[Content_Types].xml", "<x/>"), ("word/document.xml", "<x/>")), "letter.docx").reason
        == "unknown_format"
    )
    assert refused(zipped(), "x.zip").reason == "empty"
