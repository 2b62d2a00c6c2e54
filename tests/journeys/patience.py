"""How long somebody waits for a page: it is drawn in steps and catches up by itself, and one instant of it proves nothing."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect

PATIENCE_MS = 20_000
MOST_LOOKS = 60
PAUSE_MS = 50

expect.set_options(timeout=PATIENCE_MS)


def soon(page: Page, holds: Callable[[], object], otherwise: Callable[[], str]) -> None:
    """Look again until it holds; `otherwise` says what is wrong when it never does. For what a page does without asking the
    server. Patience is counted in looks: they take longer on a busy machine, and so does the page."""
    for _ in range(MOST_LOOKS):
        if holds():
            return
        page.wait_for_timeout(PAUSE_MS)
    raise AssertionError(otherwise())
