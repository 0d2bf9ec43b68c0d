"""``check pledges``: who undertakes or asks what, and of those found, which fields are right.

A predicted pledge meets a gold one of the same kind where the promisor is the same actor and the words of the act agree by more
than half (F1 over words). Several predicted with the same words and kind are one, promised by or asked of several. Promises
that are told as denied or alleged count only against gold ones told so.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from dragoman.check.gold import GoldItem, GoldPledge
from dragoman.check.phrases import phrase, same_actor
from dragoman.check.score import Counts, matched, rounded
from dragoman.ids import fold
from dragoman.records import Party, Pledge, Reading, Spans

KINDS = ("demand", "pledge", "threat")
FIELDS = ("quantity", "money", "deadline", "strength", "condition", "to")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Made:
    """What was read of one act of one actor: its pledge, and everyone it is made to or asked of."""

    pledge: Pledge
    to: tuple[Party, ...]


def score(items: Sequence[GoldItem], readings: Iterable[Reading]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Precision, recall and F1 of pledges, the share of fields right among those met, each field's, and F1 by kind."""
    found, by_kind = Counts(), {k: Counts() for k in KINDS}
    right = {f: Counts() for f in FIELDS}
    rows = []
    for item, reading in zip(items, readings, strict=True):
        gold, made = list(item.pledges or ()), list(made_in(reading, item.pledges or ()))
        pairs = matched(gold, made, partial(_same, reading))
        found.add(len(pairs), len(made), len(gold))
        for kind, counts in by_kind.items():
            met, ours = sum(g.kind == kind for g, _ in pairs), sum(m.pledge.kind == kind for m in made)
            counts.add(met, ours, sum(g.kind == kind for g in gold))
        wrong = []
        for g, m in pairs:
            for field, ok in _fields(g, m, reading):
                right[field].add(ok, 1, 1)
                if not ok:
                    wrong.append([_quoted(item, g.what), field])
        rows.append(_row(item, gold, made, pairs, wrong))
    shares = [c.precision for c in right.values()]
    result = {
        "items": len(items),
        **found.figures(),
        "fields": rounded(sum(shares) / len(shares)),
        **{f"{f}_right": rounded(c.precision) for f, c in right.items()},
        "kinds": {kind: counts.figures() for kind, counts in by_kind.items()},
    }
    return result, rows


def made_in(reading: Reading, gold: Sequence[GoldPledge]) -> Iterator[Made]:
    """The pledges of a reading in text order, those that only differ in whom they are made to together."""
    told = {"happened", *(g.factuality for g in gold)}
    together: dict[tuple[str, str, Spans], list[Pledge]] = {}
    for p in reading.pledges:
        if p.factuality in told:
            together.setdefault((p.kind, p.who.id, p.what), []).append(p)
    for same in together.values():
        yield Made(same[0], tuple(p.to for p in same if p.to is not None))


def _same(reading: Reading, gold: GoldPledge, made: Made) -> bool:
    if gold.kind != made.pledge.kind or gold.factuality != made.pledge.factuality:
        return False
    text = reading.dispatch.text
    ours, theirs = _words(text, made.pledge.what), _words(text, gold.what)
    agree = 2 * len(ours & theirs) > (len(ours) + len(theirs)) / 2
    return agree and _meets((made.pledge.who,), gold.who, reading)


def _words(text: str, spans: Spans) -> set[int]:
    """The words that begin inside the spans, by the offset of their first character."""
    return {m.start() for m in _WORD.finditer(text) for s in spans if s.start <= m.start() < s.end}


def _meets(parties: Sequence[Party], gold: Spans, reading: Reading) -> bool:
    """Whether one of the parties is one that the gold names: by its words there, another mention of it, its name, or, for a
    state, the official who speaks for it."""
    text = reading.dispatch.text
    wanted = [phrase(text, s) for s in gold]
    for party in parties:
        own = [a for a in reading.actors if a.id == party.id or (a.kind == "person" and a.country == party.id)]
        spans = {*([party.span] if party.span else ()), *(m for a in own for m in a.mentions)}
        if any(same_actor(phrase(text, s), w) for s in spans for w in wanted):
            return True
        if any(f" {fold(party.name)} " in f" {fold(w.words)} " for w in wanted):
            return True
    return False


def _fields(gold: GoldPledge, made: Made, reading: Reading) -> Iterator[tuple[str, bool]]:
    p = made.pledge
    same_unit = gold.quantity is None or _noun(gold.unit) == _noun(p.unit)
    yield "quantity", gold.quantity == p.quantity and same_unit
    yield "money", (gold.money, gold.currency) == (p.money, p.currency)
    due = (p.deadline.start, p.deadline.end) if p.deadline else (None, None)
    yield "deadline", due == ((_day(gold.deadline.start), _day(gold.deadline.end)) if gold.deadline else (None, None))
    yield "strength", gold.strength == p.strength
    yield "condition", bool(gold.condition) == (p.condition is not None)
    yield "to", _meets(made.to, gold.to, reading) if gold.to else not made.to


def _noun(unit: str | None) -> str:
    """The counted noun without its number: "police officers" and "officer" agree."""
    return fold(unit or "").split(" ")[-1].removesuffix("s")


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


def _row(
    item: GoldItem,
    gold: Sequence[GoldPledge],
    made: Sequence[Made],
    pairs: Sequence[tuple[GoldPledge, Made]],
    wrong: list[list[str]],
) -> dict[str, Any]:
    met, used = [g for g, _ in pairs], [m for _, m in pairs]
    missed = [[g.kind, _quoted(item, g.who), _quoted(item, g.what)] for g in gold if g not in met]
    spurious = [[m.pledge.kind, m.pledge.who.name, _quoted(item, m.pledge.what)] for m in made if m not in used]
    return {
        "id": item.id,
        "gold": len(gold),
        "predicted": len(made),
        "missed": missed,
        "spurious": spurious,
        "wrong": wrong,
    }


def _quoted(item: GoldItem, spans: Spans) -> str:
    return " … ".join(s.of(item.text) for s in spans)
