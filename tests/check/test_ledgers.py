"""What ``check forces`` and ``check negotiations`` count, and the floors on the project's own sets."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.check import check
from dragoman.check.gold import GoldForce, GoldItem, GoldMove
from dragoman.check.ledgers import is_named, is_when, score_forces, score_moves
from dragoman.reader import read_dispatch
from dragoman.records import Party, Published, When
from tests.check.readings import at
from tests.conftest import ROOT
from tests.dispatches import a_dispatch

TEXT = "Ghana sent 40 soldiers to Mali on 2 May, its army said."
TALKS = "Peace talks between Ghana and Togo began in Lome. Ghana asked Togo to open the road."
DAY = Published(start=date(2023, 5, 9), end=date(2023, 5, 9), how="given")
READING = read_dispatch(a_dispatch(TEXT, DAY))
TALKED = read_dispatch(a_dispatch(TALKS, DAY))

FORCE = GoldForce(
    words=(at(TEXT, "40 soldiers"),),
    contributor="Ghana",
    place="Mali",
    change="sends",
    strength=40,
    unit="soldiers",
    as_of=(date(2023, 5, 2), date(2023, 5, 2)),
    factuality="happened",
    says="army",
)
MOVE = GoldMove(
    words=(at(TALKS, "asked Togo"),),
    move="asked",
    parties=("Ghana",),
    to=("Togo",),
    what="open the road",
    factuality="happened",
)

FLOORS = [
    ("forces", "forces.jsonl", 0.95, 0.95),
    ("forces", "forces_blind.jsonl", 0.80, 0.88),
    ("negotiations", "negotiations.jsonl", 0.95, 0.92),
    ("negotiations", "negotiations_blind.jsonl", 0.75, 0.93),
]


def test_a_right_figure_is_right_in_every_field() -> None:
    result, rows = score_forces([GoldItem(id="1", text=TEXT, forces=(FORCE,))], [READING])
    assert (result["f1"], result["fields_right"]) == (1.0, 1.0)
    assert rows == [{"id": "1", "gold": 1, "predicted": 1, "found": 1, "wrong": [[]]}]


def test_a_wrong_number_is_not_found_and_a_wrong_field_is_counted() -> None:
    other = replace(FORCE, strength=41)
    result, _ = score_forces([GoldItem(id="1", text=TEXT, forces=(other,))], [READING])
    assert (result["f1"], result["fields_right"]) == (0.0, 0.0)
    wrong = replace(FORCE, contributor="Togo", change="has", says=None)
    result, rows = score_forces([GoldItem(id="1", text=TEXT, forces=(wrong,))], [READING])
    assert rows[0]["wrong"] == [["change", "contributor", "says"]]
    assert result["fields_right"] == pytest.approx(4 / 7, abs=1e-4)


def test_moves_are_found_by_kind_words_and_party() -> None:
    met = GoldMove(
        words=(at(TALKS, "began"),), move="met", parties=("Ghana", "Togo"), place="Lome", factuality="happened"
    )
    item = GoldItem(id="1", text=TALKS, negotiations=(met, MOVE))
    result, rows = score_moves([item], [TALKED])
    assert (result["f1"], rows[0]["wrong"]) == (1.0, [[], []])
    other = replace(item, negotiations=(replace(MOVE, parties=("Benin",)),))
    result, _ = score_moves([other], [TALKED])
    assert (result["found"]["right"], result["found"]["predicted"], result["found"]["gold"]) == (0, 2, 1)


def test_names_and_days() -> None:
    ghana = Party(id="GHA.GOV", name="Government of Ghana", country="GHA", sectors=("GOV",), span=None)
    assert is_named("Ghana", ghana, TEXT)
    assert not is_named("Guinea", ghana, TEXT)
    assert is_named(None, None, TEXT)
    assert not is_named(None, ghana, TEXT)
    when = When(start=None, end=date(2023, 5, 31), precision="month", words="by the end of May", span=None)
    assert is_when((date(2023, 5, 31), date(2023, 5, 31)), when)
    assert not is_when(None, when)
    assert is_when(None, replace(when, end=None))


@pytest.mark.parametrize(("task", "file", "found", "fields"), FLOORS, ids=lambda x: str(x))
def test_a_figure_does_not_fall(task: str, file: str, found: float, fields: float) -> None:
    result = check(task, ROOT / "tests" / "gold" / file)
    assert result["items"] == 40
    assert result["f1"] >= found
    assert result["fields_right"] >= fields
