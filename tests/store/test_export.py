"""Files and frames: the same rows, with their types, wherever they go."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError, UnknownName
from dragoman.records import SetAside
from dragoman.store import KINDS, Filters, Store, Table, open_store
from tests.store.factory import event, full_reading, reading

HOSTILE = 'Peru, "Chile"\nand; Laos\t=1+1'


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = open_store(tmp_path / "s.duckdb")
    store.add([full_reading(1), reading(HOSTILE, event("AID", ["Peru"], ["Chile"], HOSTILE, HOSTILE))])
    return store


@pytest.mark.parametrize("kind", KINDS)
def test_parquet_has_the_rows_and_types_of_the_listing(store: Store, kind: str, tmp_path: Path) -> None:
    table, straight, by_table = store.rows(kind), tmp_path / "a.parquet", tmp_path / "b.parquet"
    assert store.write(kind, straight, "parquet") == len(table)
    table.write(by_table, "parquet")
    for file in (straight, by_table):
        read = duckdb.sql("SELECT * FROM read_parquet($1)", params=[str(file)])
        assert tuple(read.columns) == table.columns
        assert tuple(map(str, read.types)) == table.types
        assert tuple(read.fetchall()) == table.rows


def test_csv_keeps_hostile_words_in_one_cell(store: Store, tmp_path: Path) -> None:
    filters = Filters(type=("AID",))
    assert store.write("events", tmp_path / "a.csv", "csv", filters) == 1
    store.rows("events", filters).write(tmp_path / "b.csv", "csv")
    for name in ("a.csv", "b.csv"):
        with (tmp_path / name).open(encoding="utf-8", newline="") as file:
            (row,) = csv.DictReader(file)
        assert (row["evidence"], row["confidence"], row["date_start"]) == (HOSTILE, "0.8", "")
        assert list(row) == list(store.rows("events").columns)


def test_a_listing_without_rows_still_has_its_columns(store: Store, tmp_path: Path) -> None:
    nothing = Filters(type=("PROTEST",))
    assert store.write("events", tmp_path / "a.parquet", "parquet", nothing) == 0
    store.rows("events", nothing).write(tmp_path / "b.parquet", "parquet")
    for name in ("a.parquet", "b.parquet"):
        read = duckdb.sql("SELECT * FROM read_parquet($1)", params=[str(tmp_path / name)])
        assert tuple(map(str, read.types)) == store.rows("events").types
        assert read.fetchall() == []
    assert store.rows("events", nothing).to_pandas().shape == (0, len(store.rows("events").columns))
    assert store.rows("events", nothing).to_polars().shape == (0, len(store.rows("events").columns))


def test_limits_hold_in_files_too(store: Store, tmp_path: Path) -> None:
    assert store.write("events", tmp_path / "a.csv", "csv", limit=2) == 2
    assert len((tmp_path / "a.csv").read_text().splitlines()) == 3


@pytest.mark.parametrize("through", ["store", "table"])
def test_a_file_that_cannot_be_written_and_a_format_that_is_not(store: Store, tmp_path: Path, through: str) -> None:
    def write(path: Path, format: str) -> None:
        if through == "store":
            store.write("events", path, format)
        else:
            store.rows("events").write(path, format)

    with pytest.raises(StoreError, match="Name a file in a folder that can be written"):
        write(tmp_path / "none" / "a.csv", "csv")
    with pytest.raises(UnknownName, match="Unknown file format 'parket'. Did you mean 'parquet'"):
        write(tmp_path / "a", "parket")
    assert not (tmp_path / "a").exists()


def test_frames_have_real_days_and_missing_values(store: Store) -> None:
    table = store.rows("events", Filters(type=("CONSULT", "AID")))
    pandas = table.to_pandas()
    assert list(pandas.columns) == list(table.columns)
    assert str(pandas["date_start"].dtype) == "datetime64[s]"
    assert pandas["date_start"].dt.date.tolist()[0] == date(2023, 3, 4)
    assert pandas["date_start"].isna().tolist() == [False, True]
    assert (str(pandas["quad"].dtype), pandas["quad"].sum()) == ("Int64", 2)
    assert pandas["lat"].tolist()[0] == -0.1
    assert pandas["mode"].isna().tolist() == [False, True]
    store.set_aside([SetAside(source="a", reason="empty", detail="", raw_hash=None)])
    gaps = store.rows("gaps")
    assert str(gaps.to_pandas()["last_seen"].dtype) == "datetime64[us]"
    assert gaps.to_polars()["last_seen"].to_list()[-1] == gaps.dicts()[-1]["last_seen"]
    polars = table.to_polars()
    assert polars["date_start"].to_list() == [date(2023, 3, 4), None]
    assert polars["evidence"].to_list() == ["met in Kisumu on 4 March", HOSTILE]
    assert [str(polars[c].dtype) for c in ("quad", "lat", "date_start")] == ["Int32", "Float64", "Date"]


def test_a_table_gives_dicts() -> None:
    table = Table(("a", "b"), ("INTEGER", "VARCHAR"), ((1, "x"), (2, None)))
    assert table.dicts() == [{"a": 1, "b": "x"}, {"a": 2, "b": None}]
    assert len(table) == 2
