"""Links in a store: the same as in memory, kept through reading again, finished after a kill, and asked for as of a day."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman import link
from dragoman.api import Desk
from dragoman.errors import UnknownName, UsageError
from dragoman.linkage import Count, Incident, Story
from dragoman.pipeline import link_in_memory, link_stored
from dragoman.records import Correction, Dispatch, Reading, Span, Toll
from dragoman.settings import Settings
from dragoman.store import Filters, open_store
from tests.link.helper import a_text, background
from tests.link.test_groups import BODY, OTHER_WORDS, TRIAL, WIRE
from tests.store.factory import MADE_BY, event, reading

NEWS = [
    a_text("2024-03-08", WIRE, "d-wire", headline="Bus falls into gorge", publisher="Corvane Agency"),
    a_text("2024-03-08", "\n\n".join(BODY[:6]), "d-copy", headline="Miners die", publisher="The Lantern"),
    a_text("2024-03-09", OTHER_WORDS, "d-other", headline="Fourteen dead", publisher="The Pier"),
    a_text("2024-05-02", TRIAL, "d-trial", headline="Trial over gorge", publisher="The Pier"),
]


def _told(dispatch: Dispatch, *tolls: Toll, **more: object) -> Reading:
    accused = event("ACCUSE", ["Kenya"], ["Uganda"], dispatch.text, "", quad=3)
    return replace(reading(dispatch.text, accused), dispatch=dispatch, tolls=tolls, **more)  # type: ignore[arg-type]


def _toll(text: str, id: str, number: str, low: int) -> Toll:
    at = text.index(number)
    span = Span(at, at + len(number))
    return Toll(id=id, what="killed", low=low, high=None, said=False, claimant=None, when=None, number=span, evidence=(Span(at - 8, at + 16),), made_by=MADE_BY)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "s.duckdb"


def _fill(path: Path, readings: list[Reading]) -> None:
    with open_store(path) as store:
        store.add(readings)
        link_stored(store, Settings())


def test_a_store_links_as_memory_does(path: Path) -> None:
    dispatches = [*background(), *NEWS]
    _fill(path, [Reading(dispatch=d) for d in dispatches])
    in_memory = link_in_memory(dispatches, Settings())
    with open_store(path, read_only=True) as store:
        near, _ = store.links.neighbours([d.id for d in dispatches])
    assert {d: (n.story, n.incident) for d, n in near.items()} == {
        d.id: (in_memory[d.id, "story"], in_memory[d.id, "incident"]) for d in dispatches
    }


def test_one_by_one_links_as_in_batches(path: Path) -> None:
    with open_store(path) as store:
        for d in [*background(), *NEWS]:
            store.add([Reading(dispatch=d)])
            assert link_stored(store, Settings()) == 1
        story = store.links.neighbours(["d-wire", "d-copy"])[0]
        incident = store.links.neighbours(["d-wire", "d-other", "d-trial"])[0]
    assert len({n.story for n in story.values()}) == 1
    assert len({n.incident for n in incident.values()}) == 1


def test_linking_again_changes_nothing_and_another_version_links_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _fill(path, [Reading(dispatch=d) for d in NEWS])
    with open_store(path) as store:
        before = store.status().counts
        assert link_stored(store, Settings()) == 0
        monkeypatch.setattr(link, "VERSION", "next")
        assert link_stored(store, Settings()) == len(NEWS)
        assert store.status().counts == before


def test_a_dispatch_read_again_keeps_its_links(path: Path) -> None:
    _fill(path, [_told(d) for d in NEWS])
    with open_store(path) as store:
        before = store.links.reports(store.links.neighbours(["d-wire"])[0]["d-wire"].incident)
        store.add([replace(_told(NEWS[0]), made_by={"parser": "later"})])
        assert link_stored(store, Settings()) == 0
        assert store.links.reports(store.links.neighbours(["d-wire"])[0]["d-wire"].incident) == before


def test_counts_are_those_of_the_dispatches(path: Path) -> None:
    _fill(path, [Reading(dispatch=d) for d in NEWS])
    with open_store(path, read_only=True) as store:
        assert store.links.counts([0, 1]) == {0: Count(4, date(2024, 3, 8))}
        assert store.links.counts(range(2000))[0].dispatches == 4  # more keys than are looked up one by one


def test_incidents_count_copies_once_and_stories_show_outlets(path: Path) -> None:
    toll = _toll(NEWS[0].text, "t-1", "14 people", 14)
    _fill(path, [_told(NEWS[0], toll), *(_told(d) for d in NEWS[1:])])
    with Desk(path, read_only=True) as desk:
        (incident,) = desk.incidents().dicts()
        assert (incident["dispatches"], incident["publishers"]) == (4, 2)
        assert (incident["first_report"], incident["latest_report"]) == (date(2024, 3, 8), date(2024, 5, 2))
        assert (incident["killed_low"], incident["killed_high"], incident["types"]) == (14, 14, "ACCUSE")
        stories = {s["headline"]: s["publishers"] for s in desk.stories().dicts()}
        assert "Corvane Agency; The Lantern" in stories.values()
        assert len(stories) == 3
        assert desk.incidents(actor="Kenya", publisher="The Pier").dicts() == [incident]
        with pytest.raises(UnknownName):
            desk.incidents(actor="Zanzibarra")
        assert desk.incidents(since="2025-01-01").rows == ()


def test_as_of_shows_what_had_appeared(path: Path) -> None:
    _fill(path, [_told(d) for d in NEWS])
    with Desk(path, read_only=True) as desk:
        assert desk.incidents(as_of="2024-03-07").rows == ()
        assert [i["dispatches"] for i in desk.incidents(as_of="2024-03-08").dicts()] == [2]
        assert [i["publishers"] for i in desk.incidents(as_of="2024-03").dicts()] == [2]
        assert len(desk.events(as_of="2024-03-09").rows) == 3
        assert len(desk.list("dispatches", as_of="2024-12-31").rows) == 4
        id = str(desk.incidents().dicts()[0]["id"])
        then = desk.group(id, "2024-03-08")
        assert isinstance(then, Incident)
        assert [r.dispatch for r in then.reports] == ["d-copy", "d-wire"]
        with pytest.raises(UsageError, match="nothing was known"):
            desk.group(id, "2024-03-07")
        with pytest.raises(UsageError, match="'dispatch'"):
            desk.group("d-wire")


def test_a_correction_supersedes_from_its_day_on(path: Path) -> None:
    first = a_text("2024-03-08", WIRE, "d-1", publisher="Corvane Agency")
    note = "\n\nCorrection: An earlier version of this article said that 14 people were killed. It was 11."
    second = a_text("2024-03-10", WIRE.replace("14 people", "11 people") + note, "d-2", publisher="Corvane Agency")
    old, new = second.text.index("14 people"), second.text.index("It was 11")
    correction = Correction(
        id="c-1", kind="corrected", old=Span(old, old + 21), new=Span(new, new + 9), evidence=(), made_by=MADE_BY
    )
    readings = [
        _told(first, _toll(first.text, "t-1", "14 people", 14)),
        _told(second, _toll(second.text, "t-2", "11 people", 11), _toll(second.text, "t-3", "14 people", 14), corrections=(correction,)),
    ]  # fmt: skip
    _fill(path, readings)
    with Desk(path, read_only=True) as desk:
        assert [(i["killed_low"], i["killed_high"]) for i in desk.incidents().dicts()] == [(11, 11)]
        assert [(i["killed_low"], i["killed_high"]) for i in desk.incidents(as_of="2024-03-09").dicts()] == [(14, 14)]
        story = desk.group(str(desk.stories().dicts()[0]["id"]))
        assert isinstance(story, Story)
        assert desk.store.reading("d-2").corrections == (correction,)
        assert desk.store.reading("d-1").tolls == readings[0].tolls
    with open_store(path) as store:  # what is read again gets new ids, and is corrected again
        again = replace(readings[0], tolls=(_toll(first.text, "t-9", "14 people", 14),), made_by={"parser": "later"})
        store.add([again])
        from dragoman.pipeline import link_dispatches

        link_dispatches(store, [first])
        assert [r["killed_high"] for r in store.rows("incidents").dicts()] == [11]


def test_a_retraction_takes_back_the_events(path: Path) -> None:
    first = a_text("2024-03-08", WIRE, "d-1", publisher="Corvane Agency")
    second = a_text("2024-03-10", WIRE + "\n\nThis report has been withdrawn.", "d-2", publisher="Corvane Agency")
    retraction = Correction(id="c-1", kind="retracted", old=None, new=None, evidence=(), made_by=MADE_BY)
    _fill(path, [_told(first), _told(second, corrections=(retraction,))])
    with open_store(path, read_only=True) as store:
        assert {e["dispatch_id"] for e in store.rows("events").dicts()} == {"d-2"}
        before = store.rows("events", Filters(as_of=date(2024, 3, 9))).dicts()
    assert {e["dispatch_id"] for e in before} == {"d-1"}
