"""Those who work for the desk."""

from __future__ import annotations

import pytest

from tests.web.people import Visitor, mediator, operator


@pytest.fixture
def mia(db: None) -> Visitor:
    """Mediates."""
    return mediator("Mia Lang")


@pytest.fixture
def noor(db: None) -> Visitor:
    """Mediates too."""
    return mediator("Noor Aziz")


@pytest.fixture
def olga(db: None) -> Visitor:
    """Runs the installation."""
    return operator("Olga Petrova")
