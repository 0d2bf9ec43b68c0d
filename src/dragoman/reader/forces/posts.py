"""Where a force is or goes, by the prepositions of its own words; a state that is given arms counts as where they go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.knowledge.places import candidates, country_points
from dragoman.knowledge.words.forces import force_words
from dragoman.reader.circumstances.told import statement_at
from dragoman.reader.phrases import lemma_of
from dragoman.reader.places.whereabouts import reference
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, doers, prep_objects, span_of
from dragoman.records import PlaceRef, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

TOWARDS = ("in", "to", "from", "at", "on", "near", "into", "off", "across", "inside", "along")
NAME = ("compound", "amod", "nmod")


def whereabouts(sheet: Sheet, words: Sequence[Token]) -> PlaceRef | None:
    """The place behind "in", "to" or "from", as the object of "leave", or of those who are given arms; of the first of
    ``words`` that has one."""
    for word in words:
        heads = [o for p in children(word, "prep", "dative") if p.lower_ in TOWARDS for o in children(p, "pobj")]
        heads += prep_objects(word, "for") if word.pos_ == "NOUN" else []
        heads += children(word, "dative", "dobj") if word.pos_ == "VERB" else []
        heads += children(word, "nmod")  # "gave Chad 19 jets": the parser hangs the one on the other
        for head in heads:
            for at in (head, *prep_objects(head, "in", "near", "of")):
                if (found := _place_at(sheet, at)) is not None:
                    return found
    return None


def receivers_place(sheet: Sheet, word: Token) -> PlaceRef | None:
    """The country of those who "receive" or "get" a force."""
    if lemma_of(word) not in force_words("gets"):
        return None
    for subject in doers(word):
        party = sheet.parties.of(subject)
        point = country_points().get(party.country or "") if party is not None else None
        if point is not None:
            return _country(point.code, point.name, point.lat, point.lon, span_of([subject]))
    return None


def _place_at(sheet: Sheet, token: Token) -> PlaceRef | None:
    at = span_of([token])
    for place in sheet.places:
        for span in place.mentions:
            if span.overlaps(at):
                return reference(place, span)
    if token.lemma_ == "country":
        return _own_country(sheet, token)
    return _country_named(token) if token.pos_ == "PROPN" else None


def _country_named(token: Token) -> PlaceRef | None:
    """The country of a name that the reading takes for an actor."""
    first = min([token.i, *(c.i for c in children(token, *NAME) if c.pos_ == "PROPN" and c.i < token.i)])
    words = token.doc[first : token.i + 1]
    entry = next((e for e in candidates(words.text) if e.feature == "country"), None)
    if entry is None or entry.country is None:
        return None
    return _country(entry.country, entry.name, entry.lat, entry.lon, Span(words.start_char, words.end_char))


def _own_country(sheet: Sheet, token: Token) -> PlaceRef | None:
    """ "The country", where an official of it speaks or it was named before."""
    said = statement_at(sheet, token)
    party = sheet.parties.headed_by(token) or (said.speaker if said is not None else None)
    if party is None or party.country is None:
        return None
    point = country_points().get(party.country)
    return _country(point.code, point.name, point.lat, point.lon, span_of([token])) if point is not None else None


def _country(code: str, name: str, lat: float | None, lon: float | None, span: Span) -> PlaceRef:
    return PlaceRef(id=code, name=name, country=code, lat=lat, lon=lon, precision="country", span=span)
