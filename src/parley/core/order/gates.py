"""Who may ask for what in which stage: the first columns of the transition table, as data.

`decide` checks the gate before it calls the rule, and the pages ask the same table which doors to show: there is no second
list to keep in step. What depends on more than role and stage is refused by the rule itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from parley.core.order.messages import (
    Accept,
    AcceptItems,
    AcceptOffer,
    AcceptProposal,
    AcceptSuggestion,
    AnswerQuestion,
    AnswerRequest,
    AnyMilestoneCommand,
    AnyOfferCommand,
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
    Redeliver,
    RequestRevision,
    Resign,
    SealBid,
    SealFinal,
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
from parley.core.order.state import CASE_STAGES, ENDS, WITH_DELIVERY, Milestone, Order, OrderStage, Stage
from parley.core.parties import PARTIES, Role

CLIENT = frozenset({Role.CLIENT})
FREELANCER = frozenset({Role.FREELANCER})
MEDIATOR = frozenset({Role.MEDIATOR})
BANK = frozenset({Role.BANK})
OPERATOR = frozenset({Role.OPERATOR})


@dataclass(frozen=True, slots=True)
class Gate:
    """Open for these roles in these stages."""

    roles: frozenset[Role]
    stages: frozenset[Stage]


def _gate(roles: frozenset[Role], *stages: Stage) -> Gate:
    return Gate(roles, frozenset(stages))


WORK_TO_MARKED = (
    *(Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY),
    *(Stage.NOTICED, Stage.MARKED, Stage.CLAIMED),
)
"""From the first hour of work to the last clock before the release."""

OUTREACH_LIVE = (Stage.FUNDED, *WORK_TO_MARKED, Stage.PAUSED, *CASE_STAGES)

FOR_A_MEDIATOR = (Stage.CASE_MEDIATION, Stage.CASE_DECISION, Stage.APPEAL_FILED)

PROPOSALS_LIVE = (Stage.FUNDED, *WORK_TO_MARKED, Stage.PAUSED, *CASE_STAGES, Stage.RELEASED)
"""Where something may be proposed, a proposal may be waiting for its answer."""

GATES: Mapping[type[AnyMilestoneCommand], Gate] = {
    Fund: _gate(CLIENT, Stage.UNFUNDED, Stage.LAPSED, Stage.LOCKED),
    SubmitBrief: _gate(CLIENT, Stage.FUNDED),
    SkipBrief: _gate(FREELANCER, Stage.FUNDED),
    Deliver: _gate(FREELANCER, Stage.WORKING, Stage.PAUSED),
    DeliverAgain: _gate(FREELANCER, Stage.DELIVERED),
    DeliverPart: _gate(FREELANCER, Stage.WORKING, Stage.REVISING),
    OpenFiles: _gate(CLIENT, *WITH_DELIVERY, Stage.PAUSED, *CASE_STAGES),
    ExtendReview: _gate(CLIENT, Stage.DELIVERED),
    AcceptItems: _gate(CLIENT, *WORK_TO_MARKED, Stage.PAUSED),
    Accept: _gate(CLIENT, *WITH_DELIVERY, Stage.PAUSED),
    RequestRevision: _gate(CLIENT, Stage.DELIVERED, Stage.NOTICED, Stage.MARKED),
    AnswerRequest: _gate(FREELANCER, Stage.REVISING),
    Redeliver: _gate(FREELANCER, Stage.REVISING, Stage.PAUSED),
    DeclareContact: _gate(FREELANCER, Stage.WORKING, Stage.DELIVERED),
    SendNotice: _gate(FREELANCER, Stage.DELIVERED),
    ClaimPart: _gate(FREELANCER, Stage.WORKING),
    CancelBeforeWork: _gate(PARTIES, Stage.FUNDED),
    CancelLate: _gate(CLIENT, Stage.WORKING),
    Stop: _gate(CLIENT, Stage.UNFUNDED, Stage.WORKING, Stage.PAUSED),
    Resign: _gate(FREELANCER, Stage.UNFUNDED, Stage.WORKING, Stage.REVISING, Stage.PAUSED),
    AskClient: _gate(FREELANCER, Stage.WORKING, Stage.REVISING),
    AskClarify: _gate(FREELANCER, Stage.REVISING),
    AnswerQuestion: _gate(CLIENT, Stage.WORKING, Stage.REVISING, Stage.CLARIFY),
    ProposeExtension: _gate(FREELANCER, Stage.WORKING, Stage.REVISING),
    ProposeRefund: _gate(PARTIES, Stage.FUNDED, *WORK_TO_MARKED, Stage.PAUSED),
    ProposeCancel: _gate(PARTIES, *WORK_TO_MARKED, Stage.PAUSED),
    AskExtra: _gate(CLIENT, *WORK_TO_MARKED, Stage.RELEASED),
    OfferExtra: _gate(FREELANCER, *WORK_TO_MARKED, Stage.RELEASED),
    AcceptProposal: _gate(PARTIES, *PROPOSALS_LIVE),
    DeclineProposal: _gate(PARTIES, *PROPOSALS_LIVE),
    WithdrawProposal: _gate(PARTIES, *PROPOSALS_LIVE),
    PauseWork: _gate(PARTIES, Stage.FUNDED, *WORK_TO_MARKED),
    LiftPause: _gate(PARTIES, Stage.PAUSED),
    AskOutreach: _gate(PARTIES, *OUTREACH_LIVE),
    SendOutreach: _gate(MEDIATOR | OPERATOR, *OUTREACH_LIVE),
    OpenCase: _gate(PARTIES, *WORK_TO_MARKED),
    WithdrawCase: _gate(PARTIES, Stage.CASE_TALK),
    MakeStatement: _gate(PARTIES, *CASE_STAGES),
    ProposeSplit: _gate(PARTIES, *CASE_STAGES),
    Escalate: _gate(PARTIES, Stage.CASE_TALK, Stage.CASE_SEALED, Stage.CASE_MEDIATION),
    SealBid: _gate(PARTIES, Stage.CASE_SEALED),
    SealFinal: _gate(PARTIES, Stage.CASE_MEDIATION),
    TakeCase: _gate(MEDIATOR | OPERATOR, *FOR_A_MEDIATOR),
    LeaveCase: _gate(MEDIATOR | OPERATOR, *FOR_A_MEDIATOR),
    SuggestSplit: _gate(MEDIATOR, Stage.CASE_MEDIATION),
    AcceptSuggestion: _gate(PARTIES, Stage.CASE_MEDIATION),
    DeclineSuggestion: _gate(PARTIES, Stage.CASE_MEDIATION),
    DecideCase: _gate(MEDIATOR, Stage.CASE_DECISION),
    Appeal: _gate(PARTIES, Stage.CASE_APPEAL),
    DecideAppeal: _gate(MEDIATOR, Stage.APPEAL_FILED),
    OpenChargeback: _gate(
        BANK, Stage.FUNDED, *WORK_TO_MARKED, Stage.PAUSED, *CASE_STAGES, Stage.AT_BANK, Stage.RELEASED, Stage.SPLIT
    ),
    CloseChargeback: _gate(BANK, Stage.AT_BANK, Stage.RELEASED, Stage.SPLIT),
    PayOut: _gate(FREELANCER | OPERATOR, Stage.RELEASED, Stage.SPLIT, Stage.REVERSED),
    CorrectRecord: _gate(OPERATOR, *ENDS),
}

OFFER_GATES: Mapping[type[AnyOfferCommand], frozenset[Role]] = {
    CounterOffer: PARTIES,
    NoteOnClause: PARTIES,
    WithdrawOffer: PARTIES,
    DeclineOffer: PARTIES,
    JoinOrder: PARTIES,
    AcceptOffer: PARTIES,
}


def pass_gate(milestone: Milestone, command: AnyMilestoneCommand) -> None:
    """Refuse the wrong person, then a page that is out of date, then the wrong stage."""
    gate = GATES[type(command)]
    if command.by not in gate.roles:
        raise Refusal(Code.NOT_YOUR_ACT)
    if command.seen is not None and command.seen != milestone.version:
        raise Refusal(Code.PAGE_STALE, stage=milestone.stage.value)
    if milestone.stage not in gate.stages:
        raise Refusal(Code.NOT_NOW, stage=milestone.stage.value)


def pass_offer_gate(order: Order, command: AnyOfferCommand) -> None:
    if command.by not in OFFER_GATES[type(command)]:
        raise Refusal(Code.NOT_YOUR_ACT)
    if order.stage is not OrderStage.OFFERED:
        raise Refusal(Code.NOT_NOW, stage=order.stage.value)


def doors(milestone: Milestone, role: Role) -> tuple[type[AnyMilestoneCommand], ...]:
    """The commands whose gate stands open for this role now, in the table's order."""
    return tuple(kind for kind, gate in GATES.items() if role in gate.roles and milestone.stage in gate.stages)
