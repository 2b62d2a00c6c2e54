"""The clock: what is due happens once, whoever looks, and nobody's window is shortened by a worker that slept."""

from __future__ import annotations

import logging
import threading
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from django.db import OperationalError, connection, connections

from parley.core.order.state import OrderStage, Stage
from parley.core.policies import ORDER_PAGE
from parley.store.engine import engine
from parley.store.pulse import heartbeats
from parley.store.rows import HeartbeatRow
from parley.worker import clock as clock_module
from parley.worker import skew as skew_module
from parley.worker.clock import BATCH, Clock
from parley.worker.skew import Skew
from tests.deals import MONDAY, deal
from tests.worker import market
from tests.worker.market import Time, assert_sound, deal_of, delivered, kinds, offered, order


def beats() -> dict[str, HeartbeatRow]:
    return {beat.name: beat for beat in heartbeats()}


def test_nothing_is_due_and_nothing_happens() -> None:
    [one] = offered()
    before = kinds(one)
    assert Clock(Time()).round() == 1
    assert kinds(one) == before


def test_a_deadline_that_came_is_carried_out() -> None:
    [one] = offered()
    time = Time()
    time.passes(days=7)
    clock = Clock(time)
    clock.round()
    assert (clock.moved, order(one).stage) == (1, OrderStage.EXPIRED)


def test_twice_is_once() -> None:
    [one] = delivered()
    time = Time()
    time.passes(days=7)
    clock = Clock(time)
    clock.round()
    after = kinds(one)
    clock.round()
    Clock(time).round()
    assert kinds(one) == after
    assert after.count("NoticeSent") == 1
    assert_sound([one])


def test_a_second_before_it_is_due_nothing_happens() -> None:
    [one] = offered()
    time = Time(order(one).offer.expires_at - timedelta(seconds=1))
    Clock(time).round()
    assert order(one).stage is OrderStage.OFFERED
    time.passes(seconds=1)
    Clock(time).round()
    assert order(one).stage is OrderStage.EXPIRED


def test_a_clock_that_slept_three_days_leaves_the_notice_and_the_business_days_whole() -> None:
    """The review ran out on day 7; the clock wakes on day 10 and again three days after each window ended."""
    [one] = delivered()
    time = Time()
    woken = time.passes(days=10)
    Clock(time).round()
    assert order(one).milestone(1).stage is Stage.NOTICED
    assert order(one).milestone(1).ends_at == woken + timedelta(hours=48)
    woken = time.passes(days=5)
    Clock(time).round()
    assert order(one).milestone(1).stage is Stage.MARKED
    assert order(one).milestone(1).ends_at == order(one).terms.calendar.after_business_days(woken, 5)


def test_a_window_of_no_length_fires_in_the_same_breath() -> None:
    [one] = delivered(the=deal(policy=ORDER_PAGE))
    time = Time()
    time.passes(days=3)
    Clock(time).round()
    assert order(one).milestone(1).stage is Stage.RELEASED


def test_more_than_one_batch_is_moved_in_one_round() -> None:
    ids = offered(BATCH + 5)
    time = Time()
    time.passes(days=7)
    clock = Clock(time)
    clock.round()
    assert clock.moved == len(ids)
    assert {order(one).stage for one in ids} == {OrderStage.EXPIRED}


def test_a_stop_waits_for_the_batch_and_no_longer() -> None:
    offered(BATCH + 5)
    time = Time()
    time.passes(days=7)
    clock = Clock(time, is_stopping=lambda: True)
    clock.round()
    assert clock.moved == BATCH


def test_two_clocks_at_once_fire_each_deadline_once() -> None:
    ids = delivered(120)
    at = MONDAY + timedelta(days=7)
    begin = threading.Barrier(2)
    clocks = [Clock(lambda: at), Clock(lambda: at)]
    failed: list[BaseException] = []

    def run(clock: Clock) -> None:
        begin.wait()
        try:
            clock.round()
        except Exception as error:  # noqa: BLE001  (told to the test below)
            failed.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(clock,)) for clock in clocks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert all(kinds(one).count("NoticeSent") == 1 for one in ids)
    assert sum(clock.moved for clock in clocks) == len(ids)
    assert_sound(ids)


def test_it_waits_until_the_next_deadline_and_at_most_a_second() -> None:
    [one] = offered()
    due = order(one).offer.expires_at
    assert Clock(Time(due - timedelta(milliseconds=300))).round() == pytest.approx(0.3)
    assert Clock(Time(due - timedelta(hours=3))).round() == 1


# --- one order that cannot be moved


def _damage(order_id: UUID) -> None:
    engine().write("UPDATE orders SET state = %s WHERE order_id = %s", ["{}", order_id])


def test_an_order_that_cannot_be_moved_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    ids = offered(4)
    _damage(ids[0])
    time = Time()
    time.passes(days=7, minutes=1)
    clock = Clock(time)
    clock.round()
    assert [market.row(one).stage for one in ids] == ["offered", "expired", "expired", "expired"]
    assert str(ids[0]) in caplog.text
    assert beats()["clock"].lag_s == 60


def test_an_order_that_was_mended_moves_when_it_is_tried_again() -> None:
    [one] = offered()
    whole = market.row(one).state
    _damage(one)
    time = Time()
    time.passes(days=7)
    clock = Clock(time)
    clock.round()
    engine().write("UPDATE orders SET state = %s WHERE order_id = %s", [whole, one])
    clock.round()
    assert market.row(one).stage == "offered"
    time.passes(minutes=11)
    clock.round()
    assert market.row(one).stage == "expired"


def test_a_row_that_is_wrongly_called_due_is_named_and_left_alone(caplog: pytest.LogCaptureFixture) -> None:
    [one, two] = offered(2)
    engine().write("UPDATE orders SET due_at = %s WHERE order_id = %s", [MONDAY, one])
    clock = Clock(Time())
    assert clock.round() == 1
    assert "its state says that nothing is" in caplog.text
    time = Time()
    time.passes(days=7)
    assert clock.round() == 1
    Clock(time).round()
    assert market.row(two).stage == "expired"


def test_a_database_that_is_away_is_not_an_orders_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> int:
        raise OperationalError("gone")

    monkeypatch.setattr(clock_module, "sweep", away)
    with pytest.raises(OperationalError):
        Clock(Time()).round()


# --- what it says of itself


def test_its_pulse_says_how_late_the_oldest_deadline_is() -> None:
    offered()
    time = Time()
    Clock(time).round()
    assert beats()["clock"] == HeartbeatRow("clock", MONDAY, 0)


def test_an_idle_clock_writes_its_pulse_seldom() -> None:
    time = Time()
    clock = Clock(time)
    clock.round()
    time.passes(seconds=1)
    clock.round()
    assert beats()["clock"].at == MONDAY
    time.passes(seconds=5)
    clock.round()
    assert beats()["clock"].at == MONDAY + timedelta(seconds=6)


def test_the_pulse_beats_when_a_demo_jumps() -> None:
    time = Time()
    clock = Clock(time)
    clock.round()
    time.passes(days=3)
    clock.round()
    assert beats()["clock"].at == MONDAY + timedelta(days=3)


# --- a clock that is wrong


def _differing_by(seconds: int) -> Skew:
    return Skew(timedelta(seconds=seconds), MONDAY)


@pytest.mark.parametrize("seconds", [61, 3600, -61, -86400])
def test_a_wrong_clock_does_not_act(
    seconds: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    [one] = offered()
    monkeypatch.setattr(clock_module, "skew", lambda _: _differing_by(seconds))
    time = Time()
    time.passes(days=7)
    assert Clock(time).round() == 10
    assert order(one).stage is OrderStage.OFFERED
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert f"{abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} the database" in caplog.text
    assert (beats()["skew"].lag_s, "clock" in beats()) == (abs(seconds), False)


@pytest.mark.parametrize("seconds", [0, 60, -60])
def test_a_clock_that_is_right_enough_acts(seconds: int, monkeypatch: pytest.MonkeyPatch) -> None:
    [one] = offered()
    monkeypatch.setattr(clock_module, "skew", lambda _: _differing_by(seconds))
    time = Time()
    time.passes(days=7)
    Clock(time).round()
    assert order(one).stage is OrderStage.EXPIRED


def test_on_postgresql_it_compares_itself_with_the_databases_clock() -> None:
    def now() -> datetime:
        return datetime.now(UTC)

    def fast() -> datetime:
        return now() + timedelta(hours=1)

    right, wrong = skew_module.skew(now), skew_module.skew(fast)
    if connection.vendor == "postgresql":
        assert right is not None
        assert wrong is not None
        assert (right.seconds, wrong.seconds) == (0, 3600)
        assert (right.is_too_much, wrong.is_too_much) == (False, True)
    else:
        assert (right, wrong) == (None, None)


def test_hours_ahead_ends_nothing_early_on_postgresql(monkeypatch: pytest.MonkeyPatch) -> None:
    """On SQLite there is one machine and one clock, so the same hours are simply later."""
    monkeypatch.setattr(clock_module, "skew", skew_module.skew)
    at = datetime.now(UTC) - timedelta(days=6, hours=22, minutes=30)
    [one] = offered(at=at, the=deal_of(at))
    Clock(lambda: datetime.now(UTC) + timedelta(hours=2)).round()
    is_alone = connection.vendor == "sqlite"
    assert order(one).stage is (OrderStage.EXPIRED if is_alone else OrderStage.OFFERED)
