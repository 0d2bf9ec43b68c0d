"""Users' own labels: passages from a file in the gold format, of which the training takes as much as they tell."""

from __future__ import annotations

from pathlib import Path

from dragoman.check.gold import GoldItem, GoldRelation, read_gold
from dragoman.errors import UnknownName, UsageError
from dragoman.knowledge import ontology
from dragoman.models.labels import FACTUALITIES, NONE
from dragoman.train.corpus import CorpusActor, CorpusEvent, Passage, is_held_out

YIELD = "YIELD"
"""The type of labels that do not tell CONCEDE and RETREAT apart."""


def read_own(file: Path) -> list[Passage]:
    """The passages of a gold file, ``events`` and ``relations`` alike. A type may be ``YIELD``, and ``NONE`` for two actors that
    nothing relates; where ``trigger``, ``mode``, ``contexts`` or ``factuality`` is left out, it is not learnt from.

    Raises ``UsageError`` for a line that is not of the format, and a label that does not exist, naming the item.
    """
    return [_passage(item, file.name) for item in read_gold(file)]


def _passage(item: GoldItem, file: str) -> Passage:
    labels = (*(item.events or ()), *(item.relations or ()))
    try:
        events = tuple(_event(label) for label in labels)
    except UsageError as e:
        raise UsageError(f"{file}, item {item.id!r}: {e} The format is described in docs/train.md.") from e
    spans = {s for e in events for s in (*e.source, *e.target)} | {a.span for a in item.actors or ()}
    return Passage(
        id=item.id,
        text=item.text,
        actors=tuple(CorpusActor(span=s) for s in sorted(spans)),
        events=events,
        topic=None,
        hard=False,
        part=file,
        split="dev" if is_held_out(item.text) else "train",
    )


def _event(label: GoldRelation) -> CorpusEvent:
    if label.type not in (YIELD, NONE):
        ontology.check(label.type, label.mode)
    for context in label.contexts:
        if context not in ontology.CONTEXTS:
            raise UnknownName("context", context, ontology.CONTEXTS)
    if label.factuality not in (None, *FACTUALITIES):
        raise UnknownName("factuality", label.factuality or "", FACTUALITIES)
    return CorpusEvent(
        type=label.type,
        source=label.source,
        target=label.target,
        trigger=label.trigger,
        mode=label.mode,
        contexts=label.contexts,
        factuality=label.factuality,
        holder=None,
        form=None,
    )
