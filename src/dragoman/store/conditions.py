"""Filters as SQL: the program's own words with ``$n`` placeholders, and the values to bind to them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any, NamedTuple

from dragoman.store.filters import Filters, Whom, process_meant, split_dyad, whom
from dragoman.store.queries import query

HISTORIES = ("pledges", "alerts")
"""The listings that tell how pledges stand on a day."""
DAYS_AHEAD = 30
_STATE = "CASE WHEN h.due < {as_of} THEN 'overdue' ELSE h.state END"
_ALERT = "CASE WHEN h.due >= {as_of} THEN 'ahead' WHEN h.last_day > h.due THEN 'passed' ELSE 'passed_in_silence' END"


class _Columns(NamedTuple):
    """Where a listing finds what the filters ask about. ``roles``: first those that act, then those acted on."""

    dispatch: str
    days: str
    publisher: str
    confidence: str = ""
    texts: tuple[str, ...] = ()
    record: str = ""
    roles: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())


_COLUMNS = {
    "events": _Columns(
        "e.dispatch_id", "e.date", "d.publisher", "e.confidence", ("e.evidence",), "e", (("actor",), ("recipient",))
    ),
    "statements": _Columns(
        "s.dispatch_id", "d.published", "d.publisher", "s.confidence", ("s.evidence",), "s",
        (("speaker",), ("addressee",)),
    ),
    "pledges": _Columns(
        "p.dispatch_id", "d.published", "d.publisher", "p.confidence", ("p.evidence",), "p",
        (("who",), ("to", "serves")),
    ),
    "alerts": _Columns(
        "h.last_dispatch", "h.due", "d.publisher", "p.confidence", ("p.evidence",), "p",
        (("who",), ("to", "serves")),
    ),
    "forces": _Columns(
        "f.dispatch_id", "d.published", "d.publisher", "f.confidence", ("f.evidence",), "f",
        (("contributor",), ("mission",)),
    ),
    "negotiations": _Columns(
        "m.dispatch_id", "d.published", "d.publisher", "m.confidence", ("m.evidence",), "m",
        (("party",), ("to", "mediator")),
    ),
    "incidents": _Columns(
        "m.dispatch_id", "d.published", "d.publisher", "e.confidence", ("d.headline", "d.text"), "e",
        (("actor",), ("recipient",)),
    ),
    "stories": _Columns("m.dispatch_id", "d.published", "d.publisher", texts=("d.headline", "d.text")),
    "actors": _Columns("a.dispatch_id", "d.published", "d.publisher", "a.confidence"),
    "places": _Columns("a.dispatch_id", "d.published", "d.publisher", "a.confidence"),
    "gaps": _Columns("g.dispatch_id", "g.published", "g.publisher", texts=("g.words", "g.source")),
    "dispatches": _Columns("d.id", "d.published", "d.publisher", texts=("d.headline", "d.text")),
}  # fmt: skip


class Where:
    """Conditions in the making: SQL pieces joined by AND, and the values behind their placeholders."""

    def __init__(self, kind: str, filters: Filters) -> None:
        self.kind = kind
        self.columns = _COLUMNS[kind]
        self.filters = filters
        self.pieces: list[str] = []
        self.values: list[Any] = []
        self.as_of = ""

    def bind(self, value: Any) -> str:
        """A placeholder for the value, with the type it has."""
        self.values.append(value)
        kind = _SQL_TYPES[type(value[0])] + "[]" if isinstance(value, list) else _SQL_TYPES[type(value)]
        return f"${len(self.values)}::{kind}"

    def sql(self) -> str:
        return "\n  AND ".join(self.pieces) or "TRUE"


def listing(kind: str, filters: Filters, limit: int | None = None) -> tuple[str, list[Any]]:
    """The SQL of a listing, and the values to bind.

    Raises ``UsageError`` for a filter that means nothing for this kind of record.
    """
    filters.check_applies(kind)
    where = Where(kind, filters)
    if kind in HISTORIES:
        where.as_of = where.bind(filters.as_of or date.today())
    for name in filters.given():
        _BUILDERS[name](where)
    sql = _AS_OF.sub(lambda m: _up_to(where, m[1]), _filled(query(kind), where).replace("{where}", where.sql()))
    return sql.replace("{limit}", f"LIMIT {where.bind(limit)}" if limit is not None else "").strip(), where.values


def _filled(sql: str, where: Where) -> str:
    """The query with how each pledge stands on the day asked for."""
    if where.kind not in HISTORIES:
        return sql
    ahead = DAYS_AHEAD if where.filters.ahead is None else where.filters.ahead
    pieces = {"standing": query("standing"), "state": _STATE, "alert": _ALERT}
    if "{ahead}" in sql:
        pieces["ahead"] = where.bind(ahead + 1)
    for name, piece in pieces.items():
        sql = sql.replace(f"{{{name}}}", piece)
    return sql.replace("{as_of}", where.as_of)


def _up_to(where: Where, column: str) -> str:
    """What a row's day must be for the row to count: no later than the day that is asked about, if any is."""
    day = where.filters.as_of
    return "TRUE" if day is None else f"{column} <= {where.bind(day)}"


def is_in_store(wanted: Whom) -> tuple[str, list[Any]]:
    """A query that has a row when the store has such an actor; without SQL for one that is known to exist anyway."""
    where = Where("actors", Filters())
    if wanted.countries or wanted.codes or (wanted.ids and wanted.words):
        return "", []
    tables = (f"SELECT 1 FROM actors a WHERE {_is(where, 'a', wanted, key='a.id')}",
              f"SELECT 1 FROM parties q WHERE {_is(where, 'q', wanted)}")  # fmt: skip
    return f"SELECT 1 WHERE EXISTS ({tables[0]}) OR EXISTS ({tables[1]})", where.values


def _actor(where: Where) -> None:
    wanted = whom(where.filters.actor or "")
    if where.kind == "actors":
        where.pieces.append(_is(where, "a", wanted, key="a.id"))
    elif where.kind in _OF_DISPATCHES:
        match = _is(where, "a", wanted, key="a.id")
        where.pieces.append(f"EXISTS (SELECT 1 FROM actors a WHERE a.dispatch_id = d.id AND {match})")
    else:
        where.pieces.append(_any_party(where, _is(where, "q", wanted)))


def _dyad(where: Where) -> None:
    one, other, directed = split_dyad(where.filters.dyad or "")
    pieces = [_acts_on(where, whom(one), whom(other))]
    if not directed:
        pieces.append(_acts_on(where, whom(other), whom(one)))
    where.pieces.append(f"({' OR '.join(pieces)})")


def _acts_on(where: Where, source: Whom, target: Whom) -> str:
    """One party acts on another, or, where nobody is acted on, both act together."""
    acting, acted_on = where.columns.roles
    wanted = f"{_is(where, 'q', source)} AND {_is(where, 'r', target)}"
    pair = "JOIN parties r ON r.dispatch_id = q.dispatch_id AND r.record_id = q.record_id"
    towards = _among(
        where, f"{pair} WHERE q.role IN ({_quoted(acting)}) AND r.role IN ({_quoted(acted_on)}) AND {wanted}"
    )
    if where.columns.record != "e":
        return towards
    both = f"{pair} AND r.position <> q.position WHERE q.role = 'actor' AND r.role = 'actor' AND {wanted}"
    return f"{towards} OR (e.recipients = '' AND {_among(where, both)})"


def _mission(where: Where) -> None:
    """The mission that a force serves in, or the force whose strength it is."""
    match = _is(where, "q", whom(where.filters.mission or ""))
    where.pieces.append(_among(where, f"WHERE q.role IN ('mission', 'contributor') AND {match}"))


def _process(where: Where) -> None:
    match = _is(where, "q", process_meant(where.filters.process or ""))
    where.pieces.append(_among(where, f"WHERE q.role = 'process' AND {match}"))


def _any_party(where: Where, condition: str) -> str:
    roles = [role for group in where.columns.roles for role in group]
    return _among(where, f"WHERE q.role IN ({_quoted(roles)}) AND {condition}")


def _among(where: Where, parties: str) -> str:
    """The record is one of those that a search of its parties finds. Not a correlated subquery: the search runs once."""
    key = where.columns.record
    return f"({key}.dispatch_id, {key}.id) IN (SELECT q.dispatch_id, q.record_id FROM parties q {parties})"


def _is(where: Where, alias: str, wanted: Whom, key: str = "") -> str:
    """Whether a row of ``parties`` or ``actors`` is one of those wanted."""
    key = key or f"{alias}.actor_id"
    pieces = []
    if wanted.countries:
        pieces.append(f"{alias}.country = ANY({where.bind(list(wanted.countries))})")
    for actor_id in wanted.ids:
        place = where.bind(actor_id)
        pieces.append(f"{key} = {place} OR starts_with({key}, {place} || '.')")
    if wanted.codes:
        both = (
            f"({alias}.country = {code} OR strpos(' ' || {alias}.sectors || ' ', ' ' || {code} || ' ') > 0)"
            for code in map(where.bind, wanted.codes)
        )
        pieces.append(f"({' AND '.join(both)})")
    if wanted.words:
        pieces.append(f"strpos(' ' || {alias}.folded_name || ' ', ' ' || {where.bind(wanted.words)} || ' ') > 0")
    return f"({' OR '.join(pieces)})"


def _region(where: Where) -> None:
    countries = f"ANY({where.bind(list(where.filters.region or ()))})"
    if where.kind in ("actors", "places"):
        where.pieces.append(f"a.country = {countries}")
    elif where.kind in _OF_DISPATCHES:
        inside = (f"EXISTS (SELECT 1 FROM {t} a WHERE a.dispatch_id = d.id AND a.country = {countries})"
                  for t in ("actors", "places"))  # fmt: skip
        where.pieces.append(f"({' OR '.join(inside)})")
    else:
        party = _any_party(where, f"q.country = {countries}")
        where.pieces.append(f"(e.country = {countries} OR {party})" if where.columns.record == "e" else party)


def _type(where: Where) -> None:
    types, quads = where.filters.types_and_quads()
    pieces = [
        f"e.{column} = ANY({where.bind(wanted)})" for column, wanted in (("type", types), ("quad", quads)) if wanted
    ]
    where.pieces.append(f"({' OR '.join(pieces)})")


def _mode(where: Where) -> None:
    where.pieces.append(f"e.mode = ANY({where.bind(list(where.filters.mode))})")


def _factuality(where: Where) -> None:
    where.pieces.append(f"{where.columns.record}.factuality = ANY({where.bind(list(where.filters.factuality))})")


def _since(where: Where) -> None:
    start, end, day = f"{where.columns.days}_start", f"{where.columns.days}_end", where.bind(where.filters.since)
    where.pieces.append(f"({end} >= {day} OR ({end} IS NULL AND {start} IS NOT NULL))")


def _until(where: Where) -> None:
    start, end, day = f"{where.columns.days}_start", f"{where.columns.days}_end", where.bind(where.filters.until)
    where.pieces.append(f"({start} <= {day} OR ({start} IS NULL AND {end} IS NOT NULL))")


def _min_confidence(where: Where) -> None:
    where.pieces.append(f"{where.columns.confidence} >= {where.bind(where.filters.min_confidence)}")


def _publisher(where: Where) -> None:
    where.pieces.append(f"lower({where.columns.publisher}) = lower({where.bind(where.filters.publisher)})")


def _text(where: Where) -> None:
    words = where.bind(where.filters.text)
    pieces = (f"strpos(lower({column}), lower({words})) > 0" for column in where.columns.texts)
    where.pieces.append(f"({' OR '.join(pieces)})")


def _dispatch(where: Where) -> None:
    where.pieces.append(f"starts_with({where.columns.dispatch}, {where.bind(where.filters.dispatch)})")


def _state(where: Where) -> None:
    where.pieces.append(f"{_STATE} = ANY({where.bind(list(where.filters.state))})".replace("{as_of}", where.as_of))


def _group(where: Where) -> None:
    where.pieces.append(f"starts_with(m.group_id, {where.bind(where.filters.group)})")


def _as_of(where: Where) -> None:
    alias = "g" if where.kind == "gaps" else "d"
    where.pieces.append(f"{alias}.published_end <= {where.as_of or where.bind(where.filters.as_of)}")


def _ahead(where: Where) -> None:
    """How far ahead alerts look stands in the query itself."""


def _quoted(roles: tuple[str, ...] | list[str]) -> str:
    return ", ".join(f"'{role}'" for role in roles)


_OF_DISPATCHES = ("dispatches", "stories")
_AS_OF = re.compile(r"\{as_of:([\w.]+)\}")
"""Stands in a query where rows count only up to a day: ``{as_of:m.day}``."""

_SQL_TYPES = {str: "TEXT", int: "INTEGER", float: "DOUBLE PRECISION", date: "DATE"}

_BUILDERS: dict[str, Callable[[Where], None]] = {
    "actor": _actor,
    "dyad": _dyad,
    "region": _region,
    "type": _type,
    "mode": _mode,
    "since": _since,
    "until": _until,
    "factuality": _factuality,
    "min_confidence": _min_confidence,
    "publisher": _publisher,
    "text": _text,
    "dispatch": _dispatch,
    "mission": _mission,
    "process": _process,
    "state": _state,
    "as_of": _as_of,
    "ahead": _ahead,
    "group": _group,
}
