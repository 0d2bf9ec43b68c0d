"""300 questions after office holders, written without looking at the tables: how many does ``office_holders`` answer?"""

from __future__ import annotations

import sys

from dragoman import office_holders
from dragoman.errors import UnknownName
from dragoman.ids import fold
from tests.conftest import ROOT

FLOOR = 0.97


def _answered(office: str, of: str, on: str, name: str) -> str:
    """``""`` where a holder has the name, with or without the title in front ("king", "Albert II"); else what was given."""
    try:
        holders = office_holders(office, of, on)
    except UnknownName as e:
        return str(e)
    wanted = {fold(name), fold(f"{office} {name}")}
    if any(wanted & {fold(n) for n in (h.name, *h.names)} for h in holders):
        return ""
    return ", ".join(h.name for h in holders) or "nobody"


def test_independent_questions_are_answered() -> None:
    lines = (ROOT / "tests" / "gold" / "holders.tsv").read_text(encoding="utf-8").splitlines()[1:]
    questions = [line.split("\t") for line in lines]
    assert len(questions) == 300
    misses = [(*q, given) for q in questions if (given := _answered(*q))]
    share = 1 - len(misses) / len(questions)
    told = "\n".join("  ".join(m) for m in misses)
    sys.stdout.write(f"{share:.3f} of {len(questions)} questions answered rightly; missed:\n{told}\n")
    assert share >= FLOOR, told
