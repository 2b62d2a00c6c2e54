"""What waits for a person and what waits for others, in the order of their deadlines; and the person's money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from parley.core.ledger.accounts import Account
from parley.core.money import Money
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.reads.names import Names, names_of
from parley.reads.wording import Wording
from parley.store.forms import STATES
from parley.store.queries import balances_of_person, orders_of_person
from parley.store.rows import OrderRow
from parley.store.wording import texts_named

PAGE = 25


@dataclass(frozen=True, slots=True)
class ListedOrder:
    """An order in a list, with the words that a row needs and where the next page goes on."""

    order: Order
    role: Role
    names: Names
    wording: Wording
    updated_at: datetime
    due_at: datetime | None

    @property
    def title(self) -> str:
        return self.wording.words(self.order.terms.title)

    @property
    def other(self) -> str:
        return self.names[self.role.other].name


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list. `next_key` is where the next one goes on, or None at the end."""

    orders: tuple[ListedOrder, ...]
    next_key: tuple[datetime | None, UUID] | None


@dataclass(frozen=True, slots=True)
class Purse:
    """A person's money over all orders in one currency and role."""

    held: Money
    pending: Money
    available: Money


def waiting(
    person_id: str,
    turn: bool,
    after: tuple[datetime | None, UUID] | None = None,
    most: int = PAGE,
) -> Listing:
    """Orders that wait for this person (`turn`), or for somebody else or for a date, due soonest first."""
    rows = orders_of_person(person_id, turn=turn, is_armed=not turn, sort="due_at", before=after, limit=most + 1)
    return _listing(person_id, rows, most, "due")


def all_orders(person_id: str, after: tuple[datetime | None, UUID] | None = None, most: int = PAGE) -> Listing:
    """Every order of this person, the last that moved first."""
    return _listing(person_id, orders_of_person(person_id, before=after, limit=most + 1), most, "updated")


def purses(person_id: str) -> dict[tuple[Role, str], Purse]:
    """Where this person's money is: by role and currency."""
    found: dict[tuple[Role, str], Purse] = {}
    for role in (Role.CLIENT, Role.FREELANCER):
        sums = {
            (balance.account, balance.currency): balance.amount_minor
            for balance in balances_of_person(person_id, role.value)
        }
        for currency in sorted({currency for _, currency in sums}):
            found[role, currency] = Purse(
                *(
                    Money(sums.get((account.value, currency), 0), currency)
                    for account in (Account.HOLD, Account.PENDING, Account.AVAILABLE)
                )
            )
    return found


def _listing(person_id: str, rows: Sequence[OrderRow], most: int, key: Literal["due", "updated"]) -> Listing:
    shown = rows[:most]
    orders = [STATES.from_text(row.state) for row in shown]
    names = names_of(orders)
    texts = texts_named([(order.id, commitment) for order in orders for commitment in _needed(order)])
    listed = tuple(
        ListedOrder(
            order=order,
            role=order.role_of(person_id) or Role.CLIENT,
            names=names[order.id],
            wording=Wording({commitment: text for (owner, commitment), text in texts.items() if owner == order.id}),
            updated_at=row.updated_at,
            due_at=row.due_at,
        )
        for row, order in zip(shown, orders, strict=True)
    )
    last = shown[-1] if len(rows) > most else None
    if last is None:
        return Listing(listed, None)
    return Listing(listed, (last.due_at if key == "due" else last.updated_at, last.order_id))


def _needed(order: Order) -> list[Commitment]:
    return [order.terms.title, *(milestone.name for milestone in order.all_terms)]
