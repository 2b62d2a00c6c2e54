"""Money comes in, and the brief that lets the work begin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, said, some
from parley.core.order.files import require_files
from parley.core.order.outcomes import enter_funded, refund, start_work, void
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
    amount: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class FundingLapsed(MilestoneEvent):
    """Nobody paid in time; the milestone can still be funded until `void_at`."""

    void_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefed(MilestoneEvent):
    note: Commitment | None
    files: tuple[DeliveredFile, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefSkipped(MilestoneEvent):
    pass


def fund(order: Order, milestone: Milestone, command: Fund, at: datetime) -> list[Event]:
    if milestone.stage is Stage.LOCKED and (order.terms.funding is Funding.EACH or milestone.is_funded):
        raise Refusal(Code.NOT_NOW)
    if command.amount != milestone.terms.price:
        raise Refusal(Code.AMOUNT_NOT_EXACT)
    funded = Funded(at=at, by=command.by, milestone=milestone.number, amount=command.amount)
    if milestone.stage is Stage.LOCKED:
        return [funded]
    return [funded, *enter_funded(order, milestone, at, command.by)]


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


def give_up_brief(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    return refund(order, milestone, at, Role.CLOCK, "no_brief")
