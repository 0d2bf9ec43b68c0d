"""Lines above the body: what is recognised, and what only looks like it and stays."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest import mastheads
from tests.ingest.helpers import all_of, read

BODY = (
    "Chad and Sudan reopened the crossing at Adré on Monday, the two interior ministers said.\n\n"
    "Aid trucks had waited for eleven days. A convoy of forty left the same evening."
)
TITLE = "Chad and Sudan reopen crossing to aid convoys"


@pytest.mark.parametrize(
    ("above", "publisher", "sections"),
    [
        ("Volta Herald\n", "Volta Herald", ()),
        ("THE CASPIAN WEEKLY No. 48\n", "THE CASPIAN WEEKLY", ()),
        ("Lake Chad Monitor\nWednesday 5 June 2024\nROADS AND RIVERS\n", "Lake Chad Monitor", ("ROADS AND RIVERS",)),
        ("CENTRAL SAHARA | CHAD\n", None, ("CENTRAL SAHARA", "CHAD")),
        ("Sahara Courier | Africa | Chad\n", "Sahara Courier", ("Africa", "Chad")),
        ("SAHARA TIMES\nLIBYA\nBORDERLANDS\n", "SAHARA TIMES", ("LIBYA", "BORDERLANDS")),
        ("Story 12 of 40\n", None, ()),
        ("BORDERLANDS\n", None, ("BORDERLANDS",)),
        ("Sahara Notebook\n", None, ("Sahara Notebook",)),
        ("CHAD-BORDER\n", None, ()),
        ("AF-GEN--Chad-Crossing, 2nd Ld\n", None, ()),
        ("BC-AF--Chad-Sudan\n", None, ()),
        ("CHAD-SUDAN/AID URGENT\n", None, ()),
        ("Volta Herald\nCHAD-BORDER\n25/06/2024 07:40 GMT\n", "Volta Herald", ()),
        ("Volta Herald | 5 June 2024\n", "Volta Herald", ()),
    ],
)
@pytest.mark.parametrize("gap", ["", "\n"])
def test_names_over_the_title(above: str, publisher: str | None, sections: tuple[str, ...], gap: str) -> None:
    dispatch = read(f"{above}{gap}{TITLE}\n\n{BODY}")
    assert (dispatch.headline, dispatch.publisher, dispatch.sections) == (TITLE, publisher, sections)
    assert dispatch.credited_source == publisher
    assert dispatch.text == BODY
    day = date(2024, 6, 5) if "June" in above else date(2024, 6, 25) if "/2024" in above else None
    assert dispatch.published.start == day


@pytest.mark.parametrize(
    ("line", "byline", "publisher"),
    [
        ("By Esi Quaye, Volta Herald, 5 June 2024", "Esi Quaye", "Volta Herald"),
        ("By Žana Šimić, The Lagoon Courier, June 5, 2024", "Žana Šimić", "The Lagoon Courier"),
        ("By the Foreign Desk, Sahara Wire, 5 June 2024", "the Foreign Desk", "Sahara Wire"),
    ],
)
def test_a_signature_says_who_for_whom_and_when(line: str, byline: str, publisher: str) -> None:
    dispatch = read(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert (dispatch.headline, dispatch.byline, dispatch.publisher, dispatch.text) == (TITLE, byline, publisher, BODY)
    assert (dispatch.published.day, dispatch.published.how) == (date(2024, 6, 5), "stated")


def test_a_date_that_can_be_read_in_two_ways_is_said_aloud() -> None:
    taken = all_of(f"Volta Herald\n05/06/2024 07:40 GMT\n\n{TITLE}\n\n{BODY}", "story.txt")[0]
    assert taken.dispatch is not None
    assert (taken.dispatch.headline, taken.dispatch.text) == (TITLE, BODY)
    assert taken.dispatch.published.how == "unknown"
    assert taken.notes == ("the date 05/06/2024 07:40 GMT can be read in two ways and is left open",)


def test_an_outlet_is_known_by_what_credits_it_below() -> None:
    copy = f"N'DJAMENA, June 4 (Sahara Line) - {BODY}"
    dispatch = read(f"Sahara Line\n\n{TITLE}\n\n{copy}")
    assert (dispatch.headline, dispatch.publisher, dispatch.text) == (TITLE, "Sahara Line", copy)
    rights = read(f"Sahara Today and Tomorrow\n\n{TITLE}\n\n{BODY}\n\n(c) 2024 Sahara Today and Tomorrow\n")
    assert (rights.headline, rights.publisher, rights.text) == (TITLE, "Sahara Today and Tomorrow", BODY)


def test_the_dateline_outranks_the_masthead() -> None:
    dispatch = read(f"SAHARA BRIEF DAILY\n\n{TITLE}\n\nABECHE (Lake Chad Wire) -- {BODY}")
    assert (dispatch.credited_source, dispatch.publisher) == ("Lake Chad Wire", "SAHARA BRIEF DAILY")


@pytest.mark.parametrize(
    ("under", "byline", "credited", "day"),
    [
        ("Desert News Service", None, "Desert News Service", None),
        ("4 June 2024\nAmina Idriss-Kohl, N'Djamena", "Amina Idriss-Kohl", None, date(2024, 6, 4)),
        ("Amina Idriss-Kohl, Adré", "Amina Idriss-Kohl", None, None),
        ("Amina Idriss-Kohl, Special Correspondent", "Amina Idriss-Kohl", None, None),
        ("Amina bin Idriss\n4 June 2024, 18:05", "Amina bin Idriss", None, date(2024, 6, 4)),
        ("By Amina Idriss in Abeche\n04/06/2024", "Amina Idriss", None, None),
        ("4 June 2024 - Adré", None, None, date(2024, 6, 4)),
        ("June 4, 2024 / 11:04 AM / Updated 2 hours ago", None, None, date(2024, 6, 4)),
        ("Desert News Service Staff", "Desert News Service Staff", None, None),
        ("Amina Idriss and Omar Kohl\n4 June 2024", "Amina Idriss and Omar Kohl", None, date(2024, 6, 4)),
        ("Tue, 4 June 2024", None, None, date(2024, 6, 4)),
    ],
)
def test_lines_under_the_title(under: str, byline: str | None, credited: str | None, day: date | None) -> None:
    dispatch = read(f"{TITLE}\n{under}\n\n{BODY}".replace("04/06/2024", "24/06/2024"))
    assert (dispatch.headline, dispatch.byline, dispatch.credited_source) == (TITLE, byline, credited)
    assert dispatch.published.start == (date(2024, 6, 24) if "/06/" in under else day)
    assert dispatch.text == BODY


@pytest.mark.parametrize(
    "deck",
    [
        "Drivers cheer as the first of forty trucks rolls over the bridge",
        "Schools Shut, Flights Cancelled",
        "Abeche, Chad",
        "Sudan Rejects Aid Monitor",
        "Forty Trucks Waiting",
        "Chad Recalls Embassy Staff",
        "3 May 2023 – Adré falls silent",
        "What the Two Ministers Signed",
    ],
)
def test_a_line_under_the_title_that_is_no_credit_stays(deck: str) -> None:
    dispatch = read(f"{TITLE}\n\n{deck}\n\n{BODY}")
    assert dispatch.headline == TITLE
    assert dispatch.text == f"{deck}\n\n{BODY}"
    assert (dispatch.byline, dispatch.credited_source) == (None, None)


@pytest.mark.parametrize(
    "title",
    [
        "Quake Hits Peru",
        "BOMB KILLS 12",
        "Syria Truce Holds",
        "PERU MOURNS DEAD",
        "Chad Rejects Border Monitor",
        "SHIP HIT BY DRONE OFF YEMEN COAST",
        "US-China trade talks resume in Geneva",
        "Police Fire Tear Gas in Lomé",
        "Kenya: two held over ferry fire",
    ],
)
def test_a_short_title_with_a_longer_line_below_keeps_its_place(title: str) -> None:
    deck = "Thousands sleep outdoors in the cold after the worst night in years"
    dispatch = read(f"{title}\n\n{deck}\n\n{BODY}")
    assert (dispatch.headline, dispatch.publisher, dispatch.sections) == (title, None, ())
    assert dispatch.text == f"{deck}\n\n{BODY}"


@pytest.mark.parametrize(
    "text",
    [
        BODY.split("\n\n")[0],
        BODY,
        f"It was over. {BODY}",
        f"It rained.\n\n{BODY}",
        f"“We shall open the gate,” the governor said.\n\n{BODY}",
        f'"Open the gate!"\n\n{BODY}',
        "Gates of iron open,\n\nriver of dust, carry me over,\n\nto the market of Adré,\n\nand the last of the sellers.",
        "Tags on the crates named a firm in Ankara.\n\nThe Volta Herald first reported the find. It gave no price.",
    ],
)
def test_a_page_without_a_head_loses_nothing(text: str) -> None:
    dispatch = read(text)
    assert dispatch.headline is None
    assert "".join(dispatch.text.split()) == "".join(text.split())
    assert (dispatch.publisher, dispatch.byline, dispatch.sections) == (None, None, ())


def test_names_without_prose_below_are_text() -> None:
    dispatch = read("The harbour at dusk\nSAND-STORM\nVolta Herald\nAmina Idriss, Abeche")
    assert [word in dispatch.text for word in ("SAND-STORM", "Volta Herald", "Amina Idriss, Abeche")] == [True] * 3


def test_an_outlet_over_copy_without_a_title() -> None:
    dispatch = read(f"Volta Herald\n\nABECHE, Chad - {BODY}")
    assert (dispatch.headline, dispatch.publisher, dispatch.text) == (None, "Volta Herald", f"ABECHE, Chad - {BODY}")


def test_a_label_over_a_wrapped_title() -> None:
    dispatch = read(f"WELLS AND ROADS\nChad and Sudan reopen crossing to aid\nconvoys after a week of talks\n\n{BODY}")
    assert dispatch.headline == "Chad and Sudan reopen crossing to aid convoys after a week of talks"
    assert (dispatch.sections, dispatch.text) == (("WELLS AND ROADS",), BODY)


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Ogaden Press Agency", "Ogaden Press Agency"),
        ("Daily Brief #12", "Daily Brief"),
        ("PAMIR BULLETIN, Issue 7", "PAMIR BULLETIN"),
        ("Serbia Expels UN Monitor", None),
        ("No End to the Bad News", None),
        ("The minister met the press", None),
        ("Good News: Truce Agreed", None),
        ("Reuters", "Reuters"),
    ],
)
def test_outlets(line: str, name: str | None) -> None:
    assert mastheads.outlet(line) == name


@pytest.mark.parametrize(
    ("line", "slug"),
    [
        ("MALI-UNREST", True),
        ("AS-POL--Nepal-Vote,1st Ld-Writethru", True),
        ("US-China talks resume", False),
        ("KYIV--The army said it had withdrawn.", False),
        ("UNREST", False),
        ("Guinea-Bissau", False),
    ],
)
def test_slugs(line: str, slug: bool) -> None:
    assert mastheads.is_slug(line) is slug


@given(
    st.lists(
        st.sampled_from(["Volta Herald", "CHAD-BORDER", "5 June 2024", "By Ana Kos", "ROADS AND RIVERS", "Africa"]),
        max_size=6,
        unique=True,
    )
)
def test_no_head_reaches_into_the_body(above: list[str]) -> None:
    dispatch = read("\n".join([*above, "", TITLE, "", BODY]))
    assert dispatch.text.endswith(BODY)
    assert dispatch.headline is not None
