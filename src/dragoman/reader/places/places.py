"""The part ``places``: which words stand for a place on the map, and which place that is.

A country or capital that acts ("Serbia accused", "Washington said") is an actor, not a place; where something is said
to be *in* it, it is a place. The dateline is a place of the story only where ``datelines`` says so. ``HOW`` lists the reason codes of ``Place.how``;
the first ones come from ``geocoding``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.ids import fold, slug
from dragoman.knowledge.places import Entry, country_points, known, words
from dragoman.knowledge.words.namesake_words import words as namesakes
from dragoman.reader.places import geocoding
from dragoman.reader.places.datelines import city_of_dateline
from dragoman.reader.places.geocoding import Located, locate
from dragoman.reader.places.metonymy import stands_for_those_who_rule
from dragoman.reader.places.toponyms import PLACE_LABELS, borrowed, find_toponyms
from dragoman.reader.sheet import Sheet
from dragoman.records import Place, PlacePrecision, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

VERSION = "places.v5"

HOW = geocoding.HOW | {
    "part": "a part of a country by the compass: 'northern Kosovo', 'the north of Mali'",
    "story": "a part by the compass of the country that the story is about: 'in the north'",
    "unlocated": "words that name a place which is in no table: no point, no country",
    "dateline": "the city of the dateline, where the text says 'this city' or names no other place",
    "site": "a site named after a town, put where the town is: 'Kabul Airport'",
}
"""Reason codes of ``Place.how``. Of ``Undecided``: place_ambiguous (two places tie), place_unknown (words that name
a place which neither the tables nor the gazetteer know), place_relative ("in the north", of nothing that is named)."""

COMPASS = ("northeast", "northwest", "southeast", "southwest", "north", "south", "east", "west")
PRECISION: dict[str, PlacePrecision] = {
    "country": "country",
    "region": "region",
    "water": "region",
    "admin1": "region",
    "admin2": "region",
    "town": "town",
    "capital": "town",
    "site": "site",
}
STORY_LEAD = 1
UNKNOWN_LABELS = PLACE_LABELS | {"PERSON", "ORG", "PRODUCT"}


@dataclass(frozen=True, slots=True)
class Spot:
    """One mention of a place, ready to be grouped with the others that mean the same."""

    id: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: PlacePrecision
    how: str
    confidence: float
    span: Span


def read_places(sheet: Sheet) -> None:
    """Sets ``sheet.places``, one for each place, in the order of their first mention."""
    located = locate_all(sheet.doc)
    unknown = list(_unknown(sheet, located))
    spots = [
        *_named(sheet, located),
        *_relative(sheet, located),
        *(_unlocated(n, located) for n in unknown if _is_placed(n)),
    ]
    spots += _of_dateline(sheet, located)
    sheet.places = _grouped(spots)
    for name in unknown:
        sheet.leave_undecided(Span(name.start_char, name.end_char), "place_unknown", "places")


def locate_all(doc: Doc) -> list[Located]:
    """Every place name of a text with the place it means, those that stand for actors among them, the dateline not."""
    start = dateline_end(doc)
    return locate(doc, [t for t in find_toponyms(doc) if t.start >= start])


def dateline_end(doc: Doc) -> int:
    """The number of the token after the dateline ("KYIV, Ukraine (AP) — "); 0 where there is none."""
    for token in doc[:14]:
        if token.text in ("—", "–", "--", "-") and token.i and doc[token.i - 1].whitespace_ and token.whitespace_:
            head = doc[: token.i]
            return token.i + 1 if all(t.text[0].isupper() or not t.is_alpha for t in head) else 0
    return 0


def _of_dateline(sheet: Sheet, located: list[Located]) -> Iterator[Spot]:
    found = city_of_dateline(sheet.dispatch.text, sheet.doc, located)
    if found is not None:
        e, span = found
        yield Spot(e.id, e.name, e.country, e.lat, e.lon, PRECISION[e.feature], "dateline", 0.7, span)


def _named(sheet: Sheet, located: list[Located]) -> Iterator[Spot]:
    for x in located:
        if x.entry is None:
            if not stands_for_those_who_rule(sheet.doc, x.toponym, x.tied[0]):
                rivals = tuple(f"{e.name} ({e.country}, {e.id})" for e in x.tied)
                sheet.leave_undecided(x.toponym.span, "place_ambiguous", "places", rivals)
        elif not stands_for_those_who_rule(sheet.doc, x.toponym, x.entry):
            yield _spot(sheet.doc, x, x.entry)


def _spot(doc: Doc, x: Located, entry: Entry) -> Spot:
    direction, start = _direction_before(doc, x.toponym.start)
    span = Span(start, x.toponym.span.end)
    if direction and entry.feature == "country" and entry.country:
        return _part_of_country(entry.country, direction, span, "part", x.confidence, entry)
    precision = PRECISION[entry.feature]
    last = doc[x.toponym.end - 1]
    if precision == "town" and last.text in words()["site_kind"] and last.text not in entry.name:
        id = f"SITE.{entry.country}.{slug(x.toponym.name)}"
        confidence = round(0.8 * x.confidence, 2)
        return Spot(id, x.toponym.name, entry.country, entry.lat, entry.lon, "site", "site", confidence, span)
    return Spot(entry.id, entry.name, entry.country, entry.lat, entry.lon, precision, x.how, x.confidence, span)


def _part_of_country(country: str, direction: str, span: Span, how: str, confidence: float, entry: Entry) -> Spot:
    point = country_points()[country]
    lat, lon = point.part(direction)
    name = f"{direction}ern {point.name}"
    return Spot(f"COUNTRY.{country}.{direction}", name, country, lat, lon, "region", how, confidence, span)


def compass(word: str) -> str | None:
    """ "northern", "north-eastern", "South" as one of ``COMPASS``; ``None`` for other words."""
    plain = word.lower().replace("-", "").removesuffix("ern")
    return plain if plain in COMPASS else None


def _direction_before(doc: Doc, start: int) -> tuple[str | None, int]:
    """The direction right before a name ("northern Kosovo", "the north of Kosovo") and the character it begins at;
    without one, the character the name begins at."""
    i = start - 1
    if i >= 1 and doc[i].lower_ == "the":
        i -= 1
    if i >= 2 and doc[i].lower_ == "of" and doc[i - 2].lower_ in ("the", "-", "far"):
        i -= 1
    elif i != start - 1 or i < 0:
        return None, doc[start].idx
    direction, first = _compass_ending_at(doc, i)
    return (direction, doc[first].idx) if direction else (None, doc[start].idx)


def _compass_ending_at(doc: Doc, i: int) -> tuple[str | None, int]:
    if i >= 2 and doc[i - 1].text == "-" and compass(doc[i - 2].text + doc[i].text):
        return compass(doc[i - 2].text + doc[i].text), i - 2
    return compass(doc[i].text), i


def _relative(sheet: Sheet, located: list[Located]) -> Iterator[Spot]:
    """ "in the north": of the country that the story is about."""
    for token in sheet.doc:
        direction = _bare_direction(token)
        if direction is None:
            continue
        span = Span(token.nbor(-1).idx, token.idx + len(token.text))
        about = story_countries(sheet, located, token)
        if not about:
            sheet.leave_undecided(span, "place_relative", "places")
        elif len(about) > 1:
            sheet.leave_undecided(span, "place_ambiguous", "places", tuple(about))
        else:
            point = country_points()[about[0]]
            entry = next(e for e in known()[fold(point.name)] if e.feature == "country")
            yield _part_of_country(about[0], direction, span, "story", 0.6, entry)


def _bare_direction(token: Token) -> str | None:
    if token.lower_ not in COMPASS or token.i < 2 or token.nbor(-1).lower_ != "the":
        return None
    before = token.nbor(-2).lower_
    if before not in words()["locative"]:
        return None
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    qualified = following is not None and (
        following.lower_ in ("of", "-") or following.pos_ in ("NOUN", "PROPN", "ADJ")
    )
    return None if qualified else token.lower_


def story_countries(sheet: Sheet, located: list[Located], token: Token) -> list[str]:
    """The country that the story is about at a word: most spoken of up to the end of its sentence, in the headline
    and as a place above all. Several codes where they tie, none where no country is named."""
    spoken: Counter[str] = Counter()
    for x in located:
        country = x.entry.country if x.entry else None
        if country is None or x.toponym.start >= token.sent.end or country not in country_points():
            continue
        is_place = x.entry is not None and not stands_for_those_who_rule(sheet.doc, x.toponym, x.entry)
        before = x.toponym.start < token.i
        is_land = x.entry is not None and x.entry.feature != "capital"
        spoken[country] += 1 + (before and is_place and is_land) + (before and x.toponym.start >= token.sent.start)
    for name in _names_in(sheet.dispatch.headline or ""):
        spoken[name] += 3
    if not spoken:
        return []
    most = max(spoken.values())
    return sorted(c for c, n in spoken.items() if most - n < STORY_LEAD)


def _names_in(headline: str) -> set[str]:
    """The countries that a headline names."""
    folded = f" {fold(headline)} "
    entries = (es[0] for name, es in known().items() if len(name) > 3 and f" {name} " in folded)
    return {e.country for e in entries if e.feature in ("country", "region") and e.country}


def _grouped(spots: list[Spot]) -> tuple[Place, ...]:
    by_id: dict[str, list[Spot]] = {}
    for s in sorted(spots, key=lambda s: s.span):
        by_id.setdefault(s.id, []).append(s)
    return tuple(
        Place(
            id=id,
            name=same[0].name,
            country=same[0].country,
            lat=same[0].lat,
            lon=same[0].lon,
            precision=same[0].precision,
            how=max(same, key=lambda s: s.confidence).how,
            confidence=max(s.confidence for s in same),
            mentions=tuple(s.span for s in same),
        )
        for id, same in by_id.items()
    )


def _unknown(sheet: Sheet, located: list[Located]) -> Iterator[Words]:
    """Names that may be of places but are in no table: labelled so after a preposition or direction, or placed by the
    words around them."""
    taken = {i for x in located for i in range(x.toponym.start, x.toponym.end)} | borrowed(sheet.doc)
    weak = words()["locative"] | words()["direction"] | {"from", "of", "the"}
    for e in (*sheet.doc.ents, *_unlabelled(sheet.doc)):
        if (e.label_ and e.label_ not in UNKNOWN_LABELS) or not e[-1].text[:1].isupper():
            continue
        name = e[1:] if e[0].lower_ == "the" and len(e) > 1 else e
        if taken.intersection(range(name.start, name.end)) or not name.start or _is_of_house(name):
            continue
        labelled = name[0].ent_type_ in PLACE_LABELS and name[0].nbor(-1).lower_ in weak
        if labelled or _is_placed(name):
            yield name


def _is_of_house(name: Words) -> bool:
    """Whether a name is that of a house, ship or outlet by its first word: "Hotel Ukraina", "Radio Okapi"."""
    return len(name) > 1 and name[0].lower_ in namesakes("before") | namesakes("maker")


def _unlabelled(doc: Doc) -> Iterator[Words]:
    """Capitalised words that the parser has no label for, before a noun that says what kind of place they name."""
    for t in doc[1:-1]:
        if t.pos_ != "PROPN" or t.ent_type_:
            continue
        after, before = t.nbor(), t.nbor(-1)
        kinds = words()["place_noun"]
        of_kind = before.lower_ == "of" and before.i and before.nbor(-1).is_lower and before.nbor(-1).lemma_ in kinds
        if of_kind or (after.is_lower and after.lemma_ in kinds):
            yield doc[t.i : t.i + 1]


def _is_placed(name: Words) -> bool:
    """Whether the words around a name say that it is a place: "near Dolow" (for what the parser labels so), "at the
    Jaber crossing", "the district of Razih"."""
    before, after = name[0].nbor(-1), name[-1].nbor() if name.end < len(name.doc) else None
    if before.lower_ == "the" and before.i:
        before = before.nbor(-1)
    lands = words()["place_noun"] - {"front", "side", "part", "half"}
    if before.lower_ == "of" and before.i and before.nbor(-1).is_lower and before.nbor(-1).lemma_ in lands:
        return True
    led = before.lower_ in words()["locative"] | {"to", "from"}
    if led and after is not None and after.is_lower and after.lemma_ in lands:
        return True
    named_after = after is not None and after.lower_ in words()["named_after"]
    return name[0].ent_type_ in PLACE_LABELS and before.lower_ in words()["locative"] and not named_after


def _unlocated(name: Words, located: list[Located]) -> Spot:
    """A place without a point: what kind it is of is told by the noun beside it, its country by the place that follows
    after a comma ("Jalula, Iraq")."""
    beside = [
        x.entry for x in located if x.entry and x.toponym.start == name.end + 1 and name.doc[name.end].text == ","
    ]
    country = beside[0].country if beside else None
    after = name[-1].nbor().lemma_.lower() if name.end < len(name.doc) else ""
    before = name[0].nbor(-2).lemma_.lower() if name.start > 1 and name[0].nbor(-1).lower_ == "of" else ""
    kinds = {after, before}
    precision: PlacePrecision = "town"
    if kinds & words()["division_noun"] or kinds & {"area", "region", "zone"}:
        precision = "region"
    elif kinds & {w.lower() for w in words()["site_noun"]} or name[0].ent_type_ == "FAC":
        precision = "site"
    span = Span(name.start_char, name.end_char)
    return Spot(f"UNKNOWN.{slug(name.text)}", name.text, country, None, None, precision, "unlocated", 0.3, span)
