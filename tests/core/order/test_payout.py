"""Money that has cleared leaves for the freelancer's own bank, once."""

from __future__ import annotations

import pytest

from parley.core.effects import effects_for
from parley.core.money import Money
from parley.core.order.messages import Cleared, PaidOut
from parley.core.order.refusals import Code
from parley.core.order.state import Stage
from parley.core.parties import Role
from tests.asks import (
    CLIENT,
    CLOCK,
    FREELANCER,
    accept,
    accept_proposal,
    asked_by,
    deliver,
    fund,
    on_page,
    propose_cancel,
)
from tests.asks_of_cases import bank_says, chargeback, pay_out
from tests.deals import deal, eur
from tests.given import agreed, delivered, in_stage


def test_what_is_available_can_be_paid_out_and_then_nothing_is_left() -> None:
    cleared = delivered().when(accept()).waits(days=5).then(Cleared)
    out = cleared.when(pay_out()).then(PaidOut)
    assert out.the(PaidOut).amount == eur(95_00)
    assert out.books() == {"client": -100_00, "paid_out": 95_00, "fee": 5_00}
    assert out.milestone().available == eur(0)
    assert {letter.to for letter in effects_for(out.brought, 1)} == {FREELANCER}
    out.refuses(pay_out(), Code.NOTHING_TO_PAY_OUT)


def test_before_the_clearance_there_is_nothing_to_pay_out() -> None:
    released = delivered().when(accept())
    released.refuses(pay_out(), Code.NOTHING_TO_PAY_OUT, days=4)
    released.when(pay_out(), days=5).then(Cleared, PaidOut)


def test_the_operator_may_send_it_too_and_nobody_else() -> None:
    cleared = delivered().when(accept()).waits(days=5)
    cleared.when(pay_out(by=Role.OPERATOR)).then(PaidOut)
    for role in (CLIENT, Role.MEDIATOR, Role.BANK, CLOCK):
        cleared.refuses(asked_by(role, pay_out()), Code.NOT_YOUR_ACT)


def test_a_page_from_before_the_payout_does_not_pay_again() -> None:
    cleared = delivered().when(accept()).waits(days=5)
    page = on_page(cleared.milestone().version, pay_out())
    cleared.when(page).refuses(page, Code.PAGE_STALE)


@pytest.mark.parametrize(
    ("currency", "price", "out"), [("JPY", 10_001, 9_501), ("KWD", 10_001, 9_501), ("EUR", 19, 19), ("JPY", 1, 1)]
)
def test_it_is_paid_to_the_smallest_unit(currency: str, price: int, out: int) -> None:
    story = delivered(deal(price=price, currency=currency)).when(accept()).waits(days=5).when(pay_out())
    assert story.the(PaidOut).amount == Money(out, currency)


def test_each_milestone_is_paid_out_for_itself() -> None:
    story = agreed(deal(2, is_chain=False)).when(fund(1)).when(fund(2)).when(deliver(1)).when(deliver(2))
    story = story.when(accept(1)).when(accept(2), days=2).waits(days=4)
    paid = story.when(pay_out(1)).then(PaidOut)
    paid.refuses(pay_out(2), Code.NOTHING_TO_PAY_OUT)
    assert paid.books() == {"client": -200_00, "paid_out": 95_00, "pending": 95_00, "fee": 10_00}


def test_what_a_split_left_for_the_freelancer_is_paid_out_like_any() -> None:
    story = delivered().when(propose_cancel(eur(40_00))).when(accept_proposal(FREELANCER)).waits(days=5).when(pay_out())
    assert story.books() == {"client": -40_00, "paid_out": 38_00, "fee": 2_00}


def test_while_a_bank_disputes_it_nothing_leaves() -> None:
    taken = delivered().when(accept()).waits(days=5).when(chargeback())
    taken.refuses(pay_out(), Code.AT_THE_BANK)
    taken.when(bank_says(won=True)).when(pay_out()).then(PaidOut)
    taken.when(bank_says(won=False)).refuses(pay_out(), Code.NOTHING_TO_PAY_OUT)


@pytest.mark.parametrize(
    "stage", [one for one in Stage if one not in (Stage.RELEASED, Stage.SPLIT, Stage.REVERSED, Stage.LOCKED)]
)
def test_nothing_is_paid_out_before_the_end(stage: Stage) -> None:
    in_stage(stage).refuses(pay_out(), Code.NOT_NOW)
