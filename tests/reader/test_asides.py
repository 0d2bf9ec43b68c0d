"""Which of the places of one name is meant, by what stands beside it; and towns that only the words around them show. All
sentences are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.knowledge.places import candidates
from dragoman.reader.parse import dateline_of, parse
from dragoman.reader.places.asides import find_asides
from dragoman.reader.places.toponyms import find_toponyms
from tests.reader.test_namesakes import places

BESIDE = [
    ("Guards shot two boys near Tripoli, 85 km north of Beirut.", "Tripoli", "LBN"),
    ("A judge in Perth, some 40 miles north of Edinburgh, freed him.", "Perth", "GBR"),
    ("Students slept in the station of Valencia, capital of Carabobo state.", "Valencia", "VEN"),
    ("Frost killed the coffee above Armenia, in Colombia's Quindío department.", "Armenia", "COL"),
    ("A landslide cut the road to Mérida, in the Venezuelan Andes.", "Mérida", "VEN"),
    ("Five people drowned at Lagos, on the Algarve coast.", "Lagos", "PRT"),
    ("A shell hit the grain port of Odessa on the Black Sea.", "Odesa", "UKR"),
    ("The clinic in Victoria, on Vancouver Island, was closed.", "Victoria", "CAN"),
    ("Masked men set the town hall of León alight, some 90 kilometres from Managua.", "León", "NIC"),
    ("A gunman was shot dead in Rochester, upstate New York.", "Rochester", "USA"),
    ("Mexico, Missouri, has lost its brickworks.", "Mexico", "USA"),
]


@pytest.mark.parametrize(("text", "name", "country"), BESIDE, ids=[t for t, _, _ in BESIDE])
def test_what_stands_beside_a_name_says_which_is_meant(text: str, name: str, country: str) -> None:
    assert places(text)[name] == country


def test_an_aside_says_how_far_away_and_is_of_land() -> None:
    doc = parse("The letter reached Perth, 9,000 miles from Edinburgh.")
    (aside,) = find_asides(doc, find_toponyms(doc))
    assert aside.within_km > 9000
    doc = parse("Paris, the French singer, left for Marseille.")
    assert not list(find_asides(doc, find_toponyms(doc)))


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("An American was killed in Athens.", "Athens", "GRC"),
        ("The US consulate in Naples was closed.", "Naples", "ITA"),
        ("Canadian troops left London.", "London", "GBR"),
        ("Lebanese troops entered Tripoli.", "Tripoli", "LBN"),
        ("Dominican police dispersed students in Santiago.", "Santiago de los Caballeros", "DOM"),
    ],
)
def test_naming_a_country_does_not_put_a_great_city_into_it(text: str, name: str, country: str) -> None:
    assert places(text)[name] == country


def test_a_state_is_told_from_a_country_of_its_name() -> None:
    assert places("Tornadoes tore across Georgia from Macon to Savannah.")["Georgia"] == "USA"
    assert places("Voters in Georgia chose between a Democrat and a Republican.")["Georgia"] == "USA"
    assert places("Russian jets bombed villages in Georgia.")["Georgia"] == "GEO"


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Coffee growers in Same, below the Pare mountains of Tanzania, marched.", "Same", "TZA"),
        ("Soldiers fired on the crowd in Bo, Sierra Leone's second town.", "Bo", "SLE"),
        ("Troops shelled Of, on Turkey's Black Sea coast.", "Of", "TUR"),
        ("Split residents elected a new mayor.", "Split", "HRV"),
        ("Turkish shells hit Ain Issa.", "Ain Issa", "SYR"),
        ("Gori lay in ruins.", "Gori", "GEO"),
        ("Kidal fell to the rebels.", "Kidal", "MLI"),
        ("The army took Vukovar after three months.", "Vukovar", "HRV"),
        ("Lagos traffic stopped.", "Lagos", "NGA"),
    ],
)
def test_a_town_is_seen_by_what_befalls_it(text: str, name: str, country: str) -> None:
    assert places(text) | {name: country} == places(text)


@pytest.mark.parametrize("text", ["Most police were at home.", "Nice residents brought tea.", "Reading it took hours."])
def test_a_common_word_that_opens_a_sentence_is_one(text: str) -> None:
    assert places(text) == {}


def test_a_large_town_owns_the_short_form_of_its_name() -> None:
    assert any(e.own_name and e.country == "DEU" and e.population > 200_000 for e in candidates("Halle"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Addis Ababa, 12 June 2009 (IRIN) - Floods came.", "Addis Ababa, 12 June 2009 (IRIN) - "),
        ("San José (AFP) – A volcano woke.", "San José (AFP) – "),
        ("Kampala, Uganda (AP) -- Gunmen came.", "Kampala, Uganda (AP) -- "),
        ("Hamas (the group) - Gunmen came.", ""),
        ("Kampala - Gunmen came.", ""),
    ],
)
def test_a_dateline_in_small_letters_has_a_day_or_an_agency(text: str, line: str) -> None:
    assert dateline_of(text) == line


WORDS = ["Perth", "Lima", ",", "in", "the", "40", "miles", "north", "of", "Peruvian", "Andes", "capital", "slept", "."]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
def test_asides_lie_between_names_of_the_text(tokens: list[str]) -> None:
    doc = parse(" ".join(tokens))
    found = find_toponyms(doc)
    for aside in find_asides(doc, found):
        assert 0 <= aside.inner < len(found)
        assert aside.inner not in aside.outers
        assert aside.outers or aside.countries
        assert aside.within_km >= 0
