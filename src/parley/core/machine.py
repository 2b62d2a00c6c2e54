"""The whole machine: overdue clocks first, then the command, then whatever windows of no length that opened (time.md 1)."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime

from parley.core.deadlines import Deadline, first_due
from parley.core.order.clock import RunOut
from parley.core.order.decide import decide
from parley.core.order.evolve import fold
from parley.core.order.messages import AnyCommand, AnyEvent
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Order
from parley.core.parties import Role

MOST_CLOCKS_AT_ONCE = 200
"""No order has so many windows in a row; more would mean that clocks chase each other, which the rules must not allow."""


@dataclass(frozen=True, slots=True)
class Step:
    """One command that was carried out, with what it brought."""

    command: AnyCommand
    events: tuple[AnyEvent, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a command. `order` is None only when an offer was refused. When `refusal` is set, `steps` are the
    clocks that had come in any case."""

    order: Order | None
    steps: tuple[Step, ...]
    refusal: Refusal | None = None


def decide_at(order: Order | None, command: AnyCommand, at: datetime) -> Outcome:
    """Carry out `command` at the instant `at`. Nothing is raised for a refusal: it is part of the outcome."""
    steps: list[Step] = []
    if order is not None:
        order, steps = run_clocks(order, at)
    if isinstance(command, RunOut):
        return _clock_asked(order, command, steps)
    try:
        events = tuple(decide(order, command, at))
    except Refusal as refusal:
        return Outcome(order, tuple(steps), refusal)
    order = fold(order, command.order_id, events)
    order, after = run_clocks(order, at)
    return Outcome(order, (*steps, Step(command, events), *after))


def run_clocks(order: Order, at: datetime) -> tuple[Order, list[Step]]:
    """Apply every deadline due by `at`, oldest first, each as a command of its own.

    What a clock opens begins at `at`, never at the instant it was due: nobody's window is shortened by a late worker.
    """
    steps: list[Step] = []
    while (deadline := first_due(order, at)) is not None:
        if len(steps) >= MOST_CLOCKS_AT_ONCE:
            raise AssertionError(f"clocks of order {order.id} do not come to rest")
        command = clock_command(order, deadline)
        events = tuple(decide(order, command, at))
        order = fold(order, order.id, events)
        steps.append(Step(command, events))
    return order, steps


def clock_command(order: Order, deadline: Deadline) -> RunOut:
    """The command a deadline brings. Its id follows from the deadline, so that a clock can fire only once."""
    name = f"{deadline.kind.value} {deadline.milestone} {deadline.at.isoformat()} after {order.seq}"
    return RunOut(
        order_id=order.id,
        id=uuid.uuid5(order.id, name),
        by=Role.CLOCK,
        deadline=deadline.kind,
        milestone=deadline.milestone,
    )


def _clock_asked(order: Order | None, command: RunOut, steps: list[Step]) -> Outcome:
    """The worker asks for what `run_clocks` has just done; when nothing was due, somebody was faster."""
    refusal = None if steps else Refusal(Code.NOT_DUE, deadline=command.deadline.value)
    return Outcome(order, tuple(steps), refusal)
