"""The network: one pass of a small encoder over a sentence, spans pooled from it, several heads on what was pooled.

The encoder is BERT as MiniLM has it (Devlin et al. 2019, Wang et al. 2020), its parameters named as in the published files. A pair is a source, a
target and, where it is known, a trigger: masks over the tokens. Without a trigger the pair attends over the sentence
and pools what it finds. What is absent (no target) is a learned vector.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import torch
from torch import Tensor, nn

from dragoman.models.labels import CONTEXTS, DIRECTIONS, FACTUALITIES, MODES, TYPES


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the encoder; the defaults are those of all-MiniLM-L6-v2."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512


class Layer(nn.Module):
    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads, width = shape.heads, shape.width
        self.asked = nn.Linear(width, 3 * width)  # query, key and value in one product
        self.attended = nn.Linear(width, width)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.widen, self.narrow = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)
        self.last_norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, blocked: Tensor) -> Tensor:
        """``x``: sentences x tokens x width; ``blocked``: sentences x 1 x 1 x tokens, 0 or a large negative number."""
        per_head = x.shape[-1] // self.heads
        query, key, value = self.asked(x).unflatten(-1, (3, self.heads, per_head)).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(-1, -2) / sqrt(per_head) + blocked
        mixed = scores.float().softmax(-1).to(value.dtype) @ value
        mixed = mixed.transpose(1, 2).flatten(2)
        x = self.norm(x + self.dropout(self.attended(mixed)))
        wide = nn.functional.gelu(self.widen(x))
        return self.last_norm(x + self.dropout(self.narrow(wide)))


class Encoder(nn.Module):
    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))

    def forward(self, tokens: Tensor, real: Tensor) -> Tensor:
        """``tokens``: sentences x tokens, ids; ``real``: the same shape, 1 for a token and 0 for padding."""
        places = torch.arange(tokens.shape[1], device=tokens.device)
        x = self.dropout(self.norm(self.words(tokens) + self.positions(places)))
        blocked = (1.0 - real.to(x.dtype))[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, blocked)
        return x


class Coder(nn.Module):
    """Encoder and heads: ``forward`` gives the logits of type, mode, context, factuality and direction for pairs, and for every
    token those of being an event word of each type."""

    def __init__(self, shape: Shape | None = None, dropout: float = 0.1, hidden: int = 384) -> None:
        super().__init__()
        self.shape = shape = shape or Shape()
        self.encoder = Encoder(shape, dropout)
        self.absent = nn.Parameter(torch.randn(2, shape.width) * 0.02)
        self.asking = nn.Linear(2 * shape.width, shape.width)
        self.joining = nn.Linear(4 * shape.width, hidden)
        self.dropout = nn.Dropout(2 * dropout)
        self.to_type = nn.Linear(hidden, len(TYPES))
        self.to_mode = nn.Linear(hidden, len(MODES))
        self.to_context = nn.Linear(hidden, len(CONTEXTS))
        self.to_factuality = nn.Linear(hidden, len(FACTUALITIES))
        self.to_direction = nn.Linear(hidden, len(DIRECTIONS))
        self.to_word = nn.Linear(shape.width, len(TYPES))

    def forward(self, tokens: Tensor, real: Tensor, masks: Tensor) -> tuple[Tensor, ...]:
        """``masks``: sentences x pairs x 3 (source, target, trigger) x tokens, 1 inside; a sentence with fewer pairs than another has
        empty ones. The logits are of the shape sentences x pairs x labels, those of words sentences x tokens x types."""
        encoded = self.encoder(tokens, real)
        masks = masks.to(encoded.dtype)
        counted = masks.sum(-1, keepdim=True)
        pooled = (masks.flatten(1, 2) @ encoded).unflatten(1, (-1, 3)) / counted.clamp(min=1.0)
        present = (counted > 0).to(encoded.dtype)
        parties = pooled[:, :, :2] * present[:, :, :2] + self.absent * (1 - present[:, :, :2])
        found = self._attended(parties.flatten(2), encoded, real)
        trigger = pooled[:, :, 2] * present[:, :, 2] + found * (1 - present[:, :, 2])
        whole = encoded[:, :1].expand(-1, masks.shape[1], -1)
        joined = torch.cat([parties.flatten(2), trigger, whole], -1)
        hidden = self.dropout(nn.functional.gelu(self.joining(self.dropout(joined))))
        heads = (self.to_type, self.to_mode, self.to_context, self.to_factuality, self.to_direction)
        return (*(head(hidden) for head in heads), self.to_word(encoded))

    def _attended(self, parties: Tensor, encoded: Tensor, real: Tensor) -> Tensor:
        """What a pair finds in its sentence: an average of the tokens, weighted by how they answer its question."""
        scores = self.asking(parties) @ encoded.transpose(-1, -2) / sqrt(encoded.shape[-1])
        weights = (scores + ((1.0 - real) * -1e4)[:, None, :].to(scores.dtype)).softmax(-1)
        return weights @ encoded
