"""Pieces of HTML, as feeds and tables carry them, and the one HTML parser used here."""

from __future__ import annotations

import re
from typing import Any

_BLOCK = re.compile(
    "address|article|aside|blockquote|body|center|dd|div|dl|dt|fieldset|figure|figcaption|footer|form|h[1-6]|header|hr|li|main|nav"
    "|ol|p|pre|section|table|tbody|td|tfoot|th|thead|tr|ul"
)
_NOT_TEXT = re.compile(
    "script|style|noscript|template|svg|iframe|object|embed|button|select|textarea|form|nav|figcaption|video|audio"
)
_MARKUP = re.compile(
    r"<(?:/?(?:p|br|div|a|b|i|em|strong|span|ul|ol|li|h[1-6]|img|blockquote|figure|table)\b[^<>]{0,2000})>",
    re.IGNORECASE,
)
_MOST_NODES = 200_000


def parse_html(text: str) -> Any:
    """The tree of a page, or ``None`` where there is nothing in it. No network, no entities from elsewhere, and libxml2's
    own limits on depth and size stay on (``huge_tree=False``)."""
    from lxml import etree, html

    parser = html.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        return None


def looks_like_markup(text: str) -> bool:
    return bool(_MARKUP.search(text))


def paragraphs_of(markup: str) -> list[str]:
    """The paragraphs of a piece of HTML: one for each block element, and one for each side of a double line break."""
    tree = parse_html(f"<div>{markup}</div>")
    return [] if tree is None else tree_paragraphs(tree)


def tree_paragraphs(tree: Any) -> list[str]:
    """The same for an element of a tree, in the order of the page and without recursion."""
    pieces: list[str] = []
    skipping: Any = None
    from lxml import etree

    for count, (event, node) in enumerate(etree.iterwalk(tree, events=("start", "end"))):
        if count > _MOST_NODES:
            break
        if not isinstance(node.tag, str):
            continue
        if event == "start":
            if skipping is None and _NOT_TEXT.fullmatch(node.tag):
                skipping = node
            pieces.append("\0" if _BLOCK.fullmatch(node.tag) else "\n" if node.tag == "br" else "")
            if skipping is None:
                pieces.append(_flat(node.text))
        else:
            if skipping is node:
                skipping = None
            pieces.append("\0" if _BLOCK.fullmatch(node.tag) else "")
            if skipping is None and node is not tree:
                pieces.append(_flat(node.tail))
    blocks = "".join(pieces).split("\0")
    parts = [re.sub(r"\s*\n\s*", " ", part).strip() for block in blocks for part in re.split(r"\n[ \t]*\n", block)]
    return [part for part in parts if part]


def _flat(text: str | None) -> str:
    return re.sub(r"\s+", " ", text.replace("\0", "")) if text else ""
