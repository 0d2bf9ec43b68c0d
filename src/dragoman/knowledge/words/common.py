"""How often words stand in news at all: what a store that is new cannot know yet."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


@lru_cache(maxsize=1)
def common_words() -> dict[str, float]:
    """A folded word to the share of dispatches that hold it, 0 to 1; rare words are not in it."""
    lines = files(__package__).joinpath("common.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    next(rows)
    return {word: int(share) / 1000 for word, share in rows}
