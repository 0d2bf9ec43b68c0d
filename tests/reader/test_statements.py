"""Who said what: one invented sentence for each construction, with the exact words expected."""

from __future__ import annotations

import lzma
from pathlib import Path

import pytest

from dragoman.reader.statements.statements import read_attributions, read_statements
from tests.reader.said import content, country, organisation, person, sheet, statements

INDIRECT = [
    ("Chad's president said the army would leave the joint force.", "Chad's president", "the army would leave the joint force"),
    ("The Peruvian minister warned that talks could fail.", "The Peruvian minister", "talks could fail"),
    ("The bridge was retaken at dawn, according to the Sudanese army.", "the Sudanese army", "The bridge was retaken at dawn"),
    ("According to two diplomats, Oman has agreed to host the talks.", "two diplomats", "Oman has agreed to host the talks"),
    ("The communiqué states that both sides will withdraw.", "The communiqué", "both sides will withdraw"),
    ("Jordan's king was quoted as saying that the border would reopen.", "Jordan's king", "the border would reopen"),
    ("Officials insisted the dam was safe.", "Officials", "the dam was safe"),
    ("The minister asked whether Laos would sign the treaty.", "The minister", "whether Laos would sign the treaty"),
    ("Tunisia's claim that Libya fired first was rejected.", "Tunisia's", "Libya fired first"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "speaker", "said"), INDIRECT)
def test_indirect_speech(text: str, speaker: str, said: str) -> None:
    (s,) = statements(text)
    assert s.speaker is not None
    assert s.speaker.span is not None
    assert s.speaker.span.of(text) == speaker
    assert content(text, s) == [said]
    assert s.form == "indirect"
    assert s.evidence[0].of(text) == text


DIRECT = [
    ('"We will not leave," the Turkish minister told reporters.', ["We will not leave"]),
    ("“We stay,” said Kenya’s foreign minister. “Our partners know that.”", ["We stay", "Our partners know that."]),
    ("The Omani envoy said: “Nothing is agreed until everything is agreed.”", ["Nothing is agreed until everything is agreed."]),
    ("«The road is open», said the governor of Puno.", ["The road is open"]),
    ("‘No one will be left behind,’ the Fijian minister promised.", ["No one will be left behind"]),
    ("“It is over,” the general said, “and everyone in Juba knows it.”", ["It is over", "and everyone in Juba knows it."]),
    ("“The raid was a crime.\n\n“It will be answered in court,” the Malian minister said.", ["The raid was a crime.", "It will be answered in court"]),
    ("''The vote was fair,'' the observer from Ghana said.", ["The vote was fair"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), DIRECT)
def test_direct_speech(text: str, said: list[str]) -> None:
    (s,) = statements(text)
    assert content(text, s) == said
    assert s.form == "direct"


def test_fragment_inside_indirect_speech_makes_it_mixed_and_a_participle_starts_a_second_statement() -> None:
    text = (
        "Danish Prime Minister Lene Holm said that in the Arctic, “calm is never guaranteed”, while indicating that "
        "Denmark will build two radar stations."
    )
    first, second = statements(text, person("Lene Holm", "DNK"), country("Denmark", "DNK"))
    assert (first.form, content(text, first)) == ("mixed", ["in the Arctic, “calm is never guaranteed”"])
    assert (second.form, content(text, second)) == ("indirect", ["Denmark will build two radar stations"])
    assert first.speaker is not None
    assert second.speaker is not None
    assert first.speaker.id == second.speaker.id == "lene-holm"
    assert second.about == ("denmark",)


def test_pronoun_and_title_are_the_speaker_before() -> None:
    text = (
        "Uruguay's foreign minister Ana Soto arrived in Quito. “We are close,” Ana Soto said. She added that a text was "
        "ready. The minister warned that time was short."
    )
    found = statements(text, person("Ana Soto", "URY", "foreign minister"))
    assert [s.speaker.id if s.speaker else None for s in found] == ["ana-soto"] * 3
    assert {s.office for s in found} == {"foreign minister"}


def test_addressee_is_the_one_told_or_asked() -> None:
    text = "The IMF told Ghana that its debt was sustainable and urged Zambia to raise taxes."
    made = sheet(text, organisation("IMF"), country("Ghana", "GHA"), country("Zambia", "ZMB"))
    told, urged = read_attributions(made)
    assert (told.addressee.id if told.addressee else None) == "ghana"
    assert (urged.addressee.id if urged.addressee else None) == "zambia"
    assert content(text, urged) == ["to raise taxes"]


def test_what_is_asked_of_another_is_no_statement() -> None:
    text = "The IMF told Ghana that its debt was sustainable and urged Zambia to raise taxes."
    made = sheet(text, organisation("IMF"), country("Ghana", "GHA"), country("Zambia", "ZMB"))
    read_statements(made)
    assert [content(text, s) for s in made.statements] == [["its debt was sustainable"]]


def test_unnamed_speaker_keeps_the_words() -> None:
    text = "A Bolivian diplomat who asked not to be named said the pipeline had been closed."
    (s,) = statements(text)
    assert s.speaker is not None
    assert (s.speaker.id, s.speaker.name, s.speaker.country) == ("S.a-bolivian-diplomat", "A Bolivian diplomat", None)


def test_nobody_speaks_where_a_passive_names_no_agent() -> None:
    text = "It was reported that the minister had resigned."
    made = sheet(text)
    read_statements(made)
    assert [s.speaker for s in made.statements] == [None]
    assert [(u.reason, u.span.of(text)) for u in made.undecided] == [("no_speaker", "was reported")]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers emphasized stability in the region.",
        "Gabon condemned the raid.",
        "The fall in prices shows that demand is weak.",
        "Rwanda called for a ceasefire.",
        "The “Green Line” divides the island.",
    ],
)
def test_no_statement_without_a_clause_or_a_quote_said_by_someone(text: str) -> None:
    assert statements(text) == ()


def test_attributions_also_give_views_and_topics_with_less_confidence() -> None:
    text = "Gabon condemned the raid and believes that Cameroon lost it."
    condemned, believes = read_attributions(sheet(text))
    assert content(text, condemned) == ["the raid"]
    assert content(text, believes) == ["Cameroon lost it"]
    assert max(condemned.confidence, believes.confidence) < 0.5


def test_a_second_quote_belongs_to_its_own_speaker() -> None:
    text = '"The deal is dead," the Iranian envoy said.\n\n"It can be saved," the Qatari mediator said.'
    first, second = statements(text)
    assert (content(text, first), content(text, second)) == (["The deal is dead"], ["It can be saved"])
    assert first.speaker is not None
    assert second.speaker is not None
    assert (first.speaker.name, second.speaker.name) == ("the Iranian envoy", "the Qatari mediator")


@pytest.mark.shared
def test_half_of_the_attributed_words_are_found_on_the_development_articles() -> None:
    """A floor, well under the measured figure, that a broken rule would fall through."""
    import json

    path = Path(__file__).parents[2].parent / "shared" / "data" / "statements_dev.jsonl.xz"
    if not path.is_file():
        pytest.skip("no development data beside the repository")
    both = made = wanted = 0
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines][:20]
    for row in rows:
        found = {i for s in read_attributions(sheet(row["text"])) for c in s.content for i in range(*c)}
        gold = {i for s in row["statements"] for c in s["content"] for i in range(*c)}
        both, made, wanted = both + len(found & gold), made + len(found), wanted + len(gold)
    assert both / made > 0.85
    assert both / wanted > 0.65
