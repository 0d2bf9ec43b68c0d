"""Readings and listings as a person reads them: colour in a terminal, plain text in a pipe. Colour never carries meaning."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import IO, Any

from rich.console import Console
from rich.table import Table as Grid
from rich.text import Text

from dragoman.records import Event, Force, Move, Party, Pledge, PledgeNews, Published, Reading, Spans, Statement, When
from dragoman.serve.ledgers import claim_rows, figure_of, position_rows, positions, side_by_side

PLAIN_WIDTH = 110
LABEL = 24
"""Characters; the longest type with its mode, "ASSAULT unconventional", fits."""
QUAD_STYLE = {1: "green", 2: "bold green", 3: "yellow", 4: "bold red"}
NOBODY = "(unknown)"
SHOWN = {
    "events": "id date_start actors type mode recipients place factuality confidence evidence",
    "statements": "id speaker form addressee content published_start",
    "forces": "id contributor change strength unit mission place date_start factuality says",
    "negotiations": "id process parties move made_to what round date_start factuality",
    "pledges": "id kind who what quantity unit money currency deadline_start deadline_end strength serves state delivered history_id",
    "alerts": "id alert due days who what quantity delivered unit last_told last_day last_says dispatch_id",
    "incidents": "id date_start date_end types place killed_low killed_high injured_low injured_high dispatches publishers headline",
    "stories": "id dispatches publishers source first_report latest_report headline",
    "gaps": "kind reason part words candidates source",
}
LONG = frozenset({"evidence", "content", "what", "words", "against", "headline"})
"""Columns of whole sentences: on a screen they take what room is left, in one line."""
TOO_MUCH_FOR_A_SCREEN = frozenset({"mode", "confidence", "deadline_start"})


def console(file: IO[str] | None = None) -> Console:
    """A console on stdout (or ``file``): as wide as the terminal, or as wide as needed where there is none."""
    out = file or sys.stdout
    width = None if out.isatty() else PLAIN_WIDTH
    return Console(file=out, width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def print_reading(reading: Reading, file: IO[str] | None = None) -> None:
    """The reading of one dispatch: its head, then events, statements, pledges and news of them, each with the words it rests on."""
    out = console(file)
    out.rule(Text(headline(reading), style="bold"), align="left")
    out.print(Text(about_dispatch(reading), style="dim"))
    text, names = reading.dispatch.text, names_in(reading)
    for title, blocks in (
        ("Events", [event_block(e, text) for e in reading.events]),
        ("Statements", [statement_block(s, text, names) for s in reading.statements]),
        ("Pledges", [pledge_block(p, text) for p in reading.pledges]),
        ("News of pledges", [news_block(n, text) for n in reading.pledge_news]),
        ("Forces", [force_block(f, text) for f in reading.forces]),
        ("Negotiations", [move_block(m, text) for m in reading.moves]),
    ):
        if blocks:
            out.print(Text(f"\n{title}", style="bold"))
            for label, line, words in blocks:
                _block(out, label, line, words)
    kinds = (reading.events, reading.statements, reading.pledges, reading.pledge_news, reading.forces, reading.moves)
    if not any(kinds):
        out.print("Nothing that Dragoman records was found in it.")
    out.print()


def print_line(reading: Reading, file: IO[str] | None = None) -> None:
    """One line for a reading, where there are many."""
    counts = f"{len(reading.events):3} events {len(reading.statements):3} statements {len(reading.pledges):3} pledges"
    console(file).print(
        Text(f"{reading.dispatch.id}  {counts}  {headline(reading)}"), no_wrap=True, overflow="ellipsis"
    )


def headline(reading: Reading) -> str:
    """The headline, or the first words of the text."""
    return clean(reading.dispatch.headline or reading.dispatch.text[:80])


def about_dispatch(reading: Reading) -> str:
    """Id, publisher, source and date of a dispatch, and how the date is known."""
    d = reading.dispatch
    credit = f"credits {d.credited_source}" if d.credited_source else None
    return clean("  ·  ".join(filter(None, [d.id, d.publisher, credit, published_words(d.published)])))


def published_words(p: Published) -> str:
    """When a dispatch appeared, in words.

    >>> from datetime import date
    >>> published_words(Published(start=date(2021, 12, 8), end=date(2024, 10, 1), how="bounded"))
    'published between 2021-12-08 and 2024-10-01 (bounded by its contents)'
    """
    if p.how == "unknown":
        return "publication date unknown"
    how = {"stated": "stated", "given": "given", "bounded": "bounded by its contents"}[p.how]
    if p.day:
        return f"published {p.day} ({how})"
    if p.start and p.end:
        return f"published between {p.start} and {p.end} ({how})"
    return f"published on or after {p.start} ({how})" if p.start else f"published by {p.end} ({how})"


def event_block(e: Event, text: str) -> tuple[Text, str, str]:
    kind = f"{e.type} {e.mode}" if e.mode else e.type
    where = e.place.name if e.place else None
    size = ", ".join(_sizes(e))
    status = f"{e.factuality}, says {e.holder.name}" if e.holder else e.factuality
    line = "  ·  ".join(filter(None, [_parties(e), where, when_words(e.when), size, status]))
    return Text(kind, style=QUAD_STYLE[e.quad]), line, words(e.evidence, text)


def statement_block(s: Statement, text: str, names: Mapping[str, str]) -> tuple[Text, str, str]:
    """``names``: of the actors and places of the reading, by id."""
    speaker = s.speaker.name if s.speaker else NOBODY
    line = speaker + (f", {s.office}" if s.office else "") + (f" → {s.addressee.name}" if s.addressee else "")
    sides = [f"{x.stance} {names.get(x.target, x.target)}" for x in s.stances if x.stance != "neutral"]
    told = [] if s.factuality == "happened" else [s.factuality]
    return Text(s.form, style="cyan"), "  ·  ".join([line, *told, *sides]), words(s.content, text)


def names_in(reading: Reading) -> dict[str, str]:
    """The names of a reading's actors and places, by id."""
    return {p.id: p.name for p in reading.places} | {a.id: a.name for a in reading.actors}


def pledge_block(p: Pledge, text: str) -> tuple[Text, str, str]:
    serves = "for " + ", ".join(x.name for x in p.serves) if p.serves else None
    due = f"by {when_words(p.deadline)}" if p.deadline else None
    told = f"{p.factuality}, says {p.holder.name}" if p.holder else p.factuality
    to = f"{p.who.name} → {p.to.name}" if p.to else p.who.name
    amounts = [*_amount(p.quantity, None, p.unit), *_amount(p.money, None, p.currency)]
    label = p.strength if p.kind == "pledge" else f"{p.kind} {p.strength}"
    line = "  ·  ".join(filter(None, [to, *amounts, due, serves, told if told != "happened" else None]))
    return Text(label, style="magenta"), line, words(p.what, text)


def news_block(n: PledgeNews, text: str) -> tuple[Text, str, str]:
    """News of a promise: what became of it, whose it is, how much of how much, when, who says so, and when it was made."""
    who = n.who.name if n.who else NOBODY
    to = f"{who} → {n.to.name}" if n.to else who
    amount = _amount(n.quantity if n.currency is None else n.money, n.of, n.unit or n.currency)
    serves = "for " + ", ".join(x.name for x in n.serves) if n.serves else None
    promised = f"promised {when_words(n.promised)}" if n.promised else None
    says = f"says {n.says.name}" if n.says else None
    line = "  ·  ".join(filter(None, [to, *amount, when_words(n.when), serves, promised, says]))
    return Text(n.news.replace("_", " "), style="magenta"), line, words(n.what, text)


def _amount(value: float | None, of: float | None, unit: str | None) -> list[str]:
    """ "150 troops", "100 of 200 soldiers"; where only one figure is known, that one."""
    if value is None and of is None:
        return []
    if value is None or of is None or value == of:
        return [f"{number_words(of if value is None else value)} {unit or ''}".strip()]
    return [f"{number_words(value)} of {number_words(of)} {unit or ''}".strip()]


def force_block(f: Force, text: str) -> tuple[Text, str, str]:
    status = f"{f.factuality}, says {f.says.name}" if f.says else f.factuality
    mission = f"for {f.mission.name}" if f.mission and f.mission.id != f.contributor.id else None
    size = figure_of({"strength": f.strength, "strength_max": f.strength_max, "unit": f.unit})
    where = f.place.name if f.place else None
    line = "  ·  ".join(filter(None, [f.contributor.name, size, mission, where, when_words(f.as_of), status]))
    return Text(f.change, style="blue"), line, words(f.evidence, text)


def move_block(m: Move, text: str) -> tuple[Text, str, str]:
    to = f" → {_names(m.to)}" if m.to else ""
    by = f"mediated by {_names(m.mediators)}" if m.mediators and m.move != "mediated" else None
    round = clean(m.round.of(text)) if m.round else None
    status = f"{m.factuality}, says {m.says.name}" if m.says else m.factuality
    where = m.place.name if m.place else None
    line = [m.process.name, _names(m.parties) + to, by, round, where, when_words(m.when), status]
    return Text(m.move, style="yellow"), "  ·  ".join(filter(None, line)), words(m.what or m.evidence, text)


def when_words(w: When | None) -> str | None:
    """A time as its dates where they are known, as its words where it stays relative."""
    if w is None:
        return None
    if w.start is None and w.end is None:
        return f"“{clean(w.words)}”" if w.words else None
    return str(w.start) if w.start == w.end else f"{w.start or '…'} to {w.end or '…'}"


def words(spans: Spans, text: str) -> str:
    """The words of several spans, with dots between them."""
    return clean(" … ".join(text[s:e] for s, e in spans))


def clean(value: object) -> str:
    """One line of text without control characters: what a page holds must not steer a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in str(value)).split())


def print_table(table: Any, kind: str, file: IO[str]) -> None:
    """A listing as a table of the columns that a person reads; json, csv and parquet have them all."""
    wanted = SHOWN[kind].split() if kind in SHOWN else table.columns
    dropped = TOO_MUCH_FOR_A_SCREEN if file.isatty() else frozenset()
    keep = [i for i, name in enumerate(table.columns) if name in wanted and name not in dropped]
    print_columns([table.columns[i] for i in keep], [[row[i] for i in keep] for row in table.rows], file)


def print_ledger(table: Any, kind: str, file: IO[str]) -> None:
    """A listing as a ledger: forces with the figures against them, the moves of negotiations as positions over time."""
    rows = table.dicts()
    if kind == "forces":
        columns, cells = claim_rows(side_by_side(rows))
        print_columns(columns, cells, file)
        return
    for process in dict.fromkeys(r["process"] for r in rows):
        moves = [r for r in rows if r["process"] == process]
        mediators = list(dict.fromkeys(n for r in moves for n in (r["mediators"] or "").split("; ") if n))
        file.write(clean(process) + (f", mediated by {clean(', '.join(mediators))}" if mediators else "") + "\n")
        columns, cells = position_rows(*positions(moves))
        print_columns(columns, cells, file)


def print_columns(names: Sequence[str], rows: Iterable[Sequence[object]], file: IO[str] | None = None) -> None:
    """Rows under their column names: a grid that fits the terminal, or tab-separated lines in a pipe."""
    out = file or sys.stdout
    if not out.isatty():
        for row in [names, *rows]:
            out.write("\t".join(_cell(v) for v in row) + "\n")
        return
    grid = Grid(box=None, header_style="bold", pad_edge=False, expand=not LONG.isdisjoint(names))
    for name in names:
        long = name in LONG
        grid.add_column(
            name,
            overflow="ellipsis" if long else "fold",
            no_wrap=long or name in ("id", "type", "date_start"),
            ratio=1 if long else None,
            min_width=18 if long else None,
            max_width=None if long or names[0] != "id" else 20,
        )
    for row in rows:
        grid.add_row(*[Text(_cell(v)) for v in row])
    console(out).print(grid)


def _block(out: Console, label: Text, line: str, quoted: str) -> None:
    """A label, beside it a line, and beneath that the words it rests on; both wrapped to the width there is."""
    width = max(30, out.width - LABEL - 1)
    lines = [Text(x) for x in textwrap.wrap(clean(line), width)] or [Text("")]
    lines += [Text(x, style="dim italic") for x in textwrap.wrap(f"“{quoted}”" if quoted else "", width)]
    margin = Text.assemble(label, " " * max(0, LABEL - len(label)))
    for i, words in enumerate(lines):
        out.print(Text.assemble(margin if i == 0 else " " * LABEL, words), soft_wrap=True)


def _parties(e: Event) -> str:
    if not e.recipients:
        return _names(e.actors)
    return f"{_names(e.actors)} → {_names(e.recipients)}"


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(p.name for p in parties) or NOBODY


def _sizes(e: Event) -> list[str]:
    """The numbers of an event: "4 killed", "300 troops", "15,000,000 EUR"."""
    units = {k: k.removesuffix("_max") for k in e.magnitudes if k != "currency"}
    if "currency" in e.magnitudes:
        units |= {k: str(e.magnitudes["currency"]) for k in units if k.startswith("money")}
    return [
        f"{'up to ' if k.endswith('_max') else ''}{number_words(e.magnitudes[k])} {unit}" for k, unit in units.items()
    ]


def number_words(value: object) -> str:
    """A number with commas between its thousands."""
    return f"{value:,.10g}" if isinstance(value, (int, float)) else str(value)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.2f}".rstrip("0").rstrip(".")
    if isinstance(value, (list, tuple)):
        return " ".join(_cell(v) for v in value)
    return clean(value)
