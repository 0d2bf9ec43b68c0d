"""Decides which of the places of one name is meant.

Candidates are weighed by what they are (a capital before a village, a place's own name before a further one) and by
what stands around them: a name that qualifies them ("Paris, Texas"), the countries of the sentence and of the
dispatch, the places near them. One name means one place throughout a dispatch, unless it is qualified.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from math import cos, hypot, log10, radians
from typing import TYPE_CHECKING

from dragoman.knowledge.places import Entry, country_points, region, words
from dragoman.reader.adjectives import is_thing, noun_after
from dragoman.reader.places.asides import Aside, find_asides
from dragoman.reader.places.toponyms import Toponym, demonyms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HOW = {
    "qualified": "the words beside it say which: 'Paris, Texas'",
    "only_one": "the tables and the gazetteer know one place of that name",
    "sentence": "it lies in a country that the sentence names",
    "dispatch": "it lies in a country that the dispatch names",
    "foremost": "the largest or best-known place of that name",
}

# Weights in units of one order of magnitude of population; set by reasoning, then kept: see docs/places.md.
FEATURE_WEIGHT = {"country": 9.0, "region": 6.5, "water": 6.5, "site": 5.5}
CAPITAL_BONUS = 1.5
SUPPLEMENT_TOWN = 5.0
DIVISION_MALUS = {"admin1": 1.5, "admin2": 1.5}
FURTHER_NAME_MALUS = 1.5
SENTENCE_BONUS = 3.0
DISPATCH_BONUS = 2.5
NEAR_BONUS = 1.5
KIND_BONUS = 3.0
TIE = 0.3
MUCH_LESS_KNOWN = 1.5
PLAIN_LEAD = 0.8
# So many orders of magnitude behind a namesake, a place that is not large needs more than that its country is spoken of.
OUTSHONE, OUTSHONE_SMALL = 2.5, 1.5
LARGE_TOWN, SMALL_TOWN = 500_000, 200_000
OUTSHONE_SHARE = 0.2
NEIGHBOUR_KM = 2500
LANDS = frozenset(
    {"highland", "lowland", "plain", "mountain", "hill", "desert", "jungle", "forest", "half", "interior", "steppe"}
)
NEAR_KM = 250
SAME_KM = 100
# From the middle of a large island or region, and of a sea or long river, to what lies in it or on it.
REGION_KM = 450
WIDE_KM = 2500


@dataclass(frozen=True, slots=True)
class Located:
    """A toponym with the place it means; ``entry`` is ``None`` where two candidates tie, then in ``tied``."""

    toponym: Toponym
    entry: Entry | None
    how: str
    confidence: float
    tied: tuple[Entry, ...] = ()


def distance_km(a: Entry, b: Entry) -> float:
    """On a flat map, good enough to a few hundred kilometres."""
    across = (a.lon - b.lon + 180) % 360 - 180
    return 111.2 * hypot(a.lat - b.lat, across * cos(radians((a.lat + b.lat) / 2)))


def locate(doc: Doc, toponyms: list[Toponym]) -> list[Located]:
    """The place of each toponym, in their order."""
    toponyms = _states_told(doc, toponyms)
    surroundings = Surroundings(doc, toponyms)
    owned = _owned(doc, toponyms)
    settled = _qualified(toponyms, surroundings) | owned
    settled |= _told_beside(doc, toponyms, surroundings, settled)
    certain = [t.candidates[0] for t in toponyms if len(t.candidates) == 1]
    surroundings.anchors = [e for e in (*settled.values(), *certain) if e.feature not in ("country", "water")]
    toponyms = [t if i in settled else _told_apart(doc, t, toponyms, owned) for i, t in enumerate(toponyms)]
    chosen = [
        Located(t, settled[i], "qualified", 0.95) if i in settled else _choose(t, surroundings)
        for i, t in enumerate(toponyms)
    ]
    return _one_sense(chosen, settled)


class Surroundings:
    """The countries that a dispatch and its sentences name, and the places in it that are certain."""

    def __init__(self, doc: Doc, toponyms: list[Toponym]) -> None:
        self.doc = doc
        self._sentence_of = [0] * len(doc)
        for n, sentence in enumerate(doc.sents):
            self._sentence_of[sentence.start : sentence.end] = [n] * len(sentence)
        self.sentence: dict[int, Counter[str]] = defaultdict(Counter)
        self.dispatch: Counter[str] = Counter()
        self.anchors: list[Entry] = []
        self._toponyms = toponyms
        for t in toponyms:
            country = self._names(t)
            if country:
                self._count(t.start, country)
        for token in doc:
            if (token.ent_type_ == "NORP" or token.pos_ == "ADJ" and token.text[:1].isupper()) and not _is_of_thing(
                token
            ):
                for code in demonyms().get(token.lower_, ()):
                    self._count(token.i, code)

    def _count(self, token: int, country: str) -> None:
        self.sentence[self._sentence_of[token]][country] += 1
        self.dispatch[country] += 1

    def _names(self, t: Toponym) -> str | None:
        """The country that a toponym names or lies in, where there is no doubt of it."""
        foremost = t.candidates[0]
        well_known = {e.country for e in t.candidates if e.feature in ("country", "region")}
        plain = len(well_known) == 1 or len(t.candidates) == 1 or _is_plainly_the_capital(t)
        return foremost.country if plain else None

    def score(self, t: Toponym, entry: Entry) -> tuple[float, str]:
        """Everything that speaks for a candidate, and the name of the strongest reason beside its size."""
        bonus, how = self.bonus(t, entry)
        return weight(entry) + bonus + _kind_bonus(self.doc, t, entry), how

    def bonus(self, t: Toponym, entry: Entry) -> tuple[float, str]:
        """What speaks for a candidate, and the name of the strongest reason. No mention speaks for itself."""
        own = entry.country == self._names(t)
        here = self.sentence[self._sentence_of[t.start]][entry.country or ""] - own
        all_in_all = self.dispatch[entry.country or ""] - own
        anchors = [*self.anchors, *self._beside(t)]
        near = NEAR_BONUS if any(0 < distance_km(entry, a) < NEAR_KM for a in anchors) else 0.0
        share = all_in_all / max(1, self.dispatch.total())
        part = OUTSHONE_SHARE if self._is_outshone(t, entry) else 1.0
        if here > 0:
            return (SENTENCE_BONUS + DISPATCH_BONUS * share) * part + near, "sentence"
        if all_in_all > 0:
            return DISPATCH_BONUS * (0.4 + 0.6 * share) * part + near, "dispatch"
        return near, "foremost"

    def _is_outshone(self, t: Toponym, entry: Entry) -> bool:
        """Whether a namesake is so much better known that naming the country says too little: an American in Paris is not
        in Texas; but where the text names the state, it may be."""
        behind = max(self._known(t, e) for e in t.candidates) - self._known(t, entry)
        small = entry.population < SMALL_TOWN
        if entry.population >= LARGE_TOWN or behind < (OUTSHONE_SMALL if small else OUTSHONE):
            return False
        wholes = (o.candidates[0] for o in self._toponyms if o.name != t.name)
        return not any(
            w.feature in ("region", "admin1") and w.country == entry.country and w.admin and w.admin == entry.admin
            for w in wholes
        )

    def _known(self, t: Toponym, entry: Entry) -> float:
        return weight(entry) + _kind_bonus(self.doc, t, entry)

    def _beside(self, t: Toponym) -> list[Entry]:
        """The towns of its sentence whose name means one place above all others."""
        here = self._sentence_of[t.start]
        near = (o for o in self._toponyms if o.name != t.name and self._sentence_of[o.start] == here)
        return [
            first for o in near if (first := _plainly(o)) is not None and first.feature not in ("country", "region")
        ]


def _plainly(t: Toponym) -> Entry | None:
    """The place that a name means where no other of the name is nearly as well known."""
    first, *others = sorted(t.candidates, key=weight, reverse=True)
    far = (e for e in others if distance_km(e, first) > SAME_KM)
    return first if all(weight(first) - weight(e) > PLAIN_LEAD for e in far) else None


def _states_told(doc: Doc, toponyms: list[Toponym]) -> list[Toponym]:
    """The toponyms with a state that shares its name with a country told from it: Georgia holds Atlanta, or has a governor."""
    peoples = {c for token in doc if token.text[:1].isupper() for c in demonyms().get(token.lower_, ())}
    found = []
    for t in toponyms:
        country = next((e for e in t.candidates if e.feature == "country"), None)
        state = next((e for e in t.candidates if e.feature == "region"), None)
        if country is not None and state is not None and state.country not in (None, country.country):
            t = _told(doc, t, toponyms, (country, state), peoples)
        found.append(t)
    return found


def _told(doc: Doc, t: Toponym, toponyms: list[Toponym], rivals: tuple[Entry, Entry], peoples: set[str]) -> Toponym:
    country, state = rivals
    beside = [o for o in toponyms if o.name != t.name]
    others = [max(o.candidates, key=weight) for o in beside]
    elsewhere = (o.candidates[0] for o in beside if not any(lies_in(e, state) for e in o.candidates))
    said = peoples | {e.country for e in elsewhere if e.country}
    spoken_near = any(c != country.country and _is_beside(c, country) for c in said)
    if country.country in said or spoken_near:
        return t
    sentence = doc[t.start].sent
    governed = any(w.lower_ in words()["state_word"] for w in sentence)
    first = any(lies_in(e, state) for e in others)
    several = sum(any(lies_in(e, state) for e in o.candidates) for o in beside) > 1
    if not (governed or first or several):
        return t
    return replace(t, candidates=tuple(e for e in t.candidates if e is not country))


def _is_beside(code: str, country: Entry) -> bool:
    """Whether a country lies in the part of the world of another."""
    point = country_points().get(code)
    return point is not None and distance_km(country, replace(country, lat=point.lat, lon=point.lon)) < NEIGHBOUR_KM


def _is_plainly_the_capital(t: Toponym) -> bool:
    """Whether a name is that of a capital, beside which its namesakes elsewhere are villages: Caracas, Nairobi."""
    first, *others = t.candidates
    return first.feature == "capital" and all(
        e.country == first.country or weight(first) - weight(e) > MUCH_LESS_KNOWN for e in others
    )


def _is_of_thing(adjective: Token) -> bool:
    """Whether an adjective only says where a thing is made: a Persian carpet in Herat puts Herat in no country."""
    noun = noun_after(adjective, adjective.i + 1)
    return noun is not None and is_thing(noun)


def weight(entry: Entry) -> float:
    """How well known a place is, in orders of magnitude of population."""
    base = FEATURE_WEIGHT.get(entry.feature, log10(entry.population + 1))
    if entry.feature in ("town", "capital") and entry.id.startswith("S."):
        base = max(base, SUPPLEMENT_TOWN)
    base -= DIVISION_MALUS.get(entry.feature, 0.0)
    base += CAPITAL_BONUS if entry.feature == "capital" and entry.own_name else 0.0
    return base - (0.0 if entry.own_name else FURTHER_NAME_MALUS)


def _kind_bonus(doc: Doc, t: Toponym, entry: Entry) -> float:
    """ "Kharkiv region" means the division, "the city of Kharkiv" the town."""
    after = {doc[i].lemma_.lower() for i in (t.end - 1, t.end) if t.start < i < len(doc)}
    before = {doc[t.start - 2].lemma_.lower()} if t.start > 1 and doc[t.start - 1].lower_ == "of" else set()
    is_division = entry.feature in ("admin1", "admin2", "region")
    divided = bool((after | before) & words()["division_noun"])
    towned = bool(after & {"city", "town", "village"} or before & words()["town_noun"])
    return KIND_BONUS if (divided and is_division) or (towned and not divided and not is_division) else 0.0


def _choose(t: Toponym, surroundings: Surroundings) -> Located:
    if len(t.candidates) == 1:
        return Located(t, t.candidates[0], "only_one", 0.8)
    scored = []
    for entry in t.candidates:
        score, how = surroundings.score(t, entry)
        scored.append((score, how, entry))
    scored.sort(key=lambda s: -s[0])
    best, how, entry = scored[0]
    rivals = [s for s in scored[1:] if distance_km(entry, s[2]) > SAME_KM]
    lead = best - rivals[0][0] if rivals else 4.0
    if lead < TIE:
        return Located(t, None, "tie", 0.0, (entry, *(s[2] for s in rivals if best - s[0] < TIE)))
    return Located(t, entry, how if rivals else "only_one", round(min(0.95, 0.55 + 0.1 * lead), 2))


def _qualified(toponyms: list[Toponym], surroundings: Surroundings) -> dict[int, Entry]:
    """Toponyms that qualify one another, by number: "Paris, Texas", "Goma (DR Congo)", "Kharkiv in Ukraine"."""
    settled: dict[int, Entry] = {}
    for i in range(len(toponyms) - 1, 0, -1):
        inner, outer = toponyms[i - 1], toponyms[i]
        gap = [x.lower_ for x in surroundings.doc[inner.end : outer.start]]
        if not _leads_to_whole(gap):
            continue
        # "China, Japan and Korea" is a list, though there is a China in Japan.
        if _names_country(inner) and not {"in", "on"} & {*gap} and not _is_state_of_town(inner, outer):
            continue
        wholes = [settled[i]] if i in settled else outer.candidates
        fits = [
            (surroundings.score(inner, a)[0] + surroundings.score(outer, b)[0], a, b)
            for b in wholes
            for a in inner.candidates
            if lies_in(a, b) and (b.feature != "admin2" or not _falls_behind(a, inner))
        ]
        if fits:
            _, part, whole = max(fits, key=lambda f: f[0])
            settled[i - 1] = part
            settled.setdefault(i, whole)
    return settled


def _told_beside(
    doc: Doc, toponyms: list[Toponym], surroundings: Surroundings, settled: dict[int, Entry]
) -> dict[int, Entry]:
    """Toponyms that an aside places, by number, with those it places them by: "Perth, 40 miles north of Edinburgh"."""
    found: dict[int, Entry] = {}
    for aside in find_asides(doc, toponyms):
        known = settled | found
        inner = toponyms[aside.inner]
        if aside.inner in known:
            continue
        fits = [
            (surroundings.score(inner, a)[0] + surroundings.score(toponyms[n], b)[0], a, n, b)
            for n in aside.outers
            for b in ((known[n],) if n in known else toponyms[n].candidates)
            for a in inner.candidates
            if _fits_aside(a, b, aside)
            and (not _names_country(inner) or (a.country != inner.candidates[0].country and lies_in(a, b)))
        ]
        if fits:
            _, part, n, whole = max(fits, key=lambda f: f[0])
            found[aside.inner] = part
            found.setdefault(n, whole)
            continue
        there = [e for e in inner.candidates if e.country in aside.countries and e.feature not in ("country", "water")]
        if there:
            found[aside.inner] = max(there, key=lambda e: surroundings.score(inner, e)[0])
    return {i: e for i, e in found.items() if i not in settled}


def _names_country(t: Toponym) -> bool:
    return t.candidates[0].feature == "country"


def _fits_aside(part: Entry, other: Entry, aside: Aside) -> bool:
    """Whether a place can lie in another or as near to it as an aside says."""
    if part.id == other.id or part.feature in ("country", "water", "region") or not aside.within_km:
        return False
    if other.feature == "country":
        return part.country == other.country
    if aside.countries and part.country not in aside.countries:
        return False
    away = distance_km(part, other)
    if other.country is None:
        return _is_on(part, other)
    if other.feature in ("region", "water"):
        return part.country == other.country and away < REGION_KM and _same_part(part, other)
    return away < aside.within_km and (away > 1 or part.feature != other.feature) or lies_in(part, other)


def _is_on(part: Entry, wide: Entry) -> bool:
    """Whether a place lies on a sea or river, or in a region of several countries."""
    held = region(wide.id)
    return held is not None and part.country in held.countries and distance_km(part, wide) < WIDE_KM


def _same_part(part: Entry, whole: Entry) -> bool:
    return not (part.admin and whole.admin) or part.admin == whole.admin


def _is_state_of_town(inner: Toponym, outer: Toponym) -> bool:
    """Whether a country's name before a state is that of a town in it: "Mexico, Missouri", "Lebanon, Pennsylvania"."""
    state = outer.candidates[0]
    if state.feature != "region" or not state.admin or state.country == inner.candidates[0].country:
        return False
    return any(e.feature == "town" and lies_in(e, state) for e in inner.candidates)


def _owned(doc: Doc, toponyms: list[Toponym]) -> dict[int, Entry]:
    """Toponyms that their country owns, by number: "Venezuela's Amazonas", "the Nigerian town of Brass"."""
    settled: dict[int, Entry] = {}
    countries = {t.end: t.candidates[0].country for t in toponyms if t.candidates[0].feature == "country"}
    for i, t in enumerate(toponyms):
        is_country = t.candidates[0].feature == "country"
        codes = _owners_after(doc, t.end) or (set() if is_country else _owners_before(doc, t.start, countries))
        inside = [e for e in t.candidates if e.country in codes and e.feature not in ("country", "water")]
        if inside:
            settled[i] = max(inside, key=lambda e: weight(e) + _kind_bonus(doc, t, e))
    return settled


def _owners_before(doc: Doc, start: int, countries: dict[int, str | None]) -> set[str]:
    """The countries whose name with "'s", or whose adjective, stands before a name, "town of" and the like between."""
    i = start - 1
    if i > 1 and doc[i].lower_ == "of" and doc[i - 1].lemma_.lower() in words()["place_noun"]:
        i -= 2
    if i > 0 and doc[i].tag_ == "POS":
        return {code for code in (countries.get(i),) if code}
    return {*demonyms().get(doc[i].lower_, ())} if i >= 0 and doc[i].text[:1].isupper() else set()


def _owners_after(doc: Doc, end: int) -> set[str]:
    """The countries whose adjective follows a name: "Cobán, in the Guatemalan highlands"."""
    gap = [t.lower_ for t in doc[end : end + 3]]
    if gap not in ([",", "in", "the"], [",", "on", "the"]) or end + 4 >= len(doc):
        return set()
    return {*demonyms().get(doc[end + 3].lower_, ())} if doc[end + 4].lemma_ in words()["place_noun"] | LANDS else set()


def _told_apart(doc: Doc, t: Toponym, toponyms: list[Toponym], owned: dict[int, Entry]) -> Toponym:
    """Beside a namesake of the same sentence that a country owns, a name means a place in another country: "in its own
    state of Amazonas, but Venezuela's Amazonas"."""
    sentence = doc[t.start].sent
    others = {
        e.country
        for i, e in owned.items()
        if toponyms[i].name == t.name and sentence.start <= toponyms[i].start < sentence.end
    }
    left = tuple(e for e in t.candidates if e.country not in others)
    return replace(t, candidates=left) if others and left else t


def _leads_to_whole(gap: list[str]) -> bool:
    """Whether the words between two names say that the first lies in the second: "Paris, Texas", "Man, in the west of
    Ivory Coast", "Naples, on the Florida coast"."""
    if gap in ([","], ["("], ["province", ","], ["city", ","]):
        return True
    if gap[:2] in (["and", "other"], ["and", "several"], ["and", "nearby"]) and "in" in gap:
        gap = gap[gap.index("in") :]
    rest = gap[1:] if gap[:1] == [","] else gap
    if gap[:1] == [","] and len(rest) == 1 and rest[0] in words()["direction"]:
        return True
    within = words()["direction"] | words()["place_noun"] | words()["division_noun"] | {"the", "of", "in"}
    capital = gap[:2] in ([",", "the"], [",", "a"]) and gap[-1] == "of"
    return (capital or rest[:1] in (["in"], ["on"])) and len(rest) <= 6 and all(w in within for w in rest[1:])


def _falls_behind(entry: Entry, t: Toponym) -> bool:
    """Whether a place is much less known than another of its name: in "Los Angeles, San Fernando" no village is meant."""
    return max(weight(e) for e in t.candidates) - weight(entry) > MUCH_LESS_KNOWN


def lies_in(part: Entry, whole: Entry) -> bool:
    """Whether a place can lie in a country, region or division."""
    if part.id == whole.id or part.feature in ("country", "water") or whole.feature in ("town", "capital", "site"):
        return False
    if whole.feature == "country":
        return part.country == whole.country
    if whole.country is None:
        return _is_on(part, whole)
    if part.country != whole.country:
        return False
    if part.admin and whole.admin and whole.feature in ("admin1", "region"):
        return part.admin == whole.admin and part.feature != "admin1"
    return part.feature != whole.feature and distance_km(part, whole) < NEAR_KM


def _one_sense(located: list[Located], settled: Iterable[int]) -> list[Located]:
    """One name, one place: what is qualified once holds for the name from there on; else the commonest reading."""
    said: dict[str, Entry] = {}
    kept = set(settled)
    result = []
    for i, x in enumerate(located):
        name = x.toponym.name
        if i in kept and x.entry:
            said[name] = x.entry
        elif name in said and said[name].id in {e.id for e in x.toponym.candidates}:
            x = Located(x.toponym, said[name], "qualified", 0.9)
        result.append(x)
    return result
