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
from pathlib import Path

import pytest

from dragoman.knowledge.actors import tables
from dragoman.knowledge.ontology import EVENT_TYPES, MODES
from dragoman.models.labels import FACTUALITIES
from dragoman.train.corpus import Passage, read_corpus
from dragoman.train.markup import AHEAD, AHEAD_TYPES, FORMS, TOPICS, alike
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
    assert {(t, f) for t in EVENT_TYPES for f in FACTUALITIES} - ahead <= told
    assert not ahead & told
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


def test_holders_and_actors_of_events_are_marked(corpus: list[Passage]) -> None:
    for p in corpus:
        marked = {a.span for a in p.actors}
        for e in p.events:
            assert {*e.source, *e.target, *([e.holder] if e.holder else [])} <= marked, p.id
            assert e.trigger
            assert all(s.of(p.text).strip() == s.of(p.text) for s in e.trigger), p.id


def test_what_is_held_out_is_not_learnt_from_under_another_name(corpus: list[Passage]) -> None:
    split = {p.text: p.split for p in corpus}
    assert 0.1 < sum(s == "dev" for s in split.values()) / len(split) < 0.15
    assert [(a, b) for a, b in alike(corpus) if split[a] != split[b]] == []


@pytest.mark.shared
@pytest.mark.skipif(not DATA.is_dir(), reason="the development data are not beside the repository")
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
