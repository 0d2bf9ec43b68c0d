"""How a word that is no event is told, and who says so: by the very rules that events are weighed by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.reader.circumstances.factuality import weigh_candidates
from dragoman.reader.sheet import Sheet
from dragoman.records import Factuality, Party, PlaceRef, Statement, When

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reader.events.candidates import Candidate


@dataclass(frozen=True, slots=True)
class Told:
    """How something is told: its factuality, who vouches (``None``: the dispatch), when and where."""

    factuality: Factuality
    says: Party | None
    when: When | None
    place: PlaceRef | None


def told(sheet: Sheet, words: Sequence[Token], type: str) -> Told:
    """How the act at ``words`` (first its trigger) is told; an event that the reader found there says it itself.

    ``type``: the event type whose rules of time hold for it (a dated ``MOBILIZE`` or ``CONSULT`` to come is planned).
    """
    from dragoman.reader.places.whereabouts import place_of
    from dragoman.reader.times.when import when_of

    trigger = words[0]
    found = next((c for c in sheet.candidates if c.trigger.i == trigger.i), None)
    weighed = found if found is not None and found.factuality is not None else _weighed(sheet, words, type)
    assert weighed.factuality is not None
    says = weighed.holder
    if says is None and (said := statement_at(sheet, trigger)) is not None:
        says = said.speaker
    return Told(weighed.factuality, says, when_of(sheet, trigger), place_of(sheet, trigger))


def statement_at(sheet: Sheet, token: Token) -> Statement | None:
    """The innermost statement whose content holds a word."""
    around = [
        (sum(c.end - c.start for c in s.content), n, s)
        for n, s in enumerate(sheet.said)
        if any(c.start <= token.idx < c.end for c in s.content)
    ]
    return min(around, key=lambda x: x[:2])[2] if around else None


def _weighed(sheet: Sheet, words: Sequence[Token], type: str) -> Candidate:
    from dragoman.reader.events.candidates import Candidate

    candidate = Candidate(
        trigger=words[0],
        words=tuple(words),
        type=type,
        mode=None,
        sources=(),
        targets=(),
        reciprocal=False,
        why="told",
        confidence=1.0,
        weight=1.0,
    )
    weigh_candidates(replace(sheet, candidates=[candidate]))
    return candidate
