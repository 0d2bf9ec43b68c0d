"""Place, day and factuality of events, by constructions that tie them or keep them apart."""

from __future__ import annotations

from datetime import date

import pytest

from tests.reader.factuality_helper import event_at


@pytest.mark.parametrize(
    ("text", "trigger", "start", "words"),
    [
        (
            "Nepal closed its border with India on Tuesday, a day after gunmen killed six policemen in Janakpur.",
            "killed",
            date(2021, 6, 14),
            "a day after",
        ),
        (
            "Two days after rebels attacked a convoy in Bamako, the army of Mali arrested four men on Friday.",
            "attacked",
            date(2021, 6, 9),
            "Two days after",
        ),
        (
            "Police in Oman arrested nine men on Sunday, hours before gunmen attacked a market in Muscat.",
            "attacked",
            date(2021, 6, 13),
            "hours before",
        ),
        (
            "On 3 June border guards stormed a mosque in Herat and arrested nine men.",
            "stormed",
            date(2021, 6, 3),
            "3 June",
        ),
        (
            "On 3 June border guards stormed a mosque in Herat and arrested nine men.",
            "arrested",
            date(2021, 6, 3),
            "3 June",
        ),
        ("Police shot two men and seized weapons in Lyon on Monday.", "shot", date(2021, 6, 14), "Monday"),
        (
            "A Belgian court sentences three men for the murder of a diplomat in March 2015.",
            "murder",
            date(2015, 3, 1),
            "March 2015",
        ),
    ],
)
def test_the_day_of_an_event(text: str, trigger: str, start: date, words: str) -> None:
    when = event_at(text, trigger).when
    assert when is not None
    assert (when.start, when.words) == (start, words)


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("After talks in Vienna on Friday, Iran released two French prisoners.", "released"),
        ("Chile suspends flights to Lima until December 31.", "suspends"),
        ("A Belgian court sentences three men for the murder of a diplomat in March 2015.", "sentences"),
        ("The president of Fiji calls for an election for November 1.", "calls"),
        ("Two days after rebels attacked a convoy in Bamako, Mali arrested four men.", "attacked"),
    ],
)
def test_a_time_that_is_not_the_day_of_the_event(text: str, trigger: str) -> None:
    assert event_at(text, trigger).when is None


def test_since_runs_to_the_day_of_publication() -> None:
    event = event_at("Uganda has accused Rwanda of spying since 2019.", "accused")
    assert event.when is not None
    assert (event.when.start, event.when.end) == (date(2019, 1, 1), date(2021, 6, 16))
    assert event.factuality == "ongoing"


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Ghana suspended grain shipments at the Zupal crossing.", "suspended", "Zupal"),
        ("Spain moved 200 soldiers to the Zelnik area.", "moved", "Zelnik"),
        ("Rebels shelled Homs on Friday.", "shelled", "Homs"),
        (
            "Rebels shelled Homs on Friday. Thousands marched through the northern city against Syria.",
            "marched",
            "Homs",
        ),
        ("Canada admitted 40 refugees from Darfur to hospitals in Toronto.", "admitted", "Toronto"),
        ("Gunmen kidnapped four nuns from a convent school in Brazil's Bahia state.", "kidnapped", "Bahia"),
        ("Fighters attacked a bus in Baghdad, Iraq, killing 10 policemen.", "attacked", "Baghdad"),
        ("After talks in Vienna on Friday, Iran released two French prisoners.", "released", None),
    ],
)
def test_the_place_of_an_event(text: str, trigger: str, place: str | None) -> None:
    found = event_at(text, trigger).place
    assert (found.name if found else None) == place


def test_a_place_in_no_table_has_no_point() -> None:
    place = event_at("Ghana suspended grain shipments at the Zupal crossing.", "suspended").place
    assert place is not None
    assert (place.id, place.lat, place.lon, place.country) == ("UNKNOWN.zupal", None, None, None)


@pytest.mark.parametrize(
    ("text", "trigger", "value", "holder"),
    [
        ("Georgia suspects that Russia plans to bomb Gori.", "bomb", "alleged", "Georgia"),
        ("Sudan arrested two officers; Egypt may ask for them.", "arrested", "happened", None),
        (
            "Algeria accused Morocco on 9 February of sending drones into Tindouf.",
            "sending",
            "alleged",
            "Algeria",
        ),
        ("Crowds rallied in Athens for a third day against Turkey.", "rallied", "happened", None),
    ],
)
def test_factuality(text: str, trigger: str, value: str, holder: str | None) -> None:
    event = event_at(text, trigger)
    assert (event.factuality, event.holder.name if event.holder else None) == (value, holder)


def test_paragraphs_are_sentences_of_their_own() -> None:
    text = "Neighbours\n\n- Nigeria lifted its ban on onions from Niger.\n\n- Togo will close its border with Benin."
    assert event_at(text, "lifted").factuality == "happened"
