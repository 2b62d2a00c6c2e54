"""What stands still goes on with what remained of it: once, however deep it lay, and nothing is gained or lost by it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.order.messages import BankAlarmed, ChargebackWon, Resumed
from parley.core.order.state import Stage
from tests.asks import CLIENT, FREELANCER, Ask, accept, ask_client, deliver, statement
from tests.asks_aside import lift, pause
from tests.asks_of_cases import bank_says, chargeback, open_case, withdraw_case
from tests.core.order.test_stopping import due_of
from tests.deals import deal
from tests.given import Story, delivered, in_stage, working

SECOND = timedelta(seconds=1)
PAUSES: tuple[Ask, Ask] = (pause(CLIENT), lift(CLIENT))
CASE: tuple[Ask, Ask] = (open_case(FREELANCER), withdraw_case(FREELANCER))
BANK: tuple[Ask, Ask] = (chargeback(), bank_says(won=True))


def left(story: Story) -> timedelta:
    ends_at = story.milestone().ends_at
    assert ends_at is not None
    return ends_at - story.at


def later(story: Story, ask: Ask, by: timedelta) -> Story:
    return story.when(ask, at=story.at + by)


# One on the other


@pytest.mark.parametrize("below", [PAUSES, CASE], ids=["a pause", "a case"])
@pytest.mark.parametrize("stage", [Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY])
def test_a_bank_above_something_that_stands_still_leaves_both_as_they_were(
    stage: Stage, below: tuple[Ask, Ask]
) -> None:
    work = in_stage(stage)
    standing = work.when(below[0])
    of_the_work, of_what_stands = left(work) - (standing.at - work.at), left(standing)
    taken = standing.when(chargeback(), days=1)
    assert taken.milestone().back is not None
    back = taken.when(bank_says(won=True), days=13)
    assert (back.stage(), left(back)) == (standing.stage(), of_what_stands - timedelta(days=1))
    again = back.when(below[1], hours=5).stands(stage)
    assert left(again) == max(of_the_work, timedelta(hours=24) if below is CASE else timedelta())
    assert again.milestone().back is None


@pytest.mark.parametrize("below", [PAUSES, CASE], ids=["a pause", "a case"])
def test_the_due_date_moves_once_by_all_the_time_that_the_work_stood(below: tuple[Ask, Ask]) -> None:
    work = working()
    due = due_of(work)
    standing = work.when(below[0])
    again = standing.when(chargeback(), days=1).when(bank_says(won=True), days=30).when(below[1], days=2)
    assert due_of(again) == due + (again.at - standing.at)


def test_the_end_of_a_pause_below_a_bank_waits_for_the_bank() -> None:
    paused = working().when(pause(CLIENT))
    taken = paused.when(chargeback(), days=13).waits(days=60).then(BankAlarmed).stands(Stage.AT_BANK)
    back = taken.when(bank_says(won=True)).stands(Stage.PAUSED)
    assert left(back) == left(paused) - timedelta(days=13)
    back.waits(days=2).then(Resumed).stands(Stage.WORKING)


@pytest.mark.parametrize(
    "stage", [Stage.CASE_SEALED, Stage.CASE_MEDIATION, Stage.CASE_DECISION, Stage.CASE_APPEAL, Stage.APPEAL_FILED]
)
def test_every_stage_of_a_case_goes_on_from_the_bank_with_what_remained(stage: Stage) -> None:
    story = in_stage(stage)
    taken = story.when(chargeback())
    back = taken.when(bank_says(won=True), days=40).stands(stage)
    assert left(back) == left(story) - (taken.at - story.at)
    before, after = story.milestone().case, back.milestone().case
    assert before is not None
    assert after is not None
    assert (after.number, after.acted, after.round, after.decision) == (
        *(before.number, before.acted, before.round, before.decision),
    )


def test_a_case_that_a_party_opened_can_be_taken_back_after_the_bank() -> None:
    back = delivered().when(open_case()).when(chargeback()).when(bank_says(won=True), days=9)
    assert back.when(withdraw_case()).stage() is Stage.DELIVERED


def test_what_the_bank_ends_for_good_leaves_nothing_standing() -> None:
    for below in (PAUSES, CASE):
        lost = delivered().when(below[0]).when(chargeback()).when(bank_says(won=False)).stands(Stage.REVERSED)
        assert (lost.milestone().back, lost.milestone().pause, lost.milestone().ends_at) == (None, None, None)


def test_what_ends_in_a_pause_or_a_case_leaves_nothing_standing() -> None:
    accepted = delivered().when(pause()).when(accept())
    valued = delivered().when(open_case()).when(statement(FREELANCER)).waits_for_the_end()
    for ended in (accepted, valued):
        assert (ended.milestone().back, ended.milestone().pause, ended.milestone().ends_at) == (None, None, None)


def test_a_question_that_was_open_is_open_again_and_no_older() -> None:
    asked = working().when(ask_client())
    was = asked.milestone().asked_at
    assert was is not None
    for stop, go in (PAUSES, CASE, BANK):
        standing = asked.when(stop, hours=3)
        back = standing.when(go, days=6)
        assert back.milestone().asked_at == was + (back.at - standing.at)


# Any order of them


STOPS = st.sampled_from(["pause", "case", "bank"])
TIMES = st.integers(1, 200_000).map(lambda seconds: timedelta(seconds=seconds, microseconds=seconds % 7))


@given(st.lists(st.tuples(STOPS, TIMES, TIMES, TIMES, TIMES, st.booleans()), min_size=1, max_size=4))
@settings(derandomize=True, max_examples=120, deadline=None)
def test_the_review_runs_as_long_as_was_agreed_whatever_stood_between(
    stops: list[tuple[str, timedelta, timedelta, timedelta, timedelta, bool]],
) -> None:
    """A stop-watch beside the order: it runs while the delivery waits for the client, and the window ends when it says so."""
    story = LONG_REVIEW
    window, ran = left(story), timedelta()
    used: set[str] = set()
    rests = 0
    for kind, runs, stands, with_bank, rest, is_nested in stops:
        if kind in used and kind != "bank":
            continue
        used.add(kind)
        rests += 1
        stop, go = {"pause": PAUSES, "case": CASE, "bank": BANK}[kind]
        standing = later(story, stop, runs)
        ran += standing.at - story.at
        if is_nested and kind != "bank":
            standing = later(later(standing, chargeback(answer_by=FAR), stands), bank_says(won=True), with_bank)
        story = later(standing, go, rest)
        assert story.stage() is Stage.DELIVERED
        assert abs(left(story) - (window - ran)) <= rests * SECOND
    end = story.waits(until=story.at + left(story) - 2 * SECOND)
    assert end.stage() is Stage.DELIVERED
    assert end.waits(seconds=5).stage() is Stage.NOTICED


@given(st.lists(st.tuples(STOPS, TIMES, TIMES), min_size=1, max_size=4))
@settings(derandomize=True, max_examples=80, deadline=None)
def test_the_work_has_as_many_hours_as_were_agreed_whatever_stood_between(
    stops: list[tuple[str, timedelta, timedelta]],
) -> None:
    story = LONG_WORK
    to_do, ran = due_of(story) - story.at, timedelta()
    used: set[str] = set()
    for kind, runs, stands in stops:
        if kind in used and kind != "bank":
            continue
        used.add(kind)
        stop, go = {"pause": PAUSES, "case": CASE, "bank": BANK}[kind]
        standing = later(story, stop, runs)
        ran += standing.at - story.at
        story = later(standing, go, stands)
        assert due_of(story) - story.at == to_do - ran
    assert story.when(deliver(), at=due_of(story)).milestone().delivered_in_time is True
    assert story.when(deliver(), at=due_of(story) + SECOND).milestone().delivered_in_time is False


def test_winning_says_first_what_came_back_and_then_what_goes_on() -> None:
    in_stage(Stage.AT_BANK).when(bank_says(won=True)).then(ChargebackWon, Resumed)


FAR = datetime.fromisoformat("2026-12-01T00:00:00+00:00")
LONG_REVIEW = delivered(deal(review_days=40, review_nudge_days=(), long_stop_days=366))
LONG_WORK = working(deal().with_milestone(1, working_days=20))
