"""Other countries in the same sentence: what Serbia does to Kosovo in one passage, Peru may do to Chile in the next epoch.

The model is to learn what acts are, not who is known for them. Names, adjectives, peoples and capitals of one country go over into those of another, all
of a passage together. This happens while training, and in its part of the corpus alone; nothing recombined is ever written down.
"""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from functools import lru_cache

from dragoman.knowledge.actors import tables
from dragoman.records import Span
from dragoman.train.corpus import CorpusActor, CorpusEvent, Passage

OTHER_MEANINGS = frozenset(
    {
        "Georgia",
        "Georgian",
        "Georgians",
        "Jordan",
        "Chad",
        "Turkey",
        "Guinea",
        "Congo",
        "Dominica",
        "Dominican",
        "Korea",
    }
)
"""Forms that also name men, places or birds, or are parts of other names: they stay."""

KINDS = ("name", "adjective", "people", "capital")


@dataclass(frozen=True, slots=True)
class Moves:
    """A text with pieces replaced: ``pieces`` are (start, end, new text), in order."""

    pieces: tuple[tuple[int, int, str], ...]

    def text(self, old: str) -> str:
        parts, at = [], 0
        for start, end, new in self.pieces:
            parts += [old[at:start], new]
            at = end
        return "".join([*parts, old[at:]])

    def span(self, old: Span) -> Span:
        return Span(self._offset(old.start, False), self._offset(old.end, True))

    def _offset(self, old: int, is_end: bool) -> int:
        """Where an offset went. One inside a replaced piece goes to its near end, so that the span covers the piece."""
        shift = 0
        for start, end, new in self.pieces:
            if old < start or (old == start and not is_end):
                break
            if old < end or (old == end and is_end and old == start):
                return start + shift + (len(new) if is_end else 0)
            shift += len(new) - (end - start)
        return old + shift


def recombine(text: str, chance: random.Random) -> Moves:
    """The text with every country that it names exchanged for another."""
    forms, by_country = _forms()
    found = [(m, *forms[m.group()]) for m in _pattern().finditer(text)]
    codes = list(dict.fromkeys(code for _, code, _ in found))
    free = [c for c in by_country if c not in codes]
    exchanged = dict(zip(codes, chance.sample(free, min(len(codes), len(free))), strict=False))
    return Moves(
        tuple((m.start(), m.end(), by_country[exchanged[code]][kind]) for m, code, kind in found if code in exchanged)
    )


def moved(passage: Passage, moves: Moves) -> Passage:
    return replace(
        passage,
        text=moves.text(passage.text),
        actors=tuple(CorpusActor(span=moves.span(a.span)) for a in passage.actors),
        events=tuple(_moved_event(e, moves) for e in passage.events),
    )


def _moved_event(event: CorpusEvent, moves: Moves) -> CorpusEvent:
    return replace(
        event,
        source=tuple(moves.span(s) for s in event.source),
        target=tuple(moves.span(s) for s in event.target),
        trigger=tuple(moves.span(s) for s in event.trigger),
        holder=moves.span(event.holder) if event.holder else None,
    )


@lru_cache(maxsize=1)
def _forms() -> tuple[dict[str, tuple[str, str]], dict[str, dict[str, str]]]:
    """Each form with its country and kind; of each country that has all kinds, its main forms."""
    forms: dict[str, tuple[str, str]] = {}
    by_country: dict[str, dict[str, str]] = {}
    for country in tables().countries.values():
        if country.status != "un_member" or not (country.adjectives and country.peoples and country.capital):
            continue
        main = dict(
            zip(KINDS, (country.name, country.adjectives[0], country.peoples[-1], country.capital[0]), strict=True)
        )
        if OTHER_MEANINGS & set(main.values()):
            continue
        by_country[country.code] = main
        for people in country.peoples:
            forms[people] = (country.code, "people" if people.endswith("s") else "adjective")
        for kind in reversed(KINDS):
            forms[main[kind]] = (country.code, kind)
    return forms, by_country


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_forms()[0], key=lambda f: (-len(f), f))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b(?!-)")
