"""What weighs how much, and what is worn."""

from __future__ import annotations

from dragoman.link import counted, profiles
from dragoman.linkage import Count
from dragoman.reader.marks import marks
from tests.link.helper import a_text, background


def test_rare_names_weigh_more_than_common_words() -> None:
    known, counts = profiles([marks(d) for d in background()], {})
    (told,), _ = profiles([marks(a_text("2024-01-03", "The club of Vorrembal signed Friday prices.", "n"))], counts)
    by_weight = sorted(told.weights.values())
    (name,) = marks(a_text("2024-01-03", "Vorrembal", "x")).lines[0].terms
    assert told.weights[name] == by_weight[-1]
    assert sum(w * w for w in by_weight) < 1
    assert len(known) == 60


def test_counts_go_up_by_one_for_each_dispatch() -> None:
    one, two = (marks(a_text("2024-01-03", "Kest and Kest and Pellin.", i)) for i in "ab")
    _, counts = profiles([one, two], {})
    assert {c.dispatches for c in counts.values()} == {2}
    assert counted([one]) == set(counts)


def test_a_sentence_of_weeks_ago_is_worn_and_one_of_yesterday_is_not() -> None:
    text = "Nobody at the Pellin tower office answered the telephone."
    _, counts = profiles([marks(a_text("2024-01-03", text, "a"))], {})
    (later, next_day), _ = profiles([marks(a_text(d, text, d)) for d in ("2024-02-03", "2024-01-04")], counts)
    assert (len(later.runs), later.weights) == (0, {})
    assert len(next_day.runs) == 6
    assert next_day.weights


def test_what_is_undated_is_never_worn() -> None:
    line = marks(a_text("2024-01-03", "Kest.", "a"))
    (found,), _ = profiles([line], {line.lines[0].key: Count(3, None)})
    assert found.runs


def test_an_empty_dispatch_has_an_empty_profile() -> None:
    (found,), _ = profiles([marks(a_text("2024-01-03", "---", "a"))], {})
    assert (found.weights, found.runs, found.bands) == ({}, frozenset(), ())
