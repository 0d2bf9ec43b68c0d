"""``dragoman codes``, ``parts``, ``settings``, ``status``: what the program knows, does and holds."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dragoman.serve.cli.options import settings_option, store_option

Columns = tuple[Sequence[str], Sequence[Sequence[object]]]


@click.command()
@click.argument(
    "what", type=click.Choice(["types", "modes", "contexts", "sectors", "regions", "reasons"]), default="types"
)
def codes(what: str) -> None:
    """List the codes of the ontology: types (the default), modes, contexts, sectors; regions; reasons."""
    from dragoman.serve.cli.render import print_columns

    print_columns(*_CODES[what]())


def _types() -> Columns:
    from dragoman.knowledge.ontology import DEFINITIONS, EVENT_TYPES, QUADS, intensity

    return ["type", "quad", "score", "meaning"], [(t, QUADS[t], intensity(t), DEFINITIONS[t]) for t in EVENT_TYPES]


def _modes() -> Columns:
    from dragoman.knowledge.ontology import MODE_MEANINGS, MODES, intensity

    rows = [(t, m, intensity(t, m), MODE_MEANINGS[t, m]) for t, modes in MODES.items() for m in modes]
    return ["type", "mode", "score", "meaning"], rows


def _contexts() -> Columns:
    from dragoman.knowledge.ontology import CONTEXTS

    return ["context", "meaning"], list(CONTEXTS.items())


def _sectors() -> Columns:
    from dragoman.knowledge.ontology import SECTORS

    return ["sector", "meaning"], list(SECTORS.items())


def _regions() -> Columns:
    from dragoman.knowledge.places import regions

    return ["region", "countries"], [(r.name, " ".join(r.countries)) for r in regions()]


def _reasons() -> Columns:
    from dragoman.errors import INPUT_REASONS

    return ["reason", "meaning"], list(INPUT_REASONS.items())


_CODES = {
    "types": _types,
    "modes": _modes,
    "contexts": _contexts,
    "sectors": _sectors,
    "regions": _regions,
    "reasons": _reasons,
}


@click.command()
def parts() -> None:
    """List the parts of the reader in the order they run, with what each needs and gives."""
    from dragoman.reader.parts import PARTS
    from dragoman.serve.cli.render import print_columns

    print_columns(
        ["part", "version", "needs", "gives"],
        [(p.name, p.version, ", ".join(p.needs), ", ".join(p.gives)) for p in PARTS],
    )


@click.command()
@settings_option
def settings(settings_file: str | None) -> None:
    """List every setting with its value, where it came from, and what it does."""
    from dragoman.serve.cli.render import print_columns
    from dragoman.settings import describe, load_settings

    rows = describe(load_settings(settings_file), settings_file)
    print_columns(["setting", "value", "from", "what it does"], [(r.name, r.value, r.origin, r.help) for r in rows])


@click.command()
@store_option
def status(store: str) -> None:
    """Tell what a store holds and which schema it has, without writing to it."""
    from dragoman.api import Desk
    from dragoman.serve.cli.render import print_columns

    with Desk(store, read_only=True) as desk:
        found = desk.store.status()
    rows: list[Sequence[object]] = [
        ("file", found.path),
        ("size in bytes", found.size),
        ("schema", found.schema),
        ("migrations to come", ", ".join(found.pending) or "none"),
        *found.counts.items(),
    ]
    print_columns(["what", "value"], rows)
