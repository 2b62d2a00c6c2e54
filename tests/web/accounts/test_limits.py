"""Who shares a limit: a household does, strangers do not."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import RequestFactory

from parley.people.models import CacheEntry
from parley.web.accounts.limits import is_too_often_from, network_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::1"),
        ("::ffff:198.51.100.7", "198.51.100.7"),
        ("fe80::1%eth0", "fe80::2%eth0"),
    ],
)
def test_a_household_is_one(one: str, other: str) -> None:
    assert network_of(one) == network_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:3::1"),
        ("::ffff:198.51.100.7", "::ffff:198.51.100.8"),
        ("198.51.100.7", "198.51.100.8"),
    ],
)
def test_strangers_are_two(one: str, other: str) -> None:
    assert network_of(one) != network_of(other)


@pytest.mark.django_db
def test_what_is_counted_names_no_address() -> None:
    cache.clear()
    request = RequestFactory().post("/", REMOTE_ADDR="198.51.100.7")
    assert [is_too_often_from("tea", request, 2, 60) for _ in range(4)] == [False, False, True, True]
    assert not is_too_often_from("tea", RequestFactory().post("/", REMOTE_ADDR="198.51.100.8"), 2, 60)
    kept = "".join(f"{row.cache_key} {row.value}" for row in CacheEntry.objects.all())
    assert "tea" in kept
    assert "198.51" not in kept
