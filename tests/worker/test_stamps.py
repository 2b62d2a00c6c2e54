"""An authority outside stamps the days; one that fails is asked again, and keeps no day from being signed."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, connections

from parley.casefile.daily import read_statement
from parley.casefile.daily_check import flaws
from parley.casefile.timestamp import stamped_at
from parley.store.daily_roots import daily_roots
from parley.worker import run, stamps
from parley.worker.roots import Roots
from parley.worker.stamps import FIRST_PAUSE_S, POLL_S, Stamps
from tests.casefile.authority import Authority, listening, made_authority, trust
from tests.deals import MONDAY
from tests.worker.market import Time, offered


@pytest.fixture
def authority(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Authority]:
    monkeypatch.setenv("no_proxy", "*")
    with listening(made_authority(tmp_path / "authority")) as made:
        trust(monkeypatch, made)
        yield made


@pytest.fixture
def time() -> Time:
    """A desk with an order and two signed days."""
    offered(1, at=MONDAY)
    time = Time(MONDAY + timedelta(days=1))
    Roots(time).round()
    time.passes(days=1)
    Roots(time).round()
    return time


def days_with_stamp() -> list[str]:
    return [row.day for row in daily_roots(9) if row.stamp is not None]


def test_the_newest_day_is_stamped_first_and_each_once(time: Time, authority: Authority) -> None:
    hand = Stamps(time)
    assert hand.round() == 0
    assert days_with_stamp() == ["2026-03-03"]
    assert [hand.round(), hand.round(), hand.round()] == [0, POLL_S, POLL_S]
    assert days_with_stamp() == ["2026-03-03", "2026-03-02"]
    assert (authority.asked, hand.kept) == (2, 2)
    for row in daily_roots(9):
        assert row.stamp is not None
        at = stamped_at(row.statement.encode(), row.stamp)
        assert datetime.now(UTC) - at < timedelta(minutes=2)
    assert list(flaws()) == []


def test_a_stamp_that_was_swapped_shows(time: Time, authority: Authority) -> None:
    hand = Stamps(time)
    while hand.round() == 0:
        pass
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE daily_roots SET stamp = (SELECT stamp FROM daily_roots WHERE day = '2026-03-03') WHERE day = '2026-03-02'"
        )
    assert [(flaw.day, flaw.check) for flaw in flaws()] == [("2026-03-02", "stamp")]


def refuses(authority: Authority) -> None:
    authority.status = 503


def answers_a_page(authority: Authority) -> None:
    authority.media_type, authority.answer = "text/html", lambda _: b"<h1>Welcome</h1>"


def answers_nonsense(authority: Authority) -> None:
    authority.answer = lambda _: b"\x30\x03\x02\x01\x00"


def answers_without_end(authority: Authority) -> None:
    authority.answer = lambda _: b"\x30" * (stamps.LARGEST_ANSWER + 1)


@pytest.mark.parametrize("how", [refuses, answers_a_page, answers_nonsense, answers_without_end])
def test_what_an_authority_cannot_do_is_asked_again_later_and_later(
    time: Time, authority: Authority, how: Callable[[Authority], None], caplog: pytest.LogCaptureFixture
) -> None:
    how(authority)
    hand = Stamps(time)
    assert [hand.round(), hand.round(), hand.round()] == [FIRST_PAUSE_S, 2 * FIRST_PAUSE_S, 4 * FIRST_PAUSE_S]
    assert days_with_stamp() == []
    assert "the root of 2026-03-03 has no time stamp yet" in caplog.text
    time.passes(days=1)
    assert Roots(time).round() == 0, "the next day is signed all the same"
    authority.status, authority.media_type, authority.answer = 200, stamps.ANSWERS_AS, authority.stamp
    assert hand.round() == 0
    assert days_with_stamp() == ["2026-03-04"]
    answers_a_page(authority)
    assert hand.round() == FIRST_PAUSE_S, "after a stamp the waiting begins anew"


def test_an_answer_to_an_earlier_question_is_not_kept(time: Time, authority: Authority) -> None:
    earlier: list[bytes] = []

    def replayed(question: bytes) -> bytes:
        earlier.append(authority.stamp(question))
        return earlier[0]

    authority.answer = replayed
    hand = Stamps(time)
    assert hand.round() == 0
    assert hand.round() == FIRST_PAUSE_S
    assert days_with_stamp() == ["2026-03-03"]


def test_an_authority_that_is_not_there_is_asked_again(
    time: Time, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"http://127.0.0.1:{free.getsockname()[1]}/"
    monkeypatch.setattr(settings, "INSTALLATION", replace(settings.INSTALLATION, timestamp_url=nobody))
    assert Stamps(time).round() == FIRST_PAUSE_S


def test_an_authority_that_never_answers_is_left(
    time: Time, authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stamps, "PATIENCE_S", 0.1)
    over = threading.Event()

    def wait(_question: bytes) -> bytes:
        over.wait(30)
        return b""

    authority.answer = wait
    assert Stamps(time).round() == FIRST_PAUSE_S
    over.set()


def test_days_of_long_ago_are_left_alone(time: Time, authority: Authority) -> None:
    time.passes(days=60)
    assert Stamps(time).round() == POLL_S
    assert authority.asked == 0


def test_nobody_is_asked_unless_the_operator_named_somebody(
    authority: Authority, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [hand.name for hand in run._signing_hands(lambda: False)] == ["roots", "stamps"]
    monkeypatch.setattr(settings, "INSTALLATION", replace(settings.INSTALLATION, timestamp_url=""))
    assert [hand.name for hand in run._signing_hands(lambda: False)] == ["roots"]


def test_a_stamp_that_is_there_stays(time: Time, authority: Authority) -> None:
    """Two workers ask at once: the second answer is not needed any more."""
    one, other = Stamps(time), Stamps(time)
    stamped: list[int] = []

    def meanwhile(question: bytes) -> bytes:
        authority.answer = authority.stamp
        stamped.append(other.round() == 0)
        connections.close_all()  # those of the server's thread
        return authority.stamp(question)

    authority.answer = meanwhile
    one.round()
    assert (stamped, one.kept, other.kept) == ([True], 0, 1)
    assert read_statement(daily_roots(1)[0].statement).day.isoformat() in days_with_stamp()
