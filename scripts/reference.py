#!/usr/bin/env python3
"""Writes the reference pages from the program itself: docs/reference/*.md. With --check, says whether they are stale."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman import errors, settings
from dragoman.serve.cli.main import cli

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
MADE = "*Written by `scripts/reference.py` from the program; do not edit.*\n"


def commands() -> str:
    lines = ["# Commands", "", MADE, cli.help or "", ""]
    for name, command in sorted(_all_commands("dragoman", cli)):
        context = click.Context(command, info_name=name, max_content_width=100, terminal_width=100)
        lines += [f"## {name}", "", "```text", command.get_help(context), "```", ""]
    return "\n".join(lines)


def _all_commands(name: str, group: click.Group) -> Iterator[tuple[str, click.Command]]:
    for part, command in group.commands.items():
        yield f"{name} {part}", command
        if isinstance(command, click.Group):
            yield from _all_commands(f"{name} {part}", command)


def settings_page() -> str:
    lines = [
        "# Settings",
        "",
        MADE,
        "A `dragoman.toml` in the folder where you run `dragoman`, or `--settings FILE`, may set any of these.",
        "",
    ]
    for row in settings.describe(settings.Settings()):
        lines += [f"## {row.name}", "", f"{row.help}.", "", f"Default: `{row.default}`. Tuned: {row.tuned}.", ""]
    return "\n".join(lines)


def errors_page() -> str:
    tree = (errors.__doc__ or "").split("\n\n")
    lines = [
        "# Errors",
        "",
        MADE,
        tree[0],
        "",
        "```text",
        *[line[4:] for line in tree[1].splitlines()],
        "```",
        "",
        tree[2],
        "",
    ]
    lines += ["## Why an input is set aside", "", "| reason | meaning |", "| --- | --- |"]
    lines += [f"| `{reason}` | {meaning} |" for reason, meaning in errors.INPUT_REASONS.items()]
    return "\n".join([*lines, ""])


def parts_page() -> str:
    from dragoman.reader.parts import PARTS

    lines = [
        "# Parts of the reader",
        "",
        MADE,
        "In the order they run. What a part needs and gives are fields of its working sheet.",
        "",
    ]
    lines += ["| part | version | needs | gives |", "| --- | --- | --- | --- |"]
    lines += [f"| {p.name} | `{p.version}` | {', '.join(p.needs)} | {', '.join(p.gives)} |" for p in PARTS]
    return "\n".join([*lines, ""])


PAGES = {"commands.md": commands, "settings.md": settings_page, "errors.md": errors_page, "parts.md": parts_page}


def main() -> int:
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = [n for n, make in PAGES.items() if not (FOLDER / n).is_file() or (FOLDER / n).read_text() != make()]
    if "--check" in sys.argv:
        print("\n".join(f"docs/reference/{n} is stale: run scripts/reference.py" for n in stale))
        return bool(stale)
    for name in stale:
        (FOLDER / name).write_text(PAGES[name]())
    return 0


if __name__ == "__main__":
    sys.exit(main())
