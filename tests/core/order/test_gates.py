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
from tests.deals import deal, eur
from tests.given import Story, agreed, given, in_stage, offered

REVIEW_ENDS = DeadlineKind.REVIEW_ENDS
C, F, BOTH = {CLIENT}, {FREELANCER}, {CLIENT, FREELANCER}
LOOKED_AT = "delivered noticed marked"
UNDER_WAY = f"{LOOKED_AT} working revising clarify"

# The first columns of the order machine, written down a second time: who, and in which stages.
TABLE: dict[type[AnyMilestoneCommand], tuple[set[Role], str, Callable[[int], Ask]]] = {
    m.Fund: (C, "unfunded lapsed", fund),
    m.SubmitBrief: (C, "funded", lambda number: brief(number=number)),
    m.SkipBrief: (F, "funded", skip_brief),
    m.Deliver: (F, "working", deliver),
    m.DeliverAgain: (F, "delivered", deliver_again),
    m.OpenFiles: (C, f"{LOOKED_AT} revising clarify case_talk case_decision", open_files),
    m.AcceptItems: (C, f"{LOOKED_AT} revising clarify", lambda number: accept_items(1, number=number)),
    m.Accept: (C, f"{LOOKED_AT} revising clarify", accept),
    m.RequestRevision: (C, LOOKED_AT, lambda number: request(change(), number=number)),
    m.AnswerRequest: (F, "revising", lambda number: answer(outside(), number=number)),
    m.Redeliver: (F, "revising", lambda number: redeliver(number, done=[1])),
    m.DeclareContact: (F, "delivered", lambda number: contact(number=number)),
    m.SendNotice: (F, "delivered", notice),
    m.MakeStatement: (BOTH, "case_talk case_decision", lambda number: statement(CLIENT, number=number)),
    m.CancelBeforeWork: (BOTH, "funded", lambda number: cancel_before_work(number=number)),
    m.CancelLate: (C, "working", cancel_late),
    m.Stop: (C, "unfunded working", stop),
    m.Resign: (F, "unfunded working revising", resign),
    m.AskClient: (F, "working revising", lambda number: ask_client(number=number)),
    m.AskClarify: (F, "revising", lambda number: ask_clarify(number=number)),
    m.AnswerQuestion: (C, "working revising clarify", lambda number: answer_question(number=number)),
    m.ProposeExtension: (F, "working revising", lambda number: propose_extension(number=number)),
    m.ProposeRefund: (BOTH, f"funded {UNDER_WAY}", lambda number: propose_refund(eur(1), number=number)),
    m.ProposeCancel: (BOTH, UNDER_WAY, lambda number: propose_cancel(eur(1), number=number)),
    m.AcceptProposal: (BOTH, f"funded {UNDER_WAY}", lambda number: accept_proposal(number=number)),
    m.DeclineProposal: (BOTH, f"funded {UNDER_WAY}", lambda number: decline_proposal(number=number)),
    m.WithdrawProposal: (BOTH, f"funded {UNDER_WAY}", lambda number: withdraw_proposal(number=number)),
}
NOT_YET: dict[type[AnyMilestoneCommand], Code] = {
    m.SendNotice: Code.TOO_EARLY,
    m.CancelLate: Code.NOT_LATE_YET,
    m.AcceptProposal: Code.NO_PROPOSAL,
    m.DeclineProposal: Code.NO_PROPOSAL,
    m.WithdrawProposal: Code.NO_PROPOSAL,
}
"""Open in this stage, but for another reason not now."""


def reason_not_now(kind: type[AnyMilestoneCommand], stage: Stage) -> Code | None:
    if kind is m.AnswerQuestion and stage is not Stage.CLARIFY:
        return Code.NO_QUESTION
    return NOT_YET.get(kind)


def a_milestone_in(stage: Stage) -> tuple[Story, int]:
    return in_stage(stage), 2 if stage is Stage.LOCKED else 1


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("kind", list(TABLE), ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("role", list(Role))
def test_a_command_opens_or_is_refused_without_a_trace(
    kind: type[AnyMilestoneCommand], stage: Stage, role: Role
) -> None:
    roles, stages, ask = TABLE[kind]
    story, number = a_milestone_in(stage)
    after = story.when(asked_by(role, ask(number)))
    if role not in roles:
        expected: Code | None = Code.NOT_YOUR_ACT
    elif stage.value not in stages.split():
        expected = Code.NOT_NOW
    else:
        expected = reason_not_now(kind, stage)
    assert (after.refusal.code if after.refusal else None) == expected
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
    if roles != BOTH:
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
