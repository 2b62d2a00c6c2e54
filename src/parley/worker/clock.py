"""The clock: due orders become commands, batch after batch, until nothing is due.

It keeps no list of its own. What is due follows from the orders, and the desk looks again under the lock: when two clocks run,
or one runs twice, the second finds that nothing is due any more. What a clock opens begins when it is recorded, so that a
worker that slept shortens nobody's window.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db.utils import InterfaceError, OperationalError

from parley.core.deadlines import first_due
from parley.core.machine import clock_command
from parley.desk.now import now
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.desk.sweep import sweep
from parley.store.errors import UnreadableRow
from parley.store.forms import STATES
from parley.store.queries import due_orders, order_row
from parley.worker.heart import Heart
from parley.worker.skew import Skew, skew

log = logging.getLogger("parley.worker.clock")

POLL = timedelta(seconds=1)
"""At least so often it looks: an order may have been given an earlier deadline meanwhile."""
BATCH = 250
"""Orders in one commit. More would save little and make a click wait for the lock."""
MOST_BATCHES = 40
"""In one round; then it looks at its own clock again."""
STUCK_FOR = timedelta(minutes=10)
"""How long an order that could not be moved is left alone, so that the others are not held up by it."""
DISTRUST_S = 10
"""Seconds until it compares clocks again, after they were too far apart."""


def never() -> bool:
    return False


class Clock:
    """One clock. `now` gives the instant, `is_stopping` is asked between batches."""

    name = "clock"

    def __init__(self, now: Callable[[], datetime] = now, is_stopping: Callable[[], bool] = never) -> None:
        self._now = now
        self._is_stopping = is_stopping
        self._heart = Heart(self.name)
        self._skew_heart = Heart("skew")
        self._stuck: dict[UUID, datetime] = {}
        self.is_believed = True
        self.moved = 0

    def round(self) -> float:
        """Move whatever is due. Returns the seconds until it is worth looking again; `moved` counts orders for ever.

        `is_believed` is false after a round in which this process did not act, because its clock is wrong.
        """
        self.is_believed = self._is_right()
        if not self.is_believed:
            return DISTRUST_S
        for _ in range(MOST_BATCHES):
            at = self._now()
            moved = self._move_batch(at)
            self.moved += moved
            self._heart.beat(at, self._lag_s(at))
            if not moved or self._is_stopping():
                return _seconds_to_next(at)
        return 0

    def _is_right(self) -> bool:
        """Whether this process may act as the clock; if not, it says so in the log and in its pulse."""
        found = skew(self._now)
        if found is None:
            return True
        self._skew_heart.beat(found.database_at, found.seconds)
        if found.is_too_much:
            log.error("this process does not act as the clock: %s", _said(found))
        return not found.is_too_much

    def _move_batch(self, at: datetime) -> int:
        self._stuck = {order_id: until for order_id, until in self._stuck.items() if at < until}
        if not self._stuck:
            try:
                moved = sweep(at, BATCH)
                if moved or _earliest_due(at) is None:
                    return moved
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                log.exception("a batch of due orders failed; now order by order")
        return self._move_one_by_one(at)

    def _move_one_by_one(self, at: datetime) -> int:
        """Around the orders that cannot be moved: each harms only itself."""
        moved = 0
        for order_id in due_orders(at, BATCH + len(self._stuck)):
            if order_id in self._stuck:
                continue
            try:
                moved += _move(order_id, at)
            except (OperationalError, InterfaceError):
                raise
            except Exception:
                log.exception("order %s is due and cannot be moved; tried again in %s", order_id, STUCK_FOR)
                self._stuck[order_id] = at + STUCK_FOR
        return moved

    def _lag_s(self, at: datetime) -> int:
        """By how much the oldest deadline that is still waiting is overdue."""
        due_at = _earliest_due(at)
        return 0 if due_at is None else max(0, round((at - due_at).total_seconds()))


def _move(order_id: UUID, at: datetime) -> bool:
    row = order_row(order_id)
    if row is None or row.due_at is None or row.due_at > at:
        return False  # another clock was faster
    order = STATES.from_text(row.state)
    deadline = first_due(order, at)
    if deadline is None:
        raise AssertionError("its row says that something is due, and its state says that nothing is")
    return any(isinstance(answer, Receipt) for answer in submit([clock_command(order, deadline)], at))


def _seconds_to_next(at: datetime) -> float:
    """Until the next deadline, at most POLL. What was due by `at` and still is has been tried just now."""
    due_at = _earliest_due(at + POLL)
    wait = POLL if due_at is None or due_at <= at else due_at - at
    return wait.total_seconds()


def _earliest_due(at: datetime) -> datetime | None:
    """The earliest deadline there is, if it is at or before `at`."""
    for order_id in due_orders(at, 1):
        try:
            row = order_row(order_id)
        except UnreadableRow:
            return None
        return row.due_at if row else None
    return None


def _said(found: Skew) -> str:
    side = "ahead of" if found.ahead > timedelta(0) else "behind"
    return f"it is {found.seconds} s {side} the database's clock ({found.database_at.isoformat()})"
