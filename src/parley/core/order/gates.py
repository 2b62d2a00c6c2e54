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
    AnswerQuestion,
    AnswerRequest,
    AnyMilestoneCommand,
    AnyOfferCommand,
    AskClarify,
    AskClient,
    CancelBeforeWork,
    CancelLate,
    CounterOffer,
    DeclareContact,
    DeclineOffer,
    DeclineProposal,
    Deliver,
    DeliverAgain,
    Fund,
    JoinOrder,
    MakeStatement,
    NoteOnClause,
    OpenFiles,
    ProposeCancel,
    ProposeExtension,
    ProposeRefund,
    Redeliver,
    RequestRevision,
    Resign,
    SendNotice,
    SkipBrief,
    Stop,
    SubmitBrief,
    WithdrawOffer,
    WithdrawProposal,
)
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import WITH_DELIVERY, Milestone, Order, OrderStage, Stage
from parley.core.parties import PARTIES, Role

CLIENT = frozenset({Role.CLIENT})
FREELANCER = frozenset({Role.FREELANCER})


@dataclass(frozen=True, slots=True)
class Gate:
    """Open for these roles in these stages."""

    roles: frozenset[Role]
    stages: frozenset[Stage]


def _gate(roles: frozenset[Role], *stages: Stage) -> Gate:
    return Gate(roles, frozenset(stages))


WORK_TO_MARKED = (Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED)
"""From the first hour of work to the last clock before the release."""

GATES: Mapping[type[AnyMilestoneCommand], Gate] = {
    Fund: _gate(CLIENT, Stage.UNFUNDED, Stage.LAPSED, Stage.LOCKED),
    SubmitBrief: _gate(CLIENT, Stage.FUNDED),
    SkipBrief: _gate(FREELANCER, Stage.FUNDED),
    Deliver: _gate(FREELANCER, Stage.WORKING),
    DeliverAgain: _gate(FREELANCER, Stage.DELIVERED),
    OpenFiles: _gate(
        CLIENT,
        Stage.DELIVERED,
        Stage.REVISING,
        Stage.CLARIFY,
        Stage.NOTICED,
        Stage.MARKED,
        Stage.CASE_TALK,
        Stage.CASE_DECISION,
    ),
    AcceptItems: _gate(CLIENT, *WITH_DELIVERY),
    Accept: _gate(CLIENT, *WITH_DELIVERY),
    RequestRevision: _gate(CLIENT, Stage.DELIVERED, Stage.NOTICED, Stage.MARKED),
    AnswerRequest: _gate(FREELANCER, Stage.REVISING),
    Redeliver: _gate(FREELANCER, Stage.REVISING),
    DeclareContact: _gate(FREELANCER, Stage.DELIVERED),
    SendNotice: _gate(FREELANCER, Stage.DELIVERED),
    MakeStatement: _gate(PARTIES, Stage.CASE_TALK, Stage.CASE_DECISION),
    CancelBeforeWork: _gate(PARTIES, Stage.FUNDED),
    CancelLate: _gate(CLIENT, Stage.WORKING),
    Stop: _gate(CLIENT, Stage.UNFUNDED, Stage.WORKING),
    Resign: _gate(FREELANCER, Stage.UNFUNDED, Stage.WORKING, Stage.REVISING),
    AskClient: _gate(FREELANCER, Stage.WORKING, Stage.REVISING),
    AskClarify: _gate(FREELANCER, Stage.REVISING),
    AnswerQuestion: _gate(CLIENT, Stage.WORKING, Stage.REVISING, Stage.CLARIFY),
    ProposeExtension: _gate(FREELANCER, Stage.WORKING, Stage.REVISING),
    ProposeRefund: _gate(PARTIES, Stage.FUNDED, *WORK_TO_MARKED),
    ProposeCancel: _gate(PARTIES, *WORK_TO_MARKED),
    AcceptProposal: _gate(PARTIES, Stage.FUNDED, *WORK_TO_MARKED),
    DeclineProposal: _gate(PARTIES, Stage.FUNDED, *WORK_TO_MARKED),
    WithdrawProposal: _gate(PARTIES, Stage.FUNDED, *WORK_TO_MARKED),
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
