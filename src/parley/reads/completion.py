"""What a person's ended orders say of them as a freelancer: the counts of all, and order by order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from parley.core.order.state import Order, OrderStage
from parley.core.parties import Role
from parley.core.statistics import EndedOrder, Record, ended_order, record_of
from parley.reads.wording import Wording
from parley.store.forms import STATES
from parley.store.queries import order_rows, orders_of_person_in_stage
from parley.store.rows import OrderRow
from parley.store.wording import texts_named

PIECE = 200
"""Orders read at once when all are counted."""
PAGE = 25


@dataclass(frozen=True, slots=True)
class ToldOrder:
    """An ended order with its words: only for whoever may read them. `milestone` is the name of the one that decided, empty
    where the order has only one."""

    ended: EndedOrder
    title: str
    milestone: str


Key = tuple[datetime, UUID]
"""Where a list goes on: the end and the id of the last order shown."""


@dataclass(frozen=True, slots=True)
class ToldOrders:
    """One page of them, the last that ended first. `next_key` is where the next one goes on, or None at the end."""

    orders: tuple[ToldOrder, ...]
    next_key: Key | None


def ended_orders(person_id: str) -> Iterator[EndedOrder]:
    """Every ended order in which this person was the freelancer, without a word of what it was about."""
    return map(ended_as_freelancer, closed_orders(person_id, Role.FREELANCER))


def closed_orders(person_id: str, role: Role) -> Iterator[Order]:
    """Every closed order in which this person played this role, the last that moved first."""
    seen: set[UUID] = set()
    before: Key | None = None
    while rows := _rows(person_id, role, before, PIECE):
        for row in rows:
            # An order that moves while the pieces are read would come once more.
            if row.order_id not in seen:
                seen.add(row.order_id)
                yield STATES.from_text(row.state)
        before = (rows[-1].updated_at, rows[-1].order_id)
        if len(rows) < PIECE:
            return


def completion_of(person_id: str) -> Record:
    """The counts of all ended orders of this person."""
    return record_of(ended_orders(person_id))


def told_orders(ended: Sequence[EndedOrder], after: Key | None = None, most: int = PAGE) -> ToldOrders:
    """A page of these orders with their words. All of them are there already, because all of them were counted."""
    newest_first = sorted(ended, key=_key, reverse=True)
    further = [one for one in newest_first if after is None or _key(one) < after]
    shown = further[:most]
    rows = order_rows([one.order_id for one in shown])
    orders = {order_id: STATES.from_text(row.state) for order_id, row in rows.items()}
    texts = texts_named([(order.id, text) for order in orders.values() for text in _needed(order)])
    wording = Wording({commitment: row for (_, commitment), row in texts.items()})
    return ToldOrders(
        tuple(_told(one, orders[one.order_id], wording) for one in shown if one.order_id in orders),
        _key(shown[-1]) if len(further) > most else None,
    )


def _key(ended: EndedOrder) -> Key:
    return (ended.ended_at, ended.order_id)


def _rows(person_id: str, role: Role, before: Key | None, limit: int) -> list[OrderRow]:
    return orders_of_person_in_stage(person_id, role.value, OrderStage.CLOSED.value, before, limit)


def ended_as_freelancer(order: Order) -> EndedOrder:
    """A closed order as its freelancer sees it."""
    ended = ended_order(order, Role.FREELANCER)
    if ended is None:
        raise AssertionError(f"order {order.id} is in the list of ended orders and has not ended")
    return ended


def _needed(order: Order) -> list[str]:
    return [order.terms.title, *(milestone.name for milestone in order.all_terms)]


def _told(ended: EndedOrder, order: Order, wording: Wording) -> ToldOrder:
    several = len(order.milestones) > 1
    name = order.all_terms[ended.judged.milestone - 1].name if several else None
    return ToldOrder(ended, wording.words(order.terms.title), wording.words(name))
