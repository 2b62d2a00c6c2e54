"""What one side asks and the other may answer: more time, a part of the money back, an end by consent. What answers a
proposal is here for all of them; extra work and settlements are proposed in chapters of their own.

A proposal stops no clock. Silence is a no, but for one: the first extension of at most three days.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneCommand, MilestoneEvent, optional_words, require_words, said, some
from parley.core.order.outcomes import is_within_cap, split
from parley.core.order.proposed import ProposalMade, agree_extra, propose
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import CancelCode, Milestone, Order, Proposal, ProposalKind, Stage
from parley.core.parties import Role
from parley.core.texts import Commitment, Text

MOST_EXTENSIONS = 1
SHORT_EXTENSION_DAYS = 3
"""An extension of at most so many days, the first of its milestone, is granted by silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeExtension(MilestoneCommand):
    """Ask for a later due date, before the present one has come."""

    until: date
    reason: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeRefund(MilestoneCommand):
    """A part of the hold goes back and the work goes on: the freelancer offers it, or the client asks for it."""

    amount: Money
    reason: Text

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeCancel(MilestoneCommand):
    """End the milestone by consent. `amount` is what the freelancer keeps of the price, a deposit already paid
    included."""

    amount: Money
    reason: Text
    code: CancelCode = CancelCode.OTHER

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptProposal(MilestoneCommand):
    """Say yes to the proposal of this number. A wish is answered by an offer of extra work instead."""

    proposal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineProposal(MilestoneCommand):
    """Say no to the proposal of this number."""

    proposal: int
    reason: Text | None = None

    def texts(self) -> tuple[Text, ...]:
        return some(self.reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawProposal(MilestoneCommand):
    """Take one's own proposal back."""

    proposal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalAccepted(MilestoneEvent):
    """By the other side, or by the clock where silence is a yes."""

    proposal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalDeclined(MilestoneEvent):
    """By the side that was asked; `reason` if it gave one."""

    proposal: int
    reason: Commitment | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalWithdrawn(MilestoneEvent):
    """By the side that had made it."""

    proposal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLapsed(MilestoneEvent):
    """Nobody answered in time, and silence is a no."""

    proposal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Extended(MilestoneEvent):
    """The work is due at `due_at` from now on, and the window of its stage ends at `ends_at` (both UTC)."""

    due_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PartlyRefunded(MilestoneEvent):
    """The hold is smaller by `amount`, which the client has back; nothing else changes."""

    amount: Money


def propose_extension(order: Order, milestone: Milestone, command: ProposeExtension, at: datetime) -> list[Event]:
    if milestone.due_at is None or at >= milestone.due_at:
        raise Refusal(Code.EXTENSION_TOO_LATE)
    if milestone.extensions_granted >= MOST_EXTENSIONS:
        raise Refusal(Code.EXTENSIONS_USED, most=MOST_EXTENSIONS)
    calendar, most = order.terms.calendar, order.terms.windows.long_stop_days
    due_on = calendar.local_date(milestone.due_at)
    if command.until < due_on:
        raise Refusal(Code.EXTENSION_NOT_LATER)
    if command.until > due_on + timedelta(days=most):
        raise Refusal(Code.EXTENSION_TOO_LONG, most=most)
    until = calendar.end_of_work(command.until)
    if until <= milestone.due_at:
        raise Refusal(Code.EXTENSION_NOT_LATER)
    if milestone.funded_at is not None and not is_within_cap(order.terms, until, milestone.funded_at):
        raise Refusal(Code.BEYOND_CAP, milestone=milestone.number, days=order.terms.hold_cap_days or 0)
    # Asked a second time, after a no, silence is a no like anywhere else.
    is_short = until <= calendar.after_days(milestone.due_at, SHORT_EXTENSION_DAYS)
    by_silence = is_short and milestone.extensions_asked == 0
    return [_made(order, milestone, command, ProposalKind.EXTENSION, at, until=until, silence_is_yes=by_silence)]


def propose_refund(order: Order, milestone: Milestone, command: ProposeRefund, at: datetime) -> list[Event]:
    _require_sum(milestone, command.amount)
    deposit_due = milestone.held - milestone.held if milestone.deposit_paid else milestone.terms.deposit
    if not 0 < command.amount.amount_minor < (milestone.held - deposit_due).amount_minor:
        raise Refusal(Code.SUM_OUT_OF_RANGE)
    return [_made(order, milestone, command, ProposalKind.REFUND, at, amount=command.amount)]


def propose_cancel(order: Order, milestone: Milestone, command: ProposeCancel, at: datetime) -> list[Event]:
    _require_sum(milestone, command.amount)
    paid = milestone.released + milestone.fees
    if not paid.amount_minor <= command.amount.amount_minor <= (milestone.held + paid).amount_minor:
        raise Refusal(Code.SUM_OUT_OF_RANGE)
    return [_made(order, milestone, command, ProposalKind.CANCEL, at, amount=command.amount, code=command.code)]


def accept_proposal(order: Order, milestone: Milestone, command: AcceptProposal, at: datetime) -> list[Event]:
    proposal = _open(milestone, command.proposal)
    if proposal.by is command.by:
        raise Refusal(Code.PROPOSAL_YOURS)
    return _carry_out(order, milestone, proposal, at, command.by)


def decline_proposal(milestone: Milestone, command: DeclineProposal, at: datetime) -> list[Event]:
    proposal = _open(milestone, command.proposal)
    if proposal.by is command.by:
        raise Refusal(Code.PROPOSAL_YOURS)
    reason = said(optional_words(command.reason))
    number = milestone.number
    return [ProposalDeclined(at=at, by=command.by, milestone=number, proposal=proposal.number, reason=reason)]


def withdraw_proposal(milestone: Milestone, command: WithdrawProposal, at: datetime) -> list[Event]:
    proposal = _open(milestone, command.proposal)
    if proposal.by is not command.by:
        raise Refusal(Code.NOT_YOUR_ACT)
    return [ProposalWithdrawn(at=at, by=command.by, milestone=milestone.number, proposal=proposal.number)]


def end_proposal(order: Order, milestone: Milestone, at: datetime) -> list[Event]:
    """The oldest proposal that nobody answered in time."""
    proposal = min(milestone.proposals, key=lambda one: (one.answer_by, one.number))
    if proposal.silence_is_yes:
        return _carry_out(order, milestone, proposal, at, Role.CLOCK)
    return [ProposalLapsed(at=at, by=Role.CLOCK, milestone=milestone.number, proposal=proposal.number)]


def _carry_out(order: Order, milestone: Milestone, proposal: Proposal, at: datetime, by: Role) -> list[Event]:
    number = milestone.number
    accepted = ProposalAccepted(at=at, by=by, milestone=number, proposal=proposal.number)
    match proposal.kind, proposal.until, proposal.amount:
        case ProposalKind.EXTENSION, datetime() as due_at, None:
            windows = order.terms.windows
            grace = windows.abandoned_days if milestone.stage is Stage.WORKING else windows.redelivery_grace_days
            ends_at = order.terms.calendar.after_days(due_at, grace)
            return [accepted, Extended(at=at, by=by, milestone=number, due_at=due_at, ends_at=ends_at)]
        case ProposalKind.REFUND, None, Money() as amount:
            if not amount.amount_minor < milestone.held.amount_minor:
                raise Refusal(Code.SUM_OUT_OF_RANGE)
            return [accepted, PartlyRefunded(at=at, by=by, milestone=number, amount=amount)]
        case ProposalKind.CANCEL, None, Money() as kept:
            gross = kept - milestone.released - milestone.fees
            if not 0 <= gross.amount_minor <= milestone.held.amount_minor:
                raise Refusal(Code.SUM_OUT_OF_RANGE)
            return [accepted, *split(order, milestone, at, by, gross, "cancelled", is_stop=True)]
        case ProposalKind.SPLIT, None, Money() as gross:
            if not gross.amount_minor <= milestone.held.amount_minor:
                raise Refusal(Code.SUM_OUT_OF_RANGE)
            return [accepted, *split(order, milestone, at, by, gross, "settled")]
        case ProposalKind.EXTRA, None, None if proposal.extra is not None:
            return [accepted, *agree_extra(order, milestone, proposal.extra, at, by)]
        case ProposalKind.WISH, _, _:
            raise Refusal(Code.NO_PROPOSAL)  # a wish is answered by an offer of extra work, or declined
        case _:
            raise AssertionError(f"proposal {proposal.number} asks for nothing")


def _made(
    order: Order,
    milestone: Milestone,
    command: ProposeExtension | ProposeRefund | ProposeCancel,
    kind: ProposalKind,
    at: datetime,
    *,
    amount: Money | None = None,
    until: datetime | None = None,
    silence_is_yes: bool = False,
    code: CancelCode | None = None,
) -> ProposalMade:
    reason = require_words(command.reason).commitment
    return propose(
        order,
        milestone,
        kind,
        command.by,
        at,
        reason,
        amount=amount,
        until=until,
        silence_is_yes=silence_is_yes,
        code=code,
    )


def _open(milestone: Milestone, number: int) -> Proposal:
    found = next((proposal for proposal in milestone.proposals if proposal.number == number), None)
    if found is None:
        raise Refusal(Code.NO_PROPOSAL)
    return found


def _require_sum(milestone: Milestone, amount: Money) -> None:
    if amount.currency != milestone.held.currency:
        raise Refusal(Code.WRONG_CURRENCY, milestone=milestone.number)
