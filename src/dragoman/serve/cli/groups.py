"""``dragoman show`` of a story or an incident: what is known of it, each claim of its toll, and its reports."""

from __future__ import annotations

from typing import IO

from rich.text import Text

from dragoman.ids import fold
from dragoman.linkage import Claim, Incident, Report, Story
from dragoman.serve.cli.render import clean, console

UNKNOWN = "date unknown"


def print_group(group: Story | Incident, file: IO[str] | None = None) -> None:
    """The group's head, the tolls by who claims them and when, and the reports with their first words."""
    out = console(file)
    out.rule(Text(clean(group.headline or group.id), style="bold"), align="left")
    out.print(Text(clean("  ·  ".join(filter(None, _about(group)))), style="dim"))
    if isinstance(group, Incident) and group.tolls:
        out.print(Text("\nTolls", style="bold"))
        for toll in group.tolls:
            out.print(Text(_toll(toll)), soft_wrap=True)
            out.print(Text(f"    “{clean(toll.words)}”", style="dim italic"), soft_wrap=True)
    out.print(Text("\nReports", style="bold"))
    for report in group.reports:
        out.print(Text(_report(report)), soft_wrap=True)
        out.print(Text(f"    “{clean(report.lead)}”", style="dim italic"), soft_wrap=True)


def _about(group: Story | Incident) -> list[str | None]:
    if isinstance(group, Story):
        outlets = len({r.publisher or r.dispatch for r in group.reports})
        return [group.id, f"{len(group.reports)} dispatches", f"{outlets} outlets"]
    days = str(group.start) if group.start == group.end else f"{group.start} to {group.end}"
    return [
        group.id,
        days if group.start or group.end else None,
        group.place,
        ", ".join(group.types),
        ", ".join(group.parties),
        f"{group.publishers} independent of {len(group.reports)} reports",
    ]


def _toll(toll: Claim) -> str:
    number = f"{toll.low:g}" if toll.low is not None else "up to"
    if toll.high is not None:
        number += f" {toll.high:g}" if toll.low is None else f" to {toll.high:g}"
    says = toll.claimant or ("somebody, not made out" if toll.said else "in its own voice")
    return clean(
        f"{toll.at or toll.published or UNKNOWN}  {number} {toll.what}  ·  {toll.publisher or toll.dispatch}: {says}"
    )


def _report(report: Report) -> str:
    how = {"first": "first", "copy": "copy", "evidence": "joined"}[report.why]
    joined = how if how == "first" else f"{how}, {report.score:.2f}"
    counts = (
        "" if report.source in (report.dispatch, fold(report.publisher or "")) else f"  ·  counts as {report.source}"
    )
    name = report.publisher or "publisher unknown"
    return clean(f"{report.published or UNKNOWN}  {report.dispatch}  {name}  ·  {joined}{counts}")
