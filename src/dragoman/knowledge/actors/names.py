"""Where the names, titles and common nouns of the actor tables stand in a text: one automaton, built once per process.

Texts and names are compared character by character in a folded form of the same length (no case, no diacritics,
hyphens as spaces), so that offsets stay true. Capital letters of a name must be capitals in the text; acronyms of up
to five letters must be spelt exactly ("US", "WHO", never "us", "who").
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

from dragoman.ids import fold
from dragoman.knowledge.actors import tables
from dragoman.knowledge.actors.records import ArmedGroup, Holder, Organisation, Tables
from dragoman.knowledge.words.actor_words import words

ROLES = (
    "country",
    "adjective",
    "people",
    "capital",
    "seat",
    "organisation",
    "armed_group",
    "noun",
    "person",
    "title",
    "body",
)
GROUPS = frozenset({"group", "network", "gang", "cartel", "movement", "militia"})
FIGHTERS = ("fighters", "gunmen", "militants", "rebels", "members", "commanders", "hitmen")
SURNAME_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "KHM"})


class Entry(NamedTuple):
    """One meaning of a name: its ``role`` (one of ``ROLES``), the id of its row (for a person: the name) and number."""

    role: str
    id: str
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A name in a text: half-open character offsets, and everything it may mean."""

    start: int
    end: int
    entries: tuple[Entry, ...]


class Names:
    """All names of a set of tables. ``surnames``: folded surname to the full names of the office holders who bear it."""

    def __init__(self, tables: Tables) -> None:
        import ahocorasick

        self._forms: dict[str, dict[tuple[str, bool], list[Entry]]] = {}
        for form, cased, entry in _forms(tables):
            key = folded(form)
            found = self._forms.setdefault(key, {}).setdefault((form if cased else "", cased), [])
            if key.strip() and entry not in found:
                found.append(entry)
        self._automaton: Any = ahocorasick.Automaton()
        for key in self._forms:
            if key.strip():
                self._automaton.add_word(key, key)
        self._automaton.make_automaton()
        self.surnames = _surnames(tables.holders)

    def find(self, text: str) -> list[Hit]:
        """The names in a text, the leftmost and longest of those that overlap, in text order."""
        plain = folded(text)
        hits: list[Hit] = []
        for last, key in self._automaton.iter(plain):
            start, end = last + 1 - len(key), last + 1
            if _inside_word(plain, start) or _inside_word(plain, end):
                continue
            entries = self._entries(key, text[start:end])
            if entries:
                hits.append(Hit(start, end, entries))
        hits.sort(key=lambda h: (h.start, -h.end))
        return list(_leftmost_longest(hits))

    def _entries(self, key: str, words: str) -> tuple[Entry, ...]:
        found: dict[Entry, None] = {}
        for (form, cased), entries in self._forms[key].items():
            if not cased or _same_capitals(form, words):
                found.update(dict.fromkeys(entries))
        return tuple(found)


@lru_cache(maxsize=1)
def names() -> Names:
    """The names of the shipped tables."""
    return Names(tables())


def folded(text: str) -> str:
    """A text in lower case, without diacritics, hyphens as spaces, exactly as long as before.

    >>> folded("Côte d’Ivoire"), folded("Secretary-General")
    ("cote d'ivoire", 'secretary general')
    """
    return text.translate(_PLAIN)


def plural_of(title: str) -> str:
    """A title or common noun in the plural.

    >>> [plural_of(t) for t in ("foreign minister", "secretary of state", "secretary-general", "spokesman")]
    ['foreign ministers', 'secretaries of state', 'secretaries-general', 'spokesmen']
    """
    for mark in (" of ", " for ", " to ", "-general", " general", "-designate", "-elect", "-in-", " in "):
        head, found, rest = title.partition(mark)
        if found:
            return plural_of(head) + found + rest
    if title.endswith("man"):
        return title[:-3] + "men"
    if title.endswith("person"):
        return title[:-6] + "people"
    if title.endswith("y") and title[-2:-1] not in "aeo":
        return title[:-1] + "ies"
    if title.endswith(("s", "x", "ch", "sh")):
        return title + "es"
    return title + "s"


def _forms(tables: Tables) -> Iterator[tuple[str, bool, Entry]]:
    """Every form of every row: the words, whether capitals count, and the meaning."""
    for c in tables.countries.values():
        for role, forms in (
            ("country", (c.name, *c.names)),
            ("adjective", c.adjectives),
            ("people", c.peoples),
            ("capital", c.capital),
            ("seat", c.seats),
        ):
            yield from ((_bare(f), True, Entry(role, c.code)) for f in forms)
    groups: tuple[Organisation | ArmedGroup, ...] = (*tables.organisations.values(), *tables.armed_groups.values())
    for o in groups:
        role = "armed_group" if o.id in tables.armed_groups else "organisation"
        yield from ((_bare(f), True, Entry(role, o.id)) for f in (o.name, *o.names, *o.acronyms))
        yield from ((f, True, Entry(role, o.id)) for name in (o.name, *o.names) for f in _generic_end(_bare(name)))
        yield from ((f, True, Entry(role, o.id)) for f in _fighters(o) if role == "armed_group")
        yield from ((_bare(f), False, Entry("noun", o.id)) for f in o.nouns)
    titles = {t for office in tables.offices.values() for t in office.titles}
    prefixes = {folded(a) for o in groups for a in (o.acronyms or (o.name,))}
    bodies = {n for b in tables.bodies.values() for n in b.nouns}
    for office in tables.offices.values():
        for title in office.titles:
            if _is_two_names(title, titles, prefixes) or (
                office.id == "spokesperson" and _is_two_names(title, titles, bodies)
            ):
                continue
            yield title, False, Entry("title", office.id)
            yield plural_of(title), False, Entry("title", office.id, True)
    for body in tables.bodies.values():
        for noun in body.nouns:
            yield noun, False, Entry("body", body.id, noun.endswith("s"))
            if not noun.endswith(("s", "men", "people", "police", "military")):
                yield plural_of(noun), False, Entry("body", body.id, True)
            elif body.kind == "people":
                yield _singular_of(noun), False, Entry("body", body.id)
    for h in tables.holders:
        yield from ((f, True, Entry("person", h.name)) for f in (h.name, *h.names))


def _is_two_names(title: str, titles: set[str], prefixes: set[str]) -> bool:
    """Whether a title is a name and a title of their own ("EU minister"): read apart, they say whose title it is."""
    words = title.split(" ")
    return any(" ".join(words[:i]) in prefixes and " ".join(words[i:]) in titles for i in range(1, len(words)))


def _bare(form: str) -> str:
    """A form without its article: the text may have it or not."""
    return form[4:] if form[:4] in ("the ", "The ") else form


def _generic_end(name: str) -> Iterator[str]:
    """A long name with its last word in lower case: "Multinational Security Support mission"."""
    start, _, last = name.rpartition(" ")
    if start.count(" ") >= 2 and last.lower() in words("org_word"):
        yield f"{start} {last.lower()}"


def _fighters(group: Organisation | ArmedGroup) -> Iterator[str]:
    """The people of a group whose name ends in a common noun, by its first words: "Maute fighters" of the Maute group."""
    for name in (group.name, *group.names):
        start, _, last = name.rpartition(" ")
        if start[:1].isupper() and last in GROUPS:
            yield from (f"{start} {people}" for people in FIGHTERS)


def _singular_of(noun: str) -> str:
    if noun.endswith("men"):
        return noun[:-3] + "man"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def _surnames(holders: Iterable[Holder]) -> dict[str, tuple[str, ...]]:
    """Every run of words at the end of a name ("lopez obrador", "obrador"), and the first where it is the family's."""
    found: dict[str, dict[str, None]] = {}
    for h in holders:
        for name in (h.name, *h.names):
            words = fold(name).split()
            endings = [" ".join(words[i:]) for i in range(1, len(words))] or words
            for surname in endings + (words[:1] if h.of in SURNAME_FIRST else []):
                found.setdefault(surname, {})[h.name] = None
    return {k: tuple(v) for k, v in found.items()}


def _leftmost_longest(hits: list[Hit]) -> Iterator[Hit]:
    end = 0
    for h in hits:
        if h.start >= end:
            yield h
            end = h.end


def _inside_word(text: str, i: int) -> bool:
    return 0 < i < len(text) and text[i - 1].isalnum() and text[i].isalnum()


def _same_capitals(form: str, words: str) -> bool:
    if len(form) <= 5 and form.isupper():
        return words == form
    return all(words[i].isupper() or not c.isupper() or (i > 0 and form[i - 1].isalnum()) for i, c in enumerate(form))


def _plain_character(c: str) -> str:
    base = unicodedata.normalize("NFKD", c)
    low = "".join(x for x in base if not unicodedata.combining(x)).lower()
    return low if len(low) == 1 else c


_PLAIN: dict[int, str] = {i: _plain_character(chr(i)) for i in (*range(0x250), *range(0x1E00, 0x1F00))} | {
    ord(a): b for a, b in zip("đĐłŁøØıİ’‘ʼ`-‐‑–\n\t\xa0\u202f", "ddlloo" + "ii" + "''''" + "    " + "    ", strict=True)
}
