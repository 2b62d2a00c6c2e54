"""A second step: an authenticator app, played by ten lines of RFC 6238."""

import base64
import hashlib
import hmac
import struct
import time

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from parley.people.models import Person
from tests.web.accounts.visit import PASSWORD, post, signed_in, words


def shown_by_the_app(secret: str) -> str:
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0xF
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


@pytest.fixture
def secret(anas: Client) -> str:
    """Ana has added the app; this is what the page showed her."""
    post(anas, "account_reauthenticate", password=PASSWORD)
    page = anas.get(reverse("mfa_activate_totp"))
    assert "<svg" in words(page)
    assert "<?xml" not in words(page)
    assert 'fill="white"' in words(page)
    assert "data:image" not in words(page)
    secret: str = page.context["form"].secret
    assert secret in words(page)
    assert post(anas, "mfa_activate_totp", code=shown_by_the_app(secret)).status_code == 302
    return secret


def test_the_app_is_asked_for_after_the_password(client: Client, ana: Person, secret: str) -> None:
    answer = post(client, "account_login", login=ana.email, password=PASSWORD)
    assert answer.headers["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)
    post(client, "mfa_authenticate", code="000000")
    assert not signed_in(client)


def test_the_secret_is_not_kept_readable(secret: str) -> None:
    kept = [str(row) for row in Authenticator.objects.values()]
    assert kept
    assert not any(secret in row for row in kept)


def test_the_secret_outlives_a_change_of_the_key(
    client: Client, ana: Person, secret: str, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, quite as long as the first one was"
    post(client, "account_login", login=ana.email, password=PASSWORD)
    # A code works once, and this one was used to add the app: the next half minute has another.
    later = time.time() + 30
    monkeypatch.setattr(time, "time", lambda: later)
    post(client, "mfa_authenticate", code=shown_by_the_app(secret))
    assert signed_in(client)
