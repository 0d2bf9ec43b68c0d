"""From sources to dispatches: opens each input, sees what it is, and hands it to the reader of its format.

Content never raises: whatever is wrong with an input becomes a SetAside with its reason, and the next one is read.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import InputError, UsageError
from dragoman.ids import raw_hash
from dragoman.ingest import encodings
from dragoman.ingest.draft import Draft
from dragoman.ingest.finish import finish
from dragoman.ingest.options import IngestOptions, Taken
from dragoman.ingest.sniff import COMPRESSED, HEAD, Kind, kind_of
from dragoman.ingest.sources import Input, expand
from dragoman.ingest.streams import DAMAGED, Budget, measured, prefixed, read_head, read_whole, unpack
from dragoman.records import Raw, SetAside

if TYPE_CHECKING:
    from dragoman.ingest.tables import Columns, Row

_MOST_LAYERS = 3
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF")


def take(sources: Iterable[str | Path | Input], options: IngestOptions | None = None) -> Iterator[Taken]:
    """Every dispatch in the sources, one at a time, and every input that had to be set aside.

    Large tables and archives are streamed: memory does not grow with their length. Raises ``UsageError`` for a source that
    matches nothing, and for a column of the options that a table does not have.
    """
    options = options or IngestOptions()
    for one in expand(sources, options.follow):
        yield from _guarded(_open(one, options), one.name)


def take_bytes(data: bytes, name: str, options: IngestOptions | None = None) -> Iterator[Taken]:
    """The same for bytes that are at hand; ``name`` as ``Taken.source`` or ``SetAside.source`` gives it."""
    options = options or IngestOptions()
    yield from _guarded(_route(io.BytesIO(data), name, options, _budget(options), 0), name)


def _budget(options: IngestOptions) -> Budget:
    return Budget(options.settings.ingest_max_unpacked, options.settings.ingest_max_members)


def _open(one: Input, options: IngestOptions) -> Iterator[Taken]:
    if one.path is None:
        yield from _route(sys.stdin.buffer, one.name, options, _budget(options), 0)
        return
    with one.path.open("rb") as stream:
        yield from _route(stream, one.name, options, _budget(options), 0)


def _guarded(takens: Iterator[Taken], name: str, raw: Raw | None = None) -> Iterator[Taken]:
    """What ``takens`` gives, with a SetAside in place of whatever it raises but ``UsageError``."""
    try:
        yield from takens
    except UsageError:
        raise
    except InputError as e:
        yield _aside(name, e, raw)
    except (*DAMAGED, zipfile.BadZipFile) as e:
        yield _aside(name, InputError("truncated", _say(e)), raw)
    except UnicodeError as e:
        yield _aside(name, InputError("encoding", _say(e)), raw)
    except OSError as e:
        yield _aside(name, InputError("unreadable", e.strerror or _say(e)), raw)
    except Exception as e:  # hostile content finds errors nobody thought of; the run must go on
        yield _aside(name, InputError("failed", _say(e)), raw)


def _route(stream: BinaryIO, name: str, options: IngestOptions, budget: Budget, layers: int) -> Iterator[Taken]:
    """Reads one stream by its kind. ``layers``: archives it lies in."""
    most = options.settings.ingest_max_bytes
    head = read_head(stream, HEAD + 1)
    body = prefixed(head, stream)
    whole = len(head) <= HEAD
    try:
        kind = kind_of(head[:HEAD], name, whole, tuple(options.columns.values()))
    except InputError as e:
        yield _aside(name, e, _raw_or_none(body, most))
        return
    if kind.format in (*COMPRESSED, "zip"):
        if layers >= _MOST_LAYERS or (kind.format == "zip" and "!" in name and name.count("!") >= 2):
            yield _aside(
                name,
                InputError("unknown_format", "an archive inside an archive inside an archive"),
                _raw_or_none(body, most),
            )
        elif kind.format == "zip":
            yield from _members(stream, body, name, options, budget, layers)
        else:
            yield from _unpacked(kind, stream, body, name, options, budget, layers)
    elif kind.format in ("jsonl", "csv"):
        yield from _rows(kind, body, head, name, options)
    else:
        data = read_whole(body, most)
        raw = _raw(data)
        yield from _guarded(_document(kind, raw, name, options), name, raw)


def _unpacked(
    kind: Kind, stream: BinaryIO, body: BinaryIO, name: str, options: IngestOptions, budget: Budget, layers: int
) -> Iterator[Taken]:
    try:
        yield from _route(unpack(kind.format, body, budget), name, options, budget, layers + 1)
    except (*DAMAGED, OSError) as e:
        packed = None
        if stream.seekable():
            stream.seek(0)
            packed = _raw_or_none(stream, options.settings.ingest_max_bytes)
        yield _aside(name, InputError("truncated", _say(e)), packed)


def _members(
    stream: BinaryIO, body: BinaryIO, name: str, options: IngestOptions, budget: Budget, layers: int
) -> Iterator[Taken]:
    """The files of a zip archive. Nothing is written to disk, so their names can do no harm."""
    raw = None
    if layers or not stream.seekable():
        raw_data = read_whole(body, options.settings.ingest_max_bytes)
        raw, stream = _raw(raw_data), io.BytesIO(raw_data)
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, OverflowError) as e:
        stream.seek(0)
        raw = raw or _raw_or_none(stream, options.settings.ingest_max_bytes)
        yield _aside(name, InputError("truncated", _say(e)), raw)
        return
    with archive:
        infos = archive.infolist()
        if any(info.filename in _OFFICE for info in infos[:50]):
            stream.seek(0)
            raw = raw or _raw_or_none(stream, options.settings.ingest_max_bytes)
            yield _aside(
                name,
                InputError("unknown_format", "an Office file, an e-book or a program: save it as text or HTML first"),
                raw,
            )
            return
        files = [i for i in infos if not i.is_dir() and not re.search(r"(?:^|/)(?:\.[^./]|__MACOSX/)", i.filename)]
        if not files:
            raise InputError("empty", "an archive without files")
        for info in files:
            member = f"{name}!{''.join(c if c.isprintable() else '?' for c in info.filename)}"
            budget.members -= 1
            if budget.members < 0:
                raise InputError(
                    "too_large", "more members than the setting ingest_max_members allows; the rest is not read"
                )
            yield from _guarded(_member(archive, info, member, options, budget, layers), member)


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, member: str, options: IngestOptions, budget: Budget, layers: int
) -> Iterator[Taken]:
    try:
        opened = archive.open(info)
    except (RuntimeError, NotImplementedError) as e:
        raise InputError("unreadable", f"a member that is encrypted or packed in an unknown way: {_say(e)}") from e
    with opened:
        yield from _route(measured(opened, budget), member, options, budget, layers + 1)


def _document(kind: Kind, raw: Raw, name: str, options: IngestOptions) -> Iterator[Taken]:
    if kind.format == "feed":
        from dragoman.ingest.feeds import read_feed

        base = re.sub(r"#\d+$", "", name)
        for number, draft in enumerate(read_feed(raw.data), 1):
            yield _one(f"{base}#{number}", raw, lambda d=draft: d, options)  # type: ignore[misc]
        return
    decoded = encodings.decode(raw.data)
    if kind.format == "json":
        yield from _json(decoded.text, name, options)
        return
    if kind.format != "html" and _solid_length(decoded.text) > (most := options.settings.max_text_chars):
        raise InputError("too_large", f"a text of more than {most:,} characters (setting max_text_chars)")
    yield _one(name, raw, lambda: _reader(kind)(decoded.text), options, decoded.note)


def _solid_length(text: str) -> int:
    """Characters without blanks: what cleaning cannot take away."""
    return len(text) - sum(map(text.count, " \t\r\n\xa0"))


def _reader(kind: Kind) -> Callable[[str], Draft]:
    if kind.format == "html":
        from dragoman.ingest.pages import read_page

        return read_page
    if kind.format == "markdown":
        from dragoman.ingest.markdown import read_markdown

        return read_markdown
    from dragoman.ingest.text import read_text

    return read_text


def _json(text: str, name: str, options: IngestOptions) -> Iterator[Taken]:
    from dragoman.ingest.tables import Columns, json_rows

    columns = Columns(options)
    for row in json_rows(text):
        yield _row(row, columns, name, options)


def _rows(kind: Kind, body: BinaryIO, head: bytes, name: str, options: IngestOptions) -> Iterator[Taken]:
    from dragoman.ingest.tables import Columns, csv_rows, jsonl_rows

    most = options.settings.ingest_max_bytes
    encoding = encodings.decode(head[: head.rfind(b"\n") + 1] or head).encoding
    text = io.TextIOWrapper(body, encoding=encoding, errors="surrogateescape", newline="")
    columns = Columns(options)
    rows = jsonl_rows(text, most) if kind.format == "jsonl" else csv_rows(text, kind.delimiter or ",", most, options)
    empty = True
    for row in rows:
        taken = _row(row, columns, name, options)
        if empty and kind.format == "csv" and not isinstance(row.cells, InputError):
            columns.refuse_without_text(row.cells)
        empty = False
        yield taken
    if empty:
        raise InputError("empty", "a table without rows")


def _row(row: Row, columns: Columns, name: str, options: IngestOptions) -> Taken:
    source = name if re.search(r"#\d+$", name) else f"{name}#{row.number}"
    raw = _raw(row.data)
    if isinstance(row.cells, InputError):
        return _aside(source, row.cells, raw)
    cells = row.cells
    return _one(source, raw, lambda: columns.draft(cells), options)


def _one(
    source: str,
    raw: Raw,
    make: Callable[[], Draft],
    options: IngestOptions,
    note: str | None = None,
) -> Taken:
    try:
        draft = make()
        dispatch = finish(draft, raw.hash, options)
    except InputError as e:
        return _aside(source, e, raw)
    except Exception as e:  # as in _guarded: one bad item must not take the others with it
        return _aside(source, InputError("failed", _say(e)), raw)
    notes = ([note] if note else []) + draft.notes
    return Taken(source=source, raw=raw, dispatch=dispatch, notes=tuple(notes))


def _aside(source: str, error: InputError, raw: Raw | None) -> Taken:
    aside = SetAside(source=source, reason=error.reason, detail=error.detail, raw_hash=raw.hash if raw else None)
    return Taken(source=source, raw=raw, set_aside=aside)


def _raw_or_none(stream: BinaryIO, most: int) -> Raw | None:
    try:
        data = read_whole(stream, most)
    except InputError:
        return None
    return _raw(data) if data else None


def _raw(data: bytes) -> Raw:
    return Raw(hash=raw_hash(data), data=data)


def _say(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300]
