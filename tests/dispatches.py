"""A dispatch made by hand, for tests that need no page around it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.pipeline import as_dispatch
from dragoman.records import Dispatch, Published

UNDATED = Published(start=None, end=None, how="unknown")


def a_dispatch(text: str, published: Published = UNDATED, **values: Any) -> Dispatch:
    return replace(as_dispatch(text), published=published, **values)
