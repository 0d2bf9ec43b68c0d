"""``dragoman retry``."""

from __future__ import annotations

import click

from dragoman.serve.cli.options import settings_option


@click.command()
@click.option("--store", default="dragoman.duckdb", show_default=True, metavar="FILE", help="The store to work on.")
@click.option("--reason", metavar="REASON", help="Only what was set aside for this reason, such as encoding.")
@settings_option
def retry(store: str, reason: str | None, settings_file: str | None) -> int:
    """Take up again what was set aside: mended files, or the kept bytes under new settings or a new version."""
    from dragoman.api import Desk
    from dragoman.errors import INPUT_REASONS, UnknownName
    from dragoman.serve.cli.progress import progress
    from dragoman.serve.cli.read import tell
    from dragoman.settings import load_settings

    if reason is not None and reason not in INPUT_REASONS:
        raise UnknownName("reason", reason, INPUT_REASONS)
    with Desk(store, settings=load_settings(settings_file)) as desk, progress("Trying again") as step:
        report = desk.retry(reason, seen=lambda taken, reading: step.advance())
    tell(report, store)
    return 3 if report.set_aside else 0
