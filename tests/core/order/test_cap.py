"""A provider holds money only so long: it is taken late enough, nothing is cut short, and nothing is held beyond."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import (
    CaseSentToDecision,
    ChargebackWon,
    Extended,
    Funded,
    FundingLapsed,
    ProposalAccepted,
    Refunded,
    Resumed,
    Split,
    Unlocked,
    WorkStarted,
)
from parley.core.order.outcomes import CAP_LAST_DAYS, CAP_MARGIN_DAYS, cap_ends_at, cap_nears_at
from parley.core.order.refusals import Code
from parley.core.order.state import CASE_STAGES, Stage
from parley.core.policies import ONE_TO_ONE
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    accept_items,
    accept_offer,
    accept_proposal,
    change,
    counter,
    deliver,
    deliver_again,
    fund,
    make_offer,
    message,
    propose_extension,
    redeliver,
    request,
    skip_brief,
    statement,
)
from tests.asks_aside import deliver_part, offer_extra, pause
from tests.asks_of_cases import appeal, bank_says, chargeback, decide, escalate, open_case
from tests.core.order.test_stopping import due_of
from tests.deals import BERLIN, MONDAY, Deal, deal, eur
from tests.given import Story, agreed, given, in_stage, offered, working

MAY = date(2026, 5, 4)
"""Two days before the cap of ninety days nears for money that came in on the second of March."""


def capped(days: int = 90, milestones: int = 1, **terms: object) -> Deal:
    return deal(milestones, **terms).but(hold_cap_days=days)  # type: ignore[arg-type]


def ends(story: Story) -> object:
    return cap_ends_at(story.order.terms, story.milestone())


def nears(story: Story) -> Story:
    """The instant at which the cap nears."""
    at = cap_nears_at(story.order.terms, story.milestone())
    assert at is not None
    return story.waits(until=at)


# Paying in


def test_without_a_cap_nothing_is_watched() -> None:
    story = working(deal(due_on=date(2027, 3, 1)))
    assert cap_ends_at(story.order.terms, story.milestone()) is None
    assert [one.kind for one in deadlines_for(story.order)] == [DeadlineKind.WORK_ABANDONED]


def test_money_is_taken_when_the_work_can_end_in_time() -> None:
    story = agreed(capped()).when(fund()).then(Funded, WorkStarted)
    assert ends(story) == BERLIN.after_days(story.at, 90)


def test_money_for_a_date_far_ahead_is_paid_in_later_and_the_time_to_pay_begins_then() -> None:
    """Due on the first of August, capped at ninety days: the twenty-five before the cap are not for working."""
    story = agreed(capped(due_on=date(2026, 8, 3)))
    due = BERLIN.end_of_work(date(2026, 8, 3))
    refused = story.when(fund()).refusal
    assert refused is not None
    assert refused.code is Code.FUND_LATER
    opens_at = refused.facts["possible_from"]
    assert opens_at == due + timedelta(days=CAP_MARGIN_DAYS - 90, hours=1)
    assert isinstance(opens_at, type(due))
    assert story.milestone().ends_at == BERLIN.after_business_days(opens_at, 3)
    story.refuses(fund(), Code.FUND_LATER, at=opens_at - timedelta(hours=2))
    story.when(fund(), at=opens_at).then(Funded, WorkStarted)
    story.waits_for_next_clock().then(FundingLapsed)


def test_work_that_may_last_until_it_is_due_is_not_cut_short_before() -> None:
    for due_on in (date(2026, 3, 13), date(2026, 4, 20), date(2026, 5, 4)):
        story = agreed(capped(due_on=due_on)).when(fund()).then(Funded, WorkStarted)
        near = cap_nears_at(story.order.terms, story.milestone())
        assert near is not None
        assert due_of(story) <= near
        on_the_last_day = story.when(deliver(), at=due_of(story) - timedelta(minutes=1))
        assert on_the_last_day.stage() is Stage.DELIVERED


@pytest.mark.parametrize(("days", "code"), [(0, Code.NUMBER_OUT_OF_RANGE), (-5, Code.NUMBER_OUT_OF_RANGE),
                                            (5_000, Code.NUMBER_OUT_OF_RANGE), (20, Code.BEYOND_CAP)])  # fmt: skip
def test_terms_that_no_payment_could_carry_out_are_not_offered(days: int, code: Code) -> None:
    refused = given().when(make_offer(capped(days)), at=MONDAY).refusal
    assert refused is not None
    assert refused.code is code
    offered().refuses(counter(capped(days)), code)


def test_work_of_half_a_year_fits_no_cap_of_ninety_days() -> None:
    long = capped().with_milestone(1, working_days=130)
    refused = given().when(make_offer(long), at=MONDAY).refusal
    assert refused is not None
    assert refused.code is Code.BEYOND_CAP


def test_all_up_front_is_paid_only_for_what_can_end_in_time() -> None:
    the = deal(2, ONE_TO_ONE, deposit=0).but(hold_cap_days=90).with_milestone(2, due_on=date(2026, 5, 11))
    story = given().when(make_offer(the), at=MONDAY).when(accept_offer())
    story.when(fund(1)).then(Funded, WorkStarted)
    story.refuses(fund(2), Code.FUND_LATER)
    assert story.when(fund(2), at=MONDAY + timedelta(days=8)).milestone(2).is_funded


def test_work_that_fits_from_a_monday_may_not_fit_from_a_friday() -> None:
    """Forty-six working days end sooner when they begin on a Monday: counted from a Friday there is a weekend more."""
    story = given().when(make_offer(capped().with_milestone(1, working_days=46)), at=MONDAY).when(accept_offer())
    assert story.when(fund(), at=MONDAY + timedelta(days=3)).stage() is Stage.WORKING
    friday = story.when(fund(), at=MONDAY + timedelta(days=4, hours=1))
    assert friday.refusal is not None
    assert friday.refusal.code is Code.BEYOND_CAP
    assert story.when(fund(), at=MONDAY + timedelta(days=6, hours=1)).stage() is Stage.WORKING


def test_more_time_is_not_asked_for_beyond_the_cap() -> None:
    story = working(capped())
    story.refuses(propose_extension(date(2026, 5, 6)), Code.BEYOND_CAP)
    granted = story.when(propose_extension(date(2026, 5, 5))).when(accept_proposal()).then(ProposalAccepted, Extended)
    near = cap_nears_at(story.order.terms, story.milestone())
    assert near is not None
    assert due_of(granted) <= near


def test_extra_work_knows_the_cap_too() -> None:
    story = working(capped())
    far = offer_extra(eur(5), due_on=date(2026, 12, 1))
    later = story.when(far).when(accept_proposal()).stands(Stage.WORKING, Stage.UNFUNDED)
    later.refuses(fund(2), Code.FUND_LATER)
    story.refuses(offer_extra(eur(5), working_days=200), Code.BEYOND_CAP)


# The cap nears


@pytest.mark.parametrize("deposit", [0, 20_00])
def test_what_is_not_delivered_goes_back_and_counts_against_nobody(deposit: int) -> None:
    story = working(capped(deposit=deposit, due_on=MAY))
    ended = nears(story).then(Refunded).stands(Stage.REFUNDED)
    assert ended.books() == {}
    assert ended.milestone().cause == "cap"


def test_a_brief_that_never_came_does_not_hold_the_money_beyond_the_cap() -> None:
    story = agreed(capped(asks_brief=True, brief_days=200)).when(fund()).stands(Stage.FUNDED)
    assert nears(story).stands(Stage.REFUNDED).milestone().cause == "cap"


def test_money_paid_ahead_goes_back_when_its_turn_does_not_come() -> None:
    the = deal(2, ONE_TO_ONE, deposit=0, due_on=MAY).but(hold_cap_days=90)
    story = working(the).when(deliver(), at=BERLIN.end_of_work(date(2026, 5, 1)))
    at = cap_nears_at(story.order.terms, story.milestone(2))
    assert at is not None
    ended = story.waits(until=at).stands(Stage.DELIVERED, Stage.REFUNDED)
    assert ended.milestone(2).cause == "cap"


@pytest.mark.parametrize("what", ["a part", "a delivery", "a request"])
def test_what_was_handed_in_is_decided(what: str) -> None:
    hand_in = deliver_part(1) if what == "a part" else deliver()
    story = working(capped(due_on=MAY, items=2)).when(hand_in, at=BERLIN.end_of_work(date(2026, 5, 1)))
    story = story.when(request(change())) if what == "a request" else story
    decided = nears(story)
    decided.stands(Stage.CASE_DECISION)
    assert decided.the(CaseSentToDecision).cause == "cap"
    assert (decided.milestone().case or pytest.fail("no case")).by is CLOCK
    ended = decided.waits(days=14).then(Split)
    assert ended.stage() is (Stage.SPLIT if what == "a part" else Stage.RELEASED)


def test_nobody_pauses_when_the_cap_is_near() -> None:
    story = working(capped(due_on=MAY))
    near = cap_nears_at(story.order.terms, story.milestone())
    assert near is not None
    with_days_left = story.when(pause(CLIENT), at=near - timedelta(minutes=1)).stands(Stage.PAUSED)
    back = with_days_left.waits_for_next_clock().then(Resumed, Refunded).stands(Stage.REFUNDED)
    assert back.milestone().cause == "cap"
    noticed = story.when(deliver(), at=near - timedelta(days=7, hours=1)).goes_to(Stage.NOTICED)
    noticed.refuses(pause(CLIENT), Code.CAP_NEAR, at=near)
    noticed.when(pause(CLIENT), at=near - timedelta(minutes=1)).stands(Stage.PAUSED)


# The cap comes


def in_a_case(days: int = 90) -> Story:
    """Everything in the case takes longer than the provider holds the money."""
    windows = {"talk_business_days": 200, "sealed_days": 200, "mediation_days": 200, "decision_days": 200}
    slow = {"appeal_business_days": 200, "appeal_result_business_days": 200}
    story = working(capped(days, deposit=20_00, **windows, **slow)).when(deliver()).when(open_case())
    return story.when(statement(FREELANCER))


def test_three_days_before_the_cap_a_case_ends_by_the_published_rule() -> None:
    case = in_a_case()
    at = cap_ends_at(case.order.terms, case.milestone())
    assert at is not None
    last = at - timedelta(days=CAP_LAST_DAYS)
    case.waits(until=last - timedelta(seconds=1)).then()
    ended = case.waits(until=last).then(Split).stands(Stage.SPLIT)
    assert ended.milestone().cause == "valuation"
    assert ended.books() == {"client": -50_00, "pending": 47_50, "fee": 2_50}


@pytest.mark.parametrize("is_appealed", [False, True])
def test_what_was_decided_by_then_is_carried_out(is_appealed: bool) -> None:
    case = in_a_case().when(escalate(), hours=72).when(escalate(CLIENT)).when(escalate(FREELANCER))
    decided = case.when(escalate()).stands(Stage.CASE_DECISION).when(decide(eur(10_00)))
    decided = decided.when(appeal()) if is_appealed else decided
    at = cap_ends_at(decided.order.terms, decided.milestone())
    assert at is not None
    ended = decided.waits(until=at - timedelta(days=CAP_LAST_DAYS)).then(Split)
    assert ended.milestone().cause == "decided"
    assert ended.books() == {"client": -30_00, "pending": 28_50, "fee": 1_50}


@pytest.mark.parametrize(
    "stage",
    [*sorted(CASE_STAGES, key=str), Stage.FUNDED, Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY,
     Stage.NOTICED, Stage.MARKED, Stage.CLAIMED, Stage.PAUSED],
)  # fmt: skip
def test_what_a_bank_gives_back_after_the_cap_is_held_no_longer(stage: Stage) -> None:
    story = in_stage(stage, capped(90, asks_brief=stage is Stage.FUNDED))
    taken = story.when(chargeback())
    back = taken.when(bank_says(won=True), days=200)
    assert ChargebackWon in [type(event) for event in back.brought]
    assert back.milestone().has_ended
    assert back.milestone().held == eur(0)
    assert back.books().get("hold", 0) == 0
    handed_in = bool(story.milestone().deliveries or story.milestone().parts)
    assert back.milestone().cause in (("valuation", "decided") if handed_in else ("cap",))
    assert back.stage() is not Stage.REFUNDED or not handed_in


def test_a_pause_of_months_does_not_outlast_the_cap() -> None:
    paused = working(capped(pause_days=300)).when(pause(CLIENT))
    paused.waits(days=86).stands(Stage.PAUSED)
    assert paused.waits(days=87).stands(Stage.REFUNDED).milestone().cause == "cap"
    looked_at = working(capped(pause_days=300)).when(deliver()).when(pause(CLIENT)).waits(days=87)
    assert looked_at.stands(Stage.RELEASED).milestone().cause == "valuation"


def test_the_bank_holds_it_as_long_as_the_bank_likes() -> None:
    taken = working(capped()).when(deliver()).when(chargeback())
    assert cap_ends_at(taken.order.terms, taken.milestone()) is None
    taken.waits(days=500).stands(Stage.AT_BANK)


def test_whoever_keeps_a_delivery_moving_does_not_move_the_cap() -> None:
    story = working(capped(90, items=2, due_on=MAY)).when(deliver(), days=50).when(deliver_again(), days=6)
    story = story.when(accept_items(1)).when(request(change(item=2))).when(redeliver(), days=2).when(message(CLIENT))
    before = ends(story)
    assert before == BERLIN.after_days(story.milestone().funded_at or MONDAY, 90)
    assert nears(story).stage() is Stage.CASE_DECISION


def test_a_skipped_brief_changes_nothing_about_the_cap() -> None:
    story = agreed(capped(asks_brief=True)).when(fund())
    assert ends(story.when(skip_brief(), days=3)) == ends(story)
    assert Unlocked in [type(event) for event in story.history]
