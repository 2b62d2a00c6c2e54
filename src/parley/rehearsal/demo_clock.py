"""The demo's clock steps from deadline to deadline, so that "+5 business days" gives the same events as waiting (time.md 3)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings

from parley.core.calendar import Calendar
from parley.desk.now import now
from parley.rehearsal import clockwork
from parley.store.pulse import demo_clock_offset_s, set_demo_clock_offset_s

STEPS = ("1h", "48h", "5bd", "next")
"""The steps that the demo's bar offers: "5bd" is five working days without any holidays, "next" the next deadline."""


class NoDemo(RuntimeError):
    """Outside a demo nobody moves the clock."""


def next_deadline() -> datetime | None:
    """The instant (UTC) of the next thing that the clock will do, reminders too; None when nothing is armed."""
    return clockwork.next_deadline()


def move(step: str, at: datetime) -> datetime:
    """Move on from the present instant `at` (UTC) by one of STEPS. The instant it is then; see move_to."""
    match step:
        case "1h":
            return move_to(at + timedelta(hours=1))
        case "48h":
            return move_to(at + timedelta(hours=48))
        case "5bd":
            return move_to(Calendar().after_business_days(at, 5))
        case "next":
            return move_to(next_deadline() or at)
        case _:
            raise ValueError(f"{step!r} is none of {', '.join(STEPS)}")


def move_to(to: datetime) -> datetime:
    """Move the demo's clock on to `to` (UTC), applying every deadline on the way at its own instant. The instant it is then.

    Moving back is not possible, because what has happened has happened: an instant in the past leaves the clock as it is.
    Letters go out later, when the courier comes by. Raises NoDemo in an installation that is not a demo.
    """
    if not settings.DEMO:
        raise NoDemo
    # The clock is set after the deadline was applied: a worker that looks in between finds nothing overdue.
    clockwork.wait_until(to, _set)
    _set(to)
    return now()


def _set(to: datetime) -> None:
    ahead = to - now()
    if ahead > timedelta(0):
        # Whole seconds, rounded up: it is never earlier than what has just been applied.
        set_demo_clock_offset_s(demo_clock_offset_s() - (-ahead // timedelta(seconds=1)))
