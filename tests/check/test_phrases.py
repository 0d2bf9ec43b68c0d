"""Head words, and which phrases meet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.check.phrases import phrase, same_actor
from dragoman.records import Span


@pytest.mark.parametrize(
    ("words", "head"),
    [
        ("the foreign minister of Peru", "minister"),
        ("Peruvian troops", "troops"),
        ("troops, many of them young", "troops"),
        ("the president's office", "office"),
        ("in Iraq", "Iraq"),
        ("Malawi (a republic)", "Malawi"),
        ("three U.S. soldiers", "soldiers"),
        ("the", "the"),
        ("—", "—"),
    ],
)
def test_head(words: str, head: str) -> None:
    text = f"Then {words} left"
    found = phrase(text, Span(5, 5 + len(words)))
    assert found.head.of(text) == head


@pytest.mark.parametrize(
    ("predicted", "gold", "same"),
    [
        ("minister", "the foreign minister of Peru", True),
        ("Peru", "the foreign minister of Peru", True),
        ("the foreign minister of Peru", "minister", True),
        ("Chile, the foreign", "the foreign minister of Peru", False),
        ("Chile", "the foreign minister of Peru", False),
    ],
)
def test_phrases_meet_by_head(predicted: str, gold: str, same: bool) -> None:
    text = "In Chile, the foreign minister of Peru spoke."
    spans = [Span(text.index(w), text.index(w) + len(w)) for w in (predicted, gold)]
    assert same_actor(phrase(text, spans[0]), phrase(text, spans[1])) is same


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_the_head_lies_in_the_phrase(text: str, a: int, b: int) -> None:
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    found = phrase(text, Span(start, end))
    assert start <= found.head.start <= found.head.end <= end
