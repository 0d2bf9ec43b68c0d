"""Fits the network to samples: batches of like length, a falling learning rate, the same answer for the same seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import torch
from torch import Tensor
from torch.nn import functional as F

from dragoman.models.labels import CONTEXTS, MODES, TYPES
from dragoman.train.network import Coder
from dragoman.train.samples import SENTENCES, UNKNOWN, Prepared, Sample, samples

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. ``..._weight``: what the loss of each head, and that of pairs that nothing relates, counts beside that of the type."""

    epochs: int = 7
    batch: int = 16
    encoder_rate: float = 1.5e-4
    heads_rate: float = 5e-4
    warm_up: float = 0.1
    decay: float = 0.01
    smoothing: float = 0.05
    word_dropout: float = 0.03
    recombined: float = 0.5
    seed: int = 7
    none_weight: float = 0.3
    mode_weight: float = 0.4
    context_weight: float = 0.5
    factuality_weight: float = 1.0
    direction_weight: float = 0.2
    word_weight: float = 0.5


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs of the network, and for the P real pairs, at ``places`` of the sentences x pairs, the answers."""

    tokens: Tensor
    real: Tensor
    masks: Tensor
    places: Tensor
    types: Tensor
    mode: Tensor
    contexts: Tensor
    knows_contexts: Tensor
    factuality: Tensor
    direction: Tensor
    words: Tensor


def collate(samples: Sequence[Sample]) -> Batch:
    """Samples padded to one length. ``types`` holds a distribution over types for each pair, ``words`` a type or -1 for each token."""
    longest, most = max(len(s.tokens) for s in samples), max(len(s.pairs) for s in samples)
    pairs = [p for s in samples for p in s.pairs]
    tokens, real = torch.zeros(len(samples), longest, dtype=torch.long), torch.zeros(len(samples), longest)
    words = torch.full((len(samples), longest), UNKNOWN)
    masks = torch.zeros(len(samples), most, 3, longest)
    for i, sample in enumerate(samples):
        tokens[i, : len(sample.tokens)] = torch.tensor(sample.tokens)
        real[i, : len(sample.tokens)] = 1
        for place, type in sample.words.items():
            words[i, place] = type
        for n, p in enumerate(sample.pairs):
            for k, inside in enumerate((p.source, p.target, p.trigger)):
                masks[i, n, k, list(inside)] = 1
    contexts = torch.zeros(len(pairs), len(CONTEXTS))
    for n, p in enumerate(pairs):
        contexts[n, list(p.contexts or ())] = 1
    types = torch.zeros(len(pairs), len(TYPES))
    for n, p in enumerate(pairs):
        types[n, list(p.types)] = 1 / len(p.types)
    return Batch(
        tokens,
        real,
        masks,
        torch.tensor([i * most + n for i, s in enumerate(samples) for n in range(len(s.pairs))]),
        types,
        torch.tensor([p.mode for p in pairs]),
        contexts,
        torch.tensor([p.contexts is not None for p in pairs]),
        torch.tensor([p.factuality for p in pairs]),
        torch.tensor([p.direction for p in pairs]),
        words,
    )


_TYPE_OF_MODE = torch.tensor([TYPES.index(t) for t, _ in MODES])


def loss_of(outputs: tuple[Tensor, ...], batch: Batch, plan: Plan) -> Tensor:
    """The weighted sum of the losses of all heads; what a sample does not tell is left out."""
    type, mode, context, factuality, direction = (o.float().flatten(0, 1)[batch.places] for o in outputs[:5])
    word = outputs[5].float()
    counts = 1 - (1 - plan.none_weight) * batch.types[:, 0]
    each = F.cross_entropy(type, batch.types, label_smoothing=plan.smoothing, reduction="none")
    total = (each * counts).sum() / counts.sum()
    known = batch.mode != UNKNOWN
    if known.any():
        other = _TYPE_OF_MODE[None, :] != _TYPE_OF_MODE[batch.mode[known]][:, None]
        total = total + plan.mode_weight * F.cross_entropy(mode[known].masked_fill(other, -1e4), batch.mode[known])
    if batch.knows_contexts.any():
        told = batch.knows_contexts
        wrong = F.binary_cross_entropy_with_logits(context[told], batch.contexts[told]) * 10
        total = total + plan.context_weight * wrong
    for logits, gold, weight in (
        (factuality, batch.factuality, plan.factuality_weight),
        (direction, batch.direction, plan.direction_weight),
        (word.flatten(0, 1), batch.words.flatten(), plan.word_weight),
    ):
        if (gold != UNKNOWN).any():
            total = total + weight * F.cross_entropy(logits, gold, ignore_index=UNKNOWN)
    return total


def batches(samples: Sequence[Sample], size: int, chance: random.Random) -> list[list[Sample]]:
    """The samples in batches of nearly equal length, in random order."""
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].tokens) + chance.random() * 6)
    found = [[samples[i] for i in order[k : k + size]] for k in range(0, len(order), size)]
    chance.shuffle(found)
    return found


def fit(
    coder: Coder,
    prepared: Sequence[Prepared],
    tokenizer: Tokenizer,
    plan: Plan,
    told: Callable[[str], None],
) -> None:
    """Trains ``coder`` in place and tells of each epoch."""
    torch.manual_seed(plan.seed)
    chance = random.Random(plan.seed)
    encoder = list(coder.encoder.parameters())
    heads = [p for n, p in coder.named_parameters() if not n.startswith("encoder.")]
    optimiser = torch.optim.AdamW(
        [{"params": encoder, "lr": plan.encoder_rate}, {"params": heads, "lr": plan.heads_rate}],
        weight_decay=plan.decay,
        fused=True,
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, _rate(plan, prepared))
    coder.train()
    short = short_numbers()
    for epoch in range(plan.epochs):
        seen = 0.0
        groups = batches(samples(prepared, tokenizer, chance, plan.recombined), plan.batch, chance)
        for group in groups:
            batch = collate(group)
            unread = (torch.rand(batch.tokens.shape) < plan.word_dropout) & (batch.tokens > 999)
            tokens = batch.tokens.masked_fill(unread, UNREAD)
            with torch.autocast("cpu", torch.bfloat16, enabled=short):
                outputs = coder(tokens, batch.real, batch.masks)
            loss = loss_of(outputs, batch, plan)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(coder.parameters(), 1.0)
            optimiser.step()
            schedule.step()
            seen += float(loss.detach())
        told(f"epoch {epoch + 1} of {plan.epochs}: loss {seen / len(groups):.3f}")
    coder.eval()


def _rate(plan: Plan, prepared: Sequence[Prepared]) -> Callable[[int], float]:
    """The share of the full learning rate at each step: it rises while warming up and falls to nothing."""
    an_epoch = sum(1 + SENTENCES * (len(p.windows) - 2) if p.windows[1:] else 1 for p in prepared)
    steps = plan.epochs * ceil(an_epoch / plan.batch)
    warm = max(1, int(plan.warm_up * steps))
    return lambda n: min((n + 1) / warm, max(0.0, (steps - n) / max(1, steps - warm)))


def short_numbers() -> bool:
    """Whether the processor multiplies numbers of 16 bits much faster than those of 32."""
    return bool(torch.cpu._is_amx_tile_supported())


UNREAD = 103
"""The id of [MASK] in BERT's uncased vocabulary: some words are hidden while training, so that none is relied on alone."""
