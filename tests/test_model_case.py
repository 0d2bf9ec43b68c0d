"""The model case: every row of ``../shared/seed/reading.md``. Nothing in the code knows this page; ``tests/cases`` holds
others of its kind with other names, numbers and orders."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.api import read
from dragoman.records import Event, Reading
from tests.conftest import SHARED
from tests.examples.expectations import misses

pytestmark = pytest.mark.shared

EVENTS = [
    {
        "type": "CONSULT",
        "source": ["NATO Foreign Ministers"],
        "factuality": "ongoing",
        "place": "Brussels",
        "evidence": "NATO Foreign Ministers meeting in Brussels this week are discussing the tensions",
    },
    {
        "type": "CONSULT",
        "source": ["Josep Borrell"],
        "target": ["NATO ministers"],
        "factuality": "happened",
        "evidence": "the discussions that the head of the European Union’s foreign policy, Josep Borrell, held with NATO ministers",
    },
    {"type": "ASSAULT", "factuality": "happened", "evidence": "The terrorist attack of 24 September in the north"},
    {
        "type": "ASSAULT",
        "also": ["COERCE"],
        "source": ["Russia"],
        "factuality": "feared",
        "place": "Balkans",
        "evidence": "Russia may be trying to foment conflict in the Balkans",
    },
    {
        "type": "ASSAULT",
        "source": ["Russia"],
        "target": ["Ukraine"],
        "factuality": "happened|recalled",
        "evidence": "its aggression in Ukraine",
    },
    {
        "type": "REQUEST",
        "source": ["Western diplomacy"],
        "target": ["Pristina"],
        "factuality": "ongoing",
        "evidence": "asking Pristina to establish the Association of Municipalities",
    },
    {
        "type": "AGREE",
        "source": ["Germany"],
        "factuality": "planned",
        "evidence": "Germany will send 150 additional troops next year",
    },
    {
        "type": "AGREE",
        "source": ["the alliance"],
        "factuality": "considered",
        "evidence": "alliance will consider increasing its long-term presence in the region",
    },
    {
        "type": "SUPPORT",
        "source": ["Secretary Stoltenberg", "Antony Blinken"],
        "factuality": "happened",
        "evidence": "emphasized stability in the Balkans",
    },
]
ACTORS = [
    {"words": "NATO", "sectors": ["IGO"]},
    {"words": "the alliance", "sectors": ["IGO"]},
    {"words": "NATO Foreign Ministers", "sectors": ["GOV"]},
    {"words": "Jens Stoltenberg"},
    {"words": "Antony Blinken", "country": "USA", "sectors": ["GOV"]},
    {"words": "Josep Borrell"},
    {"words": "Annalena Bearbock", "country": "DEU", "sectors": ["GOV"]},
    {"words": "Kosovo", "country": "XKX"},
    {"words": "Pristina", "country": "XKX", "sectors": ["GOV"]},
    {"words": "Serbia", "country": "SRB"},
    {"words": "Belgrade", "country": "SRB", "sectors": ["GOV"]},
    {"words": "Russia", "country": "RUS"},
    {"words": "Germany", "country": "DEU"},
    {"words": "EU"},
    {"words": "KFOR"},
    {"words": "Western countries"},
    {"words": "Western diplomacy"},
]
STATEMENTS = [
    {"speaker": "Jens Stoltenberg", "form": "indirect", "content_begins": "the alliance will consider increasing"},
    {
        "speaker": "Stoltenberg",
        "form": "direct",
        "content_begins": "Be sure that NATO will do everything necessary",
    },
    {"speaker": "Borrell", "form": "indirect", "content_begins": "the stability, progress and harmonization"},
    {
        "speaker": "Annalena Bearbock",
        "form": "mixed",
        "content_begins": "in the Western Balkans, “peace often hangs in the balance",
    },
    {
        "speaker": "Annalena Bearbock",
        "form": "indirect",
        "content_begins": "Germany will send 150 additional troops next year",
    },
]
PLEDGES = [
    {
        "who": "Germany",
        "what": "send 150 additional troops",
        "quantity": 150,
        "deadline": "2024",
        "strength": "firm",
    },
    {"who": "the alliance", "what": "increasing its long-term presence in the region", "strength": "considering"},
    {"who": "NATO", "what": "do everything necessary to support and ensure stability", "strength": "firm"},
    {"who": "NATO", "what": "ensure stability and peace in the region", "strength": "reaffirmed"},
]


@pytest.fixture(scope="module")
def dated() -> Reading:
    return read(SHARED / "seed" / "dispatch.txt", published="2023-11-28")


@pytest.fixture(scope="module")
def undated() -> Reading:
    return read(SHARED / "seed" / "dispatch.txt")


def _one(reading: Reading, words: str) -> Event:
    text = reading.dispatch.text
    (found,) = [e for e in reading.events if any(words in s.of(text) for s in e.trigger)]
    return found


def test_the_page_is_taken_apart(dated: Reading) -> None:
    dispatch = dated.dispatch
    headline = "Kosovo Dispatch: Nato and the EU Commit to Stability in the Balkans at Brussels Meeting"
    assert dispatch.headline == headline
    assert dispatch.credited_source == "Jurist"
    sections = {"Home", "Balkans", "Europe", "European Union", "Featured", "Global News", "News", "Politics"}
    assert set(dispatch.sections) == sections
    assert len(dispatch.text.split("\n\n")) == 4  # reading.md speaks of five; the page has four
    assert headline not in dispatch.text
    assert "Jurist" not in dispatch.text
    assert "  " not in dispatch.text
    assert "“peace often hangs in the balance”" in dispatch.text


def test_at_least_eight_of_nine_events(dated: Reading) -> None:
    missed = list(misses({"events": EVENTS}, dated, must=True))
    assert len(missed) <= 1, missed


def test_no_event_where_there_is_none(dated: Reading) -> None:
    words = ["increase instability", "path to a lasting resolution", "recourse to violence"]
    assert not list(misses({"not_events": words}, dated, must=True))


@pytest.mark.parametrize("row", ACTORS, ids=lambda r: r["words"])
def test_all_actors(dated: Reading, row: dict[str, object]) -> None:
    assert not list(misses({"actors": [row]}, dated, must=True))


def test_names_titles_and_misspellings_are_one_person(dated: Reading) -> None:
    text = dated.dispatch.text
    mentions = {a.name: {m.of(text) for m in a.mentions} for a in dated.actors if a.kind == "person"}
    assert any("Stoltenberg" in m for m in mentions["Jens Stoltenberg"])
    assert any("Secretary-General of NATO" in m for m in mentions["Jens Stoltenberg"])
    assert any("head of the European Union" in m for m in mentions["Josep Borrell"])
    assert any("Mr. Borrell" in m for m in mentions["Josep Borrell"])
    assert any("Bearbock" in m for m in mentions["Annalena Baerbock"])
    assert len(mentions) == 4


@pytest.mark.parametrize("row", STATEMENTS, ids=lambda r: r["content_begins"][:30])
def test_all_statements(dated: Reading, row: dict[str, object]) -> None:
    assert not list(misses({"statements": [row]}, dated, must=True))


@pytest.mark.parametrize("row", PLEDGES, ids=lambda r: r["what"][:30])
def test_all_pledges(dated: Reading, row: dict[str, object]) -> None:
    assert not list(misses({"pledges": [row]}, dated, must=True))


def test_the_german_pledge_serves_kfor(dated: Reading) -> None:
    (pledge,) = [p for p in dated.pledges if p.quantity == 150]
    assert pledge.unit == "troops"
    assert {"MISSION.KFOR", "XKX"} <= {s.id for s in pledge.serves}


def test_times_resolve_against_the_date_given(dated: Reading) -> None:
    text = dated.dispatch.text
    times = {t.span.of(text): t for t in dated.times}
    assert (times["this week"].start, times["this week"].end) == (date(2023, 11, 27), date(2023, 12, 3))
    assert times["24 September"].value == "2023-09-24"
    assert times["next year"].value == "2024"
    assert times["Thursday"].start in (date(2023, 11, 23), date(2023, 11, 30))
    attack = _one(dated, "attack")
    assert attack.when is not None
    assert attack.when.start == attack.when.end == date(2023, 9, 24)
    assert attack.place is not None
    assert attack.place.country == "XKX"


def test_without_a_date_the_contents_bound_it(undated: Reading) -> None:
    published = undated.dispatch.published
    assert (published.start, published.end, published.how) == (date(2021, 12, 8), date(2024, 10, 1), "bounded")
    assert any("Stoltenberg" in r for r in published.reasons)
    assert any("Baerbock" in r for r in published.reasons)
    times = {t.span.of(undated.dispatch.text): t for t in undated.times}
    assert times["next year"].value is None
    assert times["next year"].start is None


def test_the_feared_act_names_who_fears_it(dated: Reading) -> None:
    feared = _one(dated, "foment")
    assert feared.holder is not None
    assert feared.holder.name.lower() == "western countries"
