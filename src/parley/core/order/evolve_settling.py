"""What an event makes of a milestone that stands still, is disputed, is with the bank, is paid out or put right."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, assert_never

from parley.core.order.messages import (
    AnySettlingEvent,
    AppealDecided,
    AppealFiled,
    BankAlarmed,
    BidSealed,
    CaseDecided,
    CaseEscalated,
    CaseLeft,
    CaseOpened,
    CaseSentToDecision,
    CaseTaken,
    ChargebackJoined,
    ChargebackLost,
    ChargebackOpened,
    ChargebackWon,
    FinalOfferSealed,
    FinalOffersOpened,
    MediationBegan,
    OutreachAsked,
    OutreachSent,
    PaidOut,
    Paused,
    RecordCorrected,
    Resumed,
    SealedRoundBegan,
    SealedRoundEnded,
    SplitSuggested,
    StatementMade,
    SuggestionAccepted,
    SuggestionDeclined,
)
from parley.core.order.moves import end, enter
from parley.core.order.records import Case, Pause
from parley.core.order.standstill import freeze, seconds_between
from parley.core.order.state import Milestone, ProposalKind, Stage
from parley.core.parties import PARTIES, Role


def of_settling(milestone: Milestone, event: AnySettlingEvent) -> Milestone:
    at = event.at
    match event:
        case Paused():
            return enter(
                milestone,
                Stage.PAUSED,
                at,
                event.ends_at,
                back=event.back,
                pause=Pause(event.by, at, event.reason),
                paused_by=milestone.paused_by | {event.by},
                asked_at=milestone.asked_at,
                nudges=milestone.nudges,
            )
        case Resumed():
            return _resumed(milestone, event)
        case OutreachAsked():
            used = milestone.outreach_used | {event.by}
            return replace(milestone, outreach_asked_by=event.by, outreach_used=used)
        case OutreachSent():
            wrote = milestone.outreach_persons | {event.person}
            return replace(milestone, outreach_asked_by=None, outreach_persons=wrote)
        case CaseOpened():
            return _case_opened(milestone, event)
        case StatementMade() | SuggestionDeclined():
            return milestone
        case CaseEscalated():
            return _in_case(milestone, asked_on=_case(milestone).asked_on | {event.by})
        case SealedRoundBegan():
            # Who went on from the talk has not asked for a mediator yet.
            asked_on = _case(milestone).asked_on if event.round > 1 else frozenset()
            begun = _in_case(milestone, round=event.round, bids={}, asked_on=asked_on)
            return enter(begun, Stage.CASE_SEALED, at, event.ends_at)
        case BidSealed():
            return _in_case(milestone, bids={**_case(milestone).bids, event.by.value: event.bid})
        case SealedRoundEnded():
            return _in_case(milestone, bids={})
        case MediationBegan():
            return enter(_in_case(milestone, bids={}), Stage.CASE_MEDIATION, at, event.ends_at)
        case CaseTaken():
            return _in_case(milestone, mediator=event.person)
        case CaseLeft():
            return _in_case(milestone, mediator="")
        case FinalOfferSealed():
            return _in_case(milestone, bids={**_case(milestone).bids, event.by.value: event.bid})
        case FinalOffersOpened():
            return _in_case(milestone, bids={}, final_offers=event.offers)
        case SplitSuggested():
            suggested = _in_case(milestone, suggestion=event.suggestion)
            return replace(suggested, ends_at=event.answer_by, version=milestone.version + 1)
        case SuggestionAccepted():
            suggestion = _case(milestone).suggestion
            if suggestion is None:
                raise AssertionError("a yes needs a suggestion")
            accepted = replace(suggestion, accepted=suggestion.accepted | {event.by})
            return _in_case(milestone, suggestion=accepted)
        case CaseSentToDecision():
            return _sent_to_decision(milestone, event)
        case CaseDecided():
            return enter(_in_case(milestone, decision=event.decision), Stage.CASE_APPEAL, at, event.appeal_by)
        case AppealFiled():
            return enter(_in_case(milestone, mediator=""), Stage.APPEAL_FILED, at, event.result_by)
        case AppealDecided():
            return _in_case(milestone, decision=event.decision)
        case ChargebackOpened() | ChargebackJoined() | ChargebackWon() | ChargebackLost() | BankAlarmed():
            return _of_bank(milestone, event)
        case PaidOut():
            return replace(milestone, paid_out=milestone.paid_out + event.amount, version=milestone.version + 1)
        case RecordCorrected():
            return replace(milestone, counts_as=event.counts_as)
        case _:
            assert_never(event)


def _of_bank(
    milestone: Milestone,
    event: ChargebackOpened | ChargebackJoined | ChargebackWon | ChargebackLost | BankAlarmed,
) -> Milestone:
    match event:
        case ChargebackOpened():
            return _taken(milestone, event)
        case ChargebackJoined():
            if milestone.chargeback is None:
                raise AssertionError("there is nothing to join")
            joined = replace(milestone.chargeback, answer_by=event.answer_by, alarmed=False)
            return replace(milestone, chargeback=joined)
        case ChargebackWon():
            taken = event.taken
            return replace(
                milestone,
                held=milestone.held + taken.hold,
                released=milestone.released + taken.from_freelancer,
                fees=milestone.fees + taken.fee,
                at_bank=milestone.at_bank - taken.total,
                chargeback=None,
                clears_at=event.clears_at or milestone.clears_at,
                version=milestone.version + 1,
            )
        case ChargebackLost():
            covered = replace(
                milestone,
                released=milestone.released + event.covered,
                covered=milestone.covered + event.covered,
                chargeback=None,
                version=milestone.version + 1,
            )
            clears_at = event.clears_at if covered.released else None
            if not event.ends:
                return replace(covered, clears_at=clears_at)
            return end(covered, Stage.REVERSED, event.at, "chargeback", clears_at)
        case BankAlarmed():
            if milestone.chargeback is None:
                raise AssertionError("an alarm needs a chargeback")
            return replace(milestone, chargeback=replace(milestone.chargeback, alarmed=True))
        case _:
            assert_never(event)


def _taken(milestone: Milestone, event: ChargebackOpened) -> Milestone:
    """The bank has it. Bids are destroyed and proposals lapse: both were made for a hold that was there."""
    taken = event.chargeback.taken
    without_money = replace(
        milestone,
        held=milestone.held - taken.hold,
        released=milestone.released - taken.from_freelancer,
        fees=milestone.fees - taken.fee,
        at_bank=milestone.at_bank + taken.total,
        chargeback=event.chargeback,
        chargebacks=event.chargeback.number,
        case=replace(milestone.case, bids={}) if milestone.case is not None else None,
        proposals=(),
        version=milestone.version + 1,
    )
    if milestone.has_ended:
        return without_money
    return enter(
        without_money,
        Stage.AT_BANK,
        event.at,
        None,
        back=freeze(milestone, event.at),
        asked_at=milestone.asked_at,
        nudges=milestone.nudges,
    )


def _resumed(milestone: Milestone, event: Resumed) -> Milestone:
    """Whatever had stopped the clocks is over."""
    gone: dict[str, Any] = {}
    if milestone.stage is Stage.PAUSED:
        gone = {"pause": None}
    elif milestone.stage is Stage.AT_BANK and milestone.back is not None:
        gone = {"seconds_at_bank": milestone.seconds_at_bank + seconds_between(milestone.back.at, event.at)}
    elif milestone.stage is Stage.CASE_TALK:
        gone = {"case": None, "cause": ""}
    return enter(
        milestone,
        event.stage,
        event.at,
        event.ends_at,
        due_at=event.due_at,
        asked_at=event.asked_at,
        back=milestone.back.beneath if milestone.back is not None else None,
        nudges=milestone.nudges,
        **gone,
    )


def _case_opened(milestone: Milestone, event: CaseOpened) -> Milestone:
    """In a case proposals are made anew: these were made for a work that went on."""
    by_party = event.opened_by in PARTIES
    return enter(
        milestone,
        Stage.CASE_TALK,
        event.at,
        event.talk_until,
        case=Case(milestone.cases + 1, event.opened_by, event.cause, event.at),
        cases=milestone.cases + 1,
        cases_opened=milestone.cases_opened | ({event.opened_by} if by_party else set()),
        back=freeze(milestone, event.at) if by_party else None,
        pause=None,
        cause=event.cause,
        asked_at=milestone.asked_at,
        nudges=milestone.nudges,
        proposals=(),
    )


def _sent_to_decision(milestone: Milestone, event: CaseSentToDecision) -> Milestone:
    """From a stage of the case, or straight from work that went on too long: then the case begins here."""
    begun = milestone.case or Case(milestone.cases + 1, Role.CLOCK, event.cause, event.at)
    settling = tuple(one for one in milestone.proposals if one.kind is ProposalKind.SPLIT)
    return enter(
        milestone,
        Stage.CASE_DECISION,
        event.at,
        event.decide_by,
        case=replace(begun, bids={}),
        cases=begun.number,
        cause=event.cause,
        proposals=settling,
    )


def _case(milestone: Milestone) -> Case:
    if milestone.case is None:
        raise AssertionError(f"milestone {milestone.number} has no case")
    return milestone.case


def _in_case(milestone: Milestone, **changes: Any) -> Milestone:
    return replace(milestone, case=replace(_case(milestone), **changes))
