"""Where the tense of the verb that a word hangs on points: what a bare "Thursday" or "24 September" is decided by."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from dragoman.knowledge.words.times import time_set
from dragoman.reader.syntax import SUBJECTS, ancestors
from dragoman.reader.times.grammar import Direction

if TYPE_CHECKING:
    from spacy.tokens import Token

VERBS = ("VERB", "AUX")
CLIMB = 40  # heads above a word that are looked at: a list of thousands hangs each item on the one before
STAYS_IN_PHRASE = 12  # words back that "ahead of" reaches


def governor(token: Token) -> tuple[Token | None, bool, bool]:
    """The verb above a word, and whether the word hangs on it itself (through prepositions only) and whether it
    stands in its subject."""
    if token.pos_ in VERBS:
        return token, True, False
    direct, in_subject = True, False
    below = token
    for head in islice(ancestors(token), CLIMB):
        if head.pos_ in VERBS:
            return head, direct, in_subject
        in_subject = in_subject or head.dep_ in SUBJECTS
        part_of_time = below is token and head.ent_type_ in ("DATE", "TIME")
        if head.pos_ in ("NOUN", "PROPN", "PRON") and not part_of_time:
            direct = False
        below = head
    return None, direct, in_subject


def direction(token: Token) -> tuple[Direction | None, bool]:
    """Where the tense points, and whether the word hangs on the verb itself. ``None`` where nothing can be told."""
    before = _preposition(token)
    verb, direct, in_subject = governor(token)
    if _is_ahead(token):
        told = verb is not None and verb_direction(verb) == "past"
        return "future", not told
    if before == "since":
        return "past", True
    if any(c.dep_ == "relcl" and c.tag_ == "VBD" for c in token.children):
        return "past", True
    if verb is None:
        return None, direct
    points = verb_direction(verb)
    if before in ("by", "until", "till") and points != "past":
        return "future", True
    if before in ("by", "until", "till"):
        return None, direct
    if not direct and not in_subject and verb.tag_ in ("VBZ", "VBP"):
        points = None
    # "The strike of 25 December killed nine": what a subject has done lies in the past with it.
    return points, direct or (in_subject and points == "past")


def verb_direction(verb: Token) -> Direction | None:
    """Past for past tenses and perfects, future for futures, modals, plans and the scheduled present."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    words = {h.lower_ for h in helpers}
    lemmas = {h.lemma_ for h in helpers}
    if words & time_set("future_modals"):
        return (
            "past"
            if "have" in lemmas and verb.tag_ in ("VBN", "VBD") and not words & {"will", "shall", "wo"}
            else "future"
        )
    if verb.lemma_ in time_set("ahead_verbs") and verb.tag_ == "VBN" and not is_done_by(verb):
        return "future"
    if verb.tag_ == "VBD" or lemmas & {"have"} or words & {"was", "were", "did"}:
        return "past"
    if "to" in words or (verb.tag_ == "VB" and verb.dep_ == "xcomp"):
        return _infinitive(verb)
    return _present(verb, helpers)


def is_done_by(verb: Token) -> bool:
    """Whether a participle says who did it: a record set by someone is no date set for something."""
    return any(c.dep_ == "agent" for c in verb.children)


def _infinitive(verb: Token) -> Direction | None:
    head = verb.head
    if head.lemma_ in time_set("done_verbs"):
        return verb_direction(head)
    return "future"


def _present(verb: Token, helpers: list[Token]) -> Direction | None:
    if verb.tag_ in ("VBZ", "VBP"):
        return "past" if verb.lemma_ in time_set("saying_verbs") else "future"
    if verb.tag_ == "VBG" and any(h.lower_ in ("is", "are", "am", "'s", "’s", "’re", "'re") for h in helpers):
        return "future"
    if verb.dep_ == "conj" and verb.head.pos_ in VERBS and verb.head.i < verb.i:
        return verb_direction(verb.head)
    if verb.tag_ == "VBN":
        return None if any(h.lower_ in ("is", "are", "be") for h in helpers) else "past"
    if verb.tag_ == "VBG" and verb.dep_ in ("advcl", "acl", "pcomp") and verb.head.i != verb.i:
        above, _, _ = governor(verb.head)
        return verb_direction(above) if above is not None and above.i != verb.i else None
    return None


def _preposition(token: Token) -> str | None:
    for head in islice(ancestors(token), CLIMB):
        if head.pos_ in VERBS:
            return None
        if head.dep_ == "prep" or head.pos_ in ("ADP", "SCONJ"):
            return str(head.lower_)
    return None


def _is_ahead(token: Token) -> bool:
    """Whether "eve of", "ahead of" or "upcoming" stands before the word with no verb or comma between."""
    for i in range(token.i - 1, max(token.sent.start, token.i - STAYS_IN_PHRASE) - 1, -1):
        before = token.doc[i]
        if before.pos_ in VERBS or before.lower_ in (",", ";", "and"):
            return False
        if before.lower_ in time_set("ahead_words"):
            return True
    return False
