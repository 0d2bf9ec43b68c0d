"""Numbers with their bounds, and what they measure."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.circumstances.counts import counts_in
from dragoman.reader.circumstances.magnitudes import measures_in
from dragoman.reader.parse import parse, pipeline


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("at least 18 people", [(18, None)]),
        ("more than 1,200 people", [(1200, None)]),
        ("between 30 and 40 people", [(30, 40)]),
        ("30 to 40 people", [(30, 40)]),
        ("up to forty people", [(None, 40)]),
        ("no more than five people", [(None, 5)]),
        ("a couple of soldiers", [(2, None)]),
        ("two dozen soldiers", [(24, None)]),
        ("three thousand soldiers", [(3000, None)]),
        ("two hundred and ten soldiers", [(210, None)]),
        ("twenty-four soldiers", [(24, None)]),
        ("dozens of soldiers", []),
        ("hundreds of soldiers", []),
        ("several soldiers", []),
        ("12 killed and 30 hurt", [(12, None), (30, None)]),
    ],
)
def test_counts(text: str, bounds: list[tuple[float | None, float | None]]) -> None:
    doc = parse(text)
    assert [(c.low, c.high) for c in counts_in(doc, 0, len(doc))] == bounds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The shelling left 39 dead and 120 wounded.", [("killed", 39), ("injured", 120)]),
        ("Five soldiers died and 12 were injured.", [("killed", 5), ("injured", 12)]),
        ("The raid claimed the lives of 18 people.", [("killed", 18)]),
        ("Police said there had been 40 arrests.", [("arrested", 40)]),
        ("Three gunmen killed twelve policemen.", [("crowd", 3), ("killed", 12)]),
        ("A soldier was killed.", [("killed", 1)]),
        ("The loan of 20 million pounds was paid.", [("money", 20e6)]),
    ],
)
def test_measures(text: str, kinds: list[tuple[str, float]]) -> None:
    doc = parse(text)
    assert [(m.kind, m.count.low) for m in measures_in(doc[:], set())] == kinds


@given(st.integers(min_value=1, max_value=2_000_000))
def test_any_number_is_read_as_written(n: int) -> None:
    doc = pipeline().make_doc(f"at least {n:,} people")
    (count,) = counts_in(doc, 0, len(doc))
    assert (count.low, count.high) == (n, None)


@given(
    st.lists(
        st.sampled_from(["a", "couple", "of", "two", "dozen", "-", "to", "and", "between", "30", "people"]), max_size=9
    )
)
def test_counts_stay_inside_and_apart(words: list[str]) -> None:
    from spacy.tokens import Doc

    doc = Doc(pipeline().vocab, words=words)
    found = counts_in(doc, 0, len(doc))
    assert all(0 <= c.start < c.end <= len(doc) for c in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
