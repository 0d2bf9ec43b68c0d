"""Office holders out of Wikidata's two JSON shapes: what becomes a row, what is set aside, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman import office_holders
from dragoman.api import import_knowledge
from dragoman.errors import UsageError
from dragoman.knowledge.actors.own import own_rows
from dragoman.knowledge.actors.wikidata import read_wikidata

ENTITY = "http://www.wikidata.org/entity/"


def query(tmp_path: Path, *bindings: dict[str, Any]) -> Path:
    cells = [{k: v if isinstance(v, dict) else {"type": "literal", "value": v} for k, v in b.items()} for b in bindings]
    return write(tmp_path, {"head": {"vars": []}, "results": {"bindings": cells}})


def write(tmp_path: Path, data: Any) -> Path:
    file = tmp_path / "wikidata.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return file


def only_row(file: Path) -> dict[str, str]:
    rows, aside = read_wikidata(file)
    assert not aside
    [row] = rows
    return row.cells


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"personLabel": "Ana Novak", "positionLabel": "Minister of Foreign Affairs of Poland"}, ("foreign-minister", "POL")),
        ({"holderLabel": "Ana Novak", "officeLabel": "Prime Minister", "countryLabel": "Slovenia"}, ("head-of-government", "SVN")),
        ({"itemLabel": "Ana Novak", "positionLabel": "Federal Minister of Defence", "iso3": "DEU"}, ("defence-minister", "DEU")),
        ({"personLabel": "Ana Novak", "positionLabel": "Minister for Foreign Affairs", "country": {"type": "uri", "value": ENTITY + "Q34"}, "iso": "SWE"}, ("foreign-minister", "SWE")),
        ({"personLabel": "Ana Novak", "positionLabel": "Secretary General of NATO"}, ("secretary-general", "IGO.NATO")),
        ({"personLabel": "Ana Novak", "positionLabel": "secretary-general", "orgLabel": "Arab League"}, ("secretary-general", "IGO.ARAB-LEAGUE")),
        ({"personLabel": "Ana Novak", "positionLabel": "President of the European Commission"}, ("organisation-president", "IGO.EU.COMMISSION")),
        ({"personLabel": "Ana Novak", "positionLabel": "President of France", "countryLabel": "France"}, ("head-of-state", "FRA")),
    ],
)  # fmt: skip
def test_titles_become_offices(tmp_path: Path, cells: dict[str, Any], expected: tuple[str, str]) -> None:
    row = only_row(query(tmp_path, cells | {"start": "2027-03-05T00:00:00Z"}))
    assert (row["office"], row["of"], row["name"], row["from"], row["to"], row["source"]) == (
        *expected,
        "Ana Novak",
        "2027-03-05",
        "",
        "wikidata",
    )


@pytest.mark.parametrize(
    ("time", "precision", "written"),
    [
        ("2027-03-05T00:00:00Z", None, "2027-03-05"),
        ("2027-03-01T00:00:00Z", None, "2027-03"),
        ("2027-01-01T00:00:00Z", None, "2027"),
        ("2027-01-01T00:00:00Z", "11", "2027-01-01"),
        ("2027-03-01T00:00:00Z", "11", "2027-03-01"),
        ("2027-03-05T00:00:00Z", "9", "2027"),
        ("2027-01-01", None, "2027-01-01"),
        ("2027-03", None, "2027-03"),
        ("2027", None, "2027"),
    ],
)
def test_a_time_is_no_more_exact_than_it_is_known_to_be(
    tmp_path: Path, time: str, precision: str | None, written: str
) -> None:
    cells = {
        "personLabel": "Ana Novak",
        "positionLabel": "Prime Minister",
        "countryLabel": "Slovenia",
        "startTime": time,
    }
    row = only_row(query(tmp_path, cells | ({"startPrecision": precision} if precision else {})))
    assert row["from"] == written


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"personLabel": "Q123"}, "no label of a person"),
        ({"positionLabel": ""}, "no label of a position"),
        ({"positionLabel": "Court Jester"}, "'Court Jester' is no title of offices.tsv"),
        ({"positionLabel": "Minister for Magic"}, "'Minister for Magic' is no title of offices.tsv"),
        ({"countryLabel": "Atlantis"}, "'Atlantis' is no country or organisation"),
        ({"positionLabel": "Secretary General of NATO"}, "does not say of which country or organisation"),
        ({"positionLabel": "chief", "countryLabel": "Arctic Council"}, "the office may be chairperson of IGO.ARCTIC"),
        ({"start": {"type": "bnode", "value": "t1"}}, "it has no start"),
        ({"start": "in spring"}, "the start 'in spring' is no time"),
        ({"start": "-0044-03-15T00:00:00Z"}, "the start '-0044-03-15T00:00:00Z' is no time"),
        ({"start": "2020-01-01T00:00:00Z", "startPrecision": "8"}, "is not known to the year"),
        ({"startPrecision": "high"}, "the precision of the start is 'high'"),
        ({"end": "2019"}, "column 'to': 2019 is before 2027-03-05"),
        ({"start": "2027-13-05"}, "column 'from': '2027-13-05' is no date"),
        ({"personLabel": "Ana\nNovak"}, "column 'name': the character U+000A"),
    ],
)
def test_what_makes_no_row_is_set_aside_with_its_reason(tmp_path: Path, changed: dict[str, Any], reason: str) -> None:
    cells = {
        "personLabel": "Ana Novak",
        "positionLabel": "Prime Minister",
        "countryLabel": "Slovenia",
        "start": "2027-03-05",
    }
    good = cells | {"personLabel": "Eva Zupan"}
    rows, [aside] = read_wikidata(query(tmp_path, good, cells | changed))
    assert [r.cells["name"] for r in rows] == ["Eva Zupan"]
    assert aside.place == "binding 2"
    assert reason in aside.reason


def time(value: str, precision: int) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": {"time": value, "precision": precision}, "type": "time"}}


def item(id: str) -> dict[str, Any]:
    return {"snaktype": "value", "datavalue": {"value": {"id": id}, "type": "wikibase-entityid"}}


def entity(label: str, *held: dict[str, Any], aliases: tuple[str, ...] = (), **claims: Any) -> dict[str, Any]:
    return {
        "type": "item",
        "labels": {"en": {"language": "en", "value": label}},
        "aliases": {"en": [{"language": "en", "value": a} for a in aliases]} if aliases else [],
        "claims": {"P39": list(held), "P31": [{"mainsnak": {"snaktype": "value"}}], **claims} if held or claims else [],
    }


def held(position: str, rank: str = "normal", **qualifiers: Any) -> dict[str, Any]:
    return {"mainsnak": item(position), "rank": rank, "qualifiers": {k: [v] for k, v in qualifiers.items()} or []}


def test_entities_become_rows(own: Path, tmp_path: Path, anew: Callable[[], None]) -> None:
    entities = {
        "Q1": entity(
            "Ana Novak",
            held(
                "Q10", P580=time("+2027-00-00T00:00:00Z", 9), P582=time("+2028-04-00T00:00:00Z", 10), P1001=item("Q20")
            ),
            held("Q11", P580=time("+2028-05-06T00:00:00Z", 11), P582={"snaktype": "novalue"}),
            held("Q12", P580=time("+2028-05-06T00:00:00Z", 11)),
            aliases=("Ana M. Novak", "Novak", "Iron Lady"),
        ),
        "Q10": entity("Minister for Foreign Affairs"),
        "Q11": entity("prime minister", P17=[{"mainsnak": item("Q20")}]),
        "Q12": entity("Secretary General of the United Nations"),
        "Q20": entity("Slovenia"),
    }
    added = import_knowledge(write(tmp_path, {"entities": entities}))
    assert (added.count("added"), added.aside) == (3, ())
    rows = [(r.cells["office"], r.cells["of"], r.cells["from"], r.cells["to"]) for r in own_rows()["holders"]]
    assert rows == [
        ("foreign-minister", "SVN", "2027", "2028-04"),
        ("head-of-government", "SVN", "2028-05-06", ""),
        ("secretary-general", "UNO.UN", "2028-05-06", ""),
    ]
    assert {r.cells["names"] for r in own_rows()["holders"]} == {"Ana M. Novak"}
    anew()
    assert [h.source for h in office_holders("foreign minister", "Slovenia", "2028") if h.name == "Ana Novak"] == [
        "wikidata"
    ]


@pytest.mark.parametrize(
    ("claim", "reason"),
    [
        (held("Q99", P580=time("+2027-01-01T00:00:00Z", 11)), "the file has no English label of Q99"),
        (held("Q10"), "it has no start"),
        (held("Q10", rank="deprecated"), "marked as deprecated"),
        (held("Q10", P580=time("+2020-01-01T00:00:00Z", 8)), "not known to the year"),
        (held("Q10", P580={"snaktype": "somevalue"}), "it has no start"),
        (held("Q10", P580={"snaktype": "value", "datavalue": {"value": 7}}), "a value is not a time"),
        ({"mainsnak": {"snaktype": "somevalue"}}, "the position is not known"),
        ({"mainsnak": {"datavalue": {"value": "Q10"}}}, "a value is not an item"),
    ],
)
def test_claims_that_make_no_row_say_why(tmp_path: Path, claim: dict[str, Any], reason: str) -> None:
    entities = {"Q1": entity("Ana Novak", claim), "Q10": entity("Prime Minister of Slovenia")}
    rows, [aside] = read_wikidata(write(tmp_path, {"entities": entities}))
    assert rows == []
    assert aside.place == "Q1, position 1"
    assert reason in aside.reason


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("not json", "is not JSON"),
        ("[" * 100_000, "wikidata.json"),
        ("[]", "Expected `object`, got `array`"),
        ("{}", "has none of the keys 'results' .* or 'entities'"),
        ('{"results": []}', r"Expected `object`, got `array` - at `\$.results`"),
        ('{"results": {}}', "missing required field `bindings`"),
        ('{"results": {"bindings": [{"personLabel": "Ana"}]}}', r"got `str` - at `\$.results.bindings\[0\]"),
        ('{"results": {"bindings": [{"personLabel": {"value": 5}}]}}', "Expected `str`, got `int`"),
        ('{"entities": [1]}', r"at `\$.entities`"),
        ('{"entities": {"Q1": {"claims": {"P39": {"a": 1}}}}}', "Expected `array`, got `object`"),
        ('{"entities": {"Q1": {"claims": {"P39": [{"mainsnak": 7}]}}}}', "got `int` - at .*P39"),
        ('{"entities": {"Q1": {"labels": {"en": "Ana"}}}}', "got `str` - at .*labels"),
    ],
)
def test_a_file_of_another_shape_is_refused_naming_the_place(
    own: Path, tmp_path: Path, data: str, message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        import_knowledge(write(tmp_path, data))
    assert not own.exists()


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.knowledge.actors.usertables.MAX_BYTES", 100)
    with pytest.raises(UsageError, match="larger than 100 bytes"):
        read_wikidata(write(tmp_path, "x" * 101))
    monkeypatch.setattr("dragoman.knowledge.actors.usertables.MAX_BYTES", 10_000)
    monkeypatch.setattr("dragoman.knowledge.actors.wikidata.MAX_ROWS", 1)
    cells = {"personLabel": "Ana Novak", "positionLabel": "Prime Minister of Slovenia", "start": "2027"}
    with pytest.raises(UsageError, match="gives 2 rows; add at most 1"):
        read_wikidata(query(tmp_path, cells, cells))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["Q1", "value", "France"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["personLabel", "positionLabel", "start", "value", "P39", "mainsnak", "labels", "claims", "en"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.sampled_from(["results", "entities"]), json_values)
def test_any_json_is_read_or_refused(tmp_path: Path, key: str, value: Any) -> None:
    data = {key: {"bindings": [value]} if key == "results" else {"Q1": value}}
    rows, told = [], ""
    try:
        rows, _ = read_wikidata(write(tmp_path, data))
    except UsageError as e:
        told = str(e)
    assert not told or "wikidata.json does not have the shape" in told
    assert all(r.cells["name"] for r in rows)
