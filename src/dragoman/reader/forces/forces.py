"""Forces: contributor, mission or place, strength or change, unit, day, and who reports it. See ``docs/forces.md``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.ids import content_id, slug
from dragoman.knowledge.words.forces import force_words
from dragoman.reader.circumstances.told import Told, told
from dragoman.reader.forces import owners
from dragoman.reader.forces.deeds import Deed, deed_of
from dragoman.reader.forces.figures import Figure, figures_in
from dragoman.reader.forces.posts import receivers_place, whereabouts
from dragoman.reader.phrases import lemma_of, noun_phrase
from dragoman.reader.places.whereabouts import place_of
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import children, prep_objects, span_of
from dragoman.records import Factuality, Force, Party, PlaceRef

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence
    from spacy.tokens import Token

VERSION = "forces.v1"

COMMERCIAL = frozenset({"BUS", "MNC"})
ARMED = frozenset({"MIL", "COP", "PRM", "REB", "UAF"})
MILITARY = frozenset(
    {
        "police",
        "military",
        "army",
        "naval",
        "navy",
        "security",
        "border",
        "riot",
        "armed",
        "combat",
        "air",
        "un",
        "coast",
    }
    | {
        "armoured",
        "armored",
        "patrol",
        "war",
        "attack",
        "surveillance",
        "transport",
        "fighter",
        "missile",
        "infantry",
        "special",
    }
)
THERE: tuple[Factuality, ...] = ("happened", "ongoing")


def read_forces(sheet: Sheet) -> None:
    """Sets ``sheet.forces``. A figure of soldiers, police, ships or arms that nobody is said to have, send or withdraw is none."""
    timed = _timed(sheet)
    found: dict[str, Force] = {}
    before: Figure | None = None
    for sentence in sheet.doc.sents:
        figures = figures_in(sentence, timed, before)
        for force in _Reader(sheet, sentence, figures, tuple(found.values())).forces():
            found.setdefault(force.id, force)
        before = next((f for f in reversed(figures) if f.kind != "formation"), None)
    sheet.forces = tuple(found.values())


@dataclass(slots=True)
class _Reader:
    """The forces of one sentence. ``earlier``: those of the sentences before it."""

    sheet: Sheet
    sentence: Sentence
    figures: list[Figure]
    earlier: tuple[Force, ...]

    def forces(self) -> Iterator[Force]:
        last: tuple[Deed, Force] | None = None
        for figure in self.figures:
            deed = deed_of(figure)
            if deed is None:
                beside = _beside(figure, last, self.sheet)
                if beside is not None:
                    yield beside
                continue
            if not self._is_force(figure, deed):
                continue
            force = self._force(figure, deed)
            if COMMERCIAL & set(force.contributor.sectors):
                continue
            last = (deed, force)
            yield force

    def _force(self, figure: Figure, deed: Deed) -> Force:
        account = told(self.sheet, (deed.word,), "MOBILIZE")
        mission = self._mission(figure, deed)
        contributor = self._contributor(figure, deed)
        if contributor is None and figure.noun.pos_ == "NUM" and self.earlier:
            contributor, mission = self.earlier[-1].contributor, mission or self.earlier[-1].mission
        contributor = self._side(contributor) or mission or owners.by_words(figure.noun, _number(figure))
        if mission is None:
            mission = contributor if contributor.id.startswith("MISSION.") else self._mission_before(contributor)
        return Force(
            id=content_id("f", self.sheet.dispatch.id, contributor.id, deed.change, figure.span),
            contributor=contributor,
            mission=mission,
            place=self._place(figure, deed, account, contributor, mission),
            change="adds" if deed.change == "sends" and deed.asked and _is_more(figure) else deed.change,
            strength=figure.low,
            strength_max=figure.high,
            unit=figure.unit,
            as_of=None if deed.was else account.when,
            factuality=_factuality(figure, deed, account, self.sheet),
            says=account.says,
            evidence=(span_of([t for t in self.sentence if not t.is_space]),),
            confidence=_confidence(contributor, figure),
            made_by={"forces": VERSION},
        )

    def _contributor(self, figure: Figure, deed: Deed) -> Party | None:
        leaving = deed.change == "withdraws"
        for noun in (_counted_noun(figure), *deed.chain):
            own = owners.own_of(noun, self.sheet, leaving=leaving)
            if own is not None:
                return self._as_named(noun, own) if noun in deed.chain else own
        by_deed = owners.of_doers(deed.doers, self.sheet)
        if by_deed is not None:
            return by_deed
        for noun in (*deed.chain, *deed.doers):
            if (party := self.sheet.parties.headed_by(noun)) is not None:
                return owners.as_contributor(party, self.sheet)
        words = next(iter(deed.doers), None)
        if words is not None and (mission := owners.the_mission(words, self.sheet)) is not None:
            return mission
        if words is not None and words.pos_ in ("NOUN", "PROPN"):
            return owners.by_words(words, set())
        return None

    def _mission_before(self, contributor: Party) -> Party | None:
        """The mission that the same contributor's forces were said to serve in before."""
        served = [f.mission for f in self.earlier if f.contributor.id == contributor.id]
        return next((replace(m, span=None) for m in reversed(served) if m is not None), None)

    def _side(self, who: Party | None) -> Party | None:
        """For an official of no known state, the state whose forces he spoke of before: "Portugal will send", then "we"."""
        actor = self.sheet.parties.actors.get(who.id) if who is not None else None
        if who is None or actor is None or actor.kind != "person":
            return who
        spoken = [f.contributor for f in self.earlier if f.says is not None and f.says.name.endswith(who.name)]
        return next((c for c in reversed(spoken) if c.country is not None), who)

    def _as_named(self, noun: Token, owner: Party) -> Party:
        """A force of an organisation goes by its own words: "the United Nations force"."""
        found = self.sheet.parties.headed_by(noun)
        return found if found is not None and owner.country is None and _names_mission(noun) else owner

    def _mission(self, figure: Figure, deed: Deed) -> Party | None:
        """The mission that is named in the sentence, nearest to the figure; else words like "the mission in Mali"."""
        named = [
            m
            for m in self.sheet.parties.within(self.sentence.start, self.sentence.end)
            if m.actor.startswith("MISSION.") and not m.actor.endswith(".MIL") or _is_mission(m.actor, self.sheet)
        ]
        if named:
            nearest = min(named, key=lambda m: abs(m.head - figure.noun.i))
            return self.sheet.parties.party(nearest)
        return self._unnamed_mission(figure, deed)

    def _unnamed_mission(self, figure: Figure, deed: Deed) -> Party | None:
        for top in (_counted_noun(figure), *deed.chain, deed.word, *deed.doers):
            served = [
                c for c in children(top, "advcl", "xcomp", "relcl", "acl") if lemma_of(c) in force_words("comes for")
            ]
            near = [o for t in (top, *served, *children(top, "relcl")) for o in _around(t)]
            for noun in [top, *near, *(o for n in near for o in prep_objects(n, "of", "for", "in"))]:
                if _names_mission(noun):
                    return self._by_its_words(noun)
        return None

    def _by_its_words(self, noun: Token) -> Party:
        party = owners.the_mission(noun, self.sheet) or self.sheet.parties.headed_by(noun)
        name = " ".join(t.text for t in noun.subtree if t.i <= noun.i and t.dep_ != "det")
        return party or Party(id=f"S.{slug(name)}", name=name, country=None, sectors=(), span=noun_phrase(noun))

    def _is_force(self, figure: Figure, deed: Deed) -> bool:
        """Whether words that may mean others too ("men", "officers", "ships") mean a force here."""
        lemma = lemma_of(figure.noun)
        noun = _counted_noun(figure)
        if deed.asked and not _is_more(figure) and deed.word.lemma_ in ("need", "require", "want"):
            return False
        if lemma not in force_words("plain") | force_words("unarmed"):
            return True
        if any(w.lower() in MILITARY for w in figure.unit.split()) or any(c.lower_ in MILITARY for c in noun.children):
            return True
        if lemma in force_words("unarmed") and any(owners.nation(c) for c in noun.children):
            return deed.change != "has"
        around = self.sheet.parties.within(self.sentence.start, self.sentence.end)
        apart = [m for m in around if not m.start <= noun.i < m.end]
        return any(ARMED & set(self.sheet.parties.actors[m.actor].sectors) for m in apart)

    def _place(
        self, figure: Figure, deed: Deed, account: Told, contributor: Party, mission: Party | None
    ) -> PlaceRef | None:
        """Where the force is or goes, never where somebody spoke of it, nor its own state as whence it is sent."""
        noun = _counted_noun(figure)
        above = [deed.word.head] if deed.word.pos_ == "NOUN" and deed.word.dep_ == "dobj" else []
        words = [noun, *children(noun, "acl"), *noun.conjuncts, *deed.chain, deed.word, *above]
        found = receivers_place(self.sheet, deed.word) or whereabouts(self.sheet, words)
        if found is None and not any(c.lower_ in ("there", "here") for c in deed.word.children):
            found = account.place or place_of(self.sheet, noun)
        if found is None:
            return None
        speaks = account.says.span if account.says is not None else None
        if speaks is not None and found.span is not None and speaks.overlaps(found.span):
            return None
        at_home = found.country == contributor.country and found.precision == "country"
        return found if deed.change == "has" or not at_home else None


def _around(word: Token) -> list[Token]:
    return prep_objects(word, "to", "in", "for", "of", "with", "under", "as") + children(word, "dobj")


def _beside(figure: Figure, last: tuple[Deed, Force] | None, sheet: Sheet) -> Force | None:
    """A figure that is set beside another: "the largest contingent after Uganda's 6,200"."""
    owner = owners.own_of(figure.noun, sheet, leaving=False) if figure.noun.pos_ == "NUM" else None
    if last is None or owner is None or last[0].change != "has":
        return None
    force = last[1]
    id = content_id("f", sheet.dispatch.id, owner.id, force.change, figure.span)
    return replace(force, id=id, contributor=owner, strength=figure.low, strength_max=figure.high)


def _counted_noun(figure: Figure) -> Token:
    """The noun of a figure; of a bare number, the one after "of": "300 of its soldiers"."""
    if figure.noun.i >= figure.end or figure.noun.pos_ in ("NOUN", "PROPN"):
        return figure.noun
    return next(iter(prep_objects(figure.noun, "of")), figure.noun)


def _factuality(figure: Figure, deed: Deed, account: Told, sheet: Sheet) -> Factuality:
    value = account.factuality
    word = deed.word
    if value == "negated" and lemma_of(word.head) in force_words("puts off"):
        return "planned"
    if figure.low == 0 and value == "negated":
        return "ongoing"
    if (
        word.tag_ == "VB"
        and word.dep_ in ("xcomp", "ccomp")
        and value in (*THERE, "possible")
        and lemma_of(word.head) in force_words("decides")
    ):
        return "planned"
    if deed.asked and value in THERE:
        return "possible"
    pledged = any(span.start <= word.idx < span.end for p in sheet.pledges if p.kind == "pledge" for span in p.what)
    if (deed.promised or pledged) and value in THERE and deed.change != "has":
        return "planned"
    if lemma_of(deed.word) == "be" and any(c.lower_ == "due" for c in children(deed.word, "acomp")):
        return "planned" if value in THERE else value
    if word.pos_ == "NOUN" and value in THERE and word.dep_ == "dobj" and lemma_of(word.head) in force_words("decides"):
        return "planned"
    if deed.change == "has" and deed.word.pos_ in ("VERB", "AUX"):
        return _holding(deed, value, account)
    return value


def _holding(deed: Deed, value: Factuality, account: Told) -> Factuality:
    """Whether one still has what one "has": the figure before a change is past once the change has come."""
    if deed.was:
        return "recalled" if value in ("happened", "recalled") else "ongoing"
    if value == "happened" and deed.word.tag_ in ("VBZ", "VBP"):
        return "ongoing"
    if value == "happened" and deed.word.tag_ == "VBD" and deed.word.lemma_ in ("have", "number", "keep"):
        return "ongoing" if account.says is not None else "recalled"
    return value


def _is_more(figure: Figure) -> bool:
    return any(t.lower_ in force_words("more") for t in figure.noun.doc[max(0, figure.start - 2) : figure.end])


def _is_mission(actor_id: str, sheet: Sheet) -> bool:
    """Whether an organisation goes by no more than its kind: "European Union mission"."""
    return actor_id.rpartition(".")[2] in force_words("mission") and actor_id in sheet.parties.actors


def _names_mission(token: Token) -> bool:
    return lemma_of(token) in force_words("mission") and token.pos_ in ("NOUN", "PROPN")


def _number(figure: Figure) -> set[int]:
    """The tokens of the number itself."""
    return {t.i for t in figure.noun.doc[figure.start : figure.end] if t.like_num or t.pos_ == "NUM"}


def _confidence(contributor: Party, figure: Figure) -> float:
    nameless = contributor.id.startswith("S.")
    return round(0.9 * (0.8 if nameless else 1.0) * (0.9 if figure.noun.pos_ == "NUM" else 1.0), 3)


def _timed(sheet: Sheet) -> set[int]:
    found: set[int] = set()
    for mention in sheet.times:
        words = sheet.doc.char_span(*mention.span, alignment_mode="expand")
        if words is not None:
            found.update(range(words.start, words.end))
    return found
