"""Which negotiation a dispatch tells of: one of the table of processes, or one known from its words alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.ids import slug
from dragoman.knowledge.actors import country
from dragoman.knowledge.processes import Process, processes, running
from dragoman.knowledge.words.negotiations import talk_words
from dragoman.reader.negotiations.sides import (
    ENVOYS,
    Scene,
    between,
    can_negotiate,
    is_talk,
    key_of,
    loosely_in,
    mediators_in,
    parties_at,
    side_in,
)
from dragoman.reader.phrases import lemma_of
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, doers, prep_objects
from dragoman.records import Party

if TYPE_CHECKING:
    pass


IN_TOWN = re.compile(r"([A-Z]\w+(?: [A-Z]\w+)?) (?:peace )?(talks|summit)")
"""Aliases that may be said the other way round: "the Havana talks", "the talks in Havana"."""
DYAD = re.compile(r"[A-Z]\w+-[A-Z]\w+")
FACTIONS = re.compile(r"\b(?:rival|factions?|parties|sides|camps|warring|both)\b", re.IGNORECASE)


def find_scenes(sheet: Sheet) -> list[Scene]:
    """The processes of a dispatch, the one told of first in front; none where nobody negotiates."""
    text = sheet.dispatch.text
    if not speaks_of(text, "strong") and not speaks_of(text, "between states"):
        return _by_name(sheet)
    found = _by_name(sheet)
    for sides, at in _talking(sheet):
        scene = _of_sides(sides, found, sheet)
        if scene is not None:
            scene.at.append(at)
    if not found and (row := _by_parties(sheet)) is not None:
        found = [_scene(row, sheet, [])]
    if not found and (scene := _by_conflict(sheet)) is not None:
        found = [scene]
    for scene in found:
        _add_mediators(scene, sheet)
    return found


def _by_name(sheet: Sheet) -> list[Scene]:
    """The processes that the text names, one of whose parties it names too."""
    if _any_name().search(sheet.dispatch.text) is None:
        return []
    found = []
    for row in running(sheet.published.start, sheet.published.end):
        if (pattern := _names(row)) is None:
            continue
        hits = list(pattern.finditer(sheet.dispatch.text))
        names_both = any(DYAD.search(m[0]) for m in hits)
        if hits and (row.by_name or names_both or _present(row, sheet)):
            found.append((len(_present(row, sheet)), _scene(row, sheet, [m.start() for m in hits])))
    found.sort(key=lambda pair: (-pair[0], pair[1].at[0]))
    return [scene for _, scene in found]


@lru_cache(maxsize=1)
def _any_name() -> re.Pattern[str]:
    """All names of the table at once: most texts have none."""
    return re.compile("|".join(p.pattern for row in processes() if (p := _names(row)) is not None), re.IGNORECASE)


@lru_cache(maxsize=256)
def _names(row: Process) -> re.Pattern[str] | None:
    if not row.aliases:
        return None
    names = [*row.aliases, *(f"{m[2]} in {m[1]}" for a in row.aliases if (m := IN_TOWN.fullmatch(a)))]
    words = "|".join(r"[\s-]+".join(map(re.escape, re.split(r"[\s-]+", a))) for a in names)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)


def _present(row: Process, sheet: Sheet) -> dict[str, Party]:
    """The sides of a process that the dispatch names."""
    found: dict[str, Party] = {}
    for m in sheet.parties.mentions:
        if m.members:
            continue
        party = sheet.parties.party(m)
        side = side_in(row.parties, party, sheet.parties.actors[m.actor])
        if side is not None:
            found.setdefault(side, party)
    return found


def _scene(row: Process, sheet: Sheet, hits: list[int]) -> Scene:
    process = Party(id=row.id, name=row.name, country=None, sectors=(), span=None)
    sides = _present(row, sheet)
    if len(row.parties) == 2 and len(sides) < 2:
        sides |= {code: side for code in row.parties if code not in sides and (side := _state(code)) is not None}
    return Scene(process, row, sides, {}, list(hits))


def _state(code: str) -> Party | None:
    """A side that only the name of its process tells: "the two sides" of the Belgrade-Pristina dialogue."""
    found = country(code)
    return Party(id=code, name=found.name, country=code, sectors=(), span=None) if found is not None else None


def _by_parties(sheet: Sheet) -> Process | None:
    """The process whose parties the dispatch names: two of them at least, and a word of its topic where it has one."""
    ranked = []
    for row in running(sheet.published.start, sheet.published.end):
        if row.by_name or (row.topics and not _mentions(sheet.dispatch.text, row.topics)):
            continue
        present = _present(row, sheet)
        factions = len(present) == 1 and any(FACTIONS.search(p.name) for p in _worded(present, sheet))
        if len(present) > 1 or (factions and not row.topics and len(row.parties) > 2):
            ranked.append((-len(present), not row.topics, len(row.parties), row.id, row))
    return min(ranked)[-1] if ranked else None


def _worded(present: dict[str, Party], sheet: Sheet) -> Iterator[Party]:
    """Parties under the words that mean them: "Libya's rival parliaments"."""
    from dataclasses import replace

    for party in present.values():
        if party.span is not None:
            yield replace(party, name=party.span.of(sheet.dispatch.text))


def _by_conflict(sheet: Sheet) -> Scene | None:
    """A state and its own rebels or opposition, or its factions with a mediator, in a text about negotiations."""
    if not speaks_of(sheet.dispatch.text, "between states"):
        return None
    named = {m.actor: sheet.parties.party(m) for m in reversed(sheet.parties.mentions) if not m.members}
    against = [p for p in named.values() if {"REB", "OPP"} & set(p.sectors) and p.country is not None]
    for other in against:
        states = [p for p in named.values() if key_of(p, sheet.parties.actors.get(p.id)) == other.country]
        if states:
            return _new([states[0], other], sheet)
    factions = [p for p in named.values() if FACTIONS.search(p.name) and "PTY" in p.sectors]
    if factions and any(True for _ in mediators_in(sheet.doc, sheet)):
        return _new(factions[:1], sheet)
    return None


def _is_negotiated(sheet: Sheet, sides: list[Party]) -> bool:
    """Whether words of negotiating stand in the text; for states alone, more than that they talked."""
    states = all(key_of(p, sheet.parties.actors.get(p.id)) == p.country for p in sides)
    return speaks_of(sheet.dispatch.text, "between states" if states else "strong")


def _of_sides(sides: list[Party], found: list[Scene], sheet: Sheet) -> Scene | None:
    """The scene of those who are said to talk: one that is known, one of the table, or a new one, which joins ``found``."""
    for scene in found:
        if all(scene.side(p, sheet) or scene.mediates(p, sheet) for p in sides):
            _join(scene, sides, sheet)
            return scene
    row = _row_of(sides, sheet)
    if row is not None:
        scene = next((s for s in found if s.row is row), None) or _scene(row, sheet, [])
    elif _is_process(sides, sheet):
        scene = _new(sides, sheet)
    else:
        return None
    if all(s.process.id != scene.process.id for s in found):
        found.append(scene)
    return scene


def _join(scene: Scene, sides: list[Party], sheet: Sheet) -> None:
    for p in sides:
        if (key := scene.side(p, sheet)) is not None:
            scene.sides.setdefault(key, p)


def _row_of(sides: list[Party], sheet: Sheet) -> Process | None:
    """The row of the table that has all of the sides, as different parties; of several the one whose topic is spoken of."""
    ranked = []
    for row in running(sheet.published.start, sheet.published.end):
        strict = [side_in(row.parties, p, sheet.parties.actors.get(p.id)) for p in sides]
        if row.by_name or not any(strict):
            continue
        loose = [
            k or loosely_in(row.parties, p, sheet.parties.actors.get(p.id)) for k, p in zip(strict, sides, strict=True)
        ]
        if None in loose or len(set(loose)) < len(sides):
            continue
        topical = bool(row.topics) and _mentions(sheet.dispatch.text, row.topics)
        if not row.topics or topical:
            ranked.append((not topical, len(row.parties), row.id, row))
    return min(ranked)[-1] if ranked else None


def _is_process(sides: list[Party], sheet: Sheet) -> bool:
    return all(can_negotiate(p, sheet) for p in sides) and _is_negotiated(sheet, sides)


def _new(sides: list[Party], sheet: Sheet) -> Scene:
    """A process without a name: its id is made of those of its sides, in the order of the alphabet."""
    keyed = {key_of(p, sheet.parties.actors.get(p.id)): p for p in sides}
    if len(keyed) < len(sides):
        keyed = {p.id: p for p in sides}
    ids = sorted(keyed)
    names = [_short(keyed[i], i) for i in ids]
    process = Party(
        id="TALKS." + "+".join(slug(i) if i.startswith("S.") else i for i in ids),
        name="Talks of " + " and ".join(names),
        country=None,
        sectors=(),
        span=None,
    )
    return Scene(process, None, keyed)


def _short(party: Party, key: str) -> str:
    found = country(key)
    return found.name if found is not None else party.name


def _talking(sheet: Sheet) -> Iterator[tuple[list[Party], int]]:
    """Two or more who are said to negotiate with each other, with where: by the noun, its verb, or the verb alone."""
    for t in sheet.doc:
        sides: list[Party] = []
        if is_talk(t):
            sides = between(t, sheet)
            if len(sides) < 2 and t.head.pos_ in ("VERB", "AUX") and t.dep_ in ("dobj", "pobj", "attr"):
                sides = parties_at(doers(t.head), sheet) + sides
            elif len(sides) < 2 and t.dep_ == "pobj" and t.head.head.pos_ in ("VERB", "AUX"):
                sides = parties_at(doers(t.head.head), sheet) + sides
        elif t.pos_ == "VERB" and lemma_of(t) in ("mediate", "broker"):
            things = [t, *children(t, "dobj")]
            sides = parties_at([o for x in things for o in prep_objects(x, "between", "among")], sheet)
        elif t.pos_ == "VERB" and lemma_of(t) == "negotiate":
            sides = parties_at(doers(t), sheet) + parties_at(prep_objects(t, "with"), sheet)
        elif lemma_of(t) in ("negotiator", "mediator"):
            sides = parties_at(prep_objects(t, "from", "between"), sheet) if t.tag_ == "NNS" else []
        once = {key_of(p, sheet.parties.actors.get(p.id)): p for p in sides}
        if len(once) > 1:
            yield list(once.values()), t.idx


def _add_mediators(scene: Scene, sheet: Sheet) -> None:
    for party in (*(p for p, _ in mediators_in(sheet.doc, sheet)), *_usual_mediators(scene, sheet)):
        if scene.side(party, sheet) is None or scene.row is not None and _only_mediates(scene.row, party, sheet):
            scene.mediators.setdefault(key_of(party, sheet.parties.actors.get(party.id)), party)


def _usual_mediators(scene: Scene, sheet: Sheet) -> Iterator[Party]:
    """Envoys of those who usually mediate in a process: "the United Nations envoy"."""
    if scene.row is None:
        return
    for m in sheet.parties.mentions:
        words = {w.lower() for w in m.span.of(sheet.dispatch.text).split()}
        party = sheet.parties.party(m)
        if words & ENVOYS and side_in(scene.row.mediators, party, sheet.parties.actors[m.actor]):
            yield party


def _only_mediates(row: Process, party: Party, sheet: Sheet) -> bool:
    """Whether a process has somebody among its mediators as well as its parties ("the UN" in talks of the UN)."""
    return side_in(row.mediators, party, sheet.parties.actors.get(party.id)) is not None


def speaks_of(text: str, name: str) -> bool:
    """Whether a text has one of the words of a list of negotiating."""
    return _mentions(text, tuple(sorted(talk_words(name))))


def _mentions(text: str, words: tuple[str, ...]) -> bool:
    return _pattern(words).search(text) is not None


@lru_cache(maxsize=256)
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})", re.IGNORECASE)
