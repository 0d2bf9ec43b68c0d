"""Which tellings are of one pledge, and which only look so."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.link.matching import ANYONE, asks, hooks
from dragoman.link.tellings import key, tellings
from dragoman.records import Party, Reading
from tests.link.makers import cabinet, news, party, pledge, reading


def first() -> Reading:
    text = "Ghana will pay 3 million euros to ATMIS for field hospitals by 30 September."
    made = pledge(
        text, "Ghana", "pay 3 million euros", quantity=3_000_000, unit="EUR", to="ATMIS", deadline="2024-09-30"
    )
    return reading(text, "2024-02-01", made)


def told(text: str, who: str | None, what: str, day: str = "2024-04-01", **more: Any) -> Reading:
    return reading(text, day, pledge(text, who or "", what, **more))


def heard(text: str, kind: str, who: str | None, what: str, day: str = "2024-04-01", **more: Any) -> Reading:
    return reading(text, day, news(text, kind, who, what, **more))


@pytest.mark.parametrize(
    "news_of_it",
    [
        heard("Kofi Ansah said Ghana had paid the 3 million euros it pledged.", "kept", "Ghana", "paid the 3 million euros", money=3_000_000, currency="EUR"),
        heard("Ghana has paid for the field hospitals of ATMIS.", "kept", "Ghana MIL", "paid for the field hospitals", to="ATMIS"),
        heard("Kofi Ansah withdrew the sum for field hospitals.", "withdrawn", "Kofi Ansah", "the sum for field hospitals", currency="EUR"),
        heard("The hospitals promised to ATMIS by others are paid for, 3 million euros in all.", "kept", None, "The hospitals promised to ATMIS", to="ATMIS", money=3_000_000, currency="EUR"),
        heard("In February Ghana pledged a sum to ATMIS; it has come.", "kept", "Ghana", "a sum to ATMIS", to="ATMIS", promised=("2024-02-01", "2024-02-29"), currency="EUR"),
    ],
    ids=["the sum", "the army and the thing", "a minister", "only the thing", "the month"],
)  # fmt: skip
def test_news_finds_its_pledge(news_of_it: Reading) -> None:
    found = cabinet([first(), news_of_it])
    assert [t.dispatch for t in found.loose] == []
    assert found.only("2024-05-01").state in ("kept", "withdrawn")


@pytest.mark.parametrize(
    ("news_of_another", "why"),
    [
        (heard("Kenya has paid the 3 million euros for field hospitals of ATMIS.", "kept", "Kenya", "paid the 3 million euros", money=3_000_000, currency="EUR", to="ATMIS"), "no_pledge_found"),
        (heard("Ghana has sent 40 medics.", "kept", "Ghana", "sent 40 medics", quantity=40, unit="medics"), "no_pledge_found"),
        (heard("Ghana has sent 40 medics to ATMIS.", "kept", "Ghana", "sent 40 medics to ATMIS", quantity=40, unit="medics", to="ATMIS"), "no_pledge_found"),
        (heard("Ghana has paid 3 million dollars to ATMIS.", "kept", "Ghana", "paid 3 million dollars", money=3_000_000, currency="USD", to="ATMIS"), "no_pledge_found"),
        (heard("Ghana kept its promise.", "kept", "Ghana", "its promise"), "no_pledge_found"),
        (heard("Ghana has paid for the field hospitals of ATMIS.", "kept", "Ghana", "paid for the field hospitals", day="2024-01-01", to="ATMIS"), "no_pledge_found"),
    ],
    ids=["another country", "another thing", "things, not money", "another currency", "no word of it", "before the pledge"],
)  # fmt: skip
def test_news_of_something_else_is_kept_without_a_history(news_of_another: Reading, why: str) -> None:
    found = cabinet([first(), news_of_another])
    assert [(t.dispatch, t.why) for t in found.loose] == [(news_of_another.dispatch.id, why)]
    assert found.only("2024-05-01").state == "announced"


@pytest.mark.parametrize(
    "another",
    [
        told("Ghana will pay 5 million euros to Chad for wells.", "Ghana", "pay 5 million euros to Chad for wells", quantity=5_000_000, unit="EUR", to="Chad"),
        told("Ghana will send 40 police officers to ATMIS.", "Ghana", "send 40 police officers to ATMIS", quantity=40, unit="police officers", serves=["ATMIS"]),
        told("Kenya will pay 3 million euros to ATMIS for field hospitals.", "Kenya", "pay 3 million euros", quantity=3_000_000, unit="EUR", to="ATMIS"),
        told("Ghana will close the market.", "Ghana", "close the market", kind="threat", to="ATMIS"),
    ],
    ids=["another sum for another", "people, not money", "another country", "a threat"],
)  # fmt: skip
def test_another_pledge_begins_a_history_of_its_own(another: Reading) -> None:
    assert len(cabinet([first(), another]).told) == 2


def test_troops_pledged_a_year_later_for_another_date_are_another_pledge() -> None:
    text = "Peru will send 80 soldiers to MINUSCA by 1 March."
    one = told(
        text,
        "Peru",
        "send 80 soldiers to MINUSCA",
        "2023-01-05",
        quantity=80,
        unit="soldiers",
        serves=["MINUSCA"],
        deadline="2023-03-01",
    )
    text = "Peru will send 60 more soldiers to MINUSCA by 1 June next year."
    other = told(
        text,
        "Peru",
        "send 60 more soldiers to MINUSCA",
        "2024-02-05",
        quantity=60,
        unit="soldiers",
        serves=["MINUSCA"],
        deadline="2024-06-01",
    )
    assert len(cabinet([one, other]).told) == 2


def test_news_that_fits_two_pledges_alike_is_put_to_neither() -> None:
    text = "Peru will send 80 soldiers to MINUSCA. Peru will send 80 soldiers to UNIFIL."
    both = [
        pledge(
            text,
            "Peru",
            f"send 80 soldiers to {m}",
            quantity=80,
            unit="soldiers",
            serves=[m],
            evidence=f"Peru will send 80 soldiers to {m}.",
        )
        for m in ("MINUSCA", "UNIFIL")
    ]
    found = cabinet(
        [
            reading(text, "2024-01-05", *both),
            heard("Peru sent 80 soldiers.", "kept", "Peru", "sent 80 soldiers", quantity=80, unit="soldiers"),
        ]
    )
    assert len(found.told) == 2
    assert [t.why for t in found.loose] == ["several_pledges"]


def test_news_that_comes_before_its_pledge_waits_for_it() -> None:
    late = heard(
        "Kofi Ansah said Ghana had paid the 3 million euros.",
        "kept",
        "Ghana",
        "paid the 3 million euros",
        money=3_000_000,
        currency="EUR",
    )
    found = cabinet([late])
    assert [t.why for t in found.loose] == ["no_pledge_found"]
    found.add(first())
    assert found.loose == []
    assert found.only("2024-05-01").state == "kept"
    assert found.only("2024-03-01").state == "announced"


@pytest.mark.parametrize("factuality", ["denied", "negated", "possible"])
def test_what_was_never_promised_has_no_history(factuality: str) -> None:
    text = "Ghana denied that it had promised 40 medics."
    found = cabinet([told(text, "Ghana", "40 medics", quantity=40, unit="medics", factuality=factuality)])
    assert (found.told, [t.why for t in found.loose]) == ({}, ["not_made"])


@pytest.mark.parametrize(
    ("id", "country", "sectors", "answers"),
    [
        ("GHA", "GHA", (), "GHA.GOV"),
        ("GHA.GOV", "GHA", ("GOV",), "GHA.GOV"),
        ("GHA.GOV.defence-ministry", "GHA", ("GOV", "MIL"), "GHA.GOV"),
        ("GHA.MIL", "GHA", ("MIL",), "GHA.GOV"),
        ("P.kofi-ansah.0a1b2c", "GHA", ("GOV",), "GHA.GOV"),
        ("BIH.RS.GOV.interior-minister", "BIH", ("GOV",), "BIH.RS"),
        ("P.joy-nabirye.0a1b2c", "UGA", ("OPP", "PTY"), "P.joy-nabirye"),
        ("P.ibrahim-tahir.ffffff", None, ("IGO",), "P.ibrahim-tahir"),
        ("MISSION.ATMIS", None, ("IGO",), "MISSION.ATMIS"),
        ("GHA.LEG", "GHA", ("LEG",), "GHA.LEG"),
    ],
)
def test_who_answers_for_a_promise(id: str, country: str | None, sectors: tuple[str, ...], answers: str) -> None:
    assert key(Party(id=id, name="x", country=country, sectors=sectors, span=None)) == answers


def test_a_telling_finds_what_shares_a_word_an_aim_or_a_currency_with_it() -> None:
    (t,) = tellings(first())
    assert {h for _, h in hooks(t)} == {"hospital", "field", "MISSION.ATMIS", "EUR"}
    assert (ANYONE, "MISSION.ATMIS") in hooks(t)
    assert {w for w, _ in asks(t)} == {"GHA.GOV"}


def test_the_quantity_of_a_currency_is_a_sum() -> None:
    (t,) = tellings(first())
    assert (t.quantity, t.unit, t.money, t.currency) == (None, None, 3_000_000, "EUR")


NAMES = st.sampled_from(["Kenya", "Uganda", "Peru", "Ghana", "Chad"])


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(NAMES, st.sampled_from(["soldiers", "trucks", "medics"]), st.integers(10, 400)), max_size=8),
    st.randoms(),
)
def test_no_telling_is_lost_and_none_stands_twice(made: list[tuple[str, str, int]], shuffled: Any) -> None:
    days = [f"2024-01-{n + 1:02}" for n in range(len(made))]
    readings = [
        told(f"{who} will send {n} {unit} to ATMIS, no. {i}.", who, f"send {n} {unit} to ATMIS", day, quantity=n, unit=unit, serves=["ATMIS"])
        for i, ((who, unit, n), day) in enumerate(zip(made, days, strict=True))
    ]  # fmt: skip
    shuffled.shuffle(readings)
    found = cabinet(readings)
    placed = sorted(t.id for h in found.told.values() for t in h)
    assert placed == sorted(p.id for r in readings for p in r.pledges)
    for h in found.told.values():
        assert len({party(w).id for w in [t.who.name for t in h if t.who]}) == 1
        assert len({t.unit for t in h}) == 1
