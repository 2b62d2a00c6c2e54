"""Who runs the desk."""

from __future__ import annotations

import pytest

from tests.web.people import Visitor, operator


@pytest.fixture
def olga(db: None) -> Visitor:
    return operator("Olga Petrova")
