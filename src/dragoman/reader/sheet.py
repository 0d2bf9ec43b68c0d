"""The working sheet of one dispatch. Parts fill it in, one after the other; it never leaves this room."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.records import (
    Actor,
    Correction,
    Dispatch,
    Event,
    Force,
    Move,
    Place,
    Pledge,
    PledgeNews,
    Published,
    Reading,
    Span,
    Statement,
    TimeMention,
    Toll,
    Undecided,
)
from dragoman.settings import Settings

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.reader.events.candidates import Candidate
    from dragoman.reader.parties import Parties


@dataclass(slots=True)
class Sheet:
    """What is known of one dispatch so far. A part may read what earlier parts gave and sets what it gives itself."""

    dispatch: Dispatch
    settings: Settings
    doc: Doc
    published: Published
    times: tuple[TimeMention, ...] = ()
    actors: tuple[Actor, ...] = ()
    parties: Parties = None  # type: ignore[assignment]  # set by the part ``actors``; parts.py checks the order
    places: tuple[Place, ...] = ()
    statements: tuple[Statement, ...] = ()
    candidates: list[Candidate] = field(default_factory=list)
    events: tuple[Event, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    pledge_news: tuple[PledgeNews, ...] = ()
    forces: tuple[Force, ...] = ()
    moves: tuple[Move, ...] = ()
    tolls: tuple[Toll, ...] = ()
    corrections: tuple[Correction, ...] = ()
    undecided: list[Undecided] = field(default_factory=list)

    @property
    def said(self) -> tuple[Statement, ...]:
        """The statements that were or may be made: without those of which it is told that they never were."""
        return tuple(s for s in self.statements if s.factuality not in ("negated", "denied"))

    def leave_undecided(self, span: Span, reason: str, part: str, candidates: tuple[str, ...] = ()) -> None:
        """Keep what could not be decided, with the reason."""
        self.undecided.append(Undecided(span=span, reason=reason, part=part, candidates=candidates))

    def reading(self, made_by: dict[str, str]) -> Reading:
        from dataclasses import replace

        return Reading(
            dispatch=replace(self.dispatch, published=self.published),
            actors=self.actors,
            places=self.places,
            times=self.times,
            events=self.events,
            statements=self.statements,
            pledges=self.pledges,
            pledge_news=self.pledge_news,
            forces=self.forces,
            moves=self.moves,
            tolls=self.tolls,
            corrections=self.corrections,
            undecided=tuple(sorted(self.undecided, key=lambda u: (u.span, u.part, u.reason))),
            made_by=made_by,
        )
