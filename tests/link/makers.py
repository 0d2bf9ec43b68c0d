"""Dispatches about pledges, made by hand, so that linking can be tried without the reader."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dragoman.ids import content_id, slug
from dragoman.ledgers import PledgeEntry, PledgeHistory, PledgeTelling
from dragoman.link.histories import history
from dragoman.link.pledges import link
from dragoman.link.tellings import tellings
from dragoman.records import Party, Pledge, PledgeNews, Reading, When
from dragoman.settings import Settings
from tests.store.factory import MADE_BY, dispatch, event, span, spans

COUNTRIES = {"Kenya": "KEN", "Uganda": "UGA", "Peru": "PER", "Ghana": "GHA", "Somalia": "SOM", "Chad": "TCD"}
PEOPLE = {
    "Ruta Okello": ("UGA", ("GOV", "MIL")), "Kofi Ansah": ("GHA", ("GOV",)), "Amina Yusuf": ("SOM", ("GOV",)),
    "Joy Nabirye": ("UGA", ("OPP", "PTY")), "Ibrahim Tahir": (None, ("IGO",)),
}  # fmt: skip


def party(name: str, text: str = "") -> Party:
    """Kenya, the Kenyan army (``Kenya MIL``), a person of the table, or an organisation of that name."""
    bare, _, sector = name.partition(" ") if name.split(" ")[0] in COUNTRIES else (name, "", "")
    if bare in COUNTRIES:
        code = COUNTRIES[bare]
        sectors = (sector,) if sector else ()
        return Party(id=".".join((code, *sectors)), name=name, country=code, sectors=sectors, span=span(bare, text))
    if name in PEOPLE:
        country, sectors = PEOPLE[name]
        stranger = f"P.{slug(name)}.{content_id('x', text)[2:8]}"
        return Party(id=stranger, name=name, country=country, sectors=sectors, span=span(name, text))
    return Party(id=f"MISSION.{slug(name).upper()}", name=name, country=None, sectors=("IGO",), span=span(name, text))


def by(end: str) -> When:
    return When(start=None, end=date.fromisoformat(end), precision="day", words=f"by {end}", span=None)


def pledge(text: str, who: str, what: str, **more: Any) -> Pledge:
    """``to``, ``serves``, ``holder``: names; ``deadline``: a day; ``evidence``: words, the whole text without them."""
    names = {k: party(more.pop(k), text) for k in ("to", "holder") if more.get(k)}
    deadline = more.pop("deadline", None)
    evidence = more.pop("evidence", text)
    fields: dict[str, Any] = {
        "to": None, "quantity": None, "unit": None, "strength": "firm", "condition": None,
        "serves": tuple(party(s, text) for s in more.pop("serves", ())), **names, **more,
    }  # fmt: skip
    return Pledge(
        id=content_id("p", text, who, what, str(more)),
        who=party(who, text),
        what=spans(text, what),
        deadline=by(deadline) if deadline else None,
        evidence=spans(text, evidence),
        confidence=0.9,
        made_by=MADE_BY,
        **fields,
    )


def news(text: str, told: str, who: str | None, what: str, **more: Any) -> PledgeNews:
    """As :func:`pledge`; ``says``: a name; ``promised``: first and last day."""
    names = {k: party(more.pop(k), text) for k in ("to", "says") if more.get(k)}
    promised = more.pop("promised", None)
    evidence = more.pop("evidence", text)
    fields: dict[str, Any] = {
        "to": None, "quantity": None, "of": None, "unit": None, "money": None, "currency": None, "says": None, "when": None,
        "serves": tuple(party(s, text) for s in more.pop("serves", ())), **names, **more,
    }  # fmt: skip
    return PledgeNews(
        id=content_id("n", text, told, who, what, str(more)),
        news=told,  # type: ignore[arg-type]
        who=party(who, text) if who else None,
        what=spans(text, what),
        promised=When(
            start=date.fromisoformat(promised[0]),
            end=date.fromisoformat(promised[1]),
            precision="month",
            words=None,
            span=None,
        )
        if promised
        else None,
        evidence=spans(text, evidence),
        confidence=0.9,
        made_by=MADE_BY,
        **fields,
    )


def reading(
    text: str, day: str | None, *records: Pledge | PledgeNews | Any, publisher: str = "The Nile Post"
) -> Reading:
    made = dispatch(
        text,
        published=date.fromisoformat(day) if day else None,
        publisher=publisher,
        id=content_id("d", text, publisher),
    )
    return Reading(
        dispatch=made,
        pledges=tuple(r for r in records if isinstance(r, Pledge)),
        pledge_news=tuple(r for r in records if isinstance(r, PledgeNews)),
        events=tuple(r for r in records if not isinstance(r, Pledge | PledgeNews)),
        made_by=MADE_BY,
    )


def answer(text: str, type: str, who: str, to: str | None = None) -> Any:
    return event(type, [party(who, text)], [party(to, text)] if to else [], text, text)


class Cabinet:
    """Histories kept in memory, as a store keeps them: every dispatch is put to all that is there."""

    def __init__(self) -> None:
        self.told: dict[str, list[PledgeTelling]] = {}
        self.loose: list[PledgeTelling] = []

    def add(self, *readings: Reading) -> list[PledgeEntry]:
        new = [t for r in readings for t in tellings(r)]
        entries, gone = link(new, self.told, self.loose, Settings())
        for id in gone:
            del self.told[id]
        for id in {e.history for e in entries if e.history}:
            self.told[id] = [e.telling for e in entries if e.history == id]
        placed = {(e.telling.dispatch, e.telling.id) for e in entries}
        self.loose = [t for t in self.loose if (t.dispatch, t.id) not in placed]
        self.loose += [e.telling for e in entries if e.history is None]
        return entries

    def histories(self, as_of: str) -> list[PledgeHistory]:
        day = date.fromisoformat(as_of)
        found = [history(id, told, day) for id, told in self.told.items()]
        return sorted((h for h in found if h is not None), key=lambda h: (h.who.id, h.what))

    def only(self, as_of: str) -> PledgeHistory:
        (found,) = self.histories(as_of)
        return found


def cabinet(readings: Iterable[Reading], at_once: bool = False) -> Cabinet:
    made = Cabinet()
    if at_once:
        made.add(*readings)
    else:
        for r in readings:
            made.add(r)
    return made


def states(h: PledgeHistory) -> Sequence[str]:
    return [s.state for s in h.steps]
