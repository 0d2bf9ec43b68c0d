"""Whether something was said, is to be said, is denied or only alleged to have been said; and which statement tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from dragoman.reader.circumstances.factuality import weigh
from dragoman.reader.circumstances.mood import VERBS
from dragoman.records import Factuality, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

SAID: dict[str | None, str] = {"ongoing": "happened", "recalled": "happened"}
"""Who keeps saying something, or said it long ago, has said it."""


def factuality(cue: Token) -> Factuality:
    """How factual the saying is told to be. A noun, "according to" or a colon tells it as it stands."""
    if cue.pos_ not in VERBS:
        return "happened"
    found = weigh(cue).value
    return cast("Factuality", SAID.get(found, found or "happened"))


def nested(statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The statements, each with the innermost other whose content holds its cue and its words."""
    return tuple(replace(s, within=_reported_by(s, statements)) for s in statements)


def _reported_by(inner: Statement, statements: Sequence[Statement]) -> str | None:
    words = (*inner.cue, *inner.content)
    around = [
        (sum(c.end - c.start for c in s.content), s.id)
        for s in statements
        if s.id != inner.id and inner.cue and all(any(c.covers(w) for c in s.content) for w in words)
    ]
    return min(around)[1] if around else None
