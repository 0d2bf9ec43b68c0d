"""Which words make up a cue: the verb with its auxiliaries, what governs it, and what belongs to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.reader.phrases import lemma_of
from dragoman.reader.syntax import by_agent, children

if TYPE_CHECKING:
    from spacy.tokens import Token

OF_CHARGES = frozenset({"of", "for", "as", "about", "against"})
LONGEST_CHAIN = 5


def verb_group(t: Token) -> list[Token]:
    """The verb with its auxiliaries, negation and the adverbs right before it."""
    group = [c for c in children(t, "aux", "auxpass", "neg") if c.i < t.i]
    first = min([c.i for c in group], default=t.i)
    group += [c for c in children(t, "advmod") if first - 1 <= c.i < t.i and c.tag_ == "RB"]
    between = list(t.doc[first : t.i])
    if len(between) <= LONGEST_CHAIN and all(c.pos_ in ("ADV", "AUX", "PART", "SCONJ") for c in between):
        group += between
    return sorted({*group, t}, key=lambda c: c.i)


MEDIA = frozenset(
    [
        "interview",
        "statement",
        "speech",
        "letter",
        "tweet",
        "email",
        "e-mail",
        "report",
        "briefing",
        "conference",
        "post",
    ]
    + ["remark", "address", "message", "memo", "paper", "article", "column", "testimony", "appearance", "debate"]
    + [
        "rally",
        "hearing",
        "event",
        "meeting",
        "convention",
        "forum",
        "ceremony",
        "twitter",
        "facebook",
        "telegram",
        "x",
    ]
)
CHAIN = frozenset({"RB", "TO", "IN", "RP", "VB", "VBD", "VBZ", "VBP", "VBG", "VBN", "MD", "JJ"})
LONGEST_ISSUE = 12


def widened(t: Token, cue: list[Token], content: list[Token], source: Token | None, cues: set[int]) -> list[Token]:
    """The words of a cue with those that belong to it: what governs it ("refused to endorse"), the preposition of its topic
    ("complained about"), "by" before the one who speaks, and where it was said ("said in an interview").

    ``cues``: numbers of the other cue verbs, which keep their own words.
    """
    if t.pos_ not in ("VERB", "AUX"):
        return cue
    found = {c.i: c for c in [*cue, *_governing(t, cues), *_issuing(t)]}
    after = max(found)
    beyond = next((c for c in children(t, "advmod") if c.i == after + 1 and c.tag_ == "RB"), None)
    if beyond is not None and any(p.i == after + 2 for p in children(t, "prep")) and t.i < beyond.i:
        found[beyond.i] = beyond
        after = beyond.i
    preps = [p for p in children(t, "prep", "agent") if p.i > t.i]
    for p in preps:
        if (
            content
            and p.i in (content[0].i, content[0].i - 1)
            and p.i == after + 1
            or p.i == after + 1
            and t.tag_ == "VBN"
            and p.lower_ in OF_CHARGES
        ):
            found[p.i] = p
    agent = by_agent(t)
    if source is not None and agent is not None and agent.i == source.i:
        found |= {p.i: p for p in children(t, "agent", "prep") if p.lower_ == "by" and p.i == after + 1}
    found |= {c.i: c for c in _circumstance(t, after)}
    found |= {c.i: c for c in _day(t, max(found)) if not content or c.i < content[0].i or c.i > content[-1].i}
    return [found[i] for i in sorted(found)]


def _governing(t: Token, cues: set[int]) -> list[Token]:
    """The verbs over an infinitive or gerund, where nothing but verbs and adverbs stands between: "appeared to suggest"."""
    top = t
    while top.dep_ in ("xcomp", "pcomp", "advcl") and top.i - top.head.i <= LONGEST_CHAIN and top.head.i < top.i:
        above = top.head
        if above.pos_ not in ("VERB", "AUX", "ADP", "ADJ") or above.i in cues:
            break
        if any(c.tag_ not in CHAIN for c in t.doc[above.i + 1 : top.i]):
            break
        top = above
    if top is t or top.pos_ not in ("VERB", "AUX"):
        return []
    return [*verb_group(top), *t.doc[top.i : t.i]]


def _circumstance(t: Token, after: int) -> list[Token]:
    """The medium named right after a cue: "said in an interview"."""
    for p in children(t, "prep"):
        for o in children(p, "pobj"):
            if (
                p.i == after + 1
                and p.lower_ in ("in", "on", "at", "during")
                and lemma_of(o) in MEDIA
                and o.i - p.i <= 4
            ):
                last = next((p2.right_edge.i for p2 in children(o, "prep") if _is_short(p2, o)), o.i)
                return list(t.doc[p.i : last + 1])
    return []


def _is_short(prep: Token, noun: Token) -> bool:
    """Whether what follows a medium only says with whom or when: "in an interview with a broadcaster", "on Monday"."""
    return prep.i == noun.i + 1 and prep.lower_ in ("with", "on", "in") and prep.right_edge.i - noun.i <= 5


def _day(t: Token, after: int) -> list[Token]:
    """The day named right after a cue without a preposition: "said Monday", "added last week"."""
    for d in children(t, "npadvmod"):
        words = sorted(d.subtree, key=lambda w: w.i)
        if words[0].i == after + 1 and d.ent_type_ in ("DATE", "TIME") and len(words) <= 4:
            return words
    return []


def _issuing(t: Token) -> list[Token]:
    """The verb and the words for a text that speaks: "issued a statement welcoming", "sent a letter that urged"."""
    text = t.head
    far = t.i - text.head.i > LONGEST_ISSUE
    if t.dep_ not in ("acl", "relcl") or text.dep_ != "dobj" or text.head.pos_ != "VERB" or far:
        return []
    spoken = any(lemma_of(d) in MEDIA for d in text.subtree if d.i < t.i)
    return [*verb_group(text.head), *t.doc[text.head.i : t.i]] if spoken else []
