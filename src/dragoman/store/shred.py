"""A reading, as rows of the tables: one dict a row, its keys the column names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

from dragoman.ids import fold
from dragoman.records import (
    Actor,
    Correction,
    Event,
    Party,
    Place,
    Reading,
    Span,
    Statement,
    TimeMention,
    Toll,
    Undecided,
)
from dragoman.store import ledger_rows as ledgers
from dragoman.store.cells import LIST, Row, codes, json_of, names, span_cells, versions, words

Rows = dict[str, list[Row]]
Parties = Mapping[str, Sequence[Party | None]]
Spans = Mapping[str, Sequence[Span | None]]
Record = TypeVar("Record")


def shred(readings: Iterable[Reading], sources: Mapping[str, str], now: datetime) -> Rows:
    """The rows of the readings, by table. ``now``: UTC without a time zone, for ``dispatches.added_at``."""
    rows: Rows = defaultdict(list)
    for reading in readings:
        rows["dispatches"].append(_dispatch(reading, sources.get(reading.dispatch.id), now))
        rows["actors"] += _numbered(reading, reading.actors, _actor)
        rows["places"] += _numbered(reading, reading.places, _place)
        rows["times"] += _numbered(reading, reading.times, _time)
        rows["events"] += _numbered(reading, reading.events, _event)
        rows["statements"] += _numbered(reading, reading.statements, _statement)
        rows["pledges"] += _numbered(reading, reading.pledges, ledgers.pledge_row)
        rows["pledge_news"] += _numbered(reading, reading.pledge_news, ledgers.news_row)
        rows["forces"] += _numbered(reading, reading.forces, ledgers.force_row)
        rows["moves"] += _numbered(reading, reading.moves, ledgers.move_row)
        rows["tolls"] += _numbered(reading, reading.tolls, _toll)
        rows["corrections"] += _numbered(reading, reading.corrections, _correction)
        rows["undecided"] += _numbered(reading, reading.undecided, _undecided)
        for kind, records, parties, spans in _attached(reading):
            for record in records:
                _attach(rows, reading, kind, record.id, parties(record), spans(record))
    return {table: table_rows for table, table_rows in rows.items() if table_rows}


def _attached(
    reading: Reading,
) -> Iterable[tuple[str, Sequence[Any], Callable[[Any], Parties], Callable[[Any], Spans]]]:
    """The records that have parties and spans of their own, by the kind under which these stand."""
    return (
        ("event", reading.events, event_parties, event_spans),
        ("statement", reading.statements, statement_parties, statement_spans),
        ("pledge", reading.pledges, ledgers.pledge_parties, ledgers.pledge_spans),
        ("news", reading.pledge_news, ledgers.news_parties, ledgers.news_spans),
        ("force", reading.forces, ledgers.force_parties, ledgers.force_spans),
        ("move", reading.moves, ledgers.move_parties, ledgers.move_spans),
    )


def writable(name: str) -> str:
    """A file's name in letters that a database keeps: bytes of it that are no UTF-8 become ``\\udc..``."""
    return name.encode("utf-8", "backslashreplace").decode()


def event_parties(event: Event) -> dict[str, Sequence[Party | None]]:
    return {"actor": event.actors, "recipient": event.recipients, "holder": (event.holder,)}


def statement_parties(statement: Statement) -> dict[str, Sequence[Party | None]]:
    return {"speaker": (statement.speaker,), "addressee": (statement.addressee,)}


def event_spans(event: Event) -> dict[str, Sequence[Span | None]]:
    return {
        "trigger": event.trigger,
        "evidence": event.evidence,
        "place": (event.place.span if event.place else None,),
        "when": (event.when.span if event.when else None,),
    }


def statement_spans(statement: Statement) -> dict[str, Sequence[Span | None]]:
    return {"cue": statement.cue, "content": statement.content, "evidence": statement.evidence}


def _numbered(reading: Reading, records: Sequence[Record], make: Callable[[Record, Reading], Row]) -> Iterator[Row]:
    """The records of one kind, in their order, each with the record itself."""
    for position, record in enumerate(records):
        row = {"dispatch_id": reading.dispatch.id, "position": position}
        yield row | make(record, reading) | {"record": json_of(record)}


def _attach(
    rows: Rows,
    reading: Reading,
    kind: str,
    record_id: str,
    parties: Mapping[str, Sequence[Party | None]],
    spans: Mapping[str, Sequence[Span | None]],
) -> None:
    """One row for each party and each span of a record."""
    owner = {"dispatch_id": reading.dispatch.id, "record_kind": kind, "record_id": record_id}
    text = reading.dispatch.text
    for role, named in parties.items():
        for position, party in enumerate(p for p in named if p is not None):
            rows["parties"].append(owner | {"role": role, "position": position} | _party(party, text))
    for role, pieces in spans.items():
        for position, span in enumerate(s for s in pieces if s is not None):
            rows["spans"].append(owner | {"role": role, "position": position} | span_cells(span, text))


def _party(party: Party, text: str) -> Row:
    span = party.span
    return {
        "actor_id": party.id,
        "name": party.name,
        "folded_name": fold(party.name),
        "country": party.country,
        "sectors": " ".join(party.sectors),
        "span_start": span.start if span else None,
        "span_end": span.end if span else None,
        "words": span.of(text) if span else None,
    }


def _dispatch(reading: Reading, source: str | None, now: datetime) -> Row:
    d = reading.dispatch
    return {
        "id": d.id,
        "headline": d.headline,
        "publisher": d.publisher,
        "credited_source": d.credited_source,
        "byline": d.byline,
        "language": d.language,
        "url": d.url,
        "published_start": d.published.start,
        "published_end": d.published.end,
        "published_how": d.published.how,
        "text": d.text,
        "source": None if source is None else writable(source),
        "raw_hash": d.raw_hash,
        "actors": len(reading.actors),
        "places": len(reading.places),
        "events": len(reading.events),
        "statements": len(reading.statements),
        "pledges": len(reading.pledges),
        "undecided": len(reading.undecided),
        "made_by": versions(reading.made_by),
        "added_at": now,
        "record": json_of(d),
    }


def _actor(actor: Actor, reading: Reading) -> Row:
    return {
        "id": actor.id,
        "name": actor.name,
        "folded_name": fold(actor.name),
        "kind": actor.kind,
        "country": actor.country,
        "sectors": " ".join(actor.sectors),
        "office": actor.office,
        "how": actor.how,
        "confidence": actor.confidence,
        "mentions": len(actor.mentions),
    }


def _place(place: Place, reading: Reading) -> Row:
    return {
        "id": place.id,
        "name": place.name,
        "country": place.country,
        "lat": place.lat,
        "lon": place.lon,
        "precision_kind": place.precision,
        "how": place.how,
        "confidence": place.confidence,
        "mentions": len(place.mentions),
    }


def _time(time: TimeMention, reading: Reading) -> Row:
    return span_cells(time.span, reading.dispatch.text) | {
        "value": time.value,
        "date_start": time.start,
        "date_end": time.end,
        "kind": time.kind,
        "precision_kind": time.precision,
    }


def _event(event: Event, reading: Reading) -> Row:
    text = reading.dispatch.text
    return (
        {
            "id": event.id,
            "type": event.type,
            "mode": event.mode,
            "contexts": " ".join(event.contexts),
            "quad": event.quad,
            "cameo": event.cameo,
            "intensity": event.intensity,
            "actors": names(event.actors),
            "actor_codes": codes(event.actors),
            "recipients": names(event.recipients),
            "recipient_codes": codes(event.recipients),
            "factuality": event.factuality,
            "holder": event.holder.name if event.holder else None,
            "trigger_words": words(event.trigger, text),
            "evidence": words(event.evidence, text),
            "confidence": event.confidence,
            "why": event.why,
            "made_by": versions(event.made_by),
        }
        | _event_date(event, reading)
        | _event_place(event)
        | _magnitudes(event)
    )


def _event_date(event: Event, reading: Reading) -> Row:
    """The event's own days where it has any, else those of its dispatch; ``date_source`` says which."""
    when, published = event.when, reading.dispatch.published
    row: Row = {"date_start": None, "date_end": None, "date_precision": None, "date_source": None}
    if when is not None and (when.start is not None or when.end is not None):
        row.update(date_start=when.start, date_end=when.end, date_precision=when.precision, date_source="event")
    elif published.start is not None or published.end is not None:
        row.update(date_start=published.start, date_end=published.end, date_source="dispatch")
    return row | {"date_words": when.words if when else None}


def _event_place(event: Event) -> Row:
    place = event.place
    return {
        "place_id": place.id if place else None,
        "place": place.name if place else None,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "place_precision": place.precision if place else None,
    }


def _magnitudes(event: Event) -> Row:
    """The counts that are numbers; a magnitude in words stands in the record alone."""
    numbers = ("killed", "injured", "arrested", "crowd", "troops", "money")
    found = {name: event.magnitudes.get(name) for name in numbers}
    row: Row = {name: value if isinstance(value, int | float) else None for name, value in found.items()}
    currency = event.magnitudes.get("currency")
    return row | {"currency": None if currency is None else str(currency)}


def _statement(statement: Statement, reading: Reading) -> Row:
    text = reading.dispatch.text
    speaker = statement.speaker
    return {
        "id": statement.id,
        "speaker": speaker.name if speaker else None,
        "speaker_codes": codes((speaker,)) if speaker else None,
        "office": statement.office,
        "form": statement.form,
        "cue": words(statement.cue, text),
        "content": words(statement.content, text),
        "addressee": statement.addressee.name if statement.addressee else None,
        "about": LIST.join(statement.about),
        "stances": LIST.join(f"{s.stance} {s.target}" for s in statement.stances),
        "topics": " ".join(statement.topics),
        "factuality": statement.factuality,
        "within_id": statement.within,
        "evidence": words(statement.evidence, text),
        "confidence": statement.confidence,
        "made_by": versions(statement.made_by),
    }


def _toll(toll: Toll, reading: Reading) -> Row:
    """Its days are those that its sentence names, else those of the dispatch."""
    published, when = reading.dispatch.published, toll.when
    return {
        "id": toll.id,
        "what": toll.what,
        "low": toll.low,
        "high": toll.high,
        "said": toll.said,
        "claimant": toll.claimant.name if toll.claimant else None,
        "date_start": when.start if when else published.start,
        "date_end": when.end if when else published.end,
        "evidence": words(toll.evidence, reading.dispatch.text),
        "made_by": versions(toll.made_by),
    }


def _correction(correction: Correction, reading: Reading) -> Row:
    text = reading.dispatch.text
    return {
        "id": correction.id,
        "kind": correction.kind,
        "old_words": correction.old.of(text) if correction.old else None,
        "new_words": correction.new.of(text) if correction.new else None,
        "evidence": words(correction.evidence, text),
        "made_by": versions(correction.made_by),
    }


def _undecided(undecided: Undecided, reading: Reading) -> Row:
    return span_cells(undecided.span, reading.dispatch.text) | {
        "reason": undecided.reason,
        "part": undecided.part,
        "candidates": LIST.join(undecided.candidates),
    }
