"""A courier is killed at every point between a wish and its receipt, or stopped until nobody believes it any more.

Each letter arrives, and where it arrives twice it is the same message.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parley.store.outbox import effects_of
from parley.worker.courier import Courier
from parley.worker.folding import LEASE
from tests.asks import FREELANCER, message
from tests.deals import MONDAY
from tests.notices.mail_server import MailServer, mail_server
from tests.worker.market import do, offered
from tests.worker.processes import environment

NOT_BELIEVED, BELIEVED = 4, 3
KILLS = 17
"""At each point; six points make a hundred."""

ARRIVES_TWICE = {"taken"}
"""The mail server had it, and nobody had written that down."""


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def kill(server: MailServer, tmp_path: Path) -> Iterator[Callable[[str], int]]:
    """Let a courier carry what waits and die at this point; its exit code."""
    doomed = subprocess.Popen(
        [sys.executable, "-m", "tests.worker.doomed"],
        env=environment(tmp_path, PARLEY_EMAIL_URL=server.url),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert doomed.stdin is not None
    assert doomed.stdout is not None
    tell, hear = doomed.stdin, doomed.stdout

    def at(point: str) -> int:
        tell.write(f"{point}\n")
        tell.flush()
        return int(hear.readline())

    yield at
    tell.close()
    doomed.wait(10)
    hear.close()


@pytest.mark.parametrize("point", ["found", "leased", "written", "half handed over", "taken", "marked"])
def test_a_letter_arrives_wherever_its_courier_is_killed(
    point: str, kill: Callable[[str], int], server: MailServer
) -> None:
    wanted = Counter[str]()
    for number in range(1, KILLS + 1):
        [one] = offered(first=number)
        assert kill(point) == -9
        Courier(lambda: MONDAY + LEASE).round()
        [wish] = effects_of(one)
        assert wish.sent_at is not None
        wanted[f"<letter.{wish.effect_id}@localhost>"] = 2 if point in ARRIVES_TWICE else 1
    assert Counter(server.message_ids) == wanted


def test_a_courier_that_was_stopped_past_its_lease_is_not_believed(
    kill: Callable[[str], int], server: MailServer
) -> None:
    for number in range(1, KILLS + 1):
        [one] = offered(first=number)
        assert kill("asleep") == 0
        Courier(lambda: MONDAY + LEASE).round()
        [told] = effects_of(one)
        assert kill("wake") == NOT_BELIEVED
        assert effects_of(one) == [told]
        assert told.sent_at == MONDAY + LEASE
    assert set(Counter(server.message_ids).values()) == {2}


def test_a_courier_that_woke_in_time_is_believed(kill: Callable[[str], int]) -> None:
    [one] = offered()
    assert kill("asleep") == 0
    assert kill("wake") == BELIEVED
    [told] = effects_of(one)
    assert told.sent_at == MONDAY


def test_a_burst_whose_courier_was_killed_comes_again_as_it_was(kill: Callable[[str], int], server: MailServer) -> None:
    """What was written meanwhile goes in another letter: the second of two equal messages may never be looked at."""
    ids = offered()
    Courier(lambda: MONDAY).round()
    for words in ("First", "Second"):
        do(ids, message(FREELANCER, words), MONDAY)
    assert kill("taken") == -9
    do(ids, message(FREELANCER, "Third"), MONDAY)
    Courier(lambda: MONDAY + LEASE).round()
    Courier(lambda: MONDAY + 2 * LEASE).round()
    _, first, again, other = server.letters
    assert first["Message-ID"] == again["Message-ID"] != other["Message-ID"]
    assert first.as_bytes().count(b"\n> ") == again.as_bytes().count(b"\n> ") == 2
    assert b"> Third" in other.as_bytes()
