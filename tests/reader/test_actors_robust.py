from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.reader.actors_helper import mention, read

SHARED = Path(__file__).parents[2].parent / "shared"
WORDS = st.sampled_from(
    [
        "NATO",
        "Serbia's",
        "the",
        "The",
        "president",
        "of",
        "and",
        ",",
        ".",
        "it",
        "who",
        "(",
        ")",
        "UN",
        "police",
        "Belgrade",
        "said",
        "told",
        "Ana",
        "Petrov",
        "Mr",
        "German",
        "150",
        "“",
        "”",
        "he",
        "-",
        "troops",
        "two",
        "sides",
    ]
)


@given(st.lists(WORDS, max_size=25).map(" ".join))
@settings(max_examples=60, deadline=None)
def test_spans_cover_whole_tokens_and_their_head(text: str) -> None:
    sheet = read(text)
    for m in sheet.parties.mentions:
        tokens = sheet.doc[m.start : m.end]
        assert m.span.of(text) == tokens.text
        assert m.start <= m.head < m.end
        assert m.actor in sheet.parties.actors
    for a in sheet.actors:
        assert 0.0 < a.confidence <= 1.0
        assert a.mentions == tuple(sorted(set(a.mentions)))


@given(st.text(max_size=80))
@settings(max_examples=60, deadline=None)
def test_any_text_is_read(text: str) -> None:
    for a in read(text).actors:
        assert all(0 <= s.start < s.end <= len(text) for s in a.mentions)


def test_right_to_left_text_and_control_characters() -> None:
    assert mention(read("قال Serbia said مرحبا"), "Serbia").actor == "SRB"
    odd = read("Serbia\x00 said\x07 \u202eKosovo\u202c left\x1b[31m.")
    assert "SRB" in {a.id for a in odd.actors}


def test_the_cost_grows_no_faster_than_the_text() -> None:
    def cost(n: int) -> float:
        sheet_text = ", ".join(f"Ana Petrov{'abcdefgh'[i % 8]}{'klmnop'[i % 6]}" for i in range(n))
        from dragoman.reader.parse import parse

        parse(sheet_text)
        start = time.process_time()
        read(sheet_text)
        return time.process_time() - start

    cost(100)
    assert cost(3000) < 20 * cost(375) + 1.0


@pytest.mark.shared
def test_the_model_case() -> None:
    lines = (SHARED / "seed" / "dispatch.txt").read_text(encoding="utf-8").split("\n\n")
    body = [" ".join(p.split()) for p in lines if p.startswith(("Due to", "The S", "The s", "Western"))]
    sheet = read("\n\n".join(body))
    ids = {a.id: [s.of(sheet.dispatch.text) for s in a.mentions] for a in sheet.actors}
    assert {"NATO", "alliance"} <= set(ids["IGO.NATO"])
    assert "NATO Foreign Ministers" in ids["IGO.NATO.GOV"]
    assert ids["P.jens-stoltenberg"] == ["Secretary-General of NATO", "Jens Stoltenberg", "Secretary Stoltenberg"]
    assert ids["P.antony-blinken"] == ["US Secretary of State Antony Blinken"]
    assert ids["P.josep-borrell"] == ["head of the European Union’s foreign policy", "Josep Borrell", "Mr. Borrell"]
    assert ids["P.annalena-baerbock"] == ["German Foreign Minister Annalena Bearbock"]
    assert (ids["XKX.GOV"], ids["SRB.GOV"]) == (["Pristina"], ["Belgrade"])
    assert {"XKX", "SRB", "RUS", "DEU", "IGO.EU", "MISSION.KFOR", "G.western-countries", "G.western-diplomacy"} <= set(
        ids
    )
    assert ids["RUS"] == ["Russia", "its"]
    offices = {a.id: a.office for a in sheet.actors}
    assert offices["P.jens-stoltenberg"] == "NATO Secretary-General"
    [thing] = [a for a in sheet.actors if a.kind == "thing"]
    assert thing.name.startswith("Association of Municipalities")


@pytest.mark.shared
@pytest.mark.slow
def test_gold_parties_are_covered_by_their_head_word() -> None:
    """Floor of issue 4: the head words of 85 % of the annotated sources and targets lie in a mention."""
    lines = (SHARED / "data" / "relations_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    covered = total = 0
    for row in rows:
        sheet = read(row["text"])
        inside = {i for m in sheet.parties.mentions for i in range(m.start, m.end)}
        [relation] = row["relations"]
        for start, end in (spans[0] for side in ("source", "target") if (spans := relation[side])):
            tokens = [t for t in sheet.doc if t.idx < end and t.idx + len(t) > start]
            within = {t.i for t in tokens}
            head = next((t for t in tokens if t.head.i not in within or t.head.i == t.i), tokens[-1])
            total += 1
            covered += head.i in inside
    assert covered / total >= 0.85
