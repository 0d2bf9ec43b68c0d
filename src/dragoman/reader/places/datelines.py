"""Whether the city of the dateline is where the story happened: "GOMA (AP) - Rebels walked into this city".

A dateline says where the report was written. Its city is a place of the story only where the text says so ("this city",
"the city centre", "the capital") or neither places anything elsewhere nor speaks of another country.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.knowledge.places import Entry, candidates
from dragoman.reader.parse import dateline_of
from dragoman.reader.places.geocoding import weight
from dragoman.reader.places.toponyms import demonyms
from dragoman.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from dragoman.reader.places.geocoding import Located

_THIS = re.compile(r"\bthis (?:\w+ ){0,2}?(?:city|town|port|capital|village)\b", re.IGNORECASE)
_HERE = re.compile(
    r"\bthe (?:city|town)(?: cent(?:er|re))?(?! of\b|[-'’])\b|\bthe capital(?! of\b| city of\b|['’])\b", re.IGNORECASE
)
_CITY = re.compile(r"\s*([A-Z][A-Za-z.'’\- ]+?)\s*(?=[,(/]|\s(?:--|—|–|-)\s|$)")
TOWNS = ("town", "capital", "site")


def city_of_dateline(text: str, doc: Doc, located: list[Located]) -> tuple[Entry, Span] | None:
    """The city of the dateline and its characters, where the text means it; else ``None``. ``located``: every place name
    of the text behind the dateline, those that stand for actors among them."""
    line = dateline_of(text)
    found = _CITY.match(line)
    entry = _meant(found.group(1), line[found.end() :]) if found else None
    if found is None or entry is None or not _is_scene(text[len(line) :], doc, located, entry):
        return None
    return entry, Span(found.start(1), found.end(1))


def _meant(city: str, rest: str) -> Entry | None:
    """The place that a dateline names: in the country that stands behind it, else the best known."""
    known = [e for e in candidates(city.title()) if e.feature in TOWNS]
    behind = re.match(r",\s([A-Z][\w.’' \-]*?)\s*(?=[,(]|--|—|–|-\s|\d|$)", rest)
    wholes = candidates(behind.group(1)) if behind else ()
    there = {e.country for e in wholes if e.feature in ("country", "region", "admin1")}
    inside = [e for e in known if e.country in there]
    return max(inside or known, key=weight, default=None)


def _is_scene(story: str, doc: Doc, located: list[Located], city: Entry) -> bool:
    if _THIS.search(story):
        return True
    entries = [e for x in located for e in ((x.entry,) if x.entry else x.tied)]
    towns = [e for e in entries if e.feature in TOWNS and e.id != city.id]
    peoples = (demonyms().get(t.lower_, ()) for t in doc if t.text[:1].isupper())
    others = {c for codes in peoples if city.country not in codes for c in codes}
    others |= {e.country for e in entries if e.country and e.country != city.country}
    if _HERE.search(story):
        return not towns and not others
    return not entries and not others
