"""From weighed candidates to event records: ids, quad classes, intensity, CAMEO codes, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.errors import PartError
from dragoman.ids import content_id
from dragoman.reader.events.candidates import Candidate, is_public
from dragoman.reader.parties import Parties
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import span_of, subtree_span
from dragoman.records import Event, Party, Span

if TYPE_CHECKING:
    from spacy.tokens import Span as SpacySpan

VERSION = "events.v3"

NEARLY = 40
"""Characters: evidence that begins or ends so near the end of its sentence takes the rest of it, so that it reads whole."""

MADE_BY = (
    "parser",
    "model",
    "knowledge",
    "times",
    "actors",
    "places",
    "candidates",
    "judging",
    "factuality",
    "circumstances",
    "events",
)


def record_events(sheet: Sheet) -> None:
    """Sets ``sheet.events``. A candidate below the setting ``min_confidence`` is left undecided instead.

    Raises ``PartError`` for a candidate whose factuality no part has set.
    """
    from dragoman.reader.events.coding import retype

    events: dict[str, Event] = {}
    for candidate in sheet.candidates:
        if candidate.confidence * candidate.weight < sheet.settings.min_confidence:
            sheet.leave_undecided(span_of(candidate.words), "low_confidence", "events", (candidate.type,))
            continue
        if not of_public_life(candidate, sheet.parties, sheet.settings.min_confidence_private):
            sheet.leave_undecided(span_of(candidate.words), "no_public_actor", "events", (candidate.type,))
            continue
        event = _event(retype(candidate), sheet)
        events.setdefault(event.id, event)
    sheet.events = tuple(sorted(events.values(), key=lambda e: (e.trigger, e.id)))


def of_public_life(candidate: Candidate, parties: Parties, floor: float) -> bool:
    """Whether somebody of public life takes part: what private people say to one another or to a company is no politics.

    Violence and protest count whoever they come from, and so does a truce whose parties nobody names, where they are at
    least as sure as ``floor``: most harm that comes to private people in the news is crime or accident.
    """
    if any(is_public(p, parties) for p in (*candidate.sources, *candidate.targets)):
        return True
    by_anyone = candidate.type in ("ASSAULT", "PROTEST") or not (candidate.sources or candidate.targets)
    return by_anyone and candidate.confidence >= floor


def _event(c: Candidate, sheet: Sheet) -> Event:
    from dragoman.knowledge import ontology
    from dragoman.reader.parts import versions

    if c.factuality is None:
        raise PartError(f"The candidate {c.why!r} reached the events without a factuality.")
    trigger = tuple(Span(t.idx, t.idx + len(t.text)) for t in sorted(c.words, key=lambda t: t.i))
    parties = [[p.id for p in c.sources], [p.id for p in c.targets]]
    return Event(
        id=content_id("e", sheet.dispatch.id, c.type, c.mode, trigger, parties),
        type=c.type,
        mode=c.mode,
        contexts=c.contexts,
        quad=ontology.QUADS[c.type],
        cameo=ontology.cameo(c.type, c.mode, c.contexts, c.cameo),
        intensity=ontology.intensity(c.type, c.mode),
        actors=c.sources,
        recipients=c.targets,
        place=c.place,
        when=c.when,
        magnitudes=dict(c.magnitudes),
        factuality=c.factuality,
        holder=c.holder,
        trigger=trigger,
        evidence=c.evidence or evidence_of(c),
        confidence=round(c.confidence * c.weight, 3),
        why=c.why,
        made_by={n: v for n, v in versions(sheet.settings).items() if n in MADE_BY},
    )


def evidence_of(candidate: Candidate) -> tuple[Span, ...]:
    """The words an event rests on: the clause of its trigger, with the parties named in the same sentence."""
    sentence = _printed(candidate.trigger.sent)
    spans = [subtree_span(candidate.trigger), *_named(candidate.sources), *_named(candidate.targets)]
    inside = [s for s in spans if s.overlaps(sentence)]
    start, end = min(s.start for s in inside), max(s.end for s in inside)
    if start - sentence.start < NEARLY:
        start = sentence.start
    if sentence.end - end < NEARLY:
        end = sentence.end
    hull = Span(max(sentence.start, start), min(sentence.end, end))
    outside = sorted({s for s in spans if not s.overlaps(sentence)})
    return (hull, *outside)


def _printed(sentence: SpacySpan) -> Span:
    """A sentence without the white space, and the blanked dateline, at its ends."""
    return span_of([t for t in sentence if not t.is_space] or list(sentence))


def _named(parties: tuple[Party, ...]) -> list[Span]:
    return [p.span for p in parties if p.span is not None]
