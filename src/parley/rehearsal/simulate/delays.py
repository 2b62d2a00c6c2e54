"""Whoever can put the end off must run out of ways to do so (I7): each act that begins a clock again has a budget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from parley.core.machine import Outcome
from parley.core.order.clock import RunOut
from parley.core.order.messages import AnyCommand
from parley.core.order.state import Order
from parley.rehearsal.simulate.rules import Broken

MOST = 3
"""No act may put the same milestone's clock off more often, but for those that an agreed number of rounds gives."""


@dataclass(slots=True)
class Delays:
    """How often each kind of act has put off the clock of a milestone."""

    put_off: Counter[tuple[int, str]] = field(default_factory=Counter)

    def looks(self, before: Order, command: AnyCommand, outcome: Outcome) -> Iterator[Broken]:
        """One step more."""
        after = outcome.order
        if after is None or outcome.refusal is not None or isinstance(command, RunOut):
            return
        for was, now in zip(before.milestones, after.milestones, strict=False):
            if was.ends_at is None or now.ends_at is None or now.ends_at <= was.ends_at:
                continue
            key = now.number, type(command).__name__
            self.put_off[key] += 1
            if self.put_off[key] > MOST + after.terms.rounds:
                yield Broken("I7", f"{key[1]} has put off the clock of milestone {key[0]} {self.put_off[key]} times")
