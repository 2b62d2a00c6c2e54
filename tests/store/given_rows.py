"""Orders as plain rows, for tests of the store: nothing here knows what an order means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from parley.store.chain import GENESIS, link
from parley.store.rows import EventRow, FileRow, OrderRow, OutboxRow, PartyRow, PostingRow, ReceiptRow, TextRow
from parley.store.unit import Writing, commit

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def uuid(number: int) -> UUID:
    """Ids that sort as their numbers do, so that a test can speak of the first and the last."""
    return UUID(int=number)


BATCH = [uuid(number) for number in range(1, 65)]
"""As many orders as a web process writes at once."""


def events_of(order_id: UUID, command_id: UUID, after: OrderRow | None, how_many: int = 2) -> list[EventRow]:
    head, seq = (after.head, after.seq) if after else (GENESIS, 0)
    made: list[EventRow] = []
    for number in range(seq + 1, seq + 1 + how_many):
        event = link(
            head,
            order_id=order_id,
            seq=number,
            kind="Happened",
            at=NOON + timedelta(seconds=number),
            by="client",
            command_id=command_id,
            data=f'{{"kind":"Happened","number":{number}}}',
        )
        made.append(event)
        head = event.hash
    return made


def writing(order_id: UUID, command_id: UUID, after: OrderRow | None, *, minor: int = 500) -> Writing:
    """One command: two events, three postings that balance, an effect, a receipt, a text, a file; parties when it is new."""
    events = events_of(order_id, command_id, after)
    seq = events[-1].seq
    accounts = (("client", -minor), ("hold", minor - 50), ("fee", 50))
    return Writing(
        row=OrderRow(
            order_id,
            seq,
            "active",
            "client",
            NOON + timedelta(days=seq),
            '{"state":1}',
            events[-1].hash,
            after.created_at if after else NOON,
            NOON + timedelta(seconds=seq),
        ),
        is_new=after is None,
        expected_seq=after.seq if after else 0,
        events=events,
        postings=[
            PostingRow(order_id, seq, line, account, 1, "EUR", amount, NOON)
            for line, (account, amount) in enumerate(accounts)
        ],
        outbox=[OutboxRow(order_id, command_id, "letter", "{}", NOON)],
        receipts=[ReceiptRow(order_id, command_id, "salt", "hash", "receipt", NOON)],
        texts=[TextRow(order_id, f"commitment {seq}", "salt", "Größe ✓", "de")],
        files=[FileRow(order_id, "sha", "image/png", 7, "ab/key")],
        parties=[PartyRow(order_id, "client", "c"), PartyRow(order_id, "freelancer", "f")] if after is None else [],
    )


@dataclass
class Asks:
    """Makes commands with ids of their own."""

    made: int = 1_000_000

    def next(self) -> UUID:
        self.made += 1
        return uuid(self.made)


ASKS = Asks()


def write(*order_ids: UUID, change: Callable[[Writing], Writing] = lambda one: one) -> list[Writing]:
    """One command for each of these orders, all in one unit of work."""
    asks = [(order_id, ASKS.next()) for order_id in order_ids]
    written = []
    with commit(asks) as unit:
        for order_id, command_id in asks:
            one = change(writing(order_id, command_id, unit.row(order_id)))
            unit.write(one)
            written.append(one)
    return written


def with_row(one: Writing, **changes: object) -> Writing:
    """The same writing with another order row."""
    return replace(one, row=replace(one.row, **changes))  # type: ignore[arg-type]
