"""Whole stories in real browsers, against the real product."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from parley.rehearsal.samples import sample
from tests.journeys.people import Visit, windows
from tests.journeys.running import Demo, running_demo
from tests.journeys.site import Site, filled, served


@pytest.fixture(scope="session")
def filled_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demo's data, made once in each process."""
    return filled(tmp_path_factory.mktemp("demo") / "data")


@pytest.fixture(scope="module")
def site(filled_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A demo for the stories of one file: a clock that one of them moves is nobody else's."""
    with served(filled_demo, tmp_path_factory.mktemp("site") / "data") as running:
        yield running


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    """Real files on this machine, by name. `again-…` is another version."""
    made = {}
    for name in (
        "logo.svg",
        "logo.png",
        "palette.pdf",
        "sign.jpg",
        "first.pdf",
        "second.pdf",
        "final.pdf",
        "print.zip",
    ):
        for prefix, version in (("", 1), ("again-", 2)):
            path = tmp_path / f"{prefix}{name}"
            path.write_bytes(sample(name, version))
            made[path.name] = path
    return made


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """The product, with its worker, for the tests of one file: they share its clock and its people; orders are their own."""
    with running_demo() as demo:
        yield demo


@pytest.fixture
def visit(demo: Demo, chromium: Browser) -> Iterator[Visit]:
    """Opens windows, and closes them when the test is over: `visit("ines@example.org", window=PHONE)`."""
    with windows(demo, chromium) as visit:
        yield visit
