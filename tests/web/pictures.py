"""Pictures to choose, and a piece of work that somebody shows already."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from parley.desk.now import now
from parley.people.models import new_id
from parley.people.picture_files import put
from parley.people.pictures import read_picture
from parley.people.portfolio import Label, add
from parley.people.shown import Piece
from tests.web.people import Visitor

GREEN = (20, 120, 60)


def drawn(width: int = 400, height: int = 300, kind: str = "PNG") -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), GREEN).save(out, kind)
    return out.getvalue()


def png_head(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and has next to nothing in it."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 100)) + chunk(b"IEND", b"")
    )


def upload(content: bytes | None = None, name: str = "work.png") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, drawn() if content is None else content, "application/octet-stream")


def shown_by(visitor: Visitor, title: str = "A map of the harbour") -> Piece:
    assert visitor.person is not None
    label = Label(title, "A green field", "For the harbour office", 2024, "en")
    return add(visitor.person, new_id(), label, put(read_picture(BytesIO(drawn()))), now())
