"""What is in a case file, and that there is one of it."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import translation

from parley.casefile.archive import NoSuchOrder, packed, write_case_file
from parley.casefile.decisions import JUDGEMENTS
from parley.casefile.layout import TooLarge, content_of, write
from parley.casefile.record import Kept, Record, Unsound, record_of
from parley.casefile.verify import verify_file
from parley.core.order.messages import BidSealed, OutreachAsked, Paused, Rated
from parley.core.parties import PARTIES, Role
from parley.desk.intake import new_id
from parley.store.blobs import blobs
from parley.store.erasure import erase_file, erase_texts
from parley.store.queries import files_of
from tests.casefile.bases import PLAYED_AT, Base, played, said, unpacked

pytestmark = pytest.mark.django_db(transaction=True)


def whole(record: Record) -> bytes:
    out = BytesIO()
    write_case_file(record.order_id, out)
    return out.getvalue()


def record(name: str) -> Record:
    found = record_of(played(name).order.id)
    assert found is not None
    return found


def test_the_same_order_gives_the_same_bytes_whoever_asks_and_when() -> None:
    """Papers and all: nothing of the reader, the language of the page or the hour is in it."""
    kept = record("demo-sealed-offers.toml")
    first = whole(kept)
    with translation.override("ru"):
        assert whole(kept) == first
    assert {name for name in unpacked(first) if name.startswith("case.")} == {
        f"case.{language}.{form}" for language in kept.languages for form in ("html", "pdf")
    }


def test_any_program_for_zips_can_open_it(bases: list[Base], tmp_path: Path) -> None:
    for base in bases:
        with zipfile.ZipFile(BytesIO(base.data)) as archive:
            assert archive.testzip() is None
            assert archive.namelist() == sorted(base.files)
            assert {name: archive.read(name) for name in archive.namelist()} == base.files
            assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            archive.extractall(tmp_path / base.record.head)


def test_clean_case_files_are_sound(bases: list[Base]) -> None:
    for base in bases:
        findings = verify_file(BytesIO(base.data), base.key, base.head)
        assert (findings.found, findings.head_seq) == ((), base.record.seq)
        assert findings.told is not None
        assert findings.told.order_id == str(base.record.order_id)


def test_what_only_one_side_may_read_is_a_commitment_alone(bases: list[Base]) -> None:
    private: set[str] = set()
    for base in bases:
        everything = b"".join(base.files.values()).decode("utf-8", "replace")
        for event in base.record.events:
            words = None
            match event:
                case Paused(words=words) | OutreachAsked(words=words) | BidSealed(bid=words):
                    pass
                case Rated(words=words) if not base.record.order.ratings_shown:
                    pass
                case _:
                    continue
            private.add(type(event).__name__)
            (told,) = [one for one in said(base.files, "texts.json")["texts"] if one["commitment"] == words]
            assert (told["kept"], told["words"], told["salt"], told["language"]) == ("private", None, None, "")
            stored = base.stored[words]
            assert stored is None or stored not in everything
    assert private == {"Paused", "OutreachAsked", "BidSealed", "Rated"}


def test_an_erased_text_and_file_are_explained_and_not_missing() -> None:
    kept = record("demo-finished.toml")
    file = files_of(kept.order_id)[0]
    assert file.stored_as is not None
    gone = [one for one in kept.texts if kept.texts[one].kept is Kept.KEPT][:3]
    erase_texts(kept.order_id, gone, PLAYED_AT + timedelta(days=400))
    erase_file(kept.order_id, file.sha256, PLAYED_AT + timedelta(days=400))
    blobs().erase(file.stored_as)
    after = record_of(kept.order_id)
    assert after is not None
    data = packed(after, {})
    assert verify_file(BytesIO(data), head=kept.head).found == ()
    files = unpacked(data)
    erased = {one["commitment"]: one for one in said(files, "texts.json")["texts"] if one["kept"] == "erased"}
    assert erased.keys() == set(gone)
    assert all(one["words"] is None and one["erased_at"].startswith("2027-") for one in erased.values())
    assert f"attachments/{file.sha256}" not in files
    (told,) = [one for one in said(files, "attachments.json")["files"] if one["sha256"] == file.sha256]
    assert (told["kept"], told["erased_at"][:4]) == ("erased", "2027")


def test_a_file_erased_on_disk_before_a_backup_came_back_is_explained() -> None:
    """Its row knows nothing of it, and nobody knows when."""
    kept = record("demo-in-review.toml")
    file = files_of(kept.order_id)[0]
    assert file.stored_as is not None
    blobs().erase(file.stored_as)
    after = record_of(kept.order_id)
    assert after is not None
    assert after.files[file.sha256].kept is Kept.ERASED
    assert verify_file(BytesIO(packed(after, {}))).found == ()


def test_a_decision_is_told_with_all_that_it_rests_on(bases: list[Base]) -> None:
    decided = 0
    for base in bases:
        judged = [event for event in base.record.events if isinstance(event, JUDGEMENTS)]
        told = said(base.files, "decisions.json")["decisions"]
        assert len(told) == len(judged)
        for one in (one for one in told if one["what"] != "suggestion"):
            decided += 1
            for part in ("facts", "clauses", "events", "arithmetic", "remedy", "counts_as", "valuation"):
                assert one[part], part
            for clause in one["clauses"]:
                assert clause["words"].keys() == set(base.record.languages)
                assert all(words["title"] for words in clause["words"].values())
    assert decided >= 2


def test_who_is_in_it(bases: list[Base]) -> None:
    for base in bases:
        assert {party.role for party in base.record.parties} == PARTIES
        assert all(base.record.name_of(party.person_id) == party.name for party in base.record.parties)
    (judged, *_) = bases
    assert [party.role for party in judged.record.staff] == [Role.MEDIATOR, Role.MEDIATOR]
    assert len({party.name for party in judged.record.staff}) == 2


def test_a_desk_signs_nothing_that_is_not_sound() -> None:
    kept = record("demo-in-review.toml")
    stored_as = files_of(kept.order_id)[0].stored_as
    path = Path(settings.INSTALLATION.data) / "order-files" / str(stored_as)
    content = path.read_bytes()
    path.write_bytes(content[:-1] + b"\x00")
    for way in (lambda: packed(kept, {}), lambda: whole(kept)):
        with pytest.raises(Unsound, match=kept.files[files_of(kept.order_id)[0].sha256].sha256):
            way()
    path.unlink()
    with pytest.raises(Unsound, match="cannot be read"):
        packed(kept, {})


def test_there_is_no_case_file_of_no_order() -> None:
    with pytest.raises(NoSuchOrder):
        write_case_file(new_id(), BytesIO())


def test_too_much_is_refused_before_a_byte_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parley.casefile.layout.LARGEST_ARCHIVE", 100)
    out = BytesIO()
    with pytest.raises(TooLarge):
        write({"README.txt": content_of(b"x" * 100)}, out)
    assert out.getvalue() == b""


def test_large_files_go_through_it_a_piece_at_a_time(tmp_path: Path) -> None:
    """A stream that is longer than the memory we give it."""
    size = 64 << 20
    code = (
        "import resource, sys, zlib\n"
        "from parley.casefile.layout import Content, write, read\n"
        f"crc = 0\nfor _ in range({size >> 20}): crc = zlib.crc32(bytes(1 << 20), crc)\n"
        f"content = Content({size}, crc, lambda: (bytes(1 << 20) for _ in range({size >> 20})))\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        f"with open({str(tmp_path / 'large.zip')!r}, 'w+b') as out:\n"
        "    write({'attachments/' + '0' * 64: content}, out)\n"
        "    (entry,) = read(out)\n"
        f"assert entry.size == {size}\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 16 << 10, "kilobytes"
