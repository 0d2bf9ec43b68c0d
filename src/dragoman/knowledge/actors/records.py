"""What one row of each actor table says, as frozen records. ``docs/knowledge-actors.md`` describes the columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

Days: TypeAlias = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Term:
    """From when to when something held, as far as the table knows: the widest and the surest closed interval of days.

    A date known to the month ("2021-12") may lie on any of its days: ``start`` is then the first of them and
    ``sure_start`` the last. ``None`` is an open end.
    """

    start: date | None
    sure_start: date | None
    sure_end: date | None
    end: date | None

    def overlaps(self, start: date | None, end: date | None) -> bool:
        """Whether any day of a closed interval may belong to the term."""
        begins_in_time = self.start is None or end is None or self.start <= end
        ends_in_time = self.end is None or start is None or start <= self.end
        return begins_in_time and ends_in_time

    def holds(self, day: date) -> bool:
        """Whether the day may belong to the term."""
        return self.overlaps(day, day)


@dataclass(frozen=True, slots=True)
class Country:
    """``status``: un_member, observer, partly_recognised, territory or historical."""

    code: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    peoples: tuple[str, ...]
    capital: tuple[str, ...]
    seats: tuple[str, ...]
    status: str
    term: Term


@dataclass(frozen=True, slots=True)
class Organisation:
    """``kind``: organisation, mission, institution, court, ngo, party, media or company. ``codes``: PLOVER codes.

    ``parent``: id of the organisation it belongs to; ``country``: home country of a national body; ``None`` for none.
    """

    id: str
    name: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    nouns: tuple[str, ...]
    kind: str
    codes: tuple[str, ...]
    parent: str | None
    country: str | None
    members: tuple[str, ...]
    term: Term


@dataclass(frozen=True, slots=True)
class ArmedGroup:
    id: str
    name: str
    names: tuple[str, ...]
    acronyms: tuple[str, ...]
    nouns: tuple[str, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    term: Term


@dataclass(frozen=True, slots=True)
class Office:
    """``titles``: every way to say it, the usual one first. ``scope``: country, organisation or both."""

    id: str
    titles: tuple[str, ...]
    scope: str
    sectors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Holder:
    """``office``: id of an :class:`Office`; ``of``: country code, or id of an organisation or armed group."""

    office: str
    of: str
    name: str
    names: tuple[str, ...]
    term: Term


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of actor that any country has: "police", "foreign ministry". ``kind``: government, body, people, group."""

    id: str
    nouns: tuple[str, ...]
    sectors: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Tables:
    countries: dict[str, Country]
    organisations: dict[str, Organisation]
    armed_groups: dict[str, ArmedGroup]
    offices: dict[str, Office]
    holders: tuple[Holder, ...]
    bodies: dict[str, Body]
