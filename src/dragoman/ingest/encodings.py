"""From bytes to characters, in the order of trust: byte order mark, UTF-8, the declared charset, a guess."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from dragoman.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = (
    re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE),
    re.compile(rb"^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE),
)
_DECLARED_WITHIN = 4096
# Browsers read pages that declare Latin-1 or ASCII as Windows-1252, and pages are made for browsers (WHATWG Encoding).
_AS_BROWSERS_DO = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_STATEFUL = re.compile(rb"\x1b[$(]")
_BAD_IN_A_TEXT = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x80-\x9f]")
_WESTERN = re.compile(
    "[\u2018-\u201e\u2013\u2014\u2026\u20ac\u2022\u2122\u00a0-\u00bf\u00c0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e]"
)
_SAMPLE = 200_000


class Decoded(NamedTuple):
    """``encoding``: a Python codec name. ``note``: what was guessed, to be said aloud; ``None`` where nothing was."""

    text: str
    encoding: str
    note: str | None


def decode(data: bytes) -> Decoded:
    """The characters of ``data``. Raises ``InputError`` (``binary`` or ``encoding``)."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return Decoded(_strictly(data[len(bom) :], encoding, f"{encoding} by its byte order mark"), encoding, None)
    if wide := _wide(data):
        return Decoded(_strictly(data, wide, f"{wide} by its zero bytes"), wide, f"read as {wide}")
    if looks_binary(data):
        raise InputError("binary")
    declared = declared_charset(data)
    if not (declared and _STATEFUL.search(data[:_SAMPLE])):
        # Before the declared charset: bytes that are UTF-8 throughout are UTF-8 whatever an old template says.
        if (text := _try(data, "utf-8")) is not None:
            return Decoded(text, "utf-8", None)
        if (text := _mostly_utf8(data)) is not None:
            return Decoded(text, "utf-8", "bytes that are not UTF-8 were read as windows-1252")
    if declared and (text := _try(data, declared)) is not None:
        return Decoded(text, declared, None)
    return _guess(data)


def declared_charset(data: bytes) -> str | None:
    """The charset that a page or an XML file declares, as a codec name; ``None`` without one that is known."""
    for pattern in _DECLARED:
        if match := pattern.search(data[:_DECLARED_WITHIN]):
            try:
                name = codecs.lookup(match[1].decode("ascii")).name
            except (LookupError, UnicodeDecodeError):
                continue
            return _AS_BROWSERS_DO.get(name, name)
    return None


def looks_binary(data: bytes) -> bool:
    """Zero bytes, or more control characters than a damaged text has."""
    head = data[:8192]
    controls = sum(head.count(bytes([b])) for b in (*range(1, 8), *range(14, 27), *range(28, 32)))
    return b"\x00" in head or controls > len(head) / 50


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in English text every second byte is zero."""
    head = data[: 2 * (min(len(data), 2048) // 2)]
    if len(head) < 8:
        return None
    for encoding, zeros, letters in (("utf-16-le", head[1::2], head[::2]), ("utf-16-be", head[::2], head[1::2])):
        if zeros.count(0) > 0.7 * len(zeros) and letters.count(0) == 0:
            return encoding
    return None


def _strictly(data: bytes, encoding: str, why: str) -> str:
    text = _try(data, encoding)
    if text is None:
        raise InputError("encoding", f"it claims to be {why}, and is not")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    """``None`` where the bytes are not of that encoding; a last character cut in half is left out."""
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as e:
        if e.end < len(data) or e.start < len(data) - 3 or e.start == 0:
            return None
        try:
            return data[: e.start].decode(encoding)
        except UnicodeDecodeError:
            return None
    except (LookupError, UnicodeError, ValueError):
        return None


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 into which a few windows-1252 characters were pasted: at most one bad byte for ten good characters."""
    text = data.decode("utf-8", "surrogateescape")
    strays = sum("\udc80" <= c <= "\udcff" for c in text)
    good = sum(c > "\x7f" for c in text) - strays
    if good < 10 * strays:
        return None
    return re.sub("[\udc80-\udcff]", lambda m: bytes([ord(m[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _guess(data: bytes) -> Decoded:
    western = _try(data, "cp1252")
    if western is not None:
        sample = western[:_SAMPLE]
        foreign = [c for c in sample if c > "\x7f"]
        # English with typographic quotes and a few accented names; a Cyrillic or Greek page is mostly "foreign" letters.
        letters = sum(c.isalpha() for c in foreign)
        if (
            letters < 0.03 * len(sample)
            and len(foreign) < 0.1 * len(sample)
            and all(_WESTERN.match(c) for c in foreign)
        ):
            return Decoded(western, "cp1252", "read as windows-1252, by its letters")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE], threshold=0.1).best()
    text = _try(data, best.encoding) if best is not None and len(data) >= 64 else None
    if best is None or text is None or best.chaos > 0.1 or _BAD_IN_A_TEXT.search(text):
        raise InputError("encoding", "its bytes are neither UTF-8 nor any other encoding that could be made out")
    return Decoded(text, best.encoding, f"read as {best.encoding}, by its letters")
