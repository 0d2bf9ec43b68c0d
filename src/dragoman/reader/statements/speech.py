"""Which cue each quote belongs to: before it, after it, or, where a quote stands alone, the one before."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.reader.statements.attributions import FINITE, Attribution
from dragoman.reader.statements.quotes import MARKS, Quote, paragraphs

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

STOPS = frozenset({".", "!", "?", ";"})
LONGEST_GAP = 40


@dataclass(frozen=True, slots=True)
class Passage:
    """A quote as tokens. ``full``: a clause or sentence of its own, rather than a few words taken up into another.
    ``paragraph``: number of the paragraph it stands in."""

    quote: Quote
    words: str
    start: int
    end: int
    full: bool
    paragraph: int


def passages(doc: Doc, quotes: list[Quote]) -> list[Passage]:
    """The quotes as token intervals (half open), in order."""
    starts = [t.idx for t in doc]
    text = doc.text
    parts = paragraphs(text)
    found = []
    for q in quotes:
        start, end = bisect_left(starts, q.outer.start), bisect_left(starts, q.outer.end)
        if start < end:
            number = next(i for i, p in enumerate(parts) if q.outer.start < p.end)
            found.append(Passage(q, q.inner.of(text), start, end, _is_full(doc, start, end), number))
    return found


def _is_full(doc: Doc, start: int, end: int) -> bool:
    words = [t for t in doc[start:end] if not t.is_punct]
    if not words:
        return False
    last = next((t for t in reversed(doc[start:end]) if t.text not in MARKS), None)
    finite = any(t.tag_ in FINITE or t.dep_ == "ROOT" for t in words)
    stopped = last is not None and last.text[-1] in ".!?,…—"
    return (len(words) >= 4 and finite) or (stopped and words[0].text[0].isupper())


def attach(doc: Doc, found: list[Attribution], quotes: list[Passage]) -> list[Passage]:
    """Give each quote to its cue, by setting ``Attribution.quotes``; those that remain without one are returned."""
    by_verb = {a.verb.i: a for a in found}
    quoted = {i: n for n, p in enumerate(quotes) for i in range(p.start, p.end)}
    taken: dict[int, Attribution] = {}
    for n, p in enumerate(quotes):
        cue = _holder(p, found, before=True)
        if p.full:
            cue = cue or _cue_after(doc, p, by_verb, quoted) or _cue_before(doc, p, by_verb, quoted)
        cue = cue or _holder(p, found) or (None if p.full else _beside(doc, p, by_verb, quoted))
        cue = cue or _going_on(doc, n, quotes, taken, by_verb, quoted)
        if cue:
            taken[n] = cue
            cue.quotes.append(n)
    for n in range(len(quotes) - 2, -1, -1):
        p, following = quotes[n], taken.get(n + 1)
        if n not in taken and not p.quote.closed and following and quotes[n + 1].paragraph == p.paragraph + 1:
            taken[n] = following
            following.quotes.insert(0, n)
    return [p for n, p in enumerate(quotes) if n not in taken]


def _cue_after(doc: Doc, p: Passage, by_verb: dict[int, Attribution], quoted: dict[int, int]) -> Attribution | None:
    """ "...," said X. The first finite verb after the quote, in the same sentence, is its cue."""
    inner = p.words.rstrip()
    after = doc[p.end] if p.end < len(doc) else None
    if after is not None and after.text in STOPS and p.words[-1:].isalnum() and after.is_sent_end:
        return None
    if not p.quote.closed or after is None or (inner.endswith(".") and not after.is_punct and after.text[0].isupper()):
        return None
    for t in doc[p.end : p.end + LONGEST_GAP]:
        if t.i in quoted or (t.text in STOPS and t.i > p.end) or "\n\n" in t.text:
            return None
        if t.i in by_verb and "quote" in by_verb[t.i].frames:
            if t.tag_ == "VBG" and by_verb[t.i].frame:
                return None
            return by_verb[t.i] if t.dep_ != "relcl" or _speaks_itself(t, p) else None
        if t.tag_ in FINITE and t.dep_ not in ("relcl", "aux", "auxpass") and t.head.dep_ != "relcl":
            return None
    return None


def _speaks_itself(t: Token, p: Passage) -> bool:
    """Whether a cue that was parsed as a relative clause has a subject of its own after the quote."""
    return any(c.dep_ == "nsubj" and c.tag_ not in ("WP", "WDT") and c.i >= p.end for c in t.children) or t.i == p.end


def _cue_before(doc: Doc, p: Passage, by_verb: dict[int, Attribution], quoted: dict[int, int]) -> Attribution | None:
    """X said: "..." The last cue before the quote in its sentence, with no other clause between."""
    for i in range(p.start - 1, max(p.start - LONGEST_GAP, -1), -1):
        t = doc[i]
        if (t.text in STOPS and i < p.start - 1) or i in quoted:
            return None
        if t.is_space and "\n" in t.text:
            if i < p.start - 2 or (i and doc[i - 1].text != ":" and doc[i - 1].text in STOPS):
                return None
            continue
        if i in by_verb and "quote" in by_verb[i].frames:
            return by_verb[i]
        if t.text in STOPS:
            return None
        if t.tag_ in ("VBD", "VBZ", "VBP") and t.dep_ not in ("relcl", "aux", "auxpass"):
            return None
    return None


def _holder(p: Passage, found: list[Attribution], before: bool = False) -> Attribution | None:
    """The attribution whose content holds the quote; the innermost of several. With ``before``, only one whose cue and
    part of whose content stand before the quote ("said that in the north "peace is fragile"")."""
    best = None
    for a in found:
        if before and not (a.verb.i < p.start and any(a.verb.i < t.i < p.start and t.is_alpha for t in a.content)):
            continue
        if a.content and sum(p.start <= t.i < p.end for t in a.content) * 2 >= p.end - p.start - 2:
            best = a if best is None or len(a.content) <= len(best.content) else best
    return best


def _beside(doc: Doc, p: Passage, by_verb: dict[int, Attribution], quoted: dict[int, int]) -> Attribution | None:
    """A few quoted words right after a cue ("called it "a disgrace"") or right before it ("No," he said)."""
    inner = p.words.rstrip()
    if inner.endswith((",", "!", "?")) or (p.end < len(doc) and doc[p.end].text == ","):
        after = _cue_after(doc, p, by_verb, quoted)
        if after is not None:
            return after
    for i in range(p.start - 1, max(p.start - 6, -1), -1):
        if doc[i].text in STOPS or i in quoted:
            return None
        if i in by_verb and by_verb[i].kind == "speech":
            return by_verb[i]
    return None


def _going_on(
    doc: Doc,
    n: int,
    quotes: list[Passage],
    taken: dict[int, Attribution],
    by_verb: dict[int, Attribution],
    quoted: dict[int, int],
) -> Attribution | None:
    """A quote that is a sentence of its own goes on with the speech before it: in its paragraph, or from the one before
    where that ended in a quote."""
    p = quotes[n]
    before = doc[p.start - 1] if p.start else None
    while before is not None and before.is_space and before.i:
        before = doc[before.i - 1]
    if not p.full or before is None or not (before.text[-1] in ".!?:…,;—" or before.i in quoted):
        return None
    last = n - 1
    if last in taken and not _sentence_between(doc, quotes[last].end, p.start, taken[last].verb.i):
        same = quotes[last].paragraph == p.paragraph or not quotes[last].quote.closed
        if same or _ends_paragraph(doc, quotes[last], taken[last]):
            return taken[last]
    for i in range(p.start - 1, max(p.start - 2 * LONGEST_GAP, -1), -1):
        if "\n" in doc[i].text and doc[i].is_space:
            return None
        if (
            i in by_verb
            and by_verb[i].kind == "speech"
            and i not in quoted
            and by_verb[i].frame in ("clause", "question", "topic", "")
        ):
            return by_verb[i]
    return None


def _ends_paragraph(doc: Doc, quote: Passage, cue: Attribution) -> bool:
    """Whether nothing but its cue follows the quote in its paragraph."""
    return all(t.is_space or t.is_punct for t in doc[quote.end : quote.end + 2]) or cue.verb.i >= quote.end


def _sentence_between(doc: Doc, start: int, end: int, cue: int) -> bool:
    """Whether a sentence other than the cue's own stands between two quotes."""
    sentences = sum(t.text in STOPS for t in doc[start:end])
    if start <= cue < end:
        return sentences > 1
    return any(t.is_alpha for t in doc[start:end])
