"""The model judges the candidates: which act each is, in which mode, or that it is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.knowledge.ontology import in_time
from dragoman.models.labels import NONE
from dragoman.reader.circumstances.factuality import weigh
from dragoman.reader.events.candidates import Candidate
from dragoman.reader.events.coder import Answer, Asked, Model, model_of
from dragoman.reader.events.frames import UNKNOWN
from dragoman.reader.events.verdict import decided, verdict
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import span_of
from dragoman.records import Party, Spans

if TYPE_CHECKING:
    from spacy.tokens import Span as Sentence

VERSION = "judging.v1"
SURE_CONTEXT = 0.8
SURE_MODE = 0.8


def judge_candidates(sheet: Sheet) -> None:
    """Sets type, mode, contexts and confidence of ``sheet.candidates``, and takes out those that are no event.

    What the lexicon alone takes for an event is left undecided as ``no_event``, with the lexicon's type.
    """
    judge = model_of(sheet.settings)
    kept: list[Candidate] = []
    for c, answer in ask(sheet.candidates, judge):
        if _judged(c, answer, judge):
            kept.append(c)
        elif c.type != UNKNOWN:
            sheet.leave_undecided(span_of(c.words), "no_event", "judging", (c.type,))
    sheet.candidates = kept


def ask(candidates: Iterable[Candidate], judge: Model) -> Iterator[tuple[Candidate, Answer]]:
    """The candidates, each with what the model makes of it; those of a sentence are asked about together."""
    for sentence, group in groupby(candidates, key=lambda c: c.trigger.sent):
        here = list(group)
        yield from zip(here, judge.answer(sentence.text, [_asked(c, sentence) for c in here]), strict=True)


def lexical_type(c: Candidate) -> str | None:
    """What the lexicon takes a candidate for, as the tense around it has it: a visit to come is an AGREE. ``None`` where
    it does not know the word."""
    if c.type == UNKNOWN:
        return None
    return in_time(c.type, weigh(c.trigger, c.type).value or "happened")


def _asked(c: Candidate, sentence: Sentence) -> Asked:
    words = tuple(span_of([t]) for t in c.words)
    return Asked(_spans(c.sources), _spans(c.targets), words).within(span_of(sentence))


def _spans(parties: tuple[Party, ...]) -> Spans:
    return tuple(p.span for p in parties if p.span is not None)


def _judged(c: Candidate, answer: Answer, judge: Model) -> bool:
    """Codes the candidate as the verdict says; ``False`` where it is none."""
    lexicon = lexical_type(c)
    shares = verdict(judge.weights["word"], None, answer.types, lexicon, c.confidence)
    type = decided(shares)
    if type == NONE:
        return False
    mode, share = judge.mode(answer, type)
    if type != lexicon:
        c.why = f"model:{type}" if lexicon is None else f"{c.why}>model:{type}"
        c.type, c.mode, c.cameo = type, mode, None
    elif type != c.type:
        c.why, c.type, c.mode, c.cameo = f"{c.why}>{type.lower()}", type, None, None
    elif c.mode is None or share > SURE_MODE:
        c.mode = mode
    c.factualities = answer.factualities
    c.contexts = tuple(dict.fromkeys((*c.contexts, *judge.contexts(answer, SURE_CONTEXT))))
    c.confidence = round(shares[type], 3)
    return True
