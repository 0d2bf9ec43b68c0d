"""Who sits at a table: the sides of a process by the actors of a dispatch, and who mediates between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile
from typing import TYPE_CHECKING

from dragoman.knowledge.actors import country
from dragoman.knowledge.processes import Process
from dragoman.knowledge.words.negotiations import talk_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, doers, prep_objects
from dragoman.records import Actor, Party

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGAINST_STATE = frozenset({"REB", "OPP", "UAF", "PRM", "PTY", "CVL"})
PRIVATE = frozenset({"CVL", "EDU", "BUS", "MNC", "JRN", "MED", "LAB", "AGR", "CRM", "SOC"})
POLITICAL = frozenset({"country", "government", "organisation", "armed_group", "body", "group", "people", "person"})
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP"})
UNNAMED = {"OPP": ("opposition",), "REB": ("rebel", "separatist", "insurgent", "guerrilla")}
ENVOYS = frozenset({"envoy", "mediator", "representative", "secretary-general", "facilitator", "negotiator", "adviser"})
OWNERS = ("poss", "compound", "amod", "nmod")


@dataclass(slots=True)
class Scene:
    """A process as one dispatch tells of it. ``sides``: key of each side to the party that stands for it, in text order; ``row``:
    of the table of processes, ``None`` for one known from its words alone. ``at``: where its names and talks stand."""

    process: Party
    row: Process | None
    sides: dict[str, Party] = field(default_factory=dict)
    mediators: dict[str, Party] = field(default_factory=dict)
    at: list[int] = field(default_factory=list)

    def side(self, party: Party, sheet: Sheet) -> str | None:
        """The key of the side that a party belongs to, or ``None``."""
        actor = sheet.parties.actors.get(party.id)
        if self.row is not None:
            return side_in(self.row.parties, party, actor) or loosely_in(self.row.parties, party, actor)
        return next((k for k in (party.id, key_of(party, actor)) if k in self.sides), None)

    def by_words(self, token: Token, sheet: Sheet) -> Party | None:
        """The side whose own words stand before "delegation" or "team": "the state delegation" of "Bosnia's state
        government". What they share with another side tells nothing."""
        if lemma_of(token) not in talk_words("sides"):
            return None
        said = {c.lower_ for c in children(token, "compound", "amod") if c.tag_ not in ("CD", "JJR")}
        found = []
        for party in self.sides.values():
            words = party.span.of(sheet.dispatch.text).lower().split() if party.span is not None else []
            if said & set(words) - {"the", "other"}:
                found.append(party)
        return found[0] if len(found) == 1 else None

    def mediates(self, party: Party, sheet: Sheet) -> bool:
        key = key_of(party, sheet.parties.actors.get(party.id))
        if key in self.mediators or party.id in self.mediators:
            return True
        return (
            self.row is not None and side_in(self.row.mediators, party, sheet.parties.actors.get(party.id)) is not None
        )


def side_in(tokens: Iterable[str], party: Party, actor: Actor | None) -> str | None:
    """Which of the parties of a process somebody belongs to. A state's own opponents do not stand for the state."""
    sectors = set(party.sectors)
    against = bool(sectors & AGAINST_STATE) and "GOV" not in sectors
    fallback = None
    for token in tokens:
        id, _, sector = token.partition(" ")
        if party.id == id or party.id.startswith(f"{id}.") and country(id) is None:
            return token
        if country(id) is None:
            owner = id.replace("IGO.", "").replace("UNO.", "")
            if party.id.split(".")[-2:-1] == [owner] or f".{owner}." in party.id:
                fallback = fallback or token
            continue
        if party.country != id or (actor is not None and actor.kind == "armed_group" and not sector):
            continue
        if sector:
            if sector in sectors or (against and sector in AGAINST_STATE and bool(sectors & {"REB", "OPP"})):
                return token
        elif not against and not sectors & PRIVATE:
            fallback = fallback or token
    return fallback


def loosely_in(tokens: Iterable[str], party: Party, actor: Actor | None) -> str | None:
    """The rebels or opposition of a process whose country the words do not say: "the separatists", "the opposition
    delegation". Asked only where the state itself is known to be the other side."""
    if actor is None or actor.kind not in ("group", "people"):
        return None
    named = {s for s, words in UNNAMED.items() if any(w in party.name.lower() for w in words)} | set(party.sectors)
    return next((t for t in tokens if t.partition(" ")[2] and t.partition(" ")[2] in named), None)


def key_of(party: Party, actor: Actor | None) -> str:
    """What the sides of a process without a name are told apart by: a state, or a part of one with a government of its own,
    behind its officials ("BIH.RS" of "BIH.RS.GOV"); others themselves."""
    if actor is None or actor.country is None or set(party.sectors) & {"OPP", "REB"}:
        return party.id
    if actor.kind == "person":
        return actor.country if "GOV" in party.sectors else party.id
    if actor.kind not in ("country", "government", "body"):
        return actor.country if "GOV" in party.sectors else party.id
    owner = list(takewhile(lambda part: part not in OFFICIAL, party.id.split(".")))
    is_state = owner[:1] == [actor.country] and (len(owner) == 1 or OFFICIAL & set(party.sectors))
    return ".".join(owner) if is_state else party.id


def can_negotiate(party: Party, sheet: Sheet) -> bool:
    """Whether somebody is of public life: no students, workers or firms."""
    actor = sheet.parties.actors.get(party.id)
    if actor is None:
        return False
    return actor.kind in POLITICAL and (actor.kind == "country" or bool(set(actor.sectors) - PRIVATE))


def parties_at(tokens: Iterable[Token], sheet: Sheet) -> list[Party]:
    """The actors that nouns mean, each once; of "Republika Srpska's delegation" the one it belongs to."""
    found: dict[str, Party] = {}
    for token in tokens:
        here = _each_from(token, sheet) or sheet.parties.each_of(token) or owner_of(token, sheet)
        for party in here:
            found.setdefault(party.id, party)
    return list(found.values())


def _each_from(token: Token, sheet: Sheet) -> list[Party]:
    """ "Negotiators from Mali and Niger": each of those they are from, where they are several."""
    if token.tag_ != "NNS" or lemma_of(token) not in talk_words("sides"):
        return []
    found = {p.id: p for o in prep_objects(token, "from", "of") if (p := sheet.parties.of(o)) is not None}
    return list(found.values()) if len(found) > 1 else []


def owner_of(token: Token, sheet: Sheet) -> list[Party]:
    for c in (*children(token, *OWNERS), *prep_objects(token, "of", "from", "by")):
        if (party := sheet.parties.of(c)) is not None:
            return [party]
    behind = sheet.parties.behind(token)
    return [behind] if behind is not None else []


def is_talk(token: Token) -> bool:
    """ "Talks", "negotiations", "a round of talks"; the verb "talks" and an ordinary table are none."""
    if token.pos_ not in ("NOUN", "PROPN") or token.lower_ == "talk":
        return False
    word = lemma_of(token) if token.lower_ not in talk_words("talks") else token.lower_
    if word in ("table", "conference", "summit"):
        return any(c.lower_ in ("negotiating", "peace", "round") for c in token.children)
    return word in talk_words("talks")


def between(noun: Token, sheet: Sheet) -> list[Party]:
    """Those who talk by the words of the noun: "between A and B", "with B", "A's talks with B"."""
    with_of = [o for c in noun.children if c.lower_ in ("of",) and c.dep_ == "prep" for o in children(c, "pobj")]
    inner = [p for o in with_of if is_talk(o) for p in between(o, sheet)]
    heads = prep_objects(noun, "between", "among")
    heads += list(prep_objects(noun, "with")) if not heads else []
    found = parties_at(heads, sheet) + inner
    if prep_objects(noun, "with"):
        found += parties_at(children(noun, "poss"), sheet)
    return found


def mediators_in(doc: Doc, sheet: Sheet) -> Iterator[tuple[Party, int]]:
    """Those who mediate by the words of a text, with where it says so."""
    for t in doc:
        heads: list[Token] = []
        if t.pos_ in ("VERB", "AUX") and lemma_of(t) in talk_words("mediated") and _of_talks(t):
            heads = doers(t)
        elif t.pos_ in ("NOUN", "PROPN") and lemma_of(t) in talk_words("mediator"):
            yield from ((p, t.i) for p in _named_mediators(t, sheet))
            continue
        elif t.lower_ in talk_words("led") and t.i > 1 and t.nbor(-1).text == "-":
            heads = [t.nbor(-2)]
        yield from ((p, t.i) for p in parties_at(heads, sheet))


def _named_mediators(noun: Token, sheet: Sheet) -> list[Party]:
    own = list(children(noun, *OWNERS))
    own += prep_objects(noun, "of", "by", "from")
    found = parties_at(own, sheet) if own else []
    if not found and noun.dep_ in ("pobj", "appos", "attr"):
        above = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "as" else noun.head
        return parties_at([above], sheet) if above.pos_ in ("PROPN", "NOUN") else []
    return found or ([p] if (p := sheet.parties.of(noun)) is not None and p.id.startswith(("IGO.", "UNO.")) else [])


def _of_talks(verb: Token) -> bool:
    """Whether what a verb brings about is talks or a deal, or it is said between whom: not "hosted a film festival"."""
    if lemma_of(verb) in ("mediate", "broker", "facilitate") and verb.dep_ not in ("amod",):
        return True
    things = [*children(verb, "dobj", "nsubjpass"), *([verb.head] if verb.dep_ in ("acl", "relcl") else [])]
    things += [o for t in things for o in prep_objects(t, "of")]
    return any(is_talk(t) or lemma_of(t) in talk_words("reached") | {"round"} for t in things)


def joint(tokens: Sequence[Token]) -> bool:
    """Whether nouns mean all who negotiate: "the two sides", "both delegations", "negotiators", "they"."""
    for t in tokens:
        if t.lower_ in ("both", "they"):
            return True
        if lemma_of(t) in talk_words("sides") and t.tag_ in ("NNS", "NN"):
            plural = t.tag_ == "NNS"
            counted = any(c.lower_ in ("two", "both", "three", "the", "all", "rival", "warring") for c in t.children)
            named = [c for c in t.children if c.dep_ in OWNERS and c.pos_ == "PROPN"]
            if plural and (counted or lemma_of(t) == "negotiator") and not named:
                return True
    return False
