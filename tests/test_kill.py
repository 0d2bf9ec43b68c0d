"""A run that is killed in the middle leaves a store that opens, and the next run finishes the rest."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.api import Desk

COUNTRIES = ["Serbia", "Kosovo", "Kenya", "Peru", "Chile", "Japan", "Ghana", "Mali", "Egypt", "Jordan", "Nepal", "Laos"]
DISPATCHES = 150


def _folder(tmp_path: Path) -> Path:
    folder = tmp_path / "dispatches"
    folder.mkdir()
    chance = random.Random(7)
    for n in range(DISPATCHES):
        a, b, c = chance.sample(COUNTRIES, 3)
        (folder / f"{n:03}.txt").write_text(
            f"{a} accused {b} on Monday of breaking the agreement of {1990 + n % 30}.\n\n"
            f"The foreign minister of {c} said that it would send {n + 10} observers to the border next month.\n"
        )
    (folder / "empty.txt").write_text("")
    return folder


def _start(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    (folder.parent / "s.toml").write_text("commit_every = 8\n")
    command = [sys.executable, "-m", "dragoman", "read", str(folder), "--into", str(store), "--quiet"]
    return subprocess.Popen(
        [*command, "--published", "2024-05-10", "--settings", str(folder.parent / "s.toml")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _content(store: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every listing, without the clock times of when something was set aside."""
    kinds = ("dispatches", "events", "statements", "pledges", "incidents", "stories", "actors", "places", "gaps")
    content = {}
    with Desk(store, read_only=True) as desk:
        for kind in kinds:
            table = desk.list(kind)
            keep = [i for i, name in enumerate(table.columns) if name not in ("times", "first_seen", "last_seen")]
            content[kind] = sorted((tuple(row[i] for i in keep) for row in table.rows), key=repr)
    return content


@pytest.mark.slow
def test_kill_in_the_middle_loses_nothing_and_doubles_nothing(tmp_path: Path) -> None:
    folder, whole, killed = _folder(tmp_path), tmp_path / "whole.duckdb", tmp_path / "killed.duckdb"
    assert _start(folder, whole).wait(timeout=120) == 3  # the empty file is set aside
    expected = _content(whole)
    assert len(expected["dispatches"]) == DISPATCHES
    assert len(expected["events"]) >= DISPATCHES

    chance, partial = random.Random(11), set()
    for _ in range(4):
        run = _start(folder, killed)
        deadline = time.monotonic() + 60
        size = killed.stat().st_size if killed.exists() else 0
        while time.monotonic() < deadline and run.poll() is None:
            wal = killed.with_name(killed.name + ".wal")
            if killed.exists() and killed.stat().st_size + (wal.stat().st_size if wal.exists() else 0) > size + 4096:
                break  # it has begun to write
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.4))
        run.send_signal(signal.SIGKILL)
        run.wait()
        if killed.exists():
            partial.add(len(_content(killed)["dispatches"]))
    assert any(0 < n < DISPATCHES for n in partial), f"no run was killed in the middle: {partial}"

    assert _start(folder, killed).wait(timeout=120) == 3
    finished = _content(killed)
    for kind, rows in expected.items():
        assert finished[kind] == rows, kind
