"""What the user names on the command line, as single inputs."""

from __future__ import annotations

import glob
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import UsageError

POSSIBLE = "A source is a file, a folder, a pattern such as 'pages/*.html', or - for standard input."

STORES = (".duckdb", ".duckdb.wal")


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to open. ``path``: ``None`` for standard input."""

    name: str
    path: Path | None


def expand(sources: Iterable[str | Path | Input], follow: bool = True) -> list[Input]:
    """The files that the sources name, each once, folders and patterns in the order of their names.

    Hidden files and Dragoman's own stores in folders are left out, and so are the pictures and scripts that a browser saves beside ``page.html`` in
    ``page_files``. ``follow``: also the folders inside folders. Raises ``UsageError`` for a name that matches nothing.
    """
    found: dict[str, Input] = {}
    for source in sources:
        inputs = [source] if isinstance(source, Input) else _inputs(str(source), follow)
        for one in inputs:
            found.setdefault(one.name, one)
    return list(found.values())


def _inputs(name: str, follow: bool) -> list[Input]:
    if name == "-":
        return [Input("-", None)]
    if re.match(r"[a-z][a-z0-9+.-]*://", name, re.IGNORECASE):
        raise UsageError(f"Dragoman does not fetch {name!r}: save the page and read the file. {POSSIBLE}")
    path = Path(name)
    if path.is_dir():
        files = [Input(str(p), p) for p in _files(path, follow)]
        if not files:
            raise UsageError(f"There is no file to read in the folder {name!r}.")
        return files
    if path.exists():
        return [Input(name, path)]
    if glob.has_magic(name):
        matches = [m for m in sorted(glob.glob(name, recursive=True)) if not Path(m).is_dir() or "**" not in name]
        if matches:
            return [
                one for m in matches for one in (_inputs(m, follow) if not Path(m).is_dir() else _folder(m, follow))
            ]
        raise UsageError(f"The pattern {name!r} matches nothing. {POSSIBLE}")
    raise UsageError(f"There is no file or folder {name!r}. {POSSIBLE}")


def _folder(name: str, follow: bool) -> list[Input]:
    return [Input(str(p), p) for p in _files(Path(name), follow)]


def _files(folder: Path, follow: bool) -> Iterator[Path]:
    """The files of a folder, by name. A folder that cannot be opened is given back itself: it is set aside as unreadable."""
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        yield folder
        return
    pages = {Path(e.name).stem for e in entries if e.name.lower().endswith((".html", ".htm", ".xhtml"))}
    for entry in entries:
        if entry.name.startswith(".") or entry.name.endswith(STORES):
            continue
        # Links to folders are not followed: they may lead in a circle.
        if entry.is_dir(follow_symlinks=False):
            if follow and not (entry.name.endswith("_files") and entry.name.removesuffix("_files") in pages):
                yield from _files(folder / entry.name, follow)
        elif entry.is_file() or (entry.is_symlink() and not entry.is_dir()):
            yield folder / entry.name
