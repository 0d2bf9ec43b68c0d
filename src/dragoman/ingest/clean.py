"""Clean text: NFC, no control or invisible characters, single blanks, one blank line between paragraphs."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = re.compile("[\t\x1f\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000 ]+")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ud800-\udfff\ufdd0-\ufdef\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ue000-\uf8ff]"
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")


def unescape(text: str) -> str:
    """``text`` with the HTML entities that saving a page as text leaves behind (``&amp;``, ``&#8217;``) as characters."""
    return _ENTITY.sub(lambda m: html.unescape(m[0]), text)


def clean_lines(text: str) -> list[str]:
    """The lines of ``text``, each clean; indentation and empty lines are kept, trailing blanks are not."""
    text = unicodedata.normalize("NFC", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    return [_indent(line) + _BLANKS.sub(" ", line).strip() for line in text.split("\n")]


def clean_line(text: str | None) -> str | None:
    """``text`` as one clean line, or ``None`` if nothing is left of it."""
    if not text:
        return None
    return " ".join(part for line in clean_lines(text) if (part := line.strip())) or None


def join_paragraphs(paragraphs: Iterable[str]) -> str:
    """The clean text that offsets refer to."""
    return "\n\n".join(clean for p in paragraphs if (clean := clean_line(p)))


def _indent(line: str) -> str:
    bare = line.lstrip(" \t\u00a0\u3000")
    return " " * min(8, len(line[: len(line) - len(bare)].expandtabs(4))) if bare else ""
