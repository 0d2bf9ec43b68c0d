"""Words that mean the same in a promise, and those that say nothing of it."""

from __future__ import annotations

import pytest

from dragoman.knowledge.words.likenesses import senses, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("150 troops", "200 soldiers"),
        ("police officers", "a policeman"),
        ("deploying helicopters", "sent choppers"),
        ("pay", "disbursed"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert senses(one) == senses(other) != {}


@pytest.mark.parametrize(
    "words", ["by 1 September", "its pledge of 4 million euros", "the other 100", "on Wednesday, the minister said"]
)
def test_these_say_nothing_of_the_thing(words: str) -> None:
    assert senses(words) == {}


def test_words_that_go_with_any_promise_are_generic() -> None:
    assert senses("send helicopters") == {"send": True, "helicopter": False}


def test_short_words_keep_their_ends() -> None:
    assert [stem(w) for w in ("aid", "gas", "ships", "sending")] == ["aid", "gas", "ship", "send"]
