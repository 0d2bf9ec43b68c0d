"""The verbs and nouns that attribute words or views to someone, with the constructions each takes (``cues.tsv``).

``views.tsv``, of the same shape, holds those that attribute in the wide sense of PolNeAR only: views and acts told with a mere
noun phrase, nouns ("its fears of"), adjectives ("is sure that"), and impersonal ones ("it is clear that").

Written by hand by the project. Columns: ``cue`` (lemma, with particle: "point out"), ``pos`` (verb or noun), ``kind``,
``frames`` (separated by ``|``).

Kinds: ``speech`` (say, warn), ``attitude`` (believe, want), ``evidence`` (show, find).

Frames: ``clause`` (that-clause, or a finite clause without "that"), ``quote`` (may stand beside direct speech),
``question`` (whether, how, what), ``inf`` (vow to leave), ``obj_inf`` (urge Ankara to leave), ``gerund`` (deny leaving),
``addressee`` (its object is the one spoken to: tell reporters), ``topic`` (its object is what is spoken of: condemn the
raid), ``topic:of+about`` (as ``topic``, through these prepositions), ``impersonal`` (it is clear that).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError

POS = frozenset({"verb", "noun", "adj"})
KINDS = frozenset({"speech", "attitude", "evidence"})
FRAMES = frozenset({"clause", "quote", "question", "inf", "obj_inf", "gerund", "addressee", "topic", "impersonal"})
CUES, VIEWS = "cues.tsv", "views.tsv"
HEADER = ["cue", "pos", "kind", "frames"]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """``words``: the lemma and its particles. ``prepositions``: those that lead to the topic; empty for a direct object."""

    words: tuple[str, ...]
    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str]


@lru_cache(maxsize=2)
def cue_verbs(wide: bool = False) -> dict[str, tuple[CueVerb, ...]]:
    """Cue verbs by their first word, those with most particles first. ``wide``: also those of views, for the
    constructions that they add.

    Raises ``KnowledgeError`` for a defective table.
    """
    table: dict[str, dict[tuple[str, ...], CueVerb]] = {}
    for pos, verb in (*_rows(CUES), *(_rows(VIEWS) if wide else ())):
        if pos == "verb":
            known = table.setdefault(verb.words[0], {})
            known[verb.words] = _joined(known[verb.words], verb) if verb.words in known else verb
    return {first: tuple(sorted(verbs.values(), key=lambda v: -len(v.words))) for first, verbs in table.items()}


def _joined(verb: CueVerb, more: CueVerb) -> CueVerb:
    """A verb with the further constructions of another row."""
    direct = "topic" in verb.frames and not verb.prepositions
    added = frozenset() if direct else more.prepositions
    return replace(verb, frames=verb.frames | more.frames, prepositions=verb.prepositions | added)


@lru_cache(maxsize=1)
def cue_nouns() -> dict[str, CueVerb]:
    """Cue nouns, which take a that-clause: "its claim that", "fears that"."""
    return {noun.words[0]: noun for pos, noun in _rows(CUES) if pos == "noun"}


@lru_cache(maxsize=2)
def views(pos: str) -> dict[str, CueVerb]:
    """The nouns or adjectives (``pos`` "noun" or "adj") of views."""
    return {cue.words[0]: cue for kind, cue in _rows(VIEWS) if kind == pos}


def _rows(name: str) -> Iterator[tuple[str, CueVerb]]:
    lines = resources.files("dragoman.knowledge.words").joinpath(name).read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"{name}, line 1: columns must be {', '.join(HEADER)}.")
    for number, line in enumerate(lines[1:], start=2):
        yield _row(line, f"{name}, line {number}")


def _row(line: str, where: str) -> tuple[str, CueVerb]:
    cells = line.split("\t")
    if len(cells) != len(HEADER):
        raise KnowledgeError(f"{where}: {len(cells)} columns, not {len(HEADER)}.")
    cue, pos, kind, listed = cells
    frames = [f.partition(":") for f in listed.split("|")]
    checks = [("pos", pos, POS), ("kind", kind, KINDS), *(("frames", name, FRAMES) for name, _, _ in frames)]
    for column, value, valid in checks:
        if value not in valid:
            raise KnowledgeError(f"{where}, column {column}: {value!r} is not one of {', '.join(sorted(valid))}.")
    prepositions = frozenset(p for _, _, through in frames if through for p in through.split("+"))
    return pos, CueVerb(tuple(cue.split()), kind, frozenset(name for name, _, _ in frames), prepositions)
