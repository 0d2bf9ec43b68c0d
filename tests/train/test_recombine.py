"""Other countries in the same sentence: all forms of one country go over together, and every span follows its words."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records import Span
from dragoman.train.markup import read_block
from dragoman.train.recombine import moved, recombine


def test_a_country_is_exchanged_in_all_its_forms() -> None:
    text = "Serbia and the Serbian army let Serbs cross from Kenya; Belgrade protested."
    for seed in range(20):
        new = recombine(text, random.Random(seed)).text(text)
        assert not {"Serbia", "Serbian", "Serbs", "Kenya", "Belgrade"} & set(new.replace(";", "").split())
        assert "let" in new
        assert new.endswith("protested.")


def test_words_with_other_meanings_and_parts_of_words_stay() -> None:
    text = "Jordan Peele met Chad Wolf in a Turkey-backed town of Georgia, Serbia-born men said."
    assert recombine(text, random.Random(1)).text(text) == text


def test_spans_follow_their_words() -> None:
    passage = read_block(
        "[a|Malian soldiers] {1|shelled} [b|a camp of Niger] near Bamako.\n1 a>b ASSAULT happened - - active", "x"
    )
    new = moved(passage, recombine(passage.text, random.Random(3)))
    event = new.events[0]
    words = [new.text[s.start : s.end] for s in (event.source[0], event.trigger[0], event.target[0])]
    assert new.text != passage.text
    assert words[1] == "shelled"
    assert words[0].endswith(" soldiers")
    assert words[2].startswith("a camp of ")
    assert {a.span for a in new.actors} == {event.source[0], event.target[0]}


NAMES = ("Serbia", "Kenyan", "Paris", "Peruvians", "South Sudan", "met", "in", "war,")


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=12), st.integers(0, 999))
def test_every_word_is_found_again_where_its_span_went(words: list[str], seed: int) -> None:
    text = " ".join(words)
    moves = recombine(text, random.Random(seed))
    new, at, last = moves.text(text), 0, 0
    for word in words:
        span = moves.span(Span(at, at + len(word)))
        found = new[span.start : span.end]
        assert span.start >= last
        assert found == word if word in ("met", "in", "war,") else found.strip() == found != ""
        last, at = span.end, at + len(word) + 1
    assert moves.span(Span(0, len(text))) == Span(0, len(new))
