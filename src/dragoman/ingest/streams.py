"""Byte streams of unknown origin: one whose head was read already, and unpacked ones, measured as they are read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import zlib
from dataclasses import dataclass
from typing import Any, BinaryIO

from dragoman.errors import InputError
from dragoman.ingest.sniff import Format

# What the standard library raises on compressed files that are damaged or cut off.
DAMAGED = (EOFError, zlib.error, gzip.BadGzipFile, lzma.LZMAError)


@dataclass(slots=True)
class Budget:
    """What may still be unpacked from one input: bytes and members."""

    unpacked: int
    members: int


class Prefixed(io.RawIOBase):
    """A stream with the bytes put back that were read from it to see what it is."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head = memoryview(head)
        self._rest = rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            size = min(len(buffer), len(self._head))
            buffer[:size], self._head = self._head[:size], self._head[size:]
            return size
        return _fill(buffer, self._rest.read(len(buffer)))


class Measured(io.RawIOBase):
    """An unpacked stream. Raises ``InputError`` (``too_large``) once the budget is used up."""

    def __init__(self, unpacked: Any, budget: Budget) -> None:
        self._unpacked = unpacked
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        size = _fill(buffer, self._unpacked.read(len(buffer)))
        self._budget.unpacked -= size
        if self._budget.unpacked < 0:
            raise InputError("too_large", "more is unpacked from it than the setting ingest_max_unpacked allows")
        return size


def prefixed(head: bytes, rest: BinaryIO) -> BinaryIO:
    return io.BufferedReader(Prefixed(head, rest), 1 << 16)


def measured(unpacked: Any, budget: Budget) -> BinaryIO:
    return io.BufferedReader(Measured(unpacked, budget), 1 << 16)


def unpack(packed: Format, stream: BinaryIO, budget: Budget) -> BinaryIO:
    """The unpacked bytes of a gzip, xz or bz2 stream."""
    if packed == "gzip":
        return measured(gzip.GzipFile(fileobj=stream, mode="rb"), budget)
    if packed == "xz":
        return measured(lzma.LZMAFile(stream), budget)
    return measured(bz2.BZ2File(stream), budget)


def read_head(stream: BinaryIO, size: int) -> bytes:
    """The first ``size`` bytes, or all there are; pipes hand out less than they are asked for."""
    pieces: list[bytes] = []
    while size > 0 and (piece := stream.read(size)):
        pieces.append(piece)
        size -= len(piece)
    return b"".join(pieces)


def read_whole(stream: BinaryIO, most: int) -> bytes:
    """Everything that is left. Raises ``InputError`` (``too_large``) beyond ``most`` bytes, of which no more are read."""
    data = read_head(stream, most + 1)
    if len(data) > most:
        raise InputError("too_large", f"more than {most:,} bytes (setting ingest_max_bytes)")
    return data


def _fill(buffer: Any, data: bytes | None) -> int:
    data = data or b""
    buffer[: len(data)] = data
    return len(data)
