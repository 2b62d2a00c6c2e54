"""The choice between two last offers: where both sides want it, each seals one sum, and the decision is one of the two.

Whoever asks for too much makes the other sum the likelier one, so that both have a reason to come nearer. Sealing a sum is how
a side says that it wants this. Until both have, nobody learns anything, and what was sealed is destroyed when the case goes on
without it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, some
from parley.core.order.bids import both_sums, middle_of
from parley.core.order.cases import send_to_decision
from parley.core.order.outcomes import split
from parley.core.order.records import FinalOffers
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SealFinal(MilestoneCommand):
    """Seal one's last sum, for the freelancer out of the hold, as whole minor units in words. `opposite` is the other
    side's, handed over by the desk as for a sealed offer."""

    bid: Text
    opposite: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.bid)


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalOfferSealed(MilestoneEvent):
    """One side wants the choice between two last offers. The sum stays in a text that is destroyed."""

    bid: Commitment


@dataclass(frozen=True, slots=True, kw_only=True)
class FinalOffersOpened(MilestoneEvent):
    """Both wanted it, so both sums are told."""

    offers: FinalOffers


def seal_final(order: Order, milestone: Milestone, command: SealFinal, at: datetime) -> list[Event]:
    if milestone.case is None:
        raise Refusal(Code.NOT_NOW)
    sums = both_sums(milestone, command.by, command.bid, command.opposite)
    sealed = FinalOfferSealed(at=at, by=command.by, milestone=milestone.number, bid=command.bid.commitment)
    if sums is None:
        return [sealed]
    client, freelancer = sums
    offers = FinalOffers(client, freelancer)
    opened = FinalOffersOpened(at=at, by=Role.CLOCK, milestone=milestone.number, offers=offers)
    if freelancer <= client:
        middle = middle_of(client, freelancer)
        return [sealed, opened, *split(order, milestone, at, Role.CLOCK, middle, "sealed")]
    return [sealed, opened, *send_to_decision(order, milestone, at, Role.CLOCK, "final_offers")]
