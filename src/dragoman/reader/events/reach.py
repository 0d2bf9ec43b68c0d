"""From the head of a noun phrase to the actor it stands for: "the army's decision", "dozens of rebels", "a base in Mali"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reader.events.roles import fillers
from dragoman.reader.syntax import children, prep_objects, with_conjuncts

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reader.parties import Parties
    from dragoman.records import Party

NEAR: tuple[tuple[str, ...], ...] = (("poss",), ("by",), ("mod",), ("of",), ("from",), ("appos",))
FAR: tuple[tuple[str, ...], ...] = (("against", "on", "at"), ("in", "near"), ("to", "with", "for"))
LOSS = {"self": 1.0, "poss": 0.95, "by": 0.95, "mod": 0.9, "of": 0.85, "from": 0.85, "appos": 0.95}
LOSS_FAR = 0.7
LOSS_OWNER = 0.8


@dataclass(frozen=True, slots=True)
class Reached:
    """A word that stands for an actor, and how far it lies from the word that was asked: 1 is the word itself."""

    token: Token
    weight: float


def reach(head: Token, far: bool) -> Iterator[list[Reached]]:
    """Words that may name the actor of a noun phrase, nearest group first. ``far``: also places and other ends."""
    yield [Reached(head, LOSS["self"])]
    for group in NEAR:
        found = [t for role in group for t in _linked(head, role)]
        if found:
            yield [Reached(t, LOSS[group[0]]) for t in found]
    if far:
        for group in FAR:
            found = [t for role in group for t in prep_objects(head, role)]
            if found:
                yield [Reached(t, LOSS_FAR) for t in found]


def party_of(head: Token, parties: Parties, far: bool) -> list[tuple[Party, float]]:
    """The actors a noun phrase stands for, with the weight of the inference; empty where it stands for none."""
    for group in reach(head, far):
        found = [(p, r.weight) for r in group for p in parties.each_of(r.token)]
        if found:
            return found
    for group in reach(head, far):
        for r in group[:1]:
            deeper = [x for g in reach(r.token, far) for x in g if r.token.i != head.i]
            found = [(p, r.weight * x.weight) for x in deeper for p in parties.each_of(x.token)]
            if found:
                return found[:1]
    owner = parties.behind(head)
    return [(owner, LOSS_OWNER)] if owner is not None else []


def _linked(head: Token, role: str) -> list[Token]:
    if role == "appos":
        return with_conjuncts(children(head, "appos"))
    if head.pos_ in ("VERB", "AUX"):
        return []
    return fillers(head, role)
