"""PLOVER as the package has it, and the decisions of docs/decisions/0002-plover-faults.md."""

from __future__ import annotations

import pytest

from dragoman.errors import UnknownName
from dragoman.knowledge import ontology


def test_counts() -> None:
    assert len(ontology.EVENT_TYPES) == 16
    assert sum(len(m) for m in ontology.MODES.values()) == 67
    assert len(ontology.CONTEXTS) == 37
    assert [t for t in ontology.EVENT_TYPES if not ontology.MODES[t]] == [
        "AGREE",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
    ]


def test_decided_faults() -> None:
    assert ontology.intensity("ACCUSE") == -3
    assert ontology.QUADS["SANCTION"] == 4
    assert ontology.intensity("PROTEST", "vandalize") == ontology.intensity("PROTEST") == -5
    assert "PROTEST" not in ontology.NEEDS_RECIPIENT
    assert "AID" in ontology.NEEDS_RECIPIENT
    assert ontology.cameo("SANCTION", "discontinue", code="163") == "163"
    assert ontology.cameo("SANCTION", "convict") == "116"
    assert ontology.cameo("CONCEDE", code="0813") == "0813"
    assert ontology.cameo("CONCEDE", code="055") == "055"
    assert ontology.cameo("ASSAULT", "unconventional") == "204"


@pytest.mark.parametrize(
    ("type", "mode", "score"),
    [("RETREAT", "disarm", 10), ("AID", None, 10), ("REQUEST", "assist", 0.5), ("ASSAULT", "unconventional", -10)],
)
def test_intensity(type: str, mode: str | None, score: float) -> None:
    assert ontology.intensity(type, mode) == score


def test_every_type_and_mode_has_an_intensity_within_the_scale_and_a_code_of_its_own_type() -> None:
    types = ontology._cameo_types()
    for type in ontology.EVENT_TYPES:
        for mode in (None, *ontology.MODES[type]):
            assert -10 <= ontology.intensity(type, mode) <= 10
            code = ontology.cameo(type, mode)
            assert code is None or types[code] == type


def test_contexts_choose_the_code() -> None:
    assert ontology.cameo("AID", contexts=("military",)) == "072"
    assert ontology.cameo("AID", contexts=("economic",)) == "071"
    assert ontology.cameo("AID") == "070"
    assert ontology.cameo("THREATEN", "violence", ("cbrn",)) == "1385"


def test_no_more_is_claimed_than_is_known() -> None:
    assert ontology.cameo("ASSAULT", "targeted") is None
    assert ontology.cameo("ASSAULT", "drone") is None
    assert ontology.cameo("ASSAULT") is None
    assert ontology.cameo("THREATEN", "violence") == "130"
    assert ontology.cameo("SANCTION", "discontinue") == "160"


def test_a_code_of_another_type_is_not_taken() -> None:
    assert ontology.cameo("AID", code="190") == "070"


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'PROTEST'"):
        ontology.intensity("PROTESTS")
    with pytest.raises(UnknownName, match="Did you mean 'phone'"):
        ontology.cameo("CONSULT", "phones")


@pytest.mark.parametrize(
    ("type", "factuality", "coded"),
    [
        ("CONSULT", "planned", "AGREE"),
        ("AID", "possible", "AGREE"),
        ("RETREAT", "conditional", "CONCEDE"),
        ("CONCEDE", "planned", "CONCEDE"),
        ("ASSAULT", "planned", "ASSAULT"),
        ("CONSULT", "feared", "CONSULT"),
        ("AID", "happened", "AID"),
        ("AID", None, "AID"),
    ],
)
def test_what_lies_ahead_has_another_type(type: str, factuality: str | None, coded: str) -> None:
    assert ontology.in_time(type, factuality) == coded
