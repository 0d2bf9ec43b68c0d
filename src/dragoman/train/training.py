"""The two ways to weights: from the corpus, for a release, and onwards from shipped ones, with a user's own labels."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import torch

from dragoman.errors import UsageError
from dragoman.models.labels import FACTUALITIES, TYPES
from dragoman.reader.events.coder import SHIPPED, model, model_at
from dragoman.train import published
from dragoman.train.agreement import agreement
from dragoman.train.calibrate import factuality_cases, fit_weights, pair_cases, word_cases
from dragoman.train.corpus import Passage, read_corpus
from dragoman.train.export import export, note
from dragoman.train.figures import figures
from dragoman.train.fit import Plan, fit
from dragoman.train.network import Coder
from dragoman.train.own import read_own
from dragoman.train.restore import restore
from dragoman.train.samples import prepare

Told = Callable[[str], None]
FEWEST = 20
ASKED, MET = 0.8, 0.9
"""Shares of events among what the model is asked about: two actors that somebody names, and the event words of dispatches with their actors.
The corpus is no guide to them: most pairs of actors in it are unrelated, and near misses are its purpose."""

GOING_ON = Plan(epochs=4, encoder_rate=3e-5, heads_rate=1e-4)


def train(corpus: Path, out: Path, plan: Plan, told: Told, limit: int | None = None) -> dict[str, Any]:
    """Makes the weights at ``out`` from the corpus and gives their figures on its development part.

    ``limit``: only so many passages of the training part, drawn by chance, as for a learning curve. The same corpus, plan and
    machine give the same file. Raises ``UsageError`` for a corpus that is not sound.
    """
    passages = read_corpus(corpus)
    learnt = [p for p in passages if p.split == "train"]
    if limit is not None:
        learnt = random.Random(plan.seed).sample(learnt, min(limit, len(learnt)))
    files = published.folder()
    tokenizer = published.tokenizer(files)
    torch.manual_seed(plan.seed)
    coder = Coder()
    published.load(coder.encoder, files)
    told(f"{len(learnt)} passages to learn from, {sum(p.split == 'dev' for p in passages)} held out")
    fit(coder, prepare(learnt), tokenizer, plan, told)
    export(coder, out, tokenizer)
    second = corpus / "second"
    agreed = agreement(passages, read_corpus(second))["same_event"] if second.is_dir() else None
    return _calibrate(out, [p for p in passages if p.split == "dev"], plan, len(learnt), agreed or 1.0)


def _calibrate(out: Path, held_out: Sequence[Passage], plan: Plan, learnt: int, agreed: float) -> dict[str, Any]:
    """Fits on the development part what lexicon and model are worth together, and notes it in the file."""
    made = _loaded(out)
    weights = {
        "pair": fit_weights(pair_cases(held_out, made), TYPES, ASKED),
        "word": fit_weights(word_cases(held_out, made), TYPES, MET),
    }
    weights = {n: replace(w, agreement=agreed) for n, w in weights.items()}
    weights["factuality"] = fit_weights(factuality_cases(held_out, made), FACTUALITIES)
    found = {"passages": learnt, **figures(held_out, made)}
    note(out, weights={n: asdict(w) for n, w in weights.items()}, figures=found, plan=asdict(plan))
    return found


def go_on(data: Path, weights: str, out: Path, told: Told, plan: Plan = GOING_ON) -> dict[str, Any]:
    """Trains the weights at ``weights`` (empty: the shipped ones) further on the user's own labels and writes them to ``out``.

    A part of the data that its texts draw by chance is held out; the figures ``before`` and ``after`` are of that part. Raises ``UsageError`` for
    data that are not sound or too few.
    """
    passages = read_own(data)
    held_out, learnt = ([p for p in passages if p.split == split] for split in ("dev", "train"))
    if len(passages) < FEWEST or not held_out:
        raise UsageError(f"{data.name} has {len(passages)} passages; {FEWEST} are the fewest that can be learnt from.")
    before = model_at(weights)
    coder = restore(Path(weights) if weights else SHIPPED)
    told(f"{len(learnt)} passages to learn from, {len(held_out)} held out")
    fit(coder, prepare(learnt), before.tokenizer, replace(plan, recombined=0.0), told)
    export(coder, out, before.tokenizer)
    note(out, weights={n: asdict(w) for n, w in before.weights.items()}, plan=asdict(plan), grown_from=before.version)
    after = _loaded(out)
    return {
        "learnt": len(learnt),
        "held_out": len(held_out),
        "before": figures(held_out, before),
        "after": figures(held_out, after),
        "version": after.version,
        "weights": str(out),
    }


def _loaded(path: Path) -> Any:
    """The model at ``path``, past the cache, which keeps files by name."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.onnx"
        shutil.copy(path, copy)
        return model.__wrapped__(copy)
