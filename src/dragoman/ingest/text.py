"""Plain text, as it is left when a page is copied or an agency file is saved: lines above, the body, lines below."""

from __future__ import annotations

import re

from dragoman.ids import fold
from dragoman.ingest import lines
from dragoman.ingest.clean import clean_lines, unescape
from dragoman.ingest.dates import stated
from dragoman.ingest.draft import Draft
from dragoman.ingest.feet import stands_below
from dragoman.ingest.heads import read_head

_FOOT_LINES = 30
_FIELD = re.compile(r"\s*([A-Za-z][A-Za-z _-]{1,24}?)\s*:\s+(\S.*)")
_FIELDS = {
    "headline": "headline title subject headlines hl",
    "published": "date published publication_date published_on pubdate posted load_date",
    "publisher": "publisher publication outlet newspaper site",
    "credited_source": "source credit",
    "byline": "author authors byline by",
    "section": "section sections category categories",
    "url": "url link permalink",
    "language": "language lang",
    "tags": "tags keywords topics",
}
_FIELD_OF = {name: field_name for field_name, names in _FIELDS.items() for name in names.split()}


def read_text(text: str, draft: Draft | None = None, entitled: bool = True) -> Draft:
    """A draft from plain text; an earlier ``draft`` (from a table's columns, say) keeps what it has.

    ``entitled``: look for a title among the first lines, unless the draft has one.
    """
    draft = draft or Draft()
    all_lines = [line.rstrip() for line in clean_lines(unescape(text))]
    while all_lines and not all_lines[0].strip():
        all_lines.pop(0)
    all_lines = _read_fields(all_lines, draft)
    body = read_head(all_lines, draft, entitled)
    draft.paragraphs = _lone_foot_lines(body)
    if entitled and not draft.paragraphs and draft.headline:
        draft.paragraphs = [draft.headline]
    return draft


def set_field(draft: Draft, name: str, value: str) -> bool:
    """Puts a "Name: value" line where it belongs; ``False`` for a name that is not known."""
    where = _FIELD_OF.get(fold(name).replace(" ", "_"))
    if where is None:
        return False
    if where == "published":
        draft.published = draft.published or stated(value)
    elif where == "section":
        draft.sections.extend(re.split(r"\s*[,;/|]\s*", value))
    elif where == "tags":
        draft.tags.extend(t.strip(" #[]\"'") for t in re.split(r"[,;]", value))
    else:
        setattr(draft, where, getattr(draft, where) or value.strip("\"'"))
    return True


def _read_fields(all_lines: list[str], draft: Draft) -> list[str]:
    """A block of at least two "Title: ..." lines at the top, as corpora and press databases write them."""
    block: list[tuple[str, str]] = []
    for line in all_lines:
        match = _FIELD.fullmatch(line)
        if not match or fold(match[1]).replace(" ", "_") not in _FIELD_OF:
            break
        block.append((match[1], match[2]))
    if len(block) < 2 or len(block) == len(all_lines):
        return all_lines
    for name, value in block:
        set_field(draft, name, value)
    return all_lines[len(block) :]


def _lone_foot_lines(body: list[str]) -> list[str]:
    """Paragraphs, with the lines below the body kept apart even where no blank line stands before them."""
    mended: list[str] = []
    begin = 0
    above_is_foot = False
    for at in range(max(0, len(body) - _FOOT_LINES), len(body)):
        line = body[at].strip()
        if not line:
            continue
        above_is_foot = _stands_below(body, at, above_is_foot)
        if above_is_foot:
            mended += [*lines.paragraphs(body[begin:at]), line]
            begin = at + 1
    return mended + lines.paragraphs(body[begin:])


def _stands_below(body: list[str], at: int, above_is_foot: bool) -> bool:
    """Whether a line is one of the foot, and neither a piece of a wrapped sentence nor the beginning of a wrapped note."""
    line = body[at].strip()
    above = body[at - 1].strip() if at else ""
    below = body[at + 1].strip() if at + 1 < len(body) else ""
    begins = not above or above_is_foot or lines.ends_sentence(above)
    marked = not below and line[0] != "_" and (":" in line or not line[0].isalnum())
    return (begins or marked) and not below[:1].islower() and stands_below(line)
