"""Threats and demands, and promises that are denied or only alleged. All sentences are invented."""

from __future__ import annotations

import pytest

from tests.reader.said import country, organisation, person, pledges

ACTORS = (
    country("Kenya", "KEN"),
    country("Haiti", "HTI"),
    country("Norway", "NOR"),
    country("Japan", "JPN"),
    country("Chile", "CHL"),
    country("Peru", "PER"),
    country("Iran", "IRN"),
    country("Jordan", "JOR"),
    organisation("African Union"),
    person("Kari Lund", "NOR", "minister"),
)
DEMANDS = [
    ("Norway urged Japan to send ships.", "norway", "japan", "send ships"),
    ("Kenya asked Peru not to close the port.", "kenya", "peru", "not to close the port"),
    ("The African Union called on Haiti to release the nurses.", "african-union", "haiti", "release the nurses"),
    ("Chile demanded that Peru open the border by June.", "chile", "peru", "open the border by June"),
    ("Chile demanded an apology from Peru.", "chile", "peru", "an apology from Peru"),
    ("Haiti asked Norway for forty boats.", "haiti", "norway", "forty boats"),
    ("Japan was urged by Kenya to pay the crew.", "kenya", "japan", "pay the crew"),
    ("“Iran must free the sailors,” Kari Lund said.", "kari-lund", "iran", "free the sailors"),
    ("Peru repeated its request to Chile to lift the ban.", "peru", "chile", "lift the ban"),
    ("Jordan gave Iran two weeks to withdraw its guards.", "jordan", "iran", "withdraw its guards"),
    ("Kenya called for the release of the crew by Iran.", "kenya", "iran", "the release of the crew by Iran"),
]


@pytest.mark.parametrize(("text", "who", "to", "what"), DEMANDS)
def test_a_demand_asks_of_another_what_only_that_one_can_do(text: str, who: str, to: str, what: str) -> None:
    (p,) = pledges(text, *ACTORS)
    assert (p.kind, p.who.id, p.to.id if p.to else None, p.what[0].of(text)) == ("demand", who, to, what)


def test_a_demand_of_two_is_one_of_each() -> None:
    found = pledges("Norway urged Chile and Peru to reopen the pass.", *ACTORS)
    assert [(p.who.id, p.to.id if p.to else None) for p in found] == [("norway", "chile"), ("norway", "peru")]


THREATS = [
    ("Iran vowed revenge for the raid.", "iran", "revenge for the raid", None, None),
    ("Iran will strike Jordan again.", "iran", "strike Jordan again", "jordan", None),
    ("Kenya threatened to withdraw its troops.", "kenya", "withdraw its troops", None, None),
    ("Chile said it would suspend the ceasefire.", "chile", "suspend the ceasefire", None, None),
    ("Norway will impose sanctions on Iran unless Iran frees the crew.", "norway", "impose sanctions on Iran", "iran", "unless Iran frees the crew"),
    ("Peru will not pay the loan unless Chile opens the border.", "peru", "not pay the loan", "chile", "unless Chile opens the border"),
    ("Japan threatened Peru with a boycott.", "japan", "a boycott", "peru", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "what", "to", "condition"), THREATS)
def test_a_threat_promises_harm(text: str, who: str, what: str, to: str | None, condition: str | None) -> None:
    found = [p for p in pledges(text, *ACTORS) if p.kind == "threat"]
    assert [(p.who.id, p.what[0].of(text), p.to.id if p.to else None) for p in found] == [(who, what, to)]
    assert (found[0].condition.of(text) if found[0].condition else None) == condition


def test_a_promise_not_to_do_harm_is_no_threat() -> None:
    (p,) = pledges("Iran promised not to attack Jordan.", *ACTORS)
    assert p.kind == "pledge"


def test_a_denied_promise_says_who_denies_it() -> None:
    (p,) = pledges("Norway denied that it had promised to pay.", *ACTORS)
    assert (p.factuality, p.holder.id if p.holder else None) == ("denied", "norway")


def test_an_alleged_promise_says_who_alleges_it() -> None:
    (p,) = pledges("Peru accused Chile of promising to arm Iran.", *ACTORS)
    assert (p.factuality, p.who.id, p.holder.id if p.holder else None) == ("alleged", "chile", "peru")
    (p,) = pledges("Chile reportedly promised to train the guards.", *ACTORS)
    assert (p.factuality, p.holder) == ("alleged", None)


def test_people_and_money_of_one_promise() -> None:
    (p,) = pledges("Japan pledged 40 nurses and 3 million dollars to Haiti.", *ACTORS)
    assert (p.quantity, p.unit, p.money, p.currency) == (40, "nurses", 3e6, "USD")


NOBODYS = [
    "Norway was expected to urge Japan to send ships.",
    "Kenya has not asked Peru to pay.",
    "Chile may demand that Peru open the port.",
    "Norway had urged residents to boil their water.",
    "Should Japan ask Peru to wait?",
    "Norway hopes that Kenya will send nurses.",
]


@pytest.mark.parametrize("text", NOBODYS)
def test_no_demand(text: str) -> None:
    assert pledges(text, *ACTORS) == ()
