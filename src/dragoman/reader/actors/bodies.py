"""Actors that follow from the tables by rule: a country, its police, an organisation, a loose group."""

from __future__ import annotations

from typing import cast

from dragoman.ids import slug
from dragoman.knowledge.actors import tables
from dragoman.knowledge.actors.records import ArmedGroup
from dragoman.reader.actors.cast import Member
from dragoman.records import ActorKind

OF_A_COUNTRY = {
    "MIL": "Armed forces",
    "LEG": "Parliament",
    "SPY": "Intelligence services",
}
"""Bodies of which a country has one: soldiers, warships and the army are all its armed forces."""


def country_member(code: str) -> Member:
    return Member(code, tables().countries[code].name, "country", code)


def organisation_member(id: str) -> Member:
    """An organisation or armed group of the tables."""
    organisation = tables().organisations.get(id)
    if organisation is not None:
        kind: ActorKind = "body" if organisation.country and organisation.kind == "institution" else "organisation"
        return Member(id, organisation.name, kind, organisation.country, organisation.codes)
    group = tables().armed_groups[id]
    return Member(id, group.name, "armed_group", home_of(group), group.sectors)


def home_of(group: ArmedGroup) -> str | None:
    """The country an armed group belongs to: the first of those it fights in; none for one without borders (sector IMG first)."""
    return None if "IMG" in group.sectors[:1] else next(iter(group.countries), None)


def body_member(scope: str, sectors: tuple[str, ...], words: str, kind: str, code: str = "") -> Member:
    """A body, or people, of a country or organisation: ``scope`` and the code of what it is make its id ("SRB.MIL").

    Without a scope it is known by its code alone ("UAF"). ``words`` name it, except a government,
    for which its officials and envoys stand too.
    """
    id = ".".join(filter(None, [scope, code or sectors[0]]))
    organisation = tables().organisations.get(scope)
    country = tables().countries.get(scope)
    if organisation is not None:
        sectors = tuple(dict.fromkeys((*organisation.codes, *sectors)))
    code_of_country = country.code if country else organisation.country if organisation else None
    if country is not None and id == f"{country.code}.GOV":
        words, kind = f"Government of {country.name}", "government"
    elif country is not None and id.removeprefix(f"{country.code}.") in OF_A_COUNTRY:
        words, kind = f"{OF_A_COUNTRY[sectors[0]]} of {country.name}", "body"
    name = words or id
    plural = kind in ("people", "group")
    return Member(id, name, cast(ActorKind, kind), code_of_country, sectors, plural=plural)


def group_member(words: str, sectors: tuple[str, ...] = (), owner: str = "") -> Member:
    """A loose group, kept as its words: "Western countries"; with its ``owner`` in the id for "its allies"."""
    return Member(".".join(filter(None, ["G", owner, slug(words)])), words, "group", None, sectors, plural=True)
