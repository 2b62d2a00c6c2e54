"""Each finished day is signed once, also after a long sleep, and a stop is heeded meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from parley.casefile.daily import read_statement
from parley.casefile.daily_check import flaws
from parley.store.daily_roots import daily_roots
from parley.worker import roots as roots_module
from parley.worker.roots import POLL_S, Roots
from parley.worker.run import keep_at
from parley.worker.skew import Skew
from tests.deals import MONDAY
from tests.worker.market import Time, offered
from tests.worker.test_run import Waiting


def signed() -> list[date]:
    return [read_statement(row.statement).day for row in reversed(daily_roots(1_000))]


def until_it_rests(hand: Roots) -> int:
    """Rounds until there is nothing to do."""
    rounds = 1
    while hand.round() == 0:
        rounds += 1
    return rounds


def test_the_first_round_signs_the_day_that_ended_last() -> None:
    offered(2, at=MONDAY)
    time = Time(MONDAY + timedelta(days=3))
    until_it_rests(Roots(time))
    assert signed() == [MONDAY.date() + timedelta(days=2)]


def test_a_day_is_signed_once_when_it_has_ended_and_settled() -> None:
    time = Time(MONDAY)
    hand = Roots(time)
    until_it_rests(hand)
    assert hand.round() == POLL_S
    time.passes(hours=15)  # midnight
    assert hand.round() == POLL_S
    time.passes(minutes=10)
    assert hand.round() == 0
    assert hand.round() == POLL_S
    assert until_it_rests(Roots(time)) == 1, "another worker finds nothing to do"
    assert signed() == [MONDAY.date() - timedelta(days=1), MONDAY.date()]


def test_a_desk_that_slept_for_a_year_signs_every_day_of_it() -> None:
    offered(3, at=MONDAY)
    time = Time(MONDAY + timedelta(days=1))
    hand = Roots(time)
    until_it_rests(hand)
    time.passes(days=365)
    assert until_it_rests(hand) == 366
    assert signed() == [MONDAY.date() + timedelta(days=number) for number in range(366)]
    assert list(flaws()) == []


def test_it_stops_between_two_days_of_a_long_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(3, at=MONDAY)
    time = Time(MONDAY + timedelta(days=1))
    until_it_rests(Roots(time))
    time.passes(days=365)
    stop = Waiting()
    hand = Roots(time, stop.is_set)
    one_round = hand.round

    def stop_at_the_third() -> float:
        if hand.made == 2:
            stop.set()
        return one_round()

    monkeypatch.setattr(hand, "round", stop_at_the_third)
    monkeypatch.setattr("parley.casefile.daily.LOOKS_UP_EVERY", 1)
    keep_at(hand, stop)
    assert len(signed()) == 3, "the third of the missed days was given up in its middle"


def test_a_clock_that_is_wrong_signs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    offered(1, at=MONDAY)
    monkeypatch.setattr(roots_module, "skew", lambda _: Skew(timedelta(hours=30), MONDAY))
    assert Roots(Time(MONDAY + timedelta(hours=30))).round() > POLL_S
    assert signed() == []


@pytest.fixture(autouse=True)
def _nothing_is_left_behind() -> Iterator[None]:
    yield
    assert list(flaws()) == []
