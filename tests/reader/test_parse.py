"""The text as the parser gets it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.parse import legible, parse


@pytest.mark.parametrize(
    "dateline",
    [
        "VILNIUS -- ",
        "THE HAGUE, Netherlands (AP) — ",
        "N'DJAMENA, March 3 (Newswire) - ",
        "PORT-AU-PRINCE, 9 Feb. 2024 (Wire) - ",
        "WASHINGTON/BRUSSELS, Nov. 28, 2023 (Agency) – ",
    ],
)
def test_a_dateline_is_blank_and_as_long(dateline: str) -> None:
    text = dateline + "Lithuania expelled two diplomats."
    assert legible(text) == " " * len(dateline) + "Lithuania expelled two diplomats."
    subject = next(t for t in parse(text) if t.dep_ == "nsubj")
    assert (subject.text, subject.idx) == ("Lithuania", len(dateline))


@pytest.mark.parametrize(
    "text", ["NATO - the alliance - met.", "Peru -- long quiet -- voted.", "UN-backed forces left."]
)
def test_what_only_looks_like_a_dateline_stays(text: str) -> None:
    assert legible(text) == text


@given(st.text())
def test_offsets_never_move(text: str) -> None:
    assert len(legible(text)) == len(text)
