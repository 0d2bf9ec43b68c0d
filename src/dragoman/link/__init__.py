"""Which dispatches belong together: copies of one text, reports of one happening, tellings of
one pledge, and what corrects what.

Nothing here asks the store: ``pipeline.py`` hands over what was linked before. What this room decides are rows, each with a day
and a reason, so that what was believed on a day are the rows up to it.
"""

from __future__ import annotations

from dragoman.link.corrections import supersede
from dragoman.link.groups import Links, asked, link, nearest
from dragoman.link.memory import Memory
from dragoman.link.profiles import counted, profiles

VERSION = "1"
"""Raise it whenever the links come out otherwise: a store linked by another version is linked anew."""

__all__ = ["VERSION", "Links", "Memory", "asked", "counted", "link", "nearest", "profiles", "supersede"]
