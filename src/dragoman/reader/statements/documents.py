"""Whose words a document speaks: "the report by the UN mission", "their petition", "the communiqué" of those who met."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from dragoman.knowledge.words.events import words_of
from dragoman.reader.parties import Mention, Parties
from dragoman.reader.phrases import lemma_of
from dragoman.reader.syntax import ISSUING, SUBJECTS, children, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

PARTS_OF_TEXTS = frozenset(
    {"line", "paragraph", "page", "preamble", "section", "chapter", "draft", "text", "copy", "part"}
)
ISSUERS = frozenset({"organisation", "armed_group", "government", "body", "country", "group", "people", "person"})
SENTENCES_BACK = 2


@lru_cache(maxsize=1)
def documents() -> frozenset[str]:
    """Nouns for documents and media that can be said to speak ("the communiqué states")."""
    return frozenset(
        resources.files("dragoman.knowledge.words")
        .joinpath("documents.tsv")
        .read_text(encoding="utf-8")
        .split("\n")[1:]
    )


def is_document(head: Token) -> bool:
    return _document(head) is not None


def _document(head: Token) -> Token | None:
    """The document that a word means: itself, or what it is a line or page of."""
    if lemma_of(head) in PARTS_OF_TEXTS:
        inner = next((o for o in prep_objects(head, "of", "in") if lemma_of(o) in documents()), None)
        if inner is not None:
            return inner
    return head if head.pos_ in ("NOUN", "PROPN") and lemma_of(head) in documents() else None


def issuer(head: Token) -> Token | None:
    """The word for whoever issued a document, where its own phrase names one: "a statement by the ministry"."""
    document = _document(head)
    if document is None:
        return None
    owners = children(document, "poss") or prep_objects(document, "by", "from")
    return next(iter(owners), None)


def body_behind(head: Token, parties: Parties) -> Mention | None:
    """The actor behind a document: named in its phrase, or where the same document was named first, or whoever met or
    issued it in the sentences before."""
    document = _document(head)
    if document is None:
        return None
    owner = issuer(head)
    if owner is not None:
        return parties.mention(owner)
    named = next((c for c in children(document, "compound", "amod", "nmod") if c.pos_ in ("PROPN", "ADJ")), None)
    if named is not None and (beside := parties.mention(named)) is not None:
        return beside
    if not any(c.lower_ in ("the", "this", "that") for c in children(document, "det")):
        return None
    earlier = _named_earlier(document, parties)
    return earlier or next(_issuers_before(document, parties), None)


def _named_earlier(document: Token, parties: Parties) -> Mention | None:
    """Behind the same word where it stood with its issuer: "a statement by the ministry ... the statement said"."""
    for t in reversed(document.doc[: document.i]):
        if lemma_of(t) == lemma_of(document) and (owner := issuer(t)) is not None:
            return parties.mention(owner)
    return None


def _issuers_before(document: Token, parties: Parties) -> Iterator[Mention]:
    """Those who met, signed or issued something in one of the sentences before, nearest first."""
    sentence = document.sent
    for _ in range(SENTENCES_BACK):
        if sentence.start == 0:
            return
        sentence = document.doc[sentence.start - 1].sent
        met = any(
            lemma_of(t) in words_of("talks") or lemma_of(t) in documents() | ISSUING - {"give", "make"}
            for t in sentence
        )
        for t in sentence if met else ():
            mention = parties.mention(t) if t.dep_ in SUBJECTS and t.head == sentence.root else None
            if mention is not None and parties.actors[mention.actor].kind in ISSUERS:
                yield mention
