"""What one dispatch tells of pledges: its pledges, its news of pledges, and its answers to demands, in one shape."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any, Literal

from dragoman.ledgers import PledgeSide, PledgeState, PledgeTelling
from dragoman.records import Event, Party, Pledge, PledgeNews, Published, Reading, Spans

MADE = frozenset({"happened", "ongoing", "alleged", "recalled"})
"""Factualities of a pledge that was made, at least by somebody's account."""
ANSWERS: dict[str, PledgeState] = {"CONCEDE": "agreed", "AGREE": "agreed", "REJECT": "refused"}
"""PLOVER types that answer a demand."""
NOT_MADE = "not_made"
RecordKind = Literal["pledge", "news", "answer"]
OF_A_STATE = frozenset({"GOV", "MIL"})
OF_SOME_STATE = frozenset({*OF_A_STATE, "LEG", "DIP"})
ANYONE = "*"
"""Stands for the promisor where it is not known whose pledge it is."""
_STRANGER = re.compile(r"(P\.[\w-]+)\.[0-9a-f]{6}")


def tellings(reading: Reading, story: str | None = None) -> list[PledgeTelling]:
    """All that a dispatch tells of pledges, in the order of its text. ``story``: shared by the copies of one text.

    A pledge that was not made ("denied having promised") is among them, told as ``recalled`` and with ``why`` ``not_made``.
    """
    found = [
        *(_of_pledge(p, reading, story) for p in reading.pledges),
        *(_of_news(n, reading, story) for n in reading.pledge_news),
        *(_of_event(e, reading, story) for e in reading.events if e.type in ANSWERS and e.factuality == "happened"),
    ]
    return sorted(found, key=lambda t: (t.at, t.record, t.id))


def side_of(says: Party | None, who: Party | None, others: Iterable[Party]) -> PledgeSide | None:
    """Whose side the one who says it is on: the promisor's, that of those it is promised to or serves, or neither; ``None`` where nothing
    is known of them."""
    if says is None or key(says) == ANYONE or (who is not None and _may_speak_for(says, who)):
        return None
    if who is not None and key(says) == key(who):
        return "promisor"
    if any(key(says) == key(o) for o in others):
        return "recipient"
    return "third_party" if says.country or says.sectors else None


def _may_speak_for(says: Party, who: Party) -> bool:
    """A minister or general of nobody knows which country may speak for any government."""
    return (
        says.country is None
        and bool(OF_A_STATE & set(says.sectors))
        and "IGO" not in says.sectors
        and key(who).endswith(".GOV")
    )


@lru_cache(maxsize=20_000)
def key(party: Party) -> str:
    """The one who answers for what a party promises: a country, its ministers, ministries and army are one government; what a region's
    government promises, the region does. Anyone else answers alone; a stranger is the same under every description. ``ANYONE`` for "the
    government" of nobody knows which country."""
    parts = party.id.split(".")
    if party.country is None and party.id in OF_SOME_STATE:
        return ANYONE
    if party.country and parts[0] == party.country:
        second = parts[1] if len(parts) > 1 else "GOV"
        if second in OF_A_STATE:
            return f"{party.country}.GOV"
        return ".".join(parts[:2])
    if party.country and OF_A_STATE & set(party.sectors):
        return f"{party.country}.GOV"
    return match[1] if (match := _STRANGER.fullmatch(party.id)) else party.id


def known_on(published: Published) -> date | None:
    """The day by which a dispatch was known."""
    return published.end or published.start


def _of_pledge(p: Pledge, reading: Reading, story: str | None) -> PledgeTelling:
    told: PledgeState = "reaffirmed" if p.strength == "reaffirmed" else "announced"
    said = p.holder or _speaker(reading, p)
    made = _bare(reading, "pledge", p.id, p.evidence or p.what, story)
    return replace(
        made,
        told=told if p.factuality in MADE and p.factuality != "recalled" else "recalled",
        who=p.who,
        to=p.to,
        serves=p.serves,
        what=_joined(p.what, reading),
        kind=p.kind,
        deadline=p.deadline,
        strength=p.strength,
        says=said,
        side=side_of(said, p.who, [*filter(None, [p.to]), *p.serves]),
        why="" if p.factuality in MADE else NOT_MADE,
        **_amounts(p),
    )


def _of_news(n: PledgeNews, reading: Reading, story: str | None) -> PledgeTelling:
    return replace(
        _bare(reading, "news", n.id, n.evidence or n.what, story),
        told=n.news,
        who=n.who,
        to=n.to,
        serves=n.serves,
        what=_joined(n.what, reading),
        of=n.of,
        promised=n.promised,
        says=n.says,
        side=side_of(n.says, n.who, [*filter(None, [n.to]), *n.serves]),
        **_amounts(n),
    )


def _of_event(e: Event, reading: Reading, story: str | None) -> PledgeTelling:
    """An act by which a demand may be answered: the one who acts answers, those acted on are answered."""
    doer = e.actors[0] if e.actors else None
    said = e.holder or doer
    return replace(
        _bare(reading, "answer", e.id, e.evidence, story),
        told=ANSWERS[e.type],
        who=doer,
        to=e.recipients[0] if e.recipients else None,
        what=_joined(e.evidence, reading),
        says=said,
        side=side_of(said, None, e.recipients),
    )


def _bare(reading: Reading, record: RecordKind, id: str, evidence: Spans, story: str | None) -> PledgeTelling:
    """Where a telling stands, and the words that show it."""
    d = reading.dispatch
    return PledgeTelling(
        id=id,
        record=record,
        dispatch=d.id,
        publisher=d.publisher or d.credited_source,
        day=known_on(d.published),
        at=min((s.start for s in evidence), default=0),
        told="recalled",
        who=None,
        to=None,
        what="",
        evidence=evidence,
        words=tuple(s.of(d.text) for s in evidence),
        story=story,
    )


def _amounts(r: Pledge | PledgeNews) -> dict[str, Any]:
    """The number of things, or the sum: where the unit is a currency, the quantity is money."""
    if r.money is None and r.unit is not None and re.fullmatch("[A-Z]{3}", r.unit):
        return {"money": None if r.quantity is None else float(r.quantity), "currency": r.unit}
    if r.money is not None and r.currency in (r.unit, None):
        return {"money": r.money, "currency": r.currency or r.unit}
    return {"quantity": r.quantity, "unit": r.unit, "money": r.money, "currency": r.currency}


def _joined(spans: Spans, reading: Reading) -> str:
    return " ".join(s.of(reading.dispatch.text) for s in spans)


def _speaker(reading: Reading, p: Pledge) -> Party | None:
    """The one in whose words a pledge stands; of several, one who speaks for the promisor."""
    said = [s.speaker for s in reading.statements if s.speaker is not None and _stands_in(p.evidence, s.content)]
    return min(said, key=lambda s: key(s) != key(p.who), default=None)


def _stands_in(evidence: Spans, content: Spans) -> bool:
    return any(e.overlaps(c) for e in evidence for c in content)


def by_day(told: Iterable[PledgeTelling]) -> Iterator[PledgeTelling]:
    """In the order of time; those without a day first, for nothing says that they are new."""
    yield from sorted(told, key=lambda t: (t.day or date.min, t.dispatch, t.record == "answer", t.at, t.id))
