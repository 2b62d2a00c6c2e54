"""A file is kept whole or not at all, under a name that tells nothing."""

from __future__ import annotations

import hashlib
import re
from io import BytesIO
from pathlib import Path

import pytest

from parley.store.blobs import Blobs, Erased, TooLarge, blobs


@pytest.fixture
def kept(tmp_path: Path) -> Blobs:
    return Blobs(tmp_path / "files")


def everything_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("size_bytes", [0, 1, 1 << 18, (1 << 18) + 1, 1_000_000])
def test_what_was_put_in_comes_out(kept: Blobs, size_bytes: int) -> None:
    content = bytes(number % 251 for number in range(size_bytes))
    stored = kept.put(BytesIO(content), limit_bytes=size_bytes)
    assert (stored.sha256, stored.size_bytes) == (hashlib.sha256(content).hexdigest(), size_bytes)
    assert re.fullmatch(r"[a-z0-9/]+", stored.key)
    with kept.open(stored.key) as file:
        assert file.read() == content
    assert list(kept.keys()) == [stored.key]


def test_the_same_content_gets_another_name_each_time(kept: Blobs) -> None:
    assert kept.put(BytesIO(b"same"), limit_bytes=9).key != kept.put(BytesIO(b"same"), limit_bytes=9).key


def test_a_file_that_is_too_large_leaves_nothing(kept: Blobs, tmp_path: Path) -> None:
    with pytest.raises(TooLarge, match="more than 3 bytes"):
        kept.put(BytesIO(b"four"), limit_bytes=3)
    assert everything_below(tmp_path) == []


def test_an_upload_that_breaks_off_leaves_nothing(kept: Blobs, tmp_path: Path) -> None:
    class Broken:
        read_bytes = 0

        def read(self, size: int, /) -> bytes:
            if self.read_bytes:
                raise ConnectionError
            self.read_bytes = 4
            return b"some"

    with pytest.raises(ConnectionError):
        kept.put(Broken(), limit_bytes=100)
    assert everything_below(tmp_path) == []


def test_an_erased_file_is_gone_and_known_to_be(kept: Blobs) -> None:
    stored = kept.put(BytesIO(b"private"), limit_bytes=100)
    assert not kept.is_erased(stored.key)
    assert kept.erase(stored.key)
    assert not kept.erase(stored.key)
    assert kept.is_erased(stored.key)
    with pytest.raises(Erased):
        kept.open(stored.key)
    assert list(kept.keys()) == []


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "ab/../../x", "", "ab", "/etc/passwd", "AB/" + "0" * 30, "ab/" + "0" * 30 + "\n"]
)
def test_nothing_but_a_key_of_ours_becomes_a_path(kept: Blobs, key: str) -> None:
    with pytest.raises(FileNotFoundError):
        kept.open(key)
    with pytest.raises(FileNotFoundError):
        kept.erase(key)


def test_only_the_owner_can_read_what_is_kept(kept: Blobs, tmp_path: Path) -> None:
    kept.put(BytesIO(b"private"), limit_bytes=100)
    assert [path.stat().st_mode & 0o077 for path in everything_below(tmp_path)] == [0]


def test_the_files_of_an_installation_lie_in_its_data_folder() -> None:
    stored = blobs().put(BytesIO(b"x"), limit_bytes=1)
    with blobs().open(stored.key) as file:
        assert file.read() == b"x"
