# ruff: noqa: S608  (the statements are put together from the names of our own columns, once, when the module is loaded)
"""The heads of all orders as they stood at an instant, and the signed roots over them.

The heads are read from the journal each time: whoever wants to know what a root of last year stood for asks again, and nobody
keeps a list. An order's events never run backwards in time (desk/submit.py), so its head then is its last event before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parley.store.engine import engine
from parley.store.rows import DailyRootRow
from parley.store.tables import DAILY_ROOTS

_PAGE = 2_000


@dataclass(frozen=True, slots=True)
class HeadRow:
    """An order's last event at some instant: how many events it had, and the hash of the last."""

    order_id: UUID
    seq: int
    head: str


@dataclass(frozen=True, slots=True)
class _MaybeHead:
    """The same, with nothing in it where an order had not begun. Such orders are needed to know where a page ends."""

    order_id: UUID
    seq: int | None
    head: str | None


# The key of the journal answers the inner question from behind: an order that rested since then costs one step.
_LAST_BEFORE = "SELECT seq FROM journal WHERE order_id = {order} AND at < %s ORDER BY seq DESC LIMIT 1"
_HEADS = (
    "SELECT o.order_id, j.seq, j.hash FROM (SELECT order_id FROM orders WHERE order_id > %s ORDER BY order_id LIMIT %s) AS o"
    f" LEFT JOIN journal AS j ON j.order_id = o.order_id AND j.seq = ({_LAST_BEFORE.format(order='o.order_id')})"
    " ORDER BY o.order_id"
)
_HEAD = f"SELECT order_id, seq, hash FROM journal WHERE order_id = %s AND seq = ({_LAST_BEFORE.format(order='%s')})"
_BEFORE_THE_FIRST = UUID(int=0)


def heads_before(instant: datetime) -> Iterator[HeadRow]:
    """Every order that had begun before `instant` (UTC), as it stood then, in the order of the ids. A page at a time."""
    after, count = _BEFORE_THE_FIRST, _PAGE
    while count == _PAGE:
        page = engine().read(_MaybeHead, _HEADS, [after, _PAGE, instant])
        for row in page:
            if row.seq is not None and row.head is not None:
                yield HeadRow(row.order_id, row.seq, row.head)
        count = len(page)
        if page:
            after = page[-1].order_id


def head_before(order_id: UUID, instant: datetime) -> HeadRow | None:
    """One order as it stood just before `instant`, or None when it had not begun."""
    found = engine().read(HeadRow, _HEAD, [order_id, order_id, instant])
    return found[0] if found else None


# --- the signed roots

_ROOT = f"SELECT {DAILY_ROOTS.list} FROM daily_roots WHERE day = %s"
_NEWEST = f"SELECT {DAILY_ROOTS.list} FROM daily_roots ORDER BY day DESC LIMIT %s"
_BEFORE = f"SELECT {DAILY_ROOTS.list} FROM daily_roots WHERE day < %s ORDER BY day DESC LIMIT %s"
_AFTER = f"SELECT {DAILY_ROOTS.list} FROM daily_roots WHERE day > %s ORDER BY day LIMIT %s"
_UNSTAMPED = f"SELECT {DAILY_ROOTS.list} FROM daily_roots WHERE day >= %s AND stamp IS NULL ORDER BY day DESC LIMIT %s"
_KEEP_STAMP = "UPDATE daily_roots SET stamp = %s WHERE day = %s AND stamp IS NULL"


def daily_root(day: str) -> DailyRootRow | None:
    """The root of this day (YYYY-MM-DD), or None."""
    found = engine().read(DailyRootRow, _ROOT, [day])
    return found[0] if found else None


def daily_roots(limit: int, before: str | None = None) -> list[DailyRootRow]:
    """The newest roots first. For the next page `before` is the last day of the page before."""
    if before is None:
        return engine().read(DailyRootRow, _NEWEST, [limit])
    return engine().read(DailyRootRow, _BEFORE, [before, limit])


def daily_roots_after(day: str, limit: int) -> list[DailyRootRow]:
    """The roots behind this day, oldest first; behind an empty text, from the first one on."""
    return engine().read(DailyRootRow, _AFTER, [day, limit])


def keep_daily_root(row: DailyRootRow) -> bool:
    """Keep the root of a day. False when there is one already, which stays."""
    return engine().insert(DAILY_ROOTS, [row]) == 1


def unstamped_roots(since: str, limit: int) -> list[DailyRootRow]:
    """Roots of this day or later that no authority has stamped yet, newest first."""
    return engine().read(DailyRootRow, _UNSTAMPED, [since, limit])


def keep_stamp(day: str, stamp: str) -> bool:
    """Keep an authority's time stamp. False when the root has one already, which stays."""
    return engine().write(_KEEP_STAMP, [stamp, day]) == 1
