"""Who is in a dispatch: countries, governments and their bodies, organisations, armed groups, persons, people.

Four steps, each in its file: ``units`` finds the words that may name somebody, ``namings`` the phrases they stand in,
``resolve`` says who is meant, ``coreference`` follows the words that refer back.
"""

from __future__ import annotations

from dragoman.reader.actors.namings import Phrases
from dragoman.reader.actors.resolve import Resolver
from dragoman.reader.actors.strangers import describe_strangers
from dragoman.reader.actors.units import find_units
from dragoman.reader.parties import Parties
from dragoman.reader.sheet import Sheet

VERSION = "actors.v5"


def read_actors(sheet: Sheet) -> None:
    """Sets ``sheet.actors`` and ``sheet.parties``. What a name may mean but cannot be decided is left undecided with
    the reason ``actor_ambiguous``."""
    phrases = Phrases(sheet.doc, find_units(sheet.doc))
    resolver = Resolver(sheet, phrases, phrases.namings())
    cast = resolver.run()
    describe_strangers(sheet.doc, cast, resolver.homeland.country)
    sheet.actors = cast.actors()
    sheet.parties = Parties(sheet.actors, cast.mentions(), cast.belongs)
