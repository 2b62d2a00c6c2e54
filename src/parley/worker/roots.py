"""The hand that signs each finished day: one root over the heads of all orders, as casefile/daily.py makes it.

It makes one day at a time, the oldest that is missing first, and looks up between orders whether somebody asks for a stop. A
desk that slept for a year catches up beside everything else; no deadline and no letter waits for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from parley.casefile.daily import day_without_root, make_root
from parley.desk.now import now
from parley.worker.clock import DISTRUST_S, never
from parley.worker.skew import skew

log = logging.getLogger("parley.worker.roots")

POLL_S = 5
"""A look at one row. A demo's clock may move over midnight at any time."""


class Roots:
    """`now` gives the instant, `is_stopping` is asked between orders. `made` counts roots."""

    name = "roots"

    def __init__(self, now: Callable[[], datetime] = now, is_stopping: Callable[[], bool] = never) -> None:
        self._now = now
        self._is_stopping = is_stopping
        self.made = 0

    def round(self) -> float:
        """Sign the oldest finished day that nobody has signed. Returns the seconds until it is worth looking again."""
        found = skew(self._now)
        if found is not None and found.is_too_much:
            return DISTRUST_S  # the clock says so in the log; a day that has not ended must not be signed
        at = self._now()
        day = day_without_root(at)
        if day is None:
            return POLL_S
        row = make_root(day, at, self._is_stopping)
        if row is None:
            return POLL_S
        self.made += 1
        log.info("signed the root of %s: %s", day, row.statement)
        return 0
