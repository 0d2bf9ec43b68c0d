"""Quotation marks of every style, and the marks that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.statements.quotes import find_quotes, paragraphs, strip_marks
from dragoman.records import Span

CASES = [
    ('He said "we win" and left.', ["we win"]),
    ("“One,” she said. “Two.”", ["One,", "Two."]),
    ("„Nein“ and «Oui» and ''old style,'' they wrote.", ["Nein", "Oui", "old style,"]),
    ("The ministers' meeting was 'very good', he said of the '90s.", ["very good"]),
    ("“One.\n\n“Two,” he said.", ["One.", "Two,"]),
    ("“He told me ‘go’ and “stay” then,” she said.", ["He told me ‘go’ and “stay” then,"]),
    ('a 6" gun and a "big" one', ["big"]),
    ("It’s Sudan’s war, not the generals’ war.", []),
]


@pytest.mark.parametrize(("text", "inner"), CASES)
def test_quotes(text: str, inner: list[str]) -> None:
    assert [q.inner.of(text) for q in find_quotes(text)] == inner


def test_a_quote_that_never_closes_ends_with_its_paragraph() -> None:
    text = "“We hold the town, he wrote.\n\nThe army denied it."
    (q,) = find_quotes(text)
    assert (q.inner.of(text), q.closed) == ("We hold the town, he wrote.", False)


def test_paragraphs_are_parted_by_blank_lines_or_else_by_line_breaks() -> None:
    assert [p.of("a b\nc\n\nd") for p in paragraphs("a b\nc\n\nd")] == ["a b\nc", "d"]
    assert [p.of("a b\nc") for p in paragraphs("a b\nc")] == ["a b", "c"]


def test_marks_and_commas_are_stripped_at_both_ends() -> None:
    text = "“We stay,”"
    assert strip_marks(text, Span(0, len(text))).of(text) == "We stay"


@given(st.text(alphabet="ab “”\"'«»‘’„.,\n", max_size=60))
def test_quotes_lie_in_the_text_in_order_and_never_overlap(text: str) -> None:
    end = 0
    for q in find_quotes(text):
        assert end <= q.outer.start < q.inner.start < q.inner.end <= q.outer.end <= len(text)
        assert q.inner.of(text).strip()
        end = q.outer.end
