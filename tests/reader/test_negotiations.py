"""Moves of negotiations: who asks, offers, agrees, refuses, in which process. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.reader import read_dispatch
from dragoman.records import Move, Published
from tests.dispatches import a_dispatch

KOSOVO = "The fifth round of the Belgrade-Pristina dialogue opened in Brussels on Monday. "

MOVES = [
    (KOSOVO + "Belgrade asked Pristina to free two prisoners.", "asked", ["SRB"], ["XKX"], "free two prisoners"),
    (KOSOVO + "Pristina offered a joint patrol.", "offered", ["XKX"], [], "a joint patrol"),
    (KOSOVO + "Serbia rejected the Kosovo proposal.", "refused", ["SRB"], ["XKX"], "the Kosovo proposal"),
    (KOSOVO + "The two sides agreed on licence plates.", "agreed", ["XKX", "SRB"], [], "licence plates"),
    (KOSOVO + "Kosovo's delegation walked out of the talks.", "stalled", ["XKX"], [], None),
    (KOSOVO + "Pristina did not accept the draft.", "refused", ["XKX"], [], "the draft"),
]

NO_PROCESS = [
    "The Danish and Polish foreign ministers held talks in Warsaw on Tuesday about farming.",
    "The teachers demanded higher pay in negotiations with the ministry of education of Peru.",
    "Canada asked Mexico to buy more wheat.",
    "Police negotiators persuaded a robber in Lyon to give up.",
    "The Thai king visited Bhutan and praised its monasteries.",
]


def moves(text: str, day: date = date(2023, 5, 9)) -> tuple[Move, ...]:
    return read_dispatch(a_dispatch(text, Published(start=day, end=day, how="given"))).moves


@pytest.mark.parametrize(("text", "kind", "by", "to", "what"), MOVES, ids=[m[1] + str(n) for n, m in enumerate(MOVES)])
def test_a_move_is_read(text: str, kind: str, by: list[str], to: list[str], what: str | None) -> None:
    move = moves(text)[-1]
    assert move.move == kind
    assert move.process.id == "PROC.KOSOVO-SERBIA"
    assert sorted(p.country or "" for p in move.parties) == sorted(by)
    assert [p.country for p in move.to] == to
    assert [w.of(text) for w in move.what] == ([what] if what else [])


def test_a_round_has_place_and_day() -> None:
    text = KOSOVO + "Pristina offered a joint patrol."
    met = moves(text)[0]
    assert (met.move, met.round.of(text) if met.round else None) == ("met", "The fifth round")
    assert met.place is not None
    assert met.place.name == "Brussels"
    assert met.when is not None
    assert met.when.start == date(2023, 5, 8)


@pytest.mark.parametrize("text", NO_PROCESS)
def test_what_is_no_negotiation(text: str) -> None:
    assert moves(text) == ()


def test_a_process_without_a_name_has_an_id_of_its_sides() -> None:
    one = moves("Peace talks between Ghana's government and the rebels of FACT broke down in Accra on Friday.")
    other = moves("Negotiations between the rebels of FACT and the government of Ghana resumed in Lome.")
    assert [m.move for m in (*one, *other)] == ["stalled", "met"]
    assert {m.process.id for m in (*one, *other)} == {"TALKS.ARMED.FACT+GHA"}


def test_who_mediates() -> None:
    text = "Malta mediated peace talks between Fiji and Tonga in Valletta. Fiji offered a customs union to Tonga."
    mediated, offered = moves(text)
    assert [p.name for p in mediated.parties] == ["Malta"]
    assert [p.country for p in mediated.to] == ["FJI", "TON"]
    assert [p.name for p in offered.mediators] == ["Malta"]
    assert [p.country for p in offered.to] == ["TON"]


def test_a_dated_row_ends() -> None:
    text = "Bogotá asked the FARC to disarm in the peace talks in Havana."
    assert moves(text, date(2014, 5, 9))[0].process.id == "PROC.COLOMBIA-FARC"
    assert all(m.process.id != "PROC.COLOMBIA-FARC" for m in moves(text, date(2023, 5, 9)))


def test_what_a_side_does_elsewhere_is_no_move() -> None:
    text = KOSOVO + "\n\nIn Nis, Serbia offered farmers new loans."
    assert [m.move for m in moves(text)] == ["met"]


def test_plans_and_denials_keep_their_factuality() -> None:
    text = KOSOVO + "Serbia will offer a joint patrol, its president said."
    assert moves(text)[-1].factuality == "planned"
    text = "Malta's president denied that Malta had agreed to peace talks with the rebels of FACT."
    assert [(m.move, m.factuality) for m in moves(text)] == [("agreed", "denied")]
