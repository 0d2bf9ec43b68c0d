"""Who undertook what, and, as important, what is no pledge. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.reader.circumstances.amounts import find_amount
from dragoman.reader.parse import parse
from dragoman.reader.pledges.pledges import read_pledges
from dragoman.records import Span, TimeMention
from tests.reader.said import country, organisation, person, pledges, sheet

ACTORS = (
    country("Kenya", "KEN"),
    country("Haiti", "HTI"),
    country("Norway", "NOR"),
    country("Japan", "JPN"),
    country("Jordan", "JOR"),
    country("Chile", "CHL"),
    country("Peru", "PER"),
    country("Iran", "IRN"),
    organisation("African Union"),
)
FOUND = [
    ("Kenya pledged to send 1,000 police officers to Haiti.", "kenya", "send 1,000 police officers to Haiti", 1000, "police officers", "firm"),
    ("Norway will provide 40 vehicles to Jordan.", "norway", "provide 40 vehicles to Jordan", 40, "vehicles", "firm"),
    ("Japan pledged $2.5 billion in loans.", "japan", "$2.5 billion in loans", None, None, "firm"),
    ("Norway has announced 50 million euros in aid for Haiti.", "norway", "50 million euros in aid for Haiti", None, None, "firm"),
    ("Chile promised Peru that it would reopen the border.", "chile", "reopen the border", None, None, "firm"),
    ("Japan is considering increasing its contribution to the mission.", "japan", "increasing its contribution to the mission", None, None, "considering"),
    ("Peru may send engineers to Haiti.", "peru", "send engineers to Haiti", None, None, "considering"),
    ("Jordan is ready to deploy 500 soldiers if the council agrees.", "jordan", "deploy 500 soldiers", 500, "soldiers", "conditional"),
    ("Norway would not leave the mission, but Kenya vowed to finance the force as long as Haiti asks for it.", "kenya", "finance the force", None, None, "conditional"),
    ("The African Union reaffirmed its commitment to protect civilians.", "african-union", "protect civilians", None, None, "reaffirmed"),
    ("Norway's commitment to train the coast guard remains firm.", "norway", "train the coast guard", None, None, "reaffirmed"),
    ("Chile remains committed to funding the hospital.", "chile", "funding the hospital", None, None, "reaffirmed"),
    ("Kenya announced plans to withdraw its troops.", "kenya", "withdraw its troops", None, None, "firm"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "what", "quantity", "unit", "strength"), FOUND)
def test_pledge(text: str, who: str, what: str, quantity: float | None, unit: str | None, strength: str) -> None:
    (p,) = pledges(text, *ACTORS)
    assert (p.who.id, p.what[0].of(text)) == (who, what)
    assert (p.quantity, p.unit, p.strength) == (quantity, unit, strength)
    assert p.evidence[0].of(text) == text


NONE = [
    "The war will end next year.",
    "Prices will rise in Chile, the bank said.",
    "The ministers of Chile and Peru will meet in Lima on Monday.",
    "Japan should send ships to Haiti.",
    "Peru hopes that Chile will release the fishermen.",
    "Kenya sent 200 soldiers to Haiti last week.",
    "Will Norway send ships?",
    "If Norway sends ships, Haiti will be safe.",
    "Iran said Jordan will withdraw from the treaty.",
    "Chile's promise to host the talks was broken.",
    "Japan is expected to announce $2 billion in aid.",
    "Kenya had pledged to send police.",
    "Norway refused to commit to sending troops.",
    "Heavy rain will return to Peru on Friday.",
    "The path to peace necessitates a commitment to dialogue.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_pledge(text: str) -> None:
    assert pledges(text, *ACTORS) == ()


def test_we_is_the_side_of_the_one_who_speaks() -> None:
    text = "“We will provide 30 buses to Haiti,” Norway's minister Kari Lund said."
    (p,) = pledges(text, *ACTORS, person("Kari Lund", "NOR", "minister"))
    assert (p.who.id, p.quantity, p.unit) == ("norway", 30, "buses")
    assert p.to is not None
    assert p.to.id == "haiti"


def test_would_promises_only_in_reported_speech_of_ones_own_side() -> None:
    lund = person("Kari Lund", "NOR", "minister")
    own = "Kari Lund said that Norway would fund the clinic."
    other = "Kari Lund said that Peru would fund the clinic."
    bare = "Norway would fund the clinic."
    assert [p.who.id for p in pledges(own, *ACTORS, lund)] == ["norway"]
    assert pledges(other, *ACTORS, lund) == ()
    assert pledges(bare, *ACTORS, lund) == ()


def test_promise_not_to_do_harm_is_a_pledge() -> None:
    text = "“We will not attack our neighbours,” Iran's president said."
    (p,) = pledges(text, person("Iran's president", "IRN"))
    assert p.what[0].of(text) == "not attack our neighbours"


def test_each_of_two_promisors_and_each_of_two_acts() -> None:
    text = "Norway and Japan agreed to train 2,000 nurses and to finance their equipment."
    found = pledges(text, *ACTORS)
    assert [(p.who.id, p.what[0].of(text), p.quantity) for p in found] == [
        ("norway", "train 2,000 nurses", 2000),
        ("japan", "train 2,000 nurses", 2000),
        ("norway", "finance their equipment", None),
        ("japan", "finance their equipment", None),
    ]


def test_condition_mission_and_promisee() -> None:
    text = "Kenya will send 300 troops to Haiti as part of the stabilisation mission provided that funds arrive."
    (p,) = pledges(text, *ACTORS)
    assert p.condition is not None
    assert p.condition.of(text) == "provided that funds arrive"
    assert [s.name for s in p.serves] == ["the stabilisation mission"]
    assert (p.to.id if p.to else None, p.strength) == ("haiti", "conditional")


def test_deadline_is_an_interval_open_at_the_start_after_by() -> None:
    text = "Norway will deliver 12 boats to Haiti by June 2024."
    at = text.index("June")
    june = TimeMention(
        span=Span(at, at + 9), value="2024-06", start=date(2024, 6, 1), end=date(2024, 6, 30), kind="date", precision="month"
    )  # fmt: skip
    (p,) = pledges(text, *ACTORS, times=(june,))
    assert p.deadline is not None
    assert (p.deadline.start, p.deadline.end, p.deadline.words) == (None, date(2024, 6, 30), "June 2024")
    assert (p.quantity, p.unit) == (12, "boats")


def test_clear_promise_of_nobody_is_left_undecided() -> None:
    text = "Some $500 million was pledged at the conference."
    made = sheet(text)
    read_pledges(made)
    assert made.pledges == ()
    assert [(u.reason, u.span.of(text)) for u in made.undecided] == [("no_promisor", "pledged")]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("a €50m loan", 5e7, "EUR"),
        ("US$300 million", 3e8, "USD"),
        ("twenty-five trucks", 25, "trucks"),
        ("14,000 tonnes of wheat", 14000, "tonnes"),
        ("3 billion Swiss francs", 3e9, "CHF"),
        ("2 percent of output", 2, "percent"),
    ],
)
def test_amount(text: str, value: float, unit: str) -> None:
    amount = find_amount(list(parse(text)), set())
    assert amount is not None
    assert (amount.value, amount.unit) == (value, unit)


@pytest.mark.parametrize("text", ["within two weeks", "a 50,000-strong force", "the F-16 squadron"])
def test_no_amount(text: str) -> None:
    assert find_amount(list(parse(text)), set()) is None
