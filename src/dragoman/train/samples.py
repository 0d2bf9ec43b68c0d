"""From passages to what the network learns from: token ids, and pairs of actors with the answers that are right for them.

A passage of several sentences is learnt from whole in some epochs and sentence by sentence in others, since reading goes by sentences. Every event
gives pairs with its trigger and without; what is no event is learnt from marked actors that nothing relates, from sides
exchanged, and from words that the lexicon takes for event words where the passage has no event. Where an event is labelled without its trigger,
as users' own data may be, no word of its passage is taken for one that triggers nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import TYPE_CHECKING, Any

from dragoman.models.labels import CONTEXTS, DIRECTIONS, FACTUALITIES, MODES, NONE, TYPES
from dragoman.reader.syntax import span_of
from dragoman.records import Span
from dragoman.train.corpus import CorpusEvent, Passage
from dragoman.train.own import YIELD
from dragoman.train.recombine import moved, recombine

if TYPE_CHECKING:
    from tokenizers import Tokenizer

MAX_TOKENS = 160
MAX_UNRELATED = 6
"""So many pairs of actors that nothing relates are learnt from in one text: more would drown those that something does."""

SENTENCES = 0.6
"""So often is a passage of several sentences learnt from sentence by sentence, as reading goes; else whole."""

UNKNOWN = -1

Tokens = Callable[[Iterable[Span]], tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Pair:
    """Token numbers of source, target and trigger (empty: absent), and the answers; ``UNKNOWN`` ones are not learnt from.
    ``types`` are alternatives that are all right: two events may relate a pair."""

    source: tuple[int, ...]
    target: tuple[int, ...]
    trigger: tuple[int, ...]
    types: tuple[int, ...]
    mode: int = UNKNOWN
    contexts: tuple[int, ...] | None = None
    factuality: int = UNKNOWN
    direction: int = UNKNOWN


@dataclass(slots=True)
class Sample:
    """One text to learn from. ``words``: for the first token of each word the type it triggers, 0 for none."""

    tokens: list[int]
    pairs: list[Pair]
    words: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A passage with what the parser and the lexicon see in it: ``windows`` to learn from, ``feigned`` event words, ``words``."""

    passage: Passage
    windows: tuple[Span, ...]
    feigned: tuple[Span, ...]
    words: tuple[Span, ...]


def prepare(passages: Iterable[Passage]) -> list[Prepared]:
    """The passages, parsed once for all epochs."""
    from dragoman.reader.events.frames import find_frames
    from dragoman.reader.parse import parse_many

    found = []
    for doc, passage in parse_many((p.text, p) for p in passages):
        sentences = [Span(s.start_char, s.end_char) for s in doc.sents]
        whole = Span(0, len(passage.text))
        triggers = [s for e in passage.events for s in e.trigger]
        lexical = [span_of([f.trigger]) for f in find_frames(doc) if not f.governed]
        feigned = [s for s in lexical if not any(s.overlaps(t) for t in triggers)]
        words = tuple(span_of([t]) for t in doc if not t.is_space and not t.is_punct)
        windows = (whole, *sentences) if len(sentences) > 1 else (whole,)
        found.append(Prepared(passage, windows, tuple(feigned), words))
    return found


def samples(
    prepared: Iterable[Prepared], tokenizer: Tokenizer, chance: random.Random, recombined: float
) -> list[Sample]:
    """The samples of one epoch: other pairs that nothing relates are drawn in each, and other countries put into a share
    ``recombined`` of the passages."""
    found = []
    for p in prepared:
        if chance.random() < recombined:
            p = _recombined(p, chance)
        whole, *sentences = p.windows
        for window in sentences if sentences and chance.random() < SENTENCES else [whole]:
            sample = _sample(p, window, tokenizer, chance)
            if sample is not None and sample.pairs:
                found.append(sample)
    return found


def _recombined(p: Prepared, chance: random.Random) -> Prepared:
    moves = recombine(p.passage.text, chance)
    windows, feigned, words = (tuple(moves.span(s) for s in spans) for spans in (p.windows, p.feigned, p.words))
    return Prepared(moved(p.passage, moves), windows, feigned, words)


def _sample(p: Prepared, window: Span, tokenizer: Tokenizer, chance: random.Random) -> Sample | None:
    passage = p.passage
    encoding = tokenizer.encode(passage.text[window.start : window.end])
    if len(encoding.ids) > MAX_TOKENS:
        return None
    places = [(i, s + window.start, e + window.start) for i, (s, e) in enumerate(encoding.offsets) if e > s]

    def tokens(spans: Iterable[Span]) -> tuple[int, ...]:
        return tuple(sorted({i for span in spans for i, s, e in places if s < span.end and span.start < e}))

    inside = [e for e in passage.events if _within([*e.source, *e.target, *e.trigger], window)]
    actors = [a.span for a in passage.actors if window.covers(a.span)]
    pairs = [x for e in inside for x in _of_event(e, inside, actors, tokens, chance)]
    pairs += _unrelated(inside, actors, tokens, chance)
    told = all(e.trigger for e in passage.events)
    for span in p.feigned if told else ():
        if window.covers(span):
            two = chance.sample(actors, min(2, len(actors)))
            pairs.append(_none(tokens(two[:1]), tokens(two[1:]), tokens([span])))
    typed = {s: _types(e)[0] for e in passage.events for s in e.trigger[:1]}
    marked = {}
    for word in p.words if told else ():
        if window.covers(word) and (first := tokens([word])):
            marked[first[0]] = next((t for s, t in typed.items() if s.overlaps(word)), 0)
    return Sample(list(encoding.ids), pairs, marked)


def _within(spans: Sequence[Span], window: Span) -> bool:
    return all(window.covers(s) for s in spans)


def _of_event(
    event: CorpusEvent, events: Sequence[CorpusEvent], actors: list[Span], tokens: Tokens, chance: random.Random
) -> Iterator[Pair]:
    """The pairs of one event: as coded with its trigger, each source with each target without it, and what is wrong."""
    source, target, trigger = tokens(event.source), tokens(event.target), tokens(event.trigger)
    type = _types(event)
    if event.type == NONE:
        yield _none(source, target, trigger)
        return
    right = _right(event)
    mutual = not event.target and len(event.source) > 1
    way = DIRECTIONS.index("mutual" if mutual else "forward")
    yield Pair(source, target, trigger, type, **right, direction=way)
    sides = list(permutations(event.source, 2)) if mutual else [(s, t) for s in event.source for t in event.target]
    for s, t in sides[:4]:
        types = _types_between(s, t, events)
        alone = right if len(types) == 1 else {}
        yield Pair(tokens([s]), tokens([t]), (), types, **alone, direction=way)
    if mutual:
        yield Pair(source, (), (), type, **right, direction=way)
        return
    if source and target:
        yield _none(target, source, trigger, "backward")
        if trigger:
            yield from (Pair(s, t, trigger, type, **right) for s, t in ((source, ()), ((), target), ((), ())))
    elif source or target:
        yield Pair(source, target, (), type, **right, direction=way)
    others = [a for a in actors if a not in (*event.source, *event.target)]
    if others and source:
        other = tokens([chance.choice(others)])
        yield _none(other, target, trigger)
        if target:
            yield _none(source, other, trigger)


def _right(event: CorpusEvent) -> dict[str, Any]:
    """What is known of an event beside its type. An event without its trigger is not labelled to the last."""
    whole = bool(event.trigger)
    return {
        "mode": MODES.index((event.type, event.mode)) if event.mode or (whole and event.type != YIELD) else UNKNOWN,
        "contexts": tuple(CONTEXTS.index(c) for c in event.contexts) if whole or event.contexts else None,
        "factuality": FACTUALITIES.index(event.factuality) if event.factuality else UNKNOWN,
    }


def _types(event: CorpusEvent) -> tuple[int, ...]:
    return tuple(TYPES.index(t) for t in (("CONCEDE", "RETREAT") if event.type == YIELD else (event.type,)))


def _types_between(source: Span, target: Span, events: Sequence[CorpusEvent]) -> tuple[int, ...]:
    found = [t for e in events if _relates(e, source, target) for t in _types(e)]
    return tuple(dict.fromkeys(found))


def _relates(event: CorpusEvent, source: Span, target: Span) -> bool:
    if event.target:
        return source in event.source and target in event.target
    return source in event.source and target in event.source


def _unrelated(
    events: Sequence[CorpusEvent], actors: list[Span], tokens: Tokens, chance: random.Random
) -> Iterator[Pair]:
    """Pairs of marked actors that nothing relates in that direction; those related the other way round all of them."""
    free = [(a, b) for a, b in permutations(actors, 2) if not _types_between(a, b, events)]
    turned = [(a, b) for a, b in free if _types_between(b, a, events)]
    rest = [x for x in free if x not in turned]
    for a, b in turned:
        yield _none(tokens([a]), tokens([b]), (), "backward")
    for a, b in chance.sample(rest, min(MAX_UNRELATED, len(rest))):
        yield _none(tokens([a]), tokens([b]), ())


def _none(source: tuple[int, ...], target: tuple[int, ...], trigger: tuple[int, ...], way: str = "none") -> Pair:
    return Pair(source, target, trigger, (TYPES.index(NONE),), direction=DIRECTIONS.index(way))
