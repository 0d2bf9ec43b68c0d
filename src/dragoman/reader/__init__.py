"""From one dispatch to its reading. This room sees the words of one dispatch and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.errors import PartError
from dragoman.reader.circumstances.asserted import asserted, outlook_at
from dragoman.reader.circumstances.outlook import Outlook
from dragoman.reader.events.coder import Asked, model_of
from dragoman.reader.events.relations import Relation, relate
from dragoman.reader.parse import parse, parse_many
from dragoman.reader.parts import PARTS, Part, check_order, versions
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


def relate_spans(text: str, sources: Spans, targets: Spans, settings: Settings | None = None) -> Relation:
    """What the actors at ``sources`` do to those at ``targets``; its type is ``None`` for nothing that is coded."""
    return relate(parse(text), sources, targets, model_of(settings or Settings()))


def factualities_at(text: str, asked: Sequence[tuple[Spans, Spans, Spans]], settings: Settings) -> list[str | None]:
    """How factual each event is told to be whose source, target and trigger are given; ``None`` where no word stands."""
    doc = parse(text)
    return [asserted(doc, Asked(*spans), settings) for spans in asked]


def outlooks_at(text: str, events: Sequence[Spans]) -> list[Outlook | None]:
    """How sure, whether so or not, and whether yet to come each event is told to be whose words are given; ``None`` where
    no word stands."""
    doc = parse(text)
    return [outlook_at(doc, spans) for spans in events]


def attributions_in(dispatch: Dispatch, settings: Settings) -> tuple[Statement, ...]:
    """Every attribution of a dispatch in the wide sense of PolNeAR (``read_attributions`` says what that adds)."""
    sheet = Sheet(dispatch, settings, parse(dispatch.text), dispatch.published)
    for part in PARTS:
        if part.name == "statements":
            break
        part.run(sheet)
    return read_attributions(sheet)


def read_parts(dispatch: Dispatch, settings: Settings, names: Sequence[str]) -> Reading:
    """A reading by the parts named alone. Raises ``PartError`` where one of them needs what none of them gives."""
    parts = [p for p in PARTS if p.name in names]
    check_order(parts)
    sheet = Sheet(dispatch, settings, parse(dispatch.text), dispatch.published)
    _run(sheet, parts)
    return sheet.reading({p.name: p.version for p in parts})


def _read(sheet: Sheet) -> Reading:
    _run(sheet, PARTS)
    return sheet.reading(versions(sheet.settings))


def _run(sheet: Sheet, parts: Sequence[Part]) -> None:
    for part in parts:
        try:
            part.run(sheet)
        except Exception as e:
            raise PartError(
                f"Part {part.name!r} failed on dispatch {sheet.dispatch.id}: {type(e).__name__}: {e}"
            ) from e
