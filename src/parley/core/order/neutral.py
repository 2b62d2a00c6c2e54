"""Who may work on a case for the desk: nobody in an order of their own, nobody of a side's organisation, and nobody twice."""

from __future__ import annotations

from dataclasses import dataclass

from parley.core.order.base import MilestoneCommand
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.parties import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class ForTheDesk(MilestoneCommand):
    """What `person` does for the desk between two others. `shares` are the sides that belong to the same organisation as
    that person: a fact the desk hands over, never something that is said from outside."""

    person: str
    shares: frozenset[Role] = frozenset()


def require_neutral(order: Order, command: ForTheDesk) -> None:
    """Nobody works for the desk in an order that is their own or their organisation's."""
    if order.role_of(command.person) is not None:
        raise Refusal(Code.MEDIATOR_IS_PARTY)
    if command.shares:
        raise Refusal(Code.MEDIATOR_SHARES)


def require_judge(order: Order, milestone: Milestone, command: ForTheDesk) -> None:
    """Whoever wrote to a side on somebody's behalf does not judge between the two, and a case that somebody took is theirs."""
    require_neutral(order, command)
    if any(command.person in one.outreach_persons for one in order.milestones):
        raise Refusal(Code.MEDIATOR_WROTE)
    if milestone.case is not None and milestone.case.mediator not in ("", command.person):
        raise Refusal(Code.CASE_TAKEN)


def require_another(milestone: Milestone, command: ForTheDesk) -> None:
    """An appeal goes to somebody who did not decide before."""
    first = milestone.case.decision if milestone.case is not None else None
    if first is not None and first.person == command.person:
        raise Refusal(Code.MEDIATOR_DECIDED)
