"""What one milestone's end means for the others: unlocked, ended with it, or left alone."""

from __future__ import annotations

import pytest

from parley.core.order.base import MilestoneEvent
from parley.core.order.messages import Refunded, Released, Split, Unlocked, Voided
from parley.core.order.outcomes import due_instant, split
from parley.core.order.state import Stage
from parley.core.policies import ONE_TO_ONE
from tests.asks import CLOCK, accept, deliver, fund
from tests.deals import MONDAY, deal, eur
from tests.given import Story, agreed, delivered, working

DIAMOND = (
    deal(4, ONE_TO_ONE, is_chain=False)
    .with_milestone(2, after=(1,))
    .with_milestone(3, after=(1,))
    .with_milestone(4, after=(2, 3))
)


def touched(story: Story, kind: type[MilestoneEvent]) -> list[int]:
    return [event.milestone for event in story.brought if isinstance(event, MilestoneEvent) and type(event) is kind]


def test_a_chain_unlocks_one_link_at_a_time() -> None:
    story = agreed(deal(3))
    for number in (1, 2, 3):
        story = story.when(fund(number)).when(deliver(number)).when(accept(number))
        assert touched(story, Unlocked) == ([number + 1] if number < 3 else [])
    story.stands(Stage.RELEASED, Stage.RELEASED, Stage.RELEASED)
    assert story.books() == {"client": -300_00, "pending": 285_00, "fee": 15_00}


def test_both_arms_of_a_fork_unlock_and_the_join_waits_for_both() -> None:
    story = delivered(DIAMOND).when(accept(1))
    assert touched(story, Unlocked) == [2, 3]
    story = story.when(deliver(3)).when(accept(3))
    assert touched(story, Unlocked) == []
    story = story.when(deliver(2)).when(accept(2))
    assert touched(story, Unlocked) == [4]


def test_each_milestone_behind_a_fork_ends_once_and_all_money_comes_back() -> None:
    story = working(DIAMOND).waits_for_the_end().stands(*[Stage.REFUNDED] * 4)
    assert sorted(touched(story, Refunded)) == [1, 2, 3, 4]
    assert story.books() == {}


def test_one_arm_that_fails_ends_the_join_and_leaves_the_other_arm_alone() -> None:
    story = delivered(DIAMOND).when(accept(1)).when(deliver(2))
    ended = story.waits_for_the_end().stands(Stage.RELEASED, Stage.RELEASED, Stage.REFUNDED, Stage.REFUNDED)
    assert ended.milestone(3).cause == "abandoned"
    assert ended.milestone(4).cause == "predecessor_stopped"


def test_a_void_milestone_voids_what_was_not_paid_for_and_refunds_what_was() -> None:
    prepaid_third = agreed(deal(3, ONE_TO_ONE)).when(fund(3)).waits_for_the_end()
    assert touched(prepaid_third, Voided) == [1, 2]
    assert touched(prepaid_third, Refunded) == [3]
    assert prepaid_third.books() == {}


def test_a_milestone_that_others_do_not_wait_for_ends_alone() -> None:
    story = agreed(deal(2, is_chain=False)).when(fund(1)).when(deliver(1)).when(accept(1))
    story.waits_for_the_end().stands(Stage.RELEASED, Stage.VOID)


@pytest.mark.parametrize(
    ("gross", "end", "fee"),
    [(0, Stage.REFUNDED, 0), (1, Stage.SPLIT, 0), (99_99, Stage.SPLIT, 499), (100_00, Stage.RELEASED, 500)],
)
def test_an_end_is_named_by_its_totals(gross: int, end: Stage, fee: int) -> None:
    story = delivered()
    (divided,) = split(story.order, story.milestone(), story.at, CLOCK, eur(gross), "valuation")
    assert isinstance(divided, Split)
    assert (divided.end, divided.fee, divided.to_client) == (end, eur(fee), eur(100_00 - gross))


def test_work_due_in_no_days_is_due_when_the_day_ends() -> None:
    milestone = deal().with_milestone(working_days=0).terms.milestones[0]
    assert due_instant(deal().terms, milestone, MONDAY).isoformat() == "2026-03-13T17:00:00+00:00"


def test_the_fee_of_deposit_and_release_together_is_never_more_than_the_fee_of_the_whole() -> None:
    for deposit in (1, 19, 33_33, 99_99):
        story = delivered(deal(deposit=deposit)).when(accept())
        assert story.books()["fee"] in (4_99, 5_00)
        assert story.the(Released).to_freelancer.amount_minor >= 0
        assert story.books()["pending"] + story.books()["fee"] == 100_00
