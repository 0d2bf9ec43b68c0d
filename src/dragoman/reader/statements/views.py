"""Attributions in the wide sense by nouns and adjectives: "voiced doubts about", "its support for", "is sure that", "it is clear".

For ``read_attributions`` alone; the record of statements does not know them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.words.cues import CueVerb, views
from dragoman.reader.phrases import lemma_of, trimmed
from dragoman.reader.statements.cue_words import verb_group
from dragoman.reader.statements.sources import source_of
from dragoman.reader.syntax import children, prep_objects

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reader.statements.attributions import Attribution

LIGHT = frozenset(
    ["make", "give", "issue", "express", "voice", "raise", "deliver", "offer", "release", "send", "publish", "unveil"]
    + ["present", "sign", "file", "hold", "have", "take", "show", "draw", "share", "reiterate", "repeat", "launch"]
    + ["put", "level", "lodge", "convey", "declare", "announce", "submit", "pose", "air", "state", "post"]
)
COPULAS = frozenset({"be", "seem", "remain", "become", "sound", "feel", "look", "appear", "grow", "get"})
LONGEST_LIGHT = 7


def by_views(words: list[Token]) -> Iterator[Attribution]:
    """Every noun and adjective of ``views.tsv`` among the words, with something said or thought below it."""
    nouns, adjectives = views("noun"), views("adj")
    for t in words:
        if t.pos_ == "NOUN" and lemma_of(t) in nouns:
            yield from _by_noun(t, nouns[lemma_of(t)])
        elif t.pos_ == "ADJ" and lemma_of(t) in adjectives:
            yield from _by_adjective(t, adjectives[lemma_of(t)])


def _by_noun(t: Token, cue: CueVerb) -> Iterator[Attribution]:
    frame, content, prep = _complement([t], cue)
    verb = t.head
    light = t.dep_ == "dobj" and lemma_of(verb) in LIGHT and 0 < t.i - verb.i <= LONGEST_LIGHT
    if not content:
        return
    owners = children(t, "poss") or prep_objects(t, "by", "from", "among")
    if light:
        words = [*verb_group(verb), *t.doc[verb.i : t.i + 1]]
        yield _made(t, words, prep, source_of(verb), frame, content)
    elif owners and not any(o in content for o in owners):
        yield _made(t, [t], prep, owners[0], frame, content)
    elif frame in ("clause", "inf") or (prep is not None and prep.lower_ == "about"):
        yield _made(t, [t], prep, None, frame, content)


def _by_adjective(t: Token, cue: CueVerb) -> Iterator[Attribution]:
    verb = t.head
    if t.dep_ not in ("acomp", "oprd") or lemma_of(verb) not in COPULAS or not 0 < t.i - verb.i <= LONGEST_LIGHT:
        return
    subjects = children(verb, "nsubj")
    empty = any(s.lower_ in ("it", "there") for s in subjects)
    words = [*verb_group(verb), *t.doc[verb.i : t.i + 1]]
    if "impersonal" in cue.frames:
        clause = next((c for c in children(verb, "ccomp") if c.i > t.i), None) if empty else None
        clause = clause or (next(iter(children(t, "ccomp")), None) if empty else None)
        if clause is not None:
            yield _made(t, words, None, None, "clause", _words(clause))
        return
    frame, content, prep = _complement([t, verb], cue)
    if content and subjects and not empty:
        yield _made(t, words, prep, subjects[0], frame, content)


def _complement(heads: list[Token], cue: CueVerb) -> tuple[str, list[Token], Token | None]:
    """What stands below a cue: the construction, its words, and the preposition that leads to them."""
    for t in heads:
        for c in children(t, "acl", "ccomp", "xcomp", "advcl"):
            if c.i < heads[0].i:
                continue
            if any(d.tag_ == "TO" for d in children(c, "aux")) and "inf" in cue.frames:
                return "inf", _words(c), None
            marked = any(d.lower_ in ("that", "whether") for d in children(c, "mark")) or c.dep_ == "ccomp"
            if marked and "clause" in cue.frames:
                return "clause", _words(c), None
        for p in children(t, "prep"):
            if p.i == heads[0].i + 1 and p.lower_ in cue.prepositions:
                return "topic", trimmed([d for o in children(p, "pobj", "pcomp") for d in o.subtree]), p
    return "", [], None


def _words(clause: Token) -> list[Token]:
    return trimmed(list(clause.subtree))


def _made(
    t: Token, words: list[Token], prep: Token | None, source: Token | None, frame: str, content: list[Token]
) -> Attribution:
    from dragoman.reader.statements.attributions import Attribution

    cue = sorted({d.i: d for d in (*words, *([prep] if prep is not None else ()))}.values(), key=lambda d: d.i)
    return Attribution(t, cue, "attitude", frozenset(), source, frame=frame, content=content)
