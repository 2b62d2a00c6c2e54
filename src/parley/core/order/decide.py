"""What a command leads to: events, or a refusal. Pure: the same order, command and instant give the same answer."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never, cast

from parley.core.order import (
    appeal,
    chargeback,
    conversation,
    correction,
    delivery,
    dispute,
    extras,
    final_offers,
    funding,
    mediation,
    offer,
    outreach,
    parts,
    pause,
    payout,
    proposals,
    questions,
    rating,
    revision,
    sealed,
    silence,
    stopping,
    taking,
)
from parley.core.order.base import Event
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.gates import pass_gate, pass_offer_gate
from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptOffer,
    AcceptProposal,
    AcceptSuggestion,
    AnswerQuestion,
    AnswerRequest,
    AnyCaseCommand,
    AnyCommand,
    AnyEvent,
    AnyMilestoneCommand,
    AnyMoneyCommand,
    AnyOfferCommand,
    AnyWorkCommand,
    Appeal,
    AskClarify,
    AskClient,
    AskExtra,
    AskOutreach,
    CancelBeforeWork,
    CancelLate,
    ClaimPart,
    CloseChargeback,
    CorrectRecord,
    CounterOffer,
    DecideAppeal,
    DecideCase,
    DeclareContact,
    DeclineOffer,
    DeclineProposal,
    DeclineSuggestion,
    Deliver,
    DeliverAgain,
    DeliverPart,
    Escalate,
    ExtendReview,
    Fund,
    JoinOrder,
    LeaveCase,
    LiftPause,
    MakeOffer,
    MakeStatement,
    NoteOnClause,
    OfferExtra,
    OpenCase,
    OpenChargeback,
    OpenFiles,
    PauseWork,
    PayOut,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    ProposeSplit,
    Rate,
    Redeliver,
    RequestRevision,
    Resign,
    SealBid,
    SealFinal,
    SendMessage,
    SendNotice,
    SendOutreach,
    SkipBrief,
    Stop,
    SubmitBrief,
    SuggestSplit,
    TakeCase,
    WithdrawCase,
    WithdrawOffer,
    WithdrawProposal,
)
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order


def decide(order: Order | None, command: AnyCommand, at: datetime) -> list[AnyEvent]:
    """The events that `command` brings at the instant `at`. `order` is None only for an offer that is being made.

    Raises Refusal when a rule says no. Deadlines that are overdue must have been applied before (machine.py).
    """
    # A chapter cannot name the union that lists all chapters; a test keeps the union complete.
    return cast("list[AnyEvent]", _decide(order, command, at))


def _decide(order: Order | None, command: AnyCommand, at: datetime) -> list[Event]:
    if isinstance(command, MakeOffer):
        if order is not None:
            raise Refusal(Code.ALREADY_MADE)
        return offer.make_offer(command, at)
    if order is None:
        raise Refusal(Code.NOT_NOW)
    match command:
        case SendMessage():
            return conversation.send_message(order, command, at)
        case Rate():
            return rating.rate(order, command, at)
        case RunOut():
            return _run_out(order, command, at)
        case CounterOffer() | NoteOnClause() | WithdrawOffer() | DeclineOffer() | JoinOrder() | AcceptOffer():
            pass_offer_gate(order, command)
            return _of_offer(order, command, at)
        case _:
            milestone = order.milestone(command.milestone)
            pass_gate(milestone, command)
            return _of_milestone(order, milestone, command, at)


def _of_milestone(order: Order, milestone: Milestone, command: AnyMilestoneCommand, at: datetime) -> list[Event]:
    if isinstance(command, AnyCaseCommand):
        return _of_case(order, milestone, command, at)
    if isinstance(command, AnyMoneyCommand):
        return _of_money(order, milestone, command, at)
    return _of_work(order, milestone, command, at)


def _of_offer(order: Order, command: AnyOfferCommand, at: datetime) -> list[Event]:
    match command:
        case CounterOffer():
            return offer.counter_offer(order, command, at)
        case NoteOnClause():
            return offer.note_on_clause(order, command, at)
        case WithdrawOffer():
            return offer.withdraw_offer(order, command, at)
        case DeclineOffer():
            return offer.decline_offer(order, command, at)
        case JoinOrder():
            return offer.join_order(order, command, at)
        case AcceptOffer():
            return offer.accept_offer(order, command, at)
        case _:
            assert_never(command)


def _of_work(order: Order, milestone: Milestone, command: AnyWorkCommand, at: datetime) -> list[Event]:
    match command:
        case Fund():
            return funding.fund(order, milestone, command, at)
        case SubmitBrief():
            return funding.submit_brief(order, milestone, command, at)
        case SkipBrief():
            return funding.skip_brief(order, milestone, command, at)
        case DeliverAgain():
            return delivery.deliver_again(order, milestone, command, at)
        case Deliver():
            return delivery.deliver(order, milestone, command, at)
        case DeliverPart():
            return parts.deliver_part(milestone, command, at)
        case ExtendReview():
            return delivery.extend_review(order, milestone, command, at)
        case OpenFiles():
            return delivery.open_files(milestone, command, at)
        case AcceptItems():
            return delivery.accept_items(milestone, command, at)
        case Accept():
            return delivery.accept(order, milestone, command, at)
        case RequestRevision():
            return revision.request_revision(order, milestone, command, at)
        case AnswerRequest():
            return revision.answer_request(order, milestone, command, at)
        case Redeliver():
            return revision.redeliver(order, milestone, command, at)
        case DeclareContact():
            return silence.declare_contact(milestone, command, at)
        case SendNotice():
            return silence.send_notice(order, milestone, command, at)
        case ClaimPart():
            return parts.claim_part(order, milestone, command, at)
        case CancelBeforeWork():
            return stopping.cancel_before_work(order, milestone, command, at)
        case CancelLate():
            return stopping.cancel_late(order, milestone, command, at)
        case Stop():
            return stopping.stop(order, milestone, command, at)
        case Resign():
            return stopping.resign(order, milestone, command, at)
        case AskClient():
            return questions.ask_client(milestone, command, at)
        case AskClarify():
            return questions.ask_clarify(order, milestone, command, at)
        case AnswerQuestion():
            return questions.answer_question(order, milestone, command, at)
        case ProposeExtension():
            return proposals.propose_extension(order, milestone, command, at)
        case ProposeRefund():
            return proposals.propose_refund(order, milestone, command, at)
        case ProposeCancel():
            return proposals.propose_cancel(order, milestone, command, at)
        case AcceptProposal():
            return proposals.accept_proposal(order, milestone, command, at)
        case DeclineProposal():
            return proposals.decline_proposal(milestone, command, at)
        case WithdrawProposal():
            return proposals.withdraw_proposal(milestone, command, at)
        case AskExtra():
            return extras.ask_extra(order, milestone, command, at)
        case OfferExtra():
            return extras.offer_extra(order, milestone, command, at)
        case PauseWork():
            return pause.pause_work(order, milestone, command, at)
        case LiftPause():
            return pause.lift_pause(milestone, command, at)
        case AskOutreach():
            return outreach.ask_outreach(milestone, command, at)
        case SendOutreach():
            return outreach.send_outreach(order, milestone, command, at)
        case _:
            assert_never(command)


def _of_case(order: Order, milestone: Milestone, command: AnyCaseCommand, at: datetime) -> list[Event]:
    match command:
        case OpenCase():
            return dispute.open_by_party(order, milestone, command, at)
        case WithdrawCase():
            return dispute.withdraw_case(milestone, command, at)
        case MakeStatement():
            return dispute.make_statement(milestone, command, at)
        case ProposeSplit():
            return dispute.propose_split(order, milestone, command, at)
        case Escalate():
            return dispute.escalate(order, milestone, command, at)
        case SealBid():
            return sealed.seal_bid(order, milestone, command, at)
        case SealFinal():
            return final_offers.seal_final(order, milestone, command, at)
        case TakeCase():
            return taking.take_case(order, milestone, command, at)
        case LeaveCase():
            return taking.leave_case(milestone, command, at)
        case SuggestSplit():
            return mediation.suggest_split(order, milestone, command, at)
        case AcceptSuggestion():
            return mediation.accept_suggestion(order, milestone, command, at)
        case DeclineSuggestion():
            return mediation.decline_suggestion(order, milestone, command, at)
        case DecideCase():
            return mediation.decide_case(order, milestone, command, at)
        case Appeal():
            return appeal.appeal(order, milestone, command, at)
        case DecideAppeal():
            return appeal.decide_appeal(order, milestone, command, at)
        case _:
            assert_never(command)


def _of_money(order: Order, milestone: Milestone, command: AnyMoneyCommand, at: datetime) -> list[Event]:
    match command:
        case OpenChargeback():
            return chargeback.open_chargeback(milestone, command, at)
        case CloseChargeback():
            return chargeback.close_chargeback(order, milestone, command, at)
        case PayOut():
            return payout.pay_out(milestone, command, at)
        case CorrectRecord():
            return correction.correct_record(order, milestone, command, at)
        case _:
            assert_never(command)


def _run_out(order: Order, command: RunOut, at: datetime) -> list[Event]:
    """The default outcome of each deadline. Whether it has come at all is checked by machine.py."""
    if command.milestone is None:
        if command.deadline is DeadlineKind.RATINGS_END:
            return rating.show_ratings(at)
        return offer.expire_offer(at)
    milestone = order.milestone(command.milestone)
    match command.deadline:
        case DeadlineKind.OFFER_EXPIRES | DeadlineKind.RATINGS_END:
            raise Refusal(Code.NOT_DUE)
        case DeadlineKind.FUNDING_LAPSES:
            return funding.lapse_funding(order, milestone, at)
        case DeadlineKind.FUNDING_GIVEN_UP:
            return funding.give_up_funding(order, milestone, at)
        case DeadlineKind.BRIEF_GIVEN_UP:
            return funding.give_up_brief(order, milestone, at)
        case DeadlineKind.WORK_ABANDONED:
            return delivery.abandon_work(order, milestone, at)
        case DeadlineKind.REVIEW_ENDS:
            return silence.notice_by_clock(order, milestone, at)
        case DeadlineKind.REDELIVERY_MISSING:
            return revision.give_up_redelivery(order, milestone, at)
        case DeadlineKind.CLARIFICATION_ENDS:
            return questions.give_up_clarification(order, milestone, at)
        case DeadlineKind.PROPOSAL_ENDS:
            return proposals.end_proposal(order, milestone, at)
        case DeadlineKind.NOTICE_ENDS:
            return silence.mark_complete(order, milestone, at)
        case DeadlineKind.RELEASE:
            return silence.release_after_silence(order, milestone, at)
        case DeadlineKind.CLAIM_ENDS:
            return parts.end_claim(order, milestone, at)
        case DeadlineKind.PAUSE_ENDS:
            return pause.end_pause(milestone, at)
        case DeadlineKind.TALK_ENDS:
            return dispute.end_talk(order, milestone, at)
        case DeadlineKind.SEALED_ENDS:
            return dispute.end_sealed(order, milestone, at)
        case DeadlineKind.MEDIATION_ENDS:
            return dispute.end_mediation(order, milestone, at)
        case DeadlineKind.DECISION_MISSING | DeadlineKind.APPEAL_ENDS | DeadlineKind.APPEAL_UNDECIDED:
            return dispute.end_undecided(order, milestone, at)
        case DeadlineKind.CAP_ENDS:
            return dispute.end_at_cap(order, milestone, at)
        case DeadlineKind.CAP_NEARS:
            return funding.return_before_cap(order, milestone, at)
        case DeadlineKind.BANK_SILENT:
            return chargeback.alarm_operator(milestone, at)
        case DeadlineKind.LONG_STOP:
            return dispute.stop_long_wait(order, milestone, at)
        case DeadlineKind.CLEARANCE:
            return silence.clear(milestone, at)
        case DeadlineKind.NUDGE:
            return silence.nudge(milestone, at)
        case _:
            assert_never(command.deadline)
