"""Those who visit the pages of orders."""

from __future__ import annotations

import pytest

from tests.web.people import Visitor, guest, visitor


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
