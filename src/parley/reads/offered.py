"""The orders that answer briefs, as they stand: whose offers are on the table still, and what they ask for."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from parley.core.order.state import Order
from parley.store.forms import STATES
from parley.store.queries import order_rows


def orders_as_they_stand(order_ids: Iterable[UUID]) -> dict[UUID, Order]:
    """By id. An id under which no order was made is left out."""
    return {order_id: STATES.from_text(row.state) for order_id, row in order_rows(list(order_ids)).items()}
