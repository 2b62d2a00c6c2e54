"""The page behind the one-time link."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from parley.people.models import Person
from tests.web.accounts.visit import PASSWORD, post, signed_in, words

OLGA = {"name": "Olga", "email": "olga@example.org", "password": PASSWORD, "language": "nl", "zone": "Europe/Amsterdam"}


def test_the_first_operator_comes_in_by_the_link(client: Client, link: str) -> None:
    answer = client.get(link)
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Location"] == reverse("first_operator")
    page = words(client.get(reverse("first_operator")))
    assert "<optgroup" in page
    assert link.rpartition("/")[2] not in page
    assert post(client, "first_operator", **OLGA).status_code == 302
    assert signed_in(client)
    olga = Person.objects.get()
    assert (olga.is_operator, olga.language, olga.zone) == (True, "nl", "Europe/Amsterdam")


def test_the_link_works_once(client: Client, link: str) -> None:
    client.get(link)
    late = Client()
    late.get(link)
    post(client, "first_operator", **OLGA)
    assert client.get(link).status_code == 410
    again = post(late, "first_operator", **{**OLGA, "email": "mallory@example.org"})
    assert again.status_code == 410
    assert "This link no longer works" in words(Client(headers={"accept-language": "en"}).get(link))
    assert Person.objects.count() == 1


@pytest.mark.parametrize("path", ["/welcome/", "/welcome/" + "x" * 43, "/welcome/%00", "/welcome/%F0%9F%92%A9"])
def test_a_made_up_link_is_gone(client: Client, link: str, path: str) -> None:
    assert client.get(path).status_code == 410
    assert client.post("/welcome/", OLGA).status_code == 410
    assert not Person.objects.exists()


def test_a_mistake_leaves_the_link_and_what_was_typed(client: Client, link: str) -> None:
    client.get(link)
    answer = post(client, "first_operator", **{**OLGA, "password": "short"})
    assert answer.status_code == 422
    assert 'value="olga@example.org"' in words(answer)
    assert not re.search(r'name="password"[^>]*value=', words(answer))
    assert post(client, "first_operator", **OLGA).status_code == 302
