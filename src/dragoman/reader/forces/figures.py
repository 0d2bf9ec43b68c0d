"""The figures of a sentence that count soldiers, police, formations, ships or arms, with what they count."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from dragoman.knowledge.words.forces import force_words
from dragoman.reader.circumstances.counts import Count, counts_in
from dragoman.reader.phrases import lemma_of
from dragoman.reader.syntax import children, span_of

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Sentence

    from dragoman.records import Span

MODIFIERS = frozenset({"nummod", "quantmod", "compound", "nmod", "amod", "npadvmod", "advmod", "det"})
NEAR = 7
NOUNS = ("NOUN", "PROPN")
ROLES = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "conj", "attr", "appos"})
ARTICLES = frozenset({"a", "an", "another"})
STRONG = "strong"

Kind = Literal["people", "formation", "equipment"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts. ``noun``: the word it hangs on in the grammar, the number itself where no noun follows.

    ``low``, ``high``: as of a ``Count``; both ``None`` for a formation without a number ("a battalion"). ``unit``: as the text
    writes it. ``span``: from the number to the noun.
    """

    low: int | None
    high: int | None
    noun: Token
    unit: str
    kind: Kind
    start: int
    end: int

    @property
    def span(self) -> Span:
        doc = self.noun.doc
        return span_of([doc[self.start], doc[self.end - 1]])


def figures_in(sentence: Sentence, timed: AbstractSet[int], before: Figure | None = None) -> list[Figure]:
    """The figures of a sentence in text order. ``timed``: tokens of time expressions. ``before``: the last figure of the
    sentence before, whose unit a bare number may share ("The other 100 are due")."""
    doc = sentence.doc
    counts = [c for c in _counts(sentence) if not any(i in timed for i in range(c.start, c.end))]
    found = [f for c in counts if (f := _counted(doc, c)) is not None]
    taken = {i for f in found for i in range(f.start, f.end)}
    for count in counts:
        if count.start not in taken and (elided := _elided(doc, count, found, before)) is not None:
            found.append(elided)
    found += [f for t in sentence if t.i not in taken and (f := _single(t) or _none_at_all(t)) is not None]
    return sorted(found, key=lambda f: f.start)


def kind_of(noun: Token) -> Kind | None:
    """What sort of force a noun means, or ``None`` where it means none."""
    lemma = lemma_of(noun)
    if lemma in force_words("people") or noun.lower_ in force_words("people"):
        return "people"
    if noun.lower_.rstrip("s") in force_words("people"):
        return "people"
    for kind in ("formation", "equipment"):
        if lemma in force_words(kind) or noun.lower_.removesuffix("s") in force_words(kind):
            return kind
    return None


def _counts(sentence: Sentence) -> Iterator[Count]:
    """Numbers, those of "from 150 to 200" each by itself."""
    doc = sentence.doc
    for c in counts_in(doc, sentence.start, sentence.end):
        joint = next((i for i in range(c.start, c.end) if doc[i].lower_ == "to"), None)
        if joint is not None and c.high is not None and c.start and doc[c.start - 1].lower_ == "from":
            yield Count(c.low, None, c.start, joint)
            yield Count(c.high, None, joint + 1, c.end)
        else:
            yield c


def _counted(doc: Doc, count: Count) -> Figure | None:
    noun = _noun_of(doc, count)
    if noun is None:
        return _strong(doc, count)
    kind = kind_of(noun)
    if kind is None or _is_of_many(noun):
        return None
    return Figure(_whole(count.low), _whole(count.high), noun, _unit(noun, count.end), kind, count.start, noun.i + 1)


def _noun_of(doc: Doc, count: Count) -> Token | None:
    """The noun that a number counts: up the modifiers, or, where the parser lost it, right behind the number."""
    for at in (doc[count.end - 1], doc[count.start]):
        while at.dep_ in MODIFIERS and 0 < at.head.i - at.i <= NEAR and (at.tag_ != "NNS" or at.dep_ == "compound"):
            at = at.head
        if at.pos_ in NOUNS and at.i >= count.end:
            return at
    for t in doc[count.end : count.end + 4]:
        if kind_of(t) is not None and t.tag_ in ("NNS", "NN") and not children(t, "nummod"):
            return t
        if t.pos_ not in ("ADJ", "NOUN", "PROPN") and t.lower_ not in ("more", "other"):
            break
    return None


def _strong(doc: Doc, count: Count) -> Figure | None:
    """ "A 9,000-strong force"."""
    words = [t.lower_ for t in doc[count.end : count.end + 2]]
    if words != ["-", STRONG]:
        return None
    strong = doc[count.end + 1]
    noun = next((t for t in doc[strong.i + 1 : strong.i + 5] if t.pos_ in NOUNS and t.dep_ not in MODIFIERS), None)
    if noun is None or lemma_of(noun) not in force_words("strength") | force_words("mission") | force_words(
        "formation"
    ):
        return None
    return Figure(_whole(count.low), _whole(count.high), noun, "personnel", "people", count.start, noun.i + 1)


def _is_of_many(noun: Token) -> bool:
    """Whether what is counted is only named after others: "two families of soldiers" counts families; "members of
    parliament" are no force."""
    return lemma_of(noun) == "member" and any(
        not any(kind_of(o) or lemma_of(o) in force_words("strength") for o in children(p, "pobj"))
        for p in children(noun, "prep")
        if p.lower_ == "of"
    )


def _elided(doc: Doc, count: Count, found: Sequence[Figure], before: Figure | None) -> Figure | None:
    """A number whose noun is said elsewhere: "300 of its 1,200 soldiers", "from 150 to 200 troops", "Uganda's 6,200"."""
    number = doc[count.end - 1]
    after = doc[count.end] if count.end < len(doc) else None
    if after is not None and (after.text in ("%", "-") or after.lower_ in ("percent", "per")):
        return None
    low, high = _whole(count.low), _whole(count.high)
    for p in children(number, "prep"):
        for o in children(p, "pobj") if p.lower_ == "of" else ():
            kind = kind_of(o)
            if kind is not None:
                return Figure(low, high, number, _unit(o, o.left_edge.i), kind, count.start, count.end)
    same = next((f for f in found if f.start > count.end and doc[f.start - 1].lower_ == "to"), None)
    if same is None or doc[count.start - 1].lower_ != "from":
        earlier = [f for f in found if f.start < count.start]
        same = earlier[-1] if earlier else before
    if same is None or number.dep_ not in ROLES or (after is not None and after.pos_ in NOUNS):
        return None
    return Figure(low, high, number, same.unit, same.kind, count.start, count.end)


def _single(token: Token) -> Figure | None:
    """A formation or a piece of equipment with an article: "a battalion", "another frigate"."""
    kind = kind_of(token) if token.tag_ == "NN" else None
    article = next((c for c in children(token, "det") if c.lower_ in ARTICLES), None)
    if kind not in ("formation", "equipment") or article is None or children(token, "nummod"):
        return None
    if any(p.lower_ == "of" and any(kind_of(o) for o in children(p, "pobj")) for p in children(token, "prep")):
        return None
    size = 1 if kind == "equipment" else None
    return Figure(size, None, token, _unit(token, article.i + 1), kind, article.i, token.i + 1)


def _none_at_all(token: Token) -> Figure | None:
    """ "has no troops in the country"."""
    no = next((c for c in children(token, "det") if c.lower_ == "no"), None)
    if no is None or kind_of(token) != "people" or lemma_of(token) in force_words("plain"):
        return None
    return Figure(0, None, token, _unit(token, no.i + 1), "people", no.i, token.i + 1)


def _unit(noun: Token, floor: int) -> str:
    """The noun with the nouns and model names before it: "police officers", "Leopard tanks", "F-16 jets"."""
    from dragoman.reader.forces.owners import means_owner

    words = [noun.lower_]
    for t in reversed(noun.doc[floor : noun.i]):
        named = any(ch.isalpha() for ch in t.text) and t.pos_ in ("NOUN", "PROPN", "NUM")
        if not named or t.dep_ not in MODIFIERS or means_owner(t):
            break
        words.insert(0, t.lower_ if t.pos_ == "NOUN" and t.text.isalpha() else t.text)
    return " ".join(words)


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
