"""The corpus that is shipped: sound, wide, split cleanly, and nobody else's text."""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import json
import lzma
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.check.gold import read_gold
from dragoman.errors import UsageError
from dragoman.knowledge.actors import tables
from dragoman.knowledge.ontology import AHEAD, AHEAD_TYPES, EVENT_TYPES, MODES
from dragoman.records import FACTUALITIES, Span, to_json
from dragoman.train.corpus import FORMS, TOPICS, Passage, check, is_held_out, read_corpus, read_passages
from dragoman.train.markup import alike, read_block
from tests.conftest import ROOT, SHARED

SHINGLE = 8
DATA = SHARED / "data"


@pytest.fixture(scope="module")
def corpus() -> list[Passage]:
    return read_corpus(ROOT / "corpus")


def test_it_is_large_and_a_quarter_of_it_is_hard(corpus: list[Passage]) -> None:
    assert len(corpus) >= 6000
    assert sum(p.hard for p in corpus) / len(corpus) >= 0.25
    assert len({p.text for p in corpus}) == len({p.id for p in corpus}) == len(corpus)


def test_every_label_of_the_ontology_is_in_it(corpus: list[Passage]) -> None:
    events = [e for p in corpus for e in p.events]
    types = Counter(e.type for e in events)
    modes = Counter((e.type, e.mode) for e in events)
    assert min(types[t] for t in EVENT_TYPES) >= 300
    assert min(modes[t, m] for t in EVENT_TYPES for m in MODES[t]) >= 20
    assert min(Counter(e.factuality for e in events)[f] for f in FACTUALITIES) >= 150
    told = {(e.type, e.factuality) for e in events}
    ahead = {(t, f) for t in AHEAD_TYPES for f in AHEAD}  # PLOVER files these under AGREE and CONCEDE
    assert {(t, f) for t in EVENT_TYPES for f in FACTUALITIES} - ahead == told
    forms = Counter((e.type, e.form) for e in events)
    assert min(forms[t, f] for t in EVENT_TYPES for f in FORMS) >= 5


def test_passages_without_event_are_of_all_topics(corpus: list[Passage]) -> None:
    topics = Counter(p.topic for p in corpus if not p.events)
    assert sum(topics.values()) >= 1000
    assert min(topics[t] for t in TOPICS) >= 10
    assert all((p.topic is None) == bool(p.events) for p in corpus)


def test_the_whole_world_is_in_it(corpus: list[Passage]) -> None:
    text = " ".join(p.text for p in corpus)
    members = [c for c in tables().countries.values() if c.status == "un_member"]
    named = [c for c in members if re.search(rf"\b({'|'.join(map(re.escape, (c.name, *c.adjectives)))})\b", text)]
    assert len(members) == 193
    assert len(named) >= 170


def test_triggers_are_words(corpus: list[Passage]) -> None:
    words = [s.of(p.text) for p in corpus for e in p.events for s in e.trigger]
    assert [w for w in words if w.strip() != w] == []


def test_it_is_gold_that_can_be_scored(corpus: list[Passage]) -> None:
    items = [i for file in sorted((ROOT / "corpus").glob("*.jsonl")) for i in read_gold(file)]
    assert [i.id for i in items] == [p.id for p in corpus]
    assert [len(i.events or ()) for i in items] == [len(p.events) for p in corpus]
    assert all(i.relations is None for i in items)  # an empty list would be scored as "nothing there"


SOUND = read_block("[a|Peru] {1|warned} [b|Chile].\n1 a>b THREATEN/violence feared b - active", "x")


def changed(**labels: object) -> Passage:
    return replace(SOUND, events=(replace(SOUND.events[0], **labels),))


@pytest.mark.parametrize(
    ("passage", "named"),
    [
        (changed(type="THREAT"), "THREAT"),
        (changed(mode="release"), "release"),
        (changed(factuality="sure"), "sure"),
        (changed(form="sideways"), "sideways"),
        (changed(contexts=("kitchen",)), "kitchen"),
        (changed(type="AID", mode=None, factuality="planned"), "planned is AGREE"),
        (changed(trigger=()), "no trigger"),
        (changed(trigger=(Span(5, 99),)), "outside the text"),
        (changed(source=(), target=()), "source or a target"),
        (changed(source=(Span(0, 3),)), "not marked"),
        (changed(holder=Span(5, 11)), "not marked"),
        (replace(SOUND, topic="sport"), "not both"),
        (replace(SOUND, events=()), "not both"),
        (replace(SOUND, events=(), topic="cookery"), "cookery"),
        (replace(SOUND, split="test"), "test"),
    ],
)
def test_unsound_labels_are_named_with_their_line(passage: Passage, named: str, tmp_path: Path) -> None:
    check(SOUND)
    file = tmp_path / "mine.jsonl"
    file.write_bytes(to_json(SOUND) + b"\n" + to_json(passage) + b"\n")
    with pytest.raises(UsageError, match=rf"(?s)mine\.jsonl, line 2: .*{named}"):
        list(read_passages(file))


def test_what_is_held_out_is_not_learnt_from_under_another_name(corpus: list[Passage]) -> None:
    split = {p.text: p.split for p in corpus}
    assert 0.1 < sum(s == "dev" for s in split.values()) / len(split) < 0.15
    assert [t for t, s in split.items() if s == "dev" and not is_held_out(t)] == []
    assert [(a, b) for a, b in alike(corpus) if split[a] != split[b]] == []


@pytest.mark.shared
def test_no_run_of_eight_words_is_shared_with_the_development_data(corpus: list[Passage]) -> None:
    ours = {s: p.id for p in corpus for s in shingles(p.text)}
    found = {(ours[s], s) for text in data_texts() for s in shingles(text) if s in ours}
    assert found == set()


def shingles(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def data_texts() -> Iterator[str]:
    """All running text under ``../shared/data``, whatever the file: strings of JSON lines, cells of tables."""
    for path in sorted(DATA.iterdir()):
        content = {".xz": lzma.decompress, ".gz": gzip.decompress, ".bz2": bz2.decompress}.get(path.suffix, bytes)(
            path.read_bytes()
        )
        name = Path(path.stem if path.suffix in (".xz", ".gz", ".bz2") else path.name)
        if name.suffix == ".jsonl":
            for line in content.decode().splitlines():
                yield from strings(json.loads(line))
        elif name.suffix == ".csv":
            csv.field_size_limit(10_000_000)
            for row in csv.reader(io.StringIO(content.decode())):
                yield from row
        else:
            yield content.decode("utf-8", "replace")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from strings(v)
