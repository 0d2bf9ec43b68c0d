"""Phrases that stand beside each other and mean one actor: "the Secretary-General of NATO, Jens Stoltenberg"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.knowledge.actors import tables
from dragoman.reader.actors.namings import Naming, Phrases

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.reader.actors.units import Unit

PERSON_AND_ROLE = ({"person", "office"}, {"person", "body"}, {"person", "described"})
CALLED = (["known"], ["named"], ["nicknamed"], ["called"], ["dubbed"], ["identified"])


def appositions(doc: Doc, phrases: Phrases, namings: dict[int, Naming]) -> dict[int, int]:
    """Heads of the phrases in apposition, each to the other of its pair."""
    found: dict[int, int] = {}
    ordered = sorted(namings.values(), key=lambda n: n.start)
    for n in ordered:
        token = doc[n.head]
        host = namings.get(phrases.top[token.head.i]) if token.dep_ == "appos" else None
        if host is not None and host is not n and _is_one_actor(doc, host, n):
            _pair(found, host, n)
    for i, a in enumerate(ordered):
        b = next((n for n in ordered[i + 1 : i + 4] if n.start >= a.end), None)
        if b is not None and _is_side_by_side(doc, a, b):
            _pair(found, a, b)
    return found


def _pair(found: dict[int, int], a: Naming, b: Naming) -> None:
    if a.head not in found and b.head not in found:
        found[a.head], found[b.head] = b.head, a.head


def _is_government(unit: Unit) -> bool:
    """Whether a body is one that no person is: a junta, a ministry."""
    return not unit.has("title") and all(tables().bodies[i].kind == "government" for i in unit.ids("body"))


def _is_owner(doc: Doc, name: Naming, role: Naming) -> bool:
    """Whether the name says whose the other is: "the rebel's attorney general"."""
    return doc[name.head].dep_ == "poss" and doc[name.head].head.i == role.head


def _is_one_actor(doc: Doc, a: Naming, b: Naming) -> bool:
    kinds = {a.kind, b.kind}
    if kinds in PERSON_AND_ROLE:
        role = a if a.kind != "person" else b
        if role.kind == "body" and role.unit is not None and _is_government(role.unit):
            return False
        name = b if role is a else a
        return not role.plural and not role.each and not _is_owner(doc, name, role)
    return kinds in ({"entity", "body"}, {"entity", "organisation"}) and a.end <= b.start


def _is_side_by_side(doc: Doc, a: Naming, b: Naming) -> bool:
    """Name and title with only a comma between, where the parser saw no apposition."""
    if {a.kind, b.kind} not in PERSON_AND_ROLE or not _is_one_actor(doc, a, b):
        return False
    between = [t.text for t in doc[a.end : b.start] if t.pos_ not in ("DET", "SPACE")]
    if b.kind == "person" and [w for w in between if w != "as"] in CALLED:
        return True
    after = doc[b.end].text if b.end < len(doc) else "."
    role = a if a.kind != "person" else b
    scoped = bool(role.countries or role.organisations or role.titles)
    return scoped and between == [","] and after in (",", ".", ")", ";")
