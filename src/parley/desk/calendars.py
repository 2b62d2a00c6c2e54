"""The calendar of a new agreement: weekends and public holidays of both sides' regions, as they are known today, frozen.

What the law or the library says later does not move a date that was promised.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import holidays

from parley.core.calendar import Calendar

YEARS_AHEAD = 4
SATURDAY_AND_SUNDAY = (5, 6)
ALIASES = {"UK"}
"""Names in the library's list for a country that has another code there: Great Britain's is GB."""


class NoSuchCountry(ValueError):
    """The holidays of this country or region are not known."""


def frozen_calendar(zone: str, regions: Iterable[str], start: date) -> Calendar:
    """`regions` are country codes, perhaps with a subdivision (`ES-CT`); whatever is a weekend in one of them is one here.

    Without a region Saturday and Sunday rest. Raises NoSuchCountry.
    """
    years = range(start.year, start.year + YEARS_AHEAD)
    named = tuple(dict.fromkeys(region for region in regions if region))
    days: set[date] = set()
    weekend: set[int] = set()
    for code in named:
        country, _, subdivision = code.partition("-")
        try:
            known = holidays.country_holidays(country, subdiv=subdivision or None, years=years)
        except NotImplementedError:
            raise NoSuchCountry(f"the holidays of {code} are not known") from None
        days |= set(known)
        weekend |= known.weekend
    source = f"holidays {holidays.__version__}: {', '.join(named)}" if named else ""
    return Calendar(zone, tuple(sorted(weekend)) or SATURDAY_AND_SUNDAY, tuple(sorted(days)), source)


def known_countries() -> tuple[str, ...]:
    """Country codes whose holidays are known, sorted; each country once, under its code in ISO 3166."""
    return tuple(sorted(code for code in holidays.list_supported_countries() if len(code) == 2 and code not in ALIASES))
