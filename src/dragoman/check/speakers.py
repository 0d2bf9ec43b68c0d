"""``check speakers``: whether a statement's speaker is the right actor, and what is made of whom he speaks to and about.

Asked of statements that are found: gold and prediction are paired one to one, best overlap of content first, at an F1 of
the content's words of ``SAME_WORDS`` and more. A speaker is right where name, country and main sector are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from dragoman.check.gold import GoldAbout, GoldItem, GoldStatement, GoldWho
from dragoman.check.score import Counts, by_class, class_figures, macro_f1, rounded
from dragoman.check.statements import word_starts, words_at
from dragoman.ids import fold
from dragoman.knowledge.actors.names import names
from dragoman.records import Actor, Party, Place, Reading, Span, Statement

SAME_WORDS = 0.5
NO_SECTOR = "-"
_ARTICLE = re.compile(r"^(?:the|a|an|some|its|his|her|their)\s+")
NAMELESS = frozenset({"people", "group"})
Pair = tuple[GoldStatement, Statement]


def score(items: Sequence[GoldItem], readings: Iterable[Reading]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    tally: dict[str, Counts] = {k: Counts() for k in ("found", "speaker", "name", "country", "sector", "to", "within")}
    stances: list[tuple[str, str]] = []
    rows: list[dict[str, Any]] = []
    for item, reading in zip(items, readings, strict=True):
        gold = item.statements or ()
        pairs = pair(gold, reading)
        tally["found"].add(len(pairs), len(reading.statements), len(gold))
        of_gold = {id(g): s for g, s in pairs}
        row: dict[str, Any] = {"id": item.id, "missed": [_words(g.content, item) for g in gold if id(g) not in of_gold]}
        row["statements"] = [_judge(g, s, gold, of_gold, item, reading, tally, stances) for g, s in pairs]
        rows.append(row)
    return _figures(tally, stances, len(items)), rows


def _figures(tally: dict[str, Counts], stances: list[tuple[str, str]], items: int) -> dict[str, Any]:
    classes = by_class(stances)
    right = sum(g == p for g, p in stances)
    most = max((sum(g == c for g, _ in stances) for c in classes), default=0)
    return {
        "items": items,
        "found": tally["found"].figures(),
        **{k: rounded(tally[k].recall) for k in ("speaker", "name", "country", "sector")},
        "asked": tally["speaker"].gold,
        "stance": {
            "accuracy": rounded(right / len(stances)) if stances else 0.0,
            "macro_f1": rounded(macro_f1(classes)),
            "baseline_accuracy": rounded(most / len(stances)) if stances else 0.0,
            "classes": class_figures(classes),
        },
        "addressee": tally["to"].figures(),
        "within": tally["within"].figures(),
    }


def _judge(
    g: GoldStatement,
    s: Statement,
    gold: Sequence[GoldStatement],
    of_gold: dict[int, Statement],
    item: GoldItem,
    reading: Reading,
    tally: dict[str, Counts],
    stances: list[tuple[str, str]],
) -> dict[str, Any]:
    """What a pair adds to the tallies, and a row to read."""
    row: dict[str, Any] = {"content": _words(g.content, item), "speaker": _called(s.speaker)}
    if g.who is not None:
        right = {
            "name": same_name(g.who, s.speaker, reading),
            "country": s.speaker is not None and s.speaker.country == g.who.country,
            "sector": s.speaker is not None and _same_sector(g.who, s.speaker),
        }
        right["speaker"] = all(right.values())
        for key, is_right in right.items():
            tally[key].add(is_right, 1, 1)
        row |= {"who": g.who.name, "wrong": [k for k in ("name", "country", "sector") if not right[k]]}
    met = s.addressee is not None and any(_touches(s.addressee.span, a) for a in g.addressee or ())
    tally["to"].add(met, s.addressee is not None, bool(g.addressee))
    row["addressee"] = [_words(g.addressee or (), item), _called(s.addressee)]
    over = of_gold.get(id(gold[g.within])) if g.within is not None else None
    tally["within"].add(over is not None and s.within == over.id, s.within is not None, g.within is not None)
    asked = [(a, _stance(a, s, reading)) for a in g.about or ()]
    stances += [(a.stance, found) for a, found in asked]
    row["stances"] = [[a.span.of(item.text), a.stance, found] for a, found in asked]
    return row


def pair(gold: Sequence[GoldStatement], reading: Reading) -> list[Pair]:
    """Gold and predicted statements whose contents share most words, each in one pair at the most."""
    starts = word_starts(reading.dispatch.text)
    wanted = [words_at(starts, g.content) for g in gold]
    found = [words_at(starts, s.content) for s in reading.statements]
    ranked = sorted(
        ((_f1(a, b), -i, -j) for i, a in enumerate(wanted) for j, b in enumerate(found) if _f1(a, b) >= SAME_WORDS),
        reverse=True,
    )
    pairs: dict[int, int] = {}
    for _, i, j in ranked:
        if -i not in pairs and -j not in pairs.values():
            pairs[-i] = -j
    return [(gold[i], reading.statements[j]) for i, j in sorted(pairs.items())]


def _f1(a: frozenset[int], b: frozenset[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0


def same_name(who: GoldWho, speaker: Party | None, reading: Reading) -> bool:
    """Whether a speaker is called as the gold calls him, there or wherever else the text names him; of a person's name
    the last word is enough. Of those without a name of their own, the words there must be among the gold's."""
    if speaker is None:
        return False
    text = reading.dispatch.text
    actor = next((a for a in reading.actors if a.id == speaker.id), None)
    wanted, called = _bare(who.name), [speaker.name, *([speaker.span.of(text)] if speaker.span else [])]
    if actor is None or actor.kind in NAMELESS or not speaker.id.startswith(("P.", "O.")):
        return any(f" {_bare(n)} " in f" {wanted} " for n in called) or _is_named_in_tables(who.name, speaker)
    if actor.kind == "person":
        return wanted.split()[-1:] == _bare(actor.name).split()[-1:]
    return any(f" {wanted} " in f" {_bare(n)} " for n in (*called, *(m.of(text) for m in actor.mentions)))


def _is_named_in_tables(name: str, speaker: Party) -> bool:
    """Whether the name is another of the speaker's, as "NATO" is of the North Atlantic Treaty Organization."""
    return any(e.id == speaker.id for h in names().find(name) if h.start == 0 and h.end == len(name) for e in h.entries)


def _bare(name: str) -> str:
    return _ARTICLE.sub("", " ".join(fold(name).replace("’", "'").split()))


def _same_sector(who: GoldWho, speaker: Party) -> bool:
    wanted = [s for s in who.sectors if s != NO_SECTOR]
    return wanted[:1] == list(speaker.sectors[:1])


def _stance(about: GoldAbout, s: Statement, reading: Reading) -> str:
    """The stance predicted towards the actor or place whose mention lies nearest to the gold's words."""
    things: tuple[Actor | Place, ...] = (*reading.actors, *reading.places)
    near: Callable[[Span], int] = lambda m: abs(m.start - about.span.start) + abs(m.end - about.span.end)  # noqa: E731
    ranked = sorted((near(m), t.id) for t in things for m in t.mentions if m.overlaps(about.span))
    stances = {x.target: x.stance for x in s.stances}
    return next((stances[i] for _, i in ranked if i in stances), "neutral")


def _touches(span: Span | None, other: Span) -> bool:
    return span is not None and span.overlaps(other)


def _called(party: Party | None) -> str | None:
    return f"{party.name} [{party.country or '-'} {' '.join(party.sectors) or '-'}]" if party else None


def _words(spans: Sequence[Span], item: GoldItem) -> str:
    return " … ".join(s.of(item.text) for s in spans)
