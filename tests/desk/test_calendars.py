"""Days of rest are frozen into an agreement as they are known on the day it is offered."""

from __future__ import annotations

from datetime import date

import pytest

from parley.desk.calendars import YEARS_AHEAD, NoSuchCountry, frozen_calendar, known_countries

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
