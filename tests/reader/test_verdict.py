"""Rules and model together: what each counts for, and that the answer is a probability."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.events.verdict import Weights, verdict

MODEL = {"NONE": 0.1, "AID": 0.6, "SUPPORT": 0.3}


def test_the_model_alone_with_weight_one_is_the_model() -> None:
    found = verdict(Weights(pair=0.0, word=1.0), None, MODEL, None, 0.0)
    assert found == pytest.approx(MODEL, abs=1e-4)


def test_a_sure_rule_outweighs_a_doubtful_model_and_an_unsure_one_does_not() -> None:
    weights = Weights(word=1.0, rule=2.0)
    assert max(verdict(weights, None, MODEL, "SUPPORT", 1.0).items(), key=lambda x: x[1])[0] == "SUPPORT"
    assert max(verdict(weights, None, MODEL, "SUPPORT", 0.2).items(), key=lambda x: x[1])[0] == "AID"


def test_no_event_has_a_bonus_that_depends_on_whether_the_rules_know_an_act() -> None:
    weights = Weights(word=1.0, rule=0.0, none=-5.0, none_alone=5.0)
    assert verdict(weights, None, MODEL, "AID", 1.0)["NONE"] < 0.01
    assert verdict(weights, None, MODEL, None, 0.0)["NONE"] > 0.9


def test_where_no_event_is_no_answer_it_gets_no_share() -> None:
    found = verdict(Weights(word=1.0, none=9.0), None, {"happened": 0.5, "denied": 0.5}, "denied", 1.0)
    assert set(found) == {"happened", "denied"}
    assert found["denied"] > 0.5


shares = st.dictionaries(st.sampled_from(["NONE", "AID", "SUPPORT", "REJECT"]), st.floats(0, 1), min_size=1)
weight = st.floats(-5, 5)


@given(shares, shares, weight, weight, weight, st.sampled_from([None, "AID"]), st.floats(0, 1))
def test_it_is_always_a_distribution(
    pair: dict[str, float],
    word: dict[str, float],
    a: float,
    b: float,
    bonus: float,
    rule: str | None,
    confidence: float,
) -> None:
    found = verdict(Weights(pair=a, word=b, rule=bonus), pair, word, rule, confidence)
    assert sum(found.values()) == pytest.approx(1.0)
    assert all(0 <= share <= 1 for share in found.values())
