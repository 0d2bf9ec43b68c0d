"""``dragoman knowledge``: what the user knows of actors and offices, beside the shipped tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dragoman.knowledge.actors.own import Addition

SET_ASIDE = 3
_file = click.argument("file", type=click.Path(exists=True, dir_okay=False), metavar="FILE")
_dry_run = click.option("--dry-run", is_flag=True, help="Only tell what would be added, and change nothing.")


@click.group()
def knowledge() -> None:
    """Add what you know of actors and office holders, and ask who held an office.

    Your rows lie in $DRAGOMAN_KNOWLEDGE, else in dragoman/knowledge in your data folder (~/.local/share). Readings made with them
    name their version.
    """


@knowledge.command("add")
@_file
@_dry_run
def add(file: str, dry_run: bool) -> None:
    """Add the rows of FILE (TSV or CSV) to your own actor tables.

    FILE has the columns of holders, organisations, armed_groups, offices or bodies (see docs/knowledge-actors.md);
    columns that a row can do without may be missing. With a defect in any row, nothing is added.
    """
    from dragoman.api import add_knowledge

    _tell(add_knowledge(file, dry_run=dry_run))


@knowledge.command("import")
@_file
@_dry_run
@click.pass_context
def import_(context: click.Context, file: str, dry_run: bool) -> None:
    """Add office holders from JSON of Wikidata.

    FILE holds results of the Wikidata Query Service, or entities as Special:EntityData gives them. What makes no row is
    listed with its reason; the exit status is 3 then.
    """
    from dragoman.api import import_knowledge

    added = import_knowledge(file, dry_run=dry_run)
    _tell(added)
    if added.aside:
        context.exit(SET_ASIDE)


@knowledge.command("who")
@click.argument("office")
@click.argument("of")
@click.option("--on", metavar="DATE", help="Only who held it then: 2023-11-28, 2023-11 or 2023.")
def who(office: str, of: str, on: str | None) -> None:
    """Tell who held OFFICE of the country or organisation OF.

    OFFICE is any title: "prime minister", secretary-general, "head of mission". OF is a name, a code or an acronym:
    Kosovo, XKX, NATO, "European Commission".
    """
    from dragoman.api import office_holders
    from dragoman.serve.cli.render import print_columns

    found = office_holders(office, of, on)
    print_columns(
        ["name", "from", "to", "office", "of", "source"],
        [(h.name, h.term.since, h.term.until, h.office, h.of, h.source) for h in found],
    )
    if not found:
        click.echo("The tables know nobody. Next: dragoman knowledge add FILE", err=True)


@knowledge.command("list")
def list_() -> None:
    """List your own rows, with the table and line where each stands."""
    from dragoman.knowledge.actors.own import folder, own_rows, words_of
    from dragoman.serve.cli.render import print_columns

    print_columns(
        ["table", "line", "row", "source", "checked"],
        [
            (table, row.place.removeprefix("line "), words_of(table, row), row.cells["source"], row.cells["checked"])
            for table, rows in own_rows().items()
            for row in rows
        ],
    )
    click.echo(f"Your rows lie in {folder()}", err=True)


@knowledge.command("remove")
@click.argument("table")
@click.argument("line", type=click.IntRange(2))
def remove(table: str, line: int) -> None:
    """Take a LINE out of your own TABLE, as 'dragoman knowledge list' numbers them."""
    from dragoman.knowledge.actors.own import remove

    click.echo(f"Removed {remove(table, line)}", err=True)


def _tell(added: Addition) -> None:
    """What became of every row on stdout, the sum of it on stderr."""
    from dragoman.serve.cli.render import print_columns

    rows = [(o.place, o.done, o.row, o.effect) for o in added.outcomes]
    print_columns(
        ["where", "done", "row", "effect"], rows + [(a.place, "set aside", a.what, a.reason) for a in added.aside]
    )
    counts = ", ".join(f"{added.count(done)} {done}" for done in ("added", "replaced", "known"))
    aside = f", {len(added.aside)} set aside" if added.aside else ""
    where = "nothing is written" if added.dry_run else str(added.file)
    click.echo(f"{added.table}: {counts}{aside}; {where}.", err=True)
    if not added.dry_run and added.count("added") + added.count("replaced"):
        click.echo("Next: dragoman read SOURCE reads anew with them, also what is stored already.", err=True)
