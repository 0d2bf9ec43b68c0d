"""Readings compared with what a careful reader wrote down beforehand (``tests/examples/expected``, ``tests/cases``).

An expectation names words, not offsets. A row is met where the reading has a record of the same kind that rests on those
words; ``misses`` gives a line for every row that is not met.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dragoman.ids import fold
from dragoman.records import Actor, Event, Party, PlaceRef, Pledge, Reading, Spans, Statement

Row = dict[str, Any]


def expected_files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.json"))


def load(path: Path) -> Row:
    row: Row = json.loads(path.read_text(encoding="utf-8"))
    return row


def misses(expected: Row, reading: Reading, *, must: bool) -> Iterator[str]:
    """One line for every expected row that the reading lacks; ``must``: of the rows so marked, or of the others."""
    for kind, met in (("actors", _actor), ("events", _event), ("statements", _statement), ("pledges", _pledge)):
        for row in expected.get(kind, ()):
            if bool(row.get("must", True)) == must and not met(row, reading):
                yield f"{kind}: {_label(kind, row)}"
    if must:
        yield from (f"not_events: {w}" for w in expected.get("not_events", ()) if _is_trigger(w, reading))
        yield from _head(expected, reading)


def rows(expected: Row, *, must: bool) -> int:
    """How many rows there are to be met."""
    kinds = ("actors", "events", "statements", "pledges")
    count = sum(bool(r.get("must", True)) == must for k in kinds for r in expected.get(k, ()))
    return count + (len(expected.get("not_events", ())) + 2 if must else 0)


def _head(expected: Row, reading: Reading) -> Iterator[str]:
    if expected.get("headline") and reading.dispatch.headline != expected["headline"]:
        yield f"headline: {expected['headline']}"
    day = reading.dispatch.published.day
    stated = day.isoformat() if day and reading.dispatch.published.how in ("stated", "given") else None
    day_expected = expected.get("published_given") or expected.get("published", stated)
    if stated != day_expected:
        yield f"published: {day_expected}"


def _label(kind: str, row: Row) -> str:
    if kind == "actors":
        return str(row["words"])
    if kind == "events":
        return f"{row['type']} {row['factuality']} {row.get('source')} > {row.get('target')}: {row['evidence'][:60]}"
    if kind == "statements":
        return f"{row['form']} {row['speaker']}: {row['content_begins']}"
    return f"{row['strength']} {row['who']}: {row['what']}"


def _actor(row: Row, reading: Reading) -> bool:
    for actor in reading.actors:
        named = any(_same(row["words"], m.of(reading.dispatch.text)) for m in actor.mentions)
        country = row.get("country") is None or actor.country == row["country"]
        if named and country and _sector(row.get("sectors") or [], actor):
            return True
    return False


def _sector(expected: list[str], actor: Actor) -> bool:
    """Whether the actor has one of the sectors that may be said of it; a country that acts stands for its government."""
    return not expected or bool(set(expected) & set(actor.sectors)) or (actor.kind == "country" and "GOV" in expected)


def _event(row: Row, reading: Reading) -> bool:
    types = {row["type"], *(row.get("also") or ())}
    for event in reading.events:
        if event.type not in types or event.factuality not in _accepted(row, "factuality"):
            continue
        if not _overlap(row["evidence"], (*event.trigger, *event.evidence), reading):
            continue
        sides = (*event.actors, *event.recipients) if not event.recipients or not row.get("target") else None
        if (
            _all_named(row.get("source"), sides or event.actors, reading)
            and _all_named(row.get("target"), sides or event.recipients, reading)
            and _circumstances(row, event, reading.dispatch.text)
        ):
            return True
    return False


def _circumstances(row: Row, event: Event, text: str) -> bool:
    if row.get("mode") and event.mode != row["mode"]:
        return False
    if row.get("place") and not (event.place and _at(row["place"], event.place, text)):
        return False
    if row.get("date"):
        when = event.when
        if when is None or when.start is None or when.end is None:
            return False
        return str(when.start).startswith(row["date"]) or str(when.start) <= row["date"] <= str(when.end)
    return True


def _at(words: str, place: PlaceRef, text: str) -> bool:
    return _same(words, place.name) or bool(place.span and _same(words, place.span.of(text)))


def _statement(row: Row, reading: Reading) -> bool:
    return any(
        s.form in _accepted(row, "form")
        and _speaks(row["speaker"], s, reading)
        and _begins(row["content_begins"], s.content, reading)
        for s in reading.statements
    )


def _speaks(words: str | None, statement: Statement, reading: Reading) -> bool:
    if words is None:
        return statement.speaker is None
    return statement.speaker is not None and _named(words, statement.speaker, reading)


def _begins(words: str, spans: Spans, reading: Reading) -> bool:
    """Whether some piece of the content begins with the words, give or take a first word such as "that"."""
    for span in spans:
        begun = fold(span.of(reading.dispatch.text))
        if begun.startswith(fold(words)) or begun.partition(" ")[2].startswith(fold(words)):
            return True
    return False


def _pledge(row: Row, reading: Reading) -> bool:
    return any(_same_pledge(row, p, reading) for p in reading.pledges)


def _same_pledge(row: Row, pledge: Pledge, reading: Reading) -> bool:
    if not _named(row["who"], pledge.who, reading) or pledge.strength not in _accepted(row, "strength"):
        return False
    if row.get("quantity") is not None and row["quantity"] not in (pledge.quantity, pledge.money):
        return False
    return _due(row.get("deadline"), pledge) and _overlap(row["what"], pledge.what, reading)


def _due(expected: str | None, pledge: Pledge) -> bool:
    """Whether the deadline is the one expected: the start of an ISO date, or words that stay relative."""
    if expected is None:
        return True
    due = pledge.deadline
    if due is None:
        return False
    days = (str(due.start), str(due.end))
    return any(d.startswith(expected) for d in days) or bool(due.words and _same(expected, due.words))


def _all_named(words: list[str] | None, parties: tuple[Party, ...], reading: Reading) -> bool:
    return all(any(_named(w, p, reading) for p in parties) for w in words or ())


def _named(words: str, party: Party, reading: Reading) -> bool:
    """Whether the party is the actor that the words name: by its words here, its name, or any of its mentions."""
    text = reading.dispatch.text
    if _same(words, party.name) or (party.span and _same(words, party.span.of(text))):
        return True
    actor = next((a for a in reading.actors if a.id == party.id), None)
    return actor is not None and any(_same(words, m.of(text)) for m in actor.mentions)


def _same(a: str, b: str) -> bool:
    """Whether one phrase holds the other, whole words only."""
    left, right = f" {fold(a)} ", f" {fold(b)} "
    return left in right or right in left


def _overlap(words: str, spans: Spans, reading: Reading) -> bool:
    wanted = fold(words)
    found = [fold(s.of(reading.dispatch.text)) for s in spans]
    return any(f and (wanted in f or f in wanted) for f in found)


def _is_trigger(words: str, reading: Reading) -> bool:
    return any(
        fold(t.of(reading.dispatch.text)) in fold(words) and _stands_in(words, t.start, reading)
        for e in reading.events
        for t in e.trigger
    )


def _stands_in(words: str, at: int, reading: Reading) -> bool:
    """Whether the offset lies inside the words, where they stand in the text."""
    start = reading.dispatch.text.find(words)
    return start <= at < start + len(words) if start >= 0 else False


def _accepted(row: Row, key: str) -> set[str]:
    """The value that is expected, and the others that a careful reader would let pass too."""
    return {*str(row[key]).split("|"), *(row.get(f"{key}_also") or ())}
