"""Of which country a dispatch tells: whose are "the police", "the interior minister", "parliament" when nobody says.

Every word that names a country, its capital, one of its towns, a people or an office holder is a clue, weighed by how
it stands: the place of what is told before the owner of a body, that before an adjective, that before a foreigner.
The clues near a word count by their distance; all of the dispatch together count by each country's share. Where no
country is well ahead, nothing is decided.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from dragoman.knowledge.actors import offices_of, tables
from dragoman.knowledge.actors.names import names
from dragoman.knowledge.words.actor_words import words
from dragoman.reader.actors.towns import town_country
from dragoman.reader.syntax import SUBJECTS

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Doc, Token

    from dragoman.reader.actors.namings import Phrases
    from dragoman.reader.actors.units import Unit

# "LIMA, 3 May 2024 (Andina) -": what the parser's own pattern lets pass.
_DATELINE = re.compile(r"\s*([A-Z][A-Z.'’\- ]{2,30}),? [^\n]{0,60}? ?(?:--|—|–|-) ")

PLACE, OWNER, NEUTRAL, OTHER, FOREIGN = 2.0, 1.5, 1.0, 0.6, 0.4
OPENING = 2.0
# By how many sentences a clue stands before the word, and after it.
BEFORE, AFTER = (1.0, 0.7, 0.4), (0.0, 0.1)
OTHER_PARAGRAPH = 0.3
SAID = 2.5
DEALS = 2.5
# For the country of the dateline whose actors stand in the opening sentence.
TOLD = 0.75
WHOLE = 3.0
AHEAD = 1.3
LEAST = 0.9


@dataclass(frozen=True, slots=True)
class Clue:
    """``at``: number of the token, -1 for the headline and the dateline."""

    country: str
    at: int
    weight: float


class Homeland:
    """``current`` picks, of codes that share a name, those that existed on the date of the dispatch."""

    def __init__(
        self,
        doc: Doc,
        phrases: Phrases,
        text: str,
        headline: str | None,
        current: Callable[[Iterable[str]], tuple[str, ...]],
    ) -> None:
        self.doc = doc
        self.phrases = phrases
        self.current = current
        units = {u.start: u for us in phrases.units.values() for u in us}
        clues = [c for _, u in sorted(units.items()) for c in self._of_unit(u)]
        clues += self._of_dateline(text)
        clues += self._of_headline(headline or "")
        self.clues = sorted(clues, key=lambda c: c.at)
        self._places = [c.at for c in self.clues]
        self.mass: dict[str, float] = defaultdict(float)
        self._starts = [s.start for s in doc.sents]
        parsed = doc.text
        breaks = [0, *(parsed[a.start_char : b.start_char].count("\n\n") for a, b in pairwise(doc.sents))]
        dated = {c.country for c in self.clues if c.at < 0 and c.weight == PLACE}
        self.told_from = next((c.country for c in self._opening_subjects(doc) if c.country in dated), None)
        self._paragraph = [*accumulate(min(b, 1) for b in breaks)]
        opening = self._starts[1] if len(self._starts) > 1 else len(doc)
        for c in self.clues:
            self.mass[c.country] += c.weight * (OPENING if c.at < opening else 1.0)

    def country(self, at: int, share: float = 0.0) -> str | None:
        """The country whose police acts at a token, if the words do not say; ``None`` where it is not plain.

        In "Fiji will send engineers, the minister said", the minister is Fiji's. ``share``: the least part of all clues
        that must be the country's.
        """
        whole = sum(self.mass.values())
        if whole < LEAST:
            return None
        score = defaultdict(float, {c: WHOLE * w / whole for c, w in self.mass.items()})
        if self.told_from:
            score[self.told_from] += TOLD
        k = bisect_left(self._starts, at + 1) - 1
        for j, weight in [*((k - d, w) for d, w in enumerate(BEFORE)), *((k + d, w) for d, w in enumerate(AFTER))]:
            if 0 <= j < len(self._starts) and self._paragraph[j] != self._paragraph[k]:
                weight *= OTHER_PARAGRAPH
            for clue in self._in_sentence(j):
                score[clue.country] += weight * clue.weight
        for clue in self._in_sentence(k):
            if self._announces(self.doc[at], self.doc[clue.at]):
                score[clue.country] += SAID
            if self._deals_with(self.doc[clue.at], self.doc[at]):
                score[clue.country] += DEALS
        best, *others = sorted(score, key=lambda c: -score[c])
        first, second = score[best], score[others[0]] if others else 0.0
        return best if first >= AHEAD * second and self.mass[best] >= share * whole else None

    def _opening_subjects(self, doc: Doc) -> list[Clue]:
        first = next((s.end for s in doc.sents), 0)
        return [
            c for c in self.clues if 0 <= c.at < first and doc[c.at].dep_ in (*SUBJECTS, "poss", "amod", "compound")
        ]

    def _announces(self, speaker: Token, subject: Token) -> bool:
        """Whether somebody says at the end of a sentence what the subject of its first clause does."""
        said = speaker.head
        speaks = speaker.dep_ == "nsubj" and said.lemma_ in words("speech_verb")
        return speaks and subject.dep_ == "nsubj" and subject.i < speaker.i and subject.head.i != said.i

    def _deals_with(self, subject: Token, word: Token) -> bool:
        """Whether the word is what somebody in office acts on or speaks to, of whose country it then is: "Macron told parliament"."""
        unit = self.phrases.unit_at.get(subject.i)
        if unit is None or not unit.has("person") or subject.dep_ != "nsubj" or word.lower_ not in words("bare_body"):
            return False
        return any(t.i == subject.head.i for t in (word.head, word.head.head, word.head.head.head))

    def likeliest(self, codes: Iterable[str]) -> str | None:
        """Of countries that share a name, the one that the rest of the dispatch speaks of."""
        found = sorted((c for c in codes if self.mass.get(c)), key=lambda c: -self.mass[c])
        if len(found) > 1 and self.mass[found[0]] < AHEAD * self.mass[found[1]]:
            return None
        return found[0] if found else None

    def _in_sentence(self, k: int) -> list[Clue]:
        if not 0 <= k < len(self._starts):
            return []
        end = self._starts[k + 1] if k + 1 < len(self._starts) else len(self.doc)
        return self.clues[bisect_left(self._places, self._starts[k]) : bisect_left(self._places, end)]

    def _of_unit(self, unit: Unit) -> Iterator[Clue]:
        token = self.doc[unit.root]
        if unit.has("person"):
            terms = offices_of(unit.ids("person")[0])
            if terms and terms[-1].of in tables().countries:
                yield Clue(terms[-1].of, token.i, NEUTRAL)
            return
        codes = self.current(unit.ids("country", "adjective", "people", "capital", "seat"))
        if unit.label == "GPE" and not unit.entries:
            codes = tuple(filter(None, [self.phrases.towns.country(self.doc[unit.start : unit.end].text)]))
        codes = codes or tuple(self._homes(unit))
        if len(codes) == 1 and codes[0] in tables().countries:
            meeting_place = self.doc[unit.start : unit.end].text.lower() in words("diplomatic_city")
            yield Clue(codes[0], token.i, FOREIGN if meeting_place else self._weight(unit, token))

    def _homes(self, unit: Unit) -> Iterator[str]:
        """The country of a national institution, or of the name of an unknown body: "Royal Bahamas Police Force"."""
        yield from unit.within
        for i in unit.ids("organisation"):
            known = tables().organisations.get(i)
            if known is not None and known.country and known.kind in ("institution", "court", "party"):
                yield known.country
        for i in unit.ids("armed_group"):
            if len(tables().armed_groups[i].countries) == 1:
                yield from tables().armed_groups[i].countries

    def _weight(self, unit: Unit, token: Token) -> float:
        top = self.phrases.top[token.i]
        over = self.doc[top]
        if top != token.i and not unit.start <= top < unit.end:
            head = self.phrases.unit_at.get(top)
            if head is None or over.lower_ in words("abroad_noun") or set(head.ids("title")) & words("abroad_office"):
                return FOREIGN
            return OWNER if over.dep_ in SUBJECTS else OTHER
        while token.dep_ == "conj":
            token = token.head
        if self._is_goal(token):
            return FOREIGN
        if token.dep_ == "pobj" and token.head.lower_ in words("place_preposition"):
            return FOREIGN if token.head.head.lemma_.lower() in words("talks_word") else PLACE
        if token.dep_ == "pobj" and token.head.lower_ == "of":
            return OWNER if token.head.head.lower_ not in words("abroad_noun") else FOREIGN
        if token.dep_ == "poss":
            return OWNER if token.head.lower_ not in words("abroad_noun") else FOREIGN
        if token.dep_ in SUBJECTS:
            return OTHER if token.head.lemma_ in words("reaction_verb") else OWNER
        return OTHER if token.dep_ in ("dobj", "pobj") else NEUTRAL

    def _is_goal(self, token: Token) -> bool:
        """Whether somebody only travels there: "visited Rome", "a visit to Rome"."""
        if token.dep_ == "dobj":
            return token.head.lemma_ in words("motion_verb")
        over = token.head.head
        goes = over.lemma_ in words("motion_verb") or over.lower_ in words("travel_noun")
        return token.dep_ == "pobj" and token.head.lower_ in ("to", "from") and goes

    def _of_dateline(self, text: str) -> Iterator[Clue]:
        """The parser gets the dateline blank; its city, before the first comma, bracket or dash, is in the dispatch."""
        parsed = self.doc.text
        blank = len(parsed) - len(parsed.lstrip())
        found = _DATELINE.match(text)
        line = text[:blank].strip() or (found.group(1) if found else "")
        for mark in ("--", "—", "–", " -", ",", "(", "/"):
            line = line.partition(mark)[0]
        city = line.strip().title()
        if not city or city.lower() in words("diplomatic_city"):
            return
        known = [e.id for hit in names().find(city) for e in hit.entries if e.role in ("capital", "country")]
        codes = self.current(known) or tuple(filter(None, [town_country(city)]))
        if len(codes) == 1 and codes[0] in tables().countries:
            yield Clue(codes[0], -1, PLACE)

    def _of_headline(self, headline: str) -> Iterator[Clue]:
        roles = ("country", "adjective", "capital", "seat")
        for hit in names().find(headline):
            codes = self.current([e.id for e in hit.entries if e.role in roles])
            if len(codes) == 1:
                yield Clue(codes[0], -1, NEUTRAL)
