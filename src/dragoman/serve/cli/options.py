"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

Command = TypeVar("Command", bound=Callable[..., Any])

store_option = click.option(
    "--store", default="dragoman.duckdb", show_default=True, metavar="FILE", help="The store to ask."
)
settings_option = click.option(
    "--settings", "settings_file", metavar="FILE", help="Settings to use instead of dragoman.toml in this folder."
)

_FILTERS = (
    ("--actor", "NAME", 'Actor by name, id, country or sector code: "Serbia", SRB, "SRB GOV".'),
    ("--dyad", "A-B", "Both sides, either way round: SRB-XKX. One way only: SRB>XKX."),
    ("--region", "NAME", 'Countries of a region: "Western Balkans".'),
    ("--type", "TYPE", "PLOVER event type (ASSAULT) or quad class (4, material-conflict)."),
    ("--mode", "MODE", "PLOVER mode, such as firearms; list them with 'dragoman codes modes'."),
    ("--since", "DATE", "From this day on: 2023-09-01, 2023-09, 2023, or 30d, 6m ago."),
    ("--until", "DATE", "Up to this day."),
    (
        "--factuality",
        "KIND",
        "happened, ongoing (both by default), planned, alleged, ...; several with commas; or all.",
    ),
    ("--publisher", "NAME", "Only from this publisher."),
    ("--text", "WORDS", "Only where the evidence holds these words."),
    ("--dispatch", "ID", "Only from this dispatch."),
    ("--as-of", "DATE", "As it was known on this day: only what had appeared, and nothing withdrawn by then."),
)


def filter_options(command: Command) -> Command:
    """The shared filters of the listings, given to the command as keyword arguments named like ``Filters``."""
    confidence = click.option("--min-confidence", type=click.FloatRange(0, 1), help="At least this confident, 0 to 1.")
    command = confidence(command)
    for name, metavar, help in reversed(_FILTERS):
        command = click.option(name, metavar=metavar, help=help)(command)
    return command


_OF_PLEDGES = (
    (
        "--state",
        "STATE",
        "Only pledges that stand so: announced, in_progress, kept, overdue, ...; several with commas.",
    ),
)


def history_options(kind: str) -> Callable[[Command], Command]:
    """The filters of the listings that tell how pledges stand on a day."""

    def given(command: Command) -> Command:
        if kind == "alerts":
            days = click.option("--ahead", type=click.IntRange(0), help="Deadlines so many days ahead (30 without it).")
            command = days(command)
        for name, metavar, help in reversed(_OF_PLEDGES if kind in ("pledges", "alerts") else ()):
            command = click.option(name, metavar=metavar, help=help)(command)
        return command

    return given
