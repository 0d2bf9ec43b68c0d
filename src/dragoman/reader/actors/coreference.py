"""Words that refer back: pronouns, "the alliance", "the ministry", "the two sides", "who"; and acronyms explained.

By nearness, with a preference for the subject of the clause or sentence before; never past the sentences named in
``REACH``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.ids import fold
from dragoman.knowledge.actors import tables
from dragoman.knowledge.words.actor_words import words
from dragoman.reader.actors.cast import Cast, Member
from dragoman.reader.parties import Mention
from dragoman.reader.syntax import SUBJECTS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from dragoman.reader.actors.namings import Naming

PRONOUN_REACH = 2
NOUN_REACH = 30
PERSONAL = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman", "hers": "woman"}
PLURAL = frozenset({"they", "them", "their", "theirs"})
NEUTER = frozenset({"it", "its"})
LANDS = frozenset({"country", "government", "body", "people"})
NEUTER_KINDS = frozenset({"country", "government", "organisation", "armed_group", "body"})
PLURAL_KINDS = frozenset({"people", "group", "armed_group", "body", "organisation", "country", "government"})
ATTRIBUTIVE = frozenset({"compound", "amod", "nmod"})
_ACRONYM = re.compile(r"\(\s*([A-Z][A-Za-z.\-]{1,9})\s*\)")


class Antecedents:
    def __init__(self, doc: Doc, cast: Cast) -> None:
        self.doc = doc
        self.cast = cast
        self.sentence_of = [0] * len(doc)
        self.sentence_start: list[int] = []
        for k, s in enumerate(doc.sents):
            self.sentence_start.append(s.start)
            self.sentence_of[s.start : s.end] = [k] * (s.end - s.start)

    def refer(self, pronoun: Token) -> None:
        """Enters the mention of a pronoun, where somebody is there for it to mean."""
        if pronoun.lower_ == "it" and _is_empty_it(pronoun):
            return
        member = self.antecedent(pronoun)
        if member is not None:
            if member.kind == "person" and member.gender is None:
                member.gender = PERSONAL.get(pronoun.lower_)
            self.cast.mention(member, pronoun.i, pronoun.i + 1, pronoun.i, "pronoun", back=True)

    def antecedent(self, pronoun: Token) -> Member | None:
        word = pronoun.lower_
        found = [
            (self._weight(m, pronoun), m, c)
            for m, c in self._near(pronoun.i, PRONOUN_REACH)
            if self.doc[m.head].dep_ not in ATTRIBUTIVE
            and self._agrees(word, c, m)
            and not self._is_coargument(m, pronoun)
        ]
        return max(found, key=lambda x: (x[0], x[1].head))[2] if found else None

    def owner(self, token: Token) -> Member | None:
        """The actor behind the possessive of a noun: "its troops", "their spokesman"."""
        # The parser hangs the "its" of "its secretary-general" on the first half of the title.
        beside = (token, *(c for c in token.children if c.dep_ == "compound"))
        possessive = next((c for t in beside for c in t.children if c.dep_ == "poss" and c.tag_ == "PRP$"), None)
        return self.antecedent(possessive) if possessive is not None else None

    def owner_of(self, token: Token) -> tuple[str, ...]:
        """The country or organisation of :meth:`owner`."""
        member = self.owner(token)
        if member is None:
            return ()
        if member.id in tables().organisations or member.id in tables().armed_groups:
            return (member.id,)
        return (member.country,) if member.country else ()

    def only_country(self, before: int) -> str | None:
        """The country of this and the two sentences before, if they speak of one alone: its is "the army"."""
        found = {c.country for m, c in self._near(before, PRONOUN_REACH) if c.country}
        return found.pop() if len(found) == 1 else None

    def person(self, token: Token, nouns: frozenset[str]) -> Member | None:
        """The person named last, for a title that nobody in the text is known to bear."""
        if token.lower_ not in nouns:
            return None
        return next((c for _, c in self._near(token.i, PRONOUN_REACH) if c.kind == "person" and c.name), None)

    def organisation(self, before: int, ids: Iterable[str] | None) -> Member | None:
        """The organisation or armed group named last, out of ``ids`` where these are given."""
        wanted = None if ids is None else set(ids)
        for _, c in self._near(before, NOUN_REACH):
            if c.id in wanted if wanted is not None else c.kind in ("organisation", "armed_group"):
                return c
        return None

    def group(self, before: int, sector: str) -> Member | None:
        """The group with that sector named last."""
        for _, c in self._near(before, NOUN_REACH):
            if c.kind == "group" and sector in c.sectors:
                return c
        return None

    def body(self, n: Naming, sector: str | None, word: str) -> Member | None:
        """The last body that was named with the same word, or another of its sector, and whose country is known."""
        for m, c in self._near(n.head, NOUN_REACH):
            if c.kind not in ("body", "government", "people", "group", "armed_group", "organisation") or not m.actor:
                continue
            same_word = word in (t.lower_ for t in self.doc[m.start : m.end])
            if same_word and "." in c.id and not c.members and (sector is None or sector in c.sectors or not c.sectors):
                return c
        return None

    def country(self, before: int) -> str | None:
        """The country last named or acted for."""
        found = [
            (self._weight(m, self.doc[before]), m.head, c)
            for m, c in self._near(before, PRONOUN_REACH)
            if c.country and c.kind in LANDS
        ]
        return max(found, key=lambda x: x[:2])[2].country if found else None

    def last_two(self, before: int, kinds: tuple[str, ...]) -> list[Member]:
        """The last two different actors of these kinds, in the order of the text; ``[]`` where there are not two."""
        found: list[Member] = []
        for m, c in self._near(before, PRONOUN_REACH):
            joined = self.cast.by_head.get(self.doc[m.head].head.i) if self.doc[m.head].dep_ == "conj" else None
            if joined is not None and c.kind in kinds and self.cast.members[joined.actor].kind in kinds:
                return [self.cast.members[joined.actor], c]
        for m, c in self._near(before, PRONOUN_REACH):
            if self.doc[m.head].dep_ in ("poss", "compound", "amod", "nmod"):
                continue
            if c.kind in kinds and not c.members and all(c.country is None or c.country != x.country for x in found):
                found.append(c)
                if len(found) == 2:
                    return found[::-1]
        return []

    def relatives(self, top: dict[int, int]) -> None:
        """Enters "who", "which" and "that" as mentions of the noun before them."""
        for token in self.doc:
            if token.tag_ not in ("WP", "WDT") or token.i in self.cast.by_head:
                continue
            verb = token
            while verb.dep_ not in ("relcl", "ROOT"):
                verb = verb.head
            noun = self.doc[top.get(verb.head.i, verb.head.i)]
            m = self.cast.by_head.get(noun.i)
            if verb.dep_ == "relcl" and m is not None and noun.i < token.i:
                self.cast.mention(self.cast.members[m.actor], token.i, token.i + 1, token.i, "relative", back=True)

    def alias(self, name: str) -> Member | None:
        """The actor whose acronym the text has explained: "the Free Democratic Party (FDP)"."""
        start = self._acronyms.get(name)
        if start is None:
            return None
        for m, c in self.cast.latest(start, max(0, start - 12)):
            if m.end >= start - 2 and c.kind not in ("country", "person"):
                return c
        return None

    @cached_property
    def _acronyms(self) -> dict[str, int]:
        """Acronym to the number of the token with the bracket before it."""
        found: dict[str, int] = {}
        token_at = {t.idx: t.i for t in self.doc}
        for m in _ACRONYM.finditer(self.doc.text):
            bracket = token_at.get(m.start())
            if bracket is not None and self._spells(m.group(1), bracket):
                found.setdefault(m.group(1), bracket)
        return found

    def _spells(self, acronym: str, bracket: int) -> bool:
        """Whether the capitals before a bracket spell the acronym."""
        title = self.doc[bracket - 1]
        if len(acronym) >= 4 and acronym.isupper() and title.pos_ == "PROPN" and title.text.istitle():
            return True
        capitals = "".join(w[0] for t in self.doc[max(0, bracket - 12) : bracket] for w in [t.text] if w[0].isupper())
        letters = "".join(c for c in fold(acronym).upper() if c.isalpha())
        return capitals.upper().endswith(letters) or acronym[-2:].isupper() and capitals.upper()[-1:] == letters[-1:]

    def _near(self, before: int, sentences: int) -> Iterator[tuple[Mention, Member]]:
        first = max(0, self.sentence_of[before] - sentences)
        yield from self.cast.latest(before, self.sentence_start[first])

    def _weight(self, m: Mention, token: Token) -> float:
        """The nearer the sentence the better; in it, the subject before the rest."""
        head = self.doc[m.head]
        distance = self.sentence_of[token.i] - self.sentence_of[m.head]
        subject = 1.5 if head.dep_ in SUBJECTS else 0.0
        owner = -0.7 if head.dep_ in ("poss", "compound", "amod") else 0.0
        gender = self.cast.members[m.actor].gender
        known = 1.6 if gender is not None and gender == PERSONAL.get(token.lower_) else 0.0
        return known + subject + owner - 2.0 * distance

    def _agrees(self, word: str, c: Member, m: Mention) -> bool:
        if word in PERSONAL:
            noun = self.doc[m.head]
            one = c.kind in ("people", "government") and m.how == "body" and noun.tag_ == "NN"
            one = one and noun.lower_ not in words("back_government")
            return (c.kind == "person" or one) and c.gender in (None, PERSONAL[word])
        if word in PLURAL:
            return c.plural or c.kind in PLURAL_KINDS
        one = c.kind in NEUTER_KINDS or c.kind == "group"
        return word in NEUTER and one and self.doc[m.head].tag_ not in ("NNS", "NNPS")

    def _is_coargument(self, m: Mention, pronoun: Token) -> bool:
        """Whether a mention is the subject of the very verb whose object the pronoun is: "Serbia accused it"."""
        head = self.doc[m.head]
        return (
            pronoun.dep_ in ("dobj", "dative", "pobj")
            and head.dep_ in SUBJECTS
            and head.head in (pronoun.head, pronoun.head.head)
        )


def _is_empty_it(token: Token) -> bool:
    """Whether "it" means nothing: "it is unclear that", "it seems"."""
    verb = token.head
    if token.dep_ == "expl" or verb.lemma_ in ("seem", "appear", "rain", "snow"):
        return True
    clause = any(c.dep_ in ("ccomp", "xcomp", "csubj", "advcl", "relcl", "acl") for c in verb.children)
    described = any(c.dep_ in ("acomp", "attr") for c in verb.children)
    return token.dep_ in SUBJECTS and verb.lemma_ == "be" and (described and clause)
