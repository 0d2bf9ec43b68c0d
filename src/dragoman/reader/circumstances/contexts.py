"""The PLOVER contexts that words are sure signs of."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from dragoman.knowledge.words.circumstances import context_words, first_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

LONGEST_PHRASE = 3


def contexts_at(doc: Doc, tokens: Iterable[int]) -> list[str]:
    """The contexts that the words with these numbers are sure signs of, in text order; phrases must lie wholly among them."""
    words = context_words()
    inside = set(tokens)
    found: list[str] = []
    firsts = first_words()
    for i in sorted(inside):
        if doc[i].lower_ not in firsts and doc[i].lemma_.lower() not in firsts:
            continue
        for length in range(1, LONGEST_PHRASE + 1):
            if any(n not in inside for n in range(i, i + length)):
                break
            last = doc[i + length - 1]
            written = doc[i : i + length].text.lower()
            singular = written.removesuffix(last.lower_) + last.lemma_.lower()
            found += words.get(written, ()) or words.get(singular, ())
    return found
