"""How a person's orders stand towards their leaving: what is in the way of it, and when the words of an ended order may go."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.conf import settings

from parley.core.order.state import CASE_STAGES, Milestone, Order, OrderStage, Stage
from parley.core.parties import Role
from parley.store.forms import STATES
from parley.store.queries import orders_for_the_desk, orders_of_person
from parley.store.rows import OrderRow
from parley.store.wording import texts_named

PIECE = 200


class Why(Enum):
    """What an order needs before one of its sides can leave."""

    TAKEN = "taken"
    """They mediate in it."""
    OFFER = "offer"
    UNDER_WAY = "under_way"
    CASE = "case"
    BANK = "bank"
    CLEARING = "clearing"
    PAY_OUT = "pay_out"
    OWED = "owed"


@dataclass(frozen=True, slots=True)
class Obstacle:
    """`why` this order is in the way. `until` is when that ends by itself, where it does."""

    order: Order
    role: Role
    why: Why
    until: datetime | None = None


def orders_of(person_id: str) -> Iterator[tuple[OrderRow, Order]]:
    """Every order of which this person is a party, each once, the last that moved first."""
    seen: set[UUID] = set()
    before: tuple[datetime, UUID] | None = None
    while rows := orders_of_person(person_id, before=before, limit=PIECE):
        for row in rows:
            # An order that moves while the pieces are read would come once more.
            if row.order_id not in seen:
                seen.add(row.order_id)
                yield row, STATES.from_text(row.state)
        before = (rows[-1].updated_at, rows[-1].order_id)


def taken_cases(person_id: str) -> Iterator[Obstacle]:
    """Cases of others that this person has taken and that still wait for a mediator."""
    after: tuple[datetime | None, UUID] | None = None
    while rows := orders_for_the_desk(Role.MEDIATOR.value, after, PIECE):
        for row in rows:
            order = STATES.from_text(row.state)
            if any(one.case is not None and one.case.mediator == person_id for one in order.milestones):
                yield Obstacle(order, Role.MEDIATOR, Why.TAKEN)
        after = (rows[-1].due_at, rows[-1].order_id)
        if len(rows) < PIECE:
            return


def in_the_way(order: Order, role: Role | None) -> Iterator[Obstacle]:
    """What this order needs before whoever plays `role` in it can leave. Each need once."""
    if role is None:
        return
    if order.stage is OrderStage.OFFERED:
        yield Obstacle(order, role, Why.OFFER, order.offer.expires_at)
        return
    needs: dict[Why, datetime | None] = {}
    for milestone in order.milestones:
        for why, until in _needs(milestone, role):
            needs[why] = max(filter(None, (needs.get(why), until)), default=None)
    for why in Why:
        if why in needs:
            yield Obstacle(order, role, why, needs[why])


def _needs(milestone: Milestone, role: Role) -> Iterator[tuple[Why, datetime | None]]:
    if milestone.chargeback is not None or milestone.stage is Stage.AT_BANK:
        yield Why.BANK, None
    elif milestone.stage in CASE_STAGES or (milestone.case is not None and not milestone.has_ended):
        yield Why.CASE, None
    elif not milestone.has_ended:
        yield Why.UNDER_WAY, None
    # What was released is the freelancer's alone; the client has nothing to wait for.
    if role is Role.FREELANCER:
        if milestone.pending:
            yield Why.CLEARING, milestone.clears_at
        if milestone.available:
            yield Why.PAY_OUT, None
        if milestone.owed:
            yield Why.OWED, None


def waiting_time() -> timedelta:
    """For how long after its end the words of an order are kept for the sake of the other side."""
    return timedelta(days=settings.LEAVING_WAIT_DAYS)


def words_go_at(order: Order, row: OrderRow) -> datetime | None:
    """From when on the words of somebody who left are not needed in this order any more; None while it has not ended.

    An offer that came to nothing binds nobody, and no bank takes anything back: its words can go at once.
    """
    match order.stage:
        case OrderStage.OFFERED | OrderStage.AGREED | OrderStage.ACTIVE:
            return None
        case OrderStage.EXPIRED | OrderStage.DECLINED | OrderStage.WITHDRAWN:
            return row.updated_at
        case OrderStage.CLOSED:
            if any(milestone.chargeback is not None for milestone in order.milestones):
                return None
            return (order.closed_at or row.updated_at) + waiting_time()


def titles_of(orders: Sequence[Order]) -> dict[UUID, str]:
    """What these orders are called; one whose title was erased is left out."""
    texts = texts_named([(order.id, order.terms.title) for order in orders])
    return {order_id: row.body for (order_id, _title), row in texts.items() if row.body}
