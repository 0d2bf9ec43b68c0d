"""Each task's figures on readings made by hand, computed by hand; and the events task against the independent scorer."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from dragoman.check import events, factuality, relations, spots, statements
from dragoman.check.gold import (
    GoldActor,
    GoldFactuality,
    GoldItem,
    GoldPlace,
    GoldRelation,
    GoldStatement,
    GoldTime,
)
from dragoman.records import Span, Spans
from dragoman.settings import Settings
from tests.check.readings import actor, at, event, place, reading, statement, time
from tests.conftest import SHARED

TEXT = "Peru and Chile thanked Brazil, but Bolivia condemned the Peruvian army near Tacna on Friday."


def relation(source: Sequence[str], target: Sequence[str], type: str) -> GoldRelation:
    return GoldRelation(source=tuple(at(TEXT, s) for s in source), target=tuple(at(TEXT, t) for t in target), type=type)


def test_relations_merge_yield_and_count_none_as_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {
        ("Peru", "Brazil"): {"CONCEDE": 0.3, "RETREAT": 0.3, "AGREE": 0.35, "NONE": 0.05},
        ("Bolivia", "Chile"): {"ACCUSE": 0.9, "NONE": 0.1},
        ("Brazil", "Peru"): {"RETREAT": 0.5, "NONE": 0.5 - 1e-9},
    }

    def relate(text: str, source: Spans, target: Spans, settings: Settings) -> tuple[dict[str, float], str | None]:
        return answers.get((source[0].of(text), target[0].of(text)), {"NONE": 1.0}), None

    monkeypatch.setattr("dragoman.pipeline.relate", relate)
    gold = (
        relation(["Peru"], ["Brazil"], "YIELD"),
        relation(["Bolivia"], ["Chile"], "REJECT"),
        relation(["Chile"], ["Bolivia"], "ACCUSE"),
    )
    result, rows = relations.score([GoldItem(id="1", text=TEXT, relations=gold)], Settings(), swap=True, intervals=True)
    assert [r["predicted"] for r in rows] == ["YIELD", "ACCUSE", "NONE"]
    assert [r["confidence"] for r in rows] == [0.6, 0.9, 1.0]
    assert (result["items"], result["answered"]) == (3, 2)
    assert (result["precision"], result["recall"], result["f1"]) == (0.5, 0.3333, 0.4)
    assert result["classes"]["YIELD"]["f1"] == 1.0
    assert result["classes"]["ACCUSE"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "support": 1}
    assert result["macro_f1"] == 0.3333
    assert result["quad_macro_f1"] == 0.8333  # quad 2: 1 of 1; quad 3: 1 right, 1 predicted, 2 gold
    assert result["binary_macro_f1"] == 0.8333
    assert result["swap_changes"] == 0.5  # Brazil to Peru is YIELD still
    assert result["calibration_error"] == 0.7667  # (0.4 + 0.9 + 1.0) / 3, each in a bin of its own
    assert result["confusion"] == {"ACCUSE": {"NONE": 1}, "REJECT": {"ACCUSE": 1}, "YIELD": {"YIELD": 1}}
    low, high = result["intervals"]["macro_f1"]
    assert 0.0 <= low < 0.3333 < high <= 1.0


def test_factuality_is_scored_by_our_values_and_by_those_of_meantime(monkeypatch: pytest.MonkeyPatch) -> None:
    def factualities(text: str, asked: Sequence[tuple[Spans, Spans, Spans]], settings: Settings) -> list[str | None]:
        return [{"thanked": "happened", "condemned": "denied"}.get(t[0].of(text)) for _, _, t in asked]

    def outlooks(text: str, asked: Sequence[Spans]) -> list[tuple[bool, bool, bool] | None]:
        return [(True, t[0].of(text) == "condemned", False) for t in asked]

    monkeypatch.setattr("dragoman.pipeline.factualities", factualities)
    monkeypatch.setattr("dragoman.pipeline.outlooks", outlooks)
    events = tuple(
        GoldRelation(type="SUPPORT", factuality=value, trigger=(at(TEXT, word),))
        for word, value in (("thanked", "happened"), ("condemned", "alleged"))
    )
    labels = (
        GoldFactuality(span=at(TEXT, "thanked"), certainty="CERTAIN", polarity="POS", time="NON_FUTURE"),
        GoldFactuality(span=at(TEXT, "condemned"), certainty="PROBABLE", polarity="NEG", time="FUTURE"),
        GoldFactuality(span=at(TEXT, "near"), certainty=None, polarity=None, time=None),
    )
    result, rows = factuality.score([GoldItem(id="1", text=TEXT, events=events)], Settings())
    assert [(r["gold"], r["predicted"]) for r in rows] == [("happened", "happened"), ("alleged", "denied")]
    assert (result["macro_f1"], result["baseline_macro_f1"]) == (0.5, 0.3333)  # "happened" for both: F1 2/3 and 0
    result, rows = factuality.score([GoldItem(id="1", text=TEXT, factuality=labels)], Settings())
    assert [(r["gold"], r["predicted"]) for r in rows] == [
        ("certain positive non-future", "certain positive non-future"),
        ("uncertain negative future", "certain negative non-future"),
    ]
    assert (result["items"], result["accuracy"], result["counted_as_happened"]) == (2, 0.5, None)


def test_what_did_not_take_place_but_is_counted_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.pipeline.factualities", lambda text, asked, settings: ["ongoing", "planned"])
    events = tuple(
        GoldRelation(type="SUPPORT", factuality="planned", trigger=(at(TEXT, word),))
        for word in ("thanked", "condemned")
    )
    result, _ = factuality.score([GoldItem(id="1", text=TEXT, events=events)], Settings())
    assert result["counted_as_happened"] == 0.5


def test_events_count_triples_pairs_and_sides() -> None:
    gold = (relation(["Peru", "Chile"], ["Brazil"], "SUPPORT"), relation(["Bolivia"], ["the Peruvian army"], "ACCUSE"))
    found = reading(
        TEXT,
        events=(
            event(TEXT, "SUPPORT", ["Chile"], ["Brazil"]),
            event(TEXT, "REJECT", ["Bolivia"], ["Peruvian army"]),
            event(TEXT, "ASSAULT", [], ["Tacna"]),
        ),
    )
    result, rows = events.score([GoldItem(id="1", text=TEXT, relations=gold)], [found])
    assert result["triple"]["f1"] == 0.5
    assert result["triple_quad"]["f1"] == 1.0
    assert result["pair"]["f1"] == 1.0
    assert result["source"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8, "right": 2, "predicted": 2, "gold": 3}
    assert result["target"]["precision"] == 0.6667
    assert result["f1"] == result["triple"]["f1"]
    assert rows[0]["predicted"][2]["source_text"] is None


def test_reciprocal_parties_make_pairs_and_copies_count_once() -> None:
    met = event(TEXT, "CONSULT", ["Peru", "Chile", "Brazil"], [])
    coded = events.coded_events(reading(TEXT, events=(met, met)))
    assert [(c.source.words, c.target.words) for c in coded if c.source and c.target] == [
        ("Peru", "Chile"),
        ("Peru", "Brazil"),
        ("Chile", "Brazil"),
    ]
    alone = events.coded_events(reading(TEXT, events=(event(TEXT, "PROTEST", ["Peru"], []),)))
    assert alone[0].target is None


def test_the_key_events_comes_before_relations() -> None:
    item = GoldItem(id="1", text=TEXT, events=(), relations=(relation(["Peru"], ["Brazil"], "SUPPORT"),))
    result, _ = events.score([item], [reading(TEXT, events=(event(TEXT, "SUPPORT", ["Peru"], ["Brazil"]),))])
    assert result["triple"] == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "right": 0, "predicted": 1, "gold": 0}


SAID = "The minister of Peru said on Monday that talks had failed. Officials denied it. “We wait,” a clerk added."


def test_statements_count_words_and_whole_roles() -> None:
    gold = (
        GoldStatement(
            speaker=(at(SAID, "The minister of Peru"),),
            cue=(at(SAID, "said"),),
            content=(at(SAID, "that talks had failed"),),
        ),
        GoldStatement(speaker=(at(SAID, "a clerk"),), cue=(at(SAID, "added"),), content=(at(SAID, "“We wait,”"),)),
    )
    found = (
        statement(SAID, "Peru", "said", "talks had failed"),
        statement(SAID, "a clerk", "added", "We wait"),
        statement(SAID, "Officials", "denied", "it"),
    )
    result, rows = statements.score([GoldItem(id="1", text=SAID, statements=gold)], [reading(SAID, statements=found)])
    assert result["statements"]["f1"] == 0.8  # 2 right of 3 predicted and 2 gold
    assert result["content"]["overlap_f1"] == 0.8333  # 5 words right, 6 predicted, 6 gold
    assert result["content"]["exact_f1"] == 0.4
    assert result["cue"] == {"exact_f1": 0.8, "overlap_f1": 0.8, "precision": 0.6667, "recall": 1.0}
    assert result["source"]["overlap_f1"] == 0.6  # "Peru", "a clerk" right, "Officials" wrong
    assert rows[0] == {"id": "1", "gold": 2, "predicted": 3, "paired": 2}


def test_a_statement_without_speaker_costs_recall_alone() -> None:
    gold = (GoldStatement(speaker=(at(SAID, "a clerk"),), cue=(at(SAID, "added"),), content=(at(SAID, "We wait"),)),)
    found = (statement(SAID, None, "added", "We wait"),)
    result, _ = statements.score([GoldItem(id="1", text=SAID, statements=gold)], [reading(SAID, statements=found)])
    assert (result["source"]["precision"], result["source"]["recall"]) == (0.0, 0.0)
    assert result["content"]["exact_f1"] == 1.0


def test_times_ask_for_the_span_and_for_the_value() -> None:
    text = "On Friday and on 3 May 2021, then in June."
    gold = (
        GoldTime(span=at(text, "Friday"), value="2024-01-05"),
        GoldTime(span=at(text, "3 May 2021"), value="2021-05-03"),
        GoldTime(span=at(text, "in June"), value="2024-06"),
    )
    found = (time(text, "Friday", "2023-12-29"), time(text, "3 May 2021", "2021-05-03"), time(text, "June", "2024-06"))
    result, rows = spots.score_times([GoldItem(id="1", text=text, times=gold)], [reading(text, times=found)])
    assert result["span"]["f1"] == 0.6667
    assert result["overlap"]["f1"] == 1.0
    assert result["value"]["f1"] == 0.6667
    assert rows[0]["wrong"] == [["Friday", "2023-12-29", "2024-01-05"], ["June", "2024-06", "2024-06"]]
    assert rows[0]["missed"] == rows[0]["spurious"] == []


def test_times_behind_the_last_gold_one_are_not_judged() -> None:
    text = "On Friday they met. On Monday they left."
    gold = (GoldTime(span=at(text, "Friday"), value="2024-01-05"),)
    found = (time(text, "Friday", "2024-01-05"), time(text, "Monday", "2024-01-08"))
    result, rows = spots.score_times([GoldItem(id="1", text=text, times=gold)], [reading(text, times=found)])
    assert result["span"]["precision"] == 1.0
    assert result["whole_text"]["span"]["precision"] == 0.5
    assert rows[0]["spurious"] == [["Monday", "2024-01-08"]]


def test_places_ask_for_words_distance_and_country() -> None:
    gold = (
        GoldPlace(span=at(TEXT, "Tacna"), lat=-18.0, lon=-70.2, country="PER"),
        GoldPlace(span=at(TEXT, "Brazil"), lat=-10.0, lon=-52.0, country="BRA"),
        GoldPlace(span=at(TEXT, "Bolivia"), lat=-17.0, lon=-65.0, country="BOL"),
    )
    found = reading(
        TEXT,
        places=(place(TEXT, "Tacna", -18.01, -70.25, "PER"), place(TEXT, "Friday", 0.0, 0.0, None)),
        actors=(actor(TEXT, "Bolivia", "BOL", (), kind="country"), actor(TEXT, "Peruvian army", "PER", ("MIL",))),
    )
    result, rows = spots.score_places([GoldItem(id="1", text=TEXT, places=gold)], [found])
    assert result["span"] == {
        "precision": 0.6667,
        "recall": 0.6667,
        "f1": 0.6667,
        "right": 2,
        "predicted": 3,
        "gold": 3,
    }
    assert result["within_161_km"] == 1.0  # Bolivia acts: it stands at its country's point
    assert result["country"] == 1.0
    assert rows[0]["missed"] == ["Brazil"]


def test_a_place_far_off_or_without_a_point_is_wrong() -> None:
    gold = (
        GoldPlace(span=at(TEXT, "Tacna"), lat=-18.0, lon=-70.2, country="PER"),
        GoldPlace(span=at(TEXT, "Chile"), lat=-33.4, lon=-70.6),
        GoldPlace(span=at(TEXT, "Peru")),
    )
    found = (
        place(TEXT, "Tacna", 40.0, -3.0, "ESP"),
        place(TEXT, "Chile", None, None, "CHL"),
        place(TEXT, "Peru", 0.0, 0.0, "PER"),
    )
    result, rows = spots.score_places([GoldItem(id="1", text=TEXT, places=gold)], [reading(TEXT, places=found)])
    assert result["within_161_km"] == 0.0
    assert result["country"] == 0.0
    assert [(w[0], w[1]) for w in rows[0]["wrong"]] == [("Tacna", "Tacna"), ("Chile", "Chile")]


def test_actors_ask_for_country_and_sectors() -> None:
    gold = (
        GoldActor(span=at(TEXT, "the Peruvian army"), country="PER", sectors=("MIL",)),
        GoldActor(span=at(TEXT, "Bolivia"), country="BOL", sectors=()),
        GoldActor(span=at(TEXT, "Brazil"), country="BRA", sectors=()),
    )
    found = reading(
        TEXT, actors=(actor(TEXT, "Peruvian army", "PER", ("MIL", "GOV")), actor(TEXT, "Bolivia", "BOL", ("GOV",)))
    )
    result, rows = spots.score_actors([GoldItem(id="1", text=TEXT, actors=gold)], [found])
    assert result["span"]["recall"] == 0.6667
    assert result["country"]["recall"] == 0.6667
    assert result["sectors"]["right"] == 1
    assert result["country_and_sectors"]["right"] == 1
    assert rows[0]["wrong"] == [["Bolivia", "Bolivia", "BOL", ["GOV"], "BOL", []]]


@pytest.mark.shared
def test_events_agree_with_the_independent_scorer(tmp_path: Path) -> None:
    """Predictions that are right, shifted, of the wrong type, doubled and one-sided, on real gold phrases."""
    from dragoman.check.gold import read_gold

    items = read_gold(SHARED / "data" / "relations_dev.jsonl", 400)
    readings = [reading(i.text, events=tuple(_mangled(n, i))) for n, i in enumerate(items)]
    ours, _ = events.score(items, readings)
    gold, predicted = tmp_path / "gold.jsonl", tmp_path / "pred.jsonl"
    gold.write_text("".join(json.dumps(_theirs(i)) + "\n" for i in items))
    rows = [
        {"id": i.id, **_side("source", c.source), **_side("target", c.target), "event_type": c.root}
        for i, r in zip(items, readings, strict=True)
        for c in events.coded_events(r)
    ]
    predicted.write_text("".join(json.dumps(r) + "\n" for r in rows))
    command = [sys.executable, SHARED / "tools" / "score_events.py", gold, predicted, "--json"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert not ran.stderr
    theirs = json.loads(ran.stdout)
    for name, key in (("triple", "root"), ("triple_quad", "quad"), ("pair", "any")):
        for ours_figure, their_figure in (("precision", "P"), ("recall", "R"), ("f1", "F1")):
            assert ours[name][ours_figure] == pytest.approx(theirs["triples"][f"{key}_{their_figure}"], abs=5e-4)
    for side in ("source", "target"):
        assert ours[side]["f1"] == pytest.approx(theirs[side]["F1"], abs=5e-4)
    assert 0.2 < ours["triple"]["f1"] < 0.9


def _mangled(n: int, item: GoldItem) -> list[Any]:
    from dataclasses import replace

    from dragoman.records import Party

    made = []
    for g in item.relations or ():
        sides = [
            tuple(Party(id="x", name="x", country=None, sectors=(), span=_shifted(n, s)) for s in side)
            for side in (g.source, g.target)
        ]
        if n % 7 == 0:
            sides.reverse()
        if n % 11 == 0:
            sides[1] = ()
        type = ("RETREAT" if n % 2 else "CONCEDE") if g.type == "YIELD" else "ACCUSE" if n % 5 == 0 else g.type
        base = event(item.text + "x", type, [], [])
        made.append(replace(base, actors=sides[0], recipients=sides[1]))
        if n % 3 == 0:
            made.append(made[-1])
    return made


def _shifted(n: int, span: Span) -> Span:
    """The span, cut at its end or its beginning, as n wills."""
    length = span.end - span.start
    if n % 4 == 1 and length > 4:
        return Span(span.start, span.end - length // 2)
    if n % 4 == 2 and length > 4:
        return Span(span.start + length // 2, span.end)
    return span


def _theirs(item: GoldItem) -> dict[str, Any]:
    (g,) = item.relations or ()
    phrases = {
        side: [{"text": s.of(item.text), "start": s.start, "end": s.end} for s in getattr(g, side)]
        for side in ("source", "target")
    }
    return {"id": item.id, "sent_id": item.id, "text": item.text, "plover": g.type, **phrases}


def _side(name: str, phrase: Any) -> dict[str, Any]:
    if phrase is None:
        return {f"{name}_text": None}
    return {f"{name}_text": phrase.words, f"{name}_start": phrase.span.start, f"{name}_end": phrase.span.end}
