"""Pledges, threats and demands: who undertakes to do what, or asks whom for it, how much of it, by when, and how firmly.
See ``docs/pledges.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.ids import content_id
from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.circumstances.amounts import find_amount
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.demands import find_demands
from dragoman.reader.pledges.promised_things import find_promised_things
from dragoman.reader.pledges.promisees import Promisees
from dragoman.reader.pledges.promises import Promise, find_promises
from dragoman.reader.pledges.promisors import Promisors
from dragoman.reader.pledges.terms import Terms
from dragoman.reader.pledges.wording import (
    antecedent,
    as_span,
    as_spans,
    sentence_of,
    trimmed,
    with_relatives,
    words_of,
)
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, span_of
from dragoman.records import Party, Pledge, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "pledges.v3"

SURE = frozenset({"promise", "pledge", "vow", "commit", "guarantee", "undertake"})
STILL_PLEDGED = frozenset({"reaffirmed", "raised", "cut"})
"""News of a promise beside which the words make a pledge too; all other news only tell of one made before."""


def read_pledges(sheet: Sheet) -> None:
    """Sets ``sheet.pledges``. A clear promise of nobody that can be made out becomes undecided (``no_promisor``)."""
    promisors = Promisors(sheet)
    reader = _Reader(sheet, promisors, Terms(sheet), Promisees(sheet, promisors))
    told = [s for news in sheet.pledge_news if news.news not in STILL_PLEDGED for s in news.what]
    made = [p for p in reader.pledges() if not any(s.overlaps(w) for s in told for w in p.what if p.kind != "demand")]
    sheet.pledges = tuple(made + list(_restated(sheet, made)))


def _restated(sheet: Sheet, made: list[Pledge]) -> Iterator[Pledge]:
    """The pledges that stand in news alone: "raised its pledge of troops from 150 to 200" promises 200."""
    for news in sheet.pledge_news:
        known = any(s.overlaps(w) for p in made for w in p.what for s in news.what)
        if news.news in STILL_PLEDGED and news.who is not None and not known:
            yield Pledge(
                id=content_id("p", sheet.dispatch.id, news.who.id, news.what),
                who=news.who,
                to=news.to,
                what=news.what,
                quantity=news.quantity,
                unit=news.unit,
                deadline=None,
                strength="reaffirmed" if news.news == "reaffirmed" else "firm",
                condition=None,
                serves=news.serves,
                evidence=news.evidence,
                confidence=news.confidence,
                made_by={"pledges": VERSION},
                money=news.money,
                currency=news.currency,
            )


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    promisors: Promisors
    terms: Terms
    promisees: Promisees

    def pledges(self) -> Iterator[Pledge]:
        seen = set()
        for p in _promises(list(self.sheet.doc)):
            for made in self._asked(p) if p.kind == "demand" else self._promised(p):
                if made.id not in seen and made.confidence and not (p.dated and made.deadline is None):
                    seen.add(made.id)
                    yield made

    def _promised(self, p: Promise) -> Iterator[Pledge]:
        said = self.promisors.statement_at(p.act.idx)
        promisors = self.promisors.promisors(p, said)
        doers = [d for d in p.doers if lemma_of(d) not in promise_words()["cargo"]]
        if promisors and p.doers and not any(self.promisors.party(d, said) for d in doers):
            p = replace(p, thing=p.doers)
        if not promisors and p.how in ("verb", "amount") and lemma_of(p.word) in SURE and not p.subjects:
            self.sheet.leave_undecided(span_of([p.word]), "no_promisor", "pledges")
        if not words_of(p) or (p.how == "amount" and not self._is_sum(p)):
            return
        weigh = self.promisors.binds if p.bare else self.promisors.not_of_another
        # Those who promise together bind each other: "Malta and Peru will build it, their ministers said".
        bound = max((weigh(p, who, said) for who in promisors), default=0.0)
        for who in promisors:
            yield self._pledge(p, who, self.promisees.to(p, said, promisors), said, bound)

    def _asked(self, p: Promise) -> Iterator[Pledge]:
        """A demand for each of those asked by each of those who ask."""
        said = self.promisors.statement_at(p.word.idx)
        asked = self.promisors.asked(p, said)
        for who in self.promisors.askers(p, said):
            for to in asked:
                if to.id != who.id:
                    yield self._pledge(p, who, to, said, 1.0)

    def _is_sum(self, p: Promise) -> bool:
        """Whether what is given is something that one gives: after "announced" or "approved" only money."""
        words = promise_words()["promise"].get(lemma_of(p.word))
        if words is None or "amount" not in words.frames or "topic" in words.frames:
            return True
        amount = find_amount(words_of(p), set())
        return amount is not None and amount.unit.isupper()

    def _pledge(self, p: Promise, who: Party, to: Party | None, said: Statement | None, bound: float) -> Pledge:
        words = self._said_words(p, words_of(p))
        whole = self._said_words(p, with_relatives(p))
        near = [t for c in children(p.act, "prep", "npadvmod") for t in c.subtree] if p.dated else whole
        timed = self.terms.timed(near)
        what = (*antecedent(p), *as_spans(p, words))
        asked = (to.id,) if p.kind == "demand" and to is not None else ()
        return Pledge(
            id=content_id("p", self.sheet.dispatch.id, who.id, what, *asked),
            who=who,
            to=to,
            what=what,
            deadline=self.terms.deadline(p, timed),
            strength=p.strength,
            condition=as_span(list(p.condition)) if p.condition else None,
            serves=self.terms.serves(p, whole, who, to),
            evidence=(sentence_of(p.act),),
            confidence=round(p.confidence * bound * (0.9 if who.id.startswith("S.") else 1.0), 3),
            made_by={"pledges": VERSION},
            kind=p.kind,
            factuality=p.told,
            holder=self._holder(p, who, said),
            **self.terms.amounts(p, words, {i for _, run in timed for i in run}),
        )

    def _holder(self, p: Promise, who: Party, said: Statement | None) -> Party | None:
        """Who says that the promise was made, or was not: another than the one who promises."""
        teller = self.promisors.party(p.teller, said) if p.teller is not None else None
        if teller is None and said is not None and said.speaker is not None and p.word.idx != p.act.idx:
            inside = any(c.start <= p.word.idx < c.end for c in said.content)
            teller = said.speaker if inside and not self.promisors.own_side(said.speaker, who) else None
        return teller

    def _said_words(self, p: Promise, words: list[Token]) -> list[Token]:
        """Those words of an act that stand in what was said, where the parser hung the speaker to them."""
        said = self.promisors.statement_at(p.act.idx)
        if said is None or said.form == "direct":
            return words
        inside = [t for t in words if any(c.start <= t.idx < c.end for c in said.content)]
        return trimmed(inside) or words


def _promises(tokens: list[Token]) -> list[Promise]:
    """All promises and demands in text order, those of verbs before those of things; a payment that only says when a sum
    that is promised will be paid is part of that promise."""
    demands = find_demands(tokens)
    asked = {p.act.i for p in demands}
    found = [p for p in find_promises(tokens) if p.act.i not in asked]
    acts = asked | {p.act.i for p in found}
    found += [p for p in find_promised_things(tokens) if p.act.i not in acts]
    sums = {p.word.i for p in found if p.how == "amount"}
    found = [
        p
        for p in found
        if not (p.word.i in sums and p.how == "verb" and children(p.act, "auxpass") and p.act.i > p.word.i)
    ]
    return sorted([*found, *(replace(p, condition=()) for p in demands)], key=lambda p: p.act.i)
