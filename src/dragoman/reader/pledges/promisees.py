"""To whom a promise is made, whom a threat is to hit or to move."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.ids import fold
from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.promised_acts import carried_by
from dragoman.reader.pledges.promises import Promise
from dragoman.reader.pledges.promisors import Promisors
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, in_passive, prep_objects
from dragoman.records import Party, Statement

if TYPE_CHECKING:
    from collections.abc import Collection

    from spacy.tokens import Token

RECEIVERS = frozenset({"people", "body", "country", "government", "organisation"})
SUPPLIES = frozenset({"supply", "provide", "equip", "furnish", "arm", "present"})
MEDIA = frozenset(
    ["reporter", "reporters", "journalist", "journalists", "television", "tv", "radio", "newspaper", "agency", "press"]
    + [
        "parliament",
        "lawmakers",
        "briefing",
        "conference",
        "newspapers",
        "media",
        "channel",
        "broadcaster",
        "times",
        "news",
    ]
)


@dataclass(slots=True)
class Promisees:
    """Answers for one dispatch, from its actors, places and statements."""

    sheet: Sheet
    promisors: Promisors

    def to(self, p: Promise, said: Statement | None, by: Collection[Party] = ()) -> Party | None:
        """The promisee, or the one to whom something is to be given; of a threat, whom it is to hit, or who is to act in its
        condition. ``by``: those who promise, who promise nothing to themselves."""
        ids, home = {w.id for w in by}, {w.country for w in by}
        explicit = _promisees(p)
        for h in [*_victims(p), *_moved(p)] if p.kind == "threat" else [*explicit, *_receivers(p)]:
            found = self.promisors.party(h, said) or self._receiver(h)
            if found is None and (h in explicit or lemma_of(h) in promise_words()["promisor"]):
                found = self.promisors.anyone(h)
            if found is None or found.id in ids or self._kind(found) == "thing" or self._is_town(h, p):
                continue
            own = p.kind == "threat" and found.country is not None and found.country in home
            if not own or self._kind(found) == "person":
                return found
        return self._told(p, said)

    def _kind(self, party: Party) -> str | None:
        actor = self.sheet.parties.actors.get(party.id)
        return actor.kind if actor is not None else None

    def _receiver(self, head: Token) -> Party | None:
        """Those who are given something, though they could promise nothing: "doors open to Syrians"."""
        found = self.sheet.parties.headed_by(head)
        return found if found is not None and self._kind(found) in RECEIVERS else None

    def _told(self, p: Promise, said: Statement | None) -> Party | None:
        """To whom "we will" is said, where that is no medium and no parliament."""
        own = any(s.lower_ in ("we", "i") for s in p.subjects)
        heard = said.addressee if said is not None and said.form == "direct" and own else None
        public = heard is not None and any(w in MEDIA for w in fold(heard.name).split())
        return None if public or p.kind != "pledge" else heard

    def _is_town(self, head: Token, p: Promise) -> bool:
        """Whether a destination is no receiver: "send a contingent to Osh", "march on Goma"."""
        moved = head.head.lower_ == "to" and head.head.head.i == p.act.i and p.act.pos_ == "VERB"
        return (moved or head.head.lower_ == "on") and any(
            m.start <= head.idx < m.end and place.precision in ("town", "site")
            for place in self.sheet.places
            for m in place.mentions
        )


def _promisees(p: Promise) -> list[Token]:
    """Heads of those whom the wording itself names: "promised Peru", "the miners were promised", "gave Peru its word"."""
    found = [p.to] if p.to is not None else []
    if p.how == "amount" and in_passive(p.word) and children(p.word, "dobj"):
        found += children(p.word, "nsubjpass")
    if p.word.pos_ == "NOUN":
        found += prep_objects(p.word, "to")
        if p.word.dep_ == "dobj":
            found += children(p.word.head, "dative")
    return found


def _receivers(p: Promise) -> list[Token]:
    """Heads of what "to", "with" or a dative gives something to, nearest to the act first."""
    heads: list[Token] = []
    for t in (p.act, *([p.word] if p.how == "amount" else [])):
        for c in children(t, "dative"):
            heads += children(c, "pobj") if c.pos_ == "ADP" else [c]
        heads += prep_objects(t, "to")
    if lemma_of(p.act) in SUPPLIES and prep_objects(p.act, "with"):
        heads += children(p.act, "dobj")
    return heads + [h for o in children(p.act, "dobj") for h in prep_objects(o, "to")]


def _victims(p: Promise) -> list[Token]:
    """Heads of what a threat would hit: the object, or whose it is."""
    acts = [p.act, *carried_by(p.act)] if p.act.pos_ == "VERB" else []
    objects = [o for a in acts for o in children(a, "dobj", "nsubjpass")] or [p.act]
    at = [h for a in acts for h in prep_objects(a, "against", "on", "to", "from")]
    below = [h for o in objects for h in [*children(o, "poss"), *prep_objects(o, "of", "against", "on", "from", "to")]]
    return [*([p.to] if p.to is not None else []), *objects, *at, *below]


def _moved(p: Promise) -> list[Token]:
    """Heads of those who could avert a threat: who is to act in its "unless"."""
    return [t for t in p.condition if t.dep_ in ("nsubj", "nsubjpass") and t.pos_ in ("NOUN", "PROPN", "PRON")]
