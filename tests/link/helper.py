"""Dispatches made for linking, and what they are linked to."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dragoman.linkage import LinkKind
from dragoman.pipeline import as_dispatch, link_in_memory
from dragoman.records import Dispatch
from dragoman.settings import Settings

COMMON = [
    "the",
    "a",
    "of",
    "in",
    "to",
    "and",
    "said",
    "on",
    "was",
    "for",
    "that",
    "with",
    "had",
    "by",
    "at",
    "from",
    "after",
    "people",
    "police",
    "minister",
    "government",
    "road",
    "town",
    "court",
    "bridge",
    "hospital",
    "company",
    "killed",
    "injured",
    "week",
    "year",
    "officials",
    "signed",
    "met",
    "held",
    "monday",
    "thursday",
]


def a_text(day: str, text: str, id: str, **values: str | None) -> Dispatch:
    return replace(as_dispatch(text, date.fromisoformat(day)), id=id, **values)  # type: ignore[arg-type]


def background(number: int = 60) -> list[Dispatch]:
    """Other news, so that words are known to be common or rare: common words in any order, and names of their own."""
    chance = random.Random(number)
    made = []
    for n in range(number):
        words = [
            *chance.choices(COMMON, k=40),
            *("".join(chance.choices("abdefgiklmnoprstu", k=7)).capitalize() for _ in range(12)),
        ]
        chance.shuffle(words)
        made.append(a_text("2024-01-02", "The " + " ".join(words) + ".", f"b-{n:03}"))
    return made


def linked(dispatches: Sequence[Dispatch], kind: LinkKind) -> list[set[str]]:
    """The groups of more than one dispatch."""
    groups: dict[str, set[str]] = {}
    for (dispatch, of_kind), group in link_in_memory(dispatches, Settings()).items():
        if of_kind == kind:
            groups.setdefault(group, set()).add(dispatch)
    return sorted((g for g in groups.values() if len(g) > 1), key=sorted)
