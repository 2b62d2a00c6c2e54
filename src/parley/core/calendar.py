"""The calendar an agreement carries: its zone and a frozen list of days of rest.

A later change of law or of a library must not move a promised date, so the list is copied into the terms on signing.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

END_OF_WORK = time(18, 0)
"""A date that was agreed without an hour means this local time on that date."""

MOST_REST_DAYS = 1_000
"""Many years of public holidays on both sides; more would be a way to put every deadline off."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """`zone` is an IANA name. `weekend` holds weekday numbers (Monday is 0). `rest_days` are public holidays of both sides'
    regions, sorted. `source` names where they came from, with its version."""

    zone: str = "UTC"
    weekend: tuple[int, ...] = (5, 6)
    rest_days: tuple[date, ...] = ()
    source: str = ""

    def __post_init__(self) -> None:
        """Raises ValueError for an unknown zone, and for a week without a working day: counting days would never end."""
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"no such zone: {self.zone}") from None
        if not set(self.weekend) < set(range(7)):
            raise ValueError("a week needs a working day")
        if len(self.rest_days) > MOST_REST_DAYS:
            raise ValueError("too many days of rest")

    def is_business_day(self, day: date) -> bool:
        return day.weekday() not in self.weekend and day not in self.rest_days

    def after_hours(self, at: datetime, hours: int) -> datetime:
        """Elapsed time (UTC): 48 hours are 48 hours, whatever the clocks on the wall do."""
        return self._local(at).astimezone(UTC) + timedelta(hours=hours)

    def after_days(self, at: datetime, days: int) -> datetime:
        """The same local clock time, so many calendar days later (UTC). Zero days is `at` itself."""
        local = self._local(at)
        if days == 0:
            return local.astimezone(UTC)  # not by its clock time, which may exist twice: that would be an hour ago
        return self._instant(local.date() + timedelta(days=days), local.time())

    def after_business_days(self, at: datetime, days: int) -> datetime:
        """The same local clock time on the n-th working day after the local date of `at`, which itself never counts (UTC).

        Zero days is `at` itself: a window of no length fires as soon as it opens. Raises ValueError for fewer: counting
        towards a day that has passed would never end.
        """
        if days < 0:
            raise ValueError("a window does not end before it begins")
        local = self._local(at)
        if days == 0:
            return local.astimezone(UTC)
        day = local.date()
        left = days
        while left:
            day += timedelta(days=1)
            if self.is_business_day(day):
                left -= 1
        return self._instant(day, local.time())

    def end_of_work(self, day: date) -> datetime:
        """The instant (UTC) at which the working day `day` ends here."""
        return self._instant(day, END_OF_WORK)

    def local_date(self, at: datetime) -> date:
        return self._local(at).date()

    def _local(self, at: datetime) -> datetime:
        if at.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return at.astimezone(ZoneInfo(self.zone))

    def _instant(self, day: date, clock: time) -> datetime:
        """A local time that exists twice means the first; one that does not exist moves forward by the gap.

        Both follow from reading the wall clock with the offset before the change (fold 0).
        """
        return datetime.combine(day, clock.replace(fold=0, tzinfo=None), ZoneInfo(self.zone)).astimezone(UTC)
