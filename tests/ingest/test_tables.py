"""JSONL, JSON, CSV and TSV: guesses said aloud, bad rows set aside one by one."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UnknownName, UsageError
from dragoman.ingest import IngestOptions, take, take_bytes
from dragoman.settings import Settings
from tests.ingest.helpers import all_of, read, refused

SHARED = Path(__file__).parents[2].parent / "shared" / "data"
TEXT = "Fiji and Tonga signed a fisheries accord in Suva on Wednesday."


def test_columns_are_guessed_and_the_guesses_said_once() -> None:
    rows = f"date,title,body,source\n2020-01-31,Fiji signs,{TEXT},Pacific Wire\n2020-02-01,Tonga signs,{TEXT},Pacific Wire\n"
    first, second = all_of(rows, "t.csv")
    assert first.notes == (
        "column 'body' taken for the text",
        "column 'title' taken for the headline",
        "column 'date' taken for the date of publication",
        "column 'source' taken for the publisher",
    )
    assert second.notes == ()
    assert first.source == "t.csv#1"
    dispatch = first.dispatch
    assert dispatch is not None
    assert (dispatch.text, dispatch.headline, dispatch.publisher) == (TEXT, "Fiji signs", "Pacific Wire")
    assert (dispatch.published.day, dispatch.published.how) == (date(2020, 1, 31), "stated")


def test_names_of_columns_nobody_has_met() -> None:
    taken = all_of(f"Clip_No,StoryHeading,Body_Copy,Run_Date\n1,Fiji signs,{TEXT},6 Feb 2020\n", "t.csv")[0]
    assert taken.dispatch is not None
    assert (taken.dispatch.headline, taken.dispatch.text, taken.dispatch.published.day) == (
        "Fiji signs",
        TEXT,
        date(2020, 2, 6),
    )
    assert "column 'Run_Date' taken for the date of publication" in taken.notes


def test_columns_by_option() -> None:
    row = json.dumps({"a": "Fiji signs", "b": TEXT, "c": "4 March 2021", "title": "not this"})
    dispatch = read(row, "t.jsonl", columns={"text": "b", "headline": "a", "published": "c"})
    assert (dispatch.headline, dispatch.text, dispatch.published.day) == ("Fiji signs", TEXT, date(2021, 3, 4))


def test_a_wrong_column_or_role_is_a_wrong_call() -> None:
    with pytest.raises(UsageError, match="no column 'story' in the table. It has: date, text"):
        all_of(f"date,text\n2020-01-01,{TEXT}\n", "t.csv", columns={"text": "story"})
    with pytest.raises(UnknownName, match="Did you mean 'headline'"):
        IngestOptions(columns={"headlin": "a"})


def test_bad_rows_are_set_aside_one_by_one_with_their_bytes() -> None:
    lines = [
        json.dumps({"text": TEXT}),
        "{broken",
        json.dumps([1]),
        json.dumps({"text": ""}),
        json.dumps({"text": TEXT + " Again."}),
    ]
    taken = all_of("\n".join(lines), "t.jsonl")
    assert [t.set_aside.reason if t.set_aside else None for t in taken] == [None, "bad_row", "bad_row", "bad_row", None]
    assert [t.source for t in taken] == ["t.jsonl#1", "t.jsonl#2", "t.jsonl#3", "t.jsonl#4", "t.jsonl#5"]
    assert taken[1].raw is not None
    assert taken[1].raw.data == b"{broken\n"


def test_a_csv_row_of_the_wrong_width() -> None:
    taken = all_of(f"date,text\n2020-01-01,{TEXT}\nonly one\n2020-01-02,{TEXT}\n", "t.csv")
    assert [t.dispatch is not None for t in taken] == [True, False, True]
    assert taken[1].set_aside is not None
    assert taken[1].set_aside.detail == "1 cells under 2 columns"


@pytest.mark.parametrize("name", ["t.csv", "t.jsonl", "t.json"])
def test_a_rows_own_bytes_can_be_read_again(name: str) -> None:
    records = [{"date": "2020-01-31", "text": TEXT}, {"date": "2020-02-01", "text": 'Samoa said: "No."\nTalks end.'}]
    if name == "t.csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, ["date", "text"])
        writer.writeheader()
        writer.writerows(records)
        content = out.getvalue()
    else:
        content = json.dumps(records) if name == "t.json" else "\n".join(map(json.dumps, records))
    for taken in all_of(content, name):
        assert taken.raw is not None
        again = list(take_bytes(taken.raw.data, taken.source))
        assert [(t.source, t.dispatch) for t in again] == [(taken.source, taken.dispatch)]


def test_tsv_semicolons_and_standard_names_without_an_ending() -> None:
    assert read(f"date\ttext\n2020-01-01\t{TEXT}\n", "t.tsv").text == TEXT
    assert read(f"date;text\n2020-01-01;{TEXT}\n", "t.csv").text == TEXT
    assert read(f"date,title,text\n2020-01-01,Fiji signs,{TEXT}\n", "-").headline == "Fiji signs"


def test_json_arrays_and_wrapped_lists() -> None:
    assert read(json.dumps([{"content": TEXT}]), "t.json").text == TEXT
    wrapped = {
        "status": "ok",
        "articles": [{"title": "Fiji signs", "content": TEXT, "source": {"id": 1, "name": "Wire"}}],
    }
    assert read(json.dumps(wrapped, indent=1), "t.json").publisher == "Wire"
    assert refused('{"a": {"b": 1}}', "t.json").reason == "bad_row"
    assert refused("[1, 2", "t.json").reason in ("unknown_format", "no_article")


def test_markup_in_a_cell_becomes_paragraphs() -> None:
    row = json.dumps(
        {"text": f"<p>{TEXT}</p><p>It runs for <b>ten</b> years.<br><br>Both ratified it.</p><script>x()</script>"}
    )
    assert read(row, "t.jsonl").text == f"{TEXT}\n\nIt runs for ten years.\n\nBoth ratified it."


def test_the_date_line_over_an_article_is_not_part_of_it() -> None:
    row = json.dumps(
        {"date": "2019-01-04", "title": "Dam bursts", "text": f"Friday, January 4, 2019 \n\n\n{TEXT}\n\n\n"}
    )
    assert read(row, "t.jsonl").text == TEXT


def test_outlets_in_brackets_at_the_end_are_credits() -> None:
    row = json.dumps({"text": f"{TEXT} (Fiji Times) (Al Jazeera)", "source": "Al Jazeera"})
    dispatch = read(row, "t.jsonl")
    assert (dispatch.text, dispatch.credited_source, dispatch.headline) == (TEXT, "Fiji Times; Al Jazeera", None)
    kept = "The army took the town (once a port)."
    assert read(json.dumps({"text": kept, "source": "Al Jazeera"}), "t.jsonl").text == kept


def test_an_ambiguous_date_is_no_date() -> None:
    taken = all_of(json.dumps({"text": TEXT, "date": "03/04/2020"}), "t.jsonl")[0]
    assert taken.dispatch is not None
    assert taken.dispatch.published.how == "unknown"
    assert "no date could be read from '03/04/2020'" in taken.notes


def test_a_table_without_a_text_is_set_aside_once() -> None:
    aside = refused("date,source,target,code\n2020-01-01,FJI,TON,042\n2020-01-02,TON,FJI,042\n", "events.csv")
    assert (aside.reason, aside.source) == ("unknown_format", "events.csv")
    assert "'target'" in aside.detail


def test_a_line_over_the_limit_is_set_aside_and_the_next_is_read() -> None:
    small = Settings(ingest_max_bytes=1000)
    lines = [json.dumps({"text": "x" * 5000}), json.dumps({"text": TEXT})]
    taken = all_of("\n".join(lines), "t.jsonl", settings=small)
    assert [t.set_aside.reason if t.set_aside else None for t in taken] == ["too_large", None]


def test_a_quotation_mark_that_is_never_closed_ends_at_the_limit() -> None:
    rows = 'a,text\n1,"' + "never closed\n" * 500
    reasons = {
        t.set_aside.reason for t in all_of(rows, "t.csv", settings=Settings(ingest_max_bytes=1000)) if t.set_aside
    }
    assert reasons == {"bad_row"}


def test_memory_stays_flat_over_a_long_table(tmp_path: Path) -> None:
    def peak(rows: int) -> int:
        file = tmp_path / f"{rows}.jsonl"
        with file.open("w") as out:
            for i in range(rows):
                out.write(json.dumps({"text": f"Fiji and Tonga signed accord {i}.", "date": "2020-01-01"}) + "\n")
        tracemalloc.start()
        assert sum(1 for t in take([file]) if t.dispatch) == rows
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    peak(10)
    assert peak(8000) < peak(1000) + 300_000


@given(
    st.lists(
        st.fixed_dictionaries(
            {"text": st.text(max_size=80), "date": st.text(max_size=12), "title": st.none() | st.text(max_size=20)}
        ),
        max_size=5,
    )
)
def test_every_row_comes_back_as_a_dispatch_or_with_a_reason(rows: list[dict[str, Any]]) -> None:
    taken = all_of("\n".join(map(json.dumps, rows)) + "\n", "t.jsonl")
    assert [t.source for t in taken] == ([f"t.jsonl#{i}" for i in range(1, len(rows) + 1)] if rows else ["t.jsonl"])
    assert all((t.dispatch is None) != (t.set_aside is None) for t in taken)


@pytest.mark.shared
def test_the_wikinews_table_reads_with_guesses_only() -> None:
    taken = list(take([SHARED / "wikinews_2019_2020.csv.xz"]))
    assert [t.source for t in taken if t.set_aside] == []
    assert len(taken) == 295
    dispatches = [t.dispatch for t in taken if t.dispatch]
    assert all(d.headline and d.url and d.published.how == "stated" and d.published.day for d in dispatches)
    assert not [d.headline for d in dispatches if d.text[:40].rstrip().endswith((", 2019", ", 2020"))]


@pytest.mark.shared
def test_the_stream_reads_with_guesses_only() -> None:
    taken = [t for t, _ in zip(take([SHARED / "stream_current_events_2010_2023.jsonl.xz"]), range(500), strict=False)]
    dispatches = [t.dispatch for t in taken if t.dispatch]
    assert len(dispatches) >= 495
    assert all(d.sections and d.published.how == "stated" for d in dispatches)
    assert sum(d.text.endswith(")") for d in dispatches) < 50
