"""What a row of the user's own changes, in words: whose place it takes, who held the office with them, what else is so called."""

from __future__ import annotations

from itertools import islice

from dragoman.ids import fold
from dragoman.knowledge.actors.loader import FOLDER, READERS, Row, same_term, spellings
from dragoman.knowledge.actors.records import ArmedGroup, Holder, Organisation, Tables, Term
from dragoman.knowledge.words.actor_words import words

SHOWN = 3


class Effects:
    """What rows change, told from the tables that they make together with all others."""

    def __init__(self, table: str, tables: Tables) -> None:
        self.table = table
        self._in_office: dict[tuple[str, str], list[Holder]] = {}
        self._called: dict[str, set[str]] = {}
        if table == "holders":
            for h in tables.holders:
                self._in_office.setdefault((h.office, h.of), []).append(h)
            return
        groups: tuple[Organisation | ArmedGroup, ...] = (*tables.organisations.values(), *tables.armed_groups.values())
        for o in groups:
            for name in (o.name, *o.names, *o.acronyms):
                self._called.setdefault(fold(name), set()).add(o.id)
        for c in tables.countries.values():
            for name in (c.name, *c.names):
                self._called.setdefault(fold(name), set()).add(c.code)

    def of(self, row: Row, done: str, old: Row | None) -> str:
        """One line about one row."""
        whose = "" if old is None else "the shipped row" if old.file.parent == FOLDER else "your row"
        if done == "known":
            return f"{whose} says so already"
        said = [f"takes the place of {whose}: {_changes(self.table, row, old)}"] if old else []
        said += self._others_in_office(row) if self.table == "holders" else self._namesakes(row)
        return "; ".join(said) or "new"

    def _others_in_office(self, row: Row) -> list[str]:
        """Who else held the office in the days of a row: it closes nobody's term."""
        new = READERS["holders"](row)
        assert isinstance(new, Holder)
        if new.office in words("many_holders"):
            return []
        others = (
            f"{h.name} ({h.term.since or '?'} to {h.term.until or 'now'})"
            for h in self._in_office[new.office, new.of]
            if _share_more_than_a_day(h.term, new.term) and not same_term(h, new)
        )
        first = list(islice(others, SHOWN + 1))
        more = " and others" if len(first) > SHOWN else ""
        return [f"at the same time as {', '.join(first[:SHOWN])}{more}"] if first else []

    def _namesakes(self, row: Row) -> list[str]:
        """Which names of a row mean something else besides."""
        if "name" not in row.cells:
            return []
        mine = dict.fromkeys([row.cells["name"], *row.listed("names"), *row.listed("acronyms")])
        also = {name: sorted(self._called.get(fold(name), set()) - {row.cells["id"]}) for name in mine}
        return [f"{name!r} also means {', '.join(ids)}" for name, ids in also.items() if ids]


def _changes(table: str, row: Row, old: Row) -> str:
    new, before = READERS[table](row), READERS[table](old)
    if isinstance(new, Holder) and isinstance(before, Holder):
        return _corrections(new, before)
    changed = [c for c in row.cells if c not in ("source", "checked") and row.cells[c] != old.cells[c]]
    return ", ".join(f"{c} {old.cells[c] or 'none'} -> {row.cells[c] or 'none'}" for c in changed)


def _corrections(new: Holder, old: Holder) -> str:
    """What a row about a term of office that is known changes of it."""
    term = new.term.sharpened(old.term)
    bounds = (("from", old.term.since, term.since), ("to", old.term.until or "now", term.until or "now"))
    said = [f"{column} {before} -> {after}" for column, before, after in bounds if before != after]
    names = [n for n in (new.name, *new.names) if fold(n) not in spellings(old)]
    return ", ".join(said + ([f"also spelt {', '.join(names)}"] if names else []))


def _share_more_than_a_day(a: Term, b: Term) -> bool:
    """A successor begins on the day that the predecessor ends."""
    starts = [t for t in (a.sure_start, b.sure_start) if t]
    ends = [t for t in (a.sure_end, b.sure_end) if t]
    return not starts or not ends or max(starts) < min(ends)
