"""The model judges the candidates: which act each is, in which mode, or that it is none."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from dragoman.knowledge.ontology import in_time
from dragoman.reader.circumstances.factuality import weigh
from dragoman.reader.events.candidates import Candidate
from dragoman.reader.events.coder import Answer, Asked, Model, model_of
from dragoman.reader.events.frames import UNKNOWN
from dragoman.reader.events.verdict import NONE, decided, verdict
from dragoman.reader.sheet import Sheet
from dragoman.reader.syntax import span_of
from dragoman.records import Party, Span, Spans

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
        yield from zip(here, judge.answer(sentence.text, [asked_about(c, sentence) for c in here]), strict=True)


def lexical_type(c: Candidate) -> str | None:
    """What the lexicon takes a candidate for, as the tense around it has it: a visit to come is an AGREE. ``None`` where
    it does not know the word."""
    if c.type == UNKNOWN:
        return None
    return in_time(c.type, weigh(c.trigger, c.type).value or "happened")


def asked_about(c: Candidate, sentence: Sentence) -> Asked:
    """The spans of a candidate as offsets into its sentence; actors named in other sentences are absent from this one."""
    start, end = sentence.start_char, sentence.end_char

    def inside(spans: Iterable[Span]) -> Spans:
        return tuple(Span(s.start - start, s.end - start) for s in spans if start <= s.start and s.end <= end)

    return Asked(
        source=inside(_spans(c.sources)),
        target=inside(_spans(c.targets)),
        trigger=inside(Span(t.idx, t.idx + len(t)) for t in c.words),
    )


def _spans(parties: tuple[Party, ...]) -> list[Span]:
    return [p.span for p in parties if p.span is not None]


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
