"""No false alarm: a sample of what `python -m tests.casefile.clean` does ten thousand times."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.casefile.clean.legs import ALARM, CASE_FILES, STAGE, play

pytestmark = pytest.mark.django_db


def test_clean_orders_raise_no_alarm() -> None:
    found = Counter[str]()
    for number in (1, 2, 3):
        found.update(play(seed=2, number=number, steps=100))
    assert [name for name in found if name.startswith(ALARM)] == []
    assert found[CASE_FILES] >= 24
    assert {name for name in found if name.startswith(STAGE)} >= {"stage active", "stage closed"}
