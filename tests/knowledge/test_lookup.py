"""Who held an office, asked in the words that people use."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman import office_holders
from dragoman.errors import UnknownName, UsageError
from dragoman.knowledge.actors import country, tables
from dragoman.knowledge.actors.lookup import offices_meant, owners_named


@pytest.mark.parametrize(
    ("office", "of", "on", "names"),
    [
        ("prime minister", "Kosovo", "2018-05-14", ["Ramush Haradinaj"]),
        ("Prime Minister", "xkx", "2018-05-14", ["Ramush Haradinaj"]),
        ("secretary of state", "United States", "2011-05-25", ["Hillary Clinton"]),
        ("Secretary General", "nato", "2010-09-29", ["Anders Fogh Rasmussen"]),
        ("president", "European Commission", "2012-01-01", ["José Manuel Barroso"]),
        ("president of the commission", "EU", "2012-01-01", ["José Manuel Barroso"]),
        ("president of the council", "European Union", "2012-01-01", ["Herman Van Rompuy"]),
        ("president of Serbia", "Serbia", "2010-03-15", ["Boris Tadić"]),
        ("prince", "Monaco", "2014-07-30", ["Prince Albert II"]),
        ("the head of mission", "UNMIK", "2013-02-20", ["Farid Zarif"]),
        ("secretary-general", "RCC", "2015-10-14", ["Goran Svilanović"]),
        ("secretary-general", "LAS", "2009-05-06", ["Amr Moussa"]),
        ("head-of-government", "DEU", "2021-12", ["Angela Merkel", "Olaf Scholz"]),
        ("prime minister", "France", "1950", []),
    ],
)
def test_offices_by_their_usual_words(office: str, of: str, on: str, names: list[str]) -> None:
    assert [h.name for h in office_holders(office, of, on)] == names


def test_without_a_day_all_holders_in_the_order_of_time() -> None:
    found = office_holders("secretary-general", "NATO")
    assert [h.name for h in found[-2:]] == ["Jens Stoltenberg", "Mark Rutte"]
    assert (found[-2].term.since, found[-2].term.until, found[-1].term.until) == ("2014-10-01", "2024-10-01", "")
    assert found[-1].source == "editor"
    assert office_holders("king", "Spain", date(2012, 10, 12))[0].name == "Juan Carlos I"


def test_a_subject_is_not_told_apart_for_envoys_and_not_dropped_for_ministers() -> None:
    names = {h.name for h in office_holders("special envoy for Yemen", "UN", "2019-05-15")}
    assert {"Martin Griffiths", "Geir Pedersen"} <= names
    with pytest.raises(UnknownName, match="minister for magic"):
        office_holders("minister for magic", "United Kingdom")


def test_what_is_not_known_names_what_is_nearest() -> None:
    with pytest.raises(UnknownName, match="Unknown office 'prime minster'. Did you mean 'prime minister'"):
        office_holders("prime minster", "Kosovo")
    with pytest.raises(UnknownName, match="Unknown country or organisation 'Kosovoo'. Did you mean 'Kosovo'"):
        office_holders("prime minister", "Kosovoo")
    with pytest.raises(UnknownName, match="president of the parliament"):
        office_holders("president of the parliament", "ECOWAS")
    with pytest.raises(UsageError, match="2023-11-28"):
        office_holders("prime minister", "Kosovo", "in spring")


def test_a_name_that_means_several_means_all_of_them() -> None:
    assert set(owners_named("RSF")) == {"ARMED.RSF", "NGO.RSF"}
    assert owners_named("Atlantis") == ()


@settings(deadline=None)
@given(st.sampled_from(sorted(tables().countries)), st.sampled_from(["president", "KING", "Prime-Minister"]))
def test_every_country_is_known_by_its_code_and_its_name(code: str, title: str) -> None:
    named = country(code)
    assert named is not None
    assert code in owners_named(named.name)
    assert [p for p in offices_meant(title, named.name) if p[1] == code] == offices_meant(title, code)


@settings(deadline=None)
@given(st.text(max_size=40), st.text(max_size=40))
def test_any_words_give_holders_or_say_what_is_unknown(office: str, of: str) -> None:
    try:
        unknown = "" if all(h.name for h in office_holders(office, of)) else "a holder without a name"
    except UnknownName as e:
        unknown = e.name
    assert unknown in ("", office, of)
