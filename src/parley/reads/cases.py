"""The orders that wait for those who work for the desk: a mediator, support, the bank."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from parley.core.order.state import Milestone, Order
from parley.core.order.turns import turns
from parley.core.parties import Role
from parley.core.texts import Commitment
from parley.reads.names import Names, names_of
from parley.reads.wording import Wording
from parley.store.forms import STATES
from parley.store.queries import orders_for_the_desk
from parley.store.wording import texts_named

PAGE = 25
OF_THE_DESK = (Role.MEDIATOR, Role.BANK)
"""Roles that the row of an order can wait for, beside its two sides. Support is a mediator's work."""

Key = tuple[datetime | None, UUID]
"""Where a list goes on: the next deadline and the id of the last order shown."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that somebody of the desk is waited for: `role` in this milestone."""

    order: Order
    milestone: Milestone
    role: Role
    names: Names
    wording: Wording

    @property
    def title(self) -> str:
        return self.wording.words(self.order.terms.title)


@dataclass(frozen=True, slots=True)
class Queue:
    """One page. `next_key` is where the next one goes on, or None at the end."""

    tasks: tuple[Task, ...]
    next_key: Key | None


def queue(person_id: str, roles: tuple[Role, ...] = OF_THE_DESK, after: Key | None = None, most: int = PAGE) -> Queue:
    """What waits for these roles, by the next deadline of its order. Orders of which this person is a party are left out:
    nobody works for the desk in their own."""
    role = roles[0].value if len(roles) == 1 else ""
    rows = orders_for_the_desk(role, after, most + 1)
    shown = rows[:most]
    orders = [order for row in shown if (order := STATES.from_text(row.state)).role_of(person_id) is None]
    names = names_of(orders)
    texts = texts_named([(order.id, commitment) for order in orders for commitment in _needed(order)])
    tasks = tuple(
        Task(
            order=order,
            milestone=milestone,
            role=waited_for,
            names=names[order.id],
            wording=Wording({commitment: text for (owner, commitment), text in texts.items() if owner == order.id}),
        )
        for order in orders
        for milestone in order.milestones
        for waited_for in roles
        if waited_for in turns(replace(order, milestones=(milestone,)))
    )
    last = shown[-1] if len(rows) > most else None
    return Queue(tasks, (last.due_at, last.order_id) if last is not None else None)


def _needed(order: Order) -> list[Commitment]:
    return [order.terms.title, *(milestone.name for milestone in order.all_terms)]
