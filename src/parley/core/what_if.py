"""Where silence leads under a policy, in telling situations: specimen orders, played forward by the real machine.

An operator reads this before a policy is saved. Every order here is made with the policy itself, brought to its situation by
the commands that people give, and then left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from parley.core.calendar import Calendar
from parley.core.deadlines import deadlines_for
from parley.core.foresight import MOST_STEPS, Foreseen, Movement, if_nobody_moves, movement
from parley.core.ledger.balances import pending_of
from parley.core.machine import clock_command, decide_at
from parley.core.money import Money, total, zero
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.evolve import fold
from parley.core.order.messages import (
    AcceptOffer,
    AnyCommand,
    AnyEvent,
    AnyMilestoneCommand,
    AskClarify,
    Cleared,
    Deliver,
    Fund,
    MakeOffer,
    MakeStatement,
    RequestRevision,
    SendMessage,
    SendNotice,
)
from parley.core.order.silence import notice_possible_from
from parley.core.order.state import Milestone, Order, Stage
from parley.core.order.terms import Funding, MilestoneTerms, ScopeItem, Terms, clauses, terms_hash
from parley.core.parties import Role
from parley.core.policies import Policy
from parley.core.provisions import in_terms
from parley.core.specimens import ID, WORDS, specimen

PRICE_MINOR = 1_000_00
"""Of each milestone of a specimen, in cents."""
DUE_AFTER_DAYS = 7
EFFORT_MINUTES = 8 * 60


class Situation(Enum):
    """Where an order may be left alone."""

    OFFER_UNANSWERED = "offer_unanswered"
    NEVER_FUNDED = "never_funded"
    NO_BRIEF = "no_brief"
    NEVER_DELIVERED = "never_delivered"
    DELIVERED = "delivered"
    EARLY_NOTICE = "early_notice"
    ONE_REPLY = "one_reply"
    REQUEST_LEFT_ALONE = "request_left_alone"
    QUESTION_LEFT_OPEN = "question_left_open"
    CASE_UNDECIDED = "case_undecided"
    NEXT_MILESTONE = "next_milestone"


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
        """The day from which nothing moves between the two any more; only clearing may come after it."""
        return max(
            (stop.days for stop in self.stops if stop.foreseen.deadline is not DeadlineKind.CLEARANCE), default=0
        )

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
    `fee_basis_points` is the operator's fee."""
    found = []
    for situation, bring_about in SITUATIONS.items():
        milestones = 2 if situation is Situation.NEXT_MILESTONE else 1
        if policy.most_milestones is not None and milestones > policy.most_milestones:
            continue
        asks_brief = situation is Situation.NO_BRIEF
        terms = _terms(policy, Calendar(zone), at, currency, fee_basis_points, milestones, asks_brief=asks_brief)
        found.append(_Specimen(terms, at).left_alone(situation, bring_about))
    return tuple(found)


class _NotReached(Exception):
    """A clock of the policy, or a rule, kept the order from getting there."""


class _Specimen:
    """One order on its way into a situation. Clocks that fire after `begins` belong to the silence already."""

    def __init__(self, terms: Terms, at: datetime) -> None:
        self.terms = terms
        self.at = self.since = self.before = at
        self.order: Order | None = None
        self.fired: list[tuple[Order, Foreseen]] = []
        self.fired_before: list[tuple[Order, Foreseen]] = []

    def left_alone(self, situation: Situation, bring_about: Callable[[_Specimen], None]) -> WhatIf:
        is_reached = True
        try:
            bring_about(self)
        except _NotReached:
            is_reached = False
            self.since, self.fired = self.before, self.fired_before + self.fired
        left = end = self.there
        for foreseen in if_nobody_moves(left):
            self.fired.append((end, foreseen))
            end = fold(end, end.id, foreseen.events)
        stops = tuple(_stop(before, foreseen, self.since) for before, foreseen in self.fired)
        return WhatIf(situation, left, end, self.since, stops, is_reached)

    @property
    def there(self) -> Order:
        if self.order is None:
            raise _NotReached
        return self.order

    def milestone(self, number: int = 1) -> Milestone:
        order = self.there
        if not order.milestones:
            raise _NotReached
        return order.milestone(number)

    def begins(self) -> None:
        """What the clocks do from here on is told; what they did before only if the next act is not reached."""
        self.before, self.fired_before = self.since, self.fired
        self.since, self.fired = self.at, []

    def does(self, command: AnyCommand, at: datetime | None = None) -> None:
        """At the instant `at` if that is later, with every clock before it in time. Raises _NotReached where a rule says no."""
        if at is not None:
            self._waits_until(at)
            self.at = max(self.at, at)
        self._carries_out(command)

    def _waits_until(self, at: datetime) -> None:
        for _ in range(MOST_STEPS):
            armed = deadlines_for(self.there)
            if not armed or armed[0].at > at:
                return
            self._next_clock()
        raise _NotReached

    def _next_clock(self) -> None:
        deadline = deadlines_for(self.there)[0]
        self.at = max(self.at, deadline.at)
        self._carries_out(clock_command(self.there, deadline))

    def _carries_out(self, command: AnyCommand) -> None:
        outcome = decide_at(self.order, command, self.at)
        for step in outcome.steps:
            clock = step.command
            if self.order is not None and isinstance(clock, RunOut) and clock.deadline is not DeadlineKind.NUDGE:
                self.fired.append((self.order, Foreseen(self.at, clock.deadline, clock.milestone, step.events)))
            self.order = fold(self.order, command.order_id, step.events)
        if outcome.refusal is not None:
            raise _NotReached

    def acts(self, kind: type[AnyMilestoneCommand], by: Role, number: int = 1, at: datetime | None = None) -> None:
        """The act in the first form that its rule accepts."""
        self.does(specimen(kind, self.milestone(number), ID, by), at)

    def waits_for(self, stage: Stage) -> None:
        """Silence until the first milestone stands there."""
        for _ in range(MOST_STEPS):
            if self.milestone().stage is stage:
                return
            if self.milestone().has_ended or not deadlines_for(self.there):
                break
            self._next_clock()
        raise _NotReached


def _stop(before: Order, foreseen: Foreseen, since: datetime) -> Stop:
    calendar = before.terms.calendar
    days = (calendar.local_date(foreseen.at) - calendar.local_date(since)).days
    return Stop(foreseen, days, movement(before, foreseen.events), _cleared(before, foreseen.events))


def _cleared(before: Order, events: tuple[AnyEvent, ...]) -> Money:
    waiting = pending_of(before)
    cleared = [waiting[one.milestone] for one in events if isinstance(one, Cleared) and one.milestone in waiting]
    return total(cleared, before.terms.currency)


# --- the ways into each situation: the silence begins with the last act that is told here


def _offered(the: _Specimen) -> None:
    offer = MakeOffer(
        order_id=ID,
        id=ID,
        by=Role.FREELANCER,
        client="client",
        freelancer="freelancer",
        terms=the.terms,
        wording=(WORDS,),
    )
    the.begins()
    the.does(offer)


def _agreed(the: _Specimen) -> None:
    _offered(the)
    ticked = tuple(clause.key for clause in clauses(the.terms))
    the.begins()
    the.does(AcceptOffer(order_id=ID, id=ID, by=Role.CLIENT, terms_hash=terms_hash(the.terms), ticked=ticked))


def _funded(the: _Specimen) -> None:
    _agreed(the)
    up_front = the.terms.funding is Funding.ALL_UP_FRONT
    the.begins()
    for milestone in reversed(the.terms.milestones):
        if milestone.number == 1 or up_front:
            the.acts(Fund, Role.CLIENT, milestone.number)


def _delivered(the: _Specimen) -> None:
    _funded(the)
    the.begins()
    the.acts(Deliver, Role.FREELANCER)


def _noticed_early(the: _Specimen) -> None:
    """Days are counted from the delivery, to lie beside those of mere silence."""
    _delivered(the)
    windows = the.terms.windows
    for _ in range(windows.contacts_before_notice):
        if the.milestone().stage is not Stage.DELIVERED:
            raise _NotReached
        the.does(
            SendMessage(order_id=ID, id=ID, by=Role.FREELANCER, text=WORDS),
            the.at + timedelta(hours=windows.contact_gap_hours),
        )
    the.acts(SendNotice, Role.FREELANCER, at=notice_possible_from(the.there, the.milestone()))


def _replied_once(the: _Specimen) -> None:
    _delivered(the)
    the.waits_for(Stage.NOTICED)
    the.begins()
    the.does(SendMessage(order_id=ID, id=ID, by=Role.CLIENT, text=WORDS))


def _requested(the: _Specimen) -> None:
    _delivered(the)
    the.begins()
    the.acts(RequestRevision, Role.CLIENT)


def _question_left_open(the: _Specimen) -> None:
    _requested(the)
    the.begins()
    the.acts(AskClarify, Role.FREELANCER)


def _undecided(the: _Specimen) -> None:
    """Both have said their word in the case, and then nobody moves: neither of the two, and no mediator."""
    _requested(the)
    the.waits_for(Stage.CASE_TALK)
    the.begins()
    the.acts(MakeStatement, Role.CLIENT)
    the.acts(MakeStatement, Role.FREELANCER)


SITUATIONS: Mapping[Situation, Callable[[_Specimen], None]] = {
    Situation.OFFER_UNANSWERED: _offered,
    Situation.NEVER_FUNDED: _agreed,
    Situation.NO_BRIEF: _funded,
    Situation.NEVER_DELIVERED: _funded,
    Situation.DELIVERED: _delivered,
    Situation.EARLY_NOTICE: _noticed_early,
    Situation.ONE_REPLY: _replied_once,
    Situation.REQUEST_LEFT_ALONE: _requested,
    Situation.QUESTION_LEFT_OPEN: _question_left_open,
    Situation.CASE_UNDECIDED: _undecided,
    Situation.NEXT_MILESTONE: _delivered,
}


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
