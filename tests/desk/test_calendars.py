"""Days of rest are frozen into an agreement as they are known on the day it is offered."""

from __future__ import annotations

from datetime import UTC, date, datetime

import holidays
import pytest

from parley.desk.calendars import YEARS_AHEAD, NoSuchCountry, frozen_calendar, known_countries
from tests.core.business_days import BY_HAND, MADE, Row, read
from tests.core.rest_days import COUNTRIES, YEARS, rest_days

START = date(2026, 3, 2)


def test_holidays_of_both_sides_are_days_of_rest() -> None:
    calendar = frozen_calendar("Europe/Madrid", ["ES", "GB-ENG"], START)
    assert not calendar.is_business_day(date(2026, 4, 3))  # Good Friday in both
    assert not calendar.is_business_day(date(2026, 4, 6))  # Easter Monday in England
    assert not calendar.is_business_day(date(2026, 10, 12))  # Spain's national day
    assert calendar.is_business_day(date(2026, 4, 7))
    assert calendar.source.endswith(": ES, GB-ENG")


def test_a_region_has_days_that_its_country_has_not() -> None:
    sant_joan = date(2026, 6, 24)
    assert frozen_calendar("Europe/Madrid", ["ES"], START).is_business_day(sant_joan)
    assert not frozen_calendar("Europe/Madrid", ["ES-CT"], START).is_business_day(sant_joan)


def test_the_list_is_sorted_and_reaches_some_years_ahead() -> None:
    days = frozen_calendar("UTC", ["NL", "NL"], START).rest_days
    assert list(days) == sorted(set(days))
    assert {day.year for day in days} == set(range(2026, 2026 + YEARS_AHEAD))


@pytest.mark.parametrize("regions", [[], ["", ""]])
def test_without_a_region_only_weekends_rest(regions: list[str]) -> None:
    calendar = frozen_calendar("UTC", regions, START)
    assert (calendar.rest_days, calendar.source) == ((), "")
    assert not calendar.is_business_day(date(2026, 3, 7))


@pytest.mark.parametrize("code", ["XX", "ES-XX", "es; DROP", "-", "🇪🇸", "ESP-CT-1"])
def test_a_country_that_is_none_is_said_so(code: str) -> None:
    with pytest.raises(NoSuchCountry):
        frozen_calendar("UTC", [code], START)


def test_the_countries_of_the_form_can_all_be_frozen() -> None:
    codes = known_countries()
    assert {"ES", "FR", "GB", "NL", "RU", "US"} <= set(codes)
    assert list(codes) == sorted(codes)
    for code in codes:
        assert len(frozen_calendar("UTC", [code], START).rest_days) < 1_000


COUNTRY_ROWS = [row for path in (BY_HAND, MADE) for row in read(path) if row.rest in COUNTRIES]


@pytest.mark.parametrize("row", COUNTRY_ROWS, ids=lambda row: f"{row.rest} {row.start} {row.kind} {row.length}")
def test_a_frozen_calendar_ends_windows_where_the_table_of_days_says(row: Row) -> None:
    """The table has its holidays from the laws, the calendar from the library."""
    start = datetime.fromisoformat(row.start)
    calendar = frozen_calendar(row.zone, [row.rest], start.date())
    after = {"hours": calendar.after_hours, "days": calendar.after_days, "business_days": calendar.after_business_days}
    assert after[row.kind](start, row.length) == datetime.fromisoformat(row.expected), row.why


@pytest.mark.parametrize("country", COUNTRIES)
def test_the_library_and_the_laws_name_the_same_days_of_rest(country: str) -> None:
    """A holiday that falls on a Sunday may be missing in the one or in the other: nobody works then anyway."""
    years = range(2025, 2027) if country == "RU" else YEARS
    found = {day for day in frozen_calendar("UTC", [country], date(2025, 1, 1)).rest_days if day.year in years}
    assert {day for day in found if day.weekday() < 5} == {
        day for day in rest_days(country, years) if day.weekday() < 5
    }


# --- whose weekend it is


@pytest.mark.parametrize(
    ("regions", "weekend"),
    [
        ([], (5, 6)),
        (["ES"], (5, 6)),
        (["EG"], (4, 5)),
        (["IL", "SA"], (4, 5)),
        (["ES", "EG"], (4, 5, 6)),
        (["EG", "ES-CT"], (4, 5, 6)),
        (["IR"], (4,)),
    ],
)
def test_the_weekends_of_both_sides_are_rest(regions: list[str], weekend: tuple[int, ...]) -> None:
    assert frozen_calendar("UTC", regions, START).weekend == weekend


def test_from_thursday_to_sunday_in_cairo_and_to_monday_with_a_client_in_madrid() -> None:
    thursday = datetime(2026, 3, 5, 10, 0, tzinfo=UTC)
    assert frozen_calendar("Africa/Cairo", ["EG"], START).after_business_days(thursday, 1).date() == date(2026, 3, 8)
    both = frozen_calendar("Africa/Cairo", ["EG", "ES"], START)
    assert both.after_business_days(thursday, 1).date() == date(2026, 3, 9)


def test_a_country_has_one_name_in_the_list() -> None:
    codes = known_countries()
    assert "UK" not in codes
    found = [holidays.country_holidays(code).country for code in codes]
    assert len(found) == len(set(found))


def test_an_agreement_that_was_frozen_under_the_other_name_keeps_its_days() -> None:
    """UK stood in the list once; a counter-offer names it again."""
    assert frozen_calendar("UTC", ["UK"], START).rest_days == frozen_calendar("UTC", ["GB"], START).rest_days
