"""Files that come in at the door: looked at, given a safe name, and put on disk before anything mentions them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from typing import BinaryIO
from uuid import UUID

import puremagic
from django.conf import settings

from parley.core.order.state import DeliveredFile
from parley.core.texts import LONGEST_LINE, Text
from parley.desk.intake import text
from parley.store.blobs import Erased, Stored, TooLarge, blobs
from parley.store.queries import files_of
from parley.store.rows import FileRow

HEAD_BYTES = 64 * 1024
LONGEST_ENDING = 16
"""Characters of what is still an ending, dot included, when a long name is cut."""

RUNNABLE = frozenset(
    {"exe", "dll", "com", "scr", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "jar", "apk"}
    | {"app", "dmg", "pkg", "deb", "rpm", "sh", "bash", "elf", "lnk", "reg", "cpl"}
)
"""Endings that a machine would run. They are never handed over, zipped or not being another question."""

RUNNABLE_HEADS = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"#!")
"""How programs begin, whatever their name says."""

SHOWN_AS: dict[str, frozenset[str]] = {
    "png": frozenset({"png"}),
    "jpg": frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    "jpeg": frozenset({"jpg", "jpeg", "jpe", "jfif"}),
    "gif": frozenset({"gif"}),
    "webp": frozenset({"webp"}),
    "pdf": frozenset({"pdf", "ai"}),
    "zip": frozenset({"zip", "docx", "xlsx", "pptx", "odt", "ods", "epub", "jar"}),
}
"""Endings whose content is always recognisable: when it is not what the name says, the file is mislabelled."""

MEDIA_TYPES = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "txt": "text/plain",
}
"""What a file is given back as. Everything else is a stream of bytes to save, never to open in the page."""


class FileTurnedAway(ValueError):
    """A file that is not taken in. `reason`: empty, too_large, runnable or mislabelled."""

    def __init__(self, reason: str, name: str) -> None:
        super().__init__(f"{name}: {reason}")
        self.reason = reason
        self.name = name


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that is safely on disk, as the core sees it and as the store will keep it."""

    delivered: DeliveredFile
    name: Text
    row: FileRow

    @classmethod
    def again(
        cls,
        order_id: UUID,
        name: Text,
        *,
        sha256: str,
        size_bytes: int,
        media_type: str,
        ending: str,
        item: int,
        stored_as: str,
    ) -> KeptFile:
        """A file that was kept before, from what was noted of it then."""
        return cls(
            DeliveredFile(sha256, size_bytes, media_type, ending, name.commitment, item),
            name,
            FileRow(order_id, sha256, media_type, size_bytes, stored_as),
        )


def keep_file(order_id: UUID, source: BinaryIO, name: str, item: int, language: str = "") -> KeptFile:
    """Look at a file and put it on disk. Raises FileTurnedAway. It is mentioned nowhere until a command does."""
    shown = file_name(name)
    ending = PurePosixPath(shown).suffix.lower().lstrip(".")
    head = source.read(HEAD_BYTES)
    reason = _why_turned_away(ending, head)
    if reason:
        raise FileTurnedAway(reason, shown)
    try:
        stored = blobs().put(_Rest(head, source), limit_bytes=settings.UPLOAD_FILE_BYTES)
    except TooLarge:
        raise FileTurnedAway("too_large", shown) from None
    return _kept(order_id, stored, shown, ending, item, language)


def open_file(order_id: UUID, sha256: str) -> BinaryIO | None:
    """The file's bytes, or None when it was erased or is not of this order."""
    row = next((row for row in files_of(order_id) if row.sha256 == sha256), None)
    if row is None or row.stored_as is None:
        return None
    try:
        return blobs().open(row.stored_as)
    except Erased:
        return None


def is_still_kept(stored_as: str) -> bool:
    """Whether a file that was kept for a form is still there. It then stays for another day, unless a command mentions it."""
    return blobs().touch(stored_as)


def file_name(name: str) -> str:
    """A name that can be shown and saved: no folders, no control or direction characters, not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    visible = "".join(character for character in last if unicodedata.category(character)[0] != "C")
    clean = unicodedata.normalize("NFC", visible).strip(" .")
    if len(clean) > LONGEST_LINE:
        path = PurePosixPath(clean)
        ending = path.suffix if len(path.suffix) <= LONGEST_ENDING else ""
        clean = clean[: LONGEST_LINE - len(ending)].strip(" .") + ending
    return clean or "file"


def _why_turned_away(ending: str, head: bytes) -> str:
    if not head:
        return "empty"
    if ending in RUNNABLE or head.startswith(RUNNABLE_HEADS):
        return "runnable"
    if ending in SHOWN_AS and not SHOWN_AS[ending] & _recognised(head):
        return "mislabelled"
    return ""


def _recognised(head: bytes) -> set[str]:
    """The endings that the content itself suggests."""
    try:
        found = puremagic.magic_stream(BytesIO(head))
    except (puremagic.PureError, ValueError):
        return set()
    return {match.extension.lower().lstrip(".") for match in found}


def _kept(order_id: UUID, stored: Stored, name: str, ending: str, item: int, language: str) -> KeptFile:
    media_type = MEDIA_TYPES.get(ending, "application/octet-stream")
    shown = text(name, language)
    return KeptFile.again(
        order_id,
        shown,
        sha256=stored.sha256,
        size_bytes=stored.size_bytes,
        media_type=media_type,
        ending=ending,
        item=item,
        stored_as=stored.key,
    )


class _Rest:
    """What was read already, then the rest."""

    def __init__(self, head: bytes, source: BinaryIO) -> None:
        self._parts: list[Callable[[int], bytes]] = [BytesIO(head).read, source.read]

    def read(self, size: int, /) -> bytes:
        while self._parts:
            piece = self._parts[0](size)
            if piece:
                return piece
            self._parts.pop(0)
        return b""
