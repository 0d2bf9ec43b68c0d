"""What is marked of a dispatch: terms by kind, days told of, runs that survive edits."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dragoman.linkage import DAY, NAME, PAIR, WORD, term_key
from dragoman.reader.marks import days_told, marks
from tests.link.helper import a_text

FRIDAY = date(2024, 3, 8)


def _terms(text: str) -> set[int]:
    return {t for line in marks(a_text("2024-03-08", text, "x")).lines for t in line.terms}


def test_names_numbers_and_their_pairs_are_told_from_words() -> None:
    found = _terms("Ilko Marend, 35, of Kest's harbour spoke.")
    wanted = [
        (NAME, "ilko"),
        (PAIR, "ilko marend"),
        (PAIR, "marend 35"),
        (NAME, "kest"),
        (WORD, "harbour"),
        (WORD, "spoke"),
    ]
    assert {term_key(kind, term) for kind, term in wanted} <= found
    assert term_key(PAIR, "35 kest") not in found  # "of" stands between


def test_diacritics_do_not_matter() -> None:
    assert _terms("Iñaki Đurić’s boat") == _terms("Inaki Đuric's boat")


def test_days_by_date_and_by_weekday() -> None:
    told = list(days_told("On Sept. 2 and 3 March 2023, and again on Tuesday and Friday.", FRIDAY))
    assert told == [date(2023, 9, 2), date(2023, 3, 3), date(2024, 3, 5), date(2024, 3, 8)]
    assert list(days_told("On Feb. 30 nothing was told.", FRIDAY)) == []
    assert term_key(DAY, "2024-03-05") in _terms("It fell on Tuesday.")


def test_an_undated_dispatch_tells_no_days() -> None:
    from dataclasses import replace

    from dragoman.records import Published

    undated = replace(
        a_text("2024-03-08", "It fell on Tuesday.", "x"), published=Published(start=None, end=None, how="unknown")
    )
    assert term_key(DAY, "2024-03-05") not in marks(undated).lines[0].terms
    assert marks(undated).day is None


def test_runs_do_not_change_with_figures_and_stay_in_their_sentence() -> None:
    one, two = (
        marks(a_text("2024-03-08", t, "x")).lines
        for t in ("He lost 14 boats there. Rain fell.", "Rain fell.\n\nHe lost 9 boats there.")
    )
    assert {line.runs for line in one} == {line.runs for line in two}
    assert len(one[0].runs) == 2


def test_the_source_is_the_credited_one() -> None:
    made = a_text("2024-03-08", "Rain.", "x", publisher="The Lantern", credited_source="Corvane Agency")
    assert marks(made).source == "corvane agency"
    assert marks(a_text("2024-03-08", "Rain.", "x")).source is None


@given(st.text(max_size=200))
def test_any_text_can_be_marked(text: str) -> None:
    found = marks(a_text("2024-03-08", text, "x", headline=text[:20]))
    assert all(0 <= t >> 32 <= 3 for line in found.lines for t in line.terms)
