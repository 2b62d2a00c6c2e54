# ruff: noqa: S608  (the statements are put together from the names of our own columns, once, when the module is loaded)
"""What the installation knows of itself: which workers are alive, and how far a demo's clock is ahead."""

from __future__ import annotations

from parley.store.engine import engine
from parley.store.rows import DemoClockRow, HeartbeatRow
from parley.store.tables import DEMO_CLOCK, HEARTBEATS

_HEARTBEATS = f"SELECT {HEARTBEATS.list} FROM heartbeats ORDER BY name"
_OFFSET = f"SELECT {DEMO_CLOCK.list} FROM demo_clock WHERE name = %s"

THE_CLOCK = "demo"


def beat(heartbeat: HeartbeatRow) -> None:
    """Say that this worker is alive."""
    engine().insert(HEARTBEATS, [heartbeat])


def heartbeats() -> list[HeartbeatRow]:
    return engine().read(HeartbeatRow, _HEARTBEATS)


def demo_clock_offset_s() -> int:
    """Seconds by which the demo's clock is ahead of the wall's; 0 when it was never moved."""
    found = engine().read(DemoClockRow, _OFFSET, [THE_CLOCK])
    return found[0].offset_s if found else 0


def set_demo_clock_offset_s(offset_s: int) -> None:
    engine().insert(DEMO_CLOCK, [DemoClockRow(THE_CLOCK, offset_s)])
