"""The word tables of time expressions agree with the grammar that uses them."""

from __future__ import annotations

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.words import times
from dragoman.reader.times.grammar import LETTERS, letters, rule
from dragoman.reader.times.lexer import words


def test_every_class_of_the_table_is_a_class_of_the_grammar() -> None:
    assert {w.kind for w in times.time_words().values()} <= set(LETTERS)


def test_months_weekdays_and_units() -> None:
    table = times.time_words()
    assert [table[m].value for m in ("january", "may", "december", "sept")] == ["1", "5", "12", "9"]
    assert [table[d].value for d in ("monday", "sunday", "thurs")] == ["1", "7", "4"]
    assert [table[u].value for u in ("day", "weeks", "century", "fortnight")] == ["D", "W", "CE", "2W"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("24 September", ["day", "month"]),
        ("they may march", ["other", "other", "other"]),
        ("6 p.m.", ["clock"]),
        ("16:15 UTC", ["clock", "zone"]),
        ("the 1990s", ["the", "decade"]),
        ("32 41 2023 0025 1,200", ["odd", "odd", "year", "bad_year", "number"]),
        ("New Year’s Eve", ["feast"]),
        ("Monday's 3rd", ["weekday", "possessive", "ordinal"]),
    ],
)
def test_classes_of_words(text: str, kinds: list[str]) -> None:
    assert [w.kind for w in words(text)] == kinds


def test_words_keep_their_offsets() -> None:
    text = "On 3 May, in Goma.\n\nLater"
    assert [text[w.start : w.end] for w in words(text)] == [w.text for w in words(text)]


def test_a_rule_matches_whole_classes_only() -> None:
    may = rule("x", "day of? month", lambda w: None)
    assert may.pattern.fullmatch(letters(words("3 of May")))
    assert not may.pattern.search(letters(words("32 May")))
    with pytest.raises(KeyError):
        rule("x", "no_such_class", lambda w: None)


def test_a_defective_table_names_its_line(monkeypatch: pytest.MonkeyPatch) -> None:
    class Folder:
        def joinpath(self, name: str) -> Folder:
            return self

        def read_text(self, encoding: str) -> str:
            return "word\tclass\tvalue\nmay\tmonth\t5\nmay\tmonth\t5"

    times.time_words.cache_clear()
    monkeypatch.setattr(times, "FOLDER", Folder())
    with pytest.raises(KnowledgeError, match="line 3"):
        times.time_words()
    monkeypatch.undo()
    times.time_words.cache_clear()
    assert times.time_words()["may"].kind == "month"
