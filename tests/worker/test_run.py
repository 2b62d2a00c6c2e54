"""The worker goes on through errors, and says so when it cannot."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import OperationalError

from parley.worker import run
from parley.worker.run import keep_at, keep_going, work_once


class Doing:
    """A hand that does what the test says, round after round; the last thing again and again."""

    def __init__(self, name: str, *rounds: Callable[[], float]) -> None:
        self.name = name
        self.is_believed = True
        self.rounds = list(rounds)
        self.done = 0

    def round(self) -> float:
        self.done += 1
        return self.rounds[min(self.done, len(self.rounds)) - 1]()


class Waiting(threading.Event):
    """An event that notes for how long it was waited on, and waits for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        return self.is_set()


def fails() -> float:
    raise OperationalError("the database is away")


def test_after_errors_it_waits_longer_each_time_and_recovers(caplog: pytest.LogCaptureFixture) -> None:
    stop = Waiting()

    def ends() -> float:
        stop.set()
        return 1

    hand = Doing("clock", *[fails] * 7, lambda: 0.5, fails, ends)
    keep_at(hand, stop)
    assert stop.waits == [1, 2, 4, 8, 16, 30, 30, 0.5, 1, 1]
    assert "the database is away" in caplog.text


def test_a_stop_ends_both_hands() -> None:
    stop = threading.Event()

    def third() -> float:
        stop.set()
        return 0

    hands = [Doing("clock", lambda: 0, lambda: 0, third), Doing("courier", lambda: 0.01)]
    assert keep_going(hands, stop)
    assert hands[0].done == 3


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_hand_that_ends_by_itself_ends_the_worker(caplog: pytest.LogCaptureFixture) -> None:
    def out_of_memory() -> float:
        raise SystemExit

    stop = threading.Event()
    assert not keep_going([Doing("clock", out_of_memory), Doing("courier", lambda: 0.01)], stop)
    assert "ended by itself: clock" in caplog.text


def test_a_letter_that_does_not_come_to_its_end_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "PATIENCE_S", 0.05)
    stop, hangs = threading.Event(), threading.Event()

    def hang() -> float:
        stop.set()
        hangs.wait()
        return 0

    assert keep_going([Doing("courier", hang)], stop)
    hangs.set()


def test_once_says_whether_it_went_well(monkeypatch: pytest.MonkeyPatch) -> None:
    clock, courier = Doing("clock", lambda: 0, lambda: 0, lambda: 1), Doing("courier", lambda: 1)
    monkeypatch.setattr(run, "Clock", lambda: clock)
    monkeypatch.setattr(run, "Courier", lambda: courier)
    assert work_once()
    assert (clock.done, courier.done) == (3, 1)
    monkeypatch.setattr(run, "Clock", lambda: Doing("clock", fails))
    assert not work_once()
    assert courier.done == 2
