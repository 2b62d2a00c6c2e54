"""Overdue clocks first, then the command, then what opened with no length; and never an hour taken from anybody."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from parley.core.deadlines import Deadline, deadlines_for
from parley.core.machine import clock_command, decide_at, run_clocks
from parley.core.order.clock import DeadlineKind, RunOut
from parley.core.order.messages import (
    Accepted,
    Cleared,
    Delivered,
    FundingLapsed,
    MarkedComplete,
    MessageSent,
    NoticeSent,
    Nudged,
    Released,
    RevisionRequested,
    Unlocked,
)
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.policies import ORDER_PAGE
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    accept,
    asked_by,
    change,
    deliver,
    fund,
    make_offer,
    message,
    request,
    run_out,
)
from tests.deals import BERLIN, MONDAY, deal
from tests.given import agreed, delivered, given, in_stage, offered, working

# Overdue first


def test_a_revision_request_three_minutes_after_the_release_finds_it_released() -> None:
    marked = in_stage(Stage.MARKED)
    release_at = marked.milestone().ends_at
    assert release_at is not None
    late = marked.when(request(change()), at=release_at + timedelta(minutes=3))
    late.then(Released, Code.NOT_NOW).stands(Stage.RELEASED)


def test_a_revision_request_three_minutes_before_the_release_is_in_time() -> None:
    marked = in_stage(Stage.MARKED)
    release_at = marked.milestone().ends_at
    assert release_at is not None
    marked.when(request(change()), at=release_at - timedelta(minutes=3)).then(RevisionRequested)


def test_at_the_very_instant_the_clock_is_first() -> None:
    marked = in_stage(Stage.MARKED)
    marked.when(accept(), at=marked.milestone().ends_at).then(Released, Code.NOT_NOW)


def test_a_refused_command_lets_the_clocks_stand() -> None:
    late = delivered().when(deliver(), days=7).then(Nudged, Nudged, NoticeSent, Code.NOT_NOW)
    late.stands(Stage.NOTICED)
    assert [type(step.command) for step in late.steps[-3:]] == [RunOut, RunOut, RunOut]


def test_every_overdue_clock_fires_oldest_first_as_a_command_of_its_own() -> None:
    two = agreed(deal(2, is_chain=False)).when(message(CLIENT), days=30)
    two.then(FundingLapsed, FundingLapsed, MessageSent)
    assert [len(step.events) for step in two.steps[-3:]] == [1, 1, 1]
    assert [step.command.by for step in two.steps[-3:]] == [CLOCK, CLOCK, CLIENT]


def test_an_offer_repeated_after_its_clock_ran_out_expires_first() -> None:
    story = offered()
    again = story.steps[0].command
    story.when(lambda _: again, days=8).then(type(story.waits(days=8).brought[0]), Code.ALREADY_MADE)


# A worker that slept


def test_a_worker_that_slept_takes_no_window_from_anybody() -> None:
    """The review ended on the 9th; the worker woke on the 30th: notice and release begin then, in full."""
    story = delivered().waits(days=28).then(Nudged, Nudged, NoticeSent).stands(Stage.NOTICED)
    assert story.the(NoticeSent).ends_at == story.at + timedelta(hours=48)
    marked = story.waits(days=9).then(MarkedComplete)
    assert marked.the(MarkedComplete).release_at == BERLIN.after_business_days(marked.at, 5)


def test_a_clearance_that_comes_late_is_only_late() -> None:
    story = delivered().when(accept()).waits(days=50).then(Cleared)
    assert story.the(Cleared).at == story.at


def test_waking_at_every_deadline_or_once_at_the_end_of_each_is_the_same_while_nobody_sleeps() -> None:
    """The demo steps from deadline to deadline: the same events as waiting."""
    stepped = delivered().waits_for_the_end()
    ticking = delivered()
    while deadlines_for(ticking.order):
        ticking = ticking.waits(hours=8)
    assert [type(event) for event in ticking.history] == [type(event) for event in stepped.history]
    assert ticking.books() == stepped.books()


# Windows of no length


def test_windows_of_no_length_run_through_in_one_go() -> None:
    story = delivered(deal(policy=ORDER_PAGE, review_days=0, clearance_days=0))
    story.then(Delivered, NoticeSent, MarkedComplete, Released, Cleared).stands(Stage.RELEASED)
    assert story.books() == {"client": -100_00, "available": 95_00, "fee": 5_00}


def test_windows_of_no_length_do_not_run_away_with_the_next_milestone() -> None:
    story = delivered(deal(2, ORDER_PAGE, review_days=0, funding_business_days=0))
    assert [type(event) for event in story.brought].count(Unlocked) == 1
    story.stands(Stage.RELEASED, Stage.LAPSED)


@pytest.mark.parametrize("stage", [Stage.UNFUNDED, Stage.FUNDED, Stage.WORKING])
def test_an_agreement_of_nothing_but_zeros_ends_at_once_and_without_paying_for_nothing(stage: Stage) -> None:
    zeros: dict[str, Any] = dict.fromkeys(
        ["funding_business_days", "lapse_days", "brief_days", "redelivery_business_days", "redelivery_grace_days",
         "review_days", "notice_hours", "release_business_days", "reply_hours", "talk_business_days", "decision_days",
         "long_stop_days", "clearance_days"], 0,
    )  # fmt: skip
    if stage is not Stage.UNFUNDED:
        del zeros["funding_business_days"]
    story = agreed(deal(asks_brief=stage is Stage.FUNDED, **zeros))
    assert story.waits_for_the_end().books() == {}


# The clock's own commands


def test_the_clock_may_ask_only_when_something_is_due() -> None:
    story = delivered()
    for kind in DeadlineKind:
        story.when(run_out(kind)).then(Code.NOT_DUE)
    story.when(run_out(DeadlineKind.OFFER_EXPIRES, None)).then(Code.NOT_DUE).stands(Stage.DELIVERED)


def test_two_workers_that_ask_for_the_same_clock_get_it_once() -> None:
    story = delivered()
    nudge = deadlines_for(story.order)[0]
    command = clock_command(story.order, nudge)
    first = story.when(lambda _: command, at=nudge.at).then(Nudged)
    first.when(lambda _: command, at=nudge.at).then(Code.NOT_DUE)


def test_a_party_that_plays_the_clock_gains_nothing() -> None:
    marked = in_stage(Stage.MARKED)
    marked.when(asked_by(FREELANCER, run_out(DeadlineKind.RELEASE))).then(Code.NOT_DUE).stands(Stage.MARKED)
    due = marked.when(asked_by(FREELANCER, run_out(DeadlineKind.RELEASE)), at=marked.milestone().ends_at)
    assert due.then(Released).the(Released).by is CLOCK


def test_the_id_of_a_clock_follows_from_its_deadline() -> None:
    order = delivered().order
    ids = [clock_command(order, deadline).id for deadline in deadlines_for(order)]
    assert ids == [clock_command(order, deadline).id for deadline in deadlines_for(order)]
    assert len(set(ids)) == len(ids)
    deadline = deadlines_for(order)[0]
    later = Deadline(deadline.at + timedelta(seconds=1), deadline.kind, deadline.milestone)
    assert clock_command(order, later).id != clock_command(order, deadline).id


def test_the_clocks_of_two_orders_never_share_an_id() -> None:
    one, other = offered().order, given().when(make_offer(order_id=UUID(int=8)), at=MONDAY).order
    assert deadlines_for(one) == deadlines_for(other)
    deadline = deadlines_for(one)[0]
    assert clock_command(one, deadline).id != clock_command(other, deadline).id


# Nothing is raised, nothing is changed


def test_deciding_changes_no_order() -> None:
    story = delivered()
    before = repr(story.order)
    decide_at(story.order, accept()(story.order), story.at)
    run_clocks(story.order, story.at + timedelta(days=99))
    assert repr(story.order) == before


def test_the_same_question_gets_the_same_answer() -> None:
    story = working()
    command = deliver()(story.order)
    first, second = (decide_at(story.order, command, story.at) for _ in range(2))
    assert (first.order, first.steps) == (second.order, second.steps)


def test_events_know_their_order_by_number() -> None:
    story = delivered().when(accept()).then(Accepted, Released)
    assert story.order.seq == len(story.history)


def test_a_busy_order_that_was_left_alone_for_years_still_comes_to_rest() -> None:
    many = agreed(deal(20, is_chain=False, review_nudge_days=(1, 2, 3, 4, 5)))
    for number in range(1, 21):
        many = many.when(fund(number)).when(deliver(number))
    woken = many.waits(days=1000)
    assert {woken.stage(number) for number in range(1, 21)} == {Stage.NOTICED}
    woken.waits_for_the_end().stands(*[Stage.RELEASED] * 20)
