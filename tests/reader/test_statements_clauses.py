"""Where one statement ends: clauses, lines, semicolons, and speakers that the parser hung to something else."""

from __future__ import annotations

import pytest

from dragoman.reader.statements.statements import read_attributions
from tests.reader.said import content, country, person, sheet, statements


def test_each_that_clause_is_a_statement() -> None:
    text = "The envoy said that the bridge had been mined and that two villages were “cut off from the world”."
    first, second = statements(text)
    assert (content(text, first), first.form) == (["the bridge had been mined"], "indirect")
    assert (content(text, second), second.form) == (["two villages were “cut off from the world”"], "mixed")


def test_a_description_is_parted_from_what_it_describes() -> None:
    text = "Uruguay's president described the tariff as “a wall of paper”."
    (s,) = statements(text)
    assert content(text, s) == ["the tariff", "a wall of paper"]


SPEAKERS = [
    (
        "Mali will send troops to the border between Chad and Sudan, Foreign Minister Ali Sow announced.",
        "Foreign Minister Ali Sow",
        "Mali will send troops to the border between Chad and Sudan",
    ),
    (
        "Fiji is going to send 30 nurses to the hospital in Tonga, its health minister, Ana Sosa, told the assembly.",
        "its health minister, Ana Sosa",
        "Fiji is going to send 30 nurses to the hospital in Tonga",
    ),
]


@pytest.mark.parametrize(("text", "speaker", "said"), SPEAKERS)
def test_the_speaker_stands_between_the_comma_and_the_verb(text: str, speaker: str, said: str) -> None:
    (s,) = statements(text)
    assert s.speaker is not None
    assert s.speaker.span is not None
    assert s.speaker.span.of(text) == speaker
    assert content(text, s) == [said]


def test_what_stands_before_a_semicolon_was_not_said() -> None:
    text = "Oman reopened its port on Monday; ships would pay no fee, the harbour master said."
    (s,) = statements(text)
    assert content(text, s) == ["ships would pay no fee"]


def test_a_line_above_was_not_said() -> None:
    text = "Talks resume in Muscat\n\nBy our own reporter\n\n“A road is not a border,” the envoy, Omar Haddad, said."
    (s,) = statements(text, person("Omar Haddad"))
    assert (content(text, s), s.form) == (["A road is not a border"], "direct")


def test_the_that_clause_after_the_cue_comes_before_the_clause_ahead_of_it() -> None:
    text = "Benin offered two ships for the mission; Talon said that they would sail in May."
    (s,) = statements(text, person("Talon"), country("Benin", "BEN"))
    assert content(text, s) == ["they would sail in May"]


def test_a_beginning_is_no_cue() -> None:
    text = "A joint survey of the delta has begun, the Burmese side said."
    assert [content(text, s) for s in statements(text)] == [["A joint survey of the delta has begun"]]


CUES = [
    ("Togo continued to deny the raid.", "continued to deny"),
    ("Nepal complained about the closed road.", "complained about"),
    ("The plan was criticised by Laos.", "was criticised by"),
    ("Peru appeared to suggest that the talks had failed.", "appeared to suggest"),
    ("“It is over,” the general said in an interview.", "said in an interview"),
    ("Qatar issued a statement welcoming the truce.", "issued a statement welcoming"),
]


@pytest.mark.parametrize(("text", "cue"), CUES)
def test_a_cue_takes_in_what_belongs_to_it(text: str, cue: str) -> None:
    found = read_attributions(sheet(text, country("Laos", "LAO"), country("Peru", "PER"), country("Qatar", "QAT")))
    assert cue in [c.of(text) for s in found for c in s.cue]
