"""From the tellings of one pledge to its history: the steps in the order of time, and how it stands after each.

A state needs words that show it. The one exception is ``overdue``: the calendar alone, asked for a day and never kept as a step.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.ids import fold
from dragoman.ledgers import PledgeEntry, PledgeHistory, PledgeState, PledgeStep, PledgeTelling
from dragoman.link.matching import CLOSED, hooks
from dragoman.link.tellings import key
from dragoman.records import Party, Strength, When, plain

RANKS: tuple[PledgeState, ...] = (
    *("announced", "contested", "recalled", "reaffirmed", "cut", "raised", "in_progress"),
    *("kept", "broken", "agreed", "withdrawn", "refused"),
)  # fmt: skip
"""The order of what is told on one day, and of what one dispatch tells: the last decides."""
SPOKEN = frozenset({"announced", "reaffirmed", "recalled"})
"""What only says that the pledge is there. Beside news of it in the same dispatch this is no step of its own."""
OF_A_THREAT: dict[str, PledgeState] = {"kept": "carried_out", "withdrawn": "lifted"}
SAME_NEWS = timedelta(days=2)
COPIED_WITHIN = timedelta(days=1)
_PART = re.compile(r"\b(?:first|initial|other|remaining|rest|last|final|some)\b", re.IGNORECASE)
_ADDED = r"\b(?:another|further|additional|second|other|remaining|last|final)"
_PARTY_ORDER = {"promisor": 0, "recipient": 1, "third_party": 2, None: 3}


@dataclass(frozen=True, slots=True)
class Standing:
    """How a pledge stands after a step."""

    state: PledgeState
    since: date | None
    told_by: PledgeTelling
    quantity: int | float | None = None
    unit: str | None = None
    money: float | None = None
    currency: str | None = None
    deadline: When | None = None
    delivered: int | float | None = None
    strength: Strength | None = None
    doubters: tuple[Party, ...] = ()
    closed: bool = False

    @property
    def figure(self) -> int | float | None:
        return self.quantity if self.money is None else plain(self.money)


@dataclass(frozen=True, slots=True)
class Chain:
    """A history as far as it goes: its tellings by step, each step, and how the pledge stood after it."""

    parts: tuple[tuple[PledgeTelling, ...], ...]
    steps: tuple[PledgeStep, ...]
    standings: tuple[Standing, ...]


def chain(told: Sequence[PledgeTelling]) -> Chain:
    """The steps that the tellings of one pledge make, in whatever order they are given."""
    kind = next((t.kind for t in told if t.record == "pledge" and t.kind), "pledge")
    told = _sided(told)
    parts: list[list[PledgeTelling]] = []
    steps: list[PledgeStep] = []
    standings: list[Standing] = []
    for part in _parts(told):
        original = next((i for i, s in enumerate(steps) if _is_copy(part, s, parts[i])), None)
        if original is not None:
            parts[original] += part
            steps[original] = _with_copy(steps[original], part)
            continue
        standing = _after(part, standings[-1] if standings else None, kind)
        state = standing.state if standing.told_by in part else "recalled"
        parts.append(part)
        steps.append(_step(part, state))
        standings.append(standing)
    return Chain(tuple(tuple(p) for p in parts), tuple(steps), tuple(standings))


def entries(history: str, told: Sequence[PledgeTelling]) -> list[PledgeEntry]:
    """The tellings in their places in a history, for keeping."""
    made = chain(told)
    return [
        PledgeEntry(
            telling=t,
            history=history,
            step=number,
            told=made.steps[number].state,
            state=standing.state,
            quantity=standing.figure,
            delivered=standing.delivered,
            due=due(standing, told),
            hooks=hooks(t),
        )
        for number, (part, standing) in enumerate(zip(made.parts, made.standings, strict=True))
        for t in part
    ]


def history(id: str, told: Iterable[PledgeTelling], as_of: date) -> PledgeHistory | None:
    """The history by what was known on a day; ``None`` where nothing was. ``overdue`` is told by the calendar of that day."""
    known = [t for t in told if t.day is None or t.day <= as_of]
    pledges = [t for t in known if t.record == "pledge"]
    if not pledges:
        return None
    made = chain(known)
    now = made.standings[-1]
    last_day = due(now, known)
    late = last_day is not None and last_day < as_of
    who = _named_best([t.who for t in known if t.who is not None and t.record != "answer"])
    assert who is not None
    return PledgeHistory(
        id=id,
        kind=pledges[0].kind or "pledge",
        who=who,
        to=_named_best([t.to for t in known if t.to is not None and t.record != "answer"]),
        what=max((t.what for t in pledges), key=len),
        serves=tuple({key(s): s for t in known for s in t.serves}.values()),
        strength=now.strength,
        quantity=now.quantity,
        unit=now.unit,
        money=now.money,
        currency=now.currency,
        delivered=now.delivered,
        deadline=now.deadline,
        due=last_day,
        state="overdue" if late else now.state,
        since=last_day + timedelta(days=1) if late and last_day is not None else now.since,
        says=None if late else now.told_by.says,
        side=None if late else now.told_by.side,
        doubters=now.doubters,
        steps=made.steps,
    )


def due(now: Standing, told: Sequence[PledgeTelling]) -> date | None:
    """The last day of the deadline, for a pledge or demand that is still open; a threat, and what is only considered, is never due."""
    kind = next((t.kind for t in told if t.record == "pledge"), None)
    if now.closed or kind == "threat" or now.strength == "considering" or now.deadline is None:
        return None
    return now.deadline.end


def _sided(told: Sequence[PledgeTelling]) -> list[PledgeTelling]:
    """With the sides of those who speak by all that the history tells of whom it is for."""
    others = {key(p) for t in told if t.record != "answer" for p in (t.to, *t.serves) if p is not None}
    return [
        replace(t, side="recipient")
        if t.side in ("third_party", None) and t.says is not None and key(t.says) in others
        else t
        for t in told
    ]


def _parts(told: Iterable[PledgeTelling]) -> list[list[PledgeTelling]]:
    """The tellings that make one step each: those of one dispatch that tell the same; mere mentions go with what else it tells."""
    by_dispatch: dict[str, list[PledgeTelling]] = {}
    for t in sorted(told, key=lambda t: (t.day or date.min, t.dispatch)):
        by_dispatch.setdefault(t.dispatch, []).append(t)
    first = next(iter(by_dispatch), None)
    parts = []
    for of_one in by_dispatch.values():
        spoken = [t for t in of_one if t.told in SPOKEN]
        news: dict[str, list[PledgeTelling]] = {}
        for t in of_one:
            if t.told not in SPOKEN:
                news.setdefault(t.told, []).append(t)
        strongest = max((n for n in news if n != "contested"), key=lambda n: RANKS.index(n), default=None)
        if spoken and strongest is not None:
            news[strongest] += spoken
        elif "contested" in news and of_one[0].dispatch != first and not any(map(_is_own_word, spoken)):
            news["contested"] += spoken
        elif spoken:
            parts.append(spoken)
        parts += news.values()
    ordered = [sorted(p, key=lambda t: (t.told in SPOKEN, t.at, t.id)) for p in parts]
    return sorted(ordered, key=lambda p: (p[0].day or date.min, _rank(p), p[0].dispatch))


def _is_own_word(t: PledgeTelling) -> bool:
    """Whether the promisor makes the pledge again."""
    return t.told == "reaffirmed" or (t.told == "announced" and t.side == "promisor")


def _rank(part: Sequence[PledgeTelling]) -> int:
    return max(RANKS.index(t.told) for t in part) if part[0].told in SPOKEN else RANKS.index(part[0].told)


def _after(part: Sequence[PledgeTelling], before: Standing | None, kind: str) -> Standing:
    """How the pledge stands after a step; ``told_by`` stays the earlier telling where the step changes nothing."""
    lead = part[0]
    base = _terms(before or Standing("announced", lead.day, _teller(part)), part)
    if before is None or base.figure is None:
        base = _with_figure(base, _figure(part) if _figure(part) is not None else lead.of, part)
    if lead.told not in SPOKEN:
        return _changed(part, base, kind)
    return _spoken(part, before, base)


def _terms(base: Standing, part: Sequence[PledgeTelling]) -> Standing:
    """The deadline, unit and strength as told last; the figures stay as they were."""
    deadlines = [t.deadline for t in part if t.deadline is not None and t.deadline.end is not None]
    strengths = [t.strength for t in part if t.strength is not None]
    return replace(
        base,
        deadline=max(deadlines, key=lambda w: w.end or date.min) if deadlines else base.deadline,
        unit=base.unit or next((t.unit for t in part if t.unit is not None and t.told in SPOKEN), None),
        currency=base.currency or next((t.currency for t in part if t.currency is not None), None),
        strength=strengths[0] if strengths and (strengths[0] != "reaffirmed" or not base.strength) else base.strength,
    )


def _spoken(part: Sequence[PledgeTelling], before: Standing | None, base: Standing) -> Standing:
    """After the pledge is made, made anew with other figures, repeated by the promisor, or only spoken of."""
    said = [t for t in part if t.told != "recalled" and t.side != "third_party"]
    figure, old = _figure(said), base.figure
    again = any(t.told == "reaffirmed" for t in said)
    state: PledgeState | None = None
    if before is None:
        state = "reaffirmed" if again else "announced"
    elif figure is not None and old is not None and figure > old:
        state = "raised"
    elif figure is not None and old is not None and figure < old and _is_cut(said, before):
        state = "cut"
    elif any(map(_is_own_word, said)):
        fresh = before.state == "announced" and _within(before.since, part[0].day, SAME_NEWS)
        state = "announced" if fresh and not again else "reaffirmed"
    if state is None:
        return base
    if state in ("raised", "cut"):
        base = _with_figure(base, figure, part)
    since = base.since if before is not None and state == before.state else part[0].day
    return replace(base, state=state, since=since, told_by=_teller(part), closed=False)


def _is_cut(said: Sequence[PledgeTelling], before: Standing) -> bool:
    """Whether a smaller figure is that of the whole: not a part of it, and not for another day."""
    if before.delivered is not None or _PART.search(" ".join(w for t in said for w in (t.what, *t.words))):
        return False
    ends = {t.deadline.end for t in said if t.deadline is not None}
    return not ends or before.deadline is None or before.deadline.end in ends


def _changed(part: Sequence[PledgeTelling], base: Standing, kind: str) -> Standing:
    """After news of the pledge."""
    news = [t for t in part if t.told not in SPOKEN]
    lead, state = news[0], news[0].told
    if state in ("raised", "cut"):
        base = _with_figure(base, _amount(news) if _amount(news) is not None else _figure(part), part)
    elif state in ("in_progress", "kept"):
        base, state = _delivered(news, base, state)
    elif state == "contested":
        known = {key(d) for d in base.doubters}
        base = replace(base, doubters=(*base.doubters, *(t.says for t in news if t.says and key(t.says) not in known)))
    if kind == "threat":
        state = OF_A_THREAT.get(state, state)
    closed = state in CLOSED or (state == "contested" and base.closed)
    since = base.since if state == base.state and base.told_by not in part else lead.day
    return replace(base, state=state, since=since, told_by=_teller(news), closed=closed)


def _delivered(news: Sequence[PledgeTelling], base: Standing, state: PledgeState) -> tuple[Standing, PledgeState]:
    """How much has come about: what is told, or the sum where the words add it to what came before. All of it is ``kept``,
    and less than all is not."""
    told, before = _amount(news), base.delivered
    if told is None:
        return (replace(base, delivered=base.figure), "kept") if state == "kept" else (base, state)
    if before is not None and not _within(base.since, news[0].day, SAME_NEWS) and _adds(news, told):
        told = before + told
    elif before is not None and state != "kept":
        told = max(before, told)
    if base.figure is None:
        return replace(base, delivered=told), state
    return replace(base, delivered=told), "kept" if told >= base.figure else "in_progress"


def _adds(news: Sequence[PledgeTelling], told: int | float) -> bool:
    """Whether the words add a number to an earlier one: "another 50", "the remaining 100"."""
    number = f"{told:,}|{told}" if told < 1_000_000 else r"[\d.,]+"
    return any(
        re.search(rf"{_ADDED}\s+(?:[\w$€£]+\s+)?\W?(?:{number})\b", w, re.IGNORECASE) for t in news for w in t.words
    )


def _amount(part: Sequence[PledgeTelling]) -> int | float | None:
    given = (plain(t.money) if t.money is not None else t.quantity for t in part)
    return next((g for g in given if g is not None), None)


def _figure(part: Sequence[PledgeTelling]) -> int | float | None:
    """The largest figure told of the pledge: "200 soldiers", of whom "the other 100 are due"."""
    given = [plain(t.money) if t.money is not None else t.quantity for t in part if t.told in SPOKEN]
    return max((g for g in given if g is not None), default=None)


def _with_figure(base: Standing, figure: int | float | None, part: Sequence[PledgeTelling]) -> Standing:
    if figure is None:
        return base
    in_money = base.money is not None or base.currency is not None or any(t.money is not None for t in part)
    return replace(base, money=float(figure)) if in_money else replace(base, quantity=figure)


def _within(one: date | None, other: date | None, span: timedelta) -> bool:
    return one is not None and other is not None and abs(other - one) <= span


def _teller(part: Sequence[PledgeTelling]) -> PledgeTelling:
    """The telling whose voice counts most: the promisor's, then the recipient's, then another's, then the dispatch's own."""
    return min(part, key=lambda t: (_PARTY_ORDER[t.side], t.says is None, t.at, t.id))


def _step(part: Sequence[PledgeTelling], state: PledgeState) -> PledgeStep:
    lead, teller = part[0], _teller(part if part[0].told in SPOKEN else [t for t in part if t.told not in SPOKEN])
    words = dict.fromkeys(
        (w, s) for t in sorted(part, key=lambda t: t.at) for w, s in zip(t.words, t.evidence, strict=True)
    )
    spoken = lead.told in SPOKEN
    in_money = any(t.money is not None for t in part)
    figure = _figure(part) if spoken else _amount(part)
    return PledgeStep(
        dispatch=lead.dispatch,
        publisher=lead.publisher,
        day=lead.day,
        state=state,
        says=teller.says,
        side=teller.side,
        quantity=None if in_money else figure,
        of=next((t.of for t in part if t.of is not None), None),
        unit=next((t.unit for t in part if t.unit is not None), None),
        money=float(figure) if in_money and figure is not None else None,
        currency=next((t.currency for t in part if t.currency is not None), None),
        deadline=next((t.deadline for t in part if t.deadline is not None and t.deadline.end is not None), None),
        evidence=tuple(s for _, s in words),
        words=tuple(w for w, _ in words),
        records=tuple(t.id for t in part),
        copies=(),
        score=lead.score,
        why=lead.why,
    )


def _is_copy(part: Sequence[PledgeTelling], step: PledgeStep, original: Sequence[PledgeTelling]) -> bool:
    """Whether a step is an earlier one in a copy of its text: of the same story, or in the same words a day later at most."""
    lead, first = part[0], original[0]
    if lead.dispatch == first.dispatch or _kind_of(lead) != _kind_of(first):
        return False
    if lead.story is not None and lead.story == first.story:
        return True
    if lead.day is None or step.day is None or lead.day - step.day > COPIED_WITHIN:
        return False
    return {fold(w) for t in part for w in t.words} <= {fold(w) for w in step.words}


def _kind_of(t: PledgeTelling) -> str:
    return "spoken" if t.told in SPOKEN else t.told


def _with_copy(step: PledgeStep, part: Sequence[PledgeTelling]) -> PledgeStep:
    copies = dict.fromkeys((*step.copies, part[0].dispatch))
    return replace(step, copies=tuple(copies), records=(*step.records, *(t.id for t in part)))


def _named_best(parties: Sequence[Party]) -> Party | None:
    """The party of the commonest key, by the name of the country or organisation itself where it is named so."""
    if not parties:
        return None
    keys = [key(p) for p in parties]
    commonest = max(dict.fromkeys(keys), key=keys.count)
    of_it = [p for p in parties if key(p) == commonest]
    return min(of_it, key=lambda p: (p.id.count("."), p.id.startswith(("P.", "S."))))
