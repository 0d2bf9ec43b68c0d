"""Carries records from room to room: bytes are ingested, read, and stored. It decides only what runs after what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from dragoman.errors import PartError
from dragoman.ingest import IngestOptions, Taken, take, take_bytes
from dragoman.linkage import Incident, LinkKind, Marks, Story
from dragoman.records import Dispatch, Published, Raw, Reading, SetAside, Spans
from dragoman.settings import Settings

if TYPE_CHECKING:
    from concurrent.futures import Future

    from dragoman.ledgers import PledgeHistory
    from dragoman.link import Memory
    from dragoman.store import LinkStore, Store

OnError = Literal["set_aside", "raise"]
Seen = Callable[[Taken, Reading | None], None]
Thing = TypeVar("Thing")


@dataclass(slots=True)
class Report:
    """What became of a run's inputs: every input is counted once, as read, known already, or set aside."""

    read: int = 0
    known: int = 0
    events: int = 0
    statements: int = 0
    pledges: int = 0
    undecided: int = 0
    set_aside: list[SetAside] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def inputs(self) -> int:
        return self.read + self.known + len(self.set_aside)

    def count(self, reading: Reading) -> None:
        self.read += 1
        self.events += len(reading.events)
        self.statements += len(reading.statements)
        self.pledges += len(reading.pledges)
        self.undecided += len(reading.undecided)


def read_one(dispatch: Dispatch, settings: Settings) -> Reading | SetAside:
    """The reading of one dispatch, or the reason why there is none."""
    from dragoman.reader import read_dispatch

    if len(dispatch.text) > settings.max_text_chars:
        detail = f"{len(dispatch.text):,} characters; the limit is {settings.max_text_chars:,} (max_text_chars)"
        return _failed(dispatch, "too_large", detail)
    try:
        return read_dispatch(dispatch, settings)
    except Exception as e:  # whatever one text does to a part must not stop the others
        return _failed(dispatch, "failed", f"{type(e).__name__}: {e}")


def read_batch(dispatches: Sequence[Dispatch], settings: Settings) -> list[Reading | SetAside]:
    """As :func:`read_one`, for many, in their order: in one sweep of the parser, or one by one where that fails."""
    from dragoman.reader import read_dispatches

    try:
        if all(len(d.text) <= settings.max_text_chars for d in dispatches):
            return list(read_dispatches(dispatches, settings))
    except Exception:  # one of them is at fault: the next line finds out which
        pass
    return [read_one(d, settings) for d in dispatches]


def read_sources(
    store: Store,
    sources: Iterable[str | Path],
    options: IngestOptions,
    *,
    jobs: int = 1,
    on_error: OnError = "set_aside",
    seen: Seen | None = None,
) -> Report:
    """Takes in the sources, reads what the store does not hold yet, and stores it, a transaction per batch.

    ``seen`` is called for every input once its fate is stored, in the order of the inputs: with the reading (new or
    known), or with ``None`` where the input was set aside. Raises ``UsageError`` for a source that names nothing,
    ``StoreError``, and with ``on_error="raise"`` a ``PartError`` for the first input that cannot be read.
    """
    return _run(store, take(sources, options), options.settings, jobs, on_error, seen)


def retry(store: Store, options: IngestOptions, *, reason: str | None = None, seen: Seen | None = None) -> Report:
    """Takes up again what was set aside: from its file where that is still there (it may have been mended), else from
    the bytes kept. What can be read now leaves the list."""
    report = Report()
    for kept in store.set_asides(reason):
        item = kept.item
        again = _take_again(store, item, options)
        if again is None:
            report.set_aside.append(item)
            continue
        part = _run(store, again, options.settings, 1, "set_aside", seen)
        _add_up(report, part)
        if not any(s.source == item.source and s.reason == item.reason for s in part.set_aside):
            store.clear_set_aside([kept.id])
    return report


def _run(
    store: Store, taken: Iterable[Taken], settings: Settings, jobs: int, on_error: OnError, seen: Seen | None
) -> Report:
    from dragoman.reader.parts import versions

    report, made_by, noted = Report(), versions(settings), set()
    link_stored(store, settings)  # what a run before this one stored and could not link any more
    link_pledges(store, store.not_linked(), settings)  # what a stopped run, or an older Dragoman, left
    for batch, results in _readings(store, taken, settings, jobs, made_by):
        fates = [_fate(t, results) for t in batch]
        if on_error == "raise":
            for aside in (f for f in fates if isinstance(f, SetAside)):
                raise PartError(f"{aside.source} cannot be read: {aside.reason}: {aside.detail}")
        _store(store, batch, fates, settings)
        link_dispatches(store, [f.dispatch for f in fates if isinstance(f, Reading)])
        for t, fate in zip(batch, fates, strict=True):
            for note in t.notes:
                if note not in noted:
                    noted.add(note)
                    report.notes.append(note)
            if isinstance(fate, SetAside):
                report.set_aside.append(fate)
            elif fate is None:
                report.known += 1
            else:
                report.count(fate)
            if seen:
                _tell(seen, store, t, fate)
    return report


def _readings(
    store: Store, taken: Iterable[Taken], settings: Settings, jobs: int, made_by: dict[str, str]
) -> Iterator[tuple[list[Taken], dict[str, Reading | SetAside]]]:
    """Batches of inputs, each with the new readings of its dispatches by dispatch id, in the order taken."""
    batches = _batches(taken, settings.commit_every)
    if jobs <= 1:
        for batch in batches:
            todo = _todo(store, batch, made_by)
            yield batch, {d.id: r for d, r in zip(todo, read_batch(todo, settings), strict=True)}
        return
    from collections import deque
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        waiting: deque[tuple[list[Taken], list[Dispatch], Future[list[Reading | SetAside]]]] = deque()
        for batch in batches:
            todo = _todo(store, batch, made_by)
            waiting.append((batch, todo, pool.submit(read_batch, todo, settings)))
            if len(waiting) > 2 * jobs:
                yield _collect(*waiting.popleft())
        while waiting:
            yield _collect(*waiting.popleft())


def _collect(
    batch: list[Taken], todo: list[Dispatch], future: Future[list[Reading | SetAside]]
) -> tuple[list[Taken], dict[str, Reading | SetAside]]:
    return batch, {d.id: r for d, r in zip(todo, future.result(), strict=True)}


def _todo(store: Store, batch: list[Taken], made_by: dict[str, str]) -> list[Dispatch]:
    """The dispatches of a batch that the store does not hold in these versions, each once."""
    found = {t.dispatch.id: t.dispatch for t in batch if t.dispatch}
    known = store.known(list(found), made_by)
    return [d for id, d in found.items() if id not in known]


def _fate(taken: Taken, results: dict[str, Reading | SetAside]) -> Reading | SetAside | None:
    """What became of an input: its reading, why it was set aside, or ``None`` where it was known already."""
    if taken.set_aside:
        return taken.set_aside
    assert taken.dispatch is not None
    result = results.pop(taken.dispatch.id, None)  # the second copy in a batch is known by the first
    if isinstance(result, SetAside):
        return SetAside(source=taken.source, reason=result.reason, detail=result.detail, raw_hash=result.raw_hash)
    return result


def pledge_history(store: Store, id: str, as_of: date) -> PledgeHistory | None:
    """The history of a pledge by what was known on a day; ``None`` where nothing was."""
    from dragoman.link.histories import history

    found, told = store.told_of(id)
    return history(found, told, as_of)


def link_pledges(store: Store, dispatch_ids: Sequence[str], settings: Settings) -> None:
    """Puts what dispatches tell of pledges to the histories that it belongs to, a transaction per batch."""
    for ids in _batches(dispatch_ids, settings.commit_every):
        _link_tellings(store, [store.reading(id) for id in ids], settings)


def _link_tellings(store: Store, readings: Sequence[Reading], settings: Settings, replaced: bool = True) -> None:
    """``replaced``: whether some of them took the place of others, and so away from histories."""
    from dragoman.link.matching import asks, hooks
    from dragoman.link.pledges import link, refold
    from dragoman.link.tellings import tellings

    if replaced and (torn := store.torn_histories()):
        store.keep_told(refold(torn), (), torn)
    told = [t for r in readings for t in tellings(r)]
    known, loose = store.told_before((a for t in told for a in asks(t)), (h for t in told for h in hooks(t)))
    linked = link(told, known, loose, settings)
    store.keep_told(linked.entries, [r.dispatch.id for r in readings], linked.gone)


def _store(store: Store, batch: list[Taken], fates: Sequence[Reading | SetAside | None], settings: Settings) -> None:
    raws = {t.raw.hash: t.raw for t in batch if t.raw}
    readings = [f for f in fates if isinstance(f, Reading)]
    asides = [f for f in fates if isinstance(f, SetAside)]
    sources = {t.dispatch.id: t.source for t in batch if t.dispatch}
    if readings:
        added = store.add(readings, _raws_of((r.dispatch.raw_hash for r in readings), raws), sources)
        _link_tellings(store, readings, settings, replaced=added.replaced > 0)
    if asides:
        store.set_aside(asides, _raws_of((a.raw_hash for a in asides), raws))


def link_stored(store: Store, settings: Settings) -> int:
    """Links whatever the store holds that is not linked yet, or was by another version; gives how many that were."""
    from dragoman import link

    waiting = store.links.unlinked(link.VERSION)
    for batch in _batches(waiting, settings.commit_every):
        link_dispatches(store, [store.reading(i).dispatch for i in batch])
    return len(waiting)


def link_dispatches(store: Store, dispatches: Sequence[Dispatch]) -> None:
    """Links stored dispatches, first to last, to stories and incidents, and marks what they correct.

    Those that are linked already keep their links: an id stands for the same text whatever was read in it.
    """
    from dragoman import link
    from dragoman.reader.marks import marks

    if not dispatches:
        return
    done = store.links.linked([d.id for d in dispatches])
    new = [marks(d) for d in dispatches if d.id not in done]
    if new:
        _link(store.links, new)
    for id in store.links.correctors([d.id for d in dispatches]):
        reading = store.reading(id)
        earlier = [store.reading(i) for i in store.links.earlier_versions(id)]
        store.links.supersede(id, list(link.supersede(reading, earlier)))


def link_in_memory(dispatches: Sequence[Dispatch], settings: Settings) -> dict[tuple[str, LinkKind], str]:
    """The groups that dispatches come into, by id and kind, linked in the order given as a store would link them."""
    from dragoman import link
    from dragoman.reader.marks import marks

    memory = link.Memory()
    for batch in _batches(dispatches, settings.commit_every):
        _link(memory, [marks(d) for d in batch])
    return memory.groups


def _link(before: LinkStore | Memory, new: list[Marks]) -> None:
    """Links marks that are new to what was linked before, first to last, and adds them to it."""
    from dragoman import link

    new.sort(key=lambda m: (m.day or date.max, m.dispatch))
    profiles, counts = link.profiles(new, met := before.counts(link.counted(new)))
    postings = before.postings(link.asked(profiles, met))
    near = {d for p in profiles for d in link.nearest(p, postings)}
    links = link.link(profiles, postings, *before.neighbours(near))
    before.add(profiles, counts, links.memberships, links.merges, link.VERSION)


def group(store: Store, id: str, as_of: date | None = None) -> Story | Incident:
    """A story or incident with its reports, as it stands or stood on a day.

    Raises ``UnknownName`` for an id that nothing has, ``UsageError`` for one of another kind, or a day before its first report.
    """
    from dragoman.errors import UsageError
    from dragoman.store import Filters

    found = store.find(id)
    if found.kind not in ("story", "incident"):
        raise UsageError(f"{found.id} is of kind {found.kind!r}; a story or an incident is wanted here.")
    current = store.links.current(found.id)
    reports = store.links.reports(current, as_of)
    if not reports:
        raise UsageError(f"On {as_of} nothing was known of {found.id}. Give a later day, or none.")
    if found.kind == "story":
        return Story(id=current, headline=reports[0].headline, reports=reports)
    rows = store.rows("incidents", Filters(group=current, as_of=as_of)).dicts()
    row = rows[0] if rows else {}
    return Incident(
        id=current,
        headline=reports[0].headline,
        start=row.get("date_start"),
        end=row.get("date_end"),
        place=row.get("place"),
        country=row.get("country"),
        parties=tuple((row.get("parties") or "").split("; ")) if row.get("parties") else (),
        types=tuple((row.get("types") or "").split("; ")) if row.get("types") else (),
        tolls=store.links.claims(reports, as_of),
        publishers=len({r.source for r in reports}),
        reports=reports,
    )


def _raws_of(hashes: Iterable[str | None], raws: dict[str, Raw]) -> list[Raw]:
    return [raws[h] for h in dict.fromkeys(hashes) if h in raws]


def _tell(seen: Seen, store: Store, taken: Taken, fate: Reading | SetAside | None) -> None:
    if isinstance(fate, SetAside):
        seen(taken, None)
    else:
        assert taken.dispatch is not None
        seen(taken, fate if fate is not None else store.reading(taken.dispatch.id))


def _take_again(store: Store, item: SetAside, options: IngestOptions) -> Iterable[Taken] | None:
    """The inputs behind something set aside, or ``None`` where neither source nor bytes are left."""
    if Path(item.source).is_file():
        return take([item.source], options)
    if item.raw_hash is not None:
        return take_bytes(store.raw(item.raw_hash), item.source, options)
    return None


def _add_up(total: Report, part: Report) -> None:
    for name in ("read", "known", "events", "statements", "pledges", "undecided"):
        setattr(total, name, getattr(total, name) + getattr(part, name))
    total.set_aside += part.set_aside
    total.notes += [n for n in part.notes if n not in total.notes]


def _failed(dispatch: Dispatch, reason: str, detail: str) -> SetAside:
    return SetAside(source=dispatch.url or dispatch.id, reason=reason, detail=detail, raw_hash=dispatch.raw_hash)


def _batches(things: Iterable[Thing], size: int) -> Iterator[list[Thing]]:
    rest = iter(things)
    while batch := list(islice(rest, size)):
        yield batch


def read_in_part(text: str, published: Published, settings: Settings, parts: Sequence[str]) -> Reading:
    """What the parts named, without those that come between them, make of a bare text."""
    from dragoman.reader import read_parts

    return read_parts(as_dispatch(text, published=published), settings, parts)


def as_dispatch(text: str, day: date | None = None, published: Published | None = None) -> Dispatch:
    """A bare text as a dispatch, published on a day where one is given, or as told."""
    from dragoman.ids import content_id

    published = published or Published(start=day, end=day, how="given" if day else "unknown")
    return Dispatch(
        id=content_id("d", None, text, None, None, published.start),
        headline=None,
        publisher=None,
        credited_source=None,
        byline=None,
        sections=(),
        tags=(),
        language="en",
        url=None,
        text=text,
        published=published,
        raw_hash=None,
    )


def relate(
    text: str, sources: Spans, targets: Spans, settings: Settings | None = None
) -> tuple[dict[str, float], str | None]:
    """What the actors at ``sources`` do to those at ``targets``: the probability of each type, and of ``NONE``, and the
    mode of the likeliest."""
    from dragoman.reader import relate_spans

    found = relate_spans(text, sources, targets, settings)
    return found.shares, found.mode


def factualities(text: str, asked: Sequence[tuple[Spans, Spans, Spans]], settings: Settings) -> list[str | None]:
    """How factual the events are told to be whose source, target and trigger are given; ``None`` where no word stands."""
    from dragoman.reader import factualities_at

    return factualities_at(text, asked, settings)


def outlooks(text: str, events: Sequence[Spans]) -> list[tuple[bool, bool, bool] | None]:
    """Whether each event whose words are given is told as certain, as negative, and as yet to come; ``None`` where no word
    stands."""
    from dragoman.reader import outlooks_at

    return [(o.certain, o.negative, bool(o.future)) if o else None for o in outlooks_at(text, events)]


def attributions(dispatch: Dispatch, settings: Settings) -> Reading:
    """A reading whose statements are all attributions in PolNeAR's wide sense, and with nothing else in it."""
    from dragoman.reader import attributions_in

    return Reading(dispatch=dispatch, statements=attributions_in(dispatch, settings))
