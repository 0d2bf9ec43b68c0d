"""What a text says about somebody it names for the first time and whom no table knows: "Ana Duarte, a midwife in a Maputo clinic".

The noun that stands beside the name tells the sector; a town, country or nationality in the same phrase tells the country. What is said of
somebody's past ("a former policeman") tells nothing of the present.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dragoman.knowledge.actors import offices_of, tables
from dragoman.knowledge.actors.names import names
from dragoman.knowledge.words.actor_words import words
from dragoman.knowledge.words.occupations import occupations
from dragoman.reader.actors.beside import country_of_place
from dragoman.reader.actors.named import name_sectors
from dragoman.reader.actors.towns import town_country

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from dragoman.knowledge.actors import Organisation
    from dragoman.reader.actors.cast import Cast, Member
    from dragoman.reader.actors.homeland import Homeland
    from dragoman.reader.actors.namings import Phrases
    from dragoman.reader.parties import Mention

# Shares of the clues of a text that must be one country's.
SURE, ALONE = 0.8, 0.95
OF_NO_COUNTRY = frozenset({"IGO", "UNO", "EUR", "NGO", "IMG", "ISM"})
WHERE = ("in", "from", "at", "near", "on", "outside", "above")
OF_AN_OFFICE = frozenset({"officer", "commissioner", "regulator", "registrar", "ombudsman"})
"""Those who serve an office of state where a noun says which: "fisheries officer"."""
LANDS = ("country", "adjective", "people", "capital")
BESIDE = ("amod", "compound", "nmod", "poss")
AT_HOME = frozenset({"MED", "AGR", "EDU", "SOC", "LAB", "LEG", "COP", "JUD", "CVL", "PTY"})
"""Sectors of people who are mostly told of in their own country; merchants and soldiers get about."""
MOSTLY_AT_HOME = frozenset({"REL", "JRN"})


def describe_strangers(doc: Doc, cast: Cast, phrases: Phrases, homeland: Homeland) -> None:
    """Fills in sector and country of persons who have none yet, by what the text says beside them, else, for those who are mostly
    told of at home, the country of which the text tells."""
    for member in cast.members.values():
        nameless = member.kind in ("people", "group", "person") and not member.id.startswith("P.")
        nameless = nameless and not set(member.sectors) & OF_NO_COUNTRY
        if member.country is None and nameless and len(member.mentions) == 1:
            member.country = _town_of(doc[member.mentions[0].start : member.mentions[0].end])
            head = doc[member.mentions[0].head]
            if "MIL" not in member.sectors:
                member.country = member.country or country_of_place(doc, phrases, head)
        if nameless and not member.sectors and member.mentions and not member.members:
            first = member.mentions[0]
            member.sectors = _sectors(doc[first.start : first.end]) or name_sectors(member.name)
        if member.country is None and member.id.startswith("O.") and "GOV" in member.sectors and member.mentions:
            member.country = _seat_of(doc[member.mentions[0].head])
        if not _is_stranger(member) or (member.sectors and member.country):
            continue
        if (said := _said_to_be(doc, member, cast)) is not None:
            member.sectors, member.country = member.sectors or said.sectors, member.country or said.country
        for phrase in _descriptions(doc, member):
            body = _body(doc, phrases, phrase.root)
            member.sectors = member.sectors or (body.codes if body else ()) or _sectors(phrase)
            member.country = member.country or (body.country if body else None)
        if not member.sectors and member.mentions and (noun := _noun_inside(doc, member.mentions[0])) is not None:
            member.sectors = _work(noun, member.mentions[0].start)
        for phrase in _descriptions(doc, member):
            member.country = member.country or _country(phrase, homeland)
        for clause in _clauses(doc, member):
            if work := _by_verb(clause):
                member.sectors = member.sectors or work
                member.country = member.country or _country(doc[clause.left_edge.i : clause.right_edge.i + 1], homeland)
        if member.country is None and member.mentions and (share := _share(member)):
            member.country = homeland.country(member.mentions[0].head, share)


def _share(member: Member) -> float:
    """The least share of the clues that make the country of the text somebody's own; 0 for those who get about."""
    if set(member.sectors) & AT_HOME:
        return SURE
    return ALONE if set(member.sectors) & MOSTLY_AT_HOME else 0.0


def _body(doc: Doc, phrases: Phrases, noun: Token) -> Organisation | None:
    """The organisation of the tables that somebody is said to be of: "an editor at Channel One", "an officer of the FSB"."""
    if any(t.lower_ in words("former") or t.lower_.startswith("ex-") for t in doc[noun.left_edge.i : noun.i]):
        return None
    for preposition in noun.children:
        if preposition.lower_ in ("of", "at", "with", "for") and preposition.dep_ == "prep":
            for o in preposition.children:
                unit = phrases.unit_at.get(o.i)
                ids = unit.ids("organisation") if unit is not None and o.dep_ == "pobj" else ()
                if len(ids) == 1 and not set(tables().organisations[ids[0]].codes) & OF_NO_COUNTRY:
                    return tables().organisations[ids[0]]
    return None


def _is_stranger(member: Member) -> bool:
    """Whether no table knows somebody, and no organisation of many countries is theirs; the parser takes some people for
    organisations."""
    unknown = member.kind == "person" and not offices_of(member.name) or member.id.startswith("O.")
    return unknown and not set(member.sectors) & OF_NO_COUNTRY


def _descriptions(doc: Doc, member: Member) -> Iterator[Span]:
    """The phrases beside the name: in apposition, before or after it."""
    for m in member.mentions:
        if m.refers_back:
            continue
        head = doc[m.head]
        beside = [c for c in head.children if c.dep_ == "appos"]
        if head.dep_ == "appos":
            beside.append(head.head)
        inside = [t for t in doc[m.start : m.end] if t.dep_ == "appos" and t.pos_ == "NOUN"]
        for noun in (*beside, *inside, *_before(doc, m.start)):
            if noun.pos_ in ("NOUN", "PROPN", "ADJ") and noun.i != head.i:
                yield (
                    doc[noun.left_edge.i : noun.right_edge.i + 1] if noun.dep_ == "appos" else _own(doc, noun, m.start)
                )


def _noun_inside(doc: Doc, m: Mention) -> Token | None:
    """The last common noun before a name in its phrase: the officer of "Samoan fisheries officer Ana Soto"."""
    nouns = [t for t in doc[m.start : m.head] if t.pos_ == "NOUN" and t.dep_ in ("compound", "nmod")]
    former = any(t.lower_ in words("former") for t in doc[m.start : m.head])
    return nouns[-1] if nouns and not former else None


def _said_to_be(doc: Doc, member: Member, cast: Cast) -> Member | None:
    """Whoever a person is said to be or have been: "Ana Soto had been Peru's mines minister"."""
    for m in member.mentions:
        head = doc[m.head]
        if head.dep_ == "nsubj" and head.head.lemma_ in ("be", "become", "remain") and not m.refers_back:
            for c in head.head.children:
                known = cast.by_head.get(c.i) if c.dep_ == "attr" else None
                if known is not None and known.actor != member.id:
                    return cast.members[known.actor]
    return None


def _clauses(doc: Doc, member: Member) -> Iterator[Token]:
    """The verbs of clauses that tell what somebody does: "who teaches economics at a Lima university"."""
    for m in member.mentions:
        nouns = [t for t in doc[m.start : m.end] if t.pos_ in ("PROPN", "NOUN")] if not m.refers_back else []
        for verb in (c for t in nouns for c in t.children if c.dep_ == "relcl"):
            if any(c.dep_ == "nsubj" and c.lower_ == "who" for c in verb.children):
                yield verb


def _by_verb(verb: Token) -> tuple[str, ...]:
    found = occupations().get(f"who {verb.lemma_}s") or occupations().get(f"who {verb.lower_}")
    return (found,) if found and verb.tag_ in ("VBZ", "VBP", "VBG") else ()


def _before(doc: Doc, start: int) -> list[Token]:
    """The noun right before the name: "trader Tariq Mahmood"."""
    return [doc[start - 1]] if start and doc[start - 1].pos_ == "NOUN" else []


def _own(doc: Doc, noun: Token, end: int) -> Span:
    return doc[noun.left_edge.i : max(noun.i + 1, min(end, noun.right_edge.i + 1))]


def _sectors(phrase: Span) -> tuple[str, ...]:
    if any(t.lower_ in words("former") or t.lower_.startswith("ex-") for t in phrase):
        return ()
    return _work(phrase.root, phrase.start)


def _work(root: Token, start: int) -> tuple[str, ...]:
    """The sector of a noun, or of it with the word before, which begins no earlier than at ``start``."""
    known = occupations()
    two = f"{root.doc[root.i - 1].lower_} {root.lower_}" if root.i > start else ""
    found = known.get(two) or known.get(root.lower_) or known.get(root.lemma_.lower())
    if two and not found and root.lower_ in OF_AN_OFFICE:
        found = "GOV"
    return (found,) if found else ()


def _town_of(phrase: Span) -> str | None:
    """The country of a town that stands before people or after "from": "a Vancouver judge", "pupils from Parkland"."""
    for token in phrase:
        beside = token.dep_ in ("compound", "nmod") and token.head.i == phrase.root.i and token.i < phrase.root.i
        after = token.dep_ == "pobj" and token.head.lower_ in ("in", "from") and token.head.head.i == phrase.root.i
        if token.pos_ == "PROPN" and token.text[:1].isupper() and (beside or after):
            return town_country(token.text)
    return None


def _seat_of(head: Token) -> str | None:
    """The country of the town that an office is said to be in: "the Statistics Bureau in Khartoum"."""
    towns = (o for p in head.children if p.dep_ == "prep" and p.lower_ in ("in", "of") for o in p.children)
    return next((c for o in towns if o.pos_ == "PROPN" and (c := town_country(o.text)) is not None), None)


def _country(phrase: Span, homeland: Homeland) -> str | None:
    """The country of the first land that stands beside the noun ("a Kenyan trader"), or after a preposition of place; else that of the
    first town after one. "A critic of Russia", "a history of Turkey" tell of no home."""
    for hit in names().find(phrase.text):
        at = phrase.char_span(hit.start, hit.end, alignment_mode="expand")
        if at is not None and _tells_where(at.root, phrase):
            for entry in hit.entries:
                if entry.role in LANDS:
                    return entry.id
    for token in phrase:
        if token.pos_ == "PROPN" and _tells_where(token, phrase):
            country = homeland.phrases.towns.country(token.text)
            if country is not None:
                return country
    return None


def _tells_where(token: Token, phrase: Span) -> bool:
    """Whether a name stands beside the noun of a phrase, or in what hangs on a preposition of place."""
    if token.dep_ in BESIDE and token.head.i == phrase.root.i:
        return token.ent_type_ != "PERSON" and phrase.root.pos_ == "NOUN"
    held = token.head if token.dep_ in BESIDE else token
    return held.dep_ == "pobj" and held.head.lower_ in WHERE
