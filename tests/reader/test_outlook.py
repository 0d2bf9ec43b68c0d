"""How sure, whether so or not, and whether yet to come an event word of any kind is told to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader import outlooks_at
from dragoman.reader.circumstances.outlook import Outlook
from dragoman.records import Span

SURE, NO, AHEAD = "sure", "no", "ahead"

CASES = [
    ("The firm opened a plant in Ghent.", "opened", "sure"),
    ("The firm will open a plant in Ghent.", "open", "sure ahead"),
    ("The firm will give money to the town.", "give", "sure ahead"),
    ("Officials reported that the ferry will bring grain to Malta.", "bring", "sure ahead"),
    ("The mill is to be sold next year.", "sold", "sure ahead"),
    ("The owners agreed to sell the mill.", "sell", "sure ahead"),
    ("The owners want to sell the mill.", "sell", "ahead"),
    ("The owners want to sell the mill.", "want", "sure"),
    ("The owners announced plans to sell the mill.", "plans", "sure"),
    ("Talks are expected to resume on Monday.", "Talks", "ahead"),
    ("The owners may sell the mill.", "sell", "ahead"),
    ("The owners may not sell the mill.", "sell", "no ahead"),
    ("The owners might have sold the mill.", "sold", ""),
    ("The owners are unlikely to sell the mill.", "sell", "no ahead"),
    ("The owners did not sell the mill.", "sell", "sure no"),
    ("The owners failed to sell the mill.", "sell", "sure no"),
    ("Nobody will sell the mill.", "sell", "sure no ahead"),
    ("The governor told farmers not to burn straw.", "burn", "sure no ahead"),
    ("Police prevented an attack on the depot.", "attack", "sure no"),
    ("The race was called off.", "race", "sure no"),
    ("Villages will be flooded if the dam breaks.", "breaks", "ahead"),
    ("The gates will close when the river rises.", "rises", "sure ahead"),
    ("The gates were closed after the river rose.", "rose", "sure"),
    ("The ship was due to arrive on Sunday.", "arrive", ""),
    ("The minister claims that the bridge is safe.", "is", "sure"),
    ("The bridge is believed to be safe.", "safe", ""),
    ("The council called for an inquiry.", "inquiry", "ahead"),
    ("The council condemned the fire.", "fire", "sure"),
    ("Has the council closed the bridge?", "closed", ""),
    ("Residents doubt that the bridge will be mended.", "mended", "no ahead"),
]


def told(text: str, word: str) -> Outlook | None:
    start = text.index(word)
    (found,) = outlooks_at(text, [(Span(start, start + len(word)),)])
    return found


@pytest.mark.parametrize(("text", "word", "expected"), CASES)
def test_certainty_polarity_and_time(text: str, word: str, expected: str) -> None:
    marks = expected.split()
    assert told(text, word) == Outlook(certain=SURE in marks, negative=NO in marks, future=AHEAD in marks)


def test_where_no_word_stands_nothing_is_told() -> None:
    assert outlooks_at("It rained.", [(Span(2, 3),), ()]) == [None, None]


@given(st.lists(st.builds(Outlook, st.booleans(), st.booleans(), st.none() | st.booleans()), min_size=3, max_size=3))
def test_scopes_may_be_joined_in_any_grouping(three: list[Outlook]) -> None:
    a, b, c = three
    assert a.under(b).under(c) == a.under(b.under(c))
    assert a.under(Outlook()) == a
