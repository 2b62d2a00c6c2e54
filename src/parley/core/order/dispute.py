"""The case: a milestone that the two could not settle. Here it is opened by the clock, heard, and in the last resort valued.

The stages between talk and decision (sealed offers, mediation, appeal) join this conversation later.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, require_words, some
from parley.core.order.outcomes import send_to_decision, split
from parley.core.order.state import Milestone, Order
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeStatement(MilestoneCommand):
    """Say, for the record of the case, what happened. Whoever makes one has acted in the case."""

    statement: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.statement)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementMade(MilestoneEvent):
    statement: Commitment


def make_statement(milestone: Milestone, command: MakeStatement, at: datetime) -> list[Event]:
    statement = require_words(command.statement)
    return [StatementMade(at=at, by=command.by, milestone=milestone.number, statement=statement.commitment)]


def end_talk(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    return send_to_decision(order, milestone, at, Role.CLOCK, "talk_ended")


def stop_long_wait(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The long stop: however often windows began again, this one ends them."""
    return send_to_decision(order, milestone, at, Role.CLOCK, "long_stop")


def split_by_valuation(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """Nobody decided in time: the published valuation does."""
    return split(order, milestone, at, Role.CLOCK, valuation(milestone), "valuation")
