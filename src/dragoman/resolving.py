"""Who, where and when, by themselves: the actors, places and time expressions of a text, resolved, without events and without a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from dragoman.errors import UsageError
from dragoman.knowledge.viewpoints import seen
from dragoman.records import Actor, Place, Published, Reading, TimeMention
from dragoman.settings import Settings


def resolve_actors(text: str, on: str | date | None = None, settings: Settings | None = None) -> tuple[Actor, ...]:
    """Everybody who is named or described in ``text``, once each, with all the places that mean them.

    ``on``: the day of the text, as ``date`` or ISO text ("2023-05-02", "2023-05", "2023"): titles without a name are resolved to who held the office
    then, and former holders are told from those in office. Without it a title stays a title. What a name may mean but
    cannot be decided is left out. Raises ``UsageError`` for a date in no known form and a text longer than the setting ``max_text_chars``.

    >>> [(a.id, a.office) for a in resolve_actors("The German foreign minister met Aleksandar Vučić.", on="2023-02-01")]
    [('P.annalena-baerbock', 'Foreign Minister of Germany'), ('P.aleksandar-vucic', 'President of Serbia')]
    """
    reading, view = _resolved(text, on, settings, ("actors",)), (settings or Settings()).viewpoint
    return tuple(_actor_seen(a, view, reading.dispatch.published.start) for a in reading.actors)


def resolve_places(text: str, on: str | date | None = None, settings: Settings | None = None) -> tuple[Place, ...]:
    """The places of ``text`` that are meant as places, with country, degrees (WGS 84) and how precisely each is known.

    A capital that stands for its government, a nationality, the dateline and the outlet are none. Raises as :func:`resolve_actors`.

    >>> [(p.name, p.country, p.precision) for p in resolve_places("A tornado hit Paris, Texas, not Washington's allies.")]
    [('Paris', 'USA', 'town'), ('Texas', 'USA', 'region')]
    """
    reading, view = _resolved(text, on, settings, ("actors", "places")), (settings or Settings()).viewpoint
    return tuple(_place_seen(p, view, reading.dispatch.published.start) for p in reading.places)


def resolve_times(text: str, on: str | date | None = None, settings: Settings | None = None) -> tuple[TimeMention, ...]:
    """The time expressions of ``text`` with TIMEX3-style values, and the days they cover where ``on`` is known or the expression
    says them. Raises as :func:`resolve_actors`.

    >>> [(t.value, t.kind) for t in resolve_times("They met last Tuesday for two hours.", on="2023-11-30")]
    [('2023-11-28', 'date'), ('PT2H', 'duration')]
    """
    return _resolved(text, on, settings, ("times",)).times


def _actor_seen(actor: Actor, viewpoint: str, on: date | None) -> Actor:
    if actor.country is None:
        return actor
    country, name = seen(actor.country, actor.name, viewpoint, on)
    return replace(actor, country=country, name=name)


def _place_seen(place: Place, viewpoint: str, on: date | None) -> Place:
    if place.country is None:
        return place
    country, name = seen(place.country, place.name, viewpoint, on, place.lat, place.lon)
    return replace(place, country=country, name=name)


def _resolved(text: str, on: str | date | None, settings: Settings | None, parts: tuple[str, ...]) -> Reading:
    from dragoman.ingest import parse_date_option
    from dragoman.pipeline import read_in_part

    chosen = settings or Settings()
    if len(text) > chosen.max_text_chars:
        raise UsageError(
            f"The text has {len(text):,} characters, more than {chosen.max_text_chars:,}. Next: read it in pieces."
        )
    published = parse_date_option(on) if on is not None else Published(start=None, end=None, how="unknown")
    return read_in_part(text, published, chosen, parts)
