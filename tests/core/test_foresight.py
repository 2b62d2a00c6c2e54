"""What is shown before an act is what happens after it: for the act, and for the silence that may follow."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.foresight import Movement, if_nobody_moves, preview
from parley.core.machine import decide_at
from parley.core.order import messages as m
from parley.core.order.clock import DeadlineKind
from parley.core.order.gates import GATES
from parley.core.order.messages import Nudged, RevisionRequested
from parley.core.order.refusals import Code
from parley.core.order.state import CASE_STAGES, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, POLICIES, Policy
from parley.core.specimens import SPECIMENS, possible_acts, specimen
from tests.asks import (
    CLIENT,
    FREELANCER,
    Ask,
    accept,
    answer,
    brief,
    change,
    deliver,
    fund,
    message,
    redeliver,
    request,
    will_do,
)
from tests.deals import BERLIN, deal, eur
from tests.given import Story, agreed, delivered, in_stage, revising, working

DEPOSIT = deal(2, deposit=20_00, asks_brief=True)


def moved(client_pays: int = 0, client_gets_back: int = 0, freelancer_gets: int = 0, fee: int = 0) -> Movement:
    return Movement(eur(client_pays), eur(client_gets_back), eur(freelancer_gets), eur(fee))


@pytest.mark.parametrize(
    ("story", "ask", "movement"),
    [
        (agreed(), fund(), moved(client_pays=100_00)),
        (agreed(deal(deposit=20_00)), fund(), moved(client_pays=100_00, freelancer_gets=19_00, fee=1_00)),
        (in_stage(Stage.FUNDED, DEPOSIT), brief(), moved(freelancer_gets=19_00, fee=1_00)),
        (working(), deliver(), moved()),
        (delivered(), accept(), moved(freelancer_gets=95_00, fee=5_00)),
        (delivered(deal(deposit=20_00)), accept(), moved(freelancer_gets=76_00, fee=4_00)),
        (delivered(), request(change()), moved()),
        (delivered(), message(CLIENT), moved()),
    ],
)
def test_the_money_a_preview_names_is_the_money_that_moves(story: Story, ask: Ask, movement: Movement) -> None:
    command = ask(story.order)
    seen = preview(story.order, command, story.at)
    done = story.when(lambda _: command, at=story.at)
    assert seen.movement == movement
    assert (seen.after, seen.events, seen.turns) == (done.order, done.brought, turns(done.order))
    assert seen.before == story.order
    assert seen.refusal is None


def test_a_refund_is_named_with_the_deposit_that_comes_back() -> None:
    story = working(deal(deposit=20_00)).waits(days=20)
    late = preview(story.order, message(CLIENT)(story.order), story.at + timedelta(days=20))
    assert late.movement == moved(client_gets_back=100_00, freelancer_gets=-19_00, fee=-1_00)


ASKED = [(kind, role) for kind in SPECIMENS for role in Role if role in {CLIENT, FREELANCER, *GATES[kind].roles}]


@pytest.mark.parametrize(("kind", "role"), ASKED, ids=lambda one: getattr(one, "__name__", ""))
@pytest.mark.parametrize("stage", list(Stage))
def test_a_preview_says_what_happens_in_every_stage(stage: Stage, kind: type, role: Role) -> None:
    story = in_stage(stage)
    number = 2 if stage is Stage.LOCKED else 1
    command = specimen(kind, story.milestone(number), story.order.id, role, story.at)
    seen = preview(story.order, command, story.at)
    done = decide_at(story.order, command, story.at)
    assert seen.after == done.order
    assert (seen.refusal.code if seen.refusal else None) == (done.refusal.code if done.refusal else None)
    assert seen.silence == if_nobody_moves(seen.after)


def test_a_refused_act_changes_nothing_but_what_the_clock_had_to_do_anyway() -> None:
    story = delivered()
    refused = preview(story.order, deliver()(story.order), story.at)
    assert refused.refusal is not None
    assert (refused.after, refused.events) == (story.order, ())
    late = preview(story.order, deliver()(story.order), story.at + timedelta(days=2))
    assert late.refusal is not None
    assert [type(event) for event in late.events] == [Nudged]


# The road of silence


LASTING = [
    (policy, stage)
    for policy in POLICIES.values()
    for stage in Stage
    # Windows of no length leave nobody standing in them.
    if stage is not Stage.LOCKED and (policy is not ORDER_PAGE or stage not in (Stage.NOTICED, Stage.MARKED))
]
SETTLED_BY_OTHERS = (*CASE_STAGES, Stage.CLAIMED, Stage.SPLIT, Stage.AT_BANK, Stage.REVERSED)


@pytest.mark.parametrize(("policy", "stage"), LASTING, ids=lambda one: getattr(one, "name", "").lower())
def test_the_road_of_silence_is_walked_to_the_minute(policy: Policy, stage: Stage) -> None:
    story = in_stage(stage, deal(policy=policy, asks_brief=stage is Stage.FUNDED))
    road = if_nobody_moves(story.order)
    walked = story.waits_for_the_end()
    foreseen = [(step.at, event) for step in road for event in step.events]
    happened = [(event.at, event) for event in walked.brought if not isinstance(event, Nudged)]
    assert happened == foreseen
    assert not deadlines_for(walked.order)


@pytest.mark.parametrize(("policy", "stage"), LASTING, ids=lambda one: getattr(one, "name", "").lower())
@pytest.mark.parametrize("deposit", [0, 20_00])
def test_delivered_and_silent_is_never_a_refund_and_undelivered_and_silent_never_a_release(
    policy: Policy, stage: Stage, deposit: int
) -> None:
    before = in_stage(stage, deal(policy=policy, deposit=deposit, asks_brief=True))
    end = before.waits_for_the_end()
    assert end.books().get("hold", 0) == 0
    assert end.books().get("chargeback", 0) == (100_00 if stage is Stage.AT_BANK else 0)
    if before.milestone().deliveries and stage not in SETTLED_BY_OTHERS:
        assert end.stage() is Stage.RELEASED
    elif stage not in SETTLED_BY_OTHERS:
        assert end.stage() in (Stage.REFUNDED, Stage.VOID)
        assert end.books() == {}


def test_a_silent_client_in_the_middle_of_a_revision_is_not_refunded_for_silence() -> None:
    silent = revising().waits_for_the_end()
    assert silent.stage() is Stage.RELEASED


def test_reminders_are_not_stops_on_the_road() -> None:
    story = delivered()
    assert [step.deadline for step in if_nobody_moves(story.order)] == [
        DeadlineKind.REVIEW_ENDS,
        DeadlineKind.NOTICE_ENDS,
        DeadlineKind.RELEASE,
        DeadlineKind.CLEARANCE,
    ]


def test_what_is_overdue_begins_now_not_when_the_worker_should_have_been_awake() -> None:
    """The review ended while the worker slept: the notice will be whole when it wakes, and the page must say so."""
    story = delivered()
    now = story.at + timedelta(days=20)
    promised, *_ = if_nobody_moves(story.order, now)[1:]
    assert promised.at == now + timedelta(hours=48)
    woken = story.waits(until=now)
    assert woken.milestone().ends_at == promised.at
    assert if_nobody_moves(story.order, story.at) == if_nobody_moves(story.order)
    in_time = if_nobody_moves(story.order)[1]
    assert in_time.at == BERLIN.after_days(story.at, 7) + timedelta(hours=48)


def test_silence_goes_through_a_whole_order() -> None:
    story = working(deal(3, ONE_TO_ONE)).when(deliver())
    road = if_nobody_moves(story.order)
    assert {step.milestone for step in road} == {1, 2}
    story.waits_for_the_end().stands(Stage.RELEASED, Stage.REFUNDED, Stage.REFUNDED)


def test_the_other_sides_turn_is_told_before_the_act() -> None:
    story = delivered()
    assert preview(story.order, request(change())(story.order), story.at).turns == {FREELANCER}
    assert preview(story.order, accept()(story.order), story.at).turns == frozenset()


# What a page offers

BOTH_MAY = (m.ProposeCancel, m.ProposeRefund, m.PauseWork, m.AskOutreach, m.OpenCase)
DESK = (Role.MEDIATOR, Role.BANK, Role.OPERATOR)


@pytest.mark.parametrize("items", [1, 3])
def test_a_delivery_opens_these_doors(items: int) -> None:
    story = delivered(deal(items=items))
    ways = {role: possible_acts(story.order, role, story.at) for role in (CLIENT, FREELANCER)}
    assert {act.kind for act in ways[CLIENT]} == {
        *(m.Accept, m.AcceptItems, m.OpenFiles, m.RequestRevision, m.ExtendReview, m.AskExtra),
        *BOTH_MAY,
    }
    assert {act.kind for act in ways[FREELANCER]} == {
        *(m.DeclareContact, m.DeliverAgain, m.SendNotice, m.OfferExtra),
        *BOTH_MAY,
    }
    desk = {role: {act.kind for act in possible_acts(story.order, role, story.at)} for role in DESK}
    assert desk == {Role.MEDIATOR: set(), Role.BANK: {m.OpenChargeback}, Role.OPERATOR: set()}
    closed = {act.kind: act.closed.code for act in ways[FREELANCER] if act.closed}
    assert closed == {m.SendNotice: Code.TOO_EARLY}


def test_nothing_is_offered_that_is_not_there_now() -> None:
    """Neither money ahead where each is paid in its turn, nor a second answer to the same request."""

    def offered_to(role: Role, story: Story) -> set[tuple[type, int]]:
        return {(act.kind, act.milestone) for act in possible_acts(story.order, role, story.at)}

    assert (m.Fund, 2) not in offered_to(CLIENT, agreed(deal(2)))
    assert {(m.Fund, 1), (m.Fund, 2)} <= offered_to(CLIENT, agreed(deal(2, ONE_TO_ONE)))
    assert (m.AnswerRequest, 1) in offered_to(FREELANCER, revising())
    answered = offered_to(FREELANCER, revising().when(answer(will_do(1))))
    assert (m.AnswerRequest, 1) not in answered
    assert (m.Redeliver, 1) in answered


def test_a_revision_can_still_be_asked_for_when_the_rounds_are_used() -> None:
    """For a defect: it costs no round."""
    story = delivered(deal().but(rounds=1)).when(request(change())).when(redeliver())
    ways = {act.kind: act for act in possible_acts(story.order, CLIENT, story.at)}
    assert ways[m.RequestRevision].closed is None
    assert RevisionRequested in [type(event) for event in ways[m.RequestRevision].preview.events]
