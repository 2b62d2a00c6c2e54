"""Whose turn it is."""

from __future__ import annotations

from collections.abc import Mapping

from parley.core.order.state import Milestone, OfferEnd, Order, OrderStage, Stage
from parley.core.parties import PARTIES, Role

WAITS_FOR: Mapping[Stage, frozenset[Role]] = {
    Stage.LOCKED: frozenset(),
    Stage.UNFUNDED: frozenset({Role.CLIENT}),
    Stage.LAPSED: frozenset({Role.CLIENT}),
    Stage.FUNDED: frozenset({Role.CLIENT}),
    Stage.WORKING: frozenset({Role.FREELANCER}),
    Stage.DELIVERED: frozenset({Role.CLIENT}),
    Stage.REVISING: frozenset({Role.FREELANCER}),
    Stage.CLARIFY: frozenset({Role.CLIENT}),
    Stage.NOTICED: frozenset({Role.CLIENT}),
    Stage.MARKED: frozenset({Role.CLIENT}),
    Stage.CLAIMED: frozenset({Role.CLIENT}),
    Stage.PAUSED: frozenset(),
    Stage.AT_BANK: frozenset({Role.BANK}),
    Stage.CASE_TALK: frozenset({Role.CLIENT, Role.FREELANCER}),
    Stage.CASE_SEALED: frozenset({Role.CLIENT, Role.FREELANCER}),
    Stage.CASE_MEDIATION: frozenset({Role.MEDIATOR}),
    Stage.CASE_DECISION: frozenset({Role.MEDIATOR}),
    Stage.CASE_APPEAL: frozenset(),
    Stage.APPEAL_FILED: frozenset({Role.MEDIATOR}),
    Stage.RELEASED: frozenset(),
    Stage.REFUNDED: frozenset(),
    Stage.SPLIT: frozenset(),
    Stage.VOID: frozenset(),
    Stage.REVERSED: frozenset(),
}
"""Whose turn it is in each stage."""


def turns(order: Order) -> frozenset[Role]:
    """Everybody whom the order waits for now."""
    if order.stage is OrderStage.OFFERED:
        return frozenset({order.offer.by if order.offer.notes else order.offer.by.other})
    if order.offer.end is not OfferEnd.ACCEPTED:
        return frozenset()
    return frozenset().union(*(_waited_for(milestone) for milestone in order.milestones))


def _waited_for(milestone: Milestone) -> frozenset[Role]:
    """Whose turn the stage makes it, and whoever has a proposal, a question or a call for support to answer."""
    to_answer = {proposal.by.other for proposal in milestone.proposals}
    can_answer = milestone.stage in (Stage.WORKING, Stage.REVISING)
    asked = {Role.CLIENT} if milestone.asked_at is not None and can_answer else set()
    return _of_stage(milestone) | to_answer | asked | _of_the_desk(milestone)


def _of_the_desk(milestone: Milestone) -> frozenset[Role]:
    """A bank judges long after the end too. Support, once asked, writes as long as the milestone is open."""
    if milestone.chargeback is not None:
        return frozenset({Role.BANK})
    asked = milestone.outreach_asked_by is not None and not milestone.has_ended
    return frozenset({Role.MEDIATOR}) if asked else frozenset()


def _of_stage(milestone: Milestone) -> frozenset[Role]:
    waits_for = WAITS_FOR[milestone.stage]
    case = milestone.case
    if case is None:
        return waits_for
    if milestone.stage is Stage.CASE_SEALED:
        return frozenset(role for role in waits_for if role.value not in case.bids)
    if milestone.stage is Stage.CASE_MEDIATION and case.suggestion is not None:
        return PARTIES - case.suggestion.accepted
    return waits_for
