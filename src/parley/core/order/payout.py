"""The freelancer's cleared money leaves for their own bank."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone


@dataclass(frozen=True, slots=True, kw_only=True)
class PayOut(MilestoneCommand):
    """Pay out all of this milestone that is available."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaidOut(MilestoneEvent):
    """`amount` (whole minor units of the order's currency) left for the freelancer's own bank."""

    amount: Money


def pay_out(milestone: Milestone, command: PayOut, at: datetime) -> list[Event]:
    if milestone.chargeback is not None:
        raise Refusal(Code.AT_THE_BANK)
    if not milestone.available:
        raise Refusal(Code.NOTHING_TO_PAY_OUT)
    return [PaidOut(at=at, by=command.by, milestone=milestone.number, amount=milestone.available)]
