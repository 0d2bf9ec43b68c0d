"""The history of a pledge as a desk officer reads it: how it stands, then a step a line with the words that show it."""

from __future__ import annotations

import textwrap
from typing import IO

from rich.text import Text

from dragoman.ledgers import PledgeHistory, PledgeStep
from dragoman.records import When
from dragoman.serve.cli.render import clean, console, number_words

LABEL = 12
STYLES = {"kept": "green", "agreed": "green", "broken": "bold red", "overdue": "bold yellow", "contested": "yellow"}
KINDS = {"pledge": "pledges", "threat": "threatens", "demand": "demands"}
UNNAMED = "the dispatch itself"


def print_history(history: PledgeHistory, file: IO[str] | None = None) -> None:
    """Its head and its steps; what it holds of a page is printed as plain words only."""
    out = console(file)
    for label, words in head(history):
        style = STYLES.get(history.state, "") if label == "state" else ""
        out.print(Text.assemble(f"{label:{LABEL}}", (clean(words), style)), soft_wrap=True)
    out.print()
    for step in history.steps:
        out.print(Text.assemble(f"{step.day or '(no date)':{12}}" if step.day is None else f"{step.day}  ",
                                (f"{step_words(step):13}", STYLES.get(step.state, "")), clean(line(step))), soft_wrap=True)  # fmt: skip
        for words in step.words:
            quoted = f"“{clean(words)}”"
            for row in textwrap.wrap(quoted, max(40, out.width - 12)):
                out.print(Text(" " * 12 + row, style="dim italic"), soft_wrap=True)


def head(h: PledgeHistory) -> list[tuple[str, str]]:
    """The lines above the steps, each under its label."""
    who = f"{h.who.name} {KINDS[h.kind]}{f' to {h.to.name}' if h.to and h.kind != 'demand' else ''}"
    if h.kind == "demand" and h.to:
        who = f"{h.who.name} demands of {h.to.name}"
    serves = ", ".join(s.name for s in h.serves)
    found = [
        (h.kind, f"{h.id}  {who}"),
        ("what", h.what),
        ("for", serves),
        ("how much", amount(h.quantity, h.unit, h.money, h.currency)),
        ("delivered", _delivered(h)),
        ("by", deadline_words(h.deadline)),
        ("state", state_words(h)),
        ("doubted by", ", ".join(d.name for d in h.doubters)),
    ]
    return [(label, words) for label, words in found if words]


def state_words(h: PledgeHistory) -> str:
    """The state, since when, and who says so where it is one side alone: "kept, says Norway, since 2023-11-07"."""
    state = h.state.replace("_", " ")
    if h.state == "overdue":
        return f"overdue since {h.since}: the deadline is past, and no dispatch tells that it was kept, broken or withdrawn"
    says = f", says {h.says.name}" if h.says is not None else ""
    return f"{state}{says}{f', since {h.since}' if h.since else ''}"


def step_words(step: PledgeStep) -> str:
    return step.state.replace("_", " ")


def line(step: PledgeStep) -> str:
    """Figure, deadline, who says it, dispatch and publisher of a step."""
    figure = amount(step.quantity, step.unit, step.money, step.currency)
    of = f"of {number_words(step.of)}" if step.of is not None else ""
    by = f"by {deadline_words(step.deadline)}" if step.deadline else ""
    says = f"says {step.says.name}{f' ({step.side})' if step.side else ''}" if step.says else f"says {UNNAMED}"
    where = f"({step.dispatch}{f', {step.publisher}' if step.publisher else ''})"
    copies = f"copied in {', '.join(step.copies)}" if step.copies else ""
    about = "  ·  ".join(
        filter(None, [" ".join(filter(None, [figure, of])), by, says.replace("third_party", "third party")])
    )
    return "  ".join(filter(None, [about, where, copies]))


def amount(quantity: int | float | None, unit: str | None, money: float | None, currency: str | None) -> str:
    """ "200 soldiers", "4,000,000 EUR", or both."""
    things = f"{number_words(quantity)} {unit or ''}".strip() if quantity is not None else ""
    return ", ".join(
        filter(None, [things, f"{number_words(money)} {currency or ''}".strip() if money is not None else ""])
    )


def deadline_words(w: When | None) -> str:
    """The last day of a deadline, or its words where it stays relative."""
    if w is None:
        return ""
    return str(w.end or w.start) if w.end or w.start else clean(w.words or "")


def _delivered(h: PledgeHistory) -> str:
    if h.delivered is None:
        return ""
    whole = h.money if h.money is not None else h.quantity
    of = f" of {number_words(whole)}" if whole is not None else ""
    return f"{number_words(h.delivered)}{of}"
