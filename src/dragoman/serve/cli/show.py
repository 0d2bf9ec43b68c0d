"""``dragoman show``."""

from __future__ import annotations

import sys

import click

from dragoman.serve.cli.options import store_option


@click.command()
@click.argument("id", metavar="ID")
@click.option("--as-of", metavar="DATE", help="A story or incident as it was known on this day.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@store_option
def show(id: str, as_of: str | None, form: str, store: str) -> None:
    """Print one dispatch with its evidence marked, or a story or incident with its reports.

    ID is that of a dispatch, or of an event, statement or pledge in it, of a story or an incident; the first few
    characters are enough.
    """
    from dragoman.api import Desk
    from dragoman.records import Reading, to_json

    with Desk(store, read_only=True) as desk:
        found = desk.group(id, as_of) if desk.store.find(id).kind in ("story", "incident") else desk.reading(id)
    if form == "json":
        sys.stdout.write(to_json(found).decode() + "\n")
    elif isinstance(found, Reading):
        from dragoman.serve.cli.marked import print_marked

        print_marked(found)
    else:
        from dragoman.serve.cli.groups import print_group

        print_group(found)
