"""Ids hashed from content and version, so that reading a thing twice changes nothing.

No counters, no ``hash()`` (salted by process): the SHA-256 of the canonical JSON of the parts.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable
from typing import Any


def content_id(kind: str, *parts: Any) -> str:
    """``kind`` and 16 hexadecimal digits: 64 bits, so that a billion records collide with a chance of 3 %
    and a million with one in 37 million."""
    text = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str, sort_keys=True)
    return f"{kind}-{hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


def raw_hash(data: bytes) -> str:
    """The SHA-256 of an input's bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def fold(name: str) -> str:
    """A name without case, diacritics, or punctuation, for comparison: ``Vučić's`` and ``VUCIC'S`` are the same.

    >>> fold("Aleksandar Vučić"), fold("Đoković"), fold("Côte d’Ivoire")
    ('aleksandar vucic', 'dokovic', 'cote d ivoire')
    """
    plain = unicodedata.normalize("NFKD", name.translate(_UNDECOMPOSED))
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c)).casefold()))


def slug(words: str | Iterable[str]) -> str:
    """A name as part of an id.

    >>> slug("Annalena Baerbock")
    'annalena-baerbock'
    """
    return fold(words if isinstance(words, str) else " ".join(words)).replace(" ", "-")


_UNDECOMPOSED = str.maketrans({"đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "ß": "ss"})
