"""What others wrote of a person when an order was over, as far as everybody may read it: only where the machine has shown both
sides' words, and not while a bank still judges about the order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from uuid import UUID

from parley.core.order.rating import STARS
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.reads.completion import Key, closed_orders
from parley.store.wording import texts_named

MOST_ORDERS = 1_000
"""The newest orders of each role that are looked through: what was written long before says little of today."""
PIECE = 200
PAGE = 10


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One review. `role` is the part that the person played; who wrote it is not told, and neither is what it was about."""

    order_id: UUID
    ended_at: datetime
    role: Role
    stars: int
    words: str
    language: str


@dataclass(frozen=True, slots=True)
class Reviews:
    """All that count and one page of them, the last first. `next_key` is where the next page goes on, or None at the end."""

    count: int
    stars: int
    page: tuple[Reviewed, ...]
    next_key: Key | None


def reviews_of(person_id: str, worked: Sequence[Order], after: Key | None = None, most: int | None = None) -> Reviews:
    """What was written of this person. `worked` are their closed orders as a freelancer, which a page has read already."""
    paid = islice(closed_orders(person_id, Role.CLIENT), MOST_ORDERS)
    found = [
        *_read(worked[:MOST_ORDERS], Role.FREELANCER),
        *_read(paid, Role.CLIENT),
    ]
    newest_first = sorted(found, key=_key, reverse=True)
    further = [one for one in newest_first if after is None or _key(one) < after]
    shown = further[: most or PAGE]
    return Reviews(
        len(found),
        sum(one.stars for one in found),
        tuple(shown),
        _key(shown[-1]) if len(further) > len(shown) else None,
    )


def _key(one: Reviewed) -> Key:
    return (one.ended_at, one.order_id)


def _read(orders: Iterable[Order], role: Role) -> list[Reviewed]:
    """The reviews of these orders, as many at a time as one question to the database may hold."""
    told: list[tuple[Order, datetime, Commitment]] = []
    for order in orders:
        words = order.ratings.get(role.other.value)
        if words is not None and order.closed_at is not None and is_open(order):
            told.append((order, order.closed_at, words))
    found: list[Reviewed] = []
    for start in range(0, len(told), PIECE):
        found += _with_words(told[start : start + PIECE], role)
    return found


def is_open(order: Order) -> bool:
    """Whether everybody may read the reviews of this order now."""
    return order.ratings_shown and all(milestone.chargeback is None for milestone in order.milestones)


def _with_words(told: list[tuple[Order, datetime, Commitment]], role: Role) -> list[Reviewed]:
    texts = texts_named([(order.id, words) for order, _at, words in told])
    found = []
    for order, ended_at, words in told:
        row = texts.get((order.id, words))
        # Stars are part of the words, and go with them when whoever wrote them is erased.
        if row is not None and row.body and row.body[0] in STARS:
            body = row.body[1:].strip()
            found.append(Reviewed(order.id, ended_at, role, int(row.body[0]), body, row.language))
    return found
