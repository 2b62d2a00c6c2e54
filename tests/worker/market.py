"""People and orders in a real database, for whoever works without being asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from parley.core.order.state import Order
from parley.core.parties import Role
from parley.desk.receipts import Receipt
from parley.desk.submit import submit
from parley.people.models import Person
from parley.people.register import register
from parley.store.chain import verify
from parley.store.forms import STATES
from parley.store.queries import events_of, imbalances, order_row
from parley.store.rows import OrderRow
from tests.asks import Ask, accept_offer, deliver, fund, make_offer
from tests.deals import MONDAY, Deal, deal

A_MINUTE = timedelta(minutes=1)


class Time:
    """An instant that stands still until it is moved."""

    def __init__(self, at: datetime = MONDAY) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def passes(self, **length: int) -> datetime:
        self.at += timedelta(**length)
        return self.at


def ana(language: str = "en", zone: str = "Europe/Madrid", name: str = "Ana Ruiz") -> Person:
    """Works: the freelancer in every order here."""
    return Person.objects.with_email("ana@example.org") or register(name, "ana@example.org", language, zone)


def marc(language: str = "en", zone: str = "America/New_York", name: str = "Marc Vidal") -> Person:
    """Pays: the client."""
    return Person.objects.with_email("marc@example.org") or register(name, "marc@example.org", language, zone)


def deal_of(at: datetime) -> Deal:
    """A deal for a test that lives in the present: it is due ten days after `at`."""
    return deal().with_milestone(1, due_on=(at + timedelta(days=10)).date())


def offered(count: int = 1, at: datetime = MONDAY, the: Deal | None = None, first: int = 1) -> list[UUID]:
    """So many offers from Ana to Marc; their ids count from `first`."""
    client, freelancer = str(marc().id), str(ana().id)
    ids = [UUID(int=number) for number in range(first, first + count)]
    offers = [make_offer(the or deal(), Role.FREELANCER, client, freelancer, order_id) for order_id in ids]
    answers = submit([offer(None) for offer in offers], at)
    assert all(isinstance(answer, Receipt) for answer in answers), answers
    return ids


def working(count: int = 1, at: datetime = MONDAY, the: Deal | None = None, first: int = 1) -> list[UUID]:
    ids = offered(count, at, the, first)
    do(ids, accept_offer(), at)
    do(ids, fund(), at)
    return ids


def delivered(count: int = 1, at: datetime = MONDAY, the: Deal | None = None, first: int = 1) -> list[UUID]:
    ids = working(count, at, the, first)
    do(ids, deliver(), at)
    return ids


def do(ids: Sequence[UUID], ask: Ask, at: datetime) -> None:
    """Ask the same of each of these orders."""
    answers = submit([ask(order(order_id)) for order_id in ids], at)
    assert all(isinstance(answer, Receipt) for answer in answers), answers


def row(order_id: UUID) -> OrderRow:
    found = order_row(order_id)
    assert found is not None
    return found


def order(order_id: UUID) -> Order:
    return STATES.from_text(row(order_id).state)


def kinds(order_id: UUID) -> list[str]:
    return [event.kind for event in events_of(order_id)]


def assert_sound(ids: Sequence[UUID]) -> None:
    """The chain of each order is whole, and its books come to nothing."""
    for order_id in ids:
        stands = row(order_id)
        assert verify(events_of(order_id), order_id=order_id, head=stands.head, seq=stands.seq) is None
    assert imbalances(1) == []
