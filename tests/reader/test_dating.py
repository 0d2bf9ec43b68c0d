"""When an undated dispatch appeared, from what it mentions. Persons, terms and offices here are invented."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.knowledge import actors as known
from dragoman.reader.sheet import Sheet
from dragoman.reader.times import dating
from dragoman.reader.times.dating import bound_publication, intersection
from dragoman.records import Actor, Published, Span
from tests.reader.times_helper import timed

HOLDERS = (
    ("foreign-minister", "DEU", "Ada Brecht", date(2012, 3, 1), date(2016, 5, 31)),
    ("head-of-government", "KEN", "Tom Okello", date(2015, 2, 10), date(2020, 2, 9)),
    ("head-of-government", "NOR", "Liv Dahl", date(2001, 1, 1), date(2005, 1, 1)),
    ("secretary-general", "IGO.NATO", "Liv Dahl", date(2014, 1, 1), None),
    ("head-of-state", "CHL", "Rosa Paz", date(2010, 1, 1), date(2014, 1, 1)),
    ("head-of-state", "CHL", "Rosa Paz", date(2018, 1, 1), date(2022, 1, 1)),
)


@pytest.fixture(autouse=True)
def _invented_holders(monkeypatch: pytest.MonkeyPatch) -> None:
    def offices_of(name: str) -> list[known.Holder]:
        return [known.Holder(o, of, n, (), known.Term(a, a, b, b)) for o, of, n, a, b in HOLDERS if n == name]

    monkeypatch.setattr(known, "offices_of", offices_of)


def dated(text: str, people: dict[str, list[str]] | None = None, organisations: dict[str, str] | None = None) -> Sheet:
    """A sheet with the persons (name to the words that mention them) and organisations (id to words) of a text."""
    sheet = timed(text, None)
    actors = [
        _actor(f"P.{name.lower().replace(' ', '-')}", name, "person", text, words)
        for name, words in (people or {}).items()
    ]
    actors += [_actor(i, i, "organisation", text, [words]) for i, words in (organisations or {}).items()]
    sheet.actors = tuple(actors)
    bound_publication(sheet)
    return sheet


def _actor(identity: str, name: str, kind: str, text: str, words: list[str]) -> Actor:
    mentions = tuple(Span(text.index(w), text.index(w) + len(w)) for w in words)
    return Actor(
        id=identity,
        name=name,
        kind=kind,  # type: ignore[arg-type]
        country=None,
        sectors=(),
        office=None,
        how="name",
        confidence=1.0,
        mentions=mentions,
    )


def test_offices_intersect() -> None:
    text = "German Foreign Minister Ada Brecht met the Kenyan prime minister, Tom Okello."
    sheet = dated(
        text,
        {"Ada Brecht": ["German Foreign Minister Ada Brecht"], "Tom Okello": ["Kenyan prime minister", "Tom Okello"]},
    )
    assert sheet.published == Published(
        start=date(2015, 2, 10),
        end=date(2016, 5, 31),
        how="bounded",
        reasons=(
            "Ada Brecht was foreign minister of Germany from 2012-03-01 to 2016-05-31.",
            "Tom Okello was prime minister of Kenya from 2015-02-10 to 2020-02-09.",
        ),
    )


def test_the_office_that_is_named_counts_and_no_other() -> None:
    sheet = dated(
        "The secretary general of NATO, Liv Dahl, spoke.", {"Liv Dahl": ["secretary general of NATO", "Liv Dahl"]}
    )
    assert (sheet.published.start, sheet.published.end) == (date(2014, 1, 1), None)
    sheet = dated("Norwegian Prime Minister Liv Dahl spoke.", {"Liv Dahl": ["Norwegian Prime Minister Liv Dahl"]})
    assert (sheet.published.start, sheet.published.end) == (date(2001, 1, 1), date(2005, 1, 1))


def test_two_terms_of_one_office_are_held_apart_until_other_facts_choose() -> None:
    text = "Chilean President Rosa Paz met Kenyan Prime Minister Tom Okello."
    people = {"Rosa Paz": ["Chilean President Rosa Paz"], "Tom Okello": ["Kenyan Prime Minister Tom Okello"]}
    assert dated(text, people).published.start == date(2018, 1, 1)
    alone = dated("Chilean President Rosa Paz spoke.", {"Rosa Paz": ["Chilean President Rosa Paz"]}).published
    assert (alone.start, alone.end) == (date(2010, 1, 1), date(2022, 1, 1))


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("Former German Foreign Minister Ada Brecht spoke.", "German Foreign Minister Ada Brecht"),
        ("The then German Foreign Minister Ada Brecht spoke.", "German Foreign Minister Ada Brecht"),
        ("In 2013 German Foreign Minister Ada Brecht signed it.", "German Foreign Minister Ada Brecht"),
        ("Ada Brecht spoke.", "Ada Brecht"),
    ],
)
def test_what_bounds_nothing(text: str, mention: str) -> None:
    published = dated(text, {"Ada Brecht": [mention]}).published
    assert date(2012, 3, 1) != published.start
    assert published.end is None


def test_a_dated_event_in_the_past_bounds_from_below_and_a_plan_does_not() -> None:
    sheet = dated("The treaty was signed on 3 May 2017. It will end in 2030.")
    assert (sheet.published.start, sheet.published.end) == (date(2017, 5, 3), None)
    assert sheet.published.reasons == ("It tells in the past tense of '3 May 2017'.",)
    assert dated("It will end in 2030.").published.how == "unknown"
    assert dated("He announced plans for 2030.").published.how == "unknown"
    assert dated("She won the 2020 primaries.").published.how == "unknown"


def test_an_organisation_bounds_from_below() -> None:
    founded = known.tables().organisations["IGO.NATO"].term.start
    assert dated("NATO met.", organisations={"IGO.NATO": "NATO"}).published.start == founded


def test_a_weekday_with_a_date_chooses_the_year() -> None:
    text = "German Foreign Minister Ada Brecht was injured on Friday, 26 September."
    published = dated(text, {"Ada Brecht": ["German Foreign Minister Ada Brecht"]}).published
    assert (published.start, published.end) == (date(2014, 9, 26), date(2015, 9, 26))
    assert published.reasons[-1] == "'Friday, 26 September' agrees with the calendar in 2014."


def test_a_line_that_is_a_date_is_the_day() -> None:
    published = dated("April 27, 2005\n\nThe king of Nepal met envoys.").published
    assert (published.day, published.how) == (date(2005, 4, 27), "bounded")


def test_facts_that_contradict_leave_it_unknown() -> None:
    text = "German Foreign Minister Ada Brecht met Norwegian Prime Minister Liv Dahl."
    people = {"Ada Brecht": ["German Foreign Minister Ada Brecht"], "Liv Dahl": ["Norwegian Prime Minister Liv Dahl"]}
    sheet = dated(text, people)
    assert sheet.published == Published(start=None, end=None, how="unknown")
    assert [(u.reason, u.part, len(u.candidates)) for u in sheet.undecided] == [("dating_conflict", "dating", 2)]


def test_a_stated_day_is_left_alone() -> None:
    sheet = timed("The treaty was signed on 3 May 2017.", date(2020, 1, 1))
    bound_publication(sheet)
    assert sheet.published == Published(start=date(2020, 1, 1), end=date(2020, 1, 1), how="given")


def test_nothing_to_go_by() -> None:
    assert dated("Gunmen attacked a checkpoint.").published == Published(start=None, end=None, how="unknown")


def test_intersection_of_sets_of_days() -> None:
    a, b, c, d = (date(2020, m, 1) for m in (1, 3, 5, 7))
    assert intersection([((a, c),), ((b, d),)]) == ((b, c),)
    assert intersection([((a, b), (c, d)), ((b, c),)]) == ((b, b), (c, c))
    assert intersection([((a, b),), ((c, d),)]) == ()
    assert intersection([]) == dating.ALWAYS
