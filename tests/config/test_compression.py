"""What goes over the wire packed, and what does not."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from tests.web.people import in_stage, visitor

pytestmark = pytest.mark.django_db
PACKED = {"HTTP_ACCEPT_ENCODING": "gzip, br"}


def test_a_page_is_packed_for_whoever_can_unpack_it() -> None:
    plain, packed = Client().get("/help"), Client().get("/help", **PACKED)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in packed.headers["Vary"]
    assert len(packed.content) < len(plain.content) / 2
    assert b"</html>" in gzip.decompress(packed.content)


def test_the_same_page_has_another_length_each_time() -> None:
    """So that nobody learns from lengths what a page holds."""
    assert len({len(Client().get("/help", **PACKED).content) for _ in range(12)}) > 3


def test_a_file_arrives_byte_for_byte() -> None:
    answer = Client().get("/briefs/feed.atom", **PACKED)
    assert "Content-Encoding" not in answer.headers


def test_a_live_page_that_has_not_changed_is_still_told_so() -> None:
    """A packed answer carries a weak tag, and the room knows it again."""
    ana = visitor("Ana")
    deed = in_stage("delivered", visitor("Marc"), ana)
    first = ana.client.get(deed.address, **PACKED)
    assert first.headers["Content-Encoding"] == "gzip"
    again = ana.client.get(deed.address, HTTP_IF_NONE_MATCH=first.headers["ETag"], HTTP_X_LIVE="1", **PACKED)
    assert again.status_code == 304
