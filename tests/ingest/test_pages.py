"""Saved web pages: the article without navigation, adverts, banners and teasers."""

from __future__ import annotations

import json
from datetime import date

import pytest

from tests.ingest.helpers import all_of, read, refused

BODY = """
<p>N&rsquo;DJAMENA (Reuters) - Chad and Niger reopened their common border on Thursday, three months after N&rsquo;Djamena
closed it over an attack on&nbsp;a customs post, both governments said.</p>
<figure><img src="x.jpg"><figcaption>A lorry waits at the crossing. Photo: A. B.</figcaption></figure>
<p>“We are brothers and we will trade as brothers,” Chad's trade minister, Issa Abakar, told reporters in the capital.</p>
<div class="ad">Advertisement</div>
<p>Niger's interior ministry said 40 officers would be sent to the crossing at Daboua next week to search lorries.</p>
<blockquote><p>The closure cost us half of our income, a trader in Diffa said.</p></blockquote>
"""
AROUND = """<div id="cookie-banner" class="cookie-consent"><p>We use cookies and similar technologies to personalise ads. By clicking
Accept you agree to our use of cookies.</p><button>Accept all</button></div>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="ad-slot"><p>Buy two mattresses and get a third one for half the price this weekend only.</p></div>"""
BELOW = """<aside class="related"><h3>Related</h3><ul><li><a href="/a">Mali junta names new prime minister after months of talks</a></li>
<li><a href="/b">Ghana votes in a tight race for the presidency</a></li></ul></aside>
<footer><p>© 2024 The Sahel Courier. All rights reserved.</p><p>Subscribe to our newsletter</p></footer>"""
TITLE = "Chad and Niger reopen border after three months"


def page(head: str = "", above: str = "", body: str = BODY, title: str = f"{TITLE} | The Sahel Courier") -> str:
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>{head}</head><body>{AROUND}'
        f"<main><article>{above}{body}</article></main>{BELOW}</body></html>"
    )


def linked(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **fields})}</script>'


RICH = page(
    head='<link rel="canonical" href="https://courier.example/2024/03/14/chad-niger"><meta property="og:type" content="article">'
    '<meta property="og:site_name" content="The Sahel Courier"><meta property="article:section" content="Security">'
    '<meta property="article:modified_time" content="2024-03-16T08:00:00+01:00"><meta name="keywords" content="Chad, Niger">'
    + linked(
        **{
            "@graph": [
                {
                    "@type": "NewsArticle",
                    "headline": TITLE,
                    "datePublished": "2024-03-14T21:40:00+01:00",
                    "dateModified": "2024-03-16T08:00:00+01:00",
                    "author": [{"@type": "Person", "name": "Mariam Oumarou"}, {"@type": "Person", "name": "Jean Tob"}],
                },
                {
                    "@type": "BreadcrumbList",
                    "itemListElement": [{"name": "Home"}, {"item": {"name": "Africa"}}, {"name": TITLE}],
                },
            ]
        }
    ),
    above=f"<h1>{TITLE}</h1><p class='byline'>By Mariam Oumarou</p><div class='share'><a href='#'>Share on Facebook</a></div>",
    body=BODY + "<p>Source : Agence Tchadienne</p>",
)


def test_the_body_and_nothing_but_the_body() -> None:
    assert read(RICH, "page.html").text == (
        "N’DJAMENA (Reuters) - Chad and Niger reopened their common border on Thursday, three months after N’Djamena closed it over"
        " an attack on a customs post, both governments said.\n\n"
        "“We are brothers and we will trade as brothers,” Chad's trade minister, Issa Abakar, told reporters in the capital.\n\n"
        "Niger's interior ministry said 40 officers would be sent to the crossing at Daboua next week to search lorries.\n\n"
        "The closure cost us half of our income, a trader in Diffa said."
    )


def test_what_the_page_says_about_itself() -> None:
    dispatch = read(RICH, "page.html")
    assert dispatch.headline == TITLE
    assert dispatch.publisher == "The Sahel Courier"
    assert dispatch.byline == "Mariam Oumarou; Jean Tob"
    assert dispatch.credited_source == "Agence Tchadienne"
    assert dispatch.sections == ("Home", "Africa", "Security")
    assert dispatch.tags == ("Chad", "Niger")
    assert (dispatch.url, dispatch.language) == ("https://courier.example/2024/03/14/chad-niger", "en")
    assert (dispatch.published.day, dispatch.published.how) == (date(2024, 3, 14), "stated")
    assert dispatch.published.at == "2024-03-14T21:40:00+01:00"


@pytest.mark.parametrize(
    ("head", "above", "day"),
    [
        ('<meta property="article:published_time" content="2021-05-06T23:30:00-05:00">', "", date(2021, 5, 6)),
        ("", '<time datetime="2020-02-03">3 Feb</time>', date(2020, 2, 3)),
        ("", '<span class="entry-date">Published on 7 January 2019 at 10:15 GMT</span>', date(2019, 1, 7)),
        ('<link rel="canonical" href="https://c.example/2018/12/31/story">', "", date(2018, 12, 31)),
        ('<meta property="article:modified_time" content="2024-03-16T08:00:00Z">', "", None),
        ("", '<div class="updated">Updated 9 May 2022</div>', None),
        (
            '<meta property="og:image" content="https://c.example/img/2017/08/09/x.jpg">',
            '<img src="/2017/08/09/y.jpg">',
            None,
        ),
    ],
)
def test_only_a_stated_day_of_publication_dates_a_page(head: str, above: str, day: date | None) -> None:
    published = read(page(head=head, above=f"<h1>{TITLE}</h1>{above}"), "page.html").published
    assert published.start == day
    assert published.how == ("unknown" if day is None else "stated")


def test_the_site_name_is_cut_from_a_title_without_other_evidence() -> None:
    assert read(page(), "page.html").headline == TITLE
    assert read(page(title=f"{TITLE} - courier.example"), "page.html").headline == TITLE


def test_breadcrumb_of_links() -> None:
    above = f'<div class="breadcrumbs"><a href="/">Start</a> &raquo; <a href="/africa">Africa</a> &raquo; <span>{TITLE}</span></div>'
    assert read(page(above=above), "page.html").sections == ("Start", "Africa")


def test_a_breadcrumb_of_bare_text_and_small_print() -> None:
    above = f"<div class='breadcrumb'>Home &raquo; Africa &raquo; {TITLE}</div><h1>{TITLE}</h1><p class='meta'>12 April 2022 | By Chanda Phiri</p>"
    dispatch = read(page(above=above), "page.html")
    assert dispatch.sections == ("Home", "Africa")
    assert (dispatch.byline, dispatch.published.day) == ("Chanda Phiri", date(2022, 4, 12))


def test_an_old_page_laid_out_in_tables_with_line_breaks() -> None:
    menu = "".join(f"<li><a href='/{i}'>Minister {i} resigns after long dispute over budget</a></li>" for i in range(6))
    html = (
        f"<html><body><table><tr><td><ul>{menu}</ul></td><td><b>Zambia and Malawi reopen border</b><br><br>"
        "Zambia and Malawi reopened the Mwami border post on Monday after repairs that took six weeks, the two governments said.<br><br>"
        "Zambia's army will patrol the road with 60 soldiers until June, its defence ministry announced in Lusaka.<br><br>Source: Xinhua"
        "</td></tr></table></body></html>"
    )
    dispatch = read(html, "old.html")
    assert dispatch.headline == "Zambia and Malawi reopen border"
    assert dispatch.text.startswith("Zambia and Malawi reopened the Mwami border post on Monday")
    assert "announced in Lusaka." in dispatch.text
    assert "resigns" not in dispatch.text


def test_a_brief_of_two_sentences() -> None:
    body = "<p>Zambia and Malawi reopened a border post on Monday after repairs.</p><p>Trucks had been rerouted, customs officials said.</p>"
    assert read(page(body=f"<h1>{TITLE}</h1>{body}"), "page.html").text == (
        "Zambia and Malawi reopened a border post on Monday after repairs.\n\nTrucks had been rerouted, customs officials said."
    )


def test_comments_of_readers_are_not_the_article() -> None:
    comments = "<div id='comments'><h3>2 comments</h3><p>Great news for all of us at last! I hope they fix the road soon.</p></div>"
    assert "Great news" not in read(page(body=BODY + comments), "page.html").text


def test_content_decides_not_the_name() -> None:
    assert read(RICH, "page.txt").headline == TITLE
    assert read(RICH, "download").text == read(RICH, "page.html").text


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252"])
def test_a_declared_charset_is_followed(encoding: str) -> None:
    html = page(body=BODY.replace("Issa Abakar", "Issá Abakâr")).replace('"utf-8"', f'"{encoding}"')
    assert "Issá Abakâr" in read(html.encode(encoding), "page.html").text


@pytest.mark.parametrize(
    "html",
    [
        "<html><body><p>We use cookies to improve your experience. You can manage your preferences at any time in the settings of your"
        " browser.</p><button>Accept all cookies</button></body></html>",
        "<html><body><h1>Chad and Niger reopen border</h1><p>Already a subscriber? Please log in to continue reading this article.</p>"
        "<form><input name=q></form></body></html>",
        "<html><head><title>404</title></head><body><p>Sorry, the page you requested could not be found on our server.</p></body></html>",
        "<html><body></body></html>",
        "<html><body><ul>"
        + "".join(
            f"<li><h3><a href='/{i}'>Minister number {i} resigns after long dispute</a></h3></li>" for i in range(12)
        )
        + "</ul></body></html>",
    ],
)
def test_a_page_without_an_article_is_set_aside(html: str) -> None:
    assert refused(html, "page.html").reason == "no_article"


def test_a_front_page_of_teasers_is_no_article() -> None:
    teasers = "".join(
        f"<div><h2><a href='/{i}'>Country number {i} signs an accord with its neighbour</a></h2>"
        f"<p>The foreign minister of country {i} signed an accord on Monday.</p></div>"
        for i in range(15)
    )
    assert refused(f"<html><body><main>{teasers}</main></body></html>", "index.html").reason == "no_article"


def test_deep_nesting_and_unclosed_tags_do_no_harm() -> None:
    assert (
        refused("<html><body>" + "<div>" * 50_000 + "<p>Chile closed its border on Monday.</p>", "deep.html").reason
        == "no_article"
    )
    assert all_of("<html><body>" + "<table><tr><td>" * 3_000 + "x", "open.html")[0].set_aside is not None


def test_a_document_type_cannot_read_files() -> None:
    html = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]>' + page().removeprefix("<!DOCTYPE html>")
    text = read(html.replace("both governments", "&x; both governments"), "page.html").text
    assert "both governments said" in text
