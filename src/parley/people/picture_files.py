"""The files of pictures that people show: in `portfolio` in the data folder, under random names, one for each width.

They are written before the row that names them, and removed after it is gone. What a crash leaves between the two is nobody's,
and goes with the daily sweep.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from parley.people.pictures import Picture
from parley.people.shown import Piece

FORM_LASTS = timedelta(days=1)
"""For how long a form brings a picture back that came with it."""
ORPHAN_AFTER = 2 * FORM_LASTS
AT_ONCE = 500

_KEY = re.compile(r"[a-z0-9]{2}/[a-z0-9]{30}")
_FILE = re.compile(r"([a-z0-9]{30})-[0-9]{1,4}\.webp")


@dataclass(frozen=True, slots=True)
class Kept:
    """A picture that is on disk. Its key tells nothing and cannot be guessed; the largest of its files has `width` by `height`
    pixels."""

    key: str
    width: int
    height: int


def put(picture: Picture) -> Kept:
    """Keep the picture in all its widths. What no piece names within two days goes again."""
    name = secrets.token_hex(16)
    key = f"{name[:2]}/{name[2:]}"
    for width, content in picture.files.items():
        target = _path(key, width)
        target.parent.mkdir(parents=True, exist_ok=True)
        aside = target.with_suffix(".incoming")
        with aside.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        aside.rename(target)
    return Kept(key, picture.width, picture.height)


def open_picture(key: str, width: int) -> BinaryIO | None:
    """The file, for reading; None when there is none of this width."""
    try:
        return _path(key, width).open("rb")
    except FileNotFoundError:
        return None


def is_there(kept: Kept) -> bool:
    """Whether a picture that a form brings back has not been swept away."""
    return _KEY.fullmatch(kept.key) is not None and _path(kept.key, kept.width).is_file()


def remove(keys: Iterable[str]) -> None:
    """Remove these pictures in every width. What is gone already stays gone."""
    for key in keys:
        for path in _files_of(key):
            path.unlink(missing_ok=True)


def sweep_pictures(wall: datetime) -> int:
    """Remove pictures older than two days that no piece names. How many files. `wall` is the time of the disk's own clock,
    which a demo does not move."""
    before = (wall - ORPHAN_AFTER).timestamp()
    gone = 0
    for piece_of_them in _pieces(_older_than(before)):
        named = set(
            Piece.objects.filter(picture__in={key for key, _path in piece_of_them}).values_list("picture", flat=True)
        )
        for key, path in piece_of_them:
            if key not in named:
                path.unlink(missing_ok=True)
                gone += 1
    return gone


def _older_than(before: float) -> Iterator[tuple[str, Path]]:
    for path in _root().glob("??/*"):
        found = _FILE.fullmatch(path.name)
        # A half-written file belongs to nobody either: its key is one that no piece can have.
        key = f"{path.parent.name}/{found[1]}" if found else ""
        try:
            if path.stat().st_mtime < before:
                yield key, path
        except FileNotFoundError:
            continue


def _pieces(found: Iterator[tuple[str, Path]]) -> Iterator[list[tuple[str, Path]]]:
    piece: list[tuple[str, Path]] = []
    for one in found:
        piece.append(one)
        if len(piece) == AT_ONCE:
            yield piece
            piece = []
    if piece:
        yield piece


def _files_of(key: str) -> list[Path]:
    if not _KEY.fullmatch(key):
        return []
    folder, name = key.split("/")
    return list((_root() / folder).glob(f"{name}-*.webp"))


def _path(key: str, width: int) -> Path:
    # Keys come back from rows: nothing but the form that `put` makes may become a path.
    if not _KEY.fullmatch(key):
        raise FileNotFoundError("not the key of a picture")
    return _root() / f"{key}-{width:d}.webp"


def _root() -> Path:
    return Path(settings.INSTALLATION.data) / "portfolio"
