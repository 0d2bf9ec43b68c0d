"""What the outputs of the coder stand for, in their order. The order is part of the weights: append, never sort anew."""

from __future__ import annotations

from dragoman.knowledge.ontology import CONTEXTS as _CONTEXTS
from dragoman.knowledge.ontology import EVENT_TYPES
from dragoman.knowledge.ontology import MODES as _MODES
from dragoman.records import FACTUALITIES

__all__ = ["CONTEXTS", "DIRECTIONS", "FACTUALITIES", "MODES", "NONE", "TYPES"]

NONE = "NONE"
TYPES: tuple[str, ...] = (NONE, *EVENT_TYPES)
MODES: tuple[tuple[str, str | None], ...] = tuple((t, m) for t in EVENT_TYPES for m in (None, *_MODES[t]))
CONTEXTS: tuple[str, ...] = tuple(_CONTEXTS)
DIRECTIONS: tuple[str, ...] = ("none", "forward", "backward", "mutual")
