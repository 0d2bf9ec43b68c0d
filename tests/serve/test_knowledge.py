"""``dragoman knowledge`` as a user types it, each command in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROWS = "office,of,name,from\nhead-of-government,XKX,Erza Krasniqi,2027-03-01\nmayor,XKX,Ora Vell,2027\n"
BINDING = {
    "personLabel": {"value": "Ana Novak"},
    "positionLabel": {"value": "Prime Minister of Slovenia"},
    "start": {"value": "2027-03-05T00:00:00Z"},
}


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "mine.csv").write_text(ROWS)
    bindings = [BINDING, BINDING | {"positionLabel": {"value": "Court Jester"}}]
    (tmp_path / "wikidata.json").write_text(json.dumps({"results": {"bindings": bindings}}))
    return tmp_path


def run(folder: Path, *args: str) -> tuple[int, list[list[str]], str]:
    """Exit status, the cells of stdout, stderr."""
    command = [sys.executable, "-m", "dragoman", "knowledge", *args]
    env = os.environ | {"DRAGOMAN_KNOWLEDGE": str(folder / "own")}
    ran = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=False)
    return ran.returncode, [line.split("\t") for line in ran.stdout.splitlines()], ran.stderr


def test_add_who_list_remove(desk: Path) -> None:
    code, rows, err = run(desk, "add", "mine.csv", "--dry-run")
    assert (code, [r[1] for r in rows]) == (0, ["done", "added", "added"])
    assert "holders: 2 added, 0 replaced, 0 known; nothing is written." in err
    assert not (desk / "own").exists()
    code, again, err = run(desk, "add", "mine.csv")
    assert (code, again) == (0, rows)
    assert str(desk / "own" / "holders.tsv") in err
    _, rows, _ = run(desk, "who", "prime minister", "Kosovo", "--on", "2027-06")
    assert rows[0] == ["name", "from", "to", "office", "of", "source"]
    assert rows[-1] == ["Erza Krasniqi", "2027-03-01", "", "head-of-government", "XKX", "user"]
    _, rows, _ = run(desk, "list")
    assert [r[:3] for r in rows[1:]] == [
        ["holders", "2", "head-of-government of XKX: Erza Krasniqi, 2027-03-01 to now"],
        ["holders", "3", "mayor of XKX: Ora Vell, 2027 to now"],
    ]
    code, _, err = run(desk, "remove", "holders", "3")
    assert (code, "Removed mayor of XKX: Ora Vell" in err) == (0, True)
    assert [r[1] for r in run(desk, "list")[1][1:]] == ["2"]


def test_import_lists_what_it_sets_aside_and_says_so_by_its_status(desk: Path) -> None:
    code, rows, err = run(desk, "import", "wikidata.json")
    assert code == 3
    assert [r[:2] for r in rows[1:]] == [["binding 1", "added"], ["binding 2", "set aside"]]
    assert "Court Jester" in rows[2][3]
    assert "1 set aside" in err
    _, rows, _ = run(desk, "who", "prime minister", "SVN", "--on", "2027-04-01")
    assert rows[-1][0] == "Ana Novak"
    assert rows[-1][-1] == "wikidata"


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        (["add", "none.csv"], 2, "none.csv"),
        (["add", "wikidata.json"], 1, "wikidata.json, line 1"),
        (["import", "mine.csv"], 2, "mine.csv is not JSON"),
        (["who", "prime minster", "Kosovo"], 2, "Did you mean 'prime minister'"),
        (["who", "prime minister", "Kosovo", "--on", "soon"], 2, "2023-11-28"),
        (["remove", "holders", "2"], 2, "Unknown table of own rows 'holders'"),
    ],
)
def test_misuse_is_answered_with_the_next_step(desk: Path, args: list[str], code: int, words: str) -> None:
    status, out, err = run(desk, *args)
    assert (status, out) == (code, [])
    assert words in err
    assert "Traceback" not in err


def test_nobody_known_is_no_error(desk: Path) -> None:
    code, rows, err = run(desk, "who", "prime minister", "France", "--on", "1950")
    assert (code, rows) == (0, [["name", "from", "to", "office", "of", "source"]])
    assert "dragoman knowledge add FILE" in err


def test_readings_are_made_anew_once_rows_are_added(desk: Path) -> None:
    def read() -> tuple[str, dict[str, str]]:
        command = [
            sys.executable,
            "-m",
            "dragoman",
            "read",
            "story.txt",
            "--published",
            "2027-04-01",
            "--format",
            "json",
        ]
        env = os.environ | {"DRAGOMAN_KNOWLEDGE": str(desk / "own")}
        ran = subprocess.run(command, cwd=desk, env=env, capture_output=True, text=True, check=True)
        [reading] = json.loads(ran.stdout)
        return ran.stderr, {a["name"]: a["id"] for a in reading["actors"] if a["kind"] == "person"}

    (desk / "story.txt").write_text(
        "Kosovo's Prime Minister Krasniqi met Norway's foreign minister in Oslo on Monday.\n"
    )
    assert "1 read, 0 known already" in read()[0]
    assert "0 read, 1 known already" in read()[0]
    run(desk, "add", "mine.csv")
    told, persons = read()
    assert "1 read, 0 known already" in told
    assert persons["Erza Krasniqi"] == "P.erza-krasniqi"
