"""Is what is stored what was written? Asked of one order at a time, and answered whatever is found there."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from parley.store.chain import GENESIS, Break, Broken, verify
from parley.store.errors import UnreadableRow
from parley.store.queries import BEFORE_ALL, events_of, order_row
from parley.store.rows import EventRow

_PIECE = 500


def broken_chain(order_id: UUID) -> Broken | None:
    """Where the events of this order are not what they were, or None. Never raises for what is stored.

    A row that cannot even be read is a break too; PostgreSQL does not keep such rows, a damaged SQLite file may.
    """
    try:
        while True:
            row = order_row(order_id)
            head, seq = (row.head, row.seq) if row else (GENESIS, 0)
            broken = verify(_events(order_id, _PIECE), order_id=order_id, head=head, seq=seq)
            # An order that went on while it was read looks as if it had events too many: then look again.
            if broken is None or order_row(order_id) == row:
                return broken
    except UnreadableRow as unreadable:
        return _unreadable(order_id, unreadable)


def _unreadable(order_id: UUID, unreadable: UnreadableRow) -> Broken:
    """Read again, one event at a time, to say which one it is and whether something was wrong before it."""
    seen: list[EventRow] = []
    try:
        for event in _events(order_id, 1):
            seen.append(event)  # noqa: PERF402  one by one, because what was read before the failure is needed
    except UnreadableRow as one:
        unreadable = one
    return verify(seen, order_id=order_id) or Broken(len(seen) + 1, Break.UNPARSABLE, unreadable.column)


def _events(order_id: UUID, at_once: int) -> Iterator[EventRow]:
    """A piece at a time: a long order does not have to fit into memory."""
    after = BEFORE_ALL
    while piece := events_of(order_id, after, at_once):
        yield from piece
        after = piece[-1].seq
