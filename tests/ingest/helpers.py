"""Shorthands of the ingest tests."""

from __future__ import annotations

from typing import Any

from dragoman.ingest import IngestOptions, Taken, take_bytes
from dragoman.records import Dispatch, SetAside


def read(content: str | bytes, name: str = "story.txt", **options: Any) -> Dispatch:
    """The one dispatch of some content."""
    taken = all_of(content, name, **options)
    assert [t.set_aside for t in taken] == [None]
    assert taken[0].dispatch is not None
    return taken[0].dispatch


def refused(content: str | bytes, name: str = "story.txt", **options: Any) -> SetAside:
    """The one SetAside of some content."""
    taken = all_of(content, name, **options)
    assert [t.dispatch for t in taken] == [None]
    assert taken[0].set_aside is not None
    return taken[0].set_aside


def all_of(content: str | bytes, name: str = "story.txt", **options: Any) -> list[Taken]:
    data = content.encode() if isinstance(content, str) else content
    return list(take_bytes(data, name, IngestOptions(**options)))
