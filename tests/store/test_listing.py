"""Every filter on every listing, on a small store whose answers can be read off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dragoman.errors import UnknownName, UsageError
from dragoman.records import PlaceRef, Published, SetAside, Span, Statement, Undecided, When
from dragoman.store import Filters, Store, open_store
from tests.store.factory import MADE_BY, event, full_reading, party, reading, spans

ACCUSED = "Kenya accused Uganda over the lake."
TALKED = "Peru and Chile held talks in Arica."
FEARED = "Guinea-Bissau may strike Guinea, the African Union fears."
SHELLED = "Ugandan troops have shelled HAMAS camps since May."
QUIET = "It rained on the plain."


def _day(day: str, end: str | None = None) -> When:
    start = date.fromisoformat(day) if day else None
    return When(start=start, end=date.fromisoformat(end) if end else None, precision="day", words=day, span=None)


ARICA = PlaceRef(id="G.arica", name="Arica", country="CHL", lat=-18.5, lon=-70.3, precision="town", span=None)

EVENTS = {
    "accused": event(
        "ACCUSE", ["Kenya"], ["Uganda"], ACCUSED, ACCUSED, mode="allege", quad=3, confidence=0.9,
        when=_day("2024-03-01", "2024-03-03"),
    ),
    "talked": event("CONSULT", ["Peru", "Chile"], [], TALKED, TALKED, place=ARICA, mode="third-party", confidence=0.6),
    "feared": event(
        "ASSAULT", ["Guinea-Bissau"], ["Guinea"], FEARED, FEARED, quad=4, factuality="feared",
        holder=party("African Union", FEARED), confidence=0.4, mode="aerial",
    ),
    "shelled": event(
        "ASSAULT", [party("Uganda", SHELLED, ("MIL",))], ["Hamas"], SHELLED, SHELLED, quad=4, when=_day("2024-05-01"),
    ),
}  # fmt: skip

READINGS = [
    reading(ACCUSED, EVENTS["accused"], published=date(2024, 3, 5)),
    reading(TALKED, EVENTS["talked"], publisher="Lima Hoy"),
    reading(FEARED, EVENTS["feared"], published=date(2024, 6, 10)),
    reading(
        SHELLED,
        EVENTS["shelled"],
        published=Published(start=date(2023, 1, 1), end=None, how="bounded", reasons=("x",)),
        publisher=None,
    ),
    reading(QUIET, published=Published(start=date(2024, 1, 1), end=date(2024, 2, 29), how="given")),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("listing") / "s.duckdb") as store:
        store.add(READINGS, sources={READINGS[4].dispatch.id: "rain.txt"})
        store.set_aside([SetAside(source="scan.pdf", reason="binary", detail="a PDF", raw_hash=None)])
        yield store


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, "feared shelled accused talked"),
        ({"actor": "KEN"}, "accused"),
        ({"actor": "Kenya"}, "accused"),
        ({"actor": "UGA"}, "shelled accused"),
        ({"actor": "UGA MIL"}, "shelled"),
        ({"actor": "MIL"}, "shelled"),
        ({"actor": "UGA.MIL"}, "shelled"),
        ({"actor": "Guinea"}, "feared"),
        ({"actor": "hamas"}, "shelled"),
        ({"actor": "ARMED.HAMAS"}, "shelled"),
        ({"actor": "African Union"}, ""),
        ({"actor": "FRA"}, ""),
        ({"dyad": "KEN-UGA"}, "accused"),
        ({"dyad": "Uganda, Kenya"}, "accused"),
        ({"dyad": "KEN>UGA"}, "accused"),
        ({"dyad": "UGA>KEN"}, ""),
        ({"dyad": "CHL>PER"}, "talked"),
        ({"dyad": "PER-CHL"}, "talked"),
        ({"dyad": "PER-PER"}, ""),
        ({"dyad": "PER-UGA"}, ""),
        ({"dyad": "UGA MIL>Hamas"}, "shelled"),
        ({"dyad": "Guinea-Bissau, Guinea"}, "feared"),
        ({"region": ("CHL",)}, "talked"),
        ({"region": ("GIN", "UGA")}, "feared shelled accused"),
        ({"region": ("FRA",)}, ""),
        ({"type": ("ASSAULT",)}, "feared shelled"),
        ({"type": ("1", "ACCUSE")}, "accused talked"),
        ({"type": ("material conflict",)}, "feared shelled"),
        ({"mode": ("aerial", "allege")}, "feared accused"),
        ({"factuality": ("feared",)}, "feared"),
        ({"factuality": ("feared", "happened")}, "feared shelled accused talked"),
        ({"factuality": ("denied",)}, ""),
        ({"min_confidence": 0.6}, "shelled accused talked"),
        ({"min_confidence": 0.61}, "shelled accused"),
        ({"publisher": "the nile POST"}, "feared accused"),
        ({"text": "UGANDA"}, "shelled accused"),
        ({"text": "%"}, ""),
        ({"text": ""}, "feared shelled accused talked"),
        ({"since": date(2024, 3, 3)}, "feared shelled accused"),
        ({"since": date(2024, 3, 4)}, "feared shelled"),
        ({"until": date(2024, 3, 1)}, "accused"),
        ({"until": date(2024, 2, 29)}, ""),
        ({"until": date(2024, 5, 1)}, "shelled accused"),
        ({"since": date(2024, 6, 10), "until": date(2024, 6, 10)}, "feared shelled"),
        ({"dispatch": READINGS[0].dispatch.id[:9]}, "accused"),
        ({"actor": "UGA", "type": ("ASSAULT",), "since": date(2024, 1, 1)}, "shelled"),
    ],
)
def test_filters_of_events(store: Store, given: dict[str, Any], expected: str) -> None:
    names = {e.id: name for name, e in EVENTS.items()}
    assert " ".join(names[row["id"]] for row in store.rows("events", Filters(**given)).dicts()) == expected


def test_the_columns_of_an_event(store: Store) -> None:
    shelled, talked = (store.rows("events", Filters(text=w)).dicts()[0] for w in ("shelled", "talks"))
    assert shelled == {
        "id": EVENTS["shelled"].id, "date_start": date(2024, 5, 1), "date_end": None, "date_precision": "day",
        "date_source": "event", "actors": "Uganda", "actor_codes": "UGA MIL", "type": "ASSAULT", "mode": None,
        "recipients": "Hamas", "recipient_codes": "REB", "contexts": "", "quad": 4, "cameo": None, "intensity": 2.5,
        "factuality": "happened", "holder": None, "place": None, "country": None, "lat": None, "lon": None,
        "place_precision": None, "killed": None, "injured": None, "arrested": None, "crowd": None, "troops": None,
        "money": None, "currency": None, "confidence": 0.8, "evidence": SHELLED, "why": "test",
        "headline": "Headline of " + SHELLED[:20], "publisher": None, "published_start": date(2023, 1, 1),
        "published_end": None, "dispatch_id": READINGS[3].dispatch.id,
    }  # fmt: skip
    assert (talked["actors"], talked["actor_codes"], talked["recipients"]) == ("Peru; Chile", "PER; CHL", "")
    assert (talked["date_start"], talked["date_source"], talked["place"], talked["lat"]) == (None, None, "Arica", -18.5)


def test_a_name_that_nothing_bears_is_an_error_with_the_nearest_that_is(store: Store) -> None:
    with pytest.raises(UnknownName, match=r"Unknown publisher 'Nile Post'. Did you mean 'The Nile Post'\?"):
        store.rows("events", Filters(publisher="Nile Post"))
    with pytest.raises(UnknownName, match=r"Unknown actor 'Perru'. Did you mean 'Peru'\? List them"):
        store.rows("events", Filters(actor="Perru"))
    with pytest.raises(UnknownName, match=r"Unknown actor 'Vulkania'"):
        store.rows("events", Filters(dyad="Peru, Vulkania"))
    with pytest.raises(UnknownName, match=r"Unknown dispatch 'd-zz'"):
        store.rows("events", Filters(dispatch="d-zz"))


def test_limits(store: Store) -> None:
    assert [r["id"] for r in store.rows("events", limit=2).dicts()] == [EVENTS["feared"].id, EVENTS["shelled"].id]
    assert store.rows("events", Filters(actor="UGA"), limit=1).dicts()[0]["id"] == EVENTS["shelled"].id
    assert len(store.rows("events", limit=0)) == 0
    with pytest.raises(UsageError, match="The limit is -1"):
        store.rows("events", limit=-1)


def test_actors_are_listed_once_with_what_they_do(store: Store) -> None:
    rows = {r["id"]: r for r in store.rows("actors").dicts()}
    assert set(rows) == {"KEN", "UGA", "PER", "CHL", "GIN", "GNB", "UGA.MIL", "ARMED.HAMAS"}
    assert rows["UGA.MIL"] == {
        "id": "UGA.MIL", "name": "Uganda", "kind": "organisation", "country": "UGA", "sectors": "MIL", "office": None,
        "dispatches": 1, "mentions": 1, "events": 1, "confidence": 0.9,
    }  # fmt: skip
    assert {r["id"] for r in store.rows("actors", Filters(actor="Uganda")).dicts()} == {"UGA", "UGA.MIL"}
    assert {r["id"] for r in store.rows("actors", Filters(since=date(2024, 6, 1))).dicts()} == {
        "GIN", "GNB", "UGA.MIL", "ARMED.HAMAS",
    }  # fmt: skip
    assert {r["id"] for r in store.rows("actors", Filters(region=("CHL", "KEN"))).dicts()} == {"CHL", "KEN"}


def test_gaps_are_what_was_undecided_eventless_or_set_aside(store: Store) -> None:
    rows = store.rows("gaps").dicts()
    assert [(r["kind"], r["reason"], r["words"], r["source"]) for r in rows] == [
        ("no_event", "no_event", "Headline of " + QUIET[:20], "rain.txt"),
        ("set_aside", "binary", "a PDF", "scan.pdf"),
    ]
    assert [(r["times"], r["last_seen"] is None) for r in rows] == [(1, True), (1, False)]
    assert rows[1]["set_aside_id"] == store.set_asides()[0].id
    assert len(store.rows("gaps", Filters(since=date(2024, 2, 29)))) == 1
    assert len(store.rows("gaps", Filters(since=date(2024, 3, 1)))) == 0
    assert len(store.rows("gaps", Filters(text="SCAN"))) == 1


def test_dispatches_count_what_was_read_in_them(store: Store) -> None:
    rows = store.rows("dispatches").dicts()
    assert [r["id"] for r in rows[:4]] == [READINGS[n].dispatch.id for n in (2, 0, 4, 3)]
    assert (rows[2]["events"], rows[2]["published_how"], rows[2]["source"]) == (0, "given", "rain.txt")
    assert [r["events"] for r in store.rows("dispatches", Filters(actor="PER")).dicts()] == [1]
    assert len(store.rows("dispatches", Filters(region=("UGA",)))) == 2
    assert len(store.rows("dispatches", Filters(text="PLAIN"))) == 1
    assert len(store.rows("dispatches", Filters(since=date(2024, 2, 1), until=date(2024, 2, 2)))) == 2


@pytest.fixture
def full(tmp_path: Any) -> Iterator[Store]:
    """A store with one reading of every kind of record, and one more statement."""
    one = full_reading(1)
    text = "Laos told Vietnam that dams are safe."
    statement = Statement(
        id="s-laos", speaker=party("Laos", text), office=None, form="indirect", cue=spans(text, "told"),
        content=spans(text, "dams are safe"), addressee=party("Vietnam", text), about=("LAO",),
        evidence=(Span(0, len(text)),), confidence=0.5, made_by=MADE_BY,
    )  # fmt: skip
    gap = Undecided(span=Span(0, 4), reason="actor_ambiguous", part="actors", candidates=("LAO", "Lao people"))
    with open_store(tmp_path / "s.duckdb") as store:
        store.add([one, replace(reading(text, publisher="Mekong"), statements=(statement,), undecided=(gap,))])
        yield store


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, ["Ruta Okello", None, "Laos"]),
        ({"actor": "VNM"}, ["Laos"]),
        ({"actor": "Okello"}, ["Ruta Okello"]),
        ({"actor": "PER"}, ["Ruta Okello"]),
        ({"dyad": "LAO>VNM"}, ["Laos"]),
        ({"dyad": "VNM>LAO"}, []),
        ({"dyad": "VNM-LAO"}, ["Laos"]),
        ({"region": ("UGA",)}, ["Ruta Okello"]),
        ({"min_confidence": 0.5}, ["Ruta Okello", "Laos"]),
        ({"until": date(2023, 3, 7)}, ["Ruta Okello", None]),
        ({"until": date(2023, 3, 6)}, []),
        ({"publisher": "Mekong"}, ["Laos"]),
        ({"text": "dams ARE"}, ["Laos"]),
    ],
)
def test_filters_of_statements(full: Store, given: dict[str, Any], expected: list[str | None]) -> None:
    assert [r["speaker"] for r in full.rows("statements", Filters(**given)).dicts()] == expected


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ({}, True),
        ({"actor": "African Union"}, True),
        ({"actor": "PER LEG"}, True),
        ({"actor": "CHL"}, False),
        ({"dyad": "UGA>PER"}, True),
        ({"dyad": "UGA>African Union"}, True),
        ({"dyad": "PER>UGA"}, False),
        ({"region": ("KEN",)}, True),
        ({"region": ("CHL",)}, False),
        ({"min_confidence": 0.34}, False),
        ({"text": "will send"}, True),
        ({"since": date(2023, 3, 8)}, False),
    ],
)
def test_filters_of_pledges(full: Store, given: dict[str, Any], found: bool) -> None:
    assert len(full.rows("pledges", Filters(**given))) == found


def test_the_columns_of_statements_pledges_places_and_undecided(full: Store) -> None:
    said = full.rows("statements").dicts()[0]
    assert (said["speaker_codes"], said["office"], said["form"], said["cue"], said["content"], said["addressee"]) == (
        "UGA GOV", "Minister of Water", "direct", "said", "We will send ... if the rains stop", "Iñaki Đurić",
    )  # fmt: skip
    pledge = full.rows("pledges").dicts()[0]
    assert {k: pledge[k] for k in list(pledge)[1:18]} == {
        "kind": "threat", "who": "Ruta Okello", "who_codes": "UGA GOV", "promisee": "Iñaki Đurić",
        "what": "send ... tents", "quantity": 11.0, "unit": "tents", "money": 1.5e6, "currency": "KES", "deadline_start": date(2024, 1, 1), "deadline_end": date(2024, 12, 31),
        "deadline_words": "next year", "strength": "conditional", "condition_words": "if the rains stop",
        "serves": "African Union; Kenya", "factuality": "alleged", "holder": "Kenya",
    }  # fmt: skip
    force = full.rows("forces").dicts()[0]
    assert {k: force[k] for k in list(force)[1:15]} == {
        "contributor": "Kenya", "contributor_codes": "KEN", "mission": "African Union", "place": "Kisumu", "country": "KEN",
        "change": "sends", "strength": 11, "strength_max": 21, "unit": "tents", "date_start": date(2023, 3, 4),
        "date_end": date(2023, 3, 4), "date_words": "on 4 March", "factuality": "planned", "says": "Ruta Okello",
    }  # fmt: skip
    move = full.rows("negotiations").dicts()[0]
    assert {k: move[k] for k in list(move)[1:16]} == {
        "process": "Kenya-Uganda talks", "process_id": "PROCESS.kenya-uganda", "move": "met", "parties": "Kenya; Uganda",
        "party_codes": "KEN; UGA", "made_to": "Iñaki Đurić", "mediators": "African Union", "what": "the rains stop",
        "round": "on 4 March", "date_start": date(2023, 3, 4), "date_end": date(2023, 3, 4), "place": "Kisumu",
        "country": "KEN", "factuality": "happened", "says": "Ruta Okello",
    }  # fmt: skip
    assert full.rows("places", Filters(region=("KEN",))).rows == (
        ("G.kisumu", "Kisumu", "KEN", -0.1, 34.75, "town", 1, 1, 1, 0.7),
    )
    assert len(full.rows("places", Filters(region=("UGA",)))) == 0
    ambiguous = full.rows("gaps", Filters(text="laos")).dicts()
    assert [(r["kind"], r["reason"], r["part"], r["words"], r["candidates"]) for r in ambiguous] == [
        ("undecided", "actor_ambiguous", "actors", "Laos", "LAO; Lao people"),
        ("no_event", "no_event", None, "Headline of Laos told Vietnam th", ""),
    ]
