"""The actors met so far in one text, each once, with the words that mean it; and the reasons for taking them so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.reader.parties import Mention
from dragoman.records import Actor, ActorKind, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Tokens that are looked back at most, so that a text without full stops costs no more than one with them.
FARTHEST = 1500

# Reason code of a mention: how sure it makes us, and what it says. docs/actors.md prints this table.
HOW: dict[str, tuple[float, str]] = {
    "name": (0.95, "a name of the tables"),
    "acronym": (0.9, "an acronym that the text itself explains"),
    "office_holder": (0.95, "the full name of a holder of an office"),
    "title_name": (0.9, "title and surname of a holder of that office"),
    "body": (0.85, "police, army, ministry ... of a country or organisation that is named"),
    "adjective": (0.8, "an adjective or a people: Serbian, Serbs"),
    "seat": (0.85, "a seat of power that acts: the Kremlin said"),
    "capital": (0.8, "a capital that acts: Belgrade rejected"),
    "misspelt": (0.75, "a name close to that of a holder of the same office"),
    "surname": (0.75, "the surname of somebody named before, or of one office holder only"),
    "apposition": (0.85, "stands beside the name: Jens Stoltenberg, the Secretary General"),
    "title_on_date": (0.8, "the title alone, by who held the office on the date of the dispatch"),
    "title_in_text": (0.75, "the title alone, by who bears it in the text"),
    "title": (0.6, "the title alone; nobody known bears it"),
    "entity": (0.6, "a name that the tables lack, found by the parser"),
    "town": (0.5, "a town or region that acts or is attacked"),
    "homeland": (0.65, "a body or people without a country, in a dispatch that tells of one"),
    "group": (0.55, "a loose group: Western countries"),
    "generic": (0.5, "people without a country: gunmen, protesters"),
    "described": (0.4, "a noun that the tables lack, in the place of somebody who speaks or is spoken to"),
    "part": (0.6, "part of somebody: thousands of protesters, the president's office, Hamas positions"),
    "common_noun": (0.65, "a noun that refers back: the alliance, the ministry"),
    "pair": (0.55, "the two sides: the last two named"),
    "relative": (0.8, "who, which, that: the noun before"),
    "pronoun": (0.5, "he, she, it, they: by nearness and subject"),
}


@dataclass(slots=True)
class Member:
    """An actor in the making. ``shared``: mentions of a group that it is one of ("French and German police")."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    members: tuple[str, ...] = ()
    plural: bool = False
    gender: str | None = None
    mentions: list[Mention] = field(default_factory=list)
    shared: list[Mention] = field(default_factory=list)


class Cast:
    """The actors of a text by id, in the order they came up. ``by_head``: the mention of a head word.
    ``belongs``: head word of a phrase that names nobody, to the head word of the mention of its owner."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.members: dict[str, Member] = {}
        self.by_head: dict[int, Mention] = {}
        self.belongs: dict[int, int] = {}

    def enter(self, member: Member) -> Member:
        """The actor of that id: the one met before, with what was still unknown of it filled in, or this one."""
        known = self.members.setdefault(member.id, member)
        if known is not member:
            known.country = known.country or member.country
            known.sectors = known.sectors or member.sectors
            known.office = known.office or member.office
            known.gender = known.gender or member.gender
        return known

    def mention(
        self, member: Member, start: int, end: int, head: int, how: str, back: bool = False, sure: float = 1.0
    ) -> None:
        last = self.doc[end - 1]
        m = Mention(
            span=Span(self.doc[start].idx, last.idx + len(last.text)),
            start=start,
            end=end,
            head=head,
            actor=member.id,
            how=how,
            confidence=round(HOW[how][0] * sure, 3),
            refers_back=back,
            members=member.members,
            words=self.doc[start:end].text,
        )
        member.mentions.append(m)
        self.by_head[head] = m
        for i in member.members:
            self.members[i].shared.append(m)

    def latest(self, before: int, since: int) -> Iterator[tuple[Mention, Member]]:
        """The mentions with a head between two token numbers, the nearest to the first one first."""
        for i in range(before - 1, max(since, before - FARTHEST) - 1, -1):
            m = self.by_head.get(i)
            if m is not None:
                yield m, self.members[m.actor]

    def mentions(self) -> list[Mention]:
        found = [m for c in self.members.values() for m in c.mentions]
        return sorted(found, key=lambda m: (m.start, m.end))

    def actors(self) -> tuple[Actor, ...]:
        """The actors with a mention, in the order of their first."""
        met = [c for c in self.members.values() if c.mentions or c.shared]
        return tuple(self._actor(c) for c in sorted(met, key=lambda c: min(m.start for m in c.mentions + c.shared)))

    def _actor(self, c: Member) -> Actor:
        best = max(c.mentions or c.shared, key=lambda m: m.confidence)
        return Actor(
            id=c.id,
            name=c.name,
            kind=c.kind,
            country=c.country,
            sectors=c.sectors,
            office=c.office,
            how=best.how,
            confidence=best.confidence,
            mentions=tuple(sorted({m.span for m in c.mentions + c.shared})),
        )
