"""Clocks stand still while something else goes on, and then go on with what was left of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from parley.core.order.base import Event, MilestoneEvent
from parley.core.order.state import Frozen, Milestone, Stage
from parley.core.parties import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Resumed(MilestoneEvent):
    """What stood still goes on in `stage`, whose window now ends at `ends_at`. What lay ahead has moved by the time
    it stood still: the due date, and the instant from which an open question is counted. `cause`: lifted,
    pause_ended, case_withdrawn or bank."""

    stage: Stage
    ends_at: datetime | None
    due_at: datetime | None
    asked_at: datetime | None
    cause: str


def freeze(milestone: Milestone, at: datetime) -> Frozen:
    """The present stage with what is left of its window, in whole seconds, a part of one counted as one."""
    return Frozen(milestone.stage, at, seconds_left(milestone.ends_at, at), milestone.back)


def seconds_left(ends_at: datetime | None, at: datetime) -> int | None:
    return None if ends_at is None else seconds_between(at, ends_at)


def seconds_between(since: datetime, until: datetime) -> int:
    """Never less than none."""
    return max(-((since - until) // timedelta(seconds=1)), 0)


def resume(milestone: Milestone, at: datetime, by: Role, cause: str, least_hours: int = 0) -> list[Event]:
    """Back to what stood still, with what was left of its window and at least `least_hours`."""
    back = milestone.back
    if back is None:
        raise AssertionError(f"milestone {milestone.number} has nothing to go back to")
    ends_at = None
    if back.left_seconds is not None:
        ends_at = at + timedelta(seconds=max(back.left_seconds, least_hours * 3600))
    return [
        Resumed(
            at=at,
            by=by,
            milestone=milestone.number,
            stage=back.stage,
            ends_at=ends_at,
            due_at=due_after_standstill(milestone, at),
            asked_at=_moved(milestone.asked_at, milestone, at),
            cause=cause,
        )
    ]


def due_after_standstill(milestone: Milestone, at: datetime) -> datetime | None:
    """When work is due that stood still until `at`. What was late already stays late."""
    if milestone.back is None or milestone.due_at is None or milestone.due_at <= milestone.back.at:
        return milestone.due_at
    return _moved(milestone.due_at, milestone, at)


def _moved(instant: datetime | None, milestone: Milestone, at: datetime) -> datetime | None:
    """Moved once, when the lowest of what stood still goes on: it knows since when everything above it stood."""
    back = milestone.back
    if instant is None or back is None or back.beneath is not None:
        return instant
    return instant + (at - back.at)
