# ruff: noqa: S608  (the statements are put together from the names of our own columns, once, when the module is loaded)
"""The wishes that wait to be carried into the world, and who is carrying which.

A carrier takes a lease, does the work, and says that it is done under the number of its lease. One that slept past its lease
finds that another has taken over: its word no longer counts, though what it did in the world may have happened twice. So
what goes out carries the effect's id, and whoever receives it can tell.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from parley.store.engine import engine
from parley.store.rows import OutboxRow
from parley.store.tables import OUTBOX

_OF_ORDER = f"SELECT {OUTBOX.list} FROM outbox WHERE order_id = %s ORDER BY made_at, effect_id"
_WAITING = (
    f"SELECT {OUTBOX.list} FROM outbox WHERE sent_at IS NULL AND (lease_until IS NULL OR lease_until <= %s)"
    " ORDER BY made_at, order_id, effect_id LIMIT %s"
)
_LEASE = (
    "UPDATE outbox SET lease_until = %s, lease_epoch = lease_epoch + 1, attempts = attempts + 1"
    " WHERE order_id = %s AND effect_id = %s AND lease_epoch = %s AND sent_at IS NULL"
    f" AND (lease_until IS NULL OR lease_until <= %s) RETURNING {OUTBOX.list}"
)
_MARK_SENT = (
    "UPDATE outbox SET sent_at = %s, receipt = %s, lease_until = NULL"
    " WHERE order_id = %s AND effect_id = %s AND lease_epoch = %s AND sent_at IS NULL"
)
_PUT_BACK = (
    "UPDATE outbox SET lease_until = %s, receipt = %s"
    " WHERE order_id = %s AND effect_id = %s AND lease_epoch = %s AND sent_at IS NULL"
)


def effects_of(order_id: UUID) -> list[OutboxRow]:
    """Every wish of an order, fulfilled or not, oldest first."""
    return engine().read(OutboxRow, _OF_ORDER, [order_id])


def outbox_waiting(at: datetime, limit: int) -> list[OutboxRow]:
    """Wishes that nobody is carrying at `at`, oldest first. A plain read: take a lease on one before acting."""
    return engine().read(OutboxRow, _WAITING, [at, limit])


def lease_effect(seen: OutboxRow, at: datetime, until: datetime) -> OutboxRow | None:
    """Take over a wish until `until`: the row with the new `lease_epoch`, or None when somebody else was quicker."""
    found = engine().read(OutboxRow, _LEASE, [until, seen.order_id, seen.effect_id, seen.lease_epoch, at])
    return found[0] if found else None


def mark_sent(leased: OutboxRow, at: datetime, receipt: str = "") -> bool:
    """Say that it is done; `receipt` is what the world answered. False when the lease had passed to somebody else."""
    return engine().write(_MARK_SENT, [at, receipt, leased.order_id, leased.effect_id, leased.lease_epoch]) == 1


def put_back(leased: OutboxRow, not_before: datetime, said: str = "") -> bool:
    """It did not work: let anybody try again from `not_before`. `said` is why. False when the lease had passed on."""
    return engine().write(_PUT_BACK, [not_before, said, leased.order_id, leased.effect_id, leased.lease_epoch]) == 1
