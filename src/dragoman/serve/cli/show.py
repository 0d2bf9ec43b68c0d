"""``dragoman show``."""

from __future__ import annotations

import sys

import click

from dragoman.serve.cli.options import store_option


@click.command()
@click.argument("id", metavar="ID")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@store_option
def show(id: str, form: str, store: str) -> None:
    """Print one dispatch with its evidence marked.

    ID is that of a dispatch, or of an event, statement or pledge in it; the first few characters are enough.
    """
    from dragoman.api import Desk
    from dragoman.records import to_json
    from dragoman.serve.cli.marked import print_marked

    with Desk(store, read_only=True) as desk:
        reading = desk.reading(id)
    if form == "json":
        sys.stdout.write(to_json(reading).decode() + "\n")
    else:
        print_marked(reading)
