"""Pledges whose content is a thing, and pledges that one makes for one's own side. All sentences are invented."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.reader.pledges.pledges import read_pledges
from dragoman.records import Place, Span, TimeMention
from tests.reader.said import country, organisation, person, pledges, sheet

ACTORS = (
    country("Kenya", "KEN"),
    country("Norway", "NOR"),
    country("Mexico", "MEX"),
    country("Ghana", "GHA"),
    organisation("African Union"),
    organisation("World Bank"),
    person("Ama Owusu", "GHA", "Deputy Finance Minister of Ghana"),
)
THINGS = [
    ("The World Bank is considering a loan of 40 million euros.", "world-bank", ["a loan of 40 million euros"], None, "considering"),
    ("Norway is weighing the sale of six frigates.", "norway", ["the sale of six frigates"], 6, "considering"),
    ("Kenya explored the idea of a permanent embassy in Suva.", "kenya", ["a permanent embassy in Suva"], None, "considering"),
    ("The African Union reaffirmed its commitment to the unity of Mali.", "african-union", ["the unity of Mali"], None, "reaffirmed"),
    ("Norway recommitted itself to the treaty's goals.", "norway", ["the treaty's goals"], None, "reaffirmed"),
    ("Ghana remains committed to the five points.", "ghana", ["the five points"], None, "reaffirmed"),
    ("Norway reiterated its support for the tribunal.", "norway", ["its support for the tribunal"], None, "reaffirmed"),
    ("Kenya offered to host the negotiations.", "kenya", ["host the negotiations"], None, "firm"),
    ("Norway reaffirmed Kenya's commitment to training 60 pilots.", "kenya", ["training 60 pilots"], 60, "reaffirmed"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "who", "what", "quantity", "strength"), THINGS)
def test_a_thing_is_pledged(text: str, who: str, what: list[str], quantity: float | None, strength: str) -> None:
    (p,) = pledges(text, *ACTORS)
    assert (p.who.id, [w.of(text) for w in p.what], p.quantity, p.strength) == (who, what, quantity, strength)


NONE = [
    "The World Bank considered the loan.",
    "Kenya is considering the proposal.",
    "Norway considered leaving the pact.",
    "Kenya has no plans to send troops to Mali.",
    "Norway said no ships would be sent.",
    "Ghana will no longer accept the shipments.",
    "Norway praised Kenya for offering to train the guards.",
    "It is Ghana's job to help the port.",
    "Kenya promised protests.",
]


@pytest.mark.parametrize("text", NONE)
def test_no_thing_is_pledged(text: str) -> None:
    assert pledges(text, *ACTORS) == ()


def test_a_minister_promises_for_the_country_named() -> None:
    text = "Ama Owusu vowed that Ghana would repay the debt."
    (p,) = pledges(text, *ACTORS)
    assert (p.who.id, p.what[0].of(text)) == ("ghana", "repay the debt")


def test_nobody_promises_for_another_country() -> None:
    assert pledges("Ama Owusu promised that Mexico would pay for the wall.", *ACTORS) == ()


def test_the_thing_before_a_relative_pronoun_is_part_of_what_is_promised() -> None:
    text = "The plan is for a school which Norway will build in Lamu."
    (p,) = pledges(text, *ACTORS)
    assert [w.of(text) for w in p.what] == ["a school", "build in Lamu"]


def test_a_bare_sum_is_in_the_currency_of_the_one_before() -> None:
    text = "Norway gave 30 million euros in May and pledged a further 20 million."
    (p,) = pledges(text, *ACTORS)
    assert (p.money, p.currency, p.quantity) == (2e7, "EUR", None)


def test_a_dollar_sign_after_an_article_is_no_australian_dollar() -> None:
    (p,) = pledges("Norway announces a $1.5 billion aid package for Kenya.", *ACTORS)
    assert (p.money, p.currency) == (1.5e9, "USD")


def test_a_payment_to_come_dates_the_sum() -> None:
    text = "Norway promised 40 million euros for the school, to be paid next year."
    at = text.index("next year")
    span = Span(at, at + len("next year"))
    year = TimeMention(
        span=span, value="2031", start=date(2031, 1, 1), end=date(2031, 12, 31), kind="date", precision="year"
    )
    (p,) = pledges(text, *ACTORS, times=(year,))
    assert p.deadline is not None
    assert (p.money, p.deadline.end) == (4e7, date(2031, 12, 31))


def test_the_region_is_the_one_named_before() -> None:
    text = "Ministers spoke of the Upper Sahel and of Peru. Norway will send nurses to protect the Sahel, and Kenya will deploy 30 medics in the region."
    made = sheet(text, *ACTORS)
    made.places = tuple(region(text, name) for name in ("Upper Sahel", "Sahel"))
    read_pledges(made)
    assert [[s.name for s in p.serves] for p in made.pledges if p.quantity == 30] == [["Upper Sahel"]]


def region(text: str, name: str) -> Place:
    at = text.rindex(name)
    return Place(
        id=f"REGION.{name}",
        name=name,
        country=None,
        lat=None,
        lon=None,
        precision="region",
        how="given",
        confidence=1.0,
        mentions=(Span(at, at + len(name)),),
    )
