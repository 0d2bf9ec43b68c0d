"""Markdown: its marks taken off, its front matter and first heading kept as date and headline."""

from __future__ import annotations

import re

from dragoman.ingest.draft import Draft
from dragoman.ingest.text import read_text, set_field

_FENCE = re.compile(r"[ ]{0,3}(```|~~~)")
_IMAGE = re.compile(r"!\[[^\[\]\n]{0,500}\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_LINK = re.compile(r"\[([^\[\]\n]{1,500})\](?:\([^()\n]{0,2000}\)|\[[^\[\]\n]{0,200}\])")
_REFERENCE = re.compile(r"^[ ]{0,3}\[[^\]\n]+\]:.*$", re.M)
_BARE_LINK = re.compile(r"<(https?://[^>\s]+)>")
_STRONG = re.compile(r"(\*\*\*|\*\*|\*|___|__|_|~~|`)(?=\S)([^\n*_~`]+?)(?<=\S)\1(?!\w)")
_HEADING = re.compile(r"^[ ]{0,3}(#{1,6})[ \t]+(.*)$")
_UNDERLINE = re.compile(r"^[ ]{0,3}(=+|-{3,})[ \t]*$")
_RULE = re.compile(r"^[ ]{0,3}(?:\*[ \t]*){3,}$|^[ ]{0,3}(?:-[ \t]*){3,}$|^[ ]{0,3}(?:_[ \t]*){3,}$")
_QUOTE = re.compile(r"^[ ]{0,3}(?:>[ ]?)+")
_TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


def read_markdown(text: str) -> Draft:
    """A draft from Markdown. Links keep their words, pictures, code and tables go."""
    draft = Draft()
    text = _front_matter(text.replace("\r\n", "\n").lstrip("\ufeff\n"), draft)
    text = _without_code(_without_comments(text))
    for pattern in (_IMAGE, _REFERENCE):
        text = pattern.sub("", text)
    text = _BARE_LINK.sub(r"\1", _LINK.sub(r"\1", text))
    plain: list[str] = []
    for line in text.split("\n"):
        _add_line(_QUOTE.sub("", line), plain, draft)
    body = _ESCAPE.sub(r"\1", _TAG.sub("", _plain_emphasis("\n".join(plain))))
    return read_text(body, draft)


def _without_comments(text: str) -> str:
    kept, *rest = text.split("<!--")
    return kept + "".join(part.partition("-->")[2] if "-->" in part else "<!--" + part for part in rest)


def _without_code(text: str) -> str:
    """``text`` without fenced blocks; a fence that is never closed is only a line."""
    kept: list[str] = []
    block: list[str] = []
    fence: str | None = None
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if fence is None and mark:
            fence, block = mark[1], []
        elif fence is not None and mark and mark[1] == fence:
            fence = None
        else:
            (kept if fence is None else block).append(line)
    return "\n".join(kept + (block if fence else []))


def _plain_emphasis(text: str) -> str:
    for _ in range(3):
        text = _STRONG.sub(r"\2", text)
    return text


def _front_matter(text: str, draft: Draft) -> str:
    if not text.startswith("---\n") or (end := text.find("\n---", 4)) == -1:
        return text
    for line in text[4:end].split("\n"):
        name, colon, value = line.partition(":")
        if colon and value.strip():
            set_field(draft, name.strip(), value.strip())
    return text[end + 4 :]


def _add_line(line: str, plain: list[str], draft: Draft) -> None:
    """Appends ``line`` to ``plain``, headings as paragraphs of their own; the first of the top level is the headline."""
    if (heading := _HEADING.match(line)) is not None:
        words = _plain_emphasis(heading[2].rstrip().rstrip("#").rstrip())
        if draft.headline is None and len(heading[1]) == 1:
            draft.headline = words
        else:
            plain.extend(("", words, ""))
    elif (under := _UNDERLINE.match(line)) is not None and plain and plain[-1].strip():
        title = _plain_emphasis(plain.pop())
        if draft.headline is None and under[1].startswith("="):
            draft.headline = title
        else:
            plain.extend(("", title, ""))
    elif not _RULE.match(line) and not _TABLE_ROW.match(line):
        plain.append(line)
