"""Those who visit the pages of orders."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from tests.web.people import Visitor, guest, visitor


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    """A page leaves its reader's language behind in the thread; the next test begins in the language of the sources."""
    with translation.override("en"):
        yield


@pytest.fixture
def ana(db: None) -> Visitor:
    """Works."""
    return visitor("Ana Ruiz")


@pytest.fixture
def marc(db: None) -> Visitor:
    """Pays."""
    return visitor("Marc Vidal", zone="America/New_York")


@pytest.fixture
def eva(db: None) -> Visitor:
    """Has nothing to do with any order."""
    return visitor("Eva Lind")


@pytest.fixture
def nobody(db: None) -> Visitor:
    """A guest: somebody who is not signed in."""
    return guest()
