"""Plain text: what stands above and below the body, and mended lines."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest import sections
from dragoman.ingest.lines import paragraphs
from tests.ingest.helpers import read, refused

MODEL_CASE = Path(__file__).parents[2].parent / "shared" / "seed" / "dispatch.txt"


@pytest.mark.shared
def test_the_model_case_is_taken_apart() -> None:
    dispatch = read(MODEL_CASE.read_bytes(), "dispatch.txt")
    assert (
        dispatch.headline == "Kosovo Dispatch: Nato and the EU Commit to Stability in the Balkans at Brussels Meeting"
    )
    assert dispatch.sections == (
        "Home",
        "Balkans",
        "Europe",
        "European Union",
        "Featured",
        "Global News",
        "News",
        "Politics",
    )
    assert dispatch.credited_source == "Jurist"
    assert dispatch.published.how == "unknown"
    blocks = dispatch.text.split("\n\n")
    assert [b.split()[0] for b in blocks] == ["Due", "The", "The", "Western"]
    assert "Western countries that Russia may be trying" in blocks[0]
    assert "NATO Foreign Ministers meeting in Brussels this week" in blocks[0]
    assert "“Be sure that NATO will do everything necessary" in blocks[1]
    assert blocks[3].endswith("any recourse to violence.")
    assert "\xa0" not in dispatch.text
    assert "  " not in dispatch.text
    assert "Jurist" not in dispatch.text


def test_agency_copy_keeps_its_dateline_and_gives_up_its_source() -> None:
    dispatch = read(
        "NAIROBI, Nov 28 (Reuters) - Kenya and Somalia agreed on Tuesday to reopen two border posts that were\n"
        "shut in 2012, the two interior ministers said.\n"
        "\n"
        "The posts will open in stages.\n"
        "\n"
        "(Reporting by Grace Wanjiru in Nairobi; Editing by T. Hale)\n"
    )
    assert dispatch.text == (
        "NAIROBI, Nov 28 (Reuters) - Kenya and Somalia agreed on Tuesday to reopen two border posts that were shut in 2012,"
        " the two interior ministers said.\n\nThe posts will open in stages."
    )
    assert dispatch.credited_source == "Reuters"
    assert dispatch.byline == "Grace Wanjiru"
    assert dispatch.published.how == "unknown", "a day and a month without a year date nothing"


@pytest.mark.parametrize(
    ("opening", "agency", "day"),
    [
        ("KHARTOUM, March 3, 2022 (AFP) -- ", "AFP", date(2022, 3, 3)),
        ("BEIJING, Nov. 28 (Xinhua) -- ", "Xinhua", None),
        ("KYIV, Ukraine (AP) — ", "AP", None),
        ("(AP) - ", "AP", None),
        ("MEXICO CITY — ", None, None),
        ("Lima, 4 June 2021 (ANSA) - ", "ANSA", date(2021, 6, 4)),
    ],
)
def test_datelines(opening: str, agency: str | None, day: date | None) -> None:
    dispatch = read(opening + "The army said on Thursday that it had retaken a bridge. It gave no toll.")
    assert dispatch.credited_source == agency
    assert dispatch.published.start == day
    assert dispatch.text.startswith(opening)


@pytest.mark.parametrize(
    "text",
    [
        "Ghana - Togo talks ended without a result on Monday, a minister said in Accra.",
        "By Monday the rebels had taken three towns in the east, the army said. It sent more troops.",
        "Source material seized by police in Bogota was handed to prosecutors, the interior ministry said.",
    ],
)
def test_what_only_looks_like_a_dateline_byline_or_source_is_text(text: str) -> None:
    dispatch = read(text)
    assert dispatch.text == text
    assert (dispatch.credited_source, dispatch.byline, dispatch.headline) == (None, None, None)


def test_a_wrapped_title_a_byline_and_a_date_line() -> None:
    dispatch = read(
        "Japan, South Korea resume\nexport talks after four years\n\nBy Emi Sato | Kyodo News\nPublished: 12 May 2023, 09:30 JST\n\n"
        "TOKYO - Japan and South Korea resumed talks on export controls on Friday, officials in both capitals said.\n\n"
        "Read more: Seoul lifts ban on seafood\n© 2023 Kyodo News. All rights reserved.\n"
    )
    assert dispatch.headline == "Japan, South Korea resume export talks after four years"
    assert dispatch.byline == "Emi Sato"
    assert (dispatch.published.day, dispatch.published.how) == (date(2023, 5, 12), "stated")
    assert dispatch.published.at == "Published: 12 May 2023, 09:30 JST"
    assert dispatch.text.startswith("TOKYO - Japan")
    assert dispatch.text.endswith("both capitals said.")


@pytest.mark.parametrize(
    ("line", "byline", "day"),
    [
        ("21 May 2024 — by Esi Quaye-Lartey", "Esi Quaye-Lartey", date(2024, 5, 21)),
        (
            "Published: 5 December 2023 | By our correspondent in Chisinau",
            "our correspondent in Chisinau",
            date(2023, 12, 5),
        ),
        ("By ANA KOS and J. Lindqvist, Vienna", "ANA KOS and J. Lindqvist", None),
        ("By staff writers", "staff writers", None),
        ("Updated 14:05 GMT, 3 June 2021", None, None),
        ("Updated 4 June 2021, published 3 June 2021", None, date(2021, 6, 3)),
    ],
)
def test_lines_of_credit_over_the_body(line: str, byline: str | None, day: date | None) -> None:
    dispatch = read(
        f"Latvia closes a border crossing\n{line}\n\nRIGA: Latvia closed a crossing to Belarus on Monday, its army said."
    )
    assert (dispatch.headline, dispatch.byline) == ("Latvia closes a border crossing", byline)
    assert dispatch.published.start == day
    assert dispatch.text == "RIGA: Latvia closed a crossing to Belarus on Monday, its army said."


def test_named_fields_of_a_press_database() -> None:
    dispatch = read(
        "Title: Ethiopia signs dam data accord with Sudan\nDate: 2021-08-09\nSource: Horn Monitor\nAuthor: Hana Bekele\n"
        "Category: Africa, Water\n\nEthiopia signed an accord on dam data with Sudan on Monday in Khartoum.\n"
    )
    assert dispatch.headline == "Ethiopia signs dam data accord with Sudan"
    assert dispatch.published.day == date(2021, 8, 9)
    assert (dispatch.credited_source, dispatch.byline) == ("Horn Monitor", "Hana Bekele")
    assert dispatch.sections == ("Africa", "Water")
    assert dispatch.text == "Ethiopia signed an accord on dam data with Sudan on Monday in Khartoum."


def test_a_breadcrumb_without_the_title() -> None:
    dispatch = read(
        "News > World > Latin America\nColombia suspends truce with ELN splinter group\nPOLITICS\n\n"
        'Colombia suspended its truce with an ELN splinter group on Tuesday. "We had no choice," the president said.\n'
    )
    assert dispatch.sections == ("News", "World", "Latin America", "POLITICS")
    assert dispatch.headline == "Colombia suspends truce with ELN splinter group"
    assert dispatch.text.startswith("Colombia suspended its truce")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Africa Sahel Security", ["Africa", "Sahel", "Security"]),
        ("World | Africa | Mali", ["World", "Africa", "Mali"]),
        ("Middle East & North Africa", ["Middle East & North Africa"]),
        ("Politics", ["Politics"]),
        ("Japan, South Korea resume", None),
        ("Syria Peace Talks", None),
        ("Serbia, Kosovo", None),
        ("Iran", None),
        ("World leaders meet in Geneva", None),
    ],
)
def test_section_lines(line: str, names: list[str] | None) -> None:
    assert sections.section_line(line) == names


def test_one_sentence_is_a_text_and_one_title_is_both() -> None:
    sentence = read("Germany will send 150 troops to Lithuania next year.")
    assert (sentence.headline, sentence.text) == (None, "Germany will send 150 troops to Lithuania next year.")
    title = read("Armenia, Azerbaijan swap prisoners at the border")
    assert title.headline == title.text == "Armenia, Azerbaijan swap prisoners at the border"


def test_lines_of_the_site_inside_the_body_go() -> None:
    dispatch = read(
        "Niger expelled two diplomats on Monday, its foreign ministry said.\n\nAdvertisement\n\nRead more: Coup leaders meet\n\n"
        "The two left the same evening for Cotonou in Benin.\n\nSource: Sahel Courier"
    )
    assert dispatch.text == (
        "Niger expelled two diplomats on Monday, its foreign ministry said.\n\nThe two left the same evening for Cotonou in Benin."
    )
    assert dispatch.credited_source == "Sahel Courier"


@pytest.mark.parametrize(
    ("lines", "mended"),
    [
        (["The envoy flew to Tunis on", "Monday."], ["The envoy flew to Tunis on Monday."]),
        (["Talks about a long-", "term lease failed."], ["Talks about a long-term lease failed."]),
        (
            ["The govern-", "ment fell. A government of experts follows."],
            ["The government fell. A government of experts follows."],
        ),
        (["He spoke to Mr.", "Abe in Kyoto."], ["He spoke to Mr. Abe in Kyoto."]),
        (["The bloc agreed to lend Moldova the", "", "money."], ["The bloc agreed to lend Moldova the money."]),
        (
            ["Both sides agreed on:", "- a truce", "- an exchange"],
            ["Both sides agreed on:", "- a truce", "- an exchange"],
        ),
    ],
)
def test_mended_lines(lines: list[str], mended: list[str]) -> None:
    assert paragraphs(lines) == mended


def test_a_sentence_that_ends_well_before_the_margin_ends_its_paragraph() -> None:
    lines = [
        "The prime minister of Iceland said on Sunday that the two parties would",
        "form a government.",
        "The opposition called it a marriage of convenience that would not last",
        "until spring. It holds a third of the seats in the parliament in Reykjavik.",
    ]
    assert [p.split()[1] for p in paragraphs(lines)] == ["prime", "opposition"]


@given(st.lists(st.text(alphabet="ab .,-A\n", max_size=40), max_size=20))
def test_mending_loses_no_letter(lines: list[str]) -> None:
    lines = [part.strip() for line in lines for part in line.split("\n")]
    before = "".join(lines).replace(" ", "").replace("-", "")
    assert "".join(paragraphs(lines)).replace(" ", "").replace("-", "") == before


def test_markdown_loses_its_marks() -> None:
    dispatch = read(
        "---\ndate: 2022-02-03\nauthor: Li Na\ntags: [trade, ports]\n---\n# Chile **reopens** the port of [Arica](https://x.example/a)\n\n"
        "Chile reopened the port of *Arica* on\nThursday, its [transport ministry](https://x.example) said.\n\n![map](m.png)\n\n"
        "> “It is a relief,” a trader said.\n\n```\ncode\n```\n",
        "story.md",
    )
    assert dispatch.headline == "Chile reopens the port of Arica"
    assert dispatch.text == (
        "Chile reopened the port of Arica on Thursday, its transport ministry said.\n\n“It is a relief,” a trader said."
    )
    assert (dispatch.published.day, dispatch.byline, dispatch.tags) == (date(2022, 2, 3), "Li Na", ("trade", "ports"))


def test_another_language_is_set_aside_and_foreign_names_are_not() -> None:
    french = (
        "Le ministre a déclaré lundi que la France enverrait des observateurs en Arménie avant la fin du mois de mars."
    )
    assert refused(french).reason == "not_english"
    assert refused("Президент Сербии прибыл в Москву.").reason == "not_english"
    names = (
        "A volcano erupts at Eyjafjallajökull in Iceland; Þorsteinn Ásgeirsson and Guðrún Þórðardóttir leave Skógar."
    )
    assert read(names).language == "en"


def test_too_short_and_too_long() -> None:
    assert refused("Hello there").reason == "no_article"
    assert refused("The king spoke. " * 40_000).reason == "too_large"


def test_other_sites_have_other_furniture() -> None:
    page = (
        "You are here: Home » Africa » Mali » Article\nAfrica Mali Security Top News\n\n"
        "Mali and Niger Reopen a Road and Quarrel About a Bridge\nPrint this page  |  Text size\n27 comments\n\n"
        "Mali reopened the road to Niger on Monday, and the two quarrelled about the bridge at once.\n\n"
        "« Previous story  Next story »\nNewsletter: subscribe here\n"
    )
    dispatch = read(page)
    assert dispatch.headline == "Mali and Niger Reopen a Road and Quarrel About a Bridge"
    assert dispatch.sections == ("Home", "Africa", "Mali", "Article", "Security", "Top News")
    assert (
        dispatch.text == "Mali reopened the road to Niger on Monday, and the two quarrelled about the bridge at once."
    )


def test_a_breadcrumb_may_have_slashes() -> None:
    dispatch = read(
        "Home / Asia / Nepal / Nepal Counts Its Votes Once More\n\nNepal counted its votes again on Friday.\n"
    )
    assert dispatch.sections == ("Home", "Asia", "Nepal")
    assert dispatch.text == "Nepal counted its votes again on Friday."
