"""``dragoman pledge``."""

from __future__ import annotations

import sys

import click

from dragoman.serve.cli.options import store_option


@click.command()
@click.argument("id", metavar="ID")
@click.option(
    "--as-of", metavar="DATE", help="As it stood on this day, by what was known then: 2023-09-05, or 30d ago."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@store_option
def pledge(id: str, as_of: str | None, form: str, store: str) -> None:
    """Print the history of one pledge, each step with the words that show it.

    ID is that of the history, or of a pledge in it, as 'dragoman pledges' lists them; the first few characters are enough.
    """
    from dragoman.api import Desk
    from dragoman.records import to_json
    from dragoman.serve.cli.histories import print_history

    with Desk(store, read_only=True) as desk:
        history = desk.pledge(id, as_of)
    if form == "json":
        sys.stdout.write(to_json(history).decode() + "\n")
    else:
        print_history(history)
