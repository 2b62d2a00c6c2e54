"""A real browser for the tests that need one: the machine's own Chromium, never one that a package downloads."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

MISSING = "No Chromium on this machine: install Debian's package chromium, or name the program in PARLEY_CHROMIUM."
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# No sandbox: containers and root have none to give. The rest keeps it from calling home.
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def program() -> str | None:
    """The browser's path, or None when there is none."""
    named = os.environ.get("PARLEY_CHROMIUM")
    if named:
        return shutil.which(named)
    return next((found for name in NAMES if (found := shutil.which(name))), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests of a process. Without one the test fails: a skip would look like success."""
    path = program()
    if path is None:
        pytest.fail(MISSING, pytrace=False)
    # Playwright keeps an event loop in this thread, and Django takes the tests' own queries for queries made from it.
    with pytest.MonkeyPatch.context() as environment, sync_playwright() as playwright:
        environment.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """A browser window of its own, with no cookies. Fails the test when a page raised an error that nobody caught."""
    errors: list[str] = []
    context = chromium.new_context(locale="en-GB", timezone_id="Europe/Amsterdam", reduced_motion="reduce")
    context.set_default_timeout(10_000)
    context.on("weberror", lambda found: errors.append(str(found.error)))
    yield context
    context.close()
    assert not errors, "the page raised:\n" + "\n".join(errors)


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """One page in a window of its own."""
    return window.new_page()


if __name__ == "__main__":  # ./parley test asks whether there is one before it installs it
    print(program() or MISSING)
    sys.exit(program() is None)
