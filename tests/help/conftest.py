"""A shelf of articles for each test that asks for one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from parley.help.library import library
from parley.help.rules import rules
from tests.help.shelf import write_shelf


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    yield write_shelf(tmp_path / "shelf")
    library.cache_clear()
    rules.cache_clear()


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
