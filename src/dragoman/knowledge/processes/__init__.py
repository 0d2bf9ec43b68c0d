"""The negotiations that have names: who negotiates, who usually mediates, under which names, from when to when.

``processes.tsv``, written by hand by the project, has a row for each. ``aliases``: words that name it, in any case.
``parties``, ``mediators``: ids of the actor tables, country codes, or a country's code with a sector ("VEN OPP").
``topics``: where the parties have more than one process, one of these words must stand in the text; ``!`` for a process
that its names alone tell. ``valid_from``, ``valid_to``: the years, months or days in which it is reported on.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import tables
from dragoman.knowledge.actors.loader import Row, rows
from dragoman.knowledge.actors.records import Term
from dragoman.knowledge.ontology import SECTORS

FILE = Path(__file__).parent / "processes.tsv"
COLUMNS = "id name aliases parties mediators topics valid_from valid_to source checked"
BY_NAME_ONLY = "!"


@dataclass(frozen=True, slots=True)
class Process:
    """``by_name``: only its names tell it; ``topics``: one of these words must stand beside its parties."""

    id: str
    name: str
    aliases: tuple[str, ...]
    parties: tuple[str, ...]
    mediators: tuple[str, ...]
    topics: tuple[str, ...]
    by_name: bool
    term: Term


@lru_cache(maxsize=1)
def processes(file: Path = FILE) -> tuple[Process, ...]:
    """All rows of the table. Raises ``KnowledgeError`` naming the line of a defective one."""
    found = [_process(row) for row in rows(file, COLUMNS)]
    if len({p.id for p in found}) < len(found):
        twice = next(p.id for i, p in enumerate(found) if p.id in {q.id for q in found[:i]})
        raise KnowledgeError(f"{file.name}: the id {twice!r} stands there twice.")
    return tuple(found)


def running(start: date | None, end: date | None) -> list[Process]:
    """The processes that may be reported on any day of a closed interval; ``None`` is an open end."""
    return [p for p in processes() if p.term.overlaps(start, end)]


def _process(row: Row) -> Process:
    topics = row.listed("topics")
    parties, mediators = row.listed("parties"), row.listed("mediators")
    for column, listed in (("parties", parties), ("mediators", mediators)):
        for token in listed:
            id, _, sector = token.partition(" ")
            if not _is_known(id) or (sector and sector not in SECTORS):
                raise row.wrong(column, f"{token!r} is no id of the actor tables, nor a country with a sector")
    if not parties:
        raise row.wrong("parties", "must not be empty")
    return Process(
        id=row.text("id"),
        name=row.text("name"),
        aliases=row.listed("aliases"),
        parties=parties,
        mediators=mediators,
        topics=() if topics == (BY_NAME_ONLY,) else topics,
        by_name=topics == (BY_NAME_ONLY,),
        term=row.term("valid_from", "valid_to"),
    )


def _is_known(id: str) -> bool:
    known = tables()
    return id in known.countries or id in known.organisations or id in known.armed_groups
