"""The archive as bytes: a ZIP that anything can open, of which for the same content there is exactly one.

Nothing is compressed, entries are sorted by name, every time is the first that a ZIP can name, and nothing stands before,
between or behind them. So an archive that was opened and packed again, even with the same content, is noticed, and a few
bytes can never unfold into many. Source: APPNOTE.TXT 4.3 (the records), 4.4.4 (flags), 4.4.6 (dates).
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

FORMAT = "parley-case-file/1"

MANIFEST = "manifest.json"
SIGNATURE = "signature.json"
ORDER = "order.json"
EVENTS = "events.jsonl"
TEXTS = "texts.json"
BOOKS = "books.json"
DECISIONS = "decisions.json"
ATTACHMENTS = "attachments.json"
README = "README.txt"
REQUIRED = (README, ATTACHMENTS, BOOKS, DECISIONS, EVENTS, ORDER, TEXTS)
"""What is in every case file, beside the manifest and its signature."""

_DOCUMENT = re.compile(r"case\.[a-z]{2,8}(-[a-z0-9]{2,8})?\.(html|pdf)")
_ATTACHMENT = re.compile(r"attachments/[0-9a-f]{64}")

LARGEST_ARCHIVE = 2**32 - 1
MOST_ENTRIES = 20_000
LARGEST_TABLE = 2**28
"""Bytes of one of the files that are read whole: everything but attachments and documents."""

PIECE = 1 << 18

_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_LOCAL_SIGN, _CENTRAL_SIGN, _END_SIGN = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_VERSION = 20
_UNIX = 3 << 8
_DATE = 1 << 5 | 1
"""The first of January 1980: years since then, month, day."""
_PLAIN_FILE = 0o100644 << 16


class TooLarge(ValueError):
    """More than an archive may hold."""


class NotOurs(ValueError):
    """Bytes that no case file has at this place. `entry` is the part they belong to, as far as one can tell."""

    def __init__(self, offset: int, entry: str, says: str) -> None:
        super().__init__(says)
        self.offset = offset
        self.entry = entry
        self.says = says


@dataclass(frozen=True, slots=True)
class Entry:
    """One file in an archive: its content lies at `offset` and has `size` bytes."""

    name: str
    size: int
    crc: int
    offset: int


@dataclass(frozen=True, slots=True)
class Content:
    """A file that is to be packed. `pieces` gives its bytes, as often as it is asked."""

    size: int
    crc: int
    pieces: Callable[[], Iterator[bytes]]


def content_of(data: bytes) -> Content:
    return Content(len(data), zlib.crc32(data), lambda: iter((data,)))


def is_name(name: str) -> bool:
    """Whether a case file may hold an entry of this name: no folders but one, no dots that lead elsewhere, nothing hidden."""
    known = name in (MANIFEST, SIGNATURE, *REQUIRED)
    return known or _DOCUMENT.fullmatch(name) is not None or _ATTACHMENT.fullmatch(name) is not None


def write(contents: Mapping[str, Content], out: BinaryIO) -> None:
    """Pack these files. Raises TooLarge before the first byte is written."""
    names = sorted(contents, key=str.encode)
    sizes = sum(contents[name].size + 2 * len(name) + _LOCAL.size + _CENTRAL.size for name in names) + _END.size
    if len(names) > MOST_ENTRIES or sizes > LARGEST_ARCHIVE:
        raise TooLarge(f"{len(names)} files of {sizes} bytes do not fit into one archive")
    entries, offset = [], 0
    for name in names:
        content = contents[name]
        head = _local(name, content.size, content.crc)
        out.write(head)
        entries.append(Entry(name, content.size, content.crc, offset + len(head)))
        out.writelines(content.pieces())
        offset += len(head) + content.size
    out.writelines(_directory(entries, offset))


def read(file: BinaryIO) -> Iterator[Entry]:
    """Every entry of an archive as `write` makes one, in its order. Raises NotOurs at the first byte that is another one.

    The content of each entry has been read once when it is yielded, so that its checksum is known to fit.
    """
    offset = 0
    entries: list[Entry] = []
    while (start := _at(file, offset, 4)) != _CENTRAL_SIGN:
        if start != _LOCAL_SIGN:
            raise NotOurs(offset, "", "a file should begin here, or the list of all files, and neither does")
        entry = _entry(file, offset, entries[-1].name if entries else "")
        entries.append(entry)
        if len(entries) > MOST_ENTRIES:
            raise NotOurs(offset, entry.name, f"there are more than {MOST_ENTRIES} files")
        offset = entry.offset + entry.size
        yield entry
    for piece in _directory(entries, offset):
        found = _at(file, offset, len(piece))
        if found != piece:
            wrong = next(place for place in range(len(piece)) if found[place : place + 1] != piece[place : place + 1])
            ends = " (it ends here)" if len(found) <= wrong else ""
            raise NotOurs(offset + wrong, "", f"the list of all files does not say what the files are{ends}")
        offset += len(piece)
    if _at(file, offset, 1):
        raise NotOurs(offset, "", "there are bytes behind the end")


def pieces_of(file: BinaryIO, entry: Entry) -> Iterator[bytes]:
    """The content of an entry, a piece at a time; less of it where the file ends before."""
    left = entry.size
    while left and (piece := _at(file, entry.offset + entry.size - left, min(PIECE, left))):
        left -= len(piece)
        yield piece


def _entry(file: BinaryIO, offset: int, previous: str) -> Entry:
    """The entry whose head begins at `offset`."""
    head = _at(file, offset, _LOCAL.size)
    if len(head) < _LOCAL.size:
        raise NotOurs(offset, "", "the archive ends within the head of a file")
    _, _, flags, method, _, _, crc, packed, size, name_length, _ = _LOCAL.unpack(head)
    raw = _at(file, offset + _LOCAL.size, name_length)
    name = raw.decode("ascii", "backslashreplace")
    if method or packed != size:
        raise NotOurs(offset, name, "it is compressed: the archive was packed again")
    if flags:
        raise NotOurs(offset, name, "it has flags that no case file has: the archive was packed again")
    if head + raw != _local(name, size, crc):
        raise NotOurs(offset, name, "its head is not the one of a case file: the archive was packed again or changed")
    if not is_name(name):
        raise NotOurs(offset, name, "no case file holds a file of this name")
    if name <= previous:
        raise NotOurs(offset, name, f"it stands behind {previous}: files are sorted by name, and none is there twice")
    entry = Entry(name, size, crc, offset + len(head) + len(raw))
    found, length = 0, 0
    for piece in pieces_of(file, entry):
        found, length = zlib.crc32(piece, found), length + len(piece)
    if length < size:
        raise NotOurs(entry.offset + length, name, f"the archive ends {size - length} bytes before the file does")
    if found != crc:
        raise NotOurs(entry.offset, name, "its checksum is not that of its content: some byte of it was changed")
    return entry


def _local(name: str, size: int, crc: int) -> bytes:
    raw = name.encode("ascii", "replace")
    return _LOCAL.pack(_LOCAL_SIGN, _VERSION, 0, 0, 0, _DATE, crc, size, size, len(raw), 0) + raw


def _directory(entries: Iterable[Entry], offset: int) -> Iterator[bytes]:
    """The list of all files, which begins at `offset`, and what ends the archive."""
    size = count = 0
    for entry in entries:
        raw = entry.name.encode()
        at = entry.offset - _LOCAL.size - len(raw)
        one = (
            _CENTRAL.pack(
                _CENTRAL_SIGN,
                *(_UNIX | _VERSION, _VERSION, 0, 0, 0, _DATE),
                *(entry.crc, entry.size, entry.size),
                *(len(raw), 0, 0, 0, 0),
                *(_PLAIN_FILE, at),
            )
            + raw
        )
        size, count = size + len(one), count + 1
        yield one
    yield _END.pack(_END_SIGN, 0, 0, count, count, size, offset, 0)


def _at(file: BinaryIO, offset: int, size: int) -> bytes:
    file.seek(offset)
    return file.read(size)
