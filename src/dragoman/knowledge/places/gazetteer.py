"""The gazetteer file: a quarter of a million places in a few megabytes, looked up by name without loading them.

Layout: a magic line; the length of the header (8 digits); the header, zlib-compressed JSON; then zlib-compressed blocks
of lines. *Key* blocks hold ``folded name TAB row,row,~row`` in order of name (``~`` marks a name that is not the
place's own but a further one); *place* blocks hold the rows, ``BLOCK`` to a block. A lookup bisects the first keys of
the blocks, which stand in the header, and decompresses two or three blocks; blocks are kept in a small cache.
"""

from __future__ import annotations

import json
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.ids import fold

FILE = Path(__file__).parent / "gazetteer.bin"
MAGIC = b"DRAGOMAN GAZETTEER 1\n"
BLOCK = 128


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that a name may mean.

    ``id``: ``G`` and the GeoNames id, ``R.``/``D.`` for a first- or second-level division, ``S.`` for a row of the
    supplement, ``REGION.`` for a region, ``COUNTRY.`` for a country. ``country``: ISO 3166-1 alpha-3 or ``None`` where
    it lies in several or none. ``lat``, ``lon``: degrees, WGS 84. ``population``: 0 where not known.
    ``feature``: capital, town, admin1, admin2, site, water, region, country. ``admin``: GeoNames code of the
    first-level division, empty where not known. ``names``: every name it was found to go by (as built; a lookup gives
    only the name that was asked for). ``own_name``: whether the name asked for is the one it is filed under.
    """

    id: str
    name: str
    names: tuple[str, ...]
    country: str | None
    admin: str
    lat: float
    lon: float
    population: int
    feature: str
    own_name: bool = True


class Gazetteer:
    """An opened gazetteer file. ``rows(name)`` is its one question."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(MAGIC):
            raise KnowledgeError("The gazetteer file is not one: its first line is wrong. Build it again.")
        start = len(MAGIC) + 8
        end = start + int(data[len(MAGIC) : start])
        header = json.loads(zlib.decompress(data[start:end]))
        self.made_from: dict[str, str] = header["made_from"]
        self.places: int = header["places"]
        self._first_keys: list[str] = header["first_keys"]
        self._key_blocks: list[int] = header["key_blocks"]
        self._place_blocks: list[int] = header["place_blocks"]
        self._data = memoryview(data)[end:]
        self._key_block = lru_cache(maxsize=256)(self._read_keys)
        self._place_block = lru_cache(maxsize=256)(self._read_places)

    def rows(self, key: str) -> list[tuple[int, bool]]:
        """The rows a folded name leads to, and whether it is the row's own name."""
        at = bisect_right(self._first_keys, key) - 1
        if at < 0:
            return []
        found = self._key_block(at).get(key)
        if not found:
            return []
        return [(int(r.lstrip("~")), not r.startswith("~")) for r in found.split(",")]

    def place(self, row: int, asked: str, own_name: bool) -> Entry:
        fields = self._place_block(row // BLOCK)[row % BLOCK].split("\t")
        id, name, country, admin, lat, lon, population, feature = fields
        return Entry(
            id, name, (asked,), country, admin, float(lat), float(lon), int(population), FEATURES[feature], own_name
        )

    def _read_keys(self, at: int) -> dict[str, str]:
        lines = self._text(self._key_blocks, at).split("\n")
        return dict(line.split("\t", 1) for line in lines)

    def _read_places(self, at: int) -> list[str]:
        return self._text(self._place_blocks, at).split("\n")

    def _text(self, offsets: list[int], at: int) -> str:
        return zlib.decompress(self._data[offsets[at] : offsets[at + 1]]).decode()


FEATURES = {"c": "capital", "t": "town", "1": "admin1", "2": "admin2"}
_LETTER = {v: k for k, v in FEATURES.items()}


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer of the package, read once per process.

    Raises ``KnowledgeError`` where the file is missing or not a gazetteer.
    """
    try:
        return Gazetteer(FILE.read_bytes())
    except OSError as e:
        raise KnowledgeError(
            f"Cannot read the gazetteer {FILE.name}: {e}. Build it or install the package again."
        ) from e


def write(entries: Iterable[Entry], target: Path, made_from: Mapping[str, str]) -> None:
    """The gazetteer file of these entries; the same entries give the same bytes."""
    # Places of one name stand together, so that a lookup of that name opens one block.
    rows = sorted(entries, key=lambda e: (fold(e.name), -e.population, e.id))
    keys: dict[str, list[str]] = {}
    for row, e in enumerate(rows):
        own = fold(e.name)
        keys.setdefault(own, []).append(str(row))
        for key in sorted({fold(n) for n in e.names} - {own, ""}):
            keys.setdefault(key, []).append(f"~{row}")
    ordered = sorted(keys)
    key_lines = [f"{k}\t{','.join(keys[k])}" for k in ordered]
    place_lines = [
        f"{e.id}\t{e.name}\t{e.country}\t{e.admin}\t{e.lat}\t{e.lon}\t{e.population}\t{_LETTER[e.feature]}"
        for e in rows
    ]
    key_blocks, place_blocks = _blocks(key_lines, 4 * BLOCK), _blocks(place_lines, BLOCK)
    header = {
        "made_from": dict(sorted(made_from.items())),
        "places": len(rows),
        "first_keys": ordered[:: 4 * BLOCK],
        "key_blocks": _offsets(key_blocks, 0),
        "place_blocks": _offsets(place_blocks, sum(map(len, key_blocks))),
    }
    packed = zlib.compress(json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode(), 9)
    target.write_bytes(b"".join([MAGIC, b"%08d" % len(packed), packed, *key_blocks, *place_blocks]))


def _blocks(lines: list[str], size: int) -> list[bytes]:
    return [zlib.compress("\n".join(lines[i : i + size]).encode(), 9) for i in range(0, len(lines), size)]


def _offsets(blocks: list[bytes], start: int) -> list[int]:
    offsets = [start]
    for b in blocks:
        offsets.append(offsets[-1] + len(b))
    return offsets
