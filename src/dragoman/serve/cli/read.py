"""``dragoman read``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from dragoman.serve.cli.options import settings_option

if TYPE_CHECKING:
    from dragoman.ingest import Taken
    from dragoman.pipeline import Report
    from dragoman.records import Reading

FULL_READINGS = 30


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--into",
    "--store",
    "store",
    default="dragoman.duckdb",
    show_default=True,
    metavar="FILE",
    help="The store to fill.",
)
@click.option("--published", metavar="DATE", help="When the dispatches appeared, if they do not say: 2023-11-28.")
@click.option(
    "--column",
    "columns",
    multiple=True,
    metavar="ROLE=NAME",
    help="Column of a table or key of JSON lines: text=body. Roles: text, headline, published, publisher, url, byline, "
    "section, language, id.",
)
@click.option("--format", "form", type=click.Choice(["table", "json", "jsonl"]), default="table", show_default=True)
@click.option("--quiet", "-q", is_flag=True, help="Store only; print no readings.")
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes that read.")
@settings_option
def read(
    sources: tuple[str, ...],
    store: str,
    published: str | None,
    columns: tuple[str, ...],
    form: str,
    quiet: bool,
    jobs: int,
    settings_file: str | None,
) -> int:
    """Read files, folders, globs or - (standard input) into the store, and print the readings.

    Pages (HTML), plain text, Markdown, RSS and Atom, JSON lines, CSV; also in .gz, .xz, .bz2 and .zip.
    What was read before is not read again. What cannot be read is set aside with a reason (exit status 3);
    'dragoman gaps' lists it and 'dragoman retry' takes it up again.
    """
    from dragoman.api import Desk
    from dragoman.serve.cli.progress import progress
    from dragoman.settings import load_settings

    printer = _Printer("none" if quiet else form)
    with Desk(store, settings=load_settings(settings_file)) as desk, progress("Reading") as step:

        def seen(taken: Taken, reading: Reading | None) -> None:
            if reading is not None:
                step.print(lambda: printer.add(reading))
            step.advance()

        report = desk.read(*sources, published=published, columns=pairs(columns), jobs=jobs, seen=seen)
    printer.finish()
    tell(report, store)
    return 3 if report.set_aside else 0


def pairs(columns: tuple[str, ...]) -> dict[str, str]:
    """``text=body`` options as a mapping. Raises ``click.UsageError`` for one without an equals sign."""
    for given in columns:
        if "=" not in given:
            raise click.UsageError(f"--column takes ROLE=NAME, as in text=body; {given!r} has no '='.")
    return dict(given.split("=", 1) for given in columns)


def tell(report: Report, store: str) -> None:
    """The summary of a run, on stderr: every input is accounted for."""
    for note in report.notes:
        click.echo(f"Note: {note}", err=True)
    for item in report.set_aside[:50]:
        click.echo(f"Set aside: {item.source}: {item.reason}: {item.detail}", err=True)
    if len(report.set_aside) > 50:
        click.echo(f"... and {len(report.set_aside) - 50} more: dragoman gaps --store {store}", err=True)
    click.echo(
        f"{report.inputs} inputs: {report.read} read, {report.known} known already, {len(report.set_aside)} set aside. "
        f"{report.events} events, {report.statements} statements, {report.pledges} pledges, "
        f"{report.undecided} undecided, in {store}.",
        err=True,
    )


class _Printer:
    """Prints readings as they come: in full for the first few, then a line each."""

    def __init__(self, form: str) -> None:
        self.form = form
        self.printed = 0

    def add(self, reading: Reading) -> None:
        from dragoman.records import to_json

        self.printed += 1
        if self.form == "table":
            from dragoman.serve.cli.render import print_line, print_reading

            (print_reading if self.printed <= FULL_READINGS else print_line)(reading)
        elif self.form == "jsonl":
            sys.stdout.write(to_json(reading).decode() + "\n")
        elif self.form == "json":
            sys.stdout.write(("[" if self.printed == 1 else ",\n") + to_json(reading).decode())

    def finish(self) -> None:
        if self.form == "json":
            sys.stdout.write("]\n" if self.printed else "[]\n")
        sys.stdout.flush()
