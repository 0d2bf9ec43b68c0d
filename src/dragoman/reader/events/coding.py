"""Coding rules of PLOVER that need more than one word: modes that follow from a topic, and types that change with
the factuality (a planned meeting is AGREE). The rules are those of the PLOVER manual, section "coding rules"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.knowledge.ontology import AHEAD, in_time
from dragoman.knowledge.words.events import words_of
from dragoman.reader.syntax import grammatical_subjects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Span, Token

    from dragoman.reader.events.candidates import Candidate
    from dragoman.reader.events.frames import Frame
    from dragoman.records import Party

ASKED = {
    "CONSULT": "meet",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "AGREE": "assist",
}
THREATENED = {
    ("ASSAULT", None): "violence",
    ("MOBILIZE", None): "violence",
    ("COERCE", "arrest"): "arrest",
    ("SANCTION", "convict"): "arrest",
    ("SANCTION", "expel"): "expel",
    ("COERCE", "deport"): "expel",
    ("COERCE", "seize"): "territory",
    ("COERCE", None): "restrict",
    ("PROTEST", None): "restrict",
    ("SANCTION", None): "relations",
    ("RETREAT", None): "relations",
}


def topic_mode(type: str, topic: Token | None, topic_type: str | None, known_mode: str | None) -> str | None:
    """The mode of a REQUEST, REJECT or THREATEN from what is asked, refused or threatened; ``None`` where it cannot
    be told. ``topic_type`` and ``known_mode`` are the coding of the topic where it is an event word itself."""
    words = _topic_words(topic) if topic is not None else set()
    if type == "THREATEN":
        if topic_type is None:
            return next((m for m in ("violence", "restrict", "relations") if words & words_of(f"threat_{m}")), None)
        return THREATENED.get((topic_type, known_mode)) or THREATENED.get((topic_type, None))
    if type not in ("REQUEST", "REJECT"):
        return None
    if known_mode == "resign":
        return "change"
    if topic_type in ASKED:
        return ASKED[topic_type]
    for mode in ("yield", "meet", "assist"):
        if words & words_of(f"asked_{mode}"):
            return mode
    return "change" if topic is not None and (topic.pos_ == "VERB" or type == "REQUEST") else None


def _topic_words(topic: Token) -> set[str]:
    """The words of a topic: itself and, of a verb, what it is done to or with."""
    words = {topic.lemma_.lower(), topic.lower_}
    if topic.pos_ == "VERB":
        near = [c for c in topic.children if c.dep_ in ("dobj", "prep", "agent")]
        words |= {o.lemma_.lower() for c in near for o in (c, *c.children) if o.dep_ in ("dobj", "pobj", "amod")}
    return words


def refused(type: str) -> str | None:
    """The mode of the REJECT that a refusal to do an act of that type is, or ``None`` where it is none: that someone
    will not attack is no refusal."""
    return ASKED.get(type)


def retype(candidate: Candidate) -> Candidate:
    """The candidate with the type its factuality gives it (PLOVER manual, coding rules on tense).

    A CONSULT, SUPPORT, COOPERATE or AID that lies in the future is AGREE; a RETREAT in the future is CONCEDE; a
    meeting that was cancelled is REJECT meet (the lexicon codes it so from its words). An attack that the attacker
    himself speaks of as future is THREATEN. Negated, denied and alleged acts keep the type of the act.
    """
    if candidate.factuality not in AHEAD:
        return candidate
    speaks = candidate.holder is not None and candidate.holder.id in {s.id for s in candidate.sources}
    if candidate.type == "ASSAULT" and speaks:
        return replace(candidate, type="THREATEN", mode="violence", why=f"{candidate.why}>threaten")
    type = in_time(candidate.type, candidate.factuality)
    if type == candidate.type:
        return candidate
    return replace(candidate, type=type, mode=None, why=f"{candidate.why}>{type.lower()}")


def coded_for(frame: Frame, sources: Sequence[Party], targets: Sequence[Party]) -> tuple[str, str | None]:
    """Type and mode of a frame where they depend on who does it: police sent to another country are help, forces of one
    country that exercise together mobilise, and a meeting of the members of one alliance is multilateral."""
    if (frame.type, frame.mode) == ("MOBILIZE", "police"):
        own, other = {p.country for p in sources}, {p.country for p in targets}
        if None not in own | other and own and other and not own & other:
            return "AID", None
    nations = {p.country for p in sources}
    if frame.type == "COOPERATE" and "military" in frame.contexts and len(sources) > 1 and not targets:
        return ("MOBILIZE", "troops") if len(nations) == 1 and None not in nations else (frame.type, frame.mode)
    if frame.type == "CONSULT" and frame.mode is None and len(sources) == 1 and not targets and frame.is_plural:
        tokens = [t for alternative in frame.sources for t in alternative]
        if sources[0].country is None and any(t.tag_ in ("NNS", "NNPS") for t in tokens):
            return frame.type, "multilateral"
    return frame.type, frame.mode


def is_mere_purpose(frame: Frame) -> bool:
    """Whether a friendly act is only what something else was done for: "took out a loan to support exporters"."""
    verb = frame.trigger
    return (
        frame.type in ("SUPPORT", "AID", "COOPERATE", "CONCEDE", "REJECT")
        and verb.dep_ == "advcl"
        and verb.tag_ == "VB"
        and any(c.lower_ == "to" for c in verb.children)
    )


def is_no_news(sentence: Span) -> bool:
    """Whether a sentence is about sport or fiction, where "attack", "strike" and "clash" mean something else."""
    words = {t.lemma_.lower() for t in sentence} | {t.lower_ for t in sentence}
    if words & words_of("sport_certain") or len(words & words_of("sport")) > 1:
        return True
    return len(words & words_of("fiction")) > 1


def is_figure_of_speech(word: Token) -> bool:
    """Whether an event word is only a manner of speaking: "talk of an invasion", "the yen retreated", "shares rallied",
    and, in a sentence about markets, what traders and bids are said to do."""
    if word.dep_ == "pobj" and word.head.lower_ == "of" and word.head.head.lemma_.lower() in words_of("mere_talk"):
        return True
    near = {t.lemma_.lower() for t in word.children if t.dep_ in ("nsubj", "nsubjpass", "compound", "amod")}
    clause = word
    while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
        clause = clause.head
    near |= {t.lemma_.lower() for t in grammatical_subjects(clause)}
    if not near & words_of("market_things"):
        return False
    return len({t.lemma_.lower() for t in word.sent} & words_of("markets")) > 1 or word.lemma_ in words_of(
        "market_moves"
    )
