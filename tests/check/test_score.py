"""Counts, matching and distances, computed by hand."""

from __future__ import annotations

import pytest

from dragoman.check.score import Counts, by_class, kilometres, macro_f1, matched


def test_f1_is_the_harmonic_mean() -> None:
    counts = Counts(right=3, predicted=4, gold=6)
    assert (counts.precision, counts.recall) == (0.75, 0.5)
    assert counts.f1 == pytest.approx(0.6)
    assert Counts().f1 == Counts().precision == Counts().recall == 0.0


def test_macro_f1_runs_over_the_classes_of_the_gold_alone() -> None:
    pairs = [("AID", "AID"), ("AID", "NONE"), ("REJECT", "AID"), ("REJECT", "THREATEN")]
    counts = by_class(pairs)
    assert set(counts) == {"AID", "REJECT"}
    assert counts["AID"].f1 == pytest.approx(0.5)
    assert macro_f1(counts) == pytest.approx(0.25)
    assert macro_f1({}) == 0.0


def test_matching_finds_the_largest_one_to_one() -> None:
    meets = {("a", 1), ("a", 2), ("b", 1)}
    assert sorted(matched(["a", "b"], [1, 2], lambda x, y: (x, y) in meets)) == [("a", 2), ("b", 1)]
    assert matched(["a", "b"], [1], lambda x, y: y == 1) == [("a", 1)]


def test_distance_of_pristina_and_belgrade() -> None:
    assert kilometres(42.6727, 21.1669, 44.8178, 20.4569) == pytest.approx(245, abs=2)
    assert kilometres(10, 20, 10, 20) == 0
