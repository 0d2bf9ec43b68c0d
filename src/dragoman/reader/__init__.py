"""From one dispatch to its reading. This room sees the words of one dispatch and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dragoman.errors import PartError
from dragoman.reader.events.relations import Relation, relate
from dragoman.reader.parse import parse, parse_many
from dragoman.reader.parts import PARTS, check_order, versions
from dragoman.reader.sheet import Sheet
from dragoman.reader.statements.statements import read_attributions
from dragoman.records import Dispatch, Reading, Spans, Statement
from dragoman.settings import Settings

check_order(PARTS)


def read_dispatch(dispatch: Dispatch, settings: Settings | None = None) -> Reading:
    """Everything that is to be read in a dispatch."""
    return _read(Sheet(dispatch, settings or Settings(), parse(dispatch.text), dispatch.published))


def read_dispatches(dispatches: Iterable[Dispatch], settings: Settings | None = None) -> Iterator[Reading]:
    """As :func:`read_dispatch`, for many, in their order; the parser takes them in batches."""
    for doc, dispatch in parse_many((d.text, d) for d in dispatches):
        yield _read(Sheet(dispatch, settings or Settings(), doc, dispatch.published))


def relate_spans(text: str, sources: Spans, targets: Spans) -> Relation | None:
    """What the actors at ``sources`` do to those at ``targets``, or ``None`` where it is nothing that is coded."""
    return relate(parse(text), sources, targets)


def attributions_in(dispatch: Dispatch, settings: Settings) -> tuple[Statement, ...]:
    """Every attribution of a dispatch in the wide sense of PolNeAR (``read_attributions`` says what that adds)."""
    sheet = Sheet(dispatch, settings, parse(dispatch.text), dispatch.published)
    for part in PARTS:
        if part.name == "statements":
            break
        part.run(sheet)
    return read_attributions(sheet)


def _read(sheet: Sheet) -> Reading:
    for part in PARTS:
        try:
            part.run(sheet)
        except Exception as e:
            raise PartError(
                f"Part {part.name!r} failed on dispatch {sheet.dispatch.id}: {type(e).__name__}: {e}"
            ) from e
    return sheet.reading(versions())
