"""Those who visit the policies."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parley.core.policies import STANDARD
from parley.desk.now import now
from parley.people.policies import write
from tests.web.people import Visitor, operator


@pytest.fixture
def olga(db: None) -> Visitor:
    return operator("Olga Petrova")


@pytest.fixture
def calm(olga: Visitor) -> Visitor:
    """Olga, who has written a policy."""
    mine = replace(STANDARD, name="calm", windows=replace(STANDARD.windows, review_days=10))
    assert olga.person is not None
    write(mine, "Calm and careful", "standard", olga.person, now())
    return olga
