"""Whether the clock of this process can be believed.

On PostgreSQL the processes may run on several machines. One whose clock is wrong would release money early or late, so it
compares itself with the one clock that all of them share, the database's. SQLite is on this machine and has no other clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import connections

from parley.store.engine import DATABASE, engine

MOST_SKEW = timedelta(seconds=60)


@dataclass(frozen=True, slots=True)
class Skew:
    """By how much this process is ahead of the database (negative: behind), and the database's instant (UTC)."""

    ahead: timedelta
    database_at: datetime

    @property
    def is_too_much(self) -> bool:
        return abs(self.ahead) > MOST_SKEW

    @property
    def seconds(self) -> int:
        return round(abs(self.ahead).total_seconds())


@dataclass(frozen=True, slots=True)
class _Instant:
    at: datetime


def skew(now: Callable[[], datetime]) -> Skew | None:
    """How far `now` and the database's clock are apart; None where there is nothing to compare.

    A demo's clock is meant to be wrong, and nobody's money hangs on it.
    """
    if settings.DEMO or connections[DATABASE].vendor != "postgresql":
        return None
    before = now()
    [there] = engine().read(_Instant, "SELECT statement_timestamp()")
    after = now()
    # The database read its clock somewhere between: a slow answer is not a wrong clock.
    if before <= there.at <= after:
        return Skew(timedelta(0), there.at)
    nearer = before if there.at < before else after
    return Skew(nearer - there.at, there.at)
