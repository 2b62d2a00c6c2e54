"""Time zones as people choose them: by region and city."""

import zoneinfo
from functools import lru_cache

from babel import Locale
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


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """The zones that can be chosen: those of a place, and UTC."""
    places = {name for name in zoneinfo.available_timezones() if name.partition("/")[0] in REGIONS and "/" in name}
    return frozenset(places | {FALLBACK})


def is_zone(name: str) -> bool:
    return name in zone_names()


def zone_or_utc(name: str) -> str:
    """`name` if it is a zone we know, else UTC: a wrong zone must never keep a page from being shown."""
    return name if is_zone(name) else FALLBACK


@lru_cache(maxsize=32)
def grouped_zones(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """(region, [(zone, city), ...]) in the words of `language`, both in alphabetical order; UTC stands first without a city."""
    locale = Locale.parse(language)
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in zone_names() - {FALLBACK}:
        groups.setdefault(name.partition("/")[0], []).append((name, city(name, locale)))
    regions = [(str(REGIONS[region]), sorted(cities, key=lambda pair: pair[1])) for region, cities in groups.items()]
    return [("UTC", [(FALLBACK, "UTC")]), *sorted(regions)]


def city(zone: str, locale: Locale) -> str:
    """The place of a zone in a language, as CLDR has it: `Europe/Moscow` is Moscou in French."""
    place = zone.partition("/")[2]
    if "/" in place:
        # Babel would say only "Knox" for America/Indiana/Knox.
        return place.replace("_", " ").replace("/", ", ")
    return get_timezone_location(zone, locale=locale, return_city=True)
