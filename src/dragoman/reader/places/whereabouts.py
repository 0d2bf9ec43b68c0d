"""Where an event took place, by the grammar around its trigger. Never one place for a whole dispatch.

``STEPS`` are asked in order and the first place found is given: the phrases of the trigger itself, of its object, of
the verb that governs it, the place its relative clause hangs on, its clause, and what its sentence said before it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.places import words
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import CLAUSES, ancestors, children, conjuncts
from dragoman.records import Place, PlaceRef, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

KEY = "dragoman.whereabouts"
OBJECTS = ("dobj", "nsubjpass", "attr", "oprd", "dative")
ANAPHORS = frozenset({"city", "town", "village", "port", "settlement"})
LIGHT = frozenset(
    {"be", "take", "hold", "occur", "happen", "carry", "begin", "start", "continue", "erupt", "break", "end"}
)


@dataclass(frozen=True, slots=True)
class _Here:
    """A mention of a place: its tokens and the place."""

    start: int
    end: int
    span: Span
    place: Place


def place_of(sheet: Sheet, token: Token) -> PlaceRef | None:
    """The place of the event that ``token`` triggers, with the words that say so; ``None`` where its sentence says none."""
    here = _index(sheet)
    if not here:
        return None
    for step in STEPS:
        found = step(here, token)
        if found is not None:
            return reference(found.place, found.span)
    return None


def reference(place: Place, span: Span | None) -> PlaceRef:
    """A place of the reading as an event refers to it."""
    return PlaceRef(
        id=place.id,
        name=place.name,
        country=place.country,
        lat=place.lat,
        lon=place.lon,
        precision=place.precision,
        span=span,
    )


def _index(sheet: Sheet) -> dict[int, _Here]:
    """Token number to the mention it belongs to; made once for a sheet's places and kept with its parse."""
    doc: Doc = sheet.doc
    kept = doc.user_data.get(KEY)
    if kept is not None and kept[0] is sheet.places:
        return kept[1]  # type: ignore[no-any-return]
    index: dict[int, _Here] = {}
    for place in sheet.places:
        for span in place.mentions:
            words_ = doc.char_span(span.start, span.end, alignment_mode="expand")
            if words_ is not None:
                index |= dict.fromkeys(range(words_.start, words_.end), _Here(words_.start, words_.end, span, place))
    doc.user_data[KEY] = (sheet.places, index)
    return index


Index = dict[int, _Here]


def _finest(found: Iterable[_Here]) -> _Here | None:
    """Of the places of one phrase, the most precise: "in Rafah, in the Gaza Strip" is Rafah."""
    order = ("site", "town", "region", "country")
    return min(found, key=lambda h: (order.index(h.place.precision), h.start), default=None)


def _phrase(here: Index, token: Token) -> _Here | None:
    """The place in a noun phrase, without what its relative clauses say: "the town of Rafah", "a camp near Goma". Where
    people come from is left out: "admitted civilians from Darfur"."""
    found, waiting = [], [token]
    while waiting:
        t = waiting.pop()
        if t.i in here:
            found.append(here[t.i])
        waiting += [c for c in t.children if c.dep_ not in ("relcl", "acl", "advcl", "ccomp") and c.lower_ != "from"]
    return _finest(found)


def _by_prepositions(here: Index, token: Token) -> _Here | None:
    """The places in the locative phrases that hang on a word; "to", "on" and "of" count only after words of motion and
    attack ("withdrew to Idlib", "the strike on Kherson"), not in "talks on Kosovo"."""
    prepositions = words()["locative"] | {"between"} if token.pos_ == "NOUN" else words()["locative"]
    lemma = token.lemma_.lower()
    if lemma in words()["conflict"]:
        prepositions = prepositions | {"over", "for"}
    if lemma in words()["motion"] | words()["attack_noun"] | words()["located_verb"]:
        prepositions = prepositions | words()["source_or_goal"] | {"of"}
    phrases = (
        _phrase(here, o)
        for p in token.children
        if p.dep_ in ("prep", "agent") and p.lower_ in prepositions
        for o in children(p, "pobj", "pcomp", "prep")
    )
    return _finest(found for found in phrases if found is not None) or _at_a_site(here, token)


def _at_a_site(here: Index, token: Token) -> _Here | None:
    """Where something was done to, from or against a thing that has its place: "freed from a jail in Odisha", "stones
    thrown at a bus in Lagos"; the bare name of a place after such a preposition may be a party."""
    if token.pos_ not in ("VERB", "NOUN") or _is_talk(token):
        return None
    sites = (
        o
        for p in children(token, "prep")
        if p.lower_ in ("from", "to", "on", "onto", "against", "for")
        for o in children(p, "pobj")
        if o.pos_ == "NOUN" and o.i not in here and o.lemma_ in words()["facility"]
    )
    return _finest(found for o in sites if (found := _by_prepositions(here, o)) is not None)


def _of_the_trigger(here: Index, token: Token) -> _Here | None:
    """ "killed in Goma", "the attack on Kherson", "the Geneva talks", "Kharkiv's shelling"."""
    return _by_prepositions(here, token) or _finest(
        here[c.i] for c in children(token, "compound", "nmod", "poss", "amod", "npadvmod", "advmod") if c.i in here
    )


def _of_its_object(here: Index, token: Token) -> _Here | None:
    """ "killed three people in Goma" where the parse hangs the phrase on the people; "shelled Kherson"."""
    for o in children(token, *OBJECTS):
        if _is_talk(token) and o.lemma_.lower() not in words()["facility"]:
            continue
        for one in conjuncts(o):
            found = _phrase(here, one)
            if found is not None:
                return found
    return None


def _of_the_governing_verb(here: Index, token: Token) -> _Here | None:
    """ "In Goma, rebels staged an attack", "the meeting was held in Brussels", "entered Goma and killed"."""
    for above in ancestors(token):
        if above.pos_ not in ("VERB", "AUX"):
            continue
        same_clause = not any(t.dep_ in ("ccomp", "relcl", "advcl") for t in _between(token, above))
        if not same_clause:
            return None
        found = _by_prepositions(here, above) or (_of_its_object(here, above) if above.lemma_ not in LIGHT else None)
        if found is not None:
            return found
    return None


def _is_talk(token: Token) -> bool:
    """What is said or discussed lies elsewhere: "discussing the tensions in the Balkans" says nothing of where. Only what
    would be built there has its place: "considering an office in Gao"."""
    lemma = token.lemma_.lower()
    return lemma in words()["saying"] or lemma in words()["talk"]


def _of_what_its_object_does(here: Index, token: Token) -> _Here | None:
    """ "will send 150 troops, who will serve in Kosovo", "ordered engineers to stand by in Suva"."""
    if token.lemma_.lower() not in words()["motion"]:
        return None
    clauses = [c for o in children(token, *OBJECTS) for t in o.subtree for c in children(t, "relcl", "acl")]
    clauses += [c for c in children(token, "xcomp", "ccomp") if children(token, "dobj") or children(c, "nsubj")]
    return _finest(here[t.i] for c in clauses for t in c.subtree if t.i in here)


def _of_those_it_befalls(here: Index, token: Token) -> _Here | None:
    """ "fired tear gas at crowds gathered in Taksim Square": where those are that it is done to."""
    if _is_talk(token):
        return None
    parties = [*children(token, *OBJECTS), *(o for p in children(token, "prep") for o in children(p, "pobj"))]
    told = [c for party in parties for t in party.subtree for c in children(t, "acl")]
    gathered = [c for c in (*told, *children(token, "advcl")) if c.tag_ == "VBN" and not children(c, "mark", "nsubj")]
    return _finest(found for c in gathered if (found := _by_prepositions(here, c)) is not None)


def _after_its_day(here: Index, token: Token) -> _Here | None:
    """ "an air strike of 12 May on a school near Minbya": the phrase after the day, which the parser hangs elsewhere."""
    day = next((t for p in children(token, "prep") for t in p.subtree if t.ent_type_ == "DATE" or t.like_num), None)
    if token.pos_ != "NOUN" or day is None:
        return None
    last = max(t.i for t in day.head.subtree) if day.head.i > token.i else day.i
    following = token.doc[last + 1] if last + 1 < token.sent.end else None
    if following is None or following.dep_ != "prep" or following.lower_ not in ("on", "in", "at", "near", "against"):
        return None
    return _finest(f for o in children(following, "pobj") if (f := _phrase(here, o)) is not None)


def _between(token: Token, above: Token) -> list[Token]:
    chain = [token]
    for t in ancestors(token):
        if t.i == above.i:
            break
        chain.append(t)
    return chain


def _of_the_noun_it_describes(here: Index, token: Token) -> _Here | None:
    """ "the city of Donetsk, where shells killed four", "an area of Kursk seized in August"."""
    for t in (token, *ancestors(token)):
        if t.dep_ in ("relcl", "acl"):
            says_where = t.dep_ == "acl" or any(w.lower_ in ("where", "which") for w in t.subtree)
            return _phrase(here, t.head) if says_where else None
        if t.dep_ in ("ccomp", "ROOT"):
            return None
    return None


def _clause_of(token: Token) -> Token:
    clause = token
    while clause.dep_ not in CLAUSES - {"conj", "xcomp"} and clause.head.i != clause.i:
        clause = clause.head
    return clause


def _of_its_clause(here: Index, token: Token) -> _Here | None:
    """The nearest place in the clause; what is said, and what other clauses within it say, left out."""
    if token.lemma_.lower() in words()["saying"]:
        return None
    clause = _clause_of(token)
    topic = {t.i for o in children(token, *OBJECTS, "prep") for t in o.subtree} if _is_talk(token) else set()
    inside = [
        here[t.i]
        for t in clause.subtree
        if t.i in here and t.i not in topic and _clause_of(t).i == clause.i and not _is_reason(t, clause, token)
    ]
    nearest = min((h for h in inside if _is_narrow(h)), key=lambda h: abs(h.start - token.i), default=None)
    return nearest and _whole_name(here, token.doc, nearest)


def _is_reason(place: Token, clause: Token, trigger: Token) -> bool:
    """Whether a place belongs to what something is done for or about, not to where: "extends sanctions over the war in
    Ukraine", "in response to Pyongyang's test"."""
    for t in _between(place, clause):
        if t.i == trigger.i or t.is_ancestor(trigger):
            return False
        if t.dep_ == "prep" and t.lower_ in words()["reason"] and t.head.dep_ != "npadvmod":
            return not (t.lower_ == "over" and place.head.i == t.i)
        if t.dep_ == "pobj" and t.lemma_ in ("response", "retaliation", "protest", "line", "return", "exchange"):
            return True
    return False


def _preps(trigger: Token, found: _Here) -> list[Token]:
    """The prepositions above a place, up to what holds the trigger too."""
    chain = itertools.takewhile(lambda t: not t.is_ancestor(trigger), ancestors(trigger.doc[found.start]))
    return [t for t in chain if t.dep_ == "prep" and t.head.dep_ != "npadvmod"]


def _whole_name(here: Index, doc: Doc, found: _Here) -> _Here:
    """The town of a name that ends with its country: "Baghdad, Iraq"."""
    first = found
    while first.start > 1 and doc[first.start - 1].text == "," and first.start - 2 in here:
        first = here[first.start - 2]
    return _finest((found, first)) or found


def _of_what_happened_then(here: Index, token: Token) -> _Here | None:
    """ "20 people were killed when a bomber blew himself up in Quetta"."""
    clauses = (
        c
        for c in children(token, "advcl")
        if any(w.dep_ in ("advmod", "mark") and w.lower_ in ("when", "as", "after", "while") for w in c.children)
    )
    return _finest(here[t.i] for c in clauses for t in c.subtree if t.i in here)


def _is_narrow(here: _Here) -> bool:
    """Not a continent or the like: those are what a sentence is about, not where something in it happened."""
    return here.place.country is not None or here.place.precision != "region" or here.place.how == "part"


def _of_what_its_sentence_said(here: Index, token: Token) -> _Here | None:
    """The nearest place before the trigger in its sentence, unless it is where somebody spoke of it."""
    if token.lemma_.lower() in words()["saying"]:
        return None
    reported = [t for t in (token, *ancestors(token)) if t.dep_ == "ccomp"]
    before = [here[i] for i in range(token.sent.start, token.i) if i in here]
    apart = {h for h in before if any(t.lower_ in ("after", "before", "following") for t in _preps(token, h))}
    told = [
        h
        for h in before
        if _is_narrow(h) and h not in apart and not any(_where_said(token.doc[h.start], r) for r in reported)
    ]
    latest = max(told, key=lambda h: h.start, default=None)
    return latest and _whole_name(here, token.doc, latest)


def _of_a_place_spoken_of(here: Index, token: Token) -> _Here | None:
    """ "marched through the southern city": the town, or the region, that was named last."""
    for p in children(token, "prep", "agent"):
        for o in children(p, "pobj"):
            is_town, is_region = o.lemma_ in ANAPHORS, o.lemma_ in words()["division_noun"]
            definite = any(c.lower_ in ("the", "that", "this") for c in children(o, "det"))
            if not definite or not (is_town or is_region) or p.lower_ not in words()["locative"] | {"on", "to", "from"}:
                continue
            kinds = ("town",) if is_town else ("region",)
            before = [h for i, h in here.items() if i < o.i and h.place.precision in kinds]
            if before and not children(o, "relcl", "acl", "appos") and not _names_itself(o):
                named = max(before, key=lambda h: h.start)
                first = o.left_edge
                return _Here(first.i, o.i + 1, Span(first.idx, o.idx + len(o.text)), named.place)
    return None


def _names_itself(noun: Token) -> bool:
    """ "the city of Kano", "the town near the border": what follows the noun says which."""
    return any(p.lower_ == "of" or p.lower_ in words()["locative"] for p in children(noun, "prep"))


def _where_said(place: Token, reported: Token) -> bool:
    """Whether a place belongs to the saying of a reported clause: "said in Geneva", "speaking in Geneva, ... said".
    A place that opens the sentence ("In Goma, officials said") belongs to what is told."""
    if reported.is_ancestor(place) or not reported.head.is_ancestor(place):
        return False
    chain = _between(place, reported.head)
    opens = chain[-1].dep_ == "prep" and chain[-1].i == place.sent.start
    return not opens


STEPS: tuple[Callable[[Index, Token], _Here | None], ...] = (
    _of_the_trigger,
    _after_its_day,
    _of_a_place_spoken_of,
    _of_its_object,
    _of_the_noun_it_describes,
    _of_the_governing_verb,
    _of_what_its_object_does,
    _of_those_it_befalls,
    _of_its_clause,
    _of_what_happened_then,
    _of_what_its_sentence_said,
)
