"""When something is tried: time moves only to instants at which it makes a difference.

These are the next deadline, the minute before it (who puts an act off, puts it off until then), and the instants at which an
act becomes possible or stops being so. Reminders move nothing, so nothing waits for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from parley.core.deadlines import Deadline, deadlines_for
from parley.core.machine import clock_command, decide_at
from parley.core.order.refusals import Refusal
from parley.core.order.state import Order, Stage

MINUTE = timedelta(minutes=1)
SOON = timedelta(minutes=30)
"""Nobody waits for what is so near: minutes that are lost before one deadline are lost before the next one too."""


def next_clock(order: Order) -> Deadline | None:
    """The earliest deadline that moves something."""
    return next((deadline for deadline in deadlines_for(order) if not deadline.is_nudge), None)


def reminded(order: Order, until: datetime) -> Order:
    """The same order after the reminders that go out before `until`, each at its own instant."""
    while (armed := deadlines_for(order)) and armed[0].is_nudge and armed[0].at < until:
        order = _after_reminder(order, armed[0])
    return order


def waited(order: Order, until: datetime) -> Order:
    """The same order at `until`, before which no clock comes: with the reminders that have gone out by then."""
    while (armed := deadlines_for(order)) and armed[0].is_nudge and armed[0].at <= until:
        order = _after_reminder(order, armed[0])
    return order


def _after_reminder(order: Order, reminder: Deadline) -> Order:
    outcome = decide_at(order, clock_command(order, reminder), reminder.at)
    if outcome.order is None:
        raise AssertionError("an order cannot vanish")
    return outcome.order


def next_moment(order: Order, at: datetime, refused: Iterable[Refusal], *, eves: bool) -> datetime | None:
    """The next instant worth coming back at before the next clock: a guard that opens or closes, else the last minute."""
    clock = next_clock(order)
    if clock is None:
        return None
    guards = (*_opening(refused), *_closing(order), *_tries(order))
    between = [instant for instant in guards if at + SOON < instant < clock.at - SOON]
    if between:
        return min(between)
    return clock.at - MINUTE if eves and at < clock.at - SOON else None


def is_last_minute(order: Order, at: datetime) -> bool:
    """Whether putting things off any longer would let a clock come, or the work become due."""
    clock = next_clock(order)
    return clock is None or any(abs(instant - at) <= SOON for instant in (clock.at, *_closing(order)))


def _opening(refused: Iterable[Refusal]) -> Iterator[datetime]:
    """What was refused says from when on it is possible."""
    for refusal in refused:
        for fact in refusal.facts.values():
            if isinstance(fact, datetime):
                yield fact


def _closing(order: Order) -> Iterator[datetime]:
    """The last minute for a wish for more time."""
    for one in order.milestones:
        if one.stage in (Stage.WORKING, Stage.REVISING) and one.due_at is not None:
            yield one.due_at - MINUTE


def _tries(order: Order) -> Iterator[datetime]:
    """When another try to reach the client would count."""
    gap_hours = order.terms.windows.contact_gap_hours
    for one in order.milestones:
        if one.contacts and not one.has_ended:
            yield order.terms.calendar.after_hours(one.contacts[-1], gap_hours)
