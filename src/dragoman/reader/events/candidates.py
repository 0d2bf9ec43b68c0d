"""Candidate events: a trigger word, what kind of act it is, and who did it to whom, from the grammar."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.reader.events.frames import UNKNOWN, find_frames, plain_sources, plain_targets
from dragoman.reader.events.implied import acted_on_before, is_accident, police_before, speaker_meant, unnamed
from dragoman.reader.events.reach import party_of
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import ancestors, in_passive, is_negated, prep_objects, span_of, undergoers
from dragoman.records import Factuality, Party, PlaceRef, Span, When

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

    from dragoman.reader.events.frames import Filled, Frame
    from dragoman.reader.parties import Parties

VERSION = "candidates.v3"

PUBLIC_KINDS = frozenset({"country", "government", "armed_group", "body"})
PRIVATE_SECTORS = frozenset({"CVL", "BUS", "MNC", "JRN", "EDU", "MED", "SOC", "CRM"})
ACTORLESS = frozenset({"ASSAULT", "PROTEST"})
SOURCELESS = frozenset({"ASSAULT", "PROTEST", "COERCE", "SANCTION", "ACCUSE", "RETREAT"})
RECIPROCAL = frozenset({"CONSULT", "AGREE", "COOPERATE"})
HARM = frozenset(
    {"kill", "wound", "injure", "hit", "destroy", "maim", "hurt", "damage", "target", "strike", "displace"}
)
# Types of which two words in a sentence tell one act even where one of them leaves out to whom it was done.
ONE_ACT = frozenset({"ASSAULT", "PROTEST", "CONSULT", "COERCE"})
OCCASIONS = ("in", "during", "by", "after")
NOBODY = frozenset({"nobody", "none", "nothing", "no-one"})
NO_TARGET = 0.85
NO_SOURCE = 0.8
SKIPPED = 0.9
PLACE = 0.8
PURPOSE = 0.6
# What the confidence of an actor that is known by a common noun alone takes from the act it is said to have done.
ACTOR_SHARE = 0.5


@dataclass(slots=True)
class Candidate:
    """An event in the making. ``trigger`` is the token whose grammar was read; ``words`` are all tokens of the trigger
    ("take hostage"). ``confidence``: how sure the lexicon, and later the model, is of the type; ``weight``: how sure the way from the word to its actors is.
    ``factualities``: how likely the model takes each value to be. ``factuality`` and what follows are filled in by later parts."""

    trigger: Token
    words: tuple[Token, ...]
    type: str
    mode: str | None
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    reciprocal: bool
    why: str
    confidence: float
    weight: float
    contexts: tuple[str, ...] = ()
    evidence: tuple[Span, ...] = ()
    factualities: dict[str, float] = field(default_factory=dict)
    factuality: Factuality | None = None
    holder: Party | None = None
    place: PlaceRef | None = None
    when: When | None = None
    magnitudes: dict[str, int | float | str] = field(default_factory=dict)
    cameo: str | None = None


def find_candidates(sheet: Sheet) -> None:
    """Sets ``sheet.candidates``; event words without any actor are left undecided as ``no_actor``."""
    from dragoman.reader.events.coding import is_no_news

    found: list[Candidate] = []
    for sentence in sheet.doc.sents:
        if is_no_news(sentence):
            continue
        frames = {f.trigger.i: f for f in find_frames(sentence)}
        here = [_candidate(f, frames, sheet) for f in frames.values() if not f.governed and not _is_harm(f, frames)]
        kept = _merged([c for c in here if c is not None])
        found += [c for c in kept if not acted_on_before(c, found)]
        found += _plain(sentence, frames, sheet)
    sheet.candidates = found


def _plain(sentence: Sentence, frames: dict[int, Frame], sheet: Sheet) -> list[Candidate]:
    """Candidates for the model alone: verbs without an entry that hold, whose subject and object are two actors."""
    if len({m.actor for m in sheet.parties.within(sentence.start, sentence.end)}) < 2:
        return []
    taken = {t.i for f in frames.values() for t in f.words}
    found = []
    for token in sentence:
        doers = plain_sources(token) if token.i not in taken else ()
        sources, weight_s = _parties(doers, frames, sheet.parties, far=False)
        if not sources:
            continue
        without = {s.id for s in sources}
        targets, weight_t = _parties(plain_targets(token), frames, sheet.parties, far=True, without=without)
        if targets and all(is_public(p, sheet.parties) for p in (*sources, *targets)):
            weight = round(weight_s * weight_t, 3)
            found.append(Candidate(token, (token,), UNKNOWN, None, sources, targets, False, "grammar", 0.0, weight))
    return found


def is_public(party: Party, parties: Parties) -> bool:
    """Whether somebody is of public life: a state, one of its bodies, an organisation, an armed group, or who holds an office."""
    actor = parties.actors.get(party.id)
    return actor is not None and (actor.kind in PUBLIC_KINDS or bool(set(actor.sectors) - PRIVATE_SECTORS))


def _candidate(frame: Frame, frames: dict[int, Frame], sheet: Sheet) -> Candidate | None:
    if any(t.lower_ in NOBODY for tokens in frame.targets for t in tokens) or _is_imputed(frame, frames):
        return None
    if frame.trigger.lemma_ in HARM and is_accident(frame.trigger):
        return None
    sources, weight_s = _parties(_sources(frame, frames), frames, sheet.parties, far=False)
    if not sources and frame.type in ("COERCE", "ASSAULT"):
        sources, weight_s = police_before(frame, sheet.parties)
    alternatives = _targets(frame, frames)
    targets, weight_t = _parties(alternatives, frames, sheet.parties, far=True, without={s.id for s in sources})
    if not targets and not frame.entry.mutual:
        targets = unnamed(frame, alternatives, sheet.parties) or _places(alternatives, sheet)
        weight_t = PLACE if targets else 1.0
    if not targets and frame.type == "ASSAULT":
        targets, weight_t = _parties(_harmed(frame), frames, sheet.parties, far=False)
    if not sources and in_passive(frame.trigger) and is_negated(frame.trigger):
        return None
    from dragoman.reader.events.coding import coded_for, is_mere_purpose

    if not _is_told(frame, sources, targets):
        sheet.leave_undecided(span_of(frame.words), "no_actor", "candidates", (frame.type,))
        return None
    known = [a.confidence for p in (*sources, *targets) if (a := sheet.parties.actors.get(p.id)) is not None]
    weight = weight_s * weight_t * (1.0 if sources else NO_SOURCE)
    weight *= PURPOSE if is_mere_purpose(frame) else 1.0
    weight *= 1.0 if targets or frame.entry.mutual or not frame.entry.targets else NO_TARGET
    type, mode = coded_for(frame, sources, targets)
    return Candidate(
        trigger=frame.trigger,
        words=frame.words,
        type=type,
        mode=mode or _how(frame, frames),
        sources=sources,
        targets=targets,
        reciprocal=not targets and len(sources) > 1 and (frame.entry.mutual or frame.type in RECIPROCAL),
        why=frame.why,
        confidence=frame.entry.confidence,
        weight=round(weight * (1 - ACTOR_SHARE * (1 - min(known, default=1.0))), 3),
        contexts=frame.contexts,
        cameo=frame.entry.cameo,
        factuality="happened" if frame.is_refusal else None,
    )


def _parties(
    alternatives: Filled,
    frames: dict[int, Frame],
    parties: Parties,
    far: bool,
    without: AbstractSet[str] = frozenset(),
) -> tuple[tuple[Party, ...], float]:
    """The actors of the first alternative that names any but those ``without``, once each, and how sure the way to
    them is. Nobody does a thing to himself: "praised Mali for its restraint" leads past "its" to Mali."""
    for place, tokens in enumerate(alternatives):
        found: dict[str, tuple[Party, float]] = {}
        for token in tokens:
            for party, weight in _resolved(token, frames, parties, far):
                if party.id not in without and (far or not _is_mere_place(token, party)):
                    found.setdefault(party.id, (_as_named(party, token, parties), weight))
        if found:
            return tuple(p for p, _ in found.values()), min(w for _, w in found.values()) * SKIPPED**place
    return (), 1.0


def _is_mere_place(token: Token, party: Party) -> bool:
    """Whether a doer is only where it was done: "was convicted in Lyon". A country stands for its courts and police."""
    return token.dep_ == "pobj" and token.head.lower_ == "in" and party.id != party.country


def _resolved(token: Token, frames: dict[int, Frame], parties: Parties, far: bool) -> list[tuple[Party, float]]:
    """The actors of a token; those who act where it is an event itself: "the attack by Mali" as a subject is Mali's."""
    event = frames.get(token.i)
    if event is None or parties.headed_by(token) is not None:
        return party_of(token, parties, far) or speaker_meant(token, parties)
    for alternative in event.sources:
        found = [x for t in alternative if t.i not in frames for x in party_of(t, parties, far=False)]
        if found:
            return found
    return []


def _as_named(party: Party, token: Token, parties: Parties) -> Party:
    """The party with the words that name it, where only "its" or "they" stands in the role and the name stands in
    the same sentence."""
    mention = parties.mention(token)
    if mention is None or not mention.refers_back:
        return party
    sentence = token.sent
    names = [m for m in parties.within(sentence.start, sentence.end) if m.actor == party.id and not m.refers_back]
    return parties.party(names[0]) if names else party


def _sources(frame: Frame, frames: dict[int, Frame]) -> Filled:
    """The sources of a frame; for people killed "in an attack by rebels", those of the attack."""
    if frame.sources or frame.trigger.lemma_ not in HARM or not in_passive(frame.trigger):
        return frame.sources
    for occasion in prep_objects(frame.trigger, *OCCASIONS):
        other = frames.get(occasion.i)
        if other is not None and other.type == "ASSAULT":
            return other.sources
    return ()


def _targets(frame: Frame, frames: dict[int, Frame]) -> Filled:
    """The targets of a frame; for an attack, after its own, those whom the attack is said to have hit."""
    if frame.type != "ASSAULT":
        return frame.targets
    for other in frames.values():
        if other.trigger.lemma_ in HARM and any(frame.trigger in tokens for tokens in other.sources):
            return frame.targets + other.targets
    return frame.targets


def _places(alternatives: Filled, sheet: Sheet) -> tuple[Party, ...]:
    """The place that something is done to, where no actor is named: "an attack on Benghazi", "conflict in the
    Balkans". "The region" is the region named last."""
    known = [(span, p) for p in sheet.places for span in p.mentions]
    for token in (t for tokens in alternatives for head in tokens for t in (head, *_whereabouts(head))):
        at = span_of([token])
        found = [(span, p) for span, p in known if span.covers(at)]
        if not found and token.lower_ == "region":
            regions = [(s, p) for s, p in known if p.precision == "region" and p.country is None and s.end <= at.start]
            found = sorted(regions, key=lambda x: x[0])[-1:]
        if found:
            place = found[0][1]
            id = place.country if place.precision == "country" and place.country else place.id
            return (Party(id=id, name=place.name, country=place.country, sectors=(), span=at),)
    return ()


def _whereabouts(head: Token) -> list[Token]:
    near = prep_objects(head, "in", "of", "near")
    return [*near, *(t for n in near for t in prep_objects(n, "in", "of"))]


def _is_harm(frame: Frame, frames: dict[int, Frame]) -> bool:
    """Whether a verb only tells what an attack did: "the raid killed twelve", "shelled a market, killing twenty"."""
    verb = frame.trigger
    if _is_occasion(frame, frames):
        return True
    if verb.lemma_ not in HARM:
        return False
    above = frames.get(verb.head.i) if verb.dep_ == "advcl" and verb.tag_ == "VBG" else None
    if above is not None and above.type == "ASSAULT" and not above.governed and verb.head.pos_ == "VERB":
        return True
    return any(
        t.i in frames and frames[t.i].type == "ASSAULT" and not frames[t.i].governed
        for tokens in frame.sources
        for t in tokens
    )


def _is_occasion(frame: Frame, frames: dict[int, Frame]) -> bool:
    """Whether an attack only says how people came to harm: "nine were killed during a mortar strike" """
    noun = frame.trigger
    if frame.type != "ASSAULT" or noun.dep_ != "pobj" or noun.head.lower_ not in OCCASIONS:
        return False
    if any(t.head.lower_ not in ("in", "near", "at") for tokens in frame.targets for t in tokens):
        return False
    harm = frames.get(noun.head.head.i)
    return harm is not None and harm.trigger.lemma_ in HARM and in_passive(harm.trigger)


def _how(frame: Frame, frames: dict[int, Frame]) -> str | None:
    """The mode of an act; of harm done in an attack, that of the attack."""
    if frame.mode is not None or frame.trigger.lemma_ not in HARM or not in_passive(frame.trigger):
        return frame.mode
    occasions = (frames.get(o.i) for o in prep_objects(frame.trigger, *OCCASIONS))
    return next((o.mode for o in occasions if o is not None and o.type == "ASSAULT"), None)


def _is_imputed(frame: Frame, frames: dict[int, Frame]) -> bool:
    """Whether a friendly act is only what somebody is sentenced for: "guilty of supplying drugs"."""
    verb = frame.trigger
    if frame.type not in ("AID", "COOPERATE", "SUPPORT", "CONSULT", "AGREE") or verb.dep_ != "pcomp":
        return False
    above = next((frames[a.i] for a in ancestors(verb) if a.i in frames), None)
    return above is not None and above.type == "SANCTION"


def _harmed(frame: Frame) -> Filled:
    """Whom an attack hit, by the participle that follows it: "fired on the crowd's path, killing nine people"."""
    return tuple(
        tuple(undergoers(v))
        for v in frame.trigger.children
        if v.dep_ == "advcl" and v.tag_ == "VBG" and v.lemma_ in HARM
    )


def _is_told(frame: Frame, sources: tuple[Party, ...], targets: tuple[Party, ...]) -> bool:
    """Whether enough actors are known for an event of that type."""
    if sources:
        if frame.type == "CONSULT" and frame.entry.mutual and len(sources) == 1 and not targets:
            return frame.is_plural
        return True
    if targets:
        return frame.type in SOURCELESS or in_passive(frame.trigger)
    if frame.mode == "ceasefire" and any(c.place == "subj" for c in frame.entry.conditions):
        return True
    return frame.type in ACTORLESS and _is_definite(frame.trigger)


def _is_definite(trigger: Token) -> bool:
    """Whether an attack or protest without actors is told as a fact: "the attack of May 5", not "any attack"."""
    if trigger.pos_ != "NOUN":
        return False
    articles = [c for c in trigger.children if c.dep_ in ("det", "nummod", "poss")]
    if not articles or any(c.lower_ in ("any", "no", "every", "such", "each") for c in articles):
        return False
    verb = next((a for a in ancestors(trigger) if a.pos_ in ("VERB", "AUX")), None)
    if verb is None or is_negated(verb):
        return verb is None
    return verb.tag_ != "VB" and not any(c.tag_ == "MD" for c in verb.children)


def _merged(candidates: list[Candidate]) -> list[Candidate]:
    """One event for one act: of two with the same type and parties in a sentence, the surer; an attack that names
    only its source is part of the one that names its target too."""
    kept: list[Candidate] = []
    for c in sorted(
        candidates, key=lambda c: (-len(c.sources) - len(c.targets), -c.confidence * c.weight, c.trigger.i)
    ):
        if not any(_is_part(c, k) for k in kept):
            kept.append(c)
    return sorted(kept, key=lambda c: c.trigger.i)


def _is_part(part: Candidate, whole: Candidate) -> bool:
    if part.type != whole.type or (part.mode and whole.mode and part.mode != whole.mode):
        return False
    mine, theirs = {p.id for p in part.sources}, {p.id for p in whole.sources}
    hit, hit_too = {p.id for p in part.targets}, {p.id for p in whole.targets}
    if hit - hit_too or (hit != hit_too and part.type not in ONE_ACT):
        return False
    if part.type == "CONSULT":
        return mine <= theirs | {p.id for p in whole.targets}
    return mine == theirs and bool(mine or part.targets)
