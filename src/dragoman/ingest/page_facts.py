"""What a page says about itself: JSON-LD, meta elements, breadcrumbs, bylines, times."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from dragoman.ids import fold
from dragoman.ingest import credits
from dragoman.ingest.clean import clean_line
from dragoman.ingest.creditlines import take_credit_line
from dragoman.ingest.dates import stated
from dragoman.ingest.draft import Draft
from dragoman.ingest.sections import breadcrumb
from dragoman.ingest.titles import without_site
from dragoman.ingest.words import page_words
from dragoman.records import Published

ARTICLE_TYPES = re.compile(r"(?:\w*Article|Report|BlogPosting|LiveBlogPosting|ReportageNewsArticle)$")
LIST_TYPES = re.compile(r"(?:CollectionPage|ItemList|SearchResultsPage|ProfilePage)$")
_CLASS = "contains(concat(' ', normalize-space(translate(@class, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')), ' '), '{}')"
_CRUMBS = (
    f"//*[({_CLASS.format('breadcrumb')} or contains(@id, 'breadcrumb') or contains(@aria-label, 'readcrumb')"
    " or contains(@itemtype, 'BreadcrumbList')) and not(self::body)]"
)
_SECTION_LINKS = (
    f"//a[contains(@rel, 'category') or {_CLASS.format(' category')} or {_CLASS.format('kicker')} or {_CLASS.format('post-category')}"
    f" or {_CLASS.format('article-section')} or {_CLASS.format('cat-link')}]"
)
_TAG_LINKS = "//a[contains(concat(' ', @rel, ' '), ' tag ') and not(contains(@rel, 'category'))]"
_BYLINES = f"//*[@itemprop='author' or @rel='author' or {_CLASS.format('byline')} or {_CLASS.format(' author')}]"
_SMALL_PRINT = f"//*[{_CLASS.format('date')} or {_CLASS.format('meta')} or {_CLASS.format('publish')} or {_CLASS.format('timestamp')} or {_CLASS.format('posted')} or {_CLASS.format('time')}]"
_URL_DATE = re.compile(r"/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)|/(\d{4})(\d\d)(\d\d)(?:[/-]|$)")
_LONGEST_TITLE = 500
_LATEST = "2100-12-31"


def read_facts(tree: Any, draft: Draft) -> list[dict[str, Any]]:
    """Fills the draft with everything but the body, and gives back the page's JSON-LD objects."""
    objects = list(_json_ld(tree))
    articles = [o for o in objects if is_type(o, ARTICLE_TYPES)]
    meta = _meta(tree)
    draft.url = _url(tree, meta, articles)
    draft.publisher = _publisher(meta, objects, articles)
    draft.headline = _headline(tree, meta, articles, draft.publisher)
    shown = _shown_credits(tree)
    draft.byline = _byline(tree, meta, articles, draft.publisher) or shown.byline
    draft.language = _language(tree, meta, articles)
    draft.sections = _sections(tree, meta, objects, articles, draft.headline)
    draft.tags = _tags(tree, meta, articles)
    draft.published = _published(tree, meta, articles, draft.url, shown.published)
    draft.credited_source = next((s for o in articles if (s := _name(o.get("sourceOrganization")))), None)
    return objects


def is_type(thing: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    return any(isinstance(t, str) and pattern.match(t) for t in _listed(thing.get("@type")))


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Every object of the page's JSON-LD, those inside ``@graph`` and ``mainEntity`` included, outermost first."""
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:50]:
        try:
            todo = [
                json.loads(
                    re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", script.text or ""), strict=False
                )
            ]
        except (ValueError, RecursionError):
            continue
        for _ in range(2000):
            if not todo:
                break
            thing = todo.pop(0)
            if isinstance(thing, list):
                todo.extend(thing)
            elif isinstance(thing, dict):
                yield thing
                todo.extend(
                    thing[k]
                    for k in ("@graph", "mainEntity", "mainEntityOfPage", "breadcrumb", "hasPart")
                    if k in thing
                )


def _meta(tree: Any) -> dict[str, list[str]]:
    """Contents of the meta elements by name, property or itemprop, in lower case."""
    found: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = clean_line(element.get("content"))
        for key in {(element.get(a) or "").strip().lower() for a in ("name", "property", "itemprop", "http-equiv")} - {
            ""
        }:
            if content:
                found.setdefault(key, []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: Sequence[str]) -> str | None:
    return next((meta[n][0] for n in names if n in meta), None)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _name(value: Any) -> str | None:
    for one in _listed(value):
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and (clean := clean_line(name)) and not clean.startswith(("http:", "https:")):
            return clean
    return None


def _strings(value: Any) -> list[str]:
    return [v for v in _listed(value) if isinstance(v, str)]


def _url(tree: Any, meta: dict[str, list[str]], articles: list[dict[str, Any]]) -> str | None:
    hrefs = (
        tree.xpath("//link[translate(@rel, 'CANOIL', 'canoil')='canonical']/@href")
        + meta.get("og:url", [])
        + meta.get("twitter:url", [])
    )
    for thing in articles:
        hrefs += _strings(thing.get("url")) + _strings(thing.get("mainEntityOfPage"))
    return next((h.strip() for h in hrefs if re.match(r"https?://[^\s]+$", h.strip())), None)


def _publisher(meta: dict[str, list[str]], objects: list[dict[str, Any]], articles: list[dict[str, Any]]) -> str | None:
    by_article = next((n for o in articles if (n := _name(o.get("publisher")))), None)
    by_site = next(
        (n for o in objects if is_type(o, re.compile(r"WebSite$|NewsMediaOrganization$")) if (n := _name(o))), None
    )
    named = _first(meta, ["og:site_name"]) or by_article or by_site or _first(meta, page_words().meta["publisher"])
    return named if named and not named.startswith(("http", "@")) else None


def _headline(
    tree: Any, meta: dict[str, list[str]], articles: list[dict[str, Any]], publisher: str | None
) -> str | None:
    """The title as the page shows it, if the page's own data agree with it; else as they say."""
    said = [h for o in articles for h in _strings(o.get("headline")) + _strings(o.get("name"))] + [
        t for n in page_words().meta["headline"] for t in meta.get(n, [])
    ]
    titles = [t for e in tree.xpath("//head/title")[:1] if (t := clean_line(e.text_content()))]
    candidates = [without_site(c, publisher) for t in said + titles if (c := clean_line(t[:_LONGEST_TITLE]))]
    shown = [t for e in tree.xpath("//h1")[:20] if (t := clean_line(" ".join(e.itertext())))]
    for title in shown:
        if any(_agree(title, c) for c in candidates):
            return title
    in_article = [t for e in tree.xpath("//article//h1 | //main//h1")[:2] if (t := clean_line(" ".join(e.itertext())))]
    if len(in_article) == 1 and fold(in_article[0]) != fold(publisher or ""):
        return in_article[0]
    return next((c for c in candidates if c), None) or (shown[0] if len(shown) == 1 else None)


def _agree(shown: str, said: str) -> bool:
    a, b = fold(shown), fold(said.rstrip(".… "))
    return len(a.split()) > 1 and (a == b or (len(b.split()) > 4 and (a.startswith(b) or b.startswith(a))))


def _byline(tree: Any, meta: dict[str, list[str]], articles: list[dict[str, Any]], publisher: str | None) -> str | None:
    people = [n for o in articles for a in _listed(o.get("author")) if (n := _name(a))]
    people = people or [
        a for n in page_words().meta["byline"] for a in meta.get(n, []) if not a.startswith(("http:", "https:", "@"))
    ]
    if not people:
        for element in tree.xpath(_BYLINES)[:10]:
            words = clean_line(" ".join(element.itertext()))
            if words and len(words) < 120 and element.tag not in ("body", "article"):
                people = [credits.byline(words) or re.sub(r"^by\s+", "", words, flags=re.IGNORECASE)]
                break
    kept = [
        re.sub(r"^by\s+", "", p, flags=re.IGNORECASE)
        for p in people
        if len(p) < 200 and fold(p) != fold(publisher or "")
    ]
    return "; ".join(dict.fromkeys(kept)) or None


def _language(tree: Any, meta: dict[str, list[str]], articles: list[dict[str, Any]]) -> str | None:
    said = [*tree.xpath("/html/@lang | /html/@xml:lang", namespaces={"xml": "http://www.w3.org/XML/1998/namespace"})]
    said += (
        [v for o in articles for v in _strings(o.get("inLanguage"))]
        + meta.get("content-language", [])
        + meta.get("og:locale", [])
    )
    return next((s.strip() for s in said if re.match(r"\s*[a-zA-Z]{2,3}\b", s)), None)


def _sections(
    tree: Any,
    meta: dict[str, list[str]],
    objects: list[dict[str, Any]],
    articles: list[dict[str, Any]],
    headline: str | None,
) -> list[str]:
    names: list[str] = []
    for crumbs in (o for o in objects if is_type(o, re.compile("BreadcrumbList$"))):
        names += [
            n
            for item in _listed(crumbs.get("itemListElement"))
            if isinstance(item, dict)
            if (n := _name(item) or _name(item.get("item")))
        ]
    if not names:
        for element in tree.xpath(_CRUMBS)[:1]:
            words = [
                clean_line(" ".join(e.itertext()))
                for e in element.xpath(
                    ".//a | .//li[not(.//a)] | .//span[not(.//a) and not(ancestor::a) and not(.//span)]"
                )
            ]
            line = clean_line(" ".join(element.itertext())) or ""
            names += [w.strip("»›>/ ") for w in words if w and len(w.split()) <= 5] or breadcrumb(line) or []
    names += meta.get("article:section", []) + [s for o in articles for s in _strings(o.get("articleSection"))]
    links = [clean_line(" ".join(e.itertext())) for e in tree.xpath(_SECTION_LINKS)[:12] if not _aside(e)]
    names += [w for w in links if w and len(w.split()) <= 5]
    names = [part for n in names for part in (n.split(",") if n.count(",") else [n])]
    return [
        n.strip() for n in names if n.strip() and fold(n) != fold(headline or "") and not n.strip().startswith("http")
    ]


def _aside(element: Any) -> bool:
    """Whether an element stands in a menu, a side column, the page's footer, or a teaser for another piece."""
    in_article = False
    for a in reversed(list(element.iterancestors())):
        in_article = in_article or a.tag == "article"
        if a.tag in ("nav", "aside") or (a.tag == "footer" and not in_article):
            return True
        if re.search(r"\b(?:menu|related|sidebar|recommend|teaser|more-)", a.get("class") or ""):
            return True
    return False


def _tags(tree: Any, meta: dict[str, list[str]], articles: list[dict[str, Any]]) -> list[str]:
    lists = [t for n in page_words().meta["tags"] for t in meta.get(n, [])] + [
        k for o in articles for k in _strings(o.get("keywords"))
    ]
    tags = [t.strip() for line in lists for t in re.split(r"[,;]", line)]
    tags += [w for e in tree.xpath(_TAG_LINKS)[:40] if (w := clean_line(" ".join(e.itertext()))) and not _aside(e)]
    return [t.lstrip("#") for t in tags if t and len(t) < 80]


def _published(
    tree: Any, meta: dict[str, list[str]], articles: list[dict[str, Any]], url: str | None, shown: Published | None
) -> Published | None:
    """The date of publication, from the surest statement to the least; never the date of an update."""
    steps: tuple[Callable[[], Iterator[str | None]], ...] = (
        lambda: (d for o in articles for d in _strings(o.get("datePublished"))),
        lambda: (d for n in page_words().meta["published"] for d in meta.get(n, [])),
        lambda: _marked_times(tree),
        lambda: iter([shown.at or str(shown.start)] if shown else []),
        lambda: _url_dates(url),
        lambda: _other_date(tree),
    )
    return next((p for step in steps for text in step() if (p := stated(text)) is not None), None)


def _marked_times(tree: Any) -> Iterator[str | None]:
    for element in tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]")[:5]:
        yield element.get("datetime") or element.get("content") or element.text_content()
    for element in tree.xpath("//time")[:20]:
        around = (element.get("class") or "") + " " + (element.getparent().get("class") or "")
        if not re.search(r"updat|modif", around, re.IGNORECASE) and not _aside(element):
            yield element.get("datetime") or element.text_content()


def _shown_credits(tree: Any) -> Draft:
    """The date and the names in the small print around a title: "12 April 2022 | By Chanda Phiri"."""
    shown = Draft()
    for element in tree.xpath(_SMALL_PRINT)[:30]:
        words = clean_line(" ".join(element.itertext()))
        if words and len(words) < 200 and not _aside(element):
            take_credit_line(words, shown)
    return shown


def _url_dates(url: str | None) -> Iterator[str | None]:
    for match in _URL_DATE.finditer(url or ""):
        yield "-".join(g for g in match.groups() if g)


def _other_date(tree: Any) -> Iterator[str | None]:
    """htmldate's rules for the layouts of single sites, on a tree without pictures, titles and links, whose dates are
    not the page's."""
    from copy import deepcopy

    from htmldate import find_date
    from lxml import etree

    bare = deepcopy(tree)
    etree.strip_elements(
        bare,
        "img",
        "picture",
        "figure",
        "h1",
        "title",
        "script",
        "a",
        "link",
        "nav",
        "aside",
        "footer",
        with_tail=False,
    )
    for element in bare.xpath(
        "//meta[contains(@property, 'image')] | //*[@*[contains(., 'odified') or contains(., 'pdate')]]"
    ):
        if element.getparent() is not None:
            element.getparent().remove(element)
    yield find_date(bare, extensive_search=False, original_date=True, url=None, max_date=_LATEST)
