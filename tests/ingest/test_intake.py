"""Sources, options, and the promise that content never raises."""

from __future__ import annotations

import gzip
import io
import os
import sys
import time
import zipfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import INPUT_REASONS, UsageError
from dragoman.ids import content_id, raw_hash
from dragoman.ingest import IngestOptions, expand, parse_date_option, take, take_bytes
from dragoman.ingest.dates import date_line, find_day, interval
from dragoman.settings import Settings
from tests.ingest.helpers import all_of, read, refused

STORY = "Malta and Libya signed a search and rescue accord in Tripoli on Friday, both governments said."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.txt",
        "deep/c.txt",
        ".hidden.txt",
        ".git/d.txt",
        "page_files/logo.txt",
        "page.html",
        "other_files/e.txt",
    ):
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{STORY} {name}.")
    return tmp_path


def names(inputs: list[object], folder: Path) -> list[str]:
    return [str(Path(i.name).relative_to(folder)) for i in inputs]  # type: ignore[attr-defined]


def test_a_folder_is_read_in_order_without_what_is_hidden(folder: Path) -> None:
    assert names(expand([folder]), folder) == ["a.txt", "b.txt", "deep/c.txt", "other_files/e.txt", "page.html"]
    assert names(expand([folder], follow=False), folder) == ["a.txt", "b.txt", "page.html"]


def test_globs_names_and_standard_input(folder: Path) -> None:
    assert names(expand([str(folder / "*.txt")]), folder) == ["a.txt", "b.txt"]
    assert names(expand([str(folder / "**" / "c.*"), folder / "a.txt", folder / "a.txt"]), folder) == [
        "deep/c.txt",
        "a.txt",
    ]
    assert [(i.name, i.path) for i in expand(["-"])] == [("-", None)]
    (folder / "[x].txt").write_text(STORY)
    assert names(expand([str(folder / "[x].txt")]), folder) == ["[x].txt"]
    assert expand(expand([folder])) == expand([folder])


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nosuch.txt", "no file or folder 'nosuch.txt'"),
        ("nosuch/*.txt", "'nosuch/\\*.txt' matches nothing"),
        ("https://news.example/a", "save the page and read the file"),
    ],
)
def test_a_source_that_matches_nothing_is_a_wrong_call(source: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        expand([source])


def test_a_folder_with_nothing_to_read(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no file to read"):
        list(take([tmp_path]))


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(STORY.encode())))
    taken = list(take(["-"]))
    assert [(t.source, t.dispatch.text) for t in taken if t.dispatch] == [("-", STORY)]


def test_an_unreadable_file_is_set_aside_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text(STORY)
    first, second = take([tmp_path])
    assert first.set_aside is not None
    assert (first.set_aside.reason, first.raw) == ("unreadable", None)
    assert second.dispatch is not None


def test_a_file_that_vanishes_between_listing_and_reading(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    listed = expand([tmp_path])
    os.unlink(tmp_path / "a.txt")
    assert [t.set_aside.reason for t in take(listed) if t.set_aside] == ["unreadable"]


def test_a_fifty_megabyte_page_is_not_read_into_memory(tmp_path: Path) -> None:
    file = tmp_path / "huge.html"
    with file.open("wb") as out:
        out.write(b"<html><body>")
        out.truncate(50_000_000)
    aside = next(take([file])).set_aside
    assert aside is not None
    assert (aside.reason, aside.raw_hash) in (("too_large", None), ("binary", None))
    text = tmp_path / "huge.txt"
    text.write_bytes(b"The king spoke. " * 3_200_000)
    aside = next(take([text])).set_aside
    assert aside is not None
    assert (aside.reason, aside.raw_hash) == ("too_large", None)


def test_the_raw_bytes_and_the_id() -> None:
    taken = all_of(STORY)[0]
    assert taken.raw is not None
    assert taken.dispatch is not None
    assert taken.raw.data == STORY.encode()
    assert taken.raw.hash == taken.dispatch.raw_hash == raw_hash(STORY.encode())
    assert taken.dispatch.id == content_id("d", None, STORY, None, None, None, None)
    dated = read(STORY, published=parse_date_option("2023-11-28"))
    assert dated.id == content_id("d", None, STORY, None, None, date(2023, 11, 28), date(2023, 11, 28))


def test_the_date_given_wins_and_says_so() -> None:
    taken = all_of(f"Published: 3 May 2021\n\n{STORY}", published=parse_date_option("2023-11"))[0]
    assert taken.dispatch is not None
    assert (taken.dispatch.published.start, taken.dispatch.published.end) == (date(2023, 11, 1), date(2023, 11, 30))
    assert taken.dispatch.published.how == "given"
    assert taken.notes == ("it states 2021-05-03 as its date; the date given is taken instead",)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2023-11-28", date(2023, 11, 28), date(2023, 11, 28)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023-11-01/2023-11-30", date(2023, 11, 1), date(2023, 11, 30)),
        ("2022/2023-03", date(2022, 1, 1), date(2023, 3, 31)),
    ],
)
def test_date_options(text: str, start: date, end: date) -> None:
    published = parse_date_option(text)
    assert (published.start, published.end, published.how) == (start, end, "given")


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2023-13", "2023-02-30", "2023-11-30/2023-11-01", "1/2/3", "28.11.2023"]
)
def test_wrong_date_options_name_the_valid_forms(text: str) -> None:
    with pytest.raises(UsageError, match="2023-11-28.*2023-11.*2023.*2023-11-01/2023-11-30"):
        parse_date_option(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tue, 28 Nov 2023 23:30:00 -0500", date(2023, 11, 28)),
        ("12/Sep/2024", date(2024, 9, 12)),
        ("Nov. 3rd, 2020", date(2020, 11, 3)),
        ("the 1st of May 1999", date(1999, 5, 1)),
        ("20211231T235959Z", date(2021, 12, 31)),
        ("2021/12/31", date(2021, 12, 31)),
        ("31.12.2021", date(2021, 12, 31)),
        ("13/2/2024", date(2024, 2, 13)),
        ("2/13/2024", date(2024, 2, 13)),
        ("1701129600", date(2023, 11, 28)),
        ("3/2/2024", None),
        ("24 September", None),
        ("2023-02-31", None),
        ("version 1.2.3", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert (interval(text) or (None,))[0] == day


def test_a_date_line_holds_nothing_else() -> None:
    assert date_line("Published on Friday, 3 May 2024 at 10:15 GMT") is not None
    assert date_line("Updated: May 3, 2024 6:12 pm EST") is not None
    assert date_line("Port Moresby, 3 May 2024") is not None
    assert date_line("Talks began on 3 May 2024") is None


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_is_found_in_every_form(day: date) -> None:
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 +0000", "%Y%m%d", "%d.%m.%Y"):
        assert interval(day.strftime(form)) == (day, day)
    found = find_day(f"it was on {day:%d %B %Y} that")
    assert found is not None
    assert found[0] == day


@settings(max_examples=300, deadline=None)
@given(
    st.binary(max_size=600),
    st.sampled_from(["x", "x.html", "x.csv", "x.jsonl", "x.json", "x.xml", "x.zip", "x.gz", "x.md", "x.eml"]),
)
def test_no_bytes_ever_raise(data: bytes, name: str) -> None:
    for taken in take_bytes(data, name):
        assert (taken.dispatch is None) != (taken.set_aside is None)
        if taken.set_aside is not None:
            assert taken.set_aside.reason in INPUT_REASONS
            assert taken.set_aside.reason != "failed", taken.set_aside.detail


BEGINNINGS = [
    b"<html><body><p>", b"<?xml version='1.0'?><rss><channel><item>", b'{"text": "', b'[{"text": ', b"date,text\n", b"# Title\n",
    b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"BZh9", b"\xfd7zXZ\x00", b"---\ntitle: x\n---\n", b"\xff\xfe", b"Title: x\nDate: 2020-01-01\n",
    b"LIMA, May 3 (AFP) - ", b"Home > World > ",
]  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(BEGINNINGS),
    st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace"))),
)
def test_no_beginning_of_a_known_kind_raises(start: bytes, rest: bytes) -> None:
    for taken in take_bytes(start + rest, "x"):
        assert (taken.dispatch is None) != (taken.set_aside is None)
        if taken.set_aside is not None:
            assert taken.set_aside.reason != "failed", taken.set_aside.detail


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"(" * 100_000 + b" x " + b")" * 100_000),
        ("a.txt", b"A > " * 50_000),
        ("a.txt", b"By " + b"A " * 50_000),
        ("a.txt", b"Chad said so." + b" (a)" * 50_000),
        ("a.txt", b"a \n" * 100_000),
        ("a.txt", b"- - " * 50_000),
        ("a.md", b"# t\n" + b"*_" * 60_000),
        ("a.md", b"# t\n" + b"[" * 100_000),
        ("a.md", b"# t\n" + b"<!--" * 50_000),
        ("a.md", b"# t\n" + b"~~~a\n```b\n" * 20_000),
        ("a.md", b"# " + b" " * 100_000 + b"x"),
        ("a.html", b"<!-- a -->" * 30_000 + b"x"),
        ("a.html", b"<html><body><p " + b"a=b " * 200_000 + b">"),
        ("a.html", b"<html><body>" + b"<a><i>" * 20_000),
        ("a.json", b'[{"a":' * 100_000),
        (
            "a.xml",
            b"<rss><channel><item><title>x y</title><description>"
            + b"The post " * 20_000
            + b"</description></item></channel></rss>",
        ),
        ("a.csv", b'a,text\n1,"' + b"x\n" * 200_000),
    ],
    ids=lambda v: v if isinstance(v, str) else v[:14].decode(errors="replace"),
)
def test_hostile_repetition_takes_no_more_than_moments(name: str, data: bytes) -> None:
    started = time.process_time()
    list(take_bytes(data, name))
    assert time.process_time() - started < 8


def test_one_bad_input_of_each_kind_and_the_run_goes_on(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "g.zip", "w") as archive:
        archive.writestr("x.txt", STORY)
    contents = {
        "a_empty.txt": b"",
        "b_picture.txt": b"\xff\xd8\xff\xe0" + bytes(100),
        "c_cut.gz": gzip.compress(STORY.encode() * 20)[:60],
        "d_page.html": b"<html><body><nav><a href=/>Home</a></nav></body></html>",
        "e_french.txt": "Le gouvernement du Sénégal a annoncé mardi la signature d'un accord de pêche avec la Mauritanie voisine.".encode(),
        "f_style.css": b"body { color: red }",
        "h_story.txt": STORY.encode(),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    reasons = [
        t.set_aside.reason if t.set_aside else "read" for t in take([tmp_path], IngestOptions(settings=Settings()))
    ]
    assert reasons == ["empty", "binary", "truncated", "no_article", "not_english", "unknown_format", "read", "read"]


def test_what_was_set_aside_can_be_taken_up_from_its_bytes() -> None:
    strict = Settings(ingest_min_words=500)
    taken = all_of(STORY, settings=strict)[0]
    assert taken.set_aside is not None
    assert taken.raw is not None
    assert taken.set_aside.raw_hash == taken.raw.hash
    assert read(taken.raw.data, taken.source).text == STORY
    assert refused(taken.raw.data, taken.source, settings=strict).reason == "no_article"
