"""The worker is tested on a real database, with real commits and letters kept in memory."""

from __future__ import annotations

import pytest

from parley.worker import clock as clock_module
from parley.worker import courier as courier_module
from parley.worker import roots as roots_module
from tests.worker.door import Door


@pytest.fixture(autouse=True)
def _real_commits(transactional_db: None) -> None:
    """What a worker has done must be on disk: no test transaction around it."""


@pytest.fixture(autouse=True)
def _time_is_what_the_test_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """Most tests live in March 2026, which PostgreSQL's own clock would not believe."""
    monkeypatch.setattr(clock_module, "skew", lambda _: None)
    monkeypatch.setattr(roots_module, "skew", lambda _: None)


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Door:
    """The courier finds this instead of a mail server."""
    made = Door()
    monkeypatch.setattr(courier_module, "Post", made)
    return made
