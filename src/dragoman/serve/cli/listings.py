"""``dragoman events``, ``statements``, ``pledges``, ``alerts``, ``forces``, ``negotiations``, ``actors``, ``places``, ``gaps``: one shape, one set of filters."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import click

from dragoman.serve.cli.options import filter_options, history_options, store_option

FORMATS = ("table", "json", "jsonl", "csv", "parquet")
SCREENFUL = 100
_ABOUT = {
    "events": "List events: who did what to whom, when and where, and how sure it is.",
    "statements": "List statements: who said what.",
    "pledges": "List pledges: who promised what, how much, and by when.",
    "alerts": "List deadlines of pledges that passed with nothing heard, with the last thing heard, and those that lie ahead.",
    "forces": "List forces: who has, sends or withdraws how many troops, where, and who says so.",
    "negotiations": "List moves in negotiations: who asked, offered, agreed to or refused what.",
    "incidents": "List incidents: one happening that several dispatches report, with the range of its toll.",
    "stories": "List stories: one text, however many outlets carry it.",
    "actors": "List actors over all dispatches.",
    "places": "List places over all dispatches.",
    "gaps": "List what could not be decided and what was set aside, with reasons.",
}


_OWN_FILTERS: dict[str, Callable[[Any], Any]] = {
    "forces": click.option(
        "--mission", metavar="NAME", help="Forces of this mission (EUFOR), each figure beside those that contradict it."
    ),
    "negotiations": click.option(
        "--process", metavar="NAME", help="The positions in this negotiation, a row a round or day, a column a party."
    ),
}
_VIEWS = {"forces": "mission", "negotiations": "process"}
"""The filter with which a listing is shown as a ledger, in the table format."""


def _listing(kind: str) -> click.Command:
    @click.command(kind, help=_ABOUT[kind])
    @_OWN_FILTERS.get(kind, lambda command: command)
    @filter_options
    @history_options(kind)
    @click.option("--limit", type=click.IntRange(1), help="At most so many rows (on a screen: 100).")
    @click.option("--format", "form", type=click.Choice(FORMATS), default="table", show_default=True)
    @click.option("--out", metavar="FILE", help="Write to this file; needed for parquet on a terminal.")
    @store_option
    def command(store: str, form: str, out: str | None, limit: int | None, **filters: Any) -> None:
        list_kind(kind, store, form, out, limit, filters)

    return command


LISTINGS = [_listing(kind) for kind in _ABOUT]


def list_kind(kind: str, store: str, form: str, out: str | None, limit: int | None, filters: dict[str, Any]) -> None:
    """Asks the store and writes the rows in the form wanted."""
    from dragoman.api import Desk
    from dragoman.settings import load_settings

    for name in ("factuality", "state"):
        if filters.get(name):
            filters[name] = tuple(f.strip() for f in filters[name].split(","))
    with Desk(store, read_only=True, settings=load_settings(None)) as desk:
        on_screen = form == "table" and not out and sys.stdout.isatty()
        limit = limit or (SCREENFUL if on_screen else None)
        table = desk.list(kind, limit=limit, **filters)
        if form in ("csv", "parquet"):
            write_file(table, form, out)
        elif form == "table":
            from dragoman.serve.cli.render import print_ledger, print_table

            ledger = filters.get(_VIEWS.get(kind, "")) is not None
            with _opened(out) as file:
                (print_ledger if ledger else print_table)(table, kind, file)
            if on_screen and len(table.rows) == limit:
                click.echo(f"The first {limit}; more with --limit N, all with --format csv.", err=True)
        else:
            with _opened(out) as file:
                write_json(table, form, file)
        if kind == "events" and (hidden := desk.hidden(**filters)):
            more = "1 more is" if hidden == 1 else f"{hidden:,} more are"
            click.echo(f"{more} planned, alleged, denied...: --factuality all", err=True)


def write_json(table: Any, form: str, file: Any) -> None:
    """The rows as objects: a JSON list, or one a line."""
    import msgspec

    encode = msgspec.json.Encoder().encode
    if form == "jsonl":
        for row in table.dicts():
            file.write(encode(row).decode() + "\n")
    else:
        file.write(encode(table.dicts()).decode() + "\n")


def write_file(table: Any, form: str, out: str | None) -> None:
    """CSV or Parquet into a file or, where none is named, through a pipe."""
    import shutil
    import tempfile
    from pathlib import Path

    if out:
        table.write(Path(out), form)
        return
    if form == "parquet" and sys.stdout.isatty():
        raise click.UsageError("Parquet is not for reading on a screen; name a file: --out events.parquet")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"listing.{form}"
        table.write(path, form)
        with path.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)
    sys.stdout.flush()


def _opened(out: str | None) -> Any:
    from contextlib import nullcontext

    return open(out, "w", encoding="utf-8") if out else nullcontext(sys.stdout)
