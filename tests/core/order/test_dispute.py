"""A case that nobody settles still ends: talk, a decision that is due, and at last the published valuation."""

from __future__ import annotations

import pytest

from parley.core.order.messages import (
    CaseOpened,
    CaseSentToDecision,
    Cleared,
    FilesOpened,
    Split,
    StatementMade,
    Voided,
)
from parley.core.order.refusals import Code
from parley.core.order.state import OrderStage, Stage
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    FREELANCER,
    accept,
    answer,
    change,
    deliver_again,
    message,
    new,
    open_files,
    outside,
    redeliver,
    request,
    statement,
)
from tests.deals import BERLIN, deal, eur, said
from tests.given import Story, delivered, in_stage, revising


def a_case(**terms: int) -> Story:
    """The freelancer left a revision request alone until it became a case."""
    story = revising(deal(**terms))  # type: ignore[arg-type]
    case = story.waits(until=story.milestone().ends_at)
    assert case.stage() is Stage.CASE_TALK
    return case


def decided(story: Story, *speak: Role) -> Story:
    for role in speak:
        story = story.when(statement(role)).then(StatementMade)
    while story.stage() is not Stage.CASE_DECISION:
        story = story.waits_for_next_clock()
    story.then(CaseSentToDecision)
    return story.waits_for_next_clock()


def test_a_case_takes_five_business_days_of_talk_and_a_fortnight_for_a_decision() -> None:
    case = a_case()
    opened = case.the(CaseOpened)
    assert opened.talk_until == BERLIN.after_business_days(case.at, 5)
    sent = case.waits(until=opened.talk_until).then(CaseSentToDecision).stands(Stage.CASE_DECISION)
    assert sent.the(CaseSentToDecision).decide_by == BERLIN.after_days(sent.at, 14)
    ended = sent.waits(days=14)
    assert ended.the(Split).cause == "valuation"


@pytest.mark.parametrize(
    ("speak", "stage", "client", "freelancer", "fee"),
    [
        ([], Stage.RELEASED, 0, 95_00, 5_00),
        ([FREELANCER], Stage.RELEASED, 0, 95_00, 5_00),
        ([CLIENT, FREELANCER], Stage.SPLIT, 50_00, 47_50, 2_50),
        ([CLIENT], Stage.REFUNDED, 100_00, 0, 0),
    ],
)
def test_who_speaks_in_the_case_is_heard(
    speak: list[Role], stage: Stage, client: int, freelancer: int, fee: int
) -> None:
    ended = decided(a_case(), *speak).stands(stage)
    split = ended.the(Split)
    assert (split.to_client, split.to_freelancer, split.fee) == (eur(client), eur(freelancer), eur(fee))
    assert split.end is stage
    assert ended.order.stage is OrderStage.CLOSED
    after = ended.waits(days=5)
    after.then(*([Cleared] if freelancer else []))
    books = {"client": client - 100_00, "available": freelancer, "fee": fee}
    assert after.books() == {account: minor for account, minor in books.items() if minor}


def test_a_deposit_stays_counted_when_the_case_is_valued() -> None:
    """20.00 was paid when work began: of 50.00 only 30.00 are still to come."""
    ended = decided(a_case(deposit=20_00), CLIENT, FREELANCER).stands(Stage.SPLIT)
    assert ended.books() == {"client": -50_00, "pending": 47_50, "fee": 2_50}


def test_a_deposit_is_kept_when_the_rest_goes_back_and_the_end_is_named_by_its_totals() -> None:
    ended = decided(a_case(deposit=20_00), CLIENT).stands(Stage.SPLIT)
    assert ended.books() == {"client": -20_00, "pending": 19_00, "fee": 1_00}


def test_a_statement_while_the_decision_is_awaited_still_counts() -> None:
    sent = a_case().waits_for_next_clock().when(statement(CLIENT)).when(statement(FREELANCER))
    assert sent.waits_for_next_clock().the(Split).to_client == eur(50_00)


def test_a_chat_message_is_not_a_statement() -> None:
    ended = decided(a_case().when(message(CLIENT, "This is all wrong")))
    ended.stands(Stage.RELEASED)


def test_a_statement_says_something_and_moves_no_clock() -> None:
    case = a_case()
    case.when(statement(CLIENT, " ")).then(Code.TEXT_MISSING)
    said_so = case.when(statement(CLIENT, "It was blue")).then(StatementMade)
    assert said_so.the(StatementMade).statement == said("It was blue")
    assert said_so.milestone().ends_at == case.milestone().ends_at
    assert said_so.milestone().version == case.milestone().version


def test_files_are_open_to_the_client_in_a_case() -> None:
    a_case().when(open_files()).then(FilesOpened)


@pytest.mark.parametrize(
    ("speak", "after"), [([], Stage.UNFUNDED), ([CLIENT, FREELANCER], Stage.UNFUNDED), ([CLIENT], Stage.VOID)]
)
def test_what_comes_after_a_case_goes_on_unless_the_money_went_back(speak: list[Role], after: Stage) -> None:
    ended = decided(a_case(milestones=2), *speak)
    assert ended.stage(2) is after
    assert (Voided in [type(event) for event in ended.brought]) == (after is Stage.VOID)


def test_two_refusals_of_the_same_delivery_open_a_case_whose_request_is_answered() -> None:
    story = delivered().when(request(change())).when(answer(outside()))
    case = story.when(request(change())).when(answer(outside())).stands(Stage.CASE_TALK)
    assert decided(case, CLIENT).the(Split).to_client == eur(50_00)


# The long stop


def long_talk(until_days: int) -> Story:
    """A delivery that goes to and fro without anybody being at fault, until so many days after the first delivery."""
    first = delivered(deal(review_days=40, review_nudge_days=()).but(rounds=5))
    story = first
    while story.at < BERLIN.after_days(first.at, until_days - 20):
        story = story.when(request(change()), days=1).when(redeliver(), days=9)
    return story


def test_sixty_days_after_the_first_delivery_somebody_else_decides() -> None:
    story = long_talk(60)
    first = story.milestone().first_delivered_at
    assert first is not None
    stop = BERLIN.after_days(first, 60)
    story.waits(until=BERLIN.after_days(first, 59)).then()
    stopped = story.waits(until=stop).then(CaseSentToDecision).stands(Stage.CASE_DECISION)
    assert stopped.the(CaseSentToDecision).cause == "long_stop"
    stopped.when(accept()).then(Code.NOT_NOW)
    ended = stopped.waits(days=14)
    assert ended.the(Split).to_freelancer == eur(95_00)


def test_the_long_stop_counts_from_the_first_delivery_not_from_the_last() -> None:
    again = delivered(deal(review_days=59)).when(deliver_again(), days=58)
    assert again.stage() is Stage.DELIVERED
    again.waits(days=2).stands(Stage.CASE_DECISION)


def test_the_long_stop_comes_in_the_middle_of_a_revision_too() -> None:
    story = delivered(deal(review_days=59, review_nudge_days=())).when(request(change()), days=58)
    stopped = story.waits(days=2).then(CaseSentToDecision)
    assert stopped.milestone().request is not None


def test_a_notice_that_runs_is_not_cut_short_by_the_long_stop() -> None:
    noticed = delivered(deal(review_days=59, review_nudge_days=())).waits(days=59).stands(Stage.NOTICED)
    noticed.waits(days=1).then().stands(Stage.NOTICED)
    noticed.waits(hours=48).stands(Stage.MARKED)


def test_answering_a_notice_after_the_long_stop_brings_the_decision_at_once() -> None:
    noticed = delivered(deal(review_days=59, review_nudge_days=())).waits(days=59)
    asked = noticed.when(request(new()), hours=47)
    asked.stands(Stage.CASE_DECISION)


def test_no_case_is_opened_where_nothing_was_delivered() -> None:
    for stage in (Stage.UNFUNDED, Stage.FUNDED, Stage.WORKING):
        ended = in_stage(stage).waits_for_the_end()
        assert not [event for event in ended.history if isinstance(event, CaseOpened | CaseSentToDecision)]
