"""Dragoman reads news dispatches about international politics and keeps the record a good desk officer would keep.

>>> import dragoman
>>> reading = dragoman.read("Gunmen killed four soldiers near Gao in Mali on Friday.", published="2024-03-04")
>>> event = reading.events[0]
>>> event.type, event.quad, event.when.start.isoformat(), event.magnitudes["killed"]
('ASSAULT', 4, '2024-03-01', 4)
"""

from __future__ import annotations

from importlib import metadata
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.api import Desk, office_holders, read
    from dragoman.errors import DragomanError, InputError, StoreError, UnknownName, UsageError
    from dragoman.records import Dispatch, Event, Pledge, Reading, Span, Statement
    from dragoman.resolving import resolve_actors, resolve_places, resolve_times
    from dragoman.settings import Settings, load_settings

__version__ = metadata.version("dragoman")

_HOME = {
    "Desk": "api",
    "office_holders": "api",
    "read": "api",
    "DragomanError": "errors",
    "InputError": "errors",
    "StoreError": "errors",
    "UnknownName": "errors",
    "UsageError": "errors",
    "Dispatch": "records",
    "Event": "records",
    "Pledge": "records",
    "Reading": "records",
    "Span": "records",
    "Statement": "records",
    "Settings": "settings",
    "load_settings": "settings",
    "resolve_actors": "resolving",
    "resolve_places": "resolving",
    "resolve_times": "resolving",
}
__all__ = [
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


def __getattr__(name: str) -> Any:
    """Public names are loaded when they are first used, so that ``import dragoman`` costs next to nothing."""
    if name not in _HOME:
        raise AttributeError(f"module 'dragoman' has no attribute {name!r}; public names: {', '.join(__all__)}")
    from importlib import import_module

    return getattr(import_module(f"dragoman.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return __all__
