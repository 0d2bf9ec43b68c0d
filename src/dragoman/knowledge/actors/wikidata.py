"""Office holders out of Wikidata's JSON, as rows of ``holders.tsv``.

Two shapes are read: results of the Wikidata Query Service (SPARQL 1.1 Query Results JSON), and entities as
``Special:EntityData`` gives them. What cannot be made a row is set aside with a reason; a file that does not have the shape
it should have is refused, naming the place. See https://www.wikidata.org/wiki/Wikidata:Data_access (CC0).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import msgspec

from dragoman.errors import KnowledgeError, UsageError
from dragoman.ids import fold
from dragoman.knowledge.actors import holders_of, tables
from dragoman.knowledge.actors.loader import READERS, Row, shown
from dragoman.knowledge.actors.lookup import owners_named, readings_of
from dragoman.knowledge.actors.own import Aside
from dragoman.knowledge.actors.usertables import complete, read_text

MAX_ROWS = 20_000
MAX_NAMES = 20
LANGUAGES = ("en", "mul", "en-gb", "en-us", "en-ca")
VARIABLES = {
    "person": "personLabel holderLabel itemLabel humanLabel nameLabel name person holder item",
    "position": "positionLabel officeLabel postLabel roleLabel position office",
    "start": "start startDate startTime start_date start_time from",
    "end": "end endDate endTime end_date end_time to",
    "of": "countryLabel orgLabel organisationLabel organizationLabel ofLabel jurisdictionLabel iso3 iso country org of",
    "names": "personAltLabel holderAltLabel itemAltLabel aliases",
}
PRECISIONS = {"start": "startPrecision start_precision", "end": "endPrecision end_precision"}
DAY, MONTH, YEAR = 11, 10, 9
_TIME = re.compile(r"\+?0*(\d{4})(?:-(\d\d)(?:-(\d\d)(T00:00:00Z?)?)?)?")
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?Q\d+")
_UNKNOWN = re.compile(r"(?:https?://www\.wikidata\.org/\.well-known/genid/|_:|t\d+$)")
Shape = TypeVar("Shape")


class Cell(msgspec.Struct):
    value: str
    type: str = "literal"


class Results(msgspec.Struct):
    bindings: list[dict[str, Cell]]


class Query(msgspec.Struct):
    results: Results


class Text(msgspec.Struct):
    value: str


class Value(msgspec.Struct):
    value: Any = None


class Snak(msgspec.Struct):
    snaktype: str = "value"
    datavalue: Value | None = None


class Time(msgspec.Struct):
    time: str
    precision: int


class Item(msgspec.Struct):
    id: str


# Wikidata writes an empty map as an empty list.
class Qualifiers(msgspec.Struct):
    P580: list[Snak] = []
    P582: list[Snak] = []
    P1001: list[Snak] = []
    P642: list[Snak] = []


class Claim(msgspec.Struct):
    mainsnak: Snak
    rank: str = "normal"
    qualifiers: Qualifiers | list[Any] = msgspec.field(default_factory=Qualifiers)


class Claims(msgspec.Struct):
    P39: list[Claim] = []
    P1001: list[Claim] = []
    P17: list[Claim] = []


class Entity(msgspec.Struct):
    labels: dict[str, Text] | list[Any] = {}
    aliases: dict[str, list[Text]] | list[Any] = {}
    claims: Claims | list[Any] = msgspec.field(default_factory=Claims)


class Entities(msgspec.Struct):
    entities: dict[str, Entity]


@dataclass(frozen=True, slots=True)
class Held:
    """What a file says of one term of office, before any of it is understood. Dates as the tables write them."""

    place: str
    person: str
    position: str
    of: tuple[str, ...]
    start: str
    end: str
    names: tuple[str, ...] = ()

    @property
    def said(self) -> str:
        of = f" ({', '.join(self.of)})" if self.of else ""
        return f"{self.person}, {self.position}{of}, {self.start or '?'} to {self.end or 'now'}"


class NotARow(Exception):
    """Why something makes no row."""


Found: TypeAlias = Iterator[Held | Aside]


def read_wikidata(file: Path) -> tuple[list[Row], list[Aside]]:
    """The rows that a file gives, and what it holds besides.

    Raises ``UsageError`` for a file that is not JSON of either shape, naming the place where it is not.
    """
    data = read_text(file)
    shape = _decode(data, dict[str, msgspec.Raw], file)
    if "results" in shape:
        found = _of_query(_decode(data, Query, file).results.bindings)
    elif "entities" in shape:
        found = _of_entities(_decode(data, Entities, file).entities)
    else:
        known = "'results' (of a query) or 'entities' (of Special:EntityData)"
        raise UsageError(f"{file} has none of the keys {known}; it has {', '.join(list(shape)[:8]) or 'none'}.")
    rows: list[Row] = []
    aside: list[Aside] = []
    for one in found:
        if isinstance(one, Aside):
            aside.append(one)
            continue
        try:
            rows.append(_row(one, file))
        except NotARow as e:
            aside.append(Aside(one.place, one.said, str(e)))
    if len(rows) > MAX_ROWS:
        raise UsageError(f"{file} gives {len(rows):,} rows; add at most {MAX_ROWS:,} at a time.")
    return rows, aside


def _decode(data: str, shape: type[Shape], file: Path) -> Shape:
    try:
        return msgspec.json.decode(data, type=shape)
    except msgspec.ValidationError as e:
        raise UsageError(f"{file} does not have the shape of Wikidata's JSON: {e}.") from e
    except (msgspec.DecodeError, RecursionError, ValueError) as e:
        raise UsageError(f"{file} is not JSON: {e}.") from e


def _of_query(bindings: Sequence[dict[str, Cell]]) -> Found:
    for number, cells in enumerate(bindings, start=1):
        place = f"binding {number}"
        person, position = _first(cells, VARIABLES["person"]), _first(cells, VARIABLES["position"])
        of = _first(cells, VARIABLES["of"])
        said = ", ".join(c.value for c in cells.values())[:200]
        if not person or not position:
            lacking = "person" if not person else "position"
            yield Aside(place, said, f"no label of a {lacking} (variables {VARIABLES[lacking]})")
            continue
        try:
            start, end = (_query_time(cells, bound) for bound in ("start", "end"))
        except NotARow as e:
            yield Aside(place, said, str(e))
            continue
        names = tuple(n.strip() for n in _first(cells, VARIABLES["names"]).split(",") if n.strip())
        yield Held(place, person, position, (of,) if of else (), start, end, names)


def _first(cells: dict[str, Cell], variables: str) -> str:
    """The value of the first variable that has a readable one: no address and no bare Q number."""
    for variable in variables.split():
        cell = cells.get(variable)
        if cell and cell.type != "bnode" and cell.value.strip() and not _ITEM.fullmatch(cell.value.strip()):
            return cell.value.strip()
    return ""


def _query_time(cells: dict[str, Cell], bound: str) -> str:
    value = next((cells[v] for v in VARIABLES[bound].split() if v in cells), None)
    if value is None or value.type == "bnode" or not value.value.strip() or _UNKNOWN.match(value.value):
        return ""
    stated = next((cells[v].value for v in PRECISIONS[bound].split() if v in cells), None)
    if stated is not None and not stated.isdecimal():
        raise NotARow(f"the precision of the {bound} is {stated!r}, not a number")
    return _date(value.value.strip(), None if stated is None else int(stated), bound)


def _date(time: str, precision: int | None, bound: str) -> str:
    """A time of Wikidata as the tables write it, no more exact than its precision.

    The query service gives 2019 and May 2019 as their first day. Where it is not told how exact a time is, a first of
    January or of a month is therefore taken for the year or the month.
    """
    found = _TIME.fullmatch(time)
    if found is None:
        raise NotARow(f"the {bound} {time!r} is no time that is understood")
    if precision is not None and precision < YEAR:
        raise NotARow(f"the {bound} {time!r} is not known to the year")
    year, month, day, midnight = found.groups()
    if precision is None and midnight and day == "01":
        precision = YEAR if month == "01" else MONTH
    exact = precision or DAY
    if exact < MONTH or month in (None, "00"):
        return str(year)
    return f"{year}-{month}" if exact < DAY or day in (None, "00") else f"{year}-{month}-{day}"


def _of_entities(entities: dict[str, Entity]) -> Found:
    for id, entity in entities.items():
        claims = entity.claims.P39 if isinstance(entity.claims, Claims) else []
        for number, claim in enumerate(claims, start=1):
            place = f"{id}, position {number}"
            try:
                yield _of_claim(place, id, claim, entities)
            except NotARow as e:
                yield Aside(place, _label(entities, id) or id, str(e))


def _of_claim(place: str, id: str, claim: Claim, entities: dict[str, Entity]) -> Held:
    if claim.rank == "deprecated":
        raise NotARow("the statement is marked as deprecated")
    position = _item(claim.mainsnak)
    if position is None:
        raise NotARow("the position is not known")
    qualifiers = claim.qualifiers if isinstance(claim.qualifiers, Qualifiers) else Qualifiers()
    items = [i for snak in (*qualifiers.P1001, *qualifiers.P642) if (i := _item(snak)) is not None]
    about = entities[position].claims if position in entities else Claims()
    if not items and isinstance(about, Claims):
        items = [i for c in (*about.P1001, *about.P17) if (i := _item(c.mainsnak)) is not None]
    labels = {i: _label(entities, i) for i in (id, position, *items)}
    unnamed = [i for i in (id, position) if not labels[i]]
    if unnamed:
        raise NotARow(f"the file has no English label of {', '.join(unnamed)}")
    return Held(
        place,
        labels[id],
        labels[position],
        tuple(dict.fromkeys(labels[i] for i in items if labels[i])),
        _qualified(qualifiers.P580, "start"),
        _qualified(qualifiers.P582, "end"),
        _aliases(entities[id]),
    )


def _item(snak: Snak) -> str | None:
    """The Q id that a snak names; ``None`` where it says that the value is unknown, or none."""
    if snak.snaktype != "value" or snak.datavalue is None:
        return None
    return _converted(snak.datavalue.value, Item, "an item (an object with 'id')").id


def _qualified(snaks: Sequence[Snak], bound: str) -> str:
    known = [s.datavalue.value for s in snaks if s.snaktype == "value" and s.datavalue is not None]
    if len(known) > 1:
        raise NotARow(f"it has {len(known)} times for its {bound}")
    if not known:
        return ""
    time = _converted(known[0], Time, "a time (an object with 'time' and 'precision')")
    return _date(re.sub(r"T.*", "", time.time), time.precision, bound)


def _converted(value: Any, shape: type[Shape], what: str) -> Shape:
    try:
        return msgspec.convert(value, shape)
    except msgspec.ValidationError as e:
        raise NotARow(f"a value is not {what}: {e}") from e


def _label(entities: dict[str, Entity], id: str) -> str:
    labels = entities[id].labels if id in entities else {}
    found = None if isinstance(labels, list) else _english(labels)
    return found.value.strip() if found else ""


def _aliases(entity: Entity) -> tuple[str, ...]:
    found = None if isinstance(entity.aliases, list) else _english(entity.aliases)
    return tuple(text.value.strip() for text in found or ())


def _english(texts: dict[str, Shape]) -> Shape | None:
    return next((texts[language] for language in LANGUAGES if language in texts), None)


def _row(held: Held, file: Path) -> Row:
    """The row that a term of office makes, checked by the loader. Raises ``NotARow`` saying why it makes none."""
    if not held.start:
        raise NotARow("it has no start: who held the office when cannot be told")
    office, of = _office(held)
    cells = {
        "office": office,
        "of": of,
        "name": held.person,
        "names": "|".join(_spellings(held)),
        "from": held.start,
        "to": held.end,
    }
    try:
        row = complete("holders", cells, file, held.place, source="wikidata")
        READERS["holders"](row)
    except KnowledgeError as e:
        raise NotARow(str(e).removeprefix(f"{shown(file)}, {held.place}, ").rstrip(".")) from e
    return row


def _spellings(held: Held) -> list[str]:
    """Aliases that are full names: of two words and more, one of which the name has too."""
    words = set(fold(held.person).split())
    full = [n for n in held.names if len(n.split()) > 1 and words & set(fold(n).split()) and "|" not in n]
    return list(dict.fromkeys(n for n in full if n != held.person))[:MAX_NAMES]


def _office(held: Held) -> tuple[str, str]:
    """Ids of the office and of whose it is. Raises ``NotARow`` where there is none, or more than one."""
    pairs = list(dict.fromkeys(_meant(held)))
    if len(pairs) > 1:
        pairs = _only(pairs, lambda p: bool(holders_of(*p))) or _only(pairs, _is_in_scope) or pairs
    if len(pairs) == 1:
        return pairs[0]
    if pairs:
        raise NotARow(f"the office may be {', '.join(' of '.join(p) for p in pairs[:6])}")
    if held.of and not any(owners_named(o) for o in held.of):
        raise NotARow(f"{', '.join(held.of)!r} is no country or organisation of the tables")
    raise NotARow(f"{held.position!r} is no title of offices.tsv, or does not say of which country or organisation")


def _only(pairs: list[tuple[str, str]], fits: Callable[[tuple[str, str]], bool]) -> list[tuple[str, str]]:
    return found if len(found := [p for p in pairs if fits(p)]) == 1 else []


def _is_in_scope(pair: tuple[str, str]) -> bool:
    scope = tables().offices[pair[0]].scope
    return scope == "both" or (scope == "country") == (pair[1] in tables().countries)


def _meant(held: Held) -> Iterator[tuple[str, str]]:
    """Every office that the position may be: of the owner that is named beside it, else of the one in its own words."""
    title = fold(held.position).removeprefix("federal ")
    named = [owner for o in held.of for owner in owners_named(o)]
    found = [pair for owner in named for pair in readings_of(title, owner)]
    yield from found
    words = title.split()
    if found:
        return
    for i in range(1, len(words)):
        if words[i] == "of":
            for owner in owners_named(" ".join(words[i + 1 :])):
                if not named or owner in named or _belongs(owner, named):
                    yield from readings_of(" ".join(words[:i]), owner)


def _belongs(owner: str, named: Sequence[str]) -> bool:
    organisation = tables().organisations.get(owner)
    return organisation is not None and (organisation.parent in named or organisation.country in named)
