"""Files in the order room: handed in through the form, handed back only to its parties, only to be saved."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from parley.core.order.state import Stage
from parley.desk.now import now
from parley.rehearsal.samples import sample
from parley.store.blobs import blobs
from parley.store.erasure import erase_file, erase_texts
from parley.store.queries import events_of, files_of
from tests.web.people import Deed, Visitor, in_stage, present_deal
from tests.web.reading import read

DELIVER, BRIEF = "/deliver", "/brief"


def fetch(visitor: Visitor, deed: Deed, sha256: str, milestone: int = 1, method: str = "GET") -> HttpResponse:
    return visitor.client.generic(method, reverse("file", args=[deed.id, milestone, sha256]))


def content(answer: HttpResponse) -> bytes:
    return b"".join(answer.streaming_content)  # type: ignore[attr-defined]


def upload(name: str = "item-1.pdf", data: bytes | None = None) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, sample("item-1.pdf", 1) if data is None else data)


def delivered_file(deed: Deed) -> str:
    delivery = deed.order.milestone(1).last_delivery
    assert delivery is not None
    return delivery.files[0].sha256


@pytest.fixture(autouse=True)
def _a_folder_of_its_own(settings: Any, tmp_path: Path) -> None:
    """Other processes test at the same time: their files are not ours to count."""
    settings.INSTALLATION = replace(settings.INSTALLATION, data=tmp_path)


@pytest.fixture
def delivered(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("delivered", marc, ana)


@pytest.fixture
def working(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("working", marc, ana)


# --- handed back


def test_a_file_is_something_to_save_and_never_a_page(delivered: Deed, marc: Visitor) -> None:
    answer = fetch(marc, delivered, delivered_file(delivered))
    assert content(answer) == sample("item-1.pdf", 1)
    headers = answer.headers
    assert headers["Content-Disposition"] == 'attachment; filename="item-1.pdf"'
    assert headers["Content-Type"] == "application/pdf"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Content-Length"] == str(len(sample("item-1.pdf", 1)))


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("page.html", 'attachment; filename="page.html"'),
        ('say"hi.svg', 'attachment; filename="say\\"hi.svg"'),
        ("лого.svg", "attachment; filename*=utf-8''%D0%BB%D0%BE%D0%B3%D0%BE.svg"),
        ("a\r\nX-Evil: 1.svg", 'attachment; filename="aX-Evil: 1.svg"'),
    ],
)
def test_a_name_cannot_write_a_header(ana: Visitor, marc: Visitor, name: str, disposition: str) -> None:
    script = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"
    deed = in_stage("working", marc, ana, present_deal().with_milestone(1, items=any_file())).delivers((name, script))
    answer = fetch(marc, deed, delivered_file(deed))
    assert content(answer) == script
    assert answer.headers["Content-Disposition"] == disposition
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "X-Evil" not in answer.headers


def any_file() -> Any:
    [milestone] = present_deal().terms.milestones
    return tuple(replace(item, files=("any",)) for item in milestone.items)


def test_that_the_client_opened_it_is_a_fact_that_both_see_once(delivered: Deed, ana: Visitor, marc: Visitor) -> None:
    sha256 = delivered_file(delivered)
    assert "not opened yet" in ana.look(delivered.address).text
    for _ in range(3):
        content(fetch(marc, delivered, sha256))
    assert [event.kind for event in events_of(delivered.id)].count("FilesOpened") == 1
    for visitor in (ana, marc):
        text = visitor.look(delivered.address).text
        assert "not opened yet" not in text
        assert "opened the files" in text


def test_looking_without_taking_is_not_opening(delivered: Deed, ana: Visitor, marc: Visitor) -> None:
    """A link checker asks with HEAD, and the freelancer may look at their own work."""
    sha256 = delivered_file(delivered)
    list(fetch(marc, delivered, sha256, method="HEAD"))
    content(fetch(ana, delivered, sha256))
    assert "FilesOpened" not in [event.kind for event in events_of(delivered.id)]


def test_a_file_can_still_be_fetched_when_all_is_over(delivered: Deed, ana: Visitor, marc: Visitor) -> None:
    marc.fill_in(marc.look(delivered.act("accept")), "/accept")
    assert delivered.stage() is Stage.RELEASED
    seq = delivered.order.seq
    assert content(fetch(marc, delivered, delivered_file(delivered)))
    assert delivered.order.seq == seq


def test_nobody_else_gets_it(delivered: Deed, eva: Visitor, nobody: Visitor) -> None:
    sha256 = delivered_file(delivered)
    assert fetch(eva, delivered, sha256).status_code == 404
    assert fetch(nobody, delivered, sha256).status_code == 302


def test_a_file_belongs_to_its_order_and_milestone(ana: Visitor, marc: Visitor) -> None:
    two = in_stage("delivered", marc, ana, present_deal(2))
    other = in_stage("unfunded", marc, ana)
    sha256 = delivered_file(two)
    assert fetch(marc, two, sha256, milestone=2).status_code == 404
    assert fetch(marc, other, sha256).status_code == 404
    for unknown in ("0" * 64, "x", "..", "%2e%2e%2fsecret_key", "'", "é"):
        assert fetch(marc, two, unknown).status_code == 404


def test_an_erased_file_is_gone_and_its_place_stays(delivered: Deed, marc: Visitor) -> None:
    [file] = delivered.order.milestone(1).files_now()
    key = erase_file(delivered.id, file.sha256, now())
    assert key is not None
    blobs().erase(key)
    erase_texts(delivered.id, [file.name], now())
    assert fetch(marc, delivered, file.sha256).status_code == 404
    text = marc.look(delivered.address).text
    assert "erased file" in text
    assert "item-1.pdf" not in text


# --- handed in


def test_a_brief_with_a_picture_reaches_the_freelancer(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("funded", marc, ana)
    picture = sample("sign.jpg", 1)
    answer = marc.fill_in(
        marc.look(deed.act("brief")), BRIEF, {"note": "For a bakery", "files-0": upload("sign.jpg", picture)}
    )
    assert answer.status_code == 303
    page = ana.look(deed.address)
    [href] = [link for link in page.links if "/files/" in link]
    assert content(ana.client.get(href)) == picture
    assert "For a bakery" in page.text


def test_the_same_file_twice_in_one_form_is_one_file(working: Deed, ana: Visitor) -> None:
    answer = ana.fill_in(ana.look(working.act("deliver")), DELIVER, {"files-1": [upload(), upload("again.pdf")]})
    assert answer.status_code == 303
    assert len(files_of(working.id)) == 1


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("item-1.pdf", b"", "is empty"),
        ("item-1.pdf", b"MZ" + b"\0" * 100, "is a program"),
        ("setup.exe", b"anything", "is a program"),
        ("item-1.pdf", sample("a.png", 1), "is not what its name says"),
    ],
    ids=["empty", "program inside", "program", "mislabelled"],
)
def test_a_file_that_is_turned_away_is_named_with_the_reason(
    working: Deed, ana: Visitor, name: str, data: bytes, says: str
) -> None:
    answer = ana.fill_in(
        ana.look(working.act("deliver")), DELIVER, {"note": "Here it is", "files-1": upload(name, data)}
    )
    assert answer.status_code == 422
    page = read(answer)
    assert f"{name} {says}" in page.text or says in page.text
    assert "#f-files-1" in page.links
    assert page.form(DELIVER).fields["note"] == ["Here it is"]
    assert working.stage() is Stage.WORKING


def test_a_file_that_is_too_large_is_told_its_limit(working: Deed, ana: Visitor, settings: Any) -> None:
    settings.UPLOAD_FILE_BYTES = 2_000_000
    large = b"%PDF-1.4 " + b"x" * 2_000_000
    answer = ana.fill_in(ana.look(working.act("deliver")), DELIVER, {"files-1": upload("item-1.pdf", large)})
    assert answer.status_code == 422
    assert "is larger than 1.9 MB" in read(answer).text


def test_what_arrived_once_is_safe_and_need_not_be_sent_again(ana: Visitor, marc: Visitor) -> None:
    """One file was good, the other was not: the good one stays, by a signed note in the form."""
    two_parts = present_deal(items=2)
    deed = in_stage("working", marc, ana, two_parts)
    first = ana.fill_in(
        ana.look(deed.act("deliver")), DELIVER, {"files-1": upload("one.pdf"), "files-2": upload("two.pdf", b"")}
    )
    assert first.status_code == 422
    page = read(first)
    assert "one.pdf" in page.text
    second = ana.fill_in(page, DELIVER, {"files-2": upload("two.pdf", sample("two.pdf", 3))})
    assert second.status_code == 303
    assert sorted(one.item for one in deed.order.milestone(1).files_now()) == [1, 2]


def test_a_forged_note_of_a_safe_file_is_worth_nothing(ana: Visitor, marc: Visitor, working: Deed) -> None:
    """Neither made up nor taken from the form of another order."""
    other = in_stage("working", marc, ana, present_deal(items=2))
    refused = ana.fill_in(
        ana.look(other.act("deliver")), DELIVER, {"files-1": upload("one.pdf"), "files-2": upload("two.pdf", b"")}
    )
    [token] = read(refused).form(DELIVER).fields["kept"]
    page = ana.look(working.act("deliver"))
    form = page.form(DELIVER)
    for forged in (token, token[:-2] + "xx", "kept", ""):
        answer = ana.client.post(form.action, form.filled({}) | {"kept": [forged]})
        assert answer.status_code == 422
        assert "delivery.files_missing" in answer.content.decode()
    assert working.stage() is Stage.WORKING


def test_agreed_files_that_are_missing_are_named(working: Deed, ana: Visitor) -> None:
    answer = ana.fill_in(ana.look(working.act("deliver")), DELIVER, {"files-1": upload("notes.txt", b"only words")})
    assert answer.status_code == 422
    assert "delivery.files_missing" in answer.content.decode()
    assert "PDF" in read(answer).text.upper()
    assert "notes.txt" in read(answer).text


def test_more_files_than_a_form_may_carry_are_refused_before_they_are_kept(working: Deed, ana: Visitor) -> None:
    before = set(blobs().keys())
    many = [upload(f"{number}.pdf", sample("a.pdf", number)) for number in range(21)]
    answer = ana.fill_in(ana.look(working.act("deliver")), DELIVER, {"files-1": many})
    assert answer.status_code in (400, 422)
    assert working.stage() is Stage.WORKING
    assert len(set(blobs().keys()) - before) <= 20


def test_a_body_that_is_no_form_is_answered(working: Deed, ana: Visitor) -> None:
    at = working.act("deliver")
    for body, kind in [
        (b"--x\r\nbroken", "multipart/form-data; boundary=x"),
        (b"--x", "multipart/form-data"),
        (b"\xff\xfe%%%", "application/x-www-form-urlencoded"),
        (b"{}", "application/json"),
        (b"a=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    ]:
        answer = Client.generic(ana.client, "POST", at, body, content_type=kind)
        assert answer.status_code in (303, 400, 413, 422), (kind, answer.status_code)
    assert working.stage() is Stage.WORKING
