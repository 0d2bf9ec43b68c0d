"""What becomes of promises made before. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.reader.pledges.pledge_news import read_pledge_news
from dragoman.reader.pledges.pledges import read_pledges
from dragoman.reader.sheet import Sheet
from dragoman.reader.statements.statements import read_statements
from dragoman.reader.times.times import read_times
from dragoman.records import PledgeNews, Published
from tests.reader.said import country, organisation, person, sheet

ACTORS = (
    country("Kenya", "KEN"),
    country("Norway", "NOR"),
    country("Chile", "CHL"),
    country("Peru", "PER"),
    organisation("African Union"),
    organisation("Green League"),
    person("Kari Lund", "NOR", "minister"),
)
DAY = date(2031, 9, 10)


def told(text: str) -> Sheet:
    made = sheet(text, *ACTORS)
    made.published = Published(start=DAY, end=DAY, how="given")
    read_times(made)
    read_statements(made)
    read_pledge_news(made)
    read_pledges(made)
    return made


def the_news(text: str) -> PledgeNews:
    (news,) = told(text).pledge_news
    return news


NEWS = [
    ("Norway withdrew its pledge of six frigates.", "withdrawn", "norway", "six frigates", None, 6, "frigates"),
    ("Chile will no longer send the boats it had offered Peru.", "withdrawn", "chile", "the boats it had offered Peru", None, None, None),
    ("Peru backed away from its pledge to host the miners.", "withdrawn", "peru", "host the miners", None, None, None),
    ("Kenya failed to deliver the maize it had pledged.", "broken", "kenya", "the maize it had pledged", None, None, None),
    ("Peru reneged on its promise to ratify the pact.", "broken", "peru", "ratify the pact", None, None, None),
    ("Norway never delivered the tents promised in May.", "broken", "norway", "the tents promised in May", None, None, None),
    ("Kenya has kept its promise to reopen the bridge.", "kept", "kenya", "reopen the bridge", None, None, None),
    ("Norway has delivered the promised 19 generators.", "kept", "norway", "the promised 19 generators", 19, 19, "generators"),
    ("The 60 nurses promised by Chile arrived on Monday.", "kept", "chile", "The 60 nurses promised by Chile", 60, 60, "nurses"),
    ("Half of the 40 buses pledged by Peru have been delivered.", "in_progress", "peru", "Half of the 40 buses pledged by Peru", 20, 40, "buses"),
    ("Norway began delivering the promised missiles.", "in_progress", "norway", "the promised missiles", None, None, None),
    ("Kenya raised its pledge of soldiers from 300 to 450.", "raised", "kenya", "soldiers", 450, 300, "soldiers"),
    ("Peru cut its contribution to the force from 90 to 40 guards.", "cut", "peru", "its contribution to the force", 40, 90, "guards"),
    ("Chile stands by its commitment to train 300 judges.", "reaffirmed", "chile", "train 300 judges", None, 300, "judges"),
    ("Norway has not yet paid the 3 tonnes of gold it promised.", "recalled", "norway", "the 3 tonnes of gold it promised", None, 3, "tonnes"),
    ("Kenya had pledged to send police.", "recalled", "kenya", "send police", None, None, None),
    ("In March, Chile agreed to share its maps.", "recalled", "chile", "share its maps", None, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "news", "who", "what", "quantity", "of", "unit"), NEWS)
def test_news(
    text: str, news: str, who: str, what: str, quantity: int | None, of: int | None, unit: str | None
) -> None:
    n = the_news(text)
    assert (n.news, n.who.id if n.who else None, n.what[0].of(text)) == (news, who, what)
    assert (n.quantity, n.of, n.unit) == (quantity, of, unit)


def test_money_that_was_paid_and_when_it_was_promised() -> None:
    text = "Norway has paid in full the 4 million euros that it pledged in April, the African Union said on Tuesday."
    n = the_news(text)
    assert (n.news, n.money, n.of, n.currency, n.quantity) == ("kept", 4e6, 4_000_000, "EUR", None)
    assert n.promised is not None
    assert (n.promised.start, n.promised.end) == (date(2031, 4, 1), date(2031, 4, 30))
    assert n.says is not None
    assert n.says.id == "african-union"


def test_a_doubt_says_who_doubts() -> None:
    text = "The Green League doubted Chile's pledge to send 150 troops."
    n = the_news(text)
    assert (n.news, n.who.id if n.who else None, n.says.id if n.says else None) == (
        "contested",
        "chile",
        "green-league",
    )
    n = the_news("Kari Lund said that she would be surprised if the trucks came by October.")
    assert (n.news, n.who, n.says.id if n.says else None) == ("contested", None, "kari-lund")


def test_a_part_that_came_hints_at_more_promised() -> None:
    n = the_news("The first 100 of 200 soldiers from Chile landed at Kisumu on Monday.")
    assert (n.news, n.quantity, n.of, n.unit, n.confidence < 0.6) == ("in_progress", 100, 200, "soldiers", True)
    assert n.when is not None
    assert n.when.start == date(2031, 9, 8)
    assert told("Eighty soldiers from Chile landed at Kisumu on Monday.").pledge_news == ()


OLD = [text for text, news, *_ in NEWS if news not in ("reaffirmed", "raised", "cut")]


@pytest.mark.parametrize("text", OLD)
def test_what_is_only_told_again_is_no_pledge(text: str) -> None:
    assert told(text).pledges == ()


def test_raised_and_reaffirmed_promises_are_pledges_too() -> None:
    (p,) = told("Kenya raised its pledge of soldiers from 300 to 450.").pledges
    assert (p.who.id, p.quantity, p.unit, p.strength) == ("kenya", 450, "soldiers", "firm")
    (p,) = told("Chile stands by its commitment to train 300 judges.").pledges
    assert (p.quantity, p.strength) == (300, "reaffirmed")
    made = told("Chile will send 200 soldiers instead of 150.")
    assert [(n.news, n.quantity, n.of) for n in made.pledge_news] == [("raised", 200, 150)]
    assert [p.quantity for p in made.pledges] == [200]


NO_NEWS = [
    "Norway may withdraw its pledge of six frigates.",
    "Chile did not break its promise to Peru.",
    "Will Kenya keep its promise?",
    "Norway pledged on Monday to pay for the school.",
    "The first visit by Kari Lund ended on Monday.",
    "Kenya doubts that it will rain.",
]


@pytest.mark.parametrize("text", NO_NEWS)
def test_no_news(text: str) -> None:
    assert told(text).pledge_news == ()


def test_without_a_date_of_publication_no_promise_is_called_old() -> None:
    text = "In March, Chile agreed to share its maps."
    made = sheet(text, *ACTORS)
    made.published = replace(made.published, how="unknown")
    read_times(made)
    read_statements(made)
    read_pledge_news(made)
    assert made.pledge_news == ()
