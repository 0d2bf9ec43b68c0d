"""How disputed states and regions are shown from the viewpoint of a state or organisation.

Dragoman itself is neutral: it calls a disputed entity by its own usual name and gives it a code of its own. Records and their ids are always neutral;
a viewpoint only changes what is shown. ``viewpoints.tsv`` has a row for each entity and official position, with the days on which it
holds. Names and places of an entity that a viewpoint has no row for are shown as they are.

>>> seen("XKX", "Kosovo", "SRB", on=date(2023, 5, 1))
('SRB', 'Kosovo and Metohija')
>>> seen("XKX", "Kosovo", "NOR", on=date(2023, 5, 1)), seen("UKR", "Sevastopol", "RUS", date(2023, 5, 1), 44.6, 33.5)
(('XKX', 'Kosovo'), ('RUS', 'Sevastopol'))
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dragoman.errors import UnknownName
from dragoman.knowledge.actors.loader import Row, rows
from dragoman.knowledge.actors.records import Term

FILE = Path(__file__).parent / "viewpoints.tsv"
COLUMNS = "entity viewpoints name country of box valid_from valid_to source checked"
NEUTRAL = "neutral"
ORGANISATIONS = ("UN", "EU")


@dataclass(frozen=True, slots=True)
class Position:
    """``entity``: a country code or, for a region that is no country of its own in the tables, its name; then ``of`` is the country
    it has in neutral records, and ``box`` its south, west, north and east in degrees."""

    entity: str
    viewpoints: tuple[str, ...]
    name: str
    country: str
    of: str | None
    box: tuple[float, ...]
    term: Term

    def covers(self, country: str, lat: float | None, lon: float | None) -> bool:
        if not self.box:
            return country == self.entity
        south, west, north, east = self.box
        inside = lat is not None and lon is not None and south <= lat <= north and west <= lon <= east
        return country == self.of and inside


@lru_cache(maxsize=1)
def positions() -> tuple[Position, ...]:
    """All rows of the table. Raises ``KnowledgeError`` naming the line of a defective one."""
    return tuple(_position(row) for row in rows(FILE, COLUMNS))


def check(viewpoint: str) -> None:
    """Raises ``UnknownName`` for what is neither ``neutral``, ``UN``, ``EU`` nor the code of a country."""
    from dragoman.knowledge.actors import tables

    known = (NEUTRAL, *ORGANISATIONS, *tables().countries)
    if viewpoint not in known:
        raise UnknownName("viewpoint", viewpoint, known, "It is 'neutral', 'UN', 'EU' or an ISO code like 'SRB'.")


def seen(
    country: str,
    name: str,
    viewpoint: str,
    on: date | None = None,
    lat: float | None = None,
    lon: float | None = None,
) -> tuple[str, str]:
    """Country code and name as they are shown from a viewpoint on a day (``None``: today's position).

    The name changes only where it is the entity's own; a government or town of it keeps its name. ``lat``, ``lon``: degrees of a place.
    Raises ``UnknownName`` for an unknown viewpoint.
    """
    check(viewpoint)
    for p in positions():
        if viewpoint in p.viewpoints and p.covers(country, lat, lon) and p.term.holds(on or date.max):
            return p.country, p.name if name in _own_names(p) else name
    return country, name


def _own_names(p: Position) -> tuple[str, ...]:
    from dragoman.knowledge.actors import tables

    country = tables().countries.get(p.entity)
    return (country.name, *country.names) if country else (p.entity,)


def _position(row: Row) -> Position:
    try:
        box = tuple(float(x) for x in row.cells["box"].split(",")) if row.cells["box"] else ()
    except ValueError:
        raise row.wrong("box", f"{row.cells['box']!r} is not south,west,north,east") from None
    if len(box) not in (0, 4):
        raise row.wrong("box", f"{row.cells['box']!r} is not south,west,north,east")
    return Position(
        entity=row.text("entity"),
        viewpoints=row.listed("viewpoints"),
        name=row.text("name"),
        country=row.text("country"),
        of=row.optional("of"),
        box=box,
        term=row.term("valid_from", "valid_to"),
    )
