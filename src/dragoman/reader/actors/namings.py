"""Noun phrases that name somebody: which words, which is the head, what kind of actor, of which country or organisation.

Nothing is identified here: ``resolve`` says who is meant.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.knowledge.words.actor_words import words
from dragoman.reader.actors.acting import acts_as_government, is_attacked, is_somebody
from dragoman.reader.actors.beside import is_descent, is_subject_matter
from dragoman.reader.actors.named import ends_name
from dragoman.reader.actors.towns import Towns
from dragoman.reader.actors.units import Unit
from dragoman.reader.adjectives import is_person

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LEFT = frozenset({"compound", "amod", "nmod", "nummod"})
DEEPEST = 8


@dataclass(slots=True)
class Naming:
    """``start``, ``end``: token numbers without a leading article; ``head``: the token the sentence's grammar points at.

    ``kind``: person, office, body, country, government, attribute (an adjective or name before a noun that is no
    actor), people, organisation, organ (of one: "the UN mission"), armed_group, noun (refers back), group, town,
    entity, described (a noun no table has) or part ("thousands of" what ``inner`` is the head of).
    ``countries``, ``organisations``: ids of what the phrase says it belongs to, in text order.
    """

    start: int
    end: int
    head: int
    kind: str
    unit: Unit | None
    person: Unit | None
    titles: tuple[Unit, ...]
    countries: tuple[str, ...]
    organisations: tuple[str, ...]
    how: str
    plural: bool
    definite: bool
    former: bool
    each: bool = False
    words: str = ""
    inner: int = -1


class Phrases:
    """The noun phrases of a text that hold a unit, by the number of their head word."""

    def __init__(self, doc: Doc, units: list[Unit]) -> None:
        self.doc = doc
        self.unit_at = {i: u for u in units for i in range(u.start, u.end)}
        self.members: dict[int, list[int]] = defaultdict(list)
        self.units: dict[int, list[Unit]] = defaultdict(list)
        self.top: dict[int, int] = {}
        self.named_at: dict[str, list[int]] = defaultdict(list)
        for u in units:
            for i in u.ids("organisation", "armed_group"):
                self.named_at[i].append(u.start)
        self.towns = Towns(doc[u.start : u.end].text for u in units if u.label == "GPE" and not u.entries)
        joined = self._join_titles(units)
        for token in doc:
            head = self._climb(token).i
            before = self.unit_at.get(self._word_before(head))
            if token.i < head and before is not None and token.i < before.start and self._stops_at(before, head):
                head = before.root
            self.top[token.i] = joined.get(head, head)
            self.members[self.top[token.i]].append(token.i)
        for u in units:
            self.units[self.top[u.root]].append(u)
        self.consumed: set[int] = set()
        self._scopes: dict[int, tuple[tuple[str, ...], tuple[str, ...]]] = {}

    def _climb(self, token: Token) -> Token:
        """From a word before a noun to the noun: the head of its noun phrase."""
        while True:
            unit = self.unit_at.get(token.i)
            if unit is not None and token.i != unit.root:
                token = self.doc[unit.root]
            head = token.head
            if unit is not None and head.tag_ == "NN" and head.lower_.endswith("ing") and self._is_plural_actor(unit):
                return token
            before_noun = token.dep_ in LEFT and head.i > token.i and head.pos_ in ("NOUN", "PROPN", "ADJ", "NUM")
            before_noun = before_noun and not self._is_joined_to_person(token, head)
            joined_adjective = token.dep_ == "conj" and head.dep_ in LEFT and token.pos_ in ("ADJ", "PROPN")
            if not before_noun and not joined_adjective:
                return token
            token = head

    def _is_joined_to_person(self, token: Token, head: Token) -> bool:
        """Whether "and" stands between a name and that of a person, which the parser took for one phrase."""
        name = self.unit_at.get(head.i)
        joined = name is not None and name.is_person and token.i < name.start and token.i in self.unit_at
        return (
            joined and token.pos_ != "ADJ" and any(c.lower_ in ("and", "or") and c.i > token.i for c in token.children)
        )

    def _word_before(self, i: int) -> int:
        i -= 1
        while i > 0 and self.doc[i].is_space:
            i -= 1
        return i

    def _stops_at(self, unit: Unit, head: int) -> bool:
        return self._climb(self.doc[unit.root]).i == unit.root != head and self._is_plural_actor(unit)

    def _is_plural_actor(self, unit: Unit) -> bool:
        """Whether a unit is "ministers", "troops": a noun in "-ing" after it is what they do, not what they specify."""
        return any(e.plural and e.role in ("title", "body") for e in unit.entries)

    def _join_titles(self, units: list[Unit]) -> dict[int, int]:
        """Title and name side by side are one phrase, whatever the parser made of them."""
        joined: dict[int, int] = {}
        for title, name in zip(units, units[1:], strict=False):
            if title.end != name.start or not title.has("title", "human") or not name.is_person:
                continue
            a, b = self._climb(self.doc[title.root]), self._climb(self.doc[name.root])
            if a.i == b.i:
                continue
            if title.start <= a.i < title.end and a.head.i != b.i:
                joined[b.i] = a.i
            elif name.start <= b.i < name.end:
                joined[a.i] = b.i
        return joined

    def scope(self, head: int, depth: int = 0) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The countries and organisations that a phrase says it belongs to: by adjective, name, "'s", "of", "for".

        Phrases within phrases are followed ``DEEPEST`` levels down.
        """
        if head not in self._scopes:
            self._scopes[head] = ((), ())
            found = list(self._attributes(head, depth)) if depth < DEEPEST else []
            self._scopes[head] = (
                tuple(dict.fromkeys(i for country, i in found if country)),
                tuple(dict.fromkeys(i for country, i in found if not country)),
            )
        return self._scopes[head]

    def _attributes(self, head: int, depth: int) -> Iterator[tuple[bool, str]]:
        for u in self.units[head]:
            beside = not u.start <= head < u.end or u.within or u.parents
            if beside and not self._is_within_name(u, head) and not is_descent(self.doc, u):
                yield from self._meaning(u)
        for i in self.members[head]:
            for child in self.doc[i].children:
                if child.dep_ == "poss":
                    yield from self._of_phrase(child, depth + 1)
        own = self.unit_at.get(head)
        end = max([head, *self.members[head]])
        for i in self.members[head]:
            for p in self.doc[i].children:
                if (
                    p.dep_ == "prep"
                    and p.i > i
                    and p.lower_ in words("of_preposition")
                    and (own is None or p.i >= own.end)
                ):
                    if own is not None and is_subject_matter(own, p):
                        continue
                    if p.lower_ == "with" or (p.lower_ != "of" and p.i > end + 1 and p.i > i + 1):
                        continue
                    for child in p.children:
                        if child.dep_ == "pobj":
                            yield from self._of_phrase(child, depth + 1)

    def _is_within_name(self, unit: Unit, head: int) -> bool:
        """Whether a country's name is only part of another name in the phrase: "Iraq War veteran"."""
        over = self.doc[unit.root].head
        return (
            self.doc[unit.root].dep_ in LEFT
            and over.i != head
            and over.i not in self.unit_at
            and over.pos_ == "PROPN"
            and over.text[0].isupper()
            and self.top[over.i] == head
        )

    def _of_phrase(self, token: Token, depth: int = 0) -> Iterator[tuple[bool, str]]:
        head = self.top[token.i]
        unit = self.unit_at.get(head)
        if unit is not None:
            yield from self._meaning(unit)
            if unit.has("country", "organisation", "capital", "seat", "armed_group"):
                return
        countries, organisations = self.scope(head, depth)
        yield from ((True, c) for c in countries)
        yield from ((False, o) for o in organisations)

    def _meaning(self, unit: Unit) -> Iterator[tuple[bool, str]]:
        codes = (*unit.ids("country", "adjective", "people", "capital", "seat"), *unit.within)
        if unit.label == "GPE" and not unit.entries:
            codes = tuple(filter(None, [self.towns.country(self.doc[unit.start : unit.end].text)]))
        for code in codes:
            yield True, code
        for i in (*unit.ids("organisation", "armed_group"), *unit.parents):
            yield False, i
        if not unit.ids("organisation", "armed_group") and unit.has("noun"):
            meant = self.named_last(unit.ids("noun"), unit.start)
            if meant is not None:
                yield False, meant

    def named_last(self, ids: tuple[str, ...], before: int) -> str | None:
        """Which of these organisations was named last before a token, else the only one named after it."""
        places = [(i, start) for i in ids for start in self.named_at.get(i, ())]
        earlier = [(start, i) for i, start in places if start < before]
        if earlier:
            return max(earlier)[1]
        later = {i for i, _ in places}
        return later.pop() if len(later) == 1 else None

    def namings(self) -> list[Naming]:
        """Every naming phrase, in text order."""
        loose = [t.i for t in self.doc if t.i not in self.units and self._heads_group(t)]
        found = [n for head in [*self.units, *loose] for n in self._name(head)]
        kept = {n.head: n for n in found if n.head not in self.consumed}
        for token in self.doc:
            free = token.i not in kept or self._is_weak(kept[token.i], token)
            if free and self.top[token.i] == token.i and token.i not in self.consumed:
                more = self._part(token, kept) or self._described(token)
                if more is not None:
                    kept[token.i] = more
        return sorted(kept.values(), key=lambda n: (n.start, -n.end))

    def _is_weak(self, n: Naming, token: Token) -> bool:
        """Whether a noun that may refer back is likelier part of somebody: "a group of lawmakers", "Biden's office"."""
        return n.kind == "noun" and (not n.definite or token.lower_ in words("belonging_noun"))

    def _part(self, token: Token, kept: dict[int, Naming]) -> Naming | None:
        """ "A group of lawmakers", "dozens of refugees", "the president's office"."""
        if token.lower_ in words("belonging_noun"):
            return self._belonging(token, kept)
        if token.lower_ not in words("partitive"):
            return None
        for p in token.children:
            if p.dep_ == "prep" and p.lower_ == "of":
                for o in p.children:
                    inner = kept.get(self.top[o.i])
                    if o.dep_ == "pobj" and inner is not None and inner.kind not in ("attribute", "town", "part"):
                        start = min(self.members[token.i])
                        text = self.doc[start : inner.end].text
                        return replace(inner, start=start, head=token.i, kind="part", inner=inner.head, words=text)
        return None

    def _belonging(self, token: Token, kept: dict[int, Naming]) -> Naming | None:
        owners = [self.top[c.i] for i in self.members[token.i] for c in self.doc[i].children if c.dep_ == "poss"]
        owners += [u.root for u in self.units.get(token.i, ())]
        owners += [self.top[o.i] for p in token.children if p.dep_ == "prep" and p.lower_ == "of" for o in p.children]
        inner = next((kept[o] for o in owners if o in kept and o != token.i and kept[o].kind != "part"), None)
        if inner is None or token.pos_ not in ("NOUN", "PROPN"):
            return None
        start = min(inner.start, token.i)
        end = max(inner.end, token.i + 1)
        text = self.doc[start:end].text
        return replace(inner, start=start, end=end, head=token.i, kind="part", inner=inner.head, words=text)

    def _described(self, token: Token) -> Naming | None:
        """A common noun that no table has, where only somebody can stand."""
        if token.pos_ != "NOUN" or self.units.get(token.i) and self.unit_at.get(token.i) or not is_somebody(token):
            return None
        return self._phrase(token.i, "described", "described", None, None, self.units.get(token.i, []))

    def _heads_group(self, token: Token) -> bool:
        """Whether a noun may head a loose group or refer back without any unit in its phrase: "Western countries"."""
        nouns = words("group_noun") | words("pair_noun") | words("back_group") | words("back_country")
        return token.lower_ in nouns and token.pos_ in ("NOUN", "PROPN") and self.top[token.i] == token.i

    def _name(self, head: int) -> Iterator[Naming]:
        units = sorted(self.units[head], key=lambda u: u.start)
        person = self._person(head, units)
        unit = self.unit_at.get(head)
        if person is None and (unit is None or unit.root != head and not unit.start <= head < unit.end):
            yield from self._loose(head, units)
            return
        kind, how = ("person", "entity") if person else self._kind(unit, head)
        if not kind:
            yield from (self._attribute(u) for u in units if u is not unit and self._is_attribute(u))
            return
        yield self._phrase(head, kind, how, unit, person, units)

    def _person(self, head: int, units: list[Unit]) -> Unit | None:
        for before, u in zip([None, *units], units, strict=False):
            if u.is_person and (
                u.start <= head < u.end
                or (before is not None and before.end == u.start and before.has("title", "human"))
            ):
                return u
        return None

    def _kind(self, unit: Unit | None, head: int) -> tuple[str, str]:
        assert unit is not None
        token = self.doc[head]
        if not unit.entries:
            return self._entity_kind(unit, token)
        if unit.has("capital", "seat") and self._is_of_title(token):
            return "", ""
        if unit.has("seat"):
            return ("government", "seat") if acts_as_government(token) else ("", "")
        if unit.has("country"):
            return "country", "name"
        if unit.has("capital") and not unit.has("organisation"):
            if acts_as_government(token):
                return "government", "capital"
            return ("country", "capital") if is_attacked(token) else ("", "")
        if unit.has("organisation"):
            return "organisation", "name"
        if unit.has("armed_group"):
            return "armed_group", "name"
        if unit.has("title") and not self._is_body(unit):
            return "office", "title"
        if unit.has("body"):
            return ("entity", "entity") if self._ends_name(token) else ("body", "body")
        if unit.has("noun"):
            return ("entity", "entity") if self._ends_name(token) else ("noun", "common_noun")
        if unit.has("human"):
            return "described", "described"
        if unit.has("people", "adjective"):
            of_noun = token.dep_ in LEFT or self._is_before_noun(unit)
            return ("attribute", "adjective") if of_noun else ("people", "adjective")
        return "", ""

    def _is_before_noun(self, unit: Unit) -> bool:
        """Whether an adjective belongs to the noun after it although the parser did not see it: "Russian shelling"."""
        after = self.doc[unit.end] if unit.end < len(self.doc) else None
        alone = unit.has("adjective") and self.doc[unit.root].tag_ not in ("NNPS", "NNS")
        return alone and after is not None and after.tag_ in ("NN", "NNS", "VBG") and after.text.islower()

    def _ends_name(self, token: Token) -> bool:
        return ends_name(self.doc, token, self.members[token.i], self.unit_at)

    def _is_body(self, unit: Unit) -> bool:
        """Of words that are both a title and a body ("judge", "ministers"): whether they mean the body here."""
        if not unit.has("body"):
            return False
        plural = any(e.role == "title" and e.plural for e in unit.entries)
        return plural or all(i in words("many_holders") for i in unit.ids("title"))

    def _is_of_title(self, token: Token) -> bool:
        """Whether a city only tells whose title or body it is: "the prosecutor of Tehran"."""
        if token.dep_ != "pobj" or token.head.lower_ != "of":
            return False
        whose = self.unit_at.get(token.head.head.i)
        return whose is not None and whose.has("title", "body")

    def _entity_kind(self, unit: Unit, token: Token) -> tuple[str, str]:
        if unit.label == "ORG":
            return "entity", "entity"
        if unit.label == "NORP":
            return ("people", "entity") if token.pos_ in ("NOUN", "PROPN") and token.dep_ not in LEFT else ("", "")
        if unit.label == "GPE":
            if self._is_of_title(token):
                return "", ""
            if acts_as_government(token):
                return "town", "entity"
            return ("town", "entity") if is_attacked(token) else ("", "")
        return "", ""

    def _is_attribute(self, unit: Unit) -> bool:
        return unit.has("country", "adjective", "people", "organisation", "armed_group") or unit.is_person

    def _attribute(self, unit: Unit) -> Naming:
        how = "name" if unit.has("country", "organisation", "armed_group") else "adjective"
        kind = "attribute"
        if unit.is_person:
            kind, how = "person", "entity"
        elif unit.has("organisation"):
            kind = "organisation"
        elif unit.has("armed_group"):
            kind = "armed_group"
        return Naming(
            unit.start, unit.end, unit.root, kind, unit, unit if unit.is_person else None, (),
            unit.ids("country", "adjective", "people"), (), how, False, False, False,
            words=self.doc[unit.start : unit.end].text,
        )  # fmt: skip

    def _loose(self, head: int, units: list[Unit]) -> Iterator[Naming]:
        """A phrase whose head no table knows: "Western countries" is a group; "Russian aggression" names Russia;
        "the frigate Hessen" is the navy's."""
        token = self.doc[head]
        if token.pos_ == "PROPN" and token.text[0].isupper() and token.lower_ in words("org_word"):
            yield self._phrase(head, "entity", "entity", None, None, units)
            return
        if token.lower_ in words("lower_org_word") and token.pos_ == "NOUN":
            if any(u.has("organisation") for u in units):
                yield self._phrase(head, "organ", "body", None, None, units)
                return
            if self._ends_name(token):
                yield self._phrase(head, "entity", "entity", None, None, units)
                return
        bodies = [u for u in units if u.has("body")]
        bears_name = bool(bodies) and token.pos_ == "PROPN" and bodies[-1].end == head
        if (token.lower_ in words("member_noun") and bodies) or bears_name:
            yield self._phrase(head, "body", "body", bodies[-1], None, units)
            return
        if self._heads_group(token):
            yield self._phrase(head, "group", "group", None, None, units)
            return
        landed = any(u.has("adjective", "country") for u in units) and not bodies
        if landed and token.text.islower() and is_person(token):
            yield self._phrase(head, "described", "described", None, None, units)
            return
        yield from (self._attribute(u) for u in units if self._is_attribute(u))

    def _phrase(
        self, head: int, kind: str, how: str, unit: Unit | None, person: Unit | None, units: list[Unit]
    ) -> Naming:
        countries, organisations = self.scope(head)
        if unit is not None and (kind == "country" or (kind == "people" and not countries)):
            countries = unit.ids("country", "capital", "people", "adjective")
        start, end = self._extent(head, kind, unit, person, units)
        tokens = [self.doc[i] for i in range(start, end)]
        left = self.doc[max(start - 1, 0)]
        plural_entry = any(e.plural and e.role in ("title", "body") for e in unit.entries) if unit else False
        return Naming(
            start=start,
            end=end,
            head=head,
            kind=kind,
            unit=unit,
            person=person,
            titles=tuple(u for u in units if u.has("title") and u is not person),
            countries=countries,
            organisations=organisations,
            how=how,
            plural=plural_entry or self.doc[head].tag_ in ("NNS", "NNPS"),
            definite=left.lower_ in ("the", "this", "that", "these", "those", "both")
            and left.i < start
            or any(c.dep_ == "poss" for c in self.doc[head].children),
            former=any(t.lower_ in words("former") or t.lower_.startswith("ex-") for t in tokens),
            each=len(countries) > 1 and self._coordinated(head, units),
            words=self.doc[start:end].text,
        )

    def _coordinated(self, head: int, units: list[Unit]) -> bool:
        """Whether two countries before one noun are two actors: "French and German police"."""
        return any(
            self.doc[u.root].dep_ == "conj" and self.doc[u.root].head.i < u.root for u in units if u.root != head
        )

    def _extent(
        self, head: int, kind: str, unit: Unit | None, person: Unit | None, units: list[Unit]
    ) -> tuple[int, int]:
        if kind in ("country", "government", "town", "attribute") and unit is not None:
            return unit.start, unit.end
        inside = [i for i in self.members[head] if i <= max(head, *(u.end - 1 for u in units), head)]
        start = min([head, *inside, *(u.start for u in units)])
        end = max([head + 1, *(u.end for u in units)])
        for i in self.members[head]:
            for child in self.doc[i].children:
                if child.dep_ == "poss" and self._meaning_of(child) and child.i < start <= child.i + 3:
                    owner = self.unit_at[self.top[child.i]]
                    start = min(start, owner.start)
                    self.consumed.add(self.top[child.i])
        if kind in ("office", "body") and person is None:
            end = self._end_of_scope(head, end)
        while start > 1 and self.doc[start - 1].text == "-" and not self.doc[start - 2].is_space:
            start -= 2
        while start < end - 1 and (
            self.doc[start].pos_ in ("DET", "PUNCT", "SPACE", "CCONJ") or self.doc[start].tag_ == "PRP$"
        ):
            start += 1
        return start, end

    def _meaning_of(self, token: Token) -> bool:
        unit = self.unit_at.get(self.top[token.i])
        return unit is not None and any(True for _ in self._meaning(unit))

    def _end_of_scope(self, head: int, end: int, depth: int = 0) -> int:
        """A title or body reaches to the end of the name it belongs to: "the Secretary-General of NATO"."""
        for i in self.members[head] if depth < DEEPEST else ():
            for p in self.doc[i].children:
                if p.dep_ == "prep" and p.i >= end - 1 and p.i <= end and p.lower_ in ("of", "for", "to"):
                    for child in p.children:
                        top = self.top[child.i]
                        if child.dep_ == "pobj" and any(True for _ in self._of_phrase(child)):
                            inner = [u.end for u in self.units[top]]
                            return self._end_of_scope(top, max([top + 1, *inner]), depth + 1)
        return end
