"""Public holidays as the laws of six countries give them, written down by hand: nothing here asks the library that Parley uses.

Only days that rest in the whole country. A holiday on a Saturday or Sunday stands here on its own date, and once more where
the law gives another day instead.
"""

from __future__ import annotations

from datetime import date, timedelta

COUNTRIES = ("ES", "FR", "NL", "RU", "GB", "US")
YEARS = range(2025, 2029)
"""The years for which the lists below hold. Russia decides each autumn which days move in the next year: 2025 to 2026."""

# Month and day of what falls on the same date every year.
FIXED = {
    "ES": ((1, 1), (1, 6), (5, 1), (8, 15), (10, 12), (11, 1), (12, 6), (12, 8), (12, 25)),
    "FR": ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)),
    "NL": ((1, 1), (12, 25), (12, 26)),
    "RU": (*((1, day) for day in range(1, 9)), (2, 23), (3, 8), (5, 1), (5, 9), (6, 12), (11, 4)),
    "GB": ((1, 1), (12, 25), (12, 26)),
    "US": ((1, 1), (6, 19), (7, 4), (11, 11), (12, 25)),
}
# Days from Easter Sunday: Good Friday -2, Easter Monday 1, Ascension Day 39, Whit Monday 50.
FROM_EASTER = {"ES": (-2,), "FR": (1, 39, 50), "NL": (-2, 0, 1, 39, 49, 50), "GB": (-2,)}
# Month, weekday (Monday is 0) and which one of the month; -1 is the last.
NTH = {
    "GB": ((5, 0, 1), (5, 0, -1)),
    "US": ((1, 0, 3), (2, 0, 3), (5, 0, -1), (9, 0, 1), (10, 0, 2), (11, 3, 4)),
}
# What the Russian government moved, and what the labour code moves off a weekend by itself.
MOVED = {
    "RU": (
        date(2025, 5, 2), date(2025, 5, 8), date(2025, 6, 13), date(2025, 11, 3), date(2025, 12, 31),
        date(2026, 1, 9), date(2026, 3, 9), date(2026, 5, 11), date(2026, 12, 31),
    ),
}  # fmt: skip


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar: the anonymous algorithm (Nature, 1876)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * golden + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - moon - of_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def rest_days(country: str, years: range = YEARS) -> frozenset[date]:
    """The public holidays of `country` in these years."""
    found: set[date] = set()
    for year in years:
        found |= {date(year, month, day) for month, day in FIXED[country]}
        found |= {easter(year) + timedelta(days=days) for days in FROM_EASTER.get(country, ())}
        found |= {_nth(year, month, weekday, which) for month, weekday, which in NTH.get(country, ())}
        found |= {day for day in MOVED.get(country, ()) if day.year == year}
        if country == "NL":
            found |= _dutch(year)
    if country == "US":
        found |= _american(years)
    return frozenset(found | _british(found) if country == "GB" else found)


def _nth(year: int, month: int, weekday: int, which: int) -> date:
    days = [date(year, month, day) for day in range(1, 32) if day <= 28 or _is_in(year, month, day)]
    return [day for day in days if day.weekday() == weekday][which - 1 if which > 0 else which]


def _is_in(year: int, month: int, day: int) -> bool:
    return (date(year, month, 28) + timedelta(days=day - 28)).month == month


def _dutch(year: int) -> set[date]:
    """The King's Day moves to Saturday; Liberation Day rests every five years."""
    kings = date(year, 4, 27)
    kings -= timedelta(days=kings.weekday() == 6)
    return {kings, date(year, 5, 5)} if year % 5 == 0 else {kings}


def _british(found: set[date]) -> set[date]:
    """New Year, Christmas or Boxing Day on a weekend rest again on the next weekday that is not one of them already."""
    instead: set[date] = set()
    for day in sorted(found):
        if (day.month, day.day) in FIXED["GB"] and day.weekday() > 4:
            later = (day + timedelta(days=days) for days in range(1, 8))
            instead.add(next(one for one in later if one.weekday() < 5 and one not in found | instead))
    return instead


def _american(years: range) -> set[date]:
    """A fixed holiday on Saturday is kept on the Friday before, one on Sunday on the Monday after."""
    instead: set[date] = set()
    for year in range(years.start, years.stop + 1):
        for month, day in FIXED["US"]:
            fixed = date(year, month, day)
            kept = fixed + timedelta(days={5: -1, 6: 1}.get(fixed.weekday(), 0))
            if kept.year in years:
                instead.add(kept)
    return instead
