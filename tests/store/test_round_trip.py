"""What comes out of the store is what went in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import StoreError, UnknownName
from dragoman.ids import content_id
from dragoman.records import Reading, SetAside, Span, Undecided
from dragoman.store import Filters, open_store
from tests.store.factory import MADE_BY, dispatch, event, full_reading, raw_of, reading

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)


def test_a_reading_with_every_field_comes_back_equal(tmp_path: Path) -> None:
    made = [full_reading(0), full_reading(1)]
    with open_store(tmp_path / "s.duckdb") as store:
        store.add(made, [raw_of(r) for r in made])
    with open_store(tmp_path / "s.duckdb", read_only=True) as store:
        assert [store.reading(r.dispatch.id) for r in made] == made
        assert store.reading(made[0].dispatch.id).events[1].magnitudes == {
            "killed": 3.0,
            "money": 2.5,
            "currency": "KES",
        }
        assert store.raw(made[1].dispatch.raw_hash or "") == made[1].dispatch.text.encode()


def test_a_reading_with_nothing_in_it_comes_back_equal(tmp_path: Path) -> None:
    bare = Reading(dispatch=dispatch("Rain.", headline=None, publisher=None, sections=(), raw_hash=None))
    with open_store(tmp_path / "s.duckdb") as store:
        assert store.add([bare]).dispatches == 1
        assert store.reading(bare.dispatch.id) == bare


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS, name=TEXTS, extra=TEXTS, numbers=st.tuples(st.floats(0, 1), st.floats(-1e12, 1e12)))
def test_hostile_text_is_kept_to_the_letter(
    tmp_path: Path, text: str, name: str, extra: str, numbers: tuple[float, float]
) -> None:
    acted = event(
        "CONSULT", [], text=text, evidence=text, why=extra, confidence=numbers[0], magnitudes={"killed": numbers[1]}
    )
    made = replace(
        reading(
            text, acted, id=content_id("d", text, name, extra, numbers), headline=name, url=extra, byline=name + extra
        ),
        undecided=(Undecided(span=Span(0, 1), reason=extra, part=name, candidates=(name, extra)),),
        made_by=MADE_BY | {name: extra},
    )
    with open_store(tmp_path / "hostile.duckdb") as store:
        store.add([made], sources={made.dispatch.id: name})
        assert store.reading(made.dispatch.id) == made
        listed = store.rows("events", Filters(text=text, dispatch=made.dispatch.id)).dicts()
        assert [(r["evidence"], r["headline"], r["killed"]) for r in listed] == [(text, name, numbers[1])]
        assert store.rows("dispatches", Filters(dispatch=made.dispatch.id)).dicts()[0]["source"] == name


@pytest.mark.parametrize("words", ["'; DROP TABLE events; --", "100%_sure\\", '"quoted"', "$1 {where} {limit}"])
def test_sql_and_patterns_in_words_are_only_words(tmp_path: Path, words: str) -> None:
    text = f"Peru sent {words} to Chile."
    other = "Peru sent 100 of a sure thing to Chile."
    with open_store(tmp_path / "s.duckdb") as store:
        for t in (text, other):
            store.add([reading(t, event("AID", ["Peru"], ["Chile"], text=t, evidence=t))])
        assert [r["evidence"] for r in store.rows("events", Filters(text=words)).dicts()] == [text]
        with pytest.raises(UnknownName):
            store.rows("events", Filters(publisher=words))
        with pytest.raises(UnknownName):
            store.reading(words)


def test_half_a_character_is_refused_whole_and_a_file_name_with_one_is_kept_readably(tmp_path: Path) -> None:
    good, bad = full_reading(1), reading("Peru \ud800 met Chile.")
    with open_store(tmp_path / "s.duckdb") as store:
        with pytest.raises(StoreError, match="half a character"):
            store.add([good, bad])
        assert len(store.rows("dispatches")) == 0
        store.add([good], sources={good.dispatch.id: "caf\udce9.txt"})
        store.set_aside([SetAside(source="caf\udce9.pdf", reason="binary", detail="a PDF", raw_hash=None)])
        assert store.rows("dispatches").dicts()[0]["source"] == "caf\\udce9.txt"
        assert store.set_asides()[0].item.source == "caf\\udce9.pdf"
