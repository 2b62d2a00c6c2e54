"""What can go wrong between an order and its rows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID


class StaleRow(Exception):
    """An order moved on (or came into being) between reading and writing. Nothing was written; read again and decide again."""

    def __init__(self, order_ids: Sequence[UUID]) -> None:
        super().__init__("moved on meanwhile: " + ", ".join(str(order_id) for order_id in order_ids))
        self.order_ids = tuple(order_ids)


class BrokenInvariant(Exception):
    """A mistake of ours that must never reach the disk. The whole unit of work is rolled back, and nobody gets an answer."""


class UnreadableRow(Exception):
    """A stored value is not what its column holds. Says where, so that audit can name it and go on with the next order."""

    def __init__(self, table: str, column: str, stored: object, key: str = "") -> None:
        super().__init__(f"{table}{f' {key}' if key else ''}: {column} holds {stored!r:.80}")
        self.table = table
        self.column = column
        self.key = key
