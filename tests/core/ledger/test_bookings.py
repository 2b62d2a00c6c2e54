"""The books, to the cent, the yen and the fils."""

from __future__ import annotations

from datetime import timedelta

import pytest

from parley.core.ledger.accounts import Account
from parley.core.ledger.balances import balances, expected, pending_of
from parley.core.ledger.bookings import entries_for
from parley.core.ledger.entry import Entry, Posting
from parley.core.money import Money
from parley.core.order.messages import Cleared, DepositPaid, Funded, Refunded, Released, Split
from parley.core.order.state import Stage
from parley.core.policies import ONE_TO_ONE
from tests.asks import CLIENT, CLOCK, FREELANCER, accept, brief, change, deliver, fund, request, statement
from tests.deals import MONDAY, deal, eur
from tests.given import Story, agreed, delivered, revising, working

LATER = MONDAY + timedelta(days=1)


def lines(story: Story) -> list[tuple[str, str, int, int]]:
    """Every posting: why, account, milestone, amount in minor units."""
    return [
        (entry.why, posting.account.value, posting.milestone, posting.amount.amount_minor)
        for entry in story.entries()
        for posting in entry.postings
    ]


def test_a_milestone_from_payment_to_clearance() -> None:
    story = delivered(deal(price=99_99)).when(accept()).waits(days=5)
    assert lines(story) == [
        ("Funded", "client", 1, -99_99),
        ("Funded", "hold", 1, 99_99),
        ("Released", "hold", 1, -99_99),
        ("Released", "pending", 1, 95_00),
        ("Released", "fee", 1, 4_99),
        ("Cleared", "pending", 1, -95_00),
        ("Cleared", "available", 1, 95_00),
    ]


def test_a_deposit_and_then_the_rest() -> None:
    story = agreed(deal(price=99_99, deposit=33_33, asks_brief=True)).when(fund()).when(brief()).when(deliver())
    story = story.when(accept()).waits(days=5)
    assert lines(story) == [
        ("Funded", "client", 1, -99_99),
        ("Funded", "hold", 1, 99_99),
        ("DepositPaid", "hold", 1, -33_33),
        ("DepositPaid", "pending", 1, 31_67),
        ("DepositPaid", "fee", 1, 1_66),
        ("Released", "hold", 1, -66_66),
        ("Released", "pending", 1, 63_33),
        ("Released", "fee", 1, 3_33),
        ("Cleared", "pending", 1, -95_00),
        ("Cleared", "available", 1, 95_00),
    ]


def test_a_refund_calls_the_deposit_and_the_fee_on_it_back() -> None:
    story = working(deal(price=99_99, deposit=33_33)).waits(days=60)
    assert lines(story)[-4:] == [
        ("Refunded", "hold", 1, -66_66),
        ("Refunded", "pending", 1, -31_67),
        ("Refunded", "fee", 1, -1_66),
        ("Refunded", "client", 1, 99_99),
    ]
    assert story.books() == {}


def test_a_split_after_a_deposit() -> None:
    story = revising(deal(price=99_99, deposit=33_33))
    story = story.waits(days=22).when(statement(CLIENT)).when(statement(FREELANCER))
    while not story.milestone().has_ended:
        story = story.waits_for_next_clock()
    # Half of 99.99 is 49.995, the odd cent is the client's; 33.33 of the freelancer's 49.99 are paid.
    assert lines(story)[-4:] == [
        ("Split", "hold", 1, -66_66),
        ("Split", "client", 1, 50_00),
        ("Split", "pending", 1, 15_83),
        ("Split", "fee", 1, 83),
    ]
    assert story.waits(days=5).books() == {"client": -49_99, "available": 47_50, "fee": 2_49}


@pytest.mark.parametrize(
    ("currency", "price", "deposit", "books"),
    [
        ("JPY", 10_001, 3_333, {"client": -10_001, "available": 9_502, "fee": 499}),
        ("KWD", 10_001, 3_333, {"client": -10_001, "available": 9_502, "fee": 499}),
        ("JPY", 1, 0, {"client": -1, "available": 1}),
        ("EUR", 19, 1, {"client": -19, "available": 19}),
        ("EUR", 20, 0, {"client": -20, "available": 19, "fee": 1}),
        ("EUR", 20, 10, {"client": -20, "available": 20}),
    ],
)
def test_every_currency_is_exact(currency: str, price: int, deposit: int, books: dict[str, int]) -> None:
    story = delivered(deal(price=price, currency=currency, deposit=deposit)).when(accept()).waits(days=5)
    assert story.books() == books


@pytest.mark.parametrize(
    ("fee", "books"), [(0, {"client": -100_00, "available": 100_00}), (10_000, {"client": -100_00, "fee": 100_00})]
)
def test_a_fee_of_nothing_and_of_everything(fee: int, books: dict[str, int]) -> None:
    assert delivered(deal(fee_basis_points=fee)).when(accept()).waits(days=5).books() == books


def test_three_releases_of_an_order_paid_up_front_clear_one_by_one() -> None:
    story = working(deal(3, ONE_TO_ONE))
    for number in (1, 2, 3):
        story = story.when(deliver(number)).when(accept(number)).waits(days=5)
        cleared = number * 95_00
        assert story.books()["available"] == cleared
    assert story.books() == {"client": -300_00, "available": 285_00, "fee": 15_00}


def test_money_of_one_milestone_never_pays_for_another() -> None:
    story = working(deal(3, ONE_TO_ONE)).when(deliver(1)).when(accept(1))
    held = {number: money for (account, number), money in balances(story.entries()).items() if account is Account.HOLD}
    assert held == {1: eur(0), 2: eur(100_00), 3: eur(100_00)}


def test_sending_work_back_and_writing_moves_no_money() -> None:
    before = delivered()
    assert before.when(request(change())).entries() == before.entries()


# The pieces


def test_what_was_waiting_before_is_cleared_with_what_came_now() -> None:
    """The events of one command begin in the middle of an order: what waited before must be handed in."""
    released = Released(
        at=MONDAY, by=CLIENT, milestone=2, to_freelancer=eur(70), fee=eur(5), clears_at=LATER, cause="accepted"
    )
    cleared = Cleared(at=LATER, by=CLOCK, milestone=2)
    first, second = entries_for([released, cleared], {2: eur(20), 1: eur(999)}, first_seq=41)
    assert (first.seq, second.seq) == (41, 42)
    assert second.postings == (Posting(Account.PENDING, eur(-90), 2), Posting(Account.AVAILABLE, eur(90), 2))


def test_a_clearance_of_nothing_books_nothing() -> None:
    assert entries_for([Cleared(at=MONDAY, by=CLOCK, milestone=1)], {}) == ()
    assert entries_for([Cleared(at=MONDAY, by=CLOCK, milestone=1)], {1: eur(0)}) == ()


def test_an_entry_without_any_amount_is_not_written() -> None:
    nothing = Split(
        at=MONDAY, by=CLOCK, milestone=1, to_client=eur(0), to_freelancer=eur(0), fee=eur(0), clears_at=LATER,
        cause="valuation", end=Stage.REFUNDED,
    )  # fmt: skip
    assert entries_for([nothing], {}) == ()


def test_a_posting_of_nothing_is_left_out() -> None:
    plain = Refunded(
        at=MONDAY, by=CLOCK, milestone=1, to_client=eur(100), deposit_back=eur(0), fee_back=eur(0), cause="abandoned"
    )
    (entry,) = entries_for([plain], {})
    assert [posting.account for posting in entry.postings] == [Account.HOLD, Account.CLIENT]


def test_each_event_has_its_own_entry_numbered_as_the_event_is() -> None:
    funded = Funded(at=MONDAY, by=CLIENT, milestone=1, amount=eur(100))
    paid = DepositPaid(at=MONDAY, by=CLIENT, milestone=1, to_freelancer=eur(19), fee=eur(1))
    written = [(entry.seq, entry.why) for entry in entries_for([funded, paid], {}, first_seq=9)]
    assert written == [(9, "Funded"), (10, "DepositPaid")]


def test_books_that_do_not_balance_are_not_written() -> None:
    with pytest.raises(AssertionError, match="balance"):
        Entry(1, "a slip", (Posting(Account.HOLD, eur(1), 1), Posting(Account.CLIENT, eur(-2), 1)))
    with pytest.raises(AssertionError, match="currencies"):
        Entry(1, "a slip", (Posting(Account.HOLD, eur(1), 1), Posting(Account.CLIENT, Money(-1, "USD"), 1)))


def test_the_state_knows_what_waits_for_clearance() -> None:
    released = delivered(deal(deposit=20_00)).when(accept())
    assert pending_of(working(deal(deposit=20_00)).order) == {1: eur(19_00)}
    assert pending_of(released.order) == {1: eur(95_00)}
    assert pending_of(released.waits(days=5).order) == {}
    assert expected(released.order) == {
        (Account.CLIENT, 1): eur(-100_00),
        (Account.PENDING, 1): eur(95_00),
        (Account.FEE, 1): eur(5_00),
    }
