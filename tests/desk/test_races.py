"""At the same moment, many times: money moves once, and everybody hears an answer."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from parley.core.order.refusals import Code, Refusal
from parley.core.order.state import Stage
from parley.core.policies import ORDER_PAGE
from parley.desk.receipts import Receipt
from parley.desk.submit import Answer, submit
from parley.desk.sweep import sweep
from parley.reads.audit import audit
from parley.store.queries import money_totals, receipts_of
from tests.asks import CLIENT, accept, change, deliver, fund, message, request
from tests.deals import MONDAY, deal
from tests.desk.at_once import PATIENCE_S, at_once, without_errors
from tests.desk.given_orders import (
    DAY,
    MINUTE,
    SECOND,
    agreed,
    assert_sound,
    command,
    delivered,
    do,
    kinds,
    order,
    row,
    working,
)

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS = 200


def delivered_minute_by_minute(count: int) -> list[tuple[UUID, datetime]]:
    """Orders whose review windows end a minute apart, each with the instant at which silence releases its money."""
    ids = working(count, the=deal(policy=ORDER_PAGE, review_nudge_days=()))
    found = []
    for place, order_id in enumerate(ids):
        at = MONDAY + place * MINUTE
        do([order_id], deliver(), at)
        ends_at = order(order_id).milestones[0].ends_at
        assert ends_at is not None
        found.append((order_id, ends_at))
    return found


class Rounds:
    """Threads that stay, and do one thing each round at the same moment."""

    def __init__(self, *works: Callable[[int], Answer | int]) -> None:
        self.together = threading.Barrier(len(works))
        self.works = works

    def play(self, rounds: int) -> list[tuple[Answer | int, ...]]:
        """What each answered, round by round."""

        def stay(work: Callable[[int], Answer | int]) -> list[Answer | int]:
            answers = []
            for number in range(rounds):
                self.together.wait(PATIENCE_S)
                answers.append(work(number))
            return answers

        columns = without_errors(at_once([lambda work=work: stay(work) for work in self.works]))  # type: ignore[misc]
        return list(zip(*columns, strict=True))


def test_two_browsers_accept_and_a_clock_fires_at_the_same_moment_and_the_money_goes_once() -> None:
    """In even rounds the browsers ask at the very instant the clock fires, in odd ones a second before."""
    listed = delivered_minute_by_minute(ROUNDS)
    clicks = [[command(order_id, accept()) for order_id, _ in listed] for _browser in range(2)]

    def browser(which: int) -> Callable[[int], Answer]:
        def click(number: int) -> Answer:
            early = SECOND if number % 2 else timedelta(0)
            [answer] = submit([clicks[which][number]], listed[number][1] - early)
            return answer

        return click

    played = Rounds(browser(0), browser(1), lambda number: sweep(listed[number][1])).play(ROUNDS)

    by_clock = 0
    for (order_id, _), (first, second, swept) in zip(listed, played, strict=True):
        assert kinds(order_id).count("Released") == 1
        assert order(order_id).milestones[0].stage is Stage.RELEASED
        accepted = [one for one in (first, second) if isinstance(one, Receipt)]
        refused = [one for one in (first, second) if isinstance(one, Refusal)]
        assert len(accepted) + len(refused) == 2
        assert all(one.code in (Code.NOT_NOW, Code.PAGE_STALE) for one in refused)
        assert len(accepted) == kinds(order_id).count("Accepted") <= 1
        assert swept in (0, 1)
        by_clock += not accepted
    # The browsers that ask in time are not always too late, and those that do not are never in time.
    assert ROUNDS // 2 <= by_clock < ROUNDS
    assert_sound([order_id for order_id, _ in listed])
    totals = {one.account: one.amount_minor for one in money_totals()}
    assert totals["client"] == -ROUNDS * 100_00
    assert totals["hold"] == 0
    assert totals["pending"] + totals.get("available", 0) == ROUNDS * 95_00
    assert totals["fee"] == ROUNDS * 5_00


def test_one_form_that_is_sent_twice_at_once_is_carried_out_once() -> None:
    ids = delivered(20)
    asked = [command(order_id, accept()) for order_id in ids]
    at = MONDAY + MINUTE

    def send(number: int) -> Answer:
        [answer] = submit([asked[number]], at)
        return answer

    for order_id, (first, second) in zip(ids, Rounds(send, send).play(len(ids)), strict=True):
        assert first == second
        assert isinstance(first, Receipt)
        assert kinds(order_id).count("Accepted") == 1
        assert [one.command_id for one in receipts_of(order_id)].count(first.command_id) == 1
    assert_sound(ids)


def test_one_accepts_while_the_other_asks_for_changes_and_only_one_of_them_is_heard() -> None:
    ids = delivered(30)
    yes = [command(order_id, accept()) for order_id in ids]
    again = [command(order_id, request(change())) for order_id in ids]
    at = MONDAY + MINUTE

    def send(asked: list[object]) -> Callable[[int], Answer]:
        def one(number: int) -> Answer:
            [answer] = submit([asked[number]], at)  # type: ignore[list-item]
            return answer

        return one

    played = Rounds(send(yes), send(again)).play(len(ids))  # type: ignore[arg-type]
    for order_id, (accepted, requested) in zip(ids, played, strict=True):
        stage = order(order_id).milestones[0].stage
        assert isinstance(accepted, Receipt)  # a delivery that is being revised may still be accepted
        assert stage is Stage.RELEASED
        assert isinstance(requested, Receipt) == ("RevisionRequested" in kinds(order_id))
        assert kinds(order_id).count("Released") == 1
    assert_sound(ids)


def test_two_clocks_sweep_the_same_orders_and_each_deadline_fires_once() -> None:
    ids = agreed(150)
    at = MONDAY + 10 * DAY
    swept = without_errors(at_once([lambda: sweep(at), lambda: sweep(at), lambda: sweep(at)]))
    while more := sweep(at):
        swept.append(more)
    assert sum(swept) == len(ids)
    assert {kinds(order_id).count("FundingLapsed") for order_id in ids} == {1}
    assert_sound(ids)


def test_batches_that_overlap_wait_for_each_other_and_do_not_lock_up() -> None:
    """Two web processes write the same orders in different order, many at a time, while a clock sweeps them."""
    ids = agreed(24)
    at = MONDAY + MINUTE
    upwards = [command(order_id, message(CLIENT, "up")) for order_id in ids]
    downwards = [command(order_id, message(CLIENT, "down")) for order_id in reversed(ids)]
    pay = [command(order_id, fund()) for order_id in ids[::2]]
    outcomes = without_errors(
        at_once(
            [lambda: submit(upwards, at), lambda: submit(downwards, at), lambda: submit(pay, at), lambda: [sweep(at)]]
        )
    )
    assert all(isinstance(one, Receipt) for answers in outcomes[:3] for one in answers)
    assert {kinds(order_id).count("MessageSent") for order_id in ids} == {2}
    assert [kinds(order_id).count("Funded") for order_id in ids] == [1, 0] * 12
    assert_sound(ids)


def test_nothing_is_amiss_after_a_crowd() -> None:
    """Everybody at once on one order: the audit finds every row where its events say."""
    [order_id] = working()  # not delivered: the files of these tests lie on no disk, and the audit would say so
    at = MONDAY + MINUTE
    talkers = [command(order_id, message(CLIENT, f"line {number}")) for number in range(24)]
    answers = without_errors(at_once([lambda asked=asked: submit([asked], at) for asked in talkers]))  # type: ignore[misc]
    assert sorted(one.seq for [one] in answers if isinstance(one, Receipt)) == list(
        range(row(order_id).seq - 23, row(order_id).seq + 1)
    )
    assert audit().found == []
