"""How the tests visit the account pages: as somebody with a browser and a mailbox, without JavaScript."""

import re

from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

PASSWORD = "a long way home"
CODE = re.compile(r"^\s*([0-9A-Z]{4}-?[0-9A-Z]{2,4}|[0-9A-Z]{6,8})\s*$", re.MULTILINE)


def post(client: Client, name: str, /, **fields: str) -> HttpResponse:
    """Posts a form to the page with this URL name."""
    return client.post(reverse(name), fields)


def code_in(letter: EmailMessage) -> str:
    found = CODE.search(letter.body)
    assert found, letter.body
    return found.group(1)


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def sign_up(client: Client, email: str, password: str = "", name: str = "Marc V.") -> HttpResponse:
    return post(client, "account_signup", name=name, email=email, password1=password)
