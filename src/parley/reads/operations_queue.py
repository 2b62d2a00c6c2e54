"""What is due, what is overdue and what did not go out, for the console. Everything here reads an index up to a bound."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.store.latest import wishes_failed, wishes_waiting
from parley.store.queries import due_orders, order_row

MOST_COUNTED = 1_000
"""Further than this nobody counts: the page says "1,000 and more"."""
SOON = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count up to MOST_COUNTED; `is_more` where there is more than that. `oldest_at` is the instant (UTC) of the first."""

    count: int
    is_more: bool = False
    oldest_at: datetime | None = None


def due_within_a_day(at: datetime) -> Counted:
    """Orders with a deadline in the 24 hours after `at`."""
    overdue = len(due_orders(at, MOST_COUNTED + 1))
    found = len(due_orders(at + SOON, MOST_COUNTED + 1))
    return Counted(min(found, MOST_COUNTED) - min(overdue, MOST_COUNTED), found > MOST_COUNTED)


def overdue(at: datetime) -> Counted:
    """Orders whose deadline has passed at `at` and was not applied: the clock is behind, or does not run."""
    found = due_orders(at, MOST_COUNTED + 1)
    first = order_row(found[0]) if found else None
    return Counted(min(len(found), MOST_COUNTED), len(found) > MOST_COUNTED, first.due_at if first else None)


def letters_waiting() -> Counted:
    """Letters that have not gone out yet."""
    return _counted(wishes_waiting(MOST_COUNTED + 1))


def letters_failed() -> Counted:
    """Letters among them that a mail server did not take when somebody tried."""
    return _counted(wishes_failed(MOST_COUNTED + 1))


def _counted(found: list[datetime]) -> Counted:
    return Counted(min(len(found), MOST_COUNTED), len(found) > MOST_COUNTED, found[0] if found else None)
