"""``check forces`` and ``check negotiations``: are the figures and moves of a text found, and are their fields right?

A record is found where one of the reading is of the same kind (figure and unit; move) and rests on words that overlap those of
the gold, one to one. Fields are judged on the records found; a field that is rightly empty is right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import partial
from typing import Any, TypeVar

from dragoman.check.gold import GoldForce, GoldItem, GoldMove
from dragoman.check.score import Counts, matched, rounded
from dragoman.ids import fold
from dragoman.knowledge.actors.lookup import owners_named
from dragoman.records import Force, Move, Party, PlaceRef, Reading, Spans, When

Gold = TypeVar("Gold", GoldForce, GoldMove)
Found = TypeVar("Found", Force, Move)
Judged = dict[str, bool]
SO = ("happened", "ongoing")
"""Both say that it is so; which of the two, the sets do not ask."""
HALF = 0.5


def score_forces(items: Sequence[GoldItem], readings: Iterable[Reading]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """``found``: precision, recall and F1 of the figures; ``fields``: share right of each field; ``fields_right``: of all."""
    pairs = [(i.id, i.text, i.forces or (), r.forces) for i, r in zip(items, readings, strict=True)]
    return _score(pairs, _same_figure, _judge_force)


def score_moves(items: Sequence[GoldItem], readings: Iterable[Reading]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """As :func:`score_forces`, for the moves of negotiations."""
    pairs = [(i.id, i.text, i.negotiations or (), r.moves) for i, r in zip(items, readings, strict=True)]
    return _score(pairs, _same_move, _judge_move)


def _score(
    pairs: Sequence[tuple[str, str, Sequence[Gold], Sequence[Found]]],
    same: Callable[..., bool],
    judge: Callable[[Gold, Found, str], Judged],
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    counts, judged, rows = Counts(), [], []
    for id, text, gold, found in pairs:
        hits = matched(gold, found, partial(same, text=text))
        counts.add(len(hits), len(found), len(gold))
        verdicts = [judge(g, f, text) for g, f in hits]
        judged += verdicts
        wrong = [sorted(k for k, ok in v.items() if not ok) for v in verdicts]
        rows.append({"id": id, "gold": len(gold), "predicted": len(found), "found": len(hits), "wrong": wrong})
    fields = {k: rounded(sum(v[k] for v in judged) / len(judged)) for k in (judged[0] if judged else ())}
    right = sum(ok for v in judged for ok in v.values())
    every = sum(len(v) for v in judged)
    return {
        "items": len(pairs),
        "found": counts.figures(),
        "f1": rounded(counts.f1),
        "fields": fields,
        "fields_right": rounded(right / every) if every else 0.0,
    }, rows


def _same_figure(gold: GoldForce, found: Force, text: str) -> bool:
    head = fold(gold.unit).split()[-1:]
    return (
        (gold.strength, gold.strength_max) == (found.strength, found.strength_max)
        and head == fold(found.unit).split()[-1:]
        and _overlap(gold.words, found.evidence)
    )


def _judge_force(gold: GoldForce, found: Force, text: str) -> Judged:
    return {
        "contributor": is_named(gold.contributor, found.contributor, text),
        "mission": is_named(gold.mission, found.mission, text),
        "place": is_place(gold.place, found.place, text),
        "change": gold.change == found.change,
        "as_of": is_when(gold.as_of, found.as_of),
        "factuality": _is_told(gold.factuality, found.factuality),
        "says": is_named(gold.says, found.says, text),
    }


def _same_move(gold: GoldMove, found: Move, text: str) -> bool:
    if gold.move != found.move or not _overlap(gold.words, found.evidence):
        return False
    return not gold.parties or any(is_named(g, p, text) for g in gold.parties for p in found.parties)


def _judge_move(gold: GoldMove, found: Move, text: str) -> Judged:
    return {
        "process": _is_process(gold.process, found),
        "parties": _are_named(gold.parties, found.parties, text),
        "to": _are_named(gold.to, found.to, text),
        "mediators": _are_named(gold.mediators, found.mediators, text),
        "what": _says(gold.what, found.what, text),
        "round": _says(gold.round, (found.round,) if found.round else (), text),
        "when": is_when(gold.when, found.when),
        "place": is_place(gold.place, found.place, text),
        "factuality": _is_told(gold.factuality, found.factuality),
        "says": is_named(gold.says, found.says, text),
    }


def is_named(gold: str | None, party: Party | None, text: str) -> bool:
    """Whether a party is the one that the gold names: by its name, by its words, or by what the tables know under the name."""
    if gold is None or party is None:
        return gold is None and party is None
    names = [party.name, party.span.of(text) if party.span is not None else ""]
    if any(_within(gold, name) for name in names):
        return True
    known = owners_named(gold)
    return party.id in known or (party.country is not None and party.country in known)


def is_place(gold: str | None, place: PlaceRef | None, text: str) -> bool:
    """As :func:`is_named`, for places."""
    if gold is None or place is None:
        return gold is None and place is None
    words = place.span.of(text) if place.span is not None else ""
    return _within(gold, place.name) or _within(gold, words) or place.country in owners_named(gold)


def is_when(gold: tuple[date, date] | None, when: When | None) -> bool:
    """Whether a time ends on the day that the gold ends on; "by the end of May" has no known beginning. A time whose words stay
    relative counts as none."""
    end = when.end if when is not None else None
    return end == (gold[1] if gold is not None else None)


def _are_named(gold: Sequence[str], parties: Sequence[Party], text: str) -> bool:
    return len(gold) == len(parties) and len(matched(gold, parties, lambda g, p: is_named(g, p, text))) == len(gold)


def _is_process(gold: str | None, found: Move) -> bool:
    """A process that the tables do not have is right under any id of its own."""
    return found.process.id.startswith("TALKS.") if gold is None else found.process.name == gold


def _is_told(gold: str, found: str) -> bool:
    return gold == found or (gold in SO and found in SO)


def _says(gold: str | None, spans: Spans, text: str) -> bool:
    """Whether two phrases share most of their words (F1 over words of at least one half)."""
    if gold is None or not spans:
        return gold is None and not spans
    left, right = fold(gold).split(), fold(" ".join(s.of(text) for s in spans)).split()
    shared = sum(min(left.count(w), right.count(w)) for w in set(left))
    return 2 * shared / (len(left) + len(right)) >= HALF


def _within(one: str, other: str) -> bool:
    a, b = f" {fold(one)} ", f" {fold(other)} "
    return bool(a.strip() and b.strip()) and (a in b or b in a)


def _overlap(one: Spans, other: Spans) -> bool:
    return any(a.overlaps(b) for a in one for b in other)
