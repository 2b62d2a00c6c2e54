"""The desk is tested on a real database, with real commits."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _real_commits(transactional_db: None) -> None:
    """What is on disk after submit() must be on disk: no test transaction around it."""
