"""Which person a name, a surname or a title means: those the text has named, and those the tables know by date."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.ids import content_id, fold, slug
from dragoman.knowledge.actors import Holder, holders_of, holders_on, offices_of, tables
from dragoman.knowledge.actors.names import SURNAME_FIRST, names
from dragoman.knowledge.words.actor_words import words
from dragoman.reader.actors.bodies import home_of
from dragoman.reader.actors.cast import Cast, Member
from dragoman.reader.actors.towns import is_on_the_map
from dragoman.records import Published

# Sectors of those whom "former" puts among the former elites.
IN_OFFICE = frozenset({"GOV", "LEG", "JUD"})
# Offices that are no power: a former one is nothing in particular.
PURSUITS = frozenset({"activist", "analyst", "journalist", "lawyer"})
# Those whom "former" makes civilians.
IN_UNIFORM = frozenset({"MIL", "COP", "SPY"})
# Likeness of two full names of holders of one office, where the text does not say of which country.
NEAR = 90.0
# The first letter of every word of a title but the small ones: "Minister of Foreign Affairs", "Secretary-General".
_INITIAL = re.compile(r"\b(?!(?:of|for|and|the|to|in)\b)[a-z]")


@dataclass(frozen=True, slots=True)
class Described:
    """How a phrase describes a person. ``offices``: ids of the titles; ``titles``: their words; ``scopes``: country
    codes and organisation ids; ``named``: names of the tables that the words are; ``sectors``: of what is said beside
    the office ("teachers' leader", "a Lithuanian businessman"); ``home``: the country of the dispatch, for those whose
    title is of no other."""

    name: str
    named: tuple[str, ...]
    offices: tuple[str, ...]
    titles: str
    scopes: tuple[str, ...]
    former: bool
    gender: str | None
    sectors: tuple[str, ...] = ()
    home: str | None = None


class Persons:
    """``spoken_of``: ids of the countries and organisations that the text names anywhere."""

    def __init__(self, cast: Cast, published: Published, fuzzy_score: float, spoken_of: frozenset[str]) -> None:
        self.cast = cast
        self.spoken_of = spoken_of
        self.known_date = published.how in ("stated", "given", "bounded") and published.start is not None
        self.when = (published.start, published.end)
        self.fuzzy_score = fuzzy_score
        self._by_surname: dict[str, list[str]] = {}
        self._full: dict[str, str] = {}
        self._titles: dict[str, set[str]] = {}

    def identify(self, d: Described) -> tuple[Member, str]:
        """The person that a description with a name means, and why. Never ``None``: an unknown one gets an id."""
        how, holder_name = "office_holder", self._in_tables(d)
        if holder_name is None:
            met = self._met(d)
            if met is not None:
                self._learn(met, d)
                return met, "surname" if " " not in fold(d.name) else "entity"
            how, holder_name = self._close(d)
        if holder_name is not None:
            person = self.cast.enter(self._holder(holder_name, d))
        else:
            how = "entity"
            person = self.cast.enter(self._stranger(d))
        self._learn(person, d)
        return person, how

    def is_known(self, d: Described) -> bool:
        """Whether the name says who it is: one of the tables, of the text before, or near that of a holder of the
        office in a country that the text speaks of."""
        return self._in_tables(d) is not None or self._met(d) is not None or self._near_holder(d) is not None

    def _near_holder(self, d: Described) -> str | None:
        words = fold(d.name).split()
        if len(words) < 2 or d.scopes:
            return None
        holders = [h for o in d.offices for s in sorted(self.spoken_of) for h in holders_of(o, s)]
        best = max(((self._likeness(words, h), h.name) for h in holders), default=(0.0, ""))
        return best[1] if best[0] >= max(self.fuzzy_score, NEAR) else None

    def by_title(self, offices: Iterable[str], scopes: Iterable[str]) -> tuple[list[Member], str]:
        """Whom a title alone may mean: those of the text who bear it, else those who held the office on the date."""
        offices, scopes = tuple(offices), tuple(scopes)
        wanted = {f"{o}@{s}" for o in offices for s in scopes}
        in_text = [i for i, held in self._titles.items() if held & wanted]
        if in_text:
            return [self.cast.members[i] for i in in_text[-1:]], "title_in_text"
        if not self.known_date:
            return [], "title"
        found = {
            h.name: h
            for o in offices
            if o not in words("many_holders")
            for s in scopes
            for h in holders_on(o, s, self.when)
        }
        members = [self._member(name, (h.office,), (h.of,), "", False) for name, h in found.items()]
        return members, "title_on_date"

    def enter(self, person: Member) -> Member:
        """A person found by title, from now on one of the cast."""
        person = self.cast.enter(person)
        self._index(person, person.name)
        for h in offices_of(person.name):
            self._titles.setdefault(person.id, set()).add(f"{h.office}@{h.of}")
        return person

    def bearing(self, offices: Iterable[str]) -> list[Member]:
        """Those the text has given one of these titles, in the order of their first."""
        wanted = set(offices)
        return [self.cast.members[i] for i, held in self._titles.items() if wanted & {t.split("@")[0] for t in held}]

    def named_in_text(self, surname: str) -> bool:
        return fold(surname) in self._by_surname

    def is_in_office(self, surname: str) -> bool:
        """Whether the date is known, one person alone bears the surname in an office of that day, and no place is so called."""
        if not self.known_date or " " in surname or is_on_the_map(surname):
            return False
        bearers = self._in_office(names().surnames.get(fold(surname), ()))
        return len(bearers) == 1 and self._is_of_note(bearers[0])

    def _is_of_note(self, name: str) -> bool:
        """Whether a surname alone may mean somebody: not a lawmaker or mayor, but a minister or the head of a party."""
        held = (t for t in offices_of(name) if not self.known_date or t.term.overlaps(*self.when))
        return any(t.office not in words("full_name_office") for t in held)

    def _in_office(self, bearers: Iterable[str]) -> list[str]:
        """Those of several people who held an office on the day; all of them where it is not known."""
        return [n for n in bearers if not self.known_date or any(t.term.overlaps(*self.when) for t in offices_of(n))]

    def _in_tables(self, d: Described) -> str | None:
        """A full name of the tables. A name of one word counts only with its office, country or a date that fits."""
        for name in d.named:
            if " " in fold(d.name):
                return name
            terms = offices_of(name)
            if any(t.of in d.scopes or t.office in d.offices for t in terms):
                return name
            if not self.named_in_text(d.name) and (
                not self.known_date or any(t.term.overlaps(*self.when) for t in terms)
            ):
                return name
        return None

    def _met(self, d: Described) -> Member | None:
        """Somebody the text has named in full whose name this one repeats or shortens."""
        words = fold(d.name).split()
        same = self._full.get(" ".join(words))
        if same is not None:
            return self.cast.members[same]
        ids = self._by_surname.get(" ".join(words), []) if len(words) < 3 else []
        if not ids and len(words) > 1 and self._by_surname.get(words[-1]):
            ids = [
                i for i in self._by_surname[words[-1]] if _same_person(words, fold(self.cast.members[i].name).split())
            ]
        fits = [i for i in ids if self._agrees(self.cast.members[i], d)]
        spoken = [len(self.cast.members[i].mentions) for i in fits]
        return self.cast.members[max(zip(spoken, range(len(fits)), fits, strict=True))[2]] if fits else None

    def _agrees(self, person: Member, d: Described) -> bool:
        if d.gender and person.gender and d.gender != person.gender:
            return False
        countries = [s for s in d.scopes if s in tables().countries]
        return not (countries and person.country) or person.country in countries

    def _close(self, d: Described) -> tuple[str, str | None]:
        """A holder whose name is near: of the office and country that the text gives, else with the same surname."""
        from rapidfuzz import fuzz

        words = fold(d.name).split()
        if not words:
            return "entity", None
        holders = [h for o in d.offices for s in d.scopes for h in holders_of(o, s)]
        best = max(((self._likeness(words, h), h.name) for h in holders), default=(0.0, ""))
        near = self._near_holder(d)
        if near is not None:
            return "misspelt", near
        if best[0] >= self.fuzzy_score:
            return ("title_name" if best[0] == 100.0 else "misspelt"), best[1]
        surname = " ".join(words) if len(words) == 1 else words[-1]
        everyone = names().surnames.get(surname, ())
        bearers = [n for n in everyone if self._may_be(n, d, alone=len(self._in_office(everyone)) == 1)]
        if len(words) > 1:
            bearers = [
                n
                for n in bearers
                if fuzz.ratio(" ".join(words), fold(n)) >= self.fuzzy_score and words[0][0] == fold(n)[0]
            ]
            return ("misspelt", bearers[0]) if len(bearers) == 1 else ("entity", None)
        if len(bearers) == 1:
            return ("title_name" if d.offices else "surname"), bearers[0]
        return "entity", None

    def _likeness(self, words: list[str], h: Holder) -> float:
        from rapidfuzz import fuzz

        best = 0.0
        for name in (h.name, *h.names):
            theirs = fold(name).split()
            if len(words) == 1:
                score = max(
                    100.0 if words[0] == theirs[0] else 0.0, *(fuzz.ratio(words[0], w) for w in theirs[1:] or theirs)
                )
            elif (words[0], words[-1]) == (theirs[0], theirs[-1]):
                score = 100.0
            else:
                whole = fuzz.ratio(" ".join(words), " ".join(theirs))
                last = fuzz.ratio(words[-1], theirs[-1])
                score = min(whole, last + 10.0)
            best = max(best, score)
        return best

    def _may_be(self, name: str, d: Described, alone: bool) -> bool:
        """Whether a bearer of the surname fits what is said; where nothing is, whether the text speaks of their country,
        or nobody else bears the name and the date fits."""
        terms = offices_of(name)
        if d.scopes and not any(t.of in d.scopes for t in terms):
            return False
        if d.offices and not any(t.office in d.offices for t in terms):
            return False
        if d.scopes or d.offices:
            return True
        in_office = self.known_date and any(t.term.overlaps(*self.when) for t in terms)
        if in_office and not self._is_of_note(name):
            return False
        if any(t.of in self.spoken_of for t in terms):
            return in_office or not self.known_date
        return alone and in_office

    def _holder(self, name: str, d: Described) -> Member:
        """Somebody of the tables. "The onetime guerrilla who governs" has not left office: only a former title tells that."""
        return self._member(name, d.offices, d.scopes, d.titles, d.former and bool(d.offices), d.gender)

    def _member(
        self,
        name: str,
        offices: tuple[str, ...],
        scopes: tuple[str, ...],
        titles: str,
        former: bool,
        gender: str | None = None,
    ) -> Member:
        terms = offices_of(name)
        asserted = bool(offices) and bool(scopes) and any(t.office in offices and t.of in scopes for t in terms)
        if self.known_date:
            held = [t for t in terms if t.term.overlaps(*self.when)] if not former else []
            ended = former or (not held and not asserted and not (offices and scopes))
        else:
            held = [t for t in terms if t.office in offices and (not scopes or t.of in scopes)] if not former else []
            ended = former
        held.sort(key=lambda t: (t.office not in offices, t.of not in scopes, t.office in words("party_office")))
        if not held and not ended and offices and scopes:
            return self._by_text(name, offices, scopes, titles, gender)
        of = held[0] if held else (terms[-1] if terms else None)
        country = _home_of(of.of) if of else None
        if not held:
            country = country or next(filter(None, map(_home_of, (t.of for t in reversed(terms)))), None)
        organisation = tables().organisations.get(of.of) if of else None
        sectors = organisation.codes if organisation else tables().offices[of.office].sectors if of else ()
        if of and of.of in tables().armed_groups:
            sectors = tables().armed_groups[of.of].sectors
        if of and of.office == "spokesperson" and not sectors:
            sectors = ("GOV",)
        if ended:
            begun = former or any(t.term.overlaps(None, self.when[0]) for t in terms)
            sectors = ("ELI",) if begun else ()
        office = _office_words(held[0], titles) if held else None
        return Member(f"P.{slug(name)}", name, "person", country, sectors, office, gender=gender or _gender_of(name))

    def _by_text(
        self, name: str, offices: tuple[str, ...], scopes: tuple[str, ...], titles: str, gender: str | None
    ) -> Member:
        """A known person in an office that the table does not give them: the text's word stands, except for the office
        where the date is known and contradicts it."""
        own = next(filter(None, (_home_of(t.of) for t in reversed(offices_of(name)))), None)
        country = next((s for s in scopes if s in tables().countries), None) or own or country_of(scopes)
        office = None if self.known_date else titles or None
        return Member(f"P.{slug(name)}", name, "person", country, sectors_of(offices, scopes), office, gender=gender)

    def _stranger(self, d: Described) -> Member:
        country = next((s for s in d.scopes if s in tables().countries), None)
        of = country or (d.scopes[0] if d.scopes else d.titles.lower())
        digits = content_id("P", fold(d.name), of).rpartition("-")[2][:6]
        sectors = tuple(dict.fromkeys((*sectors_of(d.offices, d.scopes), *d.sectors)))
        return Member(
            id=f"P.{slug(d.name)}.{digits}",
            name=d.name,
            kind="person",
            country=country or country_of(d.scopes) or d.home,
            sectors=once(sectors, d.offices) if d.former else sectors,
            office=d.titles or None if not d.former else None,
            gender=d.gender,
        )

    def _learn(self, person: Member, d: Described) -> None:
        """Later words may shorten the name, or use the title alone."""
        self._index(person, person.name)
        self._index(person, d.name)
        person.gender = person.gender or d.gender or _gender_of(person.name)
        held = self._titles.setdefault(person.id, set())
        held |= {f"{o}@{s}" for o in d.offices for s in (*d.scopes, "")}
        held |= {
            f"{h.office}@{h.of}" for h in offices_of(person.name) if self.known_date and h.term.overlaps(*self.when)
        }
        if not offices_of(person.name):
            stranger = self._stranger(d)
            person.country = person.country or stranger.country
            person.sectors, person.office = person.sectors or stranger.sectors, person.office or stranger.office

    def _index(self, person: Member, name: str) -> None:
        words = fold(name).split()
        self._full.setdefault(" ".join(words), person.id)
        surname_first = person.country in SURNAME_FIRST
        endings = {" ".join(words[i:]) for i in range(min(1, len(words) - 1), len(words))}
        if len(words) in (3, 4) and len(words[-2]) > 3:
            endings.add(words[-2])
        for ending in endings | ({words[0]} if surname_first else set()):
            ids = self._by_surname.setdefault(ending, [])
            if person.id in ids:
                ids.remove(person.id)
            ids.append(person.id)


def sectors_of(offices: Iterable[str], scopes: Iterable[str]) -> tuple[str, ...]:
    """The PLOVER codes of somebody with these titles in these organisations."""
    found: list[str] = []
    for s in scopes:
        organisation, armed = tables().organisations.get(s), tables().armed_groups.get(s)
        found += organisation.codes if organisation else armed.sectors if armed else ()
    for o in list(offices)[:1]:
        found += tables().offices[o].sectors
    return tuple(dict.fromkeys(found))


def once(sectors: tuple[str, ...], offices: tuple[str, ...] = ()) -> tuple[str, ...]:
    """The sectors of somebody who is no longer what those say: whoever held an office of power is of the former elites, whoever
    left police or army a civilian, and of a former reporter nothing is known."""
    if offices:
        return ("ELI",) if set(offices) - PURSUITS else ()
    if set(sectors) & IN_OFFICE:
        return ("ELI",)
    return ("CVL",) if set(sectors) & IN_UNIFORM else sectors


def _home_of(scope: str) -> str | None:
    """The country that an office holder's country, organisation or armed group is, or is at home in."""
    organisation = tables().organisations.get(scope)
    if organisation is not None and "IGO" in organisation.codes:
        return None
    return scope if scope in tables().countries else country_of([scope])


def country_of(scopes: Iterable[str]) -> str | None:
    """The home country of the first organisation or armed group that has one."""
    for s in scopes:
        organisation, armed = tables().organisations.get(s), tables().armed_groups.get(s)
        if organisation and organisation.country:
            return organisation.country
        if armed and home_of(armed):
            return home_of(armed)
    return None


def _office_words(h: Holder, titles: str) -> str:
    """The office as words: by the title that the text gives it, else by the usual one."""
    known = tables().offices[h.office].titles
    said = " ".join(titles.lower().split())
    plain = said in known and said not in ("pm", "fm")
    title = _INITIAL.sub(lambda m: m.group().upper(), said if plain else known[0])
    if h.office in words("many_holders"):
        return title
    country = tables().countries.get(h.of)
    if country:
        article = (
            "the "
            if country.name.startswith("United ") or country.name.endswith(("Republic", "Netherlands", "Philippines"))
            else ""
        )
        return f"{title} of {article}{country.name}"
    owner = tables().organisations.get(h.of) or tables().armed_groups[h.of]
    short = owner.acronyms[0] if owner.acronyms else owner.name
    return f"{short} {title}"


def _same_person(a: list[str], b: list[str]) -> bool:
    """Whether two names with one surname may be the same person's: the first names agree, or one is an initial."""
    return not a or not b or a[0] == b[0] or a[0][0] == b[0][0] and 1 in (len(a[0]), len(b[0]))


def _gender_of(name: str) -> str | None:
    """What a forename says; ``None`` for all but the women's of the list."""
    return "woman" if set(fold(name).split()[:1]) & words("womans_forename") else None
