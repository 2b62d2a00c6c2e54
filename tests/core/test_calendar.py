"""Days are counted on the wall clock of the agreement's zone, hours as they pass."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parley.core.calendar import MOST_REST_DAYS, Calendar

BERLIN = Calendar("Europe/Berlin")

# Zone, the local day before a change, the local time that is asked for, and what comes out on the next day in UTC:
# in spring a time inside the gap, in autumn one that exists twice.
CHANGES = [
    ("Europe/Berlin", "2026-03-28 02:30", "2026-03-29 01:30"),
    ("Europe/Berlin", "2026-10-24 02:30", "2026-10-25 00:30"),
    ("Europe/London", "2026-03-28 01:30", "2026-03-29 01:30"),
    ("Europe/London", "2026-10-24 01:30", "2026-10-25 00:30"),
    ("Europe/Lisbon", "2026-03-28 01:59", "2026-03-29 01:59"),
    ("Europe/Lisbon", "2026-10-24 01:00", "2026-10-25 00:00"),
    ("Europe/Helsinki", "2026-03-28 03:15", "2026-03-29 01:15"),
    ("Europe/Helsinki", "2026-10-24 03:15", "2026-10-25 00:15"),
    ("Atlantic/Azores", "2026-03-28 00:30", "2026-03-29 01:30"),
    ("Atlantic/Azores", "2026-10-24 00:30", "2026-10-25 00:30"),
    ("America/New_York", "2026-03-07 02:30", "2026-03-08 07:30"),
    ("America/New_York", "2026-10-31 01:30", "2026-11-01 05:30"),
    ("America/Los_Angeles", "2026-03-07 02:30", "2026-03-08 10:30"),
    ("America/Los_Angeles", "2026-10-31 01:30", "2026-11-01 08:30"),
    ("America/St_Johns", "2026-03-07 02:30", "2026-03-08 06:00"),
    ("America/St_Johns", "2026-10-31 01:30", "2026-11-01 04:00"),
    ("America/Santiago", "2026-09-05 00:30", "2026-09-06 04:30"),
    ("America/Santiago", "2026-04-03 23:30", "2026-04-05 02:30"),
    ("America/Havana", "2026-03-07 00:30", "2026-03-08 05:30"),
    ("America/Havana", "2026-10-31 00:30", "2026-11-01 04:30"),
    ("Africa/Cairo", "2026-04-23 00:30", "2026-04-23 22:30"),
    ("Africa/Cairo", "2026-10-28 23:30", "2026-10-29 20:30"),
    ("Asia/Beirut", "2026-03-28 00:30", "2026-03-28 22:30"),
    ("Asia/Beirut", "2026-10-23 23:30", "2026-10-24 20:30"),
    ("Australia/Sydney", "2026-10-03 02:30", "2026-10-03 16:30"),
    ("Australia/Sydney", "2026-04-04 02:30", "2026-04-04 15:30"),
    ("Australia/Lord_Howe", "2026-10-03 02:15", "2026-10-03 15:45"),
    ("Australia/Lord_Howe", "2026-04-04 01:45", "2026-04-04 14:45"),
    ("Pacific/Auckland", "2026-09-26 02:30", "2026-09-26 14:30"),
    ("Pacific/Auckland", "2026-04-04 02:30", "2026-04-04 13:30"),
    ("Pacific/Chatham", "2026-09-26 02:50", "2026-09-26 14:05"),
    ("Pacific/Chatham", "2026-04-04 02:50", "2026-04-04 13:05"),
    ("Antarctica/Troll", "2026-03-28 02:00", "2026-03-29 02:00"),
    ("Antarctica/Troll", "2026-10-24 01:30", "2026-10-24 23:30"),
]


def local(text: str, zone: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(("zone", "before", "after"), CHANGES)
def test_a_day_over_a_clock_change_keeps_the_wall_clock_moves_over_the_gap_and_takes_the_first_of_two(
    zone: str, before: str, after: str
) -> None:
    every_day = Calendar(zone, weekend=())
    at = local(before, zone)
    assert every_day.after_days(at, 1) == utc(after)
    assert every_day.after_business_days(at, 1) == utc(after)
    assert every_day.after_days(at, 1).tzinfo is UTC


@pytest.mark.parametrize("zone", sorted({zone for zone, _, _ in CHANGES}))
def test_hours_pass_one_by_one_whatever_the_wall_says(zone: str) -> None:
    calendar = Calendar(zone)
    for named, before, _ in CHANGES:
        if named == zone:
            at = local(before, zone)
            assert calendar.after_hours(at, 48) - at.astimezone(UTC) == timedelta(hours=48)


@pytest.mark.parametrize("zone", sorted({zone for zone, _, _ in CHANGES}))
def test_the_days_of_a_year_come_in_order_and_never_lie_more_than_a_change_apart(zone: str) -> None:
    calendar = Calendar(zone)
    at = local("2026-01-01 02:30", zone)
    ends = [calendar.after_days(at, days) for days in range(1, 366)]
    assert all(timedelta(hours=22) <= later - earlier <= timedelta(hours=26) for earlier, later in pairwise(ends))


def test_no_days_is_this_very_instant_even_in_the_second_of_two_hours() -> None:
    """By its clock time alone the window would have ended an hour before it began."""
    second = utc("2026-10-25 01:30")
    assert BERLIN.after_days(second, 0) == second
    assert BERLIN.after_business_days(second, 0) == second
    assert BERLIN.after_hours(second, 0) == second


def test_a_day_that_a_country_skipped_moves_forward() -> None:
    """Samoa had no 30 December 2011."""
    apia = Calendar("Pacific/Apia", weekend=())
    at = local("2011-12-29 10:00", "Pacific/Apia")
    assert apia.after_days(at, 1) == apia.after_days(at, 2) == local("2011-12-31 10:00", "Pacific/Apia")


@pytest.mark.parametrize(
    ("at", "days", "ends"),
    [
        ("2026-03-02 10:00", 5, "2026-03-09 10:00"),  # Monday to Monday
        ("2026-03-06 10:00", 1, "2026-03-09 10:00"),  # Friday: the weekend does not count
        ("2026-03-07 10:00", 1, "2026-03-09 10:00"),  # Saturday: the starting day never counts
        ("2026-03-08 23:59", 1, "2026-03-09 23:59"),
        ("2026-03-09 00:00", 1, "2026-03-10 00:00"),
        ("2026-03-27 10:00", 1, "2026-03-30 10:00"),  # over the change: ten o'clock stays ten o'clock
        ("2026-04-02 10:00", 5, "2026-04-13 10:00"),  # Good Friday and Easter Monday
        ("2025-12-30 10:00", 2, "2026-01-02 10:00"),  # New Year
        ("2027-12-30 10:00", 2, "2028-01-03 10:00"),  # New Year on a Saturday takes nothing away
        ("2028-02-28 10:00", 1, "2028-02-29 10:00"),  # a leap day is a day
    ],
)
def test_business_days_leave_out_weekends_and_holidays(at: str, days: int, ends: str) -> None:
    holidays = (date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2028, 1, 1))
    calendar = Calendar("Europe/Berlin", rest_days=holidays)
    assert calendar.after_business_days(local(at, "Europe/Berlin"), days) == local(ends, "Europe/Berlin")


def test_the_week_of_a_friday_and_saturday_weekend() -> None:
    cairo = Calendar("Africa/Cairo", weekend=(4, 5))
    thursday = local("2026-03-05 10:00", "Africa/Cairo")
    assert cairo.after_business_days(thursday, 1) == local("2026-03-08 10:00", "Africa/Cairo")
    assert [cairo.is_business_day(date(2026, 3, day)) for day in range(5, 10)] == [True, False, False, True, True]


def test_the_date_is_the_agreements_not_the_servers() -> None:
    """At 23:30 UTC on a Thursday it is Friday in Auckland: one business day later is Monday there, Sunday here."""
    auckland = Calendar("Pacific/Auckland")
    at = utc("2026-03-05 23:30")
    assert auckland.local_date(at) == date(2026, 3, 6)
    assert auckland.after_business_days(at, 1) == utc("2026-03-08 23:30")


def test_a_date_without_an_hour_means_the_end_of_work_there() -> None:
    assert BERLIN.end_of_work(date(2026, 3, 27)) == utc("2026-03-27 17:00")
    assert BERLIN.end_of_work(date(2026, 3, 30)) == utc("2026-03-30 16:00")


def test_an_instant_without_a_zone_is_nobodys_instant() -> None:
    naive = datetime(2026, 3, 2, 10, 0)  # noqa: DTZ001
    for count in (BERLIN.after_hours, BERLIN.after_days, BERLIN.after_business_days):
        for length in (0, 1):
            with pytest.raises(ValueError, match="zone"):
                count(naive, length)


@pytest.mark.parametrize("days", [-1, -10_000])
def test_business_days_are_not_counted_backwards(days: int) -> None:
    """It would go on to the end of the calendar."""
    with pytest.raises(ValueError, match="before it begins"):
        BERLIN.after_business_days(utc("2026-03-02 10:00"), days)


@pytest.mark.parametrize(
    "broken",
    [
        {"zone": "Europe/Atlantis"},
        {"zone": ""},
        {"zone": "../etc/passwd"},
        {"weekend": (0, 1, 2, 3, 4, 5, 6)},
        {"weekend": (7,)},
        {"rest_days": tuple(date(2026, 1, 1) + timedelta(days=day) for day in range(MOST_REST_DAYS + 1))},
    ],
)
def test_a_calendar_that_would_count_for_ever_cannot_be_made(broken: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match=r"zone|working day|rest"):
        Calendar(**broken)  # type: ignore[arg-type]


def test_many_years_of_holidays_fit_into_a_calendar() -> None:
    days = tuple(date(2026, 1, 1) + timedelta(days=7 * week) for week in range(MOST_REST_DAYS))
    assert Calendar(rest_days=days).is_business_day(date(2026, 1, 2))


@given(
    at=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001
    days=st.integers(0, 40),
    zone=st.sampled_from(sorted({zone for zone, _, _ in CHANGES})),
)
@settings(derandomize=True, max_examples=300)
def test_business_days_agree_with_a_calendar_on_the_wall(at: datetime, days: int, zone: str) -> None:
    calendar = Calendar(zone, rest_days=(date(2026, 12, 25),))
    end = calendar.after_business_days(at, days)
    start_day, end_day = calendar.local_date(at), calendar.local_date(end)
    crossed = [start_day + timedelta(days=one) for one in range(1, (end_day - start_day).days + 1)]
    assert sum(calendar.is_business_day(day) for day in crossed) == days
    assert end >= at
    wall = [moment.astimezone(ZoneInfo(zone)).time() for moment in (at, end)]
    if wall[0] > time(4, 0):  # clocks change in the first hours of a day
        assert wall[0] == wall[1] or days == 0
