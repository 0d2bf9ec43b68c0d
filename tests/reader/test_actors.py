from __future__ import annotations

import pytest

from dragoman.reader.actors.cast import HOW
from tests.reader.actors_helper import actor, mention, mentions, read

ON = "2023-11-28"

PHRASES = [
    # text, words of the mention, id, country, sectors
    ("Peru recalled its envoy.", "Peru", "PER", "PER", ()),
    ("The United States left the talks.", "United States", "USA", "USA", ()),
    ("Serbian troops entered the village.", "Serbian troops", "SRB.MIL", "SRB", ("MIL",)),
    ("Kenyan police fired tear gas.", "Kenyan police", "KEN.COP", "KEN", ("COP",)),
    ("The Polish interior ministry denied it.", "Polish interior ministry", "POL.GOV.interior-ministry", "POL", ("GOV",)),
    ("The Georgian government resigned.", "Georgian government", "GEO.GOV", "GEO", ("GOV",)),
    ("Gunmen in northern Mali killed a guide.", "Gunmen", "MLI.UAF", "MLI", ("UAF",)),
    ("Gunmen opened fire on the bus.", "Gunmen", "UAF", None, ("UAF",)),
    ("Syrian rebels freed the pilots.", "Syrian rebels", "SYR.REB", "SYR", ("REB",)),
    ("Iraqi lawmakers rejected the law.", "Iraqi lawmakers", "IRQ.LEG", "IRQ", ("LEG",)),
    ("Ecuador's army opened the prison.", "Ecuador's army", "ECU.MIL", "ECU", ("MIL",)),
    ("The army of Ecuador opened the prison.", "army of Ecuador", "ECU.MIL", "ECU", ("MIL",)),
    ("Thousands of Belarusians marched.", "Thousands of Belarusians", "BLR.CVL", "BLR", ("CVL",)),
    ("EU ministers met on Monday.", "EU ministers", "IGO.EU.GOV", None, ("IGO", "EUR", "GOV")),
    ("The Kremlin rejected the report.", "Kremlin", "RUS.GOV", "RUS", ("GOV",)),
    ("Western countries urged restraint.", "Western countries", "G.western-countries", None, ()),
    ("Western officials urged restraint.", "Western officials", "G.western-officials", None, ("GOV",)),
    ("Houthi fighters seized a ship.", "Houthi fighters", "ARMED.HOUTHIS", "YEM", ("REB",)),
    ("A former Bolivian minister fled.", "former Bolivian minister", "BOL.ELI", "BOL", ("ELI",)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "id", "country", "sectors"), PHRASES)
def test_a_phrase_gives_its_actor(
    text: str, words: str, id: str, country: str | None, sectors: tuple[str, ...]
) -> None:
    found = actor(read(text), words)
    assert (found.id, found.country, found.sectors) == (id, country, sectors)


CAPITALS = [
    ("Belgrade rejected the plan.", {"Belgrade": "SRB.GOV"}),
    ("The envoy asked Pristina to sign.", {"Pristina": "XKX.GOV"}),
    ("Talks between Ankara and Athens resumed.", {"Ankara": "TUR.GOV", "Athens": "GRC.GOV"}),
    ("The envoy arrived in Belgrade.", {"Belgrade": None}),
    ("The envoy visited Belgrade and Pristina.", {"Belgrade": None, "Pristina": None}),
    ("The Vienna talks failed.", {"Vienna": None}),
    ("She was born at a clinic near the White House.", {"White House": None}),
    ("The White House denied it.", {"White House": "USA.GOV"}),
    ("Rockets hit Kharkiv and rebels shelled Damascus.", {"Damascus": "SYR"}),
]


@pytest.mark.parametrize(("text", "expected"), CAPITALS)
def test_a_capital_is_a_government_only_where_it_acts(text: str, expected: dict[str, str | None]) -> None:
    found = mentions(read(text))
    assert {w: found.get(w) for w in expected} == expected


def test_a_spokesman_speaks_for_the_ministry() -> None:
    sheet = read("A spokesman for the Polish interior ministry said on Monday that the border was closed.")
    spokesman = mention(sheet, "spokesman for the Polish interior ministry")
    assert spokesman.actor == "POL.GOV.interior-ministry"
    assert sheet.doc[spokesman.head].text == "spokesman"


def test_title_and_name_are_one_mention_headed_by_the_name() -> None:
    sheet = read("The US Secretary of State Antony Blinken flew to Cairo.", ON)
    found = mention(sheet, "US Secretary of State Antony Blinken")
    assert (found.actor, sheet.doc[found.head].text) == ("P.antony-blinken", "Blinken")
    assert list(mentions(sheet)) == ["US Secretary of State Antony Blinken"]
    assert actor(sheet, "US Secretary of State Antony Blinken").office == "Secretary of State of the United States"


@pytest.mark.parametrize(
    ("text", "id", "how"),
    [
        ("German Foreign Minister Annalena Bearbock left.", "P.annalena-baerbock", "misspelt"),
        ("French President Emanuel Macron left.", "P.emmanuel-macron", "misspelt"),
        ("German Foreign Minister Annalena Baerbock left.", "P.annalena-baerbock", "office_holder"),
        ("French President Macron left.", "P.emmanuel-macron", "title_name"),
    ],
)
def test_a_name_is_found_in_spite_of_its_spelling(text: str, id: str, how: str) -> None:
    sheet = read(text, ON)
    [found] = sheet.actors
    assert (found.id, found.how) == (id, how)
    assert found.mentions[0].of(text) == text.removesuffix(" left.")


def test_a_misspelt_name_without_office_or_country_stays_a_stranger() -> None:
    sheet = read("The baker Emanuel Makron opened a shop.", ON)
    assert not [a for a in sheet.actors if a.id == "P.emmanuel-macron"]


def test_a_title_alone_is_whoever_held_the_office_on_the_date() -> None:
    text = "The German foreign minister arrived."
    assert actor(read(text, "2023-11-28"), "German foreign minister").id == "P.annalena-baerbock"
    assert actor(read(text, "2016-05-01"), "German foreign minister").id == "P.frank-walter-steinmeier"
    undated = actor(read(text), "German foreign minister")
    assert (undated.id, undated.country, undated.sectors) == ("DEU.GOV.foreign-minister", "DEU", ("GOV",))


def test_a_title_alone_is_first_of_all_whoever_bears_it_in_the_text() -> None:
    sheet = read("Atlantis Foreign Minister Ora Vell met Chadian President Abou Doré. The Chadian president smiled.")
    assert mention(sheet, "Chadian president").actor == mention(sheet, "Chadian President Abou Doré").actor
    assert mention(sheet, "Chadian president").how == "title_in_text"


def test_title_beside_a_name_is_the_same_person() -> None:
    sheet = read("The president of Kenya, Amani Otieno, said he would sign. Mr Otieno gave no date.")
    [person] = [a for a in sheet.actors if a.kind == "person"]
    assert [s.of(sheet.dispatch.text) for s in person.mentions] == [
        "president of Kenya", "Amani Otieno", "he", "Mr Otieno",
    ]  # fmt: skip
    assert (person.country, person.sectors, person.office) == ("KEN", ("GOV",), "president")


def test_a_person_out_of_office_on_the_date_is_of_the_former_elite() -> None:
    merkel = actor(read("Angela Merkel published a book.", ON), "Angela Merkel")
    assert (merkel.country, merkel.sectors, merkel.office) == ("DEU", ("ELI",), None)
    then = actor(read("Angela Merkel published a plan.", "2015-03-03"), "Angela Merkel")
    assert (then.sectors, then.office) == (("GOV",), "Prime Minister of Germany")


def test_an_unknown_person_has_an_id_of_name_and_country() -> None:
    text = "Moldovan economist Ion Rusu said prices would rise."
    found = actor(read(text), "Moldovan economist Ion Rusu")
    assert found.id.startswith("P.ion-rusu.")
    assert (found.name, found.country, found.kind) == ("Ion Rusu", "MDA", "person")
    assert actor(read("Romanian economist Ion Rusu spoke."), "Romanian economist Ion Rusu").id != found.id
    assert actor(read(text), "Moldovan economist Ion Rusu").id == found.id


def test_acronyms_that_the_text_explains() -> None:
    sheet = read("The Blue Meadow Party (BMP) won. The BMP thanked its voters.")
    assert mention(sheet, "BMP", 1).actor == mention(sheet, "Blue Meadow Party").actor == "O.blue-meadow-party"


def test_an_explained_acronym_goes_before_a_name_of_the_tables() -> None:
    sheet = read("Sudan's army fought the Rapid Support Forces (RSF). The RSF denied it.")
    assert mention(sheet, "RSF", 1).actor == mention(sheet, "Rapid Support Forces").actor


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("NATO met on Monday. The alliance will send troops.", "alliance", "IGO.NATO"),
        ("The African Union suspended Niger. The bloc demanded elections.", "bloc", "IGO.AU"),
        ("The EU warned Niger. The bloc demanded elections.", "bloc", "IGO.EU"),
        ("The Polish interior ministry sent guards. The ministry gave no number.", "ministry", "POL.GOV.interior-ministry"),
        ("Hungary voted on Sunday. The country will hold a second round.", "country", "HUN"),
        ("Hungary voted on Sunday. The government lost.", "government", "HUN.GOV"),
        ("An Iraqi judge spoke. The army kept silent.", "army", "IRQ.MIL"),
        ("Russia shelled the port. It denied the attack.", "It", "RUS"),
        ("Russia condemned Poland for its decision.", "its", "RUS"),
        ("Turkish President Deniz Aksoy, who visited Rome, smiled.", "who", "P.deniz-aksoy"),
        ("Chad accused Sudan, which denied it.", "which", "SDN"),
        ("Iran's army said its troops had left.", "troops", "IRN.MIL"),
    ],
)  # fmt: skip
def test_words_that_refer_back(text: str, words: str, id: str) -> None:
    found = mention(read(text), words)
    assert found.actor.startswith(id)
    assert found.actor == id or id.startswith("P.")


def test_pronouns_agree_with_what_is_known_of_the_person() -> None:
    sheet = read("Italian Prime Minister Giorgia Meloni met French President Emmanuel Macron. She thanked him.", ON)
    assert mention(sheet, "She").actor == "P.giorgia-meloni"
    assert mention(sheet, "him").actor == "P.emmanuel-macron"
    assert mention(sheet, "She").refers_back


def test_empty_it_means_nobody() -> None:
    assert "it" not in {w.lower() for w in mentions(read("Peru voted. It is unclear that Chile will follow."))}


def test_the_two_sides_are_the_last_two_named() -> None:
    sheet = read("Armenia and Azerbaijan traded fire. The two sides agreed to talk.")
    both = mention(sheet, "two sides")
    assert both.members == ("ARM", "AZE")
    token = sheet.doc[both.head]
    assert [p.id for p in sheet.parties.each_of(token)] == ["ARM", "AZE"]
    assert [p.span.of(sheet.dispatch.text) for p in sheet.parties.each_of(token) if p.span] == [
        "two sides",
        "two sides",
    ]


def test_two_adjectives_before_one_noun_are_two_actors() -> None:
    sheet = read("French and German police arrested a smuggler.")
    assert mention(sheet, "French and German police").members == ("FRA.COP", "DEU.COP")
    assert {"FRA.COP", "DEU.COP"} <= {a.id for a in sheet.actors}


def test_an_adjective_before_a_noun_that_is_nobody_names_the_country() -> None:
    sheet = read("Russian aggression continued.")
    assert mention(sheet, "Russian").actor == "RUS"
    aggression = sheet.doc[1]
    assert sheet.parties.of(aggression) is None
    behind = sheet.parties.behind(aggression)
    assert behind is not None
    assert behind.id == "RUS"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("They ate roast Turkey with gravy on Thursday.", "TUR"),
        ("The ambassador left; the assad in ambassador is nobody.", "SYR"),
        ("Denzel Washington won the award.", "USA.GOV"),
        ("Chad Johnson told his wife.", "TCD"),
        ("Michael Jordan scored again.", "JOR"),
        ("Ask us who was there.", "USA"),
        ("Iran-backed militias attacked.", "IRN"),
        ("Pro-Russian rallies were banned.", "RUS"),
        ("It was a major general mistake to use force.", "MIL"),
    ],
)
def test_traps(text: str, absent: str) -> None:
    assert absent not in {a.id for a in read(text).actors}


def test_news_agencies_are_media() -> None:
    told = actor(read("The minister told Reuters that he would resign."), "Reuters")
    assert (told.kind, told.sectors) == ("organisation", ("JRN",))


def test_a_title_that_changed_hands_in_the_interval_is_left_undecided() -> None:
    sheet = read("The German chancellor arrived.", "2021-12-01", "2021-12-31")
    [undecided] = sheet.undecided
    assert (undecided.reason, undecided.span.of(sheet.dispatch.text)) == ("actor_ambiguous", "German chancellor")
    assert set(undecided.candidates) == {"P.angela-merkel", "P.olaf-scholz"}
    assert actor(sheet, "German chancellor").id == "DEU.GOV.head-of-government"


def test_every_reason_code_is_of_the_table_and_in_the_docs(request: pytest.FixtureRequest) -> None:
    page = (request.config.rootpath / "docs" / "actors.md").read_text(encoding="utf-8")
    for code, (confidence, meaning) in HOW.items():
        assert f"| `{code}` | {confidence} | {meaning} |" in page
