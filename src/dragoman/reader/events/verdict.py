"""What the rules and the model make of a thing together: which act it is, how factual it is.

Each answer gets a score: the logarithm of its probability by the model times a weight, and for the answer that the rules give, a bonus that grows
with how sure they are. The scores become probabilities again (softmax). The weights are fitted on the development part of the corpus, so that
the rules count for as much as they are worth there, and the probabilities are calibrated (temperature scaling, Guo et al. 2017, with a bias).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp, log

from dragoman.models.labels import NONE

TINY = 1e-6


@dataclass(frozen=True, slots=True)
class Weights:
    """``pair`` counts what the model says without being shown an event word, ``word`` what it says when shown one; ``rule``: the bonus
    of the rules' answer at full confidence; ``none``: the bonus of "no event"; ``none_alone``: the same where the rules know no act. ``agreement``: how often two coders
    give the same answer; nobody can be surer than that of the answer of a third."""

    pair: float = 0.5
    word: float = 0.5
    rule: float = 1.0
    none: float = 0.0
    none_alone: float = 0.0
    agreement: float = 1.0


def verdict(
    weights: Weights,
    pair: Mapping[str, float] | None,
    word: Mapping[str, float] | None,
    rule: str | None,
    confidence: float,
) -> dict[str, float]:
    """Probability of each answer. ``pair``, ``word``: the model's probabilities, where it was asked; ``rule``: the answer of the rules."""
    scores: dict[str, float] = {}
    for given, weight in ((pair, weights.pair), (word, weights.word)):
        for answer, share in (given or {}).items():
            scores[answer] = scores.get(answer, 0.0) + weight * log(share + TINY)
    if rule is not None:
        scores[rule] = scores.get(rule, 0.0) + weights.rule * confidence
    if NONE in scores:
        scores[NONE] += weights.none if rule else weights.none_alone
    highest = max(scores.values())
    raised = {answer: exp(s - highest) for answer, s in scores.items()}
    total = sum(raised.values())
    share, rest = weights.agreement / total, (1 - weights.agreement) / len(raised)
    return {answer: r * share + rest for answer, r in raised.items()}


def decided(shares: Mapping[str, float]) -> str:
    """The answer: "no event" only where that is likelier than all acts together, else the likeliest act."""
    if shares.get(NONE, 0.0) >= 0.5:
        return NONE
    return max((a for a in shares if a != NONE), key=lambda a: shares[a])
