"""A proposal is made, and extra work becomes a milestone: facts that several chapters may bring about."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from parley.core.money import Money
from parley.core.order.base import Event, MilestoneEvent
from parley.core.order.outcomes import start_work, unlock
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import CancelCode, Milestone, Order, Proposal, ProposalKind, unstarted
from parley.core.order.terms import MilestoneTerms
from parley.core.parties import Role
from parley.core.texts import Commitment

MOST_EXTRAS = 20
"""Extra milestones of one order; more than that is another order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalMade(MilestoneEvent):
    """One side proposes and the other may answer until the proposal's `answer_by` (UTC)."""

    proposal: Proposal


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtraAgreed(MilestoneEvent):
    """Extra work beside this milestone was agreed: it is the milestone `extra.number` of the order from now on."""

    extra: MilestoneTerms


def propose(
    order: Order,
    milestone: Milestone,
    kind: ProposalKind,
    by: Role,
    at: datetime,
    reason: Commitment,
    *,
    amount: Money | None = None,
    until: datetime | None = None,
    silence_is_yes: bool = False,
    extra: MilestoneTerms | None = None,
    code: CancelCode | None = None,
) -> ProposalMade:
    """One of a kind is open at a time: a better one comes after the other was answered or withdrawn."""
    if any(proposal.kind is kind for proposal in milestone.proposals):
        raise Refusal(Code.PROPOSAL_OPEN)
    proposal = Proposal(
        number=milestone.proposals_made + 1,
        kind=kind,
        by=by,
        at=at,
        answer_by=order.terms.calendar.after_hours(at, order.terms.windows.proposal_hours),
        reason=reason,
        amount=amount,
        until=until,
        silence_is_yes=silence_is_yes,
        extra=extra,
        code=code,
    )
    return ProposalMade(at=at, by=by, milestone=milestone.number, proposal=proposal)


def require_room_for_extra(order: Order) -> None:
    if len(order.milestones) - len(order.terms.milestones) >= MOST_EXTRAS:
        raise Refusal(Code.EXTRAS_USED, most=MOST_EXTRAS)


def agree_extra(order: Order, milestone: Milestone, extra: MilestoneTerms, at: datetime, by: Role) -> list[Event]:
    """A milestone of its own: paid for before the work begins, or begun at once where it costs nothing."""
    require_room_for_extra(order)
    numbered = replace(extra, number=len(order.milestones) + 1)
    agreed = ExtraAgreed(at=at, by=by, milestone=milestone.number, extra=numbered)
    new = unstarted(numbered)
    if not numbered.price:
        return [agreed, *start_work(order, new, at, by, with_deposit=True)]
    return [agreed, *unlock(order, new, at, by)]
