"""Try a whole unit of work again when the database says: not your fault, once more."""

from __future__ import annotations

import random
import sqlite3
import time
from collections.abc import Callable
from typing import TypeVar

from django.db.utils import OperationalError

from parley.store.errors import StaleRow

T = TypeVar("T")

TRIES = 3
LONGEST_WAIT_S = 0.05

_SERIALIZATION_FAILURE = "40001"
_DEADLOCK = "40P01"


def retrying(work: Callable[[], T], *, tries: int = TRIES) -> T:
    """What `work` returns, run again from its beginning after a conflict with somebody else's transaction.

    `work` must be the whole unit: it reads again, decides again and writes again, with the same command ids. A conflict is a
    serialization failure, a deadlock, a busy SQLite file or a StaleRow; anything else is raised at once, and so is the last.
    """
    for left in range(tries - 1, -1, -1):
        try:
            return work()
        except (OperationalError, StaleRow) as error:
            if not left or not is_conflict(error):
                raise
        # Two that collided must not collide again in step.
        time.sleep(random.uniform(0, LONGEST_WAIT_S))  # noqa: S311
    raise AssertionError("the last try returns or raises")


def is_conflict(error: Exception) -> bool:
    """Whether the same work may go through if tried again."""
    if isinstance(error, StaleRow):
        return True
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError):
        # The low byte is the error; what stands above it says more (SQLITE_BUSY_SNAPSHOT, SQLITE_LOCKED_SHAREDCACHE).
        return cause.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
    return getattr(cause, "sqlstate", None) in (_SERIALIZATION_FAILURE, _DEADLOCK)
