"""Events from grammar: who did what to whom, in many constructions. The actors are given, so only the acts are tested."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import PartError
from dragoman.reader import versions
from dragoman.reader.events.candidates import find_candidates
from dragoman.reader.events.events import record_events
from dragoman.records import Party
from dragoman.settings import Settings
from tests.reader.events_helper import acts_of, events_of, sheet_of

ACTIVE_AND_PASSIVE = [
    (("Rebels attacked an army base near Bamako.", "Rebels", "army"), ["ASSAULT -: Rebels > army"]),
    (("The convoy of the army was attacked by rebels.", "army", "rebels"), ["ASSAULT -: rebels > army"]),
    (("Peru urged Chile to return the documents.", "Peru", "Chile"), ["REQUEST yield: Peru > Chile"]),
    (("Peru was urged by Chile to release the men.", "Peru", "Chile"), ["REQUEST yield: Chile > Peru"]),
    (("Police in Harare arrested three lawyers.", "Police", "lawyers"), ["COERCE arrest: Police > lawyers"]),
    (("Brazil praised Uruguay for its help.", "Brazil", "Uruguay"), ["SUPPORT -: Brazil > Uruguay"]),
]

NOMINAL = [
    (("Turkey's airstrikes on Kurdish fighters went on.", "Turkey", "Kurdish fighters"), "ASSAULT aerial"),
    (("The attack by Boko Haram on a market in Maiduguri left ten dead.", "Boko Haram", "Maiduguri"), "ASSAULT -"),
    (("Egypt opened an investigation into the ferry company.", "Egypt", "ferry company"), "ACCUSE investigate"),
]

RECIPROCAL = [
    (("Serbia and Kosovo held talks in Brussels.", "Serbia", "Kosovo"), "CONSULT -: Serbia + Kosovo > "),
    (
        ("Talks between Colombia and the guerrillas resumed.", "Colombia", "guerrillas"),
        "CONSULT -: Colombia + guerrillas > ",
    ),
    (("Macron met Merkel in Berlin.", "Macron", "Merkel"), "CONSULT -: Macron + Merkel > "),
    (("The discussions that Peru held with Ecuador ended.", "Peru", "Ecuador"), "CONSULT -: Peru + Ecuador > "),
    (
        ("Poland, Lithuania and Latvia signed a pact.", "Poland", "Lithuania", "Latvia"),
        "SUPPORT -: Poland + Lithuania + Latvia > ",
    ),
    (("Thailand and Cambodia exchanged fire.", "Thailand", "Cambodia"), "ASSAULT firearms: Thailand + Cambodia > "),
    (
        ("South Korea and Australia held joint naval exercises.", "South Korea", "Australia"),
        "COOPERATE -: South Korea + Australia > ",
    ),
]

GOVERNED = [
    (("Norway agreed to send medicine to Malawi.", "Norway", "Malawi"), "AGREE -: Norway > Malawi"),
    (
        ("Algeria threatened to break off relations with Morocco.", "Algeria", "Morocco"),
        "THREATEN relations: Algeria > Morocco",
    ),
    (("Kenya refused to meet the delegation from Somalia.", "Kenya", "Somalia"), "REJECT meet: Kenya > Somalia"),
    (("Mali said it would expel the ambassador of France.", "Mali", "France"), "THREATEN expel: Mali > France"),
    (("Angola said it would release the prisoners.", "Angola", "prisoners"), "AGREE -: Angola > prisoners"),
    (("Qatar said it would not lift the ban on Bahrain.", "Qatar", "Bahrain"), "REJECT yield: Qatar > Bahrain"),
    (("Sudan will not meet the envoys of Chad.", "Sudan", "Chad"), "REJECT meet: Sudan > Chad"),
    (("Kuwait decided not to send soldiers to Yemen.", "Kuwait", "Yemen"), "REJECT assist: Kuwait > Yemen"),
    (("Finland must raise its contribution, NATO said.", "Finland", "NATO"), "REQUEST assist: NATO > Finland"),
    (
        ("Togo cancelled a visit by the king of Lesotho.", "Togo", "king of Lesotho"),
        "REJECT meet: Togo > king of Lesotho",
    ),
    (
        ("Colombia broke off talks with the guerrillas.", "Colombia", "guerrillas"),
        "SANCTION discontinue: Colombia > guerrillas",
    ),
]

SEVERAL = [
    (
        ("Canada imposed sanctions on Myanmar and expelled two diplomats of Eritrea.", "Canada", "Myanmar", "Eritrea"),
        ["SANCTION discontinue: Canada > Myanmar", "SANCTION expel: Canada > Eritrea"],
    ),
    (
        ("Three lawyers were arrested and deported by Zambia.", "lawyers", "Zambia"),
        ["COERCE arrest: Zambia > lawyers", "COERCE deport: Zambia > lawyers"],
    ),
    (
        ("Moldova condemned Russia's invasion of Ukraine.", "Moldova", "Russia", "Ukraine"),
        ["ACCUSE disapprove: Moldova > Russia", "ASSAULT -: Russia > Ukraine"],
    ),
    (
        ("Ghana condemned the killing of tourists by gunmen.", "Ghana", "tourists", "gunmen"),
        ["ACCUSE disapprove: Ghana > gunmen", "ASSAULT targeted: gunmen > tourists"],
    ),
    (
        ("Ethiopia accused Egypt of arming the rebels.", "Ethiopia", "Egypt", "rebels"),
        ["ACCUSE allege: Ethiopia > Egypt", "AID -: Egypt > rebels"],
    ),
    (
        ("The minister, who had accused Haiti of fraud, met the king of Tonga.", "minister", "Haiti", "king of Tonga"),
        ["ACCUSE allege: minister > Haiti", "CONSULT -: minister + king of Tonga > "],
    ),
]

MODES = [
    (("Nurses went on strike in Lisbon.", "Nurses"), "PROTEST strike"),
    (("Students marched against the government of Georgia.", "Students", "government"), "PROTEST demo"),
    (("The junta imposed a curfew on Yangon.", "junta", "Yangon"), "COERCE curfew"),
    (("India deployed 5,000 soldiers along the border with China.", "India", "China"), "MOBILIZE troops"),
    (("The rebels released two hostages.", "rebels", "hostages"), "RETREAT release"),
    (("Eritrea withdrew its troops from Tigray.", "Eritrea", "Tigray"), "RETREAT withdraw"),
    (("Cyprus lifted the curfew in Nicosia.", "Cyprus", "Nicosia"), "CONCEDE -"),
    (("Ghana lifted sanctions on Togo.", "Ghana", "Togo"), "RETREAT -"),
    (("Cuba apologised to Jamaica for the delay.", "Cuba", "Jamaica"), "CONCEDE -"),
    (("Tunisia shared intelligence with Italy.", "Tunisia", "Italy"), "COOPERATE -"),
    (("Rwanda handed over a suspect to Belgium.", "Rwanda", "Belgium"), "COOPERATE -"),
    (("Spain summoned the ambassador of Venezuela.", "Spain", "Venezuela"), "ACCUSE disapprove"),
    (("A court in Rabat convicted an activist of treason.", "court", "activist"), "SANCTION convict"),
    (("Soldiers fired tear gas at protesters.", "Soldiers", "protesters"), "ASSAULT crowd-control"),
    (("Gunmen kidnapped a priest in Haiti.", "Gunmen", "priest"), "ASSAULT abduct"),
    (("Iran threatened to close the strait to Saudi tankers.", "Iran", "Saudi"), "THREATEN restrict"),
]

NO_EVENTS = [
    ("The dispute could increase instability in Georgia.", "Georgia"),
    ("The path to peace in Sudan needs the avoidance of any recourse to violence.", "Sudan"),
    ("He died of a heart attack in Kenya.", "Kenya"),
    ("Shares of Nokia hit a record high in Finland.", "Nokia", "Finland"),
    ("The striker of Ghana attacked the goal of Mali in the second half.", "Ghana", "Mali"),
    ("Rwanda fights malaria with new nets.", "Rwanda"),
    ("Scholars from Oman study birds.", "Oman"),
    ("The demands of Chad were met with silence.", "Chad"),
]


@pytest.mark.parametrize(("given_text", "acts"), ACTIVE_AND_PASSIVE + SEVERAL)
def test_all_acts_of_a_sentence(given_text: tuple[str, ...], acts: list[str]) -> None:
    assert acts_of(*given_text) == acts


@pytest.mark.parametrize(("given_text", "act"), NOMINAL)
def test_event_nouns(given_text: tuple[str, ...], act: str) -> None:
    _, source, target = given_text
    assert acts_of(*given_text) == [f"{act}: {source} > {target}"]


@pytest.mark.parametrize(("given_text", "act"), RECIPROCAL + GOVERNED)
def test_one_act(given_text: tuple[str, ...], act: str) -> None:
    assert acts_of(*given_text) == [act]


@pytest.mark.parametrize(("given_text", "act"), MODES)
def test_type_and_mode(given_text: tuple[str, ...], act: str) -> None:
    assert [a.split(":")[0] for a in acts_of(*given_text)] == [act]


@pytest.mark.parametrize("given_text", NO_EVENTS)
def test_words_that_are_no_events_here(given_text: tuple[str, ...]) -> None:
    assert acts_of(*given_text) == []


def test_a_reciprocal_act_names_all_and_aims_at_nobody() -> None:
    sheet = sheet_of("Macron met Merkel in Berlin.", "Macron", "Merkel")
    find_candidates(sheet)
    assert [c.reciprocal for c in sheet.candidates] == [True]


def test_visitor_acts_and_host_receives() -> None:
    assert acts_of("Indonesia hosted the king of Tonga.", "Indonesia", "king of Tonga") == [
        "CONSULT visit: king of Tonga > Indonesia"
    ]
    assert acts_of("The king of Tonga visited Indonesia.", "Indonesia", "king of Tonga") == [
        "CONSULT visit: king of Tonga > Indonesia"
    ]


def test_an_attack_by_nobody_is_kept_and_other_acts_by_nobody_are_left_undecided() -> None:
    sheet = sheet_of("The attack of 3 March shocked everyone. It came amid calls for sending help.")
    find_candidates(sheet)
    assert [(c.type, c.sources, c.targets) for c in sheet.candidates] == [("ASSAULT", (), ())]
    assert {(u.span.of(sheet.dispatch.text), u.reason, u.candidates) for u in sheet.undecided} == {
        ("calls", "no_actor", ("REQUEST",))
    }


def test_a_weak_candidate_is_left_undecided() -> None:
    sheet = sheet_of("Rebels attacked an army base.", "Rebels", "army")
    find_candidates(sheet)
    for c in sheet.candidates:
        c.confidence, c.factuality = 0.2, "happened"
    record_events(sheet)
    assert sheet.events == ()
    assert [(u.reason, u.candidates) for u in sheet.undecided] == [("low_confidence", ("ASSAULT",))]


def test_what_harm_an_attack_did_is_no_second_event() -> None:
    assert acts_of(
        "A raid by Turkey on Kurdish fighters killed nine people.", "Turkey", "Kurdish fighters", "people"
    ) == ["ASSAULT -: Turkey > Kurdish fighters"]


def test_people_killed_in_an_attack_were_killed_by_the_attackers() -> None:
    assert acts_of("Nine villagers were killed in an attack by Boko Haram.", "villagers", "Boko Haram") == [
        "ASSAULT -: Boko Haram > villagers"
    ]


def test_unweighed_candidates_are_refused() -> None:
    sheet = sheet_of("Fiji visited Tonga.", "Fiji", "Tonga")
    find_candidates(sheet)
    with pytest.raises(PartError, match="without a factuality"):
        record_events(sheet)


def test_a_planned_meeting_becomes_agree() -> None:
    sheet = sheet_of("Fiji will visit Tonga in May.", "Fiji", "Tonga")
    find_candidates(sheet)
    for c in sheet.candidates:
        c.factuality = "planned"
    record_events(sheet)
    assert [(e.type, e.mode, e.quad, e.factuality) for e in sheet.events] == [("AGREE", None, 1, "planned")]


def test_a_refusal_has_happened_though_its_verb_is_negated() -> None:
    sheet = sheet_of("Sudan will not meet the envoys of Chad.", "Sudan", "Chad")
    find_candidates(sheet)
    assert [c.factuality for c in sheet.candidates] == ["happened"]


def test_record_fields() -> None:
    text = "Officials were calm. Canada imposed an embargo on Togo on Monday."
    (event,) = events_of(text, "Canada", "Togo")
    assert (event.quad, event.cameo, event.intensity, event.contexts) == (4, "163", -6.0, ("economic",))
    assert [s.of(text) for s in event.trigger] == ["imposed"]
    assert [s.of(text) for s in event.evidence] == ["Canada imposed an embargo on Togo on Monday."]
    assert event.made_by["candidates"] == versions(Settings())["candidates"]
    assert event.why == "impose:sanction"
    assert event.id.startswith("e-")


def test_ids_depend_on_the_words_and_the_parties() -> None:
    one = events_of("Canada praised Togo.", "Canada", "Togo")
    again = events_of("Canada praised Togo.", "Canada", "Togo")
    other = events_of("Canada praised Togo.", "Canada")
    assert [e.id for e in one] == [e.id for e in again]
    assert one[0].id != other[0].id


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Rebels",
                "Peru",
                "who",
                "attacked",
                "met",
                "talks",
                "with",
                "by",
                "refused",
                "to",
                "said",
                "will",
                "not",
                "and",
                ",",
                "on",
                "release",
                "sanctions",
                "imposed",
                "that",
                "it",
                "were",
                "the",
                ".",
                "of",
            ]
        ),
        min_size=1,
        max_size=25,
    )
)
def test_any_words_give_sound_records(words: list[str]) -> None:
    text = " ".join(words)
    names = [n for n in ("Rebels", "Peru") if n in words]
    for event in events_of(text, *names):
        parties: list[Party] = [*event.actors, *event.recipients]
        for span in [*event.trigger, *event.evidence, *[p.span for p in parties if p.span]]:
            assert 0 <= span.start < span.end <= len(text)
        assert parties or event.type in ("ASSAULT", "PROTEST")
        assert 0 < event.confidence <= 1
