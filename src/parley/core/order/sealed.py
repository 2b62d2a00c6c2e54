"""Sealed offers: each side says in secret what it would settle for. Where the two overlap, the middle settles the case; where
they do not, nobody learns anything but that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, some
from parley.core.order.bids import both_sums, middle_of
from parley.core.order.cases import SealedRoundBegan, begin_mediation
from parley.core.order.outcomes import split
from parley.core.order.records import Case
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SealBid(MilestoneCommand):
    """Say in secret what one would settle for: the freelancer the least, the client the most that the freelancer
    gets of the hold, as whole minor units in words. `opposite` is the other side's sealed words, which the desk
    hands over when they are there; a command from outside never has them."""

    bid: Text
    opposite: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.bid)


@dataclass(frozen=True, slots=True, kw_only=True)
class BidSealed(MilestoneEvent):
    """Only that there is one: the sum is nowhere but in a text that is destroyed when the round ends."""

    bid: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRoundEnded(MilestoneEvent):
    """Both were in: they overlapped or they did not. The bids are destroyed."""

    round: int
    overlap: bool


def seal_bid(order: Order, milestone: Milestone, command: SealBid, at: datetime) -> list[Event]:
    case = milestone.case
    if case is None:
        raise Refusal(Code.NOT_NOW)
    sums = both_sums(milestone, command.by, command.bid, command.opposite)
    sealed = BidSealed(at=at, by=command.by, milestone=milestone.number, bid=command.bid.commitment)
    if sums is None:
        return [sealed]
    most, least = sums
    ended = SealedRoundEnded(at=at, by=Role.CLOCK, milestone=milestone.number, round=case.round, overlap=least <= most)
    if ended.overlap:
        middle = middle_of(most, least)
        return [sealed, ended, *split(order, milestone, at, Role.CLOCK, middle, "sealed")]
    return [sealed, ended, *_after_round(order, milestone, case, at)]


def _after_round(order: Order, milestone: Milestone, case: Case, at: datetime) -> list[Event]:
    if case.round >= order.terms.windows.sealed_rounds or milestone.ends_at is None:
        return begin_mediation(order, milestone, at, Role.CLOCK)
    return [
        SealedRoundBegan(
            at=at, by=Role.CLOCK, milestone=milestone.number, round=case.round + 1, ends_at=milestone.ends_at
        )
    ]
