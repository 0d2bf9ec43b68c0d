"""What to list: the filters that all listings share, checked when they are made."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, NamedTuple

from dragoman.errors import UnknownName, UsageError
from dragoman.ids import fold
from dragoman.ledgers import PLEDGE_STATES
from dragoman.records import FACTUALITIES

ALL = "all"
"""Asks for every factuality, where a listing would take some only."""

QUAD_NAMES = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}

_WITH_PARTIES = (
    *("actor", "dyad", "region", "since", "until", "min_confidence", "publisher", "text", "dispatch"),
    "as_of",
)

APPLIES: dict[str, tuple[str, ...]] = {
    "events": (*_WITH_PARTIES, "type", "mode", "factuality"),
    "statements": (*_WITH_PARTIES, "factuality"),
    "pledges": (*_WITH_PARTIES, "factuality", "state"),
    "alerts": (*_WITH_PARTIES, "state", "ahead"),
    "forces": (*_WITH_PARTIES, "factuality", "mission"),
    "negotiations": (*_WITH_PARTIES, "factuality", "process"),
    "incidents": (*_WITH_PARTIES, "type", "mode", "group"),
    "stories": ("actor", "region", "since", "until", "publisher", "text", "dispatch", "as_of", "group"),
    "actors": ("actor", "region", "since", "until", "min_confidence", "publisher", "dispatch", "as_of"),
    "places": ("region", "since", "until", "min_confidence", "publisher", "dispatch", "as_of"),
    "gaps": ("since", "until", "publisher", "text", "dispatch", "as_of"),
    "dispatches": ("actor", "region", "since", "until", "publisher", "text", "dispatch", "as_of"),
}
"""What can be listed, and the filters that mean something there."""

KINDS = tuple(APPLIES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """``None`` or ``()`` is a filter that is not set. Several filters all have to hold.

    ``actor``: a name (``Serbia``, ``Borrell``, ``Hamas``), a country code, a sector code, both (``SRB GOV``), or an
    actor's id; a country means all its actors. ``dyad``: two of these, ``SRB-XKX`` or ``Serbia, Kosovo`` in either
    direction, ``SRB>XKX`` in one; acts between parties without a recipient count in both directions.
    ``region``: ISO 3166-1 alpha-3 codes; the place or a party must be of one of them. ``type``: PLOVER types, or quad
    classes by number or name. ``since``, ``until``: days, both included; an event counts under its own days where they
    are known, else under those of its dispatch, and an interval counts when any day of it may lie within; what has no
    date at all is left out. ``factuality``: any of those given; none, or ``all``: any. ``min_confidence``: 0 to 1. ``publisher``: whole name,
    in any case. ``text``: part of the evidence (of a dispatch: of its headline or text), in any case.
    ``dispatch``: an id or the beginning of one. ``mission``: a force's mission, or the force itself, named as an actor is.
    ``process``: a negotiation by its id, its name or words of it.
    ``state``: of a pledge, any of those given. ``group``: the beginning of the id of a story or an incident. ``as_of``: only what dispatches say
    that had certainly appeared by that day, none of what they had withdrawn by then, and states as they stood then; without it, all that is
    known, nothing that was ever withdrawn, and states of today. ``ahead``: of alerts, so many days before a deadline; 30 without it.

    Raises ``UnknownName`` or ``UsageError`` for a value that cannot be meant.
    """

    actor: str | None = None
    dyad: str | None = None
    region: tuple[str, ...] | None = None
    type: tuple[str, ...] = ()
    mode: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    factuality: tuple[str, ...] = ()
    min_confidence: float | None = None
    publisher: str | None = None
    text: str | None = None
    dispatch: str | None = None
    mission: str | None = None
    process: str | None = None
    state: tuple[str, ...] = ()
    group: str | None = None
    as_of: date | None = None
    ahead: int | None = None

    def __post_init__(self) -> None:
        for name in ("region", "type", "mode", "factuality", "state"):
            value = getattr(self, name)
            if value is not None:
                object.__setattr__(self, name, (value,) if isinstance(value, str | int) else tuple(value))
        for value in self.factuality:
            if value not in (*FACTUALITIES, ALL):
                raise UnknownName("factuality", value, (*FACTUALITIES, ALL))
        if ALL in self.factuality:
            object.__setattr__(self, "factuality", ())
        for value in self.state:
            if value not in PLEDGE_STATES:
                raise UnknownName("state of a pledge", value, PLEDGE_STATES)
        if self.ahead is not None and self.ahead < 0:
            raise UsageError(f"Alerts look {self.ahead} days ahead; it must be 0 or more.")
        if self.type:
            self.types_and_quads()
        self._check_modes()
        self._check_region()
        if self.since and self.until and self.since > self.until:
            raise UsageError(f"The range of days is empty: since {self.since} is after until {self.until}.")
        if self.min_confidence is not None:
            object.__setattr__(self, "min_confidence", float(self.min_confidence))
            if not 0 <= self.min_confidence <= 1:
                raise UsageError(f"The least confidence is {self.min_confidence}; it must lie between 0 and 1.")
        if self.dyad is not None:
            split_dyad(self.dyad)
        if self.mission is not None:
            whom(self.mission)
        if self.process is not None:
            process_meant(self.process)

    def given(self) -> tuple[str, ...]:
        """The names of the filters that are set."""
        return tuple(f.name for f in fields(self) if getattr(self, f.name) not in (None, ()))

    def check_applies(self, kind: str) -> None:
        """Raises ``UnknownName`` for a kind that is not listed, ``UsageError`` for a filter that means nothing there."""
        if kind not in APPLIES:
            raise UnknownName("kind of record", kind, KINDS)
        for name in self.given():
            if name not in APPLIES[kind]:
                where = ", ".join(k for k, names in APPLIES.items() if name in names)
                raise UsageError(f"The filter {name!r} means nothing for {kind}; it applies to {where}.")

    def types_and_quads(self) -> tuple[list[str], list[int]]:
        """The PLOVER types and the quad classes that ``type`` names."""
        from dragoman.knowledge.ontology import EVENT_TYPES

        types, quads = [], []
        names = {name: number for number, name in QUAD_NAMES.items()}
        for value in self.type:
            plain = re.sub(r"[\s_-]+", " ", str(value)).strip()
            if plain.upper() in EVENT_TYPES:
                types.append(plain.upper())
            elif plain.lower() in names:
                quads.append(names[plain.lower()])
            elif plain.isascii() and plain.isdigit() and int(plain) in QUAD_NAMES:
                quads.append(int(plain))
            else:
                raise UnknownName("event type", str(value), [*EVENT_TYPES, *names])
        return types, quads

    def _check_modes(self) -> None:
        if not self.mode:
            return
        from dragoman.knowledge.ontology import MODES

        valid = sorted({m for modes in MODES.values() for m in modes})
        for value in self.mode:
            if value not in valid:
                raise UnknownName("event mode", value, valid)

    def _check_region(self) -> None:
        if self.region == ():
            raise UsageError("The region has no country in it.")
        for code in self.region or ():
            if not re.fullmatch("[A-Z]{3}", code):
                raise UsageError(f"A region is given as country codes of three capitals (SRB, XKX), not {code!r}.")


class Whom(NamedTuple):
    """What an actor filter means: any of the ``countries``, any of the ``ids`` (and what is under them, ``id.``), all
    of the ``codes`` (country or sector), or a name with these ``words`` in it (folded)."""

    countries: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    words: str | None = None


def whom(value: str) -> Whom:
    """The actors that a name, code or id means. Raises ``UsageError`` for a value without a letter or digit."""
    from dragoman.knowledge import actors
    from dragoman.knowledge.ontology import SECTORS

    value = value.strip()
    tokens = value.split()
    if actors.country(value):
        return Whom(countries=(value,), ids=(value,))
    if tokens and all(t in SECTORS or actors.country(t) for t in tokens):
        return Whom(codes=tuple(tokens))
    if re.fullmatch(r"[A-Z]+\.\S+", value):
        return Whom(ids=(value,))
    if countries := actors.country_codes(value):
        return Whom(countries=countries)
    if not fold(value):
        raise UsageError(f"{value!r} names no actor. Give a name, a code like SRB or 'SRB GOV', or an actor's id.")
    return Whom(ids=_known_ids(value), words=fold(value))


def process_meant(value: str) -> Whom:
    """The processes that a name, part of one, or an id means. Raises ``UsageError`` for a value without a letter or digit."""
    if re.fullmatch(r"(PROC|TALKS)\.\S+", value.strip()):
        return Whom(ids=(value.strip(),))
    if not fold(value):
        raise UsageError(f"{value!r} names no negotiation. Give words of its name, or its id: 'dragoman negotiations'.")
    return Whom(words=fold(value))


def split_dyad(value: str) -> tuple[str, str, bool]:
    """The two sides of a dyad, and whether it is directed.

    >>> split_dyad("SRB-XKX"), split_dyad("Serbia, Guinea-Bissau"), split_dyad("RUS>UKR")
    (('SRB', 'XKX', False), ('Serbia', 'Guinea-Bissau', False), ('RUS', 'UKR', True))
    """
    for sign, pattern in ((">", r"\s*-?>\s*"), (",", r"\s*,\s*"), (" - ", r"\s+-\s+"), ("-", r"\s*-\s*")):
        if sign in value:
            sides = re.split(pattern, value.strip())
            if len(sides) == 2 and all(fold(s) for s in sides):
                return sides[0], sides[1], sign == ">"
            break
    raise UsageError(f"{value!r} is not a dyad. Write SRB-XKX, 'Serbia, Kosovo', or SRB>XKX for one direction only.")


def _known_ids(name: str) -> tuple[str, ...]:
    """Ids of the organisations and armed groups of the tables that bear exactly this name or acronym."""
    from dragoman.knowledge.actors import tables

    known: list[Any] = [*tables().organisations.values(), *tables().armed_groups.values()]
    wanted = fold(name)
    return tuple(k.id for k in known if any(fold(n) == wanted for n in (k.name, *k.names, *k.acronyms)))
