"""The bundled examples and the cases are read as a careful reader reads them.

What is missed is listed in ``known_misses.json``, and the list is strict both ways: a row that is missed without standing
there fails, and so does one that stands there and is met: ``scripts/known_misses.py`` writes it anew, floors keep it from growing.
The texts of ``tests/unseen`` were written last and the reader was not tuned to them: what it gets there is the honest figure.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import pytest

from dragoman.ingest import IngestOptions, parse_date_option, take
from dragoman.pipeline import read_one
from dragoman.records import Reading
from dragoman.settings import Settings
from tests.conftest import ROOT
from tests.examples.expectations import expected_files, load, misses, rows

HERE = Path(__file__).parent
SEEN = [*expected_files(HERE / "expected"), *expected_files(ROOT / "tests" / "cases")]
UNSEEN = expected_files(ROOT / "tests" / "unseen")
FILES = [*SEEN, *UNSEEN]
KNOWN = HERE / "known_misses.json"
SEEN_FLOOR = 0.93
UNSEEN_FLOOR = 0.80


@lru_cache
def _readings(file: str, given: str | None) -> tuple[Reading, ...]:
    found = []
    options = IngestOptions(published=parse_date_option(given) if given else None)
    for taken in take([ROOT / file], options):
        assert taken.dispatch is not None, taken.set_aside
        reading = read_one(taken.dispatch, Settings())
        assert isinstance(reading, Reading), reading
        found.append(reading)
    return tuple(found)


def missed_rows(path: Path) -> list[str]:
    expected = load(path)
    return sorted(
        misses(
            expected, _readings(expected["file"], expected.get("published_given"))[expected.get("item", 0)], must=True
        )
    )


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_an_example_is_read_as_expected(path: Path) -> None:
    known = json.loads(KNOWN.read_text(encoding="utf-8")).get(path.stem, [])
    assert missed_rows(path) == sorted(known)


@pytest.mark.parametrize(("files", "floor"), [(SEEN, SEEN_FLOOR), (UNSEEN, UNSEEN_FLOOR)], ids=["seen", "unseen"])
def test_few_of_the_expected_rows_are_missed(files: list[Path], floor: float) -> None:
    wanted = sum(rows(load(p), must=True) for p in files)
    missed = sum(len(missed_rows(p)) for p in files)
    assert wanted > 200
    assert 1 - missed / wanted >= floor
