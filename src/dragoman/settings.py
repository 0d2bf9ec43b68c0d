"""Every number and switch that someone may tune: one table of name, type, default, help, and how it was tuned.

A ``dragoman.toml`` may set any of them; an unknown name stops the program. ``dragoman settings`` prints the table
with each value and where it came from.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from dragoman.errors import UnknownName, UsageError

FILE = "dragoman.toml"


def _setting(default: Any, help: str, tuned: str = "not tuned") -> Any:
    return field(default=default, metadata={"help": help, "tuned": tuned})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings of one run. Build it by hand, or with :func:`load_settings`."""

    ingest_max_bytes: int = _setting(
        20_000_000,
        "largest single input in bytes, after decompression; larger ones are set aside as too_large",
        "the largest saved news page met was 6 MB; a 50 MB page must not stop a run",
    )
    ingest_max_members: int = _setting(100_000, "most members read from one archive")
    ingest_max_unpacked: int = _setting(
        10_000_000_000,
        "most bytes unpacked from one archive or compressed file in all; the rest is set aside as too_large",
    )
    ingest_min_words: int = _setting(4, "fewest words that make an article; a page with fewer has no article")
    language_min_chars: int = _setting(
        80, "below this many characters the language is not guessed but taken for English"
    )
    language_min_probability: float = _setting(
        0.9, "how sure the language guess must be before an input is set aside as not_english"
    )
    max_text_chars: int = _setting(400_000, "longest text that is parsed in one piece; a longer one is set aside")
    min_confidence: float = _setting(
        0.2, "an event below this confidence becomes undecided and is listed by 'dragoman gaps'"
    )
    min_confidence_private: float = _setting(
        0.65,
        "violence and protest in which nobody of public life takes part need this confidence to be an event",
        "on reports of sport, arts and science: most such events below it were crimes and accidents",
    )
    same_pledge_score: float = _setting(
        0.5,
        "a pledge continues an earlier one from this score on, and begins a history below it",
        "on invented dispatches",
    )
    pledge_news_score: float = _setting(
        0.4,
        "news belongs to an earlier pledge from this score on; below it, 'dragoman gaps' lists it",
        "on invented dispatches",
    )
    demand_answer_score: float = _setting(
        0.5, "an act or pledge of the one asked answers a demand from this score on", "on invented dispatches"
    )
    weights: str = _setting(
        "", "file with weights of the coder made by 'dragoman train'; empty: those that are shipped"
    )
    viewpoint: str = _setting(
        "neutral",
        "from whose viewpoint disputed states and regions are shown: 'neutral' (by their own names), 'UN', 'EU', or a "
        "country by its ISO code",
    )
    commit_every: int = _setting(
        64, "dispatches written in one transaction; a killed run loses at most that many, and reads them again"
    )
    fuzzy_name_score: float = _setting(
        85.0, "similarity (0 to 100) from which a misspelt name is taken for the known one of the same office"
    )


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One line of ``dragoman settings``."""

    name: str
    value: Any
    default: Any
    origin: str
    help: str
    tuned: str


def setting_names() -> list[str]:
    return [f.name for f in fields(Settings)]


def load_settings(path: str | Path | None = None) -> Settings:
    """The defaults, overlaid by the TOML file at ``path``; without a path, by ``dragoman.toml`` in this folder, if any.

    Raises ``UsageError`` for a file that is not TOML or a value of the wrong type, ``UnknownName`` for a setting
    that does not exist.
    """
    file = Path(path) if path is not None else Path(FILE)
    if path is None and not file.is_file():
        return Settings()
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise UsageError(f"Cannot read the settings in {str(file)!r}: {e}. It must be a TOML file.") from e
    return overlay(Settings(), values, where=str(file))


def overlay(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    """``settings`` with ``values`` laid over them; ``where`` names their origin in messages."""
    for name, value in values.items():
        if name not in setting_names():
            raise UnknownName(f"setting in {where}", name, setting_names(), "List them with 'dragoman settings'.")
        wanted = type(getattr(settings, name))
        if wanted is float and type(value) is int:
            value = float(value)
        if type(value) is not wanted:
            raise UsageError(f"Setting {name!r} in {where} is {value!r}; it must be of type {wanted.__name__}.")
        settings = replace(settings, **{name: value})
    return settings


def describe(settings: Settings, path: str | Path | None = None) -> list[SettingRow]:
    """One row per setting, saying whether its value is the default or comes from the file."""
    rows = []
    for f in fields(Settings):
        value = getattr(settings, f.name)
        origin = "default" if value == f.default else str(path or FILE)
        rows.append(SettingRow(f.name, value, f.default, origin, f.metadata["help"], f.metadata["tuned"]))
    return rows
