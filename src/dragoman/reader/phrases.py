"""Words and phrases as the parts for speech and promises see them: lemmas put right, noun phrases without their clauses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token


WHOLE = {"hop": "hope", "rat": "rate"}
"""Lemmas that are cut short, and what they are cut from."""


def lemma_of(t: Token) -> str:
    """The lemma in lower case, with what the lemmatiser is known to get wrong put right ("hopes" is not from "hop")."""
    lemma: str = t.lemma_.lower()
    whole = WHOLE.get(lemma)
    return whole if whole is not None and (t.lower_.startswith(whole) or t.lower_ == f"{lemma}ing") else lemma


def trimmed(tokens: list[Token]) -> list[Token]:
    """Without commas and stops at both ends, nor the "that" at the start."""
    tokens = [t for t in tokens if not t.is_space]
    while tokens and (
        tokens[0].text in (",", ";", ":", "-", "—", "–") or (tokens[0].lower_ == "that" and tokens[0].dep_ == "mark")
    ):
        tokens = tokens[1:]
    while tokens and tokens[-1].text in (",", ";", ":", ".", "-", "—", "–"):
        tokens = tokens[:-1]
    return tokens


def noun_phrase(head: Token) -> Span:
    """The words of a speaker: the noun phrase without its relative clauses and participles."""
    dropped: set[int] = set()
    for c in head.subtree:
        if c.dep_ in ("relcl", "acl", "advcl", "ccomp") and c.i != head.i:
            dropped |= {d.i for d in c.subtree}
    words = [c for c in head.subtree if c.i not in dropped and not c.is_space]
    cut = min((c.i for c in words if c.i > head.i and c.tag_ in ("WP", "WDT", "WP$")), default=len(head.doc))
    words = trimmed([c for c in words if c.i < cut and (c.i <= head.i or not _gap(words, head.i, c.i))])
    return (
        Span(words[0].idx, words[-1].idx + len(words[-1].text)) if words else Span(head.idx, head.idx + len(head.text))
    )


def _gap(words: list[Token], start: int, end: int) -> bool:
    """Whether words were dropped between two positions."""
    present = {w.i for w in words}
    return any(i not in present for i in range(start, end))
