"""Time zones as people choose them."""

import zoneinfo

import pytest

from parley.people.zones import grouped_zones, is_zone, zone_or_utc


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../../etc/passwd", "Europe", "localtime", "Etc/GMT+5", "\x00", "EST5EDT"]
)
def test_what_is_no_place_is_utc(name: str) -> None:
    assert zone_or_utc(name) == "UTC"


def test_a_place_stays_itself() -> None:
    assert zone_or_utc("Europe/Madrid") == "Europe/Madrid"
    assert is_zone("UTC")


def test_every_zone_on_offer_can_be_used_and_stands_once() -> None:
    offered = [zone for _region, cities in grouped_zones("en") for zone, _city in cities]
    assert len(offered) == len(set(offered)) > 300
    for zone in offered:
        zoneinfo.ZoneInfo(zone)


def test_cities_have_the_names_of_the_language() -> None:
    cities = {zone: city for _region, group in grouped_zones("ru") for zone, city in group}
    assert cities["Europe/Moscow"] == "Москва"
    assert dict(grouped_zones("fr")[1:])  # regions follow UTC
    assert grouped_zones("fr")[0] == ("UTC", [("UTC", "UTC")])
