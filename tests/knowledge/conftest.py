"""The user's own rows in a folder of the test, read anew whenever the test says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.knowledge import actors
from dragoman.knowledge.actors import lookup
from dragoman.reader import parts

CACHED = (
    actors.tables,
    actors._codes_by_name,
    actors._holders_by_office,
    actors._holders_by_name,
    lookup._owners,
    lookup._titles,
    parts._versions,
)


def forget() -> None:
    """Makes this process read the tables again, as the next process would."""
    for cached in CACHED:
        cached.cache_clear()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of own rows, empty at first; what the process has read of it is forgotten afterwards."""
    folder = tmp_path / "knowledge"
    monkeypatch.setenv("DRAGOMAN_KNOWLEDGE", str(folder))
    forget()
    yield folder
    monkeypatch.undo()
    forget()


@pytest.fixture
def anew() -> Callable[[], None]:
    return forget
