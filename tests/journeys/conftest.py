"""Whole stories in real browsers, against the real product."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys.demo import Demo, running_demo
from tests.journeys.people import Looks, Visit, windows


@pytest.fixture(scope="session")
def demo() -> Iterator[Demo]:
    """The product, with its worker, for all stories of a process: they make their own orders and leave the clock alone."""
    with running_demo() as demo:
        yield demo


@pytest.fixture(scope="session")
def looked_at() -> Looks:
    """Shared by all stories of a process: axe-core takes longer than anybody else."""
    return set()


@pytest.fixture
def visit(demo: Demo, chromium: Browser, looked_at: Looks) -> Iterator[Visit]:
    """Opens windows, and closes them when the test is over: `visit("ines@example.org", window=PHONE)`."""
    with windows(demo, chromium, looked_at) as visit:
        yield visit
