"""What one side asks and the other may grant. Silence is a no, but for one short extension, and no clock waits for a yes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from parley.core.calendar import Calendar
from parley.core.deadlines import deadlines_for
from parley.core.money import Money
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import (
    DepositPaid,
    Extended,
    PartlyRefunded,
    ProposalAccepted,
    ProposalLapsed,
    ProposalMade,
    Refunded,
    Split,
    Unlocked,
    Voided,
)
from parley.core.order.refusals import Code
from parley.core.order.state import CancelCode, Milestone, ProposalKind, Stage
from parley.core.order.valuation import valuation
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    Ask,
    accept,
    accept_proposal,
    answer_question,
    ask_clarify,
    ask_client,
    brief,
    change,
    decline_proposal,
    deliver,
    fund,
    on_page,
    propose_cancel,
    propose_extension,
    propose_refund,
    redeliver,
    request,
    resign,
    skip_brief,
    statement,
    withdraw_proposal,
)
from tests.deals import BERLIN, deal, eur, said
from tests.given import Story, agreed, delivered, in_stage, revising, working

MINUTE = timedelta(minutes=1)
UNDER_WAY = (Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED)
FRIDAY, MONDAY, TUESDAY = date(2026, 3, 13), date(2026, 3, 16), date(2026, 3, 17)


def due_of(story: Story) -> datetime:
    due_at = story.milestone().due_at
    assert due_at is not None
    return due_at


def clocks(milestone: Milestone) -> tuple[object, ...]:
    return milestone.stage, milestone.since, milestone.due_at, milestone.ends_at, milestone.nudges


def windows(story: Story) -> list[tuple[DeadlineKind, datetime]]:
    """What the clock does to the milestone, proposals left out."""
    return [(one.kind, one.at) for one in deadlines_for(story.order) if one.kind is not DeadlineKind.PROPOSAL_ENDS]


def without_proposals(milestone: Milestone) -> Milestone:
    return replace(milestone, proposals=(), proposals_made=0, extensions_asked=0, client_acted_at=None, contacts=())


# More time


def test_granted_time_moves_the_due_date_and_what_hangs_on_it() -> None:
    before = working(deal(deposit=20_00))
    made = before.when(propose_extension(date(2026, 3, 25), words="The printer is late")).then(ProposalMade)
    (proposal,) = made.milestone().proposals
    assert (proposal.kind, proposal.by, proposal.reason) == (
        ProposalKind.EXTENSION,
        FREELANCER,
        said("The printer is late"),
    )
    assert proposal.answer_by == made.at + timedelta(hours=48)
    assert due_of(made) == due_of(before)
    story = made.when(accept_proposal()).then(ProposalAccepted, Extended)
    assert due_of(story) == BERLIN.end_of_work(date(2026, 3, 25))
    assert story.milestone().ends_at == BERLIN.after_days(due_of(story), 14)
    assert (story.stage(), story.books()) == (Stage.WORKING, before.books())
    assert story.milestone().proposals == ()


def test_time_is_asked_for_before_the_work_is_due() -> None:
    story = working()
    story.when(propose_extension(2), at=due_of(story)).then(Code.EXTENSION_TOO_LATE)
    story.when(propose_extension(2), at=due_of(story) - MINUTE).then(ProposalMade)


def test_time_that_was_asked_for_in_time_may_be_granted_after_the_due_date() -> None:
    story = working()
    asked = story.when(propose_extension(9), at=due_of(story) - MINUTE)
    granted = asked.when(accept_proposal(), hours=47).then(ProposalAccepted, Extended)
    assert due_of(granted) == BERLIN.after_days(due_of(story), 9)


def test_more_time_ends_later_and_not_much_later() -> None:
    story = working()
    for day in (date.min, date(2026, 3, 12), FRIDAY):
        story.when(propose_extension(day)).then(Code.EXTENSION_NOT_LATER)
    for day in (date.max, BERLIN.local_date(due_of(story)) + timedelta(days=61)):
        story.when(propose_extension(day)).then(Code.EXTENSION_TOO_LONG)
    story.when(propose_extension(60)).then(ProposalMade)
    story.when(propose_extension(words=" ")).then(Code.TEXT_MISSING)


@pytest.mark.parametrize("zone", ["Pacific/Honolulu", "Pacific/Kiritimati"])
def test_a_day_at_the_end_of_the_calendar_is_a_day_too_far(zone: str) -> None:
    story = working(deal(calendar=Calendar(zone)))
    story.when(propose_extension(date.max)).then(Code.EXTENSION_TOO_LONG)
    story.when(propose_extension(date.min)).then(Code.EXTENSION_NOT_LATER)


def test_time_is_granted_once() -> None:
    story = working().when(propose_extension(9)).when(accept_proposal())
    refused = story.when(propose_extension(2)).then(Code.EXTENSIONS_USED)
    assert refused.refusal is not None
    assert refused.refusal.facts == {"most": 1}
    story.when(deliver()).when(request(change())).when(propose_extension(2)).then(Code.EXTENSIONS_USED)


def test_only_granted_time_is_counted() -> None:
    story = working()
    for _ in range(3):
        story = story.when(propose_extension(9)).when(decline_proposal())
    story.when(propose_extension(9)).when(accept_proposal()).then(ProposalAccepted, Extended)


def test_a_client_who_says_nothing_grants_three_days() -> None:
    made = working().when(propose_extension(MONDAY))
    assert made.milestone().proposals[0].silence_is_yes
    made.waits(hours=48, minutes=-1).then()
    story = made.waits(hours=48).then(ProposalAccepted, Extended)
    assert story.the(Extended).by is CLOCK
    assert due_of(story) == BERLIN.end_of_work(MONDAY)
    story.when(propose_extension(2)).then(Code.EXTENSIONS_USED)


def test_a_client_who_says_nothing_does_not_grant_four() -> None:
    made = working().when(propose_extension(TUESDAY))
    assert not made.milestone().proposals[0].silence_is_yes
    story = made.waits(hours=48).then(ProposalLapsed)
    assert due_of(story) == due_of(made)
    assert story.milestone().extensions_granted == 0


@pytest.mark.parametrize("no", [decline_proposal(), withdraw_proposal()], ids=["declined", "withdrawn"])
def test_after_a_first_wish_silence_is_a_no(no: Ask) -> None:
    """A client who said no once need not say so again before every weekend."""
    again = working().when(propose_extension(2)).when(no).when(propose_extension(3))
    assert not again.milestone().proposals[0].silence_is_yes
    again.waits(hours=48).then(ProposalLapsed)
    long = working().when(propose_extension(9)).waits(hours=48).then(ProposalLapsed)
    long.when(propose_extension(2)).waits(hours=48).then(ProposalLapsed)


def test_a_wish_for_time_ends_with_the_work_it_was_for() -> None:
    """Granted after the delivery, it would move the client's review by weeks."""
    story = working().when(propose_extension(MONDAY)).when(deliver())
    assert story.milestone().proposals == ()
    ends_at = story.milestone().ends_at
    story.when(accept_proposal(proposal=1)).then(Code.NO_PROPOSAL)
    later = story.waits(days=5)
    assert Extended not in [type(event) for event in later.history]
    assert (later.milestone().ends_at, due_of(later)) == (ends_at, due_of(story))


def test_other_proposals_outlive_a_delivery() -> None:
    story = working().when(propose_refund(eur(5_00))).when(propose_extension(2)).when(deliver())
    assert [one.kind for one in story.milestone().proposals] == [ProposalKind.REFUND]
    story.when(accept_proposal()).then(ProposalAccepted, PartlyRefunded)


def test_time_for_a_revision_moves_its_case_too() -> None:
    asked = revising().when(propose_extension(4))
    story = asked.when(accept_proposal()).then(ProposalAccepted, Extended).stands(Stage.REVISING)
    assert story.milestone().ends_at == BERLIN.after_days(due_of(story), 14)
    assert asked.when(redeliver()).milestone().proposals == ()
    assert asked.when(ask_clarify()).milestone().proposals == ()


def test_an_answer_that_gives_as_much_time_takes_the_place_of_a_wish_for_it() -> None:
    """Granted afterwards, the old wish would make the work due sooner."""
    asked = working().when(ask_client()).when(propose_extension(2), days=7).when(propose_cancel(eur(50_00)))
    answered = asked.when(answer_question(), hours=20)
    assert [one.kind for one in answered.milestone().proposals] == [ProposalKind.CANCEL]
    answered.when(accept_proposal(proposal=1)).then(Code.NO_PROPOSAL)
    far = working().when(ask_client()).when(propose_extension(20)).when(answer_question(), hours=20)
    granted = far.when(accept_proposal())
    assert due_of(granted) > due_of(far)


# A part of the money back


@pytest.mark.parametrize("role", [CLIENT, FREELANCER])
@pytest.mark.parametrize("stage", [Stage.FUNDED, *UNDER_WAY])
def test_a_part_goes_back_and_nothing_else_changes(stage: Stage, role: Role) -> None:
    before = in_stage(stage)
    made = before.when(propose_refund(eur(33_33), role)).then(ProposalMade)
    assert clocks(made.milestone()) == clocks(before.milestone())
    story = made.when(accept_proposal(role.other)).then(ProposalAccepted, PartlyRefunded).stands(stage)
    assert clocks(story.milestone()) == clocks(before.milestone())
    assert story.milestone().held == eur(66_67)
    assert story.milestone().refunded == eur(33_33)
    assert story.books() == {"client": -66_67, "hold": 66_67}


def test_a_page_that_showed_the_old_sum_is_out_of_date() -> None:
    before = delivered()
    page = on_page(before.milestone().version, accept())
    made = before.when(propose_refund(eur(10_00)))
    made.when(page).stands(Stage.RELEASED)
    made.when(accept_proposal()).when(page).then(Code.PAGE_STALE)


@pytest.mark.parametrize("sum_", [0, -1, 100_00, 100_01])
def test_a_part_is_more_than_nothing_and_less_than_all(sum_: int) -> None:
    working().when(propose_refund(eur(sum_))).then(Code.SUM_OUT_OF_RANGE)


def test_the_smallest_and_the_largest_part() -> None:
    for sum_ in (1, 99_99):
        story = working().when(propose_refund(eur(sum_))).when(accept_proposal())
        assert story.milestone().held == eur(100_00 - sum_)


def test_a_deposit_that_is_still_due_stays_in_the_hold() -> None:
    the = deal(deposit=40_00, asks_brief=True)
    skipped = agreed(the).when(fund()).when(skip_brief())
    skipped.when(propose_refund(eur(60_00))).then(Code.SUM_OUT_OF_RANGE)
    story = skipped.when(propose_refund(eur(59_99))).when(accept_proposal()).when(deliver())
    assert story.the(DepositPaid).to_freelancer == eur(38_00)
    assert story.books() == {"client": -40_01, "hold": 1, "pending": 38_00, "fee": 2_00}
    paid = agreed(the).when(fund()).when(brief())
    paid.when(propose_refund(eur(60_00))).then(Code.SUM_OUT_OF_RANGE)
    paid.when(propose_refund(eur(59_99))).when(accept_proposal()).then(ProposalAccepted, PartlyRefunded)


def test_a_part_that_was_asked_for_before_the_deposit_was_paid_is_still_there_after_it() -> None:
    the = deal(deposit=40_00, asks_brief=True)
    asked = agreed(the).when(fund()).when(propose_refund(eur(59_99), CLIENT)).when(brief())
    story = asked.when(accept_proposal(FREELANCER)).then(ProposalAccepted, PartlyRefunded)
    assert story.books() == {"client": -40_01, "hold": 1, "pending": 38_00, "fee": 2_00}


def test_other_currencies_are_no_part_of_the_hold() -> None:
    working().when(propose_refund(Money(5, "USD"))).then(Code.WRONG_CURRENCY)
    working().when(propose_cancel(Money(5, "USD"))).then(Code.WRONG_CURRENCY)


def test_a_part_that_went_back_leaves_behind_what_was_made_for_a_larger_hold() -> None:
    """More time is not: it can still be granted."""
    story = working().when(propose_cancel(eur(100_00), FREELANCER)).when(propose_extension(9))
    story = story.when(propose_refund(eur(30_00))).when(accept_proposal())
    assert [one.kind for one in story.milestone().proposals] == [ProposalKind.EXTENSION]
    story.when(accept_proposal(proposal=1)).then(Code.NO_PROPOSAL)
    story.when(accept_proposal(proposal=2)).then(ProposalAccepted, Extended)
    story.waits(hours=48).then(ProposalLapsed)


def test_parts_go_back_until_there_is_one_cent() -> None:
    story = working(deal(price=4))
    for _ in range(3):
        story = story.when(propose_refund(eur(1))).when(accept_proposal())
    story.when(propose_refund(eur(1))).then(Code.SUM_OUT_OF_RANGE)
    done = story.when(deliver()).when(accept()).stands(Stage.RELEASED)
    assert done.books() == {"client": -1, "pending": 1}


def test_what_is_left_is_released_with_its_fee_and_the_end_is_a_release() -> None:
    story = delivered(deal(price=99_99, deposit=10_00)).when(propose_refund(eur(33_33))).when(accept_proposal())
    ended = story.when(accept()).stands(Stage.RELEASED)
    # 5 % of 10.00 are 0.50; 5 % of the 56.66 that are left are 2.83.
    assert ended.books() == {"client": -66_66, "pending": 63_33, "fee": 3_33}
    assert ended.milestone().refunded == eur(33_33)


def test_what_is_left_comes_back_when_nothing_is_delivered() -> None:
    story = working(deal(deposit=10_00)).when(propose_refund(eur(33_33))).when(accept_proposal())
    ended = story.waits_for_the_end().stands(Stage.REFUNDED)
    assert ended.books() == {}
    assert ended.milestone().refunded == eur(100_00)


def test_a_case_is_valued_without_what_went_back() -> None:
    story = revising().when(propose_refund(eur(20_00))).when(accept_proposal()).when(resign())
    assert valuation(story.milestone()) == eur(80_00)
    both = story.when(statement(CLIENT)).when(statement(FREELANCER))
    assert valuation(both.milestone()) == eur(40_00)
    ended = both.waits_for_the_end().stands(Stage.SPLIT)
    assert ended.books() == {"client": -40_00, "available": 38_00, "fee": 2_00}


# An end by consent


@pytest.mark.parametrize("role", [CLIENT, FREELANCER])
@pytest.mark.parametrize("stage", UNDER_WAY)
def test_both_may_end_it_wherever_it_stands(stage: Stage, role: Role) -> None:
    made = in_stage(stage, deal(2)).when(propose_cancel(eur(40_00), role)).then(ProposalMade)
    assert made.stage() is stage
    ended = made.when(accept_proposal(role.other)).then(ProposalAccepted, Split, Voided)
    ended.stands(Stage.SPLIT, Stage.VOID)
    assert ended.milestone().cause == "cancelled"
    assert ended.books() == {"client": -40_00, "pending": 38_00, "fee": 2_00}


@pytest.mark.parametrize(
    ("terms", "keeps", "stage", "books"),
    [
        ({}, 0, Stage.REFUNDED, {}),
        ({}, 1, Stage.SPLIT, {"client": -1, "pending": 1}),
        ({}, 100_00, Stage.SPLIT, {"client": -100_00, "pending": 95_00, "fee": 5_00}),
        ({"deposit": 20_00}, 20_00, Stage.SPLIT, {"client": -20_00, "pending": 19_00, "fee": 1_00}),
        ({"deposit": 20_00}, 50_00, Stage.SPLIT, {"client": -50_00, "pending": 47_50, "fee": 2_50}),
        ({"deposit": 20_00}, 100_00, Stage.SPLIT, {"client": -100_00, "pending": 95_00, "fee": 5_00}),
        ({"price": 99_99, "deposit": 33_33}, 50_00, Stage.SPLIT, {"client": -50_00, "pending": 47_51, "fee": 2_49}),
        ({"price": 10_001, "currency": "JPY"}, 3_333, Stage.SPLIT, {"client": -3_333, "pending": 3_167, "fee": 166}),
    ],
)  # fmt: skip
def test_the_agreed_sum_includes_a_deposit_and_is_never_called_a_release(
    terms: dict[str, int], keeps: int, stage: Stage, books: dict[str, int]
) -> None:
    the = deal(**terms)  # type: ignore[arg-type]
    ended = working(the).when(propose_cancel(Money(keeps, the.terms.currency))).when(accept_proposal(FREELANCER))
    ended.stands(stage)
    assert ended.books() == books


@pytest.mark.parametrize("keeps", [-1, 19_99, 100_01])
def test_a_paid_deposit_is_kept_and_more_than_the_price_is_not(keeps: int) -> None:
    working(deal(deposit=20_00)).when(propose_cancel(eur(keeps))).then(Code.SUM_OUT_OF_RANGE)


def test_what_went_back_before_is_no_longer_there_to_be_kept() -> None:
    story = working().when(propose_refund(eur(30_00))).when(accept_proposal())
    story.when(propose_cancel(eur(70_01))).then(Code.SUM_OUT_OF_RANGE)
    ended = story.when(propose_cancel(eur(70_00))).when(accept_proposal(FREELANCER)).stands(Stage.SPLIT)
    assert ended.books() == {"client": -70_00, "pending": 66_50, "fee": 3_50}


def test_an_end_that_leaves_less_than_was_paid_meanwhile_cannot_be_accepted_any_more() -> None:
    skipped = agreed(deal(deposit=40_00, asks_brief=True)).when(fund()).when(skip_brief())
    story = skipped.when(propose_cancel(eur(10_00))).when(deliver())
    after = story.when(accept_proposal(FREELANCER)).then(Code.SUM_OUT_OF_RANGE)
    assert after.order == story.order
    story.waits(hours=47, minutes=59).then(ProposalLapsed)


def test_prepaid_money_of_what_waited_comes_back() -> None:
    story = working(deal(3, ONE_TO_ONE, deposit=0)).when(propose_cancel(eur(100_00)))
    ended = story.when(accept_proposal(FREELANCER)).then(ProposalAccepted, Split, Refunded, Refunded)
    ended.stands(Stage.SPLIT, Stage.REFUNDED, Stage.REFUNDED)
    assert Unlocked not in [type(event) for event in ended.brought]
    assert ended.books() == {"client": -100_00, "pending": 95_00, "fee": 5_00}


@pytest.mark.parametrize("code", list(CancelCode))
def test_a_wish_to_end_says_why_and_the_reason_changes_nothing_else(code: CancelCode) -> None:
    story = working()
    asked = story.when(propose_cancel(eur(40_00), code=code))
    assert asked.the(ProposalMade).proposal.code is code
    plain = story.when(propose_cancel(eur(40_00)))
    assert asked.when(accept_proposal(FREELANCER)).books() == plain.when(accept_proposal(FREELANCER)).books()
