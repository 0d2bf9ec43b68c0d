"""The terms of a promise: how much of what, by when, to whom, and which mission or process it serves."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dragoman.ids import fold, slug
from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.circumstances.amounts import currencies, elided_count, elided_money, find_amounts
from dragoman.reader.phrases import lemma_of, noun_phrase
from dragoman.reader.pledges.promises import Promise
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, conjuncts, span_of
from dragoman.records import Party, TimeMention, When, plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
FOR = frozenset({"in", "for", "under", "within", "of", "to", "through", "toward", "towards"})
LIMITS = frozenset({"by", "before", "until", "till", "within"})
AREAS = frozenset({"region", "area", "peninsula", "subregion"})


@dataclass(slots=True)
class Terms:
    """Answers for one dispatch, from its times, places and actors."""

    sheet: Sheet

    def kind(self, party: Party) -> str | None:
        actor = self.sheet.parties.actors.get(party.id)
        return actor.kind if actor is not None else None

    def amounts(self, p: Promise, words: list[Token], timed: set[int]) -> dict[str, Any]:
        """How many of what, and how much money, as the fields of a pledge: the first of each among the words."""
        if p.how == "thing" and p.strength == "reaffirmed":
            return dict.fromkeys(("quantity", "unit", "money", "currency"))
        sums = list(find_amounts(words, timed))
        money = next((a for a in sums if a.unit in currencies().values()), None)
        counted = next((a for a in sums if a.unit not in currencies().values() and _counts(p.act, a.noun)), None)
        if counted is None and money is None and p.act.pos_ == "VERB":
            counted = elided_count(words, timed)
        if not sums and p.how == "amount":
            money = elided_money(words, timed)
        return {
            "quantity": plain(counted.value) if counted else None,
            "unit": counted.unit if counted else None,
            "money": money.value if money else None,
            "currency": money.unit if money else None,
        }

    def timed(self, words: list[Token]) -> list[tuple[TimeMention, set[int]]]:
        """The time expressions among words, with the numbers of their tokens."""
        found = []
        for time in self.sheet.times:
            run = {t.i for t in words if time.span.start <= t.idx < time.span.end}
            if run:
                found.append((time, run))
        return found

    def deadline(self, p: Promise, timed: list[tuple[TimeMention, set[int]]]) -> When | None:
        """When it is to be done: the first date, or stretch after "within", in the words of the act; failing that,
        a "by June" that hangs on the promise itself."""
        late = [t for c in children(p.word, "prep") if c.lower_ in LIMITS for t in c.subtree]
        if p.how == "amount":
            late += [t for c in children(p.word, "prep", "npadvmod", "xcomp") if c.i > p.act.i for t in c.subtree]
        for time, run in [*timed, *self.timed(late)]:
            doc, first = self.sheet.doc, min(run)
            before = doc[first - 1].lower_ if first else ""
            time = self._ahead(time, before in LIMITS)
            if self._is_past(time) or (min(run) in {w.i for w in late} and self._is_now(time)):
                continue
            if before == "from" and time.kind == "date" and time.start is not None and not self._is_now(time):
                words = time.span.of(self.sheet.dispatch.text)
                return When(start=time.start, end=None, precision=time.precision, words=words, span=time.span)
            words = time.span.of(self.sheet.dispatch.text)
            if before == "from" and time.kind == "date" and time.start is not None and not self._is_now(time):
                return When(start=time.start, end=None, precision=time.precision, words=words, span=time.span)
            if time.kind == "set" or before in ("since", "from", "of") or _is_attribute(doc, run):
                continue
            if time.kind == "duration" and before not in ("within", "in"):
                continue
            start = None if before in LIMITS and time.kind != "duration" else time.start
            end = time.start - timedelta(days=1) if before == "before" and time.start is not None else time.end
            return When(start=start, end=end, precision=time.precision, words=words, span=time.span)
        return None

    def _ahead(self, time: TimeMention, is_limit: bool) -> TimeMention:
        """A limit without a year lies ahead: "by the end of May", read in June, is next year's."""
        words = time.span.of(self.sheet.dispatch.text)
        if not (is_limit and self._is_past(time)) or any(c.isdigit() for c in words.split()[-1]) or time.end is None:
            return time
        if fold(words.split()[-1]) in WEEKDAYS:
            return replace(time, start=time.end + timedelta(days=7), end=time.end + timedelta(days=7))
        start, end = (
            d and d.replace(year=d.year + 1, day=min(d.day, 28) if d.month == 2 else d.day)
            for d in (time.start, time.end)
        )
        return replace(time, start=start, end=end)

    def _is_past(self, time: TimeMention) -> bool:
        """Whether a time lies wholly before the dispatch: when it was promised, not when it is due."""
        now = self.sheet.published.start
        return now is not None and time.end is not None and time.end < now

    def _is_now(self, time: TimeMention) -> bool:
        """Whether a time is the day of the dispatch: beside the word of promising it says when it was promised."""
        return time.end is not None and time.end == self.sheet.published.end

    def serves(self, p: Promise, words: list[Token], who: Party | None, to: Party | None) -> tuple[Party, ...]:
        """Missions, processes and places that it is for, in text order."""
        found: dict[str, Party] = {}
        for prep in words:
            if prep.dep_ not in ("prep", "dative") or prep.lower_ not in FOR:
                continue
            for o in (c for first in children(prep, "pobj") for c in conjuncts(first)):
                party = self._cause(o)
                if party is not None and (who is None or party.id != who.id) and (to is None or party.id != to.id):
                    found.setdefault(party.id, party)
        return tuple({(p.name, p.country): p for p in reversed(found.values())}.values())[::-1]

    def _cause(self, o: Token) -> Party | None:
        if o.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"):
            return None
        found = self.sheet.parties.headed_by(o)
        if found is not None and self.kind(found) != "people":
            return found
        if lemma_of(o) in AREAS and (region := self._region_before(o)) is not None:
            return replace(region, span=span_of([o]))
        for place in self.sheet.places:
            if any(m.start <= o.idx < m.end for m in place.mentions):
                return Party(id=place.id, name=place.name, country=place.country, sectors=(), span=span_of([o]))
        if lemma_of(o) in promise_words()["process"] and any(
            c.dep_ in ("det", "compound", "amod", "poss", "nmod") for c in o.children
        ):
            span = noun_phrase(o)
            words = " ".join(span.of(self.sheet.dispatch.text).split())
            return Party(id=f"S.{slug(words)}", name=words, country=None, sectors=(), span=span)
        return None

    def _region_before(self, o: Token) -> Party | None:
        """The region that "the region" refers back to: the last one named before it."""
        if any(c.dep_ in ("compound", "amod", "nmod", "poss") for c in o.children):
            return None
        named = [
            (m.start, place)
            for place in self.sheet.places
            for m in place.mentions
            if place.precision == "region" and m.start < o.idx and lemma_of(o) not in place.name.lower()
        ]
        if not named:
            return None
        _, place = max(named, key=lambda n: n[0])
        # "the Balkans" after "the Western Balkans" is short for it
        place = next((p for _, p in named if p.name.endswith(f" {place.name}")), place)
        return Party(id=place.id, name=place.name, country=place.country, sectors=(), span=None)


def _counts(act: Token, noun: Token | None) -> bool:
    """Whether a number counts what is promised, rather than something deep in its description: of a verb, a noun stands
    between at most; of a thing, none ("an account of the tapping of 35 telephones")."""
    between = 0
    while noun is not None and noun.i != act.i and noun.head.i != noun.i:
        noun = noun.head
        between += noun.pos_ in ("NOUN", "PROPN") and noun.i != act.i
    return between <= (1 if act.pos_ in ("VERB", "AUX") else 0)


def _is_attribute(doc: Doc, run: set[int]) -> bool:
    """Whether a time expression only qualifies a noun: "a ten-year loan", "its long-term presence"."""
    heads = [doc[i] for i in run if doc[i].head.i not in run]
    return any(h.dep_ in ("amod", "compound", "nummod", "poss", "nmod") for h in heads)
