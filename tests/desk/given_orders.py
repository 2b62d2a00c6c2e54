"""Orders in a real database, brought there through the desk itself. Nobody here has an account: a party is an id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection

from parley.core.order.evolve import fold
from parley.core.order.messages import AnyCommand, AnyEvent, Deliver
from parley.core.order.state import Order
from parley.core.parties import Role
from parley.desk.files import KeptFile
from parley.desk.receipts import Receipt
from parley.desk.submit import Answer, submit
from parley.store.chain import data_of, verify
from parley.store.forms import EVENTS, STATES
from parley.store.queries import events_of, imbalances, order_row
from parley.store.rows import OrderRow
from tests.asks import CLIENT_PERSON, FREELANCER, FREELANCER_PERSON, Ask, accept_offer, deliver, fund, make_offer
from tests.deals import MONDAY, Deal, text

SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)

TABLES = ("orders", "parties", "journal", "postings", "outbox", "receipts", "texts", "files")


def order_ids(count: int, first: int = 1) -> list[UUID]:
    """Ids that sort as they are counted."""
    return [UUID(int=number) for number in range(first, first + count)]


def offered(
    count: int = 1,
    at: datetime = MONDAY,
    the: Deal | None = None,
    *,
    by: Role = FREELANCER,
    client: str | None = CLIENT_PERSON,
    freelancer: str | None = FREELANCER_PERSON,
    first: int = 1,
) -> list[UUID]:
    """So many offers, their ids counted from `first`."""
    ids = order_ids(count, first)
    done(submit([make_offer(the, by, client, freelancer, order_id)(None) for order_id in ids], at))
    return ids


def agreed(count: int = 1, at: datetime = MONDAY, the: Deal | None = None, first: int = 1) -> list[UUID]:
    ids = offered(count, at, the, first=first)
    do(ids, accept_offer(), at)
    return ids


def working(count: int = 1, at: datetime = MONDAY, the: Deal | None = None, first: int = 1) -> list[UUID]:
    ids = agreed(count, at, the, first)
    do(ids, fund(), at)
    return ids


def delivered(count: int = 1, at: datetime = MONDAY, the: Deal | None = None, first: int = 1) -> list[UUID]:
    ids = working(count, at, the, first)
    do(ids, deliver(), at)
    return ids


def do(ids: Sequence[UUID], ask: Ask, at: datetime) -> list[Receipt]:
    """Ask the same of each of these orders, in one batch, and be obeyed."""
    return done(submit([command(order_id, ask) for order_id in ids], at))


def answer(order_id: UUID, ask: Ask, at: datetime) -> Answer:
    """What one question is answered with."""
    [one] = submit([command(order_id, ask)], at)
    return one


def command(order_id: UUID, ask: Ask) -> AnyCommand:
    """The command that `ask` makes of this order as it stands."""
    return ask(order(order_id))


def done(answers: Iterable[Answer]) -> list[Receipt]:
    receipts = list(answers)
    assert all(isinstance(one, Receipt) for one in receipts), receipts
    return [one for one in receipts if isinstance(one, Receipt)]


def row(order_id: UUID) -> OrderRow:
    found = order_row(order_id)
    assert found is not None
    return found


def order(order_id: UUID) -> Order:
    return STATES.from_text(row(order_id).state)


def kinds(order_id: UUID) -> list[str]:
    """What has happened, by the names of the events."""
    return [event.kind for event in events_of(order_id)]


def events(order_id: UUID) -> list[AnyEvent]:
    return [EVENTS.from_json(data_of(event)) for event in events_of(order_id)]


def everything() -> dict[str, list[tuple[object, ...]]]:
    """All that is stored about orders, to see that nothing of it has changed."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  (names of our own)
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def assert_sound(ids: Iterable[UUID]) -> None:
    """What must always hold: whole chains, books that come to nothing, and an order row that follows from its events."""
    for order_id in ids:
        stands = row(order_id)
        assert verify(events_of(order_id), order_id=order_id, head=stands.head, seq=stands.seq) is None
        assert fold(None, order_id, events(order_id)) == order(order_id)
    assert imbalances(1) == []


def delivery_of(kept: KeptFile) -> Deliver:
    """Hand in this one file."""
    return Deliver(
        order_id=kept.row.order_id,
        id=UUID(int=kept.row.order_id.int + 900),
        by=FREELANCER,
        milestone=1,
        files=(kept.delivered,),
        names=(kept.name,),
        note=text("Here it is"),
    )
