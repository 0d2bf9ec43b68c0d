"""Place, time, magnitudes and contexts of events."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reader.factuality_helper import event_at, events_in

CASES = [
    (
        "Al-Shabaab fighters attacked a hotel in Mogadishu, killing at least 18 people and wounding 40 others.",
        "attacked",
        {"killed": 18, "injured": 40},
    ),
    ("Eighteen people were killed in an attack by Boko Haram on a village in Niger.", "killed", {"killed": 18}),
    ("Police in Minsk arrested more than 300 demonstrators.", "arrested", {"arrested": 300}),
    ("About 20,000 people protested in Tbilisi against the government of Georgia.", "protested", {"crowd": 20000}),
    ("Denmark will send 150 additional troops to Estonia next year.", "send", {"troops": 150}),
    ("The European Union gave Moldova 250 million euros in aid.", "gave", {"money": 250e6, "currency": "EUR"}),
    ("Japan pledged $1.5 billion to Ukraine.", "pledged", {"money": 1.5e9, "currency": "USD"}),
    ("Rebels killed three soldiers and a civilian in northern Mali.", "killed", {"killed": 4}),
    (
        "A car bomb planted by the Taliban killed between 30 and 40 people in Kabul.",
        "killed",
        {"killed": 30, "killed_max": 40},
    ),
    ("Up to 40 Indian soldiers were killed in a raid by separatists in Kashmir.", "killed", {"killed_max": 40}),
    (
        "Rebels raided two farms in the district of Beni, Congo, setting barns on fire in the night and killing "
        "seven herders, nine policemen and two members of a village guard.",
        "killing",
        {"killed": 18},
    ),
    ("Gunmen kidnapped a couple of aid workers in Haiti.", "kidnapped", {"abducted": 2}),
    ("Turkey detained twenty-four journalists, including three editors.", "detained", {"arrested": 24}),
    ("Two gunmen killed 12 policemen in Peshawar, officials in Pakistan said.", "killed", {"killed": 12}),
    ("Dozens of people were killed when Russia shelled Kharkiv.", "killed", {}),
    ("Three gunmen attacked the Kenyan embassy in Mogadishu.", "attacked", {}),
]


@pytest.mark.parametrize(("text", "trigger", "magnitudes"), CASES)
def test_magnitudes(text: str, trigger: str, magnitudes: dict[str, float | str]) -> None:
    assert dict(event_at(text, trigger).magnitudes) == magnitudes


def test_a_toll_goes_to_the_only_attack_of_the_sentence_before() -> None:
    text = "The suicide bombing in Quetta was claimed by Islamic State. The death toll rose to 39."
    assert dict(event_at(text, "bombing").magnitudes) == {"killed": 39}


def test_those_a_protest_is_about_are_not_its_victims() -> None:
    text = "Thousands rallied in Nairobi against the killing of three students by police."
    assert [dict(e.magnitudes) for e in events_in(text) if e.type == "PROTEST"] in ([], [{}])


def test_place_and_time() -> None:
    event = event_at("Houthi fighters attacked a market in Taiz on Monday.", "attacked")
    assert event.place is not None
    assert event.place.country == "YEM"
    assert event.when is not None
    assert event.when.start == date(2021, 6, 14)


def test_the_day_in_the_name_of_another_event_is_not_taken() -> None:
    text = "The attack of 3 May in the east fuelled concern in Mali that Niger may be trying to bomb Burkina Faso."
    assert event_at(text, "bomb").when is None


@pytest.mark.parametrize(
    ("text", "trigger", "context"),
    [
        ("Jihadists attacked a village in Niger.", "attacked", "terrorism"),
        ("Bulgaria accused Russia of a cyberattack.", "accused", "cyber"),
        ("Spain arrested five officials of Morocco over bribery.", "arrested", "corruption"),
        ("Canada gave Lebanon vaccines.", "gave", "health"),
    ],
)
def test_contexts(text: str, trigger: str, context: str) -> None:
    assert context in event_at(text, trigger).contexts


def test_contexts_of_another_clause_are_not_taken() -> None:
    text = "Brazil thanked Argentina, whose court had ordered the extradition of a banker."
    assert "legal" not in event_at(text, "thanked").contexts
