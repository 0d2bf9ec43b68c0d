"""Names of places in what is no place, and adjectives that mean no state. All sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.knowledge.words.namesake_words import words
from dragoman.reader import read_dispatch
from dragoman.reader.namesakes import names_no_place
from dragoman.reader.parse import dateline_of, legible, parse
from dragoman.records import Reading
from tests.dispatches import a_dispatch

STATES = ("country", "government", "body")


def read(text: str) -> Reading:
    return read_dispatch(a_dispatch(text))


def places(text: str) -> dict[str, str | None]:
    """The names of the places of a text with their countries."""
    return {p.name: p.country for p in read(text).places}


def states(text: str) -> set[str | None]:
    """The countries of the states that a text names as actors."""
    return {a.country for a in read(text).actors if a.kind in STATES}


LENT = [
    # text, the places that are left, the countries that act
    ("Students in Zagreb read out the Treaty of Utrecht.", {"Zagreb": "HRV"}, set()),
    ("The Duke of Wellington was booed in Leeds.", {"Leeds": "GBR"}, set()),
    ("Judges in Quito cited the Nagoya Protocol.", {"Quito": "ECU"}, set()),
    ("Students in Tallinn read out the Madrid Final Act.", {"Tallinn": "EST"}, set()),
    ("Thieves robbed the Bank of Cyprus in Athens.", {"Athens": "GRC"}, set()),
    ("Staff of Air Malta walked out in Catania.", {"Catania": "ITA"}, set()),
    ("A reporter of Radio Uganda was hurt in Gulu.", {"Gulu": "UGA"}, set()),
    ("Shots were heard on Bolivia Street in Quito.", {"Quito": "ECU"}, set()),
    ("A bomb went off on Avenue de Lisbonne in Tunis.", {"Tunis": "TUN"}, set()),
    ("Thieves took a Ford Granada in Nantes.", {"Nantes": "FRA"}, set()),
    ("Lassa fever spread in Owerri.", {"Owerri": "NGA"}, set()),
    ("Norway, a cow of nine, was shot by soldiers in Hama.", {"Hama": "SYR"}, set()),
    ("The feast of Saint Lucia was kept in Lund.", {"Lund": "SWE"}, set()),
    ("Togo lost to Benin in the semi-final, and cars burned in Sokodé.", {"Sokodé": "TGO"}, set()),
    ("Rebels took the bridge at Kindu (reporting from Nairobi).", {"Kindu": "COD"}, set()),
    ("Fans of the Boston Celtics sang in Montreal.", {"Montréal": "CAN"}, set()),
]


@pytest.mark.parametrize(("text", "left", "acting"), LENT, ids=[t for t, _, _ in LENT])
def test_what_only_bears_the_name_of_a_place_is_neither_place_nor_state(
    text: str, left: dict[str, str | None], acting: set[str | None]
) -> None:
    assert places(text) == left
    assert states(text) == acting


KEPT = [
    ("Police fired at marchers in Kampala City.", "UGA"),
    ("Shells fell near Kharkiv Station.", "UKR"),
    ("A mine went off near the town of Most.", "CZE"),
    ("Monks marched through Nice.", "FRA"),
    ("Planes landed at Reading.", "GBR"),
]


@pytest.mark.parametrize(("text", "country"), KEPT, ids=[t for t, _ in KEPT])
def test_a_place_stays_one(text: str, country: str) -> None:
    assert set(places(text).values()) == {country}


def test_states_that_beat_one_another_outside_a_game_are_states() -> None:
    assert states("Chile beat Peru in the vote on the budget.") == {"CHL", "PER"}
    assert states("The Central Bank of Kenya froze the accounts.") == {"KEN"}


@pytest.mark.parametrize("noun", ["bath", "dictionary", "bakery", "carpet", "opera", "roulette", "measles", "New Year"])
def test_an_adjective_before_a_thing_is_no_state(noun: str) -> None:
    assert states(f"The captain spoke of a Hungarian {noun} in the yard.") == set()


@pytest.mark.parametrize("noun", ["offensive", "elections", "airspace", "troops", "sanctions", "refusal", "annexation"])
def test_an_adjective_before_a_noun_of_acting_is_the_state(noun: str) -> None:
    assert states(f"The captain spoke of the Hungarian {noun} in the yard.") == {"HUN"}


def test_arms_are_the_states_only_where_it_uses_them() -> None:
    assert states("The bandits sold their Bulgarian rifles.") == set()
    assert states("Bulgarian artillery hit the ridge.") == {"BGR"}


def test_what_a_state_trades_in_is_its_own() -> None:
    assert states("Jordan banned Bulgarian tobacco.") == {"JOR", "BGR"}
    assert states("The boys smoked Bulgarian tobacco.") == set()


def test_a_person_of_a_country_is_not_the_country() -> None:
    (diver,) = (a for a in read("A Chilean diver was seized near Iquique.").actors if a.country == "CHL")
    assert (diver.kind, diver.sectors) == ("people", ())


def test_georgia_is_the_state_where_the_text_names_its_towns() -> None:
    assert states("Georgia legislators met in Savannah.") == {"USA"}
    assert states("Georgia recalled its envoy from Ankara.") == {"GEO", "TUR"}


DATELINES = [
    ("GAO, Mali (AP) - Gunmen opened fire on a market in this city on Monday.", {"Gao": "MLI"}),
    ("GAO (AP) - Gunmen opened fire in the city centre on Monday.", {"Gao": "MLI"}),
    ("QUITO (AFP) - Police fired tear gas in the capital on Monday.", {"Quito": "ECU"}),
    ("QUITO (AFP) - Nine people were hurt when a bus overturned.", {"Quito": "ECU"}),
    ("QUITO (AFP) - Nine people were hurt when a bus overturned in Ambato.", {"Ambato": "ECU"}),
    ("QUITO (AFP) - Peruvian soldiers opened fire in the capital.", {}),
    ("PARIS (AFP) - The rebels held the city of Bouna on Monday.", {"Bouna": "CIV"}),
]


@pytest.mark.parametrize(("text", "found"), DATELINES, ids=[t for t, _ in DATELINES])
def test_the_dateline_is_the_scene_only_where_the_text_says_so(text: str, found: dict[str, str | None]) -> None:
    assert places(text) == found


def test_two_places_of_one_name_are_told_apart_by_their_countries() -> None:
    reading = read("Colombia sent troops to its own town of Florida, but Uruguay's Florida was calm.")
    assert [(p.country, len(p.mentions)) for p in reading.places if "Florida" in p.name] == [("COL", 1), ("URY", 1)]


def test_words_between_a_town_and_what_it_lies_in() -> None:
    assert places("A fire broke out in Melbourne, on the Florida coast.")["Melbourne"] == "USA"
    assert places("Farmers near Trinidad, in the Bolivian lowlands, blocked a road.")["Trinidad"] == "BOL"
    assert places("Police raided a house in the Nigerian town of Aba.")["Aba"] == "NGA"


def test_a_list_that_is_not_there_is_named() -> None:
    with pytest.raises(KnowledgeError, match="no list 'thingz'; it has"):
        words("thingz")
    assert "treaty" in words("of_thing")


@given(st.text(alphabet="ABC xyz-—(),.\n", max_size=60))
def test_a_dateline_is_the_beginning_of_the_text_and_blank_in_what_is_parsed(text: str) -> None:
    line = dateline_of(text)
    assert text.startswith(line)
    assert legible(text)[: len(line)].strip() == ""
    assert len(legible(text)) == len(text)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["Radio", "Chad", "of", "Street", "the", ",", "beat", "2-1", "Saint", "(", "cow", "fever"]),
        min_size=1,
        max_size=9,
    )
)
def test_any_words_may_be_asked_about(tokens: list[str]) -> None:
    doc = parse(" ".join(tokens))
    for token in doc:
        assert names_no_place(doc, token.i, token.i + 1, is_country=True) in (True, False)
