"""What a text says beside a name of where it lies: "Perth, some 40 miles north of Edinburgh", "Trinidad, capital of the
department of Beni", "Mérida, in the Venezuelan Andes".

An aside opens with a preposition, a distance, "capital of" or a noun for land, runs over words of land and way only (the
lists ``aside_lead`` and ``aside_noun``), and ends with the first word that is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.knowledge.places import words
from dragoman.reader.places.toponyms import Toponym, demonyms

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

LONGEST = 16
NEAR_KM = 250.0
FAR_HOURS = 6
KM = {"km": 1.0, "kms": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.61}
HOURS = frozenset({"hour", "hours"})
WAYS = frozenset({*KM, *HOURS, "minute", "minutes"})
PASSING = frozenset({"DET", "ADP", "ADJ", "NUM", "ADV", "PART", "CCONJ", "PRON", "SYM"})


@dataclass(frozen=True, slots=True)
class Aside:
    """``inner``: number of the toponym that is told where it lies; ``outers``: of those that it lies in or near;
    ``countries``: codes that an adjective gives ("the Costa Rican capital"); ``within_km``: how near."""

    inner: int
    outers: tuple[int, ...]
    countries: frozenset[str]
    within_km: float


def find_asides(doc: Doc, toponyms: Sequence[Toponym]) -> Iterator[Aside]:
    """The asides of a text, in its order; only those that name another toponym or a country."""
    told = set()
    for i, t in enumerate(toponyms):
        run = _run(doc, t.end)
        if run is None:
            continue
        aside = _aside(doc, toponyms, i, run)
        if aside.outers or aside.countries:
            told.add(i)
            yield aside
    yield from (a for a in _distances(doc, toponyms) if a.inner not in told)


def _aside(doc: Doc, toponyms: Sequence[Toponym], inner: int, run: range) -> Aside:
    outers = tuple(n for n, o in enumerate(toponyms) if n != inner and o.start in run)
    named = {i for n in outers for i in range(toponyms[n].start, toponyms[n].end)}
    codes = frozenset(c for i in run if i not in named for c in _adjective(doc, i))
    return Aside(inner, outers, codes, _reach([doc[i] for i in run]))


def _adjective(doc: Doc, i: int) -> tuple[str, ...]:
    """The countries of an adjective for a people at a token, of two words ("Costa Rican") or of one."""
    if not doc[i].text[:1].isupper():
        return ()
    pair = doc[i : i + 2].text.lower()
    return demonyms().get(pair) or demonyms().get(doc[i].lower_, ())


def _run(doc: Doc, end: int) -> range | None:
    """The tokens of an aside behind a name that ends at ``end``; ``None`` where none begins there."""
    start = end + 1 if end < len(doc) and doc[end].text in (",", "(", "–", "—", "-") else end
    if start >= len(doc) or doc[start].is_sent_start or not _leads(doc, start, start > end):
        return None
    stop = start
    while stop < min(len(doc), start + LONGEST) and not doc[stop].is_sent_start and _goes_on(doc, stop):
        stop += 1
    run = range(start, stop)
    return run if stop > start and _is_of_land(doc, run) else None


def _leads(doc: Doc, start: int, parted: bool) -> bool:
    """Whether a token may open an aside; without a comma before it, only a distance and "near" do."""
    token = doc[start]
    if not parted:
        return token.lower_ in ("near", "outside") or (token.like_num and _is_way(doc, start + 1))
    if token.lower_ in words()["aside_lead"] or token.like_num:
        return True
    owner = next((i for i in range(start + 1, min(start + 4, len(doc))) if doc[i].tag_ == "POS"), None)
    return token.text[:1].isupper() and (owner is not None or bool(_adjective(doc, start)))


def _is_way(doc: Doc, i: int) -> bool:
    return i < len(doc) and doc[i].lower_.rstrip("s") in {w.rstrip("s") for w in WAYS}


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether a word may stand in an aside: of land or way, a name, or one that only joins them."""
    token = doc[i]
    if token.lower_ in words()["aside_noun"] or token.lemma_.lower() in words()["aside_noun"] | words()["place_noun"]:
        return True
    if token.lower_ in words()["direction"] | words()["aside_lead"] or token.text[:1].isupper():
        return True
    if token.pos_ == "NOUN":
        return token.dep_ in ("compound", "nmod", "amod", "npadvmod") or _is_way(doc, i)
    return (token.pos_ in PASSING and token.tag_ not in ("PRP", "WDT", "WP", "WRB")) or token.text in ("-", "'s", "’s")


def _is_of_land(doc: Doc, run: range) -> bool:
    """Whether an aside that opens with an article speaks of land or way at all: "Paris, the French singer" does not."""
    if doc[run.start].lower_ not in ("a", "an", "the", "one"):
        return True
    lands = words()["aside_noun"] | words()["place_noun"] | words()["division_noun"] | words()["town_noun"]
    return any(doc[i].lemma_.lower() in lands or _is_way(doc, i) for i in run)


def _reach(run: list[Token]) -> float:
    """How many kilometres away, at most, by the distance that the words give; 0 where it is far, a day's journey."""
    for number, unit in zip(run, run[1:], strict=False):
        digits = number.text.replace(",", "")
        if not digits.replace(".", "", 1).isdigit():
            continue
        if unit.lemma_.lower() in KM:
            return 1.5 * float(digits) * KM[unit.lemma_.lower()] + 40
        if unit.lower_ in HOURS and float(digits) > FAR_HOURS:
            return 0.0
    return NEAR_KM


def _distances(doc: Doc, toponyms: Sequence[Toponym]) -> Iterator[Aside]:
    """Distances from one name to another that do not stand right beside it: "set the town hall of Granada alight, some
    45 kilometres from Managua"."""
    for n, outer in enumerate(toponyms):
        from_ = outer.start - 1
        if from_ < 1 or not n or doc[from_].lower_ not in ("from", "of", "outside") or doc[outer.start].is_sent_start:
            continue
        way = next((i for i in range(from_ - 1, max(-1, from_ - 5), -1) if _is_way(doc, i)), None)
        inner = toponyms[n - 1]
        if way is None or inner.start < doc[outer.start].sent.start or inner.end > way:
            continue
        yield Aside(n - 1, (n,), frozenset(), _reach(list(doc[inner.end : outer.start])))
