"""How many were killed, hurt, arrested or taken, how many protested or were sent, and how much money, by the words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.knowledge.words.circumstances import counted
from dragoman.reader.circumstances.amounts import Amount, find_amount
from dragoman.reader.circumstances.counts import Count, counts_in
from dragoman.reader.syntax import children, in_passive

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

VICTIMS = ("killed", "injured", "arrested", "abducted")
COUNTS = {
    "ASSAULT": VICTIMS,
    "COERCE": VICTIMS,
    "PROTEST": ("crowd", *VICTIMS),
    "MOBILIZE": ("troops",),
    "AGREE": ("troops", "money"),
    "AID": ("troops", "money"),
    "SUPPORT": ("money",),
    "COOPERATE": ("troops", "money"),
    "RETREAT": ("troops", "money"),
    "CONCEDE": ("troops", "money"),
    "REQUEST": ("troops", "money"),
    "REJECT": ("troops", "money"),
    "SANCTION": ("money",),
    "THREATEN": ("troops",),
}
"""Which magnitudes an event of a type can have."""

VERBS = ("VERB", "AUX")
STOPS = frozenset({"by", "in", "on", "at", "with", "from", "after", "during", "of"})
REACH = 6


@dataclass(frozen=True, slots=True)
class Measured:
    """A number and what it measures: ``kind`` is a key of the magnitudes, ``at`` the word in the grammar that ties it
    to an event, ``money`` set for sums."""

    kind: str
    count: Count
    at: Token
    currency: str | None = None


def measures_in(sentence: Span, timed: set[int]) -> list[Measured]:
    """Everything that the numbers of a sentence measure, in text order. ``timed``: tokens of time expressions."""
    doc = sentence.doc
    found = _sums(sentence, timed)
    paid = {i for m in found for i in range(m.count.start, m.count.end)}
    counts = [
        c
        for c in (*counts_in(doc, sentence.start, sentence.end), *_single(sentence))
        if not any(i in timed or i in paid for i in range(c.start, c.end))
    ]
    before: tuple[Measured, Token] | None = None
    for count in sorted(counts, key=lambda c: c.start):
        noun = _counted_noun(doc, count, sentence)
        measured = _measured(doc, count, noun, sentence)
        if measured is None or (measured.kind not in VICTIMS and doc[count.start].lower_ in ("a", "an", "another")):
            continue
        if before is not None and _goes_on(before, measured, noun):
            measured = replace(before[0], count=count)
        before = (measured, noun)
        found.append(measured)
    return found


def _goes_on(before: tuple[Measured, Token], measured: Measured, noun: Token) -> bool:
    """Whether people are the next in a list of victims that the parser broke up: "killing 11 men, 15 women and"."""
    victims, last = before
    if victims.kind not in VICTIMS or measured.kind in VICTIMS or noun.dep_ != "conj":
        return False
    between = noun.doc[last.i + 1 : measured.count.start]
    return bool(between) and all(t.lower_ in (",", "and") for t in between)


def _sums(sentence: Span, timed: set[int]) -> list[Measured]:
    tokens = list(sentence)
    found: list[Measured] = []
    while tokens:
        amount = find_amount(tokens, timed)
        if amount is None:
            return found
        after = amount.start + 1
        if _is_money(amount):
            after = _end_of_sum(sentence, amount)
            at = sentence.doc[amount.start]
            found.append(Measured("money", Count(amount.value, None, amount.start, after), at, amount.unit))
        tokens = [t for t in tokens if t.i >= after]
    return found


def _is_money(amount: Amount) -> bool:
    return len(amount.unit) == 3 and amount.unit.isupper()


def _end_of_sum(sentence: Span, amount: Amount) -> int:
    i = amount.start + 1
    while i < sentence.end and sentence.doc[i].like_num:
        i += 1
    return i


def _single(sentence: Span) -> list[Count]:
    """ "A soldier", "another civilian": one person."""
    found = []
    for t in sentence:
        if t.tag_ == "NN" and t.lemma_ in counted("persons") and t.lemma_ not in counted("collective"):
            articles = [c for c in t.children if c.lower_ in ("a", "an", "another") and c.dep_ == "det"]
            if articles and not any(c.dep_ == "nummod" for c in t.children):
                found.append(Count(1.0, None, articles[0].i, articles[0].i + 1))
    return found


def _measured(doc: Doc, count: Count, noun: Token, sentence: Span) -> Measured | None:
    if noun.pos_ == "NOUN" and noun.lemma_ not in counted("persons") | counted("troops"):
        return _of_noun(noun, count)
    return _of_victims(doc, count, noun, sentence) or _toll(count, noun) or _of_people(count, noun)


def _counted_noun(doc: Doc, count: Count, sentence: Span) -> Token:
    """The noun that a number counts, or the number itself where none is said ("killing 18")."""
    last = doc[count.end - 1]
    for t in (last, doc[count.start]):
        if t.lower_ in ("a", "an") and count.end > count.start + 1:
            continue
        if t.dep_ in ("nummod", "quantmod", "det", "amod", "compound", "nmod") and t.head.pos_ in ("NOUN", "PROPN"):
            return t.head
    for t in doc[count.end : min(sentence.end, count.end + 4)]:
        if t.lower_ not in ("of", "more", "other", "the", "its", "their") and t.pos_ not in ("ADJ", "NOUN", "PROPN"):
            break
        if t.lemma_ in counted("persons") or t.lemma_ in counted("troops"):
            return t
    return last


def _of_noun(noun: Token, count: Count) -> Measured | None:
    """ "18 deaths", "40 arrests"."""
    for kind in VICTIMS:
        if noun.lemma_ in counted(f"{kind}.nouns"):
            return Measured(kind, count, noun)
    return None


def _of_victims(doc: Doc, count: Count, noun: Token, sentence: Span) -> Measured | None:
    for kind in VICTIMS:
        verb = (
            _done_to(_whole(noun, count), kind)
            or _verb_before(doc, count, kind, sentence)
            or _state_after(doc, noun, kind, sentence)
        )
        if verb is not None:
            return Measured(kind, count, verb)
    return None


def _whole(noun: Token, count: Count) -> Token:
    """The number word that stands for those counted in the grammar: "a couple of workers"."""
    above = noun.head
    if noun.dep_ == "pobj" and above.lower_ == "of" and count.start <= above.head.i < count.end:
        return above.head
    return noun


def _done_to(noun: Token, kind: str) -> Token | None:
    """The verb that says what happened to those counted, by the grammar."""
    first = noun
    while first.dep_ == "conj" and first.head.pos_ in ("NOUN", "NUM", "PROPN"):
        first = first.head
    verb = first.head
    if first.dep_ == "pobj" and verb.lower_ == "of" and verb.head.lemma_ in counted(f"{kind}.nouns"):
        return verb.head
    if verb.lemma_ in counted(f"{kind}.intransitive") and first.dep_ == "nsubj":
        return verb
    if _is_verb(verb, kind) and (first.dep_ in ("dobj", "nsubjpass") or (in_passive(verb) and first.dep_ == "nsubj")):
        return verb
    for c in children(first, "acl", "relcl"):
        if (c.tag_ == "VBN" or in_passive(c)) and _is_verb(c, kind):
            return c
        if c.lemma_ in counted(f"{kind}.intransitive"):
            return c
    return None


def _is_verb(verb: Token, kind: str) -> bool:
    if verb.pos_ not in VERBS:
        return False
    verbs = counted(f"{kind}.verbs")
    return verb.lemma_ in verbs or any(f"{verb.lemma_} {c.lower_}" in verbs for c in verb.subtree if c.i > verb.i)


def _verb_before(doc: Doc, count: Count, kind: str, sentence: Span) -> Token | None:
    """The active verb right before a number that the parser did not make its object: "killing at least 18"."""
    for i in range(count.start - 1, max(sentence.start, count.start - 5) - 1, -1):
        t = doc[i]
        if _is_verb(t, kind):
            return None if in_passive(t) else t
        if t.pos_ in VERBS or (t.lower_ in STOPS and doc[i + 1].lower_ not in ("least", "most")):
            return None
        if t.is_punct or t.pos_ in ("NOUN", "PROPN"):
            return None
    return None


def _state_after(doc: Doc, noun: Token, kind: str, sentence: Span) -> Token | None:
    """ "39 dead", "18 people were killed", "40 others injured": a state right after those counted."""
    for t in doc[noun.i + 1 : min(sentence.end, noun.i + 4)]:
        if t.lower_ in counted(f"{kind}.states"):
            return None if children(t, "dobj") and not in_passive(t) else t
        if t.pos_ not in ("AUX", "ADV"):
            return None
    return None


def _toll(count: Count, noun: Token) -> Measured | None:
    """ "The death toll rose to 39"."""
    prep = noun.head
    if noun.dep_ != "pobj" or prep.lower_ not in ("to", "at"):
        return None
    for subject in children(prep.head, "nsubj", "nsubjpass"):
        if subject.lemma_ in ("toll", "death") and (subject.lemma_ == "death" or children(subject, "compound", "amod")):
            return Measured("killed", count, prep.head)
    return None


def _of_people(count: Count, noun: Token) -> Measured | None:
    """People that are merely counted: a crowd or troops, whichever the event can have."""
    if noun.lemma_ in counted("troops"):
        return Measured("troops", count, noun)
    return Measured("crowd", count, noun) if noun.pos_ == "NOUN" else None


def distance(a: Token, b: Token) -> int:
    """How many steps in the tree lie between two words of a sentence."""
    above = {t.i: n for n, t in enumerate([a, *a.ancestors])}
    for n, t in enumerate([b, *b.ancestors]):
        if t.i in above:
            return n + above[t.i]
    return 99
