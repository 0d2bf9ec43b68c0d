"""Tolls, whether or not an event tells of them, and whose figures they are."""

from __future__ import annotations

from datetime import date

from dragoman.api import read


def _tolls(text: str) -> list[tuple[str, float | None, float | None, bool, str | None]]:
    found = read(text, published="2024-03-08").tolls
    return [(t.what, t.low, t.high, t.said, t.claimant.name if t.claimant else None) for t in found]


def test_an_explosion_has_a_toll_without_an_actor() -> None:
    assert _tolls("An explosion at a mill near Kampala killed 12 people and injured 30 on Tuesday.") == [
        ("killed", 12, None, False, None),
        ("injured", 30, None, False, None),
    ]


def test_each_figure_has_its_claimant() -> None:
    found = _tolls(
        "A ferry sank off Manila on Tuesday. The Philippine government said that nine people had been killed. "
        "The Red Cross said that between 20 and 25 people had been killed."
    )
    assert [(what, low, high, said) for what, low, high, said, _ in found] == [
        ("killed", 9, None, True),
        ("killed", 20, 25, True),
    ]
    assert "Philippine" in (found[0][4] or "")
    assert "Red Cross" in (found[1][4] or "")


def test_the_day_of_a_toll_is_that_of_its_sentence() -> None:
    one, two = read("A storm killed four people on Tuesday. Floods injured nine people.", published="2024-03-08").tolls
    assert one.when is not None
    assert one.when.start == date(2024, 3, 5)
    assert two.when is None


def test_other_numbers_are_no_tolls() -> None:
    assert _tolls("Japan will send 30 engineers to Nepal, and 12 ministers met in Tokyo.") == []
