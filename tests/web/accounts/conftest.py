"""Who visits: a guest, and Ana, who has an account."""

from datetime import UTC, datetime

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from parley.people.first_operator import first_operator_link
from parley.people.models import Person
from parley.people.register import register
from tests.web.accounts.visit import PASSWORD


@pytest.fixture(autouse=True)
def quick(settings: Settings, db: None) -> None:
    """A slow hash is the point of a password, not of a test; and each test begins with nobody having tried anything."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    cache.clear()


@pytest.fixture
def client() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def ana() -> Person:
    return register("Ana Ruiz", "ana@example.org", "es", "Europe/Madrid", PASSWORD)


@pytest.fixture
def anas(ana: Person) -> Client:
    """Ana's browser, signed in."""
    client = Client()
    client.force_login(ana)
    return client


@pytest.fixture
def link() -> str:
    """The path of the link for the first operator."""
    link = first_operator_link(datetime.now(UTC))
    assert link is not None
    return link.removeprefix("http://localhost:8000")
