"""From stage to stage: what was met on the way, as rows for the docs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from parley.core.ledger.balances import pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.ledger.entry import Entry
from parley.core.machine import Step
from parley.core.order.clock import RunOut
from parley.core.order.messages import SendMessage
from parley.core.order.state import Order
from parley.rehearsal.explore.walk import Part

BY_ANOTHER = "another milestone"
"""What moves a milestone when it is not its own act or deadline: the end of the one it waits for."""


class Row(NamedTuple):
    """`act` (a command or a deadline), asked `by` somebody, takes a milestone from one stage to another; `money` says between
    which accounts something moves, "" where nothing does."""

    stage: str
    act: str
    by: str
    to: str
    money: str


def rows_of(parts: Iterable[Part]) -> Iterator[Row]:
    """What each step of a move did to each milestone it touched."""
    for before, step, after in parts:
        yield from _of_step(before, step, after)


def _of_step(before: Order, step: Step, after: Order) -> Iterator[Row]:
    command = step.command
    name = command.deadline.value if isinstance(command, RunOut) else type(command).__name__
    own = getattr(command, "milestone", None)
    entries = entries_for(step.events, pending_of(before))
    for was, now in zip(before.milestones, after.milestones, strict=False):
        money = _money(entries, was.number)
        if was.number == own:
            yield Row(was.stage.value, name, command.by.value, now.stage.value, money)
        elif was.stage is not now.stage:
            replied = isinstance(command, SendMessage)
            who = command.by.value if replied else "clock"
            yield Row(was.stage.value, name if replied else BY_ANOTHER, who, now.stage.value, money)


def _money(entries: Iterable[Entry], milestone: int) -> str:
    """Each entry as the accounts it takes from and those it gives to."""
    moves = []
    for entry in entries:
        parts = [posting for posting in entry.postings if posting.milestone == milestone and posting.amount]
        givers = sorted(part.account.value for part in parts if part.amount.amount_minor < 0)
        takers = sorted(part.account.value for part in parts if part.amount.amount_minor > 0)
        if parts:
            moves.append(f"{' + '.join(givers)} → {' + '.join(takers)}")
    return "; ".join(dict.fromkeys(moves))
