"""A worker whose clock is wrong moves nothing on PostgreSQL, where a machine of its own may be wrong about the time.

It leaves what is not due yet, and what really is, because it cannot know which is which. On SQLite there is one machine and one
clock, so the very same worker goes on.
"""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client

from parley.core.order.state import OrderStage
from parley.store.engine import engine
from parley.worker import clock as clock_module
from parley.worker import run, skew
from parley.worker.clock import DISTRUST_S, Clock
from parley.worker.run import work_once
from tests.worker.door import Door
from tests.worker.market import assert_sound, deal_of, offered, order
from tests.worker.processes import environment, once, wait_until, worker

TABLES = ("orders", "parties", "journal", "postings", "outbox", "receipts", "texts", "files")
"""Everything that is written of an order."""
AN_HOUR_S = 3600


@pytest.fixture(autouse=True)
def _clocks_are_compared(monkeypatch: pytest.MonkeyPatch, _time_is_what_the_test_says: None) -> None:
    """Here it is the present, and the database may be asked."""
    monkeypatch.setattr(clock_module, "skew", skew.skew)


def is_shared() -> bool:
    """Whether the database has a clock of its own."""
    return connection.vendor == "postgresql"


def everything() -> dict[str, list[tuple[object, ...]]]:
    """Each table of the orders, to the last byte."""
    with connection.cursor() as cursor:
        found = {}
        for table in TABLES:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608  (a name from the list above)
            found[table] = sorted(cursor.fetchall(), key=repr)
    return found


def due(in_hours: int) -> UUID:
    """An offer whose week is over in so many hours (before now, when negative); all its letters went out long ago."""
    at = datetime.now(UTC) - timedelta(days=7) + timedelta(hours=in_hours)
    [one] = offered(at=at, the=deal_of(at), first=len(everything()["orders"]) + 1)
    engine().write("UPDATE outbox SET sent_at = %s, receipt = '<earlier>' WHERE order_id = %s", [at, one])
    return one


def off_by(seconds: int) -> Clock:
    return Clock(lambda: datetime.now(UTC) + timedelta(seconds=seconds))


@pytest.mark.parametrize("seconds", [62, -62, AN_HOUR_S * 2, AN_HOUR_S * -2, 86_400 * 365])
def test_a_clock_that_is_off_by_more_than_a_minute_writes_nothing_of_any_order(
    seconds: int, caplog: pytest.LogCaptureFixture
) -> None:
    overdue, later = due(-3), due(1)
    before = everything()
    clock = off_by(seconds)
    wait = clock.round()
    if not is_shared():
        assert order(overdue).stage is OrderStage.EXPIRED
        return
    assert (wait, clock.moved) == (DISTRUST_S, 0)
    assert everything() == before
    side = "ahead of" if seconds > 0 else "behind"
    assert f"does not act as the clock: it is {abs(seconds)} s {side} the database's clock" in caplog.text
    Clock(lambda: datetime.now(UTC)).round()
    assert [order(one).stage for one in (overdue, later)] == [OrderStage.EXPIRED, OrderStage.OFFERED]
    assert_sound([overdue, later])


@pytest.mark.parametrize("seconds", [0, 55, -55])
def test_a_clock_that_is_off_by_less_acts(seconds: int) -> None:
    overdue = due(-3)
    assert off_by(seconds).round() != DISTRUST_S
    assert order(overdue).stage is OrderStage.EXPIRED


def test_a_clock_that_was_set_right_acts_again() -> None:
    overdue, wrong_by = due(-3), [timedelta(hours=2)]
    clock = Clock(lambda: datetime.now(UTC) + wrong_by[0])
    clock.round()
    assert clock.is_believed is not is_shared()
    wrong_by[0] = timedelta(0)
    clock.round()
    assert clock.is_believed
    assert order(overdue).stage is OrderStage.EXPIRED


def test_the_operator_sees_it_at_readyz() -> None:
    """How far it is off at once, and that the installation is not ready as soon as a deadline is left lying."""
    due(-3)
    off_by(AN_HOUR_S).round()
    answer = Client().get("/readyz")
    clock = answer.json()["checks"]["clock"]
    if is_shared():
        assert answer.status_code == 503
        assert clock["workers"]["skew"]["lag_s"] == AN_HOUR_S
        assert "clock" not in clock["workers"]
        assert clock["overdue_s"] == pytest.approx(3 * AN_HOUR_S, abs=60)
    else:
        assert answer.status_code == 200
        assert "skew" not in clock["workers"]


def test_once_does_not_end_as_if_all_had_been_done(monkeypatch: pytest.MonkeyPatch, door: Door) -> None:
    """Whoever starts it from a timetable reads the exit code, not the log."""
    due(-3)
    monkeypatch.setattr(run, "Clock", lambda: off_by(AN_HOUR_S))
    assert work_once() is not is_shared()


# --- real processes


@pytest.mark.parametrize("seconds", [AN_HOUR_S * 2, AN_HOUR_S * -2])
def test_a_worker_of_its_own_with_a_wrong_clock_carries_out_no_command(seconds: int, tmp_path: Path) -> None:
    overdue, later = due(-3), due(1)
    before = everything()
    done = subprocess.run(
        [sys.executable, "-m", "tests.worker.wrong_clock", str(seconds), "--once"],
        env=environment(tmp_path / "mail"),
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if not is_shared():
        assert (done.returncode, order(overdue).stage) == (0, OrderStage.EXPIRED)
        return
    assert done.returncode == 1
    assert "ERROR parley.worker.clock this process does not act as the clock" in done.stderr
    assert f"{abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} the database's clock" in done.stderr
    assert everything() == before
    once(environment(tmp_path / "mail"))
    assert [order(one).stage for one in (overdue, later)] == [OrderStage.EXPIRED, OrderStage.OFFERED]


def test_beside_a_worker_that_is_right_the_wrong_one_does_no_harm(tmp_path: Path) -> None:
    overdue, later = due(-3), due(1)
    with (tmp_path / "wrong").open("wb") as out:
        wrong = subprocess.Popen(
            [sys.executable, "-m", "tests.worker.wrong_clock", str(AN_HOUR_S * 2)],
            env=environment(tmp_path / "mail"),
            stdout=out,
            stderr=out,
        )
    try:
        with worker(environment(tmp_path / "mail"), tmp_path / "log"):
            wait_until(lambda: order(overdue).stage is OrderStage.EXPIRED)
            if is_shared():
                wait_until(lambda: "does not act as the clock" in (tmp_path / "wrong").read_text(), every_s=0.1)
                assert order(later).stage is OrderStage.OFFERED
            else:
                wait_until(lambda: order(later).stage is OrderStage.EXPIRED)
    finally:
        wrong.kill()
        wrong.wait()
