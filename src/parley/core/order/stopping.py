"""A milestone ends before it is done: the client stops by the agreed fee or because the work is late, the freelancer steps
down, or both had not begun. Each way says beforehand what becomes of the money."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, require_words, said, some
from parley.core.order.cases import open_case
from parley.core.order.outcomes import latest_due, refund, split, void
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order, ProposalKind, Stage
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.core.texts import Commitment, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBeforeWork(MilestoneCommand):
    """End a funded milestone before its brief has come. All money goes back; nobody's statistics change."""

    reason: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelLate(MilestoneCommand):
    """Nothing was delivered and it is late: take the money back, a deposit too."""

    reason: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop(MilestoneCommand):
    """End the milestone by the kill fee of the terms."""

    reason: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Resign(MilestoneCommand):
    """Step down. With nothing delivered all money goes back; else the two talk about what was delivered."""

    reason: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledBeforeWork(MilestoneEvent):
    """Ended before the brief had come. What becomes of the money is said by the event that follows."""

    reason: Commitment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelledLate(MilestoneEvent):
    """The client took the money back because nothing came in time. The refund follows as an event of its own."""

    reason: Commitment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stopped(MilestoneEvent):
    """`kill_fee` is what the freelancer keeps of the price in all, before the operator's fee; a deposit counts
    towards it."""

    reason: Commitment | None
    kill_fee: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Resigned(MilestoneEvent):
    """The freelancer stepped down. The refund, or the case about what was delivered, follows as an event of its own."""

    reason: Commitment


def cancel_before_work(order: Order, milestone: Milestone, command: CancelBeforeWork, at: datetime) -> list[Event]:
    reason = said(optional_words(command.reason))
    cancelled = CancelledBeforeWork(at=at, by=command.by, milestone=milestone.number, reason=reason)
    return [cancelled, *refund(order, milestone, at, command.by, "before_work")]


def cancel_late(order: Order, milestone: Milestone, command: CancelLate, at: datetime) -> list[Event]:
    if milestone.parts:
        raise Refusal(Code.PART_DELIVERED)
    late_at = late_from(order, milestone)
    if at < late_at:
        raise Refusal(Code.NOT_LATE_YET, possible_from=late_at)
    if any(p.kind is ProposalKind.EXTENSION and p.at < (milestone.due_at or p.at) for p in milestone.proposals):
        raise Refusal(Code.EXTENSION_IN_TALK)
    reason = said(optional_words(command.reason))
    cancelled = CancelledLate(at=at, by=command.by, milestone=milestone.number, reason=reason)
    return [cancelled, *refund(order, milestone, at, command.by, "late")]


def stop(order: Order, milestone: Milestone, command: Stop, at: datetime) -> list[Event]:
    """Before money is held, stopping costs nothing. After that the freelancer keeps the larger of kill fee and deposit."""
    reason = said(optional_words(command.reason))
    if milestone.stage is Stage.UNFUNDED:
        nothing = milestone.held - milestone.held
        stopped = Stopped(at=at, by=command.by, milestone=milestone.number, reason=reason, kill_fee=nothing)
        return [stopped, *void(order, milestone, at, command.by, "stopped")]
    if milestone.stage is Stage.PAUSED:
        return _stop_in_pause(order, milestone, command, at, reason)
    if order.terms.kill_fee_percent == 0:
        raise Refusal(Code.NO_KILL_FEE)
    gross = kill_fee_due(order, milestone)
    paid = milestone.released + milestone.fees
    stopped = Stopped(at=at, by=command.by, milestone=milestone.number, reason=reason, kill_fee=gross + paid)
    return [stopped, *split(order, milestone, at, command.by, gross, "stopped", is_stop=True)]


def resign(order: Order, milestone: Milestone, command: Resign, at: datetime) -> list[Event]:
    reason = require_words(command.reason)
    resigned = Resigned(at=at, by=command.by, milestone=milestone.number, reason=reason.commitment)
    if milestone.stage is Stage.UNFUNDED:
        return [resigned, *void(order, milestone, at, command.by, "before_work")]
    cause = "resigned"
    if milestone.stage is Stage.PAUSED:
        _require_stage_in_pause(milestone, Stage.FUNDED, Stage.WORKING, Stage.REVISING)
        _require_long_pause(order, milestone, at)
        cause = "resigned_in_pause"
    if milestone.deliveries or milestone.parts:
        return [resigned, *open_case(order, milestone, at, command.by, cause)]
    return [resigned, *refund(order, milestone, at, command.by, cause)]


def _stop_in_pause(
    order: Order, milestone: Milestone, command: Stop, at: datetime, reason: Commitment | None
) -> list[Event]:
    """The freelancer's pause has grown long: the client may go, without a kill fee. Parts that were delivered are paid."""
    _require_stage_in_pause(milestone, Stage.FUNDED, Stage.WORKING)
    _require_long_pause(order, milestone, at)
    worth = valuation(milestone)
    paid = milestone.released + milestone.fees
    stopped = Stopped(at=at, by=command.by, milestone=milestone.number, reason=reason, kill_fee=worth + paid)
    return [stopped, *split(order, milestone, at, command.by, worth, "stopped_in_pause", is_stop=True)]


def _require_stage_in_pause(milestone: Milestone, *stages: Stage) -> None:
    if milestone.works_in not in stages:
        raise Refusal(Code.NOT_NOW, stage=milestone.stage.value)


def _require_long_pause(order: Order, milestone: Milestone, at: datetime) -> None:
    """After some business days of the freelancer's own pause either side may end what had not been delivered."""
    if milestone.pause is None or milestone.pause.by is not Role.FREELANCER:
        raise Refusal(Code.NOT_NOW, stage=milestone.stage.value)
    days = order.terms.windows.pause_stop_business_days
    possible_from = order.terms.calendar.after_business_days(milestone.pause.at, days)
    if at < possible_from:
        raise Refusal(Code.PAUSE_SHORT, possible_from=possible_from)


def late_from(order: Order, milestone: Milestone) -> datetime:
    """The instant from which undelivered work counts as late.

    While a question that came in time waits for its answer, the due date counts as moved as far as the answer could move it:
    a client must not take back for lateness by leaving it open.
    """
    if milestone.due_at is None:
        raise Refusal(Code.NOT_NOW)
    calendar, grace = order.terms.calendar, order.terms.windows.late_grace_hours
    late_at = calendar.after_hours(milestone.due_at, grace)
    if milestone.asked_at is None or milestone.asked_at >= late_at:
        return late_at
    return calendar.after_hours(latest_due(order, milestone.due_at), grace)


def kill_fee_due(order: Order, milestone: Milestone) -> Money:
    """What of the hold goes to the freelancer, before the operator's fee: the agreed share of the price, at least what was
    accepted already, less the deposit that was paid, never more than the hold."""
    nothing = milestone.held - milestone.held
    agreed = milestone.terms.price.share(order.terms.kill_fee_percent * 100) - milestone.released - milestone.fees
    worth = valuation(milestone)
    return min(max(agreed, worth, nothing, key=_minor), milestone.held, key=_minor)


def _minor(money: Money) -> int:
    return money.amount_minor
