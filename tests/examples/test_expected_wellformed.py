"""The expected readings are sound: every word they cite is in its dispatch, and every label is one of the scheme."""

from __future__ import annotations

import csv
import html
import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from dragoman.records import FACTUALITIES
from tests.conftest import ROOT

TYPES = {
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
}  # fmt: skip
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone"
    " heavy-weapons crowd-control unconventional",
}
SECTORS = re.findall(
    "[A-Z]+",
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC IGO NGO",
)
STRENGTHS = {"firm", "reaffirmed", "conditional", "considering"}
EXAMPLES = sorted((ROOT / "tests" / "examples" / "expected").glob("*.json"))
CASES = sorted((ROOT / "tests" / "cases").glob("*.json"))


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def _untagged(markup: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", markup))


def _items(path: Path) -> list[tuple[str, str]]:
    """Headline and text of every dispatch in a file, by the plainest means there are."""
    raw = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in raw.splitlines()]
        return [(row["title"], row["body"]) for row in rows]
    if path.suffix == ".csv":
        return [(row["Story_Heading"], row["Body_Copy"]) for row in csv.DictReader(raw.splitlines(keepends=True))]
    if path.suffix == ".rss":
        items = ElementTree.fromstring(raw).iter("item")
        return [(i.findtext("title") or "", _untagged(i.findtext("description") or "")) for i in items]
    if path.suffix == ".html":
        return [(_untagged(raw.split("<h1>")[1].split("</h1>")[0]), _untagged(raw.split("<main>")[1]))]
    return [(raw, raw.replace("*", ""))]


def _load(path: Path) -> tuple[dict[str, Any], str, str]:
    expected = json.loads(path.read_text(encoding="utf-8"))
    headline, text = _items(ROOT / expected["file"])[expected["item"]]
    return expected, _flat(headline), _flat(text)


def _cited(expected: dict[str, Any]) -> list[str]:
    words = [expected["body_begins"], expected["body_ends"], *expected["not_events"]]
    for actor in expected["actors"]:
        words += [actor["words"], *actor.get("mentions", [])]
    for event in expected["events"]:
        words += [*event["source"], *event["target"], event["evidence"]]
        words += [event[key] for key in ("place", "holder") if event[key]]
    for statement in expected["statements"]:
        words += [statement["speaker"], statement["content_begins"]]
    for pledge in expected["pledges"]:
        words += [pledge["who"], pledge["what"]]
    return words


@pytest.mark.parametrize("path", EXAMPLES + CASES, ids=lambda p: p.stem)
def test_all_words_are_in_the_dispatch(path: Path) -> None:
    expected, headline, text = _load(path)
    assert expected["headline"] is None or expected["headline"] in headline
    assert [words for words in _cited(expected) if words not in text] == []


@pytest.mark.parametrize("path", EXAMPLES + CASES, ids=lambda p: p.stem)
def test_labels_belong_to_the_scheme(path: Path) -> None:
    expected, _, _ = _load(path)
    for event in expected["events"]:
        assert {event["type"], *event.get("also", [])} <= TYPES
        assert event["mode"] is None or event["mode"] in MODES[event["type"]].split(), event
        assert {event["factuality"], *event.get("factuality_also", [])} <= set(FACTUALITIES)
        assert event["date"] is None or re.fullmatch(r"\d{4}(-\d{2}){0,2}", event["date"]), event
    for actor in expected["actors"]:
        assert set(actor["sectors"]) <= set(SECTORS), actor
        assert actor["country"] is None or re.fullmatch("[A-Z]{3}", actor["country"]), actor
    assert {statement["form"] for statement in expected["statements"]} <= {"direct", "indirect", "mixed"}
    assert {pledge["strength"] for pledge in expected["pledges"]} <= STRENGTHS


@pytest.mark.parametrize("path", EXAMPLES + CASES, ids=lambda p: p.stem)
def test_no_event_rests_on_words_that_hold_none(path: Path) -> None:
    expected, _, _ = _load(path)
    evidence = {event["evidence"] for event in expected["events"]}
    assert [words for words in expected["not_events"] if any(e in words for e in evidence)] == []


def test_every_dispatch_has_its_expected_reading() -> None:
    here = {f"{path.name}#{i}" for path in (ROOT / "examples").iterdir() if path.name != "README.md"
            for i, _ in enumerate(_items(path))}  # fmt: skip
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES]
    assert {f"{Path(e['file']).name}#{e['item']}" for e in loaded} == here
    assert len(here) == 24
    assert {path.stem for path in CASES} == {path.stem for path in (ROOT / "tests" / "cases").glob("*.txt")}


def test_the_set_spans_the_ontology_and_the_world() -> None:
    loaded = [json.loads(path.read_text(encoding="utf-8")) for path in EXAMPLES]
    types = Counter(event["type"] for e in loaded for event in e["events"] if event["must"])
    assert {name for name, count in types.items() if count >= 2} == TYPES
    countries = {actor["country"] for e in loaded for actor in e["actors"]} - {None}
    assert len(countries) >= 40
    factualities = {event["factuality"] for e in loaded for event in e["events"]}
    assert factualities >= {"happened", "ongoing", "planned", "considered", "conditional", "alleged", "denied", "feared",
                            "negated", "recalled"}  # fmt: skip
    assert {pledge["strength"] for e in loaded for pledge in e["pledges"]} == STRENGTHS
    assert {statement["form"] for e in loaded for statement in e["statements"]} == {"direct", "indirect", "mixed"}
