"""Commands that arrive together are committed together.

No thread of its own and no waiting timer: whoever finds a free place at the pen writes for everybody who stands in line, and
the others wake when their answer is there. At most one command of an order is in a batch, and none whose order is being
written at this moment (performance.md, group commit).
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from parley.core.order.messages import AnyCommand
from parley.desk.files import KeptFile
from parley.desk.submit import Answer, submit

MOST_TOGETHER = 64
PENS = 2
"""Batches in flight. SQLite has one writer anyway; the second batch then waits in the database."""


class _Place:
    """Somebody in line: the question, and the answer once it is there."""

    def __init__(self, command: AnyCommand, kept: Sequence[KeptFile]) -> None:
        self.command = command
        self.kept = tuple(kept)
        self.answer: Answer | None = None
        self.error: BaseException | None = None

    @property
    def is_served(self) -> bool:
        return self.answer is not None or self.error is not None


class Line:
    """The line in front of the desk. `now` gives the instant at which a batch is decided."""

    def __init__(
        self,
        now: Callable[[], datetime],
        carry_out: Callable[[Sequence[AnyCommand], datetime, Sequence[KeptFile]], list[Answer]] = submit,
    ) -> None:
        self._now = now
        self._carry_out = carry_out
        self._changed = threading.Condition()
        self._waiting: deque[_Place] = deque()
        self._in_hand: set[UUID] = set()
        self._pens = PENS

    def ask(self, command: AnyCommand, kept: Sequence[KeptFile] = ()) -> Answer:
        """Answered when it is on disk. Raises what carrying it out raised."""
        place = _Place(command, kept)
        with self._changed:
            self._waiting.append(place)
        while not place.is_served:
            batch = self._take(place)
            if batch:
                self._serve(batch)
        if place.error is not None:
            raise place.error
        if place.answer is None:
            raise AssertionError("served without an answer")
        return place.answer

    def _take(self, place: _Place) -> list[_Place]:
        """Wait until this place is served or there is a pen and something to write; then take that."""
        with self._changed:
            while not place.is_served:
                if self._pens:
                    batch = self._next_batch()
                    if batch:
                        self._pens -= 1
                        return batch
                self._changed.wait()
            return []

    def _next_batch(self) -> list[_Place]:
        batch: list[_Place] = []
        left: deque[_Place] = deque()
        while self._waiting:
            place = self._waiting.popleft()
            if len(batch) < MOST_TOGETHER and place.command.order_id not in self._in_hand:
                self._in_hand.add(place.command.order_id)
                batch.append(place)
            else:
                left.append(place)
        self._waiting = left
        return batch

    def _serve(self, batch: Sequence[_Place]) -> None:
        try:
            self._write(batch)
        finally:
            with self._changed:
                self._pens += 1
                self._in_hand -= {place.command.order_id for place in batch}
                self._changed.notify_all()

    def _write(self, batch: Sequence[_Place]) -> None:
        try:
            kept = [file for place in batch for file in place.kept]
            answers = self._carry_out([place.command for place in batch], self._now(), kept)
        except BaseException as error:  # noqa: BLE001 - handed to whoever asked, who raises it
            if len(batch) == 1:
                batch[0].error = error
                return
            # The batch failed as a whole and one by one: each one hears its own answer.
            for place in batch:
                self._write([place])
            return
        for place, answer in zip(batch, answers, strict=True):
            place.answer = answer
