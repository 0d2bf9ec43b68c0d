"""Finds the words that name a place. Which place they name is decided in ``geocoding``; whether they stand for
a place or for those who rule it, in ``places``.

The gazetteer leads and the entity labels follow: the small pipeline takes Goma for a person and Niamey for a company,
but its *spans* are good, and it knows which capitalised words belong to a longer name. ``RULES`` are asked in order;
the first that has an answer decides, and its name is the cue of the toponym.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.ids import fold
from dragoman.knowledge.actors.names import names
from dragoman.knowledge.places import Entry, candidates, known, words
from dragoman.knowledge.words import namesake_words
from dragoman.reader.named_persons import surname_after
from dragoman.reader.namesakes import names_no_place
from dragoman.reader.places.common_words import has_townsfolk, is_called_a_town, stands_with_article
from dragoman.reader.places.scenes import is_befallen, is_bombed, is_struck, is_taken
from dragoman.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
NAME_LABELS = frozenset({"PERSON", "ORG", "PRODUCT", "EVENT", "LAW", "WORK_OF_ART", "NORP", "LANGUAGE"})
COUNT_LABELS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
ELIDED = ("d'", "d’", "l'", "l’")
TOWNS = frozenset({"town", "capital", "admin1", "admin2"})
LONGEST_NAME = 6
KNOWN_TOWN_FROM = 100_000


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words that name a place. ``start``, ``end``: token numbers, half open; ``head``: number of the head word.

    ``candidates``: what they may mean. ``cue``: the rule that took them for a place: part_of_entity, entity,
    locative, listed, known, town, again (a name that was a place elsewhere in the text).
    """

    start: int
    end: int
    head: int
    span: Span
    name: str
    candidates: tuple[Entry, ...]
    cue: str


def find_toponyms(doc: Doc) -> list[Toponym]:
    """Every place name of a text, in its order, none overlapping another."""
    surnames = _surnames(doc)
    entities = {i: e for e in doc.ents for i in range(e.start, e.end)}
    found: list[Toponym] = []
    open_: list[tuple[Words, tuple[Entry, ...]]] = []
    for name in _names(doc):
        meant = candidates(name.text)
        case = _Case(name, meant, entities.get(name.start), surnames, found)
        cue = next(filter(None, (rule(case) for rule in RULES)), None)
        if cue is None:
            open_.append((name, meant))
        elif cue != REJECTED:
            found.append(_toponym(name, meant, cue))
    said = {t.name for t in found}
    found += [_toponym(name, meant, "again") for name, meant in open_ if name.text in said]
    return sorted(found, key=lambda t: t.start)


def borrowed(doc: Doc) -> frozenset[int]:
    """The numbers of the tokens of names that only belong to something else: of Panama in "Panama Papers"."""
    lent = (n for n in _names(doc) if names_no_place(doc, n.start, n.end, candidates(n.text)[0].feature == "country"))
    return frozenset(i for n in lent for i in range(n.start, n.end))


def _toponym(name: Words, meant: tuple[Entry, ...], cue: str) -> Toponym:
    whole = name if meant[0].feature == "country" else _with_kind(name)
    span = Span(whole.start_char, whole.end_char)
    return Toponym(whole.start, whole.end, whole.root.i, span, whole.text, meant, cue)


def _with_kind(name: Words) -> Words:
    """A name with the capitalised words after it that say its kind: "Nyanza Province", "Kabul Airport"."""
    doc, end = name.doc, name.end
    while end < len(doc) and end < name.end + 2 and _is_capital(doc[end]) and doc[end].text in words()["kind_noun"]:
        end += 1
    return doc[name.start : end] if not doc[name.start : end].text.isupper() else name


def _names(doc: Doc) -> Iterator[Words]:
    """The longest runs of words that are in the tables or the gazetteer, left to right."""
    i = 0
    while i < len(doc):
        found = _name_at(doc, i) if _may_begin(doc[i]) else None
        if found is None:
            i += 1
        else:
            yield found
            i = found.end


def _name_at(doc: Doc, i: int) -> Words | None:
    end = i + 1
    while end < min(len(doc), i + LONGEST_NAME) and not doc[end].is_sent_start and _may_continue(doc[end]):
        end += 1
    for e in range(end, i, -1):
        name, last = doc[i:e], doc[e - 1]
        is_whole = _is_capital(last) or last.text[:2] in ELIDED or (last.is_alpha and _is_known(name.text))
        if is_whole and _is_written_as_name(name) and candidates(name.text):
            return name
    return None


def _is_capital(token: Token) -> bool:
    return token.text[:1].isupper()


def _may_begin(token: Token) -> bool:
    if _is_capital(token):
        plain = not token.is_stop or token.text.isupper() or token.ent_type_ in PLACE_LABELS
        return plain or is_called_a_town(token)
    return token.lower_ in ("al", "el", "the") and token.i + 1 < len(token.doc) and _is_capital_after_hyphen(token)


def _is_capital_after_hyphen(token: Token) -> bool:
    following = token.nbor()
    return following.text == "-" and token.i + 2 < len(token.doc) and _is_capital(token.nbor(2))


def _may_continue(token: Token) -> bool:
    return (
        _is_capital(token)
        or token.lower_ in words()["connector"]
        or token.text[:2] in ELIDED
        or token.text in _common_words_of_known_names()
    )


@lru_cache(maxsize=1)
def _common_words_of_known_names() -> frozenset[str]:
    """The common nouns in the names of the tables: "plant", "crossing", "region"."""
    names = (n for entries in known().values() for e in entries for n in e.names)
    return frozenset(w for n in names for w in n.split() if w.islower())


def _is_written_as_name(name: Words) -> bool:
    """Whether a run can be a name at all: "US" is one; "us", "In", "US$", "West" and "SOS" are not; a comma stands
    only inside a known name."""
    text = name.text
    if text.isupper() or "$" in text:
        return _is_known(text) and "$" not in text
    if len(name) == 1:
        if is_called_a_town(name[0]):
            return True
        generic = words()["place_noun"] | words()["direction"]
        if name[0].is_stop or name[0].lower_ in generic or text in words()["institution_noun"] | words()["site_noun"]:
            return False
        return len(text) > 2
    return not any(t.text in (",", ".") or t.lower_ in ("and", "in", "on", "a", "as") for t in name) or _is_known(text)


def _is_known(text: str) -> bool:
    return fold(text) in known()


@dataclass(frozen=True, slots=True)
class _Case:
    """A run of words to be judged: what it may mean, and what stands around it. ``entity``: the named entity that its
    first word lies in; ``found``: the toponyms before it."""

    name: Words
    meant: tuple[Entry, ...]
    entity: Words | None
    surnames: frozenset[str]
    found: list[Toponym]

    @property
    def before(self) -> Token | None:
        """The word before the name, articles and directions skipped."""
        i = self.name.start - 1
        doc = self.name.doc
        while (
            i >= 0
            and (doc[i].lower_ == "the" or doc[i].lower_ in words()["direction"])
            and not doc[i + 1].is_sent_start
        ):
            i -= 1
        return doc[i] if i >= 0 and not doc[i + 1].is_sent_start else None

    @property
    def after(self) -> Token | None:
        i = self.name.end
        return self.name.doc[i] if i < len(self.name.doc) and not self.name.doc[i].is_sent_start else None

    @property
    def is_whole(self) -> bool:
        """Whether the parser takes no more and no fewer words for a name, or sees none."""
        entity, name = self.entity, self.name
        return entity is None or (entity.start, entity.end) == (name.start, name.end)

    @property
    def is_country_or_region(self) -> bool:
        return self.meant[0].feature in ("country", "region", "water")

    @property
    def is_locative(self) -> bool:
        before = self.before
        return before is not None and before.lower_ in words()["locative"] | words()["source_or_goal"]


REJECTED = "rejected"


def _of_a_count(case: _Case) -> str | None:
    """A name within a date or number; but where the parser takes all of it for one ("in Montevideo"), a large town is none."""
    entity = case.entity
    if entity is None or entity.label_ not in COUNT_LABELS or case.is_country_or_region:
        return None
    return None if len(entity) == len(case.name) and case.is_locative and _is_sizable(case) else REJECTED


def _of_an_institution(case: _Case) -> str | None:
    """ "Treaty of Lisbon", "Duke of York": the place is part of a name that is not one."""
    before, entity = case.before, case.entity
    if before is None or before.lower_ != "of" or case.is_country_or_region or before.i == 0:
        return None
    if entity is not None and entity.label_ in PLACE_LABELS:
        return None
    owner = before.nbor(-1)
    return REJECTED if _is_capital(owner) and owner.text in words()["institution_noun"] else None


def _a_namesake(case: _Case) -> str | None:
    """ "Radio France", "Syria Street": something that is no place bears the name; unless the tables know it whole."""
    is_country = case.meant[0].feature == "country"
    last = case.name[-1]
    behind = case.name.doc[case.name.end : case.name.end + 2]
    in_town = len(behind) == 2 and behind[0].lower_ == "in" and _is_capital(behind[1])
    further = in_town or not any(e.own_name for e in case.meant)
    houses = namesake_words.words("hall") - {"park"} | namesake_words.words("street")
    if len(case.name) > 1 and further and last.lower_ in houses:
        return REJECTED
    return REJECTED if names_no_place(case.name.doc, case.name.start, case.name.end, is_country) else None


def _a_common_word(case: _Case) -> str | None:
    """ "Reading the sentence took hours", "Nice as it was": what opens a sentence is the word, unless it acts or is
    followed by what only follows a town."""
    first = case.name[0]
    if len(case.name) > 1 or first.lower_ not in namesake_words.words("common_word"):
        return None
    if not first.is_sent_start and not (first.i and first.nbor(-1).is_quote):
        return None
    after = case.after
    if has_townsfolk(first, after):
        return "locative"
    acts = first.dep_ == "nsubj" and first.tag_ == "NNP"
    owns = after is not None and (
        after.tag_ == "POS" or (after.text == "," and after.i + 1 < len(first.doc) and _is_capital(after.nbor()))
    )
    return None if acts or owns else REJECTED


def _as_a_scene(case: _Case) -> str | None:
    """ "Kidal fell to the rebels", "Nice was quiet", "Ain Issa was abandoned": the subject of what befalls towns."""
    meant = any(e.own_name and e.feature != "country" for e in case.meant)
    return "locative" if meant and case.is_whole and is_befallen(case.name.root) else None


def _with_article(case: _Case) -> str | None:
    """ "The Chihuahua was shot": a town goes without the article; "in the Chaco" may be a land that the tables lack."""
    towns = all(e.feature in TOWNS and not e.name.startswith("The ") and not e.id.startswith("S.") for e in case.meant)
    return REJECTED if towns and not case.is_locative and stands_with_article(case.name) else None


def _of_a_person(case: _Case) -> str | None:
    """ "Victoria Ademola": a forename that is a place too, before another word of a name."""
    return REJECTED if surname_after(case.name.doc, case.name.start, case.name.end) is not None else None


def _of_a_longer_name(case: _Case) -> str | None:
    """ "George Washington", "Ohio State University", "Voice of America": a name that is not a place holds it."""
    entity, name = case.entity, case.name
    if entity is None or entity.label_ not in NAME_LABELS:
        return None
    if case.before is not None and case.before.lower_ in ("in", "near", "outside") and case.before.i > entity.start:
        return None
    rest = [t for t in entity if not name.start <= t.i < name.end and _is_capital(t) and t.lower_ != "the"]
    if not rest or all(_is_generic(t) for t in rest):
        return None
    # The small pipeline runs two names into one: "Zvecan Albanians", "Serbia Vucic". A country leads such a run.
    leads = case.is_country_or_region and all(t.i >= name.start or t.lower_ == "the" for t in entity)
    return None if leads and not any(t.text in words()["institution_noun"] for t in rest) else REJECTED


def _is_generic(token: Token) -> bool:
    """Whether a capitalised word only says what kind of place a name is of: "Nyanza Province", "Kabul Airport"."""
    return token.lower_ in words()["place_noun"] | words()["direction"] or token.text in words()["site_noun"]


def _named_after(case: _Case) -> str | None:
    """ "Marburg virus", "the Minsk agreements": a thing that is named after a place."""
    after = case.after
    i = case.name.end + 1
    following = case.name.doc[i] if i < len(case.name.doc) else None
    named = words()["named_after"]
    if after is None:
        return None
    if after.lower_ in named or (following is not None and after.pos_ in ("ADJ", "NOUN") and following.lower_ in named):
        return None if case.meant[0].feature == "country" else REJECTED
    return None


def _a_piece(case: _Case) -> str | None:
    """ "$US 15 billion", the second half of "Vest-Agder", "Falcon 9", "Boston Globe"."""
    before = case.name.doc[case.name.start - 1] if case.name.start else None
    if before is not None and before.text in ("-", "$") and not before.whitespace_:
        return REJECTED
    after = case.after
    if after is None or case.meant[0].feature == "country":
        return None
    numbered = after.text.isdigit() and (case.entity is None or case.entity.label_ not in PLACE_LABELS)
    return REJECTED if numbered or after.text in words()["title_noun"] else None


def _a_credit(case: _Case) -> str | None:
    """ "... officials said. (Time) (Kyiv Post)": the outlet at the end of a report."""
    i = case.name.start
    doc = case.name.doc
    while i > 0 and doc[i].text != "(" and case.name.start - i < LONGEST_NAME:
        i -= 1
    closes = i > 0 and doc[i].text == "(" and doc[i - 1].text in (".", ")", "!", "?", '"', "”")
    return REJECTED if closes and ")" not in doc[i : case.name.start].text else None


def _a_people(case: _Case) -> str | None:
    """ "the Somali border": of the people, though Ethiopia has a Somali Region."""
    if case.name.text.lower() not in demonyms() or case.meant[0].feature == "country":
        return None
    after = case.after
    return None if after is not None and after.lower_ in words()["division_noun"] else REJECTED


def _a_surname(case: _Case) -> str | None:
    name = case.name
    if name.text in case.surnames and not case.is_locative and not case.is_country_or_region:
        return REJECTED
    return None


def _an_entity(case: _Case) -> str | None:
    entity = case.entity
    if entity is None or entity.label_ not in PLACE_LABELS:
        return None
    rest = [t for t in entity if not case.name.start <= t.i < case.name.end]
    if all(_is_generic(t) or t.lower_ in words()["connector"] or t.is_punct for t in rest):
        return "entity"
    return "part_of_entity" if case.is_country_or_region or _stands_apart(case.name, entity) else REJECTED


def _stands_apart(name: Words, entity: Words) -> bool:
    """Whether a comma parts a name from the rest of its entity: "Pandi, Bulacan"; not so "Kasai" in "Kasai Occidental"."""
    left = name.start == entity.start or name.doc[name.start - 1].is_punct
    right = name.end == entity.end or name.doc[name.end].text in (",", "(")
    return left and right


def _after_a_preposition(case: _Case) -> str | None:
    before = case.before
    if is_called_a_town(case.name[0]):
        return "locative"
    if before is None or case.name[0].pos_ not in ("PROPN", "NOUN", "ADJ", "X"):
        return None
    if before.lower_ in words()["locative"] or _is_bombed(case):
        return "locative"
    if before.lower_ == "of" and before.i and before.nbor(-1).lemma_.lower() in words()["place_noun"]:
        return "locative"
    after = case.after
    is_land = after is not None and after.is_lower and after.lemma_ in words()["place_noun"]
    return "locative" if before.lower_ in ("from", "to", "over") and (is_land or _is_sizable(case)) else None


def _is_bombed(case: _Case) -> bool:
    """ "Drone strikes on Wana", "shelling of Avdiivka": a town that the parser takes for a person."""
    known = fold(case.name.text) in names().surnames or not any(e.own_name for e in case.meant)
    return case.is_whole and not known and is_bombed(case.before)


def _opens_as_town(case: _Case) -> str | None:
    """ "Lagos traffic stopped", "Aleppo residents fled": at the head of a sentence, before what a town has."""
    first, after = case.name[0], case.after
    if not first.is_sent_start or after is None or case.is_country_or_region or not _is_sizable(case):
        return None
    return "town" if after.lower_ in words()["townsfolk"] | words()["town_thing"] else None


def _is_sizable(case: _Case) -> bool:
    return any(e.own_name and (e.population >= KNOWN_TOWN_FROM or e.feature != "town") for e in case.meant)


def _of_a_country_named(case: _Case) -> str | None:
    """ "Nigerien soldiers beat off an attack on Bosso", "Fiji sent police to Labasa": what the parser takes for a man is a town
    of the country that the sentence names."""
    before, entity = case.before, case.entity
    if before is None or len(case.name) > 1 or (entity is not None and len(entity) > 1):
        return None
    over = before.head.lemma_.lower()
    struck = before.lower_ in ("on", "against") and over in words()["attack_noun"]
    if not struck and not (before.lower_ in ("to", "from") and over in words()["motion"]):
        return None
    here = {c for t in before.sent for c in demonyms().get(t.lower_, ())}
    said = (t.candidates[0] for t in case.found if t.start >= before.sent.start)
    here |= {e.country for e in said if e.feature == "country" and e.country}
    known_surname = fold(case.name.text) in names().surnames
    return "locative" if not known_surname and any(e.own_name and e.country in here for e in case.meant) else None


def _in_a_list(case: _Case) -> str | None:
    """ "Goma, Sake and Rutshuru": next to a place, joined to it."""
    if not case.found or case.name[0].pos_ != "PROPN":
        return None
    gap = case.name.doc[case.found[-1].end : case.name.start]
    joined = 0 < len(gap) <= 3 and all(t.lower_ in (",", "and", "or", "the", "&", "/", "(", "-") for t in gap)
    return "listed" if joined else None


def _well_known(case: _Case) -> str | None:
    if case.is_country_or_region and case.name[-1].pos_ != "ADJ":
        return "known"
    entity = case.entity
    is_named_thing = entity is not None and entity.label_ in NAME_LABELS and len(entity) > len(case.name)
    if (
        not is_named_thing
        and (case.name[0].pos_ == "PROPN" or case.name[0].tag_ == "NNS")
        and _is_sizable(case)
        and not case.name[0].is_sent_start
    ):
        return "town"
    return None


def _struck_or_taken(case: _Case) -> str | None:
    """ "Shelled Homs", "to bomb Gori": the object of a verb that is done to places, unless a person is named; of what strikes
    like shells and storms also where the parser takes the town for a person ("shells hit Ain Issa")."""
    if not any(e.own_name for e in case.meant):
        return None
    before = case.before
    retaken = before is not None and before.lower_ in words()["taken_form"]
    if case.is_whole and (retaken or is_struck(case.name.root)):
        return "locative"
    person = case.entity is not None and case.entity.label_ == "PERSON"
    return "locative" if not person and is_taken(case.name.root) else None


RULES: tuple[Callable[[_Case], str | None], ...] = (
    _a_credit,
    _a_piece,
    _a_common_word,
    _of_a_count,
    _a_namesake,
    _of_a_person,
    _with_article,
    _of_an_institution,
    _of_a_longer_name,
    _named_after,
    _a_people,
    _a_surname,
    _an_entity,
    _after_a_preposition,
    _struck_or_taken,
    _as_a_scene,
    _of_a_country_named,
    _in_a_list,
    _opens_as_town,
    _well_known,
)


@lru_cache(maxsize=1)
def demonyms() -> dict[str, tuple[str, ...]]:
    """Lower-case adjective or noun for a people to the codes of the countries it may mean."""
    from dragoman.knowledge.actors import tables

    found: dict[str, list[str]] = defaultdict(list)
    for country in tables().countries.values():
        for word in {w.lower() for w in (*country.adjectives, *country.peoples)}:
            found[word].append(country.code)
    return {word: tuple(codes) for word, codes in found.items()}


def _surnames(doc: Doc) -> frozenset[str]:
    """Last words of the full names of persons: after "Denzel Washington", "Washington" is a man."""
    return frozenset(e[-1].text for e in doc.ents if e.label_ == "PERSON" and len(e) > 1)
