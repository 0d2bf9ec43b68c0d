"""Which words stand for a place, which place, and where an event took place. All sentences are invented."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reader.parse import parse
from dragoman.reader.places.places import HOW, compass, dateline_end, locate_all, read_places
from dragoman.reader.places.whereabouts import place_of
from dragoman.reader.sheet import Sheet
from dragoman.records import Published
from dragoman.settings import Settings
from tests.dispatches import a_dispatch


def sheet_of(text: str, headline: str | None = None) -> Sheet:
    published = Published(start=None, end=None, how="unknown")
    dispatch = a_dispatch(text, published, headline=headline, publisher="The Paris Herald")
    sheet = Sheet(dispatch=dispatch, settings=Settings(), doc=parse(text), published=published)
    read_places(sheet)
    return sheet


def places_in(text: str, headline: str | None = None) -> dict[str, str | None]:
    """The names of the places of a text with their countries."""
    return {p.name: p.country for p in sheet_of(text, headline).places}


def where(text: str, trigger: str, headline: str | None = None) -> str | None:
    """The name of the place of the event that the first word ``trigger`` triggers."""
    sheet = sheet_of(text, headline)
    found = place_of(sheet, next(t for t in sheet.doc if t.text == trigger))
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels shelled a market in Goma on Tuesday, witnesses said.", {"Goma": "COD"}),
        ("Soldiers blocked the road outside Niamey.", {"Niamey": "NER"}),
        ("Police fired tear gas near Leposavic.", {"Leposavić": "XKX"}),
        ("Ships were stopped in the Strait of Hormuz.", {"Strait of Hormuz": None}),
        ("Talks will be held in Vienna next week.", {"Vienna": "AUT"}),
        ("Floods killed nine people in Balochistan.", {"Balochistan": "PAK"}),
        ("A bomb exploded at the Zaporizhzhia plant.", {"Zaporizhzhia nuclear power plant": "UKR"}),
        ("Troops crossed the border with Chad.", {"Chad": "TCD"}),
    ],
)
def test_places_are_found_and_resolved(text: str, expected: dict[str, str | None]) -> None:
    assert places_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Washington said that it would send more aid.",
        "Serbia accused Kosovo of breaking the deal.",
        "Alberta reported 40 new cases.",
        "Belgrade rejected the demand made by Pristina.",
        "Denzel Washington met the ambassador.",
        "The University of Texas published a study.",
        "The Washington Post reported the story first.",
        "The Minsk agreements collapsed.",
        "The president of Mali spoke with the king of Jordan.",
        "Doctors feared an outbreak of Marburg virus.",
        "They asked us for help.",
        "The price rose to $US 40.",
    ],
)
def test_actors_persons_and_named_things_are_no_places(text: str) -> None:
    assert places_in(text) == {}


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The vote was held in Georgia, south of Russia, as Tbilisi and Moscow quarrelled.", "GEO"),
        ("Tornadoes struck Macon, Georgia.", "USA"),
    ],
)
def test_georgia_is_a_country_or_a_state(text: str, country: str) -> None:
    assert places_in(text)["Georgia"] == country


def test_a_qualifier_decides_between_places_of_one_name() -> None:
    assert places_in("Three people died in Paris, Texas.") == {"Paris": "USA", "Texas": "USA"}
    assert places_in("Three people died in Paris.") == {"Paris": "FRA"}
    assert places_in("Five men were held in Tripoli, Lebanon.")["Tripoli"] == "LBN"
    assert places_in("Five men were held in Tripoli, the Libyan capital.")["Tripoli"] == "LBY"


def test_a_list_of_countries_is_not_a_qualifier() -> None:
    found = places_in("Fires were seen in China, Japan and Mexico.")
    assert found == {"China": "CHN", "Japan": "JPN", "Mexico": "MEX"}


def test_a_division_is_told_from_its_town() -> None:
    [region] = sheet_of("Drones hit a depot in Kharkiv region.").places
    [town] = sheet_of("Drones hit a depot in the city of Kharkiv.").places
    assert (region.precision, town.precision) == ("region", "town")
    assert (region.country, town.country) == ("UKR", "UKR")


def test_two_places_that_tie_stay_undecided() -> None:
    sheet = sheet_of("A man was shot near Springfield.")
    assert sheet.places == ()
    [undecided] = sheet.undecided
    assert undecided.reason == "place_ambiguous"
    assert undecided.span.of(sheet.dispatch.text) == "Springfield"
    assert len(undecided.candidates) >= 2


def test_a_place_that_nobody_knows_is_kept_as_a_gap() -> None:
    sheet = sheet_of("The militia burned houses in Qwertistan and in Mopti, Mali.")
    assert {(u.reason, u.span.of(sheet.dispatch.text)) for u in sheet.undecided} <= {("place_unknown", "Qwertistan")}
    assert "Mopti" in {p.name for p in sheet.places}


def test_parts_of_a_country_by_the_compass() -> None:
    sheet = sheet_of("Gunmen attacked a village in northern Burkina Faso and a post in the south-east of Niger.")
    found = {p.id: (p.name, p.precision, [m.of(sheet.dispatch.text) for m in p.mentions]) for p in sheet.places}
    assert found == {
        "COUNTRY.BFA.north": ("northern Burkina Faso", "region", ["northern Burkina Faso"]),
        "COUNTRY.NER.southeast": ("southeastern Niger", "region", ["south-east of Niger"]),
    }
    assert next(p for p in sheet.places if p.country == "BFA").lat > 13


def test_in_the_north_is_of_the_country_the_story_is_about() -> None:
    text = "Mali held elections on Sunday. Clashes were reported in the north. France urged calm."
    [place] = [p for p in sheet_of(text).places if p.how == "story"]
    assert (place.id, place.precision) == ("COUNTRY.MLI.north", "region")


def test_the_headline_helps_to_say_what_the_story_is_about() -> None:
    text = "Tensions between Kosovo and Serbia grew after an attack in the north."
    assert where(text, "attack", headline="Kosovo: what comes next") == "northern Kosovo"
    assert where(text, "attack", headline="Serbia: what comes next") == "northern Serbia"


def test_in_the_north_of_nothing_named_stays_undecided() -> None:
    [undecided] = sheet_of("Heavy fighting was reported in the north.").undecided
    assert undecided.reason == "place_relative"


def test_the_dateline_and_the_outlet_are_no_places_of_the_story() -> None:
    text = "NAIROBI, Kenya (AP) — Gunmen killed four people in Mogadishu. (Kyiv Post)"
    assert places_in(text) == {"Mogadishu": "SOM"}
    assert dateline_end(parse("Gunmen killed four people.")) == 0


def test_sites_named_after_towns() -> None:
    [place] = sheet_of("Flights resumed at Entebbe Airport.").places
    assert (place.name, place.country, place.precision, place.how) == ("Entebbe Airport", "UGA", "site", "site")


def test_mentions_of_one_place_are_one_record() -> None:
    sheet = sheet_of("Fighting broke out in Khartoum. Shops in Khartoum closed.")
    [khartoum] = sheet.places
    assert [m.of(sheet.dispatch.text) for m in khartoum.mentions] == ["Khartoum", "Khartoum"]


def test_names_of_countries_that_act_are_toponyms_all_the_same() -> None:
    doc = parse("Poland accused Belarus of pushing migrants across the border.")
    assert [x.entry.country for x in locate_all(doc) if x.entry] == ["POL", "BLR"]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("Washington said that gunmen had killed 12 people in Goma.", "killed", "Goma"),
        ("Washington said that gunmen had killed 12 people in Goma.", "said", None),
        ("Rebels entered Bukavu and killed three people near Sake.", "entered", "Bukavu"),
        ("Rebels entered Bukavu and killed three people near Sake.", "killed", "Sake"),
        ("The Geneva talks ended without a deal.", "talks", "Geneva"),
        ("Speaking in Geneva, the envoy said troops had attacked a convoy.", "attacked", None),
        ("In Goma, officials said rebels had burned a church.", "burned", "Goma"),
        ("Ministers meeting in Brussels are discussing the tensions in Bosnia.", "discussing", "Brussels"),
        ("The strike on Kherson killed four.", "strike", "Kherson"),
        ("Troops withdrew from Khan Younis, where aid workers found 30 bodies.", "found", "Khan Younis"),
        ("Italy will send 200 soldiers, who will serve in Latvia.", "send", "Latvia"),
        ("Talks on Kosovo were held in Vienna.", "Talks", "Vienna"),
        ("Protests erupted in Tunis while police arrested union leaders in Sfax.", "arrested", "Sfax"),
        ("Nine people were killed when a bus exploded at a market in Quetta.", "killed", "Quetta"),
        ("The government signed a deal with rebels in Addis Ababa.", "signed", "Addis Ababa"),
        ("The mayor of Kharkiv said the power was back.", "said", None),
        ("The minister resigned.", "resigned", None),
    ],
)
def test_the_place_of_an_event(text: str, trigger: str, expected: str | None) -> None:
    assert where(text, trigger) == expected


def test_no_place_is_lent_from_another_sentence() -> None:
    assert where("The army shelled Kherson. A journalist was arrested.", "arrested") is None


def test_the_reference_points_at_the_words() -> None:
    text = "Militants bombed a bridge in eastern Congo."
    sheet = sheet_of(text)
    found = place_of(sheet, next(t for t in sheet.doc if t.text == "bombed"))
    assert found is not None
    assert found.span is not None
    assert found.span.of(text) == "eastern Congo"
    assert (found.country, found.precision) == ("COD", "region")


@pytest.mark.parametrize(
    ("word", "expected"),
    [("northern", "north"), ("South-Eastern", "southeast"), ("north-west", "northwest"), ("modern", None), ("", None)],
)
def test_compass(word: str, expected: str | None) -> None:
    assert compass(word) == expected


WORDS = st.sampled_from(
    [
        "in",
        "near",
        "the",
        "of",
        "north",
        "northern",
        ",",
        ".",
        "(",
        ")",
        "-",
        "U.S.",
        "US",
        "Kosovo",
        "Mali",
        "Paris",
        "Texas",
        "Goma",
        "Washington",
        "said",
        "attack",
        "on",
        "from",
        "Springfield",
        "Republic",
        "and",
        "Prime",
        "Minister's",
        "New",
        "York",
        "Gulf",
        "—",
        "Côte",
        "d'Ivoire",
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, max_size=25))
def test_mentions_are_words_of_the_text_and_reasons_are_known(words: list[str]) -> None:
    text = " ".join(words)
    sheet = sheet_of(text)
    for place in sheet.places:
        assert place.how in HOW
        assert 0 < place.confidence <= 1
        assert (place.lat is None) == (place.lon is None)
        for span in place.mentions:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text).strip() == span.of(text)
    for token in sheet.doc:
        place_of(sheet, token)


def test_the_part_is_quick() -> None:
    text = "Rebels entered Goma, in eastern Congo, and killed three people near Sake, officials in Kinshasa said. " * 40
    sheet = sheet_of(text)
    start = time.process_time()
    read_places(sheet)
    assert (time.process_time() - start) / 40 < 0.006
