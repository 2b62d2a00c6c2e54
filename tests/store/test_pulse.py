"""Workers say that they are alive, and a demo's clock stays where it was put."""

from __future__ import annotations

from datetime import timedelta

from parley.store.pulse import beat, demo_clock_offset_s, heartbeats, set_demo_clock_offset_s
from parley.store.rows import HeartbeatRow
from tests.store.given_rows import NOON


def test_a_later_heartbeat_takes_the_place_of_the_earlier(db: None) -> None:
    beat(HeartbeatRow("clock", NOON, 3))
    beat(HeartbeatRow("courier", NOON, 0))
    later = HeartbeatRow("clock", NOON + timedelta(seconds=5), 0)
    beat(later)
    assert heartbeats() == [later, HeartbeatRow("courier", NOON, 0)]


def test_the_clock_of_a_demo_is_moved(db: None) -> None:
    assert demo_clock_offset_s() == 0
    set_demo_clock_offset_s(86_400)
    set_demo_clock_offset_s(172_800)
    assert demo_clock_offset_s() == 172_800
