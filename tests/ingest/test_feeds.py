"""RSS and Atom: one dispatch for each item."""

from __future__ import annotations

from datetime import date

from tests.ingest.helpers import all_of, refused

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>Andes Wire</title><link>https://andes.example/</link><language>en</language>
<item><title>Peru &amp; Ecuador sign border accord</title><link>/2023/peru-ecuador</link>
<pubDate>Tue, 28 Nov 2023 23:30:00 -0500</pubDate><dc:creator>Rosa Quispe</dc:creator><category>Diplomacy</category>
<description>Short summary […]</description>
<content:encoded><![CDATA[<p>LIMA (AFP) - Peru and Ecuador signed a border accord on Tuesday.</p><p>The <a href="/x">ministers</a> met for two
hours.<br><br>They will meet again.</p><p>The post <a href="/x">Peru</a> appeared first on <a href="/">Andes Wire</a>.</p>]]></content:encoded></item>
<item><title>Bolivian miners block roads to La Paz</title><link>https://andes.example/2</link></item>
<item><title>Le président du Pérou</title><description>Le président du Pérou a reçu mardi son homologue équatorien dans la capitale
afin de signer un accord frontalier.</description></item>
</channel></rss>"""
ATOM = """<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Nile Desk</title>
<link href="https://nile.example/"/><entry><title>Egypt lifts curfew in Sinai</title><id>urn:1</id>
<link href="https://nile.example/1"/><published>2021-10-26T06:00:00Z</published><updated>2021-11-01T06:00:00Z</updated>
<source><title>Mena</title></source><summary type="html">&lt;p&gt;Egypt lifted the curfew in Sinai on Monday.&lt;/p&gt;</summary></entry></feed>"""


def test_an_item_with_its_content() -> None:
    taken = all_of(RSS, "andes.xml")[0]
    assert taken.source == "andes.xml#1"
    dispatch = taken.dispatch
    assert dispatch is not None
    assert dispatch.headline == "Peru & Ecuador sign border accord"
    assert dispatch.text == (
        "LIMA (AFP) - Peru and Ecuador signed a border accord on Tuesday.\n\nThe ministers met for two hours.\n\nThey will meet again."
    )
    assert (dispatch.publisher, dispatch.credited_source, dispatch.byline) == ("Andes Wire", "AFP", "Rosa Quispe")
    assert dispatch.url == "https://andes.example/2023/peru-ecuador"
    assert dispatch.tags == ("Diplomacy",)
    assert dispatch.published.day == date(2023, 11, 28), "the day in the feed's own time zone"
    assert dispatch.published.at == "Tue, 28 Nov 2023 23:30:00 -0500"


def test_a_headline_alone_is_its_own_text_and_another_language_is_set_aside() -> None:
    _, second, third = all_of(RSS, "andes.xml")
    assert second.dispatch is not None
    assert second.dispatch.text == second.dispatch.headline == "Bolivian miners block roads to La Paz"
    assert third.set_aside is not None
    assert (third.set_aside.reason, third.set_aside.source) == ("not_english", "andes.xml#3")


def test_the_raw_feed_is_kept_once() -> None:
    taken = all_of(RSS, "andes.xml")
    assert {t.raw.hash for t in taken if t.raw} == {taken[0].dispatch.raw_hash if taken[0].dispatch else None}
    assert taken[0].raw is taken[1].raw


def test_atom() -> None:
    dispatch = all_of(ATOM, "nile.atom")[0].dispatch
    assert dispatch is not None
    assert dispatch.text == "Egypt lifted the curfew in Sinai on Monday."
    assert (dispatch.published.day, dispatch.credited_source) == (date(2021, 10, 26), "Mena")


def test_entities_that_grow_or_read_files_do_nothing() -> None:
    grows = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    bomb = f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a0 "ha"><!ENTITY f SYSTEM "file:///etc/passwd">{grows}]>'
    item = "<rss><channel><title>Wire &f;</title><item><title>Chad talks end &a11; today</title></item></channel></rss>"
    dispatch = all_of(bomb + item, "bomb.xml")[0].dispatch
    assert dispatch is not None
    assert len(dispatch.text) < 100
    assert "root:" not in (dispatch.publisher or "")


def test_an_empty_feed_and_other_xml() -> None:
    assert refused("<rss version='2.0'><channel><title>Empty</title></channel></rss>", "e.xml").reason == "no_article"
    assert refused("<?xml version='1.0'?><invoice><total>3</total></invoice>", "i.xml").reason == "unknown_format"
