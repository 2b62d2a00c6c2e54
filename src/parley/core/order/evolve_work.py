"""What an event makes of a milestone on its way from its funding to its end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import assert_never

from parley.core.order.messages import (
    Accepted,
    AnyWorkEvent,
    BriefAwaited,
    Briefed,
    BriefSkipped,
    CancelledBeforeWork,
    CancelledLate,
    ClaimAnswered,
    ClarificationAsked,
    ClarificationLapsed,
    Clarified,
    Cleared,
    ContactDeclared,
    Delivered,
    DeliveredAgain,
    DepositPaid,
    Extended,
    ExtraAgreed,
    ExtraAsked,
    FilesOpened,
    Funded,
    FundingLapsed,
    ItemsAccepted,
    MarkedComplete,
    NoticeAnswered,
    NoticeSent,
    Nudged,
    PartClaimed,
    PartDelivered,
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
    ReviewExtended,
    RevisionRequested,
    Split,
    Stopped,
    Unlocked,
    Voided,
    WorkStarted,
)
from parley.core.order.moves import end, enter, paid, without
from parley.core.order.requests import AnswerKind, Request
from parley.core.order.standstill import due_after_standstill
from parley.core.order.state import DeliveredFile, Delivery, Milestone, Part, Proposal, ProposalKind, Stage


def of_work(milestone: Milestone, event: AnyWorkEvent) -> Milestone:
    at = event.at
    match event:
        case Unlocked():
            if event.fund_by is None:
                return milestone
            return enter(milestone, Stage.UNFUNDED, at, event.fund_by)
        case Funded():
            held = milestone.held + event.amount
            return replace(milestone, held=held, funded_at=at, version=milestone.version + 1)
        case FundingLapsed():
            return enter(milestone, Stage.LAPSED, at, event.void_at)
        case BriefAwaited():
            return enter(milestone, Stage.FUNDED, at, event.brief_by)
        case WorkStarted():
            return enter(milestone, Stage.WORKING, at, event.abandoned_at, due_at=event.due_at)
        case DepositPaid():
            return paid(replace(milestone, deposit_paid=True), event.to_freelancer, event.fee)
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
        case PartDelivered():
            return _part_handed_in(milestone, event)
        case PartClaimed():
            return enter(milestone, Stage.CLAIMED, at, event.ends_at)
        case ClaimAnswered():
            return enter(milestone, Stage.WORKING, at, event.abandoned_at, replied=True)
        case ReviewExtended():
            extended = replace(milestone, ends_at=event.review_by, review_extended=True)
            return replace(extended, version=milestone.version + 1)
        case ExtraAsked(number=0):
            return milestone
        case ExtraAsked():
            wish = Proposal(
                number=event.number,
                kind=ProposalKind.WISH,
                by=event.by,
                at=at,
                answer_by=event.answer_by,
                reason=event.items[0].words,
            )
            return replace(milestone, proposals=(*milestone.proposals, wish), proposals_made=event.number)
        case Briefed() | BriefSkipped() | ExtraAgreed():
            return milestone
        case QuestionAsked():
            return replace(milestone, questions_used=milestone.questions_used + 1, asked_at=at)
        case QuestionAnswered():
            # A page stays good: nobody's delivery is turned away because an answer came.
            moved = replace(milestone, due_at=event.due_at, ends_at=event.ends_at, asked_at=None)
            overtaken = [one for one in milestone.proposals if one.until is not None and one.until <= event.due_at]
            return replace(moved, proposals=without(milestone.proposals, overtaken))
        case ClarificationAsked():
            used = milestone.clarifications_used + 1
            return enter(milestone, Stage.CLARIFY, at, event.answer_by, clarifications_used=used)
        case Clarified():
            return enter(milestone, Stage.REVISING, at, event.case_at, due_at=event.due_at)
        case ClarificationLapsed():
            return _round_back(enter(milestone, Stage.DELIVERED, at, event.review_by, request=None), milestone)
        case ProposalMade():
            open_wishes = [one for one in milestone.proposals if _answers(event.proposal, one)]
            made = (*without(milestone.proposals, open_wishes), event.proposal)
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
            # These were made for a larger hold.
            outdated = [one for one in milestone.proposals if one.kind in (ProposalKind.REFUND, ProposalKind.CANCEL)]
            left = without(milestone.proposals, outdated)
            smaller = replace(milestone, held=milestone.held - event.amount, proposals=left)
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
            back = enter(milestone, Stage.DELIVERED, at, event.review_by, request=None)
            return replace(_round_back(back, milestone), contested=back.contested + 1)
        case ContactDeclared():
            return replace(milestone, contacts=(*milestone.contacts, at), call_declared=True)
        case NoticeSent():
            return enter(milestone, Stage.NOTICED, at, event.ends_at)
        case NoticeAnswered():
            return enter(milestone, Stage.DELIVERED, at, event.review_by, replied=True)
        case MarkedComplete():
            return enter(milestone, Stage.MARKED, at, event.release_at)
        case Nudged():
            return replace(milestone, nudges=event.number)
        case Released():
            after = paid(milestone, event.to_freelancer, event.fee)
            return end(after, Stage.RELEASED, at, event.cause, event.clears_at if after.released else None)
        case Refunded():
            given_back = event.to_client + event.deposit_back + event.fee_back
            return end(
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
            after = paid(milestone, event.to_freelancer, event.fee)
            after = replace(after, held=after.held - event.to_client, refunded=after.refunded + event.to_client)
            clears_at = event.clears_at if after.released else None
            return end(after, event.end, at, event.cause, clears_at, event.counts_as)
        case Voided():
            return end(milestone, Stage.VOID, at, event.cause)
        case Cleared():
            return replace(milestone, cleared=True)
        case _:
            assert_never(event)


def _handed_in(milestone: Milestone, event: Delivered | DeliveredAgain | Redelivered, review_by: datetime) -> Milestone:
    delivery = Delivery(number=event.number, at=event.at, files=event.files, note=event.note)
    return enter(
        milestone,
        Stage.DELIVERED,
        event.at,
        review_by,
        deliveries=(*milestone.deliveries, delivery),
        first_delivered_at=milestone.first_delivered_at or event.at,
        delivered_in_time=_in_time(milestone, event.at),
        due_at=due_after_standstill(milestone, event.at),
        back=None,
        pause=None,
        accepted_items=milestone.accepted_items - _renewed(milestone, event.files),
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
    return enter(
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


def _part_handed_in(milestone: Milestone, event: PartDelivered) -> Milestone:
    part = Part(number=event.number, at=event.at, items=event.items, files=event.files, note=event.note)
    return replace(
        milestone,
        parts=(*milestone.parts, part),
        accepted_items=milestone.accepted_items - _renewed(milestone, event.files),
        contacts=(),
        call_declared=False,
    )


def _renewed(milestone: Milestone, files: Iterable[DeliveredFile]) -> set[int]:
    """Items that other files now stand for. What was accepted were the ones before: these are to be looked at like any."""
    known = {(file.sha256, file.item) for file in milestone.files_now()}
    return {file.item for file in files if (file.sha256, file.item) not in known}


def _in_time(milestone: Milestone, at: datetime) -> bool | None:
    """Whether the first delivery came by the due date then in force; a pause had moved it."""
    if milestone.first_delivered_at is not None:
        return milestone.delivered_in_time
    due_at = due_after_standstill(milestone, at)
    return None if due_at is None else at <= due_at


def _answers(made: Proposal, open_one: Proposal) -> bool:
    """An offer of extra work is the answer to the wish for it."""
    return made.kind is ProposalKind.EXTRA and open_one.kind is ProposalKind.WISH
