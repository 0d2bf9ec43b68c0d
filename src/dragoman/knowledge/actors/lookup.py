"""Offices and those who have them, by the words that people say: "secretary-general" of "NATO", "king" of "Spain".

Titles are those of ``offices.tsv``, names those of the other tables, shipped and own; case, diacritics and hyphens do not
matter. What the words may mean is given in full: nothing is chosen for the asker.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from dragoman.errors import UnknownName
from dragoman.ids import fold
from dragoman.knowledge.actors import holders_of, holders_on, tables
from dragoman.knowledge.actors.records import ArmedGroup, Country, Days, Holder, Organisation

# "President of the Commission" of an organisation whose commission has no row of its own is the organisation's.
EXECUTIVE = frozenset({"commission", "secretariat", "organisation", "organization"})
# Offices whose rows do not say what they are about: "special envoy for Syria" is answered with every special envoy.
ON_A_SUBJECT = frozenset({"envoy", "special-rapporteur"})
Owner = Country | Organisation | ArmedGroup


def held_by(office: str, of: str, on: Days | None = None) -> tuple[Holder, ...]:
    """Who held an office, in the order of time: all who are known or, with ``on``, those of a closed interval of days.

    ``()`` where the tables know nobody. Raises ``UnknownName`` for a title or an owner that they do not have.
    """
    found = {
        id(h): h
        for title, owner in offices_meant(office, of)
        for h in (holders_of(title, owner) if on is None else holders_on(title, owner, on))
    }
    return tuple(sorted(found.values(), key=lambda h: (h.term.since, h.term.until, h.name)))


def offices_meant(office: str, of: str) -> list[tuple[str, str]]:
    """What a title and the name of its owner may mean: ids of offices, each with the id of a country or organisation."""
    owners = owners_named(of)
    if not owners:
        names = [o.name for table in _owner_tables() for o in table.values()]
        raise UnknownName("country or organisation", of, names, "A country may also be given by its code: XKX.")
    found = list(dict.fromkeys(pair for owner in owners for pair in readings_of(office, owner, loosely=True)))
    if not found:
        titles = [title for o in tables().offices.values() for title in o.titles]
        raise UnknownName(
            "office", office, titles, "Every title is in offices.tsv; own ones: 'dragoman knowledge add'."
        )
    return found


def readings_of(title: str, owner: str, loosely: bool = False) -> Iterator[tuple[str, str]]:
    """The offices of an owner, or of a part of it, that a title may mean. ``loosely``: also without its subject."""
    said = fold(title).removeprefix("the ")
    whole = offices_titled(said)
    whole += tuple(o for name in _names_of(owner) for o in offices_titled(f"{said} of {name}"))
    yield from ((o, owner) for o in whole)
    for head, part in () if whole else _splits(said, " of "):
        if part in _names_of(owner) or part == "republic":
            yield from readings_of(head, owner, loosely)
            continue
        parts = _parts_named(owner, part) or ([owner] if part in EXECUTIVE and owner not in tables().countries else [])
        yield from ((o, p) for p in parts for o in offices_titled(head))
    for head, _ in _splits(said, " for ") if loosely and not whole else ():
        yield from ((o, owner) for o in offices_titled(head) if o in ON_A_SUBJECT)


def owners_named(name: str) -> tuple[str, ...]:
    """Ids of the countries, organisations and armed groups that a code, id, name or acronym may mean.

    A country's code means the country alone. Where none bears the name: those whose id ends in it ("RCC"), or whose name
    has these initials ("LAS").
    """
    said = fold(name).removeprefix("the ")
    if said.upper() in tables().countries:
        return (said.upper(),)
    return next((found for index in _owners() if (found := index.get(said))), ())


def offices_titled(title: str) -> tuple[str, ...]:
    """Ids of the offices that bear a title, given folded."""
    return _titles().get(title, ())


def _owner_tables() -> tuple[dict[str, Country], dict[str, Organisation], dict[str, ArmedGroup]]:
    return tables().countries, tables().organisations, tables().armed_groups


def _names(owner: Owner) -> tuple[str, ...]:
    short = () if isinstance(owner, Country) else owner.acronyms
    return tuple(dict.fromkeys(fold(n).removeprefix("the ") for n in (owner.name, *owner.names, *short)))


def _names_of(owner: str) -> tuple[str, ...]:
    return next(_names(table[owner]) for table in _owner_tables() if owner in table)


def _splits(said: str, word: str) -> Iterator[tuple[str, str]]:
    """A title cut at each of its prepositions: "president of the commission" is ("president", "commission")."""
    pieces = said.split(word)
    for i in range(1, len(pieces)):
        yield word.join(pieces[:i]), word.join(pieces[i:]).removeprefix("the ")


def _parts_named(owner: str, part: str) -> list[str]:
    """Organisations that belong to the owner and are called so by their name or noun: the Commission of the EU."""
    return [
        o.id
        for o in tables().organisations.values()
        if o.parent == owner and any(f" {n}".endswith(f" {part}") for n in (*_names(o), *map(fold, o.nouns)))
    ]


@lru_cache(maxsize=1)
def _titles() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for office in tables().offices.values():
        for title in (office.id, *office.titles):
            found.setdefault(fold(title), {})[office.id] = None
    return {title: tuple(ids) for title, ids in found.items()}


@lru_cache(maxsize=1)
def _owners() -> tuple[dict[str, tuple[str, ...]], ...]:
    """Folded names to ids: whole names, then the ends of ids, then initials."""
    indexes: tuple[dict[str, dict[str, None]], ...] = ({}, {}, {})
    for table in _owner_tables():
        for id, owner in table.items():
            ends = [] if id in tables().countries else [fold(id.rpartition(".")[2])]
            for index, keys in zip(indexes, ([fold(id), *_names(owner)], ends, _initials(owner)), strict=True):
                for key in keys:
                    index.setdefault(key, {})[id] = None
    return tuple({key: tuple(ids) for key, ids in index.items()} for index in indexes)


def _initials(owner: Owner) -> list[str]:
    """Of names of three and more words: "LAS" of the League of Arab States."""
    words = [[w for w in name.split() if w[:1].isupper()] for name in (owner.name, *owner.names)]
    return [fold("".join(w[0] for w in name)) for name in words if len(name) > 2 and not isinstance(owner, Country)]
