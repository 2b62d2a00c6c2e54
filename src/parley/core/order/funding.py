"""Money comes in, and the brief that lets the work begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, said, some
from parley.core.order.cases import send_to_decision
from parley.core.order.files import require_files
from parley.core.order.outcomes import (
    due_instant,
    enter_funded,
    fund_from,
    is_within_cap,
    refund,
    start_work,
    void,
)
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import DeliveredFile, Milestone, Order, Stage
from parley.core.order.terms import Funding
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Fund(MilestoneCommand):
    """Pay the milestone's exact price into its hold."""

    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitBrief(MilestoneCommand):
    """Hand over what the freelancer needs to begin."""

    note: Text | None
    files: tuple[DeliveredFile, ...] = ()
    names: tuple[Text, ...] = ()

    def texts(self) -> tuple[Text, ...]:
        return some(self.note, *self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class SkipBrief(MilestoneCommand):
    """Begin without waiting for the client's material. The deposit then waits for the first delivery."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Funded(MilestoneEvent):
    """The client paid `amount` (whole minor units of the order's currency) into the milestone's hold."""

    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingLapsed(MilestoneEvent):
    """Nobody paid in time; the milestone can still be funded until `void_at`."""

    void_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefed(MilestoneEvent):
    """The client handed over what is needed to begin: a note, files, or both."""

    note: Commitment | None
    files: tuple[DeliveredFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSkipped(MilestoneEvent):
    """The freelancer begins without the client's material."""


def fund(order: Order, milestone: Milestone, command: Fund, at: datetime) -> list[Event]:
    if milestone.stage is Stage.LOCKED and (order.terms.funding is Funding.EACH or milestone.is_funded):
        raise Refusal(Code.NOT_NOW)
    if command.amount != milestone.terms.price:
        raise Refusal(Code.AMOUNT_NOT_EXACT)
    _require_cap(order, milestone, at)
    funded = Funded(at=at, by=command.by, milestone=milestone.number, amount=command.amount)
    if milestone.stage is Stage.LOCKED:
        return [funded]
    return [funded, *enter_funded(order, milestone, at, command.by)]


def _require_cap(order: Order, milestone: Milestone, at: datetime) -> None:
    """Money is not taken that the provider would not hold until the milestone can end by itself."""
    if is_within_cap(order.terms, due_instant(order.terms, milestone.terms, at), at):
        return
    opens_at = fund_from(order.terms, milestone.terms, at)
    if opens_at is None:
        raise Refusal(Code.BEYOND_CAP, milestone=milestone.number, days=order.terms.hold_cap_days or 0)
    raise Refusal(Code.FUND_LATER, possible_from=opens_at)


def submit_brief(order: Order, milestone: Milestone, command: SubmitBrief, at: datetime) -> list[Event]:
    require_files(command.files)
    note = optional_words(command.note)
    if note is None and not command.files:
        raise Refusal(Code.BRIEF_EMPTY)
    briefed = Briefed(
        at=at,
        by=command.by,
        milestone=milestone.number,
        note=said(note),
        files=command.files,
    )
    return [briefed, *start_work(order, milestone, at, command.by, with_deposit=True)]


def skip_brief(order: Order, milestone: Milestone, command: SkipBrief, at: datetime) -> list[Event]:
    skipped = BriefSkipped(at=at, by=command.by, milestone=milestone.number)
    return [skipped, *start_work(order, milestone, at, command.by, with_deposit=False)]


def lapse_funding(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    void_at = order.terms.calendar.after_days(at, order.terms.windows.lapse_days)
    return [FundingLapsed(at=at, by=Role.CLOCK, milestone=milestone.number, void_at=void_at)]


def give_up_funding(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    return void(order, milestone, at, Role.CLOCK, "not_funded")


def return_before_cap(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The provider's cap nears: what waits or is worked on ends while nothing was handed in, and what was handed in is
    decided."""
    if milestone.deliveries or milestone.parts:
        return send_to_decision(order, milestone, at, Role.CLOCK, "cap")
    return refund(order, milestone, at, Role.CLOCK, "cap")


def give_up_brief(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    return refund(order, milestone, at, Role.CLOCK, "no_brief")
