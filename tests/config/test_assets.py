"""Styles and scripts are found without a step before the start, and kept by browsers for ever."""

import re

import pytest
from django.templatetags.static import static
from django.test import Client

from parley.config.assets import hashed_name

HTMX = "django_htmx/htmx-2.min.js"

pytestmark = pytest.mark.django_db  # the end of each answer looks after the connections that others have opened


@pytest.fixture
def client() -> Client:
    return Client()


def test_an_asset_has_the_hash_of_its_content_in_its_name(client: Client) -> None:
    address = static(HTMX)
    assert re.fullmatch(r"/static/django_htmx/htmx-2\.min\.[0-9a-f]{12}\.js", address)
    answer = client.get(address)
    assert answer.status_code == 200
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer
    assert b"htmx" in b"".join(answer.streaming_content)
    answer.close()


def test_the_plain_name_is_served_for_a_short_time_only(client: Client) -> None:
    answer = client.get(f"/static/{HTMX}")
    assert answer.status_code == 200
    assert "immutable" not in answer["Cache-Control"]
    answer.close()


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/../settings.py",
        "/static/%2e%2e/settings.py",
        "/static/django_htmx/htmx-2.min.000000000000.js",
    ],
)
@pytest.mark.django_db
def test_nothing_else_is_served(path: str, client: Client) -> None:
    assert client.get(path).status_code == 404


def test_a_missing_asset_is_named_plainly(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ValueError, match=r"nowhere\.css"):
        hashed_name("nowhere.css")
    assert static("nowhere.css") == "/static/nowhere.css"
    assert "nowhere.css" in caplog.text
