"""The words that may name an actor or be part of such a name: what the tables know, and spaCy's entities for the rest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.ids import fold
from dragoman.knowledge.actors import tables
from dragoman.knowledge.actors.names import Entry, names
from dragoman.knowledge.words.actor_words import words
from dragoman.knowledge.words.namesake_words import words as namesakes
from dragoman.knowledge.words.peoples import peoples
from dragoman.knowledge.words.short_names import short_names
from dragoman.reader.actors.geonames import halves, is_geography, without_namesakes
from dragoman.reader.actors.named import name_sectors
from dragoman.reader.actors.towns import is_on_the_map
from dragoman.reader.adjectives import means_state
from dragoman.reader.named_persons import follows_title, surname_after
from dragoman.reader.namesakes import is_state_organ, names_no_place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

NAMED = ("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC")
COMMON = frozenset({"title", "body", "noun"})
PLACE_LIKE = frozenset({"country", "capital", "people", "adjective"})


@dataclass(frozen=True, slots=True)
class Unit:
    """Neighbouring tokens with one meaning. ``root``: number of the token the others hang on. ``entries``: meanings
    that the tables know; ``()`` for an entity of the kind ``label`` that only spaCy found.
    ``within``: codes of the countries whose names are part of it ("Bank of China"); ``kin``: ids of the bodies whose
    noun it ends in ("Free Democratic Party"); ``parents``: ids of the organisations that are part of it ("General
    Assembly of the African Union")."""

    start: int
    end: int
    root: int
    entries: tuple[Entry, ...]
    label: str = ""
    within: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()
    parents: tuple[str, ...] = ()

    def ids(self, *roles: str) -> tuple[str, ...]:
        """The ids of its meanings in any of the roles."""
        return tuple(dict.fromkeys(e.id for e in self.entries if e.role in roles))

    def has(self, *roles: str) -> bool:
        return any(e.role in roles for e in self.entries)

    @property
    def is_person(self) -> bool:
        return self.has("person") or (not self.entries and self.label == "PERSON")


def find_units(doc: Doc) -> list[Unit]:
    """The units of a text in its order; none overlaps another."""
    met = list(_known(doc))
    affixes = {i for u in met if _is_affix(doc, u) for i in range(u.start, u.end)}
    known = [u for u in met if u.start not in affixes and _fits(doc, u) and not _is_first_name(doc, u)]
    known = [u for u in known if not is_geography(doc, u)]
    owners = {u.end for u in known if u.has("country", "adjective")}
    known = [
        u for u in known if doc[u.start : u.end].text.lower() not in words("owned_body") or _is_owned(doc, u, owners)
    ]
    companies = list(_companies(doc, known))
    nowhere = {i for u in (*companies, *(u for u in known if _is_namesake(doc, u))) for i in range(u.start, u.end)}
    known = [u for u in known if u.start not in nowhere]
    roles = {u.root: frozenset(e.role for e in u.entries) for u in known}
    known = [u for u in known if not _is_place(u) or _means_state(doc, u, roles)]
    split = {u.start: u for u in halves(doc, known, Unit)}
    known = [u for u in known if u.start not in split] + [*split.values()]
    by_token = {i: u for u in known for i in range(u.start, u.end)}
    found: list[Unit] = list(_persons(doc, met))
    named = {i for u in found for i in range(u.start, u.end)}
    for entity in doc.ents:
        if named.intersection(range(entity.start, entity.end)):
            continue
        if entity.label_ in NAMED and entity.root.i not in affixes and entity.root.i not in split:
            if _is_nowhere(doc, entity, nowhere):
                nowhere |= {*range(entity.start, entity.end)}
            else:
                found += _entity(doc, entity, by_token)
    found += companies
    taken = {i for u in found for i in range(u.start, u.end)}
    rest = [u for u in dict.fromkeys(by_token.values()) if not any(i in taken for i in range(u.start, u.end))]
    units = sorted([*found, *rest], key=lambda u: u.start)
    taken |= {i for u in units for i in range(u.start, u.end)}
    units = sorted([*units, *_humans(doc, taken)], key=lambda u: u.start)
    units = without_namesakes(doc, [*units, *(u for u in _proper_names(doc, units) if u.root not in nowhere)])
    units = [_by_short_name(doc, u, units) for u in units]
    return sorted((u for u in units if not _is_model(doc, u)), key=lambda u: u.start)


def _by_short_name(doc: Doc, unit: Unit, units: list[Unit]) -> Unit:
    """What the parser took for somebody unknown and is known by a short name: a people ("Rohingya"), or a company whose name is
    also another word ("Apple", "Total"), where it stands as a name and is nobody's surname there."""
    name = doc[unit.start : unit.end].text
    if name in peoples() and not unit.entries and not (unit.label == "PERSON" and _speaks(doc[unit.root])):
        return replace(unit, label="NORP")
    id = short_names().get(name)
    if id is None or unit.entries:
        return unit
    bearers = (doc[u.start : u.end].text for u in units if u.is_person and u is not unit)
    if any(b.split()[-1] == name for b in bearers) or doc[unit.start - 1].lower_ in words("honorific"):
        return unit
    return replace(unit, entries=(Entry("organisation", id),), label="")


def _is_owned(doc: Doc, unit: Unit, owners: set[int]) -> bool:
    """Whether a noun that is a secret service only as a country's stands right after one, and is no part of a longer noun."""
    owned = unit.start in owners or doc[unit.start - 1].tag_ == "POS"
    return owned and doc[unit.root].dep_ not in ("compound", "amod", "nmod")


def _is_model(doc: Doc, unit: Unit) -> bool:
    """Whether an unknown name is that of a thing with a number: "COVID-19", "B-21"."""
    return not unit.entries and unit.label in ("ORG", "PERSON") and any(c.isdigit() for c in doc[unit.root].text)


def _means_state(doc: Doc, unit: Unit, roles: dict[int, frozenset[str]]) -> bool:
    return means_state(doc[unit.root], unit.end, unit.has("adjective") and not unit.has("country"), roles)


def _is_nowhere(doc: Doc, entity: Span, nowhere: set[int]) -> bool:
    """Whether an entity is only the name that something else bears: of a company already found, of a team, of a street."""
    if any(i in nowhere for i in range(entity.start, entity.end)):
        return entity.label_ != "PERSON" and not (entity.label_ in ("ORG", "FAC") and entity.end - entity.start > 1)
    ends = range(entity.start + 1, entity.end + 1) if entity.label_ == "GPE" else ()
    return any(names_no_place(doc, entity.start, end, is_country=False) for end in ends)


def _is_namesake(doc: Doc, unit: Unit) -> bool:
    """Whether a country, people or capital only lends its name to something else: "Radio France", "Syria Street"."""
    return _is_place(unit) and names_no_place(doc, unit.start, unit.end, not unit.has("capital"))


def _companies(doc: Doc, known: list[Unit]) -> Iterator[Unit]:
    """Organisations with a country or capital in their name that are no organs of it: "Bank of America", "Times of India"."""
    for u in known:
        first = u.start - 2 - (u.start > 0 and doc[u.start - 1].lower_ == "the")
        if not _is_place(u) or first < 0 or doc[first + 1].lower_ != "of":
            continue
        noun = doc[first]
        if noun.lower_ in namesakes("of_company") and noun.text[0].isupper() and not is_state_organ(noun):
            kin = tuple(i for k in known if k.root == first for i in k.ids("body"))
            yield Unit(first, u.end, first, (), "ORG", u.ids(*PLACE_LIKE)[:1], kin)


def _humans(doc: Doc, taken: set[int]) -> Iterator[Unit]:
    """Common nouns for persons that the actor tables lack: "rivals", "his wife"."""
    for t in doc:
        if t.i not in taken and t.pos_ in ("NOUN", "PROPN") and t.lower_ in words("human"):
            yield Unit(t.i, t.i + 1, t.i, (Entry("human", t.lemma_.lower(), t.tag_ in ("NNS", "NNPS")),))


def _known(doc: Doc) -> Iterator[Unit]:
    starts = [t.idx for t in doc]
    for hit in names().find(doc.text):
        first = bisect_left(starts, hit.start)
        last = bisect_left(starts, hit.end) - 1
        if first > last or starts[first] != hit.start:
            continue
        if doc[last].idx + len(doc[last].text) not in (hit.end, hit.end + 1):
            continue
        yield Unit(first, last + 1, root_of(doc, first, last + 1), hit.entries)


def root_of(doc: Doc, start: int, end: int) -> int:
    """The number of the token that the others of a run hang on: the nearest to the root of the tree, the last of equals."""
    return max(range(start, end), key=lambda i: (not start <= doc[i].head.i < end or doc[i].head.i == i, i))


def _is_affix(doc: Doc, unit: Unit) -> bool:
    """Whether the name is only half of a compound that says something else: "pro-Russian", "Iran-backed"."""
    if unit.start >= 2 and doc[unit.start - 1].text == "-":
        return doc[unit.start - 2].lower_ in ("pro", "anti", "non", "post", "pre")
    if unit.end + 1 < len(doc) and doc[unit.end].text == "-":
        after = doc[unit.end + 1]
        return after.tag_ in ("VBN", "VBD", "VBG", "RB", "JJ") and not after.text[0].isupper()
    return False


def _fits(doc: Doc, unit: Unit) -> bool:
    """Whether the words are of a kind that can mean what the tables say: "major" is a rank only as a noun, but
    the parser may take "the frigate Hessen" for one that is frigate."""
    root = doc[unit.root]
    if root.lower_ in ("pm", "fm") and not (root.text.isupper() and unit.start and not doc[unit.start - 1].like_num):
        return False
    if unit.has("title", "body", "noun") and all(e.role in COMMON for e in unit.entries):
        named = unit.end < len(doc) and doc[unit.end].pos_ == "PROPN" and root.lower_ in namesakes("bearer")
        named = named or root.lower_ in words("never_verb")
        return root.pos_ in ("NOUN", "PROPN") or unit.end - unit.start > 1 or named
    if unit.end - unit.start == 1 and unit.has("country", "capital"):
        return not _is_food(root)
    return True


def _is_first_name(doc: Doc, unit: Unit) -> bool:
    """Whether a country or capital is a person's name here: "Denzel Washington", "Chad Johnson"."""
    word = doc[unit.start].lower_
    if unit.end - unit.start > 1 or word not in words("place_or_person"):
        return False
    before = doc[unit.start - 1] if unit.start > 0 else None
    named_after = before is not None and _is_forename(before) and before.head.i == unit.root
    return named_after or _is_place(unit) and surname_after(doc, unit.start, unit.end) is not None


def _persons(doc: Doc, met: list[Unit]) -> Iterator[Unit]:
    """Names of persons that begin or end with a place, where the parser found none: "Milan Kučan", "Mr London"."""
    entities = {i: e for e in doc.ents for i in range(e.start, e.end)}
    known = {i for u in met if not _is_place(u) for i in range(u.start, u.end)}
    for t in doc:
        if t.pos_ != "PROPN" or not t.text.istitle() or t.i in known:
            continue
        entity = entities.get(t.i)
        if entity is not None and entity.label_ == "PERSON":
            continue
        if not is_on_the_map(t.text):
            continue
        end = surname_after(doc, t.i, t.i + 1)
        if end is None and follows_title(doc, t.i) and (entity is None or len(entity) == 1):
            end = t.i + 1
        if end is not None and not known.intersection(range(t.i, end)):
            yield Unit(t.i, end, root_of(doc, t.i, end), (), "PERSON")


def _is_forename(token: Token) -> bool:
    return (
        token.pos_ == "PROPN" and token.text.istitle() and token.lower_ not in words("group_word") | words("direction")
    )


def _corrected(doc: Doc, start: int, end: int, root: int, label: str) -> str:
    """The kind of an entity, where its place in the sentence or the tables say that the parser took it for another."""
    if _is_town(doc, start, end, root, label):
        return "GPE"
    token = doc[root]
    known_surname = end - start == 1 and not token.text.isupper() and fold(token.text) in names().surnames
    if label in ("ORG", "GPE", "NORP") and known_surname:
        speaks = token.dep_ == "nsubj" and token.head.lemma_ in words("speech_verb")
        spoken_to = token.dep_ in ("dobj", "dative") and token.head.lemma_ in words("reported_verb")
        if speaks or spoken_to or doc[start - 1].lower_ in words("honorific"):
            return "PERSON"
    return label


def _is_town(doc: Doc, start: int, end: int, root: int, label: str) -> bool:
    """Whether the parser took a town for a person or organisation: its name is on the map and it is gone to or attacked."""
    token = doc[root]
    verb = token.head.lemma_
    stands = token.dep_ in ("dobj", "npadvmod", "nsubjpass") and (
        verb in words("motion_verb") or verb in words("harm_verb") or verb in words("take_verb")
    )
    stands = stands or (token.dep_ == "pobj" and _leads_to_place(token.head))
    if label not in ("PERSON", "ORG", "NORP") or not stands or end - start > 3:
        return False
    return is_on_the_map(doc[start:end].text)


def _leads_to_place(preposition: Token) -> bool:
    """Whether a place follows: "in", "heading south to", "the stronghold of"."""
    word, over = preposition.lower_, preposition.head
    if word in ("to", "from"):
        return over.lemma_ in words("motion_verb") or over.lower_ in words("direction")
    return word in words("place_preposition") or (word == "of" and over.lower_ in words("place_of"))


def _is_food(token: Token) -> bool:
    """Turkey on a menu: the bird is dressed, the country is not."""
    return token.lower_ == "turkey" and any(
        t.lower_ in words("food") for t in (*token.subtree, token.head, *token.head.children)
    )


def _entity(doc: Doc, entity: Span, known: dict[int, Unit]) -> Iterable[Unit]:
    start, end, label = entity.start, entity.end, entity.label_
    titles = [known[i] for i in range(start, end - 1) if i in known and known[i].has("title") and known[i].end < end]
    if label == "ORG" and titles and all(doc[i].pos_ == "PROPN" for i in range(titles[-1].end, end)):
        start, label = titles[-1].end, "PERSON"
    while start < end and (doc[start].pos_ in ("DET", "SPACE") or _is_attribute(known.get(start), label)):
        start += 1
    while end > start and (doc[end - 1].tag_ == "POS" or doc[end - 1].pos_ in ("SPACE", "PUNCT")):
        end -= 1
    inside = list(dict.fromkeys(known[i] for i in range(start, end) if i in known))
    if start >= end or not any(c.isalpha() for c in doc[start:end].text):
        return
    root = root_of(doc, start, end)
    if inside and not _may_swallow(doc, label, start, end, root, inside):
        return
    within: tuple[str, ...] = ()
    if label != "PERSON":
        within = tuple(dict.fromkeys(c for u in inside for c in u.ids("country", "adjective", "people")))
    kin = tuple(i for u in inside if u.start <= root < u.end for i in u.ids("body"))
    if not inside:
        label = _corrected(doc, start, end, root, label)
        label = _by_its_words(
            doc, start, end, label, known.get(doc[root].head.i) if doc[root].dep_ == "appos" else None
        )
    if _is_called(doc, start, known):
        label = "PERSON"
    parents = tuple(dict.fromkeys(i for u in inside for i in u.ids("organisation"))) if label == "ORG" else ()
    yield Unit(start, end, root, (), label, within, kin, parents)


def _by_its_words(doc: Doc, start: int, end: int, label: str, host: Unit | None) -> str:
    """The kind of a name that ends as only those of firms and papers do ("Altan Resources"), or that stands beside a title
    ("her deputy, Palesa Mokone")."""
    last = doc[end - 1].lower_
    if label == "PERSON" and end - start > 1 and last in words("firm_ending"):
        return "ORG"
    held = host is not None and (host.has("title") or any(c.lower_ in ("his", "her") for c in doc[host.root].children))
    beside = held and host is not None and doc[host.root].tag_ == "NN" and doc[start - 1].text == ","
    names_only = 2 <= end - start <= 3 and all(t.pos_ == "PROPN" and t.text.istitle() for t in doc[start:end])
    if label == "ORG" and beside and names_only and not name_sectors(doc[start:end].text):
        return "PERSON"
    return label


def _is_called(doc: Doc, start: int, known: dict[int, Unit]) -> bool:
    """Whether a name is what somebody is called: "a commander known as Ramiro", "a man named Okello"."""
    i = start - 1
    if i > 0 and doc[i].lower_ == "as":
        i -= 1
    called = doc[i].lower_ in ("known", "named", "nicknamed", "called", "dubbed", "identified") and i > 0
    noun = known.get(doc[i].head.i) if called and doc[i].dep_ in ("acl", "amod") else None
    return noun is not None and doc[noun.root].tag_ == "NN" and (noun.has("title", "human") or _is_one_person(noun))


def _is_one_person(unit: Unit) -> bool:
    return any(e.role == "body" and tables().bodies[e.id].kind == "people" and not e.plural for e in unit.entries)


def _is_attribute(unit: Unit | None, label: str) -> bool:
    """Whether a known unit before a person's name is no part of the name: "Moldovan", "President"."""
    return label == "PERSON" and unit is not None and unit.has("title", "body", "adjective")


def _may_swallow(doc: Doc, label: str, start: int, end: int, root: int, inside: list[Unit]) -> bool:
    """Whether an entity is a name of its own although the tables know a part of it: "Denzel Washington"."""
    if inside[0].start < start or inside[-1].end > end or all(u.end - u.start == end - start for u in inside):
        return False
    if label == "PERSON":
        named = all(doc[i].pos_ == "PROPN" for i in range(start, end))
        return named and end - start <= 4 and all(u.end - u.start == 1 and _is_place(u) for u in inside)
    if label in ("ORG", "FAC"):
        covering = next((u for u in inside if u.start <= root < u.end), None)
        proper = doc[root].pos_ == "PROPN" and not any(
            doc[i].is_punct and doc[i].text != "-" for i in range(start, end)
        )
        if covering is None:
            return proper
        if covering.has("body", "noun") and not covering.has("title", "organisation"):
            own = [i for i in range(start, end) if not any(u.start <= i < u.end for u in inside)]
            named = any(doc[i].pos_ == "PROPN" and doc[i].text[0].isupper() for i in own)
            named = named or (not covering.has("body") and "of" in doc[start:end].text.split())
            return proper and doc[root].text[0].isupper() and named
        return proper and _is_place(covering) and doc[start].pos_ == "PROPN" and "of" in doc[start:end].text.split()
    return False


def _proper_names(doc: Doc, units: list[Unit]) -> Iterator[Unit]:
    """Capitalised words in the place of somebody, which neither the tables nor the entity finder knew."""
    taken = {i for u in units for i in range(u.start, u.end)}
    after_title = {u.end for u in units if u.has("title") and not any(e.plural for e in u.entries)}
    i = 0
    while i < len(doc):
        if not _may_be_name(doc[i]) or i in taken:
            i += 1
            continue
        end = i + 1
        while end < len(doc) and end not in taken and (_may_be_name(doc[end]) or _joins(doc, end, taken)):
            end += 1
        root = doc[root_of(doc, i, end)]
        called = _is_called(doc, i, {u.root: u for u in units})
        person = called or i in after_title or doc[i - 1].lower_ in words("honorific") or _speaks(root)
        if person or _is_argument(root):
            person = called or (person and end - i <= 4) or _looks_like_person(doc, i, end)
            yield Unit(i, end, root.i, (), "PERSON" if person else "ORG")
        i = end


def _may_be_name(token: Token) -> bool:
    """Whether a word may be part of a name: capitalised, a proper noun, and no day, number or work of art."""
    acronym = token.text.isupper() and 2 <= len(token.text) <= 6 and token.pos_ == "NOUN"
    proper = (acronym or token.pos_ == "PROPN") and token.text[0].isupper() and token.ent_type_ in ("", *NAMED)
    return proper and token.lower_ not in words("honorific") and token.lower_ not in words("group_word")


def _joins(doc: Doc, i: int, taken: set[int]) -> bool:
    joining = doc[i].lower_ in ("of", "for") and i + 1 < len(doc) and i + 1 not in taken
    return joining and _may_be_name(doc[i + 1])


def _looks_like_person(doc: Doc, start: int, end: int) -> bool:
    """Whether a run of capitalised words has the shape of forename and surname."""
    tokens = doc[start:end]
    shaped = all(t.text.isalpha() and t.text.istitle() and t.lower_ not in words("org_word") for t in tokens)
    return end - start in (2, 3) and shaped and all(t.tag_ == "NNP" for t in tokens)


def _speaks(root: Token) -> bool:
    capitals = root.text.isupper() and len(root.text) > 1
    return root.dep_ == "nsubj" and root.head.lemma_ in ("say", "add", "tell") and not capitals


def _is_argument(root: Token) -> bool:
    """Whether the word stands where actors stand: subject, object, or after by, with, against ..."""
    while root.dep_ == "conj":
        root = root.head
    if root.dep_ in ("nsubj", "nsubjpass", "dobj", "dative", "appos"):
        return root.head.lemma_ not in words("motion_verb") or root.dep_ in ("nsubj", "nsubjpass")
    return root.dep_ == "pobj" and root.head.lower_ in ("by", "with", "against", "between", "to", "for")


def _is_place(unit: Unit) -> bool:
    return bool(unit.entries) and all(e.role in PLACE_LIKE for e in unit.entries)
