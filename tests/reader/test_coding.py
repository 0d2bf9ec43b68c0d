"""Coding rules of PLOVER: modes from topics, types from tense; the lexicon; relations between given spans."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.knowledge.words import events as lexicon
from dragoman.reader.events.candidates import Candidate, find_candidates
from dragoman.reader.events.coder import model_at
from dragoman.reader.events.coding import retype
from dragoman.reader.events.relations import Told, relate, told_between
from dragoman.reader.parse import parse, parse_many
from dragoman.records import Factuality, Party, Span
from tests.reader.events_helper import acts_of, sheet_of

DEV = Path(__file__).parents[2].parent / "shared" / "data" / "relations_dev.jsonl"


def candidate(type: str, mode: str | None, factuality: Factuality, holder: str | None = None) -> Candidate:
    sheet = sheet_of("Chad attacked Togo.", "Chad", "Togo")
    find_candidates(sheet)
    speaker = Party(id=holder, name=holder, country=None, sectors=(), span=None) if holder else None
    return replace(sheet.candidates[0], type=type, mode=mode, factuality=factuality, holder=speaker)


@pytest.mark.parametrize(
    ("type", "mode", "factuality", "becomes"),
    [
        ("CONSULT", "visit", "planned", ("AGREE", None)),
        ("AID", None, "considered", ("AGREE", None)),
        ("SUPPORT", None, "conditional", ("AGREE", None)),
        ("COOPERATE", None, "possible", ("AGREE", None)),
        ("RETREAT", "release", "planned", ("CONCEDE", None)),
        ("CONCEDE", None, "planned", ("CONCEDE", None)),
        ("CONSULT", "visit", "happened", ("CONSULT", "visit")),
        ("AID", None, "negated", ("AID", None)),
        ("ASSAULT", "aerial", "planned", ("ASSAULT", "aerial")),
    ],
)
def test_retype(type: str, mode: str | None, factuality: Factuality, becomes: tuple[str, str | None]) -> None:
    done = retype(candidate(type, mode, factuality))
    assert (done.type, done.mode) == becomes


def test_who_announces_his_own_attack_threatens() -> None:
    assert retype(candidate("ASSAULT", None, "planned", "chad")).type == "THREATEN"
    assert retype(candidate("ASSAULT", None, "planned", "togo")).type == "ASSAULT"


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("withdraw its troops", "yield"),
        ("lift the curfew", "yield"),
        ("meet the envoys", "meet"),
        ("resume negotiations", "meet"),
        ("send doctors to Oman", "assist"),
        ("change the law", "change"),
    ],
)
def test_the_mode_of_a_request_is_what_is_asked(words: str, mode: str) -> None:
    assert acts_of(f"Niger urged Benin to {words}.", "Niger", "Benin") == [f"REQUEST {mode}: Niger > Benin"]


@pytest.mark.parametrize(
    ("words", "mode"),
    [
        ("attack Togo", "violence"),
        ("expel the envoys of Togo", "expel"),
        ("impose sanctions on Togo", "relations"),
        ("arrest the mayor of Togo", "arrest"),
        ("occupy the islands of Togo", "territory"),
    ],
)
def test_the_mode_of_a_threat_is_what_is_threatened(words: str, mode: str) -> None:
    assert acts_of(f"Benin threatened to {words}.", "Benin", "Togo") == [f"THREATEN {mode}: Benin > Togo"]


def test_the_lexicon_covers_every_type_and_nearly_every_mode() -> None:
    entries = [e for _, e in lexicon.all_entries()]
    assert len(entries) > 900
    assert {e.type for e in entries} - {"-"} == set(lexicon.ontology.EVENT_TYPES)
    covered = {(e.type, e.mode) for e in entries}
    missing = [
        (t, m)
        for t, modes in lexicon.ontology.MODES.items()
        for m in modes
        if (t, m) not in covered and t not in ("REQUEST", "REJECT", "THREATEN")
    ]
    assert missing == []


def test_the_most_special_entry_comes_first() -> None:
    for lemma in ("break", "call", "withdraw", "impose"):
        weights = [e.specificity for e in lexicon.entries_of(lemma, "V")]
        assert len(weights) > 1
        assert weights == sorted(weights, reverse=True)
    assert lexicon.entries_of("zebra", "N") == ()


def spans(text: str, words: str) -> tuple[Span, ...]:
    at = text.index(words)
    return (Span(at, at + len(words)),)


@pytest.mark.parametrize(
    ("text", "source", "target", "type"),
    [
        ("The mayor of Lyon was arrested by French police.", "French police", "The mayor of Lyon", "COERCE"),
        ("Oman offered Yemen a loan.", "Oman", "Yemen", "AGREE"),
        ("Oman's gift to Yemen was late, and Yemen thanked Qatar.", "Yemen", "Qatar", "SUPPORT"),
        ("Fiji will meet Tonga in June.", "Fiji", "Tonga", "AGREE"),
        ("Peru and Chile signed a treaty.", "Peru", "Chile", "SUPPORT"),
        ("Peru said it would not release the sailors of Chile.", "Peru", "the sailors of Chile", "REJECT"),
    ],
)
def test_relate(text: str, source: str, target: str, type: str) -> None:
    found = relate(parse(text), spans(text, source), spans(text, target), model_at(""))
    assert found.type == type
    assert found.confidence == pytest.approx(found.shares[type], abs=0.001)
    assert sum(found.shares.values()) == pytest.approx(1.0)


def test_the_wrong_direction_is_not_the_same_relation() -> None:
    text = "Niger condemned Benin."
    niger, benin = spans(text, "Niger"), spans(text, "Benin")
    right, wrong = (relate(parse(text), a, b, model_at("")) for a, b in ((niger, benin), (benin, niger)))
    assert (right.type, right.mode, right.why) == ("ACCUSE", "disapprove", "condemn:accuse")
    assert (wrong.type, wrong.why) == (None, "model")
    assert told_between(parse(text), niger, benin) == Told(
        "ACCUSE", "disapprove", 0.85, spans(text, "condemned"), "condemn:accuse"
    )
    assert told_between(parse(text), benin, niger) is None


def test_nothing_relates_two_names_without_an_event_word() -> None:
    text = "Niger lies north of Benin."
    assert relate(parse(text), spans(text, "Niger"), spans(text, "Benin"), model_at("")).type is None


def test_nobody_is_related_to_nobody() -> None:
    assert told_between(parse("Niger condemned Benin."), (), ()) is None
    found = relate(parse("Niger condemned Benin."), (), (), model_at(""))
    assert sum(found.shares.values()) == pytest.approx(1.0)


@pytest.mark.shared
@pytest.mark.skipif(not DEV.is_file(), reason="the development data are not beside the repository")
def test_floor_on_the_development_relations() -> None:
    items = [json.loads(line) for line in DEV.read_text(encoding="utf-8").splitlines()][::4]
    right = 0
    for doc, item in parse_many((i["text"], i) for i in items):
        gold = item["relations"][0]
        sides = (tuple(Span(*s) for s in gold[side]) for side in ("source", "target"))
        type = relate(doc, *sides, model_at("")).type
        right += gold["type"] == ("YIELD" if type in ("CONCEDE", "RETREAT") else type)
    assert right / len(items) > 0.70
