"""``check incidents`` and ``check copies``: whether what tells one happening, or is one text, comes together.

Both link every text of the file in the order they appeared, in one pass, as ``dragoman read`` does; nothing else is read in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.check.gold import GoldItem, opened
from dragoman.check.score import Counts, rounded
from dragoman.errors import UsageError
from dragoman.linkage import LinkKind
from dragoman.settings import Settings

Rows = list[dict[str, Any]]
LABELS = ("copy", "not")


def score_incidents(items: Sequence[GoldItem], settings: Settings) -> tuple[dict[str, Any], Rows]:
    """B-cubed (Bagga and Baldwin 1998): for each text, how many of those put with it belong there, and how many that do are."""
    told = [i for i in items if i.incident is not None]
    groups = linked(told, settings, "incident")
    rows = [{"id": i.id, "gold": i.incident, "predicted": groups[i.id]} for i in told]
    precision, recall = b_cubed([(str(i.incident), groups[i.id]) for i in told])
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "items": len(told),
        "incidents": len({i.incident for i in told}),
        "predicted": len(set(groups.values())),
        "b_cubed": {"precision": rounded(precision), "recall": rounded(recall), "f1": rounded(f1)},
    }, rows


def b_cubed(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Precision and recall of groups, from pairs of the gold and the predicted group of each item; 0 for no items."""
    if not pairs:
        return 0.0, 0.0
    gold, predicted = Counter(g for g, _ in pairs), Counter(p for _, p in pairs)
    both = Counter(pairs).items()
    precision = sum(n * n / predicted[p] for (_, p), n in both) / len(pairs)
    return precision, sum(n * n / gold[g] for (g, _), n in both) / len(pairs)


def score_copies(labels: Path, items: Sequence[GoldItem], settings: Settings) -> tuple[dict[str, Any], Rows]:
    """Precision and recall of pairs of texts that are copies of one another.

    ``labels``: a table with tabs between ``id_a``, ``id_b`` and ``label``, which is ``copy`` or ``not``. Raises ``UsageError``
    for one of another form, or an id that none of the ``items`` has.
    """
    pairs = _pairs(labels, {i.id for i in items})
    groups = linked(items, settings, "story")
    counts, rows = Counts(), []
    for a, b, label in pairs:
        gold, predicted = label == "copy", groups[a] == groups[b]
        counts.add(gold and predicted, predicted, gold)
        rows.append({"id_a": a, "id_b": b, "gold": label, "predicted": LABELS[not predicted]})
    return {"items": len(items), "pairs": len(pairs), "copies": counts.figures()}, rows


def linked(items: Sequence[GoldItem], settings: Settings, kind: LinkKind) -> Mapping[str, str]:
    """Id to the group of that kind, after one pass over all texts in date order."""
    from dataclasses import replace

    from dragoman.pipeline import as_dispatch, link_in_memory

    dated = sorted(items, key=lambda i: (i.day or date.max, i.id))
    groups = link_in_memory([replace(as_dispatch(i.text, i.day), id=i.id) for i in dated], settings)
    return {i.id: groups[i.id, kind] for i in items}


def _pairs(file: Path, known: set[str]) -> list[tuple[str, str, str]]:
    with opened(file) as table:
        head, *lines = [line.rstrip("\n").split("\t") for line in table if line.strip() and not line.startswith("#")]
    if head[:3] != ["id_a", "id_b", "label"]:
        raise UsageError(f"{file.name} begins with the columns {head}; they must be id_a, id_b, label.")
    for number, line in enumerate(lines, 2):
        if len(line) < 3 or line[2] not in LABELS:
            raise UsageError(f"{file.name}, row {number}: {line} must be two ids and one of {', '.join(LABELS)}.")
        for id in line[:2]:
            if id not in known:
                raise UsageError(f"{file.name}, row {number}: no text has the id {id!r}. Name the file with --texts.")
    return [(a, b, label) for a, b, label, *_ in lines]
