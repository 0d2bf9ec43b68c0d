"""The life of a pledge, step by step, as dispatches tell it."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from dragoman.ledgers import PledgeHistory
from dragoman.link.histories import history
from dragoman.records import Reading
from tests.link.makers import answer, cabinet, news, pledge, reading, states

MADE = "Uganda will send 120 soldiers to ATMIS by 1 June, Ruta Okello said."
DOUBTED = "Joy Nabirye doubts that Uganda will send 120 soldiers to ATMIS."
RAISED = "Uganda raised its pledge of troops for ATMIS from 120 to 180."
HALF = "The first 90 of 180 Ugandan soldiers for ATMIS arrived, the mission said."
ALL = "All 180 Ugandan soldiers for ATMIS are there, Ruta Okello said."


def made(text: str = MADE, day: str = "2024-01-10", **more: Any) -> Reading:
    given = {"quantity": 120, "unit": "soldiers", "serves": ["ATMIS"], "deadline": "2024-06-01"} | more
    return reading(text, day, pledge(text, "Uganda", "send 120 soldiers to ATMIS", **given))


def doubted() -> Reading:
    told = news(
        DOUBTED,
        "contested",
        "Uganda",
        "send 120 soldiers to ATMIS",
        quantity=120,
        unit="soldiers",
        serves=["ATMIS"],
        says="Joy Nabirye",
    )
    return reading(DOUBTED, "2024-02-01", told)


def raised() -> Reading:
    told = news(
        RAISED,
        "raised",
        "Uganda",
        "troops for ATMIS",
        quantity=180,
        of=120,
        unit="troops",
        serves=["ATMIS"],
        says="Ruta Okello",
    )
    return reading(RAISED, "2024-03-01", told)


def half() -> Reading:
    told = news(
        HALF,
        "in_progress",
        "Uganda",
        "Ugandan soldiers for ATMIS arrived",
        quantity=90,
        of=180,
        unit="soldiers",
        serves=["ATMIS"],
        says="ATMIS",
    )
    return reading(HALF, "2024-04-01", told)


def kept(says: str | None = "Ruta Okello", day: str = "2024-05-20") -> Reading:
    told = news(
        ALL, "kept", "Uganda", "Ugandan soldiers for ATMIS", quantity=180, unit="soldiers", serves=["ATMIS"], says=says
    )
    return reading(ALL, day, told)


STORY = [made(), doubted(), raised(), half()]


def figures(h: PledgeHistory) -> tuple[str, float | None, float | None]:
    return h.state, h.quantity, h.delivered


@pytest.mark.parametrize(
    ("as_of", "state", "quantity", "delivered"),
    [
        ("2024-01-10", "announced", 120, None),
        ("2024-02-01", "contested", 120, None),
        ("2024-03-15", "raised", 180, None),
        ("2024-06-01", "in_progress", 180, 90),
        ("2024-06-02", "overdue", 180, 90),
    ],
)
def test_a_pledge_on_each_day(as_of: str, state: str, quantity: int, delivered: int | None) -> None:
    assert figures(cabinet(STORY).only(as_of)) == (state, quantity, delivered)


def test_nothing_is_known_before_the_first_dispatch() -> None:
    assert cabinet(STORY).histories("2024-01-09") == []


def test_every_step_names_its_dispatch_its_words_and_who_says_so() -> None:
    h = cabinet(STORY).only("2024-12-31")
    assert [(s.dispatch, s.words, s.says and s.says.name, s.side) for s in h.steps] == [
        (STORY[0].dispatch.id, (MADE,), None, None),
        (STORY[1].dispatch.id, (DOUBTED,), "Joy Nabirye", "third_party"),
        (STORY[2].dispatch.id, (RAISED,), "Ruta Okello", "promisor"),
        (STORY[3].dispatch.id, (HALF,), "ATMIS", "recipient"),
    ]
    for step, r in zip(h.steps, STORY, strict=True):
        assert [s.of(r.dispatch.text) for s in step.evidence] == list(step.words)


def test_a_deadline_that_passes_in_silence_is_overdue_and_never_broken() -> None:
    h = cabinet(STORY).only("2024-07-01")
    assert (h.state, h.since, h.says, h.due) == ("overdue", date(2024, 6, 2), None, date(2024, 6, 1))
    assert {"overdue", "broken"}.isdisjoint(states(h))


def test_a_doubt_is_lifted_by_the_next_step_and_its_doubter_stays() -> None:
    h = cabinet(STORY).only("2024-03-15")
    assert (h.state, [d.name for d in h.doubters]) == ("raised", ["Joy Nabirye"])


def test_kept_is_told_with_who_says_so() -> None:
    h = cabinet([*STORY, kept()]).only("2024-12-31")
    assert (h.state, h.delivered, h.due) == ("kept", 180, None)
    assert (h.says.name if h.says else None, h.side) == ("Ruta Okello", "promisor")


def test_less_than_all_is_not_kept() -> None:
    told = news(ALL, "kept", "Uganda", "Ugandan soldiers for ATMIS", quantity=150, unit="soldiers", serves=["ATMIS"])
    assert figures(cabinet([*STORY, reading(ALL, "2024-05-20", told)]).only("2024-05-21")) == ("in_progress", 180, 150)


@pytest.mark.parametrize(
    ("words", "delivered", "state"), [("another 40", 130, "in_progress"), ("the remaining 90", 180, "kept")]
)
def test_what_the_words_add_is_added(words: str, delivered: int, state: str) -> None:
    number = int(words.split()[-1])
    text = f"In May {words} soldiers of Uganda reached ATMIS."
    told = news(text, "in_progress", "Uganda", "reached ATMIS", quantity=number, unit="soldiers", serves=["ATMIS"])
    assert figures(cabinet([*STORY, reading(text, "2024-05-02", told)]).only("2024-05-20")) == (state, 180, delivered)


def test_the_same_number_reported_elsewhere_is_not_added() -> None:
    text = "Some 90 soldiers from Uganda have reached ATMIS."
    told = news(text, "in_progress", "Uganda", "reached ATMIS", quantity=90, unit="soldiers", serves=["ATMIS"])
    assert figures(cabinet([*STORY, reading(text, "2024-04-02", told)]).only("2024-05-20")) == ("in_progress", 180, 90)


@pytest.mark.parametrize("told", ["broken", "withdrawn", "kept"])
def test_what_is_settled_does_not_fall_overdue(told: str) -> None:
    text = f"Uganda's pledge of 120 soldiers for ATMIS: {told}."
    end = news(text, told, "Uganda", "120 soldiers for ATMIS", unit="soldiers", serves=["ATMIS"])
    h = cabinet([made(), reading(text, "2024-05-01", end)]).only("2025-01-01")
    assert (h.state, h.due) == (told, None)


def test_a_doubt_about_a_kept_pledge_does_not_make_it_overdue() -> None:
    h = cabinet(
        [
            *STORY,
            kept(),
            reading(
                DOUBTED + " Still.",
                "2024-05-30",
                news(
                    DOUBTED + " Still.",
                    "contested",
                    "Uganda",
                    "send 120 soldiers to ATMIS",
                    serves=["ATMIS"],
                    unit="soldiers",
                    says="Joy Nabirye",
                ),
            ),
        ]
    ).only("2024-12-31")
    assert (h.state, h.due) == ("contested", None)


def test_a_pledge_is_cut() -> None:
    text = "Uganda will send 60 soldiers instead of 120 to ATMIS by 1 June."
    less = pledge(
        text,
        "Uganda",
        "send 60 soldiers instead of 120 to ATMIS",
        quantity=60,
        unit="soldiers",
        serves=["ATMIS"],
        deadline="2024-06-01",
    )
    h = cabinet([made(), reading(text, "2024-02-10", less)]).only("2024-02-10")
    assert (figures(h), states(h)) == (("cut", 60, None), ["announced", "cut"])


def test_a_first_part_is_no_cut() -> None:
    text = "Uganda will send the first 60 soldiers to ATMIS by 1 June."
    part = pledge(
        text,
        "Uganda",
        "send the first 60 soldiers to ATMIS",
        quantity=60,
        unit="soldiers",
        serves=["ATMIS"],
        deadline="2024-06-01",
    )
    h = cabinet([made(), reading(text, "2024-02-10", part)]).only("2024-02-10")
    assert figures(h) == ("announced", 120, None)


def test_reaffirmed_by_the_promisor_and_only_spoken_of_by_others() -> None:
    text = "Uganda stands by its pledge to send 120 soldiers to ATMIS."
    again = pledge(
        text,
        "Uganda",
        "send 120 soldiers to ATMIS",
        quantity=120,
        unit="soldiers",
        serves=["ATMIS"],
        strength="reaffirmed",
    )
    recalled = "In January Uganda promised to send 120 soldiers to ATMIS."
    spoken = pledge(recalled, "Uganda", "send 120 soldiers to ATMIS", quantity=120, unit="soldiers", serves=["ATMIS"])
    h = cabinet([made(), doubted(), reading(recalled, "2024-02-05", spoken)]).only("2024-02-06")
    assert (h.state, states(h)) == ("contested", ["announced", "contested", "recalled"])
    h = cabinet([made(), doubted(), reading(text, "2024-02-05", again)]).only("2024-02-06")
    assert (h.state, states(h)) == ("reaffirmed", ["announced", "contested", "reaffirmed"])


def test_one_dispatch_makes_one_step_of_a_pledge_told_twice() -> None:
    text = f"{RAISED} “We will send 180 soldiers instead of 120.”"
    told = news(
        text,
        "raised",
        "Uganda",
        "troops for ATMIS",
        quantity=180,
        of=120,
        unit="troops",
        serves=["ATMIS"],
        evidence=RAISED,
    )
    quote = pledge(
        text,
        "Uganda",
        "send 180 soldiers instead of 120",
        quantity=180,
        unit="soldiers",
        evidence="We will send 180 soldiers instead of 120.",
    )
    h = cabinet([made(), reading(text, "2024-03-01", told, quote)]).only("2024-03-02")
    assert states(h) == ["announced", "raised"]
    assert (h.steps[1].quantity, h.steps[1].of, h.steps[1].words) == (
        180,
        120,
        (RAISED, "We will send 180 soldiers instead of 120."),
    )


def test_a_wire_copy_adds_no_step() -> None:
    copy = reading(MADE, "2024-01-11", *made().pledges, publisher="Lake Courier")
    h = cabinet([made(), copy]).only("2024-02-01")
    assert [(s.dispatch, s.copies) for s in h.steps] == [(made().dispatch.id, (copy.dispatch.id,))]


def test_the_same_words_months_later_are_no_copy() -> None:
    later = reading(MADE, "2024-05-11", *made().pledges, publisher="Lake Courier")
    assert states(cabinet([made(), later]).only("2024-06-01")) == ["announced", "recalled"]


@pytest.mark.parametrize("order", list(itertools.permutations(range(5)))[::7])
def test_dispatches_in_any_order_give_the_same_history(order: tuple[int, ...]) -> None:
    story = [*STORY, kept()]
    wanted = cabinet(story).only("2024-12-31")
    found = cabinet([story[i] for i in order])
    assert not found.loose
    late = found.only("2024-12-31")
    assert [(s.state, s.dispatch, s.quantity, s.words) for s in late.steps] == [
        (s.state, s.dispatch, s.quantity, s.words) for s in wanted.steps
    ]
    assert figures(late) == figures(wanted)


def test_a_history_as_of_a_day_is_what_it_was_on_that_day() -> None:
    """Later dispatches change nothing of what was known before."""
    for n in range(1, len(STORY) + 1):
        day = STORY[n - 1].dispatch.published.end
        assert day is not None
        then, now = cabinet(STORY[:n]), cabinet(STORY)
        (id,) = now.told
        later = history(id, now.told[id], day)
        earlier = then.only(day.isoformat())
        assert later is not None
        assert (later.steps, later.state, later.quantity, later.due) == (
            earlier.steps,
            earlier.state,
            earlier.quantity,
            earlier.due,
        )


def test_what_is_only_considered_and_threats_are_never_overdue() -> None:
    assert cabinet([made(strength="considering")]).only("2025-01-01").state == "announced"
    text = "Chad will close the border to Ghana by 1 June."
    threat = pledge(text, "Chad", "close the border", kind="threat", to="Ghana", deadline="2024-06-01")
    assert cabinet([reading(text, "2024-05-01", threat)]).only("2025-01-01").state == "announced"


@pytest.mark.parametrize(("told", "state"), [("kept", "carried_out"), ("withdrawn", "lifted")])
def test_a_threat_is_carried_out_or_lifted(told: str, state: str) -> None:
    text = "Chad will close the border to Ghana by 1 June."
    threat = pledge(text, "Chad", "close the border", kind="threat", to="Ghana", deadline="2024-06-01")
    then = "Chad and the border to Ghana, as it had said it would close it."
    end = news(then, told, "Chad", "the border", to="Ghana")
    assert (
        cabinet([reading(text, "2024-05-01", threat), reading(then, "2024-05-20", end)]).only("2025-01-01").state
        == state
    )


ASKED = "Kenya demanded that Somalia reopen the airport of Kismayo by 1 July."


def demand() -> Reading:
    return reading(
        ASKED,
        "2024-05-01",
        pledge(ASKED, "Kenya", "reopen the airport of Kismayo", kind="demand", to="Somalia", deadline="2024-07-01"),
    )


@pytest.mark.parametrize(("type", "text", "state"), [
    ("REJECT", "Amina Yusuf refused Kenya's demand that the airport of Kismayo reopen.", "refused"),
    ("CONCEDE", "Amina Yusuf said that the airport of Kismayo would reopen, as Kenya had asked.", "agreed"),
])  # fmt: skip
def test_a_demand_is_answered_by_the_one_asked(type: str, text: str, state: str) -> None:
    found = cabinet([demand(), reading(text, "2024-05-10", answer(text, type, "Amina Yusuf", "Kenya"))]).only(
        "2025-01-01"
    )
    assert (found.kind, found.state, found.says and found.says.name) == ("demand", state, "Amina Yusuf")


def test_a_demand_is_answered_by_a_pledge_of_the_one_asked() -> None:
    text = "Somalia will reopen the airport of Kismayo in June."
    both = cabinet(
        [demand(), reading(text, "2024-05-10", pledge(text, "Somalia", "reopen the airport of Kismayo"))]
    ).histories("2025-01-01")
    assert [(h.kind, h.who.name, h.state) for h in both] == [
        ("demand", "Kenya", "agreed"),
        ("pledge", "Somalia", "announced"),
    ]


def test_another_ones_refusal_or_one_of_something_else_is_no_answer() -> None:
    other = "Ghana refused the demand that the airport of Kismayo reopen."
    else_ = "Somalia refused a loan for its fishing boats."
    found = cabinet(
        [
            demand(),
            reading(other, "2024-05-10", answer(other, "REJECT", "Ghana")),
            reading(else_, "2024-05-11", answer(else_, "REJECT", "Somalia")),
        ]
    )
    assert found.only("2024-06-01").state == "announced"


def test_a_demand_without_an_answer_falls_overdue() -> None:
    assert cabinet([demand()]).only("2024-07-02").state == "overdue"


def test_a_dispatch_without_a_day_is_known_on_every_day() -> None:
    assert cabinet([made(day=None)]).only("2024-01-01").state == "announced"  # type: ignore[arg-type]
