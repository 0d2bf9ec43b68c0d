"""Agreement of two annotators, computed by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.train.agreement import agreement, kappa, main
from dragoman.train.markup import read_block


def test_kappa_of_a_textbook_table() -> None:
    """Both yes 20, first only 5, second only 10, both no 15: 0.4 (Cohen's formula worked by hand)."""
    pairs = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    assert kappa(pairs) == pytest.approx(0.4)


def test_kappa_has_no_value_where_nothing_varies() -> None:
    assert kappa([(1, 1)] * 5) is None
    assert kappa([]) is None


def test_two_annotations_of_the_same_texts() -> None:
    text = "[a|Peru] {1|warned} [b|Chile] and {2|met} [c|Brazil]."
    first = read_block(f"{text}\n1 a>b THREATEN happened - - active\n2 a+c> CONSULT happened - - coordinated", "x")
    second = read_block(
        "[a|Peru] {1|warned} [b|Chile] and met [c|Brazil].\n1 a>b ACCUSE/allege recalled - - active", "y"
    )
    found = agreement([first], [second])
    assert (found["passages"], found["trigger_f1"], found["direction"]) == (1, round(2 / 3, 4), 1.0)
    # six directed pairs: THREATEN/ACCUSE, two CONSULT/none, three none/none; 3 agree, by chance (3 * 5) / 36
    assert found["pair_type"] == round((3 / 6 - 15 / 36) / (1 - 15 / 36), 4)
    assert found["same_event"] == 0.0  # THREATEN and two CONSULT: none by the same type
    assert (found["type"], found["factuality"]) == (0.0, 0.0)  # one word, two labels each: all agreement left to chance


def test_the_same_annotation_twice_agrees_in_all() -> None:
    first = read_block(
        "[a|Peru] {1|warned} [b|Chile] and {2|met} [c|Brazil].\n1 a>b THREATEN/violence feared - - active\n"
        "2 a+c> CONSULT happened - - coordinated",
        "x",
    )
    found = agreement([first], [first])
    assert {n: found[n] for n in ("pair_type", "same_event", "trigger_f1", "type", "mode", "factuality", "direction")} == {
        "pair_type": 1.0, "same_event": 1.0, "trigger_f1": 1.0, "type": 1.0, "mode": 1.0, "factuality": 1.0, "direction": 1.0,
    }  # fmt: skip
    assert found["has_event"] is None


def test_a_folder_without_passages_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert str(tmp_path) in capsys.readouterr().err
    assert main([]) == 2


def test_passages_of_one_folder_alone_do_not_count() -> None:
    passage = read_block("[a|Ghana] beat [b|Togo].\nnone sport", "x")
    assert agreement([passage], [])["passages"] == 0
