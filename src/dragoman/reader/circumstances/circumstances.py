"""Where, when, how many, and in which contexts: what goes with each candidate event. See docs/factuality.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.reader.circumstances.contexts import contexts_at
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import ancestors
from dragoman.records import plain

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

    from dragoman.reader.circumstances.magnitudes import Measured
    from dragoman.reader.events.candidates import Candidate

VERSION = "circumstances.v3"

OTHER_CLAUSES = ("relcl", "advcl", "ccomp", "conj", "parataxis", "acl")
FARTHEST = {"crowd": 5, "troops": 5, "money": 7}
VICTIMS = ("killed", "injured", "arrested", "abducted")


def add_circumstances(sheet: Sheet) -> None:
    """Sets ``place``, ``when``, ``magnitudes`` and the contexts of every candidate, from the words around its trigger."""
    from dragoman.reader.places.whereabouts import place_of
    from dragoman.reader.times.when import when_of

    for c in sheet.candidates:
        c.place = place_of(sheet, c.trigger)
        c.when = when_of(sheet, c.trigger)
        c.contexts = tuple(dict.fromkeys((*c.contexts, *contexts_at(sheet.doc, (t.i for t in _clause(c.trigger))))))
    _add_magnitudes(sheet)


def _clause(trigger: Token) -> Iterator[Token]:
    """The words of a trigger's clause: without clauses below that are told in their own right."""
    top = trigger
    if trigger.pos_ not in ("VERB", "AUX"):
        top = next((a for a in ancestors(trigger) if a.pos_ in ("VERB", "AUX")), trigger.sent.root)
    waiting = [top] if top.i == trigger.i else [top, trigger]
    seen: set[int] = set()
    while waiting:
        t = waiting.pop()
        if t.i in seen:
            continue
        seen.add(t.i)
        yield t
        waiting += [c for c in t.children if c.dep_ not in OTHER_CLAUSES or c.pos_ not in ("VERB", "AUX")]


def _add_magnitudes(sheet: Sheet) -> None:
    from dragoman.reader.circumstances.magnitudes import measures_in

    timed = timed_tokens(sheet)
    earlier: list[Candidate] = []
    told_by: dict[tuple[int, str], int] = {}
    by_sentence: dict[int, list[Candidate]] = {}
    for c in sheet.candidates:
        by_sentence.setdefault(c.trigger.sent.start, []).append(c)
    for sentence in sheet.doc.sents:
        here = by_sentence.get(sentence.start, [])
        if here or _counts_dead(sentence, earlier):
            for measured in measures_in(sentence, timed):
                owner = _owner(measured, here) or (None if here else _owner_before(measured, earlier))
                if owner is not None:
                    same_verb = told_by.setdefault((id(owner), measured.kind), measured.at.i) == measured.at.i
                    _enter(owner, measured, adds=same_verb and measured.kind in VICTIMS)
        earlier = here


def _counts_dead(sentence: Span, earlier: list[Candidate]) -> bool:
    """Whether a sentence without events may go on about the only attack of the one before."""
    return len([c for c in earlier if c.type == "ASSAULT"]) == 1 and any(t.like_num for t in sentence)


def _owner_before(measured: Measured, earlier: list[Candidate]) -> Candidate | None:
    attacks = [c for c in earlier if c.type == "ASSAULT"]
    return attacks[0] if measured.kind in ("killed", "injured") and len(attacks) == 1 else None


def _owner(measured: Measured, candidates: list[Candidate]) -> Candidate | None:
    """The event that a number belongs to: the nearest in the tree of those that can have such a number."""
    from dragoman.reader.circumstances.magnitudes import COUNTS, distance

    ranked = [
        (distance(measured.at, c.trigger), n)
        for n, c in enumerate(candidates)
        if measured.kind in COUNTS.get(c.type, ()) and not _is_cause(c, measured.at)
    ]
    if not ranked or min(ranked)[0] > FARTHEST.get(measured.kind, 6):
        return None
    return candidates[min(ranked)[1]]


def _is_cause(c: Candidate, at: Token) -> bool:
    """Whether the harm is what a protest is against, not what came of it: "rallied against the killing of"."""
    if c.type != "PROTEST":
        return False
    below = [t for t in (at, *at.ancestors) if t.dep_ == "prep" and c.trigger.is_ancestor(t)]
    return any(t.lower_ in ("against", "over", "about", "for") for t in below)


def _enter(c: Candidate, measured: Measured, adds: bool) -> None:
    """Victims told one after the other with the same verb add up ("two soldiers and a civilian"); of anything else the
    first number stands."""
    kind, count = measured.kind, measured.count
    known = c.magnitudes.get(kind, 0.0)
    if kind in c.magnitudes and not adds:
        return
    if count.low is not None:
        c.magnitudes[kind] = plain(count.low + float(known))
    if count.high is not None:
        c.magnitudes.setdefault(f"{kind}_max", plain(count.high))
    if measured.currency is not None:
        c.magnitudes["currency"] = measured.currency


def timed_tokens(sheet: Sheet) -> set[int]:
    found: set[int] = set()
    for mention in sheet.times:
        span = sheet.doc.char_span(*mention.span, alignment_mode="expand")
        if span is not None:
            found.update(range(span.start, span.end))
    return found
