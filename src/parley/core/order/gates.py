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
    AnswerRequest,
    AnyMilestoneCommand,
    AnyOfferCommand,
    CounterOffer,
    DeclareContact,
    DeclineOffer,
    Deliver,
    DeliverAgain,
    Fund,
    JoinOrder,
    MakeStatement,
    NoteOnClause,
    OpenFiles,
    Redeliver,
    RequestRevision,
    SendNotice,
    SkipBrief,
    SubmitBrief,
    WithdrawOffer,
)
from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Milestone, Order, OrderStage, Stage
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


GATES: Mapping[type[AnyMilestoneCommand], Gate] = {
    Fund: _gate(CLIENT, Stage.UNFUNDED, Stage.LAPSED, Stage.LOCKED),
    SubmitBrief: _gate(CLIENT, Stage.FUNDED),
    SkipBrief: _gate(FREELANCER, Stage.FUNDED),
    Deliver: _gate(FREELANCER, Stage.WORKING),
    DeliverAgain: _gate(FREELANCER, Stage.DELIVERED),
    OpenFiles: _gate(
        CLIENT, Stage.DELIVERED, Stage.REVISING, Stage.NOTICED, Stage.MARKED, Stage.CASE_TALK, Stage.CASE_DECISION
    ),
    AcceptItems: _gate(CLIENT, Stage.DELIVERED, Stage.REVISING, Stage.NOTICED, Stage.MARKED),
    Accept: _gate(CLIENT, Stage.DELIVERED, Stage.REVISING, Stage.NOTICED, Stage.MARKED),
    RequestRevision: _gate(CLIENT, Stage.DELIVERED, Stage.NOTICED, Stage.MARKED),
    AnswerRequest: _gate(FREELANCER, Stage.REVISING),
    Redeliver: _gate(FREELANCER, Stage.REVISING),
    DeclareContact: _gate(FREELANCER, Stage.DELIVERED),
    SendNotice: _gate(FREELANCER, Stage.DELIVERED),
    MakeStatement: _gate(PARTIES, Stage.CASE_TALK, Stage.CASE_DECISION),
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
