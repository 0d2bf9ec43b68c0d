"""The trained network as one ONNX file that needs nothing beside it, and back again.

Weights become 8-bit integers (dynamic quantisation, one scale for each column). Tokenizer, labels, version, calibration and figures travel as the
file's metadata. ``restore`` reads the integers back into a network, so that training can go on from shipped weights.
"""

from __future__ import annotations

import hashlib
import io
import json
import logging
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import torch
from torch.export import Dim

from dragoman.models.labels import CONTEXTS, DIRECTIONS, FACTUALITIES, MODES, TYPES
from dragoman.train.network import Coder

if TYPE_CHECKING:
    from tokenizers import Tokenizer

INPUTS = ["tokens", "real", "masks"]
OUTPUTS = ["type", "mode", "context", "factuality", "direction", "word"]
LABELS: dict[str, Any] = {
    "type": TYPES,
    "mode": MODES,
    "context": CONTEXTS,
    "factuality": FACTUALITIES,
    "direction": DIRECTIONS,
}


def export(coder: Coder, path: Path, tokenizer: Tokenizer) -> None:
    """Writes ``coder`` to ``path``, quantised. Its version is ``coder.`` and the start of the hash of its weights."""
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    with tempfile.TemporaryDirectory() as folder, _quiet():
        whole, small = Path(folder) / "whole.onnx", Path(folder) / "small.onnx"
        _to_onnx(coder.eval(), whole)
        quantize_dynamic(whole, small, per_channel=True, weight_type=QuantType.QInt8)
        model = onnx.load(small)
    del model.metadata_props[:]
    _forget_origins(model)
    version = "coder." + hashlib.sha256(model.SerializeToString(deterministic=True)).hexdigest()[:12]
    onnx.helper.set_model_props(
        model,
        {
            "version": version,
            "labels": json.dumps(LABELS),
            "shape": json.dumps(asdict(coder.shape)),
            "tokenizer": tokenizer.to_str(),
            "weights": "{}",
        },
    )
    path.write_bytes(model.SerializeToString(deterministic=True))


def note(path: Path, **notes: Any) -> None:
    """Puts ``notes``, as JSON, among the metadata of the file at ``path``."""
    import onnx

    model = onnx.load(path)
    known = {p.key: p.value for p in model.metadata_props}
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, {**known, **{name: json.dumps(value) for name, value in notes.items()}})
    path.write_bytes(model.SerializeToString(deterministic=True))


@contextmanager
def _quiet() -> Iterator[None]:
    """Keeps the exporter's talk about its own future, and its progress, from the user."""
    disabled = logging.root.manager.disable
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings(), redirect_stdout(io.StringIO()):
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)


def _to_onnx(coder: Coder, path: Path) -> None:
    sentences, tokens, pairs = Dim("sentences"), Dim("tokens", max=512), Dim("pairs")
    example = (torch.full((2, 9), 1000), torch.ones(2, 9), torch.ones(2, 3, 3, 9))
    shapes = ({0: sentences, 1: tokens}, {0: sentences, 1: tokens}, {0: sentences, 1: pairs, 3: tokens})
    program = torch.onnx.export(
        coder, example, None, dynamo=True, input_names=INPUTS, output_names=OUTPUTS, dynamic_shapes=shapes
    )
    assert program is not None
    program.save(path, external_data=False)


def _forget_origins(model: Any) -> None:
    """Takes out what the exporter notes about the source files of each node: paths of the machine it ran on."""
    for node in model.graph.node:
        del node.metadata_props[:]
        node.doc_string = ""
    for value in [*model.graph.value_info, *model.graph.input, *model.graph.output, *model.graph.initializer]:
        value.doc_string = ""
        del value.metadata_props[:]
    del model.graph.metadata_props[:]
