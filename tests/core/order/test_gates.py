"""Every command, in every stage, from every role: it opens, or it is refused with the right word and leaves no trace."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from typing import get_args

import pytest

from parley.core.order import messages as m
from parley.core.order.clock import DeadlineKind
from parley.core.order.gates import GATES, OFFER_GATES, doors
from parley.core.order.messages import AnyMilestoneCommand, AnyOfferCommand
from parley.core.order.records import CountsAs
from parley.core.order.refusals import Code
from parley.core.order.state import Order, OrderStage, Stage
from parley.core.order.terms import ClauseKey
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    STRANGER,
    Ask,
    accept,
    accept_items,
    accept_offer,
    accept_proposal,
    answer,
    answer_question,
    ask_clarify,
    ask_client,
    asked_by,
    brief,
    cancel_before_work,
    cancel_late,
    change,
    contact,
    counter,
    decline,
    decline_proposal,
    deliver,
    deliver_again,
    fund,
    join,
    make_offer,
    message,
    note,
    notice,
    on_page,
    open_files,
    outside,
    propose_cancel,
    propose_extension,
    propose_refund,
    redeliver,
    request,
    resign,
    run_out,
    skip_brief,
    statement,
    stop,
    withdraw,
    withdraw_proposal,
)
from tests.asks_aside import (
    ask_extra,
    claim_part,
    deliver_part,
    extend_review,
    lift,
    offer_extra,
    pause,
)
from tests.asks_of_cases import (
    BANK,
    MEDIATOR,
    OPERATOR,
    accept_suggestion,
    appeal,
    bank_says,
    chargeback,
    correct,
    decide,
    decide_appeal,
    decline_suggestion,
    escalate,
    leave,
    open_case,
    outreach,
    pay_out,
    propose_split,
    seal,
    seal_final,
    suggest,
    take,
    withdraw_case,
    write_for_support,
)
from tests.deals import deal, eur
from tests.given import Story, agreed, given, in_stage, offered

REVIEW_ENDS = DeadlineKind.REVIEW_ENDS
C, F, BOTH = {CLIENT}, {FREELANCER}, {CLIENT, FREELANCER}
M, B, P = {MEDIATOR}, {BANK}, {OPERATOR}
LOOKED_AT = "delivered noticed marked"
UNDER_WAY = f"{LOOKED_AT} working revising clarify claimed"
IN_CASE = "case_talk case_sealed case_mediation case_decision case_appeal appeal_filed"
ENDED = "released refunded split void reversed"
ANSWERED = f"funded {UNDER_WAY} paused {IN_CASE} released"


def of(ask: Callable[..., Ask], *said: object, **more: object) -> Callable[[int], Ask]:
    """The ask for a milestone of any number."""
    return lambda number: ask(*said, **more, number=number)


# The first columns of the order machine, written down a second time: who, and in which stages.
TABLE: dict[type[AnyMilestoneCommand], tuple[set[Role], str, Callable[[int], Ask]]] = {
    m.Fund: (C, "unfunded lapsed", fund),
    m.SubmitBrief: (C, "funded", of(brief)),
    m.SkipBrief: (F, "funded", skip_brief),
    m.Deliver: (F, "working paused", deliver),
    m.DeliverAgain: (F, "delivered", deliver_again),
    m.DeliverPart: (F, "working revising", of(deliver_part)),
    m.OpenFiles: (C, f"{LOOKED_AT} revising clarify paused {IN_CASE}", open_files),
    m.ExtendReview: (C, "delivered", of(extend_review)),
    m.AcceptItems: (C, f"{UNDER_WAY} paused", of(accept_items, 1)),
    m.Accept: (C, f"{LOOKED_AT} revising clarify paused", accept),
    m.RequestRevision: (C, LOOKED_AT, of(request, change())),
    m.AnswerRequest: (F, "revising", of(answer, outside())),
    m.Redeliver: (F, "revising paused", of(redeliver, done=[1])),
    m.DeclareContact: (F, "working delivered", of(contact)),
    m.SendNotice: (F, "delivered", notice),
    m.ClaimPart: (F, "working", of(claim_part)),
    m.CancelBeforeWork: (BOTH, "funded", of(cancel_before_work)),
    m.CancelLate: (C, "working", cancel_late),
    m.Stop: (C, "unfunded working paused", stop),
    m.Resign: (F, "unfunded working revising paused", resign),
    m.AskClient: (F, "working revising", of(ask_client)),
    m.AskClarify: (F, "revising", of(ask_clarify)),
    m.AnswerQuestion: (C, "working revising clarify", of(answer_question)),
    m.ProposeExtension: (F, "working revising", of(propose_extension)),
    m.ProposeRefund: (BOTH, f"funded {UNDER_WAY} paused", of(propose_refund, eur(1))),
    m.ProposeCancel: (BOTH, f"{UNDER_WAY} paused", of(propose_cancel, eur(1))),
    m.AskExtra: (C, f"{UNDER_WAY} released", of(ask_extra)),
    m.OfferExtra: (F, f"{UNDER_WAY} released", of(offer_extra, eur(1))),
    m.AcceptProposal: (BOTH, ANSWERED, of(accept_proposal)),
    m.DeclineProposal: (BOTH, ANSWERED, of(decline_proposal)),
    m.WithdrawProposal: (BOTH, ANSWERED, of(withdraw_proposal)),
    m.PauseWork: (BOTH, f"funded {UNDER_WAY}", of(pause)),
    m.LiftPause: (BOTH, "paused", of(lift)),
    m.AskOutreach: (BOTH, f"funded {UNDER_WAY} paused {IN_CASE}", of(outreach)),
    m.SendOutreach: (M | P, f"funded {UNDER_WAY} paused {IN_CASE}", of(write_for_support)),
    m.OpenCase: (BOTH, UNDER_WAY, of(open_case)),
    m.WithdrawCase: (BOTH, "case_talk", of(withdraw_case)),
    m.MakeStatement: (BOTH, IN_CASE, of(statement, CLIENT)),
    m.ProposeSplit: (BOTH, IN_CASE, of(propose_split, eur(1))),
    m.Escalate: (BOTH, "case_talk case_sealed case_mediation", of(escalate)),
    m.SealBid: (BOTH, "case_sealed", of(seal, eur(1))),
    m.SealFinal: (BOTH, "case_mediation", of(seal_final, eur(1))),
    m.TakeCase: (M | P, "case_mediation case_decision appeal_filed", of(take, person="a-third-mediator")),
    m.LeaveCase: (M | P, "case_mediation case_decision appeal_filed", of(leave)),
    m.SuggestSplit: (M, "case_mediation", of(suggest, eur(1))),
    m.AcceptSuggestion: (BOTH, "case_mediation", of(accept_suggestion)),
    m.DeclineSuggestion: (BOTH, "case_mediation", of(decline_suggestion)),
    m.DecideCase: (M, "case_decision", of(decide, eur(1))),
    m.Appeal: (BOTH, "case_appeal", of(appeal)),
    m.DecideAppeal: (M, "appeal_filed", of(decide_appeal, eur(1))),
    m.OpenChargeback: (B, f"funded {UNDER_WAY} paused {IN_CASE} at_bank released split", of(chargeback)),
    m.CloseChargeback: (B, "at_bank released split", of(bank_says, won=True)),
    m.PayOut: (F | P, "released split reversed", of(pay_out)),
    m.CorrectRecord: (P, ENDED, of(correct, CountsAs.EXEMPT)),
}
NOT_YET: dict[type[AnyMilestoneCommand], Code] = {
    m.SendNotice: Code.TOO_EARLY,
    m.CancelLate: Code.NOT_LATE_YET,
    m.ClaimPart: Code.NO_PART,
    m.AcceptProposal: Code.NO_PROPOSAL,
    m.DeclineProposal: Code.NO_PROPOSAL,
    m.WithdrawProposal: Code.NO_PROPOSAL,
    m.SendOutreach: Code.OUTREACH_NONE,
    m.WithdrawCase: Code.CASE_NOT_YOURS,
    m.AcceptSuggestion: Code.NO_SUGGESTION,
    m.DeclineSuggestion: Code.NO_SUGGESTION,
    m.PayOut: Code.NOTHING_TO_PAY_OUT,
    m.LeaveCase: Code.CASE_NOT_TAKEN,
}
"""Open in this stage, but for another reason not now."""
NOT_THERE_YET: dict[tuple[type[AnyMilestoneCommand], Stage], Code] = {
    (m.AcceptItems, Stage.WORKING): Code.ITEM_UNKNOWN,
    (m.DeclareContact, Stage.WORKING): Code.NO_PART,
    (m.Escalate, Stage.CASE_TALK): Code.TOO_EARLY,
    (m.CloseChargeback, Stage.RELEASED): Code.NO_CHARGEBACK,
    (m.CloseChargeback, Stage.SPLIT): Code.NO_CHARGEBACK,
    # This pause is the client's own, of a milestone that was delivered.
    (m.Deliver, Stage.PAUSED): Code.NOT_NOW,
    (m.Redeliver, Stage.PAUSED): Code.NOT_NOW,
    (m.Stop, Stage.PAUSED): Code.NOT_NOW,
    (m.Resign, Stage.PAUSED): Code.NOT_NOW,
}
"""The same, in one stage alone."""


def reason_not_now(kind: type[AnyMilestoneCommand], stage: Stage, role: Role) -> Code | None:
    if kind is m.AnswerQuestion and stage is not Stage.CLARIFY:
        return Code.NO_QUESTION
    if kind is m.LiftPause and role is FREELANCER:
        return Code.PAUSE_YOURS
    return NOT_THERE_YET.get((kind, stage)) or NOT_YET.get(kind)


def a_milestone_in(stage: Stage) -> tuple[Story, int]:
    return in_stage(stage), 2 if stage is Stage.LOCKED else 1


@pytest.mark.parametrize("kind", list(TABLE), ids=lambda kind: kind.__name__)
def test_a_command_opens_or_is_refused_without_a_trace(kind: type[AnyMilestoneCommand]) -> None:
    for stage in Stage:
        for role in Role:
            opens_or_is_refused(kind, stage, role)


def opens_or_is_refused(kind: type[AnyMilestoneCommand], stage: Stage, role: Role) -> None:
    roles, stages, ask = TABLE[kind]
    story, number = a_milestone_in(stage)
    after = story.when(asked_by(role, ask(number)))
    if role not in roles:
        expected: Code | None = Code.NOT_YOUR_ACT
    elif stage.value not in stages.split():
        expected = Code.NOT_NOW
    else:
        expected = reason_not_now(kind, stage, role)
    assert (after.refusal.code if after.refusal else None) == expected, f"{role} in {stage}"
    if expected is not None:
        assert after.order == story.order
        assert after.brought == ()
    else:
        assert after.brought != ()


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("role", list(Role))
def test_the_doors_of_a_page_are_those_that_open(stage: Stage, role: Role) -> None:
    story, number = a_milestone_in(stage)
    open_here = {kind for kind, (roles, stages, _) in TABLE.items() if role in roles and stage.value in stages.split()}
    if stage is Stage.LOCKED and role is CLIENT:
        open_here |= {m.Fund}  # where all is paid up front; else the rule says no
    assert set(doors(story.milestone(number), role)) == open_here


def test_a_locked_milestone_takes_money_only_where_all_is_paid_up_front() -> None:
    agreed(deal(2, ONE_TO_ONE)).when(fund(2)).then(m.Funded)
    agreed(deal(2)).when(fund(2)).then(Code.NOT_NOW)


def test_the_table_knows_every_command() -> None:
    assert set(TABLE) == set(GATES) == set(get_args(AnyMilestoneCommand))
    assert set(OFFER_GATES) == set(get_args(AnyOfferCommand)) == {kind for kind, _ in OFFER_ASKS}


@pytest.mark.parametrize("kind", list(TABLE), ids=lambda kind: kind.__name__)
def test_a_page_of_another_version_is_refused_before_the_stage_is_looked_at(kind: type[AnyMilestoneCommand]) -> None:
    """The words that somebody wrote on it are kept; nothing is done by mistake."""
    roles, _, ask = TABLE[kind]
    role = min(roles, key=lambda one: one.value)
    for stage in (Stage.WORKING, Stage.DELIVERED, Stage.RELEASED):
        story = in_stage(stage)
        version = story.milestone().version
        for other in (version - 1, version + 1):
            stale = story.when(on_page(other, asked_by(role, ask(1)))).then(Code.PAGE_STALE)
            assert stale.refusal is not None
            assert stale.refusal.facts == {"stage": stage.value}
    stranger = CLIENT if roles == F else FREELANCER
    if stranger not in roles:
        in_stage(Stage.DELIVERED).when(on_page(0, asked_by(stranger, ask(1)))).then(Code.NOT_YOUR_ACT)


@pytest.mark.parametrize("number", [0, -1, 2, 99])
def test_a_milestone_that_is_not_there_is_nobodys(number: int) -> None:
    in_stage(Stage.DELIVERED).when(accept(number)).then(Code.NO_SUCH_MILESTONE)


def test_a_milestone_cannot_be_worked_on_before_the_offer_is_accepted() -> None:
    offered().when(fund()).then(Code.NO_SUCH_MILESTONE)


# The offer

OFFER_ASKS: list[tuple[type[AnyOfferCommand], Ask]] = [
    (m.CounterOffer, counter(deal(price=1), by=CLIENT)),
    (m.NoteOnClause, note(ClauseKey.WORK, by=CLIENT)),
    (m.WithdrawOffer, withdraw()),
    (m.DeclineOffer, decline(by=CLIENT)),
    (m.JoinOrder, join(STRANGER)),
    (m.AcceptOffer, accept_offer(by=CLIENT)),
]


@cache
def orders_in(stage: OrderStage) -> Story:
    match stage:
        case OrderStage.OFFERED:
            return given().when(make_offer(client=None))
        case OrderStage.AGREED:
            return agreed()
        case OrderStage.ACTIVE:
            return in_stage(Stage.WORKING)
        case OrderStage.CLOSED:
            return in_stage(Stage.RELEASED)
        case OrderStage.EXPIRED:
            return offered().waits(days=7)
        case OrderStage.DECLINED:
            return offered().when(decline())
        case OrderStage.WITHDRAWN:
            return offered().when(withdraw())


@pytest.mark.parametrize("stage", list(OrderStage))
@pytest.mark.parametrize(("kind", "ask"), OFFER_ASKS, ids=lambda one: getattr(one, "__name__", ""))
def test_an_offer_is_talked_about_only_while_it_is_open(
    stage: OrderStage, kind: type[AnyOfferCommand], ask: Ask
) -> None:
    story = orders_in(stage)
    assert story.order.stage is stage
    if stage is not OrderStage.OFFERED:
        after = story.when(ask).then(Code.NOT_NOW)
        assert after.order == story.order
    elif kind in (m.CounterOffer, m.AcceptOffer):
        story.when(ask).then(Code.NOT_JOINED)
    else:
        assert story.when(ask).refusal is None
    story.when(asked_by(CLOCK, ask)).then(Code.NOT_YOUR_ACT)


def test_an_order_begins_with_an_offer() -> None:
    there = in_stage(Stage.WORKING).order
    for ask, code in ((fund(), Code.NOT_NOW), (message(CLIENT), Code.NOT_NOW), (run_out(REVIEW_ENDS), Code.NOT_DUE)):
        nothing = given().when(partial(_as_of, there, ask)).then(code)
        assert nothing.order_or_none is None


def _as_of(order: Order, ask: Ask, _: Order | None) -> m.AnyCommand:
    return ask(order)
