"""What a reader of one format found, before it becomes a Dispatch."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.records import Published


@dataclass(slots=True, kw_only=True)
class Draft:
    """Filled in by the reader of a format, finished by :mod:`dragoman.ingest.finish`. ``language``: as the source
    states it. ``outlet``: a masthead or service name, credited where nothing else is. ``item``: one of many in a feed or table; it may be short, or nothing but a headline."""

    headline: str | None = None
    paragraphs: list[str] = field(default_factory=list)
    publisher: str | None = None
    credited_source: str | None = None
    outlet: str | None = None
    byline: str | None = None
    sections: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    language: str | None = None
    url: str | None = None
    published: Published | None = None
    item: bool = False
    notes: list[str] = field(default_factory=list)
