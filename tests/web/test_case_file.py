"""The page of the case file and the chargeback kit: who finds them, what they hand over, and what happens when they cannot."""

from __future__ import annotations

import re
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.cache import cache
from django.db import connection
from django.http import FileResponse, HttpResponse

from parley.casefile.verify import verify_file
from parley.web.orders.case_file import MOST_A_MINUTE
from tests.asks_of_cases import decide
from tests.deals import eur
from tests.web.people import Deed, Visitor, in_stage, mediator, operator, visitor


@pytest.fixture
def deed(ana: Visitor, marc: Visitor) -> Deed:
    return in_stage("decision", marc, ana).does(decide(eur(70_00), person=mediator("Mina Roth").id))


def at(deed: Deed, file: str = "") -> str:
    return f"{deed.address}/case-file" + (f"?file={file}" if file else "")


def kit(deed: Deed, code: str = "", milestone: str = "1") -> str:
    return f"{deed.address}/chargeback-kit" + (f"?milestone={milestone}&code={code}" if code else "")


def saved(answer: HttpResponse) -> bytes:
    """What a browser would have on disk, and that it is saved and never shown."""
    assert isinstance(answer, FileResponse)
    assert re.fullmatch(r'attachment; filename="[a-z0-9.-]+"', answer.headers["Content-Disposition"])
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    return b"".join(answer.streaming_content)  # type: ignore[arg-type]


def test_the_order_leads_to_the_page_and_the_page_to_what_checks_it(deed: Deed, marc: Visitor) -> None:
    assert at(deed) in marc.look(deed.address).links
    page = marc.look(at(deed))
    assert "/evidence" in page.links
    assert deed.address in page.links
    [form] = [form for form in page.forms if form.action == at(deed)]
    assert form.method == "get"
    assert [value for _, value in form.buttons] == ["archive", "html.en", "pdf.en"]


def test_every_button_hands_its_file_over(deed: Deed, ana: Visitor) -> None:
    assert saved(ana.get(at(deed, "archive"))).startswith(b"PK\x03\x04")
    assert saved(ana.get(at(deed, "html.en"))).startswith(b"<!doctype html>")
    assert saved(ana.get(at(deed, "pdf.en"))).startswith(b"%PDF-")


def test_both_sides_mediator_and_operator_get_the_same_bytes(deed: Deed, ana: Visitor, marc: Visitor) -> None:
    everybody = [ana, marc, mediator("Mia Lang"), operator("Olga Petrova", "ru")]
    files = {saved(one.get(at(deed, "archive"))) for one in everybody}
    assert len(files) == 1
    [data] = files
    assert verify_file(BytesIO(data)).is_sound
    with ZipFile(BytesIO(data)) as archive:
        assert {"case.en.html", "case.en.pdf"} <= set(archive.namelist())
        assert archive.read("case.en.pdf") == saved(ana.get(at(deed, "pdf.en")))
        assert archive.read("case.en.html") == saved(marc.get(at(deed, "html.en")))


def test_papers_are_in_the_languages_of_the_two(marc: Visitor) -> None:
    vera = visitor("Vera Orlova", "ru", "Europe/Moscow")
    deed = in_stage("delivered", marc, vera)
    page = vera.look(at(deed))
    assert page.language == "ru"
    [form] = [form for form in page.forms if form.action == at(deed)]
    assert [value for _, value in form.buttons] == ["archive", "html.en", "pdf.en", "html.ru", "pdf.ru"]
    assert b'<html lang="ru"' in saved(marc.get(at(deed, "html.ru")))


@pytest.mark.parametrize("file", ["html.ru", "pdf.", "html", "exe.en", "../settings", "archive.zip", "x" * 5_000])
def test_a_file_that_is_none_is_a_page_that_is_none(deed: Deed, ana: Visitor, file: str) -> None:
    ana.get(at(deed, file), 404)


def test_strangers_find_nothing(deed: Deed, eva: Visitor, nobody: Visitor) -> None:
    for address in (at(deed), at(deed, "archive"), at(deed, "pdf.en"), kit(deed), kit(deed, "fraud")):
        eva.get(address, 404)
        assert nobody.get(address, 302).headers["Location"].startswith("/accounts/login")


def test_a_mediator_finds_it_while_there_is_a_case(ana: Visitor, marc: Visitor) -> None:
    mia = mediator("Mia Lang")
    mia.get(at(in_stage("delivered", marc, ana)), 404)


def test_an_offer_has_a_case_file_too(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("offered", marc, ana)
    assert b"Nothing was agreed" in saved(marc.get(at(deed, "html.en")))
    assert saved(marc.get(at(deed, "archive")))


def test_a_page_may_be_read_often_and_files_are_made_so_often(deed: Deed, ana: Visitor, marc: Visitor) -> None:
    cache.clear()
    for _ in range(MOST_A_MINUTE):
        saved(ana.get(at(deed, "html.en")))
    refused = ana.get(at(deed, "html.en"), 429)
    assert refused.headers["Retry-After"] == "60"
    ana.get(kit(deed, "fraud"), 429)
    ana.get(at(deed))
    saved(marc.get(at(deed, "html.en")))


@pytest.mark.parametrize("file", ["", "archive", "pdf.en"])
def test_what_does_not_hold_is_not_signed(deed: Deed, ana: Visitor, file: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal SET hash = %s WHERE seq = 2", ["0" * 64])
    page = ana.look(at(deed, file), 409)
    assert "There is no case file at the moment" in page.text
    assert not [form for form in page.forms if form.action == at(deed)]


def test_the_kit_is_for_the_freelancer_and_the_operator(deed: Deed, ana: Visitor, marc: Visitor) -> None:
    marc.get(kit(deed), 404)
    marc.get(kit(deed, "service"), 404)
    mediator("Mia Lang").get(kit(deed), 404)
    assert kit(deed) not in marc.look(at(deed)).links
    for one in (ana, operator("Olga Petrova")):
        assert kit(deed) in one.look(at(deed)).links
        one.get(kit(deed))


def test_one_click_hands_over_everything_that_answers_the_bank(deed: Deed, ana: Visitor) -> None:
    page = ana.look(kit(deed))
    assert [form.buttons for form in page.forms if form.action == kit(deed)] == [
        [("code", "fraud")],
        [("code", "service")],
    ]
    olga = operator("Olga Petrova", "ru")
    data = saved(olga.get(kit(deed, "service")))
    with ZipFile(BytesIO(data)) as archive:
        assert archive.namelist() == ["answer.en.pdf", "answer.ru.pdf", "case-file.zip"]
        assert archive.testzip() is None
        assert archive.read("case-file.zip") == saved(ana.get(at(deed, "archive")))
    assert data == saved(olga.get(kit(deed, "service")))


def test_the_reason_that_the_bank_names_comes_first(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("at the bank", marc, ana)
    page = ana.look(kit(deed))
    assert "The bank names this reason" in page.text
    saved(ana.get(kit(deed, "fraud")))


@pytest.mark.parametrize(
    ("code", "milestone"), [("theft", "1"), ("fraud", "2"), ("fraud", "0"), ("fraud", "x"), ("fraud", "²"), ("", "")]
)
def test_a_kit_that_is_none_is_a_page_that_is_none(deed: Deed, ana: Visitor, code: str, milestone: str) -> None:
    ana.get(f"{kit(deed)}?milestone={milestone}&code={code}", 404)


def test_nothing_paid_is_nothing_to_answer(ana: Visitor, marc: Visitor) -> None:
    deed = in_stage("unfunded", marc, ana)
    assert "Nothing was paid yet" in ana.look(kit(deed)).text
    assert kit(deed) not in ana.look(at(deed)).links
    ana.get(kit(deed, "fraud"), 404)
