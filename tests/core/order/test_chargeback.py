"""The client's bank takes a payment back, before the end or long after it: everything stands still until it has judged."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.deadlines import deadlines_for
from parley.core.effects import effects_for
from parley.core.ledger.balances import expected
from parley.core.order.clock import DeadlineKind
from parley.core.order.messages import (
    BankAlarmed,
    ChargebackJoined,
    ChargebackLost,
    ChargebackOpened,
    ChargebackWon,
    Cleared,
    ProposalLapsed,
    Refunded,
    Resumed,
    Voided,
)
from parley.core.order.records import ChargebackCode
from parley.core.order.refusals import Code
from parley.core.order.state import CASE_STAGES, OrderStage, Stage
from parley.core.order.turns import turns
from parley.core.parties import Role
from parley.core.policies import ONE_TO_ONE
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    accept,
    accept_proposal,
    answer_question,
    ask_client,
    asked_by,
    deliver,
    fund,
    message,
    on_page,
    propose_cancel,
    propose_refund,
    stop,
)
from tests.asks_aside import ask_extra, offer_extra, pause
from tests.asks_of_cases import bank_says, chargeback, open_case, pay_out, seal
from tests.deals import BERLIN, MONDAY, deal, eur
from tests.given import Story, agreed, delivered, in_stage, working

FRAUD, SERVICE = ChargebackCode.FRAUD, ChargebackCode.SERVICE
BEFORE_THE_END = (
    *(Stage.FUNDED, Stage.WORKING, Stage.DELIVERED, Stage.REVISING, Stage.CLARIFY, Stage.NOTICED, Stage.MARKED),
    *(Stage.CLAIMED, Stage.PAUSED, *sorted(CASE_STAGES, key=str)),
)
NOBODY_PAID = (Stage.UNFUNDED, Stage.LAPSED, Stage.VOID, Stage.REFUNDED, Stage.REVERSED)


def paid_out(**terms: int) -> Story:
    return delivered(deal(**terms)).when(accept()).waits(days=5).when(pay_out())  # type: ignore[arg-type]


# Before the end


@pytest.mark.parametrize("stage", BEFORE_THE_END)
def test_the_bank_takes_all_of_it_and_every_other_clock_stands_still(stage: Stage) -> None:
    before = in_stage(stage)
    taken = before.when(chargeback()).then(ChargebackOpened).stands(Stage.AT_BANK)
    assert taken.books() == {"client": -100_00, "chargeback": 100_00}
    assert [one.kind for one in deadlines_for(taken.order)] == [DeadlineKind.BANK_SILENT]
    assert turns(taken.order) == {Role.BANK}
    assert taken.milestone().proposals == ()
    assert taken.order.stage is OrderStage.ACTIVE
    for ask in (
        accept(),
        deliver(),
        stop(),
        pause(FREELANCER),
        open_case(FREELANCER),
        propose_refund(eur(1)),
        seal("1"),
    ):
        taken.refuses(ask, Code.NOT_NOW)


@pytest.mark.parametrize("stage", BEFORE_THE_END)
def test_won_it_goes_on_as_if_it_had_never_been_away(stage: Stage) -> None:
    before = in_stage(stage)
    ends_at = before.milestone().ends_at
    assert ends_at is not None
    taken = before.when(chargeback())
    won = taken.when(bank_says(won=True), days=9).then(ChargebackWon, Resumed).stands(stage)
    assert won.books() == before.books()
    assert won.milestone().ends_at == ends_at + (won.at - taken.at)
    assert (won.milestone().chargeback, won.milestone().back) == (None, before.milestone().back)


@pytest.mark.parametrize("stage", BEFORE_THE_END)
@pytest.mark.parametrize("code", list(ChargebackCode))
def test_lost_it_is_reversed_and_what_was_done_is_the_freelancers_only_after_a_fraud(
    stage: Stage, code: ChargebackCode
) -> None:
    lost = in_stage(stage).when(chargeback(code)).when(bank_says(won=False)).then(ChargebackLost).stands(Stage.REVERSED)
    covered = lost.milestone().covered.amount_minor
    assert (covered > 0) <= (code is FRAUD)
    assert lost.milestone().cause == "chargeback"
    books = {"client": -100_00, "bank": 100_00, "reserve": -covered, "pending": covered}
    assert lost.books() == {account: minor for account, minor in books.items() if minor}
    assert [one.kind for one in deadlines_for(lost.order)] == ([DeadlineKind.CLEARANCE] if covered else [])


@pytest.mark.parametrize(
    ("story", "covered"),
    [
        (working(), 0),
        (working(deal(deposit=20_00)), 19_00),
        (delivered(), 95_00),
        (delivered(deal(price=99_99, deposit=33_33)), 31_67 + 63_33),
        (delivered(deal(price=10_001, currency="JPY")), 9_501),
        (delivered(deal(price=10_001, currency="KWD", deposit=3_333)), 3_167 + 6_335),
        (in_stage(Stage.CASE_DECISION, deal(items=2)), 95_00),  # the client never took part in it
        (delivered(deal(items=2)).when(open_case()), 47_50),
    ],
)  # fmt: skip
def test_the_reserve_covers_what_the_work_was_worth_and_it_can_be_paid_out(story: Story, covered: int) -> None:
    lost = story.when(chargeback(FRAUD)).when(bank_says(won=False))
    assert lost.milestone().covered.amount_minor == covered
    cleared = lost.waits(days=5)
    if covered:
        cleared.then(Cleared)
        assert cleared.when(pay_out()).books()["paid_out"] == covered
    else:
        cleared.then()
        cleared.refuses(pay_out(), Code.NOTHING_TO_PAY_OUT)


def test_a_deposit_is_disputed_with_the_rest() -> None:
    taken = working(deal(deposit=20_00)).when(chargeback())
    assert taken.books() == {"client": -100_00, "chargeback": 100_00}
    chargeback_ = taken.the(ChargebackOpened).chargeback
    assert (chargeback_.taken.hold, chargeback_.taken.pending, chargeback_.taken.fee) == (
        eur(80_00),
        eur(19_00),
        eur(1_00),
    )
    assert taken.when(bank_says(won=True)).books() == {"client": -100_00, "hold": 80_00, "pending": 19_00, "fee": 1_00}


def test_what_waited_for_a_reversed_milestone_ends_and_money_paid_ahead_goes_back() -> None:
    lost = delivered(deal(2)).when(chargeback()).when(bank_says(won=False)).then(ChargebackLost, Voided)
    lost.stands(Stage.REVERSED, Stage.VOID)
    ahead = delivered(deal(2, ONE_TO_ONE, deposit=0)).when(chargeback()).when(bank_says(won=False))
    ahead.then(ChargebackLost, Refunded).stands(Stage.REVERSED, Stage.REFUNDED)
    assert ahead.books() == {"client": -100_00, "bank": 100_00}


def test_what_was_proposed_for_a_hold_that_is_gone_has_lapsed() -> None:
    story = delivered().when(propose_cancel(eur(50_00), FREELANCER)).when(chargeback()).when(bank_says(won=True))
    assert story.milestone().proposals == ()
    story.refuses(accept_proposal(proposal=1), Code.NO_PROPOSAL)


def test_a_question_waits_for_its_answer_without_asking_the_client_while_the_bank_judges() -> None:
    taken = working().when(ask_client()).when(chargeback())
    assert turns(taken.order) == {Role.BANK}
    taken.refuses(answer_question(), Code.NOT_NOW)
    back = taken.when(bank_says(won=True), days=9)
    assert CLIENT in turns(back.order)
    due = back.milestone().due_at
    assert due is not None
    assert back.when(answer_question(), days=1).milestone().due_at == due + timedelta(days=1, minutes=1)


def test_the_long_stop_does_not_count_the_days_at_the_bank() -> None:
    """A bank may take a season to judge: what goes on then goes on, and is not taken to a mediator at once."""
    taken = delivered().when(chargeback(), days=1)
    won = taken.when(bank_says(won=True), days=90).then(BankAlarmed, ChargebackWon, Resumed).stands(Stage.DELIVERED)
    stop_at = next(one.at for one in deadlines_for(won.order) if one.kind is DeadlineKind.LONG_STOP)
    first = won.milestone().first_delivered_at
    assert first is not None
    assert stop_at == BERLIN.after_days(first, 60) + (won.at - taken.at)


# After the end


@pytest.mark.parametrize(
    ("story", "place"),
    [
        (delivered().when(accept()), "pending"),
        (delivered().when(accept()).waits(days=5), "available"),
        (paid_out(), "owed"),
    ],
)
def test_after_the_end_it_is_taken_from_where_it_was_and_goes_back_there(story: Story, place: str) -> None:
    taken = story.when(chargeback()).then(ChargebackOpened).stands(Stage.RELEASED)
    books = {"client": -100_00, "chargeback": 100_00}
    assert taken.books() == (books if place != "owed" else books | {"paid_out": 95_00, "owed": -95_00})
    assert getattr(taken.the(ChargebackOpened).chargeback.taken, place) == eur(95_00)
    assert turns(taken.order) == {Role.BANK}
    won = taken.when(bank_says(won=True), days=30)
    assert ChargebackWon in [type(event) for event in won.brought]
    assert won.books() == story.books()


@pytest.mark.parametrize(("code", "pending"), [(SERVICE, {}), (FRAUD, {"pending": 95_00, "reserve": -95_00})])
def test_lost_after_the_end_the_end_stands_and_the_code_says_who_bears_it(
    code: ChargebackCode, pending: dict[str, int]
) -> None:
    lost = delivered().when(accept()).when(chargeback(code)).when(bank_says(won=False)).stands(Stage.RELEASED)
    assert lost.books() == {"client": -100_00, "bank": 100_00} | pending
    assert (lost.milestone().cause, lost.order.stage) == ("accepted", OrderStage.CLOSED)


def test_paid_out_and_lost_the_freelancer_owes_it_and_is_paid_nothing_more_before() -> None:
    lost = paid_out().when(chargeback(SERVICE)).when(bank_says(won=False))
    assert lost.books() == {"client": -100_00, "bank": 100_00, "paid_out": 95_00, "owed": -95_00}
    assert lost.milestone().owed == eur(95_00)
    lost.refuses(pay_out(), Code.NOTHING_TO_PAY_OUT)
    covered = paid_out().when(chargeback(FRAUD)).when(bank_says(won=False))
    assert covered.books() == {"client": -100_00, "bank": 100_00, "reserve": -95_00, "paid_out": 95_00}
    assert covered.milestone().owed == eur(0)


def test_of_a_split_the_bank_takes_what_the_client_has_not_back_already() -> None:
    story = delivered().when(propose_cancel(eur(40_00))).when(accept_proposal(FREELANCER)).stands(Stage.SPLIT)
    taken = story.when(chargeback())
    assert taken.books() == {"client": -40_00, "chargeback": 40_00}
    assert taken.when(bank_says(won=False)).books() == {"client": -40_00, "bank": 40_00}


def test_what_was_not_cleared_goes_on_waiting_for_what_was_left_of_its_clearance() -> None:
    released = delivered().when(accept())
    clears_at = released.milestone().clears_at
    assert clears_at is not None
    taken = released.when(chargeback(FRAUD), days=2)
    assert [one.kind for one in deadlines_for(taken.order)] == [DeadlineKind.BANK_SILENT]
    for won in (True, False):
        judged = taken.when(bank_says(won=won), days=10)
        assert judged.milestone().clears_at == clears_at + (judged.at - taken.at)
        assert not judged.milestone().cleared


def test_nobody_is_told_that_money_which_is_gone_is_available() -> None:
    lost = delivered().when(accept()).when(chargeback(SERVICE), days=2).when(bank_says(won=False), days=10)
    assert deadlines_for(lost.order) == ()
    lost.waits(days=30).then()


def test_the_next_milestone_goes_on_and_ends_only_if_it_had_not_begun() -> None:
    released = delivered(deal(2)).when(accept()).stands(Stage.RELEASED, Stage.UNFUNDED)
    judged = released.when(chargeback()).when(bank_says(won=False)).then(ChargebackLost, Voided)
    judged.stands(Stage.RELEASED, Stage.VOID)
    begun = released.when(fund(2)).when(chargeback()).when(bank_says(won=False)).then(ChargebackLost)
    begun.stands(Stage.RELEASED, Stage.WORKING)


def test_what_the_reserve_gave_was_never_the_clients_to_take_back() -> None:
    for code in ChargebackCode:
        lost = delivered().when(accept()).when(chargeback(code)).when(bank_says(won=False))
        lost.refuses(chargeback(), Code.NOTHING_PAID)


def test_a_payment_that_came_back_once_can_be_disputed_again() -> None:
    story = delivered().when(accept()).when(chargeback()).when(bank_says(won=True)).when(chargeback())
    assert story.the(ChargebackOpened).chargeback.number == 2
    assert story.books() == {"client": -100_00, "chargeback": 100_00}


def test_what_is_asked_for_beside_a_disputed_end_lapses_like_anywhere() -> None:
    asked = delivered().when(accept()).when(chargeback()).when(ask_extra())
    asked.waits(hours=48).then(ProposalLapsed)
    offered = delivered().when(accept()).when(offer_extra(eur(5))).when(chargeback())
    assert offered.milestone().proposals == ()


# The bank's word


def test_a_later_stage_of_the_same_dispute_only_moves_the_date() -> None:
    taken = in_stage(Stage.AT_BANK)
    later = taken.at + timedelta(days=60)
    joined = taken.when(chargeback(answer_by=later)).then(ChargebackJoined).stands(Stage.AT_BANK)
    assert joined.books() == taken.books()
    assert deadlines_for(joined.order)[0].at == BERLIN.after_days(later, 14)
    assert joined.milestone().chargebacks == 1


def test_two_weeks_after_the_banks_own_date_the_operator_is_told_and_nothing_happens_by_itself() -> None:
    taken = in_stage(Stage.AT_BANK)
    date = taken.the(ChargebackOpened).chargeback.answer_by
    alarmed = taken.waits(until=BERLIN.after_days(date, 14)).then(BankAlarmed).stands(Stage.AT_BANK)
    assert {letter.to for letter in effects_for(alarmed.brought, 1)} == {Role.OPERATOR}
    assert alarmed.books() == taken.books()
    alarmed.waits(days=300).then()
    again = alarmed.when(chargeback(answer_by=alarmed.at + timedelta(days=30))).then(ChargebackJoined)
    again.waits(days=45).then(BankAlarmed)
    alarmed.when(bank_says(won=True)).stands(Stage.DELIVERED)


@pytest.mark.parametrize("stage", NOBODY_PAID)
def test_where_nothing_was_paid_there_is_nothing_to_take_back(stage: Stage) -> None:
    in_stage(stage).refuses(chargeback(), Code.NOT_NOW)


def test_a_milestone_that_cost_nothing_is_not_disputed() -> None:
    free = working().when(offer_extra(eur(0))).when(accept_proposal())
    free.refuses(chargeback(number=2), Code.NOTHING_PAID)


def test_money_paid_ahead_for_a_milestone_that_has_not_opened_is_sent_back_instead() -> None:
    working(deal(2, ONE_TO_ONE)).refuses(chargeback(number=2), Code.NOT_NOW)


def test_only_a_bank_speaks_for_a_bank() -> None:
    for role in Role:
        if role is not Role.BANK:
            delivered().refuses(asked_by(role, chargeback()), Code.NOT_YOUR_ACT)
            in_stage(Stage.AT_BANK).refuses(asked_by(role, bank_says(won=True)), Code.NOT_YOUR_ACT)
    delivered().refuses(on_page(0, chargeback()), Code.PAGE_STALE)


def test_a_judgement_needs_a_dispute_and_comes_once() -> None:
    delivered().refuses(bank_says(won=True), Code.NOT_NOW)
    delivered().when(accept()).refuses(bank_says(won=True), Code.NO_CHARGEBACK)
    judged = delivered().when(accept()).when(chargeback()).when(bank_says(won=True))
    judged.refuses(bank_says(won=False), Code.NO_CHARGEBACK)


def test_a_date_that_no_bank_would_name_is_a_slip() -> None:
    delivered().refuses(chargeback(answer_by=MONDAY + timedelta(days=5_000)), Code.NUMBER_OUT_OF_RANGE)
    delivered().when(chargeback(answer_by=MONDAY - timedelta(days=3))).then(ChargebackOpened)


def test_messages_move_nothing_at_the_bank_either() -> None:
    taken = in_stage(Stage.NOTICED).when(chargeback())
    taken.when(message(CLIENT)).stands(Stage.AT_BANK)
    back = taken.when(message(CLIENT)).when(bank_says(won=True)).stands(Stage.NOTICED)
    assert not back.milestone().replied


def test_the_books_say_what_the_state_says() -> None:
    for story in (in_stage(Stage.AT_BANK), in_stage(Stage.REVERSED), paid_out().when(chargeback())):
        assert sum(money.amount_minor for money in expected(story.order).values()) == 0
        assert agreed().books() == {}
        assert CLOCK not in turns(story.order)
