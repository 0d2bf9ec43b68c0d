"""Forces: figures, contributors, changes, and what is none. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.reader import read_dispatch
from dragoman.reader.forces.figures import figures_in
from dragoman.reader.parse import parse
from dragoman.records import Force, Published
from tests.dispatches import a_dispatch

DAY = Published(start=date(2023, 5, 8), end=date(2023, 5, 8), how="given")

FIGURES = [
    ("UNIFIL has about 9,500 troops in Lebanon.", "UNIFIL", "has", 9500, None, "troops", "ongoing"),
    ("Austria will send 70 soldiers to KFOR.", "Austria", "sends", 70, None, "soldiers", "planned"),
    ("Ghana withdrew 200 soldiers from Liberia on Friday.", "Ghana", "withdraws", 200, None, "soldiers", "happened"),
    ("Peru raised its contingent in Haiti to 260 soldiers.", "Peru", "has", 260, None, "soldiers", "happened"),
    ("Jordan cut its contingent in Haiti by 40 soldiers.", "Jordan", "withdraws", 40, None, "soldiers", "happened"),
    ("Between 80 and 90 Chadian marines arrived in Bangui.", "Chad", "sends", 80, 90, "marines", "happened"),
    ("Up to 600 Nepalese troops are stationed in Juba.", "Nepal", "has", None, 600, "troops", "happened"),
    ("Latvia sent a battalion to Iraq.", "Latvia", "sends", None, None, "battalion", "happened"),
    ("Two Greek frigates joined Operation Aspides.", "Greece", "sends", 2, None, "frigates", "happened"),
    ("Finland gave Ukraine 12 Leopard tanks.", "Finland", "sends", 12, None, "Leopard tanks", "happened"),
    ("Mongolia has no troops in Mali.", "Mongolia", "has", 0, None, "troops", "ongoing"),
    ("Egypt denied that it had sent 300 soldiers to Libya.", "Egypt", "sends", 300, None, "soldiers", "denied"),
    ("Kuwait pledged 30 armoured vehicles to Mali.", "Kuwait", "sends", 30, None, "vehicles", "planned"),
    ("Togo sent 150 more police officers to Haiti.", "Togo", "adds", 150, None, "police officers", "happened"),
    ("Norway announced plans to deploy 900 troops to Finnmark.", "Norway", "sends", 900, None, "troops", "planned"),
]  # fmt: skip

NONE = [
    "Turkmen troops crossed the river at dawn.",
    "Nine soldiers were killed and 14 wounded near Kidal.",
    "Some 4,000 protesters marched through Lima.",
    "Police arrested 20 fighters in Aden.",
    "Oman freed six soldiers on Monday.",
    "About 30,000 refugees crossed into Chad.",
    "The death toll rose to 90 soldiers.",
    "Brazil will train 200 Angolan soldiers in Brasilia.",
    "The airline ordered 15 jets from the company.",
    "A court jailed three officers for 12 years.",
]


def forces(text: str) -> tuple[Force, ...]:
    return read_dispatch(a_dispatch(text, DAY)).forces


@pytest.mark.parametrize(("text", "who", "change", "low", "high", "unit", "told"), FIGURES, ids=lambda x: str(x)[:30])
def test_a_figure_is_read(
    text: str, who: str, change: str, low: int | None, high: int | None, unit: str, told: str
) -> None:
    (force,) = forces(text)
    named = force.contributor.name, force.contributor.span.of(text) if force.contributor.span else ""
    assert who in named
    assert (force.change, force.strength, force.strength_max, force.unit) == (change, low, high, unit)
    assert force.factuality == told or {force.factuality, told} == {"happened", "ongoing"}
    assert force.evidence[0].of(text) == text


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_force(text: str) -> None:
    assert forces(text) == ()


def test_a_part_and_the_whole() -> None:
    left, had = forces("Uganda withdrew 500 of its 1,800 soldiers from Somalia.")
    assert (left.change, left.strength, left.factuality) == ("withdraws", 500, "happened")
    assert (had.change, had.strength, had.factuality) == ("has", 1800, "recalled")
    now, then = forces("Chile plans to raise its contingent in Cyprus from 12 to 20 soldiers.")
    assert [(f.strength, f.factuality, f.unit) for f in (now, then)] == [
        (12, "ongoing", "soldiers"),
        (20, "planned", "soldiers"),
    ]


def test_each_claims_its_own_figure() -> None:
    text = (
        "EUFOR Althea has 600 soldiers in Bosnia, its spokesman Emil Vasvari said. "
        "“EUFOR has 900 soldiers in Bosnia,” Zoran Kapetan, a farmer, said."
    )
    found = forces(text)
    assert [(f.strength, f.says.name if f.says else None) for f in found] == [
        (600, "Emil Vasvari"),
        (900, "Zoran Kapetan"),
    ]
    assert {f.mission.id for f in found if f.mission} == {"MISSION.EUFOR-ALTHEA"}
    assert {f.place.country for f in found if f.place} == {"BIH"}


def test_the_day_is_that_of_the_change() -> None:
    (force,) = forces("Kenya sent 40 soldiers to Goma on 2 May.")
    assert force.as_of is not None
    assert (force.as_of.start, force.as_of.end) == (date(2023, 5, 2), date(2023, 5, 2))
    assert force.place is not None
    assert force.place.name == "Goma"


@settings(max_examples=40, deadline=None)
@given(st.integers(min_value=2, max_value=99_999), st.sampled_from(["soldiers", "troops", "tanks", "peacekeepers"]))
def test_the_number_and_unit_are_those_of_the_text(number: int, unit: str) -> None:
    doc = parse(f"Ghana sent {number:,} {unit} to Mali.")
    (figure,) = (f for s in doc.sents for f in figures_in(s, set()))
    assert (figure.low, figure.high, figure.unit) == (number, None, unit)
    assert figure.span.of(doc.text) == f"{number:,} {unit}"
