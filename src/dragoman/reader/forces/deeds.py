"""What is done with those counted: who has, sends, adds, withdraws or replaces them, by the verb or noun above the figure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.knowledge.words.forces import force_words
from dragoman.reader.phrases import lemma_of
from dragoman.reader.syntax import by_agent, children, doers, in_passive, noun_owners, prep_objects, with_conjuncts
from dragoman.records import ForceChange

if TYPE_CHECKING:
    from spacy.tokens import Token

    from dragoman.reader.forces.figures import Figure

VERBS = ("VERB", "AUX")
NOUNS = ("NOUN", "PROPN", "NUM")
SUBJECT = ("nsubj",)
OBJECT = ("dobj", "nsubjpass", "attr", "oprd", "dative", "ccomp", "npadvmod")
HOME = frozenset({"home", "back", "out", "away"})
DEEPEST = 8
CHANGES: tuple[tuple[str, ForceChange], ...] = (("rises", "adds"), ("falls", "withdraws"))
NOUNS_OF: tuple[ForceChange, ...] = ("sends", "adds", "withdraws")
LOOSE = {
    "agree",
    "plan",
    "be",
    "begin",
    "start",
    "continue",
    "expect",
    "have",
    "prepare",
    "want",
    "refuse",
    "schedule",
    "intend",
    "vow",
}
PROMISES = frozenset(
    {"pledge", "promise", "offer", "commit", "earmark", "allocate", "order", "ready", "prepare", "volunteer", "agree"}
)


@dataclass(frozen=True, slots=True)
class Deed:
    """``word``: the verb or noun that says what is done. ``doers``: heads of those who do it; empty where the force itself
    moves. ``chain``: nouns between the figure and the word ("a contingent of"). ``was``: the figure is the one before the change
    ("from 150", "300 of its 1,200"). ``asked``: it is asked for, ``promised``: no more than promised."""

    word: Token
    change: ForceChange
    doers: tuple[Token, ...]
    chain: tuple[Token, ...] = ()
    was: bool = False
    asked: bool = False
    promised: bool = False


def deed_of(figure: Figure) -> Deed | None:
    """The deed that the grammar ties to a figure, or ``None``: the dead, the jailed and the merely mentioned have none."""
    found = _climb(figure) or _participle(figure.noun)
    if found is None or _is_harmed(figure.noun):
        return None
    more = any(t.lower_ in force_words("more") for t in figure.noun.subtree if figure.start - 2 <= t.i < figure.end)
    return replace(found, change="adds") if more and found.change == "sends" else found


def _is_harmed(noun: Token) -> bool:
    return any(c.tag_ == "VBN" and lemma_of(c) in force_words("harmed") for c in children(noun, "acl", "amod"))


def _climb(figure: Figure) -> Deed | None:
    at = figure.noun
    chain: list[Token] = []
    for _ in range(DEEPEST):
        head, dep = at.head, at.dep_
        if head.i == at.i:
            return None
        if (dep in ("conj", "appos") and head.pos_ in NOUNS) or _is_lost_number(at):
            at = head
        elif dep == "pobj":
            above = _through(head, at, tuple(chain), figure)
            if isinstance(above, Deed) or above is None:
                return above
            chain.append(above)
            at = above
        elif head.pos_ in VERBS:
            return _of_verb(head, dep, tuple(chain))
        elif dep == "npadvmod" and head.dep_ == "advmod" and head.head.pos_ in VERBS:
            return _of_verb(
                head.head, "dobj", tuple(chain)
            )  # "moved two brigades closer": an object, whatever the parser says
        else:
            return None
    return None


def _through(prep: Token, at: Token, chain: tuple[Token, ...], figure: Figure) -> Deed | Token | None:
    """What a preposition makes of a figure: a deed, the noun that stands for it, or ``None``."""
    up = prep.head
    if up.pos_ == "ADP":  # "from 150 to 200": the parser hangs the one on the other
        up = up.head
    name, lemma = prep.lower_, lemma_of(up)
    if up.pos_ in VERBS:
        before = figure.noun.doc[figure.start - 1].lower_ if figure.start else ""
        return _measure(up, before if name in ("from", "to") and before in ("from", "to") else name, chain)
    if up.pos_ not in NOUNS:
        return None
    if name == "of":
        return _of_noun(up, at, chain, figure)
    if name in ("from", "to", "by") and (lemma in ("increase", "rise") or lemma in force_words("withdraws.nouns")):
        if name == "by":
            return Deed(up, "adds" if lemma in ("increase", "rise") else "withdraws", tuple(noun_owners(up)), chain)
        return Deed(up, "has", tuple(noun_owners(up)), chain, was=name == "from")
    if name == "with" and lemma in force_words("mission") | force_words("strength") | {"country"}:
        return Deed(up, "has", (up,), chain)
    return None


def _of_noun(up: Token, at: Token, chain: tuple[Token, ...], figure: Figure) -> Deed | Token | None:
    lemma = lemma_of(up)
    for change in NOUNS_OF:
        if lemma in force_words(f"{change}.nouns"):
            return Deed(up, change, tuple(_makers(up)), chain)
    if up.pos_ == "NUM" and at.i == figure.noun.i:
        return _whole_of(up, at)
    if lemma in force_words("group") | force_words("strength") | force_words("people") | force_words("mission"):
        return up
    return None


def _whole_of(number: Token, noun: Token) -> Deed | None:
    """What is said of the whole that a part is counted of: "withdrew 300 of its 1,200 soldiers" had them, "the first 100 of
    200 soldiers arrived" is to have them."""
    part = _climb_from(number)
    if part is None:
        return None
    if part.change in ("sends", "adds") and not children(noun, "poss"):
        return replace(part, promised=True)
    return replace(part, change="has", was=part.change == "withdraws")


def _climb_from(number: Token) -> Deed | None:
    """The deed of the number before "of": "withdrew 300 of its 1,200 soldiers"."""
    if _is_lost_number(number):
        number = number.head
    return _of_verb(number.head, number.dep_, ()) if number.head.pos_ in VERBS else None


def _is_lost_number(number: Token) -> bool:
    """ "The first 100 of 200 soldiers": the parser may take the article for the noun and the number for a preposition."""
    return number.pos_ == "NUM" and number.dep_ == "prep" and number.head.pos_ in ("DET", "PRON")


def _makers(noun: Token) -> list[Token]:
    """Whose deployment it is: "its deployment of", "the deployment by Fiji of", "Oslo approved the delivery of"."""
    found = with_conjuncts(children(noun, "poss"))
    found = found or [o for o in prep_objects(noun, "by") if o.pos_ in ("PROPN", "NOUN") and not _is_time(o)]
    if not found and noun.dep_ == "dobj" and noun.head.pos_ in VERBS:
        found = doers(noun.head)
    return found


def _is_time(noun: Token) -> bool:
    return any(t.ent_type_ in ("DATE", "TIME") for t in noun.subtree)


def _measure(verb: Token, prep: str, chain: tuple[Token, ...]) -> Deed | None:
    """A figure behind a preposition of a verb: "cut its force by 120", "rose to 1,100", "stands at 300", "joined with 40"."""
    lemma = lemma_of(verb)
    owners = tuple(_of_strength(verb))
    for name, change in CHANGES:
        if lemma in force_words(name):
            if not any(lemma_of(t) in force_words("strength") for t in _changing(verb)):
                return None  # "the death toll rose to 89 soldiers"
            if prep == "by":
                return Deed(verb, change, owners, chain)
            return Deed(verb, "has", owners, chain, was=prep == "from") if prep in ("to", "from") else None
    if prep == "with" and lemma in force_words("replaces"):
        return Deed(verb, "replaces", tuple(doers(verb)), chain)
    if prep == "with" and lemma in force_words("goes") | force_words("adds") | force_words("sends"):
        return Deed(verb, "adds" if lemma in force_words("adds") else "sends", tuple(doers(verb)), chain)
    if prep in ("at", "of", "with") and lemma in force_words("has"):
        return Deed(verb, "has", owners, chain)
    if prep == "for" and lemma in force_words("asks"):
        return Deed(verb, "sends", tuple(doers(verb)), chain, asked=True)
    return None


def _changing(verb: Token) -> list[Token]:
    """What rises or falls."""
    return children(verb, "dobj", "nsubjpass") or children(verb, "nsubj")


def _of_strength(verb: Token) -> list[Token]:
    """Whose strength a verb speaks of: "the mission's strength stands at", "raised its contingent", "the force fell"."""
    objects = children(verb, "dobj", "nsubjpass")
    if objects and not in_passive(verb):
        return doers(verb)
    subjects = objects or children(verb, "nsubj")
    owned = [o for s in subjects for o in noun_owners(s)]
    return owned or with_conjuncts(subjects)


def _doers(verb: Token) -> list[Token]:
    """Who does it; for "announced plans to deploy", who announced them."""
    found = doers(verb)
    if not found and verb.dep_ in ("acl", "relcl") and verb.head.dep_ == "dobj" and verb.head.head.pos_ in VERBS:
        return doers(verb.head.head)
    return found


def _of_verb(verb: Token, dep: str, chain: tuple[Token, ...]) -> Deed | None:
    """What a verb says of the force that is its object or its subject."""
    passive = in_passive(verb)
    if dep in OBJECT or (passive and dep in SUBJECT):
        return _done_to(verb, chain, passive) or _below(verb, chain)
    if dep in SUBJECT:
        return _going(verb, chain) or _below(verb, chain)
    return None


def _below(verb: Token, chain: tuple[Token, ...]) -> Deed | None:
    """The verb after "are to", "plan to", "are expected to", whose subject stands with the other."""
    for c in children(verb, "xcomp", "ccomp"):
        if lemma_of(verb) in LOOSE and not children(c, "nsubj", "nsubjpass"):
            found = _done_to(c, chain, True) if in_passive(c) else _going(c, chain)
            if found is not None:
                return found
    return None


def _done_to(verb: Token, chain: tuple[Token, ...], passive: bool) -> Deed | None:
    lemma = lemma_of(verb)
    away = any(c.lower_ in HOME for c in verb.children if c.dep_ in ("prt", "advmod", "prep"))
    agent = by_agent(verb)
    by = with_conjuncts([agent]) if agent is not None else [] if passive else _doers(verb)
    change: ForceChange | None = None
    if lemma == "be":
        return Deed(verb, "has", (), chain) if any(c.dep_ == "expl" for c in verb.children) else None
    if away and lemma in force_words("sends") | force_words("withdraws") | {"call", "take"}:
        change = "withdraws"
    elif lemma in force_words("adds") | force_words("rises"):
        change = "adds"
    elif lemma in force_words("withdraws") | force_words("falls") and (lemma != "draw" or away):
        change = "withdraws"
    elif lemma in force_words("gets"):
        return Deed(verb, "sends", tuple(prep_objects(verb, "from")), chain)
    elif lemma in force_words("has") or lemma in force_words("replaces"):
        if passive and lemma not in force_words("seated") | force_words("replaces") | {"keep", "assign"}:
            return None
        change = "has"
    elif lemma in force_words("sends") or (lemma == "order" and prep_objects(verb, "to")):
        change = "sends"
    elif lemma in force_words("asks") and not passive:
        return Deed(verb, "sends", tuple(by), chain, asked=True)
    if change is None:
        return None
    old = lemma in force_words("replaces")
    return Deed(verb, change, tuple(by), chain, was=old, promised=lemma in PROMISES)


def _going(verb: Token, chain: tuple[Token, ...]) -> Deed | None:
    lemma = lemma_of(verb)
    home = any(c.lower_ in HOME for c in verb.children)
    if lemma == "be":
        due = any(c.lower_ == "due" for c in children(verb, "acomp"))
        there = any(c.dep_ == "prep" and c.lower_ in ("in", "on", "at", "with", "near") for c in verb.children)
        if due:
            return Deed(verb, "sends", (), chain)
        return Deed(verb, "has", (), chain) if there else None
    if lemma in force_words("leaves") or (home and lemma in force_words("goes")):
        return Deed(verb, "withdraws", (), chain)
    if lemma in force_words("goes"):
        return Deed(verb, "sends", (), chain)
    if lemma in force_words("replaces"):
        return Deed(verb, "replaces", (), chain)
    if lemma in force_words("rests") and (lemma != "take" or any(c.lower_ == "part" for c in children(verb, "dobj"))):
        if children(verb, "dobj") and lemma != "take":
            return None
        return Deed(verb, "has", (), chain)
    return None


def _participle(noun: Token) -> Deed | None:
    """ "The 300 soldiers stationed in Gao", "two frigates sent by Rome": a participle that says where they are, where the
    clause around them says nothing."""
    for c in children(noun, "acl", "relcl"):
        lemma = lemma_of(c)
        agent = by_agent(c)
        by = tuple(with_conjuncts([agent])) if agent is not None else ()
        if lemma in force_words("seated") or (c.tag_ == "VBG" and lemma in force_words("has")):
            return Deed(c, "has", by)
        if c.tag_ == "VBN" and lemma in force_words("sends") & force_words("goes") | {"send", "deploy", "dispatch"}:
            return Deed(c, "has" if not by else "sends", by)
    return None
