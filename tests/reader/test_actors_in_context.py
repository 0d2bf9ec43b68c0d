"""Country and sectors of people, bodies and organisations whose words do not say them outright."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.knowledge.actors import tables
from dragoman.knowledge.words.peoples import peoples
from dragoman.knowledge.words.short_names import short_names
from dragoman.reader.actors.named import name_sectors
from dragoman.reader.actors.persons import once
from dragoman.reader.actors.towns import Towns
from dragoman.records import Actor


def found(text: str, words: str, on: str | None = "2016-05-02") -> Actor:
    (actor,) = [
        a for a in dragoman.resolve_actors(text, on=on) if any(s.of(text).startswith(words) for s in a.mentions)
    ]
    return actor


@pytest.mark.parametrize(
    ("text", "words", "country", "sectors"),
    [
        ("Stevedores at Durban refused to unload the ship.", "Stevedores", "ZAF", ("LAB",)),
        ("Nurses at Nasser hospital treated people hurt by Israeli shelling.", "Nurses", "PSE", ("MED",)),
        ("Workers at the Turin car plant went home.", "Workers", "ITA", ("LAB",)),
        ("Workers at Boeing walked out.", "Workers", None, ("LAB",)),
        ("Uighur protesters were beaten in Istanbul.", "Uighur", "CHN", ("CVL",)),
        ("The Rohingya fled.", "Rohingya", "MMR", ("CVL",)),
        ("Ethnic Serb protesters blocked a road in Pristina.", "Ethnic Serb", "XKX", ("CVL",)),
        ("Two men who shot a judge fled.", "Two men", None, ("UAF",)),
        ("Fighters loyal to Dokka Umarov attacked a post in Ingushetia.", "Fighters", "RUS", ("REB",)),
        ("Syrian intelligence watched the estate agents.", "Syrian intelligence", "SYR", ("SPY",)),
        ("Russian agents were expelled.", "Russian agents", "RUS", ("SPY",)),
        ("A former judge died in Tegucigalpa.", "former judge", "HND", ("ELI",)),
        ("Two former policemen died in Tegucigalpa.", "Two former", "HND", ("CVL",)),
        ("An answer from Tehran came late.", "Tehran", "IRN", ("GOV",)),
        ("Nobody in the Kremlin would comment.", "Kremlin", "RUS", ("GOV",)),
        ("Maute fighters held both bridges.", "Maute fighters", "PHL", ("REB",)),
        ("The teachers' union called off the strike in Lagos.", "teachers' union", "NGA", ("LAB",)),
        ("The Daily Plum, a tabloid, was fined by a Kenyan court.", "Daily Plum", "KEN", ("JRN",)),
        ("Ana Duarte, an editor at Haaretz, was fined.", "Ana Duarte", "ISR", ("JRN",)),
        ("Imran Khan spoke to parliament about the Indian army.", "parliament", "PAK", ("LEG",)),
    ],
)
def test_what_the_words_beside_tell(text: str, words: str, country: str | None, sectors: tuple[str, ...]) -> None:
    on = "2020-05-02" if "Imran" in text else "2013-05-02"
    actor = found(text, words, on)
    assert (actor.country, actor.sectors) == (country, sectors)


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("In Buenos Aires the CGT called a strike.", "CGT", "ARG.CGT"),
        ("In Lyon the CGT called a strike.", "CGT", "FRA.CGT"),
        ("In Minsk the KGB searched a flat.", "KGB", "BLR.KGB"),
        ("Russian historians asked the KGB for the files.", "KGB", "SUN.KGB"),
        ("The SDF called a boycott in Bamenda, Cameroon.", "SDF", "PARTY.CMR.SDF"),
        ("The SDF took a village in Syria.", "SDF", "ARMED.SDF"),
    ],
)
def test_an_acronym_is_that_of_the_country_spoken_of(text: str, words: str, id: str) -> None:
    assert found(text, words).id == id


def test_an_acronym_without_a_country_is_left_undecided_and_keeps_what_all_bearers_share() -> None:
    actor = found("Stun grenades were thrown by OMON.", "OMON")
    assert (actor.country, actor.sectors) == (None, ("COP",))
    assert actor.id not in tables().organisations


def test_a_company_with_a_common_name_is_known_only_where_it_stands_as_a_name() -> None:
    assert found("The back taxes are owed by Apple.", "Apple").id == "MNC.APPLE"
    assert not [a for a in dragoman.resolve_actors("The shell hit an apple tree.", on=None) if a.id.startswith("MNC.")]
    assert found("Ada Apple met Boeing. Apple said no.", "Ada Apple").id.startswith("P.")


def test_names_joined_by_and_are_two() -> None:
    text = "There was a bargain between the MS-13 and Nayib Bukele."
    assert found(text, "MS-13", "2022-04-01").id == "ARMED.MS13"
    assert found(text, "Nayib Bukele", "2022-04-01").country == "SLV"


@pytest.mark.parametrize(
    ("name", "on", "country", "sectors"),
    [
        ("Mark Carney", "2016-07-14", "GBR", ("GOV",)),
        ("Mark Carney", "2022-07-14", "CAN", ()),
        ("Boris Johnson", "2012-07-14", "GBR", ("GOV",)),
        ("Milorad Dodik", "2016-09-25", "BIH", ("GOV",)),
        ("Donald Tusk", "2020-07-01", "POL", ("ELI",)),
        ("Jens Stoltenberg", "2020-07-01", None, ("IGO", "MIL")),
        ("Lindsey Graham", "2014-07-01", "USA", ("LEG",)),
        ("Dmitry Peskov", "2020-07-01", "RUS", ("GOV",)),
    ],
)
def test_between_two_offices_the_country_stays_known(
    name: str, on: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    actor = found(f"The paper quoted {name}.", name, on)
    assert actor.country == country
    assert name == "Mark Carney" and not sectors or actor.sectors == sectors


def test_a_lawmaker_is_not_meant_by_the_surname_alone() -> None:
    assert found("Collins said the shop would close.", "Collins").country is None


def test_who_has_left_office_police_or_a_paper() -> None:
    assert once(("LEG",)) == ("ELI",)
    assert once(("COP",)) == ("CVL",)
    assert once(("REL",)) == ("REL",)
    assert once(("JRN",), ("journalist",)) == ()
    assert once(("GOV",), ("mayor",)) == ("ELI",)


def test_a_small_town_is_that_of_the_other_towns() -> None:
    assert Towns(["Pemba"]).country("Lagos") == "NGA"
    assert Towns([]).country("Nowhere at all") is None


@given(st.sets(st.sampled_from(["Pemba", "Lagos", "Turin", "Lyon", "Aba"])), st.text(max_size=12))
def test_towns_give_a_country_or_none(others: set[str], name: str) -> None:
    assert Towns(others).country(name) in (None, *tables().countries)


def test_the_lists_name_what_the_tables_have() -> None:
    assert {*peoples().values()} <= tables().countries.keys()
    known = tables().organisations.keys() | tables().armed_groups.keys()
    assert {*short_names().values()} <= known
    assert name_sectors("Internal Security Service") == ("SPY",)
