"""Words and files that must go. Their rows stay as a trace, empty; the events held only commitments, so the chain verifies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from parley.store.engine import DATABASE, Engine, engine

_ERASE_TEXT = (
    "UPDATE texts SET salt = NULL, body = NULL, erased_at = %s"
    " WHERE order_id = %s AND commitment = %s AND erased_at IS NULL"
)
_STORED_AS = "SELECT stored_as FROM files WHERE order_id = %s AND sha256 = %s AND stored_as IS NOT NULL"
_ERASE_FILE = (
    "UPDATE files SET stored_as = NULL, erased_at = %s WHERE order_id = %s AND sha256 = %s AND erased_at IS NULL"
)

_EMPTY_RECEIPT = "UPDATE outbox SET receipt = '' WHERE order_id = %s AND effect_id = %s AND receipt <> ''"
_EMPTY_RECEIPTS_NAMING = (
    "UPDATE outbox SET receipt = '' WHERE order_id >= %s AND order_id <= %s AND lower(receipt) LIKE %s"
)
_NAMING = (
    "SELECT DISTINCT order_id FROM journal WHERE order_id >= %s AND order_id <= %s AND body LIKE %s ORDER BY order_id"
)
_WITH_WORDS = (
    "SELECT order_id FROM orders AS o WHERE order_id >= %s AND order_id <= %s AND updated_at <= %s AND ("
    "EXISTS (SELECT 1 FROM texts AS t WHERE t.order_id = o.order_id AND t.erased_at IS NULL)"
    " OR EXISTS (SELECT 1 FROM files AS f WHERE f.order_id = o.order_id AND f.erased_at IS NULL)) ORDER BY order_id"
)


@dataclass(frozen=True, slots=True)
class StoredAs:
    stored_as: str


@dataclass(frozen=True, slots=True)
class OrderId:
    order_id: UUID


def erase_texts(order_id: UUID, commitments: Sequence[str], at: datetime) -> int:
    """Empty these texts and their salts for good. How many were still there."""
    with transaction.atomic(using=DATABASE):
        return destroy_texts(engine(), order_id, commitments, at)


def destroy_texts(database: Engine, order_id: UUID, commitments: Sequence[str], at: datetime) -> int:
    """The same within a transaction that is open already."""
    return sum(database.write(_ERASE_TEXT, [at, order_id, commitment]) for commitment in commitments)


def erase_file(order_id: UUID, sha256: str, at: datetime) -> str | None:
    """Forget where this file is kept. The key under which blobs.py kept it, for the caller to erase there, or None."""
    with transaction.atomic(using=DATABASE):
        database = engine()
        found = database.read(StoredAs, _STORED_AS, [order_id, sha256])
        database.write(_ERASE_FILE, [at, order_id, sha256])
        return found[0].stored_as if found else None


def empty_receipts(order_id: UUID, effect_ids: Sequence[UUID]) -> int:
    """Forget what a mail server answered to these letters: it may repeat the address. That they went out stays."""
    with transaction.atomic(using=DATABASE):
        return sum(engine().write(_EMPTY_RECEIPT, [order_id, effect_id]) for effect_id in effect_ids)


def empty_receipts_naming(first: UUID, last: UUID, address: str) -> int:
    """The same for every letter of the orders from `first` to `last` whose answer names this mail address."""
    with transaction.atomic(using=DATABASE):
        return engine().write(_EMPTY_RECEIPTS_NAMING, [first, last, f"%{address.lower()}%"])


def orders_naming(first: UUID, last: UUID, person_id: str) -> list[UUID]:
    """Orders from `first` to `last` in which this person acted for the desk or joined: their id stands in an event."""
    found = engine().read(OrderId, _NAMING, [first, last, f'%"person":"{person_id}"%'])
    return [row.order_id for row in found]


def orders_with_words(first: UUID, last: UUID, before: datetime) -> list[UUID]:
    """Orders from `first` to `last` that did not move after `before` and still hold words or files."""
    return [row.order_id for row in engine().read(OrderId, _WITH_WORDS, [first, last, before])]


def named_files(keys: Sequence[str]) -> set[str]:
    """Which of these keys of blobs.py some order's row names. Reads every row of files: for a sweep, not for a page."""
    if not keys:
        return set()
    marks = ", ".join(["%s"] * len(keys))
    statement = f"SELECT stored_as FROM files WHERE stored_as IN ({marks})"  # noqa: S608  (only marks)
    return {row.stored_as for row in engine().read(StoredAs, statement, list(keys))}
