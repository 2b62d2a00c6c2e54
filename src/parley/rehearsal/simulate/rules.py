"""What must hold after every step, whatever was asked. The numbers are those of the invariants in docs/explanation.

Each rule yields a sentence for what is not as it must be. They look at the order from outside: at its sums, its clocks and
its ends, never at how a chapter came to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import NamedTuple, get_type_hints

from parley.core.deadlines import Deadline, deadlines_for
from parley.core.effects import effects_for
from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import expected, pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.machine import Outcome, run_clocks
from parley.core.money import Money
from parley.core.order.base import MilestoneEvent
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.messages import (
    AnyCommand,
    AnyEvent,
    ClaimAnswered,
    DepositPaid,
    Funded,
    MessageSent,
    NoticeAnswered,
    Released,
    SendMessage,
    Split,
)
from parley.core.order.state import Milestone, Order, OrderStage
from parley.core.parties import PARTIES, Role

OUTSIDE = frozenset({"client", "bank", "reserve", "chargeback", "owed"})
"""Accounts that may go below zero: where the money comes from, and what somebody owes."""
WITHOUT_CLOCK = frozenset({"locked", "at_bank"})
"""A locked milestone waits for the one before it; one at the bank waits for the bank, and an alarm watches it."""
SUMS = tuple(each.name for each in fields(Milestone) if get_type_hints(Milestone)[each.name] is Money)
"""The sums of a milestone, whatever they are called."""
NOT_PAID_IN = {"covered": -1, "paid_out": 0}
"""What the operator's reserve put in, and what is counted in `released` already. All other sums came from the client."""
ONLY_THE_CLOCK_AND_THE_PARTIES = frozenset({*PARTIES, Role.CLOCK})
UNTOUCHABLE = ("stage", "held", "refunded", "cause", "deliveries")

Key = tuple[Account, int]


class Broken(NamedTuple):
    """`check` names the invariant."""

    check: str
    says: str


@dataclass(slots=True)
class Books:
    """The books of one order as somebody keeps them who hears of the events only, in minor units."""

    balances: dict[Key, int] = field(default_factory=dict)

    def book(self, before: Order | None, events: Sequence[AnyEvent]) -> Iterator[Broken]:
        for entry in entries_for(events, pending_of(before) if before else {}):
            if sum(posting.amount.amount_minor for posting in entry.postings):
                yield Broken("I1", f"the entry for {entry.why} does not balance")
            for posting in entry.postings:
                key = posting.account, posting.milestone
                self.balances[key] = self.balances.get(key, 0) + posting.amount.amount_minor

    def agree_with(self, order: Order) -> Iterator[Broken]:
        """I1: the ledger adds up to what the order's state implies, and only outside accounts are below zero."""
        booked = {key: minor for key, minor in self.balances.items() if minor}
        implied = {key: money.amount_minor for key, money in expected(order).items()}
        if booked != implied:
            differ = sorted(
                f"{a.value}[{n}]"
                for a, n in booked.keys() | implied.keys()
                if booked.get((a, n)) != implied.get((a, n))
            )
            yield Broken("I1", f"books and state differ on {', '.join(differ)}")
        for (account, number), minor in booked.items():
            if minor < 0 and account.value not in OUTSIDE:
                yield Broken("I1", f"{account.value}[{number}] is below zero: {minor}")


def after_step(before: Order, command: AnyCommand, outcome: Outcome, at: datetime) -> Iterator[Broken]:
    """Everything that one step must leave as it should be; the books are looked at apart."""
    after = outcome.order
    if after is None:
        yield Broken("I6", "the order vanished")
        return
    if outcome.refusal is not None:
        yield from _refused(before, outcome, at)
    yield from _events(command, outcome, at)
    yield from _in_time(before, outcome, at)
    yield from _fees(after, outcome)
    if after is before:
        return
    armed = deadlines_for(after)
    for deadline in armed:
        if deadline.at <= at:
            yield Broken("I3", f"{deadline.kind.value} of milestone {deadline.milestone} was due and is left lying")
    at_bank = any(milestone.chargeback is not None for milestone in after.milestones)
    if not armed and not at_bank and after.stage in (OrderStage.OFFERED, OrderStage.AGREED, OrderStage.ACTIVE):
        yield Broken("I3", f"an order that is {after.stage.value} has no clock")
    for milestone in after.milestones:
        yield from _one(milestone, armed)
        yield from _within_cap(after, milestone, at)
    for was, now in zip(before.milestones, after.milestones, strict=False):
        if was is not now:
            yield from _went_from(was, now, outcome)


def _refused(before: Order, outcome: Outcome, at: datetime) -> Iterator[Broken]:
    """I6: a refusal changes nothing but what clocks that had come have changed in any case."""
    rested, clocks = (before, []) if outcome.order is before else run_clocks(before, at)
    if outcome.order != rested or list(outcome.steps) != clocks:
        yield Broken("I6", "a refusal has changed something")


def _events(command: AnyCommand, outcome: Outcome, at: datetime) -> Iterator[Broken]:
    for step in outcome.steps:
        is_clock = isinstance(step.command, RunOut)
        for event in step.events:
            if event.at != at:
                yield Broken("time", f"{type(event).__name__} is not of the instant it was recorded at")
            if event.by not in (step.command.by, Role.CLOCK):
                yield Broken("I8", f"{type(event).__name__} is by {event.by.value}, and {step.command.by.value} asked")
            if is_clock and isinstance(event, Funded):
                yield Broken("I5", "silence has spent money")
        if isinstance(step.command, SendMessage):
            moved = [e for e in step.events if not isinstance(e, MessageSent | NoticeAnswered | ClaimAnswered)]
            if moved:
                yield Broken("I15", f"a message has brought {type(moved[0]).__name__}")
    if (
        outcome.refusal is None
        and not isinstance(command, RunOut)
        and command not in [s.command for s in outcome.steps]
    ):
        yield Broken("I6", "what was asked was neither done nor refused")


def _in_time(before: Order, outcome: Outcome, at: datetime) -> Iterator[Broken]:
    """The first clock that fired had come; what it opened is looked at by whoever looks next."""
    first = outcome.steps[0].command if outcome.steps else None
    if isinstance(first, RunOut):
        kinds = [one for one in deadlines_for(before) if (one.kind, one.milestone) == (first.deadline, first.milestone)]
        if not any(one.at <= at for one in kinds):
            yield Broken("time", f"{first.deadline.value} fired before its time")


def _fees(order: Order, outcome: Outcome) -> Iterator[Broken]:
    """The operator's fee is its share of what the freelancer gets, rounded down."""
    for step in outcome.steps:
        for event in step.events:
            if isinstance(event, DepositPaid | Released | Split):
                gross = event.to_freelancer.amount_minor + event.fee.amount_minor
                if event.fee.amount_minor != gross * order.terms.fee_basis_points // 10_000:
                    yield Broken("I1", f"the fee of {type(event).__name__} is {event.fee.amount_minor} of {gross}")


def _one(milestone: Milestone, armed: Iterable[Deadline]) -> Iterator[Broken]:
    number = milestone.number
    sums = [getattr(milestone, name).amount_minor for name in SUMS]
    if min(sums) < 0:
        yield Broken("I1", f"milestone {number} has a sum below zero")
    paid_in = sum(NOT_PAID_IN.get(name, 1) * minor for name, minor in zip(SUMS, sums, strict=True))
    if paid_in not in (0, milestone.terms.price.amount_minor):
        yield Broken("I1", f"milestone {number} accounts for {paid_in} of {milestone.terms.price.amount_minor}")
    kinds = {one.kind for one in armed if one.milestone == number} - {DeadlineKind.NUDGE}
    if milestone.has_ended:
        if milestone.held:
            yield Broken("I2", f"milestone {number} has ended and still holds money")
        if not milestone.cause:
            yield Broken("I13", f"milestone {number} has ended for no cause")
        is_waiting = bool(milestone.released) and not milestone.cleared and milestone.chargeback is None
        if is_waiting and DeadlineKind.CLEARANCE not in kinds:
            yield Broken("I3", f"nothing will clear the money of milestone {number}")
    elif milestone.stage.value not in WITHOUT_CLOCK and not kinds:
        yield Broken("I3", f"milestone {number} is {milestone.stage.value} and nothing will end that")


def _within_cap(order: Order, milestone: Milestone, at: datetime) -> Iterator[Broken]:
    """I16: nothing is held beyond the day until which the provider holds it, but what a bank disputes."""
    if order.terms.hold_cap_days is None or milestone.funded_at is None or milestone.chargeback is not None:
        return
    if milestone.held and at > order.terms.calendar.after_days(milestone.funded_at, order.terms.hold_cap_days):
        yield Broken("I16", f"milestone {milestone.number} is held beyond the provider's cap ({milestone.stage.value})")


def _went_from(was: Milestone, now: Milestone, outcome: Outcome) -> Iterator[Broken]:
    number = was.number
    events = [
        event
        for step in outcome.steps
        for event in step.events
        if isinstance(event, MilestoneEvent) and event.milestone == number
    ]
    if now.version < was.version:
        yield Broken("time", f"the version of milestone {number} ran backwards")
    if was.stage is not now.stage and now.version == was.version:
        yield Broken("time", f"milestone {number} moved and pages made before are taken for fresh")
    if was.has_ended and all(event.by in ONLY_THE_CLOCK_AND_THE_PARTIES for event in events):
        for name in UNTOUCHABLE:
            if getattr(was, name) != getattr(now, name):
                yield Broken("I10", f"milestone {number} had ended, and its {name} changed")
    if not events and (was.stage, was.held, was.ends_at) != (now.stage, now.held, now.ends_at):
        yield Broken("I15", f"milestone {number} changed without an event of its own")
    paid_twice = [event for event in events if type(event).__name__ in ("Released", "Refunded", "Split", "Voided")]
    if len(paid_twice) > 1:
        yield Broken("I9", f"milestone {number} ended {len(paid_twice)} times in one step")


def letters(events: Sequence[AnyEvent], first_seq: int) -> Iterator[Broken]:
    """Every wish names an event that happened and somebody who can read."""
    for letter in effects_for(events, first_seq):
        event = events[letter.seq - first_seq]
        if letter.kind != type(event).__name__ or letter.to is Role.CLOCK:
            yield Broken("letters", f"a letter about {letter.kind} to the {letter.to.value} for event {letter.seq}")
