"""No answer tells a stranger whether an address has an account."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from parley.people.models import Person
from tests.web.accounts.visit import CODE, PASSWORD, sign_up, words


def without_what_differs(answer: HttpResponse, email: str) -> str:
    """The page without the form's one-time key and the address that was typed."""
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", words(answer)).replace(email, "EMAIL")


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("account_signup", {"name": "Somebody", "password1": PASSWORD, "email": "{}"}),
        ("account_request_login_code", {"email": "{}"}),
        ("account_reset_password", {"email": "{}"}),
        ("account_login", {"login": "{}", "password": "not it, not at all"}),
    ],
)
def test_known_and_unknown_addresses_are_answered_alike(ana: Person, name: str, fields: dict[str, str]) -> None:
    pages = []
    for email in ("ana@example.org", "nob@example.org"):
        cache.clear()
        mail.outbox.clear()
        client = Client(headers={"accept-language": "en"})
        filled = {field: value.replace("{}", email) for field, value in fields.items()}
        answer = client.post(reverse(name), filled)
        steps = [(answer.status_code, answer.headers.get("Location"), without_what_differs(answer, email))]
        if answer.status_code == 302:
            page = client.get(answer.headers["Location"])
            steps.append((page.status_code, None, without_what_differs(page, email)))
            wrong = client.post(answer.headers["Location"], {"code": "AAAAAA"})
            steps.append((wrong.status_code, None, without_what_differs(wrong, email)))
            assert [letter.to for letter in mail.outbox] == [[email]]
            for _ in range(4):
                more = client.post(answer.headers["Location"], {"action": "resend"})
                steps.append((more.status_code, more.headers.get("Location"), without_what_differs(more, email)))
                shown = client.get(answer.headers["Location"])
                steps.append((shown.status_code, None, without_what_differs(shown, email)))
        pages.append((steps, sorted(client.cookies)))
    assert pages[0] == pages[1]


def test_the_owner_of_an_address_hears_of_a_second_sign_up(client: Client, ana: Person) -> None:
    sign_up(client, "ana@example.org", PASSWORD, name="Mallory")
    assert Person.objects.count() == 1
    assert not CODE.search(mail.outbox[0].body)
    assert "http://localhost:8000/accounts/login/" in mail.outbox[0].body
