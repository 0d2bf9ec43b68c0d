"""News of promises made before: that one is being kept, was raised, broken, withdrawn, doubted. See ``docs/pledges.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from dragoman.ids import content_id
from dragoman.knowledge.actors import country as country_of
from dragoman.reader.circumstances.amounts import Amount, currencies, elided_money, find_amounts
from dragoman.reader.phrases import lemma_of
from dragoman.reader.pledges.outcomes import Outcome, find_outcomes, whole_of
from dragoman.reader.pledges.promisees import Promisees
from dragoman.reader.pledges.promises import Promise
from dragoman.reader.pledges.promisors import Promisors
from dragoman.reader.pledges.terms import LIMITS, Terms
from dragoman.reader.pledges.wording import as_span, sentence_of, trimmed
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children
from dragoman.reader.times.when import when_of
from dragoman.records import Party, PledgeNews, Statement, When, plain

if TYPE_CHECKING:
    from spacy.tokens import Token

VERSION = "pledge_news.v1"

NEW = timedelta(days=7)
"""A promise of the last days is news of now; one of longer ago is only recalled."""
MADE = frozenset({"make", "give", "announce", "issue", "voice", "repeat", "sign"})
CHANGED = frozenset({"raised", "cut"})
CAME = frozenset({"kept", "in_progress"})


def read_pledge_news(sheet: Sheet) -> None:
    """Sets ``sheet.pledge_news``, in text order."""
    sheet.pledge_news = tuple(
        _Reader(sheet, promisors := Promisors(sheet), Terms(sheet), Promisees(sheet, promisors)).news()
    )


@dataclass(slots=True)
class _Reader:
    sheet: Sheet
    promisors: Promisors
    terms: Terms
    promisees: Promisees

    def news(self) -> Iterator[PledgeNews]:
        seen = set()
        for o in find_outcomes(list(self.sheet.doc)):
            made = self._news(o)
            if made is not None and made.news == "raised" and made.of is not None:
                new = made.quantity if made.quantity is not None else made.money
                made = replace(made, news="cut") if new is not None and new < made.of else made
            if made is not None and made.id not in seen:
                seen.add(made.id)
                yield made

    def _news(self, o: Outcome) -> PledgeNews | None:
        said = self.promisors.statement_at(o.verb.idx)
        who = next((p for h in o.who if (p := self._promisor(h, said)) is not None), None)
        if who is None and o.word is None and o.news not in ("in_progress", "contested"):
            return None
        promised = self._promised_when(o)
        if o.if_dated and not self._is_well_past(promised):
            return None
        if o.if_told and not self._is_told_by_another(who, said):
            return None
        words = _words(o)
        promise = Promise(o.core, o.word or o.verb, "noun", (), None, "firm", o.confidence)
        to = self.promisees.to(promise, said)
        what = (as_span(words),)
        serves = self.terms.serves(promise, words, who, to)
        return PledgeNews(
            id=content_id("n", self.sheet.dispatch.id, o.news, what),
            news=o.news,
            who=who,
            to=to if to is None or who is None or to.id != who.id else None,
            what=what,
            serves=tuple(s for s in serves if s.span is None or not s.span.start <= o.core.idx < s.span.end),
            says=self._says(o, said),
            when=when_of(self.sheet, o.verb) if o.news not in ("contested", "recalled") else None,
            promised=promised,
            evidence=(sentence_of(o.verb),),
            confidence=round(o.confidence, 3),
            made_by={"pledge_news": VERSION},
            **self._figures(o, words),
        )

    def _promisor(self, head: Token, said: Statement | None) -> Party | None:
        """The promisor: where soldiers or a ministry stand for it, the state they belong to."""
        party = self.promisors.party(head, said) or self.sheet.parties.behind(head)
        state = country_of(party.country) if party is not None and party.country is not None else None
        if party is None or state is None or "MIL" not in party.sectors:
            return party
        return Party(id=state.code, name=state.name, country=state.code, sectors=(), span=party.span)

    def _is_told_by_another(self, who: Party | None, said: Statement | None) -> bool:
        """Whether the one who tells of a promise does not speak for who made it."""
        speaker = said.speaker if said is not None else None
        return who is not None and speaker is not None and not self.promisors.own_side(speaker, who)

    def _is_well_past(self, when: When | None) -> bool:
        now = self.sheet.published.start
        return now is not None and when is not None and when.end is not None and now - when.end > NEW

    def _says(self, o: Outcome, said: Statement | None) -> Party | None:
        """Who tells it: the speaker around it, or who doubts it."""
        doubter = self._promisor(o.doubter, said) if o.doubter is not None else None
        return doubter or (said.speaker if said is not None else None)

    def _promised_when(self, o: Outcome) -> When | None:
        """When the promise was made: the time that hangs on the word for it and lies behind."""
        if o.word is None:
            return None
        now = self.sheet.published.start
        made = [o.word]
        if o.word.pos_ == "NOUN":
            made = [c for c in o.word.subtree if c.dep_ == "acl" and c.tag_ == "VBN" and lemma_of(c) in MADE]
        below = [t for m in made for c in children(m, "prep", "npadvmod", "advmod") for t in c.subtree]
        for time, run in self.terms.timed(below):
            before = self.sheet.doc[min(run) - 1].lower_ if min(run) else ""
            if before not in LIMITS and (now is None or time.end is None or time.end <= now):
                words = time.span.of(self.sheet.dispatch.text)
                return When(start=time.start, end=time.end, precision=time.precision, words=words, span=time.span)
        return None

    def _figures(self, o: Outcome, words: list[Token]) -> dict[str, Any]:
        """``quantity`` or ``money`` that came about or is the new figure, and ``of``, the one promised."""
        timed = {i for _, run in self.terms.timed(words) for i in run}
        if o.news in CHANGED:
            new, old, unit = self._change(o, words, timed)
        else:
            new, old, unit = self._portion(o, words, timed)
        is_money = unit in currencies().values()
        return {
            "quantity": plain(new) if new is not None and not is_money else None,
            "money": new if is_money else None,
            "of": plain(old) if old is not None else None,
            "unit": None if is_money else unit,
            "currency": unit if is_money else None,
        }

    def _change(self, o: Outcome, words: list[Token], timed: set[int]) -> tuple[float | None, float | None, str | None]:
        """The new figure, the old one, and their unit, of "from 150 to 200", "to 200"."""
        old = _figure_after(o.verb, "from")
        new = _figure_after(o.verb, "to")
        if o.word is not None and o.word.lower_ in ("instead", "rather"):
            old, new = (
                _figure_after(o.word, "of") or _figure_after(o.word, "than"),
                next(find_amounts(words, timed), None),
            )
        named = next(find_amounts(words, timed), None)
        unit = next((a.unit for a in (new, old, named) if a is not None and a.unit), None)
        if old is None and named is not None and new is not None and named.start < new.start:
            old = named
        return new.value if new else None, old.value if old else None, unit or _unit_of(o)

    def _portion(
        self, o: Outcome, words: list[Token], timed: set[int]
    ) -> tuple[float | None, float | None, str | None]:
        found = list(find_amounts(words, timed)) or [a for a in (elided_money(words, timed),) if a is not None]
        if not found:
            return None, None, None
        whole = (
            found[-1] if len(found) > 1 and found[-1].unit in (found[0].unit, *[a.unit for a in found]) else found[0]
        )
        top = whole_of(o.core)
        part = _bare_number(top) if top.i != o.core.i else None
        if lemma_of(top) == "half":
            part = whole.value / 2
        if o.news not in CAME:
            return None, whole.value, whole.unit
        if part is not None:
            return part, found[0].value if len(found) == 1 else whole.value, whole.unit
        if o.news == "in_progress":
            return found[0].value, None, found[0].unit
        return found[0].value, found[0].value if o.word is not None else None, found[0].unit


def _words(o: Outcome) -> list[Token]:
    """The words of what was promised, with its portion ("the first 100 of 200 soldiers")."""
    core = whole_of(o.core) if o.core.pos_ != "VERB" else o.core
    dropped: set[int] = set()
    for c in core.children:
        kept = ("nsubj", "nsubjpass", "neg") if o.news == "contested" else ("nsubjpass", "neg")
        led = (
            c.i < core.i
            and core.pos_ in ("VERB", "AUX")
            and c.dep_ not in kept
            and not (o.news == "contested" and c.tag_ == "MD")
        )
        if led or c.dep_ in ("conj", "cc", "parataxis"):
            dropped |= {d.i for d in c.subtree}
    return trimmed([t for t in core.subtree if t.i not in dropped]) or [core]


def _figure_after(verb: Token, preposition: str) -> Amount | None:
    """The number after "from" or "to" in the words of a verb."""
    doc = verb.doc
    for t in doc[verb.i + 1 : verb.sent.end]:
        if t.lower_ == preposition and t.i + 1 < verb.sent.end:
            ahead = list(doc[t.i + 1 : min(t.i + 6, verb.sent.end)])
            counted = next(find_amounts(ahead, set()), None)
            if counted is not None and counted.start <= t.i + 2:
                return counted
            if (number := _bare_number(ahead[0])) is not None:
                return Amount(number, "", ahead[0].i)
    return None


def _bare_number(t: Token) -> float | None:
    from dragoman.reader.circumstances.amounts import word_value

    return word_value(t.text) if t.pos_ == "NUM" or t.like_num else None


def _unit_of(o: Outcome) -> str | None:
    return o.core.lower_ if o.core.pos_ == "NOUN" else None
