# ruff: noqa: S608  (the statement is put together from the names of our own columns and as many placeholders as there are numbers)
"""Single events of an order, picked by their numbers."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from parley.store.engine import engine
from parley.store.rows import EventRow
from parley.store.tables import JOURNAL

AT_ONCE = 200
"""Numbers in one question."""


def events_picked(order_id: UUID, numbers: Collection[int]) -> list[EventRow]:
    """The events with these numbers, oldest first; numbers of none are left out."""
    wanted = sorted(set(numbers))
    found: list[EventRow] = []
    for start in range(0, len(wanted), AT_ONCE):
        piece = wanted[start : start + AT_ONCE]
        places = ", ".join(["%s"] * len(piece))
        statement = f"SELECT {JOURNAL.list} FROM journal WHERE order_id = %s AND seq IN ({places}) ORDER BY seq"
        found += engine().read(EventRow, statement, [order_id, *piece])
    return found
