"""Who somebody is in an order. A stranger and a missing order look the same: there is nothing here for them."""

from __future__ import annotations

from uuid import UUID

from parley.core.order.state import Order
from parley.core.parties import Role
from parley.store.forms import STATES
from parley.store.queries import order_row


class NothingHere(LookupError):
    """No such order, or not for this person: nobody is told which."""


def order_for(order_id: UUID, person_id: str) -> tuple[Order, Role]:
    """The order as it stands and the part this person plays in it. Raises NothingHere."""
    order = load(order_id)
    role = order.role_of(person_id)
    if role is None:
        raise NothingHere
    return order, role


def load(order_id: UUID) -> Order:
    """The order as it stands. Raises NothingHere."""
    row = order_row(order_id)
    if row is None:
        raise NothingHere
    return STATES.from_text(row.state)
