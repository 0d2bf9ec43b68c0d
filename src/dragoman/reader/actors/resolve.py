"""Who is meant by each naming phrase of a text, in its order, so that a later one may lean on an earlier."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.knowledge.actors import tables
from dragoman.knowledge.words.actor_words import words
from dragoman.reader.actors.appositions import appositions
from dragoman.reader.actors.beside import country_of_place
from dragoman.reader.actors.bodies import body_member, organisation_member
from dragoman.reader.actors.cast import Cast, Member
from dragoman.reader.actors.collectives import PART, SURE, Collectives, Resolved
from dragoman.reader.actors.named import name_sectors
from dragoman.reader.actors.namings import Naming, Phrases
from dragoman.reader.actors.persons import Described, Persons, country_of, sectors_of
from dragoman.reader.actors.units import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dragoman.reader.sheet import Sheet


class Resolver(Collectives):
    """Fills the cast from the namings of one text."""

    def __init__(self, sheet: Sheet, phrases: Phrases, namings: list[Naming]) -> None:
        super().__init__(sheet, phrases, namings)
        self.persons = Persons(self.cast, sheet.published, sheet.settings.fuzzy_name_score, self._spoken_of())
        self.beside = appositions(self.doc, phrases, self.namings)
        self.done: set[int] = set()

    def _spoken_of(self) -> frozenset[str]:
        units = [u for us in self.phrases.units.values() for u in us]
        roles = ("country", "adjective", "people", "capital", "seat", "organisation")
        return frozenset(i for u in units for i in u.ids(*roles))

    def run(self) -> Cast:
        heads = sorted(self.namings, key=lambda h: self.namings[h].start)
        positions = sorted(
            [(self.namings[h].start, h, False) for h in heads] + [(i, i, True) for i in self._pronouns()]
        )
        for _, head, is_pronoun in positions:
            if is_pronoun:
                self.antecedents.refer(self.doc[head])
            elif head not in self.done:
                self.resolve(self.namings[head])
        self.antecedents.relatives(self.phrases.top)
        self._belongings()
        return self.cast

    def _belongings(self) -> None:
        """Nouns that are nobody but somebody's: "Russian aggression", "Kosovo's application"."""
        for head, members in list(self.phrases.members.items()):
            if head not in self.cast.by_head and self.doc[head].pos_ in ("NOUN", "PROPN"):
                owner = self._owner_mention(head, members)
                if owner is not None:
                    self.cast.belongs[head] = owner

    def _owner_mention(self, head: int, members: list[int]) -> int | None:
        roots = [u.root for u in self.phrases.units.get(head, ())]
        children = [c for i in members for c in self.doc[i].children if c.dep_ == "poss"]
        objects = [
            o
            for i in members
            for p in self.doc[i].children
            if p.dep_ == "prep" and p.lower_ == "of"
            for o in p.children
        ]
        for i in (*(c.i for c in children), *roots, *(self.phrases.top[o.i] for o in objects)):
            found = i if i in self.cast.by_head else self.phrases.top[i]
            if found in self.cast.by_head and found != head:
                return found
        return None

    def resolve(self, n: Naming) -> Member | None:
        """The actor of a naming phrase, entered into the cast with this mention."""
        self.done.add(n.head)
        partner = self.namings.get(self.beside.get(n.head, -1))
        if partner is not None:
            joined = self._beside(n, partner)
            if joined is not None:
                return joined
        found = self._resolve_kind(n)
        if found is None:
            return None
        member, how, back = found
        self.cast.mention(member, n.start, n.end, n.head, how, back)
        return member

    def _resolve_kind(self, n: Naming) -> Resolved | None:
        if n.kind == "person":
            return self._person(n)
        if self._is_surname_met(n):
            return (*self.persons.identify(_only_named(n.words)), False)
        if n.kind == "office":
            return self._office(n)
        if n.kind in ("country", "attribute"):
            return self._country(n, None)
        if n.kind == "government":
            return self._country(n, "GOV")
        if n.kind in ("organisation", "armed_group"):
            return self._organisation(n)
        if n.kind == "people":
            return self._people(n)
        if n.kind == "noun":
            return self._noun(n)
        if n.kind == "part":
            return self._part(n)
        if n.kind == "body":
            assert n.unit is not None
            return self._mouthpiece(n) if "spokesperson" in n.unit.ids("title") else self._body(n)
        if n.kind == "organ":
            return self._organ(n)
        if n.kind == "described":
            return self._described(n)
        if n.kind == "group":
            return self._group(n)
        return self._entity(n)

    def _part(self, n: Naming) -> Resolved | None:
        """ "A group of lawmakers", "thousands of protesters": whoever stands after "of"."""
        inner = self.namings.get(n.inner)
        if inner is None:
            return None
        found = self._resolve_kind(inner)
        return (found[0], "part", False) if found else None

    def _is_surname_met(self, n: Naming) -> bool:
        """Whether the parser took for something else the surname of a person the text has named, or of the only one who
        bears it in office on the date ("Haradinaj resigned")."""
        unknown = n.kind in ("entity", "town", "people") and n.unit is not None and not n.unit.entries
        if not unknown or not n.words[0].isupper():
            return False
        return self.persons.named_in_text(n.words) or self.persons.is_in_office(n.words)

    # Persons

    def _person(self, n: Naming, extra: Naming | None = None) -> Resolved:
        assert n.person is not None
        described = self._description(n, extra)
        if not self.persons.is_known(described):
            described = self._placed(described, [n, extra] if extra else [n])
        member, how = self.persons.identify(described)
        return member, how, False

    def _placed(self, d: Described, phrases: list[Naming]) -> Described:
        """A stranger with whose he is where the phrase does not say it: of "its foreign minister", of "leader of the
        teachers' federation", of the country of the dispatch."""
        owned = next((s for x in phrases if (s := self.antecedents.owner_of(self.doc[x.head]))), ())
        if owned and not d.scopes:
            return replace(d, scopes=owned, offices=_of_scope(d.offices, owned))
        owner = next((o for x in phrases if (o := self._owner(x) or self._led(x)) is not None), None)
        if owner is not None and any(x.kind == "described" for x in phrases):
            return d if d.scopes else replace(d, home=owner.country)
        if owner is not None:
            sectors = tuple(dict.fromkeys((*d.sectors, *owner.sectors)))
            d = replace(d, sectors=sectors, home=owner.country, offices=_no_head(d.offices))
        elif not d.sectors:
            d = replace(d, sectors=next((s for x in phrases if (s := self._headed_sectors(x))), ()))
        if d.scopes or d.home:
            return d
        domestic = bool(set(d.offices) - words("homeless_office"))
        met = self._met_bodies(phrases)
        home = met or self._home(phrases[0])
        if domestic and home and not d.former:
            return replace(d, scopes=home, offices=_of_scope(d.offices, home))
        if "former-official" in d.offices and not met:
            return replace(d, home=self.homeland.country(phrases[0].head, SURE))
        at_home = domestic or met or set(d.offices) & words("home_office") or self._is_of_body(phrases)
        at_home = (
            at_home
            or bool(set(d.sectors) & {"LAB", "LEG"})
            or owner is not None
            and owner.id in ("GOV", "MIL", "COP", "PTY", "LAB")
        )
        return replace(d, home=home[0]) if home and at_home else d

    def _headed_sectors(self, n: Naming) -> tuple[str, ...]:
        """What the words after "of" tell of a leader: LAB of "leader of the teachers' federation"."""
        if not n.unit or not n.unit.has("title") or self.doc[n.head].lower_ not in words("head_word"):
            return ()
        objects = [o for p in self.doc[n.head].children if p.lower_ in ("of", "for") for o in p.children]
        return next((s for o in objects if (s := name_sectors(self.doc[o.left_edge.i : o.i + 1].text))), ())

    def _met_bodies(self, phrases: list[Naming]) -> tuple[str, ...]:
        """The country of the body named before with the same noun: of the party, for "a party spokesman"."""
        for x in phrases:
            for u in self._bodies_beside(x):
                noun = self.doc[u.root].lower_
                met = self.antecedents.body(x, self._sectors_beside(u)[0], noun) if noun in words("back_body") else None
                if met is not None and met.country:
                    return (met.country,)
        return ()

    def _is_of_body(self, phrases: list[Naming]) -> bool:
        """Whether a phrase names a body of the country of the dispatch: "a party spokesman", "the police commander"."""
        return any(
            u.has("body") and self._is_domestic(replace(x, unit=u)) for x in phrases for u in self._bodies_beside(x)
        )

    def _ranked(self, title: Unit) -> tuple[str, ...]:
        """The offices of a title; those of the deputies where "deputy" or "vice" stands before it."""
        offices = title.ids("title")
        if self.doc[title.start - 1].lower_ not in words("rank"):
            return offices
        return tuple(dict.fromkeys("deputy-minister" if o.endswith("minister") else o for o in offices))

    def _led(self, n: Naming) -> Member | None:
        """Whoever somebody is said to lead or speak for in a clause of its own: "who leads the state delegation"."""
        for clause in self.doc[n.head].children:
            if clause.dep_ != "relcl" or not any(c.dep_ == "nsubj" and c.lower_ == "who" for c in clause.children):
                continue
            led = [c for c in clause.children if c.dep_ == "dobj" and clause.lemma_ in words("lead_verb")]
            if clause.lemma_ == "speak":
                led = [o for p in clause.children if p.lower_ == "for" for o in p.children]
            for token in led:
                inner = self.namings.get(self.phrases.top[token.i])
                found = self._resolve_kind(inner) if inner is not None and inner.kind != "person" else None
                if found is not None:
                    return found[0]
        return None

    def _description(self, n: Naming, extra: Naming | None = None) -> Described:
        assert n.person is not None
        both = [n, extra] if extra else [n]
        titles = [t for x in both for t in x.titles]
        scopes = [s for x in both for s in (*self._current(x.countries), *x.organisations)]
        name = self.doc[n.person.start : n.person.end].text
        offices = [o for t in titles for o in self._ranked(t)]
        for x in both:
            offices += self._wide_title(x)
        return Described(
            name=" ".join(name.split()),
            named=n.person.ids("person"),
            offices=_of_scope(tuple(dict.fromkeys(offices)), tuple(dict.fromkeys(scopes))),
            titles=" ".join(" ".join(self.doc[t.start : t.end].text for t in titles).split()),
            scopes=tuple(dict.fromkeys(scopes)),
            former=any(x.former for x in both),
            gender=self._gender(n),
            sectors=tuple(s for x in both for u in self._bodies_beside(x) for s in self._sectors_beside(u)),
        )

    def _sectors_beside(self, unit: Unit) -> tuple[str, ...]:
        return tables().bodies[unit.ids("body")[0]].sectors

    def _gender(self, n: Naming) -> str | None:
        """What honorifics and titles say of it."""
        before = {t.lower_ for t in self.doc[max(0, n.start - 1) : n.head]}
        if before & words("woman"):
            return "woman"
        return "man" if before & words("man") else None

    def _office(self, n: Naming) -> Resolved | None:
        assert n.unit is not None
        wide = (*self._ranked(n.unit), *self._wide_title(n))
        countries = self._current(n.countries)
        scopes = (*countries, *n.organisations)
        if not scopes and n.unit.has("title"):
            scopes = self.antecedents.owner_of(self.doc[n.head]) or self._possessor(n)
        offices = _of_scope(wide, scopes)
        if "spokesperson" in offices:
            return self._mouthpiece(n)
        if n.plural or n.each:
            return self._office_group(n, scopes)
        if not n.definite and self._is_mere_office(n):
            return None
        if not scopes:
            return self._bare_title(n, offices)
        if n.former or all(o in words("many_holders") or o == "deputy-minister" for o in offices):
            return self._role(n, offices, scopes)
        found, how = self.persons.by_title(offices, scopes)
        if len(found) == 1:
            return self.persons.enter(found[0]), how, how == "title_in_text"
        if len(found) > 1:
            self.sheet.leave_undecided(self._span(n), "actor_ambiguous", PART, tuple(m.id for m in found))
        return self._role(n, offices, scopes)

    def _possessor(self, n: Naming) -> tuple[str, ...]:
        """Whose title it is where a noun that refers back says so: "the country's foreign minister"."""
        for c in self.doc[n.head].children:
            inner = self.namings.get(self.phrases.top[c.i]) if c.dep_ == "poss" and c.pos_ == "NOUN" else None
            found = self._resolve_kind(inner) if inner is not None and inner is not n else None
            if found is not None and found[2]:
                member = found[0]
                return (
                    (member.id,) if member.id in tables().organisations else (member.country,) if member.country else ()
                )
        return ()

    def _wide_title(self, n: Naming) -> list[str]:
        """The offices of "the head of the EU's foreign policy", which is its "foreign policy chief"."""
        token = self.doc[n.head]
        if token.lower_ not in words("head_word"):
            return []
        for p in token.children:
            if p.dep_ == "prep" and p.lower_ == "of":
                for o in p.children:
                    if o.dep_ == "pobj":
                        left = [c for c in o.lefts if c.dep_ in ("amod", "compound")]
                        policy = " ".join(t.lower_ for t in [*left, o])
                        return [i for i, office in tables().offices.items() if f"{policy} chief" in office.titles]
        return []

    def _bare_title(self, n: Naming, offices: tuple[str, ...]) -> Resolved | None:
        scopes = self._sole_scope(n, offices)
        if scopes:
            found, how = self.persons.by_title(_of_scope(offices, scopes), scopes)
            if len(found) == 1:
                return self.persons.enter(found[0]), how, True
        bearers = self.persons.bearing(offices)
        if n.definite or self.doc[n.head].text[:1].isupper():
            if bearers:
                return bearers[-1], "title_in_text", True
            met = self.antecedents.person(self.doc[n.head], words("back_person"))
            if met is not None and n.definite:
                return met, "common_noun", True
        if self.doc[n.head].dep_ in ("appos", "attr", "oprd") or self.doc[n.head].lower_ in words("head_word"):
            return None
        return self._role(n, _of_scope(offices, scopes), scopes)

    def _is_mere_office(self, n: Naming) -> bool:
        """Whether the words mean the office and not who holds it: "served as president", "ran for governor"."""
        token = self.doc[n.head]
        if token.dep_ == "pobj" and token.head.lower_ in ("as", "for"):
            return True
        return token.dep_ in ("attr", "oprd") and token.head.lemma_ in ("become", "elect", "appoint", "name", "swear")

    def _sole_scope(self, n: Naming, offices: tuple[str, ...]) -> tuple[str, ...]:
        """Whose a bare title must be: the only one that has the office ("the pope"), or the one country spoken of."""
        of = {h.of for h in tables().holders if h.office == offices[0]}
        if len(of) == 1:
            return (of.pop(),)
        if set(offices) - words("homeless_office"):
            home = self._home(n)
            if home:
                return home
        country = (
            self.antecedents.only_country(n.head) if n.definite and offices[0] not in words("many_holders") else None
        )
        return (country,) if country else ()

    def _without_destination(self, n: Naming, scopes: tuple[str, ...]) -> tuple[str, ...]:
        """Without the country that somebody of an organisation is sent to: "the UN envoy for Libya"."""
        if not n.organisations:
            return scopes
        sent = [o for p in self.doc[n.head].children if p.lower_ in ("for", "to", "in", "on") for o in p.children]
        units = [u for o in sent if (u := self.phrases.unit_at.get(o.i)) is not None]
        countries = {c for u in units for c in u.ids("country")}
        return tuple(s for s in scopes if s not in countries)

    def _role(self, n: Naming, offices: tuple[str, ...], scopes: tuple[str, ...]) -> Resolved:
        """Somebody known by the office alone: "the mayor", "a former Montenegrin president"."""
        scopes = self._without_destination(n, scopes)
        sectors = ("ELI",) if n.former else sectors_of(offices, scopes)
        prefix = scopes[0] if scopes else ""
        country = next((s for s in scopes if s in tables().countries), None)
        if not scopes:
            country = country_of_place(self.doc, self.phrases, self.doc[n.head])
        parts = [prefix, sectors[0] if sectors else "", offices[0] if offices[0] not in ("official",) else ""]
        member = Member(
            id=".".join(p for p in parts if p),
            name=n.words,
            kind="person",
            country=country or country_of(scopes),
            sectors=sectors,
            office=self.doc[n.unit.start : n.unit.end].text if n.unit and not n.former else None,
        )
        return self.cast.enter(member), "title" if scopes else "generic", False

    def _office_group(self, n: Naming, scopes: tuple[str, ...]) -> Resolved | None:
        """ "NATO foreign ministers", "the Serbian and Kosovo leaders"."""
        assert n.unit is not None
        if not scopes:
            met = self.antecedents.group(n.head, "GOV")
            if met is not None:
                return met, "common_noun", True
            if set(n.unit.ids("title")) & words("many_holders") - words("homeless_office"):
                scopes = self._home(n)
        office = tables().offices[n.unit.ids("title")[0]]
        sector = office.sectors[0] if office.sectors else "GOV"
        if n.each and len(scopes) > 1:
            return self._each(n, sector, n.unit.ids("title"), scopes)
        return self._of_scope(n, sector, scopes, "group"), "body" if scopes else "generic", False

    def _each(self, n: Naming, sector: str, offices: Iterable[str], scopes: tuple[str, ...]) -> Resolved:
        members = []
        for s in scopes[:4]:
            held, _ = self.persons.by_title(offices, [s])
            if len(held) == 1:
                members.append(self.persons.enter(held[0]))
            else:
                members.append(self.cast.enter(body_member(s, (sector,), n.words, "body")))
        return self._together(members, n.words), "body", False

    def _mouthpiece(self, n: Naming) -> Resolved | None:
        """A spokesman without a name is whoever he speaks for."""
        owner = self._owner(n)
        if owner is not None:
            return owner, "body", False
        scopes = (*self._current(n.countries), *n.organisations) or self.antecedents.owner_of(self.doc[n.head])
        master = self.antecedents.owner(self.doc[n.head])
        if master is not None:
            return master, "body", False
        if n.definite and len(self.phrases.members[n.head]) < 3:
            bearers = self.persons.bearing(["spokesperson"])
            if bearers:
                return bearers[-1], "title_in_text", True
        others = [u for u in self.phrases.units[n.head] if u.has("body") and not u.has("title")]
        named = [u for u in self.phrases.units[n.head] if not u.entries and u.label == "ORG"]
        if named:
            return (
                self.cast.enter(self._stranger(self.doc[named[0].start : named[0].end].text, named[0], scopes)),
                "body",
                False,
            )
        if others:
            if not scopes and self._is_domestic(replace(n, unit=others[-1])):
                scopes = self._home(n)
            return self._body_of(n, others[-1].ids("body"), scopes), "body", False
        if scopes and scopes[0] in tables().organisations:
            return self.cast.enter(organisation_member(scopes[0])), "body", False
        return (
            self._role(n, ("spokesperson",), scopes)
            if not scopes
            else (self._of_scope(n, "GOV", scopes, "government"), "body", False)
        )

    def _owner(self, n: Naming) -> Member | None:
        """The actor after "for" or "of", or before "'s", where it is a body or organisation with a phrase of its own."""
        for i in self.phrases.members[n.head]:
            for c in self.doc[i].children:
                for o in (
                    [c] if c.dep_ == "poss" else c.children if c.dep_ == "prep" and c.lower_ in ("for", "of") else ()
                ):
                    inner = self.namings.get(self.phrases.top[o.i])
                    if inner is not None and inner.kind in (
                        "body",
                        "office",
                        "organisation",
                        "armed_group",
                        "person",
                        "government",
                        "entity",
                    ):
                        found = self._resolve_kind(inner) if inner is not n else None
                        return found[0] if found else None
        return None

    # Apposition, pronouns

    def _beside(self, n: Naming, partner: Naming) -> Member | None:
        """Resolves two phrases in apposition together; ``None`` where one of them has no actor."""
        self.done |= {n.head, partner.head}
        if "person" in (n.kind, partner.kind):
            name, role = (n, partner) if n.kind == "person" else (partner, n)
            member, how, _ = self._person(name, role)
        else:
            name, role = (n, partner) if n.kind == "entity" else (partner, n)
            named, described = self._resolve_kind(name), self._resolve_kind(role)
            if named is None or described is None:
                return None
            member, how, _ = named
            member.country = member.country or described[0].country
            member.sectors = member.sectors or described[0].sectors
        self.cast.mention(member, name.start, name.end, name.head, how)
        self.cast.mention(member, role.start, role.end, role.head, "apposition")
        return member

    def _pronouns(self) -> list[int]:
        return [t.i for t in self.doc if t.tag_ in ("PRP", "PRP$") and t.i not in self.phrases.unit_at]


def _only_named(name: str) -> Described:
    return Described(name=name, named=(), offices=(), titles="", scopes=(), former=False, gender=None)


def _no_head(offices: tuple[str, ...]) -> tuple[str, ...]:
    """The offices without those that "head" or "leader" may mean of a country, for the leader of a federation."""
    return tuple(o for o in offices if o not in words("homeless_office") or o in words("home_office"))


def _of_scope(offices: tuple[str, ...], scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Of the offices that a title may mean, those that a country, or an organisation, can have; all where none fits."""
    if not scopes:
        return offices
    scope = "country" if scopes[0] in tables().countries else "organisation"
    return tuple(o for o in offices if tables().offices[o].scope in (scope, "both")) or offices
