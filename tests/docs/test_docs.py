"""The docs are true: reference pages are fresh, links lead somewhere, and every example runs as it is printed.

In a ```console block a line that begins with ``$ `` is run, in a folder that holds the bundled examples; what stands
beneath it is what it must print (``...`` stands for anything). A ```python block with ``>>>`` is a doctest.
"""

from __future__ import annotations

import doctest
import importlib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
DOCTESTED = [
    "dragoman",
    "dragoman.api",
    "dragoman.ids",
    "dragoman.errors",
    "dragoman.serve.cli.render",
    "dragoman.knowledge.words.likenesses",
]


def _blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", page.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)


def _with(language: str) -> list[Path]:
    return [p for p in PAGES if p.is_file() and _blocks(p, language)]


def _name(page: Path) -> str:
    return str(page.relative_to(ROOT))


@pytest.fixture
def desk_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    shutil.copytree(ROOT / "docs" / "story", tmp_path / "story")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(tmp_path / "knowledge"))
    return tmp_path


@pytest.mark.parametrize("page", _with("console"), ids=_name)
def test_console_examples_print_what_they_say(page: Path, desk_folder: Path) -> None:
    checker = doctest.OutputChecker()
    env = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "110"}
    for block in _blocks(page, "console"):
        for step in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = step.partition("\n")
            ran = subprocess.run(
                command, shell=True, cwd=desk_folder, env=env, capture_output=True, text=True, check=False
            )
            assert ran.returncode == 0, f"{command}\n{ran.stderr}"
            if expected.strip():
                assert checker.check_output(expected, ran.stdout, FLAGS), f"{command} printed\n{ran.stdout}"


OWN_TESTS = ["docs/store.md"]  # tests/store/test_docs.py runs its examples on a store made for it


@pytest.mark.parametrize("page", [p for p in _with("python") if _name(p) not in OWN_TESTS], ids=_name)
def test_python_examples_give_what_they_say(page: Path, desk_folder: Path) -> None:
    source = "\n".join(_blocks(page, "python"))
    test = doctest.DocTestParser().get_doctest(source, {}, _name(page), str(page), 0)
    assert test.examples, "a python block in the docs must show >>> examples"
    runner = doctest.DocTestRunner(optionflags=FLAGS)
    assert runner.run(test).failed == 0


@pytest.mark.parametrize("module", DOCTESTED)
def test_docstring_examples_give_what_they_say(module: str) -> None:
    result = doctest.testmod(importlib.import_module(module), optionflags=FLAGS)
    assert result.attempted > 0
    assert result.failed == 0


def test_reference_pages_are_fresh() -> None:
    ran = subprocess.run([sys.executable, ROOT / "scripts" / "reference.py", "--check"], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout + ran.stderr


@pytest.mark.parametrize("page", [p for p in PAGES if p.is_file()], ids=_name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|mailto:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{_name(page)} links to {target}"
