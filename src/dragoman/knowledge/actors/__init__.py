"""Who there is in international politics: countries, organisations, armed groups, offices and who held them when.

``tables()`` reads the six tables of this folder, and the user's own rows over them, once per process. Everything else
asks them.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dragoman.errors import KnowledgeError
from dragoman.ids import fold
from dragoman.knowledge.actors.loader import load
from dragoman.knowledge.actors.own import folder, own_rows
from dragoman.knowledge.actors.records import (
    ArmedGroup,
    Body,
    Country,
    Days,
    Holder,
    Office,
    Organisation,
    Tables,
    Term,
)

__all__ = [
    "ArmedGroup",
    "Body",
    "Country",
    "Days",
    "Holder",
    "Office",
    "Organisation",
    "Tables",
    "Term",
    "country",
    "country_codes",
    "holders_of",
    "holders_on",
    "is_known_country",
    "load",
    "offices_of",
    "tables",
]


@lru_cache(maxsize=1)
def tables() -> Tables:
    """All actor tables. Raises ``KnowledgeError`` where one is defective."""
    own = own_rows()
    try:
        return load(own=own)
    except KnowledgeError as e:
        if not own:
            raise
        raise KnowledgeError(f"{e} Your own rows are in {folder()}: see 'dragoman knowledge list' and 'remove'.") from e


def country(code: str) -> Country | None:
    """The country of an ISO 3166-1 alpha-3 code (Kosovo is XKX), or ``None``."""
    return tables().countries.get(code)


def country_codes(name: str) -> tuple[str, ...]:
    """The codes of the countries that a name, in any case and with or without diacritics, may mean: ``()`` for none.

    >>> country_codes("Türkiye"), country_codes("Atlantis")
    (('TUR',), ())
    """
    return _codes_by_name().get(fold(name), ())


def is_known_country(name: str) -> bool:
    """Whether a name is one of the names of a country."""
    return bool(country_codes(name))


def holders_of(office: str, of: str) -> tuple[Holder, ...]:
    """All who are known to have held an office of a country or organisation, in the order of the table."""
    return _holders_by_office().get((office, of), ())


def holders_on(office: str, of: str, when: date | Days) -> list[Holder]:
    """Who may have held an office of a country or organisation on a day, or on any day of a closed interval.

    More than one where the office changed hands in the interval, or where the table knows a change to the month only.
    """
    start, end = when if isinstance(when, tuple) else (when, when)
    return [h for h in holders_of(office, of) if h.term.overlaps(start, end)]


def offices_of(name: str) -> list[Holder]:
    """Every term of office of the person of that name, in any of its known spellings; ``[]`` where none is known.

    Those of a country come first: a foreign minister who chairs an organisation for a year is the minister still.
    """
    return list(_holders_by_name().get(fold(name), ()))


@lru_cache(maxsize=1)
def _codes_by_name() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for c in tables().countries.values():
        for name in dict.fromkeys(fold(n) for n in (c.name, *c.names)):
            found[name] = (*found.get(name, ()), c.code)
    return found


@lru_cache(maxsize=1)
def _holders_by_office() -> dict[tuple[str, str], tuple[Holder, ...]]:
    found: dict[tuple[str, str], list[Holder]] = {}
    for h in tables().holders:
        found.setdefault((h.office, h.of), []).append(h)
    return {k: tuple(v) for k, v in found.items()}


@lru_cache(maxsize=1)
def _holders_by_name() -> dict[str, tuple[Holder, ...]]:
    found: dict[str, list[Holder]] = {}
    for h in tables().holders:
        for name in dict.fromkeys(fold(n) for n in (h.name, *h.names)):
            found.setdefault(name, []).append(h)
    countries = tables().countries
    return {k: tuple(sorted(v, key=lambda h: h.of not in countries)) for k, v in found.items()}
