"""The written form of passages: marks become spans, labels are checked, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.records import Span
from dragoman.train.corpus import read_passages
from dragoman.train.markup import alike, main, read_block, read_markup, summary, unmark

BLOCK = """
[a|Peru] {1|broke} {1|off} talks with [b|[c|Chilean] envoys] after [d|the OAS] {2|urged} restraint.
1 a>b SANCTION/discontinue happened - diplomatic active
2 d>a+b REQUEST/yield recalled d - embedded
"""


def test_a_block_becomes_a_passage() -> None:
    passage = read_block(BLOCK, "x")
    assert passage.text == "Peru broke off talks with Chilean envoys after the OAS urged restraint."
    assert [passage.text[s.start : s.end] for s in (a.span for a in passage.actors)] == [
        "Peru",
        "Chilean",
        "Chilean envoys",
        "the OAS",
    ]
    broke, urged = passage.events
    assert (broke.type, broke.mode, broke.contexts, broke.factuality, broke.holder, broke.form) == (
        "SANCTION",
        "discontinue",
        ("diplomatic",),
        "happened",
        None,
        "active",
    )
    assert [passage.text[s.start : s.end] for s in broke.trigger] == ["broke", "off"]
    assert [passage.text[s.start : s.end] for s in urged.target] == ["Peru", "Chilean envoys"]
    assert urged.holder == urged.source[0] == Span(47, 54)
    assert (passage.topic, passage.hard) == (None, False)


def test_a_passage_without_event_has_a_topic() -> None:
    passage = read_block("! [a|Ghana] beat [b|Togo] by two goals.\nnone sport", "x")
    assert (passage.topic, passage.hard, passage.events, len(passage.actors)) == ("sport", True, (), 2)


@pytest.mark.parametrize(
    ("block", "named"),
    [
        ("[a|Peru {1|left}.\n1 a> AID happened - - active", "'a' is not closed"),
        ("Peru] {1|left}.\n1 a> AID happened - - active", "closes nothing"),
        ("[a|Peru] {1|left}.\n1 a> AIDE happened - - active", "AIDE"),
        ("[a|Peru] {1|left}.\n1 a> AID/release happened - - active", "release"),
        ("[a|Peru] {1|left}.\n1 a> AID done - - active", "done"),
        ("[a|Peru] {1|left}.\n1 b> AID happened - - active", "'b'; marked are a"),
        ("[a|Peru] {1|left}.\n1 a> AID happened b - active", "'b'"),
        ("[a|Peru] {1|left}.\n1 a> AID happened - kitchen active", "kitchen"),
        ("[a|Peru] {1|left}.\n1 a> AID happened - - sideways", "sideways"),
        ("[a|Peru] {1|left}.\n2 a> AID happened - - active", "'2'"),
        ("[a|Peru] {1|left} and {2|paid}.\n1 a> AID happened - - active", "'2'"),
        ("[a|Peru] {1|left}.\n1 > AID happened - - active", "source or a target"),
        ("[a|Peru] left.\nnone cookery", "cookery"),
        ("[a|Peru] left.", "none TOPIC"),
        ("[a|] {1|left}.\n1 a> AID happened - - active", "empty"),
        ("[a|Peru] and [a|Chile] {1|met}.\n1 a> CONSULT happened - - active", "two actors"),
        ("[a|Peru] {1|sent} food.\n1 a> AID planned - - active", "AGREE"),
        ("[a|Peru] {1|frees} men.\n1 a> RETREAT/release possible - - active", "CONCEDE"),
    ],
)
def test_what_is_wrong_is_named(block: str, named: str) -> None:
    with pytest.raises(UsageError, match="(?s)" + named):
        read_block(block, "x")


def test_one_unsound_block_does_not_lose_the_others() -> None:
    found = list(read_markup(f"{BLOCK}\n\n[a|Peru] left.\n\n[a|Peru] beat [b|Chile].\nnone sport\n", "x"))
    assert [isinstance(p, UsageError) for p in found] == [False, True, False]
    assert "'[a|Peru] left.'" in str(found[1])


def test_passages_written_by_formula_are_found() -> None:
    texts = [
        "The army of Chad shelled a village near the lake on Friday, killing nine.",
        "The army of Mali shelled a village near the lake on Friday, killing two.",
        "Farmers blocked the road to Lima for a third day.",
    ]
    passages = [read_block(f"{t}\nnone history", "x") for t in texts]
    assert list(alike(passages)) == [(texts[0], texts[1])]
    assert "3 passages" in summary(passages)
    assert "ALIKE" in summary(passages)


def test_the_command_takes_in_what_is_sound_once_and_names_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written, gold = tmp_path / "mine.txt", tmp_path / "mine.jsonl"
    written.write_text(f"{BLOCK}\n\n[a|Peru] left.\n\n[a|Peru] beat [b|Chile].\nnone sport\n", encoding="utf-8")
    for _ in range(2):
        assert main([str(written), "--gold", str(gold)]) == 3
    told = capsys.readouterr()
    assert "2 passages, 0 hard, 2 events" in told.out
    assert "mine.txt: A passage has events, or a topic" in told.err
    found = list(read_passages(gold))
    assert [(p.topic, p.part, len(p.events)) for p in found] == [(None, "mine", 2), ("sport", "mine", 0)]
    assert found[0] == read_block(BLOCK, "mine")


plain = st.text(alphabet=st.characters(blacklist_characters="[]{}|\n!"), min_size=1, max_size=12)


@given(st.lists(st.tuples(plain, st.sampled_from("apt")), min_size=1, max_size=12))
def test_marks_give_back_the_text_and_the_spans_they_stood_round(pieces: list[tuple[str, str]]) -> None:
    marked, expected_actors, expected_triggers, bare = "", {}, [], ""
    for number, (words, kind) in enumerate(pieces):
        letter = "abcdefghijkl"[number]
        span = Span(len(bare), len(bare) + len(words))
        if kind == "a":
            marked += f"[{letter}|{words}]"
            expected_actors[letter] = span
        elif kind == "t":
            marked += "{7|" + words + "}"
            expected_triggers.append(span)
        else:
            marked += words
        bare += words
    text, actors, triggers = unmark(marked)
    assert (text, actors, triggers.get("7", [])) == (bare, expected_actors, expected_triggers)
