"""Whose force it is: by the adjective or owner before the noun, by who sends it, by who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from dragoman.ids import fold, slug
from dragoman.knowledge.actors import country, tables
from dragoman.knowledge.words.forces import force_words
from dragoman.reader.circumstances.told import statement_at
from dragoman.reader.phrases import lemma_of, noun_phrase
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, prep_objects, referent, span_of
from dragoman.records import Actor, Party, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

STANDS_FOR_STATE = frozenset({"government", "body", "person", "people", "group"})
WITH_OWN_FORCES = frozenset({"organisation", "armed_group"})
SPEAKERS_OWN = frozenset({"we", "our", "us"})


@lru_cache(maxsize=1)
def _nations() -> dict[str, str]:
    """Adjectives, names of peoples and of countries, folded, to the code of their country."""
    return {
        fold(word): c.code
        for c in tables().countries.values()
        for word in (*c.peoples, *c.adjectives, c.name, *c.names)
        if c.status != "historical"
    }


def nation(token: Token) -> str | None:
    """The country that an adjective or name of one or two words means: "Rwandan", "South" + "Korean"."""
    if not token.text[:1].isupper():
        return None
    before = token.nbor(-1).text if token.i > token.sent.start else ""
    return _nations().get(fold(f"{before} {token.text}")) or _nations().get(fold(token.text))


def means_owner(token: Token) -> bool:
    """Whether a word before a noun says whose it is, and is no part of what it is called."""
    return nation(token) is not None or token.ent_type_ in ("ORG", "GPE", "NORP")


def country_party(code: str, span: Span | None) -> Party | None:
    found = country(code)
    return Party(id=found.code, name=found.name, country=found.code, sectors=(), span=span) if found else None


def as_contributor(party: Party, sheet: Sheet) -> Party:
    """The state behind its government, army, parliament or president; an organisation or armed group is itself."""
    actor = sheet.parties.actors.get(party.id)
    if actor is None or actor.country is None or actor.kind not in STANDS_FOR_STATE or not _is_official(actor):
        return party
    return country_party(actor.country, party.span) or party


def _is_official(actor: Actor) -> bool:
    return actor.kind == "person" or bool({"GOV", "MIL", "COP", "LEG"} & set(actor.sectors))


def together(parties: Sequence[Party], sheet: Sheet) -> Party | None:
    """One contributor of all who send a force together."""
    found = {c.id: c for p in parties if (c := as_contributor(p, sheet)) is not None}
    if len(found) < 2:
        return next(iter(found.values()), None)
    each = [found[i] for i in sorted(found)]
    return Party(
        id="G." + ".".join(p.id for p in each),
        name=" and ".join(p.name for p in each),
        country=None,
        sectors=(),
        span=each[0].span,
    )


def own_of(noun: Token, sheet: Sheet, *, leaving: bool) -> Party | None:
    """Whom the words before and after a noun make its owner: "Kenyan police", "its 300 soldiers", "NATO troops",
    "soldiers from Fiji". ``leaving``: "from" then says where they leave."""
    for c in noun.children:
        if c.dep_ in ("amod", "compound", "nmod", "poss") and c.i < noun.i:
            given_to = any(t.like_num for t in noun.doc[c.i + 1 : noun.i])  # "gave Chad 19 jets"
            if not given_to and (code := nation(c)) is not None:
                return country_party(code, Span(c.idx, c.idx + len(c.text)))
            if c.dep_ == "poss" and (owner := _owner(c, sheet)) is not None:
                return owner
            if c.pos_ == "PROPN" and (party := _named(c, noun, sheet)) is not None:
                return party
    whence = [] if leaving else [p for o in prep_objects(noun, "from") if (p := sheet.parties.of(o)) is not None]
    return together([p for p in whence if p.country is not None], sheet)


def _owner(word: Token, sheet: Sheet) -> Party | None:
    if word.lower_ in SPEAKERS_OWN:
        return speakers_side(word, sheet)
    party = sheet.parties.of(word)
    return as_contributor(party, sheet) if party is not None else None


def _named(word: Token, noun: Token, sheet: Sheet) -> Party | None:
    """An organisation or armed group before the noun, as a mention of its own or as part of one: "UN peacekeepers"."""
    mention = sheet.parties.mention(word)
    if mention is None:
        return None
    party = sheet.parties.party(mention)
    actor = sheet.parties.actors[mention.actor]
    if mention.start <= noun.i < mention.end:
        return _organisation_in(mention.actor, sheet)
    return as_contributor(party, sheet) if actor.kind in WITH_OWN_FORCES | {"country", "government"} else None


def _organisation_in(actor_id: str, sheet: Sheet) -> Party | None:
    """The organisation whose troops an actor is, by its id: "UNO.UN.MIL" of the "UN soldiers"."""
    known = tables().organisations
    owner = actor_id.rpartition(".")[0]
    for id in (owner, owner.replace("UNO.", "IGO.", 1)):
        if id in known:
            o = known[id]
            return Party(id=o.id, name=o.name, country=None, sectors=o.codes, span=None)
    return None


def of_doers(tokens: Sequence[Token], sheet: Sheet) -> Party | None:
    """The contributor that the subjects of a verb mean."""
    found: list[Party] = []
    for token in tokens:
        head = referent(token)
        if head.lower_ in SPEAKERS_OWN:
            if (side := speakers_side(head, sheet)) is not None:
                found.append(side)
            continue
        found += sheet.parties.each_of(head) or [p for p in [sheet.parties.behind(head)] if p is not None]
    return together(found, sheet)


def speakers_side(word: Token, sheet: Sheet) -> Party | None:
    """For whom the speaker of "we" speaks: the state of an official, the organisation that he is introduced with."""
    said = statement_at(sheet, word)
    if said is None or said.speaker is None:
        return None
    actor = sheet.parties.actors.get(said.speaker.id)
    if actor is None or actor.kind != "person":
        return as_contributor(said.speaker, sheet)
    if actor.country is not None:
        return country_party(actor.country, None) or said.speaker
    return _introduced_by(actor, sheet) or said.speaker


def _introduced_by(actor: Actor, sheet: Sheet) -> Party | None:
    """The organisation or country named in the words that introduce a person: "EUFOR's spokeswoman, Ann Lee"."""
    for span in actor.mentions:
        words = sheet.doc.char_span(*span, alignment_mode="expand")
        if words is None:
            continue
        heads = [words.root, *(words.root.head,) * (words.root.dep_ == "appos")]
        around = [t for h in heads for t in (*h.lefts, *prep_objects(h, "of", "for"), *children(h, "appos"))]
        for t in [*around, *(o for a in around for o in (*a.lefts, *prep_objects(a, "of", "for")))]:
            if (code := nation(t)) is not None:
                return country_party(code, None)
            party = sheet.parties.headed_by(t) or the_mission(t, sheet)
            known = sheet.parties.actors.get(party.id) if party is not None else None
            if party is not None and known is not None and known.kind in WITH_OWN_FORCES | {"country", "government"}:
                return replace(as_contributor(party, sheet), span=None)
    return None


def the_mission(token: Token, sheet: Sheet) -> Party | None:
    """ "The mission", where the dispatch names only one."""
    if lemma_of(token) not in force_words("mission") or any(
        c.dep_ in ("amod", "compound", "prep") for c in token.children
    ):
        return None
    named = [a for a in sheet.parties.actors.values() if a.id.startswith("MISSION.") and not a.id.endswith(".MIL")]
    if len(named) != 1 or not any(c.lower_ in ("the", "this") for c in children(token, "det")):
        return None
    a = named[0]
    return Party(id=a.id, name=a.name, country=a.country, sectors=a.sectors, span=span_of([token]))


def by_words(noun: Token, skipped: set[int]) -> Party:
    """Somebody of whom only the words are known: "foreign soldiers". ``skipped``: the tokens of the number."""
    span = noun_phrase(noun)
    words = [
        t.text
        for t in noun.doc[noun.left_edge.i : noun.right_edge.i + 1]
        if span.start <= t.idx < span.end
        and t.i not in skipped
        and t.i <= noun.i
        and t.dep_ not in ("det", "quantmod", "advmod")
    ]
    name = " ".join(words) or noun.text
    return Party(id=f"S.{slug(name)}", name=name, country=None, sectors=(), span=span)
