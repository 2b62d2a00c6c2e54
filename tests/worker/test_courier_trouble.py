"""What fails harms only itself, is tried again, and is never thrown away."""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from uuid import UUID

import pytest

from parley.notices.letter import Letter, Occasion
from parley.notices.render import render
from parley.store.engine import engine
from parley.store.outbox import effects_of
from parley.store.pulse import heartbeats
from parley.store.rows import OutboxRow
from parley.store.tables import NO_DEADLINE
from parley.worker import courier as courier_module
from parley.worker.courier import Courier, backoff
from tests.deals import MONDAY
from tests.worker.door import Door, is_away, refuses
from tests.worker.market import Time, offered


def last_of(order_id: UUID) -> OutboxRow:
    return effects_of(order_id)[-1]


# --- the mail server


def test_a_letter_that_is_refused_is_tried_again_later_and_harms_no_other(
    door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = offered(2)
    refused = f"<letter.{last_of(one).effect_id}@localhost>"
    door.answer = lambda letter: refuses(letter) if letter.message_id == refused else "taken"
    time = Time()
    courier = Courier(time)
    courier.round()
    assert [letter.message_id for letter in door.taken] == [f"<letter.{last_of(two).effect_id}@localhost>"]
    assert (last_of(one).lease_until, last_of(one).receipt) == (
        MONDAY + timedelta(minutes=1),
        "550 nobody of this name",
    )
    assert "550 nobody of this name" in caplog.text
    time.passes(seconds=59)
    courier.round()
    assert last_of(one).attempts == 1
    door.answer = lambda _: "taken"
    time.passes(seconds=1)
    courier.round()
    assert door.taken[-1].message_id == refused
    assert last_of(one).sent_at == time()


def test_it_waits_longer_each_time_and_never_more_than_six_hours() -> None:
    minutes = [backoff(tries) // timedelta(minutes=1) for tries in range(1, 14)]
    assert minutes == [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360, 360]
    assert backoff(10**6) == timedelta(hours=6)


def test_it_gives_a_letter_up_loudly_and_keeps_it(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    [one] = offered()
    door.answer = refuses
    time = Time()
    courier = Courier(time)
    tries = 0
    while last_of(one).lease_until != NO_DEADLINE:
        courier.round()
        tries += 1
        assert tries < 100
        time.passes(hours=6)
    assert last_of(one).attempts >= 12
    assert time() - MONDAY >= timedelta(days=3)
    assert last_of(one).receipt.startswith("given up after")
    assert last_of(one).sent_at is None
    assert any(record.levelno == logging.ERROR and "given up" in record.getMessage() for record in caplog.records)


def test_while_the_server_is_away_nothing_is_given_up_and_everything_goes_when_it_is_back(door: Door) -> None:
    many = offered(5)
    door.answer = is_away
    time = Time()
    courier = Courier(time)
    for _ in range(200):
        wait = courier.round()
        assert 1 <= wait <= 300
        time.passes(seconds=int(wait))
    time.passes(days=4)
    courier.round()
    door.answer = lambda _: "taken"
    time.passes(minutes=15)
    courier.round()
    assert len(door.taken) == len(many)


def test_away_is_noticed_with_one_letter_and_not_with_every(door: Door) -> None:
    many = offered(5)
    asked: list[str] = []

    def away(letter: Letter) -> str:
        asked.append(letter.message_id)
        return is_away(letter)

    door.answer = away
    courier = Courier(Time())
    assert courier.round() == 15
    assert len(asked) == 1
    assert sum(last_of(one).attempts for one in many) == 1
    assert courier.round() == 30


def test_a_letter_that_cannot_be_written_harms_only_itself(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    one, two = offered(2)
    write = render

    def broken_for_one(about: Occasion) -> Letter:
        if about.order.id == one:
            raise KeyError("a sentence")
        return write(about)

    monkeypatch.setattr(courier_module, "render", broken_for_one)
    Courier(Time()).round()
    assert last_of(two).sent_at is not None
    assert last_of(one).receipt == "KeyError: 'a sentence'"
    assert "cannot be written" in caplog.text


def test_a_wish_that_cannot_be_read_harms_only_itself(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    one, two = offered(2)
    engine().write("UPDATE outbox SET body = %s WHERE order_id = %s", ['{"kind":"Telegram"}', one])
    Courier(Time()).round()
    assert last_of(two).sent_at is not None
    assert last_of(one).sent_at is None
    assert (last_of(one).attempts, last_of(one).lease_until) == (1, MONDAY + timedelta(minutes=1))
    assert str(last_of(one).effect_id) in caplog.text


# --- leases


def test_a_courier_that_slept_past_its_lease_while_writing_does_not_send(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    [one] = offered()
    time = Time()
    write = render

    def slept(about: Occasion) -> Letter:
        time.passes(minutes=6)
        return write(about)

    monkeypatch.setattr(courier_module, "render", slept)
    Courier(time).round()
    assert door.taken == []
    monkeypatch.setattr(courier_module, "render", write)
    Courier(time).round()
    assert len(door.taken) == 1
    assert last_of(one).sent_at is not None


def test_a_courier_that_slept_while_sending_is_not_believed(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """Another one took over; both letters are the same message."""
    [one] = offered()
    time = Time()

    def slow(_: Letter) -> str:
        time.passes(minutes=6)
        door.answer = lambda _: "taken by the second"
        Courier(time).round()
        return "taken by the first"

    door.answer = slow
    Courier(time).round()
    assert [letter.message_id for letter in door.taken] == [f"<letter.{last_of(one).effect_id}@localhost>"] * 2
    assert last_of(one).receipt.endswith("taken by the second")
    assert "the lease had passed on" in caplog.text


def test_its_pulse_says_how_long_the_oldest_letter_waits(door: Door) -> None:
    offered()
    time = Time()
    door.answer = refuses
    courier = Courier(time)
    courier.round()
    time.passes(minutes=2)
    courier.round()
    assert {beat.name: beat.lag_s for beat in heartbeats()} == {"courier": 120}
    door.answer = lambda _: "taken"
    time.passes(hours=1)
    courier.round()
    assert {beat.name: beat.lag_s for beat in heartbeats()} == {"courier": 0}


def test_a_stop_waits_for_the_letter_in_hand_and_no_longer(door: Door) -> None:
    offered(3)
    stop = threading.Event()
    door.answer = lambda _: stop.set() or "taken"  # type: ignore[func-returns-value]
    Courier(Time(), is_stopping=stop.is_set).round()
    assert len(door.taken) == 1
