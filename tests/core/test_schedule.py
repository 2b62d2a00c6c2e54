"""What was agreed beside what happened."""

from __future__ import annotations

from datetime import timedelta

from parley.core.order.state import Stage
from parley.core.schedule import schedule
from tests.asks import accept, deliver
from tests.deals import deal
from tests.given import agreed, working


def test_before_the_work_only_the_agreed_date_is_known() -> None:
    story = agreed(deal(2))
    first, second = schedule(story.order, story.at)
    assert first.agreed_on == story.order.terms.milestones[0].due_on
    assert (first.begun_at, first.delivered_at, first.ended_at, first.days_late) == (None, None, None, None)
    assert (second.number, second.stage) == (2, Stage.LOCKED)


def test_a_delivery_before_the_date_is_early_and_the_end_is_told() -> None:
    story = working().when(deliver()).when(accept())
    [line, *_] = schedule(story.order, story.at)
    assert line.days_late is not None
    assert line.days_late < 0
    delivered_at = story.milestone().first_delivered_at
    assert (line.delivered_at, line.ended_at) == (delivered_at, story.at)


def test_work_that_is_late_is_late_by_more_each_day_until_it_is_handed_in() -> None:
    story = working()
    due = story.milestone().due_at
    assert due is not None
    for days in (1, 3):
        [line, *_] = schedule(story.order, due + timedelta(days=days))
        assert line.days_late == days
        assert line.delivered_at is None
    assert schedule(story.order, due)[0].days_late is None
