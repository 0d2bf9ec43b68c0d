"""People by what a text has said they are: "the minister" after "Ana Soto had been Peru's minister", "the Kenyan"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.ids import fold
from dragoman.knowledge.actors.names import names
from dragoman.reader.parties import Mention, Parties
from dragoman.reader.phrases import lemma_of
from dragoman.reader.syntax import children

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

OWNED = frozenset({"poss", "compound", "nmod"})
PEOPLE_OF_MANY = ("s", "sh", "ch", "ese", "men", "women")
"""How a word for a people ends that may mean many: "the Vietnamese", "the French"."""


class Descriptions:
    """The nouns that stand with each named person of a text, in its order."""

    def __init__(self, doc: Doc, parties: Parties) -> None:
        self.parties = parties
        self.found: list[tuple[Mention, frozenset[str]]] = []
        for m in parties.mentions:
            if not m.refers_back and parties.actors[m.actor].id.startswith("P."):
                self.found.append((m, frozenset(_nouns(doc, m))))

    def bearer(self, head: Token) -> Mention | None:
        """The person named last whom the text has called by the noun of "the minister", "the former mayor"."""
        owned = any(c.dep_ in OWNED or (c.dep_ == "amod" and c.text[0].isupper()) for c in head.children)
        if head.tag_ != "NN" or not _is_definite(head) or owned:
            return None
        noun = lemma_of(head)
        return next((m for m, nouns in reversed(self.found) if m.start < head.i and noun in nouns), None)

    def namesake(self, head: Token) -> Mention | None:
        """The person named last one word of whose name a single word is, where the parser took it for something else."""
        if not head.text.istitle() or any(c.dep_ in OWNED or c.dep_ in ("det", "amod") for c in head.children):
            return None
        word = fold(head.text)
        return next(
            (
                m
                for m, _ in reversed(self.found)
                if m.end <= head.i and word in fold(self.parties.party(m).name).split()
            ),
            None,
        )

    def compatriot(self, head: Token) -> Mention | None:
        """The person of a country named last, for "the Kenyan"."""
        if head.tag_ not in ("NN", "NNP", "JJ") or not _is_definite(head) or head.lower_.endswith(PEOPLE_OF_MANY):
            return None
        lands = {e.id for hit in names().find(head.text) for e in hit.entries if e.role in ("adjective", "people")}
        return next(
            (m for m, _ in reversed(self.found) if m.start < head.i and self.parties.actors[m.actor].country in lands),
            None,
        )


def _is_definite(head: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that") for c in children(head, "det"))


def _nouns(doc: Doc, m: Mention) -> Iterator[str]:
    """The nouns beside a name, and those that it is said to be: "was minister", "became mayor", "served as envoy"."""
    head = doc[m.head]
    beside = [*doc[m.start : m.end], *children(head, "appos", "compound")]
    if head.dep_ == "appos":
        beside.append(head.head)
    if head.dep_ in ("nsubj", "nsubjpass"):
        verb = head.head
        beside += children(verb, "attr", "oprd")
        beside += [o for p in children(verb, "prep") if p.lower_ == "as" for o in children(p, "pobj")]
    for t in beside:
        if t.pos_ in ("NOUN", "PROPN"):
            yield lemma_of(t)
            yield from (lemma_of(c) for c in t.conjuncts if c.pos_ == "NOUN")
