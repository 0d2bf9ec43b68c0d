"""When an event took place: the time expression that the grammar ties to its trigger, never by default the day of
publication.

Looked for in this order: on the trigger itself ("Monday's attack", "attacked on Monday"); on the clause around it, as
far as the trigger belongs to the same happening (a subject or object of the verb, a coordinated or phase verb, a
relative clause about it); anywhere in its sentence. A time that hangs on a verb of saying is the time of the saying, not of what
is said, and one in the name of another event ("the attack of 3 May") is that event's. What happened "two days after" or
"hours before" something else is counted from the time of that. Nothing found is ``None``.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from dragoman.knowledge.words.cues import cue_verbs
from dragoman.knowledge.words.times import time_set
from dragoman.reader.sheet import Sheet
from dragoman.reader.times.counted_time import counted_from
from dragoman.records import Span, TimeMention, When

if TYPE_CHECKING:
    from spacy.tokens import Span as Words
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
SUBORDINATE = ("ccomp", "csubj", "csubjpass", "advcl", "parataxis")
MONTH = timedelta(days=31)
FAR = 99  # farther than any path in a sentence that still counts


def when_of(sheet: Sheet, token: Token) -> When | None:
    """The time of the event that ``token`` triggers, as a closed interval of days with the words that say so.

    ``None`` where the text does not say. ``start`` and ``end`` of the answer are ``None`` where the words are relative
    to a day that is not known.
    """
    return counted_from(sheet, token, _tied) or _tied(sheet, token)


def _tied(sheet: Sheet, token: Token) -> When | None:
    """The time that the grammar ties to a word."""
    sentence = token.sent
    ranked = []
    first = bisect_left(sheet.times, sentence.start_char, key=lambda t: t.span.start)
    last = bisect_left(sheet.times, sentence.end_char, key=lambda t: t.span.start)
    for mention in sheet.times[first:last]:
        if mention.kind in ("date", "time") and not _only_bounds(sheet, mention, token):
            distance = _distance(sheet, mention, token)
            if distance is not None:
                vague = mention.start is None and mention.precision is None
                ranked.append(((vague, distance, abs(mention.span.start - token.idx), -mention.span.end), mention))
    if not ranked:
        return None
    best = min(ranked, key=lambda pair: pair[0])[1]
    begins = before_mention(sheet, best.span) == "since" and best.start is not None
    return When(
        start=best.start,
        end=sheet.published.end if begins else best.end,
        precision=best.precision,
        words=best.span.of(sheet.dispatch.text),
        span=best.span,
    )


def before_mention(sheet: Sheet, span: Span) -> str | None:
    """The lower-case word before the words of a time; ``None`` at the start of a text."""
    words = sheet.doc.char_span(*span, alignment_mode="expand")
    return str(sheet.doc[words.start - 1].lower_) if words is not None and words.start else None


def _only_bounds(sheet: Sheet, mention: TimeMention, trigger: Token) -> bool:
    """Whether a time says no more than how long something lasts, by or for when it is due, or since when there was none
    like it: "suspended flights until Friday", "promised to pay by May", "the first visit since 2019"."""
    before = before_mention(sheet, mention.span)
    words = sheet.doc.char_span(*mention.span, alignment_mode="expand")
    if words is None or before in ("until", "till", "through"):
        return True
    if before == "by":
        return is_told_as_past(trigger)
    if before == "for":
        return trigger.pos_ in VERBS and trigger.lemma_ not in time_set("dated_for")
    if before == "since":
        like = (sheet.doc[words.start - 1].head, *(a.head for a in (trigger, *trigger.ancestors) if a.dep_ == "relcl"))
        return any(c.tag_ in ("JJS", "RBS") or c.lower_ in ("first", "only", "last") for n in like for c in n.children)
    return _is_too_old_for(sheet, mention, trigger)


def _is_too_old_for(sheet: Sheet, mention: TimeMention, trigger: Token) -> bool:
    """Whether an act that the news tells in the present would lie months back: "sentences two men for the murder of a
    judge in March 2015"."""
    told_now = trigger.tag_ in ("VBZ", "VBP") and trigger.pos_ == "VERB"
    published = sheet.published.start
    return told_now and published is not None and mention.end is not None and published - mention.end > MONTH


def _distance(sheet: Sheet, mention: TimeMention, trigger: Token) -> int | None:
    """How far the words are from the trigger in the grammar: 0 on it, 1 and more around it; ``None`` where they belong
    to something else."""
    found = sheet.doc.char_span(*mention.span, alignment_mode="expand")
    if found is None:
        return None
    holder = _holder(found.root) if (opening := _opens(found)) is None else opening
    if holder.i == trigger.i or trigger in _carriers(holder):
        return 0
    for steps, head in enumerate(_own_clause(trigger), start=1):
        if head.i == holder.i:
            return steps
    if _is_about(trigger, holder):
        return 1
    if _names_its_noun(found.root, holder) or _is_of_another_event(
        sheet, holder, trigger, before_mention(sheet, mention.span) == "of"
    ):
        return None
    if _is_saying_above(holder, trigger) or _is_other_happening(holder, trigger):
        return None
    return FAR


def _holder(token: Token) -> Token:
    """The word that a time hangs on: through prepositions, and through nouns that are themselves part of a time."""
    at = token
    while at.head.i != at.i:
        at = at.head
        if at.pos_ not in ("ADP", "SCONJ", "ADV", "PART", "DET", "NUM") and at.ent_type_ not in ("DATE", "TIME"):
            return at
        if at.pos_ in VERBS:
            return at
    return at


def _opens(time: Words) -> Token | None:
    """The verb of a sentence that a time with a preposition opens, where the parser made it part of the subject: "On 18
    May gang members stormed"."""
    before = time.doc[time.start - 1] if time.start else None
    if before is None or before.pos_ != "ADP" or before.lower_ == "of" or time.root.head.i < time.end:
        return None
    return before.head if before.head.pos_ in VERBS and before.head.i > time.end else None


def _is_of_another_event(sheet: Sheet, holder: Token, trigger: Token, by_of: bool) -> bool:
    """Whether a time hangs on a noun that is an event of its own and not what the trigger tells of: "after talks on
    Friday", "condemned the attack of 3 May"."""
    if holder.pos_ not in ("NOUN", "PROPN") or holder.i == trigger.i or holder.is_ancestor(trigger):
        return _tells_of_more(sheet, holder, trigger)
    if holder.dep_ == "pobj" and holder.head.lower_ in time_set("apart"):
        return True
    if by_of and holder.tag_ in ("NN", "NNS"):
        return holder.head.i != trigger.i or holder.dep_ != "nsubj"
    return not trigger.is_ancestor(holder) and any(c.trigger.i == holder.i for c in sheet.candidates)


def _tells_of_more(sheet: Sheet, holder: Token, trigger: Token) -> bool:
    """Whether a trigger below a noun with a time is another event than the noun: "the attack of 3 May fuelled fears that
    rebels may strike", not "the attack of 3 May that killed ten"."""
    if holder.pos_ not in ("NOUN", "PROPN") or holder.i == trigger.i:
        return False
    if trigger.head.i == holder.i and trigger.dep_ in ("relcl", "acl"):
        subjects = [c for c in trigger.children if c.dep_ in ("nsubj", "nsubjpass")]
        if not subjects or subjects[0].tag_ in ("WDT", "WP"):
            return False
    return any(c.trigger.i == holder.i for c in sheet.candidates)


def _carriers(holder: Token) -> list[Token]:
    """Nouns that carry the happening of a verb that says little itself: "held talks", "carried out an attack"."""
    if holder.pos_ not in VERBS or holder.lemma_ not in time_set("light_verbs"):
        return []
    return [c for c in holder.children if c.dep_ in ("dobj", "nsubjpass", "attr")]


def _own_clause(trigger: Token) -> Iterator[Token]:
    """The words above a trigger that share its time: up to the verb of its clause and the verbs coordinated with it."""
    at = trigger
    while at.head.i != at.i:
        dep, head = at.dep_, at.head
        if at.pos_ in VERBS:
            phase = head.lemma_ in time_set("phase_verbs")
            participle = dep == "advcl" and at.tag_ == "VBG" and not any(c.dep_ == "mark" for c in at.children)
            shares = dep == "conj" or participle or (dep == "xcomp" and phase)
            if not shares or (dep == "conj" and _has_own_subject(at)):
                return
        yield head
        at = head


def _has_own_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _is_about(trigger: Token, holder: Token) -> bool:
    """Whether a time stands in a relative clause about the trigger: "the attack, which came on Monday"."""
    at = holder
    while at.head.i != at.i:
        if at.dep_ in ("relcl", "acl") and at.head.i == trigger.i:
            return holder.i == at.i
        at = at.head
    return False


def _names_its_noun(time: Token, holder: Token) -> bool:
    """Whether a time is part of the name of a happening other than the trigger: "Monday's attack", "the 2015 deal"."""
    return holder.pos_ in ("NOUN", "PROPN") and time.i < holder.i and time.head.i == holder.i


def _is_saying_above(holder: Token, trigger: Token) -> bool:
    """Whether a time is that of a verb of saying that the trigger stands under: "said on Friday that they"."""
    verb = _clause(holder)
    if verb.i == trigger.i or (verb.lemma_ not in cue_verbs() and verb.lemma_ != "accord"):
        return False
    return any(
        c.dep_ in ("ccomp", "xcomp", "parataxis", "advcl") and c.left_edge.i <= trigger.i <= c.right_edge.i
        for c in verb.children
    )


def _clause(token: Token) -> Token:
    """The verb of the clause that a word stands in; the top of the sentence where it has none."""
    while token.pos_ not in VERBS and token.head.i != token.i:
        token = token.head
    return token


def _is_other_happening(holder: Token, trigger: Token) -> bool:
    """Whether a time belongs to a clause below or beside the trigger with a verb of its own."""
    clause = _clause(holder)
    if clause.pos_ not in VERBS or clause.i == trigger.i or clause.is_ancestor(trigger):
        return _is_parted(holder, trigger)
    if _shares_with_next(clause, trigger):
        return False
    while clause.head.i != clause.i and clause.i != trigger.i and not clause.is_ancestor(trigger):
        if clause.dep_ in (*SUBORDINATE, "relcl", "acl", "pcomp", "conj"):
            return True
        clause = clause.head
    return _is_parted(holder, trigger)


def _shares_with_next(clause: Token, trigger: Token) -> bool:
    """Whether a time after the last of several acts of one subject holds for them all: "shot two men and seized arms on
    Friday"."""
    joined = clause.dep_ == "conj" and clause.head.i == trigger.i and clause.tag_ == trigger.tag_
    return joined and not _has_own_subject(clause)


def _is_parted(holder: Token, trigger: Token) -> bool:
    """Whether a semicolon stands between a time and the trigger."""
    first, last = sorted((holder.i, trigger.i))
    return any(t.text == ";" for t in trigger.doc[first:last])


def is_told_as_past(trigger: Token) -> bool:
    """Whether the verb of a trigger's clause is a past tense or a perfect."""
    verb = _clause(trigger)
    helpers = {c.lower_ for c in verb.children if c.dep_ in ("aux", "auxpass")}
    return verb.tag_ == "VBD" or bool(helpers & {"was", "were", "had", "did", "has", "have"})
