"""Persons whose names are those of places: Milan Kučan, Judge Houston, Cécile de France; "Paris, 41, a welder".

Asked by ``places`` and ``actors`` alike, of a run of words that the tables take for a country or town.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from dragoman.knowledge.places import words as place_words
from dragoman.knowledge.words.actor_words import words as actor_words
from dragoman.knowledge.words.namesake_words import words
from dragoman.knowledge.words.occupations import occupations
from dragoman.reader.adjectives import is_person
from dragoman.reader.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_AGE = re.compile(r"[1-9]\d?|10\d")
_AFTER_AGE = frozenset({",", ".", ";", ")", "and", "who", "or", "from", "of"})
PARTICLES = frozenset(
    {"de", "di", "da", "do", "du", "van", "von", "del", "della", "la", "af", "ibn", "bin", "al", "el"}
)
NO_SURNAME = frozenset({"territory", "national", "international"})
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})


def surname_after(doc: Doc, start: int, end: int) -> int | None:
    """The end (token number, half open) of the name of a person whose forename the words are; ``None`` where they are none.
    A known forename needs a surname behind it; one that is none, or before what the parser takes for a place, must be
    somebody's by the words beside it, too."""
    if end - start > 1:
        return None
    stop = end
    while stop < min(len(doc), end + 3) and (_is_name(doc[stop]) or _is_particle(doc, stop)):
        stop += 1
    if stop == end or doc[start].head.i not in range(end, stop):
        return None
    if doc[start].lower_ not in actor_words("place_or_person"):
        return stop if _is_described(doc, start, stop) else None
    labelled = any(t.ent_type_ in PLACE_LABELS for t in doc[end:stop])
    subject = doc[stop - 1].dep_ in SUBJECTS
    return stop if not labelled or subject or is_somebody_named(doc, start, stop) else None


def _is_name(token: Token) -> bool:
    if token.pos_ != "PROPN" or not token.text.istitle() or token.is_sent_start:
        return False
    if token.text in place_words()["institution_noun"] | place_words()["kind_noun"] | place_words()["site_noun"]:
        return False
    generic = (
        words("person_title")
        | place_words()["place_noun"]
        | place_words()["government_noun"]
        | actor_words("group_word")
        | actor_words("direction")
        | actor_words("org_word")
        | actor_words("geo_word")
    )
    return (
        token.lower_
        not in generic | words("thing_after") | words("club") | words("street") | words("hall") | NO_SURNAME
    )


def _is_particle(doc: Doc, i: int) -> bool:
    return doc[i].lower_ in PARTICLES and i + 1 < len(doc) and _is_name(doc[i + 1])


def is_person_named(doc: Doc, start: int, end: int, is_country: bool) -> bool:
    """Whether the words are the name of a person without a forename that is a place: after a title, before an age, or behind
    a forename and "de"."""
    if follows_title(doc, start, is_country) or _has_age(doc, start, end) or _of_house(doc, start, end):
        return True
    return _works(doc, start, end)


def _works(doc: Doc, start: int, end: int) -> bool:
    """ "Houston, a welder": an occupation beside the name; no trade that a country may have as well ("Brazil, a grower")."""
    if end >= len(doc) or doc[end].text != "," or end - start > 1:
        return False
    root = doc[start]
    return root.dep_ != "pobj" and any(c.dep_ == "appos" and c.i > end and _has_job(c) for c in root.children)


def _has_job(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if noun.tag_ != "NN" or not any(c.lower_ in ("a", "an") for c in noun.lefts):
        return False
    job = occupations().get(lemma)
    return job not in (None, "BUS", "AGR", "GOV") or lemma in words("person_noun") or lemma in words("kin")


def follows_title(doc: Doc, start: int, is_country: bool = False) -> bool:
    """Whether a title of persons stands right before a name: "Mr London", "Captain Dallas"."""
    if not start or doc[start].is_sent_start or not doc[start - 1].whitespace_:
        return False
    title = doc[start - 1]
    if not title.text[:1].isupper():
        return False
    if title.lower_ in actor_words("honorific"):
        return True
    doubtful = title.is_sent_start and title.lower_ in ("private", "major", "general", "chief")
    return not is_country and not doubtful and title.lower_ in words("person_title")


def _has_age(doc: Doc, start: int, end: int) -> bool:
    """ "Paris, 41, a welder", "Florence, aged nine"; not "in Paris, 41 people"."""
    before = doc[start - 1] if start and not doc[start].is_sent_start else None
    if before is not None and before.pos_ == "ADP" and before.lower_ not in ("by", "with", "for"):
        return False
    if end + 2 >= len(doc) or doc[end].text not in (",", "("):
        return False
    if doc[end + 1].lower_ in ("aged", "age"):
        return True
    return _AGE.fullmatch(doc[end + 1].text) is not None and doc[end + 2].lower_ in _AFTER_AGE


def _of_house(doc: Doc, start: int, end: int) -> bool:
    """ "Cécile de France": a forename and "de" before the place, and beside it who it is or what they do."""
    i = start - 1
    if i < 1 or doc[i].lower_ not in PARTICLES or doc[start].is_sent_start:
        return False
    first = doc[i - 1]
    if not (first.text.istitle() and first.pos_ == "PROPN") or doc[i].is_sent_start:
        return False
    return is_somebody_named(doc, i - 1, end)


def is_somebody_named(doc: Doc, start: int, end: int) -> bool:
    """Whether what stands around a name says that it is somebody's: a noun for persons beside it, an age, speech."""
    root = doc[start:end].root
    if _is_described(doc, start, end) or follows_title(doc, start):
        return True
    return root.dep_ in SUBJECTS and root.head.lemma_ in actor_words("speech_verb")


def _is_described(doc: Doc, start: int, end: int) -> bool:
    """Whether an age or a noun for persons stands beside a name."""
    children = doc[start:end].root.children
    return _has_age(doc, start, end) or any(c.dep_ == "appos" and _is_for_person(c) for c in children)


def _is_for_person(noun: Token) -> bool:
    lemma = noun.lemma_.lower()
    if lemma in words("company_noun"):
        return False
    if lemma in actor_words("human") or lemma in occupations() or is_person(noun):
        return True
    return lemma in words("person_title") | words("kin") or any(lemma in actor_words(n) for n in ("man", "woman"))
