"""Corrections as newsrooms word them, and sentences that are none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.reader.corrections.corrections import read_corrections
from dragoman.reader.sheet import Sheet
from dragoman.records import Correction
from dragoman.settings import Settings
from tests.link.helper import a_text


def read(text: str) -> tuple[Correction, ...]:
    dispatch = a_text("2024-03-08", text, "x")
    sheet = Sheet(dispatch, Settings(), None, dispatch.published)  # type: ignore[arg-type]
    read_corrections(sheet)
    return sheet.corrections


def words(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(c.kind, c.old and c.old.of(text), c.new and c.new.of(text)) for c in read(text)]


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        (
            "Rain fell.\n\nAn earlier version of this article said that six ferries had sunk. Two had.",
            "six ferries had sunk",
            "Two had",
        ),
        (
            "Correction: A previous version of this story incorrectly stated that Oda Brennick was at the talks.",
            "Oda Brennick was at the talks",
            None,
        ),
        (
            "(This story has been corrected to say 40 boats, not 400.)",
            "400",
            "40 boats",
        ),
        ("This report corrects the toll to nine instead of twelve.", "twelve", "nine"),
        (
            "Correction: The accord was signed in Pellin, not Kest, as earlier reported.",
            "Kest",
            "The accord was signed in Pellin",
        ),
        ("We incorrectly reported that the bridge was closed. It is open.", "the bridge was closed", "It is open"),
        ("This article has been corrected.", None, None),
    ],
)
def test_what_was_wrong_and_what_holds(text: str, old: str | None, new: str | None) -> None:
    assert words(text) == [("corrected", old, new)]


@pytest.mark.parametrize(
    "text",
    [
        "The Corvane Agency has withdrawn its report on the ferry.",
        "RETRACTION: The ferry is afloat.",
        "This story has been retracted.",
    ],
)
def test_retractions(text: str) -> None:
    assert words(text) == [("retracted", None, None)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister corrected his earlier statement on the ferry.",
        "Kest has withdrawn its troops, not its police, as was reported by the army.",
        "An earlier version of the law said that boats must be painted.",
        "The report of the inquiry said that six ferries had sunk.",
        "He would not, as reported, resign.",
    ],
)
def test_what_is_no_correction(text: str) -> None:
    assert words(text) == []


@given(st.text(max_size=150))
def test_spans_lie_in_any_text(text: str) -> None:
    whole = f"An earlier version of this story said {text}"
    for correction in read(whole):
        for span in filter(None, (correction.old, correction.new, *correction.evidence)):
            assert 0 <= span.start <= span.end <= len(whole)
