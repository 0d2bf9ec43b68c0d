"""``dragoman pledge``, ``alerts`` and ``pledges --as-of`` on a store made by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.errors import UnknownName, UsageError
from dragoman.pipeline import _link_tellings as _link
from dragoman.serve.cli.main import cli
from dragoman.settings import Settings
from dragoman.store import open_store
from tests.link.test_histories import HALF, STORY, demand


@pytest.fixture
def store(tmp_path: Path) -> str:
    path = tmp_path / "s.duckdb"
    with open_store(path) as opened:
        opened.add([*STORY, demand()])
        _link(opened, [*STORY, demand()], Settings())
    return str(path)


def run(*args: str) -> str:
    result = CliRunner().invoke(cli, args, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_history_is_printed_with_its_head_and_a_line_a_step(store: str) -> None:
    out = run("pledge", STORY[0].pledges[0].id, "--store", store, "--as-of", "2024-06-02").splitlines()
    head = {line.split()[0]: " ".join(line.split()[1:]) for line in out[: out.index("")]}
    assert head["pledge"].endswith("Uganda pledges")
    assert (head["how"], head["delivered"], head["by"]) == ("much 180 soldiers", "90 of 180", "2024-06-01")
    assert head["state"].startswith("overdue since 2024-06-02")
    assert head["doubted"] == "by Joy Nabirye"
    steps = [line.split()[:2] for line in out if line[:4] == "2024"]
    assert [s[1] for s in steps] == ["announced", "contested", "raised", "in"]
    last = next(line for line in out if line.startswith("2024-04-01"))
    assert (
        last.split(maxsplit=3)[3]
        == f"90 soldiers of 180 · says ATMIS (recipient) ({STORY[3].dispatch.id}, The Nile Post)"
    )
    assert f"“{HALF}”" in out[out.index(last) + 1]


def test_json_is_the_whole_history(store: str) -> None:
    found = json.loads(
        run("pledge", STORY[0].pledges[0].id, "--store", store, "--as-of", "2024-03-15", "--format", "json")
    )
    assert (found["state"], found["quantity"], [s["state"] for s in found["steps"]]) == (
        "raised", 180, ["announced", "contested", "raised"],
    )  # fmt: skip
    assert found["steps"][2]["evidence"] == [[0, len(found["steps"][2]["words"][0])]]


def test_a_day_before_the_pledge_says_so(store: str) -> None:
    with pytest.raises(UnknownName, match="Nothing was known of it on 2023-12-31"):
        run("pledge", STORY[0].pledges[0].id, "--store", store, "--as-of", "2023")
    with pytest.raises(UsageError):
        run("pledge", STORY[0].pledges[0].id, "--store", store, "--as-of", "someday")


def test_pledges_and_alerts_on_a_day(store: str) -> None:
    rows = [
        json.loads(x)
        for x in run(
            "pledges", "--store", store, "--as-of", "2024-06-02", "--state", "overdue", "--format", "jsonl"
        ).splitlines()
    ]
    assert [(r["who"], r["state"], r["delivered"]) for r in rows] == [("Uganda", "overdue", 90)]
    names, *rows = (
        line.split("\t")
        for line in run("alerts", "--store", store, "--as-of", "2024-06-02", "--ahead", "40").splitlines()
    )
    assert [dict(zip(names, r, strict=True))["alert"] for r in rows] == ["passed_in_silence", "ahead"]
    assert (
        run(
            "alerts",
            "--store",
            store,
            "--as-of",
            "2024-06-02",
            "--ahead",
            "0",
            "--since",
            "2024-06-02",
            "--format",
            "json",
        ).strip()
        == "[]"
    )
