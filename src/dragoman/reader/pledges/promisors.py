"""Who it is that promises or asks: the actor that a subject means, and whether those words bind that one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.ids import fold, slug
from dragoman.knowledge.actors import country as country_of
from dragoman.knowledge.words.pledges import promise_words
from dragoman.reader.phrases import lemma_of, noun_phrase
from dragoman.reader.pledges.promised_acts import is_infinitive
from dragoman.reader.pledges.promises import Promise
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, conjuncts, in_passive, referent
from dragoman.records import Actor, Party, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

ABLE = frozenset({"country", "government", "organisation", "armed_group", "body", "person", "group"})
STATE = frozenset({"GOV", "MIL", "LEG"})
OTHERS = frozenset(
    [
        "neighbour",
        "neighbor",
        "ally",
        "opponent",
        "creditor",
        "donor",
        "mediator",
        "member",
        "rebel",
        "militant",
        "opposition",
    ]
)
PUBLIC = STATE | {"LAB", "OPP", "PTY", "REB", "REL", "NGO", "SEP", "UAF", "IGO"}
UNKNOWN_SIDE = 0.7
VAGUE = frozenset({"body", "group", "people", "government", "thing"})
SPEAKERS_OWN = frozenset({"we", "i", "us", "our"})
PRONOUNS = frozenset({"it", "they", "he", "she", "its", "their", "his", "her", "which", "who", "that"})


@dataclass(slots=True)
class Promisors:
    """Answers for one dispatch, from its actors and statements."""

    sheet: Sheet

    def statement_at(self, at: int) -> Statement | None:
        """The innermost statement whose content holds the offset."""
        best = None
        for s in self.sheet.said:
            if any(c.start <= at < c.end for c in s.content):
                size = sum(c.end - c.start for c in s.content)
                if best is None or size < sum(c.end - c.start for c in best.content):
                    best = s
        return best

    def promisors(self, p: Promise, said: Statement | None) -> list[Party]:
        """Who promises: each of several named together; the speaker, for "the hostages would be released"."""
        if p.how == "must":
            return [self.side(w) for w in self.askers(p, said)]
        found = {party.id: party for s in p.subjects if (party := self.party(s, said)) is not None}
        doers = [d for d in p.doers if lemma_of(d) not in promise_words()["cargo"]]
        named = [party for s in doers if (party := self.party(s, said)) is not None]
        if found and named:
            return [d for d in named if any(self.own_side(s, d) for s in found.values())]
        if not found and p.bare and not p.subjects and said is not None and len(said.content) > 1:
            return self._named_before_cue(said)
        if not found and p.bare and not p.own and not p.subjects and in_passive(p.act):
            return self._speaker_of_passive(said)
        return list(found.values())

    def _speaker_of_passive(self, said: Statement | None) -> list[Party]:
        """The speaker, for "the hostages would be released, the rebels said"."""
        if said is None or said.speaker is None or said.form == "direct":
            return []
        known = not said.speaker.id.startswith("S.") or self._is_official(said.speaker.name)
        return [said.speaker] if known else []

    def askers(self, p: Promise, said: Statement | None) -> list[Party]:
        """Who makes a demand: the subject of the asking, or the speaker of "Serbia must withdraw"."""
        if p.how == "must":
            return [said.speaker] if said is not None and said.speaker is not None else []
        outer = self.statement_at(p.word.idx)
        found = {party.id: party for s in p.subjects if (party := self.party(s, outer)) is not None}
        return list(found.values())

    def asked(self, p: Promise, said: Statement | None) -> list[Party]:
        """Of whom it is demanded, each of several."""
        if p.how == "must" and p.to is None:
            return [said.addressee] if said is not None and said.addressee is not None else []
        heads = conjuncts(p.to) if p.to is not None else []
        askers = self.askers(p, said)
        found = {}
        for h in heads:
            party = self.party(h, said)
            if p.how == "must" and (party is None or any(self.own_side(w, party) == 1.0 for w in askers)):
                continue
            own = party is not None and party.id in {w.id for w in askers}
            several = h.tag_ != "NN" or is_infinitive(p.act) or p.act.pos_ != "VERB"
            party = self.anyone(h) if own or (party is None and several) else party
            if party is not None:
                found[party.id] = party
        return list(found.values())

    def anyone(self, head: Token) -> Party | None:
        """Those whom one may ask, unless they are private people: "the embassies in the city", "the new rulers"."""
        head = referent(head)
        if (
            head.pos_ not in ("NOUN", "PROPN")
            or head.ent_type_ in ("DATE", "TIME")
            or lemma_of(head) in promise_words()["bystander"]
        ):
            return None
        span = noun_phrase(head)
        words = " ".join(span.of(self.sheet.dispatch.text).split())
        return Party(id=f"S.{slug(words)}", name=words, country=None, sectors=(), span=span)

    def _named_before_cue(self, said: Statement) -> list[Party]:
        """The subject that a cue parts from its verb: "Quito, the minister said, would pay"."""
        first = said.content[0]
        for m in self.sheet.parties.mentions:
            if m.span.end == first.end and m.span.start <= first.start + 4:
                return [self.sheet.parties.party(m)]
        return []

    def party(self, subject: Token, said: Statement | None) -> Party | None:
        """The actor that a subject means, if it is one that can promise."""
        head = referent(subject)
        speaker = said.speaker if said is not None else None
        span = Span(head.idx, head.idx + len(head.text)) if head.pos_ == "PRON" else noun_phrase(head)
        if head.pos_ == "PRON" and head.lower_ in SPEAKERS_OWN:
            if speaker is None:
                return None
            return replace(speaker if head.lower_ == "i" else self.side(speaker), span=span)
        parties = self.sheet.parties
        found = parties.headed_by(head)
        if found is None and head.pos_ == "PROPN":
            found = parties.of(head)
        owner = self._owner_of(head, said) if found is None or found.country is None else None
        if owner is not None:
            return replace(owner, span=span)
        if found is not None:
            actor = parties.actors.get(found.id)
            able = actor is None or actor.kind in ABLE or bool(PUBLIC & set(actor.sectors))
            if actor is not None and actor.kind == "person" and speaker is None:
                able = actor.office is not None or bool(actor.sectors)
            unnamed_body = (
                found.id.startswith("G.") and lemma_of(head) in promise_words()["promisor"] and head.tag_ == "NN"
            )
            return replace(found, span=span) if able or unnamed_body else None
        if head.lower_ in PRONOUNS:
            back = self._back(head, speaker)
            return replace(back, span=span) if back is not None else None
        bodily = lemma_of(head) in ("conference", "congress", "league") and bool(children(head, "poss"))
        if lemma_of(head) in promise_words()["promisor"] or bodily:
            words = " ".join(span.of(self.sheet.dispatch.text).split())
            return Party(id=f"S.{slug(words)}", name=words, country=None, sectors=(), span=span)
        return None

    def _owner_of(self, head: Token, said: Statement | None) -> Party | None:
        """Whose country, army or ministry a noun is, where it is nobody by itself: "his country", "its fighters"."""
        if lemma_of(head) not in promise_words()["promisor"] or lemma_of(head) in OTHERS:
            return None
        for owner in children(head, "poss"):
            if owner.pos_ == "PRON" and (found := self.party(owner, said)) is not None:
                return self.side(found)
        return None

    def _back(self, head: Token, speaker: Party | None) -> Party | None:
        """What a pronoun refers back to: the one who speaks, or the last one named in its sentence or the one before."""
        person = speaker is not None and self.kind(speaker) == "person"
        if head.lower_ in ("he", "she", "his", "her"):
            return None if speaker is not None and self._is_private(speaker) else speaker
        if speaker is not None and not person and not speaker.id.startswith("S."):
            return speaker
        if speaker is None and head.lower_ in ("they", "their"):
            return None
        parties = self.sheet.parties
        floor = head.sent.start - (40 if speaker is None else 0)
        for m in reversed(parties.mentions):
            if floor <= m.start and m.end <= head.i and parties.actors[m.actor].kind in ABLE - {"person"}:
                return parties.party(m)
        return self.side(speaker) if speaker is not None else None

    def side(self, speaker: Party) -> Party:
        """The state or organisation that a person speaks for, where the text names it; otherwise the person."""
        actor = self.sheet.parties.actors.get(speaker.id) or self._namesake(speaker)
        if actor is None or actor.kind != "person":
            return speaker
        office = fold(actor.office or "")
        for other in self.sheet.parties.actors.values():
            country = other.kind == "country" and other.country is not None and other.country == actor.country
            named = other.kind == "organisation" and office and fold(other.name) in office
            if country or named:
                return Party(id=other.id, name=other.name, country=other.country, sectors=other.sectors, span=None)
        if STATE & set(actor.sectors) and "IGO" not in actor.sectors:
            state = country_of(actor.country) if actor.country is not None else None
            if state is not None:
                return Party(id=state.code, name=state.name, country=state.code, sectors=(), span=None)
            return self._spoken_for(actor) or speaker
        return speaker

    def _namesake(self, speaker: Party) -> Actor | None:
        """The one person of the text whose name ends with the words for a speaker: "Lund" after "Kari Lund"."""
        words = f" {fold(speaker.name)}"
        found = [a for a in self.sheet.parties.actors.values() if a.kind == "person" and fold(a.name).endswith(words)]
        return found[0] if len(found) == 1 else None

    def _spoken_for(self, minister: Actor) -> Party | None:
        """The country that a minister of no known country is quoted on first: "Peru will send 40 nurses, the minister said"."""
        for s in self.sheet.statements:
            if s.speaker is not None and s.speaker.id == minister.id and s.form != "direct":
                for m in self.sheet.parties.mentions:
                    if m.span.start == s.content[0].start and self.sheet.parties.actors[m.actor].kind == "country":
                        return replace(self.sheet.parties.party(m), span=None)
        return None

    def kind(self, party: Party) -> str | None:
        actor = self.sheet.parties.actors.get(party.id)
        return actor.kind if actor is not None else None

    def binds(self, p: Promise, who: Party, said: Statement | None) -> float:
        """How far "will" promises, 0 to 1: fully where the dispatch says it of one who decides, or that one's own side; not
        at all for private persons."""
        person, text = self.sheet.parties.actors.get(who.id), self.sheet.dispatch.text
        private = person is not None and person.kind == "person" and not (person.office or person.sectors)
        if (
            private
            and person is not None
            and not self._is_official(f"{who.span.of(text) if who.span else ''} {person.name}")
        ):
            return 0.0
        if said is None:
            return float(not p.reported and (not p.own or bool(p.condition)) and self._decides(who))
        if p.subjects and p.subjects[0].pos_ == "PRON" and p.subjects[0].lower_ in SPEAKERS_OWN:
            return 1.0
        if said.speaker is None or said.speaker.id.startswith("S."):
            if said.speaker is not None and said.speaker.id == who.id:
                return 1.0
            return UNKNOWN_SIDE * self._decides(who) * (not self._only_observes(said))
        return self.own_side(said.speaker, who)

    def _is_private(self, speaker: Party) -> bool:
        """Whether a speaker is somebody by trade alone: "the baker"."""
        words = speaker.span.of(self.sheet.dispatch.text) if speaker.span is not None else speaker.name
        return self.kind(speaker) == "people" and not self._is_official(words)

    def _is_official(self, words: str) -> bool:
        """Whether the words for a person name what that one is in public life: "Zambian President", "the rebel chief"."""
        return any(w in promise_words()["promisor"] for w in fold(words).split())

    def _only_observes(self, said: Statement) -> bool:
        """Whether a speaker is one who only forecasts: "economists", "an analyst at a bank"."""
        words = fold(said.speaker.name).split() if said.speaker is not None else []
        return any(
            w in promise_words()["observer"] or w.removesuffix("s") in promise_words()["observer"] for w in words
        )

    def not_of_another(self, p: Promise, who: Party, said: Statement | None) -> float:
        """0 where a known official of one state tells what another considers."""
        if p.strength != "considering" or said is None or said.speaker is None:
            return 1.0
        speaker = self.sheet.parties.actors.get(said.speaker.id)
        foreign = speaker is not None and speaker.country is not None and who.country is not None
        return float(not foreign or said.speaker.country == who.country)

    def _decides(self, who: Party) -> bool:
        return not who.id.startswith("S.") or self.kind(who) in ABLE

    def own_side(self, speaker: Party, who: Party) -> float:
        """Whether a speaker can promise for another: the same one, of the same country, or of that organisation.
        A speaker of no known side is half believed."""
        actor = self.sheet.parties.actors.get(speaker.id)
        compatriot = speaker.country is not None and speaker.country == who.country
        if speaker.id == who.id or (compatriot and (actor is None or self._speaks_for_state(actor))):
            return 1.0
        if compatriot and actor is not None and actor.sectors:
            return 0.0
        nameless = actor is not None and actor.kind == "person" and self._is_nameless(actor)
        if actor is None or actor.kind in VAGUE or nameless:
            return UNKNOWN_SIDE * (nameless or speaker.country is None)
        if actor.kind != "person" or actor.country is not None:
            return 0.0
        of_state = bool(STATE & set(actor.sectors)) and "IGO" not in actor.sectors
        if actor.office is None or of_state:
            return UNKNOWN_SIDE
        return float(fold(who.name) in fold(actor.office) or self._introduced_with(speaker, who))

    def _speaks_for_state(self, actor: Actor) -> bool:
        """Whether an actor is the state or one of its offices, rather than its press, parties or firms."""
        if {"PTY", "OPP"} & set(actor.sectors) and not STATE & set(actor.sectors):
            return False
        text = self.sheet.dispatch.text
        titled = actor.kind == "person" and any(self._is_official(m.of(text)) for m in actor.mentions)
        return (
            titled or actor.kind in ("country", "government") or bool(STATE & set(actor.sectors)) or bool(actor.office)
        )

    def _is_nameless(self, official: Actor) -> bool:
        """Whether the words for an official name neither a person nor a country: "the economy minister"."""
        text = self.sheet.dispatch.text
        return bool(official.mentions) and all(not any(c.isupper() for c in m.of(text)[1:]) for m in official.mentions)

    def _introduced_with(self, speaker: Party, who: Party) -> bool:
        """Whether the words for a person anywhere name the other: "the secretary-general of NATO, Jens Stoltenberg"."""
        spans = [s.speaker.span for s in self.sheet.statements if s.speaker is not None and s.speaker.id == speaker.id]
        names = self.sheet.parties.actors[who.id].mentions if who.id in self.sheet.parties.actors else ()
        return any(span is not None and span.covers(name) for span in spans for name in names)
