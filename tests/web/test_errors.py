"""Pages that say no: as whole, as closed to strangers and as much in the reader's language as any other."""

from __future__ import annotations

import pytest
from django.conf import settings as site
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.translation import gettext as _

from tests.web.accounts.test_every_page import check_page
from tests.web.people import Visitor, guest, in_stage, visitor
from tests.web.reading import read

LANGUAGES = [code for code, _name in site.LANGUAGES]


def is_whole(answer: HttpResponse, language: str = "en") -> None:
    check_page(answer)
    page = read(answer)
    assert page.language == language
    assert page.title
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_there_is_said_in_the_readers_language(db: None, language: str) -> None:
    reader = visitor("Iria Soto", language)
    answer = reader.get("/orders/00000000-0000-7000-8000-000000000000", 404)
    is_whole(answer, language)
    is_whole(guest(language).get("/nowhere", 404), language)
    with translation.override(language):
        assert _("Skip to the content") in answer.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_closed_invitation_is_said_in_the_readers_language(db: None, language: str) -> None:
    answer = guest(language).get("/invitations/" + "x" * 43, 410)
    is_whole(answer, language)
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_is_a_whole_page_in_the_readers_language(db: None, ana: Visitor, language: str) -> None:
    reader = visitor("Iria Soto", language)
    deed = in_stage("delivered", reader, ana)
    page = reader.look(deed.act("request-revision"))
    empty = reader.fill_in(page, "/request-revision")
    assert empty.status_code == 422
    is_whole(empty, language)
    stale = reader.fill_in(page, "/request-revision", {"words-1": "x", "kind-1": "new", "seen": "0"})
    assert stale.status_code == 409
    is_whole(stale, language)
    long = reader.fill_in(reader.look(deed.address), "/messages", {"text": "x" * 50_000})
    assert long.status_code == 422
    is_whole(long, language)
    form = reader.fill_in(reader.look("/orders/new"), "/orders/new")
    assert form.status_code == 422
    is_whole(form, language)


def test_nothing_is_told_about_what_is_not_there(ana: Visitor, marc: Visitor, eva: Visitor) -> None:
    deed = in_stage("delivered", marc, ana)
    text = eva.get(deed.address, 404).content.decode()
    assert str(deed.id) not in text.replace(f'value="{deed.address}"', "")
    assert "A title" not in text
    assert "Marc" not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_without_its_mark_is_sent_back_with_the_reason(db: None, language: str) -> None:

    strict = Client(enforce_csrf_checks=True)
    strict.cookies[site.LANGUAGE_COOKIE_NAME] = language
    answer = strict.post("/language", {"language": language})
    assert answer.status_code == 403
    is_whole(answer, language)
    with translation.override(language):
        assert _("This form has grown old") in answer.content.decode()


def test_what_cannot_be_read_is_said_so(db: None) -> None:
    answer = Client().get("/desk", headers={"host": "somewhere.else!"})
    assert answer.status_code == 400
    page = read(answer)
    assert page.title == "This could not be read · Parley"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_breaks_says_whose_fault_it_was_not(db: None, monkeypatch: pytest.MonkeyPatch, language: str) -> None:
    def broken(*_: object, **__: object) -> object:
        raise RuntimeError("a pipe burst")

    reader = visitor("Iria Soto", language)
    monkeypatch.setattr("parley.web.orders.door.order_page", broken)
    reader.client.raise_request_exception = False
    answer = reader.client.get("/orders/00000000-0000-7000-8000-000000000000")
    assert answer.status_code == 500
    page = read(answer)
    assert page.language == language
    with translation.override(language):
        assert _("Something broke on our side") in page.title
    assert "burst" not in answer.content.decode()
