"""What an event makes of the order. It only copies: every sum and instant was fixed by the rule that brought the event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never
from uuid import UUID

from parley.core.order.base import MilestoneEvent
from parley.core.order.contacts import contacts_counted
from parley.core.order.evolve_settling import of_settling
from parley.core.order.evolve_work import of_work
from parley.core.order.messages import (
    AnyEvent,
    AnyMilestoneEvent,
    AnyOrderEvent,
    AnySettlingEvent,
    AppealFiled,
    BidSealed,
    CaseEscalated,
    ChargebackLost,
    ChargebackWon,
    ClauseNoted,
    ExtraAgreed,
    FinalOfferSealed,
    Joined,
    MessageSent,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    Offered,
    OfferExpired,
    OfferWithdrawn,
    ProposalAccepted,
    ProposalDeclined,
    ProposalMade,
    Rated,
    RatingsShown,
    StatementMade,
    SuggestionAccepted,
    SuggestionDeclined,
)
from parley.core.order.state import CASE_STAGES, Milestone, Offer, OfferEnd, Order, OrderStage, Stage, unstarted
from parley.core.order.terms import clauses
from parley.core.parties import PARTIES, Role

TAKES_PART = (
    *(StatementMade, ProposalMade, ProposalAccepted, ProposalDeclined, BidSealed, CaseEscalated),
    FinalOfferSealed,
    *(SuggestionAccepted, SuggestionDeclined, AppealFiled),
)
"""What counts as acting in a case. A chat message is not among it (decisions.md)."""


def fold(order: Order | None, order_id: UUID, events: Iterable[AnyEvent]) -> Order:
    """The order after these events."""
    for event in events:
        order = evolve(order, order_id, event)
    if order is None:
        raise AssertionError("an order begins with an offer")
    return order


def evolve(order: Order | None, order_id: UUID, event: AnyEvent) -> Order:
    """The order after one more event."""
    if isinstance(event, Offered):
        offer = Offer(version=1, by=event.by, terms=event.terms, expires_at=event.expires_at)
        return Order(id=order_id, client=event.client, freelancer=event.freelancer, offer=offer)
    if order is None:
        raise AssertionError("an order begins with an offer")
    order = replace(order, seq=order.seq + 1)
    if not isinstance(event, MilestoneEvent):
        return _of_order(order, event)
    milestone = order.milestone(event.milestone)
    if event.by is Role.CLIENT:
        milestone = _heard_from_client(milestone, event.at)
    if isinstance(event, TAKES_PART) and event.by in PARTIES and milestone.stage in CASE_STAGES:
        milestone = _took_part(milestone, event.by)
    order = order.with_milestone(_of_milestone(milestone, event))
    if isinstance(event, ExtraAgreed):
        order = replace(order, milestones=(*order.milestones, unstarted(event.extra)))
    return _closed(order, event)


def _of_milestone(milestone: Milestone, event: AnyMilestoneEvent) -> Milestone:
    if isinstance(event, AnySettlingEvent):
        return of_settling(milestone, event)
    return of_work(milestone, event)


def _took_part(milestone: Milestone, by: Role) -> Milestone:
    if milestone.case is None:
        return milestone
    return replace(milestone, case=replace(milestone.case, acted=milestone.case.acted | {by}))


def _closed(order: Order, event: AnyMilestoneEvent) -> Order:
    """When the last milestone ended. Extra work opens the order again; what a bank judges later begins the time to rate
    anew."""
    if order.stage is not OrderStage.CLOSED:
        return replace(order, closed_at=None) if order.closed_at is not None else order
    judged = isinstance(event, ChargebackWon | ChargebackLost)
    return replace(order, closed_at=event.at) if order.closed_at is None or judged else order


def _of_order(order: Order, event: AnyOrderEvent) -> Order:
    offer = order.offer
    match event:
        case Offered():
            raise AssertionError("an order is offered once")
        case OfferCountered():
            unchanged = {clause.key.value: clause.hash for clause in clauses(event.terms)}
            kept = {key: digest for key, digest in offer.ticks.items() if unchanged.get(key) == digest}
            # Ticks belong to the side that did not write the offer; when the author changes, nobody has ticked yet.
            ticks = kept if event.by is offer.by else {}
            renewed = Offer(event.version, event.by, event.terms, event.expires_at, ticks=ticks)
            return replace(order, offer=renewed)
        case ClauseNoted():
            notes = {**offer.notes, event.clause.value: event.note}
            ticks = {key: digest for key, digest in event.agreed.items() if key not in notes}
            return replace(order, offer=replace(offer, notes=notes, ticks=ticks))
        case OfferWithdrawn():
            return replace(order, offer=replace(offer, end=OfferEnd.WITHDRAWN))
        case OfferDeclined():
            return replace(order, offer=replace(offer, end=OfferEnd.DECLINED))
        case OfferExpired():
            return replace(order, offer=replace(offer, end=OfferEnd.EXPIRED))
        case Joined():
            if event.by is Role.CLIENT:
                return replace(order, client=event.person)
            return replace(order, freelancer=event.person)
        case OfferAccepted():
            milestones = tuple(unstarted(terms) for terms in offer.terms.milestones)
            return replace(order, offer=replace(offer, end=OfferEnd.ACCEPTED), milestones=milestones)
        case MessageSent():
            return _after_message(order, event)
        case Rated():
            return replace(order, ratings={**order.ratings, event.by.value: event.words})
        case RatingsShown():
            return replace(order, ratings_shown=True)
        case _:
            assert_never(event)


def _after_message(order: Order, event: MessageSent) -> Order:
    """The client's word ends its silence everywhere; the freelancer's is a try to reach a client that should answer.

    A try that would not count is not kept: a thousand messages in one evening must not swell every later state.
    """
    gap_hours = order.terms.windows.contact_gap_hours
    for milestone in order.milestones:
        tries = (*milestone.contacts, event.at)
        if event.by is Role.CLIENT:
            order = order.with_milestone(_heard_from_client(milestone, event.at))
        elif _waits_for_client(milestone) and _counts(tries, gap_hours):
            order = order.with_milestone(replace(milestone, contacts=tries))
    return order


def _waits_for_client(milestone: Milestone) -> bool:
    """Delivered, or with a part handed in: writing to a client who says nothing is a try to reach them."""
    return milestone.stage is Stage.DELIVERED or (milestone.stage is Stage.WORKING and bool(milestone.parts))


def _counts(tries: tuple[datetime, ...], gap_hours: int) -> bool:
    """Whether the last of these tries lies far enough from those before."""
    return contacts_counted(tries, gap_hours) > contacts_counted(tries[:-1], gap_hours)


def _heard_from_client(milestone: Milestone, at: datetime) -> Milestone:
    return replace(milestone, client_acted_at=at, contacts=(), call_declared=False)
