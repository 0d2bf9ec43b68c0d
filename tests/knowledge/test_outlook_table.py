"""The table of words that make an event doubtful, denied, or yet to come."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.words import outlook
from dragoman.knowledge.words.factuality import VALUES
from dragoman.knowledge.words.outlook import OUTLOOKS, Shift, shifts


def test_words_and_particles() -> None:
    assert shifts("unlikely", "adj", "inf") == (("", Shift(certain=False, negative=True, future=True)),)
    assert shifts("put", "verb", "obj") == (("off", Shift(negative=True)),)
    assert shifts("sleep", "verb", "obj") == ()


def test_every_factuality_has_an_outlook() -> None:
    assert set(OUTLOOKS) == VALUES


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["words\tpos\troles"], "line 1: the columns must be words, pos, roles, outlook"),
        (["words\tpos\troles\toutlook", "go\tverb\tinf\tcertain uncertain"], "line 2: needs words, pos, roles"),
        (
            ["words\tpos\troles\toutlook", "go\tverb\tinf\tahead", "go\tverb\tinf\tnow"],
            "line 3: 'go' as verb with 'inf'",
        ),
    ],
)
def test_a_defect_is_named_by_its_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lines: list[str], message: str
) -> None:
    (tmp_path / "outlook.tsv").write_text("\n".join(lines) + "\n")
    monkeypatch.setattr(outlook.resources, "files", lambda _: tmp_path)
    with pytest.raises(KnowledgeError, match=message):
        outlook._table.__wrapped__()
