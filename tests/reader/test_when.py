"""Which time belongs to which event. Published on Tuesday 2023-11-28."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.reader.times.when import when_of
from tests.reader.times_helper import TUESDAY, timed


def words_for(text: str, trigger: str) -> str | None:
    sheet = timed(text, TUESDAY)
    found = when_of(sheet, next(t for t in sheet.doc if t.text == trigger))
    return found.words if found else None


@pytest.mark.parametrize(
    ("text", "trigger", "words"),
    [
        ("Gunmen attacked a checkpoint in Mali on Monday, killing six soldiers.", "attacked", "Monday"),
        ("Gunmen attacked a checkpoint in Mali on Monday, killing six soldiers.", "killing", "Monday"),
        ("The envoys held talks in Doha on Tuesday.", "talks", "Tuesday"),
        ("Poland condemned Monday's attack.", "attack", "Monday"),
        ("The attack, which happened on 3 March, was condemned by Kenya.", "attack", "3 March"),
        ("The terrorist attack of 24 September in the north fueled concern.", "attack", "24 September"),
        ("Ministers meeting in Lomé this week are discussing the tensions.", "discussing", "this week"),
        ("Protesters clashed with police in Lima yesterday and burned a bank.", "burned", "yesterday"),
        ("He was arrested last week after he met the envoy in 2019.", "arrested", "last week"),
        ("He was arrested last week after he met the envoy in 2019.", "met", "2019"),
        ("In March 2021, rebels seized the town, and in May the army retook it.", "seized", "March 2021"),
        ("In March 2021, rebels seized the town, and in May the army retook it.", "retook", "May"),
        ("Peru vowed on Friday to withdraw its troops by March.", "vowed", "Friday"),
        ("Peru vowed on Friday to withdraw its troops by March.", "withdraw", "March"),
        ("Chad announced on Sunday that Germany will send 150 troops next year.", "announced", "Sunday"),
        ("Chad announced on Sunday that Germany will send 150 troops next year.", "send", "next year"),
    ],
)
def test_the_time_the_grammar_ties_to_the_trigger(text: str, trigger: str, words: str) -> None:
    assert words_for(text, trigger) == words


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("The Kenyan president visited Cairo.", "visited"),
        ("The ministers said on Friday that troops attacked the village.", "attacked"),
        ("Poland condemned Monday's attack.", "condemned"),
        ("The attack, which happened on 3 March, was condemned by Kenya.", "condemned"),
        ("After the army killed two men on Friday, crowds marched.", "marched"),
        ("The council meets every Monday and criticised Iran.", "criticised"),
        ("On Monday it rained. Gunmen attacked a checkpoint.", "attacked"),
    ],
)
def test_a_time_of_something_else_is_not_taken(text: str, trigger: str) -> None:
    assert words_for(text, trigger) is None


def test_days_precision_and_span() -> None:
    text = "Chad will send 150 troops next year."
    sheet = timed(text, TUESDAY)
    found = when_of(sheet, next(t for t in sheet.doc if t.text == "send"))
    assert found is not None
    assert (found.start, found.end, found.precision) == (date(2024, 1, 1), date(2024, 12, 31), "year")
    assert found.span is not None
    assert found.span.of(text) == "next year"


def test_a_relative_time_without_a_publication_day_keeps_its_words() -> None:
    sheet = timed("Gunmen attacked a checkpoint on Monday.", None)
    found = when_of(sheet, next(t for t in sheet.doc if t.text == "attacked"))
    assert found is not None
    assert (found.start, found.end, found.precision, found.words) == (None, None, "day", "Monday")
