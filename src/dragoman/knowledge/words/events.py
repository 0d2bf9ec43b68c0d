"""The lexicon of event words: ``events_verbs.tsv``, ``events_nouns.tsv`` and the word classes they use.

Each row says which PLOVER type a word means in which surroundings, and which of its neighbours in the grammar act
and are acted on. docs/events.md explains the columns. The loader turns rows into :class:`Entry` and orders the
entries of a word so that the first that fits is the most special.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.errors import DragomanError, KnowledgeError
from dragoman.knowledge import ontology

COLUMNS = ("word", "where", "type", "mode", "contexts", "source", "target", "confidence", "cameo")
TABLES = {"V": "events_verbs.tsv", "N": "events_nouns.tsv"}
CLASSES = "events_classes.tsv"
FROM_TOPIC = "*"
NO_EVENT = "-"

Roles = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Condition:
    """``place`` is a role ("obj", "to") or one of the special places of ``reader/events/conditions.py``; without ``words`` it
    must merely be filled."""

    place: str
    words: frozenset[str]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One meaning of one word.

    ``words``: further words that must hang on it ("break" with "off"). ``sources``, ``targets``: alternatives, each
    a tuple of roles that are taken together; the first alternative that names anyone counts. ``mutual``: all of them
    act on each other. ``type`` ``"-"``: in these surroundings the word is no event ("heart attack"). ``mode``: ``"*"`` where it follows from the topic, as in "demanded the release of".
    """

    lemma: str
    words: tuple[str, ...]
    conditions: tuple[Condition, ...]
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    sources: Roles
    targets: Roles
    mutual: bool
    confidence: float
    cameo: str | None
    why: str

    @property
    def specificity(self) -> int:
        return 3 * len(self.words) + sum(2 if c.words else 1 for c in self.conditions if not c.negated)


def entries_of(lemma: str, pos: str) -> tuple[Entry, ...]:
    """The meanings of a verb (``pos`` "V") or noun ("N"), most special first; empty where it is no event word."""
    return _lexicon()[pos].get(lemma, ()) if pos else ()


def words_of(name: str) -> frozenset[str]:
    """The words of a class, as "talks" or "light". Raises ``KnowledgeError`` for a class that there is not."""
    if name not in _classes():
        raise KnowledgeError(f"{CLASSES}: no class {name!r}. There are: {', '.join(sorted(_classes()))}.")
    return _classes()[name]


@lru_cache(maxsize=1)
def _classes() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for number, row in _rows(CLASSES, ("class", "words")):
        words: set[str] = set()
        for w in row["words"].split("|"):
            if w.startswith("@") and w[1:] not in found:
                raise KnowledgeError(
                    f"{CLASSES}, line {number}, column words: {w} must stand above the row that uses it."
                )
            words |= found[w[1:]] if w.startswith("@") else {w}
        found[row["class"]] = frozenset(words)
    return found


@lru_cache(maxsize=1)
def _lexicon() -> dict[str, dict[str, tuple[Entry, ...]]]:
    lexicon: dict[str, dict[str, tuple[Entry, ...]]] = {}
    for pos, name in TABLES.items():
        by_lemma: dict[str, list[Entry]] = defaultdict(list)
        for number, row in _rows(name, COLUMNS):
            for word in row["word"].split("|"):
                entry = _entry(word, row, f"{name}, line {number}")
                by_lemma[entry.lemma].append(entry)
        lexicon[pos] = {
            k: tuple(sorted(v, key=lambda e: (-e.specificity, e.type != NO_EVENT))) for k, v in by_lemma.items()
        }
    return lexicon


def all_entries() -> Iterator[tuple[str, Entry]]:
    """Every entry with its part of speech, for tests and counts."""
    for pos, words in _lexicon().items():
        for entries in words.values():
            for e in entries:
                yield pos, e


def _rows(name: str, columns: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]]]:
    lines = files(__package__).joinpath(name).read_text(encoding="utf-8").splitlines()
    if tuple(lines[0].split("\t")) != columns:
        raise KnowledgeError(f"{name}, line 1: the columns must be {', '.join(columns)}.")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) > len(columns) or not cells[0]:
            raise KnowledgeError(
                f"{name}, line {number}: {len(cells)} cells, first {cells[0]!r}; at most {len(columns)}."
            )
        yield number, dict(zip(columns, cells + [""] * (len(columns) - len(cells)), strict=True))


def _entry(word: str, row: dict[str, str], where: str) -> Entry:
    lemma, *further = word.split()
    mode = row["mode"] or None
    try:
        if row["type"] != NO_EVENT:
            ontology.check(row["type"], None if mode == FROM_TOPIC else mode)
        contexts = tuple(filter(None, row["contexts"].split("|")))
        if unknown := [c for c in contexts if c not in ontology.CONTEXTS]:
            raise KnowledgeError(f"unknown context {unknown[0]!r}")
        return Entry(
            lemma=lemma,
            words=tuple(further),
            conditions=tuple(_condition(c) for c in row["where"].split()),
            type=row["type"],
            mode=mode,
            contexts=contexts,
            sources=_roles(row["source"]),
            targets=_roles(row["target"]),
            mutual="&" in row["source"],
            confidence=float(row["confidence"] or 0.8),
            cameo=row["cameo"] or None,
            why=f"{word.replace(' ', '_')}:{row['type'].lower()}",
        )
    except (DragomanError, ValueError) as e:
        raise KnowledgeError(f"{where}: {e}") from e


def _roles(cell: str) -> Roles:
    return tuple(tuple(a.replace("&", "+").split("+")) for a in cell.split("|")) if cell not in ("", "-") else ()


def _condition(text: str) -> Condition:
    place, _, cell = text.partition("=")
    words: set[str] = set()
    for w in filter(None, cell.split(",")):
        words |= words_of(w[1:]) if w.startswith("@") else {w}
    return Condition(place.rstrip("!"), frozenset(words), negated=place.endswith("!") or "!=" in text)


def describe() -> dict[str, Any]:
    """How many entries each type has, for docs/events.md and its test."""
    counts: dict[str, int] = defaultdict(int)
    for _, e in all_entries():
        counts[e.type] += 1
    return dict(sorted(counts.items()))
