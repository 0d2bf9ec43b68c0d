"""The rules of the house, held by parsing the source: who may import whom, how long things may be, what may not appear."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

SOURCE = ROOT / "src" / "dragoman"
FOUNDATION = {"records", "ledgers", "linkage", "ids", "errors", "settings", "knowledge", ""}
MAY_IMPORT = {
    "records": {"records"},
    "ledgers": {"records"},
    "linkage": {"records"},
    "ids": set(),
    "errors": set(),
    "settings": {"errors", "settings"},
    "knowledge": FOUNDATION,
    "ingest": FOUNDATION | {"ingest"},
    "reader": FOUNDATION | {"reader", "models"},
    "models": {"knowledge", "records"},
    "train": FOUNDATION | {"train", "reader", "models", "pipeline", "check", "ingest"},
    "link": FOUNDATION | {"link"},
    "store": FOUNDATION | {"store"},
    "measure": FOUNDATION | {"measure"},
    "check": FOUNDATION | {"check", "pipeline", "api"},
    "serve": FOUNDATION | {"serve", "api", "resolving", "pipeline", "store", "ingest", "check", "reader.parts"},
    "pipeline": FOUNDATION | {"ingest", "reader", "link", "store", "pipeline"},
    "resolving": FOUNDATION | {"pipeline", "ingest"},
    "api": FOUNDATION | {"ingest", "pipeline", "store", "api", "train"},
}
LONG_FUNCTIONS: set[str] = set()
LONG_FILES: set[str] = set()
FUNCTION_LINES = 50
FILE_LINES = 500


def _files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def _room(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return parts[0] if parts[0] not in ("__init__", "__main__") else ""


def _imports(tree: ast.AST) -> set[str]:
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "dragoman":
            found.add(node.module.removeprefix("dragoman").removeprefix("."))
        elif isinstance(node, ast.Import):
            found |= {a.name.removeprefix("dragoman.") for a in node.names if a.name.startswith("dragoman.")}
    return found


@pytest.mark.parametrize("path", _files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_rooms_import_only_what_they_may(path: Path) -> None:
    room = _room(path)
    if room == "":
        return
    for module in _imports(ast.parse(path.read_text())):
        allowed = MAY_IMPORT[room]
        assert module.split(".")[0] in allowed or module in allowed, f"{room}/ imports dragoman.{module}"


@pytest.mark.parametrize("path", _files(), ids=lambda p: str(p.relative_to(SOURCE)))
def test_functions_fit_a_screen_and_files_a_newcomer(path: Path) -> None:
    name, text = str(path.relative_to(SOURCE)), path.read_text()
    assert len(text.splitlines()) <= FILE_LINES or name in LONG_FILES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            docstring = node.body[0].end_lineno - node.body[0].lineno + 1 if ast.get_docstring(node) else 0
            length = node.end_lineno - node.lineno + 1 - docstring
            assert length <= FUNCTION_LINES or f"{name}:{node.name}" in LONG_FUNCTIONS, f"{node.name}: {length} lines"


def test_sockets_are_opened_nowhere_yet() -> None:
    network = {"socket", "urllib.request", "http.client", "httpx", "httpx2", "requests", "urllib3", "aiohttp"}
    for path in _files():
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [a.name for a in node.names] if isinstance(node, ast.Import) else []
            assert not network & set(names), f"{path.name} imports {names}"


def _tracked() -> list[str]:
    """The files of the repository: what git tracks or, where there is no git, what lies in the folders of the source."""
    if shutil.which("git"):
        listed = subprocess.run(
            ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False
        ).stdout.split()
        if listed:
            return listed
    folders = ("src", "tests", "docs", "scripts", "examples", "benchmarks")
    return [str(p.relative_to(ROOT)) for f in folders for p in (ROOT / f).rglob("*") if "__pycache__" not in p.parts]


def test_no_path_of_a_machine_and_no_pickle() -> None:
    tracked = _tracked()
    home = re.compile(r"/(?:home|Users|root|work)/\w")
    for name in tracked:
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".tsv", ".json", ".sh", ""} and path.is_file():
            text = path.read_text(encoding="utf-8", errors="ignore")
            assert not home.search(text), f"{name} names a folder of one machine"
            assert path.suffix != ".py" or not re.search(r"^\s*(?:import|from) pickle", text, re.MULTILINE), name


def test_import_dragoman_is_light() -> None:
    code = "import sys, dragoman; print(' '.join(sorted(m.split('.')[0] for m in sys.modules)))"
    loaded = set(
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    )
    heavy = {"spacy", "numpy", "pandas", "duckdb", "trafilatura", "rich", "click", "msgspec", "lxml", "feedparser"}
    assert not loaded & heavy


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\nfrom dragoman.serve.cli.main import cli\n"
        "cli.main(['--help'], standalone_mode=False)\n"
        "print('LOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    loaded = set(out.rsplit("LOADED", 1)[1].split())
    assert not loaded & {"spacy", "numpy", "pandas", "duckdb", "trafilatura", "rich", "msgspec", "lxml", "feedparser"}
