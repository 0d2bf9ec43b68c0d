"""Who does the speaking, by grammar: the head of the noun phrase that a verb of saying has for its subject."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reader.phrases import trimmed
from dragoman.reader.syntax import by_agent, children, is_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from dragoman.reader.statements.attributions import Attribution

LONGEST_PHRASE = 12
CHUNKS = "dragoman.noun_chunks"
COMMAS = frozenset({",", "”", '"', "''", "’"})
RELATIVES = frozenset({"who", "which", "that", "whom"})
LONGEST_ASIDE = 20
"""Words of a relative clause between a name and its verb."""


@dataclass(frozen=True, slots=True)
class Chunks:
    """The noun phrases of a text by the number of their first token, and of the one behind their last."""

    by_start: dict[int, Span]
    by_end: dict[int, Span]


def noun_chunks(doc: Doc) -> Chunks:
    """As ``doc.noun_chunks``, found once for each text: asked of a slice, the parser goes through the whole text."""
    known: Chunks | None = doc.user_data.get(CHUNKS)
    if known is None:
        chunks = list(doc.noun_chunks)
        known = doc.user_data[CHUNKS] = Chunks({c.start: c for c in chunks}, {c.end: c for c in chunks})
    return known


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
    start = t.i + 1
    while start < len(t.doc) and t.doc[start].tag_ == "RB":
        start += 1
    chunk = noun_chunks(t.doc).by_start.get(start)
    fits = chunk is not None and chunk.end <= t.i + 1 + LONGEST_PHRASE and chunk.root.dep_ not in ("dobj", "dative")
    return chunk.root if chunk is not None and fits else None


def _may_invert(t: Token) -> bool:
    before = t.doc[t.i - 1] if t.i else None
    return before is not None and t.tag_ in ("VBD", "VBZ", "VBP") and (before.is_punct or before.is_quote)


def speaker_before(t: Token) -> Token | None:
    """The noun phrase between a comma and a finite verb of saying that the parser hung elsewhere: "..., its minister, Ana
    Sosa, told the assembly", "..., Ana Sosa, who leads the delegation, said", "..., priests and imams said"."""
    if t.tag_ not in ("VBD", "VBZ", "VBP"):
        return None
    doc, end = t.doc, t.i
    while end > t.sent.start and doc[end - 1].tag_ == "RB":
        end -= 1
    closed = end > t.sent.start and doc[end - 1].text == ","
    chunk = (_chunk_before_who(t, end - 1) if closed else None) or _chunk_to(t, end - closed)
    if chunk is None:
        return None
    root = chunk.root
    beside = root.dep_ == "appos" and {root.pos_, root.head.pos_} == {"NOUN", "PROPN"}
    if (
        beside
        and _follows_comma(root.head)
        or root.dep_ == "conj"
        and root.head.i > t.sent.start
        and _is_joined(root.head, root)
    ):
        root = root.head
    elif closed and chunk.end == end - 1:
        return None
    return root if _follows_comma(root) else None


def _follows_comma(noun: Token) -> bool:
    first = noun.left_edge.i
    return first > noun.sent.start and noun.doc[first - 1].text in COMMAS


def _chunk_to(t: Token, end: int) -> Span | None:
    """The noun phrase of a verb's sentence that ends at a token number (exclusive)."""
    if end <= t.sent.start or t.doc[end - 1].pos_ not in ("NOUN", "PROPN", "PRON", "NUM"):
        return None
    chunk = noun_chunks(t.doc).by_end.get(end)
    return chunk if chunk is not None and chunk.start >= max(end - LONGEST_PHRASE, t.sent.start) else None


def _chunk_before_who(t: Token, comma: int) -> Span | None:
    """The noun phrase before a relative clause that stands between two commas, the second of them given."""
    for i in range(comma - 1, max(comma - LONGEST_ASIDE, t.sent.start), -1):
        if t.doc[i].lower_ in ("who", "whose", "which") and t.doc[i - 1].text == ",":
            return _chunk_to(t, i - 1)
    return None


def _is_joined(first: Token, second: Token) -> bool:
    """Whether only "and" and what belongs to the second noun stand between two nouns."""
    return all(b.dep_ == "cc" or second.is_ancestor(b) for b in first.doc[first.i + 1 : second.i])


def whole_source(a: Attribution) -> list[Token]:
    """The words of whoever speaks with all that belongs to them: "an analyst who follows the talks", "who" in "the envoy,
    who said"."""
    if a.source is None:
        return []
    own = [c for c in children(a.verb, "nsubj") if c.lower_ in RELATIVES and c.tag_ in ("WP", "WDT")]
    if own and a.source.i == a.verb.head.i:
        return own
    other = {t.i for t in (*a.cue, *a.content)}
    words = [t for t in a.source.subtree if t.i not in other and not t.is_space]
    first = last = a.source.i
    present = {t.i for t in words}
    while first - 1 in present:
        first -= 1
    while last + 1 in present:
        last += 1
    return trimmed([t for t in words if first <= t.i <= last])
