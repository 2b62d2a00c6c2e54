"""The hand that counts how cases ended, where all orders stand and how long steps take, a piece at a time, so that nobody's
page has to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parley.desk.now import now
from parley.reads.operations_standing import count_standing
from parley.reads.operations_steps import count_steps
from parley.reads.outcomes import count_further
from parley.worker.clock import never

POLL_S = 60
"""A look at one row, once the figures of the day are there."""
PIECE_S = 0.2
"""Between two pieces: deadlines and letters come first."""


class Figures:
    """`now` gives the instant; a stop is never far, because a round is one piece."""

    name = "figures"

    def __init__(self, now: Callable[[], datetime] = now, is_stopping: Callable[[], bool] = never) -> None:
        self._now = now
        self._is_stopping = is_stopping

    def round(self) -> float:
        """Count one piece of each. Returns the seconds until it is worth going on."""
        if self._is_stopping():
            return POLL_S
        at = self._now()
        are_counted = [count(at) for count in (count_further, count_standing, count_steps)]
        return POLL_S if all(are_counted) else PIECE_S
