"""``check statements``: source, cue and content of every attribution (the scheme of PolNeAR, Newell et al. 2018).

``overlap_f1`` counts words: a word is right where gold and prediction both have it in that role. ``exact_f1`` counts
attributions: predicted and gold are paired one to one where their contents or cues overlap most, and a role is right
where its words are the same to the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from dragoman.check.gold import GoldItem
from dragoman.check.score import Counts, rounded
from dragoman.records import Reading, Spans

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+")
Roles = dict[str, frozenset[int]]


def score(items: Sequence[GoldItem], readings: Iterable[Reading]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    by_word = {r: Counts() for r in ROLES}
    exact = {r: Counts() for r in ROLES}
    found_ones, rows = Counts(), []
    for item, reading in zip(items, readings, strict=True):
        starts = word_starts(item.text)
        gold = [_roles(starts, g.speaker, g.cue, g.content) for g in item.statements or ()]
        predicted = [
            _roles(starts, (s.speaker.span,) if s.speaker and s.speaker.span else (), s.cue, s.content)
            for s in reading.statements
        ]
        pairs = _paired(gold, predicted)
        found_ones.add(len(pairs), len(predicted), len(gold))
        for role in ROLES:
            ours, theirs = _all(predicted, role), _all(gold, role)
            by_word[role].add(len(ours & theirs), len(ours), len(theirs))
            right = sum(bool(g[role]) and g[role] == p[role] for g, p in pairs)
            exact[role].add(right, sum(bool(p[role]) for p in predicted), sum(bool(g[role]) for g in gold))
        rows.append({"id": item.id, "gold": len(gold), "predicted": len(predicted), "paired": len(pairs)})
    result: dict[str, Any] = {
        role: {
            "exact_f1": rounded(exact[role].f1),
            "overlap_f1": rounded(by_word[role].f1),
            "precision": rounded(by_word[role].precision),
            "recall": rounded(by_word[role].recall),
        }
        for role in ROLES
    }
    return {"items": len(items), "statements": found_ones.figures(), **found_figures(found_ones), **result}, rows


def found_figures(counts: Counts) -> dict[str, float]:
    """Precision, recall and F1 of finding an attribution at all."""
    return {k: v for k, v in counts.figures().items() if k in ("precision", "recall", "f1")}


def _roles(starts: list[int], source: Spans, cue: Spans, content: Spans) -> Roles:
    return {r: words_at(starts, spans) for r, spans in zip(ROLES, (source, cue, content), strict=True)}


def word_starts(text: str) -> list[int]:
    """The offset of each word's first character, in order."""
    return [m.start() for m in _WORD.finditer(text)]


def words_at(starts: list[int], spans: Spans) -> frozenset[int]:
    """The words that begin inside the spans, by the offset of their first character."""
    return frozenset(w for w in starts for s in spans if s.start <= w < s.end)


def _all(statements: list[Roles], role: str) -> set[int]:
    return {w for s in statements for w in s[role]}


def _paired(gold: list[Roles], predicted: list[Roles]) -> list[tuple[Roles, Roles]]:
    """Gold and predicted attributions, best overlap of content first, then of cue; each in one pair at the most."""
    ranked = sorted(
        (
            (len(g["content"] & p["content"]), len(g["cue"] & p["cue"]), -i, -j)
            for i, g in enumerate(gold)
            for j, p in enumerate(predicted)
            if g["content"] & p["content"]
        ),
        reverse=True,
    )
    used_gold: set[int] = set()
    used: set[int] = set()
    pairs = []
    for _, _, i, j in ranked:
        if i not in used_gold and j not in used:
            used_gold.add(i)
            used.add(j)
            pairs.append((gold[-i], predicted[-j]))
    return pairs
