"""A worker says that it is alive, so that readiness can tell a quiet one from a dead one."""

from __future__ import annotations

from datetime import datetime, timedelta

from parley.store.pulse import beat
from parley.store.rows import HeartbeatRow

AT_MOST_EVERY = timedelta(seconds=5)
"""A beat is a commit, and a commit is a wait for the disk: an idle installation need not keep its disk awake."""


class Heart:
    """The pulse of one worker. `at` is in UTC; `lag_s` says by how many whole seconds the worker is behind."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._last: HeartbeatRow | None = None

    def beat(self, at: datetime, lag_s: int) -> None:
        """Written down when the last beat is old, or when a lag came up or is over."""
        last = self._last
        if last is not None and bool(last.lag_s) is bool(lag_s) and abs(at - last.at) < AT_MOST_EVERY:
            return
        row = HeartbeatRow(self._name, at, lag_s)
        beat(row)
        self._last = row
