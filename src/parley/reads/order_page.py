"""Everything one order's page shows: how it stands, what happened, what was written, and where the money is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import expected
from parley.core.money import Money
from parley.core.order.messages import AnyEvent, Briefed
from parley.core.order.state import DeliveredFile, Order
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.reads.hidden import hidden_words
from parley.reads.names import Names, names_of
from parley.reads.wording import Wording
from parley.store.chain import data_of
from parley.store.forms import EVENTS, STATES
from parley.store.queries import latest_events_of, order_row, texts_of
from parley.store.rows import EventRow

SHOWN = 60
"""Entries of the timeline that a page shows at first; older ones are a click away."""


@dataclass(frozen=True, slots=True)
class Record:
    """One event with its place in the chain."""

    seq: int
    hash: str
    event: AnyEvent


@dataclass(frozen=True, slots=True)
class OrderPage:
    """`records` are the newest events, oldest first; `has_older` says that there are more before them."""

    order: Order
    head: str
    names: Names
    wording: Wording
    records: tuple[Record, ...]
    has_older: bool
    balances: Mapping[tuple[Account, int], Money]

    @property
    def title(self) -> str:
        return self.wording.words(self.order.terms.title)

    def milestone_name(self, number: int) -> str:
        name: Commitment = self.order.all_terms[number - 1].name
        return self.wording.words(name)

    def brief_files(self, number: int) -> tuple[DeliveredFile, ...]:
        """What the client handed over with the brief of this milestone."""
        briefs = [r.event for r in self.records if isinstance(r.event, Briefed) and r.event.milestone == number]
        return tuple(file for brief in briefs for file in brief.files)

    def seen_by(self, reader: Role) -> OrderPage:
        """The same without the words that are not this reader's to read."""
        hidden = hidden_words(self.order, [record.event for record in self.records], reader)
        rows = {key: row for key, row in self.wording.rows.items() if key not in hidden}
        return replace(self, wording=Wording(rows))


def order_page(order_id: UUID, before_seq: int | None = None, shown: int = SHOWN) -> OrderPage | None:
    """The page of an order, or None if there is none of this id. Who may see it is asked at the door, not here."""
    row = order_row(order_id)
    if row is None:
        return None
    order = STATES.from_text(row.state)
    limit = before_seq if before_seq is not None else row.seq + 1
    newest = latest_events_of(order_id, shown + 1, limit)
    return OrderPage(
        order=order,
        head=row.head,
        names=names_of([order])[order.id],
        wording=Wording(texts_of(order_id)),
        records=tuple(_record(event) for event in reversed(newest[:shown])),
        has_older=len(newest) > shown,
        balances=expected(order),
    )


def _record(row: EventRow) -> Record:
    return Record(row.seq, row.hash, EVENTS.from_json(data_of(row)))


def version(order_id: UUID) -> int | None:
    """How many events the order has: what a page that is already open asks, to learn whether something happened."""
    row = order_row(order_id)
    return row.seq if row else None
