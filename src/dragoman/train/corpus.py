"""The passages of ``corpus/``: what a label may be, and the files they lie in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.errors import UnknownName, UsageError
from dragoman.knowledge import ontology
from dragoman.records import FACTUALITIES, Span, Spans

FORMS = ("active", "passive", "nominal", "coordinated", "embedded", "headline")
TOPICS = (
    "sport", "arts", "fiction", "figure", "travel", "science", "health", "weather", "accident", "business", "markets",
    "crime", "court", "domestic", "interview", "profile", "history", "background", "opinion", "election",
)  # fmt: skip
DEV_SHARE = 8
"""Of so many passages one is held out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusActor:
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusEvent:
    """One labelled event; in the corpus all of it is told. ``trigger``: one span a word. ``mode`` ``None``: without mode. ``holder``: the span of a marked
    actor; ``None``: the author, or nobody named. ``form``: the grammar of the trigger, one of ``FORMS``."""

    type: str
    source: Spans
    target: Spans
    trigger: Spans
    mode: str | None
    contexts: tuple[str, ...]
    factuality: str | None
    holder: Span | None
    form: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage with all actors that are marked in it, and one of ``TOPICS`` where it holds no event.

    ``hard``: a near miss or an unusual construction. ``split``: "train", or "dev", which nothing is to be trained on.
    """

    id: str
    text: str
    actors: tuple[CorpusActor, ...]
    events: tuple[CorpusEvent, ...]
    topic: str | None
    hard: bool
    part: str
    split: str


def is_held_out(text: str) -> bool:
    """Whether a passage falls to the development part: one in ``DEV_SHARE``, by its text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % DEV_SHARE == 0


def read_corpus(folder: Path) -> list[Passage]:
    """All passages of the files of a corpus. Raises ``UsageError`` where there are none, or a line is not sound."""
    found = [p for file in sorted(folder.glob("*.jsonl")) for p in read_passages(file)]
    if not found:
        raise UsageError(f"No passages in {str(folder)!r}. The corpus is the folder 'corpus' of the repository.")
    return found


def read_passages(file: Path) -> Iterator[Passage]:
    """The passages of a file. Raises ``UsageError`` naming the line of one that is not sound."""
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        try:
            passage = msgspec.json.decode(line, type=Passage)
            check(passage)
        except (msgspec.MsgspecError, UsageError) as e:
            raise UsageError(f"{file.name}, line {number}: {e} The format is described in corpus/README.md.") from e
        yield passage


def check(passage: Passage) -> None:
    """Raises ``UsageError`` for an unknown label, a span outside the text, an actor that is not marked, and a passage that has
    neither an event nor a topic, or both."""
    if bool(passage.events) == bool(passage.topic):
        raise UsageError("A passage has events, or a topic (a line 'none TOPIC' in the markup), and not both.")
    if passage.topic is not None:
        _known("topic", passage.topic, TOPICS)
    _known("split", passage.split, ("train", "dev"))
    marked = {a.span for a in passage.actors}
    for span in (*marked, *(s for e in passage.events for s in e.trigger)):
        if not 0 <= span.start < span.end <= len(passage.text):
            raise UsageError(f"The span {list(span)} lies outside the text.")
    for event in passage.events:
        _check_event(event, marked)


def _check_event(event: CorpusEvent, marked: set[Span]) -> None:
    ontology.check(event.type, event.mode)
    for context in event.contexts:
        _known("context", context, ontology.CONTEXTS)
    _known("factuality", event.factuality, FACTUALITIES)
    _known("form", event.form, FORMS)
    if (type := ontology.in_time(event.type, event.factuality)) != event.type:
        raise UsageError(f"A {event.type} that is {event.factuality} is {type}.")
    if not event.trigger:
        raise UsageError(f"A {event.type} has no trigger.")
    if not event.source and not event.target:
        raise UsageError(f"A {event.type} needs a source or a target.")
    if unmarked := {*event.source, *event.target, *([event.holder] if event.holder else [])} - marked:
        raise UsageError(f"A {event.type} names actors that are not marked, at {sorted(map(list, unmarked))}.")


def _known(what: str, value: str | None, valid: Iterable[str]) -> None:
    if value is None or value not in valid:
        raise UnknownName(what, value or "", valid)
