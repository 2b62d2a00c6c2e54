"""When something happens in a story: an instant, so long after the step before, so long ago, or the next deadline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import assert_never
from zoneinfo import ZoneInfo

from parley.core.calendar import Calendar

_SHIFT = re.compile(r"(?P<sign>[+-])(?P<count>[0-9]{1,5})(?P<unit>min|h|d|bd)(?: (?P<clock>[0-2][0-9]:[0-5][0-9]))?")


class Unit(Enum):
    """What a shift counts in. Days and business days keep the local clock time; hours and minutes are elapsed time."""

    MINUTES = "min"
    HOURS = "h"
    DAYS = "d"
    BUSINESS_DAYS = "bd"


@dataclass(frozen=True, slots=True)
class Shift:
    """`+` counts from the step before, `-` counts back from the instant at which the story is played. With `clock` it is that
    local time on the day that was found."""

    count: int
    unit: Unit
    is_back: bool = False
    clock: time | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """One instant. Without a zone it is local time of the agreement."""

    at: datetime


class Next(Enum):
    """The earliest deadline that is armed, reminders left out."""

    DEADLINE = "next deadline"


When = Fixed | Shift | Next
Day = date | Shift


def read_when(found: object) -> When:
    """Raises ValueError with what may stand here."""
    if isinstance(found, datetime):
        return Fixed(found)
    if found == Next.DEADLINE.value:
        return Next.DEADLINE
    if isinstance(found, str) and (shift := _shift(found)) is not None:
        return shift
    raise ValueError('not an instant, nor "+2d", "+48h", "+5bd 10:30", "-3d" or "next deadline"')


def read_day(found: object) -> Day:
    """Raises ValueError with what may stand here."""
    if isinstance(found, date) and not isinstance(found, datetime):
        return found
    if isinstance(found, str) and (shift := _shift(found)) is not None and shift.clock is None:
        return shift
    raise ValueError('not a date, nor "+10d" or "+8bd"')


def _shift(text: str) -> Shift | None:
    found = _SHIFT.fullmatch(text)
    if found is None:
        return None
    clock = time.fromisoformat(found["clock"]) if found["clock"] else None
    return Shift(int(found["count"]), Unit(found["unit"]), is_back=found["sign"] == "-", clock=clock)


def instant(when: Fixed | Shift, calendar: Calendar, *, before: datetime, played_at: datetime) -> datetime:
    """The instant (UTC). `before` is when the step before happened."""
    if isinstance(when, Fixed):
        at = when.at if when.at.tzinfo else when.at.replace(tzinfo=ZoneInfo(calendar.zone))
        return at.astimezone(UTC)
    at = _shifted(when, calendar, played_at if when.is_back else before)
    if when.clock is None:
        return at
    return datetime.combine(calendar.local_date(at), when.clock, ZoneInfo(calendar.zone)).astimezone(UTC)


def local_day(day: Day, calendar: Calendar, *, start: datetime, played_at: datetime) -> date:
    """The date in the agreement's zone; a shift counts from the start of the story."""
    if isinstance(day, Shift):
        return calendar.local_date(instant(day, calendar, before=start, played_at=played_at))
    return day


def _shifted(shift: Shift, calendar: Calendar, base: datetime) -> datetime:
    count = -shift.count if shift.is_back else shift.count
    match shift.unit:
        case Unit.MINUTES:
            return base + timedelta(minutes=count)
        case Unit.HOURS:
            return base + timedelta(hours=count)
        case Unit.DAYS:
            return calendar.after_days(base, count)
        case Unit.BUSINESS_DAYS:
            return _back(calendar, base, shift.count) if shift.is_back else calendar.after_business_days(base, count)
        case _:
            assert_never(shift.unit)


def _back(calendar: Calendar, base: datetime, days: int) -> datetime:
    """The same local clock time on the n-th working day before."""
    gone = 0
    while days:
        gone += 1
        if calendar.is_business_day(calendar.local_date(calendar.after_days(base, -gone))):
            days -= 1
    return calendar.after_days(base, -gone)
