"""What the gazetteer says of a town that stands for somebody: only its country, and only where that is plain."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

MANY_TIMES = 5
# Inhabitants of a town that no other of its name is likely to be meant for.
LARGE = 100_000


@lru_cache(maxsize=4096)
def town_country(name: str) -> str | None:
    """The country of a place, where all of that name lie in one, or one is ``MANY_TIMES`` as populous as any other."""
    from dragoman.knowledge.places import candidates

    found = [e for e in candidates(name) if e.country]
    if not found:
        return None
    first = max(found, key=lambda e: e.population)
    others = [e.population for e in found if e.country != first.country]
    return first.country if not others or first.population > MANY_TIMES * max(others) else None


class Towns:
    """The towns of one text, by their names."""

    def __init__(self, names: Iterable[str]) -> None:
        self._countries = {name: country for name in {*names} if (country := town_country(name)) is not None}

    def country(self, name: str) -> str | None:
        """The country of a place; of small places that share a name, the one in the country of the other towns of the text."""
        first = town_country(name)
        others = {country for other, country in self._countries.items() if other != name}
        if first is None or first in others:
            return first
        near = _small_lands(name) & others
        return next(iter(near)) if len(near) == 1 else first


@lru_cache(maxsize=4096)
def _small_lands(name: str) -> frozenset[str]:
    """The countries with a place of that name, where none is a large town."""
    from dragoman.knowledge.places import candidates

    found = [e for e in candidates(name) if e.country]
    large = max((e.population for e in found), default=0) >= LARGE
    return frozenset() if large else frozenset(e.country for e in found if e.country)


@lru_cache(maxsize=4096)
def is_on_the_map(name: str) -> bool:
    from dragoman.knowledge.places import candidates

    return bool(candidates(name))


@lru_cache(maxsize=4096)
def is_region(name: str) -> bool:
    """Whether a name is that of a region across or within countries: "the Western Balkans"."""
    from dragoman.knowledge.places import region

    return region(name) is not None


@lru_cache(maxsize=4096)
def is_within(name: str, country: str, admin: str) -> bool:
    """Whether some place of that name lies in a state or province: Savannah in Georgia ("USA", "GA")."""
    from dragoman.knowledge.places import candidates

    return any(e.country == country and e.admin == admin for e in candidates(name))


@lru_cache(maxsize=4096)
def is_foremost_within(name: str, country: str, admin: str) -> bool:
    """Whether the most populous place of that name lies in a state or province: Macon in Georgia, but not Athens."""
    from dragoman.knowledge.places import candidates

    first = max(candidates(name), key=lambda e: e.population, default=None)
    return first is not None and (first.country, first.admin) == (country, admin) and first.feature == "town"
