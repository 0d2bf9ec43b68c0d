"""Whose are the police, the interior minister, the nurses, when the words do not say; and strangers' countries and sectors."""

from __future__ import annotations

import pytest

from tests.reader.actors_helper import actor, mention, mentions, read

HOME = [
    # text, words, id
    ("Police arrested a French tourist in Bangkok after Thailand's parliament banned rallies.", "Police", "THA.COP"),
    ("Prosecutors charged a former minister with fraud, Slovak media reported.", "Prosecutors", "SVK.JUD"),
    ("In Quito, nurses walked out on Monday.", "nurses", "ECU.MED"),
    ("Six students were arrested in Harare.", "Six students", "ZWE.EDU"),
    ("Shopkeepers closed their shops in Tunis.", "Shopkeepers", "TUN.BUS"),
    ("Ten people died in a fire in Cairo.", "Ten people", "EGY.CVL"),
    ("Crowds attacked the Dutch embassy in Khartoum.", "Crowds", "SDN.CVL"),
    ("Zambia voted on Sunday. The electoral commission gave no results. Lawmakers waited.", "Lawmakers", "ZMB.LEG"),
    ("Some lawmakers walked out of parliament in Harare.", "Some lawmakers", "ZWE.LEG"),
    ("The gang members shot at a bus in Tegucigalpa.", "gang members", "HND.CRM"),
    ("Malta will send 20 soldiers to Lebanon.", "20 soldiers", "MLT.MIL"),
    ("Uruguay is going to withdraw its troops and 40 police officers from Haiti.", "40 police officers", "URY.COP"),
]


@pytest.mark.parametrize(("text", "words", "id"), HOME)
def test_a_body_without_a_country_is_of_the_one_that_the_dispatch_tells_of(text: str, words: str, id: str) -> None:
    sheet = read(text)
    found = mentions(sheet)
    assert found.get(words, found.get(words.removeprefix("Some "))) == id


def test_the_reason_says_that_the_country_is_only_that_of_the_dispatch() -> None:
    assert mention(read("Police closed a road in Oslo."), "Police").how == "homeland"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Chile and Peru closed the border. Police gave no reason.", "Police"),
        ("The president made an official visit to Rome.", "president"),
        ("Settlers attacked a hotel while Kenya voted.", "Settlers"),
        ("French-led troops in Mali took a town.", "French-led troops"),
        ("Hackers stole the data of a bank in Dhaka.", "Hackers"),
        ("Tourists were hurt in Bali, Indonesia said.", "Tourists"),
        ("Police closed the road.", "Police"),
    ],
)
def test_where_it_is_not_plain_nobody_gets_a_country(text: str, words: str) -> None:
    assert actor(read(text), words).country is None


def test_the_dateline_counts() -> None:
    text = "MAPUTO, May 3 (Austral) -- Police fired tear gas at marchers. South Africa urged calm."
    assert actor(read(text), "Police").country == "MOZ"
    assert actor(read(text.replace("MAPUTO", "GENEVA")), "Police").country != "CHE"


def test_what_one_country_does_is_announced_by_its_minister() -> None:
    sheet = read("Kenya will send 300 engineers to Somalia, Foreign Minister Amina Tallo said in Addis Ababa.")
    assert actor(sheet, "Foreign Minister Amina Tallo").country == "KEN"


PERSONS = [
    # text, words, country, first sector
    ("Bolivia froze prices. Finance Minister Rosa Vilca said so.", "Finance Minister Rosa Vilca", "BOL", "GOV"),
    ("Jamaica will help, its foreign minister, Pearl Gayle, said.", "Pearl Gayle", "JAM", "GOV"),
    ("A Latvian businessman, Juris Ozols, was jailed.", "Juris Ozols", "LVA", "BUS"),
    ("A spokeswoman for Ghana's foreign ministry, Efua Mensah, denied it.", "Efua Mensah", "GHA", "GOV"),
    ("Peru closed schools. Student leader Luz Quispe said so.", "Student leader Luz Quispe", None, "EDU"),
    ("Rosaura Vega, leader of the teachers' federation, called a strike in La Paz.", "Rosaura Vega", "BOL", "LAB"),
    ("Sudan's junta met. Colonel Adam Issa, who speaks for the junta, denied it.", "Colonel Adam Issa", "SDN", "MIL"),
    ("A warlord known as Gedo attacked a village in Somalia.", "Gedo", None, "REB"),
    ("A bandit leader named Dogo freed the pupils in Nigeria.", "Dogo", "NGA", "CRM"),
]


@pytest.mark.parametrize(("text", "words", "country", "sector"), PERSONS)
def test_a_stranger_has_the_country_and_sector_of_the_words_beside(
    text: str, words: str, country: str | None, sector: str
) -> None:
    found = actor(read(text), words)
    assert found.kind == "person"
    assert sector in found.sectors
    assert country is None or found.country == country


def test_the_middle_of_a_long_name_may_be_the_surname() -> None:
    sheet = read("Marcela Duque Arbeláez leads the talks. Duque said they would go on.")
    assert mention(sheet, "Duque").actor == mention(sheet, "Marcela Duque Arbeláez").actor


def test_a_deputy_is_not_the_minister() -> None:
    sheet = read("The German deputy foreign minister arrived.", "2023-11-28")
    assert [a.id for a in sheet.actors] != ["P.annalena-baerbock"]


def test_a_name_near_that_of_a_holder_in_a_country_of_the_text() -> None:
    sheet = read("Nigeria left the bloc, Foreign Minister Yusuf Tugar said in Mali.", "2024-02-01")
    assert actor(sheet, "Foreign Minister Yusuf Tugar").id == "P.yusuf-tuggar"


def test_leaders_of_armed_groups_are_known() -> None:
    found = actor(read("Hassan Nasrallah warned Cyprus.", "2024-06-20"), "Hassan Nasrallah")
    assert (found.id, found.country, found.office) == ("P.hassan-nasrallah", "LBN", "Hezbollah Rebel Leader")


@pytest.mark.parametrize(
    ("text", "id", "sector"),
    [
        ("The National Federation of Teachers (FENAPE) called a strike.", "O.national-federation-of-teachers", "LAB"),
        ("The opposition Blue Meadow party sued.", "O.blue-meadow-party", "PTY"),
        ("The Lumbe Times closed.", "O.lumbe-times", "JRN"),
        ("The UN inspection mechanism closed.", "UNO.UN.mechanism", "IGO"),
    ],
)
def test_the_words_of_a_name_tell_the_sector(text: str, id: str, sector: str) -> None:
    sheet = read(text)
    assert sector in {a.id: a for a in sheet.actors}[id].sectors


def test_an_acronym_in_another_language() -> None:
    sheet = read("The National Federation of Teachers (FENAPE) called a strike. FENAPE gave no date.")
    assert mention(sheet, "FENAPE", 1).actor == "O.national-federation-of-teachers"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Protests spread across Latin America.", "USA"),
        ("Warships entered the South China Sea.", "CHN"),
        ("Police in New Mexico arrested two men.", "MEX"),
        ("Tankers were attacked in the Persian Gulf.", "IRN"),
        ("Militants in the Niger Delta blew up a pipeline.", "NER"),
        ("The Gulf of Guinea and the Sea of Japan are calm.", "JPN"),
        ("Police in Georgia arrested a man in Savannah, Georgia.", "GEO"),
        ("COVID-19 spread.", "O.covid-19"),
        ("Ten people died in Peru. (Reuters) (The Lima Post)", "MEDIA.REUTERS"),
        ("Rebels hit the stronghold of Gao.", "P.gao"),
    ],
)
def test_names_of_countries_that_mean_none(text: str, absent: str) -> None:
    assert not [a for a in read(text).actors if a.id == absent or a.id.startswith(f"{absent}.")]


def test_georgia_stays_georgia_among_its_neighbours() -> None:
    sheet = read("Georgia and Armenia opened the border. U.S. officials welcomed it.")
    assert mention(sheet, "Georgia").actor == "GEO"


def test_the_north_and_the_south() -> None:
    sheet = read("North Korea fired shells. The South said it would answer. Kim went to the south of the island.")
    assert mention(sheet, "South").actor == "KOR"
    assert "south" not in mentions(sheet)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Congolese troops fought rebels near Goma.", "COD"),
        ("Congolese troops fought rebels near Brazzaville.", "COG"),
    ],
)
def test_which_congo(text: str, country: str) -> None:
    assert actor(read(text), "Congolese troops").country == country


def test_which_congo_stays_open() -> None:
    sheet = read("Congolese troops fought rebels.")
    assert [(u.reason, u.candidates) for u in sheet.undecided] == [("actor_ambiguous", ("COD", "COG"))]
    assert actor(sheet, "Congolese troops").country is None


def test_pm_and_fm_are_titles_and_hours_are_not() -> None:
    sheet = read("Israeli PM Netanyahu met the Indian FM at 6 PM.", "2023-11-28")
    assert mention(sheet, "Israeli PM Netanyahu").actor == "P.benjamin-netanyahu"
    assert mention(sheet, "Indian FM").actor == "P.subrahmanyam-jaishankar"
    assert "PM" not in mentions(sheet)


def test_the_union_with_a_capital_is_the_one_named() -> None:
    sheet = read("EU ministers met in Riga. The Union will send observers. Latvian miners left the union.")
    assert mention(sheet, "Union").actor == "IGO.EU"
    assert mentions(sheet).get("union") != "IGO.EU"
