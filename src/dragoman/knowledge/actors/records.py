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

    def sharpened(self, by: Term) -> Term:
        """This term, with each end that the other knows more exactly as the other knows it."""
        start, sure_start, sure_end, end = self.start, self.sure_start, self.sure_end, self.end
        if _within(by.start, by.sure_start, start, sure_start):
            start, sure_start = by.start, by.sure_start
        if _within(by.sure_end, by.end, sure_end, end):
            sure_end, end = by.sure_end, by.end
        return Term(start, sure_start, sure_end, end)

    @property
    def since(self) -> str:
        """The beginning as the tables write it: ``2021-12-08``, ``2021-12``, ``2021``, or ``""`` where none is known."""
        return _written(self.start, self.sure_start)

    @property
    def until(self) -> str:
        """The end as the tables write it; ``""`` for a term that was running when the row was last checked."""
        return _written(self.sure_end, self.end)


def _within(first: date | None, last: date | None, wide_first: date | None, wide_last: date | None) -> bool:
    if first is None or last is None or wide_first is None or wide_last is None:
        return False
    return wide_first <= first and last <= wide_last


def _written(first: date | None, last: date | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return first.isoformat()
    return first.isoformat()[:7] if first.month == last.month else first.isoformat()[:4]


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
    """``office``: id of an :class:`Office`; ``of``: country code, or id of an organisation or armed group;
    ``source``: where the row comes from ("editor", "wikidata", "user", an address)."""

    office: str
    of: str
    name: str
    names: tuple[str, ...]
    term: Term
    source: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A kind of actor that any country has: "police", "foreign ministry". ``kind``: government, body, people, group."""

    id: str
    nouns: tuple[str, ...]
    sectors: tuple[str, ...]
    kind: str


@dataclass(frozen=True, slots=True)
class Tables:
    """``own``: hash of the user's own rows among these; ``""`` where there are none."""

    countries: dict[str, Country]
    organisations: dict[str, Organisation]
    armed_groups: dict[str, ArmedGroup]
    offices: dict[str, Office]
    holders: tuple[Holder, ...]
    bodies: dict[str, Body]
    own: str = ""
