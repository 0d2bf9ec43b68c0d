"""How well a telling fits the history of a pledge, with the reasons: whose it is, for whom, what, how much, and by when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from dragoman.knowledge.words.likenesses import senses
from dragoman.ledgers import PledgeTelling
from dragoman.link.tellings import ANYONE, key
from dragoman.records import Party, PledgeKind

GENERIC = 0.3
"""What words like "send" or "pay" count where nothing else is shared."""
ALONE = 0.75
"""What a single word of the thing counts, where that is all that is said of it."""
CLOSED = frozenset({"kept", "broken", "withdrawn", "agreed", "refused", "carried_out", "lifted"})
_MORE = re.compile(r"\b(?:more|additional|another|further|extra)\b", re.IGNORECASE)
_DEMAND = re.compile(r"\b(?:demand|request|call|appeal)(?:s|ed)?\b", re.IGNORECASE)
_FAR_APART = timedelta(days=45)
_LONG_AGO = timedelta(days=1100)
_SLACK = timedelta(days=7)


class Fit(NamedTuple):
    """``score``: 0 where it cannot be the same pledge; ``why``: the reason codes, most telling first."""

    score: float
    why: tuple[str, ...]


@dataclass(slots=True)
class Profile:
    """What tellings are compared by. ``aims``: those it is for; ``bodies``: those of them that
    are no country, each with the words of its name; ``names``: the words of all their names; ``lands``: their countries; ``senses``: the words of the thing; ``around``: with those of the sentences; ``things``:
    what is counted; ``figures``: all numbers told of it; ``ends``: the last deadline."""

    kind: PledgeKind | None = None
    whose: str | None = None
    to: str | None = None
    aims: set[str] = field(default_factory=set)
    bodies: dict[str, frozenset[str]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    lands: set[str] = field(default_factory=set)
    senses: dict[str, bool] = field(default_factory=dict)
    around: dict[str, bool] = field(default_factory=dict)
    things: set[str] = field(default_factory=set)
    figures: set[float] = field(default_factory=set)
    sums: set[tuple[float | None, str | None]] = field(default_factory=set)
    dispatches: set[str] = field(default_factory=set)
    news: set[tuple[str, str]] = field(default_factory=set)
    first: date | None = None
    last: date | None = None
    ends: date | None = None
    closed: date | None = None


def profile(told: Sequence[PledgeTelling]) -> Profile:
    """The profile of one telling, or of the history that several make, given in the order of time."""
    p = Profile()
    for t in told:
        if t.record != "answer":
            _add(p, t)
        if t.told in CLOSED and p.closed is None and len(told) > 1:
            p.closed = t.day
    return p


def _add(p: Profile, t: PledgeTelling) -> None:
    p.kind = p.kind or t.kind
    p.whose = p.whose or promisor(t)
    p.to = p.to or (key(t.to) if t.to else None)
    for party in _others(t):
        p.aims.add(key(party))
        if not key(party).endswith(".GOV"):
            p.bodies[key(party)] = frozenset(senses(party.name))
        p.names.update(senses(party.name))
        if party.country:
            p.lands.add(party.country)
    core, around = words_of(t)
    p.senses.update(core)
    p.around.update(around)
    if t.unit:
        p.things.add(next(reversed(senses(t.unit)), t.unit))
    told = [float(x) for x in (t.quantity, t.of) if x is not None]
    if t.money is None and t.currency is None:
        p.figures.update(told)
    else:  # "of the 4 million": the figure promised is a sum too
        p.sums |= {(x, t.currency) for x in (t.money, t.of)} if t.record == "news" else {(t.money, t.currency)}
    p.dispatches.add(t.dispatch)
    if t.record == "news":
        p.news.add((t.dispatch, t.told))
    p.first = p.first or t.day
    p.last = t.day or p.last
    if t.deadline is not None:
        p.ends = t.deadline.end or t.deadline.start or p.ends


def words_of(t: PledgeTelling) -> tuple[dict[str, bool], dict[str, bool]]:
    """The words of the thing, and with them those of the sentence, without the names of the promisor and of those it is for."""
    names = {w for party in (t.who, t.says, *_others(t)) if party for w in senses(party.name)}
    what, all_words = senses(t.what), senses(" ".join((t.what, *t.words)))
    return {w: g for w, g in what.items() if w not in names}, {w: g for w, g in all_words.items() if w not in names}


def hooks(t: PledgeTelling) -> tuple[tuple[str, str], ...]:
    """The pairs of promisor and word, aim or currency under which a telling files itself, and finds others."""
    core, around = words_of(t)
    own = core if sum(not generic for generic in core.values()) > 1 else around
    what = {w for w, generic in own.items() if not generic} | {key(p) for p in _others(t)}
    what |= {c for c in (t.currency,) if c}
    whose = set(filter(None, [promisor(t)]))
    if t.kind == "demand" and t.to:
        whose.add(key(t.to))  # so that the one asked finds the demand
    named = {key(p) for p in _others(t)}
    return tuple(sorted({(w, h) for w in whose for h in what} | {(ANYONE, h) for h in named}))


def asks(t: PledgeTelling) -> tuple[tuple[str, str], ...]:
    """Where a telling looks for the histories that it may belong to."""
    return tuple(h for h in hooks(t) if (h[0] == ANYONE) == (promisor(t) is None))


def promisor(t: PledgeTelling) -> str | None:
    """Who answers for the pledge; ``None`` where that is not known."""
    whose = key(t.who) if t.who else ANYONE
    return None if whose == ANYONE else whose


def fit(t: PledgeTelling, history: Profile) -> Fit:
    """How well a pledge or news of one continues a history."""
    p = profile([t])
    if veto := _cannot_be(t, p, history):
        return Fit(0.0, (veto,))
    reasons = [*_aims(p, history), *_words(p, history), *_amounts(t, p, history), *_times(t, p, history)]
    if p.dispatches & history.dispatches:
        vague = not (p.figures or p.sums or p.ends)
        reasons.append((0.2 if vague else 0.1, "same_dispatch"))
        if (t.dispatch, t.told) in history.news:
            reasons.append((0.2, "same_news"))
    reasons.sort(key=lambda r: -abs(r[0]))
    return Fit(round(sum(points for points, _ in reasons), 3), tuple(why for _, why in reasons))


def fit_answer(t: PledgeTelling, history: Profile) -> Fit:
    """How well an act or a pledge of the one asked answers a demand."""
    if history.kind != "demand" or t.who is None or key(t.who) != history.to:
        return Fit(0.0, ("other_actor",))
    if t.day and history.first and not history.first <= t.day <= history.first + _LONG_AGO:
        return Fit(0.0, ("too_early_or_late",))
    p = profile([replace(t, record="news")])
    shared, same_dispatch = _overlap(p, history), bool(p.dispatches & history.dispatches)
    if t.kind is not None and history.figures and not _numbers(t) & history.figures:
        return Fit(0.0, ("other_figure",))
    of_it = t.kind is None and same_dispatch and _DEMAND.search(" ".join(t.words)) is not None
    if shared < 0.5 and not of_it:
        return Fit(0.0, ("other_words",))
    reasons = [
        (0.6 * shared, "same_words"),
        (0.4 * of_it, "speaks_of_the_demand"),
        (0.1 * same_dispatch, "same_dispatch"),
    ]
    reasons.append((0.2 * (history.whose in p.aims), "to_the_one_who_asked"))
    return Fit(round(sum(points for points, _ in reasons), 3), tuple(why for points, why in reasons if points))


def _others(t: PledgeTelling) -> Iterable[Party]:
    return (*filter(None, (t.to,)), *t.serves)


def _cannot_be(t: PledgeTelling, p: Profile, history: Profile) -> str | None:
    if p.whose != history.whose and None not in (p.whose, history.whose):
        return "other_actor"
    if (p.whose is None or history.whose is None) and t.record == "pledge" and not p.dispatches & history.dispatches:
        return "nobody_knows_whose"
    if t.kind is not None and history.kind is not None and t.kind != history.kind:
        return "other_kind"
    if (p.sums and history.figures and not history.sums) or (p.figures and history.sums and not p.sums):
        return "money_or_things"
    if p.sums and history.sums and not {c for _, c in p.sums} & {c for _, c in history.sums}:
        return "other_currency"
    if t.record == "news" and t.day and history.first and t.day < history.first:
        return "before_the_pledge"
    return None


def _aims(p: Profile, history: Profile) -> list[tuple[float, str]]:
    if p.bodies.keys() & history.bodies.keys() or _alike(p, history) or (p.aims & history.aims and not p.bodies):
        return [(0.3, "same_aim")]
    if p.bodies and history.bodies:
        return [(-0.4, "other_aim")]
    if p.lands & history.lands or p.around.keys() & history.names or history.around.keys() & p.names:
        return [(0.2, "same_country")]
    if p.lands and history.lands:
        return [(-0.4, "other_aim")]
    return [(-0.1, "other_aim")] if p.aims and history.aims else []


def _alike(p: Profile, history: Profile) -> bool:
    """Whether one of the bodies bears the name of one of the others with words more: "EUFOR", "EUFOR Althea"."""
    pairs = ((a, b) for a in p.bodies.values() for b in history.bodies.values() if a and b)
    return any(a <= b or b <= a for a, b in pairs)


def _words(p: Profile, history: Profile) -> list[tuple[float, str]]:
    shared = _overlap(p, history)
    return [(0.4 * shared, "same_words")] if shared else []


def _overlap(p: Profile, history: Profile) -> float:
    """The share of the words of the one with fewer that the other has too: less where it is one word alone, little where it is
    generic words alone ("send")."""
    pairs = ((p, history), (history, p))
    share = max((_share(one, other) for one, other in pairs if _telling_words(one.senses)), default=0.0)
    if share:
        return share
    return GENERIC if p.senses.keys() & history.senses.keys() else 0.0


def _share(one: Profile, other: Profile) -> float:
    words = _telling_words(one.senses)
    share = len(words & other.around.keys()) / len(words)
    return share if len(words) > 1 else ALONE * share


def _telling_words(words: Mapping[str, bool]) -> set[str]:
    return {w for w, generic in words.items() if not generic}


def _amounts(t: PledgeTelling, p: Profile, history: Profile) -> list[tuple[float, str]]:
    found = []
    if p.things and history.things:
        found.append((0.15, "same_things") if p.things & history.things else (-0.5, "other_things"))
    if p.sums and history.sums:
        equal = {m for m, _ in p.sums if m is not None} & {m for m, _ in history.sums}
        if equal:
            found.append((0.4, "same_sum"))
        elif t.record == "pledge" and t.told != "reaffirmed":
            found.append((-0.2, "other_sum"))
    if p.figures and history.figures:
        if (p.figures | _numbers(t)) & history.figures:
            found.append((0.15, "same_figure"))
        elif t.record == "pledge":
            found.append((-0.3, "more_of_it") if _MORE.search(t.what) else (-0.1, "other_figure"))
    return found


def _numbers(t: PledgeTelling) -> set[float]:
    """The numbers in the words of a telling, as they are written."""
    given = {float(x) for x in (t.quantity, t.of) if x is not None}
    return given | {float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*", " ".join((t.what, *t.words)))}


def _times(t: PledgeTelling, p: Profile, history: Profile) -> list[tuple[float, str]]:
    found = []
    if p.ends and history.ends:
        if p.ends == history.ends:
            found.append((0.15, "same_deadline"))
        elif abs(p.ends - history.ends) > _FAR_APART:
            found.append((-0.2, "other_deadline"))
    if t.promised is not None and history.first and (t.promised.start or t.promised.end):
        start, end = t.promised.start or history.first, t.promised.end or history.first
        near = start - _SLACK <= history.first <= end + _SLACK
        found.append((0.2, "made_then") if near else (-0.4, "made_at_another_time"))
    if t.record == "pledge" and t.day and history.closed and t.day > history.closed:
        found.append((-0.3, "closed"))
    if t.day and history.last and abs(t.day - history.last) > _LONG_AGO:
        found.append((-0.2, "long_ago"))
    return found
