"""Those of an act whom no actor table knows: the victims and things that a bare noun names, the police of the sentence
before, and the attack that "the attack" means again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.ids import slug
from dragoman.knowledge.words.events import words_of
from dragoman.reader.events.roles import fillers
from dragoman.reader.syntax import children, doers, in_passive, prep_objects, span_of
from dragoman.records import Party

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.tokens import Token

    from dragoman.reader.events.candidates import Candidate
    from dragoman.reader.events.frames import Filled, Frame
    from dragoman.reader.parties import Parties

# Acts that are done to somebody or something at hand, so that the noun in the object role is whom or what they hit.
DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION", "RETREAT", "AID", "ACCUSE", "PROTEST"})
DONE_TO_THINGS = frozenset({"ASSAULT", "COERCE", "PROTEST", "AID"})
POLICE_ACTS = frozenset({"arrest", "detain", "jail", "apprehend", "round", "teargas", "disperse"})
POLICE = frozenset({"COP", "MIL", "SPY"})
BY_BEFORE = 0.75
SPEAKER = 0.8
OWN_WORDS = frozenset({"they", "it", "he", "she", "we", "i"})
OPENERS = frozenset({"det", "poss", "nummod", "amod", "compound", "nmod", "quantmod", "advmod", "case", "punct"})


def unnamed(frame: Frame, alternatives: Filled, parties: Parties) -> tuple[Party, ...]:
    """The people or things that a common noun names where no actor stands: "convicted a senior officer", "stormed a
    seminary". They are known by these words alone, with the country of their owner: "an Armenian village"."""
    if frame.type not in DONE_TO:
        return ()
    roles = ("to", "for", "in", "dative") if frame.trigger.lemma_ in words_of("transfer") else ("obj", "on")
    for tokens in alternatives:
        found = [_as_party(t, parties) for t in tokens if _is_victim(t, frame, roles)]
        if found:
            return tuple({p.id: p for p in found}.values())
    return ()


def police_before(frame: Frame, parties: Parties) -> tuple[tuple[Party, ...], float]:
    """For a passive arrest without an agent, the police or soldiers named last before it, in this sentence or the one
    before: "Police fired tear gas. Thirty people were arrested." """
    trigger = frame.trigger
    if trigger.lemma_ not in POLICE_ACTS or not in_passive(trigger):
        return (), 1.0
    sentence = trigger.sent
    since = sentence.doc[sentence.start - 1].sent.start if sentence.start > 0 else 0
    hit = {t.i for alternative in frame.targets for t in alternative}
    for m in reversed(parties.within(since, trigger.i)):
        if POLICE & set(parties.actors[m.actor].sectors) and m.head not in hit and not m.refers_back:
            return (parties.party(m),), BY_BEFORE
    return (), 1.0


def speaker_meant(pronoun: Token, parties: Parties) -> list[tuple[Party, float]]:
    """Whoever speaks, for a pronoun of the speech that nobody has resolved: "the spokeswoman said they back the plan"."""
    if pronoun.lower_ not in OWN_WORDS or pronoun.dep_ != "nsubj":
        return []
    clause = pronoun.head
    if clause.dep_ != "ccomp" or clause.head.lemma_ not in words_of("say"):
        return []
    return [(p, SPEAKER) for t in children(clause.head, "nsubj") for p in parties.each_of(t)]


def acted_on_before(candidate: Candidate, before: Iterable[Candidate]) -> bool:
    """Whether a bare "the attack", "the shooting", "the protest" speaks again of one that was told before."""
    noun = candidate.trigger
    if candidate.sources or candidate.targets or noun.pos_ != "NOUN" or noun.tag_ == "NNS":
        return False
    marks = children(noun, "det")
    if not marks or marks[0].lower_ not in ("the", "this", "that"):
        return False
    if children(noun, "prep", "amod", "compound", "nummod", "relcl", "acl"):
        return False
    return any(c.type == candidate.type for c in before)


def _as_party(token: Token, parties: Parties) -> Party:
    words = [t for t in token.subtree if _is_inside(t, token)]
    span = span_of(words)
    owner = next((p for t in words if t.i != token.i and (p := parties.of(t)) is not None), None)
    name = token.doc.text[span.start : span.end]
    country = owner.country if owner else None
    id = ".".join(filter(None, [country or "G", slug(token.lemma_) or slug(name) or "someone"]))
    return Party(id=id, name=name, country=country, sectors=(), span=span)


def _is_inside(token: Token, head: Token) -> bool:
    """Whether a token belongs to the noun phrase without what follows it: "a customs post", of "a post at X that"."""
    while token.i != head.i:
        if token.dep_ not in OPENERS or token.i > head.i:
            return False
        token = token.head
    return True


def _is_victim(token: Token, frame: Frame, roles: tuple[str, ...]) -> bool:
    if token.pos_ not in ("NOUN", "NUM") or token.ent_type_ in ("DATE", "TIME", "MONEY", "PERCENT"):
        return False
    if frame.trigger.pos_ == "VERB" and not any(token in fillers(frame.trigger, r) for r in roles):
        return False
    if token.pos_ == "NUM":
        return any(o.lower_ in ("those", "them") for o in prep_objects(token, "of"))
    lemma = token.lemma_.lower()
    if lemma in words_of("victims"):
        return True
    if frame.type == "AID" and lemma in words_of("border"):
        return False
    return frame.type in DONE_TO_THINGS and lemma in words_of("sites")


def is_accident(verb: Token) -> bool:
    """Whether people came to harm by no one's act: the sentence or the one before speaks of a crash, storm or fire, and
    neither of fighting; and no one is said to do it."""
    subjects = doers(verb) if verb.pos_ == "VERB" and verb.dep_ != "advcl" else []
    if subjects:
        return any(t.lemma_.lower() in words_of("accident") for t in subjects)
    sentence = verb.sent
    before = sentence.doc[sentence.start - 1].sent if sentence.start > 0 else sentence
    words = [t for s in (before, sentence) for t in s]
    if any(t.i != verb.i and t.lemma_.lower() in words_of("armed_acts") for t in words):
        return False
    return any(
        t.lemma_.lower() in words_of("mishap" if t.pos_ == "VERB" else "accident")
        and t.lower_ not in ("fired", "firing")
        for t in words
    )
