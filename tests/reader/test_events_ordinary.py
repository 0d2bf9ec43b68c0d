"""Events in the plain turns of news agencies: nameless victims, police of the sentence before, insertions, accidents."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.api import read
from dragoman.knowledge.words.events import words_of
from dragoman.reader.events.candidates import find_candidates
from dragoman.reader.parties import Parties
from dragoman.reader.sheet import Sheet
from tests.reader.events_helper import acts_of, events_of, sheet_of

NAMELESS: list[tuple[tuple[str, ...], str]] = [
    (("Rebels stormed a monastery in the hills.", "Rebels"), "ASSAULT -: Rebels > a monastery"),
    (("Rebels attacked a market in Goma on Monday.", "Rebels"), "ASSAULT -: Rebels > a market"),
    (("Troops of Sudan shelled a crowded market.", "Sudan"), "ASSAULT heavy-weapons: Sudan > a crowded market"),
    (("A court in Oslo convicted a former minister.", "court"), "SANCTION convict: court > a former minister"),
    (("Two of those detained were freed by Ghana.", "Ghana"), "RETREAT release: Ghana > Two"),
    (("Qatar delivered tents to four villages.", "Qatar"), "AID -: Qatar > four villages"),
]

HOW: list[tuple[tuple[str, ...], str]] = [
    (("A suicide bomber killed nine guards.", "suicide bomber", "guards"), "ASSAULT suicide-attack"),
    (("A roadside bomb wounded four policemen.", "policemen"), "ASSAULT explosives"),
    (("A ferry was hit by a drone off Odesa.", "Odesa"), "ASSAULT drone"),
    (("Gunmen killed a mayor near Cali.", "Gunmen"), "ASSAULT firearms"),
    (("A crowd burned two shops in Suva.", "crowd"), "PROTEST riot"),
    (("Hackers attacked the website of the ministry.", "Hackers"), "COERCE cyber"),
    (("The inmates have refused food since Monday.", "inmates"), "PROTEST hunger"),
    (("Farmers blocked the motorway with tractors.", "Farmers"), "PROTEST obstruct"),
    (("Two navies of the bloc exchanged fire.", "navies"), "ASSAULT firearms"),
]

TO_WHOM: list[tuple[tuple[str, ...], str]] = [
    (("The Commission praised Latvia for its patience.", "Commission", "Latvia"), "SUPPORT -: Commission > Latvia"),
    (("Japan lent Tonga 40 million dollars.", "Japan", "Tonga"), "AID -: Japan > Tonga"),
    (
        ("Malta reaffirmed its commitment to defend Cyprus.", "Malta", "Cyprus"),
        "AGREE -: Malta > Cyprus",
    ),
    (("Chile offered to send advisers to Peru.", "Chile", "Peru"), "AGREE -: Chile > Peru"),
    (("Kuwait deposited 2 billion dollars in Jordan.", "Kuwait", "Jordan"), "AID -: Kuwait > Jordan"),
]

TURNS = [
    (
        ("Austria left for Rome on Friday and Hungary expelled two envoys of Malta.", "Hungary", "Malta"),
        "SANCTION expel: Hungary > Malta",
    ),
    (("Minsk, for its part, refused to hold talks with Riga.", "Minsk", "Riga"), "REJECT meet: Minsk > Riga"),
    (("Kenya and Uganda spoke by phone on Thursday.", "Kenya", "Uganda"), "CONSULT phone: Kenya + Uganda > "),
    (("Envoys of Chad held three days of talks with Mali.", "Chad", "Mali"), "CONSULT -: Chad + Mali > "),
    (("Senegal announced a cease-fire with the rebels.", "Senegal", "rebels"), "CONCEDE -: Senegal > rebels"),
    (("Damascus protested against the raid in a letter.", "Damascus"), "ACCUSE disapprove: Damascus > "),
    (("Teachers of the union threatened to strike.", "Teachers"), "THREATEN restrict: Teachers > "),
]

NO_EVENTS = [
    ("Japanese shares rallied as bank stocks recovered.", "shares"),
    ("The captain spoke of a massacre.", "captain"),
    ("The rouble retreated before staging a rally.", "rouble"),
    ("Speculators attacked the currency of Turkey.", "Speculators", "Turkey"),
    ("Nokia won a takeover battle with Ericsson.", "Nokia", "Ericsson"),
    ("A train collided with a lorry near Lima, killing nine people.", "Lima", "people"),
    ("Seven people are killed after a helicopter crashes in Nepal.", "people"),
    ("The outbreak, which killed 70 people, began in Angola.", "people"),
    ("A bus plunged off a bridge, killing nine people.", "people"),
    ("Two tourists were killed by lions in Kenya.", "tourists"),
    ("Turkey will not close its border with Greece.", "Turkey", "Greece"),
    ("The traders were not invited.", "traders"),
    ("Peru declined to comment.", "Peru"),
    ("The singer pleaded guilty in Lagos.", "singer"),
    ("The agency launched a rocket that put a telescope into orbit.", "agency"),
    ("The ministers visited a museum.", "ministers"),
    ("Ghana will deliver a speech to Togo.", "Ghana", "Togo"),
    ("Fiji's envoy is taking part as a guest.", "Fiji", "envoy"),
]


@pytest.mark.parametrize(("given_text", "act"), NAMELESS + TO_WHOM)
def test_to_whom(given_text: tuple[str, ...], act: str) -> None:
    assert acts_of(*given_text) == [act]


@pytest.mark.parametrize(("given_text", "act"), HOW)
def test_how(given_text: tuple[str, ...], act: str) -> None:
    assert [f"{e.type} {e.mode}" for e in events_of(*given_text)] == [act]


@pytest.mark.parametrize(("given_text", "act"), TURNS)
def test_turns_of_phrase(given_text: tuple[str, ...], act: str) -> None:
    assert act in acts_of(*given_text)


@pytest.mark.parametrize("given_text", NO_EVENTS)
def test_no_event(given_text: tuple[str, ...]) -> None:
    assert acts_of(*given_text) == []


def acts_on(sheet: Sheet) -> list[str]:
    find_candidates(sheet)
    return [
        f"{c.type}: {' + '.join(p.name for p in c.sources)} > {' + '.join(p.name for p in c.targets)}"
        for c in sheet.candidates
    ]


def described(sheet: Sheet, name: str, **known: object) -> Sheet:
    """The sheet with more said of one of its actors."""
    actors = tuple(replace(a, **known) if a.name == name else a for a in sheet.parties.actors.values())  # type: ignore[arg-type]
    sheet.parties = Parties(actors, sheet.parties.mentions)
    return sheet


ARREST = "Police fired into the air near Cuzco. Thirty marchers were arrested."


def test_the_police_of_the_sentence_before_made_the_arrest() -> None:
    sheet = described(sheet_of(ARREST, "Police", "marchers"), "Police", sectors=("COP",))
    assert acts_on(sheet)[-1] == "COERCE: Police > marchers"


def test_nobody_else_of_the_sentence_before_did() -> None:
    assert acts_on(sheet_of(ARREST, "Police", "marchers"))[-1] == "COERCE:  > marchers"


@pytest.mark.parametrize(("country", "act"), [("VUT", "AID"), ("FJI", "MOBILIZE")])
def test_police_sent_abroad_are_help(country: str, act: str) -> None:
    sheet = sheet_of("Fiji sent 30 police officers to Vila.", "Fiji", "Vila")
    sheet = described(described(sheet, "Fiji", country="FJI"), "Vila", country="FJI")
    assert acts_on(described(sheet, "Vila", country=country)) == [f"{act}: Fiji > Vila"]


def test_each_of_two_sides_is_met() -> None:
    sheet = sheet_of("Oman praised the two sides after Chad and Mali had left.", "Oman", "two sides", "Chad", "Mali")
    mentions = [replace(m, members=("chad", "mali")) if m.actor == "two-sides" else m for m in sheet.parties.mentions]
    sheet.parties = Parties(sheet.actors, mentions)
    assert acts_on(sheet) == ["SUPPORT: Oman > Chad + Mali"]


def test_a_pronoun_that_nobody_resolved_is_the_speaker() -> None:
    assert acts_on(sheet_of("The envoy said they back the plan of Togo.", "envoy", "Togo")) == ["SUPPORT: envoy > Togo"]


def test_an_attack_spoken_of_again_is_no_second_attack() -> None:
    text = "Rebels attacked Gao on Monday. Mali opened an inquiry into the attack."
    assert acts_of(text, "Rebels", "Gao", "Mali") == ["ASSAULT -: Rebels > Gao", "ACCUSE investigate: Mali > "]


def test_what_an_attack_did_belongs_to_it() -> None:
    text = "Two ships of China struck a ferry of Palau with missiles, injuring four sailors."
    assert acts_of(text, "China", "Palau", "sailors") == ["ASSAULT heavy-weapons: China > Palau"]


def test_an_attack_in_which_people_were_killed_is_one_event() -> None:
    (event,) = events_of("Four soldiers of Chad were killed during a mortar strike.", "Chad")
    assert (event.type, event.mode, [p.name for p in event.recipients]) == ("ASSAULT", "heavy-weapons", ["Chad"])


def test_forces_of_one_country_that_exercise_mobilise() -> None:
    text = "Troops and police of Austria held a joint military exercise."
    sheet = sheet_of(text, "Troops", "police")
    sheet = described(described(sheet, "Troops", country="AUT"), "police", country="AUT")
    assert acts_on(sheet) == ["MOBILIZE: Troops + police > "]
    assert acts_on(described(sheet, "police", country="HUN")) == ["COOPERATE: Troops + police > "]


def test_two_condemned_things_are_two_events() -> None:
    text = "Norway condemned the incident and handed a protest note to Ghana."
    assert acts_of(text, "Norway", "Ghana") == [
        "ACCUSE disapprove: Norway > ",
        "ACCUSE disapprove: Norway > Ghana",
    ]


def test_a_truce_in_force_needs_no_parties() -> None:
    assert acts_of("The ceasefire took effect at noon.") == ["RETREAT ceasefire:  > "]


def test_a_nameless_victim_is_known_by_its_words() -> None:
    (event,) = events_of("Rebels stormed a monastery of the bishop near Goma.", "Rebels")
    text = "Rebels stormed a monastery of the bishop near Goma."
    assert [(p.span.of(text), p.sectors, p.country) for p in event.recipients if p.span] == [("a monastery", (), None)]


@given(st.sampled_from(sorted(words_of("sites") - words_of("border"))))
def test_any_site_may_be_attacked(noun: str) -> None:
    found = acts_of(f"Militants attacked the {noun} of the town.", "Militants")
    assert all(a.startswith(("ASSAULT", "COERCE cyber")) for a in found)


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Jane Miller met Tom Baker, a plumber, in Leeds on Friday.", False),
        ("Jane Miller met the Norwegian foreign minister in Oslo on Friday.", True),
        ("Police in Ghana met Tom Baker on Friday.", True),
    ],
)
def test_private_people_among_themselves_make_no_event(text: str, public: bool) -> None:
    reading = read(text)
    assert bool([e for e in reading.events if e.type == "CONSULT"]) is public
    assert ("no_public_actor" in {u.reason for u in reading.undecided}) is not public
