"""What ``check pledges`` counts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.check import pledges
from dragoman.check.gold import GoldInterval, GoldItem, GoldPledge
from dragoman.records import Pledge, PledgeKind, When
from tests.check.readings import actor, at, party, reading

TEXT = (
    "Peru will send 150 nurses to Chile by June if it is paid. Its army may leave. Bolivia urged Peru to sign the pact."
)
JUNE = When(start=None, end=date(2024, 6, 30), precision="month", words="June", span=None)
GOLD = GoldPledge(
    who=(at(TEXT, "Peru"),),
    what=(at(TEXT, "send 150 nurses to Chile by June"),),
    to=(at(TEXT, "Chile"),),
    quantity=150,
    unit="nurse",
    deadline=GoldInterval(end="2024-06-30"),
    condition=(at(TEXT, "if it is paid"),),
    strength="conditional",
)
DEMAND = GoldPledge(
    who=(at(TEXT, "Bolivia"),), what=(at(TEXT, "sign the pact"),), kind="demand", to=(at(TEXT, "Peru"),)
)


def made(who: str, what: str, kind: PledgeKind = "pledge") -> Pledge:
    return Pledge(
        id="p",
        who=party(TEXT, who),
        to=None,
        what=(at(TEXT, what),),
        quantity=None,
        unit=None,
        deadline=None,
        strength="firm",
        condition=None,
        serves=(),
        evidence=(),
        confidence=1.0,
        made_by={},
        kind=kind,
    )


def figures(gold: tuple[GoldPledge, ...], *found: Pledge) -> dict[str, object]:
    result, _ = pledges.score([GoldItem(id="1", text=TEXT, pledges=gold)], [reading(TEXT, pledges=found)])
    return result


RIGHT = replace(
    made("Peru", "send 150 nurses to Chile by June"),
    to=party(TEXT, "Chile"),
    quantity=150,
    unit="nurses",
    deadline=JUNE,
    condition=at(TEXT, "if it is paid"),
    strength="conditional",
)


def test_a_pledge_met_with_all_its_fields() -> None:
    result = figures((GOLD, DEMAND), RIGHT)
    assert (result["precision"], result["recall"], result["f1"], result["fields"]) == (1.0, 0.5, 0.6667, 1.0)
    assert result["kinds"]["demand"]["recall"] == 0.0  # type: ignore[index]


def test_each_wrong_field_costs_its_share() -> None:
    result = figures((GOLD,), replace(RIGHT, quantity=15, to=None, strength="firm"))
    assert (result["f1"], result["fields"]) == (1.0, 0.5)
    assert [result[f"{f}_right"] for f in pledges.FIELDS] == [0.0, 1.0, 1.0, 0.0, 1.0, 0.0]
    assert figures((GOLD,), replace(RIGHT, deadline=None, condition=None))["fields"] == 0.6667
    assert figures((GOLD,), replace(RIGHT, money=5.0, currency="EUR"))["money_right"] == 0.0
    assert figures((GOLD,), replace(RIGHT, unit="buses"))["quantity_right"] == 0.0


def test_kind_promisor_and_most_of_the_words_decide() -> None:
    assert figures((GOLD,), replace(RIGHT, kind="threat"))["f1"] == 0.0
    assert figures((GOLD,), replace(RIGHT, who=party(TEXT, "Bolivia")))["f1"] == 0.0
    assert figures((GOLD,), replace(RIGHT, what=(at(TEXT, "send 150"),)))["f1"] == 0.0  # 2 of 7 words: F1 0.44
    assert figures((GOLD,), replace(RIGHT, what=(at(TEXT, "send 150 nurses to"),)))["f1"] == 1.0


def test_another_mention_of_the_promisor_will_do() -> None:
    other = replace(RIGHT, who=replace(party(TEXT, "Its"), id="Peru", name="the republic"))
    assert figures((GOLD,), other)["f1"] == 0.0
    known = reading(TEXT, pledges=(other,), actors=(actor(TEXT, "Peru", "PER", (), kind="country"),))
    result, rows = pledges.score([GoldItem(id="1", text=TEXT, pledges=(GOLD,))], [known])
    assert result["f1"] == 1.0
    assert rows[0]["missed"] == rows[0]["spurious"] == rows[0]["wrong"] == []


def test_a_demand_of_two_counts_once() -> None:
    of_peru = replace(made("Bolivia", "sign the pact", "demand"), to=party(TEXT, "Peru"))
    result = figures((DEMAND,), of_peru, replace(of_peru, to=party(TEXT, "Chile")))
    assert (result["predicted"], result["f1"], result["to_right"]) == (1, 1.0, 1.0)


def test_denied_promises_are_not_taken_for_made_ones() -> None:
    denied = replace(RIGHT, factuality="denied")
    assert figures((), denied)["predicted"] == 0
    assert figures((GOLD,), denied)["recall"] == 0.0
    assert figures((replace(GOLD, factuality="denied"),), denied)["f1"] == 1.0
