"""The Python face: ``read`` without a store, ``Desk`` with one."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from dragoman import api
from dragoman.errors import InputError, PartError, StoreError, UnknownName, UsageError

STORY = "Norway criticised Iceland on Friday. Norway has pledged 20 million euros to Ukraine."


def test_read_takes_text_or_a_path(tmp_path: Path) -> None:
    file = tmp_path / "story.txt"
    file.write_text(STORY)
    from_text = api.read(STORY, published=date(2024, 5, 15))
    from_path = api.read(file, published="2024-05-15")
    assert [e.id for e in from_text.events] == [e.id for e in from_path.events]
    (event,) = [e for e in from_text.events if e.type == "ACCUSE"]
    assert (event.actors[0].id, event.recipients[0].id) == ("NOR", "ISL")
    assert event.when is not None
    assert event.when.start == date(2024, 5, 10)
    assert (from_text.pledges[0].money, from_text.pledges[0].currency) == (20_000_000, "EUR")


def test_every_span_points_at_its_words() -> None:
    reading = api.read(STORY)
    text = reading.dispatch.text
    for event in reading.events:
        for span in (*event.trigger, *event.evidence, *(p.span for p in event.actors if p.span)):
            assert span.of(text).strip() == span.of(text) != ""
    assert {m.of(text) for a in reading.actors if a.id == "NOR" for m in a.mentions} == {"Norway"}


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="empty"):
        api.read("   \n ")
    with pytest.raises(UsageError, match=r"missing\.txt"):
        api.read("missing.txt")
    (tmp_path / "two.jsonl").write_text('{"text": "Peru thanked Chile for its help."}\n' * 2)
    with pytest.raises(UsageError, match="2 dispatches"):
        api.read(tmp_path / "two.jsonl")
    with pytest.raises(UsageError, match="2023-11-28"):
        api.read(STORY, published="in spring")


def test_a_desk_reads_lists_and_gives_frames(tmp_path: Path) -> None:
    (tmp_path / "story.txt").write_text(STORY)
    seen = []
    with api.Desk(tmp_path / "d.duckdb") as desk:
        report = desk.read(tmp_path, published="2024-05-15", seen=lambda t, r: seen.append((t.source, r)))
        assert (report.read, report.known) == (1, 0)
        assert report.inputs == 1  # the store, which lies in the same folder, is no input
        events = desk.events(actor="Norway", type="ACCUSE")
        assert events.dicts()[0]["recipients"] == "Iceland"
        frame = events.to_pandas()
        assert frame.loc[0, "actors"] == "Norway"
        assert events.to_polars().height == len(frame) == 1
        assert desk.reading(frame.loc[0, "id"]).dispatch.text == STORY
        assert desk.read(tmp_path / "story.txt", published="2024-05-15").known == 1
        for kind in ("statements", "pledges", "actors", "places", "gaps"):
            assert getattr(desk, kind)().columns
        with pytest.raises(UnknownName, match="Did you mean 'actor'"):
            desk.events(actr="Norway")
    assert [s.rsplit("/", 1)[-1] for s, r in seen if r is not None] == ["story.txt"]


def test_a_missing_store_cannot_be_listed(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="dragoman read"):
        api.Desk(tmp_path / "none.duckdb", read_only=True)


def test_the_caller_may_want_an_error_instead(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00\x01\x02" * 100)
    with api.Desk(tmp_path / "d.duckdb") as desk, pytest.raises(PartError, match=r"bad\.txt"):
        desk.read(tmp_path / "bad.txt", on_error="raise")


def test_a_failing_part_sets_one_dispatch_aside_and_the_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman.reader import parts

    def fails_on_norway(sheet: object) -> None:
        if "Norway" in sheet.dispatch.text:  # type: ignore[attr-defined]
            raise ValueError("cannot do this one")

    for name, text in (("a.txt", STORY), ("b.txt", "Peru thanked Chile for its help in the earthquake.")):
        (tmp_path / name).write_text(text)
    with api.Desk(tmp_path / "d.duckdb") as desk:
        with monkeypatch.context() as patch:
            broken = tuple(
                parts.Part(p.name, p.version, p.needs, p.gives, fails_on_norway) if p.name == "dating" else p
                for p in parts.PARTS
            )
            patch.setattr("dragoman.reader.PARTS", broken)
            report = desk.read(tmp_path / "a.txt", tmp_path / "b.txt")
        assert report.read == 1
        (aside,) = report.set_aside
        assert (aside.reason, "dating" in aside.detail) == ("failed", True)
        assert desk.retry("failed").read == 1
        assert not desk.gaps(text="Norway").dicts() or all(r["reason"] != "failed" for r in desk.gaps().dicts())


@pytest.mark.parametrize(
    ("text", "end", "day"),
    [
        ("2023-11-28", False, date(2023, 11, 28)),
        ("2023-11", False, date(2023, 11, 1)),
        ("2023-11", True, date(2023, 11, 30)),
        ("2023", True, date(2023, 12, 31)),
    ],
)
def test_days_of_filters(text: str, end: bool, day: date) -> None:
    assert api.parse_day(text, end=end) == day


def test_days_ago() -> None:
    assert (date.today() - api.parse_day("30d")).days == 30
