"""Who is meant by a phrase that names no person: a country, a body, an organisation, people, a loose group."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import permutations
from typing import TYPE_CHECKING, TypeAlias

from dragoman.ids import slug
from dragoman.knowledge.actors import offices_of, tables
from dragoman.knowledge.words.actor_words import words
from dragoman.reader.actors.acting import is_attacked, is_somebody
from dragoman.reader.actors.beside import country_of_descent, country_of_place, is_violent, leaders
from dragoman.reader.actors.bodies import body_member, country_member, group_member, organisation_member
from dragoman.reader.actors.cast import Cast, Member
from dragoman.reader.actors.coreference import Antecedents
from dragoman.reader.actors.homeland import Homeland
from dragoman.reader.actors.named import name_sectors, own_name
from dragoman.reader.actors.namings import Naming, Phrases
from dragoman.reader.actors.persons import country_of, once, sectors_of
from dragoman.reader.actors.towns import is_region, town_country
from dragoman.reader.actors.units import Unit
from dragoman.reader.syntax import SUBJECTS
from dragoman.records import Span

if TYPE_CHECKING:
    from dragoman.reader.sheet import Sheet

PART = "actors"
# Sectors of organisations that are, where nothing else is said, of the country of the dispatch.
AT_HOME = frozenset({"PTY", "OPP", "LAB", "LEG", "JUD", "COP", "EDU", "MED"})
# Former states, and those whose texts speak of what was theirs.
HEIRS = {"SUN": "RUS", "YUG": "SRB", "SCG": "SRB", "CSK": "CZE", "CSHH": "CZE", "DDR": "DEU"}
# Share of the clues that the country of people of whom nothing else is said must have.
SURE = 0.8
PAIRED_KINDS = ("country", "government", "organisation", "armed_group", "body")
# The actor, the reason code, and whether the words refer back to one named before.
Resolved: TypeAlias = tuple[Member, str, bool]


@lru_cache(maxsize=1)
def namesakes() -> dict[str, frozenset[str]]:
    """Code of each country to those of the others that share an adjective or people with it and exist at one time."""
    known = [c for c in tables().countries.values() if c.status != "historical"]
    bearers: dict[str, set[str]] = {}
    for c in known:
        for form in (*c.adjectives, *c.peoples):
            bearers.setdefault(form, set()).add(c.code)
    found: dict[str, set[str]] = {code: set() for code in tables().countries}
    for codes in bearers.values():
        for a, b in permutations(codes, 2):
            found[a].add(b)
    return {code: frozenset(others) for code, others in found.items()}


class Collectives:
    """Resolves the naming phrases of one text, all but those of persons."""

    def __init__(self, sheet: Sheet, phrases: Phrases, namings: list[Naming]) -> None:
        self.sheet = sheet
        self.doc = sheet.doc
        self.phrases = phrases
        self.namings = {n.head: n for n in namings}
        self.cast = Cast(sheet.doc)
        self.antecedents = Antecedents(self.doc, self.cast)
        self.mentioned = {c for n in namings if n.unit for c in n.unit.ids("country")}
        self.homeland = Homeland(sheet.doc, phrases, sheet.dispatch.text, sheet.dispatch.headline, self._existing)

    def _current(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Of countries that share a name, those that existed on the date and that the text speaks of elsewhere:
        "Congolese" is of the Congo whose capital, towns or president it names."""
        fits = self._existing(codes)
        kept = []
        for c in fits:
            rivals = namesakes()[c] & {*fits}
            if not rivals or self.homeland.likeliest({c, *rivals}) in (c, None):
                kept.append(c)
        return tuple(kept)

    def _is_ambiguous(self, n: Naming) -> bool:
        """Whether it stays open which of two countries with one name is meant; it is then left undecided."""
        codes = self._current(n.countries)
        open_ = tuple(c for c in codes if namesakes()[c] & {*codes})
        if open_:
            self.sheet.leave_undecided(self._span(n), "actor_ambiguous", PART, open_)
        return bool(open_)

    def _existing(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Of countries that share a name, those that existed on the date: "Belgrade" is Serbia's, or was Yugoslavia's."""
        when = (self.sheet.published.start, self.sheet.published.end)
        codes = tuple(codes)
        known = tables().countries
        if when != (None, None):
            fits = tuple(c for c in codes if known[c].term.overlaps(*when))
        else:
            fits = tuple(c for c in codes if known[c].status != "historical" or c in self.mentioned)
        return fits or codes

    def _country(self, n: Naming, sector: str | None) -> Resolved | None:
        assert n.unit is not None
        codes = self._current(n.unit.ids("country", "adjective", "people") or n.unit.ids("capital", "seat"))
        if len(codes) > 1:
            named = tuple(c for c in codes if c in self.mentioned)
            if len(named) != 1:
                self.sheet.leave_undecided(self._span(n), "actor_ambiguous", PART, codes)
                return None
            codes = named
        member = country_member(codes[0]) if sector is None else body_member(codes[0], (sector,), "", "government")
        return self.cast.enter(member), n.how, False

    def _organisation(self, n: Naming) -> Resolved | None:
        """A name of the tables; of those that share it, the one the text has explained or named, or that existed then."""
        assert n.unit is not None
        same = self.antecedents.alias(n.words)
        if same is not None:
            return same, "acronym", False
        ids = n.unit.ids("organisation", "armed_group")
        named = [i for i in ids if i in self.cast.members] or self._at_home(ids)
        if len(named) > 1:
            self.sheet.leave_undecided(self._span(n), "actor_ambiguous", PART, tuple(named))
            shared = [s for s in sectors_of((), named[:1]) if all(s in sectors_of((), [i]) for i in named)]
            member = Member(f"O.{slug(n.words)}", n.words, "organisation", None, tuple(shared))
            return (self.cast.enter(member), "entity", False) if shared else None
        return self.cast.enter(organisation_member(named[0])), n.how, False

    def _at_home(self, ids: tuple[str, ...]) -> list[str]:
        """Of organisations that share a name, those that existed then and whose country the text speaks of: the CGT is Argentina's
        or France's. One of a former state may be meant after its end, in a text that speaks of the state's heir."""
        existing = [i for i in ids if self._existed(i)]
        if len(ids) == 1:
            return list(ids)
        homes = {i: country_of([i]) for i in ids}
        lands = {i: HEIRS.get(home, home) for i, home in homes.items() if home}
        meant = self.homeland.likeliest({*lands.values()})
        spoken_of = [i for i in ids if meant is not None and lands.get(i) == meant]
        living = [i for i in spoken_of if i in existing]
        if living or spoken_of:
            return living or spoken_of
        if meant is None and any(self.homeland.mass.get(c) for c in lands.values()):
            return existing or list(ids)
        return [i for i in existing if i not in lands] or existing or list(ids)

    def _existed(self, id: str) -> bool:
        known = tables().organisations.get(id) or tables().armed_groups[id]
        return known.term.overlaps(self.sheet.published.start, self.sheet.published.end)

    def _people(self, n: Naming) -> Resolved | None:
        countries = self._current(n.countries)
        descent = country_of_descent(self.doc, n.start, n.end) if not countries else None
        if descent is not None:
            countries = (descent,)
        if not countries and not n.plural:
            return None
        if not countries:
            return self.cast.enter(group_member(n.words)), "group", False
        member = body_member(countries[0], ("CVL",), n.words, "people")
        return self.cast.enter(member), "adjective", False

    def _noun(self, n: Naming) -> Resolved | None:
        assert n.unit is not None
        if n.organisations and not self._has_parent(n):
            return self._organ(n)
        met = self.antecedents.organisation(n.head, n.unit.ids("noun")) if n.definite else None
        if met is None and n.definite:
            later = self.phrases.named_last(n.unit.ids("noun"), n.head)
            met = self.cast.enter(organisation_member(later)) if later else None
        if met is not None:
            return met, "common_noun", True
        return self._back(n) or (self._described(n) if is_somebody(self.doc[n.head]) else None)

    def _body(self, n: Naming) -> Resolved | None:
        assert n.unit is not None
        bodies = n.unit.ids("body")
        if self._is_ambiguous(n):
            return self._body_of(n, bodies, ()), "generic", False
        scopes = (*self._current(n.countries), *n.organisations) or self.antecedents.owner_of(self.doc[n.head])
        how = "body"
        if not scopes:
            named = n.unit.has("noun") and (self.doc[n.head].lower_ != "union" or self.doc[n.head].text[0].isupper())
            if named and n.definite:
                met = self.antecedents.organisation(n.head, n.unit.ids("noun"))
                if met is None and self.doc[n.head].text[0].isupper():
                    later = self.phrases.named_last(n.unit.ids("noun"), n.head)
                    met = self.cast.enter(organisation_member(later)) if later else None
                if met is not None:
                    return met, "common_noun", True
            back = self._back(n)
            if back is not None:
                return back
            if self._is_loose(n):
                return self.cast.enter(group_member(n.words, tables().bodies[bodies[0]].sectors)), "group", False
            if self._is_mass(n):
                return None
            scopes = self._sent_by(n) or self._of_descent(n) or self._of_person(n) or self._found_in(n)
            if not scopes:
                scopes = self._only_country(n) if not self._is_domestic(n) else self._home(n)
                how = "homeland"
        if n.each and len(scopes) > 1:
            return self._each_body(n, tables().bodies[bodies[0]].sectors, scopes), "body", False
        return self._body_of(n, bodies, scopes), how if scopes else "generic", False

    def _is_domestic(self, n: Naming) -> bool:
        """Whether the body is one of the country that the dispatch tells of: police, parliament, nurses; not tourists."""
        assert n.unit is not None
        words_of = self.doc[n.unit.start : n.unit.end].text.lower()
        if words_of in words("home_noun") or words_of in words("people_noun"):
            return True
        return n.unit.ids("body")[0] not in words("homeless_body") and words_of not in words("homeless_noun")

    def _home(self, n: Naming) -> tuple[str, ...]:
        """The country of the dispatch around a phrase."""
        people = n.unit is not None and self.doc[n.unit.start : n.unit.end].text.lower() in words("people_noun")
        people = people and not is_violent(self.doc[n.head])
        country = self.homeland.country(n.head, SURE if people else 0.0)
        return (country,) if country else ()

    def _each_body(self, n: Naming, sectors: tuple[str, ...], scopes: tuple[str, ...]) -> Member:
        """One group of as many bodies as there are countries: "French and German police"."""
        return self._together([self.cast.enter(body_member(s, sectors, n.words, "body")) for s in scopes[:4]], n.words)

    def _is_mass(self, n: Naming) -> bool:
        """Whether a bare singular means no one body: "use force", "in business"."""
        token = self.doc[n.head]
        bare = n.end - n.start == 1 and not n.definite and token.tag_ == "NN" and token.text.islower()
        return (
            bare
            and token.dep_ in ("dobj", "pobj", "attr")
            and not list(token.lefts)
            and token.lower_ not in words("bare_body")
        )

    def _only_country(self, n: Naming) -> tuple[str, ...]:
        """The one country spoken of, for "the army", "the parliament"."""
        assert n.unit is not None
        kind = tables().bodies[n.unit.ids("body")[0]].kind
        if not n.definite or kind not in ("government", "body") or self.doc[n.head].lower_ in words("business_noun"):
            return ()
        country = self.antecedents.only_country(n.head)
        return (country,) if country else ()

    def _is_loose(self, n: Naming) -> bool:
        before = {self.doc[i].lower_ for i in range(n.start, n.head)} & words("group_word")
        if n.kind == "body" and self._is_domestic(n):
            before -= words("quantity")
        return n.plural and bool(before)

    def _sent_by(self, n: Naming) -> tuple[str, ...]:
        """The country that sends or withdraws its police or troops: "Jamaica will contribute 24 officers"."""
        token = self.doc[n.head]
        verb = token.head
        if token.dep_ != "dobj" or verb.lemma_ not in words("send_verb"):
            return ()
        while verb.dep_ in ("xcomp", "conj") and not any(c.dep_ in SUBJECTS for c in verb.children):
            verb = verb.head
        for c in verb.children:
            if c.dep_ == "nsubj":
                subject = self.cast.by_head.get(self.phrases.top[c.i])
                country = self.cast.members[subject.actor].country if subject else None
                return (country,) if country else ()
        return ()

    def _found_in(self, n: Naming) -> tuple[str, ...]:
        """The country of people who are said to be in it, or in a town of it: "gunmen in northern Mali", "dockers at Rades"."""
        assert n.unit is not None
        abroad = "MIL" in tables().bodies[n.unit.ids("body")[0]].sectors
        skip = ("in", "at", "on", "near", "along", "outside") if abroad else ()
        country = country_of_place(self.doc, self.phrases, self.doc[n.head], skip)
        return self._current([country])[:1] if country else ()

    def _of_person(self, n: Naming) -> tuple[str, ...]:
        """The country of a person whose people they are: "supporters of Mohamed Morsi"."""
        objects = (o for p in self.doc[n.head].children if p.lower_ == "of" and p.dep_ == "prep" for o in p.children)
        for token in objects:
            inner = self.namings.get(self.phrases.top[token.i])
            found = self._resolve_kind(inner) if inner is not None and inner.kind == "person" else None
            if found is not None and found[0].country:
                return (found[0].country,)
        return ()

    def _of_descent(self, n: Naming) -> tuple[str, ...]:
        """The country of people by a people that is theirs, without a state of its own: "Rohingya refugees"."""
        assert n.unit is not None
        if tables().bodies[n.unit.ids("body")[0]].kind not in ("people", "group"):
            return ()
        country = country_of_descent(self.doc, n.start, n.head)
        return (country,) if country else ()

    def _body_of(self, n: Naming, bodies: tuple[str, ...], scopes: tuple[str, ...]) -> Member:
        body = tables().bodies[bodies[0]]
        armed = next((s for s in scopes if s in tables().armed_groups), None)
        if armed is not None:
            return self.cast.enter(organisation_member(armed))
        people = body.kind == "people" or self.doc[n.head].lower_.endswith(("man", "men", "officer", "officers"))
        if n.former and people and (sectors := once(body.sectors)) != body.sectors:
            return self._of_scope(n, sectors[0], scopes, "people")
        if body.kind == "people" and is_violent(self.doc[n.head]):
            return self._of_scope(n, "UAF", scopes, "group")
        led = self._sectors_by_leader(n) if body.id in ("militants", "militia") else ()
        if led:
            return self._of_scope(n, led[0], scopes, "group", led)
        kind = body.kind if body.id == "government" or body.kind != "government" else "body"
        ministry = body.id if body.kind == "government" and body.id not in ("government", "local-government") else ""
        return self._of_scope(n, ".".join(filter(None, [body.sectors[0], ministry])), scopes, kind, body.sectors)

    def _sectors_by_leader(self, n: Naming) -> tuple[str, ...]:
        """What fighters are by whom they are loyal to: a gang leader's are criminals, a warlord's are rebels."""
        for token in leaders(self.doc[n.head]):
            inner = self.namings.get(self.phrases.top[token.i])
            found = self._resolve_kind(inner) if inner is not None and inner is not n else None
            if found is None:
                continue
            last = next((t.of for t in reversed(offices_of(found[0].name)) if t.of in tables().armed_groups), None)
            whose = tables().armed_groups[last].sectors if last else found[0].sectors
            if armed := tuple(s for s in whose if s in ("CRM", "REB", "PRM", "IMG")):
                return armed
            state = set(found[0].sectors) & {"GOV", "MIL"} or found[0].kind in ("country", "government")
            if not state and self.doc[n.head].lower_ != "gunmen":
                return ("REB",)
        return ()

    def _resolve_kind(self, n: Naming) -> Resolved | None:
        raise NotImplementedError

    def _of_scope(
        self, n: Naming, code: str, scopes: tuple[str, ...], kind: str, sectors: tuple[str, ...] = ()
    ) -> Member:
        scope = scopes[0] if scopes else ""
        return self.cast.enter(body_member(scope, sectors or (code,), n.words, kind, code))

    def _back(self, n: Naming) -> Resolved | None:
        """A common noun without a country that may mean somebody met before: "the ministry", "the government"."""
        word = self.doc[n.head].lower_
        if n.kind in ("body", "noun"):
            sector = tables().bodies[n.unit.ids("body")[0]].sectors[0] if n.unit and n.unit.has("body") else None
            same = self.antecedents.body(n, sector, word) if n.definite or n.plural or word == "police" else None
            if same is not None:
                return same, "common_noun", True
        if n.definite and word in words("back_government"):
            country = self.homeland.country(n.head) or self.antecedents.country(n.head)
            if country is not None:
                return self.cast.enter(body_member(country, ("GOV",), "", "government")), "common_noun", True
        return None

    def _group(self, n: Naming) -> Resolved | None:
        word = self.doc[n.head].lower_
        pair = self._pair(n)
        if pair is not None:
            return pair, "pair", True
        if n.definite and not n.countries and not n.organisations:
            if word in words("back_country"):
                country = self.antecedents.country(n.head)
                return (self.cast.enter(country_member(country)), "common_noun", True) if country else None
            met = self.antecedents.organisation(n.head, None) if word in words("back_group") else None
            if met is not None:
                return met, "common_noun", True
        if self._is_loose(n) or word in ("community", "diplomacy") or (word in words("lone_group") and n.definite):
            owner = self.antecedents.owner_of(self.doc[n.head]) or (*n.organisations, *n.countries)
            return self.cast.enter(group_member(n.words, owner=owner[0] if owner else "")), "group", False
        if n.organisations:
            return (
                self._of_scope(n, "members", n.organisations, "group", sectors_of((), n.organisations)),
                "body",
                False,
            )
        if n.countries and word in ("diplomacy",):
            return self._of_scope(n, "GOV", self._current(n.countries), "government"), "body", False
        return None

    def _pair(self, n: Naming) -> Member | None:
        token = self.doc[n.head]
        if token.lower_ not in words("pair_noun") or not n.plural:
            return None
        marks = {t.lower_ for t in token.lefts}
        if not marks & {"two", "both"} and not (token.lower_ in ("sides", "parties") and "the" in marks):
            return None
        kinds = ("person",) if token.lower_ == "leaders" else PAIRED_KINDS
        members = self.antecedents.last_two(n.head, kinds)
        return self._together(members, " and ".join(m.name for m in members)) if members else None

    def _together(self, members: list[Member], name: str) -> Member:
        ids = tuple(m.id for m in members)
        return self.cast.enter(
            Member("G." + ".".join(sorted(ids)), name, "group", None, members[0].sectors, members=ids, plural=True)
        )

    def _described(self, n: Naming) -> Resolved:
        """Somebody known by a noun alone that no table has: "the hikers", "Sudanese stakeholders"."""
        scopes = (*self._current(n.countries), *n.organisations) or self.antecedents.owner_of(self.doc[n.head])
        country = next((s for s in scopes if s in tables().countries), None)
        noun = slug(self.doc[n.head].lemma_) or slug(n.words)
        member = Member(
            id=".".join(filter(None, [scopes[0] if scopes else "G", noun])),
            name=n.words,
            kind="people",
            country=country or country_of(scopes) or country_of_descent(self.doc, n.start, n.head),
            sectors=sectors_of((), scopes),
            plural=n.plural,
        )
        return self.cast.enter(member), "described", False

    def _entity(self, n: Naming) -> Resolved | None:
        """A name that no table has."""
        same = self.antecedents.alias(n.words)
        if same is not None:
            return same, "acronym", False
        if is_region(n.words):
            return None
        if n.kind == "town":
            return self._town(n), "town", False
        if len(n.words) < 2 or not n.words[0].isalpha() or not slug(n.words):
            return None
        member = self._stranger(own_name(self.doc, n.start, n.end), n.unit, self._current(n.countries))
        beside = tuple(s for u in self._bodies_beside(n) for s in tables().bodies[u.ids("body")[0]].sectors)
        owned = sectors_of((), n.organisations)
        member.sectors = tuple(dict.fromkeys((*owned, *beside) if owned else (*member.sectors, *beside)))
        if member.country is None and set(member.sectors) & AT_HOME and not n.organisations:
            member.country = next(iter(self._home(n)), None)
        descent = country_of_descent(self.doc, n.head, n.head + 1)
        if descent is not None and not member.sectors:
            member.country, member.sectors, member.kind = member.country or descent, ("CVL",), "people"
        if self._is_founded(n):
            member.kind = "thing"
        return self.cast.enter(member), "entity", False

    def _stranger(self, name: str, unit: Unit | None, countries: tuple[str, ...]) -> Member:
        """An organisation by its name, with the sectors of the common noun it ends in."""
        bodies = (unit.kin or unit.ids("body")) if unit else ()
        country = next((c for c in countries if c in tables().countries), None)
        sectors = name_sectors(name) or (tables().bodies[bodies[0]].sectors if bodies else ())
        return Member(f"O.{slug(name)}", name, "organisation", country, sectors)

    def _has_parent(self, n: Naming) -> bool:
        """Whether a noun with an organisation before it may mean one of the text that belongs to it."""
        assert n.unit is not None
        met = self.antecedents.organisation(n.head, n.unit.ids("noun"))
        known = tables().organisations.get(met.id) if met else None
        return known is not None and (known.parent in n.organisations or known.id in n.organisations)

    def _organ(self, n: Naming) -> Resolved:
        """Part of an organisation that no table has: "the UN inspection mechanism"."""
        noun = slug(own_name(self.doc, n.head, n.head + 1))
        scope = n.organisations[0]
        return self.cast.enter(body_member(scope, (), n.words, "organisation", noun)), "body", False

    def _bodies_beside(self, n: Naming) -> list[Unit]:
        """The bodies that the phrase names beside its head: the police of "police commander"."""
        found = [u for u in self.phrases.units[n.head] if u.has("body") and not self._ranks(u)]
        return [u for u in found if not u.has("title") or u.root == n.head and not n.titles]

    def _ranks(self, unit: Unit) -> bool:
        """Whether a word only says how high an office is: "deputy" before "interior minister"."""
        return self.doc[unit.start].lower_ in words("rank") and unit.end - unit.start == 1

    def _town(self, n: Naming) -> Member:
        """Those who govern a town or region; of an attacked one, the country."""
        country = town_country(n.words)
        if country is not None and is_attacked(self.doc[n.head]) and country in tables().countries:
            return self.cast.enter(country_member(country))
        id = ".".join(filter(None, [country, "GOV" if country else "O", slug(n.words)]))
        return self.cast.enter(Member(id, n.words, "government", country, ("GOV",)))

    def _is_founded(self, n: Naming) -> bool:
        token = self.doc[n.head]
        return token.dep_ == "dobj" and token.head.lemma_ in words("found_verb")

    def _span(self, n: Naming) -> Span:
        last = self.doc[n.end - 1]
        return Span(self.doc[n.start].idx, last.idx + len(last.text))
