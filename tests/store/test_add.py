"""Adding twice, adding again with other parts, bytes kept once, inputs set aside."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dragoman.errors import StoreError, UnknownName
from dragoman.records import Raw, SetAside
from dragoman.store import Added, Store, open_store
from dragoman.store.duckdb_store import DuckDBStore
from dragoman.store.migrations import migrations
from tests.store.factory import MADE_BY, full_reading, raw_of
from tests.store.tables import dump

NEWER = MADE_BY | {"events": "events.v2"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.duckdb"


def test_adding_counts_what_it_wrote_and_adding_again_writes_nothing(path: Path) -> None:
    made = [full_reading(n, events=2) for n in range(3)]
    with open_store(path) as store:
        first = store.add([*made, made[0]], [raw_of(r) for r in made])
        assert first == Added(
            dispatches=3, actors=9, places=3, events=6, statements=6, pledges=3, forces=3, moves=3, undecided=3
        )
    before = dump(path, everything=True)
    with open_store(path) as store:
        assert store.add(made, [raw_of(r) for r in made]) == Added(unchanged=3)
    assert dump(path, everything=True) == before
    assert first + Added(unchanged=3, events=1) == replace(first, unchanged=3, events=7)


def test_rows_of_every_table_are_as_many_as_the_records(path: Path) -> None:
    with open_store(path) as store:
        store.add([full_reading(1, events=3)], [raw_of(full_reading(1))])
        assert store.status().counts == {
            "migrations": len(migrations()), "raws": 1, "dispatches": 1, "actors": 3, "places": 1, "times": 2, "events": 3,
            "statements": 2, "pledges": 1, "pledge_news": 1, "forces": 1, "moves": 1,
            "parties": 24, "spans": 23, "undecided": 1, "set_asides": 0, "pledge_steps": 0, "pledge_hooks": 0, "pledges_linked": 0,
            "tolls": 1, "corrections": 1, "memberships": 0, "merges": 0, "superseded": 0, "linked": 0, "marks": 0,
            "mark_counts": 0,
        }  # fmt: skip


def test_other_versions_replace_the_records_and_leave_no_trace_of_the_old(path: Path) -> None:
    old, new = full_reading(1, events=5), full_reading(1, events=2, made_by=NEWER)
    other = full_reading(2)
    with open_store(path) as store:
        store.add([old, other])
        assert store.add([new]) == Added(
            replaced=1, actors=3, places=1, events=2, statements=2, pledges=1, forces=1, moves=1, undecided=1
        )
        assert store.reading(new.dispatch.id) == new
        assert store.reading(other.dispatch.id) == other
    with open_store(path.with_name("fresh.duckdb")) as fresh:
        fresh.add([other, new])
    assert dump(path) == dump(path.with_name("fresh.duckdb"))


def test_known_are_those_read_by_the_same_versions(path: Path) -> None:
    old, new = full_reading(1), full_reading(2, made_by=NEWER)
    ids = [old.dispatch.id, new.dispatch.id, "d-none"]
    with open_store(path) as store:
        store.add([old, new])
        assert store.known(ids, dict(reversed(MADE_BY.items()))) == {old.dispatch.id}
        assert store.known(ids, NEWER) == {new.dispatch.id}
        assert store.known([], NEWER) == set()
        assert store.known(ids, {}) == set()


def test_bytes_are_kept_once_and_compressed(path: Path) -> None:
    raw = Raw(hash="ab" * 32, data=b"peace " * 10_000)
    with open_store(path) as store:
        store.add([], [raw, raw])
        store.set_aside([SetAside(source="a", reason="empty", detail="", raw_hash=raw.hash)], [raw])
        assert store.raw(raw.hash) == raw.data
        with pytest.raises(UnknownName, match="no bytes under it"):
            store.raw("cd" * 32)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute(
            "SELECT count(*), sum(size), sum(octet_length(data)) < 1000 FROM raws"
        ).fetchall() == [(1, 60_000, True)]


def test_large_inputs_are_written_a_few_at_a_time(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.store.duckdb_store._RAW_BYTES_AT_ONCE", 5)
    raws = [Raw(hash=str(n), data=bytes([n]) * 4) for n in range(5)]
    with open_store(path) as store:
        store.add([], raws)
        assert [store.raw(r.hash) for r in raws] == [r.data for r in raws]


def test_an_input_set_aside_twice_is_one_row_that_counts(path: Path) -> None:
    item = SetAside(source="dump.zip#7.html", reason="no_article", detail="a list page", raw_hash="aa")
    again = replace(item, detail="a login wall")
    elsewhere = replace(item, raw_hash="bb")
    with open_store(path) as store:
        store.set_aside([item, item])
        first = store.set_asides()[0]
        store.set_aside([again, elsewhere])
        kept = {k.item.raw_hash: k for k in store.set_asides("no_article")}
        assert (kept["aa"].id, kept["aa"].item, kept["aa"].times) == (first.id, again, 2)
        assert kept["aa"].first_seen == first.first_seen == first.last_seen < kept["aa"].last_seen
        assert (kept["bb"].item, kept["bb"].times) == (elsewhere, 1)
        rows = {r["set_aside_id"]: r for r in store.rows("gaps").dicts()}
        assert (rows[first.id]["times"], rows[first.id]["last_seen"]) == (2, kept["aa"].last_seen)
        assert store.set_asides("empty") == []
        with pytest.raises(UnknownName, match="Did you mean 'no_article'"):
            store.set_asides("no_articles")
        assert store.clear_set_aside([first.id, "x-none"]) == 1
        assert [k.item for k in store.set_asides()] == [elsewhere]


def test_ids_are_found_whole_or_by_their_beginning(path: Path) -> None:
    made = full_reading(1)
    with open_store(path) as store:
        store.add([made, full_reading(2)])
        store.set_aside([SetAside(source="a", reason="empty", detail="", raw_hash=None)])
        aside = store.set_asides()[0].id
        expected = {
            made.dispatch.id: ("dispatch", made.dispatch.id),
            made.events[1].id: ("event", made.dispatch.id),
            made.statements[0].id: ("statement", made.dispatch.id),
            made.pledges[0].id: ("pledge", made.dispatch.id),
        }
        for whole, (kind, owner) in expected.items():
            for id in (whole, whole[:-2]):
                found = store.find(id)
                assert (found.kind, found.id, found.dispatch_id) == (kind, whole, owner)
        assert [(store.find(i).kind, store.find(i).dispatch_id) for i in (aside, "KEN", "G.kisumu")] == [
            ("set_aside", None), ("actor", None), ("place", None),
        ]  # fmt: skip
        for id in (made.dispatch.id[:-3], made.events[0].id, made.pledges[0].id[:-2]):
            assert store.reading(id) == made
        for ambiguous in ("d-", "e"):
            with pytest.raises(
                UnknownName, match=r"Several begin so: (d-\w{16}, d-\w{16}|(e-\w{16}, ){9}e-\w{16})\. Give more"
            ):
                store.find(ambiguous)
        for nothing in ("", "d-zz", "KE"):
            with pytest.raises(UnknownName, match="Nothing in the store has an id that begins so"):
                store.find(nothing)
        with pytest.raises(UnknownName, match="Several begin so"):
            store.reading("d-")
        with pytest.raises(UnknownName, match="Unknown id ''"):
            store.reading("")
        with pytest.raises(
            UnknownName, match="Unknown dispatch 'KEN'. It is the id of an input, actor or place: actor KEN"
        ):
            store.reading("KEN")


def test_a_failure_in_the_middle_leaves_what_was_there(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(path) as store:
        store.add([full_reading(1)])
    before = dump(path, everything=True)
    insert = DuckDBStore._insert

    def failing(self: DuckDBStore, table: str, rows: list[dict[str, object]]) -> None:
        insert(self, table, rows)
        if table == "pledges":
            raise KeyboardInterrupt

    with open_store(path) as store:
        monkeypatch.setattr(DuckDBStore, "_insert", failing)
        with pytest.raises(KeyboardInterrupt):
            store.add([full_reading(1, made_by=NEWER), full_reading(2)], [raw_of(full_reading(2))])
        monkeypatch.undo()
        assert len(store.rows("dispatches")) == 1
    assert dump(path, everything=True) == before


def test_a_closed_or_read_only_store_says_so(path: Path) -> None:
    with open_store(path) as store:
        store.add([full_reading(1)])
    with pytest.raises(StoreError, match="failed"):
        store.rows("events")
    reader: Store
    with open_store(path, read_only=True) as reader, pytest.raises(StoreError, match="open for reading only"):
        reader.add([full_reading(2)])
