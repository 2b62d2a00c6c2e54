# ruff: noqa: S608  (the statements are put together from the names of our own columns, once, when the module is loaded)
"""What whoever runs the desk leafs through: the journal and the books over all orders, a page at a time from a key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parley.store.engine import Parameter, engine
from parley.store.rows import PostingRow
from parley.store.tables import POSTINGS


@dataclass(frozen=True, slots=True)
class EventLine:
    """That something happened in an order: what and when, and nothing of what was said."""

    order_id: UUID
    seq: int
    kind: str
    at: datetime
    by: str


EventKey = tuple[datetime, UUID, int]
"""Where the journal goes on: instant, order and number of the last event looked at."""
PostingKey = tuple[UUID, int, int]
"""Where the books go on: order, event and line of the last posting shown."""

_LATEST = 'SELECT order_id, seq, kind, at, "by" FROM journal{which} ORDER BY at DESC, order_id DESC, seq DESC LIMIT %s'
_POSTINGS = f"SELECT {POSTINGS.list} FROM postings{{which}} ORDER BY order_id DESC, seq DESC, line DESC LIMIT %s"
_POSTINGS_AMONG = f"SELECT {POSTINGS.list} FROM postings WHERE order_id >= %s AND order_id <= %s"
_WAITING_SINCE = "SELECT made_at FROM outbox WHERE sent_at IS NULL ORDER BY made_at, order_id, effect_id LIMIT %s"
_FAILED = (
    "SELECT made_at FROM outbox WHERE sent_at IS NULL AND attempts > 0 AND receipt <> '' ORDER BY made_at LIMIT %s"
)


def latest_events(before: EventKey | None, limit: int) -> list[EventLine]:
    """What happened anywhere, the newest first."""
    which = " WHERE (at, order_id, seq) < (%s, %s, %s)" if before is not None else ""
    key: list[Parameter] = [*before] if before is not None else []
    return engine().read(EventLine, _LATEST.format(which=which), [*key, limit])


def latest_postings(before: PostingKey | None, limit: int) -> list[PostingRow]:
    """The books, the newest order first, and of an order its last posting."""
    which = " WHERE (order_id, seq, line) < (%s, %s, %s)" if before is not None else ""
    key: list[Parameter] = [*before] if before is not None else []
    return engine().read(PostingRow, _POSTINGS.format(which=which), [*key, limit])


def postings_among(first: UUID, last: UUID) -> list[PostingRow]:
    """The books of all orders whose ids lie from `first` to `last`, both among them, in no order."""
    return engine().read(PostingRow, _POSTINGS_AMONG, [first, last])


# --- what waits to go out


@dataclass(frozen=True, slots=True)
class Made:
    """When a wish to the world came up (UTC)."""

    made_at: datetime


def wishes_waiting(limit: int) -> list[datetime]:
    """When the wishes that were not fulfilled yet came up, oldest first; one that is being carried is among them."""
    return [row.made_at for row in engine().read(Made, _WAITING_SINCE, [limit])]


def wishes_failed(limit: int) -> list[datetime]:
    """Of those that wait, the ones that did not go out when somebody tried."""
    return [row.made_at for row in engine().read(Made, _FAILED, [limit])]
