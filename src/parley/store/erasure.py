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


@dataclass(frozen=True, slots=True)
class StoredAs:
    stored_as: str


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
