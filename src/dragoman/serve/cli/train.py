"""``dragoman train``."""

from __future__ import annotations

import sys

import click

from dragoman.serve.cli.options import settings_option


@click.command()
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="MINE.jsonl",
    help="Your labels, in the gold format.",
)
@click.option("--out", default="mine.onnx", show_default=True, metavar="FILE", help="Where the new weights go.")
@click.option(
    "--epochs", type=click.IntRange(1, 100), default=4, show_default=True, help="How often all is gone through."
)
@settings_option
def train(data: str, out: str, epochs: int, settings_file: str | None) -> None:
    """Train the coder of events further on your own labels.

    Goes on from the weights in use, and prints how well they did before and after on a part of your data that was held
    out. To read with the new weights, put  weights = "FILE"  into dragoman.toml.
    """
    import json

    from dragoman.api import train
    from dragoman.settings import load_settings

    found = train(
        data, out, epochs=epochs, settings=load_settings(settings_file), told=lambda x: click.echo(x, err=True)
    )
    sys.stdout.write(json.dumps(found, indent=1) + "\n")
    click.echo(
        f'Next: put  weights = "{out}"  into dragoman.toml; what is read from then on names these weights.', err=True
    )
