"""Files on disk, below the data directory. Their names are random: they tell nothing and cannot be guessed.

A file is there whole or not at all: it is written aside, flushed to the disk and then given its name. It is stored before
the command that mentions it is decided, so a refused command leaves a file that no row names; `keys` lets a sweep find those.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

from django.conf import settings

_KEY = re.compile(r"[a-z0-9]{2}/[a-z0-9]{30}")
_TOMBSTONE = ".erased"
_LOOKED = ".looked"
_PIECE_BYTES = 1 << 18


class Source(Protocol):
    """Whatever gives bytes by and by: an open file, an upload."""

    def read(self, size: int, /) -> bytes: ...


class TooLarge(ValueError):
    """The file has more bytes than are allowed. Nothing of it was kept."""

    def __init__(self, limit_bytes: int) -> None:
        super().__init__(f"more than {limit_bytes} bytes")
        self.limit_bytes = limit_bytes


class Erased(LookupError):
    """The file was there and has been erased on purpose."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that is safely on disk. `key` finds it again; `sha256` is lower-case hexadecimal over its bytes."""

    key: str
    sha256: str
    size_bytes: int


class Blobs:
    """The files below one directory."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def put(self, source: Source, *, limit_bytes: int) -> Stored:
        """Keep everything that `source` gives. Raises TooLarge as soon as it gives more than `limit_bytes`."""
        key = new_key()
        target = self._root / key
        target.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=".incoming-")
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as out:
                digest, size_bytes = _copy(source, out, limit_bytes)
                out.flush()
                os.fsync(out.fileno())
            aside.rename(target)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        _flush_directory(target.parent)
        return Stored(key, digest, size_bytes)

    def open(self, key: str) -> BinaryIO:
        """The file, for reading. Raises Erased, or FileNotFoundError if there never was one of this key."""
        target = self._path(key)
        try:
            return target.open("rb")
        except FileNotFoundError:
            if self._tombstone(key).exists():
                raise Erased(key) from None
            raise

    def erase(self, key: str) -> bool:
        """Remove the file and leave a mark that this was on purpose, so that a restored backup can be erased again.

        Whether there was a file to remove."""
        target = self._path(key)
        tombstone = self._tombstone(key)
        tombstone.parent.mkdir(parents=True, exist_ok=True)
        tombstone.touch()
        try:
            target.unlink()
        except FileNotFoundError:
            return False
        finally:
            _flush_directory(tombstone.parent)
        return True

    def is_erased(self, key: str) -> bool:
        return self._tombstone(key).exists()

    def keys(self) -> Iterator[str]:
        """The key of every file that is there, in no order."""
        for path in self._root.glob("??/*"):
            key = f"{path.parent.name}/{path.name}"
            if _KEY.fullmatch(key):
                yield key

    def keys_before(self, instant: float) -> Iterator[str]:
        """The keys of files that were last changed before this instant (seconds since 1970), and not before the last look
        was noted: what was named by an order then still is. What a crash left half-written is removed on the way."""
        since = self._looked()
        for path in self._root.glob("??/.incoming-*"):
            if path.stat().st_mtime < instant:
                path.unlink(missing_ok=True)
        for key in self.keys():
            if since <= self._path(key).stat().st_mtime < instant:
                yield key

    def touch(self, key: str) -> bool:
        """Somebody still means to hand this file in: its day begins anew. Whether it is there."""
        try:
            os.utime(self._path(key))
        except FileNotFoundError:
            return False
        return True

    def note_looked(self, instant: float) -> None:
        """Every file up to this instant was looked at."""
        mark = self._root / _LOOKED
        if self._root.is_dir():
            mark.touch(mode=0o600)
            os.utime(mark, (instant, instant))

    def drop(self, key: str) -> None:
        """Remove a file that nobody ever named: there is nothing that a mark would have to explain."""
        self._path(key).unlink(missing_ok=True)

    def _looked(self) -> float:
        try:
            return (self._root / _LOOKED).stat().st_mtime
        except FileNotFoundError:
            return 0.0

    def _path(self, key: str) -> Path:
        # Keys come back from rows and addresses: nothing but the form that new_key makes may become a path.
        if not _KEY.fullmatch(key):
            raise FileNotFoundError("not the key of a file")
        return self._root / key

    def _tombstone(self, key: str) -> Path:
        path = self._path(key)
        return path.with_name(path.name + _TOMBSTONE)


def new_key() -> str:
    """A random key; its first two letters are a directory, so that none grows too long."""
    name = secrets.token_hex(16)
    return f"{name[:2]}/{name[2:]}"


def blobs() -> Blobs:
    """The files of this installation's orders: `order-files` in its data folder."""
    return Blobs(Path(settings.INSTALLATION.data) / "order-files")


def _copy(source: Source, out: BinaryIO, limit_bytes: int) -> tuple[str, int]:
    digest = hashlib.sha256()
    size_bytes = 0
    while piece := source.read(_PIECE_BYTES):
        size_bytes += len(piece)
        if size_bytes > limit_bytes:
            raise TooLarge(limit_bytes)
        digest.update(piece)
        out.write(piece)
    return digest.hexdigest(), size_bytes


def _flush_directory(directory: Path) -> None:
    """A new name is on disk only once its directory is."""
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
