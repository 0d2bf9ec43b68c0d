"""Pledges: who undertakes to do what, how much of it, by when, and how firmly. See ``docs/pledges.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.ids import content_id, fold, slug
from dragoman.knowledge.actors import country as country_of
from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.circumstances.amounts import Amount, elided_money, find_amount
from dragoman.reader.phrases import lemma_of, noun_phrase
from dragoman.reader.pledges.promised_things import find_promised_things
from dragoman.reader.pledges.promises import Promise, find_promises
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, conjuncts, prep_objects, referent, span_of
from dragoman.records import Party, Pledge, Span, Spans, Statement, TimeMention, When, plain

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

VERSION = "pledges.v2"

ABLE = frozenset({"country", "government", "organisation", "armed_group", "body", "person", "group"})
STATE = frozenset({"GOV", "MIL", "LEG"})
UNKNOWN_SIDE = 0.7
VAGUE = frozenset({"body", "group", "people", "government", "thing"})
SPEAKERS_OWN = frozenset({"we", "i", "us", "our"})
PRONOUNS = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "which", "who", "that"})
RECEIVERS = frozenset({"country", "government", "body", "people", "person", "armed_group"})
FOR = frozenset({"in", "for", "under", "within", "of", "to", "through", "toward", "towards"})
LIMITS = frozenset({"by", "before", "until", "till", "within"})
AREAS = frozenset({"region", "area", "peninsula", "subregion"})
SURE = frozenset({"promise", "pledge", "vow", "commit", "guarantee", "undertake"})


def read_pledges(sheet: Sheet) -> None:
    """Sets ``sheet.pledges``. A clear promise of nobody that can be made out becomes undecided (``no_promisor``)."""
    reader = _Reader(sheet)
    sheet.pledges = tuple(reader.pledges())


@dataclass(slots=True)
class _Reader:
    sheet: Sheet

    def pledges(self) -> Iterator[Pledge]:
        seen = set()
        for p in _promises(list(self.sheet.doc)):
            said = self._statement_at(p.act.idx)
            promisors = self._promisors(p, said)
            if not promisors:
                if p.how in ("verb", "amount") and lemma_of(p.word) in SURE and not p.subjects:
                    self.sheet.leave_undecided(span_of([p.word]), "no_promisor", "pledges")
                continue
            if not _words(p) or (p.how == "amount" and not self._is_sum(p)):
                continue
            for who in promisors:
                bound = self._binds(p, who, said) if p.bare else self._not_of_another(p, who, said)
                made = self._pledge(p, who, bound)
                if made.id not in seen and bound:
                    seen.add(made.id)
                    yield made

    def _is_sum(self, p: Promise) -> bool:
        """Whether what is given is something that one gives: after "announced" or "approved" only money."""
        words = promise_words()["promise"].get(lemma_of(p.word))
        if words is None or "amount" not in words.frames or "topic" in words.frames:
            return True
        amount = find_amount(_words(p), set())
        return amount is not None and amount.unit.isupper()

    def _statement_at(self, at: int) -> Statement | None:
        """The innermost statement whose content holds the offset."""
        best = None
        for s in self.sheet.said:
            if any(c.start <= at < c.end for c in s.content):
                size = sum(c.end - c.start for c in s.content)
                if best is None or size < sum(c.end - c.start for c in best.content):
                    best = s
        return best

    def _promisors(self, p: Promise, said: Statement | None) -> list[Party]:
        """Who promises: each of several named together; the speaker, for "the hostages would be released"."""
        found = {party.id: party for s in p.subjects if (party := self._party(s, said)) is not None}
        named = [party for s in p.doers if (party := self._party(s, said)) is not None]
        if found and named:
            return [d for d in named if any(self._own_side(s, d) for s in found.values())]
        if not found and p.bare and not p.subjects and said is not None and len(said.content) > 1:
            return self._named_before_cue(said)
        speaks = said is not None and said.speaker is not None and said.form != "direct"
        if not found and p.bare and not p.subjects and speaks and _is_passive_of(p):
            return [said.speaker] if said is not None and said.speaker is not None else []
        return list(found.values())

    def _named_before_cue(self, said: Statement) -> list[Party]:
        """The subject that a cue parts from its verb: "Quito, the minister said, would pay"."""
        first = said.content[0]
        for m in self.sheet.parties.mentions:
            if m.span.end == first.end and m.span.start <= first.start + 4:
                return [self.sheet.parties.party(m)]
        return []

    def _party(self, subject: Token, said: Statement | None) -> Party | None:
        """The actor that a subject means, if it is one that can promise."""
        head = referent(subject)
        speaker = said.speaker if said is not None else None
        span = Span(head.idx, head.idx + len(head.text)) if head.pos_ == "PRON" else noun_phrase(head)
        if head.pos_ == "PRON" and head.lower_ in SPEAKERS_OWN:
            if speaker is None:
                return None
            return replace(speaker if head.lower_ == "i" else self._side(speaker), span=span)
        parties = self.sheet.parties
        found = parties.headed_by(head)
        if found is None and head.pos_ == "PROPN":
            found = parties.of(head)
        if found is not None:
            actor = parties.actors.get(found.id)
            able = actor is None or actor.kind in ABLE or bool(STATE & set(actor.sectors))
            if actor is not None and actor.kind == "person" and speaker is None:
                able = actor.office is not None or bool(actor.sectors)
            unnamed_body = (
                found.id.startswith("G.") and lemma_of(head) in promise_words()["promisor"] and head.tag_ == "NN"
            )
            return replace(found, span=span) if able or unnamed_body else None
        if head.lower_ in PRONOUNS:
            back = self._back(head, speaker)
            return replace(back, span=span) if back is not None else None
        if lemma_of(head) in promise_words()["promisor"]:
            words = " ".join(span.of(self.sheet.dispatch.text).split())
            return Party(id=f"S.{slug(words)}", name=words, country=None, sectors=(), span=span)
        return None

    def _back(self, head: Token, speaker: Party | None) -> Party | None:
        """What a pronoun refers back to: the one who speaks, or the last one named in its sentence or the one before."""
        person = speaker is not None and self._kind(speaker) == "person"
        if head.lower_ in ("he", "she", "his", "her"):
            return speaker
        if speaker is not None and not person and not speaker.id.startswith("S."):
            return speaker
        if speaker is None and head.lower_ in ("they", "their"):
            return None
        parties = self.sheet.parties
        floor = head.sent.start - (40 if speaker is None else 0)
        for m in reversed(parties.mentions):
            if floor <= m.start and m.end <= head.i and parties.actors[m.actor].kind in ABLE - {"person"}:
                return parties.party(m)
        return self._side(speaker) if speaker is not None else None

    def _side(self, speaker: Party) -> Party:
        """The state or organisation that a person speaks for, where the text names it; otherwise the person."""
        actor = self.sheet.parties.actors.get(speaker.id)
        if actor is None or actor.kind != "person":
            return speaker
        office = fold(actor.office or "")
        for other in self.sheet.parties.actors.values():
            country = other.kind == "country" and other.country is not None and other.country == actor.country
            named = other.kind == "organisation" and office and fold(other.name) in office
            if country or named:
                return Party(id=other.id, name=other.name, country=other.country, sectors=other.sectors, span=None)
        if actor.country is not None and STATE & set(actor.sectors):
            state = country_of(actor.country)
            return (
                Party(id=state.code, name=state.name, country=state.code, sectors=(), span=None) if state else speaker
            )
        return speaker

    def _kind(self, party: Party) -> str | None:
        actor = self.sheet.parties.actors.get(party.id)
        return actor.kind if actor is not None else None

    def _binds(self, p: Promise, who: Party, said: Statement | None) -> float:
        """How far "will" promises, 0 to 1: fully where the dispatch says it of one who decides, or that one's own side; not
        at all for private persons."""
        person = self.sheet.parties.actors.get(who.id)
        if person is not None and person.kind == "person" and not (person.office or person.sectors or person.country):
            return 0.0
        if said is None:
            return float(not p.reported and self._decides(who))
        if p.subjects and p.subjects[0].pos_ == "PRON" and p.subjects[0].lower_ in SPEAKERS_OWN:
            return 1.0
        if said.speaker is None or said.speaker.id.startswith("S."):
            return UNKNOWN_SIDE * self._decides(who)
        return self._own_side(said.speaker, who)

    def _not_of_another(self, p: Promise, who: Party, said: Statement | None) -> float:
        """0 where a known official of one state tells what another considers."""
        if p.strength != "considering" or said is None or said.speaker is None:
            return 1.0
        speaker = self.sheet.parties.actors.get(said.speaker.id)
        foreign = speaker is not None and speaker.country is not None and who.country is not None
        return float(not foreign or said.speaker.country == who.country)

    def _decides(self, who: Party) -> bool:
        return not who.id.startswith("S.") or self._kind(who) in ABLE

    def _own_side(self, speaker: Party, who: Party) -> float:
        """Whether a speaker can promise for another: the same one, of the same country, or of that organisation.
        A speaker of no known side is half believed."""
        if speaker.id == who.id or (speaker.country is not None and speaker.country == who.country):
            return 1.0
        actor = self.sheet.parties.actors.get(speaker.id)
        if actor is None or actor.kind in VAGUE:
            return UNKNOWN_SIDE * (speaker.country is None)
        if actor.kind != "person" or actor.country is not None:
            return 0.0
        if actor.office is None:
            return UNKNOWN_SIDE
        return float(fold(who.name) in fold(actor.office) or self._introduced_with(speaker, who))

    def _introduced_with(self, speaker: Party, who: Party) -> bool:
        """Whether the words for a person anywhere name the other: "the secretary-general of NATO, Jens Stoltenberg"."""
        spans = [s.speaker.span for s in self.sheet.statements if s.speaker is not None and s.speaker.id == speaker.id]
        names = self.sheet.parties.actors[who.id].mentions if who.id in self.sheet.parties.actors else ()
        return any(span is not None and span.covers(name) for span in spans for name in names)

    def _pledge(self, p: Promise, who: Party, bound: float) -> Pledge:
        words = self._said_words(p, _words(p))
        whole = self._said_words(p, _with_relatives(p))
        timed = self._timed(whole)
        amount = self._amount(p, words, {i for _, run in timed for i in run})
        what = (*_antecedent(p), _span(words))
        to = self._to(p, words)
        return Pledge(
            id=content_id("p", self.sheet.dispatch.id, who.id, what),
            who=who,
            to=to,
            what=what,
            quantity=plain(amount.value) if amount else None,
            unit=amount.unit if amount else None,
            deadline=self._deadline(p, timed),
            strength=p.strength,
            condition=_span(list(p.condition)) if p.condition else None,
            serves=self._serves(p, whole, who, to),
            evidence=(_sentence(p),),
            confidence=round(p.confidence * bound * (0.9 if who.id.startswith("S.") else 1.0), 3),
            made_by={"pledges": VERSION},
        )

    def _said_words(self, p: Promise, words: list[Token]) -> list[Token]:
        """Those words of an act that stand in what was said, where the parser hung the speaker to them."""
        said = self._statement_at(p.act.idx)
        if said is None or said.form == "direct":
            return words
        inside = [t for t in words if any(c.start <= t.idx < c.end for c in said.content)]
        return _trimmed(inside) or words

    def _amount(self, p: Promise, words: list[Token], timed: set[int]) -> Amount | None:
        if p.how == "thing" and p.strength == "reaffirmed":
            return None
        found = find_amount(words, timed)
        return elided_money(words, timed) if found is None and p.how == "amount" else found

    def _timed(self, words: list[Token]) -> list[tuple[TimeMention, set[int]]]:
        """The time expressions among words, with the numbers of their tokens."""
        found = []
        for time in self.sheet.times:
            run = {t.i for t in words if time.span.start <= t.idx < time.span.end}
            if run:
                found.append((time, run))
        return found

    def _deadline(self, p: Promise, timed: list[tuple[TimeMention, set[int]]]) -> When | None:
        """When it is to be done: the first date, or stretch after "within", in the words of the act; failing that,
        a "by June" that hangs on the promise itself."""
        late = [t for c in children(p.word, "prep") if c.lower_ in LIMITS for t in c.subtree]
        if p.how == "amount":
            late += [t for c in children(p.word, "prep", "npadvmod", "xcomp") if c.i > p.act.i for t in c.subtree]
        for time, run in [*timed, *self._timed(late)]:
            doc, first = self.sheet.doc, min(run)
            before = doc[first - 1].lower_ if first else ""
            time = self._ahead(time, before in LIMITS)
            if self._is_past(time):
                continue
            if time.kind == "set" or before in ("since", "from", "of") or _is_attribute(doc, run):
                continue
            if time.kind == "duration" and before not in ("within", "in"):
                continue
            start = None if before in LIMITS and time.kind != "duration" else time.start
            words = time.span.of(self.sheet.dispatch.text)
            return When(start=start, end=time.end, precision=time.precision, words=words, span=time.span)
        return None

    def _ahead(self, time: TimeMention, is_limit: bool) -> TimeMention:
        """A limit without a year lies ahead: "by the end of May", read in June, is next year's."""
        words = time.span.of(self.sheet.dispatch.text)
        if not (is_limit and self._is_past(time)) or any(c.isdigit() for c in words.split()[-1]) or time.end is None:
            return time
        start, end = (
            d and d.replace(year=d.year + 1, day=min(d.day, 28) if d.month == 2 else d.day)
            for d in (time.start, time.end)
        )
        return replace(time, start=start, end=end)

    def _is_past(self, time: TimeMention) -> bool:
        """Whether a time lies wholly before the dispatch: when it was promised, not when it is due."""
        now = self.sheet.published.start
        return now is not None and time.end is not None and time.end < now

    def _to(self, p: Promise, words: list[Token]) -> Party | None:
        """The promisee: whom it is promised to, or to whom something is to be given."""
        heads = [p.to] if p.to is not None else []
        for t in (p.act, *([p.word] if p.how == "amount" else [])):
            for c in children(t, "dative"):
                heads += children(c, "pobj") if c.pos_ == "ADP" else [c]
            if t.pos_ == "VERB":
                heads += prep_objects(t, "to")
        given = [
            h
            for o in (*children(p.act, "dobj"), *([] if p.act.pos_ == "VERB" else [p.act]))
            for h in prep_objects(o, "to")
        ]
        for h in (*heads, *given):
            found = self.sheet.parties.headed_by(h) or (self.sheet.parties.of(h) if h.pos_ == "PROPN" else None)
            if found is not None and (h not in given or self._kind(found) in RECEIVERS):
                return found
        return None

    def _serves(self, p: Promise, words: list[Token], who: Party, to: Party | None) -> tuple[Party, ...]:
        """Missions, processes and places that it is for, in text order."""
        found: dict[str, Party] = {}
        for prep in words:
            if prep.dep_ not in ("prep", "dative") or prep.lower_ not in FOR:
                continue
            for o in (c for first in children(prep, "pobj") for c in conjuncts(first)):
                party = self._cause(o)
                if party is not None and party.id != who.id and (to is None or party.id != to.id):
                    found.setdefault(party.id, party)
        return tuple(found.values())

    def _cause(self, o: Token) -> Party | None:
        if o.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT", "CARDINAL", "QUANTITY"):
            return None
        found = self.sheet.parties.headed_by(o)
        if found is not None and self._kind(found) != "people":
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


def _promises(tokens: list[Token]) -> list[Promise]:
    """All promises in text order, those of verbs before those of things; a payment that only says when a sum that is
    promised will be paid is part of that promise."""
    found = find_promises(tokens)
    acts = {p.act.i for p in found}
    found += [p for p in find_promised_things(tokens) if p.act.i not in acts]
    sums = {p.word.i for p in found if p.how == "amount"}
    found = [
        p
        for p in found
        if not (p.word.i in sums and p.how == "verb" and children(p.act, "auxpass") and p.act.i > p.word.i)
    ]
    return sorted(found, key=lambda p: p.act.i)


def _antecedent(p: Promise) -> Spans:
    """The thing that a relative pronoun stands for as the object: "a school which the bloc may set up"."""
    if p.act.dep_ != "relcl" or p.act.head.pos_ not in ("NOUN", "PROPN"):
        return ()
    relative = any(o.tag_ in ("WDT", "WP") for o in children(p.act, "dobj", "pobj", "nsubjpass"))
    bare = not children(p.act, "dobj", "nsubjpass") and any(
        s.tag_ not in ("WDT", "WP") for s in children(p.act, "nsubj")
    )
    return (noun_phrase(p.act.head),) if relative or bare else ()


def _is_attribute(doc: Doc, run: set[int]) -> bool:
    """Whether a time expression only qualifies a noun: "a ten-year loan", "its long-term presence"."""
    heads = [doc[i] for i in run if doc[i].head.i not in run]
    return any(h.dep_ in ("amod", "compound", "nummod", "poss", "nmod") for h in heads)


def _is_passive_of(p: Promise) -> bool:
    return any(c.dep_ in ("nsubjpass", "auxpass") for c in p.act.children)


def _words(p: Promise) -> list[Token]:
    """The words of what is promised: the act with its objects and adverbials, without what a new clause adds."""
    dropped: set[int] = set()
    passive = bool(children(p.act, "nsubjpass"))
    for c in p.act.children:
        kept = c.dep_ in ("nsubjpass", "neg") or (passive and c.dep_ in ("aux", "auxpass"))
        left = c.i < p.act.i and p.act.pos_ == "VERB" and not kept
        joined = c.dep_ in ("conj", "cc") and p.act.pos_ == "VERB"
        if left or joined or c.dep_ == "parataxis" or (c.dep_ == "advcl" and _is_new(c)):
            dropped |= {d.i for d in c.subtree}
    own = p.act.dep_ == "relcl" and bool(_antecedent(p))
    for d in p.act.subtree:
        if d.dep_ == "relcl" and d.i not in dropped and not (own and d.i == p.act.i):
            dropped |= {e.i for e in d.subtree}
    return _trimmed([t for t in p.act.subtree if t.i not in dropped | {c.i for c in p.condition}])


def _is_new(c: Token) -> bool:
    """Whether an adverbial clause only adds a remark or a condition, rather than saying what is to be done."""
    return not any(d.tag_ == "TO" for d in children(c, "aux"))


def _with_relatives(p: Promise) -> list[Token]:
    """As :func:`_words`, with relative clauses, which may name the mission: "who will serve as part of KFOR"."""
    dropped: set[int] = set()
    for c in p.act.children:
        left = c.i < p.act.i and p.act.pos_ == "VERB" and c.dep_ not in ("nsubjpass", "npadvmod", "prep", "advmod")
        if left or (c.dep_ in ("conj", "cc") and p.act.pos_ == "VERB") or (c.dep_ == "advcl" and _is_new(c)):
            dropped |= {d.i for d in c.subtree}
    return _trimmed([t for t in p.act.subtree if t.i not in dropped | {c.i for c in p.condition}])


def _trimmed(words: list[Token]) -> list[Token]:
    words = sorted((t for t in words if not t.is_space), key=lambda t: t.i)
    while words and words[-1].is_punct:
        words.pop()
    while words and words[0].is_punct:
        words.pop(0)
    return words


def _span(words: list[Token]) -> Span:
    """From the first word to the last of its unbroken run: a dropped clause ends it."""
    last = words[0]
    for t in words[1:]:
        between = last.doc[last.i + 1 : t.i]
        if any(b.is_alpha for b in between):
            break
        last = t
    return Span(words[0].idx, last.idx + len(last.text))


def _sentence(p: Promise) -> Span:
    s = p.act.sent
    words = [t for t in s if not t.is_space]
    return span_of(words)
