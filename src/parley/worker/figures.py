"""The hand that counts how cases ended, a piece at a time, so that nobody's page has to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from parley.desk.now import now
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
        """Count one piece. Returns the seconds until it is worth going on."""
        if self._is_stopping():
            return POLL_S
        return POLL_S if count_further(self._now()) else PIECE_S
