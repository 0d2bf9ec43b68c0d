"""The table of processes: sound rows, and what a defective one is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import KnowledgeError
from dragoman.knowledge.processes import COLUMNS, processes, running
from dragoman.knowledge.words.forces import force_words
from dragoman.knowledge.words.negotiations import talk_words


def test_the_table_is_sound_and_wide() -> None:
    found = processes()
    assert len(found) >= 70
    assert all(p.id.startswith("PROC.") and p.parties and (p.aliases or not p.by_name) for p in found)
    assert len({p.name for p in found}) == len(found)
    names = [a.lower() for p in found for a in p.aliases]
    assert {n for n in names if names.count(n) > 1} == set(), "an alias must mean one process"


def test_processes_run_in_their_time() -> None:
    ids = {p.id for p in running(date(2015, 6, 1), date(2015, 6, 1))}
    assert {"PROC.KOSOVO-SERBIA", "PROC.COLOMBIA-FARC", "PROC.MINSK"} <= ids
    assert not {"PROC.BREXIT", "PROC.SIX-PARTY", "PROC.JEDDAH-SUDAN"} & ids


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("PROC.A\tA\t\tZZZ\t\t\t2010\t\teditor\t2026-11-24", "'ZZZ' is no id"),
        ("PROC.A\tA\t\tPER XXX\t\t\t2010\t\teditor\t2026-11-24", "'PER XXX' is no id"),
        ("PROC.A\tA\t\t\t\t\t2010\t\teditor\t2026-11-24", "must not be empty"),
        ("PROC.A\tA\t\tPER\t\t\t2010\t\teditor", "9 cells instead of 10"),
    ],
)
def test_a_defective_row_is_named(tmp_path: Path, cells: str, said: str) -> None:
    file = tmp_path / "processes.tsv"
    file.write_text("\t".join(COLUMNS.split()) + "\n" + cells + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match="line 2") as e:
        processes(file)
    assert said in str(e.value)


def test_an_id_stands_once(tmp_path: Path) -> None:
    row = "PROC.A\tA\t\tPER|CHL\t\t\t2010\t\teditor\t2026-11-24"
    file = tmp_path / "processes.tsv"
    file.write_text("\n".join(["\t".join(COLUMNS.split()), row, row]), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="'PROC.A' stands there twice"):
        processes(file)


def test_the_word_lists_are_there() -> None:
    assert "peacekeeper" in force_words("people")
    assert "turn down" in talk_words("refused")
    with pytest.raises(KnowledgeError, match="has no list 'nothing'"):
        force_words("nothing")
