"""What is done with the model's answers: an act kept, one of another type, one that is none, one that stays in doubt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from dragoman.models import labels
from dragoman.reader.events import judging
from dragoman.reader.events.candidates import find_candidates
from dragoman.reader.events.coder import Answer, Asked
from dragoman.reader.events.events import record_events
from dragoman.reader.events.verdict import Weights
from dragoman.reader.sheet import Sheet
from tests.reader.events_helper import sheet_of


class Judge:
    """Says the same of every candidate, and keeps what it was asked."""

    weights = {"word": Weights(word=1.0, rule=0.0)}

    def __init__(self, type: str, share: float = 0.9, mode: str | None = None) -> None:
        rest = (1 - share) / (len(labels.TYPES) - 1)
        self.types = {t: share if t == type else rest for t in labels.TYPES}
        self.given = mode
        self.asked: list[tuple[str, Sequence[Asked]]] = []

    def answer(self, sentence: str, asked: Sequence[Asked]) -> list[Answer]:
        self.asked.append((sentence, asked))
        none = np.zeros(1, dtype=np.float32)
        return [Answer(self.types, none, none, {"happened": 1.0}) for _ in asked]

    def mode(self, answer: Answer, type: str) -> tuple[str | None, float]:
        return self.given, 0.9

    def contexts(self, answer: Answer, floor: float) -> tuple[str, ...]:
        return ("economic",)


def judged(monkeypatch: pytest.MonkeyPatch, judge: Judge, text: str, *names: str) -> Sheet:
    monkeypatch.setattr(judging, "model_of", lambda settings: judge)
    sheet = sheet_of(text, *names)
    find_candidates(sheet)
    judging.judge_candidates(sheet)
    return sheet


def test_the_model_is_asked_with_spans_of_the_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge("ACCUSE")
    judged(monkeypatch, judge, "It rained in Lima. Peru condemned Chile.", "Peru", "Chile")
    ((sentence, (asked,)),) = judge.asked
    words = [[s.of(sentence) for s in spans] for spans in (asked.source, asked.target, asked.trigger)]
    assert (sentence, words) == ("Peru condemned Chile.", [["Peru"], ["Chile"], ["condemned"]])


def test_agreement_keeps_the_lexicon_and_adds_contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = judged(monkeypatch, Judge("ACCUSE"), "Peru condemned Chile.", "Peru", "Chile")
    (c,) = sheet.candidates
    assert (c.type, c.mode, c.why, c.confidence) == ("ACCUSE", None, "condemn:accuse", pytest.approx(0.9, abs=0.01))
    assert "economic" in c.contexts


def test_the_model_may_know_better(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = judged(monkeypatch, Judge("REJECT", mode="assist"), "Peru condemned Chile.", "Peru", "Chile")
    (c,) = sheet.candidates
    assert (c.type, c.mode, c.why) == ("REJECT", "assist", "condemn:accuse>model:REJECT")


def test_what_is_no_event_is_left_undecided_with_what_the_lexicon_took_it_for(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = judged(monkeypatch, Judge("NONE"), "Peru condemned Chile.", "Peru", "Chile")
    assert sheet.candidates == []
    assert [(u.reason, u.candidates, u.span.of(sheet.dispatch.text)) for u in sheet.undecided] == [
        ("no_event", ("ACCUSE",), "condemned")
    ]


def test_a_verb_that_the_lexicon_does_not_know_is_the_models_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Peru outwitted Chile."
    sheet = judged(monkeypatch, Judge("COERCE", mode="seize"), text, "Peru", "Chile")
    (c,) = sheet.candidates
    assert (c.type, c.mode, c.why, c.trigger.text) == ("COERCE", "seize", "model:COERCE", "outwitted")
    sheet = judged(monkeypatch, Judge("NONE"), text, "Peru", "Chile")
    assert (sheet.candidates, sheet.undecided) == ([], [])


def test_a_doubtful_act_stays_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = judged(monkeypatch, Judge("ACCUSE", share=0.05), "Peru condemned Chile.", "Peru", "Chile")
    for c in sheet.candidates:
        c.factuality = "happened"
    record_events(sheet)
    assert sheet.events == ()
    assert [u.reason for u in sheet.undecided] == ["low_confidence"]
