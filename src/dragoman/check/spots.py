"""``check times``, ``check places``, ``check actors``: words in the text that are found, and what they are resolved to."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from dragoman.check.gold import GoldActor, GoldItem, GoldPlace, GoldTime
from dragoman.check.phrases import phrase, same_actor
from dragoman.check.score import Counts, kilometres, matched, rounded
from dragoman.knowledge.places.tables import country_points
from dragoman.records import Actor, Reading, Span, TimeMention

NEAR_KM = 161.0
Result = tuple[dict[str, Any], list[dict[str, Any]]]
Gold = TypeVar("Gold")
Found = TypeVar("Found")


class Spot(NamedTuple):
    """Where some words are on the map."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None


def score_times(items: Sequence[GoldItem], readings: Iterable[Reading]) -> Result:
    """Span: same first and last character. Value: spans that overlap, and the same value (TempEval-3, UzZaman 2013).

    Some sets annotate only the beginning of each text, so what is found behind the last gold expression cannot be
    judged and does not count; ``whole_text`` has the same figures with all of that counted as wrong.
    """
    names = ("span", "overlap", "value")
    whole, part, rows = {n: Counts() for n in names}, {n: Counts() for n in names}, []
    for item, reading in zip(items, readings, strict=True):
        gold = list(item.times or ())
        end = max((g.span.end for g in gold), default=0)
        _count_times(whole, gold, list(reading.times))
        over = _count_times(part, gold, [t for t in reading.times if t.span.start < end])
        rows.append(_time_row(item, reading, over))
    return {
        "items": len(items),
        **_first(part["span"]),
        **{n: c.figures() for n, c in part.items()},
        "whole_text": {n: c.figures() for n, c in whole.items()},
    }, rows


def _count_times(
    counts: dict[str, Counts], gold: list[GoldTime], found: list[TimeMention]
) -> list[tuple[TimeMention, GoldTime]]:
    """Counts one text's times; gives the pairs that overlap."""
    over = matched(found, gold, lambda f, g: f.span.overlaps(g.span))
    counts["span"].add(len(matched(found, gold, lambda f, g: f.span == g.span)), len(found), len(gold))
    counts["overlap"].add(len(over), len(found), len(gold))
    right = matched(found, gold, lambda f, g: f.span.overlaps(g.span) and f.value == g.value)
    counts["value"].add(len(right), len(found), len(gold))
    return over


def _time_row(item: GoldItem, reading: Reading, over: list[tuple[TimeMention, GoldTime]]) -> dict[str, Any]:
    wrong = [[f.span.of(item.text), f.value, g.value] for f, g in over if f.value != g.value or f.span != g.span]
    return {
        "id": item.id,
        "missed": [[g.span.of(item.text), g.value] for g in item.times or () if not any(g is x for _, x in over)],
        "wrong": wrong,
        "spurious": [[f.span.of(item.text), f.value] for f in reading.times if not any(f is x for x, _ in over)],
    }


def score_places(items: Sequence[GoldItem], readings: Iterable[Reading]) -> Result:
    """Found: a place whose words overlap the gold words. Of those found: right within 161 km (100 miles, the field's
    measure of accuracy: Gritta et al. 2018), and in the right country where the gold names one.

    The sets mark every name of a place, also one that stands for its government, so countries that act count as found.
    """
    spans, near, country, rows = Counts(), Counts(), Counts(), []
    for item, reading in zip(items, readings, strict=True):
        found = _place_spots(reading)
        pairs = _overlapping(found, [(g.span, g) for g in item.places or ()])
        spans.add(len(pairs), len(found), len(item.places or ()))
        wrong = []
        for spot, gold in pairs:
            far = _distance(spot, gold)
            if far is not None:
                near.add(far <= NEAR_KM, 1, 1)
            if gold.country is not None:
                country.add(spot.country == gold.country, 1, 1)
            if far is not None and far > NEAR_KM:
                wrong.append([gold.span.of(item.text), spot.name, far])
        taken = {id(g) for _, g in pairs}
        missed = [g.span.of(item.text) for g in item.places or () if id(g) not in taken]
        rows.append({"id": item.id, "missed": missed, "wrong": wrong})
    result = {"items": len(items), **_first(spans), "span": spans.figures(), "within_161_km": rounded(near.recall)}
    return result | {"country": rounded(country.recall) if country.gold else None}, rows


def score_actors(items: Sequence[GoldItem], readings: Iterable[Reading]) -> Result:
    """Found: an actor phrase that meets the gold phrase by head word. Of all gold actors: country and sectors right."""
    spans, country, sectors, both, rows = Counts(), Counts(), Counts(), Counts(), []
    for item, reading in zip(items, readings, strict=True):
        text, gold = item.text, list(item.actors or ())
        found = [(phrase(text, m), a) for a in reading.actors for m in a.mentions]
        pairs = matched(found, gold, lambda f, g, text=text: same_actor(f[0], phrase(text, g.span)))  # type: ignore[misc]
        spans.add(len(pairs), len(found), len(gold))
        wrong = []
        for (_, actor), g in pairs:
            right_country, right_sectors = _actor_right(actor, g)
            country.right += right_country
            sectors.right += right_sectors
            both.right += right_country and right_sectors
            if not (right_country and right_sectors):
                wrong.append(
                    [g.span.of(text), actor.id, actor.country, list(actor.sectors), g.country, list(g.sectors)]
                )
        for counts in (country, sectors, both):
            counts.add(0, len(pairs), len(gold))
        taken = {id(g) for _, g in pairs}
        rows.append({"id": item.id, "wrong": wrong, "missed": [g.span.of(text) for g in gold if id(g) not in taken]})
    figures = {"country": country.figures(), "sectors": sectors.figures(), "country_and_sectors": both.figures()}
    return {"items": len(items), **_first(spans), "span": spans.figures(), **figures}, rows


def _first(counts: Counts) -> dict[str, float]:
    return {k: v for k, v in counts.figures().items() if k in ("precision", "recall", "f1")}


def _place_spots(reading: Reading) -> list[tuple[Span, Spot]]:
    """The places of a reading with their words, and the countries that act, which stand where their country does."""
    spots = {m: Spot(p.name, p.country, p.lat, p.lon) for p in reading.places for m in p.mentions}
    points = country_points()
    for actor in reading.actors:
        if actor.kind == "country" and actor.country in points:
            point = points[actor.country]
            for m in actor.mentions:
                if not any(m.overlaps(s) for s in spots):
                    spots[m] = Spot(actor.name, actor.country, point.lat, point.lon)
    return sorted(spots.items(), key=lambda s: s[0])


def _overlapping(found: list[tuple[Span, Found]], gold: list[tuple[Span, Gold]]) -> list[tuple[Found, Gold]]:
    meets: Callable[[tuple[Span, Found], tuple[Span, Gold]], bool] = lambda f, g: f[0].overlaps(g[0])  # noqa: E731
    return [(f[1], g[1]) for f, g in matched(found, gold, meets)]


def _distance(spot: Spot, gold: GoldPlace) -> float | None:
    """Kilometres between found and gold; infinite where the place has no point; ``None`` where the gold has none."""
    if gold.lat is None or gold.lon is None:
        return None
    if spot.lat is None or spot.lon is None:
        return math.inf
    return kilometres(spot.lat, spot.lon, gold.lat, gold.lon)


def _actor_right(actor: Actor, gold: GoldActor) -> tuple[bool, bool]:
    """Whether country and sectors are right. Gold that leaves a choice has it with a slash: "REB/PTY"."""
    country = (actor.country or "-") in (gold.country or "-").split("/")
    met = all(set(choice.split("/")) & set(actor.sectors) for choice in gold.sectors)
    return country, met and bool(actor.sectors) == bool(gold.sectors)
