"""Saved web pages: the article without the page around it."""

from __future__ import annotations

import logging
import re
from functools import lru_cache
from typing import Any

from dragoman.errors import InputError
from dragoman.ids import fold
from dragoman.ingest.clean import clean_line
from dragoman.ingest.draft import Draft
from dragoman.ingest.fragments import parse_html, tree_paragraphs
from dragoman.ingest.lines import ends_sentence
from dragoman.ingest.page_facts import ARTICLE_TYPES, LIST_TYPES, is_type, read_facts
from dragoman.ingest.titles import reads_as_title

_ENOUGH_WORDS = 60
_PROSE_WORDS = 8


def read_page(text: str) -> Draft:
    """A draft from the HTML of one page. Raises ``InputError`` (``no_article``)."""
    tree = parse_html(text)
    if tree is None:
        raise InputError("no_article", "there is no HTML in it that could be parsed")
    draft = Draft()
    objects = read_facts(tree, draft)
    entry = any(is_type(o, ARTICLE_TYPES) for o in objects) or _says_article(tree)
    draft.paragraphs = _body(tree, entry)
    if draft.headline is None and len(draft.paragraphs) > 1 and reads_as_title(*draft.paragraphs[:2]):
        draft.headline = draft.paragraphs.pop(0)
    prose = [p for p in draft.paragraphs if _is_prose(p)]
    if not prose:
        raise InputError("no_article", "there is no running text on the page")
    if not entry and _is_list(tree, objects, draft.paragraphs):
        raise InputError("no_article", "a page of links to articles")
    return draft


def _body(tree: Any, entry: bool) -> list[str]:
    """The paragraphs that trafilatura takes for the article: its precise mode, and where that finds next to nothing
    on a page that calls itself an article, its default mode."""
    precise = _extract(tree, precise=True)
    if _words(precise) >= _ENOUGH_WORDS:
        return precise
    default = _extract(tree, precise=False)
    best = default if _words(default) > _words(precise) and (entry or _words(precise) < 10) else precise
    # Old pages are laid out in tables.
    return best if any(map(_is_prose, best)) else _extract(tree, precise=False, tables=True)


def _extract(tree: Any, precise: bool, tables: bool = False) -> list[str]:
    _quiet()
    from trafilatura.core import bare_extraction

    found: Any = bare_extraction(
        tree, favor_precision=precise, include_comments=False, include_tables=tables, include_formatting=False
    )
    if found is None or found.body is None:
        return []
    return [clean for p in tree_paragraphs(_as_blocks(found.body)) if (clean := clean_line(p))]


def _as_blocks(body: Any) -> Any:
    """trafilatura names its blocks as in TEI; here they get their HTML names back."""
    names = {
        "head": "h2",
        "quote": "blockquote",
        "item": "li",
        "list": "ul",
        "lb": "br",
        "cell": "td",
        "row": "tr",
        "ab": "p",
    }
    for element in body.iter():
        element.tag = names.get(element.tag, element.tag)
    return body


@lru_cache(maxsize=1)
def _quiet() -> None:
    """trafilatura and htmldate report every page they give up on; here the reason is in the record."""
    for name in ("trafilatura", "htmldate", "courlan", "readability"):
        logging.getLogger(name).addHandler(logging.NullHandler())


def _words(paragraphs: list[str]) -> int:
    return sum(len(p.split()) for p in paragraphs)


def _is_prose(paragraph: str) -> bool:
    return len(paragraph.split()) >= _PROSE_WORDS and ends_sentence(paragraph.rstrip("\"”’')] "))


def _says_article(tree: Any) -> bool:
    kinds = tree.xpath("//meta[@property='og:type']/@content | //*[@itemscope]/@itemtype")
    return any(re.search(r"(?:^|/)\w*article$|BlogPosting$", k, re.IGNORECASE) for k in kinds)


def _is_list(tree: Any, objects: list[dict[str, Any]], paragraphs: list[str]) -> bool:
    """A front page, a section page, or search results: it says so, or most of its text stands in short teasers with
    links in their headings."""
    if any(is_type(o, LIST_TYPES) for o in objects):
        return True
    teasers = [
        link
        for link in tree.xpath("//h2//a | //h3//a | //h4//a | //a//h2 | //a//h3")
        if len(link.text_content().split()) >= 4
        and not any(a.tag in ("aside", "footer", "nav") for a in link.iterancestors())
    ]
    headings = {fold(t.text_content()) for t in teasers}
    repeated = sum(1 for p in paragraphs if len(p) < 300 and fold(p) in headings)
    longest = max((len(p.split()) for p in paragraphs), default=0)
    return repeated >= 3 or (len(headings) >= 5 and longest < 60 and _words(paragraphs) < 30 * len(headings))
