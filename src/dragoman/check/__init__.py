"""Scores Dragoman against gold answers: ``dragoman check TASK GOLD.jsonl``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dragoman.check import events, factuality, ledgers, links, pledges, relations, speakers, spots, statements, traps
from dragoman.check.gold import GoldItem, read_gold
from dragoman.errors import UnknownName, UsageError
from dragoman.records import Reading
from dragoman.settings import Settings

Scorer = Callable[[Sequence[GoldItem], Sequence[Reading]], tuple[dict[str, Any], list[dict[str, Any]]]]

FROM_READINGS: dict[str, Scorer] = {
    "events": events.score,
    "actors": spots.score_actors,
    "times": spots.score_times,
    "places": spots.score_places,
    "traps": traps.score,
    "speakers": speakers.score,
    "pledges": pledges.score,
    "forces": ledgers.score_forces,
    "negotiations": ledgers.score_moves,
}
TASKS = ("relations", "statements", "factuality", "incidents", "copies", *FROM_READINGS)
_KEYS = {
    "incidents": ("incident",),
    "events": ("events", "relations"),
    "factuality": ("factuality", "events"),
    "speakers": ("statements",),
}


def check(
    task: str,
    gold: str | Path,
    *,
    limit: int | None = None,
    swap: bool = False,
    intervals: bool = False,
    settings: Settings | None = None,
    rows: list[dict[str, Any]] | None = None,
    texts: str | Path | None = None,
) -> dict[str, Any]:
    """The figures of a task on a gold file, as ``dragoman check`` prints them (docs/check.md says what each counts).

    ``limit``: only the first so many items. ``texts``: for ``copies``, the gold file with the texts that the pairs name. ``rows``: is filled with what was predicted, an object per item.
    Raises ``UnknownName`` for a task, ``UsageError`` for a gold file that cannot be read or lacks the task's key.
    """
    if task not in TASKS:
        raise UnknownName("task", task, TASKS)
    chosen = settings or Settings()
    if task == "copies":
        if texts is None:
            raise UsageError("The task 'copies' takes pairs of ids; name the file with their texts: --texts FILE.")
        result, found = links.score_copies(Path(gold), read_gold(Path(texts), limit), chosen)
        if rows is not None:
            rows += found
        return {"task": task, **result}
    items = read_gold(Path(gold), limit)
    keys = _KEYS.get(task, (task,))
    if not any(getattr(i, k) is not None for i in items for k in keys):
        raise UsageError(f"{Path(gold).name} has no key {' or '.join(map(repr, keys))}, so there is nothing to score.")
    from dragoman.pipeline import as_dispatch, attributions

    if task == "relations":
        result, found = relations.score(items, chosen, swap=swap, intervals=intervals)
    elif task == "incidents":
        result, found = links.score_incidents(items, chosen)
    elif task == "factuality":
        result, found = factuality.score(items, chosen)
    elif task == "statements":
        result, found = statements.score(items, [attributions(as_dispatch(i.text, i.day), chosen) for i in items])
    else:
        result, found = FROM_READINGS[task](items, list(read_items(items, chosen)))
    if rows is not None:
        rows += found
    return {"task": task, **result}


def read_items(items: Sequence[GoldItem], settings: Settings, batch: int = 64) -> Iterator[Reading]:
    """The reading of each gold text, in order; the publication day of the gold is given, the answers are not."""
    from dragoman.pipeline import as_dispatch, read_batch
    from dragoman.records import SetAside

    for i in range(0, len(items), batch):
        part = items[i : i + batch]
        for item, result in zip(part, read_batch([as_dispatch(g.text, g.day) for g in part], settings), strict=True):
            if isinstance(result, SetAside):
                raise UsageError(f"Gold item {item.id} cannot be read: {result.reason}: {result.detail}")
            yield result
