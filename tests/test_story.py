"""The worked story of docs/story.md: ten dispatches over eight months, and the ledger of pledges on six days.

``tests/gold/story.json`` is what a careful desk officer wrote down beforehand: for each day every pledge with its state, figures and
steps, each step with the words that show it. A step is shown where our evidence holds at least one of those words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman.api import Desk
from dragoman.ledgers import PledgeHistory
from tests.conftest import ROOT

STORY = ROOT / "docs" / "story"
GOLD = json.loads((ROOT / "tests" / "gold" / "story.json").read_text(encoding="utf-8"))
DAYS = [s["as_of"] for s in GOLD["snapshots"]]
NOT_READ = {
    ("P4", "2023-11-10"): "that inspectors came is not yet read as news of the promise to let them in",
}
"""What the reader does not see yet, by pledge and day; a test that passes all the same fails."""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with Desk(tmp_path_factory.mktemp("story") / "story.duckdb") as opened:
        assert opened.read(STORY).read == len(GOLD["dispatches"])
        yield opened


def histories(desk: Desk, day: str) -> list[PledgeHistory]:
    ids = {row["history_id"] for row in desk.pledges(as_of=day).dicts() if row["history_id"]}
    return [desk.pledge(id, day) for id in sorted(ids)]


def _cases() -> Iterator[Any]:
    for snapshot in GOLD["snapshots"]:
        for pledge in snapshot["pledges"]:
            at = (pledge["id"], snapshot["as_of"])
            reason = NOT_READ.get(at)
            marks = [pytest.mark.xfail(reason=reason, strict=True)] if reason else []
            yield pytest.param(snapshot["as_of"], pledge, id="-".join(at), marks=marks)


def _history(desk: Desk, day: str, pledge: dict[str, Any]) -> PledgeHistory:
    """Ours of the same promisor with the same words in its first step."""
    quotes = [q["quote"] for q in pledge["steps"][0]["shown_by"]]
    found = [
        h
        for h in histories(desk, day)
        if h.kind == "pledge" and h.who.country == pledge["country"] and _shows(h.steps[0].words, quotes)
    ]
    assert len(found) == 1, f"{len(found)} histories of {pledge['what']}"
    return found[0]


def _shows(words: tuple[str, ...], quotes: list[str]) -> bool:
    return any(q.strip('"') in w for q in quotes for w in words)


@pytest.mark.parametrize(("day", "pledge"), list(_cases()))
def test_the_ledger_on_each_day(desk: Desk, day: str, pledge: dict[str, Any]) -> None:
    h = _history(desk, day, pledge)
    assert (h.state, h.since) == (pledge["state"], date.fromisoformat(pledge["state_since"]))
    if pledge["unit"] != "visits a month":
        figure = h.money if h.currency else h.quantity
        assert (figure, h.delivered or 0) == (pledge["quantity"], pledge["delivered"])
    if pledge["deadline"]:
        assert h.deadline is not None
        assert h.deadline.end == date.fromisoformat(pledge["deadline"])
    doubters = {d.name for d in h.doubters}
    assert bool(doubters) == bool(pledge["doubted_by"])
    for d in pledge["doubted_by"]:
        assert doubters & {d["for"], d["name"].split(",")[0]}


@pytest.mark.parametrize(("day", "pledge"), list(_cases()))
def test_every_step_is_shown_by_its_words(desk: Desk, day: str, pledge: dict[str, Any]) -> None:
    h = _history(desk, day, pledge)
    steps = [s for s in h.steps if s.state != "recalled"]
    wanted = [s for s in pledge["steps"] if not s.get("by_calendar")]
    assert [(s.state, str(s.day)) for s in steps] == [(s["state"], s["date"]) for s in wanted]
    for ours, gold in zip(steps, wanted, strict=True):
        assert _shows(ours.words, [q["quote"] for q in gold["shown_by"]])
        text = desk.reading(ours.dispatch).dispatch.text
        assert [s.of(text) for s in ours.evidence] == list(ours.words)


@pytest.mark.parametrize("day", DAYS)
def test_alerts_are_the_pledges_that_fell_overdue(desk: Desk, day: str) -> None:
    (snapshot,) = [s for s in GOLD["snapshots"] if s["as_of"] == day]
    overdue = {p["country"] for p in snapshot["pledges"] if p["state"] == "overdue"}
    passed = [a for a in desk.alerts(as_of=day, ahead=0).dicts() if a["alert"].startswith("passed")]
    assert {a["who_codes"].split(" ")[0] for a in passed} == overdue
    assert all(a["alert"] == "passed_in_silence" for a in passed)


def test_the_demand_is_refused_by_the_one_asked(desk: Desk) -> None:
    demands = [h for h in histories(desk, "2023-06-30") if h.kind == "demand"]
    (gold,) = next(s for s in GOLD["snapshots"] if s["as_of"] == "2023-06-30")["demands"]
    (found,) = [h for h in demands if gold["what"] in " ".join(h.steps[0].words)]
    assert found.state == "refused"
    assert found.says is not None
    assert found.says.country == "BIH"
    assert found.deadline is not None
    assert found.deadline.end == date.fromisoformat(gold["deadline"])


def test_the_story_in_any_order_gives_the_same_ledger(desk: Desk, tmp_path: Path) -> None:
    with Desk(tmp_path / "backwards.duckdb") as backwards:
        for file in sorted(STORY.glob("*.txt"), reverse=True):
            backwards.read(file)
        there = {(h.who.id, h.state, h.quantity, h.money, h.delivered, len(h.steps)) for h in histories(desk, DAYS[-1])}
        here = {
            (h.who.id, h.state, h.quantity, h.money, h.delivered, len(h.steps)) for h in histories(backwards, DAYS[-1])
        }
    assert here == there
