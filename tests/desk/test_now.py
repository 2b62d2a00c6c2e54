"""The present instant: the wall's, and in a demo as much later as somebody has moved the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from parley.desk.now import now
from parley.store.pulse import set_demo_clock_offset_s

pytestmark = pytest.mark.django_db(transaction=True)

A_BREATH = timedelta(seconds=5)


def test_the_present_is_in_utc() -> None:
    assert now().tzinfo is UTC
    assert abs(now() - datetime.now(UTC)) < A_BREATH


def test_outside_a_demo_nobody_moves_the_clock() -> None:
    set_demo_clock_offset_s(3 * 24 * 3600)
    assert abs(now() - datetime.now(UTC)) < A_BREATH


def test_a_demo_believes_its_own_clock(settings: Any) -> None:
    settings.DEMO = True
    set_demo_clock_offset_s(3 * 24 * 3600)
    assert abs(now() - datetime.now(UTC) - timedelta(days=3)) < A_BREATH
