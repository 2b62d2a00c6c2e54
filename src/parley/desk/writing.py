"""From what was decided to the rows of one order. Books and letters are derived here, so that nobody can forget them."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from parley.core.deadlines import due_at
from parley.core.effects import effects_for
from parley.core.ledger.balances import pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Step
from parley.core.order.messages import AnyCommand, AnyEvent, Joined, Offered
from parley.core.order.state import Order
from parley.core.order.turns import turns
from parley.core.parties import PARTIES
from parley.desk.receipts import Receipt, write_receipt
from parley.desk.sealed import destroyed, trace
from parley.store.chain import GENESIS, link
from parley.store.forms import EVENTS, LETTERS, STATES
from parley.store.rows import EventRow, FileRow, OrderRow, OutboxRow, PartyRow, PostingRow, ReceiptRow, TextRow
from parley.store.unit import Writing


def writing(
    row: OrderRow | None,
    before: Order | None,
    after: Order,
    steps: Sequence[Step],
    at: datetime,
    *,
    salt: str,
    answered: AnyCommand | None,
    files: Sequence[FileRow],
) -> Writing:
    """All rows that `steps` bring. `row` and `before` are the order as it was read, None for a new one; `answered` is the
    command that gets a receipt, None when only clocks were applied."""
    old_seq = row.seq if row else 0
    events = [event for step in steps for event in step.events]
    journal = _journal(after.id, row.head if row else GENESIS, old_seq, steps)
    head = journal[-1].hash if journal else (row.head if row else GENESIS)
    gone = destroyed(before, after, steps)
    return Writing(
        row=OrderRow(
            order_id=after.id,
            seq=old_seq + len(journal),
            stage=after.stage.value,
            turn=turn_text(after),
            due_at=due_at(after),
            state=STATES.to_text(after),
            head=head,
            created_at=row.created_at if row else at,
            updated_at=at,
        ),
        is_new=row is None,
        expected_seq=old_seq,
        events=journal,
        postings=_postings(before, after, events, old_seq + 1),
        outbox=_outbox(after, events, old_seq + 1, at),
        receipts=_receipts(answered, after, old_seq + len(journal), head, at, salt),
        texts=[trace(text, at) if text.commitment in gone else text for text in _texts(after, steps)],
        destroyed=sorted(gone),
        files=files,
        parties=_parties(after, events),
    )


def turn_text(order: Order) -> str:
    """Whose turn, as the row keeps it: roles between spaces, so that one can be looked for. The desk's own work is found
    by it too: a mediator, the bank."""
    return "".join(f" {role.value} " for role in sorted(turns(order), key=lambda role: role.value))


def _journal(order_id: uuid.UUID, head: str, seq: int, steps: Iterable[Step]) -> list[EventRow]:
    rows: list[EventRow] = []
    for step in steps:
        for event in step.events:
            seq += 1
            row = link(
                head,
                order_id=order_id,
                seq=seq,
                kind=type(event).__name__,
                at=event.at,
                by=event.by.value,
                command_id=step.command.id,
                data=EVENTS.to_json(event),
            )
            head = row.hash
            rows.append(row)
    return rows


def _postings(before: Order | None, after: Order, events: Sequence[AnyEvent], first_seq: int) -> list[PostingRow]:
    pending = pending_of(before) if before else {}
    return [
        PostingRow(
            order_id=after.id,
            seq=entry.seq,
            line=line,
            account=posting.account.value,
            milestone=posting.milestone,
            currency=posting.amount.currency,
            amount_minor=posting.amount.amount_minor,
            at=events[entry.seq - first_seq].at,
        )
        for entry in entries_for(events, pending, first_seq)
        for line, posting in enumerate(entry.postings, start=1)
    ]


def _outbox(after: Order, events: Sequence[AnyEvent], first_seq: int, at: datetime) -> list[OutboxRow]:
    return [
        OutboxRow(
            order_id=after.id,
            effect_id=uuid.uuid5(after.id, f"letter {letter.seq} {letter.to.value}"),
            kind=letter.kind,
            body=LETTERS.to_text(letter),
            made_at=at,
        )
        for letter in effects_for(events, first_seq)
    ]


def _receipts(
    answered: AnyCommand | None, after: Order, seq: int, head: str, at: datetime, salt: str
) -> list[ReceiptRow]:
    if answered is None:
        return []
    return [write_receipt(answered, Receipt(after.id, answered.id, seq, head, at), salt)]


def _texts(after: Order, steps: Iterable[Step]) -> list[TextRow]:
    return [
        TextRow(after.id, text.commitment, text.salt, text.words, text.language)
        for step in steps
        for text in step.command.texts()
    ]


def _parties(after: Order, events: Iterable[AnyEvent]) -> list[PartyRow]:
    if not any(isinstance(event, Offered | Joined) for event in events):
        return []
    found = [(role, after.person(role)) for role in sorted(PARTIES, key=lambda role: role.value)]
    return [PartyRow(after.id, role.value, person) for role, person in found if person is not None]
