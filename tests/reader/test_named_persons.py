"""Persons, wares, teams, works and sayings with names of places. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reader.named_persons import surname_after
from dragoman.reader.parse import parse
from tests.reader.test_namesakes import places, read, states

PERSONS = [
    "Judge Houston ordered the men released.",
    "Mr London said the council had lied.",
    "Milan Novak, the Slovenian judge, agreed.",
    "Asia Romano, the Italian actress, joined the march.",
    "Kentucky Okoro, a lawyer, complained.",
    "Anne de France, a nun, was freed.",
    "The police beat Paris, 41, a welder.",
    "Georgia, a nurse, hid in the cellar.",
]


@pytest.mark.parametrize("text", PERSONS)
def test_a_person_is_neither_place_nor_state(text: str) -> None:
    assert places(text) == {}
    assert not {a.kind for a in read(text).actors} & {"country", "government"}


def test_a_title_or_surname_makes_a_person_of_a_town() -> None:
    assert [(a.name, a.kind) for a in read("Mr London spoke.").actors] == [("London", "person")]
    assert ("Milan Novak", "person") in {(a.name, a.kind) for a in read("Milan Novak, a judge, agreed.").actors}


@pytest.mark.parametrize("text", ["Paris, 41 people said, was quiet.", "In Paris, 41 people died."])
def test_a_number_of_people_is_no_age(text: str) -> None:
    assert "FRA" in {p.country for p in read(text).places} | states(text)


OTHERS = [
    "Lima beans are dearer too.",
    "Dancers performed a Vienna waltz.",
    "The rioters drank Bordeaux from the minister's cellar.",
    "A bottle of Madeira was smashed.",
    "The Cheddar was mouldy.",
    "The guards kept a Labrador.",
    "The Chihuahua was shot by the burglars.",
    "He wore a Panama.",
    "Dutch courage was needed.",
    "Turkey breasts were recalled after three people fell ill.",
    "A Toyota Tacoma ran the roadblock.",
    "The Basel III rules were eased.",
    "A Bergen-based group counted the dead.",
    "The Delhi-born writer was stabbed on stage.",
    'A cover of "Kashmir" was played at the rally.',
    "The cutter Boston fired across the bow.",
    "Chicago beat Boston in game five.",
    "Germany put a fifth goal past Brazil before half time, to the joy of the fans.",
    "Houston traded the pitcher to Detroit.",
    "Chile v Bolivia was abandoned when fans threw flares.",
    "Australia were all out for 60 before lunch.",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_is_called_after_a_place_is_neither_place_nor_state(text: str) -> None:
    assert places(text) == {}
    assert states(text) == set()


def test_states_and_towns_stay_themselves_beside_food_and_prizes() -> None:
    assert states("Turkey banned poultry imports after the outbreak of bird flu.") == {"TUR"}
    assert states("Japan won the contract.") == {"JPN"}
    assert places("Bird flu killed a child in Turkey.") == {"Turkey": "TUR"}
    assert places("The strike in Cognac, France, ended.")["Cognac"] == "FRA"


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(["Milan", "Paris", "de", "Kučan", ",", "41", "a", "nurse", "said", "Mr"]), max_size=9))
def test_the_name_of_a_person_ends_within_the_text(tokens: list[str]) -> None:
    doc = parse(" ".join(tokens))
    for token in doc:
        end = surname_after(doc, token.i, token.i + 1)
        assert end is None or token.i + 1 < end <= len(doc)
