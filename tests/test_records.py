"""Records, ids, settings and errors: what all rooms stand on."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from datetime import date
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman import errors, ids, settings
from dragoman.records import Event, Party, Published, Reading, Span, Undecided, from_json, to_json
from tests.dispatches import UNDATED, a_dispatch


def an_event() -> Event:
    serbia = Party(id="SRB", name="Serbia", country="SRB", sectors=(), span=Span(0, 6))
    return Event(
        id="e-1",
        type="ACCUSE",
        mode="disapprove",
        contexts=("diplomatic",),
        quad=3,
        cameo="111",
        intensity=-2.0,
        actors=(serbia,),
        recipients=(),
        place=None,
        when=None,
        magnitudes={"killed": 3, "currency": "EUR"},
        factuality="happened",
        holder=None,
        trigger=(Span(7, 14),),
        evidence=(Span(0, 22),),
        confidence=0.8,
        why="accuse",
        made_by={"events": "events.v1"},
    )


def test_a_reading_comes_back_from_json_as_it_was() -> None:
    dispatch = a_dispatch(
        "Serbia accused Kosovo.", published=Published(start=date(2021, 12, 8), end=None, how="bounded", reasons=("x",))
    )
    reading = Reading(
        dispatch=dispatch,
        events=(an_event(),),
        undecided=(Undecided(span=Span(0, 3), reason="no_actor", part="events"),),
        made_by={"parser": "p"},
    )
    again = from_json(to_json(reading), Reading)
    assert again == reading
    assert again.events[0].trigger[0].of("Serbia accused Kosovo.") == "accused"


def test_json_has_every_key_and_null_for_what_is_not_known() -> None:
    event = msgspec.json.decode(to_json(an_event()))
    assert event["place"] is None
    assert event["when"] is None
    assert event["holder"] is None
    assert event["actors"] == [{"id": "SRB", "name": "Serbia", "country": "SRB", "sectors": [], "span": [0, 6]}]
    assert event["trigger"] == [[7, 14]]


def test_records_are_frozen() -> None:
    with pytest.raises(FrozenInstanceError):
        an_event().type = "AID"  # type: ignore[misc]


def test_spans_overlap_and_cover() -> None:
    assert Span(0, 5).overlaps(Span(4, 9))
    assert not Span(0, 5).overlaps(Span(5, 9))
    assert Span(0, 9).covers(Span(3, 9))
    assert not Span(0, 9).covers(Span(3, 10))


def test_ids_follow_content_alone() -> None:
    assert ids.content_id("e", "a", ["b"]) == ids.content_id("e", "a", ["b"]) == "e-119b2cccb78d8af0"
    assert ids.content_id("e", "a", ["b"]) != ids.content_id("e", "a", ["c"])
    assert ids.content_id("e", "ab") != ids.content_id("e", "a", "b")


@given(st.text())
def test_ids_and_folding_take_any_text(text: str) -> None:
    assert len(ids.content_id("d", text)) == 18
    assert ids.fold(ids.fold(text)) == ids.fold(text)


def test_a_day_is_known_only_where_the_interval_is_one_day() -> None:
    assert Published(start=date(2023, 11, 28), end=date(2023, 11, 28), how="given").day == date(2023, 11, 28)
    assert Published(start=date(2023, 11, 1), end=date(2023, 11, 30), how="given").day is None
    assert UNDATED.day is None


def test_unknown_names_say_the_nearest() -> None:
    message = str(errors.UnknownName("event type", "PROTESTS", ["AID", "PROTEST"], "See 'dragoman codes'."))
    assert message == "Unknown event type 'PROTESTS'. Did you mean 'PROTEST'? See 'dragoman codes'."
    assert "Valid: AID, PROTEST." in str(errors.UnknownName("event type", "zzz", ["AID", "PROTEST"]))


def test_exit_codes_follow_the_tree() -> None:
    assert errors.DragomanError.exit_code == 1
    assert errors.UnknownName("x", "y", []).exit_code == 2
    assert errors.InputError("empty").exit_code == 3
    assert errors.StoreError("x").http_status == 503


def test_settings_are_overlaid_by_a_file(tmp_path: Path) -> None:
    file = tmp_path / "dragoman.toml"
    file.write_text("commit_every = 5\nmin_confidence = 1\n")
    loaded = settings.load_settings(file)
    assert loaded.commit_every == 5
    assert loaded.min_confidence == 1.0
    assert loaded.max_text_chars == settings.Settings().max_text_chars
    origins = {r.name: r.origin for r in settings.describe(loaded, file)}
    assert origins["commit_every"] == str(file)
    assert origins["max_text_chars"] == "default"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("comit_every = 5", "Did you mean 'commit_every'?"),
        ('commit_every = "5"', "must be of type int"),
        ("commit_every = true", "must be of type int"),
        ("commit_every 5", "must be a TOML file"),
    ],
)
def test_a_wrong_setting_stops_the_program(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "s.toml"
    file.write_text(content)
    with pytest.raises(errors.UsageError, match=words.replace("?", r"\?")):
        settings.load_settings(file)


def test_every_setting_has_help_and_says_how_it_was_tuned() -> None:
    for row in settings.describe(settings.Settings()):
        assert len(row.help) > 20
        assert row.tuned
