"""How the installation is doing: which workers are alive, and whether the clock is behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.store.pulse import heartbeats
from parley.store.queries import due_orders, order_row

CLOCK = "clock"
"""The worker whose heartbeat says that deadlines are looked after."""


@dataclass(frozen=True, slots=True)
class Pulse:
    """A worker's last sign of life: how long ago, and by how much it was behind then. Whole seconds."""

    name: str
    age_s: int
    lag_s: int


def pulses(at: datetime) -> tuple[Pulse, ...]:
    """Every worker that was ever alive, as seen at `at` (UTC)."""
    return tuple(Pulse(row.name, max(0, _seconds(at - row.at)), row.lag_s) for row in heartbeats())


def overdue_lag_s(at: datetime) -> int:
    """By how many whole seconds the oldest deadline that was not applied yet is overdue at `at`; 0 when none is."""
    oldest = next((row for order_id in due_orders(at, 1) if (row := order_row(order_id))), None)
    return _seconds(at - oldest.due_at) if oldest is not None and oldest.due_at is not None else 0


def last_beat() -> datetime | None:
    """When the clock was last alive (UTC), None if it never was."""
    return next((row.at for row in heartbeats() if row.name == CLOCK), None)


def _seconds(length: timedelta) -> int:
    return int(length.total_seconds())
