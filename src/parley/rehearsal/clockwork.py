"""The clock from deadline to deadline: each is applied at its own instant, as if somebody had waited (time.md 3)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parley.desk.sweep import sweep
from parley.store.queries import due_orders, order_row
from parley.store.tables import NO_DEADLINE


def next_deadline() -> datetime | None:
    """The earliest instant (UTC) at which the clock has to do something, reminders too; None when nothing is armed."""
    first = due_orders(NO_DEADLINE, 1)
    row = order_row(first[0]) if first else None
    return row.due_at if row else None


def wait_until(to: datetime, swept: Callable[[datetime], None] | None = None) -> None:
    """Apply every deadline up to `to`, each at its own instant; `swept` is told each instant afterwards."""
    while (due := next_deadline()) is not None and due <= to:
        if not sweep(due):
            raise AssertionError(f"something is due at {due.isoformat()}, and nothing came of it")
        if swept is not None:
            swept(due)
