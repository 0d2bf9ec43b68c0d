"""Who says that an event is so: in whose speech it stands, and whose claim, fear or denial a word speaks of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reader.circumstances.mood import VERBS
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import by_agent, children, grammatical_subjects, in_passive, prep_objects
from dragoman.records import Party, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reader.events.candidates import Candidate


def speech_around(c: Candidate, sheet: Sheet) -> list[Statement]:
    """The statements in whose content the trigger stands, innermost first, without the one that the event is itself."""
    at = Span(c.trigger.idx, c.trigger.idx + len(c.trigger.text))
    words = [Span(t.idx, t.idx + len(t.text)) for t in c.words]
    around = [
        (content.end - content.start, n, s)
        for n, s in enumerate(sheet.said)
        for content in s.content
        if content.covers(at) and not any(w.overlaps(q) for w in words for q in s.cue)
    ]
    return [s for _, _, s in sorted(around, key=lambda x: x[:2])]


def holder_of(vouched: Token | None, speech: list[Statement], sheet: Sheet) -> Party | None:
    """Who vouches: the owner of the word that gave the value, unless a speaker is named nearer to the event."""
    named = [s for s in speech if s.speaker is not None]
    if vouched is not None:
        at = Span(vouched.idx, vouched.idx + len(vouched.text))
        nearer = [s for s in named if not any(p.covers(at) for p in (*s.content, *s.cue))]
        owner = nearer[0].speaker if nearer else _owner(vouched, sheet)
        if owner is not None:
            return owner
    return named[0].speaker if named else None


def _owner(word: Token, sheet: Sheet) -> Party | None:
    """Whose claim, fear or denial a word speaks of."""
    for token in _owners(word):
        party = sheet.parties.of(token) or sheet.parties.behind(token)
        if party is not None:
            return party
    return None


def _owners(word: Token) -> list[Token]:
    if word.pos_ in VERBS and in_passive(word):
        agent = by_agent(word)
        return [agent] if agent is not None else []
    if word.pos_ in (*VERBS, "ADJ"):
        return grammatical_subjects(word if word.pos_ in VERBS or word.head.pos_ not in VERBS else word.head)
    own = children(word, "poss") or prep_objects(word, "by") or prep_objects(word, "in", "among", "from")
    own = own or children(word, "amod", "compound")
    if not own and word.dep_ == "dobj":
        own = grammatical_subjects(word.head)
    return own
