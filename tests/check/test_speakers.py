"""What ``check speakers`` counts, and its floors on the project's own set, half of which nobody has read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.check import check
from dragoman.check.gold import GoldAbout, GoldItem, GoldStatement, GoldWho
from dragoman.check.speakers import pair, same_name, score
from dragoman.reader import read_dispatch
from dragoman.records import Span, Spans
from tests.conftest import ROOT
from tests.dispatches import a_dispatch

TEXT = "Ana Soto, a Peruvian nurse, told reporters that Chile had violated the truce."
READING = read_dispatch(a_dispatch(TEXT))


def spans(words: str) -> Spans:
    start = TEXT.index(words)
    return (Span(start, start + len(words)),)


GOLD = GoldStatement(
    speaker=spans("Ana Soto"),
    cue=spans("told"),
    content=spans("Chile had violated the truce"),
    who=GoldWho(name="Ana Soto", country="PER", sectors=("MED",)),
    addressee=spans("reporters"),
    about=(GoldAbout(span=spans("Chile")[0], stance="opposes"),),
)


def figures(gold: GoldStatement) -> dict[str, object]:
    result, _ = score([GoldItem(id="1", text=TEXT, statements=(gold,))], [READING])
    return result


def test_what_is_right_counts() -> None:
    found = figures(GOLD)
    assert (found["speaker"], found["name"], found["country"], found["sector"]) == (1.0, 1.0, 1.0, 1.0)
    assert found["stance"]["accuracy"] == 1.0  # type: ignore[index]
    assert found["addressee"]["right"] == 1  # type: ignore[index]


@pytest.mark.parametrize(
    ("who", "wrong"),
    [
        (GoldWho(name="Eva Lima", country="PER", sectors=("MED",)), "name"),
        (GoldWho(name="Ana Soto", country="CHL", sectors=("MED",)), "country"),
        (GoldWho(name="Ana Soto", country="PER", sectors=("GOV", "MED")), "sector"),
    ],
)
def test_each_of_the_three_can_be_wrong(who: GoldWho, wrong: str) -> None:
    found = figures(replace(GOLD, who=who))
    assert found["speaker"] == found[wrong] == 0.0


def test_a_statement_that_is_not_found_is_not_asked_about() -> None:
    gold = replace(GOLD, content=spans("Ana Soto, a Peruvian nurse"))
    assert pair([gold], READING) == []
    assert figures(gold)["asked"] == 0


def test_of_a_person_the_surname_is_enough() -> None:
    (s,) = READING.statements
    assert same_name(GoldWho(name="Soto"), s.speaker, READING)
    assert not same_name(GoldWho(name="Ana"), s.speaker, READING)
    assert not same_name(GoldWho(name="Soto"), None, READING)


FLOORS = [("speakers", 0.71, 0.9), ("speakers_blind", 0.54, 0.85)]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "speaker", "found"), FLOORS)
def test_speakers_do_not_fall(name: str, speaker: float, found: float) -> None:
    result = check("speakers", ROOT / "tests" / "gold" / f"{name}.jsonl")
    assert result["speaker"] >= speaker
    assert result["found"]["recall"] >= found
    assert result["within"]["f1"] >= 0.8
