"""Money comes in exactly, the brief lets the work begin, and what nobody pays for comes to an end by itself."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from parley.core.money import Money
from parley.core.order.messages import (
    BriefAwaited,
    Briefed,
    BriefSkipped,
    DepositPaid,
    Funded,
    FundingLapsed,
    Nudged,
    Refunded,
    Unlocked,
    Voided,
    WorkStarted,
)
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.order.terms import Funding
from parley.core.policies import ONE_TO_ONE
from tests.asks import accept, brief, deliver, fund, on_page, skip_brief
from tests.deals import BERLIN, deal, eur, file, said
from tests.given import agreed, delivered, in_stage, working

WITH_BRIEF = deal(asks_brief=True, deposit=20_00)


def test_paying_the_exact_price_lets_the_work_begin() -> None:
    story = agreed().when(fund()).then(Funded, WorkStarted)
    assert story.books() == {"client": -100_00, "hold": 100_00}
    assert story.order.stage is OrderStage.ACTIVE


@pytest.mark.parametrize("amount", [eur(99_99), eur(100_01), eur(0), eur(-100_00), Money(100_00, "USD")])
def test_not_a_cent_more_and_not_a_cent_less_is_taken(amount: Money) -> None:
    agreed().when(fund(amount=amount)).then(Code.AMOUNT_NOT_EXACT).stands(Stage.UNFUNDED)


def test_nobody_pays_twice() -> None:
    agreed().when(fund()).when(fund()).then(Code.NOT_NOW)


def test_work_is_due_on_the_agreed_date_or_after_the_agreed_days_whichever_is_later() -> None:
    early = working().milestone()
    assert early.due_at == datetime(2026, 3, 13, 17, 0, tzinfo=UTC)
    late_start = agreed(deal(funding_business_days=20)).when(fund(), days=8)  # Tuesday the 10th: five working days
    started = late_start.the(WorkStarted)
    assert started.due_at == datetime(2026, 3, 17, 17, 0, tzinfo=UTC)
    assert started.abandoned_at == datetime(2026, 3, 31, 16, 0, tzinfo=UTC)  # the clocks have changed


def test_a_client_who_does_not_pay_in_three_business_days_can_still_pay_for_a_fortnight() -> None:
    story = agreed()  # Monday morning
    story.waits(days=2, hours=23).then()
    lapsed = story.waits(days=3).then(FundingLapsed)
    assert lapsed.the(FundingLapsed).void_at == BERLIN.after_days(lapsed.at, 14)
    lapsed.when(fund(), days=13).then(Funded, WorkStarted)
    lapsed.when(fund(), days=14).then(Voided, Code.NOT_NOW)


def test_funding_counts_business_days() -> None:
    friday = datetime(2026, 3, 6, 9, 0, tzinfo=UTC)
    story = agreed(at=friday)
    assert story.the(Unlocked).fund_by == BERLIN.after_days(story.at, 5)


def test_what_nobody_pays_for_ends_and_so_does_what_waits_for_it() -> None:
    story = agreed(deal(3)).waits_for_the_end().then(FundingLapsed, Voided, Voided, Voided)
    story.stands(Stage.VOID, Stage.VOID, Stage.VOID)
    assert [one.cause for one in story.order.milestones] == ["not_funded", "predecessor_stopped", "predecessor_stopped"]
    assert story.order.stage is OrderStage.CLOSED
    assert story.books() == {}


def test_a_locked_milestone_cannot_be_paid_ahead_unless_that_was_agreed() -> None:
    agreed(deal(2)).when(fund(2)).then(Code.NOT_NOW)


# The brief


def test_a_funded_milestone_waits_for_the_brief() -> None:
    story = agreed(WITH_BRIEF).when(fund()).then(Funded, BriefAwaited)
    assert story.the(BriefAwaited).brief_by == BERLIN.after_days(story.at, 14)
    assert story.books() == {"client": -100_00, "hold": 100_00}


def test_the_brief_pays_the_deposit_less_the_operators_fee() -> None:
    story = in_stage(Stage.FUNDED, WITH_BRIEF).when(brief("Make it blue")).then(Briefed, WorkStarted, DepositPaid)
    assert story.the(Briefed).note == said("Make it blue")
    assert story.the(DepositPaid).to_freelancer == eur(19_00)
    assert story.books() == {"client": -100_00, "hold": 80_00, "pending": 19_00, "fee": 1_00}


def test_an_empty_brief_is_none() -> None:
    waiting = in_stage(Stage.FUNDED)
    waiting.when(brief(None)).then(Code.BRIEF_EMPTY)
    waiting.when(brief("  ")).then(Code.BRIEF_EMPTY)
    waiting.when(brief(None, file(item=0, size_bytes=0))).then(Code.FILE_EMPTY)
    waiting.when(brief(None, file(item=0), file(item=0))).then(Code.FILE_REPEATED)
    waiting.when(brief(None, file(item=0))).then(Briefed, WorkStarted)


def test_a_freelancer_who_begins_without_the_brief_gets_the_deposit_with_the_first_delivery() -> None:
    skipped = in_stage(Stage.FUNDED, WITH_BRIEF).when(skip_brief()).then(BriefSkipped, WorkStarted)
    assert skipped.books() == {"client": -100_00, "hold": 100_00}
    assert skipped.milestone().deposit_paid is False
    handed_in = skipped.when(deliver())
    assert handed_in.the(DepositPaid).fee == eur(1_00)
    assert handed_in.books() == {"client": -100_00, "hold": 80_00, "pending": 19_00, "fee": 1_00}


def test_the_deposit_is_paid_once() -> None:
    briefed = in_stage(Stage.FUNDED, WITH_BRIEF).when(brief())
    assert not [event for event in briefed.when(deliver()).brought if isinstance(event, DepositPaid)]


def test_where_no_brief_is_asked_the_deposit_comes_with_the_money() -> None:
    story = agreed(deal(deposit=20_00)).when(fund()).then(Funded, WorkStarted, DepositPaid)
    assert story.milestone().deposit_paid


def test_a_client_is_reminded_of_the_brief_twice_and_then_gets_the_money_back() -> None:
    funded = in_stage(Stage.FUNDED, WITH_BRIEF)
    story = funded.waits(hours=24).then(Nudged).waits(hours=48).then(Nudged)
    story.waits(days=10, hours=23).then()
    given_up = story.waits(days=11).then(Refunded)
    assert given_up.the(Refunded).cause == "no_brief"
    assert given_up.books() == {}
    story.when(brief(), days=11).then(Refunded, Code.NOT_NOW)


def test_a_brief_at_the_last_minute_is_in_time() -> None:
    in_stage(Stage.FUNDED).waits(days=13, hours=23).when(brief(), minutes=59).then(Briefed, WorkStarted)


# All up front


ALL_UP_FRONT = deal(3, ONE_TO_ONE)


def test_all_up_front_fills_every_hold_and_only_the_first_begins() -> None:
    story = agreed(ALL_UP_FRONT)
    for number in (1, 2, 3):
        story = story.when(fund(number))
    story.stands(Stage.WORKING, Stage.LOCKED, Stage.LOCKED)
    assert story.books() == {"client": -300_00, "hold": 280_00, "pending": 19_00, "fee": 1_00}
    story.when(fund(2)).then(Code.NOT_NOW)


def test_a_page_that_asks_for_money_ahead_is_out_of_date_once_it_was_paid() -> None:
    story = agreed(ALL_UP_FRONT)
    page = on_page(story.milestone(2).version, fund(2))
    story.when(page).then(Funded).when(page).then(Code.PAGE_STALE)


def test_a_prepaid_milestone_goes_straight_to_work_when_it_unlocks() -> None:
    story = delivered(ALL_UP_FRONT).when(accept())
    story.stands(Stage.RELEASED, Stage.WORKING, Stage.LOCKED)
    unlocked = story.the(Unlocked)
    assert (unlocked.milestone, unlocked.fund_by) == (2, None)


def test_a_prepaid_milestone_with_a_brief_waits_for_it_when_it_unlocks() -> None:
    with_brief = ALL_UP_FRONT.with_milestone(2, asks_brief=True)
    story = delivered(with_brief).when(accept())
    story.stands(Stage.RELEASED, Stage.FUNDED, Stage.LOCKED)
    story.when(brief(number=2)).then(Briefed, WorkStarted)


def test_what_was_not_paid_ahead_is_asked_for_when_it_unlocks() -> None:
    story = agreed(ALL_UP_FRONT).when(fund(1)).when(deliver()).when(accept())
    story.stands(Stage.RELEASED, Stage.UNFUNDED, Stage.LOCKED)
    assert story.the(Unlocked).fund_by == BERLIN.after_business_days(story.at, 3)


def test_money_paid_ahead_comes_back_when_the_milestone_before_fails() -> None:
    story = working(ALL_UP_FRONT).waits(datetime(2026, 3, 27, 17, 0, tzinfo=UTC)).then(Refunded, Refunded, Refunded)
    story.stands(Stage.REFUNDED, Stage.REFUNDED, Stage.REFUNDED)
    assert [one.cause for one in story.order.milestones] == ["abandoned", "predecessor_stopped", "predecessor_stopped"]
    assert story.books() == {}


def test_money_paid_ahead_comes_back_when_the_first_is_never_funded() -> None:
    story = agreed(ALL_UP_FRONT).when(fund(3)).waits_for_the_end()
    story.stands(Stage.VOID, Stage.VOID, Stage.REFUNDED)
    assert story.books() == {}


def test_milestones_without_an_order_among_them_do_not_wait_for_each_other() -> None:
    story = agreed(deal(2, is_chain=False)).when(fund(2)).when(deliver(2)).when(accept(2))
    story.stands(Stage.UNFUNDED, Stage.RELEASED)
    story.waits_for_the_end().stands(Stage.VOID, Stage.RELEASED)


def test_a_milestone_that_waits_for_two_unlocks_with_the_second() -> None:
    both = deal(3, is_chain=False).with_milestone(3, after=(1, 2))
    story = agreed(both).when(fund(1)).when(fund(2)).when(deliver(1)).when(deliver(2)).when(accept(2))
    story.stands(Stage.DELIVERED, Stage.RELEASED, Stage.LOCKED)
    story.when(accept(1)).stands(Stage.RELEASED, Stage.RELEASED, Stage.UNFUNDED)


def test_a_milestone_that_waits_for_two_ends_with_the_first_that_fails() -> None:
    both = deal(4, is_chain=False).with_milestone(3, after=(1, 2)).with_milestone(4, after=(3, 1))
    story = agreed(both).when(fund(1)).when(deliver(1)).waits(days=3).then(Nudged, FundingLapsed)
    ended = story.waits_for_the_end()
    ended.stands(Stage.RELEASED, Stage.VOID, Stage.VOID, Stage.VOID)
    voided = [event.milestone for event in ended.history if isinstance(event, Voided)]
    assert sorted(voided) == [2, 3, 4]


def test_nothing_lies_in_a_hold_of_a_policy_that_pays_milestone_by_milestone() -> None:
    assert deal(2).terms.funding is Funding.EACH
    assert working(deal(2)).books() == {"client": -100_00, "hold": 100_00}


def test_an_agreed_date_that_passed_before_signing_does_not_make_the_work_late() -> None:
    the = deal(offer_days=30).with_milestone(due_on=date(2026, 3, 3), working_days=5)
    story = agreed(the).when(fund(), days=2)
    assert story.the(WorkStarted).due_at == datetime(2026, 3, 11, 17, 0, tzinfo=UTC)
