"""Who does the speaking, by grammar: the head of the noun phrase that a verb of saying has for its subject."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reader.syntax import by_agent, children, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Token

COMMAS = frozenset({",", "”", '"', "''", "’"})
RELATIVES = frozenset({"who", "which", "that", "whom"})


def source_of(t: Token) -> Token | None:
    """The noun phrase head that does the speaking, through the grammar of subjects."""
    if t.tag_ == "VBN" and t.dep_ == "advcl" and not children(t, "aux", "auxpass", "nsubj"):
        return by_agent(t)
    if is_passive(t):
        agent = by_agent(t)
        if agent is not None or children(t, "nsubjpass"):
            return agent
    for c in children(t, "nsubj"):
        return _antecedent(c, t)
    inverted = inverted_subject(t)
    if inverted is not None:
        return inverted
    if t.dep_ == "acl":
        return t.head
    if t.dep_ in ("conj", "xcomp", "advcl") and t.head.i != t.i:
        return _governor_subject(t.head)
    if t.dep_ == "pcomp":
        return _governor_subject(t.head.head)
    if t.dep_ == "ccomp" and t.tag_ in ("VBG", "VB"):
        return _governor_subject(t.head)
    return None


def _governor_subject(v: Token) -> Token | None:
    if v.pos_ in ("NOUN", "PROPN"):
        return v
    for c in children(v, "nsubj", "nsubjpass"):
        return _antecedent(c, v)
    return source_of(v) if v.pos_ in ("VERB", "AUX") and v.head.i != v.i else None


def _antecedent(subject: Token, verb: Token) -> Token:
    """What a relative pronoun stands for; any other subject itself."""
    if subject.lower_ in RELATIVES and subject.tag_ in ("WP", "WDT", "IN") and verb.dep_ == "relcl":
        return verb.head
    return subject


def inverted_subject(t: Token) -> Token | None:
    """The subject right after its verb: "..., said Kenya's foreign minister"; the parser may have hung it elsewhere."""
    if not _may_invert(t):
        return None
    for chunk in t.doc[t.i + 1 : min(t.i + 13, len(t.doc))].noun_chunks:
        between = t.doc[t.i + 1 : chunk.start]
        if all(b.tag_ == "RB" for b in between) and chunk.root.dep_ not in ("dobj", "dative") and chunk.start > t.i:
            return chunk.root
    return None


def _may_invert(t: Token) -> bool:
    before = t.doc[t.i - 1] if t.i else None
    return before is not None and t.tag_ in ("VBD", "VBZ", "VBP") and (before.is_punct or before.is_quote)


def speaker_before(t: Token) -> Token | None:
    """The noun phrase between a comma and a finite verb of saying that the parser hung elsewhere: "..., its minister, Ana
    Sosa, told the assembly"."""
    if t.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    doc, end = t.doc, t.i
    while end > t.sent.start and doc[end - 1].tag_ == "RB":
        end -= 1
    closed = end > t.sent.start and doc[end - 1].text == ","
    end -= closed
    chunk = next((c for c in doc[max(end - 12, t.sent.start) : end].noun_chunks if c.end == end), None)
    if chunk is None:
        return None
    root = chunk.root
    if root.dep_ == "appos" and {root.pos_, root.head.pos_} == {"NOUN", "PROPN"}:
        root = root.head
    elif closed:
        return None
    first = root.left_edge.i
    return root if first > t.sent.start and doc[first - 1].text in COMMAS else None
