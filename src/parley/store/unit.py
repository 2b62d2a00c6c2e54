"""The unit of work: the only way an order's rows are written.

    with commit([(order_id, command_id), ...]) as unit:      # one transaction; order rows read and locked in id order
        row = unit.row(order_id)
        ...decide...
        unit.write(Writing(row=..., is_new=..., expected_seq=..., events=..., ...))
    # here everything is on disk; before, nothing was

Many orders cost as many statements as one. What is written is checked first, and what breaks a rule of the books or of the
journal is raised as BrokenInvariant: then all of it is rolled back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from operator import attrgetter
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from parley.store.chain import GENESIS
from parley.store.engine import DATABASE, Engine, engine
from parley.store.erasure import destroy_texts
from parley.store.errors import BrokenInvariant, StaleRow
from parley.store.rows import EventRow, FileRow, OrderRow, OutboxRow, PartyRow, PostingRow, ReceiptRow, TextRow
from parley.store.tables import FILES, JOURNAL, ORDERS, OUTBOX, PARTIES, POSTINGS, RECEIPTS, TEXTS, Table

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Writing:
    """Everything that commands change about one order.

    `row` is the order as it stands afterwards. `expected_seq` is the seq it had when it was read, 0 for a new order.
    `events` continue the chain from there without a gap. `postings` balance in each currency and belong to these events.
    `parties` are those that are new or that changed; `texts` and `files` may be there already. `destroyed` are the
    commitments of texts that must be gone once this is written.
    """

    row: OrderRow
    is_new: bool
    expected_seq: int
    events: Sequence[EventRow] = ()
    postings: Sequence[PostingRow] = ()
    outbox: Sequence[OutboxRow] = ()
    receipts: Sequence[ReceiptRow] = ()
    texts: Sequence[TextRow] = ()
    files: Sequence[FileRow] = ()
    parties: Sequence[PartyRow] = ()
    destroyed: Sequence[str] = ()


class Unit:
    """What was read when the unit began, and what will be written when it ends."""

    def __init__(
        self, asks: Sequence[tuple[UUID, UUID]], rows: Sequence[OrderRow], receipts: Sequence[ReceiptRow]
    ) -> None:
        self._asked = frozenset(order_id for order_id, _ in asks)
        self._rows = {row.order_id: row for row in rows}
        self._receipts = {(receipt.order_id, receipt.command_id): receipt for receipt in receipts}
        self.writings: dict[UUID, Writing] = {}

    def row(self, order_id: UUID) -> OrderRow | None:
        """The order as it was read under the lock, or None if there is no such order yet."""
        self._must_be_asked(order_id)
        return self._rows.get(order_id)

    def receipt(self, order_id: UUID, command_id: UUID) -> ReceiptRow | None:
        """What was answered to this command before, or None. Only of commands that were named when the unit began."""
        self._must_be_asked(order_id)
        return self._receipts.get((order_id, command_id))

    def write(self, writing: Writing) -> None:
        """Have this written when the unit ends. Once for an order. Raises BrokenInvariant for what must never be stored."""
        order_id = writing.row.order_id
        self._must_be_asked(order_id)
        if order_id in self.writings:
            raise BrokenInvariant(f"{order_id} is written twice in one unit")
        check(writing, self._rows.get(order_id))
        self.writings[order_id] = writing

    def _must_be_asked(self, order_id: UUID) -> None:
        if order_id not in self._asked:
            raise BrokenInvariant(f"{order_id} was not named when the unit began, so it is not locked")


@contextmanager
def commit(asks: Sequence[tuple[UUID, UUID]]) -> Iterator[Unit]:
    """One transaction over the orders of these (order_id, command_id).

    Leaving it normally writes and commits; leaving it by an exception writes nothing. Raises StaleRow when an order is not
    (any more) as it was read, django.db.IntegrityError when a key is there already, and both after rolling back.
    Must not stand inside another transaction: whoever leaves it may tell the world.
    """
    database = engine()
    order_ids = sorted({order_id for order_id, _ in asks})
    if len(order_ids) > database.most_orders:
        raise ValueError(f"{len(order_ids)} orders in one unit, and this database takes {database.most_orders}")
    with transaction.atomic(using=DATABASE, durable=True):
        unit = Unit(asks, database.lock_orders(order_ids), database.receipts_for(asks)) if asks else Unit((), (), ())
        yield unit
        if unit.writings:
            _flush(database, list(unit.writings.values()))


def most_orders() -> int:
    """How many orders one unit may hold: 1 where orders are spread over machines (the setting ONE_ORDER_AT_A_TIME)."""
    return engine().most_orders


def _flush(database: Engine, writings: Sequence[Writing]) -> None:
    """One statement a table, whatever the number of orders."""
    changed = [(writing.expected_seq, writing.row) for writing in writings if not writing.is_new]
    new = [writing.row for writing in writings if writing.is_new]
    if changed and database.update_orders(changed) != len(changed):
        raise StaleRow(_moved_on(database, changed))
    if new and database.insert(ORDERS, new) != len(new):
        # Two first commands of one order met; the other one was first.
        raise StaleRow([row.order_id for row in new])
    _insert(database, PARTIES, [row for writing in writings for row in writing.parties])
    database.update_lists([writing.row for writing in writings])
    _insert(database, JOURNAL, [row for writing in writings for row in writing.events])
    _insert(database, POSTINGS, [row for writing in writings for row in writing.postings])
    _insert(database, OUTBOX, [row for writing in writings for row in writing.outbox])
    _insert(database, RECEIPTS, [row for writing in writings for row in writing.receipts])
    _insert(database, TEXTS, _once(TEXTS, [row for writing in writings for row in writing.texts]))
    for writing in writings:
        destroy_texts(database, writing.row.order_id, writing.destroyed, writing.row.updated_at)
    _insert(database, FILES, _once(FILES, [row for writing in writings for row in writing.files]))


def _insert(database: Engine, table: Table[R], rows: Sequence[R]) -> None:
    if rows:
        database.insert(table, rows)


def _once(table: Table[R], rows: Sequence[R]) -> list[R]:
    """Each key once, the last one: a database refuses to settle a conflict twice in one statement."""
    key = attrgetter(*table.key)
    return list({key(row): row for row in rows}.values())


def _moved_on(database: Engine, changed: Sequence[tuple[int, OrderRow]]) -> list[UUID]:
    """Which orders do not stand as they were written, now that some were not. The head tells: no two events share one."""
    now = {row.order_id: row.head for row in database.orders_in([row.order_id for _, row in changed])}
    return [row.order_id for _, row in changed if now.get(row.order_id) != row.head]


# --- what must hold before anything is written


def check(writing: Writing, before: OrderRow | None) -> None:
    """Raises BrokenInvariant unless this writing keeps the rules of the store. `before` is the row that was read."""
    row = writing.row
    if writing.is_new != (writing.expected_seq == 0):
        raise _broken(row, "a new order begins at seq 0, and only a new one")
    for rows in (
        writing.events,
        writing.postings,
        writing.outbox,
        writing.receipts,
        writing.texts,
        writing.files,
        writing.parties,
    ):
        if any(one.order_id != row.order_id for one in rows):
            raise _broken(row, f"a {type(rows[0]).__name__} of another order")
    if any("\0" in (text.body or "") for text in writing.texts):
        raise _broken(row, "a text with a null character, which PostgreSQL cannot keep")
    _check_events(writing, before)
    _check_postings(writing)


def _check_events(writing: Writing, before: OrderRow | None) -> None:
    """Without gaps, each chained to the one before, and the row standing where the last one leaves it."""
    seq, head = writing.expected_seq, GENESIS
    if before is not None and before.seq == seq:
        head = before.head
    elif writing.events and not writing.is_new:
        # The row is not as it was expected: whether that is so the database will say (StaleRow).
        head = writing.events[0].prev_hash
    for event in writing.events:
        seq += 1
        if event.seq != seq:
            raise _broken(writing.row, f"event {event.seq} where {seq} belongs")
        if event.prev_hash != head:
            raise _broken(writing.row, f"event {seq} does not follow the one before it")
        head = event.hash
    if writing.row.seq != seq or (writing.events and writing.row.head != head):
        raise _broken(writing.row, f"the row does not stand at event {seq}")


def _check_postings(writing: Writing) -> None:
    """Money only changes places: in each currency the postings of a writing come to nothing."""
    sums: defaultdict[str, int] = defaultdict(int)
    for posting in writing.postings:
        if not writing.expected_seq < posting.seq <= writing.row.seq:
            raise _broken(writing.row, f"a posting of event {posting.seq}, which is not among these")
        if type(posting.amount_minor) is not int:
            raise _broken(writing.row, "an amount that is not a whole number")
        sums[posting.currency] += posting.amount_minor
    for currency, amount_minor in sums.items():
        if amount_minor:
            raise _broken(writing.row, f"the postings are off by {amount_minor} minor units of {currency}")


def _broken(row: OrderRow, says: str) -> BrokenInvariant:
    return BrokenInvariant(f"{row.order_id}: {says}")
