"""Where silence leads under a policy, in telling situations: specimen orders, played forward by the real machine.

An operator reads this before a policy is saved. Every order here is made with the policy itself, brought to its situation by
the commands that people give, and then left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.core.calendar import Calendar
from parley.core.foresight import Foreseen, Movement, if_nobody_moves, movement
from parley.core.ledger.balances import pending_of
from parley.core.money import Money, total, zero
from parley.core.order.evolve import fold
from parley.core.order.messages import (
    AnyEvent,
    Cleared,
)
from parley.core.order.state import Order
from parley.core.order.terms import MilestoneTerms, ScopeItem, Terms
from parley.core.policies import Policy
from parley.core.provisions import in_terms
from parley.core.situations import Situation, Specimen
from parley.core.specimens import WORDS

PRICE_MINOR = 1_000_00
"""Of each milestone of a specimen, in cents."""
DUE_AFTER_DAYS = 7
EFFORT_MINUTES = 8 * 60


@dataclass(frozen=True, slots=True)
class Stop:
    """A clock that fires, `days` calendar days after the silence began, and what it moves. `available` is what the freelancer
    may have paid out from then on, and had not before."""

    foreseen: Foreseen
    days: int
    movement: Movement
    available: Money


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What silence leads to from `since` on, down to the last payment. `order` stands as it was left alone, `end` as the last
    clock leaves it.

    `is_reached` is False where the policy's clocks end the order before it comes to that; `stops` then has those clocks.
    """

    situation: Situation
    order: Order
    end: Order
    since: datetime
    stops: tuple[Stop, ...]
    is_reached: bool = True

    def earned(self) -> Money:
        """The freelancer's in the end, before the operator's fee; a deposit that stays is in it."""
        return total([one.released + one.fees for one in self.end.milestones], self.end.terms.currency)

    def back(self) -> Money:
        """The client's in the end, of what was paid in."""
        return total([one.refunded for one in self.end.milestones], self.end.terms.currency)

    def settled_on(self) -> int:
        """The day on which the last money moves between the two, clearing apart. Where none moves, the last day."""
        moved = (
            stop.days for stop in self.stops if any((stop.movement.client_gets_back, stop.movement.freelancer_gets))
        )
        return max(moved, default=self.last_day())

    def last_day(self) -> int:
        """The day on which the last clock fires."""
        return self.stops[-1].days if self.stops else 0

    def same_as(self, other: WhatIf) -> bool:
        """Whether the same clocks fire at the same instants and move the same money."""
        return self.is_reached == other.is_reached and _told(self) == _told(other)


def _told(one: WhatIf) -> list[object]:
    return [(s.foreseen.at, s.foreseen.deadline, s.foreseen.milestone, s.movement, s.available) for s in one.stops]


def what_if(
    policy: Policy, at: datetime, *, zone: str = "UTC", currency: str = "EUR", fee_basis_points: int = 0
) -> tuple[WhatIf, ...]:
    """Every situation that this policy allows, begun at the instant `at`. `zone` is the agreement's, without public holidays;
    `fee_basis_points` is the operator's fee. Raises CannotBeOffered."""
    found = []
    for situation in Situation:
        milestones = 2 if situation is Situation.NEXT_MILESTONE else 1
        if policy.most_milestones is not None and milestones > policy.most_milestones:
            continue
        asks_brief = situation is Situation.NO_BRIEF
        terms = _terms(policy, Calendar(zone), at, currency, fee_basis_points, milestones, asks_brief=asks_brief)
        found.append(_left_alone(situation, Specimen(terms, at)))
    return tuple(found)


def _left_alone(situation: Situation, specimen: Specimen) -> WhatIf:
    is_reached = specimen.comes_to(situation)
    fired = list(specimen.fired)
    left = end = specimen.there
    for foreseen in if_nobody_moves(left):
        fired.append((end, foreseen))
        end = fold(end, end.id, foreseen.events)
    stops = tuple(_stop(before, foreseen, specimen.since) for before, foreseen in fired)
    return WhatIf(situation, left, end, specimen.since, stops, is_reached)


def _stop(before: Order, foreseen: Foreseen, since: datetime) -> Stop:
    calendar = before.terms.calendar
    days = (calendar.local_date(foreseen.at) - calendar.local_date(since)).days
    return Stop(foreseen, days, movement(before, foreseen.events), _cleared(before, foreseen.events))


def _cleared(before: Order, events: tuple[AnyEvent, ...]) -> Money:
    waiting = pending_of(before)
    cleared = [waiting[one.milestone] for one in events if isinstance(one, Cleared) and one.milestone in waiting]
    return total(cleared, before.terms.currency)


def _terms(
    policy: Policy,
    calendar: Calendar,
    at: datetime,
    currency: str,
    fee_basis_points: int,
    milestones: int,
    *,
    asks_brief: bool,
) -> Terms:
    price = Money(PRICE_MINOR, currency)
    deposit = price.share(policy.deposit_percent * 100)
    due_on = calendar.local_date(at) + timedelta(days=DUE_AFTER_DAYS)
    item = ScopeItem(1, WORDS.commitment, WORDS.commitment, EFFORT_MINUTES)
    return Terms(
        title=WORDS.commitment,
        summary=WORDS.commitment,
        currency=currency,
        milestones=tuple(
            MilestoneTerms(
                number=number,
                name=WORDS.commitment,
                price=price,
                items=(item,),
                due_on=due_on,
                working_days=0,
                deposit=deposit if number == 1 else zero(currency),
                after=(number - 1,) if number > 1 else (),
                asks_brief=asks_brief,
            )
            for number in range(1, milestones + 1)
        ),
        fee_basis_points=fee_basis_points,
        calendar=calendar,
        **in_terms(policy),
    )
