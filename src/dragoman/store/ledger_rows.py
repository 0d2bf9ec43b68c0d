"""The ledgers' records as rows: pledges, news of them, forces, and moves in negotiations."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.records import Force, Move, Party, Pledge, PledgeNews, Reading, Span
from dragoman.store.cells import Row, codes, name, names, versions, when_cells, words


def pledge_row(pledge: Pledge, reading: Reading) -> Row:
    text, deadline = reading.dispatch.text, pledge.deadline
    return {
        "id": pledge.id,
        "who": pledge.who.name,
        "who_codes": codes((pledge.who,)),
        "promisee": pledge.to.name if pledge.to else None,
        "what": words(pledge.what, text),
        "quantity": pledge.quantity,
        "unit": pledge.unit,
        "deadline_start": deadline.start if deadline else None,
        "deadline_end": deadline.end if deadline else None,
        "deadline_precision": deadline.precision if deadline else None,
        "deadline_words": deadline.words if deadline else None,
        "strength": pledge.strength,
        "condition_words": pledge.condition.of(text) if pledge.condition else None,
        "serves": names(pledge.serves),
        "evidence": words(pledge.evidence, text),
        "confidence": pledge.confidence,
        "kind": pledge.kind,
        "money": pledge.money,
        "currency": pledge.currency,
        "factuality": pledge.factuality,
        "holder": name(pledge.holder),
        "made_by": versions(pledge.made_by),
    }


def pledge_parties(pledge: Pledge) -> dict[str, Sequence[Party | None]]:
    return {"who": (pledge.who,), "to": (pledge.to,), "serves": pledge.serves, "holder": (pledge.holder,)}


def pledge_spans(pledge: Pledge) -> dict[str, Sequence[Span | None]]:
    return {
        "what": pledge.what,
        "condition": (pledge.condition,),
        "deadline": (pledge.deadline.span if pledge.deadline else None,),
        "evidence": pledge.evidence,
    }


def news_row(news: PledgeNews, reading: Reading) -> Row:
    text = reading.dispatch.text
    return {
        "id": news.id,
        "news": news.news,
        "who": name(news.who),
        "who_codes": codes((news.who,)) if news.who else None,
        "promisee": name(news.to),
        "what": words(news.what, text),
        "quantity": news.quantity,
        "quantity_of": news.of,
        "unit": news.unit,
        "money": news.money,
        "currency": news.currency,
        "serves": names(news.serves),
        "says": name(news.says),
        **when_cells(news.when),
        **when_cells(news.promised, "promised"),
        "evidence": words(news.evidence, text),
        "confidence": news.confidence,
        "made_by": versions(news.made_by),
    }


def news_parties(news: PledgeNews) -> dict[str, Sequence[Party | None]]:
    return {"who": (news.who,), "to": (news.to,), "serves": news.serves, "says": (news.says,)}


def news_spans(news: PledgeNews) -> dict[str, Sequence[Span | None]]:
    return {"what": news.what, "evidence": news.evidence}


def force_row(force: Force, reading: Reading) -> Row:
    return {
        "id": force.id,
        "contributor": force.contributor.name,
        "contributor_codes": codes((force.contributor,)),
        "mission": name(force.mission),
        "place": force.place.name if force.place else None,
        "country": force.place.country if force.place else None,
        "change": force.change,
        "strength": force.strength,
        "strength_max": force.strength_max,
        "unit": force.unit,
        **when_cells(force.as_of),
        "date_words": force.as_of.words if force.as_of else None,
        "factuality": force.factuality,
        "says": name(force.says),
        "evidence": words(force.evidence, reading.dispatch.text),
        "confidence": force.confidence,
        "made_by": versions(force.made_by),
    }


def force_parties(force: Force) -> dict[str, Sequence[Party | None]]:
    return {"contributor": (force.contributor,), "mission": (force.mission,), "says": (force.says,)}


def force_spans(force: Force) -> dict[str, Sequence[Span | None]]:
    return {"evidence": force.evidence}


def move_row(move: Move, reading: Reading) -> Row:
    text = reading.dispatch.text
    return {
        "id": move.id,
        "process_id": move.process.id,
        "process": move.process.name,
        "move": move.move,
        "parties": names(move.parties),
        "party_codes": codes(move.parties),
        "made_to": names(move.to),
        "mediators": names(move.mediators),
        "what": words(move.what, text),
        "round": move.round.of(text) if move.round else None,
        **when_cells(move.when),
        "place": move.place.name if move.place else None,
        "country": move.place.country if move.place else None,
        "factuality": move.factuality,
        "says": name(move.says),
        "evidence": words(move.evidence, text),
        "confidence": move.confidence,
        "made_by": versions(move.made_by),
    }


def move_parties(move: Move) -> dict[str, Sequence[Party | None]]:
    return {
        "party": move.parties,
        "to": move.to,
        "mediator": move.mediators,
        "process": (move.process,),
        "says": (move.says,),
    }


def move_spans(move: Move) -> dict[str, Sequence[Span | None]]:
    return {"what": move.what, "round": (move.round,), "evidence": move.evidence}
