"""The words of what is promised: from its verb or noun to the end of what belongs to it, without what a new clause adds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reader.circumstances.amounts import SCALES
from dragoman.reader.phrases import noun_phrase
from dragoman.reader.pledges.promises import Promise
from dragoman.reader.syntax import children, span_of
from dragoman.records import Span, Spans

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBAL = ("VERB", "AUX")
OF_SUM = frozenset(
    {"to", "for", "toward", "towards", "over", "in", "by", "through", "within", "until", "under", "as", "from"}
)


def antecedent(p: Promise) -> Spans:
    """The thing that a relative pronoun stands for as the object: "a school which the bloc may set up"."""
    if p.act.dep_ != "relcl" or p.act.head.pos_ not in ("NOUN", "PROPN"):
        return ()
    relative = any(o.tag_ in ("WDT", "WP") for o in children(p.act, "dobj", "pobj", "nsubjpass"))
    bare = not children(p.act, "dobj", "nsubjpass") and any(
        s.tag_ not in ("WDT", "WP") for s in children(p.act, "nsubj")
    )
    return (noun_phrase(p.act.head),) if relative or bare else ()


def words_of(p: Promise) -> list[Token]:
    """The words of what is promised: the act with its objects and adverbials, without what a new clause adds, nor who does
    it. Of a sum, also what the verb or noun of promising says it is for."""
    dropped: set[int] = set()
    for c in p.act.children:
        left = c.i < p.act.i and p.act.pos_ in VERBAL and not _is_kept(p.act, c)
        joined = c.dep_ in ("conj", "cc") and p.act.pos_ in VERBAL
        if left or joined or c.dep_ in ("parataxis", "agent") or (c.dep_ == "advcl" and _is_new(c)):
            dropped |= {d.i for d in c.subtree}
    own = p.act.dep_ == "relcl" and bool(antecedent(p))
    for d in p.act.subtree:
        remark = d.dep_ == "relcl" and (d.left_edge.i == 0 or d.doc[d.left_edge.i - 1].text in (",", "-", "–", "—"))
        if remark and d.i not in dropped and not (own and d.i == p.act.i):
            dropped |= {e.i for e in d.subtree}
    words = [t for t in p.act.subtree if t.i not in dropped | {c.i for c in p.condition}]
    return trimmed(words + _subject_words(p) + _of_sum(p, max((t.i for t in words), default=0)))


def _is_kept(act: Token, c: Token) -> bool:
    """Whether a word before a verb belongs to what is to be done: the subject of a passive, "not", "no longer"."""
    refused = c.tag_ == "TO" and any(n.dep_ == "neg" and n.i < c.i for n in act.children)
    negates = c.dep_ == "neg" or (c.dep_ == "advmod" and c.lower_ in ("never", "again", "longer"))
    return c.dep_ in ("nsubjpass", "auxpass") or negates or refused


def _subject_words(p: Promise) -> list[Token]:
    """The thing that is to be sent in "200 soldiers are to be sent", or to open in "the camp will open"."""
    verb = p.act
    if verb.dep_ == "xcomp" and verb.head.lemma_ == "be" and children(verb, "auxpass"):
        return [t for s in children(verb.head, "nsubj") for t in s.subtree]
    return [t for s in p.thing for t in s.subtree]


def _of_sum(p: Promise, last: int) -> list[Token]:
    """What the word of promising says of a sum: "a pledge of $3m to Mali by June", "committed 3 million to Mali"."""
    if p.how != "amount":
        return []
    found = [p.act.nbor()] if p.act.i + 1 < len(p.act.doc) and p.act.nbor().lower_ in SCALES else []
    for c in children(p.word, "prep", "dative"):
        if c.i > last and c.lower_ in OF_SUM:
            found += c.subtree
    return found


def _is_new(c: Token) -> bool:
    """Whether an adverbial clause only adds a remark or a condition, rather than saying what is to be done."""
    until = any(d.lower_ in ("before", "until", "till") for d in children(c, "mark", "advmod"))
    return not until and not any(d.tag_ == "TO" for d in children(c, "aux"))


def with_relatives(p: Promise) -> list[Token]:
    """As :func:`words_of`, with relative clauses, which may name the mission: "who will serve as part of KFOR"."""
    dropped: set[int] = set()
    for c in p.act.children:
        left = c.i < p.act.i and p.act.pos_ == "VERB" and c.dep_ not in ("nsubjpass", "npadvmod", "prep", "advmod")
        if left or (c.dep_ in ("conj", "cc") and p.act.pos_ == "VERB") or (c.dep_ == "advcl" and _is_new(c)):
            dropped |= {d.i for d in c.subtree}
    return trimmed([t for t in p.act.subtree if t.i not in dropped | {c.i for c in p.condition}])


def trimmed(words: list[Token]) -> list[Token]:
    words = sorted((t for t in words if not t.is_space), key=lambda t: t.i)
    while words and words[-1].is_punct:
        words.pop()
    while words and words[0].is_punct:
        words.pop(0)
    return words


def as_spans(p: Promise, words: list[Token]) -> Spans:
    """As :func:`as_span`, in two where the thing comes first: "six frigates" and "be sold by June"."""
    first = as_span(words)
    rest = [t for t in words if t.idx >= first.end and not t.is_punct]
    led = (p.act.pos_ in VERBAL and p.act.idx >= first.end) or (p.how == "amount" and len(rest) > 1)
    return (first, as_span(rest)) if led and rest else (first,)


def as_span(words: list[Token]) -> Span:
    """From the first word to the last of its unbroken run: a dropped clause ends it."""
    last = words[0]
    for t in words[1:]:
        between = last.doc[last.i + 1 : t.i]
        if any(b.is_alpha for b in between):
            break
        last = t
    return Span(words[0].idx, last.idx + len(last.text))


def sentence_of(t: Token) -> Span:
    s = t.sent
    words = [t for t in s if not t.is_space]
    return span_of(words)
