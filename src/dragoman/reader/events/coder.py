"""The model: what it makes of a sentence and the pairs of actors in it. ``models/coder.md`` is its card.

A sentence is read by itself, in one pass for all its pairs. Batches would be a little faster, but the integers in which the model
counts are scaled by all that is in a batch, so that an answer would depend on the neighbours of a sentence.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dragoman.errors import UsageError
from dragoman.reader.events.verdict import Weights
from dragoman.records import Span, Spans
from dragoman.settings import Settings

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

    Floats = NDArray[np.float32]

SHIPPED = Path(__file__).parents[2] / "models" / "coder.onnx"
MAX_TOKENS = 384
"""Longer sentences are read up to here: lists and tables that the parser took for one sentence."""

HEADS = ("type", "mode", "context", "factuality")
"""What reading asks for; the file has two more outputs, which were learnt beside these."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the model is asked about: spans of characters in the sentence. Empty ones are absent: no target, trigger unknown."""

    source: Spans = ()
    target: Spans = ()
    trigger: Spans = ()

    def within(self, sentence: Span) -> Asked:
        """The same as offsets into a sentence; what lies in other sentences is absent from it."""

        def moved(spans: Spans) -> Spans:
            inside = (Span(max(s.start, sentence.start), min(s.end, sentence.end)) for s in spans)
            return tuple(Span(s.start - sentence.start, s.end - sentence.start) for s in inside if s.start < s.end)

        return Asked(moved(self.source), moved(self.target), moved(self.trigger))


@dataclass(frozen=True, slots=True)
class Answer:
    """Probabilities, each adding up to 1 but ``contexts``, of which each stands for itself. ``modes`` are those of a type, see :meth:`Model.mode`."""

    types: dict[str, float]
    modes: Floats
    contexts: Floats
    factualities: dict[str, float]


@dataclass(frozen=True, slots=True)
class Model:
    """Loaded weights with the labels of their outputs. ``version`` stands in every record the model had a hand in."""

    session: InferenceSession
    tokenizer: Tokenizer
    labels: dict[str, list[Any]]
    weights: dict[str, Weights]
    version: str

    def answer(self, sentence: str, asked: Sequence[Asked]) -> list[Answer]:
        """What the model makes of each pair asked about."""
        type, mode, context, factuality = self._run(sentence, asked)
        return [
            Answer(
                types=self._shares("type", type[i]),
                modes=mode[i],
                contexts=1 / (1 + np.exp(-context[i])),
                factualities=self._shares("factuality", factuality[i]),
            )
            for i in range(len(asked))
        ]

    def mode(self, answer: Answer, type: str) -> tuple[str | None, float]:
        """The likeliest mode of an event of that type (``None``: without mode), and how likely it is among the type's."""
        places = [i for i, (t, _) in enumerate(self.labels["mode"]) if t == type]
        shares = _softmax(answer.modes[places])
        best = int(shares.argmax())
        return self.labels["mode"][places[best]][1], float(shares[best])

    def contexts(self, answer: Answer, floor: float) -> tuple[str, ...]:
        """The contexts that are at least as likely as ``floor``, the likeliest first."""
        order = np.argsort(-answer.contexts, kind="stable")
        return tuple(self.labels["context"][i] for i in order if answer.contexts[i] >= floor)

    def _shares(self, head: str, logits: Floats) -> dict[str, float]:
        return dict(zip(self.labels[head], _softmax(logits).tolist(), strict=True))

    def _run(self, sentence: str, asked: Sequence[Asked]) -> list[Floats]:
        encoding = self.tokenizer.encode(sentence)
        tokens = np.array([encoding.ids[:MAX_TOKENS]], dtype=np.int64)
        places = [(i, s, e) for i, (s, e) in enumerate(encoding.offsets[:MAX_TOKENS]) if e > s]
        masks = np.zeros((1, len(asked), 3, tokens.shape[1]), dtype=np.float32)
        for n, pair in enumerate(asked):
            for k, spans in enumerate((pair.source, pair.target, pair.trigger)):
                inside = [i for i, s, e in places if any(s < span.end and span.start < e for span in spans)]
                masks[0, n, k, inside] = 1
        given = {"tokens": tokens, "real": np.ones(tokens.shape, dtype=np.float32), "masks": masks}
        return [output[0] for output in self.session.run(HEADS, given)]


def _softmax(logits: Floats) -> Floats:
    raised = np.exp(logits - logits.max())
    shares: Floats = raised / raised.sum()
    return shares


def model_of(settings: Settings) -> Model:
    """The model that the settings name. Raises ``UsageError`` for a file that is not such a model."""
    return model_at(settings.weights)


def model_at(weights: str) -> Model:
    """The model in a file by its name, or for an empty name the one that is shipped."""
    return model(Path(weights) if weights else SHIPPED)


@lru_cache(maxsize=2)
def model(path: Path) -> Model:
    """The weights at ``path``, loaded once per process."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        found = session.get_modelmeta().custom_metadata_map
        tokenizer = Tokenizer.from_str(found["tokenizer"])
        labels = json.loads(found["labels"])
        weights = {name: Weights(**values) for name, values in json.loads(found["weights"]).items()}
    except Exception as e:
        raise UsageError(
            f"{str(path)!r} holds no weights of the coder: {e}. Next: 'dragoman train' makes such a file."
        ) from e
    return Model(session, tokenizer, labels, weights, found["version"])
