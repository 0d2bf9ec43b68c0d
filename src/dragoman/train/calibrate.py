"""What lexicon and model are worth together, and how sure one may be: fitted on passages that training has not seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import permutations
from typing import TYPE_CHECKING

import torch
from torch import Tensor

from dragoman.models.labels import NONE
from dragoman.reader.events.coder import Asked, Model
from dragoman.reader.events.verdict import TINY, Weights
from dragoman.reader.syntax import span_of
from dragoman.records import Span
from dragoman.train.corpus import CorpusEvent, Passage

if TYPE_CHECKING:
    from dragoman.reader.events.candidates import Candidate

STEPS = 400
RATE = 0.03


@dataclass(frozen=True, slots=True)
class Case:
    """One question with its right answers: the model's shares without and with an event word, the answer of the rules and its confidence."""

    right: tuple[str, ...]
    pair: dict[str, float] | None
    word: dict[str, float] | None
    rule: str | None
    confidence: float


def fit_weights(cases: Sequence[Case], answers: Sequence[str], events: float = 0.5) -> Weights:
    """The weights under which the right answers are the most likely, by gradient descent on their negative log-likelihood.

    Where "no event" is among the answers, the cases with an event count ``events`` of the whole, however many they are: the corpus
    holds far more pairs that nothing relates than anybody asks about, and more near misses than the news.
    """
    names = [n for n in asdict(Weights()) if n != "agreement"]
    parameters = torch.tensor([getattr(Weights(), n) for n in names], requires_grad=True)
    pair, word = _logs([c.pair for c in cases], answers), _logs([c.word for c in cases], answers)
    rule, none, right = (torch.zeros(len(cases), len(answers)) for _ in range(3))
    for i, c in enumerate(cases):
        right[i, [answers.index(t) for t in c.right]] = 1
        if c.rule is not None:
            rule[i, answers.index(c.rule)] = c.confidence
    if NONE in answers:
        none[:, answers.index(NONE)] = 1
    known = torch.tensor([float(c.rule is not None) for c in cases])[:, None]
    is_none = (right * none).sum(-1)
    counts = (1 - events) * is_none / is_none.sum().clamp(min=1) + events * (1 - is_none) / (1 - is_none).sum().clamp(
        min=1
    )
    optimiser = torch.optim.Adam([parameters], lr=RATE)
    for _ in range(STEPS):
        a, b, bonus, with_rule, alone = parameters
        scores = a * pair + b * word + bonus * rule + none * (with_rule * known + alone * (1 - known))
        loss = -(counts * ((scores.softmax(-1) * right).sum(-1) + TINY).log()).sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    return Weights(**dict(zip(names, (round(x, 4) for x in parameters.tolist()), strict=True)))


def _logs(shares: Sequence[dict[str, float] | None], answers: Sequence[str]) -> Tensor:
    return torch.tensor([[s[t] if s else 1.0 for t in answers] for s in shares]).add(TINY).log()


def pair_cases(passages: Iterable[Passage], model: Model) -> list[Case]:
    """Every two marked actors of a passage, in both directions: what ``relate`` is asked. Actors of different sentences are left out."""
    from dragoman.reader.events.relations import told_between
    from dragoman.reader.parse import parse_many

    found = []
    for doc, passage in parse_many((p.text, p) for p in passages):
        for sentence in doc.sents:
            window = Span(sentence.start_char, sentence.end_char)
            actors = [a.span for a in passage.actors if window.covers(a.span)]
            for a, b in permutations(actors, 2):
                told = told_between(doc, (a,), (b,))
                asked = [Asked((a,), (b,))]
                if told:
                    asked.append(Asked((a,), (b,), told.trigger))
                answers = model.answer(sentence.text, [x.within(window) for x in asked])
                right = tuple({e.type for e in passage.events if _relates(e, a, b)}) or (NONE,)
                found.append(
                    Case(
                        right,
                        answers[0].types,
                        answers[1].types if told else None,
                        told.type if told else None,
                        told.confidence if told else 0.0,
                    )
                )
    return found


def _relates(event: CorpusEvent, source: Span, target: Span) -> bool:
    return source in event.source and target in (event.target or event.source) and source != target


def word_cases(passages: Iterable[Passage], model: Model) -> list[Case]:
    """The candidates that reading finds in the passages: what the judge of candidates is asked."""
    from dragoman.pipeline import as_dispatch
    from dragoman.reader.events.judging import ask, lexical_type
    from dragoman.reader.parse import parse
    from dragoman.reader.parts import PARTS
    from dragoman.reader.sheet import Sheet
    from dragoman.settings import Settings

    found = []
    for passage in passages:
        dispatch = as_dispatch(passage.text)
        sheet = Sheet(dispatch, Settings(), parse(passage.text), dispatch.published)
        for part in PARTS:
            if part.name == "judging":
                break
            part.run(sheet)
        for candidate, answer in ask(sheet.candidates, model):
            lexicon = lexical_type(candidate)
            right = _right_for(candidate, passage)
            found.append(Case(right, None, answer.types, lexicon, candidate.confidence if lexicon else 0.0))
    return found


def _right_for(candidate: Candidate, passage: Passage) -> tuple[str, ...]:
    """The types of the events that have the candidate's trigger and no other actors than it has."""
    words = [span_of([t]) for t in candidate.words]
    sources = [p.span for p in candidate.sources if p.span]
    targets = [p.span for p in candidate.targets if p.span]
    right = {
        e.type
        for e in passage.events
        if any(t.overlaps(w) for t in e.trigger for w in words)
        and _agree(sources, e.source)
        and _agree(targets, e.target or (e.source if len(e.source) > 1 else ()))
    }
    return tuple(sorted(right)) or (NONE,)


def _agree(found: Sequence[Span], gold: Sequence[Span]) -> bool:
    """Whether the actors found are among those of the gold; none found is no contradiction."""
    return not found or not gold or any(f.overlaps(g) for f in found for g in gold)


def factuality_cases(passages: Iterable[Passage], model: Model) -> list[Case]:
    """Every labelled event, by its own trigger and actors: how factual rules and model take it to be."""
    from dragoman.reader.circumstances.asserted import opinions
    from dragoman.reader.parse import parse_many

    found = []
    for doc, passage in parse_many((p.text, p) for p in passages):
        for event in passage.events:
            told = opinions(doc, Asked(event.source, event.target, event.trigger), model)
            if told is not None and event.factuality is not None:
                found.append(Case((event.factuality,), None, told.shares, told.rule, 1.0))
    return found
