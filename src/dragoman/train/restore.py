"""From the shipped integers back to a network that can be trained on: each matrix is its integers times their scales."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import torch

from dragoman.errors import UsageError
from dragoman.train.network import Coder, Shape


def restore(path: Path) -> Coder:
    """The network of the file at ``path``, as exact as 8 bits are. Raises ``UsageError`` for a file of another shape."""
    import onnx
    from onnx import numpy_helper

    model = onnx.load(path)
    graph = model.graph
    stored = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    names = {stored_name: name for name, stored_name in _matrices(graph, set(stored)).items()}
    values: dict[str, np.ndarray[Any, Any]] = {n: v for n, v in stored.items() if n.endswith(".bias") or "norm" in n}
    values["absent"] = stored["absent"]
    for stored_name, integers in stored.items():
        base = stored_name.removesuffix("_quantized")
        if base == stored_name:
            continue
        matrix = (integers.astype(np.float32) - stored[f"{base}_zero_point"]) * stored[f"{base}_scale"]
        if stored_name in names:
            values[f"{names[stored_name]}.weight"] = matrix.T
        else:
            values[base] = matrix
    shape: dict[str, int] = next((json.loads(p.value) for p in model.metadata_props if p.key == "shape"), {})
    coder = Coder(Shape(**shape))
    try:
        coder.load_state_dict({n: torch.tensor(np.ascontiguousarray(v)) for n, v in values.items()})
    except RuntimeError as e:
        raise UsageError(f"{str(path)!r} holds another network than this version trains: {e}") from e
    return coder


def _matrices(graph: Any, stored: set[str]) -> dict[str, str]:
    """The name of each linear layer, with that of its stored matrix: the exporter keeps the names of biases alone, so that a matrix
    is known by the bias that is added to what it gives."""
    users: dict[str, list[Any]] = {}
    for node in graph.node:
        for name in node.input:
            users.setdefault(name, []).append(node)
    found = {}
    for node in graph.node:
        if node.op_type != "MatMulInteger" or node.input[1] not in stored:
            continue
        bias = _bias_after(node, users)
        if bias is not None:
            found[bias.removesuffix(".bias")] = node.input[1]
    return found


def _bias_after(node: Any, users: dict[str, list[Any]]) -> str | None:
    """The bias that is added to the result of a matrix product, once it is scaled back."""
    while node is not None:
        bias = next((n for n in node.input if n.endswith(".bias")), None)
        if bias is not None:
            return str(bias)
        following = users.get(node.output[0], [])
        node = following[0] if len(following) == 1 else None
    return None
