"""Rows that a user adds to the actor tables: what is taken in, what is refused and why, and what they change."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import office_holders
from dragoman.api import add_knowledge
from dragoman.errors import DragomanError, KnowledgeError, UnknownName, UsageError
from dragoman.knowledge.actors import holders_of, offices_of, tables
from dragoman.knowledge.actors.own import VARIABLE, folder, own_rows, remove
from dragoman.knowledge.actors.usertables import read_table
from dragoman.reader.parts import versions
from dragoman.settings import Settings

Anew = Callable[[], None]
HOLDERS = "office\tof\tname\tfrom\tto\n"


def table(tmp_path: Path, text: str, name: str = "mine.tsv") -> Path:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def test_a_row_added_is_a_row_like_the_shipped_ones(own: Path, tmp_path: Path, anew: Anew) -> None:
    shipped = holders_of("head-of-government", "XKX")
    added = add_knowledge(table(tmp_path, HOLDERS + "head-of-government\tXKX\tErza Krasniqi\t2027-03-01\t\n"))
    assert [(o.place, o.done) for o in added.outcomes] == [("line 2", "added")]
    assert "at the same time as Albin Kurti (2021-03-22 to now)" in added.outcomes[0].effect
    anew()
    held = office_holders("prime minister", "Kosovo", "2027-06")
    assert [(h.name, h.source) for h in held] == [("Albin Kurti", "editor, wikidata"), ("Erza Krasniqi", "user")]
    assert holders_of("head-of-government", "XKX")[:-1] == shipped
    assert offices_of("erza krasniqi")[0].of == "XKX"
    lines = (own / "holders.tsv").read_text(encoding="utf-8").splitlines()
    assert lines[1] == f"head-of-government\tXKX\tErza Krasniqi\t\t2027-03-01\t\tuser\t{date.today()}"


def test_a_dry_run_tells_the_same_and_changes_nothing(own: Path, tmp_path: Path) -> None:
    file = table(tmp_path, HOLDERS + "mayor\tXKX\tErza Krasniqi\t2027\t\n")
    tried = add_knowledge(file, dry_run=True)
    assert not own.exists()
    assert add_knowledge(file).outcomes == tried.outcomes


def test_the_same_row_twice_is_added_once(own: Path, tmp_path: Path) -> None:
    row = "mayor\tXKX\tErza Krasniqi\t2027\t\n"
    assert [o.done for o in add_knowledge(table(tmp_path, HOLDERS + row + row)).outcomes] == ["added", "known"]
    before = (own / "holders.tsv").read_bytes()
    again = add_knowledge(table(tmp_path, HOLDERS + row))
    assert [(o.done, o.effect) for o in again.outcomes] == [("known", "your row says so already")]
    assert (own / "holders.tsv").read_bytes() == before
    shipped = add_knowledge(table(tmp_path, HOLDERS + "head-of-government\tALB\tEdi Rama\t2013-09\t\n"))
    assert [(o.done, o.effect) for o in shipped.outcomes] == [("known", "the shipped row says so already")]
    assert len(own_rows()["holders"]) == 1


def test_a_row_about_a_known_term_corrects_it(own: Path, tmp_path: Path, anew: Anew) -> None:
    [shipped] = [h for h in holders_of("foreign-minister", "DEU") if h.name == "Annalena Baerbock"]
    columns = "office\tof\tname\tnames\tfrom\tto\n"
    added = add_knowledge(
        table(tmp_path, columns + "foreign-minister\tDEU\tAnnalena Baerbock\tA. C. Baerbock\t2021-12\t2025-06-30\n")
    )
    [outcome] = added.outcomes
    assert (outcome.done, "to 2025-05-06 -> 2025-06-30, also spelt A. C. Baerbock" in outcome.effect) == (
        "replaced",
        True,
    )
    anew()
    [now] = [h for h in holders_of("foreign-minister", "DEU") if h.name == "Annalena Baerbock"]
    assert (now.term.since, now.term.until) == (shipped.term.since, "2025-06-30")
    assert now.names == ("A. C. Baerbock", *shipped.names)


def test_one_person_stays_one_person_however_a_row_spells_them(own: Path, tmp_path: Path, anew: Anew) -> None:
    add_knowledge(table(tmp_path, HOLDERS + "envoy\tSRB\tBorko Stefanovic\t2027\t\n"))
    anew()
    [added] = holders_of("envoy", "SRB")[-1:]
    assert (added.name, added.term.since) == ("Borislav Stefanović", "2027")
    assert "Borko Stefanovic" in added.names


def test_an_organisation_of_its_own_or_in_the_place_of_a_shipped_one(own: Path, tmp_path: Path, anew: Anew) -> None:
    added = add_knowledge(
        table(
            tmp_path,
            "id,name,kind,acronyms,codes,members\n"
            'IGO.SEA,"Sea League, the",organisation,EU|SL,IGO,XKX| SRB\n'
            "IGO.OSCE,OSCE,organisation,OSCE,IGO,\n",
            "mine.csv",
        )
    )
    assert [o.done for o in added.outcomes] == ["added", "replaced"]
    assert added.outcomes[0].effect == "'EU' also means IGO.EU"
    assert "name Organization for Security and Co-operation in Europe -> OSCE" in added.outcomes[1].effect
    assert add_knowledge(table(tmp_path, HOLDERS + "chairperson\tIGO.SEA\tOra Vell\t2027\t\n")).count("added") == 1
    anew()
    assert tables().organisations["IGO.SEA"].members == ("XKX", "SRB")
    assert tables().organisations["IGO.OSCE"].name == "OSCE"
    assert [h.name for h in office_holders("chairperson", "SL")] == ["Ora Vell"]


def test_readings_name_the_version_of_own_rows(own: Path, tmp_path: Path, anew: Anew) -> None:
    assert "knowledge" not in versions(Settings())
    row = "mayor\tXKX\tErza Krasniqi\t2027\t\n"
    add_knowledge(table(tmp_path, HOLDERS + row))
    anew()
    first = versions(Settings())["knowledge"]
    assert len(first) == 12
    (own / "holders.tsv").write_text((own / "holders.tsv").read_text().replace("\tuser\t", "\tme\t"))
    anew()
    assert versions(Settings())["knowledge"] == first
    add_knowledge(table(tmp_path, HOLDERS + row.replace("2027", "2028")))
    anew()
    assert versions(Settings())["knowledge"] not in ("", first)
    remove("holders", 3)
    remove("holders", 2)
    anew()
    assert "knowledge" not in versions(Settings())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (HOLDERS + "emperor\tXKX\tA B\t2027\t\n", "mine.tsv, line 2, column 'office': 'emperor' is no id"),
        (HOLDERS + "mayor\tMUU\tA B\t2027\t\n", "mine.tsv, line 2, column 'of': 'MUU' is neither"),
        (HOLDERS + "mayor\tXKX\tA B\t2027\t\nmayor\tXKX\t\t2027\t\n", "mine.tsv, line 3, column 'name': must not be"),
        (HOLDERS + "mayor\tXKX\tA B\t2027-13\t\n", "mine.tsv, line 2, column 'from': '2027-13' is no date"),
        (HOLDERS + "mayor\tXKX\tA B\t2027\t2026\n", "mine.tsv, line 2, column 'to': 2026 is before 2027"),
        (HOLDERS + "\nmayor\tXKX\tA B\t2027\n", "mine.tsv, line 3: 4 cells instead of 5"),
        (HOLDERS + "mayor\tXKX\tA\x1b[31m B\t2027\t\n", "line 2, column 'name': the character U+001B may not stand"),
        (HOLDERS + "mayor\tXKX\tA\u202eB\t2027\t\n", "column 'name': the character U+202E"),
        (HOLDERS + "mayor\tXKX\tA|B\t2027\t\n", "column 'name': 'A|B' is a list; this column takes one value"),
        (HOLDERS + f"mayor\tXKX\t{'A' * 5000}\t2027\t\n", "column 'name': 5000 characters are more than 4000"),
        ("office,of,name,names\nmayor,XKX,A B,C||D\n", "column 'names': 'C||D' has an empty part"),
        ('office,of,name\nmayor,XKX,"A\nB"\n', "line 2, column 'name': the character U+000A"),
        ('office,of,name\nmayor,XKX,"A B\n', "mine.tsv, line 2: unexpected end of data"),
        ("office,of,name,checked\nmayor,XKX,A B,yesterday\n", "column 'checked': 'yesterday' is no day"),
        ("id,name,kind\nsea,Sea League,organisation\n", "column 'id': 'sea' is no id (capital letters"),
        ("id,name,kind\nIGO.SEA,Sea League,club\n", "column 'kind': 'club' is none of organisation, mission"),
        ("id,name,kind,codes\nIGO.SEA,Sea League,mission,XYZ\n", "column 'codes': 'XYZ' is none of GOV, MIL"),
        ("id,name,kind,parent\nIGO.SEA,Sea League,mission,IGO.LAND\n", "line 2, column 'parent': 'IGO.LAND' is no id"),
        ("id,name,kind\nSRB,Sea League,mission\n", "line 2, column 'id': 'SRB' is also the id of a country"),
        ("id,titles,scope\nsea lord,sea lord,country\n", "column 'id': 'sea lord' is no id (small letters"),
        ("office,of\nmayor,XKX\n", "Nearest is holders (office of name names from to source checked): it lacks name"),
        ("code,name\nATL,Atlantis\n", "line 1: these columns are of no table that can be added to"),
        ("office,of,name,name\nmayor,XKX,A,B\n", "line 1: a column has no name, or stands there twice"),
        ("", "line 1: the header with the names of the columns is missing"),
    ],
)  # fmt: skip
def test_with_a_defect_nothing_is_added_and_its_place_is_named(
    own: Path, tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(KnowledgeError) as e:
        add_knowledge(table(tmp_path, text))
    assert message in str(e.value)
    assert not own.exists()


def test_files_that_are_no_tables(own: Path, tmp_path: Path) -> None:
    (tmp_path / "latin.tsv").write_bytes("office\tof\tname\nmayor\tXKX\tG\xe9rard\n".encode("latin-1"))
    with pytest.raises(UsageError, match="is not UTF-8"):
        add_knowledge(tmp_path / "latin.tsv")
    with pytest.raises(UsageError, match=r"none\.tsv"):
        add_knowledge(tmp_path / "none.tsv")


def test_semicolons_and_a_byte_order_mark_are_read(own: Path, tmp_path: Path) -> None:
    (tmp_path / "excel.csv").write_bytes("\ufeffOf;Office;Name\r\nXKX;mayor;Erza Krasniqi\r\n".encode())
    name, [row] = read_table(tmp_path / "excel.csv")
    assert (name, row.cells["of"], row.cells["office"], row.cells["name"]) == (
        "holders",
        "XKX",
        "mayor",
        "Erza Krasniqi",
    )


def test_a_line_is_removed_unless_another_own_row_needs_it(own: Path, tmp_path: Path) -> None:
    add_knowledge(table(tmp_path, "id,titles,scope\nsea-lord,Sea Lord|lord of the sea,country\n"))
    add_knowledge(table(tmp_path, HOLDERS + "sea-lord\tGBR\tOra Vell\t2027\t\n"))
    with pytest.raises(KnowledgeError, match="needed.*'sea-lord' is no id of offices.tsv"):
        remove("offices", 2)
    with pytest.raises(UnknownName, match="Unknown line of holders '7'. Valid: 2"):
        remove("holders", 7)
    with pytest.raises(UnknownName, match="bodies"):
        remove("bodies", 2)
    assert remove("holders", 2) == "sea-lord of GBR: Ora Vell, 2027 to now"
    assert remove("offices", 2) == "sea-lord: sea lord"
    assert own_rows() == {}


def test_a_row_spoilt_by_hand_is_named_with_its_file_and_can_be_removed(own: Path, tmp_path: Path, anew: Anew) -> None:
    add_knowledge(table(tmp_path, HOLDERS + "mayor\tXKX\tErza Krasniqi\t2027\t\n"))
    file = own / "holders.tsv"
    file.write_text(file.read_text().replace("2027", "soon"))
    anew()
    with pytest.raises(KnowledgeError, match=f"{file}, line 2, column 'from': 'soon' is no date.*knowledge list"):
        tables()
    remove("holders", 2)
    anew()
    assert tables().own == ""


def test_where_own_rows_lie(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv(VARIABLE)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert folder() == tmp_path / ".local" / "share" / "dragoman" / "knowledge"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert folder() == tmp_path / ".local" / "share" / "dragoman" / "knowledge"
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    assert folder() == tmp_path / "data" / "dragoman" / "knowledge"
    monkeypatch.setenv(VARIABLE, "~/team")
    assert folder() == tmp_path / "team"


def test_a_folder_that_cannot_be_written_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, os.devnull)
    with pytest.raises(KnowledgeError, match=f"Name another folder with {VARIABLE}"):
        add_knowledge(table(tmp_path, HOLDERS + "mayor\tXKX\tErza Krasniqi\t2027\t\n"))


def test_a_failed_write_leaves_the_table_as_it_was(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_knowledge(table(tmp_path, HOLDERS + "mayor\tXKX\tErza Krasniqi\t2027\t\n"))
    before = (own / "holders.tsv").read_bytes()

    def full(_: int) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnowledgeError, match="No space left"):
        add_knowledge(table(tmp_path, HOLDERS + "mayor\tXKX\tOra Vell\t2027\t\n"))
    assert (own / "holders.tsv").read_bytes() == before
    assert [f.name for f in own.iterdir()] == ["holders.tsv"]


cells = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(
    st.sampled_from(["office\tof\tname", "id,name,kind", "id;titles;scope", ""]),
    st.lists(st.lists(cells | st.sampled_from(["mayor", "XKX", "2027", '"', "|"]), max_size=4), max_size=3),
)
def test_any_file_is_read_or_refused_with_a_reason(tmp_path: Path, header: str, lines: list[list[str]]) -> None:
    text = "\n".join([header, *("\t".join(c) for c in lines)])
    rows, told = [], ""
    try:
        _, rows = read_table(table(tmp_path, text))
    except DragomanError as e:
        told = str(e)
    assert not told or "mine.tsv, line" in told
    assert all("\n" not in c and "\t" not in c for r in rows for c in r.cells.values())
