"""Whose words they are: a known actor, the one before ("he", "the minister"), or unnamed speakers kept as words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.ids import slug
from dragoman.reader.phrases import noun_phrase
from dragoman.reader.sheet import Sheet
from dragoman.reader.statements.described import Descriptions
from dragoman.reader.statements.documents import body_behind, is_document, issuer
from dragoman.reader.syntax import children
from dragoman.records import Actor, Party, Place, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PERSONAL = frozenset({"he", "she", "him", "her"})
AUTHORS = frozenset({"i", "we", "you", "one", "me", "us"})
THINGS = frozenset({"it", "this", "that", "which", "what", "there", "these", "those", "who"})


@dataclass(frozen=True, slots=True)
class _Said:
    """``is_person``: ``None`` for unnamed speakers, who may be a man or a ministry."""

    head: str
    words: frozenset[str]
    party: Party
    is_person: bool | None
    is_plural: bool


@dataclass(slots=True)
class Speakers:
    """Resolves speakers in text order, remembering those who spoke before."""

    sheet: Sheet
    before: list[_Said] = field(default_factory=list)
    people: Descriptions = field(init=False)

    def __post_init__(self) -> None:
        self.people = Descriptions(self.sheet.doc, self.sheet.parties)

    def resolve(self, head: Token, outer: Party | None = None) -> Party | None:
        """Who the noun phrase headed by ``head`` is; ``None`` where it is the reader, the author or a thing. ``outer``: whose
        words it stands in, and so who "I" is."""
        span = noun_phrase(head)
        if outer is not None and head.lower_ in AUTHORS:
            return replace(outer, span=span)
        found = self._known(head)
        if found is None and head.pos_ == "PRON":
            found = self._pronoun(head)
            if found is None:
                return None
        if is_document(head):
            found = self._behind(head) or found
        elif found is None or not self._is_named(found):
            found = self._described(head) or found
        if found is None:
            found = self._same_title(head)
        found = found or self._by_words(head)
        found = replace(found, span=span)
        if head.pos_ != "PRON":
            self._remember(head, found)
        return found

    def _is_named(self, party: Party) -> bool:
        return party.id.startswith("P.")

    def _described(self, head: Token) -> Party | None:
        """ "The minister" or "the Kenyan", of whom the text has said who that is."""
        mention = self.people.bearer(head) or self.people.namesake(head) or self.people.compatriot(head)
        return self.sheet.parties.party(mention) if mention is not None else None

    def _behind(self, head: Token) -> Party | None:
        """The body behind a document, known or only named there."""
        mention = body_behind(head, self.sheet.parties)
        if mention is not None:
            return self.sheet.parties.party(mention)
        owner = issuer(head)
        return self._by_words(owner) if owner is not None and owner.pos_ in ("NOUN", "PROPN") else None

    def _by_words(self, head: Token) -> Party:
        span = noun_phrase(head)
        words = " ".join(span.of(self.sheet.dispatch.text).split())
        return Party(id=f"S.{slug(words)}", name=words, country=None, sectors=(), span=span)

    def _known(self, head: Token) -> Party | None:
        parties = self.sheet.parties
        found = parties.headed_by(head)
        named = [parties.headed_by(c) for c in _names_of(head)]
        for person in named:
            if person is not None and (found is None or self._is_person(person)):
                return person
        if found is not None:
            return found
        if head.pos_ == "PROPN" or head.ent_type_:
            return parties.of(head)
        return None

    def _pronoun(self, head: Token) -> Party | None:
        word = head.lower_
        if word in AUTHORS or word in THINGS - {"it"}:
            return None
        if word in PERSONAL:
            last = self._last(s.is_person is not False and not s.is_plural for s in reversed(self.before))
            return last or self._person_before(head)
        if word == "they":
            return self._last(s.is_plural for s in reversed(self.before)) or self._last(True for _ in self.before)
        return self._last(not s.is_person and not s.is_plural for s in reversed(self.before))

    def _last(self, fits: Iterable[bool]) -> Party | None:
        return next((s.party for s, fit in zip(reversed(self.before), fits, strict=False) if fit), None)

    def _person_before(self, head: Token) -> Party | None:
        """The last person named before the pronoun."""
        parties = self.sheet.parties
        for m in reversed(parties.mentions):
            if m.end <= head.i and parties.actors[m.actor].kind == "person":
                return parties.party(m)
        return None

    def _same_title(self, head: Token) -> Party | None:
        """ "The minister", where someone with that title has spoken before."""
        if not any(c.lower_ in ("the", "this", "that") for c in children(head, "det")):
            return None
        word = head.lower_
        return next(
            (
                s.party
                for s in reversed(self.before)
                if word == s.head or (word in s.words and s.is_person is not False)
            ),
            None,
        )

    def _remember(self, head: Token, party: Party) -> None:
        office = (self.office(party) or "").lower().split()
        words = frozenset(t.lower_ for t in head.subtree if t.i <= head.i or t.dep_ == "appos") | frozenset(office)
        is_person = None if party.id.startswith("S.") else self._is_person(party)
        self.before.append(_Said(head.lower_, words, party, is_person, head.tag_ in ("NNS", "NNPS")))

    def _is_person(self, party: Party) -> bool:
        actor = self.sheet.parties.actors.get(party.id)
        return actor is not None and actor.kind == "person"

    def office(self, party: Party | None) -> str | None:
        """The office of a known person on the day of the dispatch."""
        actor = self.sheet.parties.actors.get(party.id) if party is not None else None
        return actor.office if actor is not None else None

    def addressee(self, head: Token, outer: Party | None = None) -> Party:
        """The one spoken to; words where it is nobody known. ``outer``: whose words it stands in, and so who "me" is."""
        span = noun_phrase(head)
        found = outer if head.lower_ in AUTHORS else None
        found = found or self.sheet.parties.headed_by(head)
        found = found or (self.sheet.parties.of(head) if head.pos_ == "PROPN" else None)
        return replace(found, span=span) if found is not None else self._by_words(head)

    def about(self, content: Iterable[Span], speaker: Party | None) -> tuple[str, ...]:
        """Ids of the actors and places that are spoken of, in the order of their first mention there."""
        pieces = tuple(content)
        last = max((p.end for p in pieces), default=0)
        hits: list[tuple[int, str]] = []
        things: tuple[Actor | Place, ...] = (*self.sheet.actors, *self.sheet.places)
        for thing in things:
            starts = [m.start for m in thing.mentions if m.end <= last and any(p.covers(m) for p in pieces)]
            vague = (
                isinstance(thing, Actor)
                and thing.country is None
                and thing.kind in ("body", "group", "people", "thing")
            )
            if starts and not vague and (speaker is None or thing.id != speaker.id):
                hits.append((min(starts), thing.id))
        return tuple(dict.fromkeys(i for _, i in sorted(hits)))


def _names_of(head: Token) -> list[Token]:
    """A name beside a title: "the minister, Hakan Fidan", "Minister Fidan"."""
    return [c for c in children(head, "appos", "nmod", "flat") if c.pos_ in ("PROPN", "NOUN")]
