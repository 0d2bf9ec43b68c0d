"""``dragoman check``."""

from __future__ import annotations

import sys

import click

from dragoman.serve.cli.options import settings_option

TASKS = (
    "relations",
    "events",
    "factuality",
    "statements",
    "speakers",
    "incidents",
    "copies",
    "actors",
    "times",
    "places",
    "traps",
    "pledges",
    "forces",
    "negotiations",
)


@click.command()
@click.argument("task", type=click.Choice(TASKS))
@click.argument("gold", type=click.Path(exists=True, dir_okay=False), metavar="GOLD.jsonl")
@click.option("--limit", type=click.IntRange(1), help="Only the first so many items.")
@click.option("--swap", is_flag=True, help="relations: ask again with source and target exchanged.")
@click.option("--intervals", is_flag=True, help="relations: 95 % intervals of the macro-F1, by bootstrap.")
@click.option("--texts", metavar="FILE", help="copies: the gold file with the texts that the pairs of GOLD name.")
@click.option("--predictions", metavar="FILE", help="Write what was predicted, one JSON object an item.")
@settings_option
def check(
    task: str,
    gold: str,
    limit: int | None,
    swap: bool,
    intervals: bool,
    texts: str | None,
    predictions: str | None,
    settings_file: str | None,
) -> None:
    """Score Dragoman on gold data: one JSON object on stdout.

    'relations' is given source and target and predicts the type, 'factuality' is given the event words; the other tasks
    are given the text alone.
    """
    import json
    from pathlib import Path
    from typing import Any

    from dragoman.check import check
    from dragoman.settings import load_settings

    rows: list[dict[str, Any]] = []
    result = check(
        task,
        gold,
        limit=limit,
        swap=swap,
        intervals=intervals,
        settings=load_settings(settings_file),
        rows=rows,
        texts=texts,
    )
    if predictions:
        Path(predictions).write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=1) + "\n")
