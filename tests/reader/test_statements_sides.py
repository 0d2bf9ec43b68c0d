"""What goes with a statement: the side taken, what it is about, how factual it is, who reports it, and who stands behind it."""

from __future__ import annotations

import pytest

from dragoman.records import Statement
from tests.reader.said import content, country, organisation, person, sheet, statements

ACTORS = (country("Mali", "MLI"), country("Chad", "TCD"), country("Oman", "OMN"), person("Ana Soto", "PER"))


def stances(s: Statement) -> dict[str, str]:
    return {x.target: x.stance for x in s.stances}


SIDES = [
    ("Oman said Mali had violated the truce.", {"mali": "opposes"}),
    ("Oman said Mali had not violated the truce.", {"mali": "supports"}),
    ('"We thank Chad," the Omani envoy said.', {"chad": "supports"}),
    ('"We do not support Chad," the Omani envoy said.', {"chad": "opposes"}),
    ("Oman said Chad was a reliable partner.", {"chad": "supports"}),
    ("Oman said the army of Chad was reckless and cruel.", {"chad": "opposes"}),
    ("Oman said Mali must stop the raids.", {"mali": "opposes"}),
    ('Oman condemned the "brutal repression" of protesters by Mali.', {"mali": "opposes"}),
    ('Oman condemned the "brutal repression" of people in Mali.', {"mali": "neutral"}),
    ("Oman said Chad had condemned Mali.", {"chad": "neutral", "mali": "neutral"}),
    ("Oman said Mali would hold elections.", {"mali": "neutral"}),
]


@pytest.mark.parametrize(("text", "expected"), SIDES)
def test_sides(text: str, expected: dict[str, str]) -> None:
    (s,) = statements(text, *ACTORS)
    found = stances(s)
    assert {k: found[k] for k in expected} == expected


def test_a_side_rests_on_a_word_and_a_neutral_one_on_none() -> None:
    text = "Oman said Mali had violated the truce and Chad would hold elections."
    sides = {x.target: x for s in statements(text, *ACTORS) for x in s.stances}
    assert [e.of(text) for e in sides["mali"].evidence] == ["violated"]
    assert sides["chad"].evidence == ()
    assert sides["mali"].confidence > sides["chad"].confidence


TOLD = [
    ("Oman said the port was open.", "happened"),
    ("The minister will say that the port is open.", "planned"),
    ("The ministry did not say that the port was open.", "negated"),
    ("The envoy reportedly said the port was open.", "alleged"),
    ("The envoy denied having said that the port was open.", "denied"),
]


@pytest.mark.parametrize(("text", "factuality"), TOLD)
def test_whether_it_was_said(text: str, factuality: str) -> None:
    assert factuality in [s.factuality for s in statements(text, *ACTORS)]


def test_topics_are_contexts_of_the_words() -> None:
    (s,) = statements("Oman said refugees would cross the border before the election.")
    assert s.topics == ("migration", "election")


def test_who_reports_whom() -> None:
    text = "Ana Soto said Chad had told Oman that the truce was over."
    outer, inner = statements(text, *ACTORS)
    assert (outer.within, inner.within) == (None, outer.id)
    assert content(text, inner) == ["the truce was over"]
    assert inner.speaker is not None
    assert (inner.speaker.id, inner.addressee.id if inner.addressee else None) == ("chad", "oman")


def test_what_is_reported_inside_a_quote_has_a_speaker_of_its_own() -> None:
    text = '"They told us that the bridge was mined," Ana Soto said.'
    outer, inner = sorted(statements(text, *ACTORS), key=lambda s: s.within is not None)
    assert content(text, inner) == ["the bridge was mined"]
    assert inner.within == outer.id
    assert inner.addressee is not None
    assert inner.addressee.id == "ana-soto"


def test_what_the_one_quoted_says_there_and_then_is_no_second_statement() -> None:
    assert len(statements('"We insist that the bridge is safe," Ana Soto said.', *ACTORS)) == 1


DOCUMENTS = [
    ("The report by Oman said the dam was cracked.", "oman"),
    ("Oman published a letter. The letter says the dam was cracked.", "oman"),
    ("The petition says the dam was cracked.", "S.the-petition"),
]


@pytest.mark.parametrize(("text", "speaker"), DOCUMENTS)
def test_a_document_speaks_for_whoever_issued_it(text: str, speaker: str) -> None:
    found = [s.speaker.id for s in statements(text, *ACTORS) if s.speaker is not None]
    assert found == [speaker]


SPEAKERS = [
    ("Ana Soto, who leads the delegation, said the talks had failed.", "Ana Soto"),
    ("The road is closed from a bridge to a mill, Ana Soto, who leads the delegation, warned.", "Ana Soto"),
    ("The town was “quiet at last”, its mayor, Ana Soto, said.", "Ana Soto"),
]


@pytest.mark.parametrize(("text", "name"), SPEAKERS)
def test_a_speaker_between_commas(text: str, name: str) -> None:
    found = [s for s in statements(text, *ACTORS) if s.speaker is not None]
    assert [s.speaker.name for s in found if s.speaker] == [name]
    assert all("Soto" not in c for s in found for c in content(text, s))


def test_a_sentence_of_its_own_in_quotes_after_an_indirect_question_is_a_second_statement() -> None:
    text = "Ana Soto asked where the planes had been. “By six the road was gone.”"
    asked, said = statements(text, *ACTORS)
    assert (content(text, asked), content(text, said)) == (
        ["where the planes had been"],
        ["By six the road was gone."],
    )
    assert asked.speaker is not None
    assert said.speaker is not None
    assert said.speaker.id == asked.speaker.id == "ana-soto"


def test_statements_that_were_never_made_hold_nothing() -> None:
    made = sheet("The ministry did not say that Chad had left.", *ACTORS)
    from dragoman.reader.statements.statements import read_statements

    read_statements(made)
    assert len(made.statements) == 1
    assert made.said == ()


def test_an_organisation_keeps_its_name_beside_an_acronym() -> None:
    (s,) = statements("The IMF said growth would slow.", organisation("IMF"))
    assert s.speaker is not None
    assert s.speaker.id == "imf"
