"""Histories in a store: linked as dispatches come, replaced with them, mended after a stop, and listed as of a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dragoman.errors import UnknownName, UsageError
from dragoman.pipeline import _link_tellings as _link
from dragoman.pipeline import link_pledges, pledge_history
from dragoman.records import Reading
from dragoman.settings import Settings
from dragoman.store import Filters, Store, open_store
from tests.link.makers import news, pledge, reading
from tests.link.test_histories import STORY, demand, doubted, half, kept, made, raised


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "s.duckdb") as opened:
        yield opened


def read(store: Store, *readings: Reading) -> None:
    """What the pipeline does with a batch."""
    store.add(readings)
    _link(store, readings, Settings())


def on(day: str) -> date:
    return date.fromisoformat(day)


def listed(store: Store, kind: str = "pledges", **filters: Any) -> list[dict[str, Any]]:
    return store.rows(kind, Filters(**filters)).dicts()


def only(store: Store, day: str) -> dict[str, Any]:
    (row,) = listed(store, as_of=on(day))
    return row


@pytest.mark.parametrize(
    ("day", "state", "now", "delivered"),
    [
        ("2024-01-31", "announced", 120, None),
        ("2024-02-01", "contested", 120, None),
        ("2024-03-01", "raised", 180, None),
        ("2024-04-01", "in_progress", 180, 90),
        ("2024-06-02", "overdue", 180, 90),
    ],
)
def test_a_listing_tells_how_a_pledge_stands_on_a_day(
    store: Store, day: str, state: str, now: int, delivered: int | None
) -> None:
    for r in STORY:
        read(store, r)
    row = only(store, day)
    assert (row["state"], row["quantity_now"], row["delivered"]) == (state, now, delivered)


def test_the_listing_and_the_history_agree_on_every_day(store: Store) -> None:
    read(store, *STORY, kept())
    for n in range(200):
        day = date.fromordinal(on("2024-01-08").toordinal() + n)
        rows = listed(store, as_of=day)
        history = pledge_history(store, STORY[0].pledges[0].id, day)
        assert [(r["state"], r["quantity_now"], r["delivered"], r["history_id"]) for r in rows] == (
            [(history.state, history.quantity, history.delivered, history.id)] if history else []
        )


def test_a_batch_gives_what_one_by_one_gives(tmp_path: Path) -> None:
    found = []
    for name, batches in (
        ("a", [[*STORY, kept()]]),
        ("b", [[r] for r in (*STORY, kept())]),
        ("c", [[r] for r in reversed((*STORY, kept()))]),
    ):
        with open_store(tmp_path / f"{name}.duckdb") as store:
            for batch in batches:
                read(store, *batch)
            history = pledge_history(store, STORY[0].pledges[0].id, on("2024-12-31"))
            assert history is not None
            found.append((history.state, history.delivered, history.steps))
    steps = [[replace(s, score=None, why="") for s in steps] for *_, steps in found]
    assert steps[0] == steps[1] == steps[2]
    assert {f[:2] for f in found} == {("kept", 180)}


def test_state_filters_and_unknown_states(store: Store) -> None:
    read(store, *STORY)
    assert [r["state"] for r in listed(store, as_of=on("2024-06-02"), state=("overdue",))] == ["overdue"]
    assert listed(store, as_of=on("2024-06-01"), state=("overdue",)) == []
    with pytest.raises(UnknownName, match="overdue"):
        Filters(state=("overdu",))
    with pytest.raises(UsageError, match="pledges, alerts"):
        listed(store, "events", state=("overdue",))


def test_reading_again_changes_nothing(store: Store) -> None:
    read(store, *STORY)
    before = listed(store, as_of=on("2024-12-31"))
    read(store, *STORY)
    assert listed(store, as_of=on("2024-12-31")) == before
    assert store.status().counts["pledge_steps"] == 4


def _again(r: Reading, **more: Any) -> Reading:
    return replace(r, made_by={"parser": "parser.v2"}, **more)


def test_a_replaced_dispatch_takes_its_steps_with_it(store: Store) -> None:
    read(store, *STORY)
    read(store, _again(half(), pledge_news=()))
    row = only(store, "2024-05-01")
    assert (row["state"], row["delivered"]) == ("raised", None)
    read(store, half())
    assert only(store, "2024-05-01")["state"] == "in_progress"


def test_when_the_first_dispatch_of_a_pledge_is_replaced_the_rest_waits_for_it(store: Store) -> None:
    read(store, *STORY)
    read(store, _again(made(), pledges=()))
    assert listed(store, as_of=on("2024-12-31")) == []
    assert {r["reason"] for r in listed(store, "gaps", text="Uganda") if r["kind"] == "unlinked"} == {"no_pledge_found"}
    read(store, made())
    assert only(store, "2024-05-01")["state"] == "in_progress"
    assert not [r for r in listed(store, "gaps") if r["kind"] == "unlinked"]


def test_what_a_stopped_run_left_is_linked_by_the_next(store: Store) -> None:
    store.add(STORY)
    assert only(store, "2024-05-01")["state"] is None
    waiting = store.not_linked()
    assert waiting == [r.dispatch.id for r in STORY]
    link_pledges(store, waiting, Settings())
    assert only(store, "2024-05-01")["state"] == "in_progress"
    assert store.not_linked() == []


def test_a_torn_history_is_mended_by_the_next_batch(store: Store) -> None:
    read(store, *STORY)
    store.add([_again(half(), pledge_news=())])  # stopped before it was linked
    assert only(store, "2024-05-01")["delivered"] is None
    link_pledges(store, store.not_linked(), Settings())
    assert (only(store, "2024-05-01")["state"], store.torn_histories()) == ("raised", {})


def test_news_without_a_pledge_is_listed_among_the_gaps(store: Store) -> None:
    read(store, doubted())
    (gap,) = [r for r in listed(store, "gaps") if r["kind"] == "unlinked"]
    assert (gap["reason"], gap["part"], gap["words"]) == ("no_pledge_found", "histories", doubted().dispatch.text)


def test_a_pledge_that_answers_a_demand_is_listed_once(store: Store) -> None:
    text = "Somalia will reopen the airport of Kismayo in June."
    read(store, demand(), reading(text, "2024-05-10", pledge(text, "Somalia", "reopen the airport of Kismayo")))
    rows = listed(store, as_of=on("2024-06-01"))
    assert {(r["kind"], r["state"]) for r in rows} == {("demand", "agreed"), ("pledge", "announced")}
    assert len(rows) == 2


def test_alerts_tell_what_passed_in_silence_and_what_lies_ahead(store: Store) -> None:
    read(store, *STORY, demand())
    passed, ahead = listed(store, "alerts", as_of=on("2024-06-10"))
    assert (passed["alert"], passed["due"], passed["days"], passed["delivered"]) == (
        "passed_in_silence",
        on("2024-06-01"),
        -9,
        90,
    )
    assert (passed["last_told"], passed["last_day"], passed["last_says"]) == ("in_progress", on("2024-04-01"), "ATMIS")
    assert passed["last_words"] == half().dispatch.text
    assert (ahead["alert"], ahead["kind"], ahead["days"]) == ("ahead", "demand", 21)
    assert [r["kind"] for r in listed(store, "alerts", as_of=on("2024-06-10"), ahead=20)] == ["pledge"]
    assert [r["kind"] for r in listed(store, "alerts", as_of=on("2024-06-10"), since=on("2024-06-05"))] == ["demand"]
    assert [r["kind"] for r in listed(store, "alerts", as_of=on("2024-06-10"), actor="Somalia")] == ["demand"]
    with pytest.raises(UsageError, match="-1"):
        Filters(ahead=-1)


def test_a_deadline_after_which_something_was_heard_did_not_pass_in_silence(store: Store) -> None:
    text = "Uganda said in June that 30 of the soldiers for ATMIS are late."
    late = news(
        text, "in_progress", "Uganda", "soldiers for ATMIS", quantity=90, of=180, unit="soldiers", serves=["ATMIS"]
    )
    read(store, *STORY, reading(text, "2024-06-05", late))
    (alert,) = listed(store, "alerts", as_of=on("2024-06-10"))
    assert (alert["alert"], alert["last_day"]) == ("passed", on("2024-06-05"))


def test_what_is_kept_gives_no_alert(store: Store) -> None:
    read(store, *STORY, kept())
    assert listed(store, "alerts", as_of=on("2024-06-10")) == []


def test_a_history_is_found_by_its_own_id_and_by_that_of_any_record_in_it(store: Store) -> None:
    read(store, *STORY)
    id = only(store, "2024-05-01")["history_id"]
    for given in (id, id[:8], STORY[0].pledges[0].id, raised().pledge_news[0].id):
        assert store.told_of(given)[0] == id
    with pytest.raises(UnknownName, match="h-nothing"):
        store.told_of("h-nothing")


def test_a_dispatch_that_is_linked_asks_only_for_what_it_may_continue(store: Store) -> None:
    read(store, *STORY)
    told, loose = store.told_before([("UGA.GOV", "troops")], [])
    assert [len(t) for t in told.values()] == [4]
    assert store.told_before([("KEN.GOV", "troops")], []) == ({}, [])
    assert loose == []


def test_a_store_of_an_older_schema_is_linked_when_it_is_opened_and_read_into(tmp_path: Path) -> None:
    path = tmp_path / "s.duckdb"
    with open_store(path) as store:
        store.add(STORY)
    with duckdb.connect(str(path)) as connection:
        assert connection.execute("SELECT count(*) FROM pledge_steps").fetchall() == [(0,)]
    with open_store(path) as store:
        link_pledges(store, store.not_linked(), Settings(commit_every=1))
        assert only(store, "2024-05-01")["state"] == "in_progress"
