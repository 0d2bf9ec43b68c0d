"""The verbs and nouns that attribute words or views to someone, with the constructions each takes (``cues.tsv``).

Written by hand by the project. Columns: ``cue`` (lemma, with particle: "point out"), ``pos`` (verb or noun), ``kind``,
``frames`` (separated by ``|``).

Kinds: ``speech`` (say, warn), ``attitude`` (believe, want), ``evidence`` (show, find).

Frames: ``clause`` (that-clause, or a finite clause without "that"), ``quote`` (may stand beside direct speech),
``question`` (whether, how, what), ``inf`` (vow to leave), ``obj_inf`` (urge Ankara to leave), ``gerund`` (deny leaving),
``addressee`` (its object is the one spoken to: tell reporters), ``topic`` (its object is what is spoken of: condemn the
raid), ``topic:of+about`` (as ``topic``, through these prepositions).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.errors import KnowledgeError

POS = frozenset({"verb", "noun"})
KINDS = frozenset({"speech", "attitude", "evidence"})
FRAMES = frozenset({"clause", "quote", "question", "inf", "obj_inf", "gerund", "addressee", "topic"})
HEADER = ["cue", "pos", "kind", "frames"]


@dataclass(frozen=True, slots=True)
class CueVerb:
    """``words``: the lemma and its particles. ``prepositions``: those that lead to the topic; empty for a direct object."""

    words: tuple[str, ...]
    kind: str
    frames: frozenset[str]
    prepositions: frozenset[str]


@lru_cache(maxsize=1)
def cue_verbs() -> dict[str, tuple[CueVerb, ...]]:
    """Cue verbs by their first word, those with most particles first.

    Raises ``KnowledgeError`` for a defective table.
    """
    table: dict[str, list[CueVerb]] = {}
    for pos, verb in _rows():
        if pos == "verb":
            table.setdefault(verb.words[0], []).append(verb)
    return {first: tuple(sorted(verbs, key=lambda v: -len(v.words))) for first, verbs in table.items()}


@lru_cache(maxsize=1)
def cue_nouns() -> dict[str, CueVerb]:
    """Cue nouns, which take a that-clause: "its claim that", "fears that"."""
    return {noun.words[0]: noun for pos, noun in _rows() if pos == "noun"}


def _rows() -> Iterator[tuple[str, CueVerb]]:
    lines = resources.files("dragoman.knowledge.words").joinpath("cues.tsv").read_text(encoding="utf-8").splitlines()
    if lines[0].split("\t") != HEADER:
        raise KnowledgeError(f"cues.tsv, line 1: columns must be {', '.join(HEADER)}.")
    for number, line in enumerate(lines[1:], start=2):
        yield _row(line, number)


def _row(line: str, number: int) -> tuple[str, CueVerb]:
    cells = line.split("\t")
    if len(cells) != len(HEADER):
        raise KnowledgeError(f"cues.tsv, line {number}: {len(cells)} columns, not {len(HEADER)}.")
    cue, pos, kind, listed = cells
    frames = [f.partition(":") for f in listed.split("|")]
    checks = [("pos", pos, POS), ("kind", kind, KINDS), *(("frames", name, FRAMES) for name, _, _ in frames)]
    for column, value, valid in checks:
        if value not in valid:
            raise KnowledgeError(
                f"cues.tsv, line {number}, column {column}: {value!r} is not one of {', '.join(sorted(valid))}."
            )
    prepositions = frozenset(p for _, _, through in frames if through for p in through.split("+"))
    return pos, CueVerb(tuple(cue.split()), kind, frozenset(name for name, _, _ in frames), prepositions)
