"""Time zones as people choose them: by region and city."""

import zoneinfo
from functools import lru_cache

from babel import Locale
from babel.core import get_global
from babel.dates import get_timezone_location
from django.utils.translation import gettext_lazy as _

FALLBACK = "UTC"

REGIONS = {
    "Africa": _("Africa"),
    "America": _("America"),
    "Antarctica": _("Antarctica"),
    "Asia": _("Asia"),
    "Atlantic": _("Atlantic"),
    "Australia": _("Australia"),
    "Europe": _("Europe"),
    "Indian": _("Indian Ocean"),
    "Pacific": _("Pacific"),
}


LISTED_UNDER = {"Arctic": "Europe"}
"""Longyearbyen is the only place of its region."""


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The zones that can be chosen: each place under its current IANA name, and UTC."""
    older = get_global("zone_aliases")
    names = {name for name in zoneinfo.available_timezones() if "/" in name and _region(name) in REGIONS}
    return frozenset({name for name in names if name not in older} | {FALLBACK})


def is_zone(name: str) -> bool:
    """Also of the names that a place had before: browsers still send them, and they stand in older accounts."""
    return _current(name) in zone_names()


def zone_or_utc(name: str) -> str:
    """The current name of a zone we know, else UTC: a wrong zone must never keep a page from being shown."""
    current = _current(name)
    return current if current in zone_names() else FALLBACK


def _current(name: str) -> str:
    """`Asia/Kolkata` for `Asia/Calcutta`; whatever is no older name stays as it is."""
    if name in zone_names():
        return name
    current: str = get_global("zone_aliases").get(name, name)
    # CLDR writes UTC in another way than we do, and knows abbreviations that name no place.
    return current if "/" in name and _region(name) in REGIONS else name


def _region(zone: str) -> str:
    region = zone.partition("/")[0]
    return LISTED_UNDER.get(region, region)


@lru_cache(maxsize=32)
def grouped_zones(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(region, [(zone, city), ...]) in the words of `language`, both in alphabetical order; UTC stands first without a city."""
    locale = Locale.parse(language)
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in zone_names() - {FALLBACK}:
        groups.setdefault(_region(name), []).append((name, city(name, locale)))
    regions = [(str(REGIONS[region]), sorted(cities, key=lambda pair: pair[1])) for region, cities in groups.items()]
    return [("UTC", [(FALLBACK, "UTC")]), *sorted(regions)]


def city(zone: str, locale: Locale) -> str:
    """The place of a zone in a language, as CLDR has it: `Europe/Moscow` is Moscou in French."""
    place = zone.partition("/")[2]
    if "/" in place:
        # Babel would say only "Knox" for America/Indiana/Knox.
        return place.replace("_", " ").replace("/", ", ")
    return get_timezone_location(zone, locale=locale, return_city=True)
