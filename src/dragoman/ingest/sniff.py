"""What kind of file some bytes are: by what they hold first, by the name only where that leaves it open."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Literal, NamedTuple

from dragoman.errors import InputError
from dragoman.ids import fold
from dragoman.ingest import encodings
from dragoman.ingest.words import page_words

Format = Literal["gzip", "xz", "bz2", "zip", "html", "feed", "json", "jsonl", "csv", "markdown", "text"]
COMPRESSED: tuple[Format, ...] = ("gzip", "xz", "bz2")
HEAD = 65_536

_PACKED: tuple[tuple[bytes, Format], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"BZh", "bz2"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
)
_BINARY = (
    (b"%PDF-", "a PDF: save its text as .txt first"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old Office file: save it as text or HTML first"),
    (b"OggS", "a recording"),
    (b"ID3", "a recording"),
    (b"SQLite format 3\x00", "a database"),
)
_NOT_READ = (
    (b"{\\rtf", "an RTF file: save it as text or HTML first"),
    (b"%!PS", "a PostScript file"),
    (b"PAR1", "a Parquet file: export it as CSV or JSONL first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive: unpack it first"),
    (b"Rar!", "a RAR archive: unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd file: unpack it first"),
)
_TAR_MAGIC = slice(257, 262)
_MAIL = re.compile(
    r"(?:(?:received|return-path|mime-version|message-id|delivered-to|from|to|subject|date|content-type|x-[\w-]+):.*\n(?:[ \t].*\n)*){3}",
    re.I,
)
_MAIL_ONLY = re.compile(r"^(?:received|return-path|mime-version|message-id|delivered-to):", re.I | re.M)
_CODE_NAMES = frozenset(
    {".js", ".mjs", ".css", ".py", ".sh", ".c", ".h", ".java", ".sql", ".toml", ".yaml", ".yml", ".ini", ".svg", ".map"}
)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_XML_PROLOG = re.compile(r"<\?xml[^>]{0,200}\?>\s*")
_HTML_TAG = re.compile(r"<(?:html|head|body|article|main|div|p|h1|br|span|a|ul|table|meta|title)\b[^<>]{0,300}>", re.I)
_FEED = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b", re.I)
_MARKDOWN = re.compile(r"^(?:#{1,6} \S|\[[^\]\n]+\]\([^)\n]+\)|\*\*[^*\n]+\*\*)", re.M)


class Kind(NamedTuple):
    """``delimiter``: of a table, else ``None``."""

    format: Format
    delimiter: str | None = None


def kind_of(head: bytes, name: str, whole: bool, columns: tuple[str, ...] = ()) -> Kind:
    """The kind of the file called ``name`` that begins with ``head``; ``whole``: the head is all there is.
    ``columns``: names of columns that the user gave: a first line that holds them all is a table's.

    Raises ``InputError``: ``empty``, ``binary``, ``encoding``, ``unknown_format``.
    """
    for magic, packed in _PACKED:
        if head.startswith(magic):
            return Kind(packed)
    if whole and not head.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xff\xfe"):
        raise InputError("empty")
    for magic, what in _NOT_READ:
        if head.startswith(magic):
            raise InputError("unknown_format", what)
    if head[_TAR_MAGIC] == b"ustar":
        raise InputError("unknown_format", "a tar archive: unpack it first")
    for magic, what in _BINARY:
        if head.startswith(magic):
            raise InputError("binary", what)
    text = _beginning(head, whole)
    if not text.strip("\ufeff \t\r\n\f\v\xa0"):
        if whole:
            raise InputError("empty")
        return Kind("text")
    return _text_kind(text, suffix(name), columns)


def suffix(name: str) -> str:
    """The ending that says what is in a file: ``.csv`` for ``a/b.CSV.gz#12``."""
    base = PurePosixPath(re.sub(r"#\d+$", "", name).replace("\\", "/").replace("!", "/"))
    parts = [s.lower() for s in base.suffixes]
    while parts and parts[-1] in (".gz", ".xz", ".bz2"):
        parts.pop()
    return parts[-1] if parts else ""


def _beginning(head: bytes, whole: bool) -> str:
    if not whole:
        # A head may end inside a character: its last line is left out where there is another.
        head = head[: head.rfind(b"\n") + 1] or head
        if len(head) % 2 and head.startswith((b"\xff\xfe", b"\xfe\xff")):
            head = head[:-1]
    return encodings.decode(head).text


def _text_kind(text: str, ending: str, columns: tuple[str, ...]) -> Kind:
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return _markup_kind(start)
    if (json_kind := _json_kind(start)) is not None:
        return json_kind
    if _MAIL.match(start) and _MAIL_ONLY.search(start[:5000]):
        raise InputError("unknown_format", "an e-mail: save its text first")
    if ending in _CODE_NAMES:
        raise InputError("unknown_format", f"a {ending} file is no news text")
    if (table := _table_kind(start, ending, columns)) is not None:
        return table
    if ending in (".html", ".htm", ".xhtml") and len(_HTML_TAG.findall(start)) >= 2:
        return Kind("html")
    if ending in (".md", ".markdown") or (start.startswith("---\n") and "\n---\n" in start[4:4000]):
        return Kind("markdown")
    if start.startswith("# ") and _MARKDOWN.search(start):
        return Kind("markdown")
    if len(_HTML_TAG.findall(start)) >= 6:
        return Kind("html")
    return Kind("text")


def _markup_kind(start: str) -> Kind:
    inside = _XML_PROLOG.sub("", start, count=1)
    while inside.startswith("<!--") and "-->" in inside:
        inside = inside.split("-->", 1)[1].lstrip()
    if _HTML.match(inside):
        return Kind("html")
    if start.startswith("<?xml") or _FEED.match(start):
        if _FEED.search(start[:HEAD]):
            return Kind("feed")
        raise InputError("unknown_format", "an XML file that is neither a page nor a feed")
    return Kind("html") if _HTML_TAG.search(start[:5000]) else Kind("text")


def _json_kind(start: str) -> Kind | None:
    if re.match(r"\[\s*(?:\{|\])", start):
        return Kind("json")
    if not re.match(r'\{\s*(?:"|\})', start):
        return None
    first = start.split("\n", 1)[0]
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # One object over many lines, unless the line is merely longer than the head or a broken first row.
        second = start[len(first) + 1 :].lstrip()
        spread = first.strip() == "{" or (len(first) < 200 and not second.startswith("{"))
        return Kind("json" if spread else "jsonl")
    return Kind("jsonl")


def _table_kind(start: str, ending: str, named: tuple[str, ...]) -> Kind | None:
    """A table by its name, or by a first line that holds nothing but names of columns, the text's among them."""
    header = re.split(r"[\r\n]", start, maxsplit=1)[0].strip()
    delimiter = max(("\t", ",", ";", "|"), key=lambda d: (header.count(d), d == ","))
    if ending in (".csv", ".tsv", ".tab"):
        return Kind("csv", delimiter if delimiter in header else ("," if ending == ".csv" else "\t"))
    if named and set(named) <= {c.strip('" ') for c in header.split(delimiter)}:
        return Kind("csv", delimiter)
    names = [fold(c.strip('" ')).replace(" ", "_") for c in header.split(delimiter)]
    columns = page_words().columns
    known = {n for role in columns.values() for n in role}
    texts = {*columns["text"], *columns["headline"]}
    if len(names) >= 2 and texts & set(names) and sum(n in known for n in names) * 2 > len(names) and len(header) < 500:
        return Kind("csv", delimiter)
    return None
