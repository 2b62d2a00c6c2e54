"""A milestone ends before it is done: who may end it when, and what becomes of the money, to the cent."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from parley.core.foresight import preview
from parley.core.order.messages import (
    CancelledBeforeWork,
    CancelledLate,
    CaseOpened,
    CaseSentToDecision,
    DepositPaid,
    ProposalLapsed,
    Refunded,
    Resigned,
    Split,
    Stopped,
    Voided,
)
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.order.stopping import late_from
from parley.core.order.turns import turns
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE
from tests.asks import (
    CLIENT,
    FREELANCER,
    Ask,
    accept,
    accept_proposal,
    answer_question,
    ask_client,
    cancel_before_work,
    cancel_late,
    change,
    decline_proposal,
    deliver,
    fund,
    message,
    propose_cancel,
    propose_extension,
    propose_refund,
    request,
    resign,
    skip_brief,
    stop,
)
from tests.deals import BERLIN, deal, eur, said
from tests.given import Story, agreed, delivered, in_stage, revising, working

MINUTE = timedelta(minutes=1)
DAY = timedelta(hours=24)


def due_of(story: Story) -> datetime:
    due_at = story.milestone().due_at
    assert due_at is not None
    return due_at


# Before work


@pytest.mark.parametrize("role", [CLIENT, FREELANCER])
def test_before_the_brief_either_side_may_leave_and_all_money_goes_back(role: Role) -> None:
    funded = in_stage(Stage.FUNDED, deal(2, deposit=20_00, asks_brief=True))
    ended = funded.when(cancel_before_work(role, words="Plans changed"))
    ended.then(CancelledBeforeWork, Refunded, Voided).stands(Stage.REFUNDED, Stage.VOID)
    assert ended.the(CancelledBeforeWork).reason == said("Plans changed")
    assert ended.milestone().cause == "before_work"
    assert ended.books() == {}
    assert ended.order.stage is OrderStage.CLOSED


def test_nobody_needs_a_reason_to_leave_before_work() -> None:
    assert in_stage(Stage.FUNDED).when(cancel_before_work()).the(CancelledBeforeWork).reason is None


# Late


def test_a_day_after_the_due_date_the_client_may_take_the_money_back_and_not_a_minute_sooner() -> None:
    story = working()
    late = due_of(story) + DAY
    refused = story.when(cancel_late(), at=late - MINUTE).then(Code.NOT_LATE_YET)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"possible_from": late}
    ended = story.when(cancel_late(words="I cannot wait"), at=late).then(CancelledLate, Refunded)
    assert ended.the(CancelledLate).reason == said("I cannot wait")
    assert (ended.stage(), ended.milestone().cause) == (Stage.REFUNDED, "late")


def test_late_money_comes_back_with_the_deposit_and_the_fee_on_it() -> None:
    story = working(deal(2, price=99_99, deposit=33_33))
    assert story.books() == {"client": -99_99, "hold": 66_66, "pending": 31_67, "fee": 1_66}
    ended = story.when(cancel_late(), at=due_of(story) + DAY).then(CancelledLate, Refunded, Voided)
    back = ended.the(Refunded)
    assert (back.to_client, back.deposit_back, back.fee_back) == (eur(66_66), eur(31_67), eur(1_66))
    assert ended.books() == {}
    assert ended.milestone().refunded == eur(99_99)


def test_what_was_delivered_late_was_delivered() -> None:
    story = working()
    handed_in = story.when(deliver(), at=due_of(story) + DAY - MINUTE)
    handed_in.when(cancel_late(), days=1).then(Code.NOT_NOW)


def test_a_wish_for_time_that_came_in_time_keeps_the_money_until_it_is_answered_or_lapses() -> None:
    story = working()
    due = due_of(story)
    wished = story.when(propose_extension(9), at=due - MINUTE)
    late = wished.when(cancel_late(), at=due + DAY).then(Code.EXTENSION_IN_TALK)
    late.when(decline_proposal()).when(cancel_late()).stands(Stage.REFUNDED)
    late.when(cancel_late(), at=due + 2 * DAY - 2 * MINUTE).then(Code.EXTENSION_IN_TALK)
    late.when(cancel_late(), at=due + 2 * DAY - MINUTE).then(ProposalLapsed, CancelledLate, Refunded)


def test_a_wish_for_time_cannot_be_made_again_and_again_to_stay() -> None:
    story = working()
    due = due_of(story)
    lapsed = story.when(propose_extension(9), at=due - MINUTE).waits(hours=48)
    lapsed.when(propose_extension(9)).then(Code.EXTENSION_TOO_LATE)
    lapsed.when(cancel_late()).stands(Stage.REFUNDED)


def test_granted_time_moves_the_day_from_which_it_is_late() -> None:
    story = working()
    granted = story.when(propose_extension(9)).when(accept_proposal())
    moved = due_of(granted)
    assert moved == BERLIN.after_days(due_of(story), 9)
    granted.when(cancel_late(), at=moved + DAY - MINUTE).then(Code.NOT_LATE_YET)
    granted.when(cancel_late(), at=moved + DAY).stands(Stage.REFUNDED)


@pytest.mark.parametrize("ask", [propose_refund(eur(1)), propose_cancel(eur(50_00), FREELANCER)])
def test_no_other_proposal_keeps_the_money(ask: Ask) -> None:
    story = working()
    due = due_of(story)
    story.when(ask, at=due - MINUTE).when(cancel_late(), at=due + DAY).stands(Stage.REFUNDED)


def test_a_client_does_not_make_work_late_by_leaving_a_question_open() -> None:
    """An answer would have moved the due date by the time waited, up to five business days: silence must not be worth more."""
    story = working()
    asked = story.when(ask_client())
    late = BERLIN.after_business_days(due_of(story), 5) + DAY
    assert late_from(asked.order, asked.milestone()) == late
    asked.when(cancel_late(), at=due_of(story) + DAY).then(Code.NOT_LATE_YET)
    asked.when(cancel_late(), at=late - MINUTE).then(Code.NOT_LATE_YET)
    asked.when(cancel_late(), at=late).stands(Stage.REFUNDED)


def test_an_answer_at_once_makes_late_work_late_again() -> None:
    story = working()
    asked = story.when(ask_client(), at=due_of(story) + timedelta(hours=23))
    asked.when(cancel_late(), hours=2).then(Code.NOT_LATE_YET)
    answered = asked.when(answer_question(), hours=1)
    answered.when(cancel_late(), minutes=59).then(Code.NOT_LATE_YET)
    answered.when(cancel_late(), hours=1).stands(Stage.REFUNDED)


def test_a_question_that_comes_when_it_is_too_late_keeps_nothing() -> None:
    story = working()
    story.when(ask_client(), at=due_of(story) + DAY).when(cancel_late()).stands(Stage.REFUNDED)


def test_nothing_that_is_written_stops_the_fortnight_after_which_work_counts_as_abandoned() -> None:
    story = working()
    abandoned_at = BERLIN.after_days(due_of(story), 14)
    busy = story.when(ask_client()).when(propose_cancel(eur(10_00))).when(message(FREELANCER), days=14)
    ended = busy.waits(until=abandoned_at).stands(Stage.REFUNDED)
    assert ended.milestone().cause == "abandoned_unanswered"
    assert busy.waits(until=abandoned_at - MINUTE).stage() is Stage.WORKING


@pytest.mark.parametrize(
    ("asked_after_due", "cause"),
    [(-MINUTE, "abandoned_unanswered"), (timedelta(hours=24) - MINUTE, "abandoned_unanswered"),
     (timedelta(hours=24), "abandoned"), (timedelta(days=14) - MINUTE, "abandoned")],
)  # fmt: skip
def test_a_question_asked_when_it_was_late_already_does_not_excuse_walking_away(
    asked_after_due: timedelta, cause: str
) -> None:
    story = working()
    asked = story.when(ask_client(), at=due_of(story) + asked_after_due)
    assert asked.waits_for_the_end().milestone().cause == cause


# Stop by the kill fee


# The fee is 5 % of what the freelancer keeps, rounded down; the kill fee is a share of the price, rounded down.
@pytest.mark.parametrize(
    ("terms", "percent", "books"),
    [
        ({}, 25, {"client": -25_00, "pending": 23_75, "fee": 1_25}),
        ({"price": 99_99}, 25, {"client": -24_99, "pending": 23_75, "fee": 1_24}),
        ({"price": 99_99, "deposit": 10_00}, 25, {"client": -24_99, "pending": 23_75, "fee": 1_24}),
        ({"deposit": 25_00}, 25, {"client": -25_00, "pending": 23_75, "fee": 1_25}),
        ({"deposit": 40_00}, 25, {"client": -40_00, "pending": 38_00, "fee": 2_00}),
        ({"deposit": 99_99}, 25, {"client": -99_99, "pending": 95_00, "fee": 4_99}),
        ({}, 100, {"client": -100_00, "pending": 95_00, "fee": 5_00}),
        ({"deposit": 20_00}, 100, {"client": -100_00, "pending": 95_00, "fee": 5_00}),
        ({"price": 10_001, "currency": "JPY"}, 33, {"client": -3_300, "pending": 3_135, "fee": 165}),
        ({"price": 10_001, "currency": "KWD", "deposit": 1}, 33, {"client": -3_300, "pending": 3_136, "fee": 164}),
        ({"price": 4}, 25, {"client": -1, "pending": 1}),
        ({"fee_basis_points": 0}, 25, {"client": -25_00, "pending": 25_00}),
        ({"fee_basis_points": 10_000}, 25, {"client": -25_00, "fee": 25_00}),
    ],
)  # fmt: skip
def test_the_freelancer_keeps_the_larger_of_kill_fee_and_deposit(
    terms: dict[str, int], percent: int, books: dict[str, int]
) -> None:
    story = working(deal(**terms).but(kill_fee_percent=percent))  # type: ignore[arg-type]
    stopped = story.when(stop()).then(Stopped, Split)
    assert stopped.books() == books
    assert stopped.the(Stopped).kill_fee.amount_minor == -books["client"]
    assert (stopped.stage(), stopped.milestone().cause) == (Stage.SPLIT, "stopped")
    milestone = stopped.milestone()
    sums = (milestone.released, milestone.fees, milestone.refunded)
    assert sum(money.amount_minor for money in sums) == milestone.terms.price.amount_minor
    cleared = stopped.waits(days=5).books()
    assert "pending" not in cleared
    assert cleared.get("available", 0) == books.get("pending", 0)


def test_a_kill_fee_that_rounds_to_nothing_is_a_refund() -> None:
    stopped = working(deal(price=3)).when(stop()).then(Stopped, Split).stands(Stage.REFUNDED)
    assert stopped.books() == {}


def test_a_kill_fee_is_never_more_than_is_held() -> None:
    smaller = working().when(propose_refund(eur(90_00))).when(accept_proposal())
    stopped = smaller.when(stop()).stands(Stage.SPLIT)
    assert stopped.books() == {"client": -10_00, "pending": 9_50, "fee": 50}
    assert stopped.the(Stopped).kill_fee == eur(10_00)


def test_a_deposit_that_waits_for_the_first_delivery_is_not_owed_when_work_is_stopped() -> None:
    story = agreed(deal(deposit=40_00, asks_brief=True)).when(fund()).when(skip_brief())
    stopped = story.when(stop())
    assert DepositPaid not in [type(event) for event in stopped.history]
    assert stopped.books() == {"client": -25_00, "pending": 23_75, "fee": 1_25}


def test_where_no_kill_fee_was_agreed_work_cannot_be_stopped_alone() -> None:
    working(deal(policy=ORDER_PAGE)).when(stop()).then(Code.NO_KILL_FEE).stands(Stage.WORKING)


def test_before_money_is_held_stopping_costs_nothing() -> None:
    for the in (deal(2), deal(2, policy=ORDER_PAGE)):
        ended = agreed(the).when(stop(words="Not now")).then(Stopped, Voided, Voided).stands(Stage.VOID, Stage.VOID)
        assert ended.the(Stopped).kill_fee == eur(0)
        assert ended.milestone().cause == "stopped"
        assert ended.books() == {}


@pytest.mark.parametrize("percent", [25, 100])
def test_what_waited_for_a_stopped_milestone_ends_with_it(percent: int) -> None:
    stopped = working(deal(3).but(kill_fee_percent=percent)).when(stop()).then(Stopped, Split, Voided, Voided)
    stopped.stands(Stage.SPLIT, Stage.VOID, Stage.VOID)
    prepaid = working(deal(3, ONE_TO_ONE, deposit=0).but(kill_fee_percent=percent)).when(stop())
    prepaid.then(Stopped, Split, Refunded, Refunded).stands(Stage.SPLIT, Stage.REFUNDED, Stage.REFUNDED)
    assert prepaid.milestone(3).cause == "predecessor_stopped"
    assert prepaid.books()["client"] == -percent * 100


def test_a_milestone_that_was_paid_before_stays_paid_when_a_later_one_is_stopped() -> None:
    story = delivered(deal(2)).when(accept()).when(fund(2)).when(stop(2)).stands(Stage.RELEASED, Stage.SPLIT)
    assert story.books() == {"client": -125_00, "pending": 118_75, "fee": 6_25}


# Step down


def test_whoever_steps_down_from_work_gives_all_back() -> None:
    story = working(deal(2, price=99_99, deposit=33_33))
    ended = story.when(resign(words="I am ill")).then(Resigned, Refunded, Voided).stands(Stage.REFUNDED, Stage.VOID)
    assert ended.the(Resigned).reason == said("I am ill")
    assert ended.milestone().cause == "resigned"
    assert ended.books() == {}


def test_stepping_down_needs_a_reason() -> None:
    working().when(resign(words=" ")).then(Code.TEXT_MISSING).stands(Stage.WORKING)


def test_before_money_is_held_stepping_down_leaves_nothing() -> None:
    """And counts against nobody: no work had begun."""
    ended = agreed(deal(2)).when(resign()).then(Resigned, Voided, Voided)
    assert ended.milestone().cause == "before_work"


def test_after_a_delivery_stepping_down_is_talked_about() -> None:
    story = revising(deal(2))
    case = story.when(resign()).then(Resigned, CaseOpened).stands(Stage.CASE_TALK, Stage.LOCKED)
    opened = case.the(CaseOpened)
    assert (opened.cause, opened.talk_until) == ("resigned", BERLIN.after_business_days(case.at, 5))
    assert case.books() == {"client": -100_00, "hold": 100_00}
    assert turns(case.order) == {CLIENT, FREELANCER}
    assert case.milestone().acted_in_case == frozenset()
    case.waits_for_next_clock().then(CaseSentToDecision)


def test_stepping_down_is_not_a_way_out_of_a_delivery_that_waits() -> None:
    for stage in (Stage.DELIVERED, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED, Stage.CASE_TALK):
        in_stage(stage).when(resign()).then(Code.NOT_NOW).stands(stage)


# What was shown before is what happens


@pytest.mark.parametrize(
    ("story", "ask"),
    [
        (in_stage(Stage.FUNDED), cancel_before_work()),
        (working(deal(2, price=99_99, deposit=33_33)), stop()),
        (working(deal(2, ONE_TO_ONE)), stop()),
        (working(deal(price=99_99, deposit=33_33)), resign()),
        (working(deal(price=99_99, deposit=33_33)).waits(days=13), cancel_late()),
        (revising(), resign()),
        (agreed(deal(2)), stop()),
    ],
)  # fmt: skip
def test_a_preview_of_an_early_end_is_what_happens(story: Story, ask: Ask) -> None:
    command = ask(story.order)
    seen = preview(story.order, command, story.at)
    done = story.when(lambda _: command, at=story.at)
    assert seen.refusal is done.refusal is None
    assert (seen.after, seen.events) == (done.order, done.brought)
    back = seen.movement.client_gets_back.amount_minor
    assert done.books().get("client", 0) - story.books().get("client", 0) == back
    assert seen.movement.freelancer_gets.amount_minor == kept(done) - kept(story)


def kept(story: Story) -> int:
    return story.books().get("pending", 0) + story.books().get("available", 0)


def test_a_stage_that_ended_early_is_over() -> None:
    for ended in (working().when(stop()), working().when(resign()), in_stage(Stage.FUNDED).when(cancel_before_work())):
        for ask in (deliver(), stop(), resign(), fund(), request(change())):
            ended.when(ask).then(Code.NOT_NOW)
