"""The shipped model as the reader asks it: probabilities, independence of its questions, any text whatever."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.models import labels
from dragoman.reader.events.coder import MAX_TOKENS, Asked, Model, model_at
from dragoman.records import Span

TEXT = "Peru expelled two Chilean consuls on Friday, and Brazil sent Bolivia 40 tonnes of rice."


def asked(source: str, target: str, trigger: str = "") -> Asked:
    def spans(words: str) -> tuple[Span, ...]:
        at = TEXT.index(words)
        return (Span(at, at + len(words)),) if words else ()

    return Asked(spans(source), spans(target), spans(trigger))


@pytest.fixture(scope="module")
def shipped() -> Model:
    return model_at("")


def best(shares: dict[str, float]) -> str:
    return max(shares, key=lambda s: shares[s])


def test_two_acts_of_one_sentence_are_told_apart_by_their_actors(shipped: Model) -> None:
    expelled, sent, neither = shipped.answer(
        TEXT, [asked("Peru", "two Chilean consuls"), asked("Brazil", "Bolivia"), asked("Bolivia", "Peru")]
    )
    assert [best(a.types) for a in (expelled, sent, neither)] == ["SANCTION", "AID", "NONE"]
    assert shipped.mode(expelled, "SANCTION")[0] == "expel"
    assert best(expelled.factualities) == "happened"


def test_shares_add_up_and_labels_are_those_of_this_version(shipped: Model) -> None:
    (answer,) = shipped.answer(TEXT, [asked("Peru", "Brazil", "sent")])
    assert tuple(answer.types) == labels.TYPES
    assert tuple(answer.factualities) == labels.FACTUALITIES
    assert [tuple(m) for m in shipped.labels["mode"]] == list(labels.MODES)
    for shares in (answer.types, answer.factualities):
        assert sum(shares.values()) == pytest.approx(1.0, abs=1e-5)


def test_an_answer_does_not_depend_on_what_else_is_asked(shipped: Model) -> None:
    one = asked("Brazil", "Bolivia", "sent")
    alone = shipped.answer(TEXT, [one])[0].types
    among = shipped.answer(TEXT, [asked("Peru", "Brazil"), Asked(), one])[2].types
    assert best(alone) == best(among)
    assert alone[best(alone)] == pytest.approx(among[best(alone)], abs=0.05)


def test_the_same_question_twice_has_the_same_answer(shipped: Model) -> None:
    first, second = (shipped.answer(TEXT, [asked("Brazil", "Bolivia")])[0].types for _ in range(2))
    assert first == second


def test_words_beyond_what_is_read_count_as_absent(shipped: Model) -> None:
    long = "word " * (MAX_TOKENS + 50) + "Peru"
    at = len(long) - 4
    (answer,) = shipped.answer(long, [Asked((Span(at, at + 4),))])
    assert sum(answer.types.values()) == pytest.approx(1.0, abs=1e-5)


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_any_text_is_answered(shipped: Model, text: str, start: int, length: int) -> None:
    (answer,) = shipped.answer(text, [Asked((Span(start, start + length),), (), (Span(0, 1),))])
    assert sum(answer.types.values()) == pytest.approx(1.0, abs=1e-4)


@pytest.mark.parametrize("content", [None, b"not a model"])
def test_a_file_without_weights_is_named(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "mine.onnx"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UsageError, match=r"mine\.onnx.*dragoman train"):
        model_at(str(path))


def test_the_shipped_file_is_small_enough_and_tells_nothing_of_where_it_was_made(shipped: Model) -> None:
    content = (Path(labels.__file__).parent / "coder.onnx").read_bytes()
    assert len(content) < 30_000_000
    assert shipped.version.startswith("coder.")
    assert b"/home/" not in content
    assert b"site-packages" not in content
