"""From event words to frames: which act a word means in its surroundings, and which words stand in its roles.

A frame knows tokens, not actors. ``candidates`` asks which actors the tokens mean; ``relations`` compares them with
spans that are given.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.knowledge.words.events import FROM_TOPIC, NO_EVENT, Entry, Roles, entries_of, words_of
from dragoman.reader.events.coding import is_figure_of_speech, refused, topic_mode
from dragoman.reader.events.conditions import holds, phrase_words, refuses
from dragoman.reader.events.roles import complement, fillers
from dragoman.reader.syntax import children, hyphenated

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

HARMLESS_UNDONE = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST", "THREATEN", "REQUEST", "ACCUSE"})
GOVERNING = frozenset({"AGREE", "REQUEST", "REJECT", "THREATEN"})
PARTICLES = frozenset({"in", "off", "over", "down", "up", "out", "back", "away"})
TOPIC_ROLES = ("obj", "for", "to", "with", "of", "against", "on", "from", "over", "in", "about")

UNKNOWN = "UNKNOWN"
PLAIN_TARGETS = ("obj", "dative", "against")
NO_ACTS = frozenset({"be", "have", "become", "seem", "remain", "include", "say", "add", "know", "think", "contain"})

Filled = tuple[tuple["Token", ...], ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """One act that a word speaks of. ``sources`` and ``targets`` are alternatives, best first, as the lexicon lists
    them; ``topic`` is the word of what is asked, refused, threatened or condemned; ``absorbed`` are nouns that belong to
    the pattern ("talks" in "broke off talks"). ``governed`` frames are such topics and nouns, no acts of their own."""

    trigger: Token
    words: tuple[Token, ...]
    entry: Entry
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    sources: Filled
    targets: Filled
    topic: Token | None = None
    absorbed: tuple[Token, ...] = ()
    why: str = ""
    governed: bool = False

    @property
    def is_plural(self) -> bool:
        """Whether those who do it are several: "the ministers met", or more than one word stands there, known or not."""
        tokens = [t for alternative in self.sources for t in alternative]
        return len(tokens) > 1 or any(t.tag_ in ("NNS", "NNPS") for t in tokens) or self.trigger.pos_ == "NOUN"

    @property
    def is_refusal(self) -> bool:
        """Whether a negated future act is what was done: "will not release them" is a REJECT that happened."""
        return self.type == "REJECT" and self.entry.type != "REJECT"


def find_frames(tokens: Doc | Span) -> list[Frame]:
    """The frames of all event words among the tokens, in text order."""
    found = {f.trigger.i: f for t in tokens if (f := frame_of(t)) is not None}
    governed: set[int] = set()
    for f in found.values():
        governed.update(t.i for t in f.absorbed)
        topic = f.topic
        while f.type in GOVERNING and topic is not None and topic.i not in governed:
            governed.add(topic.i)
            topic = topic_of(topic)
    return [replace(f, governed=True) if i in governed else f for i, f in sorted(found.items())]


def plain_sources(verb: Token) -> Filled:
    """Who does what a verb says that the lexicon does not know as an event here: its subject, or its agent."""
    if part_of_speech(verb) != "V" or verb.lemma_ in NO_ACTS:
        return ()
    subjects = fillers(verb, "subj") or fillers(verb, "by")
    return (tuple(subjects),) if subjects else ()


def plain_targets(verb: Token) -> Filled:
    """To whom it may be done, by the grammar alone, the object first."""
    return tuple(tuple(found) for role in PLAIN_TARGETS if (found := fillers(verb, role)))


def frame_of(trigger: Token, depth: int = 0) -> Frame | None:
    """The frame of one word, or ``None`` where it is no event word, or none in these surroundings."""

    def typed(clause: Token) -> str | None:
        inner = _topic_frame(clause, depth)
        return inner.type if inner else None

    pos = part_of_speech(trigger)
    entries = entries_of(hyphenated(trigger) or "", pos) or entries_of(trigger.lemma_.lower(), pos)
    if not entries or is_figure_of_speech(trigger):
        return None
    for entry in entries:
        words = _further_words(trigger, entry.words)
        if words is None or not all(holds(c, trigger, typed) for c in entry.conditions):
            continue
        if entry.type == NO_EVENT:
            return None
        topic = topic_of(trigger)
        mode, contexts = entry.mode, entry.contexts
        if mode == FROM_TOPIC:
            known = _topic_frame(topic, depth)
            mode = topic_mode(entry.type, topic, known.type if known else None, known.mode if known else None)
            contexts = contexts or (known.contexts if known else ())
        frame = Frame(
            trigger=trigger,
            words=(trigger, *words),
            entry=entry,
            type=entry.type,
            mode=mode,
            contexts=contexts,
            sources=_fill(trigger, entry.sources, topic, depth),
            targets=_fill(trigger, entry.targets, topic, depth),
            topic=topic,
            absorbed=_absorbed(trigger, entry),
            why=entry.why,
        )
        return _refused(frame) if refuses(trigger) else frame
    return None


def _topic_frame(topic: Token | None, depth: int) -> Frame | None:
    """The act that a topic speaks of: its own, or for "hold talks" that of the noun."""
    if topic is None or depth > 2:
        return None
    frame = frame_of(topic, depth + 1)
    if frame is None and topic.pos_ == "VERB" and topic.lemma_ in words_of("light"):
        nouns = [o for o in children(topic, "dobj") if o.pos_ == "NOUN"]
        frame = next((f for o in nouns if (f := frame_of(o, depth + 1)) is not None), None)
    return frame


def part_of_speech(token: Token) -> str:
    """ "V", "N" or "" (no event word can stand there)."""
    if token.pos_ in ("VERB", "AUX"):
        return "V" if token.dep_ not in ("aux", "auxpass") else ""
    if token.pos_ == "NOUN" or (token.pos_ == "PROPN" and not token.ent_type_):
        return "N"
    return ""


def topic_of(trigger: Token) -> Token | None:
    """What is asked, refused, threatened, condemned: the completing clause, else the object, else a prepositional one."""
    clause = complement(trigger)
    if clause is not None:
        return clause
    for role in TOPIC_ROLES:
        for token in fillers(trigger, role):
            if token.pos_ in ("NOUN", "VERB"):
                return complement(token) or token
    return None


def _further_words(trigger: Token, wanted: tuple[str, ...]) -> list[Token] | None:
    """The tokens of the further words of an entry, near the trigger and hanging on it; ``None`` where one is missing."""
    found = []
    for word in wanted:
        token = next(
            (t for t in _near(trigger) if word in (t.lower_, t.lemma_.lower()) and _is_fixed(t, trigger)), None
        )
        if token is None:
            return None
        found.append(token)
    return found


def _is_fixed(token: Token, trigger: Token) -> bool:
    """Whether a further word is part of the verb: "take in refugees", but not "take a stake in a company"."""
    if token.lower_ not in PARTICLES or token.dep_ != "prep" or not children(token, "pobj"):
        return True
    return token.i == trigger.i + 1 and not children(trigger, "dobj")


def _near(trigger: Token) -> Iterable[Token]:
    for c in trigger.children:
        if c.dep_ not in ("nsubj", "nsubjpass", "conj", "relcl", "ccomp", "advcl", "parataxis"):
            yield c
            if c.i > trigger.i:
                yield from (g for g in c.children if g.dep_ not in ("relcl", "acl", "conj"))
        elif c.dep_ == "ccomp" and c.i > trigger.i:
            yield c


def _refused(frame: Frame) -> Frame | None:
    """What "will not" makes of an act: "will not free them" is a REJECT yield. Who is met is then refused to. That
    somebody will not do harm, ask or protest is no act."""
    mode = refused(frame.type)
    if mode is None:
        return None if frame.type in HARMLESS_UNDONE else frame
    sources, targets = frame.sources, frame.targets
    if frame.entry.mutual:
        sources = tuple(tuple(f) for r in ("subj",) if (f := fillers(frame.trigger, r)))
        targets = tuple(tuple(f) for r in ("obj", "with", "to") if (f := fillers(frame.trigger, r)))
    return replace(frame, type="REJECT", mode=mode, why=f"{frame.why}>reject", sources=sources, targets=targets)


def _absorbed(trigger: Token, entry: Entry) -> tuple[Token, ...]:
    """The event nouns that a condition of the entry asked for: they are what the act is about, not acts themselves."""
    found = []
    for c in entry.conditions:
        if c.words and not c.negated and c.place not in ("any", "sent", "comp", "mod"):
            found += [t for t in fillers(trigger, c.place) if phrase_words(t) & c.words]
    return tuple(found)


def _fill(trigger: Token, roles: Roles, topic: Token | None, depth: int) -> Filled:
    filled: list[tuple[Token, ...]] = []
    for together in roles:
        if len(together) == 1 and together[0].startswith("topic."):
            filled += _from_topic(together[0], topic, depth)
            continue
        tokens = [t for role in together for t in fillers(trigger, role)]
        if tokens:
            filled.append(tuple(dict.fromkeys(tokens)))
    return tuple(dict.fromkeys(filled))


def _from_topic(role: str, topic: Token | None, depth: int) -> Filled:
    """The doers or undergoers of what is asked or condemned, by its own frame, or plainly by its grammar."""
    if topic is None or depth > 2:
        return ()
    frame = frame_of(topic, depth + 1)
    if frame is not None:
        return frame.sources if role == "topic.source" else frame.targets
    plain: tuple[str, ...]
    if part_of_speech(topic) == "V":
        plain = ("subj",) if role == "topic.source" else ("obj", "to", "with", "for", "against", "on", "from")
    else:
        plain = (
            ("poss", "by", "mod") if role == "topic.source" else ("to", "with", "for", "against", "on", "from", "of")
        )
    return tuple(tuple(found) for r in plain if (found := fillers(topic, r)))
