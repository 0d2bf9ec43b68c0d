"""How far two annotators agree: Cohen's kappa over the same passages, labelled by each without sight of the other.

``python -m dragoman.train.agreement corpus corpus/second`` compares the passages that both folders hold.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError
from dragoman.records import Span
from dragoman.train.corpus import CorpusEvent, Passage, read_corpus

NONE = "NONE"
Pairs = Sequence[tuple[object, object]]


def kappa(pairs: Pairs) -> float | None:
    """Cohen's kappa (1960) of two labels for each thing: agreement beyond what chance would give, 1 at best; ``None`` where nothing
    varies."""
    if not pairs:
        return None
    total = len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    observed = sum(a == b for a, b in pairs) / total
    by_chance = sum(first[label] * second[label] for label in first) / total**2
    return round((observed - by_chance) / (1 - by_chance), 4) if by_chance < 1 else None


def agreement(first: Sequence[Passage], second: Sequence[Passage]) -> dict[str, Any]:
    """The figures for the passages that both hold; ``None`` where there is nothing to compare.

    Kappas: ``pair_type`` (the type, or none, of every two marked actors, each direction for itself), ``has_event``; and where both
    chose the same trigger, ``type``, ``mode`` (of the same type), ``factuality``. ``trigger_f1``: F1 of the words chosen. Shares: ``same_event`` (of
    the pairs that the first relates, those that the second relates by the same type), ``direction`` (same trigger: same actors in the same roles).
    """
    others = {p.text: p for p in second}
    both = [(p, others[p.text]) for p in first if p.text in others]
    matched = [pair for a, b in both for pair in _matched(a, b)]
    chosen = sum(len(a.events) + len(b.events) for a, b in both)
    return {
        "passages": len(both),
        "pair_type": kappa([pair for a, b in both for pair in _pair_types(a, b)]),
        "has_event": kappa([(bool(a.events), bool(b.events)) for a, b in both]),
        "same_event": _same_events(both),
        "trigger_f1": round(2 * len(matched) / chosen, 4) if chosen else None,
        "type": kappa([(a.type, b.type) for a, b in matched]),
        "mode": kappa([(a.mode, b.mode) for a, b in matched if a.type == b.type]),
        "factuality": kappa([(a.factuality, b.factuality) for a, b in matched]),
        "direction": round(sum(_same_actors(a, b) for a, b in matched) / len(matched), 4) if matched else None,
    }


def _pair_types(a: Passage, b: Passage) -> Iterator[tuple[str, str]]:
    for source, target in permutations([x.span for x in a.actors], 2):
        yield _type_between(a, source, target), _type_between(b, source, target)


def _type_between(passage: Passage, source: Span, target: Span) -> str:
    """The type of the first event that relates two marked actors in that direction, or ``NONE``."""
    related = (e for e in passage.events if source in e.source and target in (e.target or e.source))
    return next((e.type for e in related), NONE)


def _same_events(both: Sequence[tuple[Passage, Passage]]) -> float | None:
    related = [(x, y) for a, b in both for x, y in _pair_types(a, b) if x != NONE]
    return round(sum(x == y for x, y in related) / len(related), 4) if related else None


def _matched(a: Passage, b: Passage) -> Iterator[tuple[CorpusEvent, CorpusEvent]]:
    free = list(b.events)
    for event in a.events:
        same = next((f for f in free if any(s.overlaps(t) for s in event.trigger for t in f.trigger)), None)
        if same is not None:
            free.remove(same)
            yield event, same


def _same_actors(a: CorpusEvent, b: CorpusEvent) -> bool:
    return set(a.source) == set(b.source) and set(a.target) == set(b.target)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2:
        sys.stderr.write("Usage: python -m dragoman.train.agreement FOLDER FOLDER\n")
        return UsageError.exit_code
    try:
        found = agreement(*(read_corpus(Path(folder)) for folder in arguments))
    except UsageError as e:
        sys.stderr.write(f"{e}\n")
        return e.exit_code
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
