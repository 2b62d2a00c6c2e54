"""What the clock must do is read off the order; whatever stands has a way on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.deadlines import WINDOW_ENDS, Deadline, deadlines_for, due_at, first_due
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import Nudged
from parley.core.order.state import ENDS, Stage
from parley.core.order.turns import WAITS_FOR, turns
from tests.asks import (
    CLIENT,
    accept,
    decline,
    deliver,
    deliver_again,
    fund,
    message,
    open_files,
    withdraw,
)
from tests.deals import BERLIN, deal
from tests.given import Story, agreed, delivered, in_stage, offered, working


def armed(story: Story) -> list[tuple[DeadlineKind, int | None]]:
    return [(deadline.kind, deadline.milestone) for deadline in deadlines_for(story.order)]


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_that_is_no_end_has_a_window_that_ends(stage: Stage) -> None:
    if stage in ENDS or stage in (Stage.LOCKED, Stage.AT_BANK):
        assert stage not in WINDOW_ENDS
    else:
        milestone = in_stage(stage).milestone()
        assert milestone.ends_at is not None
        assert (WINDOW_ENDS[stage], 1) in armed(in_stage(stage))


@pytest.mark.parametrize("stage", list(Stage))
def test_somebody_has_the_turn_or_the_clock_has(stage: Stage) -> None:
    story = in_stage(stage)
    number = 2 if stage is Stage.LOCKED else 1
    assert WAITS_FOR[story.stage(number)] <= turns(story.order)
    if stage not in ENDS:
        assert turns(story.order) or deadlines_for(story.order)


@pytest.mark.parametrize("stage", sorted(ENDS, key=str))
def test_an_ended_milestone_is_left_alone_but_for_its_clearance(stage: Stage) -> None:
    story = in_stage(stage)
    paid = bool(story.milestone().released)
    assert armed(story) == ([(DeadlineKind.CLEARANCE, 1)] if paid else [])
    assert due_at(story.waits_for_the_end().order) is None


def test_the_way_of_silence_after_a_delivery() -> None:
    story = delivered()
    assert armed(story) == [
        (DeadlineKind.NUDGE, 1),
        (DeadlineKind.REVIEW_ENDS, 1),
        (DeadlineKind.LONG_STOP, 1),
    ]
    assert due_at(story.order) == BERLIN.after_days(story.at, 2)
    assert armed(in_stage(Stage.NOTICED)) == [(DeadlineKind.NOTICE_ENDS, 1)]
    assert armed(in_stage(Stage.MARKED)) == [(DeadlineKind.RELEASE, 1)]


def test_the_long_stop_rests_while_a_notice_runs_and_in_a_case() -> None:
    for stage in (Stage.NOTICED, Stage.MARKED, Stage.CASE_TALK, Stage.CASE_DECISION):
        assert DeadlineKind.LONG_STOP not in [kind for kind, _ in armed(in_stage(stage))], stage
    for stage in (Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY):
        assert DeadlineKind.LONG_STOP in [kind for kind, _ in armed(in_stage(stage))], stage


def test_an_open_offer_has_one_clock_and_a_closed_one_none() -> None:
    assert armed(offered()) == [(DeadlineKind.OFFER_EXPIRES, None)]
    for ended in (offered().when(decline()), offered().when(withdraw()), offered().waits(days=7)):
        assert armed(ended) == []


def test_each_milestone_has_its_own_clocks() -> None:
    story = agreed(deal(2, is_chain=False)).when(fund(2)).when(deliver(2))
    assert armed(story)[0] == (DeadlineKind.NUDGE, 2)
    assert (DeadlineKind.FUNDING_LAPSES, 1) in armed(story)


def test_of_two_at_the_same_instant_the_earlier_milestone_comes_first_and_a_reminder_last() -> None:
    both = agreed(deal(2, is_chain=False))
    assert [one.milestone for one in deadlines_for(both.order)] == [1, 2]
    assert len({one.at for one in deadlines_for(both.order)}) == 1
    same = delivered(deal(review_days=2, review_nudge_days=(1,)))
    nudge, ends, *_ = deadlines_for(same.order)
    assert (nudge.is_nudge, ends.is_nudge) == (True, False)


def test_a_deadline_is_due_at_its_instant_and_not_before() -> None:
    story = delivered()
    at = BERLIN.after_days(story.at, 2)
    assert first_due(story.order, at - timedelta(microseconds=1)) is None
    assert first_due(story.order, at) == Deadline(at, DeadlineKind.NUDGE, 1)


# Reminders


def test_a_reminder_that_would_come_with_the_end_or_after_it_is_not_sent() -> None:
    for nudges in ((7,), (9,)):
        story = delivered(deal(review_nudge_days=nudges))
        assert DeadlineKind.NUDGE not in [kind for kind, _ in armed(story)]


def test_reminders_begin_anew_with_a_new_delivery() -> None:
    story = delivered().waits(days=2).then(Nudged).when(deliver_again())
    assert story.milestone().nudges == 0
    story.waits(days=2).then(Nudged)


def test_a_reminder_moves_nothing_and_makes_no_page_stale() -> None:
    before = delivered()
    after = before.waits(days=2).then(Nudged)
    assert after.milestone().version == before.milestone().version
    assert after.milestone().ends_at == before.milestone().ends_at
    assert after.the(Nudged).number == 1


def test_a_reply_under_a_notice_has_reminders_of_its_own() -> None:
    replied = in_stage(Stage.NOTICED).when(message(CLIENT))
    replied.waits(days=2).then(Nudged)


def test_nobody_is_reminded_of_what_was_done() -> None:
    story = delivered().when(open_files()).when(accept())
    assert DeadlineKind.NUDGE not in [kind for kind, _ in armed(story)]


def test_while_a_bank_judges_the_only_clock_is_the_alarm() -> None:
    story = in_stage(Stage.AT_BANK)
    assert armed(story) == [(DeadlineKind.BANK_SILENT, 1)]
    assert armed(story.waits_for_next_clock()) == []


def test_work_that_is_late_has_one_end() -> None:
    story = working()
    assert armed(story) == [(DeadlineKind.WORK_ABANDONED, 1)]
    due = story.milestone().due_at
    assert due is not None
    assert due_at(story.order) == BERLIN.after_days(due, 14)
