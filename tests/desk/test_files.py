"""Files at the door: hostile names, programs, wrong labels. What is let in is on disk, whole, under a name of our own."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, cast
from uuid import UUID

import pytest
from PIL import Image

from parley.core.order.messages import Deliver
from parley.core.texts import LONGEST_LINE
from parley.desk.files import RUNNABLE, FileTurnedAway, KeptFile, file_name, keep_file, open_file
from parley.desk.submit import submit
from parley.rehearsal.samples import MAKERS, sample
from parley.store.blobs import blobs
from parley.store.erasure import erase_file
from tests.asks import FREELANCER, new_id
from tests.deals import MONDAY
from tests.desk.given_orders import MINUTE, done, working

ORDER = UUID(int=1)
on_disk = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Other processes test at the same time: their files are not ours to count."""
    settings.INSTALLATION = replace(settings.INSTALLATION, data=tmp_path)


def keep(content: bytes, name: str) -> KeptFile:
    return keep_file(ORDER, io.BytesIO(content), name, 1)


def turned_away(content: bytes, name: str) -> str:
    """Why it is not let in; and nothing of it stays."""
    before = set(blobs().keys())
    with pytest.raises(FileTurnedAway) as away:
        keep(content, name)
    assert set(blobs().keys()) == before
    return away.value.reason


@pytest.fixture
def small(settings: Any) -> int:
    """The operator allows files of a thousand bytes."""
    settings.UPLOAD_FILE_BYTES = 1_000
    return 1_000


def zipped(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


PNG = sample("a.png", 1)
GIF_AND_SCRIPT = b"GIF89a/*" + b"\0" * 40 + b"*/=1;alert(document.cookie)//;"
HTML = b"<!doctype html><script>alert(1)</script>"
PROGRAM = b"MZ" + b"\0" * 200 + b"This program cannot be run in DOS mode"


# --- what is let in


@pytest.mark.parametrize("ending", MAKERS)
def test_honest_files_are_kept_byte_for_byte(ending: str) -> None:
    content = sample(f"work.{ending}", 1)
    kept = keep(content, f"work.{ending}")
    assert (kept.delivered.sha256, kept.delivered.size_bytes) == (sha256(content).hexdigest(), len(content))
    assert (kept.delivered.ending, kept.delivered.item, kept.name.words) == (ending, 1, f"work.{ending}")
    with blobs().open(kept.row.stored_as or "") as stored:
        assert stored.read() == content


@pytest.mark.parametrize(
    ("name", "media_type"),
    [
        ("a.png", "image/png"),
        ("A.PNG", "image/png"),
        ("a.pdf", "application/pdf"),
        ("a.zip", "application/zip"),
        ("a.txt", "text/plain"),
        ("a.svg", "application/octet-stream"),
    ],
)
def test_only_what_is_harmless_to_open_keeps_its_own_type(name: str, media_type: str) -> None:
    assert keep(sample(name.lower(), 1), name).delivered.media_type == media_type


@pytest.mark.parametrize("name", ["page.html", "page.xhtml", "page.svg", "page.xml", "page.mhtml", "page", "page.swf"])
def test_pages_are_bytes_to_save_and_never_pages(name: str) -> None:
    assert keep(HTML, name).delivered.media_type == "application/octet-stream"


def test_a_jpeg_may_be_called_jpg_or_jpeg_and_a_document_may_be_called_a_zip() -> None:
    photo = sample("a.jpg", 1)
    assert keep(photo, "a.jpeg").delivered.media_type == keep(photo, "a.jpg").delivered.media_type == "image/jpeg"
    assert keep(zipped(**{"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}), "texts.zip")


def test_a_file_that_is_two_things_at_once_is_what_its_name_says_and_no_more() -> None:
    """A picture that is also a script, an archive behind a picture: their label holds, and they are only ever saved."""
    assert keep(GIF_AND_SCRIPT, "two.gif").delivered.media_type == "image/gif"
    assert keep(PNG + zipped(a=b"hidden"), "two.png").delivered.media_type == "image/png"


def test_a_large_file_is_read_in_pieces_and_kept_whole() -> None:
    content = bytes(range(256)) * 8_000
    kept = keep_file(ORDER, cast("BinaryIO", Dripping(content)), "big.bin", 1)
    assert (kept.delivered.size_bytes, kept.delivered.sha256) == (len(content), sha256(content).hexdigest())


class Dripping:
    """Gives a little at a time, and never all that was asked for, as a slow connection does."""

    def __init__(self, content: bytes) -> None:
        self._rest = io.BytesIO(content)
        self.largest_ask = 0

    def read(self, size: int = -1, /) -> bytes:
        self.largest_ask = max(self.largest_ask, size)
        assert size > 0, "a file must never be read all at once"
        return self._rest.read(min(size, 70_000))


# --- what is turned away


def test_an_empty_file_is_turned_away() -> None:
    assert turned_away(b"", "empty.pdf") == "empty"


@pytest.mark.usefixtures("small")
def test_a_file_above_the_operators_limit_is_turned_away_and_one_at_it_is_not() -> None:
    assert keep(b"x" * 1_000, "just.txt").delivered.size_bytes == 1_000
    assert turned_away(b"x" * 1_001, "over.txt") == "too_large"


@pytest.mark.usefixtures("small")
def test_a_file_that_is_far_too_large_is_not_read_to_its_end() -> None:
    class Endless(Dripping):
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            self.given += size
            assert self.given < 2_000_000
            return b"x" * size

    with pytest.raises(FileTurnedAway):
        keep_file(ORDER, cast("BinaryIO", Endless(b"")), "endless.txt", 1)


@pytest.mark.parametrize("ending", sorted(RUNNABLE))
def test_programs_are_turned_away_by_their_ending(ending: str) -> None:
    assert turned_away(b"harmless looking words", f"setup.{ending}") == "runnable"
    assert turned_away(b"harmless looking words", f"setup.{ending.upper()}") == "runnable"


@pytest.mark.parametrize(
    "content",
    [
        PROGRAM,
        b"\x7fELF\x02\x01\x01" + b"\0" * 60,
        b"#!/bin/sh\nrm -rf /\n",
        struct.pack(">I", 0xCAFEBABE) + b"\0\0\0\x34",
        struct.pack("<I", 0xFEEDFACF) + b"\0" * 30,
    ],
    ids=["windows", "linux", "script", "java", "mac"],
)
@pytest.mark.parametrize("name", ["logo.svg", "notes.txt", "logo", "logo.png", "scan.pdf"])
def test_programs_are_turned_away_whatever_they_are_called(content: bytes, name: str) -> None:
    assert turned_away(content, name) == "runnable"


@pytest.mark.parametrize(
    "name",
    [
        "logo\u202egnp.exe",  # shown as logoexe.png
        "logo.png\0.exe",
        "logo.png .exe ",
        "logo.exe.",
        "logo.exe . .",
        "logo.e\u200bxe",
        "..\\..\\windows\\logo.exe",
        "a/b/c/logo.exe",
        "x" * 500 + ".exe",
        "logo.png\n.exe",
    ],
    ids=ascii,
)
def test_an_ending_cannot_be_hidden(name: str) -> None:
    assert turned_away(b"harmless looking words", name) == "runnable"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (zipped(a=b"1"), "logo.png"),
        (zipped(a=b"1"), "scan.pdf"),
        (PNG, "photo.jpg"),
        (sample("a.jpg", 1), "photo.png"),
        (HTML, "scan.pdf"),
        (HTML, "logo.gif"),
        (b"just words", "archive.zip"),
        (PNG[:4], "half.png"),
        (sample("a.pdf", 1), "logo.webp"),
        (b"\0" * 100, "nothing.png"),
    ],
)
def test_a_wrong_label_is_turned_away(content: bytes, name: str) -> None:
    assert turned_away(content, name) == "mislabelled"


def test_pictures_of_every_kind_that_is_checked_are_let_in() -> None:
    for ending, form in [("png", "PNG"), ("jpg", "JPEG"), ("gif", "GIF"), ("webp", "WEBP")]:
        out = io.BytesIO()
        Image.new("RGB", (3, 3), "white").save(out, form)
        assert keep(out.getvalue(), f"tiny.{ending}").delivered.ending == ending


# --- names


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ana\\logo.svg", "logo.svg"),
        ("logo.svg", "logo.svg"),
        ("", "file"),
        ("...", "file"),
        ("/", "file"),
        ("\0", "file"),
        ("\ud800.pdf", "pdf"),
        ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie: x=1.pdf"),
        ("\u202egpj.scan\u202c.pdf", "gpj.scan.pdf"),
        ("cafe\u0301.pdf", "café.pdf"),
        ("cafe\0\u0301.pdf", "café.pdf"),
        ("лого финал.pdf", "лого финал.pdf"),
        ("شعار.pdf", "شعار.pdf"),
        ('quote".pdf', 'quote".pdf'),
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
        (".htaccess", "htaccess"),
        ("~$draft.pdf", "~$draft.pdf"),
    ],
    ids=ascii,
)
def test_a_name_can_be_shown_and_saved(typed: str, shown: str) -> None:
    assert file_name(typed) == shown


@pytest.mark.parametrize(
    "name", ["x" * 500 + ".pdf", "x." + "y" * 500, "." * 300 + "x" * 300, "é" * 500, "x" * 190 + ".tar.gz"]
)
def test_a_long_name_is_cut_and_keeps_its_ending(name: str) -> None:
    shown = file_name(name)
    assert 0 < len(shown) <= LONGEST_LINE
    assert shown.endswith(".pdf") or not name.endswith(".pdf")


def test_a_name_never_becomes_a_path() -> None:
    kept = keep(b"words", "../../../outside.txt")
    stored = list(stored_below(kept.row.stored_as or ""))
    assert [one.name for one in stored] != ["outside.txt"]
    assert "outside" not in (kept.row.stored_as or "")


def stored_below(key: str) -> Iterator[Path]:
    with blobs().open(key) as stored:
        yield Path(stored.name).resolve()


# --- handing them back


def delivered_file(content: bytes = b"%PDF-1.4 a page") -> tuple[UUID, KeptFile]:
    [order_id] = working()
    kept = keep_file(order_id, io.BytesIO(content), "item.pdf", 1)
    asked = Deliver(
        order_id=order_id, id=new_id(), by=FREELANCER, milestone=1, files=(kept.delivered,), names=(kept.name,)
    )
    done(submit([asked], MONDAY + MINUTE, [kept]))
    return order_id, kept


@on_disk
def test_a_delivered_file_comes_back_as_it_was() -> None:
    order_id, kept = delivered_file()
    source = open_file(order_id, kept.delivered.sha256)
    assert source is not None
    with source:
        assert source.read() == b"%PDF-1.4 a page"


@on_disk
def test_a_file_is_known_only_to_its_own_order() -> None:
    _, kept = delivered_file()
    assert open_file(UUID(int=2), kept.delivered.sha256) is None
    assert open_file(UUID(int=404), kept.delivered.sha256) is None
    assert open_file(ORDER, "0" * 64) is None
    assert open_file(ORDER, "../../secret_key") is None


@on_disk
def test_an_erased_file_is_gone() -> None:
    order_id, kept = delivered_file()
    key = erase_file(order_id, kept.delivered.sha256, MONDAY + MINUTE)
    assert key is not None
    assert open_file(order_id, kept.delivered.sha256) is None
    blobs().erase(key)
    assert open_file(order_id, kept.delivered.sha256) is None


@on_disk
def test_a_file_that_was_kept_but_never_mentioned_is_in_no_order() -> None:
    [order_id] = working()
    kept = keep_file(order_id, io.BytesIO(b"words"), "notes.txt", 1)
    assert open_file(order_id, kept.delivered.sha256) is None
