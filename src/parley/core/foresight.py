"""What would happen: the real machine, played forward on a copy.

`if_nobody_moves` says where silence leads, down to the last payment; `preview` says what an act would change, for both sides,
before anybody commits to it. What a preview said is what happens, because it is the same code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from parley.core.deadlines import deadlines_for
from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import clock_command, decide_at
from parley.core.money import Money, zero
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.messages import AnyCommand, AnyEvent
from parley.core.order.refusals import Refusal
from parley.core.order.state import Order
from parley.core.order.turns import turns
from parley.core.parties import Role

MOST_STEPS = 500


@dataclass(frozen=True, slots=True)
class Foreseen:
    """At `at` the clock `deadline` of `milestone` (None: the offer's) brings `events`."""

    at: datetime
    deadline: DeadlineKind
    milestone: int | None
    events: tuple[AnyEvent, ...]


@dataclass(frozen=True, slots=True)
class Movement:
    """What moves for each side: into a hold or out of it for the client, towards the freelancer, to the operator."""

    client_pays: Money
    client_gets_back: Money
    freelancer_gets: Money
    fee: Money


@dataclass(frozen=True, slots=True)
class Preview:
    """`refusal` is set when the act would be refused; then only clocks that had come in any case have changed anything."""

    before: Order
    after: Order
    events: tuple[AnyEvent, ...]
    movement: Movement
    turns: frozenset[Role]
    silence: tuple[Foreseen, ...]
    refusal: Refusal | None = None


def if_nobody_moves(order: Order, at: datetime | None = None) -> tuple[Foreseen, ...]:
    """Every clock in turn, with nobody acting, until none is armed. Reminders are left out: they move nothing.

    `at` is the present instant. A clock that is overdue by then, because the worker slept, brings its windows from then on;
    without `at` each is taken to fire in time.
    """
    road: list[Foreseen] = []
    for _ in range(MOST_STEPS):
        armed = deadlines_for(order)
        if not armed:
            return tuple(road)
        deadline = armed[0]
        fires_at = deadline.at if at is None else max(deadline.at, at)
        outcome = decide_at(order, clock_command(order, deadline), fires_at)
        if outcome.order is None:
            raise AssertionError("an order cannot vanish")
        order = outcome.order
        for step in outcome.steps:
            clock = step.command
            if isinstance(clock, RunOut) and clock.deadline is not DeadlineKind.NUDGE:
                road.append(Foreseen(fires_at, clock.deadline, clock.milestone, step.events))
    raise AssertionError(f"silence does not end for order {order.id}")


def preview(order: Order, command: AnyCommand, at: datetime) -> Preview:
    """What `command` would do at `at`, without doing it."""
    outcome = decide_at(order, command, at)
    after = outcome.order or order
    events = tuple(event for step in outcome.steps for event in step.events)
    return Preview(
        before=order,
        after=after,
        events=events,
        movement=movement(order, events),
        turns=turns(after),
        silence=if_nobody_moves(after, at),
        refusal=outcome.refusal,
    )


def movement(order: Order, events: Iterable[AnyEvent]) -> Movement:
    """The money that `events` move, starting from `order`."""
    nothing = zero(order.terms.currency)
    pays, back, gets, fee = nothing, nothing, nothing, nothing
    for entry in entries_for(events, pending_of(order)):
        for posting in entry.postings:
            if posting.account is Account.CLIENT:
                if posting.amount.amount_minor < 0:
                    pays = pays - posting.amount
                else:
                    back = back + posting.amount
            elif posting.account in (Account.PENDING, Account.AVAILABLE, Account.PAID_OUT, Account.OWED):
                gets = gets + posting.amount
            elif posting.account is Account.FEE:
                fee = fee + posting.amount
    return Movement(pays, back, gets, fee)
