"""The ledgers as views: figures beside those against them, positions over time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dragoman import Desk, UnknownName, UsageError
from dragoman.serve.ledgers import claim_rows, position_rows, positions, side_by_side
from tests.serve.test_cli import run

FORCES = {
    "2024-01-10": "UNIFIL has 9,500 soldiers in Lebanon, its spokesman Emil Vasvari said.",
    "2024-01-20": "“UNIFIL has 8,000 soldiers in Lebanon,” Karim Haddad, a mayor, said.",
    "2024-03-05": "Ireland will send 120 soldiers to UNIFIL, Defence Minister Orla Brennan said.",
    "2024-09-01": "UNIFIL has 9,900 soldiers in Lebanon.",
}
TALKS = {
    "2024-02-06": "The second round of peace talks between Fiji and Tonga opened in Lima on Tuesday, mediated by Peru. "
    "Fiji asked Tonga to open its ports.",
    "2024-03-12": "Tonga refused the request in the peace talks between Fiji and Tonga on Tuesday. "
    "The government of Fiji offered a loan to Tonga.",
}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "d.duckdb")
    for day, text in (FORCES | TALKS).items():
        file = tmp_path / f"{day}.txt"
        file.write_text(text)
        made.read(file, published=day)
    return made


def test_conflicting_figures_stand_side_by_side_newest_first(desk: Desk) -> None:
    claims = side_by_side(desk.forces(mission="UNIFIL").dicts())
    assert [(c.day, c.row["strength"], c.claimant) for c in claims] == [
        (date(2024, 9, 1), 9900, "the dispatch"),
        (date(2024, 1, 20), 8000, "Karim Haddad"),
        (date(2024, 1, 10), 9500, "Emil Vasvari"),
        (date(2024, 3, 5), 120, "Orla Brennan"),
    ]
    assert [c.against for c in claims] == [
        (),
        ("9,500 soldiers, says Emil Vasvari",),
        ("8,000 soldiers, says Karim Haddad",),
        (),
    ]
    columns, cells = claim_rows(claims)
    assert dict(zip(columns, cells[1], strict=True))["figure"] == "8,000 soldiers"


def test_a_mission_that_nobody_serves_in_is_named(desk: Desk) -> None:
    assert len(desk.forces(mission="UNIFIL", actor="IRL")) == 1
    with pytest.raises(UnknownName, match="Unknown mission 'Nobodys Mission'. Valid: United Nations Interim Force"):
        desk.forces(mission="Nobodys Mission")
    with pytest.raises(UsageError, match="means nothing for events"):
        desk.events(mission="UNIFIL")


def test_positions_over_time(desk: Desk) -> None:
    rows = desk.negotiations(process="Fiji").dicts()
    names, steps = positions(rows)
    assert names == ["Fiji", "Tonga"]
    assert [(s.day, s.round, s.place) for s in steps] == [
        (date(2024, 2, 6), "The second round", "Lima"),
        (date(2024, 3, 12), None, None),
    ]
    assert steps[0].positions == {"Fiji": ("asked Tonga: “open its ports”",)}
    assert steps[1].positions == {
        "Tonga": ("refused: “the request”",),
        "Fiji": ("offered Tonga: “a loan”",),
    }
    columns, cells = position_rows(names, steps)
    assert columns == ["date", "round", "place", "together", "Fiji", "Tonga"]
    assert cells[0][3].startswith("met")


def test_a_process_is_found_by_id_name_and_words(desk: Desk) -> None:
    (id,) = {r["process_id"] for r in desk.negotiations().dicts()}
    assert id == "TALKS.FJI+TON"
    assert len(desk.negotiations(process=id)) == len(desk.negotiations(process="fiji and tonga")) > 3
    with pytest.raises(UnknownName, match="Talks of Fiji and Tonga"):
        desk.negotiations(process="Atlantis")
    with pytest.raises(UsageError, match="names no negotiation"):
        desk.negotiations(process="?")


def test_the_commands_print_the_ledgers(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    desk.close()
    monkeypatch.chdir(tmp_path)
    code, out, _ = run(capfd, "forces", "--mission", "UNIFIL", "--store", "d.duckdb")
    assert (code, out.split("\t")[:4]) == (0, ["told_on", "contributor", "change", "figure"])
    assert "8,000 soldiers, says Karim Haddad" in out
    code, out, _ = run(capfd, "negotiations", "--process", "fiji and tonga", "--store", "d.duckdb")
    assert out.splitlines()[:2] == [
        "Talks of Fiji and Tonga, mediated by Peru",
        "date\tround\tplace\ttogether\tFiji\tTonga",
    ]
    code, out, _ = run(capfd, "show", "--store", "d.duckdb", desk_id(tmp_path))
    assert "[M1]" in out
    assert "asked" in out


def desk_id(folder: Path) -> str:
    with Desk(folder / "d.duckdb", read_only=True) as desk:
        row: dict[str, Any] = desk.negotiations().dicts()[-1]
        return str(row["dispatch_id"])
