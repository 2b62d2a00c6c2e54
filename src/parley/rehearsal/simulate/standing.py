"""Clocks that stand still are remembered by somebody else than the core, and must go on with what was left (I11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parley.core.machine import Outcome
from parley.core.order.messages import Resumed
from parley.core.order.state import Frozen, Milestone, Order, Stage
from parley.rehearsal.simulate.rules import Broken

CALLED_OFF = frozenset({Stage.NOTICED, Stage.MARKED, Stage.CLAIMED})
"""Nobody comes back from a pause to find the last hours of these running: they begin again (standstill, pause)."""
LEAST_AFTER_CASE = timedelta(hours=24)
A_SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class Stood:
    """A stage that stands still, with what was left of its window; None: it had none."""

    stage: Stage
    left: timedelta | None


@dataclass(slots=True)
class Standing:
    """What stands still in an order, milestone by milestone, the newest last."""

    stood: dict[int, list[Stood]] = field(default_factory=dict)

    def looks(self, before: Order, outcome: Outcome, at: datetime) -> Iterator[Broken]:
        """One step more."""
        if outcome.order is None or outcome.order is before:
            return
        for was, now in zip(before.milestones, outcome.order.milestones, strict=False):
            if was.back is not now.back:
                yield from self._one(was, now, outcome, at)

    def _one(self, was: Milestone, now: Milestone, outcome: Outcome, at: datetime) -> Iterator[Broken]:
        stood = self.stood.setdefault(now.number, [])
        resumed = [
            event
            for step in outcome.steps
            for event in step.events
            if isinstance(event, Resumed) and event.milestone == now.number
        ]
        if _depth(now.back) > _depth(was.back) and not resumed:
            stood.append(Stood(was.stage, was.ends_at - at if was.ends_at is not None else None))
        elif len(resumed) == 1 and stood and now.back is _beneath(was.back):
            yield from _went_on(stood.pop(), now, resumed[0], at)
        elif now.back is None:
            stood.clear()
        else:
            # Several at once (a window of nothing): what is not followed is not judged.
            del stood[:]


def _went_on(stood: Stood, now: Milestone, resumed: Resumed, at: datetime) -> Iterator[Broken]:
    if stood.stage in CALLED_OFF:
        if resumed.cause in ("lifted", "pause_ended") and now.stage in CALLED_OFF:
            yield Broken("I11", f"milestone {now.number} came back from a pause as {now.stage.value}")
        return
    if now.stage is not stood.stage:
        return  # what it came back to had run out at once
    if (now.ends_at is None) != (stood.left is None):
        yield Broken("I11", f"milestone {now.number} came back to {now.stage.value} with another kind of clock")
    if now.ends_at is None or stood.left is None:
        return
    left = max(stood.left, LEAST_AFTER_CASE) if resumed.cause == "case_withdrawn" else max(stood.left, timedelta(0))
    if abs((now.ends_at - at) - left) > A_SECOND:
        yield Broken("I11", f"milestone {now.number} had {left} left and went on with {now.ends_at - at}")


def _depth(back: Frozen | None) -> int:
    return 0 if back is None else 1 + _depth(back.beneath)


def _beneath(back: Frozen | None) -> Frozen | None:
    return None if back is None else back.beneath
