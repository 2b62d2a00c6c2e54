"""Whatever the bytes are, something is said of them and nothing falls over."""

from __future__ import annotations

import io
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parley.casefile.findings import Check
from parley.casefile.layout import content_of, write
from parley.casefile.verify import verify, verify_file
from parley.words.keys import fingerprint_of, in_groups
from tests.casefile.bases import FORGER, Base, packed, said, saying, sealed_by
from tests.casefile.edits_by_the_desk import lines, with_lines
from tests.casefile.test_edits import without_parley

NONE = "0" * 64
TABLES = ["README.txt", "attachments.json", "books.json", "decisions.json", "events.jsonl", "order.json", "texts.json"]


def checks(data: bytes, key: str | None = None, head: str | None = None) -> list[Check]:
    return [finding.check for finding in verify_file(BytesIO(data), key, head).found]


@given(st.binary(max_size=300))
def test_any_bytes_are_no_case_file(data: bytes) -> None:
    assert checks(data) == [Check.CONTAINER]
    assert checks(b"PK\3\4" + data) == [Check.CONTAINER]


@given(
    st.dictionaries(st.sampled_from([*TABLES, "manifest.json", "signature.json"]), st.binary(max_size=200), min_size=1)
)
def test_any_files_in_the_right_form_are_no_case_file(files: dict[str, bytes]) -> None:
    found = checks(packed(files), NONE, NONE)
    assert found[0] is Check.MANIFEST
    assert Check.CONTAINER not in found


@given(st.dictionaries(st.sampled_from(TABLES), st.text(max_size=60)))
def test_any_texts_that_somebody_signed_are_no_case_file(files: dict[str, str]) -> None:
    told = dict(format="x", desk="x", key="", order_id="x", seq=1, head="x", files=[])  # noqa: C408
    inside = {name: text.encode("utf-8", "replace") for name, text in files.items()}
    data = sealed_by(FORGER, saying(inside, "manifest.json", told), order_id=str(NONE[:8]))
    assert checks(data)[0] is Check.MANIFEST


@pytest.mark.parametrize("data", [b"", b"\0" * 10_000, b"PK\5\6" + b"\0" * 18, b"%PDF-1.7\n"])
def test_what_is_no_archive_at_all(data: bytes) -> None:
    assert checks(data)[0] in (Check.CONTAINER, Check.MANIFEST)


def test_a_small_archive_that_would_unfold_into_a_large_one_is_not_unfolded() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", b"\0" * (64 << 20))
    (finding,) = verify_file(BytesIO(out.getvalue())).found
    assert (finding.check, finding.entry) == (Check.CONTAINER, "README.txt")
    assert "compressed" in finding.says


def test_a_size_that_is_only_said_reads_nothing() -> None:
    out = BytesIO()
    write({"README.txt": content_of(b"x")}, out)
    data = bytearray(out.getvalue())
    data[18:26] = b"\xff" * 8  # both sizes of the first file
    (finding,) = verify_file(BytesIO(bytes(data))).found
    assert finding.check is Check.CONTAINER
    assert "ends 4294967" in finding.says


def test_each_finding_says_where(bases: list[Base]) -> None:
    base = next(base for base in bases if "attachments/" in "".join(base.files))
    name = next(name for name in base.files if name.startswith("attachments/"))
    place = base.data.index(base.files[name])
    changed = base.data[: place + 5] + bytes([base.data[place + 5] ^ 1]) + base.data[place + 6 :]
    (finding,) = verify_file(BytesIO(changed)).found
    assert (finding.check, finding.entry, finding.where) == (Check.CONTAINER, name, f"byte {place}")
    (finding,) = verify_file(BytesIO(packed({**base.files, name: b"other"}))).found
    assert (finding.check, finding.entry) == (Check.ENTRIES, name)
    events = lines(base.files)
    events[4]["hash"] = NONE
    found = verify_file(BytesIO(sealed_by(FORGER, with_lines(base.files, events)))).found
    assert (found[0].check, found[0].entry, found[0].where) == (Check.CHAIN, "events.jsonl", "event 5")


def test_an_archive_of_another_desk_is_named_as_such(bases: list[Base], tmp_path: Path) -> None:
    """Sound in itself, and of another desk: what is wrong is only whose it is."""
    theirs = sealed_by(FORGER, bases[0].files, desk="elsewhere.example")
    theirs = sealed_by(FORGER, _of_desk(theirs, "elsewhere.example"), desk="elsewhere.example")
    key = FORGER.public_key().public_bytes_raw().hex()
    assert checks(theirs, key) == []
    assert checks(theirs, key.upper()) == []
    assert checks(theirs, bases[0].key) == [Check.KEY]
    (alone,) = without_parley(tmp_path, bases[0], [theirs], "--key", bases[0].key)
    assert [finding["check"] for finding in alone["found"]] == ["key"]  # type: ignore[attr-defined]


def _of_desk(data: bytes, desk: str) -> dict[str, bytes]:
    files = Base("", data, None, "").files  # type: ignore[arg-type]
    return saying(files, "order.json", {**said(files, "order.json"), "desk": desk})


def test_a_key_and_a_head_may_be_as_letters_tell_them(bases: list[Base], tmp_path: Path) -> None:
    """The fingerprint of the key, in groups of four; and the same of another key."""
    base = bases[0]
    key, head = in_groups(fingerprint_of(base.key)), in_groups(base.head).upper()
    assert checks(base.data, key, head) == []
    (alone,) = without_parley(tmp_path, base, [base.data], "--key", key, "--head", head)
    assert alone["sound"]
    for other in (fingerprint_of("0" * 64), "", base.key[:32]):
        assert checks(base.data, other) == [Check.KEY]
        (alone,) = without_parley(tmp_path, base, [base.data], "--key", other)
        assert [finding["check"] for finding in alone["found"]] == ["key"]  # type: ignore[attr-defined]


def test_a_file_that_cannot_be_read_is_no_finding(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        verify(tmp_path / "nothing.zip")


def test_a_key_in_another_hand_than_the_one_that_was_named_is_seen(bases: list[Base]) -> None:
    """The manifest names the desk's key and the signature another one."""
    data = sealed_by(FORGER, bases[0].files, key=bases[0].key)
    assert checks(data, bases[0].key)[:2] == [Check.SIGNATURE, Check.KEY]
