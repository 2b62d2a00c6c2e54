"""The calendar of a new agreement: weekends and public holidays of both sides' regions, as they are known today, frozen.

What the law or the library says later does not move a date that was promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

from parley.core.calendar import Calendar

YEARS_AHEAD = 4


class NoSuchCountry(ValueError):
    """The holidays of this country or region are not known."""


def frozen_calendar(zone: str, regions: Iterable[str], start: date) -> Calendar:
    """`regions` are country codes, perhaps with a subdivision (`ES-CT`). Raises NoSuchCountry."""
    years = range(start.year, start.year + YEARS_AHEAD)
    named = tuple(dict.fromkeys(region for region in regions if region))
    days: set[date] = set()
    for code in named:
        country, _, subdivision = code.partition("-")
        try:
            days |= set(holidays.country_holidays(country, subdiv=subdivision or None, years=years))
        except NotImplementedError:
            raise NoSuchCountry(f"the holidays of {code} are not known") from None
    source = f"holidays {holidays.__version__}: {', '.join(named)}" if named else ""
    return Calendar(zone=zone, rest_days=tuple(sorted(days)), source=source)


def known_countries() -> tuple[str, ...]:
    """Country codes whose holidays are known, sorted."""
    return tuple(sorted(code for code in holidays.list_supported_countries() if len(code) == 2))
