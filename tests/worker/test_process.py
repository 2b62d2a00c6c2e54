"""./parley work as it really runs: killed in the middle of its work, asked to stop, left without a database."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

from parley.core.order.state import Stage
from parley.store.engine import engine
from parley.store.outbox import effects_of
from parley.store.pulse import demo_clock_offset_s, heartbeats, set_demo_clock_offset_s
from parley.store.queries import OrderId
from parley.worker.clock import BATCH
from tests.worker.market import assert_sound, deal_of, delivered, kinds, offered, order, row
from tests.worker.processes import environment, letters, once, stopped, wait_until, worker

EIGHT_DAYS = timedelta(days=8)


def told_before(ids: list[UUID]) -> None:
    """What the orders brought until now was told long ago."""
    at = datetime.now(UTC) - EIGHT_DAYS
    for one in ids:
        engine().write("UPDATE outbox SET sent_at = %s, receipt = '<earlier>' WHERE order_id = %s", [at, one])


SEQ_WHEN_DELIVERED = 6


def moved() -> int:
    """How many orders the clock has moved since they were delivered."""
    return len(engine().read(OrderId, "SELECT order_id FROM orders WHERE seq > %s", [SEQ_WHEN_DELIVERED]))


def moved_beyond(many: int) -> Callable[[], bool]:
    return lambda: moved() > many


def test_workers_that_are_killed_in_the_middle_lose_nothing_and_do_nothing_twice(tmp_path: Path) -> None:
    """Some hundred orders are due at once. kill -9 takes one worker after the other; the last one finishes."""
    begun = datetime.now(UTC) - EIGHT_DAYS
    ids = delivered(BATCH + 100, at=begun, the=deal_of(begun))
    assert {row(one).seq for one in ids} == {SEQ_WHEN_DELIVERED}
    told_before(ids)
    surroundings = environment(tmp_path / "mail", PARLEY_DEMO="true")
    seen: list[int] = []
    for pause_s in (0, 0.05, 0.1):
        with worker(surroundings, tmp_path / "log") as process:
            if not seen:
                wait_until(moved_beyond(0))
            else:
                wait_until(lambda: "working: clock, courier" in (tmp_path / "log").read_text())
            time.sleep(pause_s)
            process.send_signal(signal.SIGKILL)
            assert process.wait() == -signal.SIGKILL
        (tmp_path / "log").write_text("")
        seen.append(moved())
    assert 0 < seen[0] < len(ids), f"the first one was to be killed in the middle: {seen}"
    # What was in the hands of the killed is free again when its lease is over.
    set_demo_clock_offset_s(demo_clock_offset_s() + 600)
    once(surroundings)
    set_demo_clock_offset_s(demo_clock_offset_s() + 600)
    once(surroundings)
    for one in ids:
        assert order(one).milestone(1).stage is Stage.NOTICED
        assert Counter(kinds(one)[SEQ_WHEN_DELIVERED:]) == {"Nudged": 2, "NoticeSent": 1}
    assert_sound(ids)
    assert_told_at_least_once(ids, tmp_path / "mail")


def assert_told_at_least_once(ids: list[UUID], mail: Path) -> None:
    """Every letter is there; one that is there twice has the same Message-ID and is addressed to the same person."""
    wanted = {str(effect.receipt).partition(" ")[0] for one in ids for effect in effects_of(one)} - {"<earlier>"}
    assert all(effect.sent_at is not None for one in ids for effect in effects_of(one))
    there = Counter(str(letter["Message-ID"]) for letter in letters(mail))
    assert there.keys() == wanted
    assert len(wanted) == 3 * len(ids)  # the reminders in one letter, and the notice to each side
    assert sum(there.values()) - len(wanted) <= 3  # at most one for each worker that was killed


def test_a_worker_stops_when_it_is_asked_to(tmp_path: Path) -> None:
    surroundings = environment(tmp_path / "mail", PARLEY_DEMO="true")
    for number in (signal.SIGTERM, signal.SIGINT):
        with worker(surroundings, tmp_path / "log") as process:
            wait_until(lambda: "working: clock, courier" in (tmp_path / "log").read_text())
            process.send_signal(number)
            assert stopped(process) == 0
        assert "INFO parley.worker stopped" in (tmp_path / "log").read_text().splitlines()[-1]
        (tmp_path / "log").write_text("")


def test_a_worker_that_is_asked_to_stop_in_the_middle_finishes_its_batch(tmp_path: Path) -> None:
    begun = datetime.now(UTC) - EIGHT_DAYS
    ids = delivered(BATCH + 50, at=begun, the=deal_of(begun))
    told_before(ids)
    surroundings = environment(tmp_path / "mail", PARLEY_DEMO="true")
    with worker(surroundings, tmp_path / "log") as process:
        wait_until(moved_beyond(0))
        process.send_signal(signal.SIGTERM)
        assert stopped(process) == 0
    assert moved() in (BATCH, len(ids))
    leased = [effect for one in ids for effect in effects_of(one) if effect.lease_until is not None]
    assert leased == []


def test_a_worker_sees_a_demos_clock_move(tmp_path: Path) -> None:
    begun = datetime.now(UTC)
    [one] = offered(at=begun, the=deal_of(begun))
    with worker(environment(tmp_path / "mail", PARLEY_DEMO="true"), tmp_path / "log"):
        wait_until(lambda: any(beat.name == "clock" for beat in heartbeats()))
        assert row(one).stage == "offered"
        set_demo_clock_offset_s(int(EIGHT_DAYS.total_seconds()))
        wait_until(lambda: row(one).stage == "expired")


def test_outside_a_demo_nothing_moves_the_clock(tmp_path: Path) -> None:
    begun = datetime.now(UTC)
    [one] = offered(at=begun, the=deal_of(begun))
    set_demo_clock_offset_s(int(EIGHT_DAYS.total_seconds()))
    once(environment(tmp_path / "mail"))
    assert row(one).stage == "offered"
