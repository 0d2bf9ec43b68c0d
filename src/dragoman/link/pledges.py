"""Which tellings are of one pledge: each new one is compared with the histories that share its promisor and a word, aim or currency.

Pure functions: the caller brings the histories that may matter (found by :func:`asks`) and keeps what comes back. A pledge that fits
no history well enough begins one; news that fits none is kept without one, and is tried again when a pledge comes late.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from dragoman.ids import content_id
from dragoman.ledgers import PledgeEntry, PledgeTelling
from dragoman.link.histories import entries
from dragoman.link.matching import Fit, Profile, asks, fit, fit_answer, hooks, profile, promisor
from dragoman.link.tellings import NOT_MADE, by_day
from dragoman.settings import Settings

Histories = Mapping[str, Sequence[PledgeTelling]]


class Linked(NamedTuple):
    """``entries``: to be kept in place of what their histories had; ``gone``: histories that are part of another now."""

    entries: list[PledgeEntry]
    gone: list[str]


@dataclass(slots=True)
class _Desk:
    """The histories at hand while new tellings are put to them."""

    settings: Settings
    told: dict[str, list[PledgeTelling]]
    loose: dict[tuple[str, str], PledgeTelling]
    changed: dict[str, None] = field(default_factory=dict)
    profiles: dict[str, Profile] = field(default_factory=dict)
    filed: dict[tuple[str, str], dict[str, None]] = field(default_factory=dict)

    def file(self, id: str, told: Iterable[PledgeTelling]) -> None:
        for t in told:
            for hook in hooks(t):
                self.filed.setdefault(hook, {})[id] = None

    def candidates(self, t: PledgeTelling) -> list[str]:
        found = {id: None for ask in asks(t) for id in self.filed.get(ask, ())}
        return list(found)

    def profile(self, id: str) -> Profile:
        if id not in self.profiles:
            self.profiles[id] = profile(list(by_day(self.told[id])))
        return self.profiles[id]

    def put(self, t: PledgeTelling, id: str, found: Fit | None) -> None:
        score, why = (found.score, " ".join(found.why)) if found else (None, "first")
        placed = replace(t, score=score, why=why)
        self.told.setdefault(id, []).append(placed)
        self.changed[id] = None
        self.profiles.pop(id, None)
        self.file(id, [placed])


def link(new: Iterable[PledgeTelling], known: Histories, loose: Iterable[PledgeTelling], settings: Settings) -> Linked:
    """The tellings of every history that ``new`` ones changed, all in their places, and the news that still belongs to none.

    ``known``: the histories that may matter, by id; ``loose``: news kept without a history that may. Answers that answer nothing are
    left out: they are acts with records of their own.
    """
    desk = _Desk(settings, {id: list(told) for id, told in known.items()}, {(t.dispatch, t.id): t for t in loose})
    for id, told in desk.told.items():
        desk.file(id, told)
    there = {(t.dispatch, t.id) for told in (*known.values(), desk.loose.values()) for t in told}
    new = [t for t in new if (t.dispatch, t.id) not in there]
    for t in by_day(new):
        if t.why == NOT_MADE:
            desk.loose[t.dispatch, t.id] = t
        elif t.record == "pledge":
            _put_pledge(t, desk)
        elif t.record == "news":
            _put_news(t, desk)
        else:
            _put_answer(t, desk)
    placed = [e for id in desk.changed for e in entries(id, desk.told[id])]
    placed += [_without_history(desk.loose[t.dispatch, t.id]) for t in new if (t.dispatch, t.id) in desk.loose]
    return Linked(placed, [id for id in known if id not in desk.told])


def _put_pledge(t: PledgeTelling, desk: _Desk) -> None:
    candidates = desk.candidates(t)
    found = _best(t, candidates, desk, desk.settings.same_pledge_score)
    id, how = found if isinstance(found, tuple) else (content_id("h", t.dispatch, t.id), None)
    desk.put(t, id, how)
    _try_again(id, desk)
    _join_later(id, t, desk)
    if t.kind == "pledge":
        _put_answer(replace(t, record="answer", told="agreed"), desk)


def _put_news(t: PledgeTelling, desk: _Desk) -> None:
    found = _best_for_news(t, desk)
    if isinstance(found, tuple):
        desk.put(t, *found)
    else:
        desk.loose[t.dispatch, t.id] = replace(t, why=found)


def _best_for_news(t: PledgeTelling, desk: _Desk) -> tuple[str, Fit] | str:
    """As :func:`_best`; news that does not tell whose pledge it is has to fit as well as a pledge would."""
    least = desk.settings.pledge_news_score if promisor(t) else desk.settings.same_pledge_score
    return _best(t, desk.candidates(t), desk, least)


def _put_answer(t: PledgeTelling, desk: _Desk) -> None:
    """To the demand that an act or pledge of the one asked answers, if one does so beyond doubt."""
    fits = [(fit_answer(t, desk.profile(id)), id) for id in desk.candidates(t)]
    fits = [f for f in fits if f[0].score >= desk.settings.demand_answer_score]
    if fits:
        best, id = max(fits, key=lambda f: (f[0].score, f[1]))
        desk.put(t, id, best)


def _best(t: PledgeTelling, candidates: Iterable[str], desk: _Desk, least: float) -> tuple[str, Fit] | str:
    """The history that a telling fits best, or why it is put to none: ``no_pledge_found``, ``several_pledges``."""
    fits = sorted(((fit(t, desk.profile(id)), id) for id in candidates), reverse=True)
    if not fits or fits[0][0].score < least:
        return "no_pledge_found"
    if len(fits) > 1 and fits[0][0].score == fits[1][0].score and t.record == "news":
        return "several_pledges"
    return fits[0][1], fits[0][0]


def _try_again(id: str, desk: _Desk) -> None:
    """News that came before its pledge finds it now."""
    filed = {hook for t in desk.told[id] for hook in hooks(t)}
    for t in by_day(desk.loose.values()):
        if t.why == NOT_MADE or filed.isdisjoint(asks(t)):
            continue
        found = _best_for_news(t, desk)
        if isinstance(found, tuple):
            del desk.loose[t.dispatch, t.id]
            desk.put(t, *found)


def _join_later(id: str, came: PledgeTelling, desk: _Desk) -> None:
    """A pledge that comes late is one with those told after it that would have continued it, had it come in time."""
    for other in desk.candidates(came):
        begun = min(desk.told[other], key=lambda t: (t.record != "pledge", t.day or date.min, t.at))
        if other == id or came.day is None or begun.day is None or begun.day <= came.day or begun.record != "pledge":
            continue
        found = fit(begun, desk.profile(id))
        if found.score >= desk.settings.same_pledge_score:
            for t in desk.told.pop(other):
                desk.put(t, id, found if t is begun else Fit(t.score or 0.0, tuple(t.why.split())))
            desk.changed.pop(other, None)
            desk.profiles.pop(other, None)
            for ids in desk.filed.values():
                ids.pop(other, None)


def _without_history(t: PledgeTelling) -> PledgeEntry:
    return PledgeEntry(
        telling=t,
        history=None,
        step=0,
        told=t.told,
        state=None,
        quantity=None,
        delivered=None,
        due=None,
        hooks=hooks(t),
    )


def refold(known: Histories) -> list[PledgeEntry]:
    """The tellings of histories from which some were taken away, in their places again. Where no pledge is left, the rest is without
    a history until one comes."""
    found = []
    for id, told in known.items():
        if any(t.record == "pledge" for t in told):
            found += entries(id, told)
        else:
            found += [_without_history(replace(t, why="no_pledge_found")) for t in told if t.record == "news"]
    return found
