"""What an event makes of the order. It only copies: every sum and instant was fixed by the rule that brought the event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any, assert_never
from uuid import UUID

from parley.core.money import Money
from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import (
    Accepted,
    AnyEvent,
    AnyMilestoneEvent,
    AnyOrderEvent,
    BriefAwaited,
    Briefed,
    BriefSkipped,
    CancelledBeforeWork,
    CancelledLate,
    CaseOpened,
    CaseSentToDecision,
    ClarificationAsked,
    ClarificationLapsed,
    Clarified,
    ClauseNoted,
    Cleared,
    ContactDeclared,
    Delivered,
    DeliveredAgain,
    DepositPaid,
    Extended,
    ExtraAsked,
    FilesOpened,
    Funded,
    FundingLapsed,
    ItemsAccepted,
    Joined,
    MarkedComplete,
    MessageSent,
    NoticeAnswered,
    NoticeSent,
    Nudged,
    OfferAccepted,
    OfferCountered,
    OfferDeclined,
    Offered,
    OfferExpired,
    OfferWithdrawn,
    PartlyRefunded,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    QuestionAnswered,
    QuestionAsked,
    Redelivered,
    Refunded,
    Released,
    RequestAnswered,
    RequestContested,
    Resigned,
    RevisionRequested,
    Split,
    StatementMade,
    Stopped,
    Unlocked,
    Voided,
    WorkStarted,
)
from parley.core.order.silence import contacts_counted
from parley.core.order.state import (
    AnswerKind,
    Delivery,
    Milestone,
    Offer,
    OfferEnd,
    Order,
    Proposal,
    ProposalKind,
    Request,
    Stage,
    unstarted,
)
from parley.core.order.terms import clauses
from parley.core.parties import Role


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
    return order.with_milestone(_of_milestone(milestone, event))


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
        case _:
            assert_never(event)


def _of_milestone(milestone: Milestone, event: AnyMilestoneEvent) -> Milestone:
    at = event.at
    match event:
        case Unlocked():
            if event.fund_by is None:
                return milestone
            return _enter(milestone, Stage.UNFUNDED, at, event.fund_by)
        case Funded():
            return replace(milestone, held=milestone.held + event.amount, version=milestone.version + 1)
        case FundingLapsed():
            return _enter(milestone, Stage.LAPSED, at, event.void_at)
        case BriefAwaited():
            return _enter(milestone, Stage.FUNDED, at, event.brief_by)
        case WorkStarted():
            return _enter(milestone, Stage.WORKING, at, event.abandoned_at, due_at=event.due_at)
        case DepositPaid():
            return _paid(replace(milestone, deposit_paid=True), event.to_freelancer, event.fee)
        case Delivered():
            return _handed_in(milestone, event, event.review_by)
        case DeliveredAgain():
            again = replace(milestone, delivered_again=milestone.delivered_again + 1)
            return _handed_in(again, event, event.review_by)
        case Redelivered():
            return _handed_in(_redone(milestone, event), event, event.review_by)
        case FilesOpened():
            opened = tuple(
                replace(delivery, opened_at=at) if delivery.number == event.delivery else delivery
                for delivery in milestone.deliveries
            )
            return replace(milestone, deliveries=opened)
        case ItemsAccepted():
            return replace(milestone, accepted_items=milestone.accepted_items | set(event.items))
        case Accepted():
            everything = frozenset(item.number for item in milestone.terms.items)
            return replace(milestone, accepted_items=everything, request=None)
        case RevisionRequested():
            return _sent_back(milestone, event)
        case ExtraAsked() | Briefed() | BriefSkipped():
            return milestone
        case QuestionAsked():
            return replace(milestone, questions_used=milestone.questions_used + 1, asked_at=at)
        case QuestionAnswered():
            # A page stays good: nobody's delivery is turned away because an answer came.
            moved = replace(milestone, due_at=event.due_at, ends_at=event.ends_at, asked_at=None)
            overtaken = [one for one in milestone.proposals if one.until is not None and one.until <= event.due_at]
            return replace(moved, proposals=_without(milestone.proposals, overtaken))
        case ClarificationAsked():
            used = milestone.clarifications_used + 1
            return _enter(milestone, Stage.CLARIFY, at, event.answer_by, clarifications_used=used)
        case Clarified():
            return _enter(milestone, Stage.REVISING, at, event.case_at, due_at=event.due_at)
        case ClarificationLapsed():
            return _round_back(_enter(milestone, Stage.DELIVERED, at, event.review_by, request=None), milestone)
        case ProposalMade():
            made = (*milestone.proposals, event.proposal)
            asked = milestone.extensions_asked + (1 if event.proposal.kind is ProposalKind.EXTENSION else 0)
            return replace(milestone, proposals=made, proposals_made=event.proposal.number, extensions_asked=asked)
        case ProposalAccepted() | ProposalDeclined() | ProposalWithdrawn() | ProposalLapsed():
            left = tuple(one for one in milestone.proposals if one.number != event.proposal)
            return replace(milestone, proposals=left)
        case Extended():
            granted = milestone.extensions_granted + 1
            moved = replace(milestone, due_at=event.due_at, ends_at=event.ends_at, extensions_granted=granted)
            return replace(moved, version=milestone.version + 1)
        case PartlyRefunded():
            # The others were made for a larger hold.
            smaller = replace(milestone, held=milestone.held - event.amount, proposals=())
            return replace(smaller, refunded=milestone.refunded + event.amount, version=milestone.version + 1)
        case CancelledBeforeWork() | CancelledLate() | Stopped() | Resigned():
            return milestone  # what becomes of the money and the stage is said by the event that follows
        case RequestAnswered():
            if milestone.request is None:
                raise AssertionError("an answer needs a request")
            answered = replace(milestone.request, answers=event.answers)
            contested = milestone.contested_items | answered.scope_of(answered.answered(AnswerKind.OUTSIDE))
            return replace(milestone, request=answered, contested_items=contested, version=milestone.version + 1)
        case RequestContested():
            back = _enter(milestone, Stage.DELIVERED, at, event.review_by, request=None)
            return replace(_round_back(back, milestone), contested=back.contested + 1)
        case ContactDeclared():
            return replace(milestone, contacts=(*milestone.contacts, at), call_declared=True)
        case NoticeSent():
            return _enter(milestone, Stage.NOTICED, at, event.ends_at)
        case NoticeAnswered():
            return _enter(milestone, Stage.DELIVERED, at, event.review_by, replied=True)
        case MarkedComplete():
            return _enter(milestone, Stage.MARKED, at, event.release_at)
        case Nudged():
            return replace(milestone, nudges=event.number)
        case Released():
            after = _paid(milestone, event.to_freelancer, event.fee)
            return _end(after, Stage.RELEASED, at, event.cause, event.clears_at if after.released else None)
        case Refunded():
            given_back = event.to_client + event.deposit_back + event.fee_back
            return _end(
                replace(
                    milestone,
                    held=milestone.held - event.to_client,
                    released=milestone.released - event.deposit_back,
                    fees=milestone.fees - event.fee_back,
                    refunded=milestone.refunded + given_back,
                ),
                Stage.REFUNDED,
                at,
                event.cause,
            )
        case Split():
            after = _paid(milestone, event.to_freelancer, event.fee)
            after = replace(after, held=after.held - event.to_client, refunded=after.refunded + event.to_client)
            return _end(after, event.end, at, event.cause, event.clears_at if after.released else None)
        case Voided():
            return _end(milestone, Stage.VOID, at, event.cause)
        case Cleared():
            return replace(milestone, cleared=True)
        case CaseOpened():
            # In a case proposals are made anew: these were made for a work that went on.
            return _enter(milestone, Stage.CASE_TALK, at, event.talk_until, cause=event.cause, proposals=())
        case CaseSentToDecision():
            return _enter(milestone, Stage.CASE_DECISION, at, event.decide_by, cause=event.cause, proposals=())
        case StatementMade():
            return replace(milestone, acted_in_case=milestone.acted_in_case | {event.by})
        case _:
            assert_never(event)


def _enter(milestone: Milestone, stage: Stage, at: datetime, ends_at: datetime | None, **changes: Any) -> Milestone:
    """A new stage begins: pages made for the old one are out of date from here on, and so are a question that held up its
    work and a wish for more time: granted later, it would move a clock that it was not made for."""
    too_late = [one for one in milestone.proposals if one.kind is ProposalKind.EXTENSION]
    return replace(
        milestone,
        **{
            "stage": stage,
            "version": milestone.version + 1,
            "since": at,
            "ends_at": ends_at,
            "nudges": 0,
            "asked_at": None,
            "proposals": _without(milestone.proposals, too_late),
            **changes,
        },
    )


def _without(proposals: tuple[Proposal, ...], these: Iterable[Proposal]) -> tuple[Proposal, ...]:
    gone = {one.number for one in these}
    return tuple(one for one in proposals if one.number not in gone)


def _end(milestone: Milestone, stage: Stage, at: datetime, cause: str, clears_at: datetime | None = None) -> Milestone:
    return _enter(milestone, stage, at, None, cause=cause, clears_at=clears_at, request=None, proposals=())


def _paid(milestone: Milestone, to_freelancer: Money, fee: Money) -> Milestone:
    return replace(
        milestone,
        held=milestone.held - to_freelancer - fee,
        released=milestone.released + to_freelancer,
        fees=milestone.fees + fee,
    )


def _handed_in(milestone: Milestone, event: Delivered | DeliveredAgain | Redelivered, review_by: datetime) -> Milestone:
    delivery = Delivery(number=event.number, at=event.at, files=event.files, note=event.note)
    known = {(file.sha256, file.item) for file in milestone.files_now()}
    # What was accepted were these files: others in their place are to be looked at like any.
    renewed = {file.item for file in event.files if (file.sha256, file.item) not in known}
    return _enter(
        milestone,
        Stage.DELIVERED,
        event.at,
        review_by,
        deliveries=(*milestone.deliveries, delivery),
        first_delivered_at=milestone.first_delivered_at or event.at,
        accepted_items=milestone.accepted_items - renewed,
        contacts=(),
        call_declared=False,
    )


def _redone(milestone: Milestone, event: Redelivered) -> Milestone:
    """The request is over: what was done is contested no longer, unless more about the same item was held to be outside."""
    request = milestone.request
    if request is None:
        raise AssertionError("a redelivery needs a request")
    done = request.scope_of(event.done)
    settled = done - request.scope_of(request.answered(AnswerKind.OUTSIDE))
    # As after an answer that holds everything to be outside: where nothing was done, no round was used.
    back = 1 if request.costs_round and not done else 0
    return replace(
        milestone,
        request=None,
        contested_items=milestone.contested_items - settled,
        rounds_used=milestone.rounds_used - back,
    )


def _sent_back(milestone: Milestone, event: RevisionRequested) -> Milestone:
    return _enter(
        milestone,
        Stage.REVISING,
        event.at,
        event.case_at,
        due_at=event.due_at,
        requests=event.number,
        request=Request(event.number, event.at, event.items, event.costs_round),
        rounds_used=milestone.rounds_used + (1 if event.costs_round else 0),
        free_requests_used=milestone.free_requests_used + (0 if event.costs_round else 1),
    )


def _round_back(after: Milestone, before: Milestone) -> Milestone:
    """The round that the open request took is there again."""
    costs = before.request is not None and before.request.costs_round
    return replace(after, rounds_used=after.rounds_used - (1 if costs else 0))


def _after_message(order: Order, event: MessageSent) -> Order:
    """The client's word ends its silence everywhere; the freelancer's is a try to reach a client that should answer.

    A try that would not count is not kept: a thousand messages in one evening must not swell every later state.
    """
    gap_hours = order.terms.windows.contact_gap_hours
    for milestone in order.milestones:
        tries = (*milestone.contacts, event.at)
        if event.by is Role.CLIENT:
            order = order.with_milestone(_heard_from_client(milestone, event.at))
        elif milestone.stage is Stage.DELIVERED and _counts(tries, gap_hours):
            order = order.with_milestone(replace(milestone, contacts=tries))
    return order


def _counts(tries: tuple[datetime, ...], gap_hours: int) -> bool:
    """Whether the last of these tries lies far enough from those before."""
    return contacts_counted(tries, gap_hours) > contacts_counted(tries[:-1], gap_hours)


def _heard_from_client(milestone: Milestone, at: datetime) -> Milestone:
    return replace(milestone, client_acted_at=at, contacts=(), call_declared=False)
