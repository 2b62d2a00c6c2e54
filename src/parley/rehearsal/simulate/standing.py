"""Clocks that stand still are remembered by somebody else than the core, and must go on with what was left (I11)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from parley.core.machine import Outcome, Step
from parley.core.order.evolve import fold
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
        """One step more. Clocks that fired before the act may have moved what it then let stand still."""
        after = outcome.order
        if after is None or all(
            was.back is now.back for was, now in zip(before.milestones, after.milestones, strict=False)
        ):
            return
        for step in outcome.steps:
            then = fold(before, before.id, step.events)
            for was, now in zip(before.milestones, then.milestones, strict=False):
                if was.back is not now.back:
                    yield from self._one(was, now, step, at)
            before = then

    def _one(self, was: Milestone, now: Milestone, step: Step, at: datetime) -> Iterator[Broken]:
        stood = self.stood.setdefault(now.number, [])
        resumed = [one for one in step.events if isinstance(one, Resumed) and one.milestone == now.number]
        if _depth(now.back) > _depth(was.back):
            stood.append(Stood(was.stage, was.ends_at - at if was.ends_at is not None else None))
        elif resumed and stood:
            yield from _went_on(stood.pop(), now, resumed[0], at)
        elif now.back is None:
            stood.clear()


def _went_on(stood: Stood, now: Milestone, resumed: Resumed, at: datetime) -> Iterator[Broken]:
    if stood.stage in CALLED_OFF:
        if resumed.cause in ("lifted", "pause_ended") and now.stage in CALLED_OFF:
            yield Broken("I11", f"milestone {now.number} came back from a pause as {now.stage.value}")
        return
    if now.stage is not stood.stage:
        yield Broken(
            "I11", f"milestone {now.number} stood still as {stood.stage.value} and came back as {now.stage.value}"
        )
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
