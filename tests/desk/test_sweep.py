"""The clock's way to the desk: what is due is done, once, and each order comes to rest."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from parley.core.deadlines import first_due
from parley.core.order.state import OrderStage, Stage
from parley.core.policies import ORDER_PAGE
from parley.desk.sweep import due_commands, sweep
from parley.store.queries import due_orders, receipts_of
from tests.asks import CLIENT, FREELANCER, accept_offer, message
from tests.deals import MONDAY, deal
from tests.desk.given_orders import (
    DAY,
    MINUTE,
    SECOND,
    agreed,
    assert_sound,
    delivered,
    do,
    everything,
    kinds,
    offered,
    order,
    row,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_nothing_is_due_before_its_instant_and_everything_at_it() -> None:
    [order_id] = agreed()
    due_at = row(order_id).due_at
    assert due_at is not None
    before = everything()
    assert sweep(due_at - SECOND) == 0
    assert everything() == before
    assert sweep(due_at) == 1
    assert kinds(order_id)[-1] == "FundingLapsed"
    assert row(order_id).updated_at == due_at


def test_a_second_sweep_finds_nothing_to_do() -> None:
    ids = agreed(5)
    late = MONDAY + 10 * DAY
    assert sweep(late) == 5
    after = everything()
    assert sweep(late) == 0
    assert everything() == after
    assert_sound(ids)


def test_the_longest_overdue_come_first_when_there_are_more_than_fit() -> None:
    older = agreed(3, MONDAY)
    newer = agreed(3, MONDAY + DAY, first=10)
    late = MONDAY + 20 * DAY
    assert sweep(late, most=4) == 4
    assert [kinds(order_id)[-1] for order_id in (*older, *newer)].count("FundingLapsed") == 4
    assert all(kinds(order_id)[-1] == "FundingLapsed" for order_id in older)
    assert sweep(late, most=4) == 2


def test_a_window_of_no_length_is_over_as_soon_as_it_opens() -> None:
    """On an order page silence ends with the release: notice and mark take no time of their own."""
    [order_id] = delivered(the=deal(policy=ORDER_PAGE))
    while sweep(MONDAY + 4 * DAY):
        pass
    assert kinds(order_id)[-3:] == ["NoticeSent", "MarkedComplete", "Released"]
    assert order(order_id).milestones[0].stage is Stage.RELEASED
    assert first_due(order(order_id), MONDAY + 4 * DAY) is None


def test_what_a_clock_opens_begins_when_it_was_applied_and_not_when_it_was_due() -> None:
    """Nobody's window is shortened by a worker that was away for a week."""
    [order_id] = delivered()
    back_again = MONDAY + 14 * DAY
    sweep(back_again)
    milestone = order(order_id).milestones[0]
    assert milestone.stage is Stage.NOTICED
    assert milestone.ends_at == back_again + 2 * DAY


def test_orders_of_several_kinds_share_one_sweep() -> None:
    [offer] = offered()
    [unfunded] = agreed(first=2)
    [handed_in] = delivered(first=3)
    late = MONDAY + 30 * DAY
    assert sweep(late) == 3
    assert order(offer).stage is OrderStage.EXPIRED
    assert order(unfunded).milestones[0].stage in (Stage.LAPSED, Stage.VOID)
    assert order(handed_in).milestones[0].stage is Stage.NOTICED
    assert_sound([offer, unfunded, handed_in])


def test_the_clock_gets_no_receipt_and_acts_in_its_own_name() -> None:
    [order_id] = agreed()
    before = receipts_of(order_id)
    sweep(MONDAY + 10 * DAY)
    assert receipts_of(order_id) == before


def test_a_deadline_that_was_moved_meanwhile_is_not_asked_for() -> None:
    [order_id] = offered()
    due = row(order_id).due_at
    assert due is not None
    do([order_id], accept_offer(), due - SECOND)
    assert due_commands(due, 10) == []
    assert sweep(due) == 0


def test_an_order_that_ended_is_never_due_again() -> None:
    [order_id] = agreed()
    at = MONDAY
    for _ in range(20):
        due_at = row(order_id).due_at
        if due_at is None:
            break
        at = due_at
        assert sweep(at) == 1
    assert row(order_id).due_at is None
    assert due_orders(datetime(9000, 1, 1, tzinfo=UTC), 10) == []
    assert sweep(at + 1_000 * DAY) == 0


def test_talking_does_not_put_a_deadline_off() -> None:
    [order_id] = delivered()
    due_at = row(order_id).due_at
    do([order_id], message(CLIENT, "Soon"), MONDAY + MINUTE)
    do([order_id], message(FREELANCER, "Fine"), MONDAY + 2 * MINUTE)
    assert row(order_id).due_at == due_at
