"""The Python face of Dragoman: ``read`` for one text without any store, ``Desk`` for a store and all that is in it.

Every command of ``dragoman`` is a thin shell over what stands here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any

from dragoman.errors import InputError, UsageError
from dragoman.linkage import Incident, Story
from dragoman.records import FACTUALITIES, TOOK_PLACE, Published, Reading
from dragoman.settings import Settings

if TYPE_CHECKING:
    from dragoman.knowledge.actors import Holder
    from dragoman.knowledge.actors.own import Addition
    from dragoman.ledgers import PledgeHistory
    from dragoman.pipeline import OnError, Report, Seen
    from dragoman.store import Table
    from dragoman.store.filters import Filters


def read(source: str | Path, *, published: str | date | None = None, settings: Settings | None = None) -> Reading:
    """The reading of one text or of one file with one dispatch in it. Nothing is stored.

    ``source``: a path, or the text itself (a ``str`` that is not the name of a file). ``published``: the day the
    dispatch appeared, as ``date`` or text (``"2023-11-28"``, ``"2023-11"``, ``"2023"``), where the page does not say.

    Raises ``InputError`` for an input that cannot be read, ``UsageError`` for a date in no known form or a file with
    several dispatches in it.

    >>> reading = read("Serbia accused Kosovo of provoking unrest in the north.", published="2023-05-30")
    >>> [(e.type, e.actors[0].name, e.recipients[0].name, e.factuality) for e in reading.events]
    [('ACCUSE', 'Serbia', 'Kosovo', 'happened')]
    """
    from dragoman.ingest import IngestOptions, take, take_bytes
    from dragoman.pipeline import read_one
    from dragoman.records import SetAside

    options = IngestOptions(published=_published(published), settings=settings or Settings())
    path = _as_path(source)
    taken = list(
        take([path], options) if path else take_bytes(str(source).encode("utf-8", "surrogatepass"), "text.txt", options)
    )
    if len(taken) != 1:
        raise UsageError(f"{source} holds {len(taken)} dispatches; read() takes one. Use Desk(...).read() for many.")
    aside, dispatch = taken[0].set_aside, taken[0].dispatch
    if dispatch is None:
        assert aside is not None
        raise InputError(aside.reason, aside.detail)
    result = read_one(dispatch, options.settings)
    if isinstance(result, SetAside):
        raise InputError(result.reason, result.detail)
    return result


class Desk:
    """A store and all that can be asked of it. Use it as a context manager, or call :meth:`close`.

    Raises ``StoreError`` where the file cannot be opened: it is locked by another process, is no store, or is newer.
    """

    def __init__(
        self, path: str | Path = "dragoman.duckdb", *, read_only: bool = False, settings: Settings | None = None
    ) -> None:
        from dragoman.store import open_store

        self.settings = settings or Settings()
        self.store = open_store(path, read_only=read_only)

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the store; other processes may open it then."""
        self.store.close()

    def read(
        self,
        *sources: str | Path,
        published: str | date | None = None,
        columns: Mapping[str, str] | None = None,
        jobs: int = 1,
        on_error: OnError = "set_aside",
        seen: Seen | None = None,
    ) -> Report:
        """Reads files, folders, globs or ``-`` (standard input) into the store; what it holds already is not read again.

        ``columns``: for tables, role to column name (roles: text, headline, published, publisher, url, byline,
        section, language, id). ``seen``: called with every input and its reading, as soon as it is stored.
        Returns the counts. Raises ``UsageError`` for a source that names nothing, and with ``on_error="raise"`` a
        ``PartError`` for the first input that cannot be read.
        """
        from dragoman.ingest import IngestOptions
        from dragoman.pipeline import read_sources

        options = IngestOptions(published=_published(published), columns=columns or {}, settings=self.settings)
        return read_sources(self.store, sources, options, jobs=jobs, on_error=on_error, seen=seen)

    def retry(self, reason: str | None = None, *, seen: Seen | None = None) -> Report:
        """Takes up again what was set aside (all of it, or what was for one reason)."""
        from dragoman.ingest import IngestOptions
        from dragoman.pipeline import retry

        return retry(self.store, IngestOptions(settings=self.settings), reason=reason, seen=seen)

    def events(self, **filters: Any) -> Table:
        """Events, one row each. Filters: see :func:`filters`. ``.to_pandas()``, ``.to_polars()``, ``.dicts()``.

        Only what happened or goes on, unless ``factuality`` says what else: values, or ``"all"``.
        """
        return self.list("events", **filters)

    def hidden(self, **filters: Any) -> int:
        """How many events :meth:`events` leaves out because nobody says that they happened: planned, alleged, denied..."""
        if filters.get("factuality"):
            return 0
        rest = tuple(f for f in FACTUALITIES if f not in TOOK_PLACE)
        return self.store.count("events", build_filters(**{**filters, "factuality": rest}))

    def statements(self, **filters: Any) -> Table:
        """Statements, one row each."""
        return self.list("statements", **filters)

    def pledges(self, **filters: Any) -> Table:
        """Pledges, one row each."""
        return self.list("pledges", **filters)

    def forces(self, **filters: Any) -> Table:
        """Figures of troops, police, ships and arms, one row each; ``mission="EUFOR"``: those of one mission."""
        return self.list("forces", **filters)

    def negotiations(self, **filters: Any) -> Table:
        """Moves in negotiations, one row each; ``process="Kosovo-Serbia dialogue"``: those of one process."""
        return self.list("negotiations", **filters)

    def pledge(self, id: str, as_of: str | date | None = None) -> PledgeHistory:
        """The history of a pledge: how it stands on a day (today without one), and every step with the words that show it.

        ``id``: of the history, of a pledge or of news of one, or a beginning of it. Raises ``UnknownName`` where nothing has such
        an id, and where nothing was known of the pledge on that day; ``UsageError`` for no date.
        """
        from dragoman.errors import UnknownName
        from dragoman.pipeline import pledge_history

        day = parse_day(as_of, end=True) if isinstance(as_of, str) else as_of or date.today()
        found = pledge_history(self.store, id, day)
        if found is None:
            raise UnknownName("pledge", id, [], f"Nothing was known of it on {day}. Ask for a later day.")
        return found

    def alerts(self, **filters: Any) -> Table:
        """Deadlines of pledges that passed with nothing heard, and those ahead: ``as_of``, ``since``, ``ahead`` (days), and the others."""
        return self.list("alerts", **filters)

    def incidents(self, **filters: Any) -> Table:
        """Incidents, one row each: a happening that dispatches report, with days, place, parties, range of tolls, and how many
        publishers report it in words of their own."""
        return self.list("incidents", **filters)

    def stories(self, **filters: Any) -> Table:
        """Stories, one row each: one text, however many outlets carry it."""
        return self.list("stories", **filters)

    def group(self, id: str, as_of: str | date | None = None) -> Story | Incident:
        """A story or incident with all its reports, as it stands or stood on a day, by its id or a beginning of one.

        Raises ``UnknownName`` where nothing, or more than one thing, has such an id, ``UsageError`` where it is of another kind
        or did not exist on that day.
        """
        from dragoman.pipeline import group

        return group(self.store, id, parse_day(as_of, end=True) if isinstance(as_of, str) else as_of)

    def actors(self, **filters: Any) -> Table:
        """Actors over all dispatches, with how often each is named."""
        return self.list("actors", **filters)

    def places(self, **filters: Any) -> Table:
        """Places over all dispatches."""
        return self.list("places", **filters)

    def gaps(self, **filters: Any) -> Table:
        """What could not be decided, and what was set aside, each with its reason."""
        return self.list("gaps", **filters)

    def list(self, kind: str, *, limit: int | None = None, **filters: Any) -> Table:
        """A listing by name, as the setting ``viewpoint`` shows disputed states; of events, those that took place, unless
        ``factuality`` is given. Raises ``UnknownName`` for a kind, filter, filter value or viewpoint that does not exist."""
        from dragoman.store.seen import as_seen

        if kind == "events" and not filters.get("factuality"):
            filters["factuality"] = TOOK_PLACE
        return as_seen(self.store.rows(kind, build_filters(**filters), limit), self.settings.viewpoint)

    def reading(self, id: str) -> Reading:
        """The reading of a dispatch, by its id or that of an event, statement or pledge in it, or a beginning of one.

        Raises ``UnknownName`` where nothing, or more than one thing, has such an id.
        """
        found = self.store.find(id)
        if found.dispatch_id is None:
            raise UsageError(f"{found.id} is of kind {found.kind!r}, which belongs to no one dispatch.")
        return self.store.reading(found.dispatch_id)


def train(
    data: str | Path,
    out: str | Path,
    *,
    epochs: int = 4,
    settings: Settings | None = None,
    told: Callable[[str], None] = lambda _: None,
) -> dict[str, Any]:
    """Trains the model of events further on labels of one's own and writes the new weights to ``out``.

    ``data``: gold format, at least 20 passages; ``told`` hears of the progress. Gives the figures ``before`` and ``after`` on the part of the data
    that was held out, and the ``version`` that records made with these weights will name. Raises ``UsageError`` for data
    that are not sound or too few, and where the extra ``dragoman[train]`` is not installed.
    """
    from dataclasses import replace
    from importlib.util import find_spec

    if missing := [name for name in ("torch", "onnx", "onnxscript") if find_spec(name) is None]:
        raise UsageError(f"Training needs {', '.join(missing)}. Next: pip install 'dragoman[train]'.")
    from dragoman.train.training import GOING_ON, go_on

    given = settings or Settings()
    return go_on(Path(data), given.weights, Path(out), told, replace(GOING_ON, epochs=epochs))


def office_holders(office: str, of: str, on: str | date | None = None) -> tuple[Holder, ...]:
    """Who held an office, in the order of time, from the shipped actor tables and the user's own rows alike.

    ``office``: any title ("foreign minister", "secretary-general"); ``of``: name or ISO code of a country, or name,
    acronym or id of an organisation; ``on``: a day, or a month or year as text; without it, all who are known. More than
    one for a day where several hold the office at once, or a change is known to the month only; ``()`` for nobody known.

    Raises ``UnknownName`` for a title, country or organisation that the tables do not have, ``UsageError`` for no date.

    >>> [(h.name, h.term.since, h.term.until) for h in office_holders("foreign minister", "Germany", "2023-11-28")]
    [('Annalena Baerbock', '2021-12-08', '2025-05-06')]
    """
    from dragoman.knowledge.actors.lookup import held_by

    when = _published(on)
    return held_by(office, of, None if when is None else (when.start, when.end))


def _published(value: str | date | None) -> Published | None:
    from dragoman.ingest import parse_date_option

    return None if value is None else parse_date_option(value)


def add_knowledge(file: str | Path, *, dry_run: bool = False) -> Addition:
    """Adds the rows of a table (TSV or CSV) to the user's own actor tables; ``dry_run``: only tells what that would do.

    What is added counts from the next process on. Raises ``UsageError`` for a file that cannot be read, and
    ``KnowledgeError`` naming file, line and column of the first defect: nothing is added then.
    """
    from dragoman.knowledge.actors.own import add
    from dragoman.knowledge.actors.usertables import read_table

    table, rows = read_table(Path(file))
    return add(table, rows, dry_run=dry_run)


def import_knowledge(file: str | Path, *, dry_run: bool = False) -> Addition:
    """Adds the office holders of a JSON file of Wikidata, as :func:`add_knowledge` does.

    What makes no row stands in ``aside`` with its reason. Raises ``UsageError`` for a file that is not such JSON.
    """
    from dragoman.knowledge.actors.own import add
    from dragoman.knowledge.actors.wikidata import read_wikidata

    rows, aside = read_wikidata(Path(file))
    return add("holders", rows, aside, dry_run=dry_run)


def build_filters(**values: Any) -> Filters:
    """The shared filters of all listings, validated.

    actor, dyad ("SRB-XKX"), region ("Western Balkans"), type, mode, since, until, factuality, min_confidence,
    publisher, text, dispatch, mission, process, state, group, as_of, ahead; see ``store/filters.py`` for what each means. ``None`` values
    are left out.
    """
    from dataclasses import fields

    from dragoman.errors import UnknownName
    from dragoman.store.filters import Filters

    known = [f.name for f in fields(Filters)]
    given = {k: v for k, v in values.items() if v is not None}
    for name in given:
        if name not in known:
            raise UnknownName("filter", name, known)
    if isinstance(given.get("region"), str):
        given["region"] = region_countries(given["region"])
    for name in ("since", "until", "as_of"):
        if isinstance(given.get(name), str):
            end = parse_day(given[name], end=name != "since")
            given[name] = end
    return Filters(**given)


def region_countries(name: str) -> tuple[str, ...]:
    """The countries of a named region, as ISO 3166-1 alpha-3. Raises ``UnknownName``."""
    from dragoman.errors import UnknownName
    from dragoman.knowledge.places import region, regions

    found = region(name)
    if found is None:
        raise UnknownName("region", name, [r.name for r in regions()], "List them with 'dragoman codes regions'.")
    return tuple(found.countries)


def parse_day(text: str, *, end: bool = False) -> date:
    """A day from ``2023-11-28``, or the first (``end``: the last) day of ``2023-11`` or ``2023``; also ``30d``, ``6m``,
    ``2y``: that long ago. Raises ``UsageError``."""
    from dragoman.ingest import parse_date_option

    if text[:-1].isdigit() and text[-1] in "dwmy":
        from datetime import timedelta

        days = {"d": 1, "w": 7, "m": 30, "y": 365}[text[-1]]
        return date.today() - timedelta(days=int(text[:-1]) * days)
    found = parse_date_option(text)
    day = found.end if end else found.start
    assert day is not None
    return day


def _as_path(source: str | Path) -> Path | None:
    """The file that is meant, or ``None`` where ``source`` is the text itself."""
    if isinstance(source, Path):
        return source
    looks_like_name = len(source) < 4096 and "\n" not in source and " " not in source.strip() and source.strip() != ""
    try:
        if len(source) < 4096 and Path(source).is_file():
            return Path(source)
    except (OSError, ValueError):
        return None
    if looks_like_name and Path(source).suffix and Path(source).suffix != ".":
        return Path(source)
    return None
