"""``dragoman resolve``."""

from __future__ import annotations

import sys

import click

from dragoman.serve.cli.options import settings_option

KINDS = ("actors", "places", "times")


@click.command()
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("text")
@click.option("--on", metavar="DATE", help="The day of the text: 2023-05-02, 2023-05 or 2023.")
@settings_option
def resolve(kind: str, text: str, on: str | None, settings_file: str | None) -> None:
    """Resolve the actors, places or times of a text: one JSON object a line.

    TEXT is the text itself, or - for standard input. Nothing is stored.
    """
    from dragoman import resolving
    from dragoman.records import to_json
    from dragoman.settings import load_settings

    given = sys.stdin.read() if text == "-" else text
    for found in getattr(resolving, f"resolve_{kind}")(given, on, load_settings(settings_file)):
        sys.stdout.write(to_json(found).decode() + "\n")
