"""Those who visit the briefs: Marc posts, Ana answers, Eva looks on, Olga runs the desk."""

from __future__ import annotations

import pytest

from tests.web.people import Visitor, operator


@pytest.fixture
def olga(db: None) -> Visitor:
    return operator("Olga Petrova")
