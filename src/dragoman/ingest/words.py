"""The words of news pages that are no part of the article, from ``knowledge/words/pages.toml``."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from dragoman.ids import fold

_LONGEST_FURNITURE = 300
_MOST_BUTTON_WORDS = 24
_COUNTER = re.compile(
    r"\d[\d.,k]*\s+(?:comments?|shares?|views?|replies|likes?|reads?|min(?:ute)?s? read)"
    r"|(?:story|document|article|page|item) \d+ of \d+|(?:length|word count): \d+ words",
    re.IGNORECASE,
)
_SPEAKS_TO_READER = re.compile(r"\b(?:you|your|we|our|please|click)\b")


@dataclass(frozen=True, slots=True)
class PageWords:
    """``sections``, ``countries`` and ``outlets``: folded names. ``outlet_nouns``: their last words. ``furniture_lines``: folded lines. The rest: in lower case."""

    sections: frozenset[str]
    countries: frozenset[str]
    outlets: frozenset[str]
    outlet_nouns: frozenset[str]
    doubtful_outlet_nouns: frozenset[str]
    furniture_lines: frozenset[str]
    furniture_starts: tuple[str, ...]
    foot_starts: tuple[str, ...]
    walls: re.Pattern[str]
    english: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]
    column_words: Mapping[str, frozenset[str]]
    meta: Mapping[str, tuple[str, ...]]
    languages: tuple[str, ...]


@lru_cache(maxsize=1)
def page_words() -> PageWords:
    folder = resources.files("dragoman.knowledge")
    table = tomllib.loads((folder / "words" / "pages.toml").read_text(encoding="utf-8"))
    countries_file = (folder / "actors" / "countries.tsv").read_text(encoding="utf-8")
    countries = [row["name"] for row in csv.DictReader(countries_file.splitlines(), delimiter="	")]
    return PageWords(
        sections=frozenset(map(fold, table["sections"])),
        countries=frozenset(map(fold, countries)),
        outlets=frozenset(map(fold, table["outlets"])),
        outlet_nouns=frozenset(map(fold, table["outlet_nouns"])),
        doubtful_outlet_nouns=frozenset(map(fold, table["doubtful_outlet_nouns"])),
        furniture_lines=frozenset(map(fold, table["furniture_lines"])),
        furniture_starts=tuple(table["furniture_starts"]),
        foot_starts=tuple(table["foot_starts"]),
        walls=re.compile("|".join(map(re.escape, table["walls"]))),
        english=frozenset(table["languages"]["english"]),
        columns={role: tuple(names) for role, names in table["columns"].items()},
        column_words={role: frozenset(words) for role, words in table["column_words"].items()},
        meta={role: tuple(names) for role, names in table["meta"].items()},
        languages=tuple(table["languages"]["news"]),
    )


def same_words(line: str, other: str | None) -> bool:
    """Whether two lines differ in nothing but case, diacritics and punctuation."""
    return other is not None and len(line) <= 2 * len(other) + 8 and fold(line) == fold(other)


def is_wall(line: str) -> bool:
    """Whether a line asks its reader to log in, to accept cookies and the like, or reports an error of the site.

    Such a line begins with its formula or speaks of "you", "we" or "please"; news about cookies does neither.
    """
    low = line.lower()
    found = page_words().walls.search(low)
    return found is not None and (found.start() < 8 or bool(_SPEAKS_TO_READER.search(low)))


def is_furniture(line: str) -> bool:
    """Whether a line belongs to the site: "Advertisement", "Read more: ...", "Print | Text size", "27 comments"."""
    words = page_words()
    if len(line) < 120 and is_wall(line):
        return True
    if len(line) >= _LONGEST_FURNITURE:
        return False
    if line.lower().startswith(words.furniture_starts) or _COUNTER.fullmatch(line.strip()):
        return True
    return _made_of_buttons(fold(line).split()[:_MOST_BUTTON_WORDS], words.furniture_lines)


def _made_of_buttons(line: list[str], buttons: frozenset[str]) -> bool:
    """Whether the words are nothing but buttons in a row: "previous article next article"."""
    if not line:
        return False
    ends = {0}  # where a row of buttons from the beginning may end
    for i in range(1, len(line) + 1):
        if any(" ".join(line[start:i]) in buttons for start in ends):
            ends.add(i)
    return len(line) in ends
