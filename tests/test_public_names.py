"""The public surface is one list: nothing becomes public by accident."""

from __future__ import annotations

import pytest

import dragoman

PUBLIC = [
    "Desk",
    "Dispatch",
    "DragomanError",
    "Event",
    "InputError",
    "Pledge",
    "Reading",
    "Settings",
    "Span",
    "Statement",
    "StoreError",
    "UnknownName",
    "UsageError",
    "__version__",
    "load_settings",
    "office_holders",
    "read",
    "resolve_actors",
    "resolve_places",
    "resolve_times",
]


def test_public_names_are_pinned() -> None:
    assert sorted(dragoman.__all__) == PUBLIC


def test_every_public_name_can_be_had_and_is_documented() -> None:
    for name in PUBLIC:
        thing = getattr(dragoman, name)
        assert name == "__version__" or thing.__doc__, f"{name} has no docstring"


def test_an_unknown_name_names_the_known_ones() -> None:
    with pytest.raises(AttributeError, match="Desk"):
        _ = dragoman.Dsek
