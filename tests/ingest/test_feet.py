"""Lines below the body: what is taken off, and what only looks like it and stays."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.draft import Draft
from dragoman.ingest.feet import stands_below, take_foot_line
from tests.ingest.helpers import read

BODY = (
    "Peru recalled its envoy from La Paz on Tuesday.\n\nBolivia called the step a pity, and kept its own envoy in Lima."
)


@pytest.mark.parametrize(
    "line",
    [
        "(c) Altiplano Courier. All rights reserved.",
        "© 2023 Altiplano Courier",
        "Copyright 2023 Altiplano Courier",
        "Altiplano Courier 2023 - all rights reserved",
        "To unsubscribe from this list, write to the desk.",
        "You are receiving this newsletter because you signed up. Manage your subscription.",
        "(Editing by Rosa Paz)",
        "Tags: Peru, Bolivia",
        "Keywords: Peru; Bolivia",
        "#Peru #Bolivia",
        "rp/jl/14032023",
        "RP/JL",
        "Share: Facebook | X | WhatsApp",
        "Correspondents in Arica and Cusco contributed to this report.",
        "Rosa Paz contributed reporting from Cusco.",
        "(With inputs from agencies)",
        "___",
        "-30-",
        "###",
    ],
)
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_feet(line: str, gap: str) -> None:
    assert read(f"{BODY}{gap}{line}\n").text == BODY


def test_many_lines_at_once_and_a_line_that_is_unknown() -> None:
    dispatch = read(
        f"{BODY}\n\n___\n\n(Reporting by Rosa Paz in Cusco; Editing by J. Lind)\nTags: Peru, envoys\n\nA map of the border\n\n"
        "rp/jl/14032023\nShare: X | Email\n(c) 2023 Altiplano Courier. All\nrights reserved.\n"
    )
    assert dispatch.text == f"{BODY}\n\nA map of the border"
    assert (dispatch.byline, dispatch.tags) == ("Rosa Paz", ("Peru", "envoys"))


@pytest.mark.parametrize(
    "line",
    [
        "(c) The two sides will exchange lists of prisoners.",
        "(c) Exchange of prisoners",
        "Copyright law was the last of the questions, the minister said.",
        "Thousands unsubscribe from the state channel each day, a minister said.",
        "To unsubscribe from the treaty would take a year, the minister said.",
        "Tags: the army calls them that, and hangs them on every crate.",
        "Three universities contributed to the report on the border.",
        "The dispute contributed to this report of the council being shelved.",
        "Share prices in Lima fell by two per cent.",
        "The treaty leaves all rights reserved to the coastal states.",
        "With help from Chile, both sides found a way out.",
        "He signed for the carrier, N/A.",
        "You will receive this message in silence, the general told his men.",
    ],
)
def test_what_only_looks_like_a_foot_stays(line: str) -> None:
    assert read(f"{BODY}\n\n{line}\n").text == f"{BODY}\n\n{line}"


def test_the_rest_of_a_wrapped_sentence_is_no_sign_off() -> None:
    wrapped = (
        "The two governments said that they would send a truck\nand/or\na train over the pass, and left it at that."
    )
    assert read(wrapped).text == " ".join(wrapped.split())
    assert read("The two governments said that they would send trains\nand/or").text.endswith("and/or")


def test_an_agency_at_the_end_of_a_wrapped_sentence_stays() -> None:
    wrapped = "Peru will not send its envoy back to La Paz before June, a spokesman told\nReuters."
    assert read(wrapped).text == " ".join(wrapped.split())


@given(st.text(max_size=300))
def test_a_foot_line_never_fails_and_is_told_the_same_way_twice(line: str) -> None:
    assert take_foot_line(line, Draft()) is stands_below(line)


@pytest.mark.parametrize(
    "unit", ["(c) 2020 ", "A, ", "a/b/", "#x ", "A. ", "all rights ", "X contributed ", "2020-", "— "]
)
def test_hostile_lines_take_no_time(unit: str) -> None:
    started = time.perf_counter()
    for size in (20, 60, 199, 299, 50_000):
        stands_below((unit * size)[:size])
    assert time.perf_counter() - started < 1
