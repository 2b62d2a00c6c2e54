"""What was agreed for each milestone beside what happened: the releases as the reference points of the schedule.

Source: a quote with several releases is the schedule that both sides agreed on, so an order can be held against it at any time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from parley.core.order.state import Milestone, Order, Stage

AT_WORK = frozenset({Stage.UNFUNDED, Stage.LAPSED, Stage.FUNDED, Stage.WORKING, Stage.PAUSED})
"""Where something is still to be delivered for the first time."""


@dataclass(frozen=True, slots=True)
class Line:
    """One milestone. Dates are days in the zone of the agreement, instants are UTC; None where it has not come to that.

    `due_at` is when work is due as things stand, after questions, extensions and a late start. `days_late` counts calendar
    days from the agreed date to the first delivery, or to `at` while nothing was delivered; fewer than none is early.
    """

    number: int
    stage: Stage
    agreed_on: date
    due_at: datetime | None
    begun_at: datetime | None
    delivered_at: datetime | None
    ended_at: datetime | None
    days_late: int | None


def schedule(order: Order, at: datetime) -> tuple[Line, ...]:
    """Milestone by milestone, in their own order, as things stand at `at`."""
    zone = ZoneInfo(order.terms.calendar.zone)
    return tuple(_line(milestone, zone, at) for milestone in order.milestones)


def _line(milestone: Milestone, zone: ZoneInfo, at: datetime) -> Line:
    agreed_on, delivered_at = milestone.terms.due_on, milestone.first_delivered_at
    seen_at = delivered_at or (at if milestone.stage in AT_WORK else None)
    on = seen_at.astimezone(zone).date() if seen_at is not None else None
    late = (on - agreed_on).days if on is not None else None
    if late is not None and delivered_at is None and late <= 0:
        late = None  # there is still time
    return Line(
        number=milestone.number,
        stage=milestone.stage,
        agreed_on=agreed_on,
        due_at=milestone.due_at,
        begun_at=milestone.funded_at,
        delivered_at=delivered_at,
        ended_at=milestone.since if milestone.has_ended else None,
        days_late=late,
    )
