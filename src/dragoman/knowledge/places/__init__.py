"""Places: what a name may mean on the map, and which countries a region holds.

Not imported by ``import dragoman``. The gazetteer is GeoNames data (CC BY 4.0, see LICENSE); the other tables are ours.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dragoman.errors import UnknownName
from dragoman.ids import fold
from dragoman.knowledge.places.gazetteer import Entry, gazetteer
from dragoman.knowledge.places.tables import (
    CountryPoint,
    Region,
    country_points,
    regions,
    supplement,
    words,
)

__all__ = [
    "CountryPoint",
    "Entry",
    "Region",
    "candidates",
    "country_points",
    "known",
    "region",
    "region_countries",
    "regions",
    "supplement",
    "words",
]


LARGE_TOWN = 150_000
ATTRIBUTES = frozenset({"am", "an", "upon", "on", "under", "de", "del", "do", "da", "di", "sur", "la", "los"})


@lru_cache(maxsize=65536)
def candidates(name: str) -> tuple[Entry, ...]:
    """Everything that a name may mean: countries, regions, the supplement, then the gazetteer by population.

    Case, diacritics and punctuation do not count. An unknown name gives an empty tuple.
    """
    key = fold(name)
    file = gazetteer()
    found = (file.place(row, name, own) for row, own in file.rows(key))
    listed = sorted((_abbreviated(e, key) for e in found), key=lambda e: (-e.population, e.id))
    by_hand = [_completed(e, listed) for e in known().get(key, ())]
    return (*by_hand, *(e for e in listed if not any(_same(e, h) for h in by_hand)))


def _abbreviated(entry: Entry, key: str) -> Entry:
    """ "St" for "Saint" is no further name: "St Petersburg" is as much Saint Petersburg's own as St. Petersburg's in Florida.
    Nor is the short form of a large town's full name: Halle (Saale), Frankfurt am Main, Santiago de los Caballeros."""
    full = fold(entry.name)
    if key.startswith("st "):
        return replace(entry, own_name=full in (key, f"saint {key.removeprefix('st ')}"))
    if entry.own_name or entry.population < LARGE_TOWN or not full.startswith(f"{key} "):
        return entry
    rest = full.removeprefix(f"{key} ").split()
    return replace(entry, own_name="(" in entry.name or rest[0] in ATTRIBUTES)


def _completed(entry: Entry, listed: list[Entry]) -> Entry:
    """A hand-written entry with the division code and population of its twin in the gazetteer."""
    twin = next((e for e in listed if _same(e, entry)), None)
    if twin is None:
        return entry
    return replace(entry, admin=entry.admin or twin.admin, population=entry.population or twin.population)


def _same(listed: Entry, by_hand: Entry) -> bool:
    if listed.country != by_hand.country or by_hand.feature in ("country", "water"):
        return False
    if by_hand.feature == "region":
        return listed.feature == "admin1"
    return abs(listed.lat - by_hand.lat) < 0.3 and abs(listed.lon - by_hand.lon) < 0.3


@lru_cache(maxsize=1)
def known() -> dict[str, tuple[Entry, ...]]:
    """Folded name to the entries of the hand-written tables: countries, regions, supplement."""
    index: dict[str, list[Entry]] = {}
    for e in (*_countries(), *_regions(), *supplement()):
        for key in {fold(n) for n in e.names}:
            index.setdefault(key, []).append(e)
    return {k: tuple(v) for k, v in index.items()}


def _countries() -> list[Entry]:
    from dragoman.knowledge.actors import tables

    actors = tables().countries
    found = []
    for p in country_points().values():
        names = (p.name, actors[p.code].name, *actors[p.code].names) if p.code in actors else (p.name,)
        found.append(Entry(f"COUNTRY.{p.code}", p.name, names, p.code, "", p.lat, p.lon, 0, "country"))
    return found


def _regions() -> list[Entry]:
    return [
        Entry(
            r.id,
            r.name,
            (r.name, *r.names),
            r.countries[0] if len(r.countries) == 1 else None,
            "",
            r.lat,
            r.lon,
            0,
            "water" if r.kind == "water" else "region",
        )
        for r in regions()
    ]


@lru_cache(maxsize=1)
def _region_names() -> dict[str, Region]:
    return {fold(n): r for r in reversed(regions()) for n in (r.id, r.name, *r.names)}


def region(name: str) -> Region | None:
    """The region of that name or id, or ``None``. Case and diacritics do not count; a leading "the" is dropped."""
    key = fold(name).removeprefix("the ")
    return _region_names().get(key)


def region_countries(name: str) -> tuple[str, ...]:
    """The ISO 3166-1 alpha-3 codes of the countries in a region; a country's own name or code gives itself.

    Raises ``UnknownName`` for a name that is neither.
    """
    found = region(name)
    if found:
        return found.countries
    if name.upper() in country_points():
        return (name.upper(),)
    for e in known().get(fold(name).removeprefix("the "), ()):
        if e.feature == "country" and e.country:
            return (e.country,)
    raise UnknownName("region", name, sorted({r.name for r in regions()}))
