"""The case: opened by either side once, talked over, taken back, settled, or taken on; silence ends it too."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.money import Money
from parley.core.order.clock import DeadlineKind
from parley.core.order.dispute import LEAST_HOURS_AFTER_CASE
from parley.core.order.messages import (
    CaseEscalated,
    CaseOpened,
    CaseSentToDecision,
    ProposalAccepted,
    ProposalDeclined,
    ProposalLapsed,
    ProposalMade,
    ProposalWithdrawn,
    Resumed,
    SealedRoundBegan,
    Split,
    StatementMade,
    Unlocked,
    Voided,
)
from parley.core.order.refusals import Code
from parley.core.order.state import CASE_STAGES, ProposalKind, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    FREELANCER,
    accept,
    accept_items,
    accept_proposal,
    asked_by,
    change,
    decline_proposal,
    deliver,
    fund,
    message,
    on_page,
    propose_cancel,
    propose_extension,
    propose_refund,
    redeliver,
    request,
    skip_brief,
    statement,
    withdraw_proposal,
)
from tests.asks_aside import ask_extra, deliver_part, pause
from tests.asks_of_cases import escalate, open_case, propose_split, withdraw_case
from tests.core.order.test_stopping import due_of
from tests.deals import BERLIN, deal, eur, said
from tests.given import Story, agreed, delivered, in_stage, revising, working

OPEN_FROM = (Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED, Stage.CLAIMED)


def talking(story: Story | None = None, by: Role = CLIENT) -> Story:
    return (story or delivered()).when(open_case(by)).then(CaseOpened, StatementMade)


# Opened


@pytest.mark.parametrize("by", [CLIENT, FREELANCER])
@pytest.mark.parametrize("stage", OPEN_FROM)
def test_a_case_stops_every_other_clock(stage: Stage, by: Role) -> None:
    before = in_stage(stage)
    case = before.when(open_case(by)).then(CaseOpened, StatementMade).stands(Stage.CASE_TALK)
    opened = case.the(CaseOpened)
    assert (opened.cause, opened.opened_by) == ("not_as_agreed", by)
    assert opened.talk_until == BERLIN.after_business_days(case.at, 5)
    assert case.the(StatementMade).statement == said("The colours are not those we agreed on")
    assert [one.kind for one in deadlines_for(case.order)] == [DeadlineKind.TALK_ENDS]
    assert turns(case.order) == {CLIENT, FREELANCER}
    assert case.milestone().acted_in_case == {by}
    assert case.books() == before.books()


@pytest.mark.parametrize("stage", [one for one in Stage if one not in (*OPEN_FROM, Stage.LOCKED)])
def test_where_there_is_nothing_to_disagree_about(stage: Stage) -> None:
    in_stage(stage).refuses(open_case(), Code.NOT_NOW)


def test_each_side_opens_one_case() -> None:
    again = talking().when(withdraw_case())
    again.refuses(open_case(CLIENT), Code.CASE_USED)
    talking(again, FREELANCER).when(withdraw_case(FREELANCER)).refuses(open_case(FREELANCER), Code.CASE_USED)


def test_a_case_is_opened_by_a_side_in_words_from_a_page_that_is_up_to_date() -> None:
    delivered().refuses(open_case(words=" "), Code.TEXT_MISSING)
    delivered().refuses(on_page(0, open_case()), Code.PAGE_STALE)
    for role in (Role.MEDIATOR, Role.BANK, Role.OPERATOR, Role.CLOCK):
        delivered().refuses(asked_by(role, open_case()), Code.NOT_YOUR_ACT)


def test_what_was_proposed_before_the_case_is_gone() -> None:
    story = working().when(propose_extension(2)).when(propose_refund(eur(5_00))).when(propose_cancel(eur(50_00)))
    case = talking(story.when(ask_extra()))
    assert case.milestone().proposals == ()
    case.refuses(accept_proposal(proposal=1), Code.NO_PROPOSAL)


def test_nothing_of_the_work_goes_on_in_a_case() -> None:
    case = talking()
    for ask in (accept(), request(change()), deliver(), redeliver(done=[]), deliver_part(), pause(), ask_extra()):
        case.refuses(ask, Code.NOT_NOW)
    for ask in (accept_items(1), propose_refund(eur(1)), propose_cancel(eur(1)), open_case(FREELANCER)):
        case.refuses(ask, Code.NOT_NOW)


# Taken back


@pytest.mark.parametrize("stage", OPEN_FROM)
def test_who_opened_it_may_take_it_back_and_what_remained_goes_on(stage: Stage) -> None:
    before = in_stage(stage)
    ends_at = before.milestone().ends_at
    assert ends_at is not None
    case = before.when(open_case())
    back = case.when(withdraw_case(), days=2).then(Resumed).stands(stage)
    assert back.milestone().ends_at == back.at + max(ends_at - case.at, timedelta(hours=24))
    assert (back.milestone().case, back.milestone().back, back.milestone().cause) == (None, None, "")


def test_whoever_comes_back_has_a_day_at_least() -> None:
    marked = in_stage(Stage.MARKED)
    ends_at = marked.milestone().ends_at
    assert ends_at is not None
    back = marked.when(open_case(), at=ends_at - timedelta(minutes=2)).when(withdraw_case())
    assert back.milestone().ends_at == back.at + timedelta(hours=LEAST_HOURS_AFTER_CASE)


def test_work_is_due_later_by_the_days_of_the_case() -> None:
    case = talking(working())
    back = case.when(withdraw_case(), days=3)
    assert due_of(back) == due_of(working()) + (back.at - case.at)


def test_nobody_takes_back_the_other_sides_case_or_one_that_a_rule_opened_or_one_that_went_on() -> None:
    talking(by=FREELANCER).refuses(withdraw_case(CLIENT), Code.CASE_NOT_YOURS)
    by_rule = in_stage(Stage.CASE_TALK)
    for side in (CLIENT, FREELANCER):
        by_rule.refuses(withdraw_case(side), Code.CASE_NOT_YOURS)
    in_stage(Stage.CASE_SEALED).refuses(withdraw_case(), Code.NOT_NOW)


def test_what_was_said_in_a_case_that_was_taken_back_does_not_count_in_the_next() -> None:
    first = talking().when(statement(FREELANCER)).when(withdraw_case())
    assert first.milestone().acted_in_case == frozenset()
    assert talking(first, FREELANCER).milestone().acted_in_case == {FREELANCER}


# Taken on


def test_after_three_days_either_side_may_go_on() -> None:
    case = talking().when(statement(FREELANCER))
    case.refuses(escalate(FREELANCER), Code.TOO_EARLY, hours=71)
    for side in (CLIENT, FREELANCER):
        on = case.when(escalate(side), hours=72).then(CaseEscalated, SealedRoundBegan).stands(Stage.CASE_SEALED)
        assert on.the(SealedRoundBegan).round == 1
        assert on.milestone().ends_at == BERLIN.after_days(on.at, 5)


def test_where_one_side_never_took_part_there_is_nobody_to_settle_with() -> None:
    by_escalation = talking().when(escalate(), hours=72).then(CaseEscalated, CaseSentToDecision)
    assert by_escalation.the(CaseSentToDecision).cause == "one_side_silent"
    by_clock = talking().waits_for_next_clock().then(CaseSentToDecision)
    assert by_clock.the(CaseSentToDecision).cause == "talk_ended"
    assert by_clock.milestone().ends_at == BERLIN.after_days(by_clock.at, 14)


@pytest.mark.parametrize(
    "act",
    [statement(FREELANCER), propose_split(eur(1), FREELANCER), escalate(FREELANCER)],
    ids=["says", "offers", "asks"],
)
def test_what_counts_as_taking_part(act: object) -> None:
    acted = talking().when(act, hours=73)  # type: ignore[arg-type]
    assert acted.milestone().acted_in_case == {CLIENT, FREELANCER}


def test_writing_does_not_count_as_taking_part() -> None:
    assert talking().when(message(FREELANCER)).milestone().acted_in_case == {CLIENT}


def test_an_answer_to_the_others_offer_counts_as_taking_part() -> None:
    case = talking().when(propose_split(eur(1), CLIENT)).when(decline_proposal(FREELANCER)).then(ProposalDeclined)
    assert case.milestone().acted_in_case == {CLIENT, FREELANCER}


# Settled


@pytest.mark.parametrize("stage", sorted(CASE_STAGES, key=str))
@pytest.mark.parametrize(
    ("gross", "end", "books"),
    [
        (0, Stage.REFUNDED, {}),
        (100_00, Stage.RELEASED, {"client": -100_00, "pending": 95_00, "fee": 5_00}),
        (33_33, Stage.SPLIT, {"client": -33_33, "pending": 31_67, "fee": 1_66}),
    ],
)
def test_both_together_settle_in_every_stage_of_a_case(
    stage: Stage, gross: int, end: Stage, books: dict[str, int]
) -> None:
    for by in (CLIENT, FREELANCER):
        offer = in_stage(stage).when(propose_split(eur(gross), by)).then(ProposalMade).stands(stage)
        assert offer.milestone().ends_at == in_stage(stage).milestone().ends_at
        settled = offer.when(accept_proposal(by.other)).then(ProposalAccepted, Split).stands(end)
        assert settled.books() == books
        assert settled.milestone().cause == "settled"
        assert settled.milestone().counts_as is None


@pytest.mark.parametrize(
    ("currency", "price", "gross", "books"),
    [
        ("JPY", 10_001, 3_333, {"client": -3_333, "pending": 3_167, "fee": 166}),
        ("KWD", 10_001, 10_000, {"client": -10_000, "pending": 9_500, "fee": 500}),
        ("JPY", 1, 1, {"client": -1, "pending": 1}),
    ],
)
def test_a_settlement_is_exact_in_every_currency(currency: str, price: int, gross: int, books: dict[str, int]) -> None:
    case = talking(delivered(deal(price=price, currency=currency)))
    settled = case.when(propose_split(Money(gross, currency))).when(accept_proposal(CLIENT))
    assert settled.books() == books


def test_a_settlement_divides_the_hold_and_leaves_a_deposit_where_it_is() -> None:
    case = talking(delivered(deal(deposit=20_00)))
    case.refuses(propose_split(eur(80_01)), Code.SUM_OUT_OF_RANGE)
    settled = case.when(propose_split(eur(30_00))).when(accept_proposal(CLIENT)).stands(Stage.SPLIT)
    assert settled.books() == {"client": -50_00, "pending": 47_50, "fee": 2_50}
    nothing_more = case.when(propose_split(eur(0))).when(accept_proposal(CLIENT)).stands(Stage.SPLIT)
    assert nothing_more.books() == {"client": -20_00, "pending": 19_00, "fee": 1_00}


@pytest.mark.parametrize(("gross", "follows"), [(0, Voided), (50_00, Unlocked), (100_00, Unlocked)])
def test_what_waited_goes_on_unless_all_went_back(gross: int, follows: type) -> None:
    case = talking(delivered(deal(2)))
    settled = case.when(propose_split(eur(gross))).when(accept_proposal(CLIENT))
    assert [type(event) for event in settled.brought] == [ProposalAccepted, Split, follows]


def test_offers_to_settle_are_sums_of_the_hold_with_a_reason() -> None:
    case = talking()
    case.refuses(propose_split(eur(-1)), Code.SUM_OUT_OF_RANGE)
    case.refuses(propose_split(eur(100_01)), Code.SUM_OUT_OF_RANGE)
    case.refuses(propose_split(Money(1, "USD")), Code.WRONG_CURRENCY)
    case.refuses(propose_split(eur(1), words=" "), Code.TEXT_MISSING)
    delivered().refuses(propose_split(eur(1)), Code.NOT_NOW)
    for role in (Role.MEDIATOR, Role.BANK, Role.OPERATOR, Role.CLOCK):
        case.refuses(asked_by(role, propose_split(eur(1))), Code.NOT_YOUR_ACT)


def test_one_offer_to_settle_is_open_at_a_time_and_silence_is_a_no() -> None:
    offer = talking().when(propose_split(eur(40_00), FREELANCER))
    offer.refuses(propose_split(eur(30_00), FREELANCER), Code.PROPOSAL_OPEN)
    offer.refuses(propose_split(eur(30_00), CLIENT), Code.PROPOSAL_OPEN)
    offer.refuses(accept_proposal(FREELANCER), Code.PROPOSAL_YOURS)
    offer.waits(hours=48).then(ProposalLapsed).stands(Stage.CASE_TALK)
    offer.when(withdraw_proposal(FREELANCER)).then(ProposalWithdrawn)
    counter = offer.when(decline_proposal(CLIENT)).when(propose_split(eur(30_00), CLIENT))
    assert counter.when(accept_proposal(FREELANCER)).stands(Stage.SPLIT).books()["client"] == -30_00


def test_an_offer_to_settle_lives_on_when_the_case_goes_on() -> None:
    case = talking().when(statement(FREELANCER)).when(propose_split(eur(40_00)), hours=71)
    sealed = case.when(escalate(), hours=2).stands(Stage.CASE_SEALED)
    assert [one.kind for one in sealed.milestone().proposals] == [ProposalKind.SPLIT]
    assert sealed.when(accept_proposal(CLIENT)).stage() is Stage.SPLIT


# Left alone


@pytest.mark.parametrize(
    ("opener", "heard", "freelancer"),
    [
        (CLIENT, False, 47_50),  # the client opened it: all is contested, and counts half
        (CLIENT, True, 47_50),
        (FREELANCER, False, 95_00),  # the client never took part: nothing counts as contested
        (FREELANCER, True, 95_00),
    ],
)
def test_a_case_that_everybody_leaves_alone_is_divided_by_what_was_published(
    opener: Role, heard: bool, freelancer: int
) -> None:
    case = talking(by=opener)
    if heard:
        case = case.when(statement(opener.other))
    ended = case.waits_for_the_end()
    assert ended.books()["available"] == freelancer
    assert ended.milestone().cause == "valuation"
    assert ended.milestone().counts_as is None


def test_accepted_before_the_case_is_accepted_in_it() -> None:
    story = delivered(deal(items=2)).when(accept_items(2)).when(open_case())
    # Two thirds in full, one third half: 83.33; 5 % of it are 4.16.
    assert story.waits_for_the_end().books() == {"client": -83_33, "available": 79_17, "fee": 4_16}


@pytest.mark.parametrize(
    ("days_after_due", "books"),
    [(-1, {"client": -20_00, "available": 19_00, "fee": 1_00}), (1, {})],
)
def test_where_nothing_came_in_time_the_deposit_goes_back_too(days_after_due: int, books: dict[str, int]) -> None:
    """Before the due date nobody can say that nothing would have come: then the deposit stays."""
    story = working(deal(deposit=20_00))
    case = story.when(open_case(), at=due_of(story) + timedelta(days=days_after_due))
    ended = case.waits_for_the_end()
    assert ended.books() == books
    assert ended.stage() is (Stage.SPLIT if books else Stage.REFUNDED)
    assert ended.milestone().cause == "valuation"


def test_a_part_keeps_the_deposit_where_it_is() -> None:
    story = working(deal(items=2, deposit=20_00)).when(deliver_part(1))
    ended = story.when(open_case(FREELANCER), at=due_of(story) + timedelta(days=1)).waits_for_the_end()
    assert ended.books() == {"client": -33_33, "available": 31_67, "fee": 1_66}


def test_a_deposit_still_due_is_no_ones_in_a_case() -> None:
    story = agreed(deal(deposit=20_00, asks_brief=True)).when(fund()).when(skip_brief()).when(open_case())
    assert story.waits_for_the_end().books() == {}


def test_the_long_stop_opens_a_case_that_nobody_takes_back() -> None:
    story = delivered(deal(review_days=70, review_nudge_days=())).waits(days=60).stands(Stage.CASE_DECISION)
    assert (story.milestone().case or pytest.fail("no case")).by is Role.CLOCK
    story.refuses(withdraw_case(), Code.NOT_NOW)


def test_taking_a_case_back_after_the_long_stop_brings_the_decision() -> None:
    case = delivered(deal(review_days=70, review_nudge_days=())).waits(days=59).when(open_case())
    case.when(withdraw_case(), days=2).then(Resumed, CaseSentToDecision).stands(Stage.CASE_DECISION)


def test_a_request_that_is_open_stays_open_in_a_case() -> None:
    back = revising().when(open_case(FREELANCER)).when(withdraw_case(FREELANCER)).stands(Stage.REVISING)
    assert back.when(redeliver()).stage() is Stage.DELIVERED
