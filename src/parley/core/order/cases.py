"""A milestone becomes a case, and a case goes from one stage to the next: facts that several chapters may bring about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneEvent
from parley.core.order.outcomes import refund, split
from parley.core.order.records import FinalOffers
from parley.core.order.state import Milestone, Order
from parley.core.order.valuation import valuation
from parley.core.parties import PARTIES, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(MilestoneEvent):
    """The milestone becomes a case; its other clocks stand still. `cause` says why, or which rule opened it;
    `opened_by` is the clock for a rule, and then nobody can withdraw it."""

    cause: str
    talk_until: datetime
    opened_by: Role = Role.CLOCK


@dataclass(frozen=True, slots=True, kw_only=True)
class SealedRoundBegan(MilestoneEvent):
    """Each side may seal what it would settle for, until `ends_at` in all rounds together."""

    round: int
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MediationBegan(MilestoneEvent):
    """A mediator may propose a division until `ends_at`."""

    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSentToDecision(MilestoneEvent):
    """The talk is over; a decision is due by `decide_by`, else the valuation decides."""

    cause: str
    decide_by: datetime


def open_case(
    order: Order, milestone: Milestone, at: datetime, by: Role, cause: str, opened_by: Role = Role.CLOCK
) -> list[Event]:
    talk_until = order.terms.calendar.after_business_days(at, order.terms.windows.talk_business_days)
    return [
        CaseOpened(at=at, by=by, milestone=milestone.number, cause=cause, talk_until=talk_until, opened_by=opened_by)
    ]


def send_to_decision(order: Order, milestone: Milestone, at: datetime, by: Role, cause: str) -> list[Event]:
    decide_by = order.terms.calendar.after_days(at, order.terms.windows.decision_days)
    return [CaseSentToDecision(at=at, by=by, milestone=milestone.number, cause=cause, decide_by=decide_by)]


def go_on_from_talk(
    order: Order, milestone: Milestone, at: datetime, by: Role, acted: frozenset[Role], cause: str
) -> list[Event]:
    """Sealed offers where both have taken part; where one side never did, there is nobody to settle with."""
    if acted >= PARTIES:
        ends_at = order.terms.calendar.after_days(at, order.terms.windows.sealed_days)
        return [SealedRoundBegan(at=at, by=by, milestone=milestone.number, round=1, ends_at=ends_at)]
    return send_to_decision(order, milestone, at, by, cause)


def begin_mediation(order: Order, milestone: Milestone, at: datetime, by: Role) -> list[Event]:
    ends_at = order.terms.calendar.after_days(at, order.terms.windows.mediation_days)
    return [MediationBegan(at=at, by=by, milestone=milestone.number, ends_at=ends_at)]


def end_case(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """As it was decided; where nobody decided, the published valuation does. Where nothing had been handed in and it was past
    due when the case began, a deposit goes back too. Of two final offers the one nearer to the valuation holds, and where both
    are equally near, the client's."""
    decision = milestone.case.decision if milestone.case is not None else None
    offers = milestone.case.final_offers if milestone.case is not None else None
    if decision is None and offers is not None:
        return split(order, milestone, at, Role.CLOCK, _nearer(offers, valuation(milestone)), "valuation")
    if decision is None and _failed(milestone):
        return refund(order, milestone, at, Role.CLOCK, "valuation")
    if decision is None:
        return split(order, milestone, at, Role.CLOCK, valuation(milestone), "valuation")
    return split(order, milestone, at, Role.CLOCK, decision.amount, "decided", counts_as=decision.counts_as)


def _nearer(offers: FinalOffers, worth: Money) -> Money:
    to_client = abs(offers.client.amount_minor - worth.amount_minor)
    to_freelancer = abs(offers.freelancer.amount_minor - worth.amount_minor)
    return offers.freelancer if to_freelancer < to_client else offers.client


def _failed(milestone: Milestone) -> bool:
    if milestone.case is None or milestone.deliveries or milestone.parts:
        return False
    return milestone.due_at is not None and milestone.due_at <= milestone.case.at
