"""The passages that are learnt from: those of ``corpus/``, and users' own in the gold format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from dragoman.errors import UnknownName, UsageError
from dragoman.knowledge import ontology
from dragoman.models.labels import FACTUALITIES, NONE
from dragoman.records import Span, Spans

YIELD = "YIELD"
DEV_SHARE = 8
"""Of so many passages one is held out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusActor:
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusEvent:
    """One labelled event. ``type`` may be YIELD (CONCEDE or RETREAT), and NONE for a pair that is said to be unrelated.

    ``trigger`` empty: not labelled, and then ``mode`` and ``contexts`` are not learnt from where they are empty. ``factuality``: ``None`` where it is not
    labelled. ``holder``: the span of a marked actor; ``None``: the author, or nobody named.
    """

    type: str
    source: Spans = ()
    target: Spans = ()
    trigger: Spans = ()
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    factuality: str | None = None
    holder: Span | None = None
    form: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage: a gold item with triggers, all actors that are marked in it, and the topic of one without events.

    ``hard``: a near miss or an unusual construction. ``split``: "train" or "dev", which training never sees.
    """

    id: str
    text: str
    actors: tuple[CorpusActor, ...] = ()
    events: tuple[CorpusEvent, ...] = ()
    relations: tuple[CorpusEvent, ...] = ()
    topic: str | None = None
    hard: bool = False
    part: str = ""
    split: str = "train"


def is_held_out(text: str) -> bool:
    """Whether a passage belongs to the development part: one in ``DEV_SHARE``, by its text alone."""
    return int(hashlib.sha256(text.encode()).hexdigest(), 16) % DEV_SHARE == 0


def read_corpus(folder: Path) -> list[Passage]:
    """All passages of the files of a corpus. Raises ``UsageError`` where there are none, or a line is not sound."""
    found = [p for file in sorted(folder.glob("*.jsonl")) for p in read_passages(file)]
    if not found:
        raise UsageError(f"No passages in {str(folder)!r}. The corpus is the folder 'corpus' of the repository.")
    return found


def read_passages(file: Path) -> Iterator[Passage]:
    """The passages of a file in the gold format; ``relations`` count as events. Raises ``UsageError`` naming the line."""
    for number, line in enumerate(file.read_bytes().splitlines(), 1):
        if line.strip():
            try:
                passage = msgspec.json.decode(line, type=Passage)
                _check(passage)
            except (msgspec.MsgspecError, UsageError) as e:
                raise UsageError(f"{file.name}, line {number}: {e} The format is described in corpus/README.md.") from e
            marked = {s for e in passage.relations for s in (*e.source, *e.target)} | {a.span for a in passage.actors}
            yield replace(
                passage,
                actors=tuple(CorpusActor(span=s) for s in sorted(marked)),
                events=passage.events + passage.relations,
                relations=(),
            )


def _check(passage: Passage) -> None:
    for event in (*passage.events, *passage.relations):
        if event.type not in (YIELD, NONE):
            ontology.check(event.type, event.mode)
        if event.factuality not in (None, *FACTUALITIES):
            raise UnknownName("factuality", event.factuality or "", FACTUALITIES)
        for span in (*event.source, *event.target, *event.trigger):
            if not 0 <= span.start < span.end <= len(passage.text):
                raise UsageError(f"The span {list(span)} lies outside the text of {passage.id!r}.")
