"""``dragoman``: the commands, each a thin shell over ``dragoman.api``.

stdout is data, stderr is talk. Exit 0: all read; 1: nothing could be done; 2: misuse; 3: some inputs were set aside.
Only this file ends the process, with the error's own exit code.
"""

from __future__ import annotations

import os
import sys

import click

from dragoman.errors import DragomanError
from dragoman.serve.cli.check import check
from dragoman.serve.cli.info import codes, parts, settings, status
from dragoman.serve.cli.knowledge import knowledge
from dragoman.serve.cli.listings import LISTINGS
from dragoman.serve.cli.pledge import pledge
from dragoman.serve.cli.read import read
from dragoman.serve.cli.resolve import resolve
from dragoman.serve.cli.retry import retry
from dragoman.serve.cli.show import show
from dragoman.serve.cli.train import train


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="dragoman", message="%(prog)s %(version)s")
def cli() -> None:
    """Read news dispatches into a record of who did what to whom, who said what, and who promised what.

    Begin with:  dragoman read FOLDER   and then   dragoman events
    """


for command in (read, *LISTINGS, pledge, show, resolve, retry, check, train, knowledge, codes, parts, settings, status):
    cli.add_command(command)


def main(args: list[str] | None = None) -> None:
    """Runs one command and ends the process with its exit code."""
    try:
        code = cli.main(args=args, standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as e:
        click.echo(e.ctx.get_help(), err=True)
        code = e.exit_code
    except click.ClickException as e:
        e.show()
        code = e.exit_code
    except click.Abort:
        click.echo("Stopped. What was read before is stored; the same command reads the rest.", err=True)
        code = 130
    except DragomanError as e:
        click.echo(f"Error: {e}", err=True)
        code = e.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # "dragoman events | head" is no error
        code = 0
    sys.exit(code if isinstance(code, int) else 0)
