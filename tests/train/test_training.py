"""From passages to weights and back, with a small network: it learns, exports what it learnt, and goes on from there."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.models.labels import CONTEXTS, DIRECTIONS, FACTUALITIES, MODES, TYPES
from dragoman.reader.events.coder import Asked, model, model_at
from dragoman.records import Span
from dragoman.train.corpus import Passage
from dragoman.train.markup import read_block
from dragoman.train.own import read_own
from dragoman.train.samples import UNKNOWN, Sample, prepare, samples

EXTRA = "needs the extra dragoman[train]"
torch = pytest.importorskip("torch", reason=EXTRA)
pytest.importorskip("onnxscript", reason=EXTRA)
training = pytest.importorskip("dragoman.train.training", reason=EXTRA)
export, fit, restore, go_on, Coder, Plan = (
    getattr(training, name) for name in ("export", "fit", "restore", "go_on", "Coder", "Plan")
)
Shape = pytest.importorskip("dragoman.train.network", reason=EXTRA).Shape

COUNTRIES = ("Peru", "Chile", "Kenya", "Mali", "Norway", "Japan", "Oman", "Fiji", "Cuba", "Iran")
SMALL = Shape(width=48, layers=1, heads=4, inner=64)


def passages(count: int) -> list[Passage]:
    """Two acts that differ by their verb alone."""
    chance = random.Random(1)
    found = []
    for n in range(count):
        a, b = chance.sample(COUNTRIES, 2)
        verb, type = (("bombed", "ASSAULT"), ("thanked", "SUPPORT"))[n % 2]
        found.append(read_block(f"[a|{a}] {{1|{verb}}} [b|{b}] on day {n}.\n1 a>b {type} happened - - active", "x"))
    return found


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return fitted(tmp_path_factory.mktemp("weights") / "small.onnx")


def fitted(path: Path) -> Path:
    torch.manual_seed(3)
    coder = Coder(SMALL, dropout=0.0)
    tokenizer = model_at("").tokenizer
    plan = Plan(epochs=12, batch=8, encoder_rate=2e-3, heads_rate=2e-3, word_dropout=0.0)
    fit(coder, prepare(passages(60)), tokenizer, plan, lambda _: None)
    export(coder, path, tokenizer)
    return path


def types(path: Path, text: str, source: str, target: str) -> str:
    spans = [(Span(text.index(w), text.index(w) + len(w)),) for w in (source, target)]
    (answer,) = model(path).answer(text, [Asked(*spans)])
    return max(answer.types, key=lambda t: answer.types[t])


def test_it_learns_acts_and_their_direction(trained: Path) -> None:
    assert types(trained, "Ghana bombed Togo on Monday.", "Ghana", "Togo") == "ASSAULT"
    assert types(trained, "Ghana thanked Togo on Monday.", "Ghana", "Togo") == "SUPPORT"
    assert types(trained, "Ghana bombed Togo on Monday.", "Togo", "Ghana") == "NONE"


def test_the_same_seed_gives_the_same_file(trained: Path, tmp_path: Path) -> None:
    assert fitted(tmp_path / "again.onnx").read_bytes() == trained.read_bytes()


def test_what_was_shipped_can_be_taken_up_again(trained: Path, tmp_path: Path) -> None:
    export(restore(trained), tmp_path / "again.onnx", model(trained).tokenizer)
    text = "Ghana bombed Togo on Monday."
    asked = [Asked((Span(0, 5),), (Span(13, 17),))]
    (first,), (second,) = (model(p).answer(text, asked) for p in (trained, tmp_path / "again.onnx"))
    assert second.types == pytest.approx(first.types, abs=0.02)


def test_users_labels_teach_the_shipped_model_a_new_word(tmp_path: Path) -> None:
    data, chance = tmp_path / "mine.jsonl", random.Random(2)
    lines = []
    for n in range(64):
        a, b = chance.sample(COUNTRIES, 2)
        text = f"On day {n} {a} glorped {b}."
        spans = [[[text.index(w), text.index(w) + len(w)]] for w in (a, b)]
        lines.append(
            {"id": str(n), "text": text, "relations": [{"source": spans[0], "target": spans[1], "type": "RETREAT"}]}
        )
    data.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    told: list[str] = []
    found = go_on(data, "", tmp_path / "mine.onnx", told.append, Plan(epochs=5, encoder_rate=1e-4, heads_rate=5e-4))
    assert found["learnt"] + found["held_out"] == 64
    assert found["after"]["type_accuracy"] == 1.0 > found["before"]["type_accuracy"]
    assert found["version"] == model(tmp_path / "mine.onnx").version != model_at("").version
    assert types(tmp_path / "mine.onnx", "Ghana glorped Togo.", "Ghana", "Togo") == "RETREAT"
    assert told


def test_too_few_labels_are_refused(tmp_path: Path) -> None:
    data = tmp_path / "mine.jsonl"
    data.write_text('{"id": "1", "text": "Peru left."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.jsonl has 1 passages; 20 are the fewest"):
        go_on(data, "", tmp_path / "mine.onnx", lambda _: None)


def learnt_from(passage: Passage) -> Sample:
    (sample,) = samples(prepare([passage]), model_at("").tokenizer, random.Random(1), 0.0)
    return sample


def test_what_a_passage_teaches() -> None:
    passage = read_block(
        "[a|Peru] {1|warned} [b|Chile] while [c|Brazil] watched.\n1 a>b THREATEN/violence feared c military embedded",
        "x",
    )
    sample = learnt_from(passage)
    whole = sample.pairs[0]
    assert (whole.types, whole.mode) == ((TYPES.index("THREATEN"),), MODES.index(("THREATEN", "violence")))
    assert (whole.contexts, whole.factuality) == ((CONTEXTS.index("military"),), FACTUALITIES.index("feared"))
    turned = [p for p in sample.pairs if (p.source, p.target) == (whole.target, whole.source)]
    assert {p.types for p in turned} == {(TYPES.index("NONE"),)}
    assert {DIRECTIONS[p.direction] for p in turned} == {"backward"}
    assert sorted(set(sample.words.values())) == [0, TYPES.index("THREATEN")]


def test_what_is_not_labelled_is_not_learnt_from(tmp_path: Path) -> None:
    data = tmp_path / "mine.jsonl"
    data.write_text(
        '{"id": "1", "text": "Peru freed Chile.", "events": [{"type": "YIELD", "source": [[0, 4]], "target": [[11, 16]]}]}'
    )
    (bare,) = read_own(data)
    sample = learnt_from(bare)
    assert all(p.mode == p.factuality == UNKNOWN and p.contexts is None for p in sample.pairs)
    assert sample.pairs[0].types == (TYPES.index("CONCEDE"), TYPES.index("RETREAT"))
    assert sample.words == {}


def test_words_that_only_look_like_events_are_learnt_as_none() -> None:
    sample = learnt_from(read_block("[a|Peru] attacked from the left and [b|Chile] won.\nnone sport", "x"))
    shown = [p for p in sample.pairs if p.trigger]
    assert [p.types for p in shown] == [(TYPES.index("NONE"),)]
    assert set(sample.words.values()) == {0}


@pytest.mark.parametrize(
    ("line", "named"),
    [
        ('{"id": "1", "text": "Peru", "events": [{"type": "AIDE"}]}', "AIDE"),
        ('{"id": "1", "text": "Peru", "events": [{"type": "AID", "factuality": "sure"}]}', "sure"),
        ('{"id": "1", "text": "Peru", "events": [{"type": "AID", "source": [[0, 9]]}]}', "outside the text"),
        ('{"id": "1"', "line 1"),
    ],
)
def test_unsound_labels_are_named_with_their_place(tmp_path: Path, line: str, named: str) -> None:
    data = tmp_path / "mine.jsonl"
    data.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(UsageError, match=rf"mine\.jsonl, .*{named}"):
        read_own(data)
