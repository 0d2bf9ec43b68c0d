from __future__ import annotations

import shutil
import time
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import KnowledgeError
from dragoman.knowledge.actors import (
    Term,
    country,
    country_codes,
    holders_of,
    holders_on,
    is_known_country,
    load,
    loader,
    offices_of,
    tables,
)
from dragoman.knowledge.actors.names import Names, folded, names, plural_of

# Offices that several hold at once in some country (Bosnia's presidency, Switzerland's council, co-premiers, deputies).
SHARED_OFFICES = {
    "activist",
    "ambassador",
    "chief-negotiator",
    "deputy-foreign-minister",
    "deputy-prime-minister",
    "deputy-secretary-general",
    "envoy",
    "eu-commissioner",
    "governor",
    "journalist",
    "judge",
    "lawmaker",
    "mayor",
    "minister",
    "official",
    "opposition-leader",
    "party-leader",
    "presidency-member",
    "presidential-adviser",
    "prosecutor",
    "rebel-leader",
    "religious-leader",
    "senate-leader",
    "special-rapporteur",
    "spokesperson",
    "union-leader",
    "vice-president",
}
FILES = {
    "countries.tsv": "code",
    "organisations.tsv": "id",
    "armed_groups.tsv": "id",
    "offices.tsv": "id",
    "bodies.tsv": "id",
    "holders.tsv": "office",
}


def cells(file: str) -> list[dict[str, str]]:
    lines = (Path(loader.__file__).parent / file).read_text(encoding="utf-8").splitlines()
    header = lines[0].split("\t")
    return [dict(zip(header, line.split("\t"), strict=True)) for line in lines[1:]]


@pytest.mark.parametrize(("file", "key"), FILES.items())
def test_rows_are_sorted_and_say_where_they_come_from(file: str, key: str) -> None:
    found = cells(file)
    assert [r[key] for r in found] == sorted(r[key] for r in found)
    assert not [r[key] for r in found if not r["source"]]
    assert {date.fromisoformat(r["checked"]) > date(2026, 1, 1) for r in found} == {True}


@pytest.mark.parametrize("file", FILES)
def test_cells_have_no_stray_space(file: str) -> None:
    for row in cells(file):
        for column, cell in row.items():
            assert cell == cell.strip(), (file, column, cell)
            parts = cell.split("|") if column not in ("name", "source") else [cell]
            assert not cell or all(p == p.strip() and p for p in parts), (file, column, cell)


def test_the_table_holds_the_world() -> None:
    known = tables()
    status = [c.status for c in known.countries.values()]
    assert status.count("un_member") == 193
    assert {"PSE", "VAT"} <= {c.code for c in known.countries.values() if c.status == "observer"}
    assert country("XKX").name == "Kosovo"  # type: ignore[union-attr]
    assert len(known.organisations) >= 150
    assert len(known.armed_groups) >= 200
    assert len(known.offices) >= 40


def test_terms_are_after_the_second_world_war_and_not_in_the_future() -> None:
    for h in tables().holders:
        assert h.term.start is not None, h
        assert date(1945, 1, 1) <= h.term.start <= date(2027, 1, 1), h


def test_no_two_hold_one_office_at_once() -> None:
    clashes = []
    for office, of in {(h.office, h.of) for h in tables().holders if h.office not in SHARED_OFFICES}:
        for a, b in combinations(holders_of(office, of), 2):
            start = max(t for h in (a, b) if (t := h.term.sure_start) is not None)
            ends = [t for h in (a, b) if (t := h.term.sure_end) is not None]
            if a.name != b.name and (not ends or min(ends) - start > timedelta(days=1)):
                clashes.append((office, of, a.name, b.name))
    assert not clashes


def test_who_held_an_office_on_a_day() -> None:
    def held(office: str, of: str, day: str) -> list[str]:
        return [h.name for h in holders_on(office, of, date.fromisoformat(day))]

    assert held("foreign-minister", "DEU", "2023-11-28") == ["Annalena Baerbock"]
    assert held("head-of-state", "USA", "2012-02-02") == ["Barack Obama"]
    assert held("head-of-government", "GBR", "2022-10-01") == ["Liz Truss"]
    assert held("head-of-government", "FRA", "1950-01-01") == []
    autumn = (date(2021, 11, 1), date(2021, 12, 31))
    assert [h.name for h in holders_on("head-of-government", "DEU", autumn)] == ["Angela Merkel", "Olaf Scholz"]


def test_names_are_found_in_any_spelling() -> None:
    assert country_codes("türkiye") == country_codes("Turkey") == ("TUR",)
    assert is_known_country("cote d'ivoire")
    assert not is_known_country("Atlantis")
    assert {h.of for h in offices_of("emmanuel MACRON")} == {"FRA"}
    assert offices_of("Nobody At All") == []


TABLES = {
    "countries.tsv": "ATL\tAtlantis\t\tAtlantean\tAtlanteans\tPoseidonia\tthe Trident\tun_member\t\t\teditor\t2026-11-24",
    "organisations.tsv": "IGO.SEA\tSea League\t\tSL\tthe league\torganisation\tIGO\t\t\tATL\t\t\teditor\t2026-11-24",
    "armed_groups.tsv": "ARMED.KRAKEN\tKraken Front\t\t\tthe front\tATL\tREB\t1990\t\teditor\t2026-11-24",
    "offices.tsv": "monarch\tking|queen\tcountry\tGOV\teditor\t2026-11-24",
    "bodies.tsv": "police\tpolice|police officers\tCOP\tbody\teditor\t2026-11-24",
    "holders.tsv": "monarch\tATL\tOra Vell\tOra Wel\t2001-03\t2005\teditor\t2026-11-24",
}


def write(folder: Path, **changed: str) -> Path:
    for file, row in TABLES.items():
        content = changed.get(file.removesuffix(".tsv"), row)
        (folder / file).write_text(
            "\t".join(loader.COLUMNS[file.removesuffix(".tsv")].split()) + "\n" + content + "\n", encoding="utf-8"
        )
    return folder


def test_a_date_of_a_month_or_year_may_be_any_of_its_days(tmp_path: Path) -> None:
    [holder] = load(write(tmp_path)).holders
    assert holder.term == Term(date(2001, 3, 1), date(2001, 3, 31), date(2005, 1, 1), date(2005, 12, 31))
    assert (holder.term.holds(date(2001, 3, 1)), holder.term.holds(date(2001, 2, 28))) == (True, False)
    assert load(tmp_path).armed_groups["ARMED.KRAKEN"].term.end is None


@pytest.mark.parametrize(
    ("table", "old", "new", "message"),
    [
        ("holders", "2001-03", "2001-13", "holders.tsv, line 2, column 'from': '2001-13' is no date"),
        ("holders", "2001-03", "2006", "holders.tsv, line 2, column 'to': 2005 is before 2006"),
        ("holders", "monarch", "emperor", "holders.tsv, line 2, column 'office': 'emperor' is no id"),
        ("holders", "ATL", "MUU", "holders.tsv, line 2, column 'of': 'MUU' is neither"),
        ("holders", "\tATL", "", "holders.tsv, line 2: 7 cells instead of 8"),
        ("countries", "un_member", "member", "countries.tsv, line 2, column 'status': 'member' is none of un_member"),
        ("countries", "Atlantis", "", "countries.tsv, line 2, column 'name': must not be empty"),
        ("countries", TABLES["countries.tsv"], TABLES["countries.tsv"] + "\n" + TABLES["countries.tsv"],
         "countries.tsv, line 3, column 'code': 'ATL' stands in the table twice"),
        ("organisations", "\tIGO\t\t", "\tIGO\tIGO.LAND\t", "organisations.tsv, line 2, column 'parent': 'IGO.LAND' is no id"),
        ("organisations", "ATL", "MUU", "organisations.tsv, line 2, column 'members': 'MUU' is no country"),
        ("armed_groups", "ATL", "MUU", "armed_groups.tsv, line 2, column 'countries': 'MUU'"),
        ("armed_groups", "ARMED.KRAKEN", "IGO.SEA", "organisations.tsv, line 2, column 'id': 'IGO.SEA' is also the id"),
        ("bodies", "body", "thing", "bodies.tsv, line 2, column 'kind': 'thing' is none of government"),
    ],
)  # fmt: skip
def test_a_defect_is_named_with_its_place(tmp_path: Path, table: str, old: str, new: str, message: str) -> None:
    assert old in TABLES[f"{table}.tsv"]
    write(tmp_path, **{table: TABLES[f"{table}.tsv"].replace(old, new, 1)})
    with pytest.raises(KnowledgeError) as e:
        load(tmp_path)
    assert message in str(e.value)


def test_a_missing_table_or_column_is_named(tmp_path: Path) -> None:
    (write(tmp_path) / "bodies.tsv").unlink()
    with pytest.raises(KnowledgeError, match=r"bodies\.tsv cannot be read"):
        load(tmp_path)
    shutil.copy(tmp_path / "offices.tsv", tmp_path / "bodies.tsv")
    with pytest.raises(KnowledgeError, match=r"bodies\.tsv, line 1: the columns must be id nouns"):
        load(tmp_path)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Atlantis and the Trident", ["Atlantis", "Trident"]),
        ("ATLANTIS warned atlantis", ["ATLANTIS"]),
        ("the Sea League (SL) and sl", ["Sea League", "SL"]),
        ("Atlantisland and NewAtlantis", []),
        ("Ora Wel's kings", ["Ora Wel", "kings"]),
        ("an Atlantean-led police-officers' union", ["Atlantean", "police-officers"]),
    ],
)
def test_names_in_a_text(tmp_path: Path, text: str, found: list[str]) -> None:
    hits = Names(load(write(tmp_path))).find(text)
    assert [text[h.start : h.end] for h in hits] == found


@settings(deadline=None)  # the first example builds the automaton
@given(st.text(max_size=60), st.sampled_from(["Côte d’Ivoire", "NATO", "Vučić", "U.S.", "Secretary-General"]))
def test_offsets_survive_folding(text: str, name: str) -> None:
    whole = f"{text} {name} {text}"
    assert len(folded(whole)) == len(whole)
    hits = names().find(whole)
    assert all(0 <= h.start < h.end <= len(whole) and h.entries for h in hits)
    assert all(a.end <= b.start for a, b in zip(hits, hits[1:], strict=False))


@pytest.mark.parametrize(
    ("one", "many"),
    [("foreign minister", "foreign ministers"), ("secretary of state", "secretaries of state"), ("envoy", "envoys"),
     ("secretary-general", "secretaries-general"), ("spokeswoman", "spokeswomen"), ("spokesperson", "spokespeople"),
     ("coach", "coaches"), ("boss", "bosses")],
)  # fmt: skip
def test_plurals(one: str, many: str) -> None:
    assert plural_of(one) == many


def test_tables_and_names_load_quickly() -> None:
    start = time.process_time()
    Names(load())
    assert time.process_time() - start < 1.5
