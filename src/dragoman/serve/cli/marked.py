"""``dragoman show``: a dispatch with the words that each record rests on marked, and the records beneath each paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO

from rich.text import Text

from dragoman.records import Reading, Span
from dragoman.serve.cli.render import (
    QUAD_STYLE,
    about_dispatch,
    clean,
    console,
    event_block,
    force_block,
    headline,
    move_block,
    names_in,
    news_block,
    pledge_block,
    statement_block,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A record and the place where its number stands in the text. ``spans`` are the words that are marked for it."""

    number: str
    spans: tuple[Span, ...]
    style: str
    kind: Text
    line: str

    @property
    def at(self) -> int:
        return self.spans[0].start


def marks_of(reading: Reading) -> list[Mark]:
    """A mark for every record, in text order: E1, E2 for events (at the trigger), S1 for statements, P1 for pledges,
    N1 for news of pledges, F1 for forces, M1 for moves in negotiations."""
    text, names = reading.dispatch.text, names_in(reading)
    found = []
    for i, e in enumerate(reading.events, 1):
        kind, line, _ = event_block(e, text)
        found.append(Mark(f"E{i}", e.trigger, QUAD_STYLE[e.quad], kind, line))
    for i, s in enumerate(reading.statements, 1):
        kind, line, _ = statement_block(s, text, names)
        found.append(Mark(f"S{i}", s.content, "cyan", kind, line))
    for i, p in enumerate(reading.pledges, 1):
        kind, line, _ = pledge_block(p, text)
        found.append(Mark(f"P{i}", p.what, "magenta", kind, line))
    for i, n in enumerate(reading.pledge_news, 1):
        kind, line, _ = news_block(n, text)
        found.append(Mark(f"N{i}", n.what, "magenta", kind, line))
    for i, f in enumerate(reading.forces, 1):
        kind, line, _ = force_block(f, text)
        found.append(Mark(f"F{i}", f.evidence, "blue", kind, line))
    for i, m in enumerate(reading.moves, 1):
        kind, line, _ = move_block(m, text)
        found.append(Mark(f"M{i}", m.what or m.evidence, "yellow", kind, line))
    return sorted((m for m in found if m.spans), key=lambda m: (m.at, m.number))


def print_marked(reading: Reading, file: IO[str] | None = None) -> None:
    """The whole text, each record's number behind the words it rests on, and the records listed under the paragraph."""
    out = console(file)
    out.rule(Text(headline(reading), style="bold"), align="left")
    out.print(Text(about_dispatch(reading), style="dim"))
    marks, start = marks_of(reading), 0
    for paragraph in reading.dispatch.text.split("\n\n"):
        end = start + len(paragraph)
        here = [m for m in marks if start <= m.at < end]
        out.print()
        out.print(marked_paragraph(paragraph, start, here))
        for m in here:
            out.print(Text.assemble("    ", (f"[{m.number}] ", "bold"), m.kind, "  ", clean(m.line)))
        start = end + 2
    out.print()


def marked_paragraph(paragraph: str, start: int, marks: list[Mark]) -> Text:
    """The paragraph with styles on the marked words and ``[E1]`` behind the first piece of each mark.

    ``start``: offset of the paragraph in the dispatch's text.
    """
    text = Text("".join(c if c.isprintable() else " " for c in paragraph))  # one for one: offsets stay
    for m in marks:
        for s in m.spans:
            text.stylize(
                f"{m.style} underline" if m.number.startswith("E") else m.style, s.start - start, s.end - start
            )
    ends = sorted(((min(m.spans[0].end - start, len(paragraph)), m.number) for m in marks), reverse=True)
    for at, number in ends:
        head, tail = text[:at], text[at:]
        text = Text.assemble(head, (f"[{number}]", "bold dim"), tail)
    return text
