"""The commands as a user types them: what they print where, and the exit status."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from dragoman.api import Desk
from dragoman.serve.cli.main import cli, main

STORY = (
    "Kenya accused Ethiopia on Monday of arming rebels near Moyale.\n\n"
    "“We will not wait,” Kenyan Defence Minister Aden Duale said. Kenya will send 300 soldiers to the border next month.\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "kenya.txt").write_text(STORY)
    (pages / "peru.txt").write_text(
        "Peru and Chile signed an agreement on fishing in Lima on Tuesday, officials said.\n"
    )
    (pages / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4)
    return tmp_path


def run(capfd: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    """Exit status, stdout, stderr of one command."""
    with pytest.raises(SystemExit) as ended:
        main(list(args))
    out, err = capfd.readouterr()
    assert isinstance(ended.value.code, int)
    return ended.value.code, out, err


def test_read_stores_prints_and_sets_aside(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code, out, err = run(capfd, "read", "pages", "--published", "2024-05-15", "--format", "json")
    assert code == 3
    readings = json.loads(out)
    assert [r["dispatch"]["published"]["how"] for r in readings] == ["given", "given"]
    kenya = readings[0]
    accuse = next(e for e in kenya["events"] if e["type"] == "ACCUSE")
    assert [p["country"] for p in accuse["actors"]] == ["KEN"]
    assert [p["country"] for p in accuse["recipients"]] == ["ETH"]
    start, end = accuse["trigger"][0]
    assert kenya["dispatch"]["text"][start:end] == "accused"
    assert "picture.png: binary" in err
    assert "3 inputs: 2 read, 0 known already, 1 set aside." in err


def test_reading_twice_adds_nothing_and_prints_the_same(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, first, _ = run(capfd, "read", "pages", "--format", "jsonl")
    _, again, err = run(capfd, "read", "pages", "--format", "jsonl")
    assert again == first
    assert "0 read, 2 known already, 1 set aside" in err
    with duckdb.connect("dragoman.duckdb", read_only=True) as store:
        assert store.sql("select count(*) from dispatches").fetchall() == [(2,)]
        (counts,) = store.sql("select count(*), count(distinct id) from events").fetchall()
        assert counts[0] == counts[1] > 0


def test_a_mended_file_is_taken_up_by_retry(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "pages" / "empty.txt").write_text("")
    run(capfd, "read", "pages", "--quiet")
    (folder / "pages" / "empty.txt").write_text(
        "Ghana condemned the coup in Niger on Friday, its foreign ministry said.\n"
    )
    code, _, err = run(capfd, "retry", "--reason", "empty")
    assert code == 0, err
    assert "1 read" in err
    code, out, _ = run(capfd, "gaps", "--format", "jsonl")
    reasons = {json.loads(line)["reason"] for line in out.splitlines()}
    assert "binary" in reasons
    assert "empty" not in reasons


def test_listings_in_every_format(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "read", "pages", "--published", "2024-05-15", "--quiet")
    _, out, _ = run(capfd, "events", "--actor", "Kenya", "--format", "json")
    rows = json.loads(out)
    assert rows
    assert all("KEN" in (r["actor_codes"] or "") + (r["recipient_codes"] or "") for r in rows)
    _, out, _ = run(capfd, "events", "--actor", "Kenya", "--format", "csv")
    assert len(list(csv.DictReader(io.StringIO(out)))) == len(rows)
    run(capfd, "events", "--actor", "Kenya", "--format", "parquet", "--out", "e.parquet")
    assert duckdb.sql("select count(*) from 'e.parquet'").fetchall() == [(len(rows),)]
    _, out, _ = run(capfd, "events", "--dyad", "KEN-ETH", "--type", "ACCUSE")
    header, row = out.splitlines()
    assert header.split("\t")[0] == "id"
    assert "accused Ethiopia" in row
    for kind in ("statements", "pledges", "actors", "places", "gaps"):
        code, out, err = run(capfd, kind, "--format", "json")
        assert code == 0, err
        assert json.loads(out), kind


def test_events_lists_what_took_place_and_counts_the_rest(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (folder / "plans.txt").write_text(
        "Chile will send aid to Peru. Bolivia has sent aid to Peru. Ecuador may send aid to Peru."
    )
    run(capfd, "read", "plans.txt", "--published", "2024-05-15", "--quiet")
    _, out, err = run(capfd, "events", "--format", "json")
    assert {(r["actors"], r["factuality"]) for r in json.loads(out)} == {("Bolivia", "happened")}
    _, everything, quiet = run(capfd, "events", "--format", "json", "--factuality", "all")
    rows = json.loads(everything)
    assert {"Chile", "Bolivia", "Ecuador"} == {r["actors"] for r in rows}
    assert err == f"{len(rows) - 1} more are planned, alleged, denied...: --factuality all\n"
    assert quiet == ""
    _, out, err = run(capfd, "events", "--format", "json", "--factuality", "planned")
    assert {r["actors"] for r in json.loads(out)} == {"Chile"}
    assert err == ""
    _, _, err = run(capfd, "events", "--actor", "Ecuador", "--format", "csv")
    assert err == "1 more is planned, alleged, denied...: --factuality all\n"
    with Desk("dragoman.duckdb", read_only=True) as desk:
        assert len(desk.events()) == 1
        assert len(desk.events(factuality="all")) == len(rows) == 1 + desk.hidden()
        assert desk.hidden(factuality="all") == 0


def test_filters_leave_out_what_does_not_fit(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "read", "pages", "--published", "2024-05-15", "--quiet")
    _, out, _ = run(capfd, "events", "--since", "2024-06", "--type", "ACCUSE", "--format", "json")
    assert json.loads(out) == []
    _, out, _ = run(capfd, "events", "--region", "South America", "--format", "json")
    rows = json.loads(out)
    assert {r["evidence"].split()[0] for r in rows} == {"Peru"}
    assert all("KEN" not in (r["actor_codes"] or "") for r in rows)


def test_show_marks_the_evidence(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "read", "pages/kenya.txt", "--published", "2024-05-15", "--quiet")
    _, out, _ = run(capfd, "events", "--type", "ACCUSE", "--format", "json")
    event = json.loads(out)[0]
    for id in (event["id"], event["dispatch_id"], event["dispatch_id"][:6]):
        code, out, err = run(capfd, "show", id)
        assert code == 0, err
        assert "Kenya accused[E1] Ethiopia on Monday" in out
        assert "[E1] ACCUSE" in out
    _, out, _ = run(capfd, "show", event["id"], "--format", "json")
    assert json.loads(out)["dispatch"]["id"] == event["dispatch_id"]


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["read", "nowhere.txt"], 2, "nowhere.txt"),
        (["read", "https://example.org/a.html"], 2, "save the page"),
        (["read", "pages", "--published", "soon"], 2, "2023-11-28"),
        (["read", "pages", "--column", "text"], 2, "ROLE=NAME"),
        (["read"], 2, "Missing argument"),
        (["events"], 1, "dragoman read"),
        (["evnets"], 2, "No such command"),
        (["check", "relatons", "x"], 2, "relations"),
    ],
)
def test_misuse_is_answered_with_the_next_step(
    folder: Path, capfd: pytest.CaptureFixture[str], args: list[str], code: int, words: str
) -> None:
    status, out, err = run(capfd, *args)
    assert (status, out) == (code, "")
    assert words in err
    assert "Traceback" not in err


def test_unknown_names_say_the_nearest(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    run(capfd, "read", "pages", "--quiet")
    for args, words in (
        (["events", "--type", "ASALT"], "ASSAULT"),
        (["events", "--region", "Western Balkan"], "Western Balkans"),
        (["events", "--factuality", "hapened"], "happened"),
        (["show", "d-zzzz"], "d-zzzz"),
        (["retry", "--reason", "binry"], "binary"),
    ):
        status, _, err = run(capfd, *args)
        assert status == 2
        assert words in err


def test_standard_input_is_a_source(folder: Path) -> None:
    command = [sys.executable, "-m", "dragoman", "read", "-", "--format", "json", "--published", "2024-05-15"]
    ran = subprocess.run(command, input=STORY, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stderr
    assert json.loads(ran.stdout)[0]["pledges"][0]["quantity"] == 300


def test_two_processes_read_the_same_as_one(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, one, _ = run(capfd, "read", "pages", "--into", "one.duckdb", "--format", "jsonl")
    _, two, _ = run(capfd, "read", "pages", "--into", "two.duckdb", "--format", "jsonl", "--jobs", "2")
    assert one == two


def test_information_commands(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capfd, "parts")
    assert out.index("times\t") < out.index("actors\t") < out.index("events\t")
    _, out, _ = run(capfd, "settings")
    assert "commit_every\t64\tdefault" in out
    for what, words in (
        ("types", "ASSAULT\t4\t-9"),
        ("modes", "ASSAULT\tdrone\t-9.5"),
        ("contexts", "peacekeeping"),
        ("sectors", "MIL"),
        ("regions", "Western Balkans"),
        ("reasons", "too_large"),
    ):
        _, out, _ = run(capfd, "codes", what)
        assert words in out
    run(capfd, "read", "pages", "--quiet")
    _, out, _ = run(capfd, "status")
    assert "dispatches\t2" in out


def test_hostile_text_reaches_the_screen_without_control_characters(
    folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (folder / "pages" / "evil.txt").write_text(
        "Kenya accused \x1b]0;owned\x07Ethiopia\x1b[31m of [bold]arming[/bold] <script>alert(1)</script> rebels.\n"
    )
    _, out, _ = run(capfd, "read", "pages/evil.txt")
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "[bold]arming[/bold]" in out


def test_every_command_has_help() -> None:
    for name, command in cli.commands.items():
        assert command.help, name
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None) or parameter.name in ("form",), f"{name} {parameter.name}"


def test_help_answers_at_once() -> None:
    def fastest(*command: str) -> float:
        times = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run([sys.executable, *command], capture_output=True, check=True)
            times.append(time.perf_counter() - start)
        return min(times)

    assert fastest("-m", "dragoman", "--help") <= 3 * fastest("-c", "pass") + 0.2
