"""Filters say at once what cannot be meant, and read names, codes and dyads as people write them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UnknownName, UsageError
from dragoman.store.filters import APPLIES, Filters, Whom, split_dyad, whom


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"type": "PROTESTS"}, r"Unknown event type 'PROTESTS'. Did you mean 'PROTEST'\?"),
        ({"type": "verbal conflicts"}, r"Did you mean 'verbal conflict'\?"),
        ({"type": "5"}, r"Unknown event type '5'"),
        ({"type": "²"}, r"Unknown event type '²'"),
        ({"mode": "visits"}, r"Unknown event mode 'visits'. Did you mean 'visit'\?"),
        ({"factuality": ("happened", "rumoured")}, r"Unknown factuality 'rumoured'. Valid: happened, ongoing,"),
        ({"region": ()}, r"The region has no country in it"),
        ({"region": ("SRB", "Kosovo")}, r"country codes of three capitals \(SRB, XKX\), not 'Kosovo'"),
        ({"since": date(2024, 2, 1), "until": date(2024, 1, 31)}, r"since 2024-02-01 is after until 2024-01-31"),
        ({"min_confidence": 1.01}, r"The least confidence is 1.01; it must lie between 0 and 1"),
        ({"min_confidence": float("nan")}, r"must lie between 0 and 1"),
        ({"dyad": "Serbia"}, r"'Serbia' is not a dyad. Write SRB-XKX"),
        ({"dyad": "SRB-"}, r"'SRB-' is not a dyad"),
        ({"dyad": "SRB-XKX-ALB"}, r"is not a dyad"),
    ],
)
def test_a_value_that_cannot_be_meant_is_refused(given: dict[str, Any], message: str) -> None:
    with pytest.raises((UnknownName, UsageError), match=message):
        Filters(**given)


def test_types_are_names_and_quads_in_any_spelling() -> None:
    chosen = Filters(type=("protest", "Material Conflict", "verbal_cooperation", "3"))
    assert chosen.types_and_quads() == (["PROTEST"], [4, 1, 3])
    assert Filters(type=2).types_and_quads() == ([], [2])  # type: ignore[arg-type]


def test_one_value_or_a_list_is_taken_for_several() -> None:
    assert Filters(type="AID", region=["KEN"], factuality=["denied"]) == Filters(  # type: ignore[arg-type]
        type=("AID",), region=("KEN",), factuality=("denied",)
    )
    assert Filters(type=(), mode=(), factuality=()).given() == ()
    assert Filters(min_confidence=0, text="").given() == ("min_confidence", "text")


@pytest.mark.parametrize("kind", APPLIES)
def test_a_filter_that_means_nothing_for_a_kind_is_refused(kind: str) -> None:
    values: dict[str, Any] = {
        "actor": "KEN", "dyad": "KEN-UGA", "region": ("KEN",), "type": ("AID",), "mode": ("visit",),
        "since": date(2024, 1, 1), "until": date(2024, 1, 1), "factuality": ("denied",), "min_confidence": 0.5,
        "publisher": "P", "text": "t", "dispatch": "d-1",
    }  # fmt: skip
    for name, value in values.items():
        if name in APPLIES[kind]:
            Filters(**{name: value}).check_applies(kind)
        else:
            with pytest.raises(
                UsageError, match=rf"The filter '{name}' means nothing for {kind}; it applies to events"
            ):
                Filters(**{name: value}).check_applies(kind)


def test_a_kind_that_is_not_listed_is_refused() -> None:
    with pytest.raises(UnknownName, match="Unknown kind of record 'event'. Did you mean 'events'"):
        Filters().check_applies("event")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("SRB-XKX", ("SRB", "XKX", False)),
        ("SRB,XKX", ("SRB", "XKX", False)),
        ("SRB GOV , XKX", ("SRB GOV", "XKX", False)),
        ("SRB>XKX", ("SRB", "XKX", True)),
        (" RUS -> UKR ", ("RUS", "UKR", True)),
        ("Guinea-Bissau, Guinea", ("Guinea-Bissau", "Guinea", False)),
        ("Guinea-Bissau>Guinea", ("Guinea-Bissau", "Guinea", True)),
        ("Guinea-Bissau - Guinea", ("Guinea-Bissau", "Guinea", False)),
    ],
)
def test_dyads(written: str, read: tuple[str, str, bool]) -> None:
    assert split_dyad(written) == read


@given(st.text(max_size=30))
def test_any_text_is_a_dyad_or_a_usage_error(text: str) -> None:
    try:
        one, other, _ = split_dyad(text)
    except UsageError:
        return
    assert one in text
    assert other in text


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("KEN", Whom(countries=("KEN",), ids=("KEN",))),
        ("Kenya", Whom(countries=("KEN",))),
        ("côte d'ivoire", Whom(countries=("CIV",))),
        ("Guinea", Whom(countries=("GIN",))),
        ("UGA MIL", Whom(codes=("UGA", "MIL"))),
        ("MIL", Whom(codes=("MIL",))),
        ("P.ruta-okello", Whom(ids=("P.ruta-okello",))),
        ("NATO", Whom(ids=("IGO.NATO",), words="nato")),
        ("Ruta Okello", Whom(words="ruta okello")),
        ("  Đurić ", Whom(words="duric")),
        ("ABC DEF", Whom(words="abc def")),
    ],
)
def test_whom_a_name_means(written: str, meant: Whom) -> None:
    assert whom(written) == meant


@pytest.mark.parametrize("written", ["", " ", "!?"])
def test_a_name_without_letters_is_refused(written: str) -> None:
    with pytest.raises(UsageError, match="names no actor"):
        whom(written)
