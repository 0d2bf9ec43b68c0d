"""The hand-written tables beside the gazetteer: regions, sites and small towns, country points, and words about places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, radians, sqrt
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.ids import fold
from dragoman.knowledge.places.gazetteer import Entry

HERE = Path(__file__).parent
KM_PER_DEGREE = 111.2


@dataclass(frozen=True, slots=True)
class Region:
    """A part of a country or of the world. ``countries``: ISO 3166-1 alpha-3 codes of those that lie in it, or that
    it lies in. ``lat``, ``lon``: a representative point. ``kind``: world, part, state, water."""

    id: str
    name: str
    names: tuple[str, ...]
    countries: tuple[str, ...]
    lat: float
    lon: float
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class CountryPoint:
    """The representative point of a country: its middle, rounded as works of reference round it. ``area``: km2."""

    code: str
    name: str
    lat: float
    lon: float
    area: int

    def part(self, direction: str) -> tuple[float, float]:
        """The representative point of its north, south-east and so on: half of the way from the middle to the rim
        of a disc of its area."""
        reach = 0.5 * sqrt(self.area / pi) / KM_PER_DEGREE
        up = ("north" in direction) - ("south" in direction)
        right = direction.endswith("east") - direction.endswith("west")
        step = reach / sqrt(2) if up and right else reach
        lat = max(-89.0, min(89.0, self.lat + up * step))
        return round(lat, 2), round(self.lon + right * step / cos(radians(self.lat)), 2)


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a table as dictionaries. Raises ``KnowledgeError`` naming file and line for one of the wrong width."""
    with (HERE / name).open(encoding="utf-8") as file:
        header = file.readline().rstrip("\n").split("\t")
        for number, line in enumerate(file, start=2):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != len(header):
                raise KnowledgeError(f"{name}, line {number}: {len(cells)} cells, wanted {len(header)}.")
            yield dict(zip(header, cells, strict=True))


def _number(row: dict[str, str], column: str, table: str, limit: float) -> float:
    try:
        value = float(row[column])
    except ValueError as e:
        raise KnowledgeError(f"{table}, row {row.get('id', row.get('code'))}: {column} is {row[column]!r}.") from e
    if not -limit <= value <= limit:
        raise KnowledgeError(f"{table}, row {row.get('id', row.get('code'))}: {column} is {value}, over {limit}.")
    return value


def _list(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


@lru_cache(maxsize=1)
def regions() -> tuple[Region, ...]:
    """Every region of the table, by id."""
    t = "regions.tsv"
    return tuple(
        Region(
            r["id"],
            r["name"],
            _list(r["names"]),
            _list(r["countries"]),
            _number(r, "lat", t, 90),
            _number(r, "lon", t, 180),
            r["kind"],
            r["note"],
        )
        for r in rows(t)
    )


@lru_cache(maxsize=1)
def country_points() -> dict[str, CountryPoint]:
    """ISO 3166-1 alpha-3 code to the country's representative point."""
    t = "country_points.tsv"
    return {
        r["code"]: CountryPoint(
            r["code"], r["name"], _number(r, "lat", t, 90), _number(r, "lon", t, 180), int(r["area"])
        )
        for r in rows(t)
    }


@lru_cache(maxsize=1)
def supplement() -> tuple[Entry, ...]:
    """Towns, sites and waters that the gazetteer lacks or names otherwise."""
    t = "supplement.tsv"
    return tuple(
        Entry(
            f"S.{fold(r['name']).replace(' ', '-')}",
            r["name"],
            (r["name"], *_list(r["names"])),
            r["country"] or None,
            "",
            _number(r, "lat", t, 90),
            _number(r, "lon", t, 180),
            int(r["population"] or 0),
            r["kind"],
        )
        for r in rows(t)
    )


@lru_cache(maxsize=1)
def words() -> dict[str, frozenset[str]]:
    """Sets of words that tell places from other names, by name of the set."""
    return {r["id"]: frozenset(_list(r["words"])) for r in rows("words.tsv")}
