"""The ready-made ways of working lead where their names promise."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.foresight import if_nobody_moves
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import NoticeSent, Offered, Released
from parley.core.order.soundness import check_terms
from parley.core.order.state import Stage
from parley.core.order.terms import Funding
from parley.core.policies import ONE_TO_ONE, ORDER_PAGE, POLICIES, STANDARD, Policy
from tests.asks import FREELANCER, accept, deliver, fund, message, notice
from tests.deals import MONDAY, deal, eur
from tests.given import agreed, delivered, offered, working


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_a_policy_makes_an_offer_that_can_be_carried_out(policy: Policy) -> None:
    the = deal(policy=policy)
    check_terms(the.terms, the.wording, MONDAY)
    assert POLICIES[the.terms.policy] is policy
    offered(the).then(Offered)


@pytest.mark.parametrize(
    ("policy", "least_days", "most_days"),
    [(STANDARD, 14, 16), (ORDER_PAGE, 3, 3), (ONE_TO_ONE, 21, 23)],
    ids=lambda one: getattr(one, "name", ""),
)
def test_silence_after_a_delivery_leads_to_the_release_in_the_days_that_were_promised(
    policy: Policy, least_days: int, most_days: int
) -> None:
    """Five business days are seven days, or five or six when they begin on a Sunday or a Saturday."""
    for weekday in range(7):
        story = delivered(deal(policy=policy), at=MONDAY + timedelta(days=weekday))
        released = next(step for step in if_nobody_moves(story.order) if Released in [type(e) for e in step.events])
        assert timedelta(least_days) <= released.at - story.at <= timedelta(most_days), weekday


def test_a_freelancer_who_sends_the_notice_at_once_waits_twelve_days_at_most() -> None:
    for weekday in range(7):
        story = delivered(at=MONDAY + timedelta(days=weekday))
        since = story.milestone().since
        assert since is not None
        asked = story.when(message(FREELANCER)).when(message(FREELANCER), hours=24)
        noticed = asked.when(notice(), at=since + timedelta(hours=72))
        assert isinstance(noticed.brought[-1], NoticeSent)
        ended = noticed.waits_for_next_clock().waits_for_next_clock().stands(Stage.RELEASED)
        assert timedelta(10) <= ended.at - since <= timedelta(12), weekday


def test_the_order_page_releases_three_days_after_the_delivery_and_asks_for_no_tries() -> None:
    story = delivered(deal(policy=ORDER_PAGE))
    assert [step.deadline for step in if_nobody_moves(story.order)] == [
        DeadlineKind.REVIEW_ENDS,
        DeadlineKind.NOTICE_ENDS,
        DeadlineKind.RELEASE,
        DeadlineKind.CLEARANCE,
    ]
    assert (ORDER_PAGE.rounds, ORDER_PAGE.kill_fee_percent, ORDER_PAGE.deposit_percent) == (1, 0, 0)
    assert ORDER_PAGE.windows.contacts_before_notice == 0
    assert ORDER_PAGE.most_milestones == 1


def test_one_to_one_takes_all_the_money_first_and_pays_a_deposit_of_the_first_milestone() -> None:
    assert ONE_TO_ONE.funding is Funding.ALL_UP_FRONT
    story = working(deal(3, ONE_TO_ONE))
    assert story.order.terms.deposit == eur(20_00)
    assert story.books() == {"client": -300_00, "hold": 280_00, "pending": 19_00, "fee": 1_00}
    windows = ONE_TO_ONE.windows
    assert (windows.review_days, windows.notice_hours, windows.release_business_days) == (14, 48, 5)
    assert (windows.contacts_before_notice, windows.silent_hours_before_notice) == (2, 72)


def test_the_standard_policy_pays_milestone_by_milestone_with_two_rounds() -> None:
    assert (STANDARD.rounds, STANDARD.kill_fee_percent, STANDARD.deposit_percent) == (2, 25, 0)
    story = agreed(deal(2)).when(fund(1)).when(deliver(1)).when(accept(1))
    story.stands(Stage.RELEASED, Stage.UNFUNDED)


def test_the_windows_are_those_of_the_order_machine() -> None:
    windows = STANDARD.windows
    assert (windows.offer_days, windows.funding_business_days, windows.lapse_days, windows.brief_days) == (7, 3, 14, 14)
    assert windows.brief_nudge_hours == (24, 72)
    assert windows.review_nudge_days == (2, 5)
    assert (windows.abandoned_days, windows.redelivery_business_days, windows.redelivery_grace_days) == (14, 3, 14)
    assert (windows.review_days, windows.notice_hours, windows.release_business_days) == (7, 48, 5)
    assert (windows.reply_hours, windows.silent_hours_before_notice, windows.contact_gap_hours) == (72, 72, 24)
    assert (windows.talk_business_days, windows.decision_days, windows.long_stop_days) == (5, 14, 60)
    assert windows.clearance_days == 5


def test_no_policy_lets_the_long_stop_come_before_its_own_silence() -> None:
    for policy in POLICIES.values():
        story = delivered(deal(policy=policy))
        assert DeadlineKind.LONG_STOP not in [step.deadline for step in if_nobody_moves(story.order)]
