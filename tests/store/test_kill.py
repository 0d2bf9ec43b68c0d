"""A process that writes is killed with SIGKILL at random moments; nothing is half written and the rest can follow."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dragoman.store import open_store
from tests.conftest import ROOT
from tests.store.adder import BATCH, BATCHES, add_all, batches
from tests.store.tables import dump

KILLS = 8


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_killed_run_leaves_whole_transactions_and_the_next_finishes_the_rest(tmp_path: Path) -> None:
    path, moments, killed_at = tmp_path / "killed.duckdb", random.Random(), []
    for kill in range(KILLS):
        done = _start_and_kill(path, moments, killed_at, before_anything=kill == 0)
        if path.exists():
            _check_whole_transactions(path, at_least=done)
    assert any(0 < k < BATCHES for k in killed_at), f"no kill fell into the work: {killed_at}"
    add_all(path)
    add_all(tmp_path / "calm.duckdb")
    assert dump(path) == dump(tmp_path / "calm.duckdb")
    assert {p.name for p in tmp_path.iterdir()} - {p.name for p in tmp_path.glob("*.new*")} == {
        "killed.duckdb",
        "calm.duckdb",
    }


def _start_and_kill(path: Path, moments: random.Random, killed_at: list[int], before_anything: bool) -> int:
    """Kill the writer, the first time while it starts, later once it has written; gives the batches it reported."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.store.adder", str(path)], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as writer:
        assert writer.stdout
        assert writer.stderr
        said = b"" if before_anything else writer.stdout.read(1)
        time.sleep(moments.uniform(0, 0.8 if before_anything else 0.4))
        writer.kill()
        said += writer.stdout.read()
        assert b"Error" not in writer.stderr.read()
    killed_at.append(len(said))
    return len(said)


def _check_whole_transactions(path: Path, at_least: int) -> None:
    with open_store(path) as store:
        there = store.rows("dispatches")
        counts = store.status().counts
    assert len(there) % BATCH == 0
    assert len(there) >= at_least * BATCH
    readings = {r.dispatch.id: r for batch in batches() for r in batch}
    chosen = [readings[row["id"]] for row in there.dicts()]
    assert counts["raws"] == len(chosen)
    assert counts["events"] == sum(len(r.events) for r in chosen)
    assert counts["spans"] == sum(_spans(len(r.events)) for r in chosen)


def _spans(events: int) -> int:
    """Spans of one made-up reading: four of the meeting, two of each other event, fifteen of the rest."""
    return 4 + 2 * (events - 1) + 15
