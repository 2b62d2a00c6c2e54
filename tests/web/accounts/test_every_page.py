"""What holds for every account page: it loads nothing foreign, and gives no key away."""

import io
import logging
import re
from collections.abc import Iterator

import pytest
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from parley.config.logs import LineFormatter
from parley.people.models import Person
from tests.web.accounts.visit import PASSWORD, code_in, post, words

GUEST_PAGES = [
    "home",
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "first_operator",
]
OWN_PAGES = [
    "me", "account_email", "account_change_password", "account_logout", "account_reauthenticate", "mfa_index",
    "usersessions_list", "mfa_list_webauthn",
]  # fmt: skip


def check_page(answer: HttpResponse) -> None:
    headers = answer.headers
    policy = dict(part.strip().partition(" ")[::2] for part in headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == policy["script-src"] == policy["style-src"] == policy["img-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == policy["base-uri"] == "'none'"
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "public" not in headers["Cache-Control"]
    page = words(answer)
    assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", page)
    for script in re.findall(r"<script\b[^>]*>", page):
        assert "src=" in script or 'type="application/json"' in script, script
    assert "<style" not in page
    assert page.count("<h1") == 1
    for form in re.findall(r'<form\b[^>]*method="post".*?</form>', page, re.DOTALL):
        assert "csrfmiddlewaretoken" in form


@pytest.mark.parametrize("name", GUEST_PAGES)
def test_every_page_for_a_guest_is_closed_to_strangers(client: Client, name: str) -> None:
    check_page(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_every_page_of_an_account_is_closed_to_strangers(anas: Client, name: str) -> None:
    post(anas, "account_reauthenticate", password=PASSWORD)
    answer = anas.get(reverse(name))
    assert answer.status_code == 200, answer.headers
    check_page(answer)


@pytest.mark.parametrize("name", ["account_signup", "account_login", "account_reset_password", "language", "theme"])
def test_a_form_from_another_site_is_refused(name: str) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(reverse(name), {"language": "nl", "email": "a@example.org"}).status_code == 403


def test_no_cookie_can_be_read_by_a_script_or_sent_from_elsewhere(client: Client, ana: Person) -> None:
    client.get(reverse("account_login"))
    post(client, "account_login", login="ana@example.org", password=PASSWORD)
    for name in ("parley_session", "parley_csrf"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """What the installation's own formatter makes of everything that is logged."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(LineFormatter())
    logging.getLogger().addHandler(handler)
    yield written
    logging.getLogger().removeHandler(handler)


def test_no_key_reaches_the_log(client: Client, ana: Person, link: str, log: io.StringIO) -> None:
    token = link.rpartition("/")[2]
    client.get(link)
    client.get(link + "/nowhere")
    client.post(link)
    post(client, "account_request_login_code", email="ana@example.org")
    code = code_in(mail.outbox[-1])
    client.get(reverse("account_confirm_login_code") + f"?code={code}")
    post(client, "account_login", login="ana@example.org", password="my secret password")
    said = log.getvalue()
    assert "/nowhere" in said
    for secret in (token, code, "my secret password"):
        assert secret not in said


def test_a_broken_address_of_a_host_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
